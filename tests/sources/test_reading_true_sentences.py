"""True figures that were once read as something else, and off for it: what they are now."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure


def read(text: str, phrase: str, published: str = "2024") -> ReadFigure:
    """The figure of a text whose phrase holds some words."""
    return next(one for one in read_text(text, published) if phrase in one.phrase)


UNSURE = [
    ("The population of Ghana differed from that of Mali by 12 million people in 2020.", "12"),
    ("In 2015 life expectancy was 66 years in Kenya and 75 in Chad, a gap of 9 years.", "9 years"),
    ("In 2015 women lived to 71 and men to 66 in Brazil, a difference of 5 years.", "5 years"),
    ("The mayor, in Mali for a congress, described a country in which 87 per cent of people lived "
     "in cities in 2018.", "87 per cent"),
    ("GDP per head came to $20,800 in Uruguay in 2022 and to $13,700 across the water.", "$13,700"),
    ("In 2019 unemployment averaged 6% in OECD countries.", "6%"),
    ("Foreign direct investment in Chad, which has averaged 1% of GDP since 2010, fell.", "1%"),
    ("Chad had 15 million people in 2018. Its growth averaged 3% a year between 2010 and 2018.",
     "3%"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "phrase"), UNSURE)
def test_what_its_words_leave_open_is_not_sure(text: str, phrase: str) -> None:
    assert read(text, phrase).state == "unsure"


def test_a_gap_is_between_women_and_men_only_where_these_are_named() -> None:
    of_areas = read(
        "In 2015 life expectancy was 66 years in Kenya and 75 in Chad, a gap of 9 years.", "9 years"
    )
    of_sexes = read(
        "In 2015 women lived to 71 and men to 66 in Brazil, a life expectancy gap of 5 years.",
        "5 years",
    )
    assert of_areas.reading is not None
    assert "FE" not in of_areas.reading.indicator
    assert "MA" not in of_areas.reading.to
    assert of_sexes.reading is not None
    assert of_sexes.reading.to == "wdi:SP.DYN.LE00.MA.IN" or "male" in of_sexes.reading.to


@pytest.mark.parametrize(
    ("text", "weighting"),
    [
        ("In 2022 life expectancy averaged 60.8 years in sub-Saharan Africa.", ""),
        ("The unweighted average of life expectancy in the EU was 79 years in 2022.", "simple"),
        ("The simple average of unemployment in the EU was 9 per cent in 2014.", "simple"),
    ],
)
def test_each_member_counts_once_only_where_the_text_says_so(text: str, weighting: str) -> None:
    found = [one.reading for one in read_text(text, "2024") if one.reading is not None]
    assert [one.weighting for one in found] == [weighting]


def test_extended_over_is_no_bound() -> None:
    one = read("The forests of Chad extended over 1.3 million hectares in 2016.", "1.3")
    assert one.figure.hedge == "none"
    assert read("Chad has over 1.3 million hectares of forests.", "1.3").figure.hedge == "lower"


@pytest.mark.parametrize(
    ("text", "is_share"),
    [
        ("The inflation rate of Chad was one of three numbers that they brought.", False),
        ("In Chad one of three adults had a bank account in 2016.", True),
        ("In Chad one in three adults had a bank account in 2016.", True),
        ("It was one of two reasons.", False),
    ],
)
def test_one_of_three_things_is_no_share(text: str, is_share: bool) -> None:
    assert any(one.figure.unit == "percent" for one in read_text(text, "2019")) == is_share


def test_a_headline_is_of_the_year_that_the_text_below_gives_its_figure() -> None:
    text = (
        "Malaysia ages as census counts 32.4 million people\n\n"
        "Malaysia had 32.4 million inhabitants in 2020, the statistics department said.\n"
    )
    head, below = (one for one in read_text(text, "2022") if one.phrase == "32.4 million")
    assert head.reading == below.reading
    assert head.reading is not None
    assert head.reading.period.end == 2020


def test_a_year_in_brackets_beside_a_figure_is_only_that_figures() -> None:
    text = "Exports of Ecuador\n\n• Fuels make up a third of merchandise exports (58% in 2012)."
    first, second = (one.reading for one in read_text(text, "2020"))
    assert first is not None
    assert first.period.end is None
    assert second is not None
    assert second.period.end == 2012


def test_lines_of_a_factsheet_are_statements_of_their_own() -> None:
    text = (
        "Ecuador\n\nPopulation: 17.4 million\n"
        "GDP (2018): US$107.6bn, the eighth largest sum in all of Latin America\n"
        "GDP per capita: US$6,300\n"
    )
    one = read(text, "6,300", "2020")
    assert one.sentence == "GDP per capita: US$6,300"
    assert one.state == "unsure" or (one.reading is not None and one.reading.period.end is None)


def test_the_year_before_right_behind_a_rate_is_when_it_was() -> None:
    text = "In India GDP grew by 8.9% in 2021, after shrinking by 6.6% the year before."
    assert [one.reading and one.reading.period.end for one in read_text(text, "2022")] == [
        2021,
        2020,
    ]


def test_the_same_period_is_that_of_the_two_years_told_before() -> None:
    text = (
        "In 1991 half of all Indonesians with a job were farmers. By 2018 the share had dropped to "
        "30%, while services had climbed to 48%. China went from 60% to 27% over the same period."
    )
    jobs = read(text, "48%").reading
    pair = read(text, "60%").reading
    assert jobs is not None
    assert jobs.indicator == "employment_services"
    assert pair is not None
    assert (pair.period.start, pair.period.end, pair.indicator) == (
        1991,
        2018,
        "employment_agriculture",
    )


def test_what_a_country_is_judged_by_is_not_whom_the_text_goes_on_about() -> None:
    text = "Namibia\n\nNamibia is large. By African standards it is rich, but its Gini index is 59."
    found = read(text, "59").reading
    assert found is not None
    assert found.areas == ("NAM",)


@pytest.mark.parametrize("words", ["8 years after the 52 million recorded for 2010", "for 8 years"])
def test_how_long_after_a_figure_another_was_told_is_a_duration(words: str) -> None:
    text = f"That was the population of Kenya in 2018, {words}."
    assert {one.kind for one in read_text(text, "2019") if one.phrase.split()[0] == "8"} == {
        "duration"
    }


@pytest.mark.parametrize(
    ("text", "phrase", "years"),
    [
        ("Sir, In your leader of 4 May you say nothing about 2010. In that year Peru's economy "
         "grew by 8.3 per cent.", "8.3", (2010, 2010)),
        ("The share of people using the internet in Kenya rose by 2.9 percentage points in 3 "
         "years, from 2015 to 2018.", "2.9", (2015, 2018)),
        ("Forest as a share of land: Pakistan, 5 per cent; Ghana, 34 per cent (data for 2017).",
         "5 per cent", (2017, 2017)),
        ("GDP in Kenya amounted to $60 billion in 2010; in Hungary it amounted to $131 billion.",
         "$131 billion", (2010, 2010)),
    ],
)  # fmt: skip
def test_years_are_read_as_a_reader_takes_them(
    text: str, phrase: str, years: tuple[int, int]
) -> None:
    one = read(text, phrase, "2020")
    assert one.state == "sure"
    assert one.reading is not None
    assert (one.reading.period.start, one.reading.period.end) == years


def test_lines_that_begin_with_a_picture_are_items() -> None:
    text = (
        "\N{MOBILE PHONE} Internet users in Colombia, 2018: 64 per cent of the population\n"
        "\N{MOBILE PHONE} In Finland: 89 per cent\n"
    )
    first = read(text, "64", "2020").reading
    assert first is not None
    assert first.areas == ("COL",)


def test_a_level_goes_on_with_a_sure_one_where_nothing_else_is_named() -> None:
    text = "In 2010 electricity reached 19% of Kenyans. In 2016 it was 64%."
    assert [one.state for one in read_text(text, "2018")] == ["sure", "sure"]
    other = "In 2010 electricity reached 19% of Kenyans. In 2016 inflation was 6%, exports 14%."
    assert [one.state for one in read_text(other, "2018")][2] == "unsure"


def test_a_country_s_parliament_is_the_country_s_and_the_european_parliament_is_nobody_s() -> None:
    one = read("Women hold 39 per cent of the seats in Ethiopia's parliament.", "39")
    assert one.reading is not None
    assert (one.reading.areas, one.state) == (("ETH",), "sure")
    held = read(
        "In 2016 33.5 per cent of seats in the parliament of Mali were held by women.", "33"
    )
    assert held.state == "sure"
    other = read("Women hold 39 per cent of the seats in the European Parliament.", "39")
    assert other.reading is None or not other.reading.areas


def test_what_people_told_a_survey_is_no_claim() -> None:
    text = "In our survey of 1,200 homes 71 per cent said prices rose; inflation in Mali was 2%."
    assert [one.kind for one in read_text(text, "2021")] == ["method", "method", "claim"]


def test_two_years_of_one_sentence_are_the_period_of_the_next() -> None:
    text = (
        "Ethiopia had 66 million people in 2000; in 2020 it had 117 million. "
        "Over the same period life expectancy rose from 51 to 65 years."
    )
    found = read(text, "51").reading
    assert found is not None
    assert (found.period.start, found.period.end) == (2000, 2020)


def test_each_of_two_figures_has_the_year_beside_it_and_a_multiple_is_over_both() -> None:
    text = "In 2000 Kenya had 31 million people and in 2020 52 million, almost twice as many."
    first, last, times = (one.reading for one in read_text(text, "2022"))
    assert first is not None
    assert last is not None
    assert (first.period.end, last.period.end) == (2000, 2020)
    assert times is not None
    assert (times.to, times.period.end) == ("2000", 2020)


def test_years_of_something_are_a_duration() -> None:
    assert read("Twenty years of change in Chad", "Twenty").kind == "duration"
    assert read("In Chad children get 7 years of schooling.", "7 years").kind == "claim"
