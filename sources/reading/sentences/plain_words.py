"""Words that change nothing of what a figure is of, by kind: `plain_words.csv`.

Nor do the words of a series' own name: who says "a bank or a mobile-money provider" of people with
an account says what the series counts.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from sources.reference.series import series_names

_TABLE = Path(__file__).with_name("plain_words.csv")
_BEFORE = frozenset({"function", "degree", "adverb", "verb", "people", "place"})
"""Kinds of words that may stand right before what is measured, and narrow it down to nothing."""


@lru_cache(maxsize=1)
def _kinds() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    with _TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for word in row["words"].split():
                found.setdefault(word, set()).add(row["kind"])
    return {word: frozenset(kinds) for word, kinds in found.items()}


def _bare(word: str) -> str:
    word = word.casefold().replace("’", "'")
    return word.removesuffix("'s").removesuffix("'")


def is_plain(word: str) -> bool:
    """Whether a word says nothing of what is measured, or of whom."""
    return _bare(word) in _kinds() or word.casefold() in _kinds()


def is_plain_before(word: str) -> bool:
    """Whether a word may stand right before what is measured: "total", no "second" or "school"."""
    return not _BEFORE.isdisjoint(_kinds().get(_bare(word), frozenset()))


_WORD = re.compile(r"[a-zà-ÿ]+")
_ALL_OF = re.compile(r"(?:[\w-]+, )*[\w-]+,? and (?:\w+ )?[\w-]+")
"""What a name lists, any one of which alone would be less ("goods and services")."""
_EITHER = re.compile(
    r"(?:(?:[\w-]+ ){0,2}[\w-]+, )*(?:[\w-]+ )?[\w-]+,? or"
    r"(?: (?:with|an?|the|at|in))*(?: [\w-]+){1,2}"
)
"""Any one of which is less too, and which a text joins as well ("a bank or a post office")."""


def is_named_by(code: str, word: str, sentence: str) -> bool:
    """Whether a word stands in the name of a series, and narrows it down to nothing.

    Args:
        code: The series, as in World Development Indicators.
        word: The word.
        sentence: The words of one figure, in which it stands. Where the name lists several ("unsafe
            water, unsafe sanitation and lack of hygiene"), one of them is less, all are the whole.
    """
    plain, lists, either = _of_name(code)
    stem = _stem(_bare(word))
    if stem in plain or (stem in _SCHOOLING and code.startswith("SE.")):
        return True
    sentence = sentence.casefold()
    if stem in either:
        own = re.escape(_bare(word))
        joined = rf"\bor (?:[\w-]+[ -]){{0,2}}?{own}\b|\b{own}(?:[ -][\w-]+){{0,2}}? or\b"
        return re.search(joined, sentence) is not None
    said = _words(sentence)
    return any(stem in listed and listed <= said for listed in lists)


_SCHOOLING = frozenset({"education", "school", "schooling"})
"""What all series of education are of, whether their names say it or not."""


def _stem(word: str) -> str:
    return word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")


@lru_cache(maxsize=512)
def _of_name(code: str) -> tuple[frozenset[str], tuple[frozenset[str], ...], frozenset[str]]:
    """The words of a name that list nothing, those of each "and", and those of its "or"; stems."""
    name = series_names("wdi").get(code, "").casefold()
    either = " ".join(found[0] for found in _EITHER.finditer(name))
    name = _EITHER.sub(" ", name)
    lists = tuple(_words(found[0]) - _JOINING for found in _ALL_OF.finditer(name))
    return _words(_ALL_OF.sub(" ", name)) - _words(either), lists, _words(either) - _JOINING


_JOINING = frozenset({"and", "or", "with", "of", "at", "a", "the", "in", "for", "to"})


def _words(text: str) -> frozenset[str]:
    return frozenset(map(_stem, _WORD.findall(text)))
