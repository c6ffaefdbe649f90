"""Which way a level is told to have gone: against another level of the text, or the year before.

"76.4 years in 2023, up from 76.6 in 2015" contradicts itself, though both levels are right. A level
alone ("declined to 100.4 million") says nothing of when it was higher: where the year before was
lower, the sentence of a figure that holds tells so, and no verdict turns on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from expectations.explaining.consistency import APART, reach_of
from expectations.judging.tolerance import SCALES, admits
from expectations.outcomes import Implication, Observed, YearlyValues
from expectations.wording.implications import say_apart, say_other_way
from sources.figures.numbers.context import direction_of
from sources.model import Claim, Direction, Statement

_LEVELS = frozenset({"value", "total", "share", "per_head"})
_HEDGES = (
    r"(?:(?:about|around|some|roughly|approximately|nearly|almost|only|just|an?|the|estimated|over|"
    r"more|less|than|under|below|above|as|little|much|low|high)\s+)*"
)
_TO = re.compile(
    rf"\b(?P<told>(?P<verb>[a-z]+)\s+(?:(?:\w+ly|further|slightly|back|again|up|down)\s+)?to)\s+{_HEDGES}$",
    re.IGNORECASE,
)
"""What brings a level to what is told right behind it ("declined further to about")."""
_BACK = re.compile(rf"[^.;:()]{{0,60}}?\b(?P<told>up|down)\s+from\s+{_HEDGES}$", re.IGNORECASE)
"""What stands between a level and the one that it came from ("in 2023, up from")."""
_OF_ONE_MORE = re.compile(r"\b(?:and|also|or|after)\b", re.IGNORECASE)
"""What makes the words those of another level, named before both ("and also down from")."""
_FROM = re.compile(
    r"(?:\s*(?:%|years?|per\s?cent|percent|people|inhabitants|deaths|births|children|live|per|of|"
    r"(?:its\s+|the\s+)?GDP|1,000|100,000|million|billion|trillion|tonnes|(?:in|by)\s+(?:19|20)\d\d))*"
    rf"\s*,?\s+from\s+{_HEDGES}$",
    re.IGNORECASE,
)
"""What stands between where a level went and where it came from ("years in 2023, from")."""
_DENIED = re.compile(
    r"\b(?:not|never|no\s+longer|rather\s+than|instead\s+of|hardly|without|far\s+from)\b|n['’]t\b",
    re.IGNORECASE,
)
_LONG = re.compile(
    r"\b(?:since|between|over|from|decades?|centur\w+|(?:19|20)\d\d\s*[-–—]\s*(?:19|20)?\d\d|"
    r"\w+ years|compared|than|by|gradually|steadily)\b",
    re.IGNORECASE,
)
"""Words that tell of more than the year before."""
_NEAR = 25
"""So many characters before a verb are looked at for what denies it."""


def apart(statements: Sequence[Statement]) -> Iterator[Implication]:
    """Whether the words between two levels of one statement say what the levels do."""
    for statement in statements:
        sure = [one for one in statement.claims if _is_level(one)]
        for later, earlier in pairwise(sure):
            told = _told_apart(later, earlier) if _is_same(later, earlier) else ""
            way = _way_of(told)
            if way:
                holds = _goes(way, earlier, later)
                yield Implication(
                    APART, (later.id, earlier.id), holds, say_apart(later, earlier, told, holds)
                )


def _way_of(told: str) -> Direction:
    """Which way words lead; "up" and "down" count before their verb ("climbed down to")."""
    verb, *others = told.lower().split() or [""]
    turned = [one for one in others if one in {"up", "down"}]
    return direction_of(turned[0] if turned else verb)


def _is_level(claim: Claim) -> bool:
    """Whether a claim that is surely read is one level, not below zero."""
    is_sure = claim.how_read is None or claim.how_read.state != "unsure"
    is_one = claim.figure.first is None and not claim.figure.is_rank
    return is_sure and is_one and claim.measure in _LEVELS and claim.figure.value > 0


def _is_same(later: Claim, earlier: Claim) -> bool:
    """Whether two claims are of the same, the second of an earlier year."""
    start, end = earlier.period.end, later.period.end
    is_before = start is not None and (end is None or start < end)
    return is_before and _about(later) == _about(earlier)


def _about(claim: Claim) -> tuple[object, ...]:
    figure = claim.figure
    one = claim.measure, claim.indicator, claim.group, claim.of, claim.to, claim.weighting
    return (*one, SCALES[figure.unit], figure.currency)


def _told_apart(later: Claim, earlier: Claim) -> str:
    """The words that say which way the second level led to the first; empty where none do."""
    sentence = later.sentence
    at = sentence.find(later.phrase)
    behind = sentence.find(earlier.phrase, at + len(later.phrase))
    if at < 0 or behind < 0 or earlier.sentence != sentence:
        return ""
    between = sentence[at + len(later.phrase) : behind]
    if back := _BACK.match(between):
        is_other = _DENIED.search(between) or _OF_ONE_MORE.search(between)
        return "" if is_other else f"{back['told']} from"
    before = _TO.search(sentence[:at])
    if before is None or _FROM.match(between) is None:
        return ""
    return "" if _DENIED.search(sentence[:at], max(0, before.start() - _NEAR)) else before["told"]


def _goes(way: Direction, earlier: Claim, later: Claim) -> bool:
    """Whether values that the levels admit go that way."""
    first, last = reach_of(earlier), reach_of(later)
    return last[1] > first[0] if way == "increase" else last[0] < first[1]


def told_way(claim: Claim) -> tuple[str, Direction]:
    """The words that bring a level to what it is, and which way; empty where there are none.

    Words that tell of more than the year before are passed over.
    """
    sentence = claim.sentence
    at = sentence.find(claim.phrase)
    found = _TO.search(sentence[:at]) if at > 0 else None
    if found is None or _DENIED.search(sentence[: found.end()]):
        return "", ""
    if not _is_level(claim) or _LONG.search(sentence.replace(found[0], " ")):
        return "", ""
    way = _way_of(found["told"])
    return (found["told"], way) if way else ("", "")


def is_told_from(claim: Claim, others: Sequence[Claim]) -> bool:
    """Whether a text itself has a level of an earlier year that another may have come from."""
    return any(_is_same(claim, one) for one in others if one.id != claim.id)


def other_way(claim: Claim, observed: Sequence[Observed], series: Sequence[YearlyValues]) -> str:
    """What the year before had, where a level is told to have come from the other side.

    Args:
        claim: The level.
        observed: What the editions have of it.
        series: The same by year; every edition of the time, or where there is none every one,
            must have another value the year before, on the side that the words exclude.
    """
    told, way = told_way(claim)
    seen = [one.reading for one in observed if one.role == "as_seen"]
    seen = seen or [one.reading for one in observed]
    if not way or not seen:
        return ""
    bounds, found = admits(claim), []
    for reading in seen:
        years = next(
            (
                dict(zip(one.years, one.values, strict=True))
                for one in series
                if (one.source, one.vintage) == (reading.source, reading.vintage)
            ),
            {},
        )
        before = None if reading.end is None else years.get(reading.end - 1)
        if before is None:
            return ""
        is_other = before < min(bounds.lower, reading.obs_value)
        if way == "increase":
            is_other = before > max(bounds.upper, reading.obs_value)
        if not is_other:
            return ""
        found.append((before, reading))
    return say_other_way(claim, told, way, *found[0])
