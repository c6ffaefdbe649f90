"""Values that stand in the wrong place: another area's, another year's, another indicator's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from expectations.plausibility.oddities import Oddity
from expectations.plausibility.pairs import Cells, Pair
from expectations.plausibility.sizes import digits

_YEARS = 5
_FAINT, _CLEAR = 1e-4, 0.005
"""How far an area must lie from what it had before anybody looks whose values it has: exactly
another's, or roughly."""
_TO_THE_DIGIT, _EXACTLY, _NEARLY = 1e-6, 0.05, 0.2
_ALONE, _TIMES_USUAL = 0.01, 4.0
"""A value that moved by more than a hundredth, and by four times what others of its area did."""
_FEWEST = 0.2
"""So large a share of an area's years may be its own where the others are another's."""
_LAGGED, _MOST = 0.02, 0.5
_FINE_DIGITS, _CELLS = 5, 3
_OWN_DIGITS = 6
"""Shorter values are those of two countries by chance: rates with two decimals often are."""
_LAGS = (1, -1)


def odd_places(pair: Pair) -> Iterator[Oddity]:
    """Values of another area, or of another year."""
    yield from _exchanged(pair)
    yield from _exchanged_cells(pair)
    yield from _shifted(pair)


def _mean(cells: Cells, axis: int = -1) -> Cells:
    there = np.isfinite(cells)
    total = np.where(there, np.abs(cells), 0.0).sum(axis=axis)
    means: Cells = total / np.maximum(there.sum(axis=axis), 1)
    return means


def _exchanged(pair: Pair) -> Iterator[Oddity]:
    """Pairs of areas that have each other's values of before."""
    apart, years = _mean(pair.moved), pair.in_both.sum(axis=1)
    nearest: dict[int, int] = {}
    for at in map(int, np.flatnonzero((years >= _YEARS) & (apart > _FAINT))):
        distances = pair.scaled_after[at] - pair.scaled_before
        there = np.isfinite(distances)
        means = _mean(distances)
        means[there.sum(axis=1) < max(_YEARS, int(0.6 * years[at]))] = np.inf
        means[at] = np.inf
        other = int(means.argmin())
        within = _NEARLY if apart[at] > _CLEAR else _EXACTLY
        if means[other] < within * apart[at]:
            nearest[at] = other
    for at, other in nearest.items():
        seen = {at}
        while other in nearest and other not in seen:
            seen.add(other)
            other = nearest[other]
        if other == at and len(seen) > 1:
            yield Oddity(
                "series of another area",
                pair.indicator,
                pair.areas[at],
                0,
                *_newest(pair, at),
                whose=pair.areas[nearest[at]],
            )


def _exchanged_cells(pair: Pair) -> Iterator[Oddity]:
    """Two areas that have each other's value of a year, and their own in the others."""
    moved = np.where(pair.in_both, np.abs(pair.moved), 0.0)
    within = _EXACTLY if pair.is_ratio else _TO_THE_DIGIT
    usual, of_the_few = _usual_moves(pair, moved, 0.5), _usual_moves(pair, moved, _FEWEST)
    found: dict[tuple[int, int], list[int]] = {}
    for column in range(len(pair.years)):
        apart = moved[:, column]
        chosen = np.flatnonzero((apart > _ALONE) & (apart > _TIMES_USUAL * of_the_few))
        if len(chosen) < 2:
            continue
        after, before = pair.scaled_after[chosen, column], pair.scaled_before[chosen, column]
        is_near = np.abs(after[:, None] - before[None, :]) < within * apart[chosen][:, None]
        for at, other in np.argwhere(is_near & is_near.T):
            is_fine = digits(float(pair.after[chosen[at], column])) >= _FINE_DIGITS
            if at < other and is_fine:
                found.setdefault((int(chosen[at]), int(chosen[other])), []).append(column)
    for (at, other), columns in found.items():
        for column in columns:
            both = [at, other]
            is_alone = bool((moved[both, column] > _TIMES_USUAL * usual[both]).all())
            if is_alone or len(columns) >= _CELLS:
                yield _exchange(pair, at, other, column, pair.years[column])


def _usual_moves(pair: Pair, moved: Cells, share: float) -> Cells:
    """By how much each area's values moved, but for so large a share of them that moved more."""
    return np.array(
        [
            float(np.quantile(one[there], share)) if there.any() else 0.0
            for one, there in zip(moved, pair.in_both, strict=True)
        ]
    )


def odd_copies(pair: Pair) -> Iterator[Oddity]:
    """Countries that have, of a year, another one's value to the last digit, as they had not."""
    moved = np.where(pair.in_both, np.abs(pair.moved), 0.0)
    for column, year in enumerate(pair.years):
        values = pair.after[:, column]
        for at in map(int, np.flatnonzero(moved[:, column] > _ALONE)):
            others = [int(one) for one in np.flatnonzero(values == values[at]) if one != at]
            if not others or digits(float(values[at])) < _OWN_DIGITS:
                continue
            yield Oddity(
                "value of another area",
                pair.indicator,
                pair.areas[at],
                year,
                float(pair.before[at, column]),
                float(values[at]),
                whose=pair.areas[others[0]],
            )


def _exchange(pair: Pair, at: int, other: int, column: int, year: int) -> Oddity:
    return Oddity(
        "value exchanged with another area",
        pair.indicator,
        pair.areas[at],
        year,
        float(pair.before[at, column]),
        float(pair.after[at, column]),
        whose=pair.areas[other],
    )


def _newest(pair: Pair, at: int) -> tuple[float, float]:
    column = int(np.flatnonzero(pair.in_both[at])[-1])
    return float(pair.before[at, column]), float(pair.after[at, column])


def _shifted(pair: Pair) -> Iterator[Oddity]:
    """Areas whose values are those of the year before or after, and whether nearly all are."""
    for lag in _LAGS:
        now, then, there = _lagged(pair, lag)
        both = np.isfinite(now - then) & np.isfinite(there)
        enough = both.sum(axis=1) >= _YEARS
        off = _mean(np.where(both, now - then, np.nan))
        apart = _mean(np.where(both, there, np.nan))
        is_nearer = enough & (apart > _FAINT) & (off < 0.5 * apart)
        if enough.sum() >= _YEARS and is_nearer.sum() > _MOST * enough.sum():
            yield Oddity("all of another year", pair.indicator, lag=lag)
            continue
        for at in np.flatnonzero(enough & (apart > _FAINT) & (off < _LAGGED * apart)):
            before, after = _newest(pair, int(at))
            yield Oddity(
                "series of another year", pair.indicator, pair.areas[at], 0, before, after, lag=lag
            )
        yield from _shifted_cells(pair, lag)


def _lagged(pair: Pair, lag: int) -> tuple[Cells, Cells, Cells]:
    if lag == 1:
        return pair.scaled_after[:, 1:], pair.scaled_before[:, :-1], pair.moved[:, 1:]
    return pair.scaled_after[:, :-1], pair.scaled_before[:, 1:], pair.moved[:, :-1]


def _shifted_cells(pair: Pair, lag: int) -> Iterator[Oddity]:
    """Some years of an area that have exactly the value of the year beside them."""
    own = slice(1, None) if lag == 1 else slice(None, -1)
    beside = slice(None, -1) if lag == 1 else slice(1, None)
    after, before, other = pair.after[:, own], pair.before[:, own], pair.before[:, beside]
    same = (after == other) & (before != other) & np.isfinite(before)
    for at in np.flatnonzero(same.sum(axis=1) >= _CELLS):
        columns = np.flatnonzero(same[at])
        fine = [column for column in columns if digits(float(after[at, column])) >= _FINE_DIGITS]
        if len(fine) >= _CELLS and len(fine) < same.shape[1] // 2:
            year = pair.years[own][fine[0]]
            yield Oddity(
                "some values of another year",
                pair.indicator,
                pair.areas[at],
                year,
                float(before[at, fine[0]]),
                float(after[at, fine[0]]),
                part=len(fine),
                lag=lag,
            )


def odd_indicators(pairs: Sequence[Pair], spoilt: Sequence[str]) -> Iterator[Oddity]:
    """Which of the indicators that are odd as a whole have another one's values of before.

    Args:
        pairs: All indicators of an edition.
        spoilt: Codes of those that are odd as a whole.
    """
    by_code = {pair.indicator: pair for pair in pairs}
    for code in spoilt:
        one = by_code[code]
        for other in pairs:
            if other.indicator != code and _has_values_of(one, other):
                yield Oddity("series of another indicator", code, whose=other.indicator)


def _has_values_of(one: Pair, other: Pair) -> bool:
    places = {area: at for at, area in enumerate(other.areas)}
    years = {year: at for at, year in enumerate(other.years)}
    rows = [(at, places[area]) for at, area in enumerate(one.areas) if area in places]
    columns = [(at, years[year]) for at, year in enumerate(one.years) if year in years]
    if not rows or not columns:
        return False
    mine = one.after[np.ix_([a for a, _ in rows], [a for a, _ in columns])]
    theirs = other.before[np.ix_([b for _, b in rows], [b for _, b in columns])]
    both = np.isfinite(mine) & np.isfinite(theirs) & (theirs != 0)
    if int(both.sum()) < _YEARS * _CELLS:
        return False
    off = np.abs(mine[both] / theirs[both] - 1.0)
    return float(np.median(off)) < _LAGGED
