"""What a heading says of whom and of which time its text is about."""

from __future__ import annotations

import re

from sources.reading.dates.tenses import last_tense
from sources.reading.mentions.areas import AreaMention, is_country
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
_SEASON = re.compile(
    r"\b(?:season|campaign|harvest|(?:school|academic|marketing|crop) year|term|session|"
    r"letter to (?:members|shareholders|investors|readers))\b",
    re.IGNORECASE,
)
"""What a year in a heading is told of that is no year of a country's figures."""
_OF_YEAR = re.compile(r"\b(?:in|for|during|of|by|since|figures|data|results)\s+(?:the\s+)?$", re.I)


def is_spoken_of(head: View, year: YearMention, published: int | None) -> bool:
    """Whether a heading's year is the time that its text is about, and not when it appeared."""
    words = head.text[head.start : head.end]
    if _MASTHEAD.search(words) is not None or _SEASON.search(words) is not None:
        return False
    if published is None or year.last < published:
        return True
    is_of_year = _OF_YEAR.search(head.before(year.start, 24)) is not None
    return year.last == published and is_of_year


_SAID = re.compile(r"[^\n]*[.!][\"'”’)*_]*(?:\s|$)")
"""A sentence, which heads what it leads as a heading does, and is less telling."""
_BEFORE_IT = re.compile(
    r"[\W\d_]*(?:(?:the|a|an|our|focus|spotlight|country|profile|case|study|of|on|in|inside|meet|"
    r"introducing|what|about|why|how|is|economy|people|population|health|part|chapter|section|box|republic|kingdom|"
    r"[ivxIVX]+|[a-zA-Z])[\W_]+)*",
    re.IGNORECASE,
)
_BEHIND_IT = re.compile(
    r"(?:[’']s?)?(?:[\W\d_]*|\W*\([^()\n]*\)\W*|\s*[:–—?].*|"
    r"\s+(?:is|are|was|were|has|had|have|does|can|must|needs?)\b.*|"
    r"(?:\s+(?:today|now|in|at|a|an|the|and|its|figures|numbers|brief|glance|facts|data|profile|"
    r"overview|summary|economy|economic|people|population|society|health|education|energy|trade|"
    r"labour|market|poverty|growth|outlook|indicators|key|country|to|since|until|\d+))*[\W\d_]*)"
)
"""What may stand beside a country in a heading of it ("Kenya today", no "Kenya's rival")."""


def is_its_section(view: View, thread: Thread, heads: tuple[AreaMention, ...]) -> bool:
    """Whether a section is of the one area that its heading names, and no other was told of since.

    "The China question" below "Kenya" need not be of China, nor need the lines of a list below it.

    Args:
        view: A sentence of the section.
        thread: What was spoken of before.
        heads: The areas that the headings above it name, the nearest last.
    """
    if not heads or not heads[-1].areas:
        return False
    head = heads[-1]
    others = (one for one in heads if one.areas and one.areas != head.areas)
    is_alone = not any(is_country(one.areas[0]) for one in others)
    if view.sentence.kind in {"item", "row"}:
        return is_alone or _is_bare(view, head)
    is_meant = len(head.areas) == 1 and thread.subject == head.areas
    return is_alone and is_meant and _is_bare(view, head)


def _is_bare(view: View, head: AreaMention) -> bool:
    """Whether a heading says little more than the name of an area."""
    begin = view.text.rfind("\n", 0, head.start) + 1
    end = view.text.find("\n", head.end)
    end = len(view.text) if end < 0 else end
    return (
        _BEFORE_IT.fullmatch(view.text, begin, head.start) is not None
        and _BEHIND_IT.fullmatch(view.text, head.end, end) is not None
        and _SAID.match(view.text, head.end) is None
    )
