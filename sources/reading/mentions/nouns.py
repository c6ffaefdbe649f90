"""Words right behind a figure: what people are called, what they do, and words that only join."""

from __future__ import annotations

import re

from sources.reference.names import area_names

DOING = re.compile(
    r"(?:went|go|came|come|lived?|died?|fled|suffer(?:ed)?|worked|smoked?|lack(?:ed)?|used?|"
    r"remain(?:ed)?|faced?|joined|moved|flew|visited|travell?ed|voted|earned|slept)",
    re.IGNORECASE,
)
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
