"""Values that are gone, that stand still, or that are nought where nothing ever was."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from expectations.plausibility.oddities import Oddity
from expectations.plausibility.pairs import Flags, Pair

_DENSE, _YEARS = 0.9, 10
"""Share of an indicator's areas that have every year between their first and their last: where it
is that large, a year without a value is a hole."""
_GONE, _GONE_SPARSE, _GONE_OF_A_YEAR = 0.05, 0.45, 0.2
_LATE = 0.4
"""Share of the values that may lie in years which the edition has for nobody yet: it is late."""
_STILL, _MOVING, _FEW_AREAS = 0.5, 0.1, 20
_FEW_STEPS = 5


def odd_presence(pair: Pair) -> Iterator[Oddity]:
    """What of a former edition is lacking, and what repeats itself."""
    had, has = np.isfinite(pair.before), np.isfinite(pair.after)
    whole = _unbroken(had)
    long = had.sum(axis=1) >= _YEARS
    is_dense = bool(long.any()) and float(whole[long].mean()) >= _DENSE
    yield from _gone(pair, had, has, is_dense=is_dense)
    if is_dense:
        yield from _holes(pair, had, has, whole & long)
    yield from _repeated(pair)
    yield from _noughts(pair)


def _unbroken(there: Flags) -> Flags:
    """Which rows have every year between their first and their last."""
    unbroken: Flags = np.logical_not(np.any(_between(there) & ~there, axis=1))
    return unbroken


def _between(there: Flags) -> Flags:
    """Where a row has a value before or here, and one here or after."""
    first = np.maximum.accumulate(there, axis=1)
    last = np.maximum.accumulate(there[:, ::-1], axis=1)[:, ::-1]
    between: Flags = first & last
    return between


def _gone(pair: Pair, had: Flags, has: Flags, *, is_dense: bool) -> Iterator[Oddity]:
    reached = np.flatnonzero(has.any(axis=0))
    late = int(had[:, reached[-1] + 1 :].sum()) if reached.size else 0
    gone, total = int((had & ~has).sum()), int(had.sum())
    is_late = late <= _LATE * total
    if is_late:
        had = had.copy()
        had[:, (reached[-1] + 1 if reached.size else 0) :] = False
        gone, total = gone - late, total - late
    if gone > (_GONE if is_dense else _GONE_SPARSE) * total or not is_late:
        yield Oddity(
            "values missing",
            pair.indicator,
            before=total,
            after=total - gone,
            part=gone,
            whole=total,
        )
        return
    if not is_dense:
        return
    for at, year in enumerate(pair.years):
        before, lost = int(had[:, at].sum()), int((had & ~has)[:, at].sum())
        if before >= _FEW_AREAS and lost > _GONE_OF_A_YEAR * before:
            yield Oddity(
                "areas missing",
                pair.indicator,
                time_period=year,
                before=before,
                after=before - lost,
                part=lost,
                whole=before,
            )


def _holes(pair: Pair, had: Flags, has: Flags, rows: Flags) -> Iterator[Oddity]:
    holes = had & ~has & _between(has) & rows[:, None]
    for at in np.flatnonzero(holes.any(axis=1)):
        column = int(np.flatnonzero(holes[at])[0])
        year, before = pair.years[column], float(pair.before[at, column])
        yield Oddity("value missing", pair.indicator, pair.areas[at], year, before)


def _repeated(pair: Pair) -> Iterator[Oddity]:
    """Areas that stand still where they moved before, and years that are the year before."""
    still_now, steps = _still(pair.after)
    still_then, steps_then = _still(pair.before)
    share_then = _share(still_then.sum(axis=1), steps_then.sum(axis=1))
    share_now = _share(still_now.sum(axis=1), steps.sum(axis=1))
    enough = (steps.sum(axis=1) >= _FEW_STEPS) & (steps_then.sum(axis=1) >= _FEW_STEPS)
    for at in np.flatnonzero(enough & (share_now > _STILL) & (share_then < _MOVING)):
        yield Oddity("series stands still", pair.indicator, pair.areas[at])
    usual = float(still_then.sum()) / max(1, int(steps_then.sum()))
    for column in range(steps.shape[1]):
        count = int(steps[:, column].sum())
        same = int(still_now[:, column].sum())
        before = int(steps_then[:, column].sum())
        was = int(still_then[:, column].sum()) / before if before >= _FEW_AREAS else usual
        if count >= _FEW_AREAS and usual < _MOVING and was < _MOVING and same > _STILL * count:
            year = pair.years[column + 1]
            yield Oddity(
                "year stands still", pair.indicator, time_period=year, part=same, whole=count
            )


def _share(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    share: np.ndarray = part / np.maximum(whole, 1)
    return share


def _still(cells: np.ndarray) -> tuple[Flags, Flags]:
    steps = np.diff(cells, axis=1)
    there: Flags = np.isfinite(steps)
    return (steps == 0) & there, there


def _noughts(pair: Pair) -> Iterator[Oddity]:
    """Noughts in an indicator that never had one: most often a value that is lacking."""
    had = pair.before[np.isfinite(pair.before)]
    if had.size < _FEW_AREAS or (had <= 0).any():
        return
    for row, column in np.argwhere(pair.after == 0):
        before, year = float(pair.before[row, column]), pair.years[column]
        yield Oddity("nought", pair.indicator, pair.areas[row], year, before, 0.0)
