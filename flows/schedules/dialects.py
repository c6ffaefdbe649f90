"""One dialect of cron: what is printed and judged overdue here is what Prefect runs.

Prefect plans the runs, and reads an expression with a library of its own. The two differ where
writers of cron have always differed: ``*/2`` in the day of the month beside a day of the week,
letters such as ``L``, and a time of day that a change of the clocks leaves out. Whatever differs is
refused before anything is started.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from flows.work.timetables.timetable import next_due
from sources.errors import InputError

if TYPE_CHECKING:
    from prefect.server.schemas.schedules import CronSchedule

COMPARED = 50
"""So many times from now on, and some more at each change of the clocks of the year that comes."""
_AT_A_CHANGE = 3
_YEAR = timedelta(days=400)


def refuse_other_dialect(cron: str, timezone: str, now: datetime) -> None:
    """See that a schedule means the same to Prefect.

    Prefect is imported here: its environment has to be prepared before.

    Args:
        cron: One that `flows.work.timetables.timetable` can keep.
        timezone: Its zone.
        now: From when on to compare.

    Raises:
        InputError: Prefect cannot read it, or runs at other times.
    """
    from prefect.server.schemas.schedules import CronSchedule

    # Never a due time itself: Prefect would count it, and what is due after it is asked for.
    now = now.replace(second=30, microsecond=0)
    try:
        schedule = CronSchedule(cron=cron, timezone=timezone)
        _compare(schedule, cron, timezone, now, COMPARED, _MEND)
        for at in _changes(timezone, now):
            _compare(schedule, cron, timezone, at, _AT_A_CHANGE, _MEND_CLOCKS)
    except InputError:
        raise
    except ValueError:
        raise InputError(f"Prefect cannot read the schedule {cron!r}", mend=_MEND) from None


_MEND = "Write it with numbers, lists and ranges, and a day of the month or of the week, not both"
_MEND_CLOCKS = "Choose an hour that the change of the clocks leaves alone, or another --timezone"


def _compare(
    schedule: CronSchedule, cron: str, timezone: str, start: datetime, count: int, mend: str
) -> None:
    for theirs in asyncio.run(schedule.get_dates(count, start)):
        ours = next_due(cron, timezone, start)
        if ours.timestamp() != theirs.timestamp():
            raise InputError(_say(cron, ours, theirs), mend=mend)
        start = ours


def _say(cron: str, ours: datetime, theirs: datetime) -> str:
    zone = ours.tzinfo
    return (
        f"{cron!r} is read in two ways: at {ours:%Y-%m-%d %H:%M} or, as Prefect would run it, at "
        f"{theirs.astimezone(zone):%Y-%m-%d %H:%M}"
    )


def _changes(timezone: str, now: datetime) -> Iterator[datetime]:
    """A moment before each change of the clocks in the year that comes."""
    zone = ZoneInfo(timezone)
    at = now.astimezone(UTC)
    while at < now + _YEAR:
        after = at + timedelta(days=1)
        if at.astimezone(zone).utcoffset() != after.astimezone(zone).utcoffset():
            yield at - timedelta(days=1)
        at = after
