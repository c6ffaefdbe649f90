"""From when to when a change is told: up to now, to a year spoken of, over a span told before."""

from __future__ import annotations

import pytest

from sources.model import Period
from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure

INDIA = "In 2020 India had 1.4 billion people. "


def read(text: str, published: str, phrase: str) -> ReadFigure:
    return next(one for one in read_text(text, published) if phrase in one.phrase)


def years(text: str, published: str, phrase: str) -> tuple[int | None, int | None]:
    reading = read(text, published, phrase).reading
    assert reading is not None
    return reading.period.start, reading.period.end


@pytest.mark.parametrize(
    ("text", "phrase", "start", "end"),
    [
        (INDIA + "Neonatal mortality in Nepal has declined by half since 1995.", "half",
         1995, None),
        (INDIA + "Indian women have only two children each, half as many as in 1990.", "half",
         1990, None),
        (INDIA + "Neonatal mortality in Nepal had declined by half since 1995.", "half",
         1995, 2020),
        ("Life expectancy in Togo was 50 years in 1970 and has since increased by 11 years.",
         "11 years", 1970, None),
        ("In 1970 Togo had 2 million people. Its life expectancy has since risen by 11 years.",
         "11 years", 1970, None),
        ("Togo's people were 8.1 million in 2019. They numbered twice as many as in 1990.",
         "twice", 1990, 2019),
        ("In 2012 life expectancy in Peru was 74 years. It has increased by 3 years since 2000.",
         "3 years", 2000, 2012),
        ("In Mali the enrolment ratio was 4 per cent in 2019, which is double that of 2005.",
         "double", 2005, 2019),
    ],
)  # fmt: skip
def test_a_change_told_in_the_present_runs_up_to_now_and_one_of_the_past_to_its_year(
    text: str, phrase: str, start: int, end: int | None
) -> None:
    assert years(text, "2021", phrase) == (start, end)


def test_up_to_when_a_multiple_runs_is_open_behind_a_year_that_was_spoken_of() -> None:
    text = "In 2015 Mali had 17 million people. Its population density is twice that of 1990."
    found = read(text, "2021", "twice")

    assert found.state == "unsure"
    assert found.doubt is not None
    assert found.doubt.about == "when"


def test_what_would_have_been_is_not_certain() -> None:
    text = (
        'Poland\'s unemployment was 3.9 per cent in 2018, so "under 5 per cent" would have been so.'
    )

    assert read(text, "2019", "under 5").state == "unsure"


IRAN = "In 1980 life expectancy in Iran was 54 years. "


@pytest.mark.parametrize(
    ("text", "phrase", "start", "end"),
    [
        ("In 2018 Kenya had 51 million people. In 1995 it had been 27 million. Between these years "
         "infant mortality fell from 60 to 36.", "60", 1995, 2018),
        ("Peru had 26 million people in 2000. By 2010 it had 29 million. Over that decade "
         "unemployment fell from 8 per cent to 4 per cent.", "8 per cent", 2000, 2010),
        (IRAN + "By 2015 it had reached 75 years, a gain of 21 years.", "21 years", 1980, 2015),
        ("Life expectancy in Iran was 75 years in 2015. In 1980 it was 54, so it has risen by 21 "
         "years.", "21 years", 1980, 2015),
        (IRAN + "Thirty-five years later it was 75: it had risen by 21 years.", "21 years",
         1980, 2015),
        ("Taxes in Togo, which brought in 9 per cent of GDP in 2002, now yield twice as much, and "
         "poverty fell from 62 per cent in 2006 to 45 per cent last year.", "twice", 2002, None),
    ],
)  # fmt: skip
def test_a_change_is_over_the_years_told_apart_before_it(
    text: str, phrase: str, start: int, end: int | None
) -> None:
    assert years(text, "2020", phrase) == (start, end)
    assert read(text, "2020", phrase).state == "unsure"


@pytest.mark.parametrize(
    ("text", "phrase", "measure", "start"),
    [
        ("In 2006 inflation in Togo was 2.2 per cent; two years later prices rose by 8.7 per cent.",
         "8.7", "value", 2008),
        ("In 2006 inflation in Togo was 2.2 per cent; two years later prices had risen by 11 per "
         "cent.", "11", "growth", 2006),
    ],
)  # fmt: skip
def test_what_prices_rose_by_years_later_is_of_that_year_and_what_they_had_risen_by_since(
    text: str, phrase: str, measure: str, start: int
) -> None:
    reading = read(text, "2012", phrase).reading

    assert reading is not None
    assert (reading.measure, reading.period.start, reading.period.end) == (measure, start, 2008)


@pytest.mark.parametrize(
    ("text", "phrase", "end"),
    [
        ("In 1970 a Thai woman bore six children, and a child just born could expect to live 59 "
         "years.", "59 years", 1970),
        ("In 1970 a Thai woman bore six children, and a child born today can expect to live 79 "
         "years.", "79 years", None),
    ],
)  # fmt: skip
def test_what_one_could_expect_is_of_the_year_told_and_what_one_can_of_the_newest(
    text: str, phrase: str, end: int | None
) -> None:
    reading = read(text, "2019", phrase).reading

    assert reading is not None
    assert reading.period.end == end


def test_a_rate_of_one_year_sums_up_nothing_told_before_it() -> None:
    text = IRAN + "In 2015 its economy shrank by 1.4 per cent."

    assert years(text, "2020", "1.4 per cent") == (2015, 2015)


@pytest.mark.parametrize(
    ("text", "phrase", "start", "end", "state"),
    [
        ("In 2013 unemployment in Togo fell from 12 per cent to 10 per cent.", "12 per cent",
         2012, 2013, "unsure"),
        ("Unemployment in Togo fell from 12 per cent the year before to 10 per cent in 2013.",
         "12 per cent", 2012, 2013, "sure"),
        ("Unemployment in Togo fell from 12 per cent in 2008 to 10 per cent in 2013.",
         "12 per cent", 2008, 2013, "sure"),
        ("Unemployment in Togo rose to 7.2 per cent in 2013 from 3.4 per cent.", "3.4",
         2012, 2012, "unsure"),
        ("Unemployment in Togo rose to 7.2 per cent in 2013 from 3.4 per cent in 2005.", "3.4",
         2005, 2005, "sure"),
        ("Between 2005 and 2013 unemployment in Togo rose to 7.2 per cent from 3.4 per cent.",
         "7.2", 2013, 2013, "unsure"),
    ],
)  # fmt: skip
def test_where_a_figure_moved_from_is_of_the_year_before_where_no_other_is_told(
    text: str, phrase: str, start: int, end: int, state: str
) -> None:
    assert years(text, "2015", phrase) == (start, end)
    assert read(text, "2015", phrase).state == state


@pytest.mark.parametrize(
    ("text", "phrase", "start", "end"),
    [
        ("Estonia's economy shrank by 14.7 per cent in 2009, and unemployment tripled within two "
         "years, from 5.5 per cent in 2008 to 16.7 per cent.", "16.7", 2008, 2010),
        ("In 1981 Ghana had 11 million people. GDP per capita had fallen by a tenth in ten years.",
         "a tenth", 1971, 1981),
        ("In 1981 Ghana had 11 million people. GDP per capita has risen by a quarter in ten years.",
         "a quarter", 2008, 2018),
    ],
)  # fmt: skip
def test_so_many_years_are_counted_from_the_year_told_or_up_to_the_past_told(
    text: str, phrase: str, start: int, end: int
) -> None:
    assert years(text, "2018", phrase) == (start, end)


def test_a_part_of_an_earlier_years_value_is_a_ratio_over_time() -> None:
    text = "In 2015 Kenya's exports of goods were less than half the previous year's $7.3 billion."
    part, sum_ = read_text(text, "2019-05")
    assert part.reading is not None and sum_.reading is not None
    assert (part.reading.measure, part.reading.period) == ("ratio", Period(2014, 2015))
    assert sum_.reading.period == Period(2014, 2014)


@pytest.mark.parametrize(
    "words", ["a third of the 2010 figure", "a third of 2010's", "half its 2010 level"]
)
def test_a_part_of_a_years_figure_is_no_share_of_output(words: str) -> None:
    [found] = read_text(f"In 2015 Kenya's remittances were {words}.", "2019-05")
    assert found.reading is not None
    assert (found.reading.measure, found.reading.period) == ("ratio", Period(2010, 2015))
