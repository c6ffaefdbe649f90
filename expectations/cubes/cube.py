"""Observations as dense arrays, so that every reading of every claim is a look-up.

A *layer* is one concept in one vintage of one source. For each layer, each group and each year the
cube holds one aggregate for each weighting, and how much of the group it rests on. Cost grows with
the size of the cube, not with claims times readings.

What may surprise:

- the world is a group of one member, the World row, that a source publishes or that was summed
  from its countries (`sources.reference.areas`); `countries` are all of them, one by one;
- a group that a source publishes a row for is that row in an edition whose classification gives it
  just these members, and is summed or averaged from its members in all others; the simple mean is
  always ours;
- means are weighted by the concept's own weight, growth by that of the year before;
- a year counts as covered when members with at least 95% of the group's total have data, whatever
  those without may be (`coverage`); elsewhere the aggregate is NaN;
- per cents become fractions and multiples their base unit (megatonnes tonnes), so that all inside
  arithmetic is in one unit;
- a per cent is multiplied with what it is of, and money in another currency is converted, before
  anything is summed or averaged: each year at the official rate of that year, and where that is not
  at hand there is no value.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from expectations.cubes.coverage import (
    COVERED,
    Bools,
    Floats,
    mean_rates,
    totals,
)
from expectations.cubes.series import (
    ExchangeRates,
    Layer,
    SelectedSeries,
    companion_of,
    exchange_rates,
    fill_series,
    select_series,
)
from sources.figures.numbers.currencies import Currency
from sources.model import Concept, Group
from sources.reference.areas import AREAS
from sources.reference.areas import WORLD as WORLD_AREA
from sources.reference.classifications import aggregate_members, day_of_lists, published_rows
from sources.reference.concepts import WEIGHTS
from sources.reference.memberships import NEWEST
from sources.reference.resolve import last_day
from sources.registers.measures import COUNTRIES

SIMPLE, WEIGHTED = 0, 1
"""Positions on the weighting axis; a total stands at both."""

WORLD = "world"


@dataclass(frozen=True)
class Cube:
    """Arrays over layers (L), areas (A), groups (G), years (Y) and weightings (2).

    Attributes:
        values: L x A x Y, inside units, NaN where a source has none.
        members: G x A, true where an area belongs to a group.
        own: G x A, the same, and the row that is published for the group.
        is_published: L x G, whether the aggregates are the source's own row.
        parts: G x G, of groups that are held against one another, which they are.
        member_sizes: By concept, A x Y twice: what any edition has of each area, and what may be.
        aggregates: L x 2 x G x Y, totals or means; NaN where the year is not covered.
        coverage: L x G x Y, the share of the group's total whose members have data.
        suppliers: For editions that somebody supplied by hand (``wdi@2018-05-21``), who did.
        reckoned: What was reckoned from the values alone, by what it is: shared by all cubes made
            of the same kept series.
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
    own: Bools
    is_published: Bools
    parts: Bools
    member_sizes: Mapping[str, tuple[Floats, Floats]]
    suppliers: Mapping[str, str] = field(default_factory=dict)
    reckoned: dict[Hashable, float] = field(default_factory=dict, compare=False, repr=False)

    def layers_of(self, concept: str) -> tuple[int, ...]:
        """Positions of the layers that hold a concept, oldest vintage first within each source."""
        return self._by_concept.get(concept, ())

    @cached_property
    def _by_concept(self) -> Mapping[str, tuple[int, ...]]:
        found: dict[str, list[int]] = {}
        order = sorted((layer.source, layer.vintage, at) for at, layer in enumerate(self.layers))
        for _, _, at in order:
            found.setdefault(self.layers[at].concept, []).append(at)
        return {concept: tuple(layers) for concept, layers in found.items()}

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The position of each area."""
        return {area: place for place, area in enumerate(self.areas)}

    @cached_property
    def names_of_members(self) -> tuple[tuple[str, ...], ...]:
        """For each group its members."""
        return tuple(tuple(self.areas[one] for one in np.flatnonzero(row)) for row in self.members)

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """How many members each group has."""
        return tuple(self.members.sum(axis=1).tolist())

    def reckon(self, what: Hashable, make: Callable[[], float]) -> float:
        """What was reckoned from the values already, else made and kept."""
        if what not in self.reckoned:
            self.reckoned[what] = make()
        return self.reckoned[what]

    def group_at(self, group: str) -> int:
        """Position of a group on the group axis."""
        return self.groups.index(group)

    def companion(self, layer: int, concept: str) -> int:
        """The layer of another concept that goes with a layer; -1 where there is none.

        It is of the same edition, else the newest that is no newer, of the same source if it can.
        """
        return companion_of(self.layers, layer, concept)

    def year_at(self, year: int) -> int:
        """Position of a year; -1 where the cube does not reach it."""
        return self.years.index(year) if year in self.years else -1


def build_cube(
    observations: pd.DataFrame,
    concepts: Mapping[str, Concept],
    groups: Sequence[Group],
    series: SelectedSeries | None = None,
    suppliers: Mapping[str, str] | None = None,
) -> Cube:
    """Turn observations in long form into a cube.

    Args:
        observations: Columns of `sources.model.OBSERVATION_COLUMNS`; rows of indicators that no
            concept names are left out.
        concepts: By id.
        groups: Those to aggregate by; `world` is added when it is not among them.
        series: What `select_series` made of the same observations and concepts, where it is kept.
        suppliers: By edition, who supplied it by hand.
    """
    series = series or select_series(observations, concepts)
    frame, layers = series.frame, series.layers
    by_id = {group.id: group.members for group in groups} | {WORLD: (WORLD_AREA,)}
    rows = {group.id: group.aggregate for group in groups if group.aggregate}
    always = frozenset(group.id for group in groups if _is_always_its_row(group))
    there = series.areas
    by_id[COUNTRIES] = tuple(code for code in there if _is_country(code))
    named = {member for members in by_id.values() for member in members}
    areas = tuple(sorted(named | set(there)))
    years = _year_axis(frame)
    filled = fill_series(series, concepts, areas, years)
    values, sizes = filled.numbers, filled.sizes
    members = _membership(by_id, areas)
    own = members | _membership(
        {name: (rows[name],) if rows.get(name) in areas else () for name in by_id}, areas
    )
    listed = {group.id: group.parts for group in groups}
    parts = {name: listed.get(name, ()) for name in by_id}
    shape = (len(layers), 2, len(by_id), len(years))
    cube = Cube(
        layers=layers,
        areas=areas,
        groups=tuple(by_id),
        years=years,
        concepts=concepts,
        values=values,
        members=members,
        aggregates=np.full(shape, np.nan),
        coverage=np.zeros((shape[0], *shape[2:])),
        own=own,
        is_published=np.zeros((shape[0], shape[2]), dtype=bool),
        parts=_membership(parts, tuple(by_id)),
        member_sizes=sizes,
        suppliers=suppliers or {},
        reckoned=filled.reckoned,
    )
    most = {name: largest for name, (_, largest) in sizes.items()}
    for at in range(len(layers)):
        _aggregate(cube, values, at, most)
        _take_published(cube, values[at], at, rows, always)
    return cube


def exchange_of(cube: Cube, layer: int, currency: Currency) -> ExchangeRates:
    """The exchange rates of a currency that go with a layer.

    Those of the same edition, else of the newest that is no newer, else of the oldest newer one.
    """
    return exchange_rates(cube.values, cube.layers, cube.areas, cube.years, layer, currency)


def _is_country(code: str) -> bool:
    area = AREAS.get(code)
    return area is not None and area.kind == "country"


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


def _aggregate(cube: Cube, values: Floats, at: int, sizes: Mapping[str, Floats]) -> None:
    """Fill in the sums or means of one layer, where its members' data cover the year."""
    concept = cube.concepts[cube.layers[at].concept]
    if concept.summable:
        aggregates, coverage = totals(values[at], cube.members, sizes[concept.id])
        # No currency but one adds up: what is in each country's own is its own row only.
        if concept.unit == "lcu":
            coverage[:] = 0.0
        aggregates = np.broadcast_to(aggregates, (2, *aggregates.shape)).copy()
    else:
        name = weight_of(concept)
        weights_at = cube.companion(at, name)
        weights = None if weights_at < 0 else values[weights_at]
        aggregates, coverage = mean_rates(
            values[at], cube.members, weights, sizes.get(name), lag=is_growth(concept)
        )
    aggregates[np.broadcast_to(coverage < COVERED, aggregates.shape)] = np.nan
    cube.aggregates[at], cube.coverage[at] = aggregates, coverage


def weight_of(concept: Concept) -> str:
    """The concept that weighs a mean over countries; empty where only the simple mean is right."""
    return concept.weight or (WEIGHTS if is_growth(concept) else "")


def is_growth(concept: Concept) -> bool:
    """Whether a concept is a rate of growth: a change against the year before, in per cent."""
    return concept.kind == "rate" and concept.unit == "percent"


def _take_published(
    cube: Cube, values: Floats, at: int, named: Mapping[str, str], always: frozenset[str]
) -> None:
    """Use a source's own row for a group where it has one, and a country's for a group of one.

    An edition applies the classification of its own day to all years: a row of other members is
    another group.
    """
    day = _day_of(cube.layers[at].vintage)
    rows = published_rows(day)
    summable = cube.concepts[cube.layers[at].concept].summable
    area_at = cube.places
    for group, name in enumerate(cube.groups):
        members = cube.names_of_members[group]
        is_one = len(members) == 1
        code = members[0] if is_one else rows.get(members, "")
        if name in named and (name in always or aggregate_members(named[name], day) == members):
            code = named[name]
        if code not in area_at:
            continue
        row = values[area_at[code]]
        has = ~np.isnan(row)
        if not has.any():
            continue
        weightings = (SIMPLE, WEIGHTED) if summable or is_one else (WEIGHTED,)
        cube.aggregates[at, weightings, group] = row
        cube.coverage[at, group] = np.where(has, 1.0, 0.0 if is_one else cube.coverage[at, group])
        cube.is_published[at, group] = not is_one


def _is_always_its_row(group: Group) -> bool:
    """Whether a group has a row whose members no classification lists: made by hand."""
    day = last_day(group.basis) if group.basis else NEWEST
    return bool(group.aggregate) and group.members != aggregate_members(group.aggregate, day)


def _day_of(vintage: str) -> str:
    return day_of_lists(vintage) if len(vintage) == len(NEWEST) else NEWEST
