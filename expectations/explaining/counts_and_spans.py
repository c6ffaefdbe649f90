"""Claims that no observation decides: counts of a group's members, and the time since a month.

They are read, compared and explained like the others, so that a page need not know the difference:
a count's source is the list of members, an elapsed time's is the paper's own dates.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from expectations.judging.tolerance import admits, is_coarse, is_far, is_inside
from expectations.outcomes import (
    LIST_SOURCE,
    PAPER_SOURCE,
    Bounds,
    ComputedReading,
    Observed,
    Verdict,
)
from expectations.wording.phrases import say_difference
from sources.model import Axes, Claim, Group


@dataclass(frozen=True)
class JudgedSpan:
    """The verdict of such a claim, what it rests on, and the readings tried."""

    verdict: Verdict
    observed: tuple[Observed, ...]
    tried: tuple[ComputedReading, ...]


def judge(
    claim: Claim, axes: Axes, groups: Mapping[str, Group], published: str
) -> JudgedSpan | None:
    """Judge a ``count`` of members or an ``elapsed`` claim; None for any other."""
    if claim.measure == "count" and not claim.indicator:
        return _judge_count(claim, axes, groups)
    if claim.measure == "elapsed":
        return _judge_elapsed(claim, published)
    return None


def _judge_count(claim: Claim, axes: Axes, groups: Mapping[str, Group]) -> JudgedSpan:
    bounds = admits(claim)
    names = dict.fromkeys((claim.group, *axes.groups))
    tried = tuple(
        _reading(claim, bounds, float(len(groups[name].members)), LIST_SOURCE, name)
        for name in names
        if groups[name].members
    )
    if not tried or tried[0].group != claim.group:
        return JudgedSpan(Verdict.UNRESOLVED, (), tried)
    declared = tried[0]
    return JudgedSpan(
        _verdict_of_count(bounds, declared, tried),
        (_observed(claim, bounds, declared),),
        tried,
    )


def verdict_of_bound(bounds: Bounds, values: Sequence[float]) -> Verdict:
    """The verdict of what holds: true by far, where a bound is so of every value."""
    if not all(is_far(value, bounds) for value in values):
        return Verdict.REPRODUCED
    # "Fell by more than 5%" sets an upper end, below zero, and is understated all the same.
    is_least = math.isinf(bounds.upper) is (bounds.value >= 0)
    return Verdict.UNDERSTATED if is_least else Verdict.OVERSTATED


def _verdict_of_count(
    bounds: Bounds, declared: ComputedReading, tried: Sequence[ComputedReading]
) -> Verdict:
    if declared.is_inside:
        return verdict_of_bound(bounds, [declared.obs_value])
    if is_coarse(declared.obs_value, bounds):
        return Verdict.COARSE
    if any(reading.is_inside for reading in tried):
        return Verdict.DEFINITION_DEPENDENT
    return Verdict.REFUTED


def _judge_elapsed(claim: Claim, published: str) -> JudgedSpan:
    """A paper dated by its year or month holds if it holds on some day of it."""
    bounds = admits(claim)
    shortest, longest = elapsed_years(claim.since, published)
    readings = tuple(
        _reading(claim, bounds, years, PAPER_SOURCE, published) for years in (shortest, longest)
    )
    if _meets(shortest, longest, bounds):
        verdict = verdict_of_bound(bounds, (shortest, longest))
    elif any(is_coarse(years, bounds) for years in (shortest, longest)):
        verdict = Verdict.COARSE
    else:
        verdict = Verdict.CONTRADICTED
    return JudgedSpan(verdict, tuple(_observed(claim, bounds, one) for one in readings), readings)


def _meets(shortest: float, longest: float, bounds: Bounds) -> bool:
    """Whether some time from the shortest to the longest is admitted."""
    nearest = min(max(bounds.value, shortest), longest)
    return any(is_inside(years, bounds) for years in (nearest, shortest, longest))


def elapsed_years(since: str, published: str) -> tuple[float, float]:
    """The fewest and the most years from a month to a publication.

    Args:
        since: A month, "2013-09".
        published: What is known of the date: a year, a month or a day.

    Returns:
        Years of 365.25 days: from the end of the month to the first possible day of publication,
        and from its beginning to the last.
    """
    from_first, from_last = possible_days(since)
    to_first, to_last = possible_days(published)
    return (to_first - from_last).days / 365.25, (to_last - from_first).days / 365.25


def possible_days(known: str) -> tuple[date, date]:
    """The first and the last day that a year, a month or a day may mean."""
    parts = [int(part) for part in known.split("-")]
    if len(parts) == 3:
        day = date(*parts)
        return day, day
    if len(parts) == 1:
        return date(parts[0], 1, 1), date(parts[0], 12, 31)
    year, month = parts
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), date.fromordinal(following.toordinal() - 1)


def _reading(claim: Claim, bounds: Bounds, value: float, source: str, of: str) -> ComputedReading:
    year = int(of.split("-")[0]) if source == PAPER_SOURCE else 0
    return ComputedReading(
        group=of if source == LIST_SOURCE else claim.group,
        indicator="",
        start=year,
        end=year,
        source=source,
        vintage=of,
        weighting="",
        order="as stated",
        obs_value=value,
        obs_first=None,
        is_inside=is_inside(value, bounds),
    )


def _observed(claim: Claim, bounds: Bounds, reading: ComputedReading) -> Observed:
    difference = bounds.value - reading.obs_value
    return Observed(
        role="as_seen",
        reading=reading,
        difference=difference,
        difference_text=say_difference(claim, bounds, difference, reading),
        coverage=1.0,
        missing=(),
    )
