"""One indicator in two editions, as arrays of areas by years.

Differences are taken on a scale on which a revision has one size whatever the country: the
logarithm where nearly all values of before are above zero, the inverse hyperbolic sine in halves of
the typical value where they lie on both sides of it. What may surprise: the years run without a
gap, so that one column to the right is always the year after.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from sources.reference.areas import AREAS

if TYPE_CHECKING:
    import pandas as pd

Cells = npt.NDArray[np.float64]
"""Areas by years; not a number where there is no value."""
Flags = npt.NDArray[np.bool_]

_ABOVE_ZERO = 0.98
"""Share of the values of before that are at or above zero where a ratio says how far apart."""
_FAINT = 0.1
"""A part of the smallest hundredth, added so that a nought has a logarithm."""


@dataclass(frozen=True)
class Pair:
    """An indicator in a former edition and in a later one.

    Attributes:
        indicator: The source's code.
        areas: Codes of areas, the rows.
        years: The columns, without a gap.
        before: The former edition's values.
        after: The later one's.
    """

    indicator: str
    areas: tuple[str, ...]
    years: tuple[int, ...]
    before: Cells
    after: Cells

    @cached_property
    def is_ratio(self) -> bool:
        """Whether values are compared by their ratio."""
        there = self.before[np.isfinite(self.before)]
        return there.size > 0 and float((there >= 0).mean()) > _ABOVE_ZERO

    @cached_property
    def scaled_before(self) -> Cells:
        """The former values on the scale of revisions."""
        return self._scale(self.before)

    @cached_property
    def scaled_after(self) -> Cells:
        """The later values on the same scale."""
        return self._scale(self.after)

    @cached_property
    def moved(self) -> Cells:
        """By how much each value moved; not a number where one edition lacks it."""
        moved: Cells = self.scaled_after - self.scaled_before
        return moved

    @cached_property
    def in_both(self) -> Flags:
        """Where both editions have a value."""
        return np.isfinite(self.before) & np.isfinite(self.after)

    def _scale(self, cells: Cells) -> Cells:
        there = np.abs(self.before[np.isfinite(self.before) & (self.before != 0)])
        if not there.size:
            return cells
        scaled: Cells
        if self.is_ratio:
            scaled = np.log(np.maximum(cells, 0.0) + np.quantile(there, 0.01) * _FAINT)
        else:
            scaled = np.arcsinh(cells / (float(np.median(there)) / 2.0))
        return scaled


def pair_up(
    rows: pd.DataFrame, former_rows: pd.DataFrame, *, of_aggregates: bool | None = False
) -> Iterator[Pair]:
    """The indicators that two editions share, each as a pair.

    Args:
        rows: Observations of the later edition.
        former_rows: Of the former.
        of_aggregates: Whether the world, regions and income groups are wanted, and not countries;
            None for all.
    """
    areas = {
        code
        for code, area in AREAS.items()
        if of_aggregates is None or (area.kind == "aggregate") == of_aggregates
    }
    after, before = _by_indicator(rows, areas), _by_indicator(former_rows, areas)
    for code in sorted(after.keys() & before.keys()):
        first, second = before[code], after[code]
        both = sorted({*first.areas, *second.areas})
        begin = min(first.years[0], second.years[0])
        years = tuple(range(begin, max(first.years[-1], second.years[-1]) + 1))
        yield Pair(code, tuple(both), years, first.lay(both, years), second.lay(both, years))


@dataclass(frozen=True)
class _Rows:
    """An indicator's observations, by position: of which area and of which year each value is."""

    areas: tuple[str, ...]
    years: tuple[int, ...]
    area_of: npt.NDArray[np.intp]
    year_of: npt.NDArray[np.int64]
    values: Cells

    def lay(self, areas: Sequence[str], years: Sequence[int]) -> Cells:
        """The values as an array of these areas and years."""
        row = {area: at for at, area in enumerate(areas)}
        rows = np.array([row[area] for area in self.areas])[self.area_of]
        cells = np.full((len(areas), len(years)), np.nan)
        cells[rows, self.year_of - years[0]] = self.values
        return cells


def _by_indicator(rows: pd.DataFrame, areas: Collection[str]) -> dict[str, _Rows]:
    chosen = rows[rows["ref_area"].isin(list(areas))]
    found = {}
    for code, cells in chosen.groupby("indicator"):
        area_of, names = cells["ref_area"].factorize()
        year_of = cells["time_period"].to_numpy(dtype=np.int64)
        values = cells["obs_value"].to_numpy(dtype=np.float64)
        years = tuple(int(year) for year in np.unique(year_of))
        found[str(code)] = _Rows(tuple(map(str, names)), years, area_of, year_of, values)
    return found
