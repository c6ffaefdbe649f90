"""Sums and means over the members of groups, and how much of a group they rest on.

A member without data is missing, and not nothing: a sum without it judges nobody unless the member
is small, whatever it may be. What it may be is taken large (`largest_sizes`): from the nearest
other year that any edition or source has of it, grown as the fastest areas grow; where none has
any, from the number of its people and what is large for so many. Of a member of which neither is
known nothing can be said, and the group is not covered.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from sources.reference.areas import AREAS

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Positions = npt.NDArray[np.int32]

COVERED = 0.95
"""Share of a group's total whose members must have data for a year to count."""

LARGE = 0.95
"""A member without data may be as large as this part of all areas is, for its people and growth."""


class _Layer(Protocol):
    @property
    def concept(self) -> str: ...

    @property
    def vintage(self) -> str: ...


def people_of(areas: Sequence[str], code: str = "") -> Floats:
    """For each area about how many people it has, in thousands; NaN where that is not known.

    Args:
        areas: Their codes.
        code: The series'. What a country has with others ("TOTAL.CHN", trade with China) it has not
            with itself: its own people count as none there.
    """
    own = code.rpartition(".")[2] if "." in code else ""
    known = [AREAS[area].people if area in AREAS else None for area in areas]
    return np.array(
        [
            0.0 if area == own else np.nan if one is None else one
            for area, one in zip(areas, known, strict=True)
        ],
        dtype=np.float64,
    )


HARDLY_ANYBODY = 50.0
"""Thousands of people: of places with fewer (Saint Helena) most series have nothing, ever."""


def never_reported(
    values: Floats, layers: Sequence[_Layer], areas: Sequence[str]
) -> Mapping[str, Bools]:
    """For each concept the areas (A) of hardly anybody that no edition has, in any year.

    No author can have ranked them, and no edition will ever have them: they leave no order open.
    What is lacking of a place with more people may matter.

    Args:
        values: L x A x Y.
        layers: What the first axis holds.
        areas: What the second one holds.
    """
    is_small = people_of(areas) <= HARDLY_ANYBODY
    found: dict[str, Bools] = {}
    for layer, own in zip(layers, values, strict=True):
        has_none = np.isnan(own).all(axis=1)
        found[layer.concept] = found.get(layer.concept, is_small) & has_none
    return found


def totals(values: Floats, members: Bools, sizes: Floats | None = None) -> tuple[Floats, Floats]:
    """Totals (G x Y) and coverage (G x Y) of values (A x Y) over the members of groups (G x A).

    ``sizes`` (A x Y) are what members may be that these values lack, from all that is at hand.
    """
    has = ~np.isnan(values)
    summed = members.astype(np.float64) @ np.nan_to_num(values)
    if sizes is None:
        sizes = largest_sizes(values, np.full(len(values), np.nan))
    return summed, _covered_share(has, np.where(has, values, sizes), members)


def mean_rates(
    values: Floats,
    members: Bools,
    weights: Floats | None,
    sizes: Floats | None = None,
    *,
    lag: bool = True,
) -> tuple[Floats, Floats]:
    """Means over members, simple and weighted.

    Args:
        values: A x Y.
        members: G x A.
        weights: A x Y; None where there are none.
        sizes: A x Y, what the weights may be that are lacking.
        lag: Whether the weights are those of the year before: growth is weighted by what grows,
            ratios and indices by their own year.

    Returns:
        2 x G x Y means (`SIMPLE`, `WEIGHTED`; the latter NaN without weights), NaN where they are
        not covered, and G x Y coverage: of the weighted mean where it is covered, else of the
        simple one, which needs no weights.
    """
    has = ~np.isnan(values)
    mask = members.astype(np.float64)
    filled = np.nan_to_num(values)
    counted = mask @ has
    simple = _quotient(mask @ filled, counted)
    if weights is None:
        ones = np.ones_like(values)
        return np.stack([simple, np.full_like(simple, np.nan)]), _covered_share(has, ones, members)
    if sizes is None:
        sizes = largest_sizes(weights, np.full(len(weights), np.nan))
    if lag:
        weights = np.concatenate([np.full_like(weights[:, :1], np.nan), weights[:, :-1]], axis=1)
        sizes = np.concatenate([sizes[:, :1], sizes[:, :-1]], axis=1)
    both = has & ~np.isnan(weights)
    weight = np.where(both, np.nan_to_num(weights), 0.0)
    weighted = _quotient(mask @ (filled * weight), mask @ weight)
    sizes = np.where(np.isnan(weights), sizes, weights)
    of_simple, of_weighted = (_covered_share(there, sizes, members) for there in (has, both))
    simple[of_simple < COVERED] = np.nan
    weighted[of_weighted < COVERED] = np.nan
    coverage: Floats = np.where(of_weighted < COVERED, of_simple, of_weighted)
    return np.stack([simple, weighted]), coverage


def _quotient(above: Floats, below: Floats) -> Floats:
    return np.divide(above, below, out=np.full_like(above, np.nan), where=below > 0)


def _covered_share(has: Bools, sizes: Floats, members: Bools) -> Floats:
    """G x Y: share of the sum of the members' sizes that the members with data hold; all A x Y.

    Sizes count without their signs, so that balances are covered like sums. A group that lacks a
    member whose size is not known is not covered at all.
    """
    known = np.nan_to_num(np.abs(sizes))
    whole, part = members @ known, members @ (known * has)
    # Where all that is known is nought, members count alike.
    count = members.sum(axis=1)[:, None]
    alike = np.divide(members @ has.astype(np.float64), count, out=np.zeros_like(part),
                      where=count > 0)  # fmt: skip
    share: Floats = np.divide(part, whole, out=alike, where=whole > 0)
    is_lost = np.isnan(sizes) & ~has
    if is_lost.any():
        share[members.astype(np.float64) @ is_lost > 0] = 0.0
    return share


def last_known(values: Floats) -> Floats:
    """Of each row (A x Y) the newest value there is; NaN where there is none."""
    has = ~np.isnan(values)
    newest = values.shape[1] - 1 - np.argmax(has[:, ::-1], axis=1)
    found: Floats = np.where(has.any(axis=1), values[np.arange(len(values)), newest], np.nan)
    return found


def sizes_elsewhere(values: Floats, layers: Sequence[_Layer]) -> Mapping[str, Floats]:
    """For each concept the values (A x Y) of the newest layer that has one for area and year."""
    found: dict[str, Floats] = {}
    for at in sorted(range(len(layers)), key=lambda at: layers[at].vintage):
        own, concept = values[at], layers[at].concept
        before = found.get(concept)
        found[concept] = own if before is None else np.where(np.isnan(own), before, own)
    return found


def largest_sizes(known: Floats, people: Floats) -> Floats:
    """A x Y: what is known of areas without its sign, and what may be where nothing is.

    Args:
        known: A x Y, NaN where nothing at hand has a value.
        people: A, NaN where not known.

    Returns:
        A x Y; NaN of an area of which no year is known, nor its people.
    """
    size = np.abs(known)
    is_ever: Bools = np.asarray(~np.isnan(size).all(axis=1))
    # What goes to and fro about nought does not grow.
    size = _at_most(size) if (known < 0).any() else _from_other_years(size)
    heads = people > 0
    counted = heads & is_ever
    if counted.any() and not is_ever.all():
        a_head = np.quantile(size[counted] / people[counted, None], LARGE, axis=0)
        size = np.where(is_ever[:, None], size, people[:, None] * a_head)
    return size


def _at_most(size: Floats) -> Floats:
    """Gaps filled with the most that each area ever had."""
    most = np.where(np.isnan(size), -np.inf, size).max(axis=1)
    return np.where(np.isnan(size) & np.isfinite(most)[:, None], most[:, None], size)


def _from_other_years(size: Floats) -> Floats:
    """Gaps filled from the nearest year of each area, with the growth of the fastest since."""
    filled = size.copy()
    has: Bools = np.asarray(~np.isnan(size))
    is_ever: Bools = np.asarray(has.any(axis=1))
    area, year = np.nonzero(~has & is_ever[:, None])
    lag = year - _nearest(has)[area, year]
    for years in np.unique(lag).tolist():
        where = lag == years
        from_year = year[where] - years
        filled[area[where], year[where]] = size[area[where], from_year] * _growth(size, years)
    return filled


def _nearest(has: Bools) -> npt.NDArray[np.int64]:
    """A x Y: the nearest year that each row has, of two as near the earlier."""
    count = has.shape[1]
    at = np.broadcast_to(np.arange(count), has.shape)
    before = np.maximum.accumulate(np.where(has, at, -2 * count), axis=1)
    after = np.minimum.accumulate(np.where(has, at, 3 * count)[:, ::-1], axis=1)[:, ::-1]
    found: npt.NDArray[np.int64] = np.where(at - before <= after - at, before, after)
    return found


def _growth(size: Floats, years: int) -> float:
    """By what factor the fastest areas move over so many years; backward where they are fewer."""
    first, last = (size[:, :-years], size[:, years:]) if years > 0 else (
        size[:, -years:], size[:, :years]
    )  # fmt: skip
    is_both = (first > 0) & (last > 0)
    if not is_both.any():
        return 1.0
    return float(np.quantile(last[is_both] / first[is_both], LARGE))


def without_faults(values: Floats, axis: int, factor: float) -> Floats:
    """Values of editions, without those a factor and more from the middle one of their cell.

    What is ten times as large is at fault, and tells nothing of how far the others move.
    """
    size = np.abs(values)
    count = (~np.isnan(size)).sum(axis=axis, keepdims=True)
    at = (count - 1) // 2
    middle = np.take_along_axis(np.sort(size, axis=axis), at, axis=axis)
    is_fault = (middle > 0) & ((size >= factor * middle) | (size * factor <= middle))
    kept: Floats = np.where(is_fault, np.nan, values)
    return kept


def rows_without_faults(values: Floats, series: npt.NDArray[np.int64], factor: float) -> Floats:
    """The same of R x Y values, of rows that stand together by the number of their series."""
    if not len(values):
        return values
    count = np.bincount(series)
    number = np.arange(len(series)) - np.repeat(np.cumsum(count) - count, count)
    padded = np.full((len(count), int(count.max()), values.shape[1]), np.nan)
    padded[series, number] = values
    kept: Floats = without_faults(padded, 1, factor)[series, number]
    return kept
