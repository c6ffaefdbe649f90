"""What a measure gives for a reading, for all readings at once: the one table, and how it is read.

Measures of levels are in `levels`, those that hold many areas against one another in `ordering`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from expectations.cubes.coverage import Floats, Positions
from expectations.judging.levels import LEVELS, MeasureFunction, Rows, Tables
from expectations.judging.ordering import ORDERED
from expectations.judging.tolerance import CHANGES, admits
from sources.model import Claim

__all__ = [
    "EXACT",
    "MEANS",
    "MEASURES",
    "MEASURE_AT",
    "MEASURE_IDS",
    "MOVES",
    "OVER_TIME",
    "QUOTIENTS",
    "SHARES",
    "SHARES_OVER_TIME",
    "SUMS_CHANGED",
    "THRESHOLDS",
    "MeasureFunction",
    "Positions",
    "Rows",
    "Tables",
    "evaluate",
    "has_weighting",
    "is_relative",
]

MEASURES: Mapping[str, MeasureFunction] = MappingProxyType({**LEVELS, **ORDERED})
"""All that observations decide. A claim's measure is one of them, or several by its operands
(`operands`)."""

MEASURE_IDS = tuple(MEASURES)

MEASURE_AT: Mapping[str, int] = MappingProxyType({name: at for at, name in enumerate(MEASURES)})

MEANS: Mapping[str, str] = MappingProxyType({"value": "mean", "share": "share_mean"})
"""For a measure of one year, the same as a mean over a span: tried where a register says so."""

EXACT = frozenset({"count", "rank", "extreme", "threshold"})
"""Measures that count: their values are whole numbers."""

QUOTIENTS = frozenset({"share", "ratio", "per_head", "over_time"})
"""Computations of one level over another."""

SHARES_OVER_TIME = frozenset(
    {
        "share_change", "share_growth", "share_compound_growth", "share_over_time",
        "share_compared_over_time",
    }
)  # fmt: skip
"""Computations that hold an area's share of another level against what it was."""

OVER_TIME = frozenset({"over_time", "share_over_time"})
"""A level, or a share, over what it was."""

SHARES = OVER_TIME | {"share", "ratio"}
"""Computations that hold one sum of money against another: exchange rates move both."""

THRESHOLDS = frozenset({"threshold_above", "threshold_below"})
"""Computations whose values are years."""

MOVES = CHANGES | THRESHOLDS | {"comparison", "compared_over_time"} | SHARES_OVER_TIME - OVER_TIME
"""Computations whose values move by points, not by per cents of themselves."""

SUMS_CHANGED = frozenset({"growth", "change", "compound_growth"}) | {
    f"share_{name}" for name in ("growth", "change", "compound_growth")
}
"""Computations of the growth or the change of a level, or of a share."""

_ABSOLUTE = EXACT | {"elapsed", "comparison"}


def has_weighting(claim: Claim) -> bool:
    """Whether a weighting of countries has a meaning for a claim."""
    return bool(claim.weighting)


def is_relative(claim: Claim) -> bool:
    """Whether differences from a claim's figure are told in per cent of what is observed.

    Those of per cents are told in points, of years in years, of counts and ranks in units.
    """
    return claim.figure.unit in {"usd", "number"} and claim.measure not in _ABSOLUTE


WELL_OFF = 0.05
"""An amount that misses a value by more than this part of it is close to it in nobody's eyes."""


def is_well_off(claim: Claim, values: Sequence[float]) -> bool:
    """Whether an amount misses all values that were observed by more than is called close.

    Args:
        claim: What is stated.
        values: One or more, in inside units.
    """
    if claim.figure.first is not None or not is_relative(claim):
        return False
    bounds = admits(claim)
    return all(
        max(bounds.lower - value, value - bounds.upper) > WELL_OFF * abs(value) for value in values
    )


def evaluate(tables: Tables, rows: Rows, is_pair: npt.NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Values of all readings, and for pairs the value at the start of the span.

    Args:
        tables: Of the cube that the rows point into.
        rows: N readings.
        is_pair: For each of the N, whether its claim states a pair: the measure at the end of the
            span, and at its start.

    Returns:
        Two arrays of N: the value, and the first value (NaN where there is no pair). A reversed
        reading of a pair has the two exchanged.
    """
    values = np.full(len(rows), np.nan)
    firsts = np.full(len(rows), np.nan)
    singles = rows
    if is_pair.any():
        singles = rows.over(np.where(is_pair, rows.end, rows.start), rows.end)
    _fill(tables, singles, values)
    pairs = np.flatnonzero(is_pair)
    if len(pairs):
        chosen = rows.at(pairs)
        first = np.full(len(pairs), np.nan)
        _fill(tables, chosen.over(chosen.start, chosen.start), first)
        # Half a pair is no reading of it.
        first = np.where(np.isnan(values[pairs]), np.nan, first)
        last = np.where(np.isnan(first), np.nan, values[pairs])
        values[pairs] = np.where(chosen.is_reversed, first, last)
        firsts[pairs] = np.where(chosen.is_reversed, last, first)
    return values, firsts


def _fill(tables: Tables, rows: Rows, values: Floats) -> None:
    for at in np.unique(rows.measure).tolist():
        where = np.flatnonzero(rows.measure == at)
        values[where] = MEASURES[MEASURE_IDS[at]](tables, rows.at(where))
