"""Runs that died: a process that was killed, or a machine that went, says nothing any more.

While a run is under way it touches a file each 20 seconds. Whoever looks at the timetable finds a
run whose file has not been touched for a minute and a half and whose lock is free: it is dead. That
is written down once, put on record as a failure, and told once; its turn is free, and a run that it
owed is made up for. Nothing here imports Prefect.

What may surprise: the lock is asked for only where the heartbeat has stopped, so that looking never
keeps a run from beginning.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from flows.work.notifying import notify_of_failed_run
from flows.work.record import keep_job, new_run_id
from flows.work.timetables.timetable import (
    ScheduledRun,
    beat_file,
    holding,
    list_entries,
    read_entry,
    write_entry,
)
from sources.errors import CorrigendaError
from sources.tools.instants import to_millisecond, to_second

BEAT_SECONDS = 20.0
SILENT_SECONDS = 90.0
"""A run that is alive has touched its file within that time."""
WATCH_SECONDS = 20.0
MESSAGE = "It died: its process was killed, or the machine went."


@contextmanager
def beating(home: Path, name: str, every: float = BEAT_SECONDS) -> Iterator[None]:
    """Touch the file of a run while the work inside goes on."""
    file, ended = beat_file(home, name), threading.Event()

    def beat() -> None:
        while True:
            with contextlib.suppress(OSError):
                file.touch()
            if ended.wait(every):
                return

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join(1.0)
        with contextlib.suppress(OSError):
            file.unlink(missing_ok=True)


def is_silent(home: Path, entry: ScheduledRun, now: datetime) -> bool:
    """Whether a run that began and has not ended has given no sign of life for too long."""
    if entry.outcome != "running":
        return False
    try:
        last = beat_file(home, entry.name).stat().st_mtime
    except OSError:
        last = datetime.fromisoformat(entry.began_at).timestamp() if entry.began_at else 0.0
    # What was touched in time to come was touched before the clock was set back.
    return abs(now.timestamp() - last) > SILENT_SECONDS


def bury_dead(home: Path, now: datetime) -> tuple[ScheduledRun, ...]:
    """Write down which runs died, put them on record and tell it; each once.

    Args:
        home: Where the timetable is.
        now: The moment of looking.

    Returns:
        The entries of those that were found dead just now.
    """
    found = []
    for entry in list_entries(home):
        if not is_silent(home, entry, now):
            continue
        with holding(home, entry.name) as is_held:
            # Another that looks at the same time, or one that began meanwhile, has the lock.
            again = read_entry(home, entry.name) if is_held else None
            if again is not None and is_silent(home, again, now):
                found.append(bury(home, again, now))
    return tuple(found)


def bury(home: Path, entry: ScheduledRun, now: datetime) -> ScheduledRun:
    """Write down that a run died, under its lock."""
    dead = replace(entry, outcome="died", ended_at=to_millisecond(now), message=MESSAGE)
    write_entry(home, dead)
    with contextlib.suppress(OSError):
        beat_file(home, entry.name).unlink(missing_ok=True)
    began = datetime.fromisoformat(entry.began_at).replace(microsecond=0)
    with contextlib.suppress(CorrigendaError):
        keep_job(entry.flow, entry.paper_id, new_run_id(began), to_second(began), "failed", MESSAGE)
        notify_of_failed_run(entry.flow, entry.paper_id)
    return dead


def watch(
    home: Path,
    is_over: threading.Event,
    tell: Callable[[ScheduledRun], None],
    every: float = WATCH_SECONDS,
    look: Callable[[datetime], None] | None = None,
) -> None:
    """Look for dead runs, and for those that ended, until told to stop.

    Args:
        home: Where the timetable is.
        is_over: Set to stop.
        tell: Told of each run that ended since, once.
        every: Seconds between two looks.
        look: What else is done at each, told the time; what goes wrong in it is tried again at the
            next.
    """
    from datetime import UTC

    told = {entry.name: entry.ended_at for entry in list_entries(home)}
    while not is_over.wait(every):
        with contextlib.suppress(OSError):
            bury_dead(home, datetime.now(UTC))
            for entry in list_entries(home):
                if entry.outcome != "running" and told.get(entry.name, "") != entry.ended_at:
                    told[entry.name] = entry.ended_at
                    tell(entry)
        if look is not None:
            with contextlib.suppress(Exception):
                look(datetime.now(UTC))


def started_watch(
    home: Path, tell: Callable[[ScheduledRun], None], look: Callable[[datetime], None] | None = None
) -> threading.Event:
    """Watch in a thread; set the event that is given to end it."""
    is_over = threading.Event()
    watching = partial(watch, home, is_over, tell, look=look)
    threading.Thread(target=watching, daemon=True).start()
    return is_over
