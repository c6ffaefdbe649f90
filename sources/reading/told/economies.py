"""By what a country or an economy is the largest, the richest, the oldest or the emptiest."""

from __future__ import annotations

import re

from sources.reading.mentions.topics import topics
from sources.reading.narrowing.choice import SeriesChoice
from sources.reading.told.model import BY_SIZE, BY_WEALTH, RankFact

BY_DENSITY = re.compile(r"\b(?:emptie(?:r|st)|dense(?:r|st)|(?:more|most)\s+crowded)\b", re.I)
_GDP, _GDP_A_HEAD = "NY.GDP.MKTP.CD", "NY.GDP.PCAP.CD"


AS_LARGE = re.compile(
    r"\b(?:country|nation|state|island|kingdom|territory|land|republic)\W+(?:[a-z]+\s+){0,4}?(?:as\s+"
    r"(?:large|big|small)\s+as|(?:larger|bigger|smaller)\s+than)\b",
    re.IGNORECASE,
)
_RICHER = re.compile(r"\b(?:richer|poorer|wealthier|as\s+(?:rich|poor|wealthy)\s+as)\b", re.I)
_OF_HELD = frozenset({"AG.SRF.TOTL.K2", "NY.GDP.PCAP.CD"})
_BY_AGE = re.compile(r"\b(?:as|so)\s+(?:old|aged)\b|\boldest\s+(?:country|nation|society)\b", re.I)


def by_economy(told: RankFact, series: list[SeriesChoice], before: str = "") -> list[SeriesChoice]:
    """What an economy is the largest or the richest by, whatever else the sentence tells of it."""
    words = told.figure.text
    code, why = _GDP, "the size of an economy is its GDP"
    if BY_WEALTH.search(words):
        code, why = _GDP_A_HEAD, "a country is rich or poor by its GDP per head"
    elif told.is_held and AS_LARGE.search(f"{before} {words}"):
        code, why = "AG.SRF.TOTL.K2", "a country is large by its area"
    elif _BY_AGE.search(words) and not series:
        code, why = "SP.POP.65UP.TO.ZS", "a country is old by its old people"
    elif told.is_held and _RICHER.search(words):
        code, why = _GDP_A_HEAD, "a country is rich or poor by its GDP per head"
    elif BY_DENSITY.search(words):
        code, why = "EN.POP.DNST", "a country is empty or crowded by its people on its land"
    elif not BY_SIZE.search(words):
        return series
    own = topics().by_code.get(code)
    if own is None or (told.is_held and code not in _OF_HELD):
        return series
    rest = [one for one in series if one.series.code != code]
    return [SeriesChoice(own, 0.85, why, "named"), *rest]
