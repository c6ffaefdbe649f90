"""What a text speaks of: topics found by their words, and the series that each topic has.

A *topic* is what people name ("life expectancy", "exports"); a *series* is what is published of it
in one unit ("exports, % of GDP"). The unit that is printed at a figure chooses among the series of
a topic, a plausible range rules out what cannot be, and marks such as "women" or "rural" narrow
it down.
"""

from __future__ import annotations

import csv
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from sources.reading.mentions.bases import base_of_series
from sources.reading.mentions.wordings import (
    MARK_WORDS,
    VERBS,
    GappedTable,
    expand,
    without_sources,
)
from sources.reading.mentions.words import Found, PhraseTable, Token, fold, fold_phrase
from sources.reference.concepts import CONCEPTS
from sources.reference.series import CatalogueSeries as Listed
from sources.reference.series import find_series, series_names

_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Series:
    """What is published of a topic in one unit.

    ``needs`` are the marks that it asks for, ``base`` is what a percentage is of.
    """

    topic: str
    unit: str
    needs: frozenset[str]
    code: str
    low: float
    high: float
    base: str = ""

    def holds(self, value: float) -> bool:
        """Whether a value is one that this series may have."""
        return self.low <= value <= self.high


@dataclass(frozen=True)
class Topic:
    """What people name, how telling the words are, and its series.

    ``uncovered`` says why no series covers it, ``nearest`` which code comes nearest.
    """

    id: str
    weight: float
    series: tuple[Series, ...]
    uncovered: str = ""
    nearest: str = ""


@dataclass(frozen=True)
class Topics:
    """All topics by id, and the tables that find their words and the marks."""

    by_id: Mapping[str, Topic]
    words: PhraseTable[str]
    gapped: GappedTable[str]
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


_VARIANTS = {"female": "FE", "male": "MA", "rural": "RU", "urban": "UR"}
_OF_PART = {
    "female": re.compile(r"\b(?:female|females|girls|women)\b", re.IGNORECASE),
    "male": re.compile(r"\b(?:male|males|boys|men)\b", re.IGNORECASE),
    "rural": re.compile(r"\brural\b", re.IGNORECASE),
    "urban": re.compile(r"\burban\b", re.IGNORECASE),
}


def _variants(one: Series, taken: set[tuple[str, frozenset[str]]]) -> Iterator[Series]:
    """The series of women, men, villages and towns beside a series, as the catalogue has them."""
    names = series_names("wdi")
    parts = one.code.split(".")
    if one.code not in names or set(parts) & set(_VARIANTS.values()):
        return
    for mark, letters in _VARIANTS.items():
        needs = one.needs | {mark}
        if mark in one.needs or (one.unit, needs) in taken:
            continue
        for at in range(2, len(parts) + 1):
            code = ".".join([*parts[:at], letters, *parts[at:]])
            if code in names and _OF_PART[mark].search(names[code]):
                yield replace(one, code=code, needs=needs, low=min(one.low, 0.0))
                break


def _all_of(rows: list[Series]) -> tuple[Series, ...]:
    taken = {(one.unit, one.needs) for one in rows}
    found = list(rows)
    for one in rows:
        for variant in _variants(one, taken):
            taken.add((variant.unit, variant.needs))
            found.append(variant)
    return tuple(replace(one, base=base_of_series(one.code)) for one in found)


_DETAIL = re.compile(
    r"\b(?:female|male|males|females|CPIA|lower bound|upper bound|standard error|sources|"
    r"percentile|DAC donors|BoP|NFL|TDS|DIS|constant LCU|current LCU|national estimate|quintile)\b|"
    r"ages \d",
    re.IGNORECASE,
)


def _listed_unit(listed: Listed) -> str:
    name = listed.name
    if "% of GDP" in name:
        return "gdp"
    if "% of GNI" in name:
        return "gni"
    if re.search(r"annual %|annual growth|growth rate", name):
        return "growth"
    if "per capita" in name and listed.unit.startswith("usd"):
        return "usd_pc"
    return _UNITS.get(listed.unit, "")


def _listed_names(listed: Listed) -> Iterator[str]:
    """What a catalogue's name is called in a sentence: "X, Y (unit)" is "X Y" and "Y X"."""
    plain = re.sub(r"\s*\([^)]*\)", "", listed.name)
    parts = [part.strip() for part in plain.split(",")]
    parts = [part for part in parts if part.casefold() not in {"total", "modeled", "net", "all"}]
    yield " ".join(parts)
    if len(parts) == 2:
        yield f"{parts[1]} {parts[0]}"


def _listed_topics(
    known: Mapping[str, Series], phrases: set[tuple[str, ...]]
) -> Iterator[tuple[Topic, tuple[str, ...]]]:
    """Topics of the catalogue's other series, under their own names of three words or more."""
    for code, name in series_names("wdi").items():
        if code in known or _DETAIL.search(name):
            continue
        listed = find_series("wdi", code)
        unit = _listed_unit(listed) if listed is not None else ""
        if listed is None or listed.is_withdrawn or not unit:
            continue
        words = tuple(
            called
            for called in _listed_names(listed)
            if 3 <= len(fold_phrase(called)) <= 8 and fold_phrase(called) not in phrases
        )
        if words:
            id_ = f"listed:{listed.code}"
            series = Series(id_, unit, frozenset(), listed.code, -1e15, 1e16)
            yield Topic(id_, 1.25, _all_of([series])), words


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
    gapped: list[tuple[str, str]] = []
    for row in _rows("topic_words.csv"):
        rows = _all_of(series.get(row["topic"], []))
        topic = Topic(row["topic"], float(row["weight"]), rows)
        by_id[topic.id] = topic
        phrases += _plain(row["words"], topic.id)
        gapped += _gapped(row["words"], topic.id)
    for row in _rows("uncovered.csv"):
        topic = Topic(f"uncovered:{row['topic']}", 1.3, (), row["why"], row["nearest"])
        by_id[topic.id] = topic
        phrases += _plain(row["words"], topic.id)
        gapped += _gapped(row["words"], topic.id)
    known = {one.code: one for topic in by_id.values() for one in topic.series}
    folded = {fold_phrase(word) for word, _ in phrases}
    for more in (_more_topics, _listed_topics):
        for topic, words in more(known, folded):
            by_id[topic.id] = topic
            phrases += [(word, topic.id) for word in words]
            known.update((one.code, one) for one in topic.series)
            folded.update(fold_phrase(word) for word in words)
    marks = [(word, mark) for mark, words in MARK_WORDS.items() for word in words.split("|")]
    by_code: dict[str, Series] = {}
    for topic in by_id.values():
        for one in topic.series:
            by_code.setdefault(one.code, one)
    return Topics(by_id, PhraseTable(phrases), GappedTable(gapped), PhraseTable(marks), by_code)


def wordings_of_topics() -> Iterator[tuple[str, str]]:
    """Each topic of the tables with each of its wordings, written out, gaps left out."""
    for name, prefix in (("topic_words.csv", ""), ("uncovered.csv", "uncovered:")):
        for row in _rows(name):
            for wording in row["words"].split("|"):
                for phrase in expand(wording.replace("~", " ")):
                    yield prefix + row["topic"], phrase


def _plain(words: str, topic: str) -> list[tuple[str, str]]:
    wordings = [wording for wording in words.split("|") if "~" not in wording]
    return [(phrase, topic) for wording in wordings for phrase in expand(wording)]


def _gapped(words: str, topic: str) -> list[tuple[str, str]]:
    return [(wording, topic) for wording in words.split("|") if "~" in wording]


def find_topics(
    tokens: tuple[Token, ...], names: Sequence[tuple[int, int]] = ()
) -> tuple[Found[str], ...]:
    """Mentions of topics in a text, in order; none of a word that stands within ``names``.

    A phrase with a gap ("spent 4% of GDP on health") stands where its last words stand, and rules
    out what these, its verbs, or several of its words, would mean by themselves; one noun of the
    others ("agriculture") may still be what the next figure is of.
    """
    table = topics()
    named = _within(tokens, names)
    gapped = _longest([one for one in table.gapped.find(tokens) if not _is_named(one, named)])
    plain = [one for one in table.words.find(tokens) if not _is_bare(tokens, one)]
    plain = [one for one in plain if not _is_named(one, named)]
    at_place = {at: one for one in plain for at in range(one.first, one.last)}
    gapped = [
        one
        for one in gapped
        if not any(
            _is_longer(at_place[at], one) for at in range(one.first, one.last) if at in at_place
        )
    ]
    words_of = [{*one.others, *range(one.first, one.last)} for one in gapped]
    holding: dict[int, list[set[int]]] = {}
    for own in words_of:
        for at in own:
            holding.setdefault(at, []).append(own)
    gapped = [one for one, own in zip(gapped, words_of, strict=True) if not _in_any(own, holding)]
    covered = {at for one in gapped for at in range(one.first, one.last)}
    plain = [
        one
        for one in plain
        if not covered.intersection(own := set(range(one.first, one.last)))
        and not ((len(own) > 1 or tokens[one.first].key in _ACTS) and _in_any(own, holding))
    ]
    every = without_sources(tokens, [*plain, *gapped])
    return tuple(sorted(every, key=lambda one: (one.start, one.end)))


def _within(tokens: tuple[Token, ...], names: Sequence[tuple[int, int]]) -> frozenset[int]:
    """The numbers of the words that stand within names."""
    starts = [token.start for token in tokens]
    spans = [(bisect_left(starts, start), bisect_left(starts, end)) for start, end in names]
    return frozenset(at for first, last in spans for at in range(first, last))


def _is_named(one: Found[str], named: frozenset[int]) -> bool:
    return not named.isdisjoint((*one.others, *range(one.first, one.last)))


_ACTS = frozenset(
    fold(form) for forms in VERBS.values() for form in forms.split() if not form.endswith("ing")
) - {"service"}
"""Forms of verbs as they are compared, but for nouns of topics ("services", "farming")."""


def _in_any(own: set[int], holding: Mapping[int, list[set[int]]]) -> bool:
    """Whether all words of a phrase are words of one with gaps that has more.

    `holding` are the words of phrases with gaps, by each of their words.

    "Government spent" is of no figure by itself in "the government spent 4% of GDP on health".
    """
    return any(own < words for words in holding.get(min(own), ()))


def _is_bare(tokens: tuple[Token, ...], one: Found[str]) -> bool:
    """Whether a phrase is a number alone; only with a plus ("65+") it names an age."""
    if one.last - one.first > 1 or not tokens[one.first].key.isdigit():
        return False
    return one.last >= len(tokens) or not tokens[one.last].text.startswith("+")


def _longest(found: list[Found[str]]) -> list[Found[str]]:
    """Of phrases with the same last words the most telling one, each topic once a place."""
    by_place: dict[int, Found[str]] = {}
    for one in found:
        other = by_place.get(one.last)
        if other is None or _telling(one) > _telling(other):
            by_place[one.last] = one
    return list(by_place.values())


def _is_longer(plain: Found[str], gapped: Found[str]) -> bool:
    """Whether a phrase without a gap tells more than the last words of one with a gap."""
    by_id = topics().by_id
    is_longer = plain.last - plain.first > gapped.last - gapped.first
    return is_longer and by_id[plain.payload].weight >= by_id[gapped.payload].weight


def _telling(one: Found[str]) -> tuple[float, int]:
    return topics().by_id[one.payload].weight, one.last - one.first


def find_marks(tokens: tuple[Token, ...]) -> tuple[Found[str], ...]:
    """Words that narrow a topic down, in order."""
    found = topics().marks.find(tokens)
    return tuple(one for one in found if not _is_denominator(tokens, one))


_ONE = frozenset({"the", "an", "a", "every", "each"})
_ONE_OF_THEM = frozenset({"average", "typical", "ordinary"})


def find_averages(
    tokens: tuple[Token, ...], people: Sequence[tuple[int, int]]
) -> tuple[Found[str], ...]:
    """Where "the average German" makes what is told a mean of a person.

    Args:
        tokens: Those of the text.
        people: Where areas are named, in order.
    """
    starts = {start for start, _ in people}
    return tuple(
        Found(at - 1, at, word.start, word.end, "percap")
        for at, (word, name) in enumerate(pairwise(tokens), 1)
        if word.key in _ONE_OF_THEM and name.start in starts and at > 1
        if tokens[at - 2].key in _ONE
    )


def _is_denominator(tokens: tuple[Token, ...], one: Found[str]) -> bool:
    """Whether "woman" only says what births are counted by ("2.1 births per woman")."""
    *_, what, by = ("", "", *(one.key for one in tokens[max(0, one.first - 2) : one.first]))
    is_by = by == "per" or (by in {"a", "each"} and what in _BORN)
    return one.payload == "female" and tokens[one.first].key == "woman" and is_by


_BORN = frozenset(
    map(fold, ("births", "children", "babies", "child", "birth", "baby", "kids", "for", "to"))
)


def _rows(name: str) -> list[dict[str, str]]:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
