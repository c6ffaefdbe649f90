"""Places told by those ahead: "only Nigeria has more", "exceeded only by those of Japan and Italy".

Who has all but two ahead of it stands third: a rank of what was told before, or of what the words
themselves name ("only the Japanese live longer").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from sources.figures.numbers.number_words import CARDINALS
from sources.reading.mentions.areas import AreaMention, is_country
from sources.reading.sentences.context import View
from sources.reading.sentences.model import ReadingDoubt
from sources.reading.told.model import (
    BEST,
    LOW,
    MORE,
    ORDINAL,
    ORDINALS,
    RankFact,
    among_of,
    area_behind_than,
    figure_told,
    order_of_more,
)

_ONLY = re.compile(r"\b(?:only|just)\s+(?:in\s+)?(?:the\s+)?", re.IGNORECASE)
_ONLY_SO_MANY = re.compile(
    r"\bonly\s+(?P<number>one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\s+(?:other\s+)?"
    r"(?:countr(?:y|ies)|econom(?:y|ies)|nations?|states?|members?)\b",
    re.IGNORECASE,
)
_MORE_BEHIND = re.compile(
    r"(?:,[^,.;:]{0,40},)?\s+(?:(?!but\b|while\b|and\b)[\w’'-]+\s+){0,7}?"
    + MORE
    + r"\b(?!\s+than\b|\s+(?:or|and)\s+more\b)",
    re.IGNORECASE,
)
_BY_ONLY = re.compile(
    r"\b(?:(?:exceeded|outnumbered|surpassed|bettered|topped|outdone|beaten|outstripped|eclipsed)\s+"
    r"(?:(?:in|on|across)\s+[A-Z]\w+\s+)?(?:only\s+(?:by|in)|nowhere\s+(?:but|except|save|other\s+"
    r"than|else\s+than)(?:\s+in)?|by\s+(?:nobody|none|no\s+one|no\s+other\s+country)\s+(?:but|"
    r"except|save|other\s+than)|by\s+only|in\s+only)|(?:behind|trailing|after)\s+only|second\s+only\s+"
    r"to)\s+(?:(?:that|those)\s+(?:of|in)\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
_BUT_FOR = re.compile(
    r"\b" + MORE + r"\s+(?:[\w’'-]+\s+){0,3}?than\s+(?:in\s+)?(?:any(?:where|one|body)?|all)\b"
    r"(?:\s+(?:other\s+)?(?:country|economy|nation|state|else))?(?:\s+in\s+[\w ]{2,25}?)?,?\s+"
    r"(?:except|but|save|apart\s+from|other\s+than|bar)\s+(?:for\s+)?(?:in\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
_BEHIND_THEM = re.compile(
    rf"\b{ORDINAL.format('n')}(?:[ -]{BEST.format('best')})?,?"
    r"(?:\s+(?:place|worldwide|globally|overall))?"
    r"(?:\s+(?:in|among|of)\s+(?:the\s+)?(?-i:[A-Z])[\w’'-]*(?:\s+(?-i:[A-Z])[\w’'-]*)*|\s+in\s+the\s+"
    r"(?:world|region|continent|bloc|group))?,?\s+(?:only\s+)?(?:to|after|behind)\s+(?:only\s+)?"
    r"(?:(?:that|those)\s+of\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
_TURN = re.compile(r"\s*(?:,|,?\s*and|,?\s*or)\s+(?:in\s+)?(?:(?:that|those)\s+of\s+)?(?:the\s+)?")
_BY_WHAT = ReadingDoubt("what", "by what it stands behind those named is not certain")
_WORSE = ReadingDoubt("what", "whether more or less of it is worse")


def by_those_ahead(view: View) -> Iterator[RankFact]:
    """The ranks of a sentence that are told by who alone is ahead.

    Args:
        view: The sentence.
    """
    for match in _ONLY.finditer(view.text, view.start, view.end):
        ahead = _named_at(view, match.end())
        if ahead:
            yield from _ahead(view, match.start(), ahead[-1].end, _count(ahead), ahead)
    for match in _ONLY_SO_MANY.finditer(view.text, view.start, view.end):
        number = match["number"].casefold()
        count = CARDINALS.get(number) or int(number)
        yield from _ahead(view, match.start(), match.end(), count, ())
    for pattern in (_BY_ONLY, _BUT_FOR):
        for match in pattern.finditer(view.text, view.start, view.end):
            ahead = _named_at(view, match.end())
            word = match.groupdict().get("more") or "more"
            if ahead and (count := _count(ahead)):
                yield _rank(view, match.start(), ahead[-1].end, count, word, ahead)
    for match in _BEHIND_THEM.finditer(view.text, view.start, view.end):
        ahead = _named_at(view, match.end())
        named = match["n"].casefold()
        place = ORDINALS.get(named) or int(re.sub(r"\D", "", named))
        if ahead and _count(ahead) == place - 1:
            told = _rank(view, match.start(), ahead[-1].end, place - 1, "more", ahead)
            low = (match["best"] or "").casefold() in LOW
            yield replace(told, order="lowest" if low else "highest", doubt=_BY_WHAT)


def _ahead(
    view: View, start: int, end: int, count: int, ahead: tuple[AreaMention, ...]
) -> Iterator[RankFact]:
    more = _MORE_BEHIND.match(view.text, end, view.end)
    if more is not None and count:
        yield _rank(view, start, more.end(), count, more["more"], ahead)


def _rank(
    view: View, start: int, end: int, count: int, word: str, ahead: tuple[AreaMention, ...]
) -> RankFact:
    rank, order = count + 1, order_of_more(word)
    end = max([end, *(topic.end for topic in view.topics if _is_behind(view, end, topic.end))])
    among = among_of(view, start, end, behind=35)
    among = None if among in ahead else among
    told = RankFact(start, end, "rank", rank, order, among, figure_told(view, start, end, rank))
    doubt = _WORSE if word.casefold() in {"worse", "better"} else None
    subject = area_behind_than(view, end)
    is_back = subject is None
    return replace(told, others=ahead, subject=subject, is_back=is_back, doubt=doubt)


def _named_at(view: View, place: int) -> tuple[AreaMention, ...]:
    """The areas that are named one after the other from a place on."""
    found: list[AreaMention] = []
    for area in view.areas:
        if area.end <= place or not area.areas:
            continue
        between = view.text[found[-1].end : area.start] if found else ""
        is_next = _TURN.fullmatch(between) if found else area.start <= place
        if not is_next:
            break
        found.append(area)
    return tuple(found)


def _count(ahead: tuple[AreaMention, ...]) -> int:
    """How many countries are named; 0 where one of them is none."""
    codes = [code for area in ahead for code in area.areas]
    return len(codes) if all(map(is_country, codes)) else 0


_BEHIND = 45


def _is_behind(view: View, end: int, place: int) -> bool:
    """Whether a place follows some words closely and without a stop."""
    return end < place <= end + _BEHIND and not re.search(r"[,.;:]", view.text[end:place])
