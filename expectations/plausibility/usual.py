"""How much an indicator is usually revised, from the editions at hand.

A bound is what a value may move by before nobody believes it, on the scale of `pairs`. Without
editions to learn from it is a common one; with three pairs of editions or more it is twice what
the indicator was ever revised by, where that is less; and it is wider where even those revisions
that are usual went further.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from expectations.plausibility.pairs import Pair

CELL, SERIES, WHOLE, YEAR = 1.61, 1.1, 0.15, 0.5
"""Bounds of a ratio with nothing to learn from: a value five times as large, a country's values
three times as large, all values by 16%, half of a year's values by 65%."""
CROSSING = {"cell": 6.0, "series": 2.2, "whole": 0.4, "year": 1.1}
"""The same where values lie on both sides of zero, as growth does: small ones move by much."""
FLOORS = {"cell": 0.5, "series": 0.3, "whole": 0.05, "year": 0.2}
"""No bound is tighter, however little an indicator was revised before."""
ENOUGH = 3
_FEW_YEARS, _FEW_AREAS = 3, 20


@dataclass(frozen=True)
class Usual:
    """Bounds on what moves: one value, a country's median, that of all, and that of a year."""

    cell: float
    series: float
    whole: float
    year: float


def usual_revisions(pair: Pair, history: Sequence[Pair] = ()) -> Usual:
    """The bounds of an indicator.

    Args:
        pair: What is judged; only whether it is a ratio is taken from it.
        history: The same indicator in editions that are believed, each with the one after.
    """
    common = {"cell": CELL, "series": SERIES, "whole": WHOLE, "year": YEAR}
    common = common if pair.is_ratio else CROSSING
    seen = [_Sizes.of(one) for one in history if one.is_ratio == pair.is_ratio]
    bounds = dict(common)
    if len(seen) >= ENOUGH:
        for name, floor in FLOORS.items():
            most = 2.0 * max(getattr(one, f"most_{name}") for one in seen)
            bounds[name] = min(common[name], max(floor, most))
    if seen:
        for name in bounds:
            often = max(getattr(one, f"often_{name}") for one in seen)
            bounds[name] = max(bounds[name], 1.5 * often)
    return Usual(**bounds)


@dataclass(frozen=True)
class _Sizes:
    """How far one pair of editions is apart: at the most, and in all but the rarest cases."""

    most_cell: float
    often_cell: float
    most_series: float
    often_series: float
    most_whole: float
    often_whole: float
    most_year: float
    often_year: float

    @classmethod
    def of(cls, pair: Pair) -> _Sizes:
        moved = np.abs(pair.moved[pair.in_both])
        if not moved.size:
            return cls(*[0.0] * 8)
        series = np.array([abs(float(np.median(one))) for one in area_moves(pair)] or [0.0])
        years = [float(np.median(np.abs(one))) for _, one in year_moves(pair)] or [0.0]
        whole = abs(float(np.median(pair.moved[pair.in_both])))
        return cls(
            most_cell=float(moved.max()),
            often_cell=float(np.quantile(_most_of_areas(pair), 0.97)),
            most_series=float(series.max()),
            often_series=float(np.quantile(series, 0.98)),
            most_whole=whole,
            often_whole=whole,
            most_year=max(years),
            often_year=max(years),
        )


def _most_of_areas(pair: Pair) -> list[float]:
    """By how much the value of each area moved that moved most."""
    moved = np.where(pair.in_both, np.abs(pair.moved), 0.0)
    return [float(one.max()) for one, there in zip(moved, pair.in_both, strict=True) if there.any()]


def area_moves(pair: Pair) -> list[np.ndarray]:
    """By how much the values of each area moved, of those that have some years."""
    return [
        pair.moved[at][there]
        for at, there in enumerate(pair.in_both)
        if int(there.sum()) >= _FEW_YEARS
    ]


def year_moves(pair: Pair) -> list[tuple[int, np.ndarray]]:
    """By how much the values of each year moved, of those that many areas have; with its column."""
    return [
        (at, pair.moved[:, at][there])
        for at, there in enumerate(pair.in_both.T)
        if int(there.sum()) >= _FEW_AREAS
    ]
