"""Charts: what was observed by year and vintage, against the band that the figure admits.

Altair builds one template a process; each chart is that template with other data, and all charts of
a page go through vl-convert in one call, because a call costs 60 ms and a chart within it 15.
Colours are CSS variables, so that a chart follows light and dark; each edition that is named also
has its own dash, marker and label, so that nothing rests on colour.

From the SVG that vl-convert writes for many charts to one small, themed SVG a chart.
"""

from __future__ import annotations

import copy
import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from expectations.wording.values import say_period, say_value
from reports.findings.claim_model import ClaimEntry
from reports.pages.chart_data import HEIGHT, MOST_NAMED, WIDTH, ChartData, chart_data

_SVG = "{http://www.w3.org/2000/svg}"
_KEPT = frozenset(
    [
        *("d", "x", "y", "x1", "x2", "y1", "y2", "width", "height", "transform"),
        *("fill", "fill-opacity", "stroke", "stroke-opacity", "stroke-width", "stroke-dasharray"),
        *("opacity", "text-anchor", "font-size", "font-weight"),
    ]
)
"""Attributes that draw something; the rest (ids, roles, classes, fonts) is the renderer's own."""
_NUMBER = re.compile(r"-?\d+\.\d+")


@dataclass(frozen=True)
class Frame:
    """The plot and the room around it, in pixels."""

    left: int
    top: int
    right: int
    bottom: int
    width: int
    height: int

    @property
    def view_box(self) -> str:
        """The SVG's viewBox, the plot's corner at 0, 0."""
        width = self.left + self.width + self.right
        height = self.top + self.height + self.bottom
        return f"{-self.left} {-self.top} {width} {height}"


def split_svg(
    svg: str,
    texts: Sequence[tuple[str, str, str]],
    frames: Sequence[Frame],
    colours: Mapping[str, str],
) -> list[str]:
    """One SVG for each concatenated chart.

    Args:
        svg: What vl-convert made of a ``vconcat``.
        texts: For each chart the id to hang its texts on, its title and its description.
        frames: What part of each chart to show.
        colours: Stand-in colours, and what takes their place.

    Returns:
        As many SVG documents as texts, to be put inline.
    """
    root = ET.fromstring(svg)
    groups = {
        name: group
        for group in root.iter(f"{_SVG}g")
        for name in group.get("class", "").split()
        if re.fullmatch(r"concat_\d+_group", name)
    }
    return [
        _one(groups[f"concat_{at}_group"], anchor, title, description, frame, colours)
        for at, ((anchor, title, description), frame) in enumerate(zip(texts, frames, strict=True))
    ]


def _one(
    group: ET.Element,
    anchor: str,
    title: str,
    description: str,
    frame: Frame,
    colours: Mapping[str, str],
) -> str:
    svg = ET.Element(
        "svg",
        {
            "viewBox": frame.view_box,
            "fill": "none",
            "role": "img",
            "aria-labelledby": f"{anchor}-title {anchor}-desc",
        },
    )
    ET.SubElement(svg, "title", {"id": f"{anchor}-title"}).text = title
    ET.SubElement(svg, "desc", {"id": f"{anchor}-desc"}).text = description
    inner = group.find(f"{_SVG}g")
    for child in () if inner is None else inner:
        plain = _plain(child, colours)
        if plain is not None:
            svg.append(plain)
    return ET.tostring(svg, encoding="unicode")


def _plain(element: ET.Element, colours: Mapping[str, str]) -> ET.Element | None:
    """A copy with nothing but what draws; None where that is nothing."""
    tag = element.tag.removeprefix(_SVG)
    if element.get("class") == "background" or element.get("display") == "none":
        return None
    children = [made for child in element if (made := _plain(child, colours)) is not None]
    if tag == "g" and not children:
        return None
    if tag == "g" and len(children) == 1 and "transform" not in element.attrib:
        inherited = _attributes(element, colours)
        only = children[0]
        only.attrib = {**inherited, **only.attrib}
        return only
    copy = ET.Element(tag, _attributes(element, colours))
    copy.text = element.text
    copy.extend(children)
    return copy


def _attributes(element: ET.Element, colours: Mapping[str, str]) -> dict[str, str]:
    kept = {}
    for name, value in element.attrib.items():
        if name in _KEPT and not (name in {"opacity", "stroke-width"} and value == "1"):
            kept[name] = colours.get(value) or _NUMBER.sub(_short, value)
    return kept


def _short(number: re.Match[str]) -> str:
    return f"{float(number.group()):.1f}".removesuffix(".0")


FRAME = Frame(left=46, top=28, right=168, bottom=24, width=WIDTH, height=HEIGHT)
DASHES = ([1, 0], [6, 3], [2, 2])
SHAPES = ("circle", "square", "triangle-up")
SERIES = tuple(f"#0000{at:02x}" for at in range(1, MOST_NAMED + 1))
GRID, AXIS, TEXT, BAND, STATED, PERIOD, RING, PAPER = (f"#00{at:02x}00" for at in range(1, 9))
COLOURS = {
    **{colour: f"var(--series-{at})" for at, colour in enumerate(SERIES, 1)},
    GRID: "var(--chart-grid)",
    AXIS: "var(--chart-axis)",
    TEXT: "var(--chart-text)",
    BAND: "var(--chart-band)",
    STATED: "var(--chart-stated)",
    PERIOD: "var(--chart-period)",
    RING: "var(--chart-ring)",
    PAPER: "var(--paper)",
}
"""Stand-ins that no one would choose, and the variables that take their place in the SVG."""


_SPOKEN = {"fraction": "percent", "fraction_difference": "percentage_points"}


@dataclass(frozen=True)
class Chart:
    """A chart: its title, an SVG to be put inline, its texts escaped, and what its marks mean."""

    title: str
    svg: str
    caption: str

    @property
    def parts(self) -> dict[str, str]:
        """As the template of a claim takes it."""
        return {"title": self.title, "svg": Markup(self.svg), "caption": self.caption}


def draw_charts(claims: Sequence[ClaimEntry]) -> dict[str, Chart]:
    """One chart a claim that has series, by claim id.

    Args:
        claims: Those of the findings.
    """
    drawn = [claim for claim in claims if claim.series and claim.stated.lower is not None]
    if not drawn:
        return {}
    import altair
    import vl_convert

    shown = [chart_data(claim) for claim in drawn]
    spec = {
        "$schema": altair.SCHEMA_URL,
        "config": _config(),
        "vconcat": [_fill(data) for data in shown],
        "spacing": 0,
    }
    svg = vl_convert.vegalite_to_svg(spec)
    texts = [(claim.anchor, _title(claim), _describe(claim)) for claim in drawn]
    frames = [replace(FRAME, left=data.room) for data in shown]
    svgs = split_svg(svg, texts, frames, COLOURS)
    return {
        claim.claim_id: Chart(_heading(claim), svg, _caption(data))
        for claim, svg, data in zip(drawn, svgs, shown, strict=True)
    }


def _config() -> dict[str, Any]:
    return {
        "aria": False,
        "background": None,
        "view": {"stroke": None},
        "axis": {
            "gridColor": GRID,
            "domainColor": AXIS,
            "tickColor": AXIS,
            "labelColor": TEXT,
            "labelFontSize": 13,
            "labelPadding": 5,
            "title": None,
        },
        "text": {"color": TEXT, "fontSize": 13},
    }


@lru_cache(maxsize=1)
def _template() -> dict[str, Any]:
    """The chart without data, as Vega-Lite; layers are known by the name of their data."""
    import altair as alt

    def layer(name: str) -> alt.Chart:
        return alt.Chart(alt.NamedData(name=name))

    year = alt.X(
        "x:Q",
        scale=alt.Scale(nice=False, zero=False),
        axis=alt.Axis(format="d", grid=False, title=None),
    )
    value = alt.Y(
        "y:Q",
        scale=alt.Scale(nice=False, zero=False),
        axis=alt.Axis(domain=False, ticks=False, title=None),
    )
    names = [str(at) for at in range(MOST_NAMED)]
    dash = alt.StrokeDash(
        "s:N", scale=alt.Scale(domain=names, range=[list(dash) for dash in DASHES]), legend=None
    )
    shape = alt.Shape("s:N", scale=alt.Scale(domain=names, range=list(SHAPES)), legend=None)
    colour = alt.Color("s:N", scale=alt.Scale(domain=names, range=list(SERIES)), legend=None)
    pixel = alt.Y("at:Q", scale=None)
    across = alt.X("px:Q", scale=None)
    aside = WIDTH + 12
    layers = (
        layer("period").mark_rect(color=PERIOD).encode(x=year, x2="x2:Q"),
        layer("band").mark_rect(color=BAND).encode(x=year, x2="x2:Q", y=value, y2="y2:Q"),
        layer("base").mark_rule(color=AXIS, strokeWidth=1.2).encode(y=value),
        layer("others")
        .mark_line(color=AXIS, strokeWidth=1, opacity=0.55)
        .encode(x=year, y=value, detail="s:N"),
        layer("stated")
        .mark_rule(color=STATED, strokeWidth=1.75, strokeDash=[5, 3])
        .encode(x=year, x2="x2:Q", y=value, y2="y2:Q"),
        layer("lines")
        .mark_line(strokeWidth=2)
        .encode(x=year, y=value, strokeDash=dash, color=colour),
        layer("marks")
        .mark_point(size=44, filled=True, opacity=1)
        .encode(x=year, y=value, shape=shape, color=colour),
        layer("rings")
        .mark_point(size=130, color=RING, strokeWidth=2, opacity=1)
        .encode(x=year, y=value),
        layer("fits")
        .mark_point(shape="square", size=130, color=RING, strokeWidth=2, opacity=1)
        .encode(x=year, y=value),
        layer("keys")
        .mark_point(x=aside, size=44, filled=True, opacity=1)
        .encode(y=pixel, shape=shape, color=colour),
        layer("keys")
        .mark_text(x=aside + 9, align="left", baseline="middle")
        .encode(y=pixel, text="label:N"),
        layer("figures")
        .mark_rule(x=aside - 6, x2=aside + 6, color=STATED, strokeWidth=1.5, strokeDash=[5, 3])
        .encode(y=pixel),
        layer("figures")
        .mark_text(x=aside + 9, align="left", baseline="middle", fontWeight="bold")
        .encode(y=pixel, text="label:N"),
        # What stands on the lines has the paper around its letters.
        layer("notes")
        .mark_text(baseline="middle", stroke=PAPER, strokeWidth=4, fontWeight="bold")
        .encode(x=across, y=pixel, text="label:N"),
        layer("notes")
        .mark_text(baseline="middle", fontWeight="bold")
        .encode(x=across, y=pixel, text="label:N"),
        layer("starts")
        .mark_text(x=-8, align="right", baseline="middle")
        .encode(y=pixel, text="label:N"),
        layer("unit").mark_text(x=0, y=-15, align="left", fontSize=12).encode(text="label:N"),
    )
    made: dict[str, Any] = alt.layer(*layers).properties(width=WIDTH, height=HEIGHT).to_dict()
    return {"layer": made["layer"], "width": WIDTH, "height": HEIGHT}


def _fill(data: ChartData) -> dict[str, Any]:
    """The template with the data of one claim."""
    chart = copy.deepcopy(_template())
    for layer in chart["layer"]:
        layer["data"] = {"values": data.rows[layer["data"]["name"]]}
        for channel, domain in (("x", data.x_domain), ("y", data.y_domain)):
            encoding = layer["encoding"].get(channel, {})
            if encoding.get("field") == channel:
                encoding["scale"]["domain"] = list(domain)
                encoding["axis"]["values"] = data.years if channel == "x" else data.values
    return chart


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


def _heading(claim: ClaimEntry) -> str:
    """What the chart is of, as a noun phrase."""
    declared = claim.declared
    said = declared.subject or f"{declared.measure_label}: {declared.indicator_label}"
    said = said.removeprefix("the ")
    return said[:1].upper() + said[1:]


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
            "rings": "Ring: the declared reading.",
            "fits": "Square: the reading that fits.",
            "others": "Thin lines: other editions.",
        }
    return " ".join(text for name, text in parts.items() if data.rows[name])
