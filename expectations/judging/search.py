"""The search: all that a figure may have meant, as rows of positions into the cube.

For each claim the product of the groups, periods, sources, vintages, indicators and weightings
that the register allows, and of both orders of a pair. Single years are tried for a claim about
one year, all spans inside the window for a claim about a span. Where the register allows nothing,
the years around the declared ones, all editions and sources, and the groups that have most of
their members in common with the declared one are tried. `Comparisons` holds such rows with what
each gives, and whether that is inside what its claim admits.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from expectations.cubes.coverage import Bools, Floats, Positions
from expectations.cubes.cube import Cube
from expectations.judging.declared import Declarer, Publication, is_span
from expectations.judging.levels import (
    MOST_AT_ONCE,
    Rows,
    Tables,
    joined,
    numbered,
)
from expectations.judging.measures import MEANS, MEASURE_AT, MEASURE_IDS, has_weighting
from expectations.judging.operands import WEIGHTING_AT, OperandFinder, is_observed
from sources.model import Axes, Claim, Period
from sources.reference.areas import AREAS

YEARS_AROUND = 8
YEARS_OF_SPANS = 3
"""How many years before and after the declared ones are tried without a window."""

ALIKE = 0.7
"""Part of all members of two groups that both have, from which one is tried for the other."""

FEWEST_MEMBERS = 5
MOST_SIMILAR = 4

WITH_OWN_SET = frozenset({"count", "rank", "extreme"})
"""Measures whose area is not confused with another: what they range over would be."""

_YEARS = 4096
"""A span is packed into one number, start * 4096 + end, so that a pool holds plain numbers."""


_Place: TypeAlias = tuple[int, int]
"""Where the positions to try on an axis begin in its pool, and how many there are."""

_Block: TypeAlias = tuple[int, ...]
"""A measure, and the place of the positions to try on each of the six axes."""


@dataclass
class _Pool:
    """Tuples of positions laid end to end, each once; a claim keeps where its own begins."""

    flat: list[int] = field(default_factory=list)
    places: dict[tuple[int, ...], tuple[int, int]] = field(default_factory=dict)

    def place(self, items: tuple[int, ...]) -> _Place:
        found = self.places.get(items)
        if found is None:
            found = self.places[items] = (len(self.flat), len(items))
            self.flat.extend(items)
        return found

    def array(self) -> Positions:
        return np.array(self.flat, dtype=np.int32)


class Searcher:
    """Expands claims into readings of one cube; remembers what claims have in common."""

    def __init__(
        self, cube: Cube, publication: Publication, finder: OperandFinder | None = None
    ) -> None:
        self._cube = cube
        self._publication = publication
        self._finder = finder or OperandFinder(cube)
        self._given: dict[tuple[str, Period, bool], Axes] = {}
        self._group_at = {group: at for at, group in enumerate(cube.groups)}
        self._year_at = {year: at for at, year in enumerate(cube.years)}
        self._layers: dict[object, _Place] = {}
        self._periods: dict[tuple[tuple[int, int] | None, bool], tuple[int, ...]] = {}
        self._groups: dict[object, _Place] = {}
        self._pools = [_Pool() for _ in range(6)]
        self._singly = self._pools[4].place((0,)), self._pools[4].place((0, 1))
        self._blocks: dict[int, tuple[Claim, Axes, list[_Block]]] = {}

    def count(self, claim: Claim, axes: Axes) -> int:
        """How many readings a claim has to try."""
        if not is_observed(claim):
            return 0
        return sum(math.prod(block[2::2]) for block in self._blocks_of(claim, axes))

    def rows(self, claims: Sequence[Claim], axes: Sequence[Axes]) -> Rows:
        """The product of the axes of each claim, made for all claims at once.

        Each claim keeps six (offset, length) pairs into pools of positions; the number of a
        reading within its claim, read in the mixed radix of these lengths, gives its positions.
        """
        places: list[tuple[int, ...]] = []
        for at, (claim, axis) in enumerate(zip(claims, axes, strict=True)):
            if is_observed(claim):
                places.extend((at, *block) for block in self._blocks_of(claim, axis))
        table = np.array(places, dtype=np.int64).reshape(-1, 14)
        ends = np.cumsum(table[:, 3::2].prod(axis=1))
        # A part at a time: while a row is made it is several times as large as it is then.
        parts = np.split(table, np.flatnonzero(np.diff(ends // MOST_AT_ONCE)) + 1)
        count = int(ends[-1]) if len(ends) else 0
        return joined((self._rows_of(part, claims) for part in parts), count)

    def _rows_of(self, table: npt.NDArray[np.int64], claims: Sequence[Claim]) -> Rows:
        """The rows of some blocks."""
        counts = table[:, 3::2].prod(axis=1)
        owner, number = numbered(counts)
        picked: list[Positions] = []
        for at, pool in enumerate(self._pools):
            length = table[owner, 3 + 2 * at]
            picked.append(pool.array()[table[owner, 2 + 2 * at] + number % length])
            number //= length
        layer, weighting, group, period, order, to = picked
        start, end = np.divmod(period, _YEARS)
        rows = Rows(
            claim=table[owner, 0].astype(np.int32),
            measure=table[owner, 1].astype(np.int32),
            layer=layer,
            weighting=weighting,
            group=group,
            start=start.astype(np.int32),
            end=end.astype(np.int32),
            is_reversed=order.astype(bool),
            to=to,
        )
        return self._finder.complete(rows, claims)

    def _axes_for(self, claim: Claim, axes: Axes) -> Axes:
        """The register's axes, or where it allows nothing the usual ones."""
        if axes.window is not None:
            return axes
        key = (claim.group, claim.period, is_span(claim))
        if key not in self._given:
            reach = YEARS_OF_SPANS if is_span(claim) else YEARS_AROUND
            last = self._publication.last_full_year
            end = claim.period.end if claim.period.end is not None else last
            start = claim.period.start if claim.period.start is not None else end
            self._given[key] = Axes(
                groups=(claim.group, *self._similar(claim)),
                window=(start - reach, max(min(end + reach, last), end)),
            )
        usual = self._given[key]
        return replace(
            axes, groups=axes.groups if len(axes.groups) > 1 else usual.groups, window=usual.window
        )

    def _similar(self, claim: Claim) -> tuple[str, ...]:
        return similar_groups(self._cube, claim.group) if claim.group else ()

    def _blocks_of(self, claim: Claim, axes: Axes) -> list[_Block]:
        """What `count` and `rows` both ask of a claim, found once."""
        # What is kept holds the claim, so that no other one has its number.
        kept = self._blocks.get(id(claim))
        if kept is None or kept[1] is not axes:
            blocks = self._make_blocks(claim, self._axes_for(claim, axes))
            kept = self._blocks[id(claim)] = (claim, axes, blocks)
        return kept[2]

    def _make_blocks(self, claim: Claim, axes: Axes) -> list[_Block]:
        """The claim's own measure with its axes, and as means over spans where these are asked."""
        measure, own = self._finder.of(claim).measure, self._axes_of(claim, axes)
        if not axes.means or MEASURE_IDS[measure] not in MEANS or is_span(claim):
            return [(measure, *own)]
        spans = self._pools[3].place(self._spans_of(axes))
        as_mean = (*own[:6], *spans, *own[8:])
        return [(measure, *own), (MEASURE_AT[MEANS[MEASURE_IDS[measure]]], *as_mean)]

    def _spans_of(self, axes: Axes) -> tuple[int, ...]:
        lengths = set(axes.means)
        packed = self._periods_of(axes.window, spans=True)
        return tuple(one for one in packed if one % _YEARS - one // _YEARS + 1 in lengths)

    def _axes_of(self, claim: Claim, axes: Axes) -> tuple[int, ...]:
        """The places of layers, weightings, groups, periods, orders and operands."""
        weightings: tuple[int, ...] = (WEIGHTING_AT[claim.weighting],)
        if axes.weightings and has_weighting(claim):
            weightings = tuple(WEIGHTING_AT[name] for name in axes.weightings)
        operands = self._finder.of(claim)
        _, of_weightings, _, of_periods, _, of_operands = self._pools
        return (
            *self._layers_of(claim, axes),
            *of_weightings.place(weightings),
            *self._groups_of(claim, axes),
            *of_periods.place(self._periods_of(axes.window, is_span(claim))),
            *self._singly[claim.figure.first is not None],
            *of_operands.place((operands.to, *operands.others)),
        )

    def _groups_of(self, claim: Claim, axes: Axes) -> _Place:
        """The declared area, and the groups that it may be confused with: never another country."""
        own = self._finder.group_of(claim)
        sizes = self._cube.sizes
        if claim.measure in WITH_OWN_SET or sizes[own] <= 1:
            return self._pools[2].place((own,))
        key = (claim.group, own, axes.groups)
        if key not in self._groups:
            names = self._cube.groups
            others = [self._group_at[group] for group in axes.groups if group != claim.group]
            others = [one for one in others if sizes[one] > 1 or names[one] not in AREAS]
            self._groups[key] = self._pools[2].place((own, *others))
        return self._groups[key]

    def _layers_of(self, claim: Claim, axes: Axes) -> _Place:
        key = (claim.indicator, axes.indicators, axes.sources, axes.vintages)
        if key not in self._layers:
            concepts = alternatives(claim.indicator, axes.indicators, self._cube)
            found = tuple(
                at
                for concept in concepts
                for at in self._cube.layers_of(concept)
                if not axes.sources or self._cube.layers[at].source in axes.sources
                if not axes.vintages or self._cube.layers[at].key in axes.vintages
            )
            self._layers[key] = self._pools[0].place(found)
        return self._layers[key]

    def _periods_of(self, window: tuple[int, int] | None, spans: bool) -> tuple[int, ...]:
        key = (window, spans)
        if key not in self._periods:
            years = sorted(self._year_at) if window is None else range(window[0], window[1] + 1)
            at = [self._year_at[year] for year in years if year in self._year_at]
            pairs = [(s, e) for s in at for e in at if s < e] if spans else [(y, y) for y in at]
            self._periods[key] = tuple(start * _YEARS + end for start, end in pairs)
        return self._periods[key]


@dataclass(frozen=True)
class Common:
    """What the claims of one cube and date have in common; remembers what it found for them."""

    tables: Tables
    declarer: Declarer
    searcher: Searcher

    @classmethod
    def of(cls, cube: Cube, publication: Publication) -> Common:
        """For the claims of papers of one date."""
        tables, finder = Tables(cube), OperandFinder(cube)
        return cls(
            tables,
            Declarer(cube, publication, tables, finder),
            Searcher(cube, publication, finder),
        )


def similar_groups(cube: Cube, group: str) -> tuple[str, ...]:
    """The groups that share most of their members with one, most alike first."""
    own = cube.members[cube.group_at(group)]
    if own.sum() < FEWEST_MEMBERS:
        return ()
    shared = (cube.members & own).sum(axis=1) / (cube.members | own).sum(axis=1)
    alike = [
        (-float(part), name)
        for part, name in zip(shared.tolist(), cube.groups, strict=True)
        if part >= ALIKE and name != group
    ]
    return tuple(name for _, name in sorted(alike)[:MOST_SIMILAR])


def alternatives(declared: str, allowed: Sequence[str], cube: Cube) -> tuple[str, ...]:
    """The declared concept and those of the allowed ones that measure the same kind of thing."""
    own = cube.concepts[declared]
    same = [
        name
        for name in allowed
        if name != declared
        and cube.concepts[name].currency == own.currency
        and _money(cube.concepts[name].unit) == _money(own.unit)
        and cube.concepts[name].kind == own.kind
    ]
    return (declared, *same)


def _money(unit: str) -> str:
    """The unit, with dollars at any prices as dollars."""
    return "usd" if unit.startswith("usd") else unit


@dataclass(frozen=True)
class Comparisons:
    """Readings, what they give, and whether that is inside what the claim admits.

    ``values`` and ``firsts`` are NaN where the data do not cover the reading; it is then not
    inside.
    """

    rows: Rows
    values: Floats
    firsts: Floats
    is_inside: Bools

    @cached_property
    def is_known(self) -> Bools:
        """Where the data cover the reading."""
        return ~np.isnan(self.values)

    @cached_property
    def is_divided(self) -> Bools:
        """Whether something of the reading's claim is known and does not bear it out."""
        claims = self.rows.claim
        return np.isin(claims, claims[self.is_known & ~self.is_inside])

    @cached_property
    def _starts(self) -> npt.NDArray[np.intp]:
        """The first row of each claim, and behind the last claim the end of the rows."""
        claims = self.rows.claim
        count = int(claims[-1]) + 1 if len(claims) else 0
        return np.searchsorted(claims, np.arange(count + 1, dtype=claims.dtype))

    def of(self, claim: int) -> npt.NDArray[np.intp]:
        """Positions of a claim's rows, which stand together."""
        last = len(self._starts) - 1
        return np.arange(self._starts[min(claim, last)], self._starts[min(claim + 1, last)])
