"""What a measure gives for a reading, for all readings at once.

Each measure is one function from the cube and arrays of positions to an array of values, in inside
units. A span is a pair of positions on the year axis, both ends included; -1 is a year that the
cube does not reach. Where the data do not cover what is asked, the value is NaN: never zero, never
a guess.

- ``total``: the group's sum in a year; of a flow over a span, the sum over its years;
- ``share``: the group's sum over the world's, at the end of the span;
- ``growth``: the group's sum over that of the year before, less one; over a span, its end over its
  start;
- ``mean_growth``: the mean over the span's years of the group's mean rate (simple, or weighted by
  the previous year's GDP at current US$);
- ``difference``: the group's mean growth less the world's.

``count`` and ``elapsed`` need no observations and are not here (`consistency`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from expectations.cube import WORLD, Cube, Floats
from expectations.same_members import same_members_growth

Positions = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Rows:
    """Readings as columns of positions: one row a reading.

    ``claim`` points into the list of claims, the others into the cube's axes; ``is_reversed``
    holds a pair against the data the other way round; ``measure`` points into `MEASURES`' keys.
    """

    claim: Positions
    measure: Positions
    layer: Positions
    weighting: Positions
    group: Positions
    start: Positions
    end: Positions
    is_reversed: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.claim)

    def at(self, where: npt.NDArray[np.intp] | npt.NDArray[np.bool_]) -> Rows:
        """The rows at some positions."""
        return Rows(*(column[where] for column in vars(self).values()))


class Tables:
    """A cube with the running sums over years that spans are read from."""

    def __init__(self, cube: Cube) -> None:
        self.cube = cube
        self.aggregates = cube.aggregates
        self.world = cube.group_at(WORLD)
        gap = np.isnan(cube.aggregates)
        self._summed = _running(np.where(gap, 0.0, cube.aggregates))
        self._gaps = _running(gap.astype(np.float64))

    def at(self, rows: Rows, group: Positions | int, year: Positions) -> Floats:
        """The aggregates of a group in a year."""
        found = self.aggregates[rows.layer, rows.weighting, group, year]
        return np.where(year < 0, np.nan, found)

    def over(self, rows: Rows, group: Positions | int) -> Floats:
        """The sum of a group's aggregates over the span of each row."""
        found = self._between(self._summed, rows, group)
        gaps = self._between(self._gaps, rows, group)
        is_known = (gaps == 0) & (rows.start >= 0) & (rows.end >= rows.start)
        # One year is read as it stands: a difference of running sums would change its last digits.
        summed = np.where(rows.start == rows.end, self.at(rows, group, rows.end), found)
        return np.where(is_known, summed, np.nan)

    def _between(self, table: Floats, rows: Rows, group: Positions | int) -> Floats:
        after = table[rows.layer, rows.weighting, group, rows.end + 1]
        before = table[rows.layer, rows.weighting, group, rows.start]
        difference: Floats = after - before
        return difference


def _running(values: Floats) -> Floats:
    padded = np.zeros((*values.shape[:3], values.shape[3] + 1))
    np.cumsum(values, axis=3, out=padded[..., 1:])
    return padded


def total(tables: Tables, rows: Rows) -> Floats:
    """The group's sum, over the years of the span."""
    return tables.over(rows, rows.group)


def share(tables: Tables, rows: Rows) -> Floats:
    """The group's share of the world at the end of the span, a fraction of one."""
    return share_at(tables, rows, rows.end)


def share_at(tables: Tables, rows: Rows, year: Positions) -> Floats:
    """The group's share of the world in a year, a fraction of one."""
    return _over(tables.at(rows, rows.group, year), tables.at(rows, tables.world, year))


def total_mean(tables: Tables, rows: Rows) -> Floats:
    """The mean of the group's sum over the years of the span."""
    return tables.over(rows, rows.group) / (rows.end - rows.start + 1)


def share_mean(tables: Tables, rows: Rows) -> Floats:
    """The group's share of the world over the span: sum over sum, a fraction of one."""
    return _over(tables.over(rows, rows.group), tables.over(rows, tables.world))


def growth(tables: Tables, rows: Rows) -> Floats:
    """Growth of the group's sum: from the year before, or from the start of a span to its end."""
    base = np.where(rows.start == rows.end, rows.start - 1, rows.start).astype(np.int32)
    before = tables.at(rows, rows.group, base)
    grown = _over(tables.at(rows, rows.group, rows.end), before) - 1.0
    return same_members_growth(tables.cube, rows.layer, rows.group, base, rows.end, grown)


def mean_growth(tables: Tables, rows: Rows) -> Floats:
    """The mean over the span's years of the group's mean rate, a fraction."""
    return tables.over(rows, rows.group) / (rows.end - rows.start + 1)


def difference(tables: Tables, rows: Rows) -> Floats:
    """The group's mean growth less the world's, a fraction (0.02 is two percentage points)."""
    world = tables.over(rows, tables.world) / (rows.end - rows.start + 1)
    return mean_growth(tables, rows) - world


def _over(above: Floats, below: Floats) -> Floats:
    return np.divide(above, below, out=np.full_like(above, np.nan), where=below != 0)


Measure = Callable[[Tables, Rows], Floats]

MEASURES: Mapping[str, Measure] = MappingProxyType(
    {
        "total": total,
        "share": share,
        "growth": growth,
        "mean_growth": mean_growth,
        "difference": difference,
        "total_mean": total_mean,
        "share_mean": share_mean,
    }
)
"""The measures that observations decide; a claim's ``measure`` names one."""

MEASURE_IDS = tuple(MEASURES)

MEANS: Mapping[str, str] = MappingProxyType({"total": "total_mean", "share": "share_mean"})
"""For a measure of one year, the same as a mean over a span: tried where a register says so."""

RATES = frozenset({"mean_growth", "difference"})
"""Measures of a rate, which a weighting and spans of years have a meaning for."""


def evaluate(tables: Tables, rows: Rows, is_pair: npt.NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Values of all readings, and for pairs the value at the start of the span.

    Args:
        tables: Of the cube that the rows point into.
        rows: N readings.
        is_pair: For each of the N, whether its claim states a pair (shares only).

    Returns:
        Two arrays of N: the value, and the first value (NaN where there is no pair). A reversed
        reading of a pair has the two exchanged.
    """
    values = np.full(len(rows), np.nan)
    firsts = np.full(len(rows), np.nan)
    for at, name in enumerate(MEASURE_IDS):
        where = np.flatnonzero(rows.measure == at)
        if len(where):
            values[where] = MEASURES[name](tables, rows.at(where))
    pairs = np.flatnonzero(is_pair)
    if len(pairs):
        chosen = rows.at(pairs)
        first = share_at(tables, chosen, chosen.start)
        # Half a pair is no reading of it.
        first = np.where(np.isnan(values[pairs]), np.nan, first)
        last = np.where(np.isnan(first), np.nan, values[pairs])
        values[pairs] = np.where(chosen.is_reversed, first, last)
        firsts[pairs] = np.where(chosen.is_reversed, last, first)
    return values, firsts
