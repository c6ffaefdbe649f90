"""Words right behind a figure: what people are called, what they do, and words that only join."""

from __future__ import annotations

import re

from sources.reference.names import area_names

DOING = re.compile(
    r"(?:went|go|came|come|lived?|died?|fled|suffer(?:ed)?|worked|smoked?|lack(?:ed)?|used?|"
    r"remain(?:ed)?|faced?|joined|moved|flew|visited|travell?ed|voted|earned|slept)",
    re.IGNORECASE,
)
FROM_OR_TO = re.compile(
    r"[^.;:()]{0,60}\b(?:from|to|against|compared (?:with|to)|instead of|after)\s+"
    r"(?:(?:about|some|around|nearly|almost|over|only|just)\s+)*",
    re.IGNORECASE,
)
"""What leads from one end of a move to the other ("497 million hectares from 589 million")."""
HOSTS = re.compile(
    r"\b(?:shelter|host|harbour|house|receiv|welcom|accommodat)\w*\b|\b(?:has|have|had) taken in\b|"
    r"\b(?:took|takes?|taking) in\b|\b(?:is|are|was|were) home to\b",
    re.IGNORECASE,
)
"""Verbs of a country that others fled to."""
JOINING = frozenset(
    [
        "and",
        "or",
        "in",
        "of",
        "to",
        "when",
        "while",
        "but",
        "for",
        "as",
        "by",
        "at",
        "on",
        "from",
        "with",
        "than",
        "was",
        "were",
        "is",
        "are",
        "had",
        "has",
        "have",
        "per",
        "the",
        "a",
        "an",
        "between",
        "during",
        "since",
        "until",
        "that",
        "which",
        "who",
        "where",
        "after",
        "before",
        "up",
        "down",
    ]
)


def word_after(clipped: str) -> str:
    """The word right behind a figure; empty where none follows."""
    match = re.match(r"\s+([a-z]+)", clipped)
    return match[1] if match else ""


def is_people(noun: str) -> bool:
    """Whether a noun is what the people of a country are called ("80 million Nigerians")."""
    word = noun.casefold()
    return noun[:1].isupper() and (word in area_names() or word.removesuffix("s") in area_names())


_CAP = r"[A-Z][\w’'-]*"
_LINK = r"(?:\s+(?:of|for|on|and|the|in|&)|,)*\s+"
_OF_WHAT = (
    rf"(?:\s+(?:of|for|on|Of|For|On|OF|FOR|ON)(?:\s+(?:the|The|THE))?\s+{_CAP}(?:{_LINK}{_CAP})*)"
)
_READERS = (
    r"(?:\s+(?:[Ss]chools?|[Cc]lass(?:es)?|[Ss]tudents?|[Pp]upils?|[Ll]earners|[Tt]eachers|"
    r"[Ll]evel))+"
)
_NAMES_OF_OTHERS = re.compile(
    rf"\b(?:Minist(?:ry|er|ers|ries)|MINIST(?:RY|ER)|Departments?|DEPARTMENT|Secretar(?:y|iat)|"
    r"Bureau|BUREAU|Offices?|OFFICE|Institutes?|INSTITUTE|Agency|AGENCY|Authority|AUTHORITY|"
    r"Commission(?:er)?|COMMISSION|Committee|COMMITTEE|Council|COUNCIL|Board|BOARD|Cent(?:re|er)|"
    r"CENTRE|CENTER|Directorate|Federation|Association|Union|Organi[sz]ation|Foundation|"
    r"Convention|Conference|CONFERENCE|Alliance|Initiative|Faculty|Journal|Society|Observatory|"
    rf"Partnership|Academy|School|Chair|Professor|Fund|Service|Programme)(?=\s)(?:\s+General)?"
    rf"{_OF_WHAT}"
    rf"|\b(?:(?:World|International|Global|National|European|African)\s+)"
    rf"(?:{_CAP}\s+){{1,3}}(?:Day|Week|Year|Decade)\b"
    rf"|\b(?:(?:World|International|Global|National)\s+)?(?:Day|Week|Year|Decade)"
    rf"\s+(?:(?:of|for|against)(?:\s+the)?\s+|to\s+End\s+){_CAP}(?:{_LINK}{_CAP})*"
    r"|\b(?:[Ff]or|FOR)\s+(?:the\s+)?(?:(?:Lower|Upper|Junior|Senior)\s+)?"
    rf"(?:Secondary|Primary|High|Middle|Elementary|University|College){_READERS}"
    r"|\bGeneral Assembly\b"
    r"|\b(?:Public|Civil|Health|Intelligence|PUBLIC|CIVIL)\s+(?:Service|SERVICE)\b"
    rf"|\b(?:{_CAP}\s+){{1,3}}(?:Ltd|plc|PLC|Inc|Corp|Corporation|GmbH|FM|Times|Herald|Gazette|"
    r"Tribune|Newsletter)\b"
)
"""Names of bodies, occasions and readers, whose words tell of no series."""


def names_of_others(text: str) -> tuple[tuple[int, int], ...]:
    """Where bodies, occasions and kinds of readers are named.

    "The Ministry of Trade", "on International Migrants Day", "Geography for Secondary Schools": no
    figure is of trade, migrants or schools by such a name.

    Args:
        text: The whole text.
    """
    return tuple(found.span() for found in _NAMES_OF_OTHERS.finditer(text))
