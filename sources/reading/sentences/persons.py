"""Persons: the ages of single ones, and the groups that some of a country's people are.

"Maria Kamau, 34, has no job" states nothing of a country. "Young people have it worst. Unemployment
was 32.6 per cent" may be of them; the fertility rate is of women whoever says so, and no group has
exports or a debt of its own.
"""

from __future__ import annotations

import re

from sources.reading.mentions.printed import Printed
from sources.reading.sentences.context import View
from sources.reference.names import area_adjectives

_NAMED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Lady|Father|Sister)\.?\s+)?"
    r"(?P<name>[A-Z][a-zà-ÿ’'-]+(?:\s+(?:(?:de|da|van|von|al|bin|el|"
    r"la)\s+)?[A-Z][\w’'.-]*)*)(?:,|\s\()\s*$"
)
_TOLD = re.compile(
    r"(?:,?\s+who (?:is|was|turned|turns|has (?:just )?turned)(?:\s+(?:now|only|just))?|"
    r"\b(?:she|he|I) (?:is|was|am|turned|turns|(?:shall|will) be)(?:\s+(?:now|only|just))?|"
    r"\bturn(?:ed|s|ing)|"
    r"\b(?:retired|died|married|widowed|orphaned|a widow|a mother|a father|left school) at)\s*$",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\s*(?:[,.;!)]|$|and\b|when\b|last\b|this\b|in (?:19|20)\d\d|but\b|years? old\b|years old\b)"
)
_OPENS = re.compile(r"(?:,|\))\s")
_SAYING = re.compile(r"\b(?:said|says|added|asked|explained|complained|recalled|told)\s*$")
_ACTS = re.compile(
    r",\s+(?:who|whose|a|an|had|has|walked|runs|lost|left|sells|works|came|fled|lives|says|said|"
    r"is|was|"
    r"the|told|from|grows|drives|earns|spends|learned|never)\b"
)
_OLDEST, _GROWN = 110, 10


def is_age_of_person(view: View, one: Printed) -> bool:
    """Whether a number is how old somebody is.

    Args:
        view: The sentence.
        one: The figure.
    """
    is_bare = one.unit in {"number", "counted"} and re.fullmatch(r"\d{1,3}", one.figure.text)
    if not is_bare or not 0 < one.value <= _OLDEST or not _ENDS.match(view.after(one.end, 20)):
        return False
    before = view.before(one.start, 60)
    if _TOLD.search(before):
        return True
    named = _NAMED.search(before)
    is_told_by = named is not None and _SAYING.search(before[: named.start()]) is not None
    is_open = _OPENS.match(view.after(one.end, 3)) is not None
    if named is None or not (is_open or (is_told_by and view.after(one.end, 1) == ".")):
        return False
    start = one.start - len(before) + named.start("name")
    end = one.start - len(before) + named.end("name")
    is_person = is_told_by or (
        one.value >= _GROWN and _ACTS.match(view.after(one.end, 30)) is not None
    )
    is_person |= " " in named["name"].strip() or named.start("name") > named.start()
    is_closed = before.endswith("(") == view.after(one.end, 1).startswith(")")
    return is_person and is_closed and not view.is_named(start, end)


_AS_MANY_PEOPLE = re.compile(
    r"\s*(?:times\s+)?as many (?:people|inhabitants|citizens|residents)\b"
    r"(?!\s+(?:who|with|without|living|live|in need|are|were|have|had|die|died|work|use|per)\b)",
    re.IGNORECASE,
)
_NUMBER_OF = re.compile(r"\bnumber of $", re.IGNORECASE)
_MOVED = re.compile(
    r"\s+(?:\w+ly\s+)?(?:has |had |have )?(?:grew|grown|grows?|rose|risen|rises|fell|fallen|falls|"
    r"increased|shrank|doubled|tripled|swelled)\b"
)


_HAD = re.compile(
    r"\b(?:has|had|have)\s+(?:(?:about|around|some|over|nearly|almost|roughly|just|more|than)\s+)*$",
    re.IGNORECASE,
)
_HAD_PEOPLE = re.compile(
    r"\s*(?:people|inhabitants|residents|citizens)(?=\s*(?:[,.;]|in (?:19|20)\d\d|and\b|$))",
    re.IGNORECASE,
)


def has_so_many_people(view: View, one: Printed) -> bool:
    """Whether somebody is said to have so many people ("the country had 98.9 billion inhabitants").

    Args:
        view: The sentence.
        one: The figure.
    """
    is_had = _HAD.search(view.before(one.start, 40)) is not None
    return is_had and _HAD_PEOPLE.match(view.text, one.end, view.end) is not None


_THERE_ARE = re.compile(
    r"\bthere\s+(?:are|were)\s+(?:(?:now|today|already|then|still|about|some|around|nearly|almost|over|"
    r"more|than|just|only|roughly)\s+)*$",
    re.IGNORECASE,
)
_NO_MORE = re.compile(r"\s*(?:(?:in|by|at the end of)\s+(?:19|20)\d\d)?\s*(?:[.,;]|$)")


def _are_there(view: View, one: Printed) -> bool:
    """Whether so many of a people are said to be ("There are now 56 million Kenyans.")."""
    if one.value < _GROWN or _THERE_ARE.search(view.before(one.start, 60)) is None:
        return False
    return any(
        area.text.casefold().removesuffix("s") in area_adjectives()
        and area.text.endswith("s")
        and not view.text[one.end : area.start].strip()
        and _NO_MORE.match(view.text, area.end, view.end) is not None
        for area in view.areas
        if area.start >= one.end
    )


def is_number_of_people(view: View, one: Printed) -> bool:
    """Whether the number of a country's people itself is told ("the number of Kenyans grew by").

    Args:
        view: The sentence.
        one: The figure.
    """
    if _are_there(view, one):
        return True
    return _AS_MANY_PEOPLE.match(view.text, one.end, view.end) is not None or any(
        bool(area.areas)
        and area.end <= one.start
        and _NUMBER_OF.search(view.before(area.start, 12)) is not None
        and _MOVED.match(view.text, area.end, view.end) is not None
        for area in view.areas
    )


_PERSONS: tuple[tuple[str, str], ...] = (
    (
        r"women|woman|females?|girls?|mothers?|wives",
        r"women|female|girl|matern|mother|births|fertil",
    ),
    (r"men|males?|boys?|fathers?", r"\bmen|\bmale|boy"),
    (
        r"young (?:people|women|men|adults)|the young|youths?|teenagers?|adolescents?|children|"
        r"kids|babies|infants|pupils|students|under \d+",
        r"young|youth|child|infant|under|adolescent|school|enrol|primary|secondary|births|"
        r"stunt|wast|immuni|vaccin|pupil|teacher|fertil|literacy|education|aged",
    ),
    (
        r"elderly|old people|the old|pensioners|(?:people |those )?over \d+|aged \d+",
        r"65|old|aged|youth",
    ),
)
"""Words for persons, and those of the series that are theirs by nature."""
_OTHERS: tuple[tuple[str, str], ...] = (
    (r"schools", r"school|enrol|primary|secondary|pupil|teacher|literacy|education"),
    (r"rural(?: areas?)?|villages?|countryside|villagers", r"rural|agric"),
    (r"urban(?: areas?)?|towns?|cities|city|slums?", r"urban|cit"),
    (
        r"the (?:poor|poorest|rich|richest)(?! \w*(?:world|countries|nations|states|ones))|"
        r"(?:poorest|richest) (?:fifth|tenth|quintile)|"
        r"hospitals?|prisons?|camps?|immigrants|foreigners|workers|farmers",
        r"poor|poverty|income|gini|worker|labour|agric|migra|refugee|hospital|employ",
    ),
)
_GROUP_WORDS = tuple(
    (re.compile(rf"\b(?:{words})\b", re.IGNORECASE), re.compile(own, re.IGNORECASE), is_persons)
    for groups, is_persons in ((_PERSONS, True), (_OTHERS, False))
    for words, own in groups
)
_MORE_PERSONS = re.compile(
    r"\b(?:\w*migrants?|families|household\w*|homes|workers?|students?|pupils?|old|elderly|young|"
    r"speakers?|jobless|unemployed|teenagers|kids)\b",
    re.IGNORECASE,
)
_OF_A_NATION = re.compile(
    r"\bGDP\b(?!.*per capita)|\b(?:ex|im)ports\b|\bdebt\b|reserves|"
    r"current account|foreign direct|exchange rate|forest|land area|surface area|"
    r"emissions|tourist|arable|cereal|balance|population density",
    re.IGNORECASE,
)
"""Series of an economy or of the land, which no group of persons has."""


_INSTITUTIONS = re.compile(
    r"\b(?:clinics?|hospitals?|schools?|farms?|firms?|companies|factories|mines?)\b", re.IGNORECASE
)
_OF_A_PEOPLE = re.compile(
    r"life expectancy|\bGDP\b|\bGNI\b|inflation|poverty|\bpopulation$|growth of population|"
    r"fertility|unemployment|Gini|remittances|migrants?|refugees|urban share",
    re.IGNORECASE,
)
"""Series that no clinic, school or firm has."""


def group_in(words: str, own: str, label: str) -> str:
    """The group that words name, which neither a figure's sentence nor its series does; else empty.

    Args:
        words: A heading, or a sentence beside that of the figure.
        own: The figure's sentence.
        label: What its series is called.
    """
    is_of_a_nation = _OF_A_NATION.search(label) is not None
    for named, series, is_persons in _GROUP_WORDS:
        found = named.search(words)
        if found is None or (is_of_a_nation and is_persons):
            continue
        if not series.search(label) and not named.search(own):
            return found[0]
    return ""


def is_of_nations(label: str) -> bool:
    """Whether a series is of an economy or of the land, which no group of persons has.

    Args:
        label: What the series is called.
    """
    return _OF_A_NATION.search(label) is not None


def is_of_all(some: str, label: str) -> bool:
    """Whether a series is of a whole nation, or of just the group that words name.

    Args:
        some: The words for a group or a place ("Moldovan migrants", "Polish women").
        label: What the series is called.
    """
    is_of_a_nation = _OF_A_NATION.search(label) is not None
    if _INSTITUTIONS.search(some) and (is_of_a_nation or _OF_A_PEOPLE.search(label)):
        return True
    for named, series, is_persons in _GROUP_WORDS:
        if named.search(some) is not None:
            return series.search(label) is not None or (is_persons and is_of_a_nation)
    return is_of_a_nation and _MORE_PERSONS.search(some) is not None
