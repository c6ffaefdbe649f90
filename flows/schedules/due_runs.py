"""A scheduled run's turn: made once for a due time, never beside another, ended when it hangs.

Only runs of a deployment take turns; a run that a person starts by hand is that person's own. What
may surprise: Prefect's concurrency limit does the same where a server counts, but runs that come
one after the other after an outage pass it, and so does a second server; the lock and the file of
`flows.work.timetables.timetable` are what holds. Prefect's ``timeout_seconds`` ends no thread, so
here the process ends itself: Prefect starts one for each scheduled run.
"""

from __future__ import annotations

import contextlib
import faulthandler
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from prefect import get_client, get_run_logger
from prefect.client.schemas.objects import State
from prefect.runtime import deployment, flow_run
from prefect.states import Cancelled, Failed

from flows.environment.settings import Settings
from flows.work.notifying import notify_of_failed_run
from flows.work.record import describe_fault, keep_job, new_run_id, open_kept
from flows.work.timetables.dead_runs import beating, bury
from flows.work.timetables.timetable import (
    ScheduledRun,
    ScheduleOutcome,
    holding,
    is_done,
    read_entry,
    write_entry,
)
from sources.tools.instants import to_millisecond, to_second

HUNG = 75
"""The exit code of a run that was ended because it hung (EX_TEMPFAIL)."""
_LAST_WORDS = 60.0
"""Seconds that a hanging run has to tell of itself before it ends anyhow."""


@dataclass(frozen=True)
class DueRun:
    """A scheduled run.

    Attributes:
        kind: ``validate``, ``validate-corpus``, ``refresh`` or ``publish``.
        paper_id: Of a validation; else empty.
        home: Where the timetable is.
        entry: The schedule, with this run as its last.
        flow_run_id: Prefect's name of the run.
        due: When it was due.
    """

    kind: str
    paper_id: str
    home: Path
    entry: ScheduledRun
    flow_run_id: Any
    due: datetime


def in_turn(
    kind: str, paper_id: str, work: Callable[[], State[Any]], called: str = ""
) -> State[Any]:
    """Do the work of a flow when it is its turn.

    Args:
        kind: ``validate``, ``validate-corpus``, ``refresh`` or ``publish``.
        paper_id: The paper that is validated, for the record; else empty.
        work: The work; gives the state to end with.
        called: What the paper is called where its register cannot be read: the failure then counts
            as one of the paper that this schedule had before, so that the next run that works is
            the end of it.

    Returns:
        That state; ``Cancelled`` where another run does the same or has done it.
    """
    if not deployment.id:
        return work()
    settings = Settings()
    name = f"{kind}-{deployment.name}"
    with holding(settings.home, name) as is_held:
        if not is_held:
            return Cancelled(message=f"Another run of {name} is under way: nothing to do.")
        due = flow_run.scheduled_start_time or datetime.now(UTC)
        former = read_entry(settings.home, name)
        if is_done(former, due, datetime.now(UTC)):
            return Cancelled(
                message=f"The run due at {to_millisecond(due)} has been made: "
                "one began later and ended."
            )
        if former is not None and former.outcome == "running":
            # It held the lock that is held here: its process is gone.
            former = bury(settings.home, former, datetime.now(UTC))
        entry = replace(
            former or _note(name, kind),
            began_at=to_millisecond(datetime.now(UTC)),
            paper_id=paper_id or (former.paper_id if former else "") or called,
        )
        turn = DueRun(kind, entry.paper_id, settings.home, entry, flow_run.id, due)
        return _make(turn, settings.deadline, work)


def _make(turn: DueRun, deadline: float, work: Callable[[], State[Any]]) -> State[Any]:
    _keep(turn, "running", "")
    with beating(turn.home, turn.entry.name), _ending_at(turn, deadline):
        try:
            state = work()
        except Exception as error:
            said = describe_fault(error)
            _keep(turn, "failed", said)
            with _warning("the failure is not on record"):
                _keep_on_record(turn, said)
            notify_of_failed_run(turn.kind, turn.paper_id)
            raise
    _keep(turn, "failed" if state.is_failed() else "finished", state.message or "")
    return state


def _keep(turn: DueRun, outcome: ScheduleOutcome, message: str) -> None:
    ended = "" if outcome == "running" else to_millisecond(datetime.now(UTC))
    with _warning("the timetable could not be written"):
        write_entry(
            turn.home, replace(turn.entry, ended_at=ended, outcome=outcome, message=message)
        )


def _note(name: str, kind: str) -> ScheduledRun:
    """A schedule that is seen for the first time, as the server has it."""
    entry = ScheduledRun(name, kind, noted_at=to_millisecond(datetime.now(UTC)))
    with _warning("the server did not say when it runs"), get_client(sync_client=True) as client:
        for one in client.read_deployment(str(deployment.id)).schedules:
            cron = getattr(one.schedule, "cron", "")
            if cron:
                return replace(
                    entry, cron=cron, timezone=getattr(one.schedule, "timezone", None) or "UTC"
                )
    return entry


def _keep_on_record(turn: DueRun, said: str) -> None:
    """Put a run that failed on record, unless the steps have: they do once they know the paper."""
    began = datetime.fromisoformat(turn.entry.began_at).replace(microsecond=0)
    with open_kept() as store:
        newest = store.list_runs(turn.paper_id, turn.kind, limit=1)
    if newest and datetime.fromisoformat(newest[0].started_at) >= began:
        return
    run_id, started = new_run_id(began), to_second(began)
    keep_job(turn.kind, turn.paper_id, run_id, started, "failed", said)


@contextmanager
def _ending_at(turn: DueRun, deadline: float) -> Iterator[None]:
    """End the process if the work inside takes longer than ``deadline`` seconds; 0 is for ever."""
    if deadline <= 0:
        yield
        return
    timer = threading.Timer(deadline, _end, (turn, deadline))
    timer.daemon = True
    timer.start()
    # Of C, so that it ends the process even where Python itself does not get a turn any more.
    faulthandler.dump_traceback_later(deadline + _LAST_WORDS, exit=True)
    try:
        yield
    finally:
        timer.cancel()
        faulthandler.cancel_dump_traceback_later()


def _end(turn: DueRun, deadline: float) -> None:
    said = f"It did not end within {deadline:g} seconds, and was ended."
    with contextlib.suppress(Exception):
        faulthandler.dump_traceback(all_threads=True)
    _keep(turn, "hung", said)
    with contextlib.suppress(Exception):
        _keep_on_record(turn, said)
    with contextlib.suppress(Exception), get_client(sync_client=True) as client:
        client.set_flow_run_state(turn.flow_run_id, Failed(message=said), force=True)
    with contextlib.suppress(Exception):
        notify_of_failed_run(turn.kind, turn.paper_id)
    os._exit(HUNG)


@contextmanager
def _warning(what: str) -> Iterator[None]:
    """What goes wrong inside is said and harms no run."""
    try:
        yield
    except Exception as error:
        get_run_logger().warning("%s: %s", what, error)
