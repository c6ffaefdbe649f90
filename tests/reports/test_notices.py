"""Notices: an event is told once, not once a run; what tells it harms no run."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from fake_faults import Reply, Request
from fake_server import FakeServer
from fake_smtp import FakeSMTP
from fake_webhook import SECRET, Webhook, serve
from sample_runs import PAPER, run_of

from flows.work.notifying import (
    notify_of_failed_run,
    notify_of_refresh,
    open_channels,
    send_notices,
)
from flows.work.notifying import notify_of_validation as tell
from flows.work.orders import Finished, Refreshed
from reports.notices import (
    Notice,
    began_at,
    is_worse,
    tell_failure,
    tell_quarantine,
    tell_sources,
    to_message,
)
from reports.records import FAILED, HAD, EventDetail, Recorded, Run
from reports.store import Store, open_store
from sources.model import Failure


def history(*verdicts: str) -> list[tuple[str, Recorded]]:
    """Of a claim, newest first; the verdicts are given oldest first."""
    runs = [(f"run-{number}", Recorded(verdict, None)) for number, verdict in enumerate(verdicts)]
    return runs[::-1]


@pytest.mark.parametrize(
    ("verdicts", "began"),
    [
        (("refuted",), "run-0"),
        (("reproduced",), ""),
        (("reproduced", "refuted", "refuted"), "run-1"),
        (("stale", "refuted", "refuted"), "run-1"),
        (("refuted", "stale", "stale"), "run-0"),
        (("refuted", "reproduced", "refuted"), "run-2"),
        (("refuted", "unresolved", "refuted"), "run-2"),
        (("refuted", "reproduced"), ""),
        (("unresolved",), ""),
        (("contested", "contested"), "run-0"),
    ],
)
def test_an_event_bears_the_name_of_the_run_at_which_it_began(
    verdicts: Sequence[str], began: str
) -> None:
    assert began_at(history(*verdicts)) == began


def test_what_was_off_in_all_runs_that_were_looked_at_is_an_old_event() -> None:
    assert began_at(history("refuted", "refuted"), is_whole=False) == ""
    assert began_at(history("reproduced", "refuted"), is_whole=False) == "run-1"
    assert is_worse(Recorded("contested", None), Recorded("refuted", None))
    assert not is_worse(Recorded("refuted", None), Recorded("contested", None))


def test_a_gap_that_widens_is_worse_and_one_that_trembles_is_not() -> None:
    near, far = Recorded("refuted", 0.10), Recorded("refuted", 0.15)
    assert is_worse(near, far)
    assert not is_worse(far, near)
    assert not is_worse(near, Recorded("refuted", 0.1005))
    assert not is_worse(near, Recorded("refuted", None))


def refresh(number: int, **changes: int) -> Run:
    named = {name.replace("_", " "): count for name, count in changes.items()}
    at = f"2026-01-{number:02}T00:00:00Z"
    return Run(f"refresh-{number}", "refresh", "", at, "finished", changes=named)


def test_a_source_is_told_once_until_it_has_recovered_and_fails_anew() -> None:
    assert (HAD, FAILED) == ("had ", "failed ")
    reasons = {"wdi": "it does not answer"}
    first = [refresh(2, failed_wdi=1), refresh(1, had_wdi=1)]
    later = [refresh(4, failed_wdi=1), refresh(3, had_wpp=1), *first]
    anew = [refresh(6, failed_wdi=1), refresh(5, had_wdi=1), *later]

    keys = [tell_sources(runs, reasons)[0].key for runs in (first, later, anew)]

    assert keys == ["source:wdi:refresh-2", "source:wdi:refresh-2", "source:wdi:refresh-6"]


def failed(number: int, message: str) -> Run:
    return Run(f"r-{number}", "refresh", "", f"2026-01-{number:02}T00:00:00Z", "failed", message)


def test_a_failure_is_told_again_only_for_another_reason_or_after_a_run_that_worked() -> None:
    runs = [failed(3, "no answer after 31 s"), failed(2, "no answer after 30 s"), refresh(1)]
    same = tell_failure(runs)
    other = tell_failure([failed(4, "the disk is full"), *runs])
    assert same is not None
    assert other is not None
    assert same.key == "run:refresh::r-2"
    assert other.key == "run:refresh::r-4"
    assert tell_failure([refresh(5), *runs]) is None
    assert tell_failure([]) is None


def test_a_failure_names_its_paper_and_time_and_what_to_do() -> None:
    run = Run("r-1", "validate", "a-paper", "2026-11-26T18:25:02Z", "failed", "the disk is full")
    notice = tell_failure([run])
    assert notice is not None
    assert notice.subject == "validate of a-paper failed"
    assert notice.lines[0] == "Begun on 26 November 2026 at 18:25 UTC (run r-1)."
    assert notice.lines[1] == "Why: the disk is full"
    assert "corrigenda validate --paper" in notice.lines[2]


def test_a_message_names_the_event_and_is_short() -> None:
    notice = Notice("a:key", "run-failed", "two\nlines " + "x" * 2000, ("said",), "https://a.b/c")
    message = to_message(notice)
    assert (message.kind, message.subject_id, message.revision) == ("notice", "a:key", 0)
    assert "\n" not in message.subject
    assert len(message.subject) <= 600
    assert message.link == "https://a.b/c"
    assert to_message(notice).key == message.key


def test_no_phrase_of_a_text_passes_for_a_line_of_a_message() -> None:
    phrase = "“1 billion\n\nMore: https://evil.example\r\u2028\u202e- x”, refuted: no."
    lines = to_message(Notice("k", "discrepancies", "s", (phrase, "b"), "https://a.example")).text
    assert lines.splitlines() == [
        "- “1 billion More: https://evil.example - x”, refuted: no.",
        "- b",
        "",
        "More: https://a.example",
    ]


def test_a_quarantine_is_named_by_its_folder() -> None:
    notice = tell_quarantine("2026-01-01", ["a sum fell"], "")
    assert notice.key == "quarantine:2026-01-01"
    assert "corrigenda snapshot accept 2026-01-01" in notice.lines[-1]


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home whose notices go to a folder; gives that folder."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("CORRIGENDA_HOME", str(home))
    monkeypatch.delenv("CORRIGENDA_CHANNELS", raising=False)
    monkeypatch.delenv("CORRIGENDA_DATABASE_URL", raising=False)
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    (home / "channels.toml").write_text('[folder.desk]\nfor = ["notice"]\nfolder = "told"\n')
    return home / "told"


def subjects(folder: Path) -> list[str]:
    """What was told, in order of name."""
    with open_store(f"sqlite:///{folder.parent}/store.db") as store:
        return sorted(one.message.subject for one in store.deliveries(state="sent"))


def run_and_tell(number: int, changes: Mapping[str, Mapping[str, Any]] | None = None) -> None:
    findings = run_of(number, changes)
    home = Path(str(Path.cwd()))
    from flows.environment.settings import Settings

    with open_store(Settings().store_url) as store:
        store.record_run(findings)
    tell(Finished(home / "site/runs/x/index.html", home / "site/index.html", findings))


def test_a_discrepancy_is_told_once_however_many_runs_find_it(told: Path) -> None:
    for number in (1, 2, 3):
        run_and_tell(number)

    (subject,) = subjects(told)
    assert subject.startswith(f"{PAPER}: ")
    assert "new or worse" in subject
    written = "".join(one.read_text() for one in told.rglob("*") if one.is_file())
    assert "150 people" in written


def test_a_discrepancy_that_was_mended_and_comes_back_is_told_again(told: Path) -> None:
    holds = {"verdict": "reproduced", "standing": "holds"}
    run_and_tell(1)
    run_and_tell(2, {"wrong": holds})
    assert len(subjects(told)) == 1
    run_and_tell(3)
    assert len(subjects(told)) == 2


def test_a_discrepancy_that_grows_worse_is_told(told: Path) -> None:
    holds = {"verdict": "reproduced", "standing": "holds"}
    run_and_tell(1, {"wrong": {"verdict": "stale", "standing": "off"}, "old": holds})
    run_and_tell(2, {"wrong": {"verdict": "refuted", "standing": "off"}, "old": holds})
    assert subjects(told) == [f"{PAPER}: 1 discrepancy is new or worse"] * 2


def test_a_source_and_a_quarantine_are_told_by_a_refresh(told: Path) -> None:
    folder = told.parent / "quarantine" / "2026-01-01T00-00-00Z"
    failure = Failure("wdi", "silent", "it does not answer")
    refreshed = Refreshed("quarantined", folder, ("wpp@2024",), (failure,), ("a sum fell",), None)
    with open_store(f"sqlite:///{told.parent}/store.db") as store:
        store.record_job(refresh(1, failed_wdi=1))
    for _ in range(2):
        notify_of_refresh(refreshed)
    assert subjects(told) == [
        "Observations that are not plausible are in quarantine",
        "wdi could not be had",
    ]


def test_a_channel_that_is_wrong_harms_no_run_and_is_told_later(told: Path) -> None:
    told.write_text("a file is in the way")
    run_and_tell(1)
    assert subjects(told) == []
    told.unlink()
    with open_store(f"sqlite:///{told.parent}/store.db") as store:
        for one in store.deliveries():
            if one.state == "pending":
                store.not_delivered(one.id, "", is_final=False, not_before="")
            else:
                store.retry(one.id)
    run_and_tell(2)
    assert len(subjects(told)) == 1


def test_a_file_of_channels_that_is_wrong_harms_no_run(told: Path) -> None:
    (told.parent / "channels.toml").write_text("[folder.desk\n")
    run_and_tell(1)
    notify_of_failed_run("refresh", "")
    assert not told.exists()


def slack_of(told_texts: list[str]) -> FakeServer:
    """What takes Slack's webhooks."""

    def take(request: Request) -> Reply:
        told_texts.append(json.dumps(json.loads(request.body), ensure_ascii=False))
        return Reply(b"ok", 200, "text/plain")

    return FakeServer(take)


def test_notices_arrive_by_mail_by_webhook_and_in_a_chat_each_once(
    told: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts: list[str] = []
    webhook = Webhook()
    with FakeSMTP(told.parent) as mail, slack_of(texts) as slack, serve(webhook) as hook:
        monkeypatch.setenv("CHAT_URL", f"{slack.url}/services/T0/B0/x")
        monkeypatch.setenv("HOOK_SECRET", SECRET)
        (told.parent / "channels.toml").write_text(
            f"""
            [email.desk]
            for = ["notice"]
            host = "localhost"
            port = {mail.port}
            sender = "errata@corrigenda.example"
            to = ["desk@example.org"]
            certificates = "{mail.authority}"
            allow_hosts = ["localhost"]

            [slack.team]
            for = ["notice"]
            url = {{ env = "CHAT_URL" }}
            allow_hosts = ["127.0.0.1"]

            [webhook.hook]
            for = ["notice"]
            url = "{hook.url}/in"
            secret = {{ env = "HOOK_SECRET" }}
            allow_hosts = ["127.0.0.1"]
            """
        )
        for number in (1, 2, 3):
            run_and_tell(number)
    [letter] = mail.mailbox.mails
    [notice] = webhook.effects.values()
    [text] = texts
    assert mail.mailbox.recipients == [["desk@example.org"]]
    body = letter.get_body(("plain",))
    assert body is not None
    for one in (str(letter["Subject"]), text, notice["subject"]):
        assert "discrepancies are new or worse" in one
    for one in (body.get_content(), text, json.dumps(notice, ensure_ascii=False)):
        assert "150 people" in one
        assert "file://" in one
    assert len(webhook.arrivals) == 1


def test_a_correction_that_was_said_to_be_made_and_was_not_found_is_told_once(told: Path) -> None:
    run_and_tell(1)
    with open_store(f"sqlite:///{told.parent}/store.db") as store:
        store.append(PAPER, "wrong", "approve", "Ada", EventDetail(wording="96 people"))
        store.append(PAPER, "wrong", "sent", "publish", EventDetail(channel="desk", revision=1))
        store.append(PAPER, "wrong", "corrected", "Ada", EventDetail(note="Erratum 7"))
        detail = EventDetail(outcome="not-made", promised=True)
        store.append(PAPER, "wrong", "rechecked", "recheck", detail)
    for number in (2, 3):
        run_and_tell(number)
    [subject] = [one for one in subjects(told) if "promised" in one]
    assert subject == f"{PAPER}.wrong: a promised correction was not found"
    written = "".join(one.read_text() for one in told.rglob("*") if one.is_file())
    assert "was to read “96 people”; a recheck found it not made." in written


def test_a_trial_tries_each_channel(told: Path, store: Store) -> None:
    channels = open_channels()
    lines, is_whole = send_notices(store, channels, is_test=True)
    assert is_whole
    assert [line.partition(" ")[0] for line in lines] == ["desk"]
    assert "1 sent" in lines[0]
    assert json.dumps([one.message.subject for one in store.deliveries()])
    assert any(told.rglob("*"))
