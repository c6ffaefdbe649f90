"""Storing what was fetched: compared with what came before, judged, then published or put apart.

All of it happens under the collection's lock, so that two refreshes at once do not store the same
thing twice. What may surprise: a source is held against the newest snapshot that has it, which may
be an older one than the current where the source failed in between; what no snapshot has, against
the embedded editions, so that the first refresh is held against something too.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from flows.work.orders import Refreshed
from flows.work.progress import report_progress, timed
from flows.work.record import keep_job, new_run_id, open_kept
from sources.errors import InputError, SnapshotError
from sources.evidence.changes import Succession, compare, is_same
from sources.evidence.collection import (
    Acceptance,
    accept,
    current_snapshot,
    list_quarantined,
    list_snapshots,
    one_writer,
    publish,
    quarantine,
    staging,
)
from sources.evidence.evidence import FetchedVintage, write_manifest, write_vintages
from sources.snapshots.load import EMBEDDED, locate_vintages
from sources.snapshots.manifest import read_manifest
from sources.snapshots.needs import Wanted
from sources.snapshots.rows import read_frame, read_verified
from sources.tools.encoding import to_json
from sources.tools.files import write_file
from sources.tools.instants import to_second

if TYPE_CHECKING:
    import pandas as pd

    from sources.model import Failure, Paper, Vintage

CHECKS, REASON, REASONS, ODD = "checks", "reason.txt", "reason.json", "odd.csv"
MOST_REASON = 2_000


def store(
    taken: Sequence[FetchedVintage],
    failures: Sequence[Failure],
    papers: Sequence[Paper],
    home: Path,
) -> Refreshed:
    """Make what was fetched the current snapshot, if it is new and plausible.

    Args:
        taken: What came; not empty.
        failures: What did not.
        papers: The registers that it was fetched for.
        home: The collection.

    Raises:
        SnapshotError: The snapshot before is damaged.
        OutputError: The folder cannot be written.
    """
    with timed("store"), one_writer(home):
        now = current_snapshot(home)
        if now is not None and all(_holds(now, one) for one in taken):
            report_progress("Nothing new upstream")
            keys = tuple(one.key for one in taken)
            return Refreshed("same", now, keys, tuple(failures), (), None)
        with staging(home) as staged:
            return _store(taken, failures, papers, home, staged)


def _holds(folder: Path, one: FetchedVintage) -> bool:
    """Whether a snapshot has all that came of a source."""
    for vintage in _vintages(folder):
        if vintage.key == one.key:
            rows = _rows(folder, vintage, one.query.indicators)
            return is_same(one.fetched.observations, rows)
    return False


def _store(
    taken: Sequence[FetchedVintage],
    failures: Sequence[Failure],
    papers: Sequence[Paper],
    home: Path,
    staged: Path,
) -> Refreshed:
    from expectations.checks.plausible import judge_plausible
    from expectations.plausibility.refreshed import hold_refreshed
    from expectations.wording.refreshes import say_odd_vintage
    from reports.findings.refresh_changes import concepts_by_code, describe_changes, odd_table
    from sources.registers.register import list_papers
    from sources.snapshots.load import load_snapshot

    report_progress("Writing the snapshot")
    vintages = write_vintages(staged, taken)
    successions = [
        _succeed(home, one, vintage) for one, vintage in zip(taken, vintages, strict=True)
    ]
    embedded = [
        each
        for one, succession in zip(taken, successions, strict=True)
        for each in _succeed_embedded(one, succession)
    ]
    report_progress("Holding what came against the editions at hand")
    editions = hold_refreshed(successions, embedded)
    own = [concept for paper in papers for concept in paper.concepts]
    compared = [compare(one) for one in successions]
    rebased = {one.succession.vintage.key: one.rebased for one in reversed(editions)}
    changes = describe_changes(compared, failures, concepts_by_code(own), rebased)
    write_manifest(staged, vintages, failures, changes)
    keys = tuple(vintage.key for vintage in vintages)
    report_progress("Judging whether the observations are plausible, with Great Expectations")
    snapshot = load_snapshot([staged])
    run_id = staged.name.removeprefix(".").partition(".tmp-")[0]
    held = [*successions, *(one for one in embedded if _is_first(one, successions))]
    reasons = judge_plausible(snapshot, held, list_papers(), staged / CHECKS, run_id, own)
    reasons = (*(said for one in editions for said in say_odd_vintage(one)), *reasons)
    if reasons:
        if any(one.odd for one in editions):
            write_file(staged / ODD, odd_table(editions))
        folder = _put_apart(home, staged, vintages, reasons)
        return Refreshed("quarantined", folder, keys, tuple(failures), reasons, changes)
    shutil.rmtree(staged / CHECKS, ignore_errors=True)
    folder = publish(home, staged)
    return Refreshed("stored", folder, keys, tuple(failures), (), changes)


def _succeed(home: Path, one: FetchedVintage, vintage: Vintage) -> Succession:
    """A vintage with the one before: of an old edition the same, else the newest of the source."""
    rows = one.fetched.observations
    for folder in _from_current_back(home):
        found = [
            former
            for former in _vintages(folder)
            if former.source == vintage.source
            and (not one.query.edition or former.key == vintage.key)
        ]
        if found:
            former = max(found, key=lambda former: former.date)
            before = _rows(folder, former, vintage.indicators)
            return Succession(vintage, rows, former, before, folder.name)
    return Succession(vintage, rows)


def _is_first(one: Succession, successions: Sequence[Succession]) -> bool:
    """Whether an edition of indicators has none before it in the collection."""
    codes = set(one.rows["indicator"])
    return not any(
        other.vintage == one.vintage
        and other.former is not None
        and not codes.isdisjoint(other.former.indicators)
        for other in successions
    )


def _succeed_embedded(one: FetchedVintage, succession: Succession) -> list[Succession]:
    """A vintage with the embedded edition nearest to its day, for each of its indicators.

    Those that an edition of the collection has come apart from those that none has.
    """
    former = succession.former
    held = set(former.indicators if former else ())
    by_vintage: dict[tuple[Path, bool], tuple[Vintage, list[str]]] = {}
    there = [
        (folder / vintage.evidence.file, vintage)
        for folder, vintage in locate_vintages([EMBEDDED])[0]
        if vintage.source == succession.vintage.source
    ]
    day = date.fromisoformat(succession.vintage.date)
    there.sort(key=lambda pair: abs(date.fromisoformat(pair[1].date) - day))
    for code in sorted(succession.vintage.indicators):
        for path, vintage in there:
            if code in vintage.indicators:
                by_vintage.setdefault((path, code in held), (vintage, []))[1].append(code)
                break
    found = []
    for (path, _), (vintage, codes) in by_vintage.items():
        wanted = Wanted({vintage.source: frozenset(codes)}, one.query.first_year)
        before = read_frame(path.parent, vintage, wanted)
        before = before[
            before["indicator"].isin(codes)
            & (before["time_period"] >= one.query.first_year)
            & (before["time_period"] <= one.query.last_year)
        ]
        rows = succession.rows[succession.rows["indicator"].isin(codes)]
        found.append(Succession(succession.vintage, rows, vintage, before, EMBEDDED))
    return found


def _from_current_back(home: Path) -> list[Path]:
    """The current snapshot and those taken before it, newest first."""
    now = current_snapshot(home)
    taken = list(list_snapshots(home))
    return [] if now is None else taken[taken.index(now) :: -1]


def _vintages(folder: Path) -> tuple[Vintage, ...]:
    try:
        return read_manifest(folder).vintages
    except SnapshotError as fault:
        raise _in_the_way(fault, folder) from fault


def _rows(folder: Path, vintage: Vintage, indicators: Sequence[str]) -> pd.DataFrame:
    try:
        frame = read_frame(folder, vintage)
    except SnapshotError as fault:
        raise _in_the_way(fault, folder) from fault
    return frame[frame["indicator"].isin(indicators)]


def _in_the_way(fault: SnapshotError, folder: Path) -> SnapshotError:
    return SnapshotError(
        f"{fault.what}, so nothing can be held against it",
        mend=f"Move {folder} away; the one before it is then current",
        file=fault.file,
    )


def _put_apart(
    home: Path, staged: Path, vintages: Sequence[Vintage], reasons: Sequence[str]
) -> Path:
    """Put an implausible snapshot into quarantine, unless the same is there already."""
    for folder in list_quarantined(home):
        if _is_same_data(folder, staged, vintages):
            return folder
    write_file(staged / REASONS, to_json({"reasons": list(reasons)}, is_sorted=True))
    write_file(staged / REASON, "".join(f"{reason}\n" for reason in reasons).encode())
    return quarantine(home, staged)


def accept_snapshot(name: str, by: str, why: str) -> Path:
    """Let a snapshot out of quarantine on somebody's word, which is put on record as a run.

    Raises:
        InputError: The name is none of a person, or no reason is given.
        SnapshotError: There is none of that name in quarantine.
        StoreError: The store cannot be opened; nothing was let in.
    """
    from flows.environment.settings import Settings
    from reports.decisions.reviewer_names import read_name
    from reports.records import LET_IN

    who, reason = read_name(by), " ".join(why.split())
    if not reason:
        raise InputError("no reason is given", mend="Say with --why why what is odd is true")
    if len(reason) > MOST_REASON:
        raise InputError(f"a reason has {MOST_REASON} characters at the most", mend="Shorten it")
    began = datetime.now(UTC)
    with open_kept() as kept:
        kept.refuse_unfit()  # before anything is let in
    folder = accept(Settings().home, name, Acceptance(who, reason, began))
    said = f"{who} let {name} out of quarantine: {reason}"
    run_id, started = new_run_id(began), to_second(began)
    keep_job("accept", "", run_id, started, "finished", said, {LET_IN + name: 1})
    return folder


def _is_same_data(folder: Path, staged: Path, vintages: Sequence[Vintage]) -> bool:
    try:
        there = {one.key: one for one in read_manifest(folder).vintages}
        return there.keys() == {one.key for one in vintages} and all(
            read_verified(folder, there[one.key]) == read_verified(staged, one) for one in vintages
        )
    except SnapshotError:
        return False
