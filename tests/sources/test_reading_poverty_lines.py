"""Poverty is told by the line that the words give its own figure."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure


def read(text: str, phrase: str) -> ReadFigure:
    return next(one for one in read_text(text, "2021-05") if one.phrase == phrase)


@pytest.mark.parametrize(
    ("text", "phrase", "indicator"),
    [
        ("The poverty rate of Indonesia was 9.8% by the national line in 2018 and 24% at $3.20 a "
         "day.", "9.8%", "poverty_national"),
        ("The poverty rate of Indonesia was 9.8% by the national line in 2018 and 24% at $3.20 a "
         "day.", "24%", "poverty_lower_middle"),
        ("Nigeria's poverty rate is 40.1% by the national line for 2018 and 39.1% at the World "
         "Bank's $1.90.", "39.1%", "extreme_poverty"),
        ("In 2015 poverty in Kenya was 37% at $1.90 a day and 36.1% by the national poverty line.",
         "37%", "extreme_poverty"),
        ("In 2015 poverty in Kenya was 37% at $1.90 a day and 36.1% by the national poverty line.",
         "36.1%", "poverty_national"),
        ("In 2015, 36.1% of Kenyans lived below the national poverty line, and 37% on less than "
         "$1.90 a day.", "37%", "extreme_poverty"),
        ("By the national poverty line 36.1% of Kenyans were poor in 2015; by the international "
         "one of $1.90 a day 37% were.", "36.1%", "poverty_national"),
    ],
)  # fmt: skip
def test_each_of_two_shares_is_by_its_own_line(text: str, phrase: str, indicator: str) -> None:
    reading = read(text, phrase).reading
    assert reading is not None and reading.indicator == indicator


def test_a_share_before_another_with_a_line_is_open() -> None:
    found = read("Poverty in Kenya was 36.1% in 2015 and 37% at $1.90 a day.", "36.1%")
    assert found.state == "unsure"
    assert found.doubt is not None and "poverty line" in found.doubt.words


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("At $1.90 a day, poverty in Kenya was 37% in 2015 and 44% in 2005.", "44%"),
        ("Poverty in Kenya, at $1.90 a day, was 37% in 2015.", "37%"),
        ("Poverty in Kenya was 37% at $1.90 a day in 2015.", "37%"),
    ],
)  # fmt: skip
def test_one_line_said_first_holds_for_all(text: str, phrase: str) -> None:
    found = read(text, phrase)
    assert found.state == "sure"
    assert found.reading is not None and found.reading.indicator == "extreme_poverty"
