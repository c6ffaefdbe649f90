"""What a paragraph of a Word file is by its style: a heading of a level, an item, a note."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from sources.documents.structure.model import BlockKind
from sources.documents.word.package import Package, attribute


class ParagraphStyle(NamedTuple):
    """What a paragraph is, and the level of a heading, 1 the highest; 0 for others."""

    kind: BlockKind
    level: int = 0


_NUMBERED = re.compile(r"heading (\d)")
_UNNUMBERED = 2
"""The level of a heading whose style tells none."""


def styles_of(package: Package) -> dict[str, ParagraphStyle]:
    """Which styles are headings, lists or notes, by their names, which Word keeps in English."""
    part = package.target("styles")
    styles: dict[str, ParagraphStyle] = {}
    if not part:
        return styles
    for style in package.root(part).iter("{*}style"):
        name = style.find("{*}name")
        words = attribute(name, "val").lower() if name is not None else ""
        identity = attribute(style, "styleId")
        outlined = _outlined(style.find("{*}pPr"))
        if words.startswith(("heading", "title")) or outlined:
            numbered = _NUMBERED.match(words)
            level = 1 if words.startswith("title") else outlined or _UNNUMBERED
            level = int(numbered[1]) if numbered is not None else level
            styles[identity] = ParagraphStyle("heading", level)
        elif words.startswith("list"):
            styles[identity] = ParagraphStyle("list")
        elif "note text" in words or words.startswith("caption"):
            styles[identity] = ParagraphStyle("note")
    return styles


def style_of(properties: etree._Element, styles: Mapping[str, ParagraphStyle]) -> ParagraphStyle:
    """What a paragraph is, by its style, its outline level or its numbering.

    Args:
        properties: The properties of the paragraph.
        styles: Those of the file by their ids.
    """
    named = properties.find("{*}pStyle")
    style = styles.get(attribute(named, "val")) if named is not None else None
    if outlined := _outlined(properties):
        return ParagraphStyle("heading", outlined)
    if style is None and properties.find("{*}numPr") is not None:
        return ParagraphStyle("list")
    return style or ParagraphStyle("paragraph")


def _outlined(properties: etree._Element | None) -> int:
    """The level that properties give a paragraph in the outline, from 1; 0 for none."""
    found = None if properties is None else properties.find("{*}outlineLvl")
    if found is None:
        return 0
    told = attribute(found, "val")
    level = int(told) + 1 if told.isdigit() else _UNNUMBERED
    return level if level <= _LEVELS else 0  # Word's tenth level is that of running text


_LEVELS = 9
