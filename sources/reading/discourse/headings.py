"""What a heading says of whom and of which time its text is about."""

from __future__ import annotations

import re

from sources.reading.dates.tenses import last_tense
from sources.reading.mentions.areas import AreaMention
from sources.reading.mentions.years import YearMention
from sources.reading.sentences.context import Thread, View


def is_headline(head: View) -> bool:
    """Whether a heading tells what happened ("Economy grows 3.9%, 2017 best in five years")."""
    words = head.text[head.start : head.end]
    return last_tense(words) != (False, False) or _NEWS.search(words) is not None


_NEWS = re.compile(
    r"\b(?:slows|climbs|surges|soars|dips|eases|slumps|jumps|hits|beats|tops|slips|edges|cools|sinks|"
    r"slides|shrinks|expands|contracts|drops|plunges|gains|loses|narrows|widens|doubles|halves|picks|"
    r"speeds|quickens|accelerates|slowed|stalls|rebounds|recovers|misses|overtakes|passes|swells)\b",
    re.IGNORECASE,
)
"""Verbs of headlines."""


_MASTHEAD = re.compile(
    r"\b(?:no|nr|issue|vol|volume|number|brief|bulletin|paper|note|edition|press|release|report)\b"
    r"|[|©]",
    re.IGNORECASE,
)
_OF_YEAR = re.compile(r"\b(?:in|for|during|of|by|since|figures|data|results)\s+(?:the\s+)?$", re.I)


def is_spoken_of(head: View, year: YearMention, published: int | None) -> bool:
    """Whether a heading's year is the time that its text is about, and not when it appeared."""
    words = head.text[head.start : head.end]
    if _MASTHEAD.search(words) is not None:
        return False
    if published is None or year.last < published:
        return True
    is_of_year = _OF_YEAR.search(head.before(year.start, 24)) is not None
    return year.last == published and is_of_year


_SAID = re.compile(r"[^\n]*[.!][\"'”’)*_]*(?:\s|$)")
"""A sentence, which heads what it leads as a heading does, and is less telling."""


def is_its_section(view: View, thread: Thread, head: AreaMention) -> bool:
    """Whether a section is of the one area that its heading names, and no other was told of since.

    Args:
        view: A sentence of the section.
        thread: What was spoken of before.
        head: The area that the heading names.
    """
    is_one = len(head.areas) == 1 and thread.subject == head.areas
    return is_one and _SAID.match(view.text, head.end) is None
