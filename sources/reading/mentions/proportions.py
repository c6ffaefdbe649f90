"""Proportions in words that the grammar of figures does not read: "one child in five".

Also "98 out of 100", "sixfold", and the one of "one doctor for every 10,000 people".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal

from sources.figures.numbers.number_words import CARDINALS
from sources.model import Figure

_WORDS = {word: number for word, number in CARDINALS.items() if 1 <= number <= 20}
_TENS = {word: number for word, number in CARDINALS.items() if number >= 20}
_WORDS |= _TENS | {
    f"{ten}{joint}{one}": _TENS[ten] + number
    for ten in _TENS
    for number, one in enumerate(list(_WORDS)[:9], 1)
    for joint in "- "
}
_NUMBER = r"(?:\d{1,3}|" + "|".join(sorted(_WORDS, key=len, reverse=True)) + r")"
_HEDGE = (
    r"(?:(?P<hedge>almost|nearly|about|some|around|roughly|more than|over|fewer than|less than|"
    r"at least)\s+)?"
)
_COUNTED = (
    r"(?:adults|households|families|homes|girls|boys|mothers|babies|births|pregnancies|deaths|workers|"
    r"jobs|employees|farmers|villagers|residents|inhabitants|citizens|persons|pupils|students|youths|"
    r"teenagers|voters|migrants|refugees|patients|users|members|seats|lives|is|was|has|does|lacks|uses|"
    r"gets|goes|works|owns|needs|remains|dies|cannot)"
)
"""What "one of three ..." may be a share of, or its verb; "one of three reasons" is no share."""
_PROPORTION = re.compile(
    rf"(?<![\d.,])\b{_HEDGE}(?P<part>{_NUMBER})(?:\s+(?!in\b|of\b|out\b|for\b)[a-z-]+){{0,2}}?\s+"
    rf"(?:in every|out of every|of every|for every|out of|in|(?P<of>of))\s+"
    rf"(?P<whole>{_NUMBER}|(?:a |one |(?<=(?:in|of) every ))hundred)\b"
    rf"(?(of)(?!\s+(?!{_COUNTED}\b)[a-z]+s\b))"
    r"(?![,.]\d|\s*(?:per ?cent|percent|%|million|billion|trillion|thousand|hundred|years?|"
    r"months?|weeks?|days?|countries|"
    r"states|economies|nations|decades?|the)\b|\s*%)",
    re.IGNORECASE,
)
_OF_SEATS = re.compile(
    rf"(?<![\d.,])\b{_HEDGE}(?P<part>\d{{1,3}}|{_NUMBER})\s+(?:out\s+)?of\s+(?:the\s+|its\s+|all\s+)?"
    r"(?P<whole>\d{1,3})\s+(?=(?:[a-z]+\s+){0,2}?(?:seats?|members|mps|lawmakers|deputies|"
    r"legislators|senators|parliamentarians)\b)",
    re.IGNORECASE,
)
_ONE_PER = re.compile(
    r"\b(?P<part>one|\d{1,2})\s+[a-z-]+(?:\s+[a-z-]+)?\s+(?:for every|per|for each|"
    r"to every)\s+(?:\d{1,3}(?:,\d{3})+|\d{2,7}|hundred|thousand)\b",
    re.IGNORECASE,
)
_CENTS = re.compile(
    rf"\b{_HEDGE}(?P<part>\d{{1,2}}|{_NUMBER})\s+(?:US\s+)?cents\s+(?:of|in|out of|from)\s+"
    r"(?:every|each|the)\s+(?:dollar|euro)\b",
    re.IGNORECASE,
)
_LONE = re.compile(
    r"(?<!Chapter )(?<!Article )(?<!Part )(?<!Phase )(?<!Goal )"
    r"\b(?:[A-Z][\w’'-]{2,})(?:\s+(?:has|had|have|with|at|for|spent|managed?s?|counts?|counted))?"
    rf"\s+(?P<hedge>about |nearly |almost |only |just |over )?(?P<part>{'|'.join(_WORDS)})"
    r"(?=\s*[.,;)](?:\s|$)|\s*$|\s+and\s+[A-Z])"
)
_FOLD = re.compile(rf"\b{_HEDGE}(?P<part>{_NUMBER})-?fold\b", re.IGNORECASE)
_HEDGES = {
    "almost": "nearly",
    "nearly": "nearly",
    "about": "about",
    "some": "about",
    "around": "about",
    "roughly": "about",
    "more than": "lower",
    "over": "lower",
    "at least": "lower",
    "fewer than": "upper",
    "less than": "upper",
}


def with_proportions(text: str, figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """The figures of a text with those that only words tell, in order, none overlapping."""
    own = list(_found(text))
    every = [(one.start, one.end) for one in figures]
    own = [
        one for one in own if one.unit == "percent" or one.real_unit or not _overlaps(one, every)
    ]
    known = [
        (one.start, one.end)
        for one in figures
        if one.unit == "percent" or one.real_unit == "times" or one.noun == "times"
    ]
    own = [one for one in own if not _overlaps(one, known)]
    mine = sorted((one.start, one.end) for one in own)
    kept = [one for one in figures if not _overlaps(one, mine)]
    return tuple(sorted([*kept, *own], key=lambda one: one.start))


def _overlaps(one: Figure, places: list[tuple[int, int]]) -> bool:
    """Whether a figure shares characters with one of some places, which are in order."""
    at = bisect_left(places, (one.end, 0)) - 1
    return at >= 0 and places[at][1] > one.start


def _found(text: str) -> Iterator[Figure]:
    taken = 0
    for match in _PROPORTION.finditer(text):
        part, whole = _value(match["part"]), _value(match["whole"])
        if not 0 < part < whole <= 100 or match.start() < taken:
            continue
        value = (Decimal(100) * part / whole).quantize(Decimal("0.0001")).normalize()
        yield _figure(match, Decimal(f"{value:f}"), "percent", Decimal(25) / whole)
        taken = match.end()
    for match in _OF_SEATS.finditer(text):
        part, whole = _value(match["part"]), _value(match["whole"])
        if 0 < part < whole:
            value = (Decimal(100) * part / whole).quantize(Decimal("0.0001")).normalize()
            yield _figure(match, Decimal(f"{value:f}"), "percent", Decimal(25) / whole)
    for match in _CENTS.finditer(text):
        yield _figure(match, Decimal(_value(match["part"])), "percent", Decimal(1))
    for match in _LONE.finditer(text):
        start, end = match.start("part"), match.end("part")
        value = Decimal(_value(match["part"]))
        yield Figure(match["part"], value, "number", Decimal(1), start=start, end=end)
    for match in _FOLD.finditer(text):
        yield _figure(match, Decimal(_value(match["part"])), "number", Decimal(1), "times")
    for match in _ONE_PER.finditer(text):
        start = match.start("part")
        end = match.end("part")
        yield Figure(
            text[start:end],
            Decimal(_value(match["part"])),
            "number",
            Decimal(1),
            start=start,
            end=end,
        )


def _value(words: str) -> int:
    if words.isdecimal():
        return int(words)
    return 100 if "hundred" in words.casefold() else _WORDS[words.casefold()]


def _figure(
    match: re.Match[str], value: Decimal, unit: str, quantum: Decimal, real_unit: str = ""
) -> Figure:
    hedge = _HEDGES.get((match["hedge"] or "").casefold(), "none")
    return Figure(
        text=match[0],
        value=value,
        unit=unit,  # type: ignore[arg-type]
        quantum=quantum,
        hedge=hedge,  # type: ignore[arg-type]
        hedge_text=match["hedge"] or "",
        noun="times" if real_unit else "",
        real_unit=real_unit,
        start=match.start(),
        end=match.end(),
    )
