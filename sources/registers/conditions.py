"""The level that a count or a threshold speaks of: "more than 100 million", "below 5%"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from sources.figures.parse import parse_figure
from sources.model import Figure, Order


@dataclass(frozen=True)
class Condition:
    """A level and the side of it that is meant.

    Attributes:
        value: In inside units: a fraction for per cents.
        is_above: Whether what lies above it meets the condition.
        is_closed: Whether the level itself does.
        figure: What was read.
    """

    value: float
    is_above: bool
    is_closed: bool
    figure: Figure


@lru_cache(maxsize=4096)
def parse_condition(text: str, order: Order = "") -> Condition:
    """Read a condition.

    Args:
        text: A figure, with or without the words of a bound.
        order: ``lowest`` where what lies below is meant and the words do not say so.

    Raises:
        FigureError: The text holds no figure, or several.
    """
    figure = parse_figure(text)
    is_percent = figure.unit in {"percent", "percentage_points"}
    is_above = order != "lowest" if figure.hedge not in {"lower", "upper"} else None
    if is_above is None:
        is_above = figure.hedge == "lower"
    words = figure.hedge_text.lower()
    is_closed = any(word in words for word in ("at least", "at most", "up to", "no ", "not "))
    value = float(figure.value) / (100.0 if is_percent else 1.0)
    return Condition(value, is_above, is_closed, figure)
