"""Approved corrections leave, once, and only while their approval stands."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from fake_server import FakeServer
from fake_webhook import SECRET, Webhook, serve
from processes import Corrigenda, PrefectServer
from sample_runs import PAPER, run_of

from flows.work.orders import WITHDRAWN, PublishOrder
from flows.work.publishing import StillWaiting, deliver, enqueue, run_publication
from flows.work.sending import MOST_ATTEMPTS, pause, send_due
from reports.channels import Postponed
from reports.records import Delivery, EventDetail, Message, Receipt
from reports.store import Store, open_store

ID = f"{PAPER}.wrong"
NOW = datetime(2026, 11, 24, 21, tzinfo=UTC)


@dataclass
class Desk:
    """A home with a store, and one webhook set up."""

    corrigenda: Corrigenda
    home: Path
    webhook: Webhook
    server: FakeServer
    store: Store

    def approve(self, claim_id: str = "wrong", wording: str = "50 people") -> None:
        self.store.append(PAPER, claim_id, "approve", "ada", EventDetail(wording=wording))

    def undo(self, claim_id: str = "wrong") -> None:
        self.store.append(PAPER, claim_id, "undo", "ada", EventDetail(reason="a slip"))

    def states(self) -> dict[str, str]:
        """By channel, the state of the newest delivery of the correction."""
        return {one.channel: one.state for one in reversed(self.store.deliveries(subject_id=ID))}


@pytest.fixture
def desk(corrigenda: Corrigenda, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    webhook = Webhook()
    with serve(webhook) as server, open_store(f"sqlite:///{tmp_path / 'store.db'}") as store:
        monkeypatch.setenv("CORRIGENDA_HOME", str(tmp_path))
        monkeypatch.setenv("HOOK_SECRET", SECRET)
        monkeypatch.chdir(tmp_path)
        own = replace(corrigenda, home=tmp_path)
        desk = Desk(own, tmp_path, webhook, server, store)
        set_up(desk)
        store.record_run(run_of(1))
        yield desk


def set_up(desk: Desk, more: str = "") -> None:
    (desk.home / "channels.toml").write_text(
        f'[webhook.editor]\nurl = "{desk.server.url}/in"\nsecret = {{ env = "HOOK_SECRET" }}\n'
        f'allow_hosts = ["127.0.0.1"]\n{more}'
    )


def publish(again: bool = False) -> list[tuple[str, str]]:
    return [(one.channel, one.state) for one in run_publication(PublishOrder(again=again)).touched]


def test_nothing_leaves_that_no_person_approved(desk: Desk) -> None:
    assert publish() == []
    for kind in ("accept", "dispute", "defer"):
        desk.store.append(PAPER, "wrong", kind, "ada", EventDetail(reason="x", until="2027-01-31"))
        assert publish() == []
    assert not desk.webhook.arrivals


def test_what_was_approved_leaves_once_and_its_receipt_is_an_event(desk: Desk) -> None:
    desk.approve()
    assert publish() == [("editor", "sent")]
    assert publish() == []
    [arrival] = desk.webhook.arrivals
    assert desk.webhook.effects[arrival.key]["data"]["wording"] == "50 people"
    event = desk.store.events(PAPER, "wrong")[-1]
    assert (event.kind, event.who, event.detail.channel) == ("sent", "publish", "editor")
    assert event.detail.key == arrival.key
    assert desk.store.claim_state(PAPER, "wrong").state == "sent"
    assert [run.kind for run in desk.store.list_runs(kind="publish")] == ["publish"]


def test_an_approval_that_was_undone_in_between_does_not_leave(desk: Desk) -> None:
    desk.approve()
    enqueue(PublishOrder())
    desk.undo()
    deliver(PublishOrder(), "editor")
    assert not desk.webhook.arrivals
    [delivery] = desk.store.deliveries()
    assert (delivery.state, delivery.answer) == ("refused", WITHDRAWN)


def test_an_approval_that_another_one_replaced_does_not_leave(desk: Desk) -> None:
    desk.approve()
    enqueue(PublishOrder())
    desk.approve(wording="51 people")
    publish()
    assert [one["revision"] for one in desk.webhook.effects.values()] == [2]


def test_an_approval_that_stands_again_leaves_after_all(desk: Desk) -> None:
    desk.approve()
    enqueue(PublishOrder())
    desk.approve(wording="51 people")
    deliver(PublishOrder(), "editor")
    desk.undo()
    publish()
    assert [one["revision"] for one in desk.webhook.effects.values()] == [1]


def test_a_channel_that_fails_does_not_hold_up_the_others(desk: Desk) -> None:
    set_up(desk, '[folder.outbox]\nfolder = "outbox"\n')
    desk.server.set_faults("410")
    desk.approve()
    done = desk.corrigenda("corrections", "send", "--plain", env={"HOOK_SECRET": SECRET})
    assert done.returncode == 1
    assert "editor: a-paper.wrong was refused: it answers with status 410" in done.stderr
    assert "1 sent, 1 refused" in done.stdout
    assert desk.states() == {"editor": "refused", "outbox": "sent"}


def test_what_was_refused_stays_so_until_somebody_asks_again(desk: Desk) -> None:
    desk.server.set_faults("410:1")
    desk.approve()
    assert publish() == [("editor", "refused")]
    assert publish() == []
    assert publish(again=True) == [("editor", "sent")]


def test_what_may_pass_is_tried_again_in_the_same_run(desk: Desk) -> None:
    desk.webhook.deaf = 1
    desk.approve()
    assert publish() == [("editor", "sent")]
    assert desk.store.deliveries()[0].attempts == 2


def test_a_retry_after_is_kept_and_told(desk: Desk) -> None:
    desk.server.set_faults("429=7200")
    desk.approve()
    done = desk.corrigenda("corrections", "send", "--plain", env={"HOOK_SECRET": SECRET})
    assert (done.returncode, "is tried again from" in done.stderr) == (1, True)
    [delivery] = desk.store.deliveries()
    assert delivery.state == "pending"
    later = datetime.fromisoformat(delivery.not_before) - datetime.now(UTC)
    assert timedelta(minutes=110) < later <= timedelta(minutes=120)


class Deaf:
    """A channel to which nothing ever gets through."""

    name, place = "editor", "nowhere"

    def send(self, message: Message) -> Receipt:
        raise Postponed("no answer in time", code="timed-out")


class Broken(Deaf):
    """A channel with a fault of ours in it."""

    def send(self, message: Message) -> Receipt:
        raise KeyError(SECRET)


def _same(moment: datetime) -> datetime:
    return moment


def tries(desk: Desk, channel: Deaf) -> Iterator[Delivery]:
    """Each state of the delivery, as time goes on."""
    desk.approve()
    enqueue(PublishOrder())
    moment = NOW
    for _ in range(MOST_ATTEMPTS):
        moment += timedelta(days=1)
        send_due(desk.store, channel, "correction", clock=partial(_same, moment))
        yield desk.store.deliveries()[0]


def test_pauses_grow_and_after_many_attempts_it_is_given_up(desk: Desk) -> None:
    *waiting, last = tries(desk, Deaf())
    pauses = [
        (datetime.fromisoformat(one.not_before) - NOW).total_seconds() % 86400 for one in waiting
    ]
    assert pauses == [pause(number) for number in range(1, MOST_ATTEMPTS)]
    assert pauses == sorted(pauses)
    assert {one.state for one in waiting} == {"pending"}
    assert last.state == "failed"
    assert not desk.webhook.arrivals


def test_a_fault_of_ours_is_kept_without_what_it_held(desk: Desk) -> None:
    first = next(tries(desk, Broken()))
    assert (first.state, "KeyError" in first.answer) == ("pending", True)
    assert SECRET not in first.answer


def test_a_round_that_leaves_something_for_soon_says_so(desk: Desk) -> None:
    desk.webhook.deaf = 1
    desk.approve()
    enqueue(PublishOrder())
    with pytest.raises(StillWaiting):
        deliver(PublishOrder(), "editor")


@pytest.mark.slow
def test_two_senders_at_once_send_each_message_once(desk: Desk) -> None:
    for claim_id in ("wrong", "right", "old"):
        desk.approve(claim_id)
    desk.server.latency = 0.2
    processes = [
        desk.corrigenda.start("corrections", "send", "--plain", env={"HOOK_SECRET": SECRET})
        for _ in range(2)
    ]
    for process in processes:
        process.communicate(timeout=120)
    assert len(desk.webhook.arrivals) == len(desk.webhook.effects) == 3


def test_a_dry_run_shows_what_would_leave_and_writes_nothing(desk: Desk) -> None:
    desk.approve()
    before = desk.store.events(PAPER, "wrong")
    done = desk.corrigenda("corrections", "send", "--dry-run", env={"HOOK_SECRET": ""})
    assert done.returncode == 0, done.stderr
    assert f"{desk.server.url}/in" in done.stdout
    assert "1 would leave" in done.stdout
    assert not desk.store.deliveries()
    assert desk.store.events(PAPER, "wrong") == before
    assert not desk.webhook.arrivals


def test_only_what_is_named_leaves(desk: Desk) -> None:
    set_up(desk, '[folder.outbox]\nfolder = "outbox"\n')
    for claim_id in ("wrong", "old"):
        desk.approve(claim_id)
    send = ("corrections", "send", "--plain")
    env = {"HOOK_SECRET": SECRET}
    assert desk.corrigenda(*send, ID, "--channel", "editor", env=env).returncode == 0
    assert [one["subject_id"] for one in desk.webhook.effects.values()] == [ID]
    assert not (desk.home / "outbox").exists()
    unknown = desk.corrigenda(*send, "a-paper.right", env=env)
    assert (unknown.returncode, "is approved" in unknown.stderr) == (2, True)
    assert desk.corrigenda(*send, "--channel", "nobody", env=env).returncode == 2
    assert len(desk.webhook.arrivals) == 1


def test_without_channels_or_a_secret_the_mend_is_told(desk: Desk) -> None:
    desk.approve()
    done = desk.corrigenda("corrections", "send", "--plain", env={"HOOK_SECRET": ""})
    assert (done.returncode, "HOOK_SECRET is not set" in done.stderr) == (2, True)
    assert not desk.store.deliveries()
    (desk.home / "channels.toml").unlink()
    done = desk.corrigenda("corrections", "send", "--plain")
    assert (done.returncode, "docs/upstream.md" in done.stderr) == (2, True)


@pytest.mark.slow
def test_with_prefect_it_is_retried_and_no_secret_is_kept_anywhere(
    desk: Desk, prefect_server: PrefectServer
) -> None:
    desk.webhook.deaf = 1
    desk.approve()
    env = {"HOOK_SECRET": SECRET, "PREFECT_API_URL": prefect_server.url}
    done = desk.corrigenda("corrections", "send", "--verbose", env=env)
    assert done.returncode == 0, done.stderr
    assert len(desk.webhook.effects) == 1
    assert desk.store.deliveries()[0].attempts == 2
    parameters = json.dumps(prefect_server.parameters())
    assert '"channel"' in parameters
    for place, text in {
        "output": done.stdout + done.stderr,
        "Prefect's database and logs": prefect_server.kept(),
        "the store": (desk.home / "store.db").read_bytes().decode(errors="replace"),
        "the parameters": parameters,
    }.items():
        assert SECRET not in text, f"the secret is in {place}"
