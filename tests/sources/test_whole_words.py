"""The phrase of a fact can be quoted: it does not break off in mid-air."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reading.told.whole_words import with_whole_words


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        (
            "Uganda started from the lowest level and reached 59.6 years of life expectancy.",
            "the lowest level",
        ),
        ("Ethiopia is almost ten times as populous as Burundi.", "almost ten times"),
        (
            "Rwanda (11.4 million people) was smaller than Tanzania (51.5 million).",
            "was smaller than Tanzania",
        ),
        (
            "India is now the most populous country in the world.",
            "the most populous country in the world",
        ),
    ],
)
def test_a_phrase_does_not_break_off(text: str, phrase: str) -> None:
    read = [with_whole_words(one, text) for one in read_text(text, "2018-12")]
    assert phrase in [one.phrase for one in read]
    assert all(text[one.start : one.end] == one.phrase for one in read)


def test_a_register_quotes_the_same_words() -> None:
    text = "Uganda started from the lowest level and reached 59.6 years of life expectancy."
    [fact] = [one for one in read_text(text, "2018-12") if one.phrase.startswith("the lowest")]
    told = with_whole_words(fact, text).figure
    assert (told.text, text[told.start : told.end]) == ("the lowest level", "the lowest level")
