"""Whether newly fetched observations may take the place of the former ones.

Two kinds of reasons speak against it. The *observations* suite says what observations must be
whatever came before: numbers, known areas, totals that add up and do not jump. And they are held
against the former edition, of this collection or embedded: a source that has lost half of what it
had or whole countries, whose world has another size, whose rates have another scale, or that has a
country a hundred times as large, was rather spoilt than revised.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from expectations.checks.frames import observations_frame
from expectations.checks.observations_suite import observations_suite
from expectations.wording.refreshes import (
    say_areas_gone,
    say_beyond_rates,
    say_held_against,
    say_rescaled,
    say_slips,
    say_sum_revised,
    say_too_large,
    say_values_gone,
)
from sources.evidence.changes import Succession
from sources.model import Concept, Paper, Snapshot
from sources.reference.areas import AREAS, world_members
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

RESCALED = 3.0
"""A rate whose typical value is that many times as large or small as before is in another unit."""
AREAS_GONE = 0.05
"""The share of the countries that may lose all their values at once; three may in any case."""
MOST_PERCENT = 1e6
"""No rate in per cent is larger, whatever came before; prices rose by some 65,000% in Venezuela."""
_FEW_AREAS, _FEW_VALUES = 3, 20

_NAMED = 5
_NO_REASON = frozenset({"expect_vintage_to_reach_its_time"})
"""Expectations that are not asked of a refresh: a source that is late is not spoilt, and the former
edition is no newer. `corrigenda validate` tells it."""

ValuesByYear = Mapping[tuple[str, int], float]
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
        out: Where suites, results and Data Docs are written, if any of a built-in concept came.
        run_id: Of letters, digits, dots, dashes and underscores.
        own: Concepts of other registers, which the suite has no bounds for: they are held against
            the former edition alone.

    Returns:
        One sentence a reason.
    """
    concepts = (*CONCEPTS.values(), *own)
    shares = [one for one in concepts if one.times or not one.summable]
    rates = {code for one in shares for code in one.codes.values()}
    against = [reason for one in successions for reason in hold_against_former(one, rates)]
    against += beyond_all_rates(snapshot.observations)
    bounded = _built_in(snapshot)
    if not bounded.vintages:  # an empty table holds no expectation, and is no fault of what came
        return tuple(against)
    return (*against, *run_observations_suites(bounded, papers, out, run_id))


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
    units = succession.former_rows["unit_measure"]
    in_percent = set(succession.former_rows["indicator"][units == "percent"])
    for code in sorted(then):
        is_rate = code in rates or code in in_percent
        faults = _compare(now.get(code, {}), then[code], is_rate=is_rate)
        for fault in faults:
            yield say_held_against(f"{succession.vintage.key} {code}", where, fault)


def _by_indicator(rows: pd.DataFrame) -> dict[str, dict[tuple[str, int], float]]:
    """Values of countries by indicator: an aggregate is made of them."""
    cells: dict[str, dict[tuple[str, int], float]] = {}
    for (code, area, year), value in as_rows(rows)[0].items():
        if AREAS[area].kind != "aggregate":
            cells.setdefault(code, {})[area, year] = value
    return cells


def _compare(now: ValuesByYear, then: ValuesByYear, *, is_rate: bool) -> Iterator[str]:
    kept = now.keys() & then.keys()
    if len(kept) < HALVED * len(then):
        yield say_values_gone(len(then) - len(kept), len(then))
    yield from _areas_gone(now, then)
    if is_rate:
        yield from _rescaled(now, then)
        yield from _rate_slips(now, then)
    else:
        yield from _revised_world(now, then)
        yield from _slips(now, then)
    yield from _beyond_all(now, then)


def beyond_all_rates(rows: pd.DataFrame) -> Iterator[str]:
    """Rates in per cent that no rate is, whether there is a former edition or not."""
    found = rows[(rows["unit_measure"] == "percent") & (rows["obs_value"].abs() > MOST_PERCENT)]
    for code, cells in found.groupby("indicator", sort=True):
        first = cells.iloc[0]
        series = f"{first['source']}@{first['vintage']} {code}"
        yield say_beyond_rates(series, first["ref_area"], first["time_period"], first["obs_value"])


def _areas_gone(now: ValuesByYear, then: ValuesByYear) -> Iterator[str]:
    """Countries that have no value at all any more, where they are many."""
    before = {area for area, _ in then}
    gone = sorted(before - {area for area, _ in now})
    if now and len(gone) > max(_FEW_AREAS, AREAS_GONE * len(before)):
        yield say_areas_gone(gone, len(before))


def _rescaled(now: ValuesByYear, then: ValuesByYear) -> Iterator[str]:
    """Whether the values are on the whole so many times those of before."""
    kept = [key for key in now.keys() & then.keys() if then[key] and now[key]]
    if len(kept) < _FEW_VALUES:
        return
    factor = median(abs(now[key]) for key in kept) / median(abs(then[key]) for key in kept)
    if not 1 / RESCALED < factor < RESCALED:
        yield say_rescaled(factor)


def _rate_slips(now: ValuesByYear, then: ValuesByYear) -> Iterator[str]:
    """Countries with a rate that is far too large, each once; a rate may come near to nothing."""
    if len(then) < _FEW_VALUES:
        return
    typical = median(map(abs, then.values()))
    found: dict[str, int] = {}
    for (area, year), before in then.items():
        after = now.get((area, year), 0.0)
        if typical and abs(after) > SLIP * max(abs(before), typical):
            found.setdefault(area, year)
    yield from say_slips(_list_slips(found, now, then))


def _beyond_all(now: ValuesByYear, then: ValuesByYear) -> Iterator[str]:
    """Values that were not there before and are far beyond all that were, by country."""
    largest = SLIP * max(map(abs, then.values()), default=0.0)
    found: dict[str, int] = {}
    for area, year in sorted(now.keys() - then.keys()):
        if 0 < largest < abs(now[area, year]):
            found.setdefault(area, year)
    for area, year in sorted(found.items())[:_NAMED]:
        yield say_too_large(area, year, now[area, year], SLIP)


def _revised_world(now: ValuesByYear, then: ValuesByYear) -> Iterator[str]:
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
        yield say_sum_revised(share, year, REVISION_BOUND)


def _slips(now: ValuesByYear, then: ValuesByYear) -> Iterator[str]:
    """Countries with a value that is far too large or too small, each once."""
    found: dict[str, int] = {}
    for (area, year), before in then.items():
        after = now.get((area, year), 0.0)
        if before > 0 < after and not 1 / SLIP < after / before < SLIP:
            found.setdefault(area, year)
    yield from say_slips(_list_slips(found, now, then))


def _list_slips(
    found: Mapping[str, int], now: ValuesByYear, then: ValuesByYear
) -> list[tuple[str, int, float, float]]:
    return [(area, year, then[area, year], now[area, year]) for area, year in sorted(found.items())]
