"""Places among several: "one of the ten highest in the world", "among the poorest in Africa".

A number of them bounds the place; without one the words say none, and no place is judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from sources.figures.numbers.number_words import CARDINALS
from sources.reading.sentences.context import View
from sources.reading.sentences.model import ReadingDoubt
from sources.reading.told.model import (
    BEST,
    IS_OF_ALL,
    LOW,
    WHERE,
    WHO,
    RankFact,
    among_of,
    figure_told,
)

_NUMBER = r"(?P<number>two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|\d{1,2})"
_BEHIND = _NUMBER.replace("number", "behind")
_OWNER = r"(?:the|its|(?:the\s+)?(?:world|region|continent|country)['’]s|[A-Z]\w+['’]s?)"
_WHAT = (
    r"(?:rates?|shares?|figures?|levels?|ratios?|proportions?|numbers?|values?|sums?|scores?|"
    r"countr(?:y|ies)|econom(?:y|ies)|nations?|states?|places?|members?|societ(?:y|ies)|"
    r"populations?|recessions?|burdens?|debts?|incomes?)"
)
_SEVERAL = re.compile(
    rf"\b(?:one\s+of|two\s+of|among|amongst)\s+{_OWNER}\s+(?:{_NUMBER}\s+)?"
    rf"(?P<what>(?:most|least)\s+(?:[a-z]+\s+)?[a-z]+(?:\s+{_WHAT})?(?:{WHERE})?"
    rf"|{BEST.format('best')}(?:\s+{_BEHIND})?(?:[ -](?!in\b|of\b)[\w’'-]+){{0,4}}?"
    rf"(?:\s+{_WHAT})?(?:{WHERE})?)"
    rf"|\b(?:in|among)\s+the\s+(?P<side>top|bottom)\s+(?P<top>two|three|four|five|ten|\d{{1,2}})\b"
    rf"(?:{WHERE})?",
    re.IGNORECASE,
)
_ENDS = re.compile(rf"\b{_WHAT}\b|{WHERE}\s*$", re.IGNORECASE)
_NO_AREAS = re.compile(
    r"\b(?:cit(?:y|ies)|towns?|villages?|ports?|airports?|rivers?|mountains?|islands?|lakes?|"
    r"compan(?:y|ies)|firms?|banks?|brands?|universit(?:y|ies)|schools?|women|men|famil(?:y|ies)|"
    r"households?)\b",
    re.IGNORECASE,
)
_UNSAID = ReadingDoubt("what", "one of several: which place it has is not said")
_NEAR, _NEAR_APPOSED = 10, 18
"""How many words before it a figure may stand that it is told of; before a comma and it."""


def _is_named(view: View, start: int, end: int) -> bool:
    """Whether words name a series, and not just an economy or people."""
    own = [topic for topic in view.topics if start <= topic.start < end]
    return (
        any(topic.payload not in WHO for topic in own)
        or IS_OF_ALL.search(view.text, start, end) is not None
    )


def among_several(view: View) -> Iterator[RankFact]:
    """The places of a sentence that are told as one of several.

    Args:
        view: The sentence.
    """
    for match in _SEVERAL.finditer(view.text, view.start, view.end):
        start, end = match.span()
        figure = view.figure_before(start)
        near = _NEAR_APPOSED if view.before(start, 2) == ", " else _NEAR
        is_beside = figure is not None and view.words_between(figure.end, start) <= near
        if not (is_beside or _is_named(view, start, end)):
            continue
        what = match["what"] or ""
        if what and (not _ENDS.search(what) or _NO_AREAS.search(what)):
            continue
        number = (match["number"] or match["behind"] or match["top"] or "").casefold()
        rank = CARDINALS.get(number) or int(number or 0)
        low = (match["best"] or "").casefold() in LOW or (match["what"] or "").startswith("least")
        low |= (match["side"] or "").casefold() == "bottom"
        own = figure_told(view, start, end, rank)
        if rank:
            own = replace(own, hedge="upper", hedge_text="among the")
        yield RankFact(
            start,
            end,
            "rank",
            rank,
            "lowest" if low else "highest",
            among_of(view, start, end),
            own,
            doubt=None if rank else _UNSAID,
        )
