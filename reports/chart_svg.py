"""From the SVG that vl-convert writes for many charts to one small, themed SVG a chart."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
    frame: Frame,
    colours: Mapping[str, str],
) -> list[str]:
    """One SVG for each concatenated chart.

    Args:
        svg: What vl-convert made of a ``vconcat``.
        texts: For each chart the id to hang its texts on, its title and its description.
        frame: What part of each chart to show.
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
        for at, (anchor, title, description) in enumerate(texts)
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
