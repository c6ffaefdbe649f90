"""Whose a figure is that tells from where the one before it came, or by how much it changed.

"Infant mortality in Laos fell to 37.6 in 2018, from 83 in 2000, a fall of 45": all three are of
Laos, whatever other country the text spoke of before.
"""

from __future__ import annotations

import re
from dataclasses import replace

from sources.reading.choosing.areas import AreaChoice
from sources.reading.mentions.printed import Printed
from sources.reading.sentences.context import Thread, View

_HEDGE = r"(?:(?:about|around|some|roughly|nearly|almost|only|just|over|under|more|less|than)\s+)*"
_WHEN = r"(?:\s+in\s+(?:(?:1[6-9]|20)\d\d|that\s+year|the\s+same\s+year))?"
_UNIT = (
    r"(?:\s+(?:years|deaths|births|per|every|for|each|1,000|100,000|live|people|inhabitants|of|the|"
    r"population|GDP|women|cent|percent|children|a|woman|tonnes|head|person))*"
)
_FROM = re.compile(
    rf"{_UNIT}{_WHEN},?\s+(?:(?:up\s+|down\s+)?from|(?:as\s+)?compared\s+(?:with|to))\s+{_HEDGE}",
    re.IGNORECASE,
)
_BY = re.compile(
    rf"{_UNIT}{_WHEN},\s+an?\s+(?:\w+\s+)?(?:gain|rise|increase|growth|jump|fall|drop|decline|"
    rf"decrease|loss|reduction|improvement)\s+of\s+{_HEDGE}",
    re.IGNORECASE,
)


def as_told_before(
    areas: list[AreaChoice], view: View, one: Printed, thread: Thread, *, is_firm: bool
) -> list[AreaChoice]:
    """The areas that a figure may be of; the first is firm where the figure before says it.

    Args:
        areas: The areas, best first.
        view: The sentence.
        one: The figure.
        thread: What was spoken of before.
        is_firm: Whether it is beyond doubt whose the figure before is.
    """
    before = view.figure_before(one.start)
    is_next = before is not None and before.start == thread.told_start
    if not (is_firm and is_next and areas and areas[0].areas == thread.told_areas):
        return areas
    between = view.text[before.end : one.start] if before is not None else ""
    if not (_FROM.fullmatch(between) or _BY.fullmatch(between)):
        return areas
    return [replace(areas[0], is_firm=True), *areas[1:]]
