"""What a Spanish, French or Chinese text names: areas, concepts, years, and what is no fact.

The words of concepts stand in ``words.csv`` and those of areas that the ISO's own translations
lack in ``areas.csv``: tables that a person can edit. In both ``|`` stands between two words, and in
the first ``~`` for a few words between and ``#`` for a number.
"""

from __future__ import annotations

import csv
import gettext
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sources.reference.areas import AREAS

LANGUAGES: Mapping[str, str] = {"es": "Spanish", "fr": "French", "zh": "Chinese"}
_CATALOGUES: Mapping[str, str] = {"es": "es", "fr": "fr", "zh": "zh_CN"}
_FEW_WORDS: Mapping[str, str] = {
    "es": r"(?:\W{1,3}[^\W\d]+){0,6}?\W{1,3}",
    "fr": r"(?:\W{1,3}[^\W\d]+){0,6}?\W{1,3}",
    "zh": ".{0,12}?",
}
_YEAR = re.compile(r"(?<![\d.,])(?:19[5-9]|20\d)\d(?![\d.,]\d)(?!\d)")
_NUMBER = (
    r"(?:[^\W\d]+\s){0,2}?\d[\d.,\s]{0,14}"
    r"(?:\s?(?:mil|mill[oó]n(?:es)?|mille|millions?|milliards?))*"
)
_NOT_FACTS: Mapping[str, Mapping[str, str]] = {
    "es": {
        "projection": r"\b(?:espera|prevé|prevén|proyect\w+|pronostic\w+|alcanzará|llegará|superará"
        r"|será)\b",
        "method": r"\b(?:encuesta\w*|entrevist\w+|muestra|cuestionario)\b",
    },
    "fr": {
        "projection": r"\b(?:devrait|devraient|prévoi\w+|projection\w*|atteindra|dépassera|sera)\b",
        "method": r"\b(?:enquête\w*|interrogé\w*|sondage|échantillon|questionnaire)\b",
    },
    "zh": {"projection": r"预计|预测|将达到|将达|将超过", "method": r"调查|访问了|问卷|样本"},
}


@dataclass(frozen=True)
class Named:
    """Something named in a text, and where."""

    start: int
    end: int
    code: str


def named_areas(text: str, language: str) -> tuple[Named, ...]:
    """The areas that a text names, in order; of names that overlap the longest."""
    pattern, codes = _area_names(language)
    return tuple(Named(one.start(), one.end(), codes[one[0]]) for one in pattern.finditer(text))


def named_concepts(text: str, language: str) -> tuple[Named, ...]:
    """The concepts whose words a text has, in order; one place may name several."""
    found = [
        Named(one.start(), one.end(), concept)
        for concept, pattern in _concept_words(language)
        for one in pattern.finditer(text)
    ]
    # "PIB per cápita" is not also "PIB": what lies within a longer one is no name of its own.
    return tuple(
        one
        for one in sorted(found, key=lambda one: (one.start, one.end))
        if not any(
            other.start <= one.start
            and one.end <= other.end
            and other.end - other.start > one.end - one.start
            for other in found
        )
    )


def named_years(text: str) -> tuple[Named, ...]:
    """The years of a text, in order."""
    return tuple(Named(one.start(), one.end(), one[0]) for one in _YEAR.finditer(text))


def not_fact(sentence: str, language: str) -> str:
    """``projection`` or ``method`` where the words of a sentence say so; else empty."""
    words = _NOT_FACTS[language]
    return next((kind for kind, one in words.items() if re.search(one, sentence, re.I)), "")


@cache
def _concept_words(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (concept, re.compile("|".join(_pattern(one, language) for one in words), re.IGNORECASE))
        for concept, words in _table("words.csv", language)
    )


def _pattern(words: str, language: str) -> str:
    parts = [re.escape(part.strip()).replace(r"\ ", r"\s{1,3}") for part in words.split("~")]
    whole = _FEW_WORDS[language].join(part.replace("'", "['’]") for part in parts)
    whole = whole.replace(r"\#", _NUMBER)
    return whole if language == "zh" else rf"\b{whole}\b"


@cache
def _area_names(language: str) -> tuple[re.Pattern[str], Mapping[str, str]]:
    codes: dict[str, str] = {}
    taken: set[str] = set()
    for name, code in _translated(language):
        if codes.setdefault(name, code) != code:
            taken.add(name)
    codes = {name: code for name, code in codes.items() if name not in taken}
    for code, names in _table("areas.csv", language):
        codes |= dict.fromkeys(names, code)
    longest = sorted(codes, key=lambda name: -len(name))
    whole = "|".join(map(re.escape, longest))
    return re.compile(whole if language == "zh" else rf"(?<!\w)(?:{whole})(?!\w)"), codes


def _translated(language: str) -> Iterator[tuple[str, str]]:
    """Each country's name by the ISO's translations; of "Irán, República islámica de" the first."""
    import pycountry

    book = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, [_CATALOGUES[language]])
    for country in pycountry.countries:
        if country.alpha_3 in AREAS:
            yield book.gettext(country.name).partition(",")[0].strip(), country.alpha_3


def _table(name: str, language: str) -> Iterator[tuple[str, list[str]]]:
    with (Path(__file__).parent / name).open(encoding="utf-8", newline="") as file:
        for own, code, words in list(csv.reader(file))[1:]:
            if own == language:
                yield code, words.split("|")
