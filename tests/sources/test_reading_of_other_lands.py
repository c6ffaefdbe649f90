"""Sums of a country in years in which its name stood for another territory."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure
from sources.reference.former import other_land


def first_of(text: str) -> ReadFigure:
    return read_text(text, published="2026-03")[0]


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("Germany's population in 1980 was 61.5 million.", "West Germany alone"),
        ("Sudan's population was 43.6 million in 2010.",
         "Sudan with what is South Sudan today"),
        ("Pakistan's population was 115 million in 1965, more than half of it in the east.",
         "Pakistan with what is Bangladesh today"),
        ("Serbia had 10.5 million people in 2005.", "Serbia with Kosovo or Montenegro"),
        ("Ukraine had 42.2 million people in 2018.", "Ukraine without Crimea"),
        ("| Country | Population, million (2010) |\n|---|---|\n| Sudan | 43.6 |\n"
         "| Kenya | 42.0 |", "Sudan with what is South Sudan today"),
    ],
)  # fmt: skip
def test_a_sum_of_a_country_that_had_another_territory_is_open(text: str, of: str) -> None:
    found = first_of(text)
    assert found.state == "unsure"
    assert found.doubt is not None
    assert (found.doubt.about, found.doubt.words) == ("whose", f"it may be of {of}")


@pytest.mark.parametrize(
    "text",
    [
        "Germany's life expectancy was 73 years in 1980.",
        "Germany had 82.9 million people in 2018.",
        "Sudan's population was 42 million in 2018.",
        "Germany's GDP per capita was $12,138 in 1980.",
        "Ukraine's GDP was $131 billion in 2018.",
    ],
)
def test_rates_and_later_years_stay_sure(text: str) -> None:
    assert first_of(text).state == "sure"


def test_the_newest_year_and_spans_that_reach_into_the_years_count() -> None:
    assert other_land("UKR", None, None) is not None
    assert other_land("DEU", 1985, 2000) is not None
    assert other_land("DEU", 1991, 2000) is None
    assert other_land("KEN", 1960, 1960) is None
