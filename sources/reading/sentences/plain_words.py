"""Words that change nothing of what a figure is of, by kind: `plain_words.csv`."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

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
