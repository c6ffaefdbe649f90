"""Some of a country's people, by the words for them, and which series are theirs by nature.

"Young people have it worst. Unemployment was 32.6 per cent" may be theirs; the fertility rate is of
women whoever says so, and no group has an inflation or exports of its own.
"""

from __future__ import annotations

import re

_PERSONS = 4
"""So many of the groups are of persons."""
_GROUPS: tuple[tuple[str, str], ...] = (
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
    (re.compile(rf"\b(?:{words})\b", re.IGNORECASE), re.compile(own, re.IGNORECASE))
    for words, own in _GROUPS
)
_MORE_PERSONS = re.compile(
    r"\b(?:\w*migrants?|families|household\w*|homes|workers?|students?|pupils?|old|elderly|young|"
    r"speakers?|jobless|unemployed|teenagers|kids)\b",
    re.IGNORECASE,
)
_OF_A_NATION = re.compile(
    r"\bGDP\b(?!.*per capita)|inflation|consumer prices|\b(?:ex|im)ports\b|\bdebt\b|reserves|"
    r"current account|foreign direct|remittances|exchange rate|forest|land area|surface area|"
    r"emissions|tourist|arable|cereal|balance|population density",
    re.IGNORECASE,
)
"""Series of an economy or of the land, which no group of persons has."""


def group_in(words: str, own: str, label: str) -> str:
    """The group that words name, which neither a figure's sentence nor its series does; else empty.

    Args:
        words: A heading, or a sentence beside that of the figure.
        own: The figure's sentence.
        label: What its series is called.
    """
    is_of_a_nation = _OF_A_NATION.search(label) is not None
    for number, (named, series) in enumerate(_GROUP_WORDS):
        found = named.search(words)
        if found is None or (is_of_a_nation and number < _PERSONS):
            continue
        if not series.search(label) and not named.search(own):
            return found[0]
    return ""


def is_of_all(some: str, label: str) -> bool:
    """Whether a series is of a whole nation, or of just the group that words name.

    Args:
        some: The words for a group or a place ("Moldovan migrants", "Polish women").
        label: What the series is called.
    """
    for number, (named, series) in enumerate(_GROUP_WORDS):
        if named.search(some) is not None:
            is_own = series.search(label) is not None
            return is_own or (number < _PERSONS and _OF_A_NATION.search(label) is not None)
    is_persons = _MORE_PERSONS.search(some) is not None
    return is_persons and _OF_A_NATION.search(label) is not None
