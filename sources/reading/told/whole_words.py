"""The words that a fact is quoted by, without what its rules took in beside them.

Where a fact begins and ends decides how it is read; what people are shown of it does not have to
break off behind "and reached", or begin within a bracket.
"""

from __future__ import annotations

import re
from dataclasses import replace

from sources.figures.likeness import is_likeness
from sources.reading.sentences.model import ReadFigure

_LOOSE_END = re.compile(
    r"(?:\s+(?:and|but|or|while)(?:\s+(?:[a-z]{2,}ed|is|was|were|are|has|had|have|rose|fell|grew|"
    r"stood|saw|made|came|went|became|began|kept|held|did|does))?"
    r"|\s+(?:in|by|at|for)\s+(?:less|more|fewer)"
    r"|\s+(?:in|of|by|at|for|with|from|on|a|an|the|its|their|is|was|were|are|had|has|have)"
    r"|[\s,;:–—(]+)$"
)
_WITHIN_BRACKET = re.compile(r"[^()]*\)[\s,]*")
_TIMES = re.compile(r"[^\S\n]+times\b")


def with_whole_words(read: ReadFigure, text: str) -> ReadFigure:
    """A figure whose phrase can be quoted: "the lowest level", "almost ten times".

    Args:
        read: The figure.
        text: The text that it stands in.
    """
    start, end = read.start, read.end
    measure = read.reading.measure if read.reading is not None else ""
    if measure == "ratio" and not is_likeness(read.figure):
        times = _TIMES.match(text, end)
        return replace(read, phrase=text[start : times.end()], end=times.end()) if times else read
    if measure not in {"rank", "extreme", "comparison"}:
        return read
    if within := _WITHIN_BRACKET.match(text, start, end):
        start = within.end()
    while loose := _LOOSE_END.search(text, start, end):
        end = loose.start()
    if (start, end) == (read.start, read.end) or start >= end:
        return read
    phrase = text[start:end]
    figure = read.figure
    if (figure.start, figure.end) == (read.start, read.end):
        figure = replace(figure, text=phrase, start=start, end=end)
    return replace(read, phrase=phrase, start=start, end=end, figure=figure)
