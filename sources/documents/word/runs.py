"""How a run of a Word file is shown: raised, as a note's mark is, or not at all; and its signs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from sources.documents.word.package import Package, attribute


class RunShown(NamedTuple):
    """How a run is shown; None where neither it nor its style says so.

    Attributes:
        is_raised: Whether it stands above the line.
        is_left_out: Whether it is hidden or struck out.
    """

    is_raised: bool | None = None
    is_left_out: bool | None = None

    def over(self, other: RunShown) -> RunShown:
        """What it says, and of what it does not say what another does."""
        return RunShown(
            other.is_raised if self.is_raised is None else self.is_raised,
            other.is_left_out if self.is_left_out is None else self.is_left_out,
        )


_LEFT_OUT = ("vanish", "strike", "dstrike")
_OFF = frozenset({"0", "false", "off", "none"})
_LEAST_RAISED = 4
"""In half points: what stands so far above its line is raised."""
_MOST_BASES = 12


def run_styles_of(package: Package) -> dict[str, RunShown]:
    """How runs of each style are shown, with what the styles that it is based on say."""
    part = package.target("styles")
    own: dict[str, RunShown] = {}
    based: dict[str, str] = {}
    for style in package.root(part).iter("{*}style") if part else ():
        if attribute(style, "type") != "character":
            continue
        identity = attribute(style, "styleId")
        own[identity] = _told(style.find("{*}rPr"))
        base = style.find("{*}basedOn")
        based[identity] = "" if base is None else attribute(base, "val")
    return {one: _with_bases(one, own, based) for one in own}


def _with_bases(identity: str, own: Mapping[str, RunShown], based: Mapping[str, str]) -> RunShown:
    found = RunShown()
    for _ in range(_MOST_BASES):
        if identity not in own:
            break
        found = found.over(own[identity])
        identity = based[identity]
    return found


def shown_of(run: etree._Element, styles: Mapping[str, RunShown]) -> RunShown:
    """How a run is shown, by its own properties, else by its style."""
    properties = run.find("{*}rPr")
    if properties is None:
        return RunShown()
    named = properties.find("{*}rStyle")
    by_style = styles.get(attribute(named, "val")) if named is not None else None
    return _told(properties).over(by_style or RunShown())


def _told(properties: etree._Element | None) -> RunShown:
    if properties is None:
        return RunShown()
    mark, position = properties.find("{*}vertAlign"), properties.find("{*}position")
    is_raised = None if mark is None else attribute(mark, "val") == "superscript"
    if is_raised is None and position is not None:
        height = attribute(position, "val")
        is_raised = height.isascii() and height.isdigit() and int(height) >= _LEAST_RAISED
    told = [one for tag in _LEFT_OUT if (one := properties.find(f"{{*}}{tag}")) is not None]
    is_left_out = any(attribute(one, "val").lower() not in _OFF for one in told) if told else None
    return RunShown(is_raised, is_left_out)


_SYMBOLS = {0xB0: "°", 0xB1: "±", 0xB4: "×", 0xB7: "•", 0xA3: "≤", 0xB3: "≥", 0xBB: "≈", 0x2D: "−"}
_PRIVATE = 0xF000


def symbol_of(element: etree._Element) -> str:
    """The sign that a ``w:sym`` shows, of digits, punctuation and signs of sums; else a blank."""
    said = attribute(element, "char")
    try:
        code = int(said, 16)
    except ValueError:
        return " "
    if code >= _PRIVATE:
        code -= _PRIVATE
        is_plain = 0x20 <= code < 0x40 and attribute(element, "font") == "Symbol"
        return _SYMBOLS.get(code) or (chr(code) if is_plain else " ")
    return chr(code) if 0x20 <= code < 0xD800 else " "
