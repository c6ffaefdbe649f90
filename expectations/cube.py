"""Observations as dense arrays, so that every reading of every claim is a look-up.

A *layer* is one concept in one vintage of one source. For each layer, each group and each year the
cube holds one aggregate for each weighting, and how much of the group it rests on. Cost grows with
the size of the cube, not with claims times readings.

What may surprise:

- the world is a group of one member, the World row, that a source publishes or that was summed
  from its countries (`sources.areas`);
- a year counts as covered when members with at least 95% of the group's last known total have data;
  elsewhere the aggregate is NaN;
- rates in per cent become fractions, so that all inside arithmetic is in one unit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from sources.areas import WORLD as WORLD_AREA
from sources.areas import add_totals
from sources.indicators import WEIGHTS
from sources.model import Concept, Group

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

COVERED = 0.95
"""Share of a group's last known total whose members must have data for a year to count."""

SIMPLE, WEIGHTED = 0, 1
"""Positions on the weighting axis; a total stands at both."""

WORLD = "world"


@dataclass(frozen=True)
class Layer:
    """One concept in one vintage of one source."""

    concept: str
    source: str
    vintage: str

    @property
    def key(self) -> str:
        """``source@vintage``, as evidence is keyed."""
        return f"{self.source}@{self.vintage}"


@dataclass(frozen=True)
class Cube:
    """Arrays over layers (L), areas (A), groups (G), years (Y) and weightings (2).

    Attributes:
        values: L x A x Y, inside units, NaN where a source has none.
        members: G x A, true where an area belongs to a group.
        aggregates: L x 2 x G x Y, totals or means; NaN where the year is not covered.
        coverage: L x G x Y, the share of the group's last known total whose members have data.
    """

    layers: tuple[Layer, ...]
    areas: tuple[str, ...]
    groups: tuple[str, ...]
    years: tuple[int, ...]
    concepts: Mapping[str, Concept]
    values: Floats
    members: Bools
    aggregates: Floats
    coverage: Floats

    def layers_of(self, concept: str) -> tuple[int, ...]:
        """Positions of the layers that hold a concept, oldest vintage first within each source."""
        found = [at for at, layer in enumerate(self.layers) if layer.concept == concept]
        return tuple(
            sorted(found, key=lambda at: (self.layers[at].source, self.layers[at].vintage))
        )

    def group_at(self, group: str) -> int:
        """Position of a group on the group axis."""
        return self.groups.index(group)

    def year_at(self, year: int) -> int:
        """Position of a year; -1 where the cube does not reach it."""
        at = year - self.years[0] if self.years else -1
        return at if 0 <= at < len(self.years) else -1


def build_cube(
    observations: pd.DataFrame, concepts: Mapping[str, Concept], groups: Sequence[Group]
) -> Cube:
    """Turn observations in long form into a cube.

    Args:
        observations: Columns of `sources.model.OBSERVATION_COLUMNS`; rows of indicators that no
            concept names are left out.
        concepts: By id.
        groups: Those to aggregate by; `world` is added when it is not among them.
    """
    frame, layers, layer_at = _select(add_totals(observations, concepts.values()), concepts)
    by_id = {group.id: group.members for group in groups} | {WORLD: (WORLD_AREA,)}
    named = {member for members in by_id.values() for member in members}
    areas = tuple(sorted(named | set(frame["ref_area"].unique())))
    years = _year_axis(frame)
    values = np.full((len(layers), len(areas), len(years)), np.nan)
    if len(frame):
        area_at = pd.Index(areas).get_indexer(pd.Index(frame["ref_area"].astype(str)))
        year_at = frame["time_period"].to_numpy(dtype=np.int64) - years[0]
        values[layer_at, area_at, year_at] = frame["obs_value"].to_numpy(dtype=np.float64)
    for at, layer in enumerate(layers):
        if concepts[layer.concept].unit == "percent":
            values[at] /= 100.0
    members = _membership(by_id, areas)
    aggregates, coverage = _aggregate(values, members, layers, concepts)
    return Cube(layers, areas, tuple(by_id), years, concepts, values, members, aggregates, coverage)


def _select(
    observations: pd.DataFrame, concepts: Mapping[str, Concept]
) -> tuple[pd.DataFrame, tuple[Layer, ...], npt.NDArray[np.int64]]:
    """The rows that concepts name, the layers, and for each row the position of its layer."""
    by_code = {
        (source, code): concept.id
        for concept in concepts.values()
        for source, code in concept.codes.items()
    }
    grouped = observations.groupby(["source", "vintage", "indicator"], observed=True, sort=True)
    number = grouped.ngroup().to_numpy(dtype=np.int64)
    layers: list[Layer] = []
    position = np.full(grouped.ngroups, -1, dtype=np.int64)
    for at, key in enumerate(grouped.size().index):
        source, vintage, code = map(str, key)
        if (source, code) in by_code:
            position[at] = len(layers)
            layers.append(Layer(by_code[source, code], source, vintage))
    layer_at = np.asarray(position[number])
    return observations[layer_at >= 0], tuple(layers), layer_at[layer_at >= 0]


def _year_axis(frame: pd.DataFrame) -> tuple[int, ...]:
    if not len(frame):
        return ()
    return tuple(range(int(frame["time_period"].min()), int(frame["time_period"].max()) + 1))


def _membership(groups: Mapping[str, Sequence[str]], areas: Sequence[str]) -> Bools:
    at = {area: position for position, area in enumerate(areas)}
    members = np.zeros((len(groups), len(areas)), dtype=bool)
    for row, named in enumerate(groups.values()):
        members[row, [at[area] for area in named]] = True
    return members


def _aggregate(
    values: Floats, members: Bools, layers: Sequence[Layer], concepts: Mapping[str, Concept]
) -> tuple[Floats, Floats]:
    shape = (len(layers), 2, len(members), values.shape[2])
    aggregates = np.full(shape, np.nan)
    coverage = np.zeros((shape[0], shape[2], shape[3]))
    positions = {layer: at for at, layer in enumerate(layers)}
    sizes = sizes_elsewhere(values, layers)
    for at, layer in enumerate(layers):
        if concepts[layer.concept].kind == "rate":
            weights_at = positions.get(Layer(WEIGHTS, layer.source, layer.vintage))
            weights = None if weights_at is None else values[weights_at]
            aggregates[at], coverage[at] = mean_rates(values[at], members, weights)
        else:
            aggregates[at, :], coverage[at] = totals(values[at], members, sizes[layer.concept])
    aggregates[np.broadcast_to(coverage[:, None] < COVERED, shape)] = np.nan
    return aggregates, coverage


def last_known(values: Floats) -> Floats:
    """Of each row (A x Y) the newest value there is; NaN where there is none."""
    has = ~np.isnan(values)
    newest = values.shape[1] - 1 - np.argmax(has[:, ::-1], axis=1)
    found: Floats = np.where(has.any(axis=1), values[np.arange(len(values)), newest], np.nan)
    return found


def _covered_share(has: Bools, sizes: Floats, members: Bools) -> Floats:
    """G x Y: share of the sum of the members' sizes (A) that the members with data (A x Y) hold.

    Sizes count without their signs, so that balances are covered like sums; a member whose size is
    not known counts as the middle one of its group, since it is missing and not nothing.
    """
    size = np.abs(sizes)
    known = np.nan_to_num(size)
    whole = members @ known + _missing_sizes(size, members)
    part = members @ (known[:, None] * has)
    return np.divide(part, whole[:, None], out=np.zeros_like(part), where=whole[:, None] > 0)


def _missing_sizes(size: Floats, members: Bools) -> Floats:
    """G: what the members without a known size (A) would add, each as the middle one that has."""
    unknown = members & np.isnan(size)
    added = np.zeros(len(members))
    for group in np.flatnonzero(unknown.any(axis=1)).tolist():
        own = size[members[group]]
        if not np.isnan(own).all():
            added[group] = float(np.nanmedian(own)) * int(unknown[group].sum())
    return added


def totals(
    values: Floats, members: Bools, elsewhere: Floats | None = None
) -> tuple[Floats, Floats]:
    """Totals (G x Y) and coverage (G x Y) of values (A x Y) over the members of groups (G x A).

    ``elsewhere`` (A) are sizes in other editions and sources, for members that these lack.
    """
    has = ~np.isnan(values)
    summed = members.astype(np.float64) @ np.nan_to_num(values)
    sizes = last_known(values)
    if elsewhere is not None:
        sizes = np.where(np.isnan(sizes), elsewhere, sizes)
    return summed, _covered_share(has, sizes, members)


def sizes_elsewhere(values: Floats, layers: Sequence[Layer]) -> dict[str, Floats]:
    """For each concept the last known value of each area in the newest layer that has one."""
    found: dict[str, Floats] = {}
    for at in sorted(range(len(layers)), key=lambda at: layers[at].vintage):
        own, concept = last_known(values[at]), layers[at].concept
        before = found.get(concept)
        found[concept] = own if before is None else np.where(np.isnan(own), before, own)
    return found


def mean_rates(values: Floats, members: Bools, weights: Floats | None) -> tuple[Floats, Floats]:
    """Means of rates over members, simple and weighted by the previous year's weights.

    Returns:
        2 x G x Y means (`SIMPLE`, `WEIGHTED`; the latter NaN without weights) and G x Y coverage.
    """
    has = ~np.isnan(values)
    mask = members.astype(np.float64)
    filled = np.nan_to_num(values)
    counted = mask @ has
    simple = _quotient(mask @ filled, counted)
    if weights is None:
        ones = np.where(has.any(axis=1), 1.0, np.nan)
        return np.stack([simple, np.full_like(simple, np.nan)]), _covered_share(has, ones, members)
    before = np.full_like(weights, np.nan)
    before[:, 1:] = weights[:, :-1]
    both = has & ~np.isnan(before)
    weight = np.where(both, np.nan_to_num(before), 0.0)
    weighted = _quotient(mask @ (filled * weight), mask @ weight)
    # A member that never has a rate cannot be covered, but its size counts: it is missing from the
    # mean.
    return np.stack([simple, weighted]), _covered_share(both, last_known(weights), members)


def _quotient(above: Floats, below: Floats) -> Floats:
    return np.divide(above, below, out=np.full_like(above, np.nan), where=below > 0)
