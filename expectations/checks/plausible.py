"""Whether newly fetched observations may take the place of the former ones.

Two kinds of reasons speak against it. The *observations* suite says what observations must be
whatever came before: numbers, known areas, totals that add up and do not jump. And they are held
against the former edition: a source that has lost half of what it had, whose world has another
size, or that has a country a hundred times as large, was rather spoilt than revised.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from expectations.checks.frames import observations_frame
from expectations.checks.observations_suite import observations_suite
from expectations.wording.values import say_value
from sources.evidence.changes import Succession
from sources.model import Concept, Paper, Snapshot
from sources.reference.areas import AREAS, area_name, world_members
from sources.reference.concepts import CONCEPTS
from sources.snapshots.rows import as_rows

if TYPE_CHECKING:
    import pandas as pd

HALVED = 0.5
"""The share of the former edition's values that a new one must have, over the same years."""
REVISION_BOUND = 0.3
"""Most that the sum over all countries may be revised in a year. The greatest revision among the
embedded editions is 2.2%; a new base year of constant prices moves it by some 15%."""
SLIP = 100.0
"""A country's value that many times as large or small as before is a slip, not a revision. The
greatest factor among the embedded editions is 6.8: Timor-Leste's GDP of 2008."""

_NAMED = 5
_NO_REASON = frozenset({"expect_vintage_to_reach_its_time"})
"""Expectations that are not asked of a refresh: a source that is late is not spoilt, and the former
edition is no newer. `corrigenda validate` tells it."""

Cells = Mapping[tuple[str, int], float]
"""Values of one indicator by area and year."""


def judge_plausible(
    snapshot: Snapshot,
    successions: Sequence[Succession],
    papers: Sequence[Paper],
    out: Path,
    run_id: str,
    own: Iterable[Concept] = (),
) -> tuple[str, ...]:
    """Why new observations should not take the place of the former ones; empty where they may.

    Args:
        snapshot: What was fetched.
        successions: For each of its vintages, the one before.
        papers: Registers for whose groups and indicators the suite's bounds are known to be right.
        out: Where suites, results and Data Docs are written.
        run_id: Of letters, digits, dots, dashes and underscores.
        own: Concepts of other registers, which the suite has no bounds for: they are held against
            the former edition alone.

    Returns:
        One sentence a reason.
    """
    concepts = (*CONCEPTS.values(), *own)
    rates = {code for one in concepts if not one.summable for code in one.codes.values()}
    against = [reason for one in successions for reason in hold_against_former(one, rates)]
    return (*against, *run_observations_suites(_built_in(snapshot), papers, out, run_id))


def _built_in(snapshot: Snapshot) -> Snapshot:
    """What a snapshot holds of built-in concepts."""
    codes = {code for one in CONCEPTS.values() for code in one.codes.values()}
    rows = snapshot.observations
    vintages = (
        replace(one, indicators=tuple(code for code in one.indicators if code in codes))
        for one in snapshot.vintages
    )
    return replace(
        snapshot,
        vintages=tuple(one for one in vintages if one.indicators),
        observations=rows[rows["indicator"].isin(list(codes))].reset_index(drop=True),
    )


def run_observations_suites(
    snapshot: Snapshot, papers: Sequence[Paper], out: Path, run_id: str
) -> tuple[str, ...]:
    """What the *observations* suites of some papers find, each sentence once."""
    from expectations.checks.checkpoint import run_suites

    documents = {}
    for paper in papers:
        document = observations_suite(paper, snapshot)
        document["name"] = f"observations-{paper.id}"
        document["expectations"] = [
            one for one in document["expectations"] if one["type"] not in _NO_REASON
        ]
        documents[document["name"]] = document
    frames = dict.fromkeys(documents, observations_frame(snapshot))
    summary = run_suites(documents, frames, out, run_id)
    return tuple(dict.fromkeys(said for suite in summary.suites for said in suite.unsuccessful))


def hold_against_former(succession: Succession, rates: Collection[str] = ()) -> Iterator[str]:
    """What speaks against a vintage when it is held against the one before.

    Args:
        succession: Both.
        rates: The indicators that have no sum.
    """
    former = succession.former
    if former is None or succession.former_rows is None:
        return
    now, then = _by_indicator(succession.rows), _by_indicator(succession.former_rows)
    where = f"{former.key} of {succession.former_snapshot}"
    for code in sorted(then):
        faults = _compare(now.get(code, {}), then[code], is_rate=code in rates)
        for fault in faults:
            yield f"{succession.vintage.key} {code}, held against {where}: {fault}."


def _by_indicator(rows: pd.DataFrame) -> dict[str, dict[tuple[str, int], float]]:
    """Values of countries by indicator: an aggregate is made of them."""
    cells: dict[str, dict[tuple[str, int], float]] = {}
    for (code, area, year), value in as_rows(rows)[0].items():
        if AREAS[area].kind != "aggregate":
            cells.setdefault(code, {})[area, year] = value
    return cells


def _compare(now: Cells, then: Cells, *, is_rate: bool) -> Iterator[str]:
    kept = now.keys() & then.keys()
    if len(kept) < HALVED * len(then):
        yield f"of {len(then):,} values {len(then) - len(kept):,} are gone"
    if not is_rate:
        yield from _revised_world(now, then)
        yield from _slips(now, then)


def _revised_world(now: Cells, then: Cells) -> Iterator[str]:
    """The year in which the sum over the countries was revised most, where that is too much."""
    both: dict[int, set[str]] = {}
    for area, year in now.keys() & then.keys():
        both.setdefault(year, set()).add(area)
    revised = []
    for year, areas in both.items():
        members = world_members(areas)
        before = sum(then[area, year] for area in members)
        after = sum(now[area, year] for area in members)
        if before > 0:
            revised.append((after / before - 1.0, year))
    share, year = max(revised, key=lambda one: abs(one[0]), default=(0.0, 0))
    if abs(share) > REVISION_BOUND:
        bound = say_value(REVISION_BOUND, "percent", 0.01)
        yield (
            f"the sum over the countries is revised by {say_value(share, 'percent')} in {year}, "
            f"more than {bound}"
        )


def _slips(now: Cells, then: Cells) -> Iterator[str]:
    """Countries with a value that is far too large or too small, each once."""
    found: dict[str, int] = {}
    for (area, year), before in then.items():
        after = now.get((area, year), 0.0)
        if before > 0 < after and not 1 / SLIP < after / before < SLIP:
            found.setdefault(area, year)
    for area, year in sorted(found.items())[:_NAMED]:
        before, after = then[area, year], now[area, year]
        yield f"{area_name(area)} has {after:,.0f} in {year}, where it had {before:,.0f}"
    if len(found) > _NAMED:
        yield f"so it is with {len(found) - _NAMED} more countries"
