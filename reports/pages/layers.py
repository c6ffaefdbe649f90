"""What a chart is made of: its layers, from the ground up, as data."""

from __future__ import annotations

from dataclasses import dataclass

from reports.pages.plot import Plane


@dataclass(frozen=True)
class Spot:
    """A value of a year; ``line`` names the line that it lies on: its number, or empty."""

    x: float
    y: float
    line: str = ""


@dataclass(frozen=True)
class Box:
    """From a year to another, and of a band from a value to another."""

    x: float
    x2: float
    y: float = 0.0
    y2: float = 0.0


@dataclass(frozen=True)
class Label:
    """What stands beside the plot or on it, so many pixels down and, on it, from the left."""

    at: float
    text: str
    line: str = ""
    px: float = 0.0


@dataclass(frozen=True)
class StatedFigure:
    """A figure as stated, from a year to another, and what it admits."""

    x: float
    x2: float
    at_year: float
    y: float
    lower: float | None
    upper: float | None
    text: str


@dataclass(frozen=True)
class Layers:
    """What a chart shows, from the ground up.

    Attributes:
        period: The declared years of a span.
        band: What the figure admits.
        base: Where something begins, as values.
        others: Points of editions without a name.
        stated: The figure, across the chart or, of a pair, from one year to the other.
        lines: Points of the named editions.
        marks: The last point of each.
        rings: Where the declared reading lies.
        fits: Where the reading lies that fits.
        keys: The names of the editions.
        figures: The name of the figure.
        notes: The values that judge and that fit, on the plot.
        starts: What a pair begins with.
        unit: What the axis of values is in.
    """

    period: list[Box]
    band: list[Box]
    base: list[float]
    others: list[Spot]
    stated: list[Box]
    lines: list[Spot]
    marks: list[Spot]
    rings: list[Spot]
    fits: list[Spot]
    keys: list[Label]
    figures: list[Label]
    notes: list[Label]
    starts: list[Label]
    unit: str


@dataclass(frozen=True)
class ChartData:
    """What one chart shows.

    Attributes:
        layers: What lies on it.
        place: Where years and values lie: the years with some room at both ends.
        years: The years to mark.
        values: The values to mark; none for a pair, whose ends say them.
        is_pair: Whether it shows two years alone.
        room: Pixels to the left of the plot.
        is_of_years: Whether its values are years, which have no comma.
    """

    layers: Layers
    place: Plane
    years: list[int]
    values: list[float]
    is_pair: bool
    room: int
    is_of_years: bool = False
