"""A year behind a figure that is of the next clause, or of what the figure is held against."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text


@pytest.mark.parametrize(
    "text",
    [
        "Kenya has 51 million people, in 1990 it had 24 million.",
        "Kenya has 51 million people, in 1990, it had 24 million.",
        "Kenya has 51 million people, in 1990 less than half.",
        "Life expectancy in Kenya is 66 years, in 2000 it was 51.",
        "Peru's GDP per capita is $6,941, in 2000 it was $1,950.",
        "A woman in Senegal has 4.7 children, in 1990 she had 6.5.",
        "Women hold 23 per cent of the seats in Kenya's parliament, in 1990 they held 6.",
        "Children under 15 make up 16 percent of Albanians, half the share recorded in 1991.",
        "Inflation in Ghana is 9.8 per cent, a third of the rate recorded in 2001.",
    ],
)
def test_it_is_not_surely_the_year_of_the_figure(text: str) -> None:
    first = read_text(text, "2020-05")[0]
    assert first.state == "unsure"


@pytest.mark.parametrize(
    "text",
    [
        "Kenya's population was 51 million, in 2018.",
        "Kenya had 51.4 million people in 2018, more than twice the number of 1990.",
        "Inflation was 4.7 per cent in Kenya in 2018, half the rate of 2017.",
        "Kenya had 51 million people, in 2018, and 24 million in 1990.",
    ],
)
def test_one_at_the_figure_or_at_its_end_is_its_own(text: str) -> None:
    first = read_text(text, "2020-05")[0]
    assert first.state == "sure" and first.reading is not None
    assert first.reading.period.end == 2018
