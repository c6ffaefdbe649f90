"""Regions and the world that only a heading names, where a paragraph may be about another.

"WORLD BRIEFS", "Letter from Africa" and "Europe's oldest nation" head what is of one country; a
dateline ("LIMA —"), "the country" or a city says so too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from sources.reading.around.parts import is_word
from sources.reading.mentions.areas import AreaMention
from sources.reading.sentences.context import View
from sources.reference.names import capitals, cities
from sources.reference.series import series_names


def doubt_of_region(views: Sequence[View], at: int, areas: Sequence[str], why: str) -> str:
    """Why a figure may not be of the region that a heading names; empty for no reason.

    Args:
        views: The sentences of the text.
        at: The number of the figure's sentence.
        areas: Whom it was read of.
        why: What that rests on.
    """
    view = views[at]
    if view.sentence.kind == "row" or _names(view, areas):
        return ""
    heads = [
        (views[number], area)
        for number in view.sentence.headings
        for area in views[number].areas
        if area.kind in {"group", "world"} and set(area.areas) & set(areas)
    ]
    if not heads:
        return ""
    head, area = heads[-1]
    told = _of_its_paragraph(views, at)
    for before in told:
        if _names(before, areas):
            return ""
        if other := _another(before, is_first=before is told[-1]):
            return f"“{other}” may say of whom it is, and not “{area.text}”"
    is_headed = any(
        said in why for said in (f"“{area.text}”", "mostly about it", "before are about it")
    )
    if is_headed and (word := _word_of_another(head, area)):
        return f"“{word}” stands in its heading, and it may be of another than “{area.text}”"
    return ""


def _names(view: View, areas: Sequence[str]) -> bool:
    """Whether a sentence names one of some areas, or points back to a region."""
    return any(set(area.areas) & set(areas) or area.kind == "back_group" for area in view.areas)


def _of_its_paragraph(views: Sequence[View], at: int) -> list[View]:
    """A sentence and those before it in its paragraph, the last first."""
    paragraph = views[at].sentence.paragraph
    found: list[View] = []
    for number in range(at, max(-1, at - _MOST), -1):
        if views[number].sentence.paragraph != paragraph:
            break
        found.append(views[number])
    return found


_MOST = 30
"""So many sentences of a paragraph are looked at."""
_DATELINE = re.compile(
    r"\W*(?P<place>[A-Z][\w’'.-]+(?:(?:,)? [A-Z][\w’'.-]+){0,3})"
    r"(?:,? (?:\d{1,2} )?[A-Z][a-z]{2,8}\.?(?: \d{1,2})?)?(?:\s*\([A-Z][^()\n]{1,30}\))?"
    r"\s*(?:[—–:]|-{1,2}(?=\s))\s*"
)
_ITS_OWN = re.compile(
    r"\b(?:(?:the|this|that|our|my|your) (?:country|nation|republic|kingdom|island|homeland)|we|us|"
    r"our|ours|here)\b(?!\s+(?:with|that|which|where|whose)\b)",
    re.IGNORECASE,
)
_ONE_STATE = re.compile(
    r"\b(?:the|its|this|that|an?|one)\s+(?:[\w-]+\s+){1,3}(?:state|country|nation|republic|kingdom|"
    r"island|archipelago|atoll)\b(?!\s+of\b)",
    re.IGNORECASE,
)
"""One of the countries of a region, by what it is ("the landlocked state")."""
_GLOBAL = re.compile(r"\b(?:every|each|whole|any|no)\b", re.IGNORECASE)
_IN_A_PLACE = re.compile(
    r"\b(?:in|near|outside|across|around|along|to|from)\s+(?:the\s+)?(?P<place>[A-Z][a-zà-ÿ’'-]{2,})"
)
_NAME = re.compile(r"\b[A-Z][a-zà-ÿ]+")
_TWO_NAMES = re.compile(r"\b(?=([A-Z][a-zà-ÿ]+ [A-Z][a-zà-ÿ]+))")


def _another(view: View, *, is_first: bool) -> str:
    """Who else than a region a sentence may be about; empty for nobody."""
    words = view.text[view.start : view.end]
    line = _DATELINE.match(words) if is_first else None
    if line is not None and not all(
        is_word(word.casefold()) for word in re.findall(r"[^\W\d_]{2,}", line["place"])
    ):
        return line["place"]
    if named := next((area for area in view.areas if area.kind == "country"), None):
        return named.text
    if own := _ITS_OWN.search(words):
        return own[0]
    if (own := _ONE_STATE.search(words)) and not _GLOBAL.search(own[0]):
        return own[0]
    for place in _IN_A_PLACE.finditer(words):
        at = view.start + place.start("place")
        is_known = is_word(place["place"].casefold()) or view.is_named(at, at + 1)
        if not is_known:
            return place["place"]
    names = [found[0] for found in _NAME.finditer(words)]
    pairs = [found[1] for found in _TWO_NAMES.finditer(words)]
    return next((one for one in (*pairs, *names) if one in capitals() or one in cities()), "")


_PLAIN = re.compile(
    r"(?:the|an?|and|or|in|of|for|on|by|to|at|across|as|whole|key|main|figures?|facts?|data|numbers?|"
    r"glance|overview|profiles?|summary|statistics|tables?|trends?|indicators?|outlook|reports?|"
    r"average|total|overall|econom\w+|demograph\w+|people|peoples|health|education|poverty|energy|"
    r"climate|trade|growth|development|money|work|jobs|prices|introduction|conclusions?|background|"
    r"context|regional|region|continent|global|globally|since|from|between|until|how|has|have|is|"
    r"are|was|were|changed?|rising|falling|rises|falls|more|fewer|less|longer|lives?|living|progress|"
    r"chapter|part|section|section|state|situation|picture|results?|findings?|size|ageing|aging|"
    r"births?|deaths?|women|men|children|hunger|food|water|land|forests?|emissions|internet|future)"
)
"""Words beside a region's name in a heading whose section is about it."""
_DENIED = re.compile(
    r"countr(?:y|ies)|nations?|member\w*|country[’']s|borders?|neighbou?r\w*|cit(?:y|ies)|towns?|"
    r"news|briefs?|week|today|letters?|watch|bulletin|review|business"
)


def _word_of_another(head: View, area: AreaMention) -> str:
    """A word of a heading by which its section may be of another than the region; else empty."""
    spans = head.named
    for token in head.tokens:
        word = re.sub(r"[’']s?$", "", head.text[token.start : token.end]).casefold()
        is_in = any(start <= token.start < end for start, end in spans)
        if not token.is_word or is_in or not word[:1].isalpha() or len(word) < _LETTERS:
            continue
        if _DENIED.fullmatch(word) or not (_PLAIN.fullmatch(word) or word in _words_of_series()):
            return head.text[token.start : token.end]
    return ""


_LETTERS = 2


@cache
def _words_of_series() -> frozenset[str]:
    names = " ".join(series_names("wdi").values()).casefold()
    return frozenset(re.findall(r"[a-zà-ÿ]+", names))
