"""The series of two parts of the people that are held against each other: women and men, and so on.

"Villagers are four times as likely as townspeople to have no toilet", "women outlive men by six
years".
"""

from __future__ import annotations

import re

from sources.reading.choosing.spans import code_of
from sources.reading.mentions.topics import Series, topics

_HELD = tuple(
    (mark, re.compile(rf"\b(?:as|than)\s+(?:the\s+|their\s+)?(?:{words})\b", re.IGNORECASE))
    for mark, words in (
        ("female", "women|girls|females|sisters"),
        ("male", "men|boys|males|brothers"),
        ("rural", "villagers|country people|(?:rural|country) (?:folk|people|dwellers|residents)"),
        (
            "urban",
            "townspeople|townsfolk|urbanites|"
            "(?:urban|city|town) (?:folk|people|dwellers|residents)",
        ),
    )
)
_LESS = re.compile(r"\b(?:less|fewer|lower)\b", re.IGNORECASE)
_LACKED = frozenset({"literacy", "youth_literacy"})
"""What is mostly held against another by those who lack it ("twice as likely to be illiterate")."""
_OTHERS = {"female": "male", "male": "female", "rural": "urban", "urban": "rural"}


def _codes(series: Series) -> dict[str, str]:
    """The series of each part of the people beside a series of one unit, by its mark."""
    found: dict[str, str] = {}
    for one in topics().by_id[series.topic].series:
        if one.unit == series.unit and len(one.needs) == 1:
            found.setdefault(next(iter(one.needs)), code_of(one))
    return found


def sexes_of(series: Series) -> tuple[str, str] | None:
    """The series of women and of men beside a series; None where there are none."""
    found = _codes(series)
    if "female" not in found or "male" not in found:
        return None
    return found["female"], found["male"]


def parts_held(series: Series, rest: str) -> tuple[str, str] | None:
    """The series of a part of the people, and of the part that it is held against; else None.

    Args:
        series: What is told.
        rest: The words of the comparison ("times as likely as men to be out of school").
    """
    held = next((mark for mark, words in _HELD if words.search(rest)), "")
    found = _codes(series)
    own = _OTHERS.get(held, "")
    if held not in found or own not in found or series.topic in _LACKED:
        return None
    codes = found[own], found[held]
    return codes[::-1] if _LESS.search(rest) else codes
