"""``corrigenda status``: five lines, from the store and the timetable; and the journal."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner
from sample_runs import PAPER, run_of

from flows.cli.main import cli
from flows.cli.schedule import read_status
from flows.work.record import keep_job, keep_run, open_kept
from flows.work.timetables.timetable import ScheduledRun, write_entry
from reports.records import Run
from reports.status import Due, Status, list_failed, status_lines
from reports.store import Store, open_store
from sources.tools.instants import to_millisecond

NOW = datetime(2026, 1, 20, 12, 0, tzinfo=UTC)


@pytest.fixture
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CORRIGENDA_HOME", str(tmp_path))
    monkeypatch.delenv("CORRIGENDA_DATABASE_URL", raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path


def test_an_empty_home_says_so_in_five_lines(own_home: Path) -> None:
    done = CliRunner().invoke(cli, ["status"], standalone_mode=False)

    assert done.return_value == 0, done.output
    assert [line.partition(":")[0] for line in done.output.splitlines()] == [
        "last",
        "due",
        "open",
        "failed",
        "to send",
    ]
    assert "nothing has run yet" in done.output
    assert "nothing is scheduled here" in done.output


def test_it_says_what_ran_what_is_due_and_what_failed(own_home: Path) -> None:
    with open_store(f"sqlite:///{own_home}/store.db") as store:
        store.record_run(run_of(1), seconds={"load": 1.0, "report": 0.5})
        store.record_job(
            Run("r-2", "refresh", "", "2026-01-02T00:00:00Z", "failed", "wdi does not answer")
        )
    entry = ScheduledRun("validate-weekly", "validate", "0 6 * * 1", "Europe/Berlin")
    write_entry(
        own_home, replace(entry, noted_at=to_millisecond(NOW), began_at=to_millisecond(NOW))
    )

    found = read_status(NOW)
    lines = status_lines(found)

    assert f"validate {PAPER} 2026-01-01 00:00 finished in 1.5 s" in lines[0]
    assert "validate-weekly 2026-01-26 06:00 Europe/Berlin" in lines[1]
    assert "3 new" in lines[2] or "2 new" in lines[2]
    assert "wdi does not answer" in lines[3]
    assert found.is_troubled


def test_a_run_that_is_overdue_is_said_and_can_fail_the_command(own_home: Path) -> None:
    entry = ScheduledRun("refresh-daily", "refresh", "0 3 * * *", "UTC")
    long_ago = "2026-01-10T00:00:00.000Z"
    write_entry(own_home, replace(entry, noted_at=long_ago, began_at=long_ago))

    assert "OVERDUE since 2026-01-20 03:00" in status_lines(read_status(NOW))[1]
    runner = CliRunner()
    asked = ["status", "--json", "--fail-on-trouble"]
    done = runner.invoke(cli, asked, standalone_mode=False)
    assert done.return_value == 1
    told = json.loads(done.output)
    assert told["is_troubled"] is True
    assert list(told) == ["last", "due", "open", "failed", "to_send", "is_troubled"]
    assert list(told["due"][0]) == ["name", "at", "timezone", "overdue_since", "is_running"]
    assert runner.invoke(cli, ["status"], standalone_mode=False).return_value == 0


def test_what_a_server_has_scheduled_and_not_run_here_yet_is_due(
    own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monday = {"schedule": {"cron": "0 6 * * 1", "timezone": "Europe/Berlin"}, "active": True}
    deployments = [
        {"name": "weekly", "entrypoint": "flows/validate.py:validate", "schedules": [monday]},
        {"name": "off", "entrypoint": "flows/refresh.py:refresh", "paused": True, "schedules": []},
        {"name": "theirs", "entrypoint": "other.py:main", "schedules": [monday]},
    ]
    with answering(json.dumps(deployments).encode()) as url:
        monkeypatch.setenv("PREFECT_API_URL", f"{url}/api")
        due = read_status(NOW).due
    assert [(one.name, one.at[:16]) for one in due] == [("validate-weekly", "2026-01-26T06:00")]
    for nonsense in (b"{", b"[1]", b'[{"entrypoint": 3}]'):
        with answering(nonsense) as url:
            monkeypatch.setenv("PREFECT_API_URL", f"{url}/api")
            assert read_status(NOW).due == ()
    assert read_status(NOW).due == ()  # nobody answers there any more


@contextmanager
def answering(content: bytes) -> Iterator[str]:
    """A server on the loopback that answers every POST the same."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["content-length"]))
            self.send_response(200)
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_failure_that_a_later_run_made_good_is_no_trouble(store: Store) -> None:
    failed = Run("r-1", "refresh", "", "2026-01-01T00:00:00Z", "failed", "no answer")
    finished = replace(failed, run_id="r-2", started_at="2026-01-02T00:00:00Z", outcome="finished")
    for run in (finished, failed):
        store.record_job(run)
    assert store.newest_runs() == (finished,)
    due = Due("refresh-daily", "2026-01-03T03:00:00+00:00", "UTC", is_running=True)
    status = Status((finished,), (due,), {}, (), {"pending": 2, "failed": 0})
    assert not status.is_troubled
    lines = status_lines(status)
    assert "(running now)" in lines[1]
    assert lines[4] == "to send: 2 pending"


def test_a_failure_is_not_hidden_behind_the_papers_of_a_corpus(store: Store) -> None:
    failed = Run("r-1", "refresh", "", "2026-01-01T00:00:00Z", "failed", "no answer")
    corpus = Run("r-2", "validate-corpus", "", "2026-01-02T00:00:00Z", "finished", "Of 3 figures")
    for run in (failed, corpus):
        store.record_job(run)
    for number in range(3):
        part = replace(corpus, run_id=f"r-2.{number}", kind="validate", paper_id=f"p-{number}")
        store.record_job(part)
    assert store.newest_runs() == (corpus, failed)


def test_the_journal_has_a_line_for_the_run_and_one_for_each_claim(
    own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = own_home / "logs" / "corrigenda.jsonl"
    monkeypatch.setenv("CORRIGENDA_LOG", str(log))
    findings = run_of(1)
    with open_kept() as store:
        keep_run(findings, own_home / "index.html", store)
    keep_job("refresh", "", "r-2", "2026-01-02T00:00:00Z", "failed", "no answer\nat all")

    lines = [json.loads(line) for line in log.read_text().splitlines()]

    run, *claims, job = lines
    assert run["event"] == "run"
    assert run["run_id"] == findings.run.run_id
    assert run["standings"]["off"] == findings.counts.standings["off"]
    assert [one["claim_id"] for one in claims] == [one.claim_id for one in findings.claims]
    assert {one["run_id"] for one in claims} == {run["run_id"]}
    assert (job["kind"], job["outcome"], job["message"]) == (
        "refresh",
        "failed",
        "no answer\nat all",
    )


def test_a_journal_that_cannot_be_written_harms_no_run(
    own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CORRIGENDA_LOG", str(own_home))
    keep_job("refresh", "", "r-2", "2026-01-02T00:00:00Z", "finished", "all had")
    assert read_status(NOW).last[0].run_id == "r-2"


def test_a_refresh_takes_as_long_as_the_slowest_source_and_not_all_of_them_together() -> None:
    seconds = {"fetch wdi": 4.0, "fetch wpp": 9.0, "fetch ama": 1.0, "store": 2.0}
    refresh = Run("r-1", "refresh", "", "2026-01-02T00:00:00Z", "finished", "", seconds=seconds)

    assert "finished in 11.0 s" in status_lines(Status((refresh,), (), {}, (), {}))[0]


def test_what_went_into_quarantine_is_trouble_until_a_person_lets_it_out() -> None:
    began = "2026-01-02T00:00:00Z"
    refresh = Run("r-1", "refresh", "", began, "failed", "", changes={"had wdi": 1, "apart S": 1})
    accept = Run("r-2", "accept", "", began, "finished", "", changes={"let in S": 1})

    assert list_failed((refresh,)) == (refresh,)
    assert list_failed((replace(accept, changes={"let in R": 1}), refresh)) == (refresh,)
    assert list_failed((accept, refresh)) == ()
    lacking = replace(refresh, changes={**refresh.changes, "failed wpp": 1})
    assert list_failed((accept, lacking)) == (lacking,)
