"""How long those born in a year are told to live is of that year."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure


def read(text: str, phrase: str) -> ReadFigure:
    return next(one for one in read_text(text, "2026-03") if one.phrase == phrase)


@pytest.mark.parametrize(
    ("text", "phrase", "year"),
    [
        ("A Japanese born in 2023 can expect to live only 74 years.", "74 years", 2023),
        ("In Ghana a girl born in 2019 can expect to live 66 years.", "66 years", 2019),
        ("Kenya had 42 million people in 2010. A Kenyan born in 2008 could hope to live 57 years.",
         "57 years", 2008),
    ],
)  # fmt: skip
def test_it_is_surely_of_the_year_of_birth(text: str, phrase: str, year: int) -> None:
    one = read(text, phrase)
    assert one.reading is not None
    assert (one.state, one.reading.period.end) == ("sure", year)


def test_those_born_in_another_year_are_of_their_own() -> None:
    text = "An Italian born in 1970 could expect to live 72 years, one born today 83 years."
    first, last = read(text, "72 years").reading, read(text, "83 years").reading
    assert first is not None and last is not None
    assert (first.period.end, last.period.end) == (1970, None)


def test_a_year_of_birth_says_nothing_of_what_is_no_length_of_life() -> None:
    one = read("Of Kenyans born in 1990, 82% could read and write in 2018.", "82%")
    assert one.reading is not None and one.reading.period.end == 2018
