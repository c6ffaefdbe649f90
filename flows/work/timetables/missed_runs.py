"""Runs that were due while `corrigenda schedule` ran, and of which nothing came.

A process that is killed before it has taken its turn, as while it still loads what it needs, leaves
no trace in the timetable, and one that died later leaves its turn free: each is made up for once.
Nothing here imports Prefect.

What may surprise: a run that is only slow to begin may be started twice so. Harmless: the second
finds the lock held, or that one has been made, and is cancelled (`flows.schedules.due_runs`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from flows.work.timetables.timetable import (
    ScheduledRun,
    holding,
    is_missed,
    last_due,
    read_entry,
)

SLOW = timedelta(minutes=3)
"""A run that was due begins within that, also on a busy machine."""


class MissedRuns:
    """Makes up for runs that did not begin; called at each look.

    Args:
        home: Where the timetable is.
        starts: For each schedule's name, what starts a run of it at once.
        hear: Told of each run that is made up for.
    """

    def __init__(
        self, home: Path, starts: Mapping[str, Callable[[], None]], hear: Callable[[str], None]
    ) -> None:
        self._home, self._starts, self._hear = home, starts, hear
        self._made_up: dict[str, datetime] = {}

    def __call__(self, now: datetime) -> None:
        """Start what was due by ``now`` (with a time zone) and did not begin; once a due time."""
        for name, start in self._starts.items():
            entry = read_entry(self._home, name)
            due = None if entry is None else _owed(entry, now)
            if entry is None or due is None or self._made_up.get(name) == due:
                continue
            with holding(self._home, name) as is_held:
                if not is_held:
                    continue
            start()
            self._made_up[name] = due
            what = "died" if entry.outcome == "died" else "did not begin, or died as it began"
            self._hear(
                f"{entry.flow}: the run due at {due:%Y-%m-%d %H:%M} ({entry.timezone}) {what}; it "
                "is made up for once, now."
            )


def _owed(entry: ScheduledRun, now: datetime) -> datetime | None:
    """The last due time that no run has answered for, where none is about to begin."""
    if entry.outcome == "running":
        return None
    is_dead = entry.outcome == "died"
    until = now if is_dead else now - SLOW
    if not is_missed(entry, until):
        return None
    due = last_due(entry.cron, entry.timezone, until)
    # The turn that came after one that died is begun by its own run.
    is_awaited = is_dead and datetime.fromisoformat(entry.began_at) < due and due > now - SLOW
    return None if is_awaited else due
