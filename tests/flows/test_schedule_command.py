"""``corrigenda schedule``: refuses what is wrong, makes up for what was missed, ends cleanly."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st
from processes import Corrigenda, free_port

from benchmarks.corpus_registers import write_registers
from flows.cli.schedule import read_parameters
from flows.work.orders import DEFAULT_PAPER
from flows.work.timetables.timetable import (
    ScheduledRun,
    file_name,
    holding,
    is_done,
    is_missed,
    last_due,
    list_entries,
    next_due,
    read_entry,
    require_cron,
    write_entry,
)
from reports.store import open_store
from sources.errors import InputError
from sources.tools.instants import to_millisecond

NOW = datetime(2026, 3, 29, 12, 0, tzinfo=UTC)
WEEKLY = ScheduledRun("validate-weekly", "validate", "0 6 * * 1", "Europe/Berlin")


@pytest.mark.parametrize(
    ("cron", "zone", "said"),
    [
        ("61 * * * *", "UTC", "'61 * * * *' is no schedule"),
        ("* * * *", "UTC", "it has five parts"),
        ("* * * * * *", "UTC", "it has five parts"),
        ("", "UTC", "'' is no schedule"),
        ("0 0 30 2 *", "UTC", "'0 0 30 2 *' is no schedule"),
        ("0 6 * * 1", "Mars/Base", "there is no time zone 'Mars/Base'"),
        ("0 6 * * 1", "../etc/passwd", "there is no time zone"),
    ],
)
def test_a_schedule_that_cannot_be_kept_is_refused(cron: str, zone: str, said: str) -> None:
    with pytest.raises(InputError, match=said.replace("*", r"\*")):
        require_cron(cron, zone)


def test_a_time_of_day_is_that_of_the_zone_in_summer_and_in_winter() -> None:
    before, after = NOW - timedelta(days=8), NOW
    assert next_due("0 6 * * *", "Europe/Berlin", before).astimezone(UTC).hour == 5
    assert next_due("0 6 * * *", "Europe/Berlin", after).astimezone(UTC).hour == 4


@given(
    minute=st.integers(0, 59),
    hour=st.integers(0, 23),
    day=st.sampled_from(["*", "1", "0", "6"]),
    offset=st.integers(0, 400 * 24 * 60),
)
def test_between_the_last_and_the_next_due_time_there_is_none(
    minute: int, hour: int, day: str, offset: int
) -> None:
    cron, now = f"{minute} {hour} * * {day}", NOW + timedelta(minutes=offset, seconds=30)
    last, following = last_due(cron, "UTC", now), next_due(cron, "UTC", now)
    assert last < now < following
    assert next_due(cron, "UTC", last) == following


@pytest.mark.parametrize(
    ("began", "noted", "missed"),
    [
        ("2026-03-01T00:00:00.000Z", "2026-01-01T00:00:00.000Z", True),
        ("2026-03-29T11:00:00.000Z", "2026-01-01T00:00:00.000Z", False),
        ("", "2026-03-29T11:00:00.000Z", False),
        ("", "2026-03-01T00:00:00.000Z", True),
        ("2026-03-01T00:00:00.000Z", "2026-03-29T11:00:00.000Z", False),
        ("", "", False),
    ],
)
def test_a_run_is_missed_when_it_was_due_since_the_last_one_began(
    began: str, noted: str, missed: bool
) -> None:
    assert is_missed(replace(WEEKLY, began_at=began, noted_at=noted), NOW) is missed


def test_a_run_has_been_made_when_one_that_began_later_has_ended() -> None:
    ended = replace(WEEKLY, began_at=to_millisecond(NOW), outcome="finished")
    assert is_done(ended, NOW - timedelta(days=7), NOW)
    assert is_done(replace(ended, outcome="hung"), NOW - timedelta(days=7), NOW)
    assert not is_done(ended, NOW + timedelta(days=7), NOW)
    # The power went while it ran: it is made again.
    assert not is_done(replace(ended, outcome="running"), NOW - timedelta(days=7), NOW)
    assert not is_done(None, NOW, NOW)


def test_a_timetable_is_read_as_it_was_written_and_a_torn_file_is_none(tmp_path: Path) -> None:
    strange = replace(WEEKLY, name="validate-../../etc/x", message="“é”")
    write_entry(tmp_path, WEEKLY)
    write_entry(tmp_path, strange)
    assert read_entry(tmp_path, WEEKLY.name) == WEEKLY
    assert read_entry(tmp_path, strange.name) == strange
    assert "/" not in file_name(strange.name)
    (tmp_path / "schedules" / "torn.json").write_text('{"name": ')
    assert set(list_entries(tmp_path)) == {WEEKLY, strange}


def test_a_lock_is_held_by_one(tmp_path: Path) -> None:
    with holding(tmp_path, "a") as first, holding(tmp_path, "a") as second:
        assert (first, second) == (True, False)
    with holding(tmp_path, "a") as again, holding(tmp_path, "b") as other:
        assert (again, other) == (True, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--cron", "61 * * * *"], "is no schedule"),
        (["--timezone", "Mars/Base"], "there is no time zone"),
        (["--paper", "no-such-paper"], "no-such-paper"),
        (["--snapshot", "no-such-folder"], "no-such-folder"),
        (["--papers", "no-such-folder"], "no-such-folder: there is no register"),
        (["--flow", "validate-corpus"], "go together"),
        (["--flow", "refresh", "--papers", "x"], "go together"),
        (["--flow", "refresh", "--paper", "no-such-paper"], "no-such-paper"),
        (["--flow", "validate", "--flow", "refresh", "--cron", "0 6 * * 1"], "one --cron for each"),
    ],
)
@pytest.mark.slow
def test_what_is_wrong_is_said_before_anything_is_started(
    arguments: list[str], said: str, tmp_path: Path
) -> None:
    program = Corrigenda(tmp_path, tmp_path / "home")
    done = program("schedule", *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Starting" not in done.stderr
    assert not (tmp_path / "home" / "prefect").exists()


@pytest.mark.slow
def test_a_refresh_on_a_schedule_fetches_what_the_own_register_needs(tmp_path: Path) -> None:
    register = tmp_path / "own.yaml"
    write_registers(tmp_path, 1, 2)
    next(tmp_path.glob("*.yaml")).rename(register)
    plan = {"refresh": "0 3 1 * *", "validate": "0 6 1 * *"}

    read = read_parameters(plan, "UTC", str(register), "", (), str(tmp_path / "site"))

    assert read["refresh"] == {"paper": (str(register),)}
    assert read["validate"]["paper"] == str(register)
    built_in = read_parameters(plan, "UTC", DEFAULT_PAPER, "", (), str(tmp_path / "site"))
    assert "refresh" not in built_in


def test_a_server_that_does_not_answer_is_refused(tmp_path: Path) -> None:
    program = Corrigenda(tmp_path, tmp_path / "home")
    url = f"http://127.0.0.1:{free_port()}/api"
    done = program("schedule", env={"PREFECT_API_URL": url})
    assert done.returncode == 2
    assert f"no Prefect server answers at {url}" in done.stderr


def wait_for(is_so: Callable[[], bool], process: subprocess.Popen[bytes], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < end, f"not within {seconds} seconds"
        time.sleep(0.2)


def family(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    return psutil.Process(process.pid).children(recursive=True)


def end_family(members: list[psutil.Process]) -> None:
    for one in members:
        if one.is_running():
            one.kill()


@pytest.mark.slow
def test_one_process_makes_up_for_what_was_missed_once_and_leaves_nothing_behind(
    tmp_path: Path,
) -> None:
    home = tmp_path / "home"
    program = Corrigenda(tmp_path, home)
    missed = ScheduledRun("validate-scheduled", "validate", "0 6 1 * *", "UTC")
    write_entry(home, replace(missed, noted_at="2025-01-01T00:00:00.000Z"))
    process = program.start("schedule", "--cron", "0 6 1 * *")
    members: list[psutil.Process] = []
    try:

        def is_made() -> bool:
            entry = read_entry(home, "validate-scheduled")
            return entry is not None and entry.outcome == "finished"

        wait_for(is_made, process, 120)
        second = program("schedule", "--cron", "0 6 1 * *")
        assert second.returncode == 2
        assert "another `corrigenda schedule` runs" in second.stderr
        members = family(process)
        assert members
        process.send_signal(signal.SIGTERM)
        output, errors = process.communicate(timeout=60)
    finally:
        process.kill()
        end_family(
            [one for one in members if "prefect" in " ".join(one.cmdline() or [])]
            if process.poll() is None
            else []
        )

    assert process.returncode == 0, errors.decode()
    assert output.decode().startswith("validate (0 6 1 * *, UTC): next at ")
    assert "made up for once" in errors.decode()
    assert "Traceback" not in errors.decode()
    psutil.wait_procs(members, timeout=10)
    assert not [one for one in members if one.is_running()]
    assert len(list((tmp_path / "reports/site/runs").glob("*/findings.json"))) == 1


@pytest.mark.slow
def test_a_corpus_is_checked_on_a_schedule_and_what_is_new_is_told_once(tmp_path: Path) -> None:
    home = tmp_path / "home"
    program = Corrigenda(tmp_path, home)
    write_registers(tmp_path / "papers", 3, 6)
    home.mkdir()
    (home / "channels.toml").write_text('[folder.desk]\nfor = ["notice"]\nfolder = "told"\n')
    missed = ScheduledRun("validate-corpus-scheduled", "validate-corpus", "0 6 1 * *", "UTC")

    def run_once() -> None:
        write_entry(home, replace(missed, noted_at="2025-01-01T00:00:00.000Z"))
        process = program.start("schedule", "--papers", "papers", "--cron", "0 6 1 * *")

        def is_made() -> bool:
            entry = read_entry(home, missed.name)
            return entry is not None and entry.outcome == "finished"

        try:
            wait_for(is_made, process, 120)
            process.send_signal(signal.SIGTERM)
            _, errors = process.communicate(timeout=60)
        finally:
            process.kill()
        assert process.returncode == 0, errors.decode()

    for _ in range(2):
        run_once()
    with open_store(f"sqlite:///{home}/store.db") as store:
        [newest] = store.newest_runs()
        [sent] = [one for one in store.deliveries(kind="notice") if one.channel == "desk"]
    assert (newest.kind, newest.outcome) == ("validate-corpus", "finished")
    assert newest.changes == {"new or worse": 0}
    assert re.fullmatch(r"\d+ discrepancies are new or worse, in 3 papers", sent.message.subject)
    assert "corpora/" in sent.message.text
    assert program("status").stdout.startswith("last:    validate-corpus ")


@pytest.mark.slow
def test_a_process_that_is_killed_takes_its_server_with_it(tmp_path: Path) -> None:
    home = tmp_path / "home"
    process = Corrigenda(tmp_path, home).start("schedule", "--flow", "refresh")
    members: list[psutil.Process] = []
    try:
        wait_for(lambda: bool(list_entries(home)), process, 120)
        members = family(process)
        assert len(members) >= 2
    finally:
        process.kill()
        process.communicate()
    gone, alive = psutil.wait_procs(members, timeout=20)
    end_family(alive)
    assert not alive
    assert len(gone) == len(members)
    entry = json.loads((home / "schedules" / "refresh-scheduled.json").read_text())
    assert entry["cron"] == "0 3 1 * *"
