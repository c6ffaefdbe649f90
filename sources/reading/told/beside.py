"""Comparisons that do not name whom one is held against: "Zambia's was higher still".

"Chile did better on measles", "Bangladesh, hardly richer, …", "the more populous of the two": the
other is whom the figure before is of, or the other one of two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from sources.reading.mentions.areas import AreaMention
from sources.reading.sentences.context import View
from sources.reading.told.model import MORE, RankFact, figure_told, order_of_more

_HOW = (
    r"(?:still|even|yet|much|far|slightly|rather|somewhat|considerably|only|just|a\s+little|a\s+bit|"
    r"a\s+lot|hardly|barely|scarcely|no|marginally|significantly|markedly|again|clearly)"
)
_END = r"(?=\s*(?:[.,;:)–—]|$)|\s+(?:by|at|in|and|but|than\s+that)\b)"
_DID = re.compile(
    r"(?:does|do|did|fares?|fared|performs?|performed|scores?|scored|has\s+done|have\s+done)\s+"
    rf"(?P<what>(?:{_HOW}\s+)*(?P<more>better|worse)(?:\s+(?:still|again|yet))?"
    r"(?:\s+(?:on|in|at|with|for)\s+[a-z][a-z-]*(?:\s+[a-z][a-z-]*)?|(?=\s*[.,;:)])))(?![^.;:]{0,60}\bthan\b)",
    re.IGNORECASE,
)
_IS = re.compile(
    r"(?:is|are|was|were|stands?|stood|remains?|remained|grew|grows|rose|fell)\s+"
    rf"(?P<what>(?:{_HOW}\s+)*{MORE}(?:\s+(?:still|again|yet))?){_END}(?![^.;:]{{0,60}}\bthan\b)",
    re.IGNORECASE,
)
_APPOSED = re.compile(
    rf",\s+(?P<what>(?:{_HOW}\s+)*(?P<more>richer|poorer|larger|smaller|bigger|older|younger|"
    r"wealthier|more\s+populous)(?:\s+(?:still|by\s+(?:any|every|most|far)(?:\s+[a-z]+)?|yet))?)\s*,",
    re.IGNORECASE,
)
_OF_TWO = re.compile(
    r"\bthe\s+(?P<more>more|less|larger|smaller|bigger|richer|poorer|older|younger|wealthier|higher|"
    r"lower|faster|slower|better|worse)(?:[ -][a-z][a-z-]*){0,3}?\s+of\s+"
    r"(?:the\s+(?:two|pair)|them|both)\b",
    re.IGNORECASE,
)
_IN_IT = re.compile(r"\b(?:in|for|at)\s+(?:the\s+)?[A-Z][\w’' -]*?,?\s+(?:it|they|there)$", re.I)
_LEAD = re.compile(r"(?:['’]s?)?(?:\s+[a-z][a-z-]*){0,5}?\s+", re.IGNORECASE)


def beside_what_was_told(view: View) -> Iterator[RankFact]:
    """The comparisons of a sentence with what was told right before.

    Args:
        view: The sentence.
    """
    for pattern in (_DID, _IS):
        for match in pattern.finditer(view.text, view.start, view.end):
            subject = _subject(view, match.start())
            if subject is not None:
                yield _beside(view, match, subject)
    for area in view.areas:
        apposed = _APPOSED.match(view.text, area.end, view.end) if area.areas else None
        if apposed is not None:
            yield _beside(view, apposed, area)
    for match in _OF_TWO.finditer(view.text, view.start, view.end):
        start, end = match.span()
        own = figure_told(view, start, end, 0)
        order = order_of_more(match["more"])
        yield RankFact(start, end, "comparison", 0, order, None, own, is_back=True)


def _subject(view: View, place: int) -> AreaMention | None:
    """The area that a verb at a place tells of; None for none."""
    near = [one for one in view.areas if one.end <= place]
    if len(near) > 1 and near[-1].kind == "back_any" and _IN_IT.search(view.before(near[-1].end)):
        near.pop()  # "In Egypt it was even higher"
    if not near or not near[-1].areas or near[-1].kind == "world":
        return None
    between = _LEAD.fullmatch(view.text, near[-1].end, place)
    return None if between is None else near[-1]


def _beside(view: View, match: re.Match[str], subject: AreaMention) -> RankFact:
    start, end = match.span("what")
    own = figure_told(view, start, end, 0)
    told = RankFact(
        start, end, "comparison", 0, order_of_more(match["more"]), None, own, is_back=True
    )
    return replace(told, subject=subject)
