"""Charts: what was observed by year and vintage, against the band that the figure admits.

Each chart is one small SVG, drawn from the layers of `chart_data` with the shapes of
`plot`. Each edition that is named has its own dash, marker and label, so that nothing rests on
colour.

What may surprise: the labels at the right lie beyond the drawing's own box. A wide page shows them
there, a narrow one cuts them off and shows the same as a list below, so that the letters of a chart
stay as large as those around it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from markupsafe import Markup, escape

from expectations.wording.formats.charts import (
    say_drawing,
    say_lines,
    say_marks,
    say_observed_and_stated,
    say_sources,
)
from expectations.wording.values import say_period, say_value
from reports.findings.claim_model import ClaimEntry
from reports.findings.reading_model import EvidenceEntry
from reports.pages.chart_data import chart_data, named_lines
from reports.pages.layers import ChartData, Label, Spot
from reports.pages.plot import (
    HEIGHT,
    circle,
    line,
    path,
    px,
    rectangle,
    square,
    svg,
    text,
)
from reports.pages.ticks import WIDTH

_TOP, _RIGHT, _BOTTOM = 28, 16, 24
"""Pixels around the plot; to the left as many as its data need, to the right those of a year."""
_DASHES = ("", "6,3", "2,2")
_SIDE, _RING_SIDE = math.sqrt(44) / 2, math.sqrt(130) / 2
"""Half of a marker's side, and of a ring's."""
_ASIDE = WIDTH + 24
_MINUS = "\u2212"

_SPOKEN = {"fraction": "percent", "fraction_difference": "percentage_points"}


@dataclass(frozen=True)
class Chart:
    """A chart, to be put inline, its texts escaped.

    Attributes:
        title: What it shows, with the finding.
        svg: The drawing.
        legend: What stands beside its lines, as the items of a list.
        caption: What its marks mean.
        source: Who gives the values of the lines that it names.
    """

    title: str
    svg: str
    legend: str
    caption: str
    source: str

    @property
    def parts(self) -> dict[str, str]:
        """As the template of a claim takes it."""
        drawn = {"svg": Markup(self.svg), "legend": Markup(self.legend)}
        return {"title": self.title, "caption": self.caption, "source": self.source, **drawn}


def draw_charts(claims: Sequence[ClaimEntry]) -> dict[str, Chart]:
    """One chart a claim that has series, by claim id.

    Args:
        claims: Those of the findings.
    """
    drawn = [claim for claim in claims if claim.series and claim.stated.lower is not None]
    return {claim.claim_id: _draw(claim, chart_data(claim)) for claim in drawn}


def _draw(claim: ClaimEntry, data: ChartData) -> Chart:
    box = (-data.room, -_TOP, data.room + WIDTH + _RIGHT, _TOP + HEIGHT + _BOTTOM)
    title, words = f"{claim.anchor}-title", f"{claim.anchor}-desc"
    more = f'font-size="13" role="img" aria-labelledby="{escape(title)} {escape(words)}"'
    parts = (
        f'<title id="{escape(title)}">{escape(_title(claim))}</title>',
        f'<desc id="{escape(words)}">{escape(_describe(claim))}</desc>',
        *_Plot(data).draw(),
    )
    drawn = svg(box, more, parts)
    return Chart(say_finding(claim), drawn, _legend(data), _caption(data), _source(claim))


def _legend(data: ChartData) -> str:
    """The labels beside the lines as items of a list, each behind its mark."""
    stated = line((-6, 0), (6, 0), "stated", 1.5, "5,3")
    marked = [(label, _marker(0, 0, label.line)) for label in data.layers.keys]
    marked += [(label, stated) for label in data.layers.figures]
    return "".join(
        f"<li>{svg((-6, -6, 12, 12), _UNHEARD, [mark])} {escape(label.text)}</li>"
        for label, mark in sorted(marked, key=_height)
    )


_UNHEARD = 'aria-hidden="true"'


def _height(marked: tuple[Label, str]) -> float:
    return marked[0].at


@dataclass(frozen=True)
class _Plot:
    """The marks of one chart, from the ground up."""

    data: ChartData

    def draw(self) -> Iterable[str]:
        yield from self._axes()
        layers = self.data.layers
        for one in layers.period:
            yield rectangle(self._x(one.x), 0, self._x(one.x2), HEIGHT, "period")
        for one in layers.band:
            ends = self._x(one.x), self._y(one.y), self._x(one.x2), self._y(one.y2)
            yield rectangle(*ends, "band")
        for value in layers.base:
            at = self._y(value)
            yield line((0, at), (WIDTH, at), "axis", 1.2)
        for points in _by_line(layers.others).values():
            yield self._path(points, 'stroke="var(--chart-axis)" opacity="0.55"')
        for one in layers.stated:
            first, last = (self._x(one.x), self._y(one.y)), (self._x(one.x2), self._y(one.y2))
            yield line(first, last, "stated", 1.75, "5,3")
        for name, points in _by_line(layers.lines).items():
            dash = _DASHES[int(name)]
            drawn = f' stroke-dasharray="{dash}"' if dash else ""
            yield self._path(points, f'{_series_stroke(name)} stroke-width="2"{drawn}')
        for spot in layers.marks:
            yield _marker(self._x(spot.x), self._y(spot.y), spot.line)
        for spot in layers.rings:
            yield circle(self._x(spot.x), self._y(spot.y), _RING_SIDE, _RING)
        for spot in layers.fits:
            yield square(self._x(spot.x), self._y(spot.y), _RING_SIDE, _RING)
        yield from self._labels()

    def _axes(self) -> Iterable[str]:
        """Marked values with a line across, marked years with a tick."""
        values = self.data.values
        digits = max((_digits(value) for value in values), default=0)
        for value in values:
            at = self._y(value)
            yield line((0, round(at) + 0.5), (WIDTH, round(at) + 0.5), "grid", 1)
            comma = "" if self.data.is_of_years else ","
            label = f"{value:{comma}.{digits}f}".replace("-", _MINUS)
            yield text(-5, at, label, "end")
        for year in self.data.years:
            at = self._x(year)
            tick = round(at) + 0.5
            yield line((tick, HEIGHT + 0.5), (tick, HEIGHT + 5.5), "axis", 1)
            yield text(at, HEIGHT + 16.5, str(year), "middle")
        yield line((0, HEIGHT + 0.5), (WIDTH, HEIGHT + 0.5), "axis", 1)

    def _labels(self) -> Iterable[str]:
        """What stands beside the lines, and on them."""
        layers = self.data.layers
        for label in layers.keys:
            yield _marker(_ASIDE, label.at, label.line)
            yield text(_ASIDE + 9, label.at, label.text)
        for label in layers.figures:
            yield line((_ASIDE - 6, label.at), (_ASIDE + 6, label.at), "stated", 1.5, "5,3")
            yield text(_ASIDE + 9, label.at, label.text, more=_BOLD)
        for label in layers.notes:
            # What stands on the lines has the paper around its letters.
            yield text(label.px, label.at, label.text, "middle", f"{_BOLD} {_PAPER}")
        for label in layers.starts:
            yield text(-8, label.at, label.text, "end", "" if label.line else _BOLD)
        yield text(0, -15, layers.unit, more='font-size="12"')

    def _path(self, points: Sequence[Spot], drawn: str) -> str:
        return path([(self._x(one.x), self._y(one.y)) for one in points], drawn)

    def _x(self, year: float) -> float:
        return self.data.place.x(year)

    def _y(self, value: float) -> float:
        return self.data.place.y(value)


_BOLD = 'font-weight="bold"'
_PAPER = 'stroke="var(--paper)" stroke-width="4" paint-order="stroke"'
_RING = 'stroke="var(--chart-ring)" stroke-width="2"'


def _digits(value: float) -> int:
    """How many digits behind the point a marked value needs."""
    return len(f"{value:.10f}".rstrip("0").partition(".")[2])


def _by_line(spots: Sequence[Spot]) -> dict[str, list[Spot]]:
    found: dict[str, list[Spot]] = {}
    for one in spots:
        found.setdefault(one.line, []).append(one)
    return found


def _series_stroke(name: str) -> str:
    return f'stroke="var(--series-{int(name) + 1})"'


def _marker(x: float, y: float, name: str) -> str:
    """The marker of an edition: a circle, a square or a triangle in its colour."""
    filled = f'fill="var(--series-{int(name) + 1})"'
    if name == "0":
        return circle(x, y, _SIDE, filled)
    if name == "1":
        return square(x, y, _SIDE, filled)
    half, high = _SIDE, _SIDE * math.sqrt(3) / 2
    corners = ((x, y - high), (x - half, y + high), (x + half, y + high))
    places = "L".join(f"{px(across)},{px(down)}" for across, down in corners)
    return f'<path d="M{places}Z" {filled}/>'


def _title(claim: ClaimEntry) -> str:
    declared = claim.declared
    about = ", ".join(
        part
        for part in (
            declared.measure_label,
            declared.indicator_label,
            declared.group_label,
        )
        if part
    )
    return say_drawing(about, claim.stated.text)


def _describe(claim: ClaimEntry) -> str:
    """The chart in words: its band, and where each line begins and ends."""
    unit = _SPOKEN.get(claim.stated.unit, claim.stated.unit)
    lines = [
        (
            f"{one.source.upper()} {one.vintage}",
            say_period(one.years[0], one.years[-1]),
            say_value(one.values[0], unit),
            say_value(one.values[-1], unit),
        )
        for one in claim.series
    ]
    return say_lines(claim.stated.admits_text, lines)


def _caption(data: ChartData) -> str:
    """What the marks mean that this chart has."""
    shown = [one.name for one in fields(data.layers) if getattr(data.layers, one.name)]
    return say_marks(shown, is_pair=data.is_pair)


def _source(claim: ClaimEntry) -> str:
    """Who gives what the named lines show: each source with its editions."""
    named = {f"{one.source}@{one.vintage}" for one in named_lines(claim)}
    by_source: dict[str, list[str]] = {}
    for row in claim.declared.evidence:
        if row.edition in named:
            editions = by_source.setdefault(row.source_label, [])
            editions += [] if row.vintage in editions else [row.vintage]
    return say_sources(by_source)


def say_finding(claim: ClaimEntry) -> str:
    """The subject, what the data give, and the figure beside it.

    "Population of Uganda: 40.1 million in 2015, not 83 million"; the subject alone where nobody is
    sure that the figure is about it, or nothing was observed.

    Args:
        claim: A claim that has series.
    """
    declared = claim.declared
    said = declared.subject or f"{declared.measure_label}: {declared.indicator_label}"
    said = said.removeprefix("the ")
    subject = said[:1].upper() + said[1:]
    is_unsure = claim.reading is not None and claim.reading.state == "unsure"
    row = _telling(claim)
    if is_unsure or row is None or not row.obs_text:
        return subject
    word = "in" if row.start == row.end else "over"
    when = "" if not row.period_text or _has_years(row) else f" {word} {row.period_text}"
    observed = f"{row.obs_text}{when}"
    return say_observed_and_stated(subject, observed, claim.stated, claim.standing, claim.verdict)


def _telling(claim: ClaimEntry) -> EvidenceEntry | None:
    """The edition to tell: one that bears out what holds, else the one that judges."""
    rows = claim.declared.evidence
    if claim.standing == "holds":
        return next((row for row in rows if row.is_inside), None)
    return rows[0] if rows else None


def _has_years(row: EvidenceEntry) -> bool:
    """Whether the value says itself when it was ("46.9% over 2000–2016")."""
    return str(row.end) in row.obs_text
