"""Measures that hold a level against a level, for all readings at once.

Each is one function from the cube and arrays of positions to an array of values, in inside
units. A span is a pair of positions on the year axis, both ends included; -1 is a year that the
cube does not reach. Where the data do not cover what is asked, the value is NaN: never zero, never
a guess.

Most measures hold a *level* against another level: the mean over the span of an area's sum or mean
(of one year, that year's), or of its flow the sum (`over`). The other level is of another area
(``to``), of another concept in the same edition (``by``), or of an earlier year.

- ``value``, ``sum``: the area's level in a year; of a flow over a span, the sum over its years;
- ``mean``: the mean of that over the years of the span;
- ``share``, ``ratio``, ``per_head``: level over level; ``difference``: level less level;
- ``comparison``: by how much a level exceeds another, as a fraction of that;
- ``product``: level times level; ``complement``: one less the level;
- ``complement_product``: one less the level, times another level;
- ``change``, ``growth``: the end of the span against its start, of one year against the year
  before; ``compound_growth``: growth a year between the two; ``mean_growth``: the mean over the
  span's years of the growth of each against the year before;
- ``share_change`` and the others that begin with ``share_``: the same of the area's share of the
  other level at each end.

Ranks, counts, bounds on members and thresholds are in `ordering`. ``elapsed`` and a ``count`` of
members need no observations and are not here (`expectations.explaining.counts_and_spans`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

from expectations.cubes.coverage import Bools, Floats, Positions
from expectations.cubes.cube import WORLD, Cube
from expectations.judging.same_members import same_members_ends, same_members_growths
from sources.registers.measures import COUNTRIES

_Numbers = npt.NDArray[np.int64]
_WIDEST = np.iinfo(np.int64).max
"""What a packed number may reach."""
WORLD_ROW, SAME_LAYER, NO_LAYER = -1, -1, -2
"""In ``to``: the world's own row. In ``by``: the reading's own layer, or that there is none."""
MOST_AT_ONCE = 1 << 20
"""So many rows are made and evaluated together: the parts are small beside what they are put into,
however long a text is."""


def _none() -> Positions:
    return np.zeros(0, dtype=np.int32)


@dataclass(frozen=True)
class Rows:
    """Readings as columns of positions: one row a reading.

    ``claim`` points into the list of claims, the others into the cube's axes; ``is_reversed``
    holds a pair against the data the other way round; ``measure`` points into `MEASURES`' keys.

    ``to`` is the area that is held against (or that is ranged over), ``by`` the layer of the other
    concept, ``bar`` a level that is passed; left out, they are the world, the same layer and none.
    """

    claim: Positions
    measure: Positions
    layer: Positions
    weighting: Positions
    group: Positions
    start: Positions
    end: Positions
    is_reversed: npt.NDArray[np.bool_]
    to: Positions = field(default_factory=_none)
    by: Positions = field(default_factory=_none)
    bar: Floats = field(default_factory=lambda: np.zeros(0))

    def __post_init__(self) -> None:
        """Fill in the columns that were left out."""
        count = len(self.claim)
        if len(self.to) != count:
            object.__setattr__(self, "to", np.full(count, WORLD_ROW, dtype=np.int32))
        if len(self.by) != count:
            object.__setattr__(self, "by", np.full(count, SAME_LAYER, dtype=np.int32))
        if len(self.bar) != count:
            object.__setattr__(self, "bar", np.full(count, np.nan))

    def __len__(self) -> int:
        return len(self.claim)

    def at(self, where: npt.NDArray[np.intp] | npt.NDArray[np.bool_] | slice) -> Rows:
        """The rows at some positions."""
        return Rows(*(column[where] for column in vars(self).values()))

    def over(self, start: Positions, end: Positions) -> Rows:
        """The same readings over other years."""
        return replace(self, start=start, end=end)


def joined(parts: Iterable[Rows], count: int) -> Rows:
    """Rows one after the other; each part may go before the next one is made.

    Args:
        parts: One part at least.
        count: How many rows they have together.
    """
    columns: dict[str, npt.NDArray[Any]] = {}
    place = 0
    for part in parts:
        for name, column in vars(part).items():
            if not place:
                columns[name] = np.empty(count, dtype=column.dtype)
            columns[name][place : place + len(column)] = column
        place += len(part)
    return Rows(**columns)


def numbered(counts: npt.NDArray[Any]) -> tuple[_Numbers, _Numbers]:
    """Of so many things of each of some owners, laid end to end: whose each is, and its number.

    Args:
        counts: N whole numbers; their sum is M.

    Returns:
        M positions of owners, and M numbers from nought within the owner's own.
    """
    owner = np.repeat(np.arange(len(counts)), counts)
    return owner, np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts)


def distinct(columns: Sequence[npt.NDArray[Any]]) -> tuple[_Numbers, _Numbers]:
    """Where each distinct row of some columns first stands, and for each row which of them it is.

    As `numpy.unique` of a table, but over one packed number a row, which sorts many times faster.
    NaN equals NaN.
    """
    packed: _Numbers = np.zeros(len(columns[0]), dtype=np.int64)
    width = 1
    for column in columns:
        codes, size = _codes(np.asarray(column))
        if width * size >= _WIDEST:
            packed, width = _codes_of(packed)
        packed, width = packed * size + codes, width * size
    _, first, back = np.unique(packed, return_index=True, return_inverse=True)
    return first.astype(np.int64), np.asarray(back, dtype=np.int64).ravel()


def _codes(column: npt.NDArray[Any]) -> tuple[_Numbers, int]:
    """Whole numbers from nought that are equal where the values are, and how many there may be."""
    if column.dtype == bool:
        return column.astype(np.int64), 2
    if not np.issubdtype(column.dtype, np.integer) or not len(column):
        return _codes_of(column)
    least = int(column.min())
    return column.astype(np.int64) - least, int(np.ptp(column)) + 1


def _codes_of(column: npt.NDArray[Any]) -> tuple[_Numbers, int]:
    values, codes = np.unique(column, return_inverse=True)
    return np.asarray(codes, dtype=np.int64).ravel(), max(len(values), 1)


class Tables:
    """A cube with the running sums over years that spans are read from."""

    def __init__(self, cube: Cube) -> None:
        self.cube = cube
        self.aggregates = cube.aggregates
        self.world = cube.group_at(WORLD)
        self._running = _Running(cube.aggregates)

    @cached_property
    def growths(self) -> Floats:
        """Growth of each aggregate against the year before, over the members known in both."""
        grown = np.full_like(self.aggregates, np.nan)
        grown[..., 1:] = _grown(self.aggregates[..., 1:], self.aggregates[..., :-1])
        return same_members_growths(self.cube, grown)

    @cached_property
    def running_growths(self) -> _Running:
        """Running sums of the growths."""
        return _Running(self.growths)

    @cached_property
    def ever(self) -> Bools:
        """L x A: whether a layer has an area in any year."""
        found: Bools = np.asarray(~np.isnan(self.cube.values).all(axis=2))
        return found

    @property
    def countries(self) -> int:
        """The place of the group of all countries; -1 where there is none."""
        groups = self.cube.groups
        return groups.index(COUNTRIES) if COUNTRIES in groups else -1

    def sizes_of(self, layer: int) -> tuple[Floats, Floats] | None:
        """Of a sum, A x Y: what any edition has of each area, and what may be; None of others."""
        name = self.cube.layers[layer].concept
        return self.cube.member_sizes.get(name) if self.cube.concepts[name].summable else None

    @cached_property
    def running_areas(self) -> _Running:
        """Running sums of the values of each area."""
        # A weighting axis of one, so that areas are read as groups are.
        return _Running(self.cube.values[:, None])

    def at(self, rows: Rows, group: Positions | int, year: Positions) -> Floats:
        """The aggregates of a group in a year."""
        found = self.aggregates[rows.layer, rows.weighting, group, year]
        return np.where(year < 0, np.nan, found)

    def over(self, rows: Rows, group: Positions | int) -> Floats:
        """The sum of a group's aggregates over the span of each row."""
        return self._running.over(rows.layer, rows.weighting, group, rows.start, rows.end)

    def level(self, rows: Rows, group: Positions | int) -> Floats:
        """The mean of a group's aggregates over the span of each row."""
        return self.over(rows, group) / (rows.end - rows.start + 1)

    def other(self, rows: Rows) -> Floats:
        """The level that each row is held against: of its ``to`` area, in its ``by`` layer."""
        return self.level(beside(rows), self.to_of(rows))

    def to_of(self, rows: Rows) -> Positions:
        """The positions of the areas that rows are held against."""
        return np.where(rows.to < 0, self.world, rows.to).astype(np.int32)


def beside(rows: Rows) -> Rows:
    """The rows in the layer of their other concept; a year is lost where there is none."""
    layer = np.where(rows.by >= 0, rows.by, rows.layer).astype(np.int32)
    lost = rows.by == NO_LAYER
    start = np.where(lost, -1, rows.start).astype(np.int32)
    return replace(rows, layer=layer, start=start)


class _Running:
    """Sums over spans of years of an array whose last axis is years."""

    def __init__(self, values: Floats) -> None:
        gap = np.isnan(values)
        self._values = values
        self._summed = _accumulate(np.where(gap, 0.0, values))
        self._gaps = _accumulate(gap.astype(np.float64))

    def over(
        self,
        layer: Positions,
        weighting: Positions,
        group: Positions | int | slice,
        start: Positions,
        end: Positions,
    ) -> Floats:
        """The sum over a span, both ends included; NaN where a year of it is not known."""
        if (start == end).all():
            one = self._values[layer, weighting, group, end]
            is_there = start >= 0
            if is_there.all():
                return one
            return np.where(is_there.reshape(-1, *[1] * (one.ndim - 1)), one, np.nan)
        found = self._between(self._summed, layer, weighting, group, start, end)
        gaps = self._between(self._gaps, layer, weighting, group, start, end)
        is_whole, is_one = (start >= 0) & (end >= start), start == end
        if found.ndim > is_whole.ndim:
            is_whole, is_one = is_whole[:, None], is_one[:, None]
        # One year is read as it stands: a difference of running sums would change its last digits.
        one = self._values[layer, weighting, group, end]
        return np.where((gaps == 0) & is_whole, np.where(is_one, one, found), np.nan)

    @staticmethod
    def _between(
        table: Floats,
        layer: Positions,
        weighting: Positions,
        group: Positions | int | slice,
        start: Positions,
        end: Positions,
    ) -> Floats:
        after = table[layer, weighting, group, end + 1]
        before = table[layer, weighting, group, start]
        difference: Floats = after - before
        return difference


def _accumulate(values: Floats) -> Floats:
    padded = np.zeros((*values.shape[:-1], values.shape[-1] + 1))
    np.cumsum(values, axis=-1, out=padded[..., 1:])
    return padded


def value(tables: Tables, rows: Rows) -> Floats:
    """The area's sum or mean, summed over the years of the span."""
    return tables.over(rows, rows.group)


def mean(tables: Tables, rows: Rows) -> Floats:
    """The mean of the area's level over the years of the span."""
    return tables.level(rows, rows.group)


def share(tables: Tables, rows: Rows) -> Floats:
    """The area's level as a share of another, at the end of the span, a fraction of one."""
    return share_mean(tables, rows.over(rows.end, rows.end))


def share_mean(tables: Tables, rows: Rows) -> Floats:
    """The same over the span: sum over sum, a fraction of one."""
    other = tables.over(beside(rows), tables.to_of(rows))
    return _over(tables.over(rows, rows.group), other)


def ratio(tables: Tables, rows: Rows) -> Floats:
    """The area's level over another."""
    return _over(tables.level(rows, rows.group), tables.other(rows))


def excess(tables: Tables, rows: Rows) -> Floats:
    """By what part the area's level is above another; no part of what is nothing or below it."""
    return _grown(tables.level(rows, rows.group), tables.other(rows))


def difference(tables: Tables, rows: Rows) -> Floats:
    """The area's level less another (0.02 is two percentage points)."""
    return tables.level(rows, rows.group) - tables.other(rows)


def comparison(tables: Tables, rows: Rows) -> Floats:
    """By how much the area's level exceeds another, as a fraction of the other's size."""
    other = tables.other(rows)
    return _over(tables.level(rows, rows.group) - other, np.abs(other))


def product(tables: Tables, rows: Rows) -> Floats:
    """The area's level times that of another concept."""
    return tables.level(rows, rows.group) * tables.level(beside(rows), rows.group)


def complement(tables: Tables, rows: Rows) -> Floats:
    """One less the area's level: "without access"."""
    return 1.0 - tables.level(rows, rows.group)


def complement_product(tables: Tables, rows: Rows) -> Floats:
    """One less the area's level, times that of another concept: "people without access"."""
    return complement(tables, rows) * tables.level(beside(rows), rows.group)


_Ends = Callable[[Tables, Rows], tuple[Floats, Floats]]


def _ends(tables: Tables, rows: Rows) -> tuple[Floats, Floats]:
    """The level at the start and the end of a span; of one year, the year before and the year.

    Sums are over the members that have data at both.
    """
    base = np.where(rows.start == rows.end, rows.start - 1, rows.start).astype(np.int32)
    base = np.where(rows.start < 0, -1, base).astype(np.int32)
    ends = tables.at(rows, rows.group, base), tables.at(rows, rows.group, rows.end)
    return same_members_ends(tables.cube, rows.layer, rows.group, base, rows.end, ends)


def _share_ends(tables: Tables, rows: Rows) -> tuple[Floats, Floats]:
    """The area's share of the other level at the start and the end of a span."""
    parts = _ends(tables, rows)
    wholes = _ends(tables, replace(beside(rows), group=tables.to_of(rows)))
    return _over(parts[0], wholes[0]), _over(parts[1], wholes[1])


def change(tables: Tables, rows: Rows, ends: _Ends = _ends) -> Floats:
    """The area's level at the end less that at the start."""
    before, after = ends(tables, rows)
    return after - before


def growth(tables: Tables, rows: Rows, ends: _Ends = _ends) -> Floats:
    """Growth of the area's level: from the year before, or from the start of a span to its end."""
    before, after = ends(tables, rows)
    return _grown(after, before)


def over_time(tables: Tables, rows: Rows, ends: _Ends = _ends) -> Floats:
    """The area's level at the end over that at the start."""
    before, after = ends(tables, rows)
    return _over(after, before)


def compared_over_time(tables: Tables, rows: Rows, ends: _Ends = _ends) -> Floats:
    """By how much the level at the end exceeds that at the start, as a fraction of its size."""
    before, after = ends(tables, rows)
    return _over(after - before, np.abs(before))


def compound_growth(tables: Tables, rows: Rows, ends: _Ends = _ends) -> Floats:
    """Growth a year between the start and the end of a span."""
    quotient = over_time(tables, rows, ends)
    years = np.maximum(rows.end - rows.start, 1)
    rooted: Floats = np.power(np.where(quotient > 0, quotient, np.nan), 1.0 / years) - 1.0
    return rooted


def mean_growth(tables: Tables, rows: Rows) -> Floats:
    """The mean over the span's years of the growth of each against the year before."""
    running = tables.running_growths
    summed = running.over(rows.layer, rows.weighting, rows.group, rows.start, rows.end)
    return summed / (rows.end - rows.start + 1)


def _grown(after: Floats, before: Floats) -> Floats:
    """Growth as a fraction; what was nothing or below it has no rate of growth."""
    return _over(after, np.maximum(before, 0.0)) - 1.0


def _over(above: Floats, below: Floats) -> Floats:
    return np.divide(above, below, out=np.full_like(above, np.nan), where=below != 0)


MeasureFunction = Callable[[Tables, Rows], Floats]
LEVELS: Mapping[str, MeasureFunction] = MappingProxyType(
    {
        "value": value,
        "share": share,
        "growth": growth,
        "mean": mean,
        "mean_growth": mean_growth,
        "difference": difference,
        "share_mean": share_mean,
        "sum": value,
        "change": change,
        "compound_growth": compound_growth,
        "ratio": ratio,
        "excess": excess,
        "over_time": over_time,
        "comparison": comparison,
        "compared_over_time": compared_over_time,
        "per_head": ratio,
        "product": product,
        "complement": complement,
        "complement_product": complement_product,
        "share_change": partial(change, ends=_share_ends),
        "share_growth": partial(growth, ends=_share_ends),
        "share_compound_growth": partial(compound_growth, ends=_share_ends),
        "share_over_time": partial(over_time, ends=_share_ends),
        "share_compared_over_time": partial(compared_over_time, ends=_share_ends),
    }
)
"""Measures of levels."""
