"""What a text speaks of: topics found by their words, and the series that each topic has.

A *topic* is what people name ("life expectancy", "exports"); a *series* is what is published of it
in one unit ("exports, % of GDP"). The unit that is printed at a figure chooses among the series of
a topic, a plausible range rules out what cannot be, and marks such as "women" or "rural" narrow
it down.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sources.reading.mentions.words import Found, PhraseTable, Token, fold_phrase
from sources.reference.concepts import CONCEPTS

_FOLDER = Path(__file__).parent

_MARK_WORDS: Mapping[str, str] = {
    "female": "women|woman|female|girls|females|mothers",
    "male": "men|man|male|boys|males",
    "rural": "rural|countryside|villages|villagers",
    "urban": "urban|cities|towns",
    "youth": "youth|young people|young|aged 15 to 24|aged 15-24|ages 15-24|ages 15 to 24|youths",
    "ppp": "ppp|purchasing power|purchasing power parity|international dollars|"
    "purchasing power parities",
    "constant": "constant|adjusted for inflation|adjusted for prices|in real terms|constant prices|"
    "constant dollars|constant 2015 us dollars|constant 2010 us dollars",
    "percap": "per capita|per head|per person|per inhabitant|a head|each person|per resident",
    "gross": "gross",
    "net": "net",
    "public": "public sources|public|government|publicly",
    "employment": "employed|employs|employment|jobs|workers|workforce|employ|work in|worked in",
    "land": "land|land area",
    "electricity": "electricity|power generation|electricity generation|power",
    "marine": "marine|territorial waters",
    "national": "national poverty line|national line|national lines|national poverty lines",
    "lmic_line": "$3.20|$3.65|3.20|3.65",
    "umic_line": "$5.50|$6.85|5.50|6.85",
    "deflator": "deflator",
    "origin": "fled|fled from|come from|came from|originate|originated",
    "paid": "paid|sent abroad|outflows|sent out",
    "deaths": "deaths|of all deaths",
    "average": "average|averaged|averages|annual|annually|a year|per year|yearly|on average",
}


@dataclass(frozen=True)
class Series:
    """What is published of a topic in one unit; ``needs`` are the marks that it asks for."""

    topic: str
    unit: str
    needs: frozenset[str]
    code: str
    low: float
    high: float

    def holds(self, value: float) -> bool:
        """Whether a value is one that this series may have."""
        return self.low <= value <= self.high


@dataclass(frozen=True)
class Topic:
    """What people name, how telling the words are, and its series."""

    id: str
    weight: float
    series: tuple[Series, ...]


@dataclass(frozen=True)
class Topics:
    """All topics by id, and the tables that find their words and the marks."""

    by_id: Mapping[str, Topic]
    words: PhraseTable[str]
    marks: PhraseTable[str]
    by_code: Mapping[str, Series]


_UNITS: Mapping[str, str] = {
    "percent": "pct",
    "persons": "persons",
    "usd": "usd",
    "usd_constant": "usd",
    "usd_ppp": "usd",
    "years": "years",
    "per_1000": "per_1000",
    "per_100000": "per_100000",
    "births_per_woman": "per_woman",
    "km2": "km2",
    "number": "number",
    "index": "index",
    "per_100": "per_100",
    "megatonnes": "tonnes",
    "tonnes_per_head": "tonnes_pc",
    "litres_per_head": "litres",
    "kwh_per_head": "kwh_pc",
    "kg_per_head": "kg_pc",
    "persons_per_km2": "per_km2",
    "kg_per_hectare": "kg_ha",
    "millimetres": "mm",
    "micrograms_per_m3": "micrograms",
}


@lru_cache(maxsize=1)
def _concepts_by_code() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for concept in CONCEPTS.values():
        code = concept.codes.get("wdi")
        if code:
            found.setdefault(code, concept.id)
    return found


def concept_of(code: str) -> str:
    """The concept that has a code of the World Bank, else the code itself as "wdi:CODE"."""
    return _concepts_by_code().get(code, f"wdi:{code}")


def _more_topics(
    known: Mapping[str, Series], phrases: set[tuple[str, ...]]
) -> list[tuple[Topic, tuple[str, ...]]]:
    """Topics of the concepts whose series no topic has, with their words."""
    found: list[tuple[Topic, tuple[str, ...]]] = []
    for concept in CONCEPTS.values():
        code = concept.codes.get("wdi", "")
        unit = _UNITS.get(concept.unit, "")
        if not code or not unit or code in known:
            continue
        if "% of GDP" in concept.label or code.endswith("GD.ZS"):
            unit = "gdp"
        scale = 1e6 if concept.unit == "megatonnes" else 1.0
        low = -1e15 if concept.low is None else concept.low * scale
        high = 1e15 if concept.high is None else concept.high * scale
        name = f"concept:{concept.id}"
        words = tuple(
            word
            for word in concept.words
            if len(fold_phrase(word)) > 1 and fold_phrase(word) not in phrases
        )
        series = Series(name, unit, frozenset(), code, low, high)
        found.append((Topic(name, 1.2, (series,)), words))
    return found


@lru_cache(maxsize=1)
def topics() -> Topics:
    """The table of topics, read once."""
    series: dict[str, list[Series]] = {}
    for row in _rows("topic_series.csv"):
        needs = frozenset(row["needs"].split("+")) - {""}
        one = Series(
            row["topic"], row["unit"], needs, row["code"], float(row["low"]), float(row["high"])
        )
        series.setdefault(one.topic, []).append(one)
    by_id: dict[str, Topic] = {}
    phrases: list[tuple[str, str]] = []
    for row in _rows("topic_words.csv"):
        topic = Topic(row["topic"], float(row["weight"]), tuple(series.get(row["topic"], ())))
        by_id[topic.id] = topic
        phrases += [(word, topic.id) for word in row["words"].split("|")]
    known = {one.code: one for topic in by_id.values() for one in topic.series}
    folded = {fold_phrase(word) for word, _ in phrases}
    for topic, words in _more_topics(known, folded):
        by_id[topic.id] = topic
        phrases += [(word, topic.id) for word in words]
    marks = [(word, mark) for mark, words in _MARK_WORDS.items() for word in words.split("|")]
    by_code: dict[str, Series] = {}
    for topic in by_id.values():
        for one in topic.series:
            by_code.setdefault(one.code, one)
    return Topics(by_id, PhraseTable(phrases), PhraseTable(marks), by_code)


def find_topics(tokens: tuple[Token, ...]) -> tuple[Found[str], ...]:
    """Mentions of topics in a text, in order."""
    return tuple(topics().words.find(tokens))


def find_marks(tokens: tuple[Token, ...]) -> tuple[Found[str], ...]:
    """Words that narrow a topic down, in order."""
    return tuple(topics().marks.find(tokens))


def _rows(name: str) -> list[dict[str, str]]:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
