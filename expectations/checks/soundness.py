"""What can be wrong with observations, found with arrays: no frame is walked twice.

`lay_out` turns a table of observations into one array (areas x years) for each series, that is
for each indicator of each vintage; everything else reads those arrays. What may surprise: a country
that a source gives in parts only stands in the arrays as their sum, and growth of a total is taken
over the areas that have data in both years, so that a gap in the data is no jump.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from expectations.cubes.coverage import Floats, largest_sizes, last_known, people_of, totals
from sources.reference.areas import PARTS, WORLD, world_members

if TYPE_CHECKING:
    import pandas as pd

SeriesKey = tuple[str, str, str]
"""Source, vintage, indicator."""

_KEYS = ("source", "vintage", "indicator", "ref_area", "time_period")
_NAMED = 10
"""How many faulty rows are named; the rest are counted."""
_AROUND = 3
"""How many years before and after a rise show whether it lasts."""
_POWER_WITHIN = 0.03
"""How near to a power of ten, in decimal logarithms, a rise looks like a slip: 7% either way."""


@dataclass(frozen=True)
class Layout:
    """Observations as arrays.

    Attributes:
        frame: The table they are made from.
        areas: The codes on the first axis of each array.
        years: The years on the second axis.
        series: For each series its values, areas x years, NaN where it has none.
    """

    frame: pd.DataFrame
    areas: tuple[str, ...]
    years: tuple[int, ...]
    series: Mapping[SeriesKey, Floats]

    def __len__(self) -> int:
        return len(self.frame)

    @cached_property
    def values(self) -> Floats:
        """The values of all rows."""
        found: Floats = self.frame["obs_value"].to_numpy(dtype=np.float64)
        return found

    def years_of(self, key: SeriesKey) -> tuple[int, ...]:
        """The years in which a series has data."""
        has = np.flatnonzero(np.any(~np.isnan(self.series[key]), axis=0))
        return tuple(self.years[at] for at in has)

    def rows_of(self, areas: Sequence[str]) -> npt.NDArray[np.bool_]:
        """Which rows of the arrays belong to some areas."""
        named = set(areas)
        return np.array([area in named for area in self.areas], dtype=bool)

    def members(self, key: SeriesKey, group: Sequence[str]) -> npt.NDArray[np.bool_]:
        """Which rows of a series make up a group; an empty one is the world, by country."""
        if group:
            return self.rows_of(group)
        has = ~np.isnan(self.series[key]).all(axis=1)
        return self.rows_of(world_members(np.array(self.areas)[has].tolist()))


def lay_out(frame: pd.DataFrame) -> Layout:
    """Turn observations in long form into arrays, one for each series."""
    import pandas as pd

    if frame.empty:
        return Layout(frame, (), (), {})
    grouped = frame.groupby(["source", "vintage", "indicator"], observed=True, dropna=False)
    series_at = grouped.ngroup().to_numpy()
    keys = [tuple(map(str, key)) for key in grouped.size().index]
    area_at, areas = pd.factorize(frame["ref_area"].astype(str), sort=True)
    years = frame["time_period"].to_numpy(dtype=np.int64)
    first, last = int(years.min()), int(years.max())
    arrays = np.full((len(keys), len(areas), last - first + 1), np.nan)
    values = frame["obs_value"].to_numpy(dtype=np.float64)
    # What is no number is reported by itself; in sums it is a gap like any other.
    arrays[series_at, area_at, years - first] = np.where(np.isfinite(values), values, np.nan)
    arrays, codes = _add_wholes(arrays, tuple(map(str, areas)))
    by_series = {
        (source, vintage, code): arrays[at] for at, (source, vintage, code) in enumerate(keys)
    }
    return Layout(frame, codes, tuple(range(first, last + 1)), by_series)


def _add_wholes(arrays: Floats, areas: tuple[str, ...]) -> tuple[Floats, tuple[str, ...]]:
    """Give each country that a series has in parts only the sum of its parts."""
    for whole, parts in PARTS.items():
        if not set(parts) <= set(areas):
            continue
        if whole not in areas:
            areas = (*areas, whole)
            arrays = np.concatenate([arrays, np.full_like(arrays[:, :1], np.nan)], axis=1)
        row = areas.index(whole)
        summed = arrays[:, [areas.index(part) for part in parts]].sum(axis=1)
        arrays[:, row] = np.where(np.isnan(arrays[:, row]), summed, arrays[:, row])
    return arrays, areas


def name_rows(frame: pd.DataFrame, is_faulty: npt.NDArray[np.bool_]) -> tuple[str, ...]:
    """Faulty rows by their keys: "wdi@2018-05-21 SP.POP.TOTL, CHN 2016"."""
    rows = frame.loc[is_faulty, list(_KEYS)]
    named = [
        f"{row.source}@{row.vintage} {row.indicator}, {row.ref_area} {row.time_period}"
        for row in rows.head(_NAMED).itertuples(index=False)
    ]
    more = len(rows) - len(named)
    return (*named, *([f"and {more:,} more"] if more > 0 else ()))


def repeated_keys(frame: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Which rows have a key that an earlier row has."""
    found: npt.NDArray[np.bool_] = frame.duplicated(list(_KEYS)).to_numpy()
    return found


def shortfall(layout: Layout, key: SeriesKey) -> Mapping[int, float]:
    """For each year, how far the sum of the countries lies from the World row (-0.01: 1% below).

    The countries that have no data that year but had some before or after are not held against the
    source, which estimates them for its World row: they are worth something between nothing and
    their last known values, which may be of decades later. Where the World row lies between the
    sums without them and with them it is none off.
    """
    if WORLD not in layout.areas:
        return {}
    values = layout.series[key]
    world = values[layout.areas.index(WORLD)]
    countries = values[layout.members(key, ())]
    guessed = np.where(np.isnan(countries), last_known(countries)[:, None], countries)
    least, most = np.nansum(countries, axis=0), np.nansum(guessed, axis=0)
    return {
        year: _nearest_to_nothing(float(low / row - 1.0), float(high / row - 1.0))
        for year, low, high, row in zip(layout.years, least, most, world, strict=True)
        if not np.isnan(row) and row
    }


def _nearest_to_nothing(low: float, high: float) -> float:
    return 0.0 if min(low, high) < 0.0 < max(low, high) else min(low, high, key=abs)


def members_at_most(layout: Layout, of: tuple[str, str], group: Sequence[str]) -> int | None:
    """How many members of a group any edition has, where the table is kept for some countries only.

    A table with a World row is of all countries, and so is held to be one without any data: None.

    Args:
        layout: The observations.
        of: The source and its code of the indicator.
        group: The codes of the members; empty for the world, which each series has by country.
    """
    has = np.zeros(len(layout.areas), dtype=bool)
    for (source, _, indicator), values in layout.series.items():
        if (source, indicator) == of:
            has |= ~np.isnan(values).all(axis=1)
    if not group or not has.any() or (has & layout.rows_of([WORLD])).any():
        return None
    return int((has & layout.rows_of(group)).sum())


def coverage(layout: Layout, key: SeriesKey, group: Sequence[str]) -> Mapping[int, float]:
    """For each year with data, the share of a group's total whose members have data."""
    values = layout.series[key]
    members = layout.members(key, group)
    has = np.flatnonzero(np.any(~np.isnan(values[members]), axis=0))
    sizes = largest_sizes(values, people_of(layout.areas, key[2]))
    _, shares = totals(values, members[None, :], sizes)
    return {layout.years[at]: float(shares[0, at]) for at in has}


def jumps(layout: Layout, key: SeriesKey, group: Sequence[str]) -> Mapping[int, float]:
    """For each year, growth of a group's total over areas with data in it and the year before."""
    values = layout.series[key][layout.members(key, group)]
    both = ~np.isnan(values[:, 1:]) & ~np.isnan(values[:, :-1])
    after = np.where(both, values[:, 1:], 0.0).sum(axis=0)
    before = np.where(both, values[:, :-1], 0.0).sum(axis=0)
    return {
        year: float(new / old - 1.0)
        for year, new, old in zip(layout.years[1:], after, before, strict=True)
        if old > 0
    }


def is_lasting(changes: Mapping[int, float], year: int) -> bool:
    """Whether a total rose to a new level in a year, and looks like no slip.

    In the years before it lay nearer to where it came from, in those after nearer to where it went
    to, by ratio; and the rise is by no power of ten, as a slip of a unit or a decimal point is.

    Args:
        changes: Growth by year (0.5: by half), as `jumps` gives it.
        year: A year of a rise. At the end of a series nothing shows whether it lasts.
    """
    factor = 1.0 + changes[year]
    tens = math.log10(factor)
    if round(tens) and abs(tens - round(tens)) < _POWER_WITHIN:
        return False
    before, after = [], []
    level = 1.0
    for at in itertools.takewhile(changes.__contains__, range(year - 1, year - 1 - _AROUND, -1)):
        level /= 1.0 + changes[at]
        before.append(level)
    level = factor
    for at in itertools.takewhile(changes.__contains__, range(year + 1, year + 1 + _AROUND)):
        level *= 1.0 + changes[at]
        after.append(level)
    return bool(before and after) and max(before) < math.sqrt(factor) < min(after)
