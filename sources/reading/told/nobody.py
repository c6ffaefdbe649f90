"""The most and the least told by nobody having more: "no country of Asia has a higher rate".

So they are by nobody having as much ("no other country is as old as Japan", "a share no other
country of Asia approaches").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from sources.figures.likeness import AS_LITTLE, SIZES
from sources.reading.sentences.context import View
from sources.reading.sentences.model import ReadingDoubt
from sources.reading.told.model import (
    MORE,
    RankFact,
    among_of,
    area_behind_than,
    figure_told,
    order_of_more,
)

_WHO = (
    r"\b(?:(?:in\s+)?no\s+(?:other\s+)?(?:[a-z]+\s+)?(?:country|nation|economy|parliament|people|"
    r"state|region|member(?:\s+state)?|place|continent|island)(?:['’]s)?|none\s+of\s+(?:them|the\s+"
    r"others)|none|nobody|no\s+one|nowhere)(?:\s+else)?"
    r"(?:\s+(?:in|on|of|among)\s+(?:the\s+)?(?:(?-i:[A-Z])[\w’'-]*"
    r"(?:[\s-]+(?:and\s+the\s+)?(?-i:[A-Z])[\w’'-]*)*|world|region|continent|earth|planet|"
    r"hemisphere))?(?:\s+else)?"
)
_NOBODY = re.compile(
    _WHO + r"\s+(?:(?!but\b|while\b)[a-z]+\s+){0,4}?" + MORE + r"\b(?!\s+than\s+(?:\d|half|a\s))",
    re.IGNORECASE,
)
_NOBODY_AS = re.compile(
    rf"{_WHO}\s+(?:(?!but\b|while\b)[a-z]+\s+){{0,5}}?(?P<many>(?:as|so)\s+{SIZES})\b"
    r"[^.;:\d]{0,70}?\bas\s+(?:in\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
_NOBODY_SO = re.compile(
    rf"{_WHO}\s+(?:(?!but\b|while\b)[a-z]+\s+){{0,5}}?(?P<many>(?:as|so)\s+{SIZES})\b"
    r"(?:\s+(?!as\b|that\b|to\b|who\b)[a-z]+){0,3}(?=\s*[.;:!)]|\s*$)",
    re.IGNORECASE,
)
"""What nobody has as much as who was told of before ("No other country loses so many.")."""
_MATCHES = (
    r"(?:(?:has\s+(?:ever\s+)?|can\s+|could\s+|even\s+)?(?:approach(?:es|ed)?|match(?:es|ed)?|equals?|"
    r"equalled|rivals?|rivalled|known|reach(?:es|ed)|seen|attain(?:s|ed)|surpass(?:es|ed)?|beats?|"
    r"beaten|exceed(?:s|ed)?|tops?|topped)|(?:even\s+)?(?:comes?|came|gets?)\s+(?:anywhere\s+)?"
    r"(?:close|near)|is\s+(?:even\s+)?(?:close|near)(?:\s+to\s+(?:it|that))?)(?=\s*(?:[.,;:)]|$|it\b|"
    r"that\b|to\b))"
)
_UNMATCHED = re.compile(
    rf"(?:\ba\s+(?P<what>[a-z]+)\s+(?:that\s+|which\s+)?)?{_WHO}\s+{_MATCHES}", re.IGNORECASE
)
_NONE_LIKE = re.compile(
    r"\b(?:unmatched|unequalled|unrivalled|unsurpassed|second\s+to\s+none)(?=\s+(?:in|on|among|"
    r"anywhere|worldwide|elsewhere)\b|\s*[.,;)])",
    re.IGNORECASE,
)
_FALLEN = re.compile(r"loss|fall|drop|decline|low|slump|contraction|cut", re.IGNORECASE)
_BEHIND = 45
_WORSE = ReadingDoubt("what", "whether the most or the least of it is worse")


def that_nobody_has(view: View) -> Iterator[RankFact]:
    """The extremes of a sentence that are told by nobody having more, or less.

    Args:
        view: The sentence.
    """
    for match in _NOBODY.finditer(view.text, view.start, view.end):
        start, end = match.span()
        subject = area_behind_than(view, end)
        own = [topic.end for topic in view.topics if end < topic.end <= end + _BEHIND]
        if own and "," not in view.text[end : own[0]]:
            end = own[0]
        order = order_of_more(match["more"])
        among = among_of(view, start, end)
        told = RankFact(start, end, "extreme", 1, order, among, figure_told(view, start, end, 1))
        is_worse = match["more"].casefold() in {"worse", "better"}
        doubt = _WORSE if is_worse else None
        yield replace(told, subject=subject, is_back=subject is None, doubt=doubt)
    yield from _as_much(view)
    for match in _NOBODY_SO.finditer(view.text, view.start, view.end):
        order = "lowest" if AS_LITTLE.search(match["many"]) else "highest"
        yield replace(_first(view, match.start(), match.end(), order), is_back=True)
    for match in _NONE_LIKE.finditer(view.text, view.start, view.end):
        yield replace(_first(view, match.start(), match.end(), "highest"), is_back=True)
    for match in _UNMATCHED.finditer(view.text, view.start, view.end):
        order = "lowest" if _FALLEN.fullmatch(match["what"] or "") else "highest"
        yield replace(_first(view, match.start(), match.end(), order), is_back=True)


def _as_much(view: View) -> Iterator[RankFact]:
    """The extremes that are told by nobody having as much as one."""
    for match in _NOBODY_AS.finditer(view.text, view.start, view.end):
        at = (one for one in view.areas if one.areas and one.start <= match.end() < one.end)
        subject = next(at, None)
        if subject is None:
            continue
        order = "lowest" if AS_LITTLE.search(match["many"]) else "highest"
        told = _first(view, match.start(), subject.end, order)
        among = None if told.among is subject else told.among
        yield replace(told, subject=subject, among=among)


def _first(view: View, start: int, end: int, order: str) -> RankFact:
    among = among_of(view, start, end)
    return RankFact(start, end, "extreme", 1, order, among, figure_told(view, start, end, 1))
