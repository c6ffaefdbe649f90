"""Which years and values the axes of a chart mark: the claim's own years, and few round values."""

from __future__ import annotations

import math
from collections.abc import Sequence

WIDTH = 290
"""The width of a plot, in pixels."""
_MOST_VALUES = 4
_YEAR_ROOM = 42
"""Pixels that a year takes on its axis, about."""


def year_ticks(x_domain: tuple[float, float], declared: Sequence[int]) -> list[int]:
    """The declared years, then the last and the first of the chart, where they have room."""
    first, last = math.ceil(x_domain[0]), math.floor(x_domain[1])
    room = (x_domain[1] - x_domain[0]) * _YEAR_ROOM / WIDTH
    ticks: list[int] = []
    for year in (*declared, last, first):
        if first <= year <= last and all(abs(year - other) >= room for other in ticks):
            ticks.append(year)
    return sorted(ticks)


def value_ticks(low: float, high: float, *, whole: bool = False) -> list[float]:
    """Round values between two others, four at the most."""
    size = 10.0 ** math.floor(math.log10((high - low) / _MOST_VALUES))
    steps = (size * times for times in (1, 2, 2.5, 5, 10, 20))
    step = next(one for one in steps if (high - low) / one <= _MOST_VALUES)
    if whole:
        step = max(1.0, math.ceil(step))
    first, last = math.ceil(low / step), math.floor(high / step)
    ticks = [round(at * step, 12) for at in range(first, last + 1)]
    return [1.0, *(tick for tick in ticks if tick > 1)] if whole else ticks
