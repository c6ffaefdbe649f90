"""``corrigenda tidy``: what is old by a stated rule, listed, and taken away when that is asked for.

What something rests on stays: see `reports.store.runs.Runs.relied_on` for runs, and
`sources.evidence.thinning` for editions.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.cli.console.terminal import examples, write
from sources.tools.text_safety import printable

if TYPE_CHECKING:
    from sources.evidence.thinning import Old


@dataclass(frozen=True)
class _Rule:
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


@click.command(epilog=examples("corrigenda tidy", "corrigenda tidy --yes"))
@click.option(
    "--out",
    metavar="DIR",
    default="reports/site",
    show_default=True,
    help="Where the reports are.",
)
@click.option("--yes", is_flag=True, help="Take it away; without it, it is only listed.")
def tidy(out: str, yes: bool) -> None:
    """List old snapshots, quarantine, reports and temporary files; take them away with --yes.

    The newest snapshots and the newest reports of each paper stay (CORRIGENDA_KEEP_SNAPSHOTS,
    CORRIGENDA_KEEP_REPORTS), and what is in quarantine for CORRIGENDA_KEEP_QUARANTINE_DAYS. What a
    decision, a correction, a message or the present state of a claim rests on stays however old it
    is, and so does the record itself. See docs/live.md.
    """
    rule = _read_rule(Path(out))
    count, size = 0, 0
    for kind, one in _find(rule):
        count += 1
        size += _bytes_in(one.path)
        write(printable(f"{kind}: {one.path} ({one.why})"))
    if not count:
        write("Nothing is old: there is nothing to take away.")
        return
    things = "1 thing is" if count == 1 else f"{count:,} things are"
    if yes:
        gone = _take_away(rule)
        write(f"{gone:,} taken away, {size / 1e6:,.1f} MB.")
    else:
        write(f"{things} old, {size / 1e6:,.1f} MB. Nothing was taken away: say --yes for that.")


def _read_rule(site: Path) -> _Rule:
    from flows.environment.settings import Settings
    from flows.work.record import open_kept

    told = Settings()
    with open_kept() as store:
        runs = store.relied_on(told.keep_reports)
        sums = store.vintage_sums(runs)
    return _Rule(
        told.home, site, told.keep_snapshots, told.keep_quarantine_days, told.keep_reports, runs,
        sums,
    )  # fmt: skip


def _find(rule: _Rule) -> Iterator[tuple[str, Old]]:
    from reports.pages.site import old_reports
    from sources.evidence.thinning import Old, left_over

    for one in left_over(_folders(rule)):
        yield "temporary", one
    for one in _of_collection(rule):
        kind = "quarantine" if one.path.parent.name == "quarantine" else "snapshot"
        yield kind, one
    for path in old_reports(rule.site, rule.reports, rule.runs):
        why = f"{rule.reports:,} newer reports of this paper, and nothing rests on it"
        yield "report", Old(path, why)


def _of_collection(rule: _Rule) -> list[Old]:
    from sources.evidence.thinning import old_quarantine, old_snapshots

    quarantined = old_quarantine(rule.home, rule.days, datetime.now(UTC))
    return [*quarantined, *old_snapshots(rule.home, rule.snapshots, rule.sums)]


def _folders(rule: _Rule) -> list[Path]:
    """Where temporary files of runs lie, directly."""
    inside = ("", "snapshots", "quarantine", "rejected")
    folders = [rule.home / name for name in inside]
    folders += [rule.site / name for name in ("", "runs", "corpora")]
    return [one for one in folders if one.is_dir() and not one.is_symlink()]


def _take_away(rule: _Rule) -> int:
    """Take all of it away; what is old is looked for again under each lock. Gives how many went."""
    from reports.pages.site import take_away_reports
    from sources.evidence.collection import one_writer
    from sources.evidence.thinning import left_over, take_away

    with _telling():
        gone = len(list(take_away([one.path for one in left_over(_folders(rule))])))
        if (rule.home / "snapshots").is_dir():
            with one_writer(rule.home):
                gone += len(list(take_away([one.path for one in _of_collection(rule)])))
        gone += len(take_away_reports(rule.site, rule.reports, rule.runs))
    return gone


@contextmanager
def _telling() -> Iterator[None]:
    """Say what could not be taken away."""
    from sources.errors import OutputError
    from sources.tools.files import say_unwritten

    try:
        yield
    except OSError as error:
        raise OutputError(
            f"it could not be taken away: {say_unwritten(error)}",
            mend="Make it writable, and run it again: what went is gone whole",
            file=str(error.filename or ""),
        ) from None


def _bytes_in(path: Path) -> int:
    if path.is_symlink() or path.is_file():
        return path.lstat().st_size
    return sum(one.lstat().st_size for one in path.rglob("*") if not one.is_dir())
