"""Searching the catalogues by words: "internet users" finds ``wdi:IT.NET.USER.ZS``.

The index is SQLite's FTS5, built in memory on the first search (some 50 ms) from names, topics and,
for series that a concept maps, the words of texts. Whole phrases come first, of a concept and of
``search_words.csv`` (what people type who look for the most cited series: words that the reading of
texts has no use for), then series that have all words, then those that have some.
"""

from __future__ import annotations

import csv
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sources.reference.concepts import CONCEPTS, concepts_by_code
from sources.reference.series import CATALOGUES, CatalogueSeries, all_series, find_series

MOST_WORDS = 24
"""Longer queries are cut: costs stay linear whatever is asked."""

_WORD = re.compile(r"[^\W_]+(?:\.\d+)?")
_IDLE = frozenset(
    {"a", "an", "and", "by", "for", "from", "how", "in", "is", "many", "much", "number", "of"}
    | {"on", "per", "rate", "share", "than", "the", "to", "what", "who", "with"}
)
_SPELLED = {"labour": "labor", "enrolment": "enrollment", "defence": "defense", "litre": "liter"}


@dataclass(frozen=True)
class FoundSeries:
    """One series that a search found.

    Attributes:
        code: With its source, as registers write it: ``wdi:IT.NET.USER.ZS``.
        name: As the catalogue has it.
        unit: The catalogue's words for it, or the label of the unit.
        source: ``wdi`` or ``sdg``.
        licence: Of this series.
        score: From 1 (just these words) down to 0.
        concept: The concept that maps it, empty where none does.
        is_withdrawn: Whether the newest catalogue lacks it.
    """

    code: str
    name: str
    unit: str
    source: str
    licence: str
    score: float
    concept: str = ""
    is_withdrawn: bool = False


def find_indicators(words: str, most: int = 10) -> tuple[FoundSeries, ...]:
    """The series that fit some words best.

    Args:
        words: As texts have them ("people without electricity"), or a code or part of one.
        most: How many at the most.

    Returns:
        Best first; none where no word is in any catalogue.
    """
    scores: dict[tuple[str, str], float] = {}
    for key, score in (*_by_code(words), *_by_phrase(words), *_by_words(words, most)):
        scores[key] = max(scores.get(key, 0.0), score)
    ranked = sorted(scores, key=lambda key: (-scores[key], CATALOGUES.index(key[0]), key[1]))
    found = (find_series(*key) for key in ranked[:most])
    return tuple(
        _found(series, scores[series.source, series.code]) for series in found if series is not None
    )


def _found(series: CatalogueSeries, score: float) -> FoundSeries:
    concept = concepts_by_code().get((series.source, series.code))
    return FoundSeries(
        f"{series.source}:{series.code}",
        series.name,
        series.printed_unit or series.unit,
        series.source,
        series.licence,
        round(score, 3),
        concept.id if concept else "",
        series.is_withdrawn,
    )


def _by_code(words: str) -> Iterator[tuple[tuple[str, str], float]]:
    code = words.strip().rpartition(":")[2]
    for source in CATALOGUES:
        if find_series(source, code.upper()) is not None:
            yield (source, code.upper()), 1.0


def _by_phrase(words: str) -> Iterator[tuple[tuple[str, str], float]]:
    """Series that have these words as a phrase of theirs: sooner the nearer its front."""
    asked = " ".join(words.casefold().replace("_", " ").split())
    for code, phrases in _search_words().items():
        if asked in phrases:
            yield ("wdi", code), 0.995 - 0.01 * min(phrases.index(asked), 20)
    for concept in CONCEPTS.values():
        if asked == concept.id.replace("_", " ") or asked in concept.words:
            at = concept.words.index(asked) if asked in concept.words else 0
            for nth, source in enumerate(one for one in CATALOGUES if one in concept.codes):
                yield (source, concept.codes[source]), 0.999 - 0.01 * min(at, 20) - 0.002 * nth


def _by_words(words: str, most: int) -> Iterator[tuple[tuple[str, str], float]]:
    asked = [_SPELLED.get(word, word) for word in _WORD.findall(words.casefold())][:MOST_WORDS]
    telling = [word for word in asked if word not in _IDLE] or asked
    if not telling:
        return
    quoted = [f'"{word}"' for word in dict.fromkeys(telling)]
    best = 0.0
    for joint, ceiling in ((" AND ", 0.75), (" OR ", 0.45)):
        if joint == " OR " and len(quoted) == 1:
            return
        rows = _index().execute(
            "SELECT source, code, -bm25(series, 0, 2, 4, 6, 1) AS score FROM series "
            "WHERE series MATCH ? ORDER BY score DESC LIMIT ?",
            (joint.join(quoted), 3 * most),
        )
        for source, code, score in rows:
            best = max(best, score, 1e-9)
            yield (source, code), ceiling * score / best


@cache
def _search_words() -> dict[str, tuple[str, ...]]:
    """What people type who look for a series of the World Bank, most telling first."""
    with Path(__file__).with_name("search_words.csv").open(encoding="utf-8", newline="") as lines:
        return {row["code"]: tuple(row["words"].split(";")) for row in csv.DictReader(lines)}


@cache
def _index() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.execute(
        "CREATE VIRTUAL TABLE series USING fts5(source UNINDEXED, code, name, words, topic, "
        "tokenize = 'porter unicode61')"
    )
    connection.executemany("INSERT INTO series VALUES (?, ?, ?, ?, ?)", _documents())
    return connection


def _documents() -> Iterator[tuple[str, str, str, str, str]]:
    for source in CATALOGUES:
        for series in all_series(source):
            concept = concepts_by_code().get((source, series.code))
            typed = _search_words().get(series.code, ()) if source == "wdi" else ()
            words = "; ".join((*(concept.words if concept else ()), *typed))
            code = re.sub(r"[._]", " ", series.code)
            yield source, series.code, f"{series.name} {code}", words, series.topic
