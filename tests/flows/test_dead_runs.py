"""Scheduled runs that died are seen by their heartbeat, told once, and made again."""

from __future__ import annotations

import os
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from flows.cli.main import cli
from flows.cli.schedule import read_status
from flows.schedules.serving import say_ended
from flows.work.record import open_kept
from flows.work.timetables.dead_runs import (
    MESSAGE,
    SILENT_SECONDS,
    beating,
    bury_dead,
    is_silent,
    watch,
)
from flows.work.timetables.timetable import (
    ScheduledRun,
    beat_file,
    holding,
    is_done,
    is_missed,
    read_entry,
    write_entry,
)
from sources.tools.instants import to_millisecond

NOW = datetime(2026, 1, 20, 12, 0, tzinfo=UTC)
BEGAN = NOW - timedelta(hours=1)
RUNNING = ScheduledRun(
    "validate-weekly",
    "validate",
    "0 11 * * *",
    "UTC",
    noted_at="2026-01-10T00:00:00.000Z",
    began_at=to_millisecond(BEGAN),
    outcome="running",
    paper_id="a-paper",
)


@pytest.fixture
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CORRIGENDA_HOME", str(tmp_path))
    monkeypatch.delenv("CORRIGENDA_DATABASE_URL", raising=False)
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    write_entry(tmp_path, RUNNING)
    (tmp_path / "channels.toml").write_text(
        f'[folder.desk]\nfor = ["notice"]\nfolder = "{tmp_path / "notices"}"\n'
    )
    return tmp_path


def beat(home: Path, ago: float) -> None:
    file = beat_file(home, RUNNING.name)
    file.touch()
    at = NOW.timestamp() - ago
    os.utime(file, (at, at))


def test_a_run_is_dead_within_two_minutes_of_its_last_sign_of_life(own_home: Path) -> None:
    assert SILENT_SECONDS < 120
    beat(own_home, 30)
    assert not is_silent(own_home, RUNNING, NOW)
    assert bury_dead(own_home, NOW) == ()
    beat(own_home, SILENT_SECONDS + 1)
    assert is_silent(own_home, RUNNING, NOW)
    assert not is_silent(own_home, replace(RUNNING, outcome="finished"), NOW)


def test_what_died_is_on_record_and_told_once(own_home: Path) -> None:
    beat(own_home, 100)
    [dead] = bury_dead(own_home, NOW)
    assert (dead.outcome, dead.message) == ("died", MESSAGE)
    assert bury_dead(own_home, NOW) == ()
    with open_kept() as store:
        [run] = store.list_runs(kind="validate")
    assert (run.outcome, run.message, run.paper_id) == ("failed", MESSAGE, "a-paper")
    told = sorted((own_home / "notices").rglob("*.md"))
    assert len(told) == 1 and MESSAGE in told[0].read_text(encoding="utf-8")


def test_a_run_that_holds_its_lock_is_alive_however_silent(own_home: Path) -> None:
    beat(own_home, 1000)
    with holding(own_home, RUNNING.name) as is_held:
        assert is_held
        assert bury_dead(own_home, NOW) == ()


def test_the_turn_of_a_run_that_died_is_free_and_made_up_for(own_home: Path) -> None:
    beat(own_home, 100)
    assert not is_missed(RUNNING, NOW)
    [dead] = bury_dead(own_home, NOW)
    assert not is_done(dead, BEGAN, BEGAN)
    assert is_missed(dead, NOW)


def test_status_tells_a_run_that_died_and_that_it_is_owed(own_home: Path) -> None:
    beat(own_home, 100)
    found = read_status(NOW)
    assert [run.message for run in found.failed] == [MESSAGE]
    assert not found.due[0].is_running and found.due[0].overdue_since
    done = CliRunner().invoke(cli, ["status", "--fail-on-trouble"], standalone_mode=False)
    assert done.return_value == 1


def test_a_run_gives_signs_of_life_until_it_ends(own_home: Path) -> None:
    file = beat_file(own_home, RUNNING.name)
    beaten = threading.Event()
    with beating(own_home, RUNNING.name, every=0.01):
        while not file.exists():
            beaten.wait(0.01)
        os.utime(file, (0, 0))
        while not file.stat().st_mtime:
            beaten.wait(0.01)
    assert not file.exists()
    assert read_entry(own_home, RUNNING.name) == RUNNING


def test_who_serves_schedules_is_told_once_of_each_run_that_ended(own_home: Path) -> None:
    begun = replace(RUNNING, began_at=to_millisecond(datetime.now(UTC)))
    write_entry(own_home, begun)
    beat_file(own_home, begun.name).touch()
    is_over, is_watching, told = threading.Event(), threading.Event(), list[ScheduledRun]()
    probe = replace(begun, name="probe", outcome="finished")

    def tell(entry: ScheduledRun) -> None:
        if entry.name == probe.name:
            is_watching.set()
            return
        told.append(entry)
        if entry.outcome == "failed":
            is_over.set()
        else:
            write_entry(own_home, replace(entry, outcome="failed", ended_at=to_millisecond(BEGAN)))

    ended = replace(begun, outcome="finished", ended_at=to_millisecond(NOW), message="1 is off.")
    thread = threading.Thread(target=watch, args=(own_home, is_over, tell, 0.02))
    thread.start()
    while not is_watching.wait(0.05):  # what had ended before the first look is not told
        write_entry(own_home, replace(probe, ended_at=to_millisecond(datetime.now(UTC))))
    write_entry(own_home, ended)
    thread.join(30)
    assert [entry.outcome for entry in told] == ["finished", "failed"]


def test_a_run_that_ended_is_told_with_its_time_its_outcome_and_the_next_one() -> None:
    ended = replace(RUNNING, outcome="finished", ended_at=to_millisecond(NOW), message="1 is off.")
    said = say_ended(ended)
    assert said.startswith(
        "validate a-paper: the run of 2026-01-20 11:00 UTC finished. 1 is off. Next at "
    )
    assert said.endswith("11:00 (UTC).")
    assert "hung" not in say_ended(replace(ended, outcome="hung", message="It did not end."))
    assert "Next" not in say_ended(replace(ended, cron=""))
