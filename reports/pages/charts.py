"""Charts: what was observed by year and vintage, against the band that the figure admits.

Each chart is one small SVG, written here from the rows and places of `chart_data`: a plotting
library takes longer to start than all else of a report takes, and what it writes must be cleaned
for the page. Colours are CSS variables, so that a chart follows light and dark; each edition that
is named also has its own dash, marker and label, so that nothing rests on colour.

What may surprise: y runs downwards in an SVG; the plot's corner is at 0, 0, and what stands beside
it has coordinates below 0 or beyond its width. The labels at the right lie beyond the drawing's own
box: a wide page shows them there, a narrow one cuts them off and shows the same as a list below, so
that the letters of a chart stay as large as those around it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from expectations.wording.phrases import join
from expectations.wording.values import say_period, say_value
from reports.findings.claim_model import ClaimEntry
from reports.pages.chart_data import HEIGHT, ChartData, Row, chart_data, named_lines
from reports.pages.finding_titles import say_finding
from reports.pages.ticks import WIDTH

_TOP, _RIGHT, _BOTTOM = 28, 16, 24
"""Pixels around the plot; to the left as many as its data need, to the right those of a year."""
_DASHES = ("", "6,3", "2,2")
_SIDE, _RING_SIDE = math.sqrt(44) / 2, math.sqrt(130) / 2
"""Half of a marker's side, and of a ring's."""
_ASIDE = WIDTH + 24
_BASELINE = 4
"""Letters of 13 pixels stand around a height when their line is so far below it."""
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
    box = f"{-data.room} {-_TOP} {data.room + WIDTH + _RIGHT} {_TOP + HEIGHT + _BOTTOM}"
    title, words = f"{claim.anchor}-title", f"{claim.anchor}-desc"
    parts = (
        f'<svg viewBox="{box}" fill="none" font-size="13" role="img" '
        f'aria-labelledby="{escape(title)} {escape(words)}">',
        f'<title id="{escape(title)}">{escape(_title(claim))}</title>',
        f'<desc id="{escape(words)}">{escape(_describe(claim))}</desc>',
        *_Plot(data).draw(),
        "</svg>",
    )
    return Chart(say_finding(claim), "".join(parts), _legend(data), _caption(data), _source(claim))


def _legend(data: ChartData) -> str:
    """The labels beside the lines as items of a list, each behind its mark."""
    keys = sorted((*data.rows["keys"], *data.rows["figures"]), key=lambda key: key["at"])
    return "".join(f"<li>{_key_mark(key)} {escape(key['label'])}</li>" for key in keys)


def _key_mark(key: Row) -> str:
    drawn = _marker(0, 0, key["s"]) if "s" in key else _line((-6, 0), (6, 0), "stated", 1.5, "5,3")
    return f'<svg viewBox="-6 -6 12 12" aria-hidden="true">{drawn}</svg>'


@dataclass(frozen=True)
class _Plot:
    """The marks of one chart, from the ground up."""

    data: ChartData

    def draw(self) -> Iterable[str]:
        yield from self._axes()
        rows = self.data.rows
        for row in rows["period"]:
            yield _rectangle(self._x(row["x"]), 0, self._x(row["x2"]), HEIGHT, "period")
        for row in rows["band"]:
            ends = self._x(row["x"]), self._y(row["y"]), self._x(row["x2"]), self._y(row["y2"])
            yield _rectangle(*ends, "band")
        for row in rows["base"]:
            at = self._y(row["y"])
            yield _line((0, at), (WIDTH, at), "axis", 1.2)
        for points in _by_series(rows["others"]).values():
            yield self._path(points, 'stroke="var(--chart-axis)" opacity="0.55"')
        for row in rows["stated"]:
            first = self._x(row["x"]), self._y(row["y"])
            last = self._x(row["x2"]), self._y(row["y2"] if "y2" in row else row["y"])
            yield _line(first, last, "stated", 1.75, "5,3")
        for name, points in _by_series(rows["lines"]).items():
            dash = _DASHES[int(name)]
            drawn = f' stroke-dasharray="{dash}"' if dash else ""
            yield self._path(points, f'{_series_stroke(name)} stroke-width="2"{drawn}')
        for row in rows["marks"]:
            yield _marker(self._x(row["x"]), self._y(row["y"]), row["s"])
        for row in rows["rings"]:
            place = f'cx="{_px(self._x(row["x"]))}" cy="{_px(self._y(row["y"]))}"'
            yield f'<circle {place} r="{_px(_RING_SIDE)}" {_RING}/>'
        for row in rows["fits"]:
            yield _square(self._x(row["x"]), self._y(row["y"]), _RING_SIDE, _RING)
        yield from self._labels()

    def _axes(self) -> Iterable[str]:
        """Marked values with a line across, marked years with a tick."""
        values = self.data.values
        digits = max((_digits(value) for value in values), default=0)
        for value in values:
            at = self._y(value)
            yield _line((0, round(at) + 0.5), (WIDTH, round(at) + 0.5), "grid", 1)
            comma = "" if self.data.is_of_years else ","
            label = f"{value:{comma}.{digits}f}".replace("-", _MINUS)
            yield _text(-5, at, label, "end")
        for year in self.data.years:
            at = self._x(year)
            tick = round(at) + 0.5
            yield _line((tick, HEIGHT + 0.5), (tick, HEIGHT + 5.5), "axis", 1)
            yield _text(at, HEIGHT + 16.5, str(year), "middle")
        yield _line((0, HEIGHT + 0.5), (WIDTH, HEIGHT + 0.5), "axis", 1)

    def _labels(self) -> Iterable[str]:
        """What stands beside the lines, and on them."""
        rows = self.data.rows
        for row in rows["keys"]:
            yield _marker(_ASIDE, row["at"], row["s"])
            yield _text(_ASIDE + 9, row["at"], row["label"])
        for row in rows["figures"]:
            yield _line((_ASIDE - 6, row["at"]), (_ASIDE + 6, row["at"]), "stated", 1.5, "5,3")
            yield _text(_ASIDE + 9, row["at"], row["label"], more=_BOLD)
        for row in rows["notes"]:
            # What stands on the lines has the paper around its letters.
            yield _text(row["px"], row["at"], row["label"], "middle", f"{_BOLD} {_PAPER}")
        for row in rows["starts"]:
            yield _text(-8, row["at"], row["label"], "end", _BOLD if row["is_stated"] else "")
        for row in rows["unit"]:
            yield _text(0, -15, row["label"], more='font-size="12"')

    def _path(self, points: Sequence[Row], drawn: str) -> str:
        places = "L".join(f"{_px(self._x(p['x']))},{_px(self._y(p['y']))}" for p in points)
        return f'<path d="M{places}" {drawn}/>'

    def _x(self, year: float) -> float:
        first, last = self.data.x_domain
        return WIDTH * (year - first) / (last - first)

    def _y(self, value: float) -> float:
        bottom, top = self.data.y_domain
        return HEIGHT * (top - value) / (top - bottom)


_BOLD = 'font-weight="bold"'
_PAPER = 'stroke="var(--paper)" stroke-width="4" paint-order="stroke"'
_RING = 'stroke="var(--chart-ring)" stroke-width="2"'


def _px(pixels: float) -> str:
    """A length in pixels, to a tenth."""
    return f"{round(pixels, 1) + 0.0:g}"


def _digits(value: float) -> int:
    """How many digits behind the point a marked value needs."""
    return len(f"{value:.10f}".rstrip("0").partition(".")[2])


def _by_series(rows: Sequence[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["s"], []).append(row)
    return found


def _series_stroke(name: str) -> str:
    return f'stroke="var(--series-{int(name) + 1})"'


def _line(
    first: tuple[float, float],
    last: tuple[float, float],
    colour: str,
    width: float,
    dash: str = "",
) -> str:
    ends = (("x1", first[0]), ("y1", first[1]), ("x2", last[0]), ("y2", last[1]))
    places = " ".join(f'{name}="{_px(at)}"' for name, at in ends)
    drawn = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<line {places} stroke="var(--chart-{colour})" stroke-width="{width:g}"{drawn}/>'


def _rectangle(x: float, y: float, x2: float, y2: float, colour: str) -> str:
    size = f'width="{_px(abs(x2 - x))}" height="{_px(abs(y2 - y))}"'
    return (
        f'<rect x="{_px(min(x, x2))}" y="{_px(min(y, y2))}" {size} fill="var(--chart-{colour})"/>'
    )


def _square(x: float, y: float, half: float, drawn: str) -> str:
    size = f'width="{_px(2 * half)}" height="{_px(2 * half)}"'
    return f'<rect x="{_px(x - half)}" y="{_px(y - half)}" {size} {drawn}/>'


def _marker(x: float, y: float, name: str) -> str:
    """The marker of an edition: a circle, a square or a triangle in its colour."""
    filled = f'fill="var(--series-{int(name) + 1})"'
    if name == "0":
        return f'<circle cx="{_px(x)}" cy="{_px(y)}" r="{_px(_SIDE)}" {filled}/>'
    if name == "1":
        return _square(x, y, _SIDE, filled)
    half, high = _SIDE, _SIDE * math.sqrt(3) / 2
    corners = ((x, y - high), (x - half, y + high), (x + half, y + high))
    places = "L".join(f"{_px(across)},{_px(down)}" for across, down in corners)
    return f'<path d="M{places}Z" {filled}/>'


def _text(x: float, y: float, label: str, anchor: str = "start", more: str = "") -> str:
    place = f'x="{_px(x)}" y="{_px(y + _BASELINE)}"'
    drawn = f' text-anchor="{anchor}"' if anchor != "start" else ""
    drawn += f" {more}" if more else ""
    return f'<text {place} fill="var(--chart-text)"{drawn}>{escape(label)}</text>'


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
    return f"{about}: observed by year, against what “{claim.stated.text}” admits"


def _describe(claim: ClaimEntry) -> str:
    """The chart in words: its band, and where each line begins and ends."""
    unit = _SPOKEN.get(claim.stated.unit, claim.stated.unit)
    parts = [f"The figure admits {claim.stated.admits_text}."]
    for line in claim.series:
        first, last = (say_value(line.values[at], unit) for at in (0, -1))
        period = say_period(line.years[0], line.years[-1])
        parts.append(f"{line.source.upper()} {line.vintage}, {period}: {first} to {last}.")
    return " ".join(parts)


def _caption(data: ChartData) -> str:
    """What the marks mean that this chart has."""
    if data.is_pair:
        parts = {
            "stated": "Dashed: the figures as stated; the short bands are what they admit.",
            "lines": "Lines: what the editions give for these years.",
        }
    else:
        parts = {
            "band": "Dashed: the figure as stated; band: what it admits.",
            "period": "Grey: the declared years.",
            "rings": "Ring: what it is held against.",
            "fits": "Square: the reading that fits.",
            "others": "Thin lines: other editions.",
        }
    return " ".join(text for name, text in parts.items() if data.rows[name])


def _source(claim: ClaimEntry) -> str:
    """Who gives what the named lines show: each source with its editions."""
    named = {f"{line.source}@{line.vintage}" for line in named_lines(claim)}
    by_source: dict[str, list[str]] = {}
    for row in claim.declared.evidence:
        if row.edition in named:
            editions = by_source.setdefault(row.source_label, [])
            editions += [] if row.vintage in editions else [row.vintage]
    said = "; ".join(f"{name}, {join(editions)}" for name, editions in by_source.items())
    return f"Source: {said}." if said else ""
