"""What is old by a stated rule, found and taken away: by hand, and once a day beside the schedules.

What something rests on stays: see `reports.store.runs.Runs.relied_on` for runs, and
`sources.evidence.thinning` for editions.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from sources.errors import CorrigendaError, OutputError
from sources.tools.files import private_folder, rewrite_file, say_unwritten
from sources.tools.instants import to_second

if TYPE_CHECKING:
    from sources.evidence.thinning import Old

TIDY_EVERY = timedelta(days=1)
_LOOK_SECONDS = 600.0
_NAMED = 10
"""So many of what went are named in a line."""


@dataclass(frozen=True)
class ThinningRule:
    """How many stay, and what something rests on.

    Attributes:
        home: The collection of snapshots.
        site: The folder of reports.
        snapshots: How many of the newest stay.
        days: How long what is not plausible stays.
        reports: How many of the newest of each paper stay.
        runs: Those that something rests on.
        sums: Of the data of the editions that these read.
    """

    home: Path
    site: Path
    snapshots: int
    days: int
    reports: int
    runs: frozenset[str]
    sums: frozenset[str]


@dataclass(frozen=True)
class Gone:
    """What was taken away.

    Attributes:
        kind: ``temporary``, ``quarantine``, ``snapshot`` or ``report``.
        path: Where it was.
    """

    kind: str
    path: Path


def read_rule(site: Path) -> ThinningRule:
    """The rule of this installation, for the reports of a site.

    Raises:
        StoreError: The store cannot be read, so that nothing says what something rests on.
    """
    from flows.environment.settings import Settings
    from flows.work.record import open_kept

    told = Settings()
    with open_kept() as store:
        runs = store.relied_on(told.keep_reports)
        sums = store.vintage_sums(runs)
    return ThinningRule(
        told.home, site, told.keep_snapshots, told.keep_quarantine_days, told.keep_reports, runs,
        sums,
    )  # fmt: skip


def find_old(rule: ThinningRule) -> Iterator[tuple[str, Old]]:
    """What is old, each with its kind."""
    from reports.pages.site import old_reports
    from sources.evidence.thinning import Old, left_over

    for one in left_over(_folders(rule)):
        yield "temporary", one
    for one in _of_collection(rule):
        yield _kind(one.path), one
    for path in old_reports(rule.site, rule.reports, rule.runs):
        why = f"{rule.reports:,} newer reports of this paper, and nothing rests on it"
        yield "report", Old(path, why)


def take_old_away(rule: ThinningRule) -> list[Gone]:
    """Take all of it away; what is old is looked for again under each lock. Gives what went.

    Raises:
        OutputError: Something could not be taken away; what went before it is gone whole.
    """
    from reports.pages.site import take_away_reports
    from sources.evidence.collection import one_writer
    from sources.evidence.thinning import left_over, take_away

    gone: list[Gone] = []
    with _telling():
        temporary = take_away([one.path for one in left_over(_folders(rule))])
        gone += [Gone("temporary", path) for path in temporary]
        if (rule.home / "snapshots").is_dir():
            with one_writer(rule.home):
                taken = take_away([one.path for one in _of_collection(rule)])
                gone += [Gone(_kind(path), path) for path in taken]
        reports = take_away_reports(rule.site, rule.reports, rule.runs)
        gone += [Gone("report", path) for path in reports]
    return gone


def tidy_when_due(site: Path, home: Path, now: datetime) -> list[Gone]:
    """Take away what is old, unless that was done within a day before; gives what went.

    What a clock says that has been set back keeps nothing from it.

    Raises:
        CorrigendaError: As `read_rule` and `take_old_away`.
    """
    stamp = home / "schedules" / "tidied"
    try:
        last = datetime.fromisoformat(stamp.read_text(encoding="ascii"))
        is_due = not timedelta(0) <= now - last < TIDY_EVERY
    except (OSError, ValueError, TypeError):
        is_due = True
    if not is_due:
        return []
    with _telling():
        private_folder(stamp.parent)
        rewrite_file(stamp, to_second(now).encode())
    return take_old_away(read_rule(site))


def say_gone(gone: Sequence[Gone]) -> str:
    """What was taken away, in a line."""
    kinds = Counter(one.kind for one in gone)
    counts = ", ".join(f"{kind} {count:,}" for kind, count in sorted(kinds.items()))
    named = ", ".join(str(one.path) for one in gone[:_NAMED])
    more = f" and {len(gone) - _NAMED:,} more" if len(gone) > _NAMED else ""
    return f"Old by the rule of `corrigenda tidy`, and taken away: {counts}: {named}{more}."


@contextmanager
def tidying(site: Path, home: Path, tell: Callable[[str], None]) -> Iterator[None]:
    """Take away what is old once a day, in a thread, while the work inside goes on.

    Args:
        site: The folder of reports.
        home: The state.
        tell: Told what went, and what could not be done; it is tried again a day later.
    """
    is_over = threading.Event()

    def work() -> None:
        while True:
            try:
                gone = tidy_when_due(site, home, datetime.now(UTC))
                if gone:
                    tell(say_gone(gone))
            except (CorrigendaError, OSError) as error:
                tell(f"What is old could not be taken away: {error}")
            if is_over.wait(_LOOK_SECONDS):
                return

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join(1.0)


def _kind(path: Path) -> str:
    return "quarantine" if path.parent.name == "quarantine" else "snapshot"


def _of_collection(rule: ThinningRule) -> list[Old]:
    from sources.evidence.thinning import old_quarantine, old_snapshots

    quarantined = old_quarantine(rule.home, rule.days, datetime.now(UTC))
    return [*quarantined, *old_snapshots(rule.home, rule.snapshots, rule.sums)]


def _folders(rule: ThinningRule) -> list[Path]:
    """Where temporary files of runs lie, directly."""
    inside = ("", "snapshots", "quarantine", "rejected")
    folders = [rule.home / name for name in inside]
    folders += [rule.site / name for name in ("", "runs", "corpora")]
    return [one for one in folders if one.is_dir() and not one.is_symlink()]


@contextmanager
def _telling() -> Iterator[None]:
    """Say what could not be taken away."""
    try:
        yield
    except OSError as error:
        raise OutputError(
            f"it could not be taken away: {say_unwritten(error)}",
            mend="Make it writable, and run it again: what went is gone whole",
            file=str(error.filename or ""),
        ) from None


def bytes_in(path: Path) -> int:
    """The size of a file, or of all files in a folder; what goes meanwhile counts nothing."""
    if path.is_symlink() or path.is_file():
        return path.lstat().st_size
    size = 0
    for one in path.rglob("*"):
        with suppress(OSError):
            size += 0 if one.is_dir() else one.lstat().st_size
    return size
