"""The history of a claim across runs: a small chart, drawn by hand, and what changed when.

A dot a run, the newest on the right: its height is what was observed, its shape the standing, the
band what the figure admitted in that run. Colours are the style sheet's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from expectations.wording.values import say_value
from reports.pages.rendering import MARKS, say_instant
from reports.records import Run, StoredFinding

WIDTH, HEIGHT = 640.0, 132.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 14.0, 14.0, 12.0, 14.0
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
    span = (high - low) or abs(high) or 1.0
    step = (WIDTH - _LEFT - _RIGHT) / (len(seen) - 1)

    def height(value: float) -> float:
        share = 0.5 if high == low else (value - low) / span
        return round(HEIGHT - _BOTTOM - share * (HEIGHT - _TOP - _BOTTOM), 1)

    bands, line, marks = [], [], []
    for at, point in enumerate(seen):
        x, y = round(_LEFT + at * step, 1), height(point.observed or 0.0)
        line.append(f"{x},{y}")
        if point.lower is not None and point.upper is not None:
            top, bottom = height(point.upper), height(point.lower)
            left = max(0.0, x - step / 2)
            wide, tall = min(WIDTH, x + step / 2) - left, max(1.0, bottom - top)
            bands.append(
                f'<rect class="band" x="{left:.1f}" y="{top}" '
                f'width="{wide:.1f}" height="{tall:.1f}"/>'
            )
        marks.append(_mark(point, x, y))
    first, last = seen[0], seen[-1]
    label = (
        f"Observed in {len(seen)} runs, from {say_instant(first.run.started_at)} "
        f"({first.observed_text}, {first.verdict}) to {say_instant(last.run.started_at)} "
        f"({last.observed_text}, {last.verdict})"
    )
    return Markup(
        f'<svg class="history" role="img" aria-label="{escape(label)}" '
        f'viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}">{"".join(bands)}'
        f'<polyline class="line" points="{" ".join(line)}"/>{"".join(marks)}</svg>'
    )


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


def _mark(point: Point, x: float, y: float) -> Markup:
    told = (
        f"{say_instant(point.run.started_at)}: {point.observed_text}, "
        f"{MARKS[point.standing]} {point.verdict}"
    )
    kind = point.standing.replace(" ", "-")
    shape = (
        f'<circle class="dot {kind}" cx="{x}" cy="{y}" r="4.5">'
        if point.standing == "holds"
        else f'<rect class="dot {kind}" x="{x - 4.5:.1f}" y="{y - 4.5:.1f}" width="9" height="9">'
    )
    tag = "circle" if point.standing == "holds" else "rect"
    return Markup(f"{shape}<title>{escape(told)}</title></{tag}>")
