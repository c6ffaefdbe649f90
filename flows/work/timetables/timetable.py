"""When runs are due, and what became of the last one: a small file for each schedule.

Kept in ``CORRIGENDA_HOME/schedules``, so that a run knows whether it has been done already and
``corrigenda status`` needs no server. A run that was due while nothing was there to start it is
made up for once: it stands for all that were missed.

What may surprise: a time of day that a change of the clocks leaves out is due when the clock has
jumped, and one that comes twice is due once (cronsim follows Debian's cron).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from sources.errors import InputError
from sources.tools.encoding import to_json
from sources.tools.files import private_folder, rewrite_file
from sources.tools.locks import lock_file

if TYPE_CHECKING:
    from cronsim import CronSim

ScheduleOutcome = Literal["", "running", "finished", "failed", "hung", "died"]
_PLAIN = re.compile(r"[a-z0-9][a-z0-9._-]{0,80}", re.ASCII)


@dataclass(frozen=True)
class ScheduledRun:
    """A schedule, and its last run.

    Attributes:
        name: The flow and its deployment: ``validate-weekly``.
        flow: ``validate``, ``refresh`` or ``publish``.
        cron: When; empty where it is not known.
        timezone: Of ``cron``.
        noted_at: Since when the schedule is known; ISO 8601, UTC, as all that follow.
        began_at: When the last run began; empty where there was none.
        ended_at: When it ended.
        outcome: What became of it.
        message: What it said.
        paper_id: Of a validation; else empty.
    """

    name: str
    flow: str
    cron: str = ""
    timezone: str = "UTC"
    noted_at: str = ""
    began_at: str = ""
    ended_at: str = ""
    outcome: ScheduleOutcome = ""
    message: str = ""
    paper_id: str = ""

    @property
    def missed_since(self) -> str:
        """From when on due times count as missed: the last begin or the noting, what came last.

        A run that died did not answer for its time.
        """
        return self.noted_at if self.outcome == "died" else max(self.began_at, self.noted_at)


def require_cron(cron: str, timezone: str) -> None:
    """See that a schedule can be kept.

    Raises:
        InputError: The expression cannot be read or never comes true, or the zone is not known.
    """
    next_due(cron, timezone, datetime.now(UTC))


def next_due(cron: str, timezone: str, after: datetime) -> datetime:
    """The first due time after an instant, in the schedule's time zone.

    Raises:
        InputError: As `require_cron`.
    """
    return _nearest(cron, timezone, after, is_reverse=False)


def last_due(cron: str, timezone: str, before: datetime) -> datetime:
    """The last due time before an instant, in the schedule's time zone.

    Raises:
        InputError: As `require_cron`.
    """
    return _nearest(cron, timezone, before, is_reverse=True)


def is_missed(entry: ScheduledRun, now: datetime) -> bool:
    """Whether a run was due since the last one began, or since the schedule was noted.

    What began in time to come, by a clock that has been set back, says nothing about the past: one
    run is made up for, and the entry has a true instant again.
    """
    if not entry.cron or not entry.missed_since:
        return False
    since = datetime.fromisoformat(entry.missed_since)
    if is_ahead(since, now):
        return True
    return last_due(entry.cron, entry.timezone, now) > since


def is_done(entry: ScheduledRun | None, due: datetime, now: datetime) -> bool:
    """Whether a run that was due then has been made: one began later, and came to an end.

    One that began in time to come, by a clock that has been set back, is none of these: it would
    keep every run from beginning until the clock is there again.
    """
    if entry is None or not entry.began_at or entry.outcome in ("", "running", "died"):
        return False
    began = datetime.fromisoformat(entry.began_at)
    return began >= due and not is_ahead(began, now)


AHEAD = timedelta(minutes=10)
"""Clocks of machines that share a folder differ by less."""


def is_ahead(instant: datetime, now: datetime) -> bool:
    """Whether an instant that was written down lies in time to come: the clock was set back."""
    return instant - now > AHEAD


def _nearest(cron: str, timezone: str, instant: datetime, *, is_reverse: bool) -> datetime:
    from cronsim import CronSimError

    zone = _zone(timezone)
    try:
        found: CronSim = _simulate(cron, instant.astimezone(zone), is_reverse=is_reverse)
        return next(found)
    except (CronSimError, StopIteration) as error:
        said = f" ({error})" if str(error) else ""
        raise InputError(
            f"{cron!r} is no schedule{said}",
            mend="Write minute, hour, day, month and day of the week: '0 6 * * 1' is Monday at 6",
        ) from None


def _simulate(cron: str, instant: datetime, *, is_reverse: bool) -> CronSim:
    from cronsim import CronSim, CronSimError

    if len(cron.split()) != 5:
        raise CronSimError("it has five parts")
    return CronSim(cron, instant, reverse=is_reverse)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise InputError(
            f"there is no time zone {name!r}",
            mend="Write one of the tz database, such as Europe/Berlin or UTC",
        ) from None


def file_name(name: str) -> str:
    """A schedule's name as that of a file; one that is not plain gets a checksum instead."""
    if _PLAIN.fullmatch(name):
        return name
    return hashlib.sha256(name.encode()).hexdigest()[:32]


def read_entry(home: Path, name: str) -> ScheduledRun | None:
    """A schedule; None where it is not known or its file cannot be read."""
    return _read(_folder(home) / f"{file_name(name)}.json")


def list_entries(home: Path) -> tuple[ScheduledRun, ...]:
    """All schedules that are known, by name."""
    found = map(_read, sorted(_folder(home).glob("*.json")))
    return tuple(entry for entry in found if entry is not None)


def write_entry(home: Path, entry: ScheduledRun) -> None:
    """Keep a schedule, whole or not at all."""
    folder = _folder(home)
    private_folder(folder)
    target = folder / f"{file_name(entry.name)}.json"
    rewrite_file(target, to_json(asdict(entry)))


@contextmanager
def holding(home: Path, name: str) -> Iterator[bool]:
    """Hold a schedule's lock while the work inside is done; gives whether it was to be had.

    The system frees the lock when the process ends, however it ends.
    """
    folder = _folder(home)
    private_folder(folder)
    from filelock import Timeout

    lock = lock_file(folder / f"{file_name(name)}.lock")
    try:
        lock.acquire(blocking=False)
    except Timeout:
        yield False
        return
    try:
        yield True
    finally:
        lock.release()


def beat_file(home: Path, name: str) -> Path:
    """The file that a run touches while it is alive."""
    return _folder(home) / f"{file_name(name)}.beat"


def _folder(home: Path) -> Path:
    return home / "schedules"


def _read(file: Path) -> ScheduledRun | None:
    """The entry of a file; None where it is damaged, or none that this program wrote."""
    try:
        entry = ScheduledRun(**json.loads(file.read_bytes()))
        for instant in filter(None, (entry.noted_at, entry.began_at, entry.ended_at)):
            if datetime.fromisoformat(instant).tzinfo is None:
                return None
        said = "".join(vars(entry).values())  # all of them are texts
        said.encode()
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    return entry
