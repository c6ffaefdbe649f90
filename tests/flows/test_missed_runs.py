"""What was due while ``corrigenda schedule`` ran and did not begin is made up for once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flows.schedules.serving import Scheduled, make_up
from flows.work.timetables.missed_runs import MissedRuns
from flows.work.timetables.timetable import ScheduledRun, holding, read_entry, write_entry
from sources.errors import ServerError
from sources.tools.instants import to_millisecond

DUE = datetime(2026, 1, 20, 11, 0, tzinfo=UTC)
LATE = DUE + timedelta(minutes=4)
DAILY = ScheduledRun(
    "validate-scheduled", "validate", "0 11 * * *", "UTC", noted_at="2026-01-10T00:00:00.000Z"
)
BEFORE = replace(
    DAILY, began_at=to_millisecond(DUE - timedelta(days=1)), ended_at="", outcome="finished"
)
BEGAN = replace(BEFORE, began_at=to_millisecond(DUE + timedelta(seconds=5)))


class Serving:
    """What is started, and what is told."""

    def __init__(self, home: Path, entry: ScheduledRun) -> None:
        self.home, self.started, self.told = home, 0, list[str]()
        self.look = MissedRuns(home, {entry.name: self.start}, self.told.append)
        write_entry(home, entry)

    def start(self) -> None:
        self.started += 1


def test_a_run_that_was_killed_before_it_took_its_turn_is_made_up_for_once(tmp_path: Path) -> None:
    serving = Serving(tmp_path, BEFORE)
    for minutes in (0, 1, 2.9):  # a machine that is busy takes a while to begin
        serving.look(DUE + timedelta(minutes=minutes))
    assert serving.started == 0
    for minutes in (4, 5, 600):
        serving.look(DUE + timedelta(minutes=minutes))
    assert serving.started == 1
    assert serving.told == [
        "validate: the run due at 2026-01-20 11:00 (UTC) did not begin, or died as it began; it is "
        "made up for once, now."
    ]
    serving.look(LATE + timedelta(days=1))
    assert serving.started == 2


def test_what_came_due_while_the_server_started_is_owed(tmp_path: Path) -> None:
    one = Scheduled("validate", DAILY.cron, DAILY.timezone, {})
    told = list[str]()
    make_up(one, tmp_path, DUE - timedelta(seconds=9), None, told.append)
    noted = read_entry(tmp_path, one.name)
    assert noted is not None and not told
    serving = Serving(tmp_path, noted)
    serving.look(LATE)
    assert serving.started == 1


@pytest.mark.parametrize("outcome", ["running", "finished", "failed", "hung"])
def test_a_run_that_began_is_not_started_again(tmp_path: Path, outcome: str) -> None:
    serving = Serving(tmp_path, replace(BEGAN, outcome=outcome))  # type: ignore[arg-type]
    serving.look(LATE)
    assert (serving.started, serving.told) == (0, [])


def test_a_run_that_died_is_made_up_for_once_and_so_is_none_that_is_about_to_begin(
    tmp_path: Path,
) -> None:
    serving = Serving(tmp_path, replace(BEGAN, outcome="died"))
    for minutes in (2, 4, 30):
        serving.look(DUE + timedelta(minutes=minutes))
    assert serving.started == 1
    assert "11:00 (UTC) died; it is made up for once" in serving.told[0]
    serving.look(DUE + timedelta(days=1, minutes=1))
    assert serving.started == 1


def test_a_run_that_is_under_way_is_left_alone(tmp_path: Path) -> None:
    serving = Serving(tmp_path, BEFORE)
    with holding(tmp_path, BEFORE.name) as is_held:
        assert is_held
        serving.look(LATE)
    assert serving.started == 0


def test_what_could_not_be_started_is_tried_again(tmp_path: Path) -> None:
    serving = Serving(tmp_path, BEFORE)
    starts = iter([ServerError("it does not answer"), None])

    def start() -> None:
        error = next(starts)
        if error is not None:
            raise error

    look = MissedRuns(tmp_path, {BEFORE.name: start}, serving.told.append)
    with pytest.raises(ServerError):
        look(LATE)
    look(LATE)
    look(LATE)
    assert len(serving.told) == 1
