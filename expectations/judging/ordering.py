"""Measures that hold many areas against one another: ranks, counts, bounds on members, thresholds.

They are computed once for each distinct question (a layer, years, an area, a set), however many
claims ask it, and in pieces, so that memory stays bounded. What may surprise:

- a set is judged by those of its areas that have data; where fewer than `PRESENT` of those that
  the layer has at all have any, the question is not answered, nor where one that has none may
  matter: of a sum one that may be as large (`coverage.largest_sizes`), of a rate or a ratio any
  one; of all countries, of which some small one never has any, only those of a sum; nor does one
  of hardly anybody matter that no edition ever has (`coverage.never_reported`);
- an area that is itself a group is held against areas that are no members of it;
- a rank is one more than the number of areas that lie beyond, so that equals share a rank;
- groups that are held against one another have their sums or weighted means, and each must have
  one; a group of the same members as the area is the area itself;
- a threshold is the first year from which the level stays beyond for as long as there are data.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from expectations.cubes.coverage import COVERED, Bools, Floats, Positions, never_reported
from expectations.judging.levels import MeasureFunction, Rows, Tables, distinct

PRESENT = 0.9
"""The share of a set's areas, of those that a layer has in any year, that must have data."""

_AT_ONCE = 4_096
"""Distinct questions answered at once."""

_ABOVE, _BELOW = 1, -1
"""On which side of a level something lies: by these signs levels are compared."""

_Answer = Callable[[Tables, Rows], Floats]
_Signed = Callable[[Tables, Rows, int], Floats]


def _distinctly(answer: _Answer) -> _Answer:
    """Answer each distinct question once."""

    def answered(tables: Tables, rows: Rows) -> Floats:
        first, back = distinct(
            (
                rows.layer, rows.weighting, rows.group, rows.start, rows.end, rows.to, rows.by,
                rows.bar,
            )
        )  # fmt: skip
        found = np.full(len(first), np.nan)
        for at in range(0, len(first), _AT_ONCE):
            piece = first[at : at + _AT_ONCE]
            found[at : at + _AT_ONCE] = answer(tables, rows.at(piece))
        whole: Floats = found[back]
        return whole

    return answered


def _of_areas(tables: Tables, rows: Rows) -> Floats:
    """N x A: the mean over the span of each row of every area's values."""
    weighting = np.zeros_like(rows.layer)
    summed = tables.running_areas.over(rows.layer, weighting, slice(None), rows.start, rows.end)
    return summed / (rows.end - rows.start + 1)[:, None]


def _candidates(tables: Tables, rows: Rows, in_set: Bools) -> tuple[Floats, Bools]:
    """Values of the areas of a set (N x A), and for each row whether enough of them have data."""
    values = np.where(in_set, _of_areas(tables, rows), np.nan)
    expected = (in_set & tables.ever[rows.layer]).sum(axis=1)
    present = (~np.isnan(values)).sum(axis=1)
    return values, (present > 0) & (present >= PRESENT * expected)


def _never_reported(tables: Tables, rows: Rows) -> Bools:
    """N x A: areas of hardly anybody that no edition has of the concept of each row."""
    cube = tables.cube
    found = never_reported(cube.values, cube.layers, cube.areas)
    by_layer: Bools = np.array([found[layer.concept] for layer in cube.layers])
    return by_layer[rows.layer]


def _may_matter(
    tables: Tables, rows: Rows, in_set: Bools, values: Floats, sign: int, bar: Floats
) -> Bools:
    """For each row whether an area of its set that has no data may lie beyond a level."""
    lacking = in_set & np.isnan(values) & ~_never_reported(tables, rows)
    found = np.zeros(len(rows), dtype=bool)
    is_open = tables.to_of(rows) == tables.countries
    for layer in np.unique(rows.layer[lacking.any(axis=1)]).tolist():
        where = np.flatnonzero((rows.layer == layer) & lacking.any(axis=1))
        sizes = tables.sizes_of(layer)
        if sizes is None:
            found[where] = ~is_open[where]
            continue
        known, most = sizes
        ends = rows.end[where]
        # What one is of which nothing is known may be told for its people, but not how little.
        least = -np.inf if (known < 0).any() else 0.0
        lowest = np.where(np.isnan(known), least, known)
        may_be = (most if sign == _ABOVE else lowest)[:, ends].T
        with np.errstate(invalid="ignore"):
            within = sign * may_be <= (sign * bar[where])[:, None]
        found[where] = (lacking[where] & ~within).any(axis=1)
    return found


def _of_parts(tables: Tables, rows: Rows) -> Bools:
    """For each row whether its set is one of groups that are held against one another."""
    parts = tables.cube.parts
    if not parts.size:
        return np.zeros(len(rows), dtype=bool)
    is_listed: Bools = np.asarray(parts.any(axis=1))
    found: Bools = is_listed[tables.to_of(rows)]
    return found


def _parts(tables: Tables, rows: Rows) -> tuple[Floats, Floats, Bools]:
    """N x G: the levels of the groups of each row's set, what they may lack, and which they are."""
    count = len(tables.cube.groups)
    many = rows.at(np.repeat(np.arange(len(rows)), count))
    groups = np.tile(np.arange(count, dtype=np.int32), len(rows))
    levels = tables.level(many, groups)
    shape = len(rows), count
    lost = _lost(tables, many, groups, levels).reshape(shape)
    return levels.reshape(shape), lost, tables.cube.parts[tables.to_of(rows)]


def _lost(tables: Tables, rows: Rows, groups: Positions, levels: Floats) -> Floats:
    """What members without data may make of levels."""
    ends = [tables.cube.coverage[rows.layer, groups, at] for at in (rows.start, rows.end)]
    # Where less is covered there is no level.
    parts = 1.0 / np.clip(np.minimum(*ends), COVERED, 1.0) - 1.0
    sums = np.array([tables.cube.concepts[one.concept].summable for one in tables.cube.layers])
    size = np.abs(levels)
    where = np.flatnonzero(~sums[rows.layer] & (parts > 0))
    if len(where):  # Of a mean any member may be what the farthest area is.
        most = np.nanmax(np.abs(tables.cube.values), axis=1, initial=0.0, where=~np.isnan(
            tables.cube.values))  # fmt: skip
        size[where] += most[rows.layer[where], rows.end[where]]
    found: Floats = np.where(np.isnan(levels), 0.0, size) * parts
    return found


def _among_parts(answer: _Signed, of_parts: _Signed) -> _Signed:
    """The answer for sets of areas, and the one for sets of groups."""

    def answered(tables: Tables, rows: Rows, sign: int) -> Floats:
        is_of_parts = _of_parts(tables, rows)
        if not is_of_parts.any():
            return answer(tables, rows, sign)
        found = np.full(len(rows), np.nan)
        for where, one in ((~is_of_parts, answer), (is_of_parts, of_parts)):
            if where.any():
                found[where] = one(tables, rows.at(where), sign)
        return found

    return answered


def _rank_of_parts(tables: Tables, rows: Rows, sign: int) -> Floats:
    levels, lost, in_set = _parts(tables, rows)
    members = tables.cube.members
    in_set = in_set & (members[None] != members[rows.group][:, None]).any(axis=2)
    own = tables.level(rows, rows.group)
    lost = lost + _lost(tables, rows, rows.group, own)[:, None]
    with np.errstate(invalid="ignore"):
        is_open = np.isnan(levels) | ((lost > 0) & (np.abs(levels - own[:, None]) <= lost))
        is_enough = ~(in_set & is_open).any(axis=1) & in_set.any(axis=1)
        beyond = (in_set & (sign * levels > (sign * own)[:, None])).sum(axis=1)
    return np.where(is_enough & ~np.isnan(own), beyond + 1.0, np.nan)


def _count_of_parts(tables: Tables, rows: Rows, sign: int) -> Floats:
    levels, lost, in_set = _parts(tables, rows)
    with np.errstate(invalid="ignore"):
        is_open = np.isnan(levels) | ((lost > 0) & (np.abs(levels - rows.bar[:, None]) <= lost))
        passing = (in_set & (sign * levels > (sign * rows.bar)[:, None])).sum(axis=1)
    return np.where((in_set & is_open).any(axis=1), np.nan, passing)


def _rank_of_areas(tables: Tables, rows: Rows, sign: int) -> Floats:
    in_set = tables.cube.members[tables.to_of(rows)] & ~tables.cube.own[rows.group]
    values, is_enough = _candidates(tables, rows, in_set)
    own = tables.level(rows, rows.group)
    is_enough &= ~_may_matter(tables, rows, in_set, values, sign, own)
    with np.errstate(invalid="ignore"):
        beyond = (sign * values > (sign * own)[:, None]).sum(axis=1)
    return np.where(is_enough & ~np.isnan(own), beyond + 1.0, np.nan)


_rank = _among_parts(_rank_of_areas, _rank_of_parts)


@_distinctly
def rank_highest(tables: Tables, rows: Rows) -> Floats:
    """One more than the number of areas of the set whose level is higher."""
    return _rank(tables, rows, _ABOVE)


@_distinctly
def rank_lowest(tables: Tables, rows: Rows) -> Floats:
    """One more than the number of areas of the set whose level is lower."""
    return _rank(tables, rows, _BELOW)


def _count_of_areas(tables: Tables, rows: Rows, sign: int) -> Floats:
    in_set = tables.cube.members[tables.to_of(rows)]
    values, is_enough = _candidates(tables, rows, in_set)
    is_enough &= ~_may_matter(tables, rows, in_set, values, sign, rows.bar)
    with np.errstate(invalid="ignore"):
        passing = (sign * values > (sign * rows.bar)[:, None]).sum(axis=1)
    return np.where(is_enough, passing, np.nan)


_count = _among_parts(_count_of_areas, _count_of_parts)


@_distinctly
def count_above(tables: Tables, rows: Rows) -> Floats:
    """How many areas of the set lie above a level."""
    return _count(tables, rows, _ABOVE)


@_distinctly
def count_below(tables: Tables, rows: Rows) -> Floats:
    """How many areas of the set lie below a level."""
    return _count(tables, rows, _BELOW)


@_distinctly
def count_holding(tables: Tables, rows: Rows) -> Floats:
    """The fewest areas of the set that together hold a part of the area's total."""
    in_set = tables.cube.members[tables.to_of(rows)] & ~_of_parts(tables, rows)[:, None]
    values, is_enough = _candidates(tables, rows, in_set)
    largest = -np.sort(-np.nan_to_num(values), axis=1)
    held = np.cumsum(largest, axis=1)
    needed = rows.bar * tables.level(rows, rows.group)
    reaches = held >= needed[:, None]
    first = np.argmax(reaches, axis=1) + 1.0
    last = largest[np.arange(len(rows)), first.astype(int) - 1]
    is_enough &= ~_may_matter(tables, rows, in_set, values, _ABOVE, last)
    return np.where(is_enough & reaches.any(axis=1), first, np.nan)


def _members(tables: Tables, rows: Rows) -> tuple[Floats, npt.NDArray[np.int64]]:
    """The values of an area's members, ascending, NaN last, and how many there are.

    None are taken where one has no data; of all countries, one that the layer has at all.
    """
    in_set = tables.cube.members[rows.group]
    values, _ = _candidates(tables, rows, in_set)
    count = (~np.isnan(values)).sum(axis=1)
    is_open = (rows.group == tables.countries)[:, None]
    is_expected = tables.ever[rows.layer] | (~is_open & ~_never_reported(tables, rows))
    lacking = count < (in_set & is_expected).sum(axis=1)
    return np.sort(values, axis=1), np.where(lacking, 0, count)


def _ordered(tables: Tables, rows: Rows, place: Callable[..., npt.NDArray[np.int64]]) -> Floats:
    values, count = _members(tables, rows)
    at = np.maximum(place(count), 0)
    return np.where(count > 0, values[np.arange(len(values)), at], np.nan)


@_distinctly
def each_least(tables: Tables, rows: Rows) -> Floats:
    """The level of the member that has the least: each has at least that."""
    return _ordered(tables, rows, lambda count: np.zeros_like(count))


@_distinctly
def each_most(tables: Tables, rows: Rows) -> Floats:
    """The level of the member that has the most: each has at most that."""
    return _ordered(tables, rows, lambda count: count - 1)


@_distinctly
def most_least(tables: Tables, rows: Rows) -> Floats:
    """The level that more than half of the members reach."""
    return _ordered(tables, rows, lambda count: count - 1 - count // 2)


@_distinctly
def most_most(tables: Tables, rows: Rows) -> Floats:
    """The level that more than half of the members do not exceed."""
    return _ordered(tables, rows, lambda count: count // 2)


def _threshold(tables: Tables, rows: Rows, sign: int) -> Floats:
    """The first year of the last unbroken stretch beyond, where the year before is known not to be.

    The years run from the start to the end of the span; of one year, from the cube's first to it.
    """
    names = np.array(tables.cube.years)
    first = np.where(rows.start == rows.end, 0, rows.start)
    lone, back = distinct((rows.layer, rows.weighting, rows.group, rows.to, rows.by, rows.bar))
    gap = _gaps(tables, rows.at(lone), sign)
    years = np.arange(len(names))
    with np.errstate(invalid="ignore"):
        is_within = ~(gap > 0)
    # For each year the last one, up to it, that is not beyond; -1 where all are.
    last_within = np.maximum.accumulate(np.where(is_within, years, -1), axis=1)
    at = last_within[back, rows.end]
    is_known = (rows.start >= 0) & (at >= first) & (at < rows.end) & ~np.isnan(gap[back, at])
    found: Floats = np.where(is_known, names[np.minimum(at + 1, len(names) - 1)], np.nan)
    return found


def _gaps(tables: Tables, rows: Rows, sign: int) -> Floats:
    """N x Y: by how much the level of each row is beyond what it is held against, each year."""
    count = len(tables.cube.years)
    many = rows.at(np.repeat(np.arange(len(rows)), count))
    years = np.tile(np.arange(count, dtype=np.int32), len(rows))
    many = many.over(years, years)
    bar = np.where(np.isnan(many.bar), tables.other(many), many.bar)
    gap: Floats = sign * (tables.level(many, many.group) - bar)
    return gap.reshape(len(rows), count)


@_distinctly
def threshold_above(tables: Tables, rows: Rows) -> Floats:
    """The year from which the area's level lies above another, or above a bar."""
    return _threshold(tables, rows, _ABOVE)


@_distinctly
def threshold_below(tables: Tables, rows: Rows) -> Floats:
    """The year from which the area's level lies below another, or below a bar."""
    return _threshold(tables, rows, _BELOW)


ORDERED: Mapping[str, MeasureFunction] = MappingProxyType(
    {
        "rank_highest": rank_highest,
        "rank_lowest": rank_lowest,
        "count_above": count_above,
        "count_below": count_below,
        "count_holding": count_holding,
        "each_least": each_least,
        "each_most": each_most,
        "most_least": most_least,
        "most_most": most_most,
        "threshold_above": threshold_above,
        "threshold_below": threshold_below,
    }
)
"""Measures of many areas."""
