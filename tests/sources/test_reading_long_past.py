"""Sentences of today behind one about a year long past: that year is not meant."""

from __future__ import annotations

from sources.model import Period
from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure

TEXT = (
    "Rwanda today\n\nIn 2023 life expectancy in Rwanda was 67.8 years.\n\n"
    "Electricity reached 10% of Rwandans in 2012. {now}"
)


def read(now: str, published: str = "2026-03") -> ReadFigure:
    found = read_text(TEXT.format(now=now), published)
    return next(one for one in found if "34" in one.phrase)


def test_a_sentence_of_today_is_of_the_last_year_named_or_of_the_newest() -> None:
    found = read("34% of Rwandans use the internet.")
    assert found.doubt is not None
    assert found.doubt.or_period == Period(2023, 2023)
    assert "the newest, or 2023, the last that the text names" in found.doubt.words


def test_a_sentence_of_the_past_may_be_of_the_year_long_past() -> None:
    found = read("34% of Rwandans used the internet.")
    assert found.reading is not None
    assert (found.reading.period.end, found.doubt) == (2012, None)


def test_a_year_that_is_not_long_past_may_be_meant() -> None:
    text = TEXT.replace("2023", "2015").replace("2012", "2013")
    now = "A quarter have clean water, and 34% use the internet."
    found = next(one for one in read_text(text.format(now=now), "2016-03") if "34" in one.phrase)
    assert found.doubt is not None
    assert found.doubt.or_period != Period(2015, 2015)


BESIDE = "34% of Rwandans use the internet{behind}."


def test_a_year_that_is_only_compared_with_leaves_two_to_be_meant() -> None:
    found = read(BESIDE.format(behind=", up from 8% in 2010"))
    assert found.doubt is not None
    assert found.doubt.or_period == Period(2023, 2023)
    other = read(BESIDE.format(behind=" (2021)"))
    assert other.doubt is None or other.doubt.or_period is None


def test_a_year_that_is_only_compared_with_is_not_that_of_today() -> None:
    text = "Unemployment in Poland is below 4 per cent, a third of what it was in 2013."
    found = next(one for one in read_text(text, "2018") if one.phrase == "below 4 per cent")
    assert found.reading is not None
    assert (found.state, found.reading.period.end) == ("sure", None)


def test_what_is_told_of_the_past_has_no_two_years_where_its_sentence_names_one() -> None:
    text = (
        "With 32.9 million people in 2007, Canada is large. The last edition of this handbook, "
        "which went by the figures for 2002, gave the population as 31.4 million."
    )
    found = next(one for one in read_text(text, "2009-03") if "31.4" in one.phrase)
    assert found.state == "unsure"
    assert found.doubt is None or found.doubt.or_period is None
