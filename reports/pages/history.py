"""The history of a claim across runs: a small chart, and what changed when.

A dot a run, the newest on the right: its height is what was observed, its shape the standing, the
band what the figure admitted in that run. Colours are the style sheet's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from expectations.wording.formats.charts import say_history
from expectations.wording.values import say_value
from reports.pages.plot import Plane, circle, path, rectangle, square, svg
from reports.pages.rendering import MARKS, say_instant
from reports.records import Run, StoredFinding

_WIDTH, _HEIGHT = 612.0, 106.0
_ASIDE, _ABOVE = 14.0, 13.0
"""Pixels beside the plot, and above and below it, for marks that lie on its edge."""
_HALF = 4.5
"""Half of a mark's side."""
_SPOKEN = {"fraction": "percent", "fraction_difference": "percentage_points"}


@dataclass(frozen=True)
class Point:
    """What one run found: as text, and as numbers where there are any."""

    run: Run
    verdict: str
    standing: str
    phrase: str
    observed_text: str
    observed: float | None
    lower: float | None
    upper: float | None


def points_of(history: Sequence[tuple[Run, StoredFinding]]) -> tuple[Point, ...]:
    """The points of a history, newest first as it comes."""
    return tuple(_point(run, finding) for run, finding in history)


def say_inside(value: float, unit: str) -> str:
    """A value in inside units, for people; as it is where its unit has no words."""
    try:
        return say_value(value, _SPOKEN.get(unit, unit))
    except ValueError:
        return f"{value:g}"


def draw_history(points: Sequence[Point]) -> Markup:
    """The chart as inline SVG; empty where fewer than two runs observed something.

    Args:
        points: From `points_of`, newest first.
    """
    seen = [point for point in reversed(points) if point.observed is not None]
    if len(seen) < 2:
        return Markup("")
    values = [value for point in seen for value in _values(point)]
    low, high = min(values), max(values)
    room = (high - low) * 0.01 or abs(high) or 1.0
    place = Plane((0, len(seen) - 1), (low - room, high + room), _WIDTH, _HEIGHT)
    half = place.x(0.5)
    places = [(place.x(at), place.y(point.observed or 0.0)) for at, point in enumerate(seen)]
    bands = [
        rectangle(
            max(-_ASIDE, x - half),
            place.y(point.upper),
            min(_WIDTH + _ASIDE, x + half),
            place.y(point.lower),
            "band",
        )
        for (x, _), point in zip(places, seen, strict=True)
        if point.lower is not None and point.upper is not None
    ]
    marks = [_mark(point, x, y) for (x, y), point in zip(places, seen, strict=True)]
    first, last = seen[0], seen[-1]
    began, ended = (
        (say_instant(one.run.started_at), one.observed_text, one.verdict) for one in (first, last)
    )
    label = say_history(len(seen), began, ended)
    box = (-_ASIDE, -_ABOVE, _WIDTH + 2 * _ASIDE, _HEIGHT + 2 * _ABOVE)
    more = f'class="history" role="img" aria-label="{escape(label)}"'
    drawn = path(places, 'stroke="var(--chart-axis)" stroke-width="1.5"')
    return svg(box, more, [*bands, drawn, *marks])


def _point(run: Run, finding: StoredFinding) -> Point:
    data = finding.data
    evidence = data.declared.evidence
    seen = [row for row in evidence if row.role == "as_seen"] or evidence
    row = seen[0] if seen else None
    return Point(
        run=run,
        verdict=data.verdict,
        standing=data.standing,
        phrase=data.phrase,
        observed_text=row.obs_text if row else "",
        observed=row.obs_value if row else None,
        lower=data.stated.lower,
        upper=data.stated.upper,
    )


def _values(point: Point) -> list[float]:
    found = (point.observed, point.lower, point.upper)
    return [value for value in found if value is not None]


def _mark(point: Point, x: float, y: float) -> str:
    told = (
        f"{say_instant(point.run.started_at)}: {point.observed_text}, "
        f"{MARKS[point.standing]} {point.verdict}"
    )
    drawn = f'class="dot {point.standing.replace(" ", "-")}"'
    shape = circle if point.standing == "holds" else square
    return shape(x, y, _HALF, drawn, told)
