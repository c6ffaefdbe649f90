"""What is sure, and what stays open, of figures that go on with the one before them."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure


def read(text: str, phrase: str, published: str = "2024") -> ReadFigure:
    return next(one for one in read_text(text, published=published) if one.phrase == phrase)


@pytest.mark.parametrize(
    ("text", "phrase", "indicator", "year"),
    [
        ("China had 1,396.2 million inhabitants in 2017, of whom 60.2 per cent lived in towns.",
         "60.2 per cent", "urban_share", 2017),
        ("China's gross domestic product was $12,537.6 billion in 2017, or $8,980 a head.",
         "$8,980", "gdp_per_capita", 2017),
        ("In 2019, GDP in Chile amounted to $279 billion (or $14,700 per capita).",
         "$14,700", "gdp_per_capita", 2019),
        ("Canada's GDP was $1,649.3 billion in 2017, and its GDP a head $45,130.",
         "$45,130", "gdp_per_capita", 2017),
        ("Under-five mortality in Nepal was 45.9 per 1,000 in 2010; in 2000 it had been 79.1.",
         "79.1", "under_five_mortality", 2000),
        ("In Germany 89.8 per cent of the population used the internet in 2020; in Indonesia it "
         "was 53.7 per cent, in Vietnam 70.3 per cent.", "70.3 per cent", "internet_users", 2020),
        ("Turkey's unemployment was 11% in 2018, and its inflation reached 16%.", "16%",
         "inflation", 2018),
        ("In 2019 Peru had 33 million people and a GDP of $230 billion.", "33 million",
         "population", 2019),
        ("Slovenia's economy shrank by 2.6 per cent in 2012. Inflation was 2.8 per cent.",
         "2.8 per cent", "inflation", 2012),
    ],
)  # fmt: skip
def test_a_figure_goes_on_surely_with_what_was_told(
    text: str, phrase: str, indicator: str, year: int
) -> None:
    found = read(text, phrase)
    assert found.reading is not None
    assert found.state == "sure", found.doubt
    assert (found.reading.indicator, found.reading.period.end) == (indicator, year)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        # a word of another time
        ("Slovenia's economy shrank by 2.6 per cent in 2012. Inflation was later 2.8 per cent.",
         "2.8 per cent"),
        # two years before it
        ("Slovenia's economy shrank by 2.6 per cent in 2012 and grew by 3 per cent in 2014. "
         "Inflation was 2.8 per cent.", "2.8 per cent"),
        # a clause of its own year
        ("Argentina's reserves were $40bn in 2021, and had fallen to $23bn by last December.",
         "$23bn"),
        # a part of what is named
        ("Farming gives work to 8.7 million of Brazil's labour force.", "8.7 million"),
    ],
)  # fmt: skip
def test_what_may_be_of_another_time_or_thing_is_open(text: str, phrase: str) -> None:
    assert read(text, phrase).state == "unsure"


def test_a_present_sentence_long_after_a_year_is_of_the_newest() -> None:
    text = (
        "Vietnam opened its economy in 2007, when 20 per cent of its people used the internet. "
        "Agriculture employs 38 per cent of Vietnam's workers."
    )
    found = read(text, "38 per cent", published="2019")
    assert found.reading is not None
    assert (found.state, found.reading.period.end) == ("sure", None)


def test_a_present_sentence_soon_after_a_year_is_open() -> None:
    text = (
        "Vietnam's economy grew by 7 per cent in 2018. Agriculture employs 38 per cent of "
        "Vietnam's workers."
    )
    assert read(text, "38 per cent", published="2019").state == "unsure"


def test_what_another_suffered_is_its_own() -> None:
    text = (
        "In 2009 Mexico's economy contracted by 6.5 per cent, far more than the decline of 1.9 per "
        "cent that Latin America as a whole suffered."
    )
    found = read(text, "decline of 1.9 per cent")
    assert found.reading is not None
    assert found.reading.areas == ("LCN",)


def test_they_of_women_and_men_is_open() -> None:
    text = "Indian girls overtook boys long ago: their enrolment in secondary school is 74 percent."
    assert read(text, "74 percent").state == "unsure"


def test_a_number_behind_stage_counts_nobody() -> None:
    text = "In 1970 a woman in Mali had 7 children. In stage 3 women have fewer children."
    assert read(text, "3").kind == "label"


@pytest.mark.parametrize(
    ("text", "phrase", "year"),
    [
        ("Thailand had 68.6 million inhabitants in 2010 and 71.6 million in 2020.", "71.6 million",
         2020),
        ("Kenya's inflation rose to 11.6 per cent in 2004, from 9.8 per cent the year before.",
         "9.8 per cent", 2003),
        ("In 2019 the rates of unemployment of Thailand and South Africa were 1.3 and 26.6 per "
         "cent.", "26.6 per cent", 2019),
        ("In 2017 Mexico's fertility rate stood at 2.2 children per woman, Guatemala's at 2.9.",
         "2.9", 2017),
    ],
)  # fmt: skip
def test_a_figure_has_the_year_that_stands_at_it(text: str, phrase: str, year: int) -> None:
    found = read(text, phrase)
    assert found.reading is not None
    assert (found.state, found.reading.period.end) == ("sure", year), found.doubt


def test_a_move_is_summed_up_of_what_moved() -> None:
    text = (
        "Between 2004 and 2014 the population of Kenya grew from 36 million to 46 million, or by "
        "28 per cent."
    )
    found = read(text, "28 per cent")
    assert found.reading is not None
    assert (found.state, found.reading.measure, found.reading.indicator) == (
        "sure",
        "growth",
        "population",
    )


def test_an_area_that_leads_the_next_figure_has_not_this_one() -> None:
    text = (
        "In Kenya 17 per cent of the population used the internet in 2018; in Ghana it was 39 per "
        "cent and in Togo 12 per cent."
    )
    found = read(text, "39 per cent")
    assert found.reading is not None
    assert (found.state, found.reading.areas) == ("sure", ("GHA",))


def test_a_footnote_behind_a_full_stop_ends_its_sentence() -> None:
    text = (
        "Nepal's GDP was $21.6 billion in 2011, or 0.03% of world GDP.[¹] Public consumption "
        "accounted for 10% of GDP in 2011 and gross capital formation for 27.8%."
    )
    found = read(text, "27.8%")
    assert found.reading is not None
    assert (found.reading.measure, found.reading.indicator) == ("value", "investment")


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        # no year says from when to when it went
        ("In 2005 Kenya had 38,577 km² of forest. In India forest went from 681,625 km² to "
         "702,952 km².", "from 681,625 km² to 702,952"),
        # towns, and the words of villages
        ("Our interviews were held in villages, and they cannot stand for the towns, where 76.9% "
         "of the people of France lived in 2004.", "76.9%"),
    ],
)  # fmt: skip
def test_where_another_year_or_place_may_be_meant_it_is_open(text: str, phrase: str) -> None:
    assert read(text, phrase).state == "unsure"


def test_a_line_has_not_the_area_of_the_next_line() -> None:
    text = (
        "Economy of Chile, with a nominal GDP of US$252.25 billion (2011)\n"
        "Economy of Peru, with a nominal GDP of US$171.76 billion (2011)"
    )
    found = read(text, "US$252.25 billion")
    assert found.reading is not None
    assert (found.state, found.reading.areas) == ("sure", ("CHL",))


def test_people_on_a_square_kilometre_are_not_all_of_a_country() -> None:
    text = "On each square kilometre of land Bangladesh had 1,227 people in 2017."
    found = read(text, "1,227")
    assert found.state == "unsure"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Spain's GDP was $1.4 trillion in 2019, or $36,000 a head in Madrid.", "$36,000"),
        ("Unemployment in Spain was 26 per cent in 2013, and in Andalusia it was 36 per cent.",
         "36 per cent"),
        ("Spain's economy shrank by 3 per cent in 2012. The poorest region had an unemployment "
         "rate of 33 per cent.", "33 per cent"),
        ("Spain's economy shrank by 3 per cent in 2012. Unemployment had been 8 per cent.",
         "8 per cent"),
        ("Spain's economy shrank by 3 per cent in 2012. In the slump of the seventies unemployment "
         "was 5 per cent.", "5 per cent"),
        ("In 2019 Chile (19 million) and Peru (33 million) had together a GDP of $510 billion.",
         "$510 billion"),
    ],
)  # fmt: skip
def test_a_place_within_a_country_and_another_time_leave_it_open(text: str, phrase: str) -> None:
    assert read(text, phrase).state == "unsure"


def test_a_headline_with_years_gives_no_millions_its_unit() -> None:
    text = (
        "Two neighbours, twenty years on\n\n"
        "Kenya had 53.0 million inhabitants in 2021 and Uganda 45.9 million, together 98.9 million."
    )
    for phrase, areas in (("45.9 million", ("UGA",)), ("98.9 million", ("KEN + UGA",))):
        found = read(text, phrase)
        assert found.reading is not None
        assert (found.state, found.reading.areas) == ("sure", areas)
