"""The most and the least told by nobody having more: "no country of Asia has a higher rate"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

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

_NOBODY = re.compile(
    r"\b(?:(?:in\s+)?no\s+(?:other\s+)?(?:[a-z]+\s+)?(?:country|nation|economy|parliament|people|"
    r"state|region|member(?:\s+state)?|place)|nobody|no\s+one|nowhere)(?:\s+else)?"
    r"(?:\s+(?:in|on|of|among)\s+(?:the\s+)?(?:(?-i:[A-Z])[\w’'-]*"
    r"(?:[\s-]+(?:and\s+the\s+)?(?-i:[A-Z])[\w’'-]*)*|world|region|continent|earth|planet))?"
    r"(?:\s+else)?\s+(?:(?!but\b|while\b)[a-z]+\s+){0,4}?"
    + MORE
    + r"\b(?!\s+than\s+(?:\d|half|a\s))",
    re.IGNORECASE,
)
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
