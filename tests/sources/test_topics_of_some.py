"""A topic that is told of some in passing is not what the clause or the sentence behind tells."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure


def read(text: str, phrase: str) -> ReadFigure:
    return next(one for one in read_text(text, "2026-03") if one.phrase == phrase)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Kenya had 50.2 million people in 2018, of whom 27% lived in towns; Ghana had 30.6"
         " million, Uganda 41.6 million.", "30.6 million"),
        ("Kenya had 50.2 million people in 2018, of whom 27% lived in towns; Ghana had 30.6"
         " million, Uganda 41.6 million.", "41.6 million"),
        ("Italy had 60.4 million people in 2018, of whom 51.6% were women; Spain had 46.8 million.",
         "46.8 million"),
    ],
)  # fmt: skip
def test_what_is_told_of_some_is_not_surely_told_of_the_next_country(
    text: str, phrase: str
) -> None:
    assert read(text, phrase).state == "unsure"


def test_a_sentence_goes_on_with_the_series_of_all_and_not_of_some() -> None:
    text = "Unemployment in Spain was 12.2% in 2023, among the young 28.8%."
    found = read(f"{text} In Greece it was 11.0% in 2023.", "11.0%")
    assert found.reading is not None and found.reading.indicator == "unemployment"
    text = "Life expectancy in Chile was 81.2 years in 2023, for women 83.1."
    found = read(f"{text} That of Peru was 77.7.", "77.7")
    assert found.reading is not None and found.reading.indicator == "life_expectancy"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Kenya had 50.2 million people in 2018, of whom 27% lived in towns.", "27%"),
        ("Kenya had 50.2 million people in 2018, of whom 27% lived in towns; in Ghana 56% lived in"
         " towns in 2018.", "56%"),
    ],
)  # fmt: skip
def test_what_is_told_of_some_stays_sure_of_them(text: str, phrase: str) -> None:
    assert read(text, phrase).state == "sure"
