"""The shapes of every chart, as SVG: where values lie, lines, bands, marks and letters.

A plotting library takes longer to start than all else of a report takes, and what it writes must be
cleaned for the page. Colours are CSS variables, so that a chart follows light and dark.

What may surprise: y runs downwards in an SVG; the plot's corner is at 0, 0, and what stands beside
it has coordinates below 0 or beyond its width.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

from reports.pages.ticks import WIDTH

HEIGHT = 180
"""The height of a claim's plot, in pixels; its width is that of its axis of years."""
_BASELINE = 4
"""Letters of 13 pixels stand around a height when their line is so far below it."""


@dataclass(frozen=True)
class Plane:
    """Where values lie, in pixels of the plot.

    Attributes:
        x_domain: The values at the left and at the right.
        y_domain: The values at the bottom and at the top.
        width: Of the plot.
        height: Of the plot.
    """

    x_domain: tuple[float, float]
    y_domain: tuple[float, float]
    width: float = WIDTH
    height: float = HEIGHT

    def x(self, value: float) -> float:
        """From the left."""
        first, last = self.x_domain
        return self.width * (value - first) / (last - first)

    def y(self, value: float) -> float:
        """From the top."""
        bottom, top = self.y_domain
        return self.height * (top - value) / (top - bottom)


def px(pixels: float) -> str:
    """A length in pixels, to a tenth."""
    return f"{round(pixels, 1) + 0.0:g}"


def svg(box: tuple[float, float, float, float], more: str, parts: Iterable[str]) -> Markup:
    """A chart: its box, what its element says besides, and its shapes from the ground up.

    Args:
        box: Left, top, width and height.
        more: Attributes, their values escaped.
        parts: Elements, their texts escaped.
    """
    shown = " ".join(px(side) for side in box)
    return Markup(f'<svg viewBox="{shown}" fill="none" {more}>{"".join(parts)}</svg>')


def path(points: Iterable[tuple[float, float]], drawn: str) -> str:
    """A line through places."""
    places = "L".join(f"{px(x)},{px(y)}" for x, y in points)
    return f'<path d="M{places}" {drawn}/>'


def line(
    first: tuple[float, float],
    last: tuple[float, float],
    colour: str,
    width: float,
    dash: str = "",
) -> str:
    """A straight line in a colour of the charts."""
    ends = (("x1", first[0]), ("y1", first[1]), ("x2", last[0]), ("y2", last[1]))
    places = " ".join(f'{name}="{px(at)}"' for name, at in ends)
    drawn = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<line {places} stroke="var(--chart-{colour})" stroke-width="{width:g}"{drawn}/>'


def rectangle(x: float, y: float, x2: float, y2: float, colour: str) -> str:
    """A ground between two corners, in a colour of the charts."""
    size = f'width="{px(abs(x2 - x))}" height="{px(abs(y2 - y))}"'
    return f'<rect x="{px(min(x, x2))}" y="{px(min(y, y2))}" {size} fill="var(--chart-{colour})"/>'


def square(x: float, y: float, half: float, drawn: str, said: str = "") -> str:
    """A square around a place, and what it says of itself."""
    size = f'width="{px(2 * half)}" height="{px(2 * half)}"'
    return _shape("rect", f'x="{px(x - half)}" y="{px(y - half)}" {size} {drawn}', said)


def circle(x: float, y: float, radius: float, drawn: str, said: str = "") -> str:
    """A circle around a place, and what it says of itself."""
    return _shape("circle", f'cx="{px(x)}" cy="{px(y)}" r="{px(radius)}" {drawn}', said)


def text(x: float, y: float, label: str, anchor: str = "start", more: str = "") -> str:
    """Letters around a height."""
    place = f'x="{px(x)}" y="{px(y + _BASELINE)}"'
    drawn = f' text-anchor="{anchor}"' if anchor != "start" else ""
    drawn += f" {more}" if more else ""
    return f'<text {place} fill="var(--chart-text)"{drawn}>{escape(label)}</text>'


def _shape(tag: str, drawn: str, said: str) -> str:
    return f"<{tag} {drawn}><title>{escape(said)}</title></{tag}>" if said else f"<{tag} {drawn}/>"
