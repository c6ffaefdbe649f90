"""Sums of a country, in a year in which its name stood for another territory than today's.

Data go by the borders of today: "Sudan had 43.6 million people in 2010" counts the south, and the
series does not. Rates and shares hold for either, nearly, and are left as they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from sources.reading.sentences.model import Reading
from sources.reference.former import other_land

_PEOPLE_AND_LAND = re.compile(r"persons(?:_[a-z]+lions|_thousands)?|km2|hectares\w*")
_SUM = re.compile(
    r"(?:usd|lcu)(?:_ppp)?(?:_constant)?(?:_[a-z]+lions)?|(?:mega|kilo|giga)?tonnes|kwh|number"
)
_PER_HEAD = re.compile(r"per (?:capita|head|person)|per 1,000", re.IGNORECASE)


def doubt_of_land(reading: Reading, unit: str, label: str) -> str:
    """Why a sum of a country may be of another territory; empty for none.

    Args:
        reading: What a figure was read as.
        unit: The unit of its series, by its symbol ("persons").
        label: What its series is called.
    """
    if reading.measure != "value" or len(reading.areas) != 1:
        return ""
    other = other_land(reading.areas[0], reading.period.start, reading.period.end)
    if other is None or _PER_HEAD.search(label):
        return ""
    is_sum = other.has_money and _SUM.fullmatch(unit) is not None
    return f"it may be of {other.of}" if is_sum or _PEOPLE_AND_LAND.fullmatch(unit) else ""


_OF_AMERICA = re.compile(
    r"\b(?:Atlanta|Savannah|Alabama|Tennessee|Texas|Florida|(?:North|South) Carolina|Ohio|Arizona|"
    r"Pennsylvania|Louisiana|Michigan|(?:American|US|U\.S\.) states?|governor|Biden|Trump)\b"
)
_OF_CAUCASUS = re.compile(
    r"\b(?:Tbilisi|Caucas\w+|Ossetia|Abkhazia|Black Sea|Russian?|Soviet|lari|Batumi|Armenian?|"
    r"Azerbaijan|Ajara|Adjara|Kutaisi)\b"
)


@lru_cache(maxsize=8)
def _of_american_state(text: str) -> str:
    """A word of a text by which its Georgia may be the state of America; empty for none."""
    found = _OF_AMERICA.search(text)
    return found[0] if found is not None and _OF_CAUCASUS.search(text) is None else ""


def doubt_of_namesake(text: str, areas: Sequence[str]) -> str:
    """Why a figure may be of a place that is called as its country is; empty for no reason.

    Args:
        text: The whole text.
        areas: Whom it was read of.
    """
    word = _of_american_state(text) if "GEO" in areas else ""
    return (
        f"“{word}” is told of in the text, and Georgia may be the state of America" if word else ""
    )
