"""Words are found in a text wherever they stand, without reading it whole each time."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.texts import places
from sources.texts.places import Places


def found_by_reading(words: str, text: str) -> list[int]:
    return [at for at in range(len(text)) if words and text.startswith(words, at)]


SIGNS = "ab1 .\u0161\u0261\u4e61\U0001f661"
"""Some of these have the same lowest byte."""


@given(st.text(SIGNS, max_size=300), st.text(SIGNS, max_size=12))
def test_words_are_found_at_all_their_places(text: str, words: str) -> None:
    whole = text.ljust(places._SHORT)
    there = found_by_reading(words, whole) if words.strip() else None
    if there is not None:
        assert sorted(Places(whole).of(words, len(whole)) or []) == there
        assert sorted(Places(text).of(words, len(text)) or []) == found_by_reading(words, text)


@pytest.mark.parametrize("length", [1, 7, 8, 9, 40])
def test_words_of_the_text_itself_are_found_to_its_last_letter(length: int) -> None:
    draw = random.Random(16)
    whole = "".join(draw.choices("0123456789 abcdefgh", k=2 * places._SHORT))
    known = Places(whole)
    for start in (0, 1, 777, len(whole) - length):
        words = whole[start : start + length]
        assert sorted(known.of(words, len(whole)) or []) == found_by_reading(words, whole)


def test_what_stands_in_too_many_places_is_told_as_such() -> None:
    for whole in ("7% of it. " * 30, "7% of it. " * 30_000):
        assert Places(whole).of("7% of it", 29) is None
    assert len(Places("7% of it. " * 30).of("7% of it", 30) or []) == 30
    assert Places("x" * 30_000).of("", 5) == []
    assert Places("x" * 30_000).of("y", 5) == []
