"""A year left open between the newest and the one spoken of before, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sources.model import Period
from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure
from sources.registers.from_text import TextHead, paper_of

HEAD = TextHead("t", "T", "", "2018-06", "")
NEWEST = Period(None, None)


def last_of(text: str, published: str = "2018-06") -> ReadFigure:
    return read_text(text, published)[-1]


def other_of(text: str, published: str = "2018-06") -> Period | None:
    read = last_of(text, published)
    return None if read.doubt is None else read.doubt.or_period


@pytest.mark.parametrize(
    "text",
    [
        "Kenya had 48 million people in 2016. Ghana has 28 million people.",
        "In 2016 Kenya had 48 million people. Life expectancy in Ghana is 62 years.",
    ],
)
def test_the_newest_year_and_the_one_before_are_both_told(text: str) -> None:
    read = last_of(text)
    assert read.state == "unsure" and read.reading is not None
    assert read.doubt is not None and read.doubt.or_period is not None
    assert {read.reading.period, read.doubt.or_period} == {NEWEST, Period(2016, 2016)}


@pytest.mark.parametrize(
    "text",
    [
        "Ghana has 28 million people.",
        "Kenya had 48 million people in 2016. Over those years life expectancy in Ghana was 62.",
        "Kenya had 48 million people in 2016. Unemployment in Ghana has never been above 9%.",
        "Kenya had 48 million people in 2016. Life expectancy in Ghana rose from 57 to 62 years.",
        "Kenya had 48 million people in 2016. Inflation in Ghana averaged 12 per cent.",
        "In 2016 Kenya had 48 million people. Unemployment was 9%, and in 2010 it was 7% in Ghana.",
    ],
)
def test_what_may_be_of_a_third_year_has_no_other_one(text: str) -> None:
    assert other_of(text) is None


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("From 2009 to 2011 Estonia's GDP grew by 5.1% a year on average.", Period(2010, 2011)),
        ("Kenya's economy grew by 5.9% a year on average from 2010 to 2016.", Period(2011, 2016)),
    ],
)
def test_a_mean_of_yearly_growth_is_told_with_and_without_its_first_year(
    text: str, other: Period
) -> None:
    read = last_of(text)
    assert read.reading is not None and read.reading.period.start == (other.start or 0) - 1
    assert other_of(text) == other


def test_a_mean_of_one_series_for_two_countries_has_no_other_period() -> None:
    assert (
        other_of("From 2009 to 2011 Estonia or Latvia grew by an average of 5.1% a year.") is None
    )


def test_a_year_ahead_of_the_text_is_none_of_the_two() -> None:
    text = "Kenya is to have 66 million people in 2030. Life expectancy in Ghana is 62 years."
    assert other_of(text) is None


def test_a_row_of_a_table_has_no_other_year() -> None:
    text = "In 2016 Kenya had 48 million people.\n\n| Ghana | population | 28,000,000 |\n"
    assert other_of(text) is None


def test_the_register_names_the_other_year_of_the_claim_alone() -> None:
    figures = read_text("Kenya had 48 million people in 2016. Ghana has 28 million people.", "2018")
    claims = paper_of(figures, HEAD).paper.claims
    others = {one.id: one.how_read and one.how_read.or_period for one in claims}
    assert others.pop("f2") == Period(2016, 2016)
    assert set(others.values()) == {None}


def test_a_reading_that_a_person_confirmed_has_one_year() -> None:
    read = last_of("Kenya had 48 million people in 2016. Ghana has 28 million people.")
    settled = replace(read, state="confirmed", by="Ada")
    [claim] = paper_of([settled], HEAD).paper.claims
    assert claim.how_read is not None and claim.how_read.or_period is None


@pytest.mark.parametrize(
    "text",
    [
        "Ethiopia's life expectancy was 67 years in 2016. When Haile Selassie fell, life"
        " expectancy was 39.5 years.",
        "Mozambique's GDP per head was $622 in 2016. As the war ended, GDP per head was $206.",
        "Norway had 5.2 million people in 2016. The year oil was found, the population was 3.8"
        " million.",
        "Norway had 5.2 million people in 2016. By the time oil was found, the population was 3.8"
        " million.",
        "Kenya had 48 million people in 2016. At independence the population was 8.9 million.",
    ],
)
def test_what_an_event_dates_is_of_neither_of_two_years(text: str) -> None:
    assert last_of(text).state == "unsure" and other_of(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Kenya had 48 million people in 2016. As for Ghana, it has 28 million people.",
        "Kenya had 48 million people in 2016. But Ghana has 28 million people.",
    ],
)
def test_what_no_event_dates_is_of_one_of_two_years(text: str) -> None:
    assert other_of(text) is not None
