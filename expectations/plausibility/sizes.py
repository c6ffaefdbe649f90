"""Values that moved further than their indicator is ever revised."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from expectations.plausibility.oddities import Oddity
from expectations.plausibility.pairs import Pair
from expectations.plausibility.usual import Usual, year_moves

_EXACT, _FACTOR, _YEARS = 1e-4, 0.05, 5
_SLIPS, _BETTER = (10.0, 0.1, 100.0, 0.01, 1000.0, 0.001, -1.0), 0.4
_ORDER, _FEW_AREAS = 0.6, 20
"""The least rank correlation of a year with the same year of before; 0.75 is the least among the
editions at hand."""
_JUMP, _ABOVE_USUAL = 1.1, 1.3
_ROUNDED, _FINE, _SAMPLE = 3, 5, 400


def odd_sizes(pair: Pair, usual: Usual) -> Iterator[Oddity]:
    """What moved too far: all values, those of a year, of an area, or one of them."""
    yield from _whole(pair, usual)
    yield from _years(pair, usual)
    yield from _areas(pair, usual)
    yield from _factors(pair)
    yield from _slips(pair)
    yield from _order(pair)
    yield from _jumps(pair)
    yield from _digits(pair)


def _whole(pair: Pair, usual: Usual) -> Iterator[Oddity]:
    moved = pair.moved[pair.in_both]
    if moved.size < _FEW_AREAS:
        return
    median = float(np.median(moved))
    if abs(median) > usual.whole:
        before = float(np.median(np.abs(pair.before[pair.in_both])))
        after = float(np.median(np.abs(pair.after[pair.in_both])))
        yield Oddity("all values", pair.indicator, before=before, after=after)


def _years(pair: Pair, usual: Usual) -> Iterator[Oddity]:
    for at, moved in year_moves(pair):
        if float(np.median(np.abs(moved))) > usual.year:
            there = pair.in_both[:, at]
            yield Oddity(
                "half of a year",
                pair.indicator,
                time_period=pair.years[at],
                before=float(np.median(pair.before[there, at])),
                after=float(np.median(pair.after[there, at])),
            )


def _areas(pair: Pair, usual: Usual) -> Iterator[Oddity]:
    for at, area in enumerate(pair.areas):
        there = np.flatnonzero(pair.in_both[at])
        if not there.size:
            continue
        moved = np.abs(pair.moved[at][there])
        worst = there[int(moved.argmax())]
        before, after = float(pair.before[at, worst]), float(pair.after[at, worst])
        year = pair.years[worst]
        if there.size >= _YEARS and abs(float(np.median(pair.moved[at][there]))) > usual.series:
            yield Oddity("series", pair.indicator, area, 0, before, after, example=year)
        elif float(moved.max()) > usual.cell:
            yield Oddity("value", pair.indicator, area, year, before, after)


def _factors(pair: Pair) -> Iterator[Oddity]:
    """All values of an area the same number of times as large: nobody revises like that.

    Prices of another base year do move so, and they have a unit that says it; they are told as
    rebased.
    """
    for at, area in enumerate(pair.areas):
        there = pair.in_both[at] & (pair.before[at] != 0) & (pair.after[at] != 0)
        if int(there.sum()) < _YEARS:
            continue
        before, after = pair.before[at][there], pair.after[at][there]
        ratios = after / before
        middle = float(np.median(ratios))
        if (
            not 0 < middle < np.inf
            or abs(np.log(middle)) <= _FACTOR
            or len(np.unique(before)) < _YEARS
        ):
            continue
        if float(np.abs(ratios / middle - 1).max()) < _EXACT:
            first, last = float(before[-1]), float(after[-1])
            yield Oddity("factor", pair.indicator, area, 0, first, last, part=middle)


def _slips(pair: Pair) -> Iterator[Oddity]:
    """Values of an area that fit those of before far better once they are put ten times as small.

    Or a hundred or a thousand times, or as large, or under the other sign: whatever was revised
    besides, a slip of the unit or of the sign is nearer to what it was. Of rates, which lie on both
    sides of zero, it is within what single values move by.
    """
    for at, area in enumerate(pair.areas):
        there = pair.in_both[at]
        before, after = pair.before[at][there], pair.after[at][there]
        if len(np.unique(before)) < _YEARS:
            continue
        apart, whole = float(np.abs(after - before).sum()), float(np.abs(before).sum())
        fits = {times: float(np.abs(after / times - before).sum()) for times in _SLIPS}
        times = min(fits, key=lambda one: fits[one])
        if fits[times] < _BETTER * min(apart, whole) and apart > _FACTOR * whole:
            worst = int(np.abs(after - before).argmax())
            year = pair.years[int(np.flatnonzero(there)[worst])]
            one, other = float(before[worst]), float(after[worst])
            yield Oddity("slip", pair.indicator, area, 0, one, other, example=year, part=times)


def _order(pair: Pair) -> Iterator[Oddity]:
    for at, year in enumerate(pair.years):
        there = pair.in_both[:, at]
        if int(there.sum()) < _FEW_AREAS:
            continue
        before, after = _ranks(pair.before[there, at]), _ranks(pair.after[there, at])
        if before.std() and after.std() and np.corrcoef(before, after)[0, 1] < _ORDER:
            yield Oddity("order", pair.indicator, time_period=year)


def _ranks(values: np.ndarray) -> np.ndarray:
    """Ranks of values; those that are equal share their mean rank."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = counts.cumsum()
    ranks: np.ndarray = (ends - (counts - 1) / 2.0)[inverse]
    return ranks


def _jumps(pair: Pair) -> Iterator[Oddity]:
    """Values of years that are new and lie too far from the one of the year before."""
    steps = np.abs(np.diff(pair.scaled_before, axis=1))
    known = steps[np.isfinite(steps)]
    if known.size < _SAMPLE:
        return
    bound = max(_JUMP, _ABOVE_USUAL * float(np.quantile(known, 0.9995)))
    moved = np.abs(np.diff(pair.scaled_after, axis=1))
    is_later = ~np.maximum.accumulate(np.isfinite(pair.before)[:, ::-1], axis=1)[:, ::-1]
    is_new = is_later[:, 1:] & np.isfinite(pair.after[:, 1:])
    for row, column in np.argwhere(is_new & (moved > bound)):
        before, after = float(pair.after[row, column]), float(pair.after[row, column + 1])
        year = pair.years[column + 1]
        yield Oddity("jump", pair.indicator, pair.areas[row], year, before, after)


def _digits(pair: Pair) -> Iterator[Oddity]:
    """Values that were rounded away."""
    there = np.argwhere(pair.in_both)
    if len(there) < _SAMPLE:
        return
    chosen = there[:: max(1, len(there) // _SAMPLE)]
    before = float(np.median([digits(float(pair.before[tuple(one)])) for one in chosen]))
    after = float(np.median([digits(float(pair.after[tuple(one)])) for one in chosen]))
    if before >= _FINE and after <= _ROUNDED:
        yield Oddity("digits", pair.indicator, part=after, whole=before)


def digits(value: float) -> int:
    """Significant digits of a value."""
    mantissa = f"{value:.15e}".partition("e")[0]
    shortest = f"{value:.17g}" if float(mantissa) == 0 else repr(value)
    figures = shortest.partition("e")[0].replace("-", "").replace(".", "").strip("0")
    return len(figures)
