"""Totals that no provider printed: countries from their parts, and a world from its countries.

National accounts list Tanzania as two parts and have no row for the world. Nothing is invented when
a snapshot is made; `add_totals` adds what can be summed to what was read of it, each row marked
with obs_status ``E``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sources.model import OBSERVATION_COLUMNS, Concept
from sources.reference.areas import PARTS, WORLD, is_whole_world, world_members
from sources.reference.concepts import CONCEPTS

if TYPE_CHECKING:
    import pandas as pd

DERIVED = "E"
"""The obs_status of rows that are summed here: SDMX's "estimated", as no provider printed them."""

NEVER_WHOLE = frozenset({"wdi"})
"""Sources whose countries are not the world: the World Bank's list has no Taiwan, 0.7% of the
world's GDP, and its World row fills the gaps of others; its countries' GDP of 2015 is 1.5% short of
that row. Where such a source has no World row, it has no world."""

_KEY = ["source", "vintage", "indicator", "time_period"]


def merge_parts(observations: pd.DataFrame, concepts: Iterable[Concept] = ()) -> pd.DataFrame:
    """Add the countries that a source gives in parts only.

    A country is added where all its parts have data and it has no row itself. The parts stay.

    Args:
        observations: Long form, `OBSERVATION_COLUMNS`.
        concepts: A register's own concepts, beside the built-in ones: they say which indicators
            can be summed over areas. Others (rates, unknown ones) are left alone.

    Returns:
        The observations with the added rows (obs_status ``E``) at the end.
    """
    import pandas as pd

    summable = _summable(concepts)
    pieces = [observations]
    for parent, parts in PARTS.items():
        rows = observations[observations["ref_area"].isin([*parts, parent])]
        keys = zip(rows["source"], rows["indicator"], strict=True)
        rows = rows[[key in summable for key in keys]]
        if rows.empty:
            continue
        marked = rows.assign(is_part=rows["ref_area"] != parent)
        groups = marked.groupby([*_KEY, "unit_measure"], sort=True, observed=True, as_index=False)
        sums = groups.agg(
            obs_value=("obs_value", "sum"),
            areas=("ref_area", "size"),
            parts=("is_part", "sum"),
        )
        sums = sums[(sums["areas"] == len(parts)) & (sums["parts"] == len(parts))]
        pieces.append(sums.assign(ref_area=parent, obs_status=DERIVED)[list(OBSERVATION_COLUMNS)])
    return pd.concat(pieces, ignore_index=True) if len(pieces) > 1 else observations


def sum_world(observations: pd.DataFrame, concepts: Iterable[Concept] = ()) -> pd.DataFrame:
    """Add a world to each indicator that can be summed and has none of its own.

    A year gets one where enough areas have data (`is_whole_world`); the sum is over that year's
    `world_members`. An indicator with a ``WLD`` row in any year is left as it is, so that
    a series is never part theirs and part ours; and so is one of a source that is `NEVER_WHOLE`.

    Args:
        observations: Long form, `OBSERVATION_COLUMNS`.
        concepts: A register's own concepts, as for `merge_parts`.

    Returns:
        The observations with the added rows (obs_status ``E``) at the end.
    """
    import pandas as pd

    summable = _summable(concepts)
    added = []
    series = ["source", "vintage", "indicator", "unit_measure"]
    for key, rows in observations.groupby(series, sort=True, observed=True):
        source, vintage, indicator, unit = key
        if source in NEVER_WHOLE or (source, indicator) not in summable:
            continue
        if (rows["ref_area"] == WORLD).any():
            continue
        added += [
            (source, vintage, indicator, WORLD, year, total, unit, DERIVED)
            for year, total in _worlds(rows)
        ]
    if not added:
        return observations
    return pd.concat(
        [observations, pd.DataFrame(added, columns=list(OBSERVATION_COLUMNS))], ignore_index=True
    )


def _worlds(rows: pd.DataFrame) -> Iterator[tuple[int, float]]:
    """The years of one series that have a world, and its total."""
    import numpy as np

    years = rows.pivot_table(
        index="time_period", columns="ref_area", values="obs_value", aggfunc="sum"
    )
    areas, values = years.columns.to_numpy(dtype=object), years.to_numpy(dtype=float)
    for year, of_year in zip(years.index, values, strict=True):
        members = set(world_members(areas[~np.isnan(of_year)]))
        if is_whole_world(members):
            yield int(year), float(of_year[[area in members for area in areas]].sum())


def add_totals(observations: pd.DataFrame, concepts: Iterable[Concept] = ()) -> pd.DataFrame:
    """`merge_parts`, then `sum_world`: what a reader of national accounts needs before reconciling.

    The world that is summed is the same in either order, as a part counts only where its country
    is absent.
    """
    own = tuple(concepts)
    return sum_world(merge_parts(observations, own), own)


def _summable(concepts: Iterable[Concept]) -> set[tuple[str, str]]:
    """Source and code of the indicators that can be summed over areas."""
    return {
        (source, code)
        for concept in (*CONCEPTS.values(), *concepts)
        if concept.summable
        for source, code in concept.codes.items()
    }
