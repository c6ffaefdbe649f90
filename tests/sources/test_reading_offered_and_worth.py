"""Answers that a question offers are no claims; worth, "still say" or "up to" leave one open."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure


def read(text: str, phrase: str) -> ReadFigure:
    return next(one for one in read_text(text, "2026-03") if phrase in one.phrase)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Which is right? Kenya's population in 2024 was: 36 million / 46 million / 56 million.",
         "36 million"),
        ("Was Kenya's population in 2024 36 million or 56 million?", "36 million"),
    ],
)  # fmt: skip
def test_what_a_question_offers_is_no_claim(text: str, phrase: str) -> None:
    assert read(text, phrase).kind == "label"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Textbooks still say that Kenya's population was 30 million in 2024.", "30 million"),
        ("It is often said that Kenya's population was 30 million in 2024.", "30 million"),
        ("Foreign direct investment in Germany stood at $1 trillion in 2018.", "$1 trillion"),
        ("FDI in Kenya was worth 10% of GDP in 2018.", "10%"),
        ("Poland's GDP in 2018, after inflation, was $520 billion.", "$520 billion"),
        ("Poland's GDP was $520 billion in 2018, in 2010 money.", "$520 billion"),
        ("Up to 2018 Kenya had 42 million people.", "42 million"),
        ("Imported cars cost Kenya $1 billion or 1% of GDP in 2018.", "1%"),
        ("Oil made up 94% of Nigeria's exports in 2018.", "94%"),
    ],
)
def test_what_may_be_another_quantity_or_year_is_open(text: str, phrase: str) -> None:
    one = read(text, phrase)
    assert one.reading is not None and one.state == "unsure"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Which countries grew? Kenya's population was 56.4 million in 2024.", "56.4 million"),
        ("The UN says that Kenya's population was 56.4 million in 2024.", "56.4 million"),
        ("Net inflows of foreign direct investment in Kenya were worth $0.8 billion in 2018.",
         "$0.8 billion"),
        ("After inflation eased, Poland's GDP was $595 billion in 2018.", "$595 billion"),
        ("From 2010 up to 2018 Kenya's population grew by 9 million.", "9 million"),
        ("Imported goods and services cost Kenya 22% of GDP in 2018.", "22%"),
        ("Oil and gas made up 94% of Nigeria's exports in 2018.", "94%"),
    ],
)  # fmt: skip
def test_neighbours_stay_sure(text: str, phrase: str) -> None:
    assert read(text, phrase).state == "sure"
