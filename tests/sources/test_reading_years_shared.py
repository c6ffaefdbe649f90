"""Figures that share the year of a verb behind them, and years in the words that say whom."""

from __future__ import annotations

import pytest

from sources.model import Period
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


def _doubt(text: str, phrase: str) -> str:
    [one] = [one for one in read_text(text, "2018") if phrase in one.phrase]
    return "" if one.doubt is None else one.doubt.words


def _period(text: str, phrase: str) -> Period | None:
    [one] = [one for one in read_text(text, "2018") if phrase in one.phrase]
    return None if one.reading is None else one.reading.period


def test_the_year_behind_two_figures_with_one_verb_may_be_of_both() -> None:
    text = (
        "Ghana is a country in Africa. Female life expectancy in Ghana was 64.5 years and male "
        "life expectancy 62.4 years in 2014."
    )
    assert _period(text, "64.5") == Period(2014, 2014)
    assert _doubt(text, "64.5") == "“2014” may not be its year"


def test_the_years_of_two_figures_told_apart_are_each_their_own() -> None:
    text = "In Ghana life expectancy was 58 years in 2000 and 62 years in 2014."
    assert _period(text, "58") == Period(2000, 2000)
    assert _period(text, "62") == Period(2014, 2014)


def test_no_year_is_called_lacking_that_stands_in_the_sentence() -> None:
    text = (
        "In 2014 it rained. Ethiopia is a country of 127 million people, and only 8 per cent of "
        "them had access to clean fuels for cooking in 2011."
    )
    assert _doubt(text, "127") == (
        "“2011” stands elsewhere in the sentence; the newest, or 2014 as before"
    )
    text = (
        "In 2016 the rate was 3 per cent. In Kenya, life expectancy was 63 years in 2016, and its "
        "people numbered 45 million."
    )
    assert "no year" not in _doubt(text, "45 million")
    text = (
        "In Ghana, only 18.4% of the population used at least basic drinking water services in "
        "2012, and 18.5% used at least basic sanitation services."
    )
    assert "no year" not in _doubt(text, "18.5%")


def test_a_year_that_is_told_twice_is_of_the_figure_beside_it() -> None:
    text = (
        "Norway's GDP rose from $490 billion in 2012 to $579 billion in 2013 on the back of gas, "
        "and industry accounted for 49% of Norwegian GDP in 2013."
    )
    assert _doubt(text, "49%") == ""


def test_the_year_of_a_publisher_in_brackets_is_none_of_a_figure_that_has_its_own() -> None:
    text = "Nigeria had 195.9 million inhabitants in 2015 (World Bank 2017)."
    assert _doubt(text, "195.9") == ""
    assert _period(text, "195.9") == Period(2015, 2015)
