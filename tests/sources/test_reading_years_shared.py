"""Figures that share the year of a verb behind them, and years in the words that say whom."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text

BOTH_POOR = "14 per cent of Cambodians and 23 per cent of Lao were poor in 2012."
OR_SHARE = (
    "258 million people, or 3.4% of humanity, lived outside their country of birth in 2017, up "
    "from 153 million in 1990."
)
BUT_ONLY = "Of all Kenyans 31 per cent of men but only 19 per cent of women used the web in 2020."
CLOSER = (
    "More than a quarter of Mongolians, 28.4 percent to be exact, were living below the poverty "
    "line last year."
)
LONG_WAY = (
    "Just 45% of Kyrgyz adults had an account at a bank or with a mobile provider in 2021, up "
    "from 4% in 2011."
)
WHO_WANTED = (
    "Nearly one in four Argentines aged 15 to 24 who wanted work in 2019 could not find it."
)
USED = "Some 86% of people in Peru and 95% in Chile used the internet in 2016."
TWICE_WHAT = (
    "The jobless rate of the Philippines averaged 10.4%, twice what it had been in 2019. It was a "
    "bad year."
)
LARGEST = "Algeria has the biggest economy of the Maghreb, with a GDP of $175 billion in 2018."


@pytest.mark.parametrize(
    ("text", "figure", "year"),
    [
        (BOTH_POOR, "14", 2012),
        (BOTH_POOR, "23", 2012),
        (USED, "86", 2016),
        (USED, "95", 2016),
        (OR_SHARE, "258", 2017),
        (OR_SHARE, "3.4", 2017),
        (BUT_ONLY, "31", 2020),
        (CLOSER, "quarter", 2022),
        (LONG_WAY, "45", 2021),
        (LONG_WAY, "4%", 2011),
        (WHO_WANTED, "one in four", 2019),
        (LARGEST, "175", 2018),
        (LARGEST, "biggest", 2018),
    ],
)
def test_figures_share_the_year_of_their_verb(text: str, figure: str, year: int) -> None:
    read = [one for one in read_text(text, "2023-01-15") if one.reading is not None]
    one = next(one for one in read if figure in text[one.start : one.end])
    assert one.reading is not None
    assert one.reading.period.end == year


def test_the_year_of_what_a_figure_is_a_multiple_of_is_not_shared() -> None:
    reading = read_text(TWICE_WHAT, "2021-01-15")[0].reading
    assert reading is not None
    assert reading.period.end != 2019
