"""Figures that words near them make one of another thing, or of another country, than it seems."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure


def read(text: str, phrase: str) -> ReadFigure:
    return next(one for one in read_text(text, "2026-03") if one.phrase == phrase)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Output rose by 2.6 per cent in 2022, following 6.9 per cent in 2021 and a drop of 7.4 "
         "per cent in 2020.", "7.4 per cent"),
        ("Its economy grew by 4.8 per cent in 2022, after a rise of 7.0 per cent in 2021 and a "
         "decline of 8.9 per cent in 2020.", "8.9 per cent"),
        ("Inflation was 8.4 per cent in 2022, after 3.1 per cent in 2021 and a fall of 0.3 per "
         "cent in 2020.", "0.3 per cent"),
    ],
)  # fmt: skip
def test_a_fall_told_after_yearly_growth_may_be_of_its_year_alone(text: str, phrase: str) -> None:
    assert read(f"France had 68 million people in 2022. {text}", phrase).state == "unsure"


def test_a_fall_told_between_two_years_is_of_both() -> None:
    text = "France's GDP grew by 2.6 per cent in 2022, after a fall of 7.4 per cent between 2008 "
    assert read(text + "and 2010.", "7.4 per cent").state == "sure"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Life expectancy in Ireland was 82.5 years in 2022, a year and a half more than in "
         "Britain.", "a half"),
        ("Ghana's GDP was $74 billion in 2022, a billion and a half more than Kenya's.", "a half"),
        ("In 2022 women in Kenya had 3.3 children, a child and a half more than in Brazil.",
         "a half"),
        ("Life expectancy in Chile was 79.5 years in 2022, two years and a quarter more than in "
         "Peru.", "a quarter"),
    ],
)  # fmt: skip
def test_a_part_of_a_unit_told_before_it_is_no_part_of_the_other(text: str, phrase: str) -> None:
    assert read(text, phrase).state == "unsure"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Norway's emissions were 49 million tonnes in 2022.", "49 million"),
        ("Pakistan's emissions are 0.8 per cent of the world's.", "0.8 per cent"),
        ("Emissions per person were 4.4 tonnes in Brazil in 2018.", "4.4"),
        ("Germany emitted 746 million tonnes of greenhouse gases in 2022. Its emissions per head "
         "were 9 tonnes in 2022.", "9"),
        ("Peru's carbon footprint was 1.8 tonnes a head in 2019.", "1.8"),
    ],
)  # fmt: skip
def test_emissions_of_no_gas_that_is_named_are_open(text: str, phrase: str) -> None:
    assert read(text, phrase).state == "unsure"


def test_emissions_after_those_of_carbon_dioxide_are_of_it() -> None:
    text = "Chile's CO2 emissions were 90 million tonnes in 2019. Emissions per head were 4.7 t."
    assert read(text, "4.7").state == "sure"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Kenya's external debt was 57 per cent of GDP in 2021.", "57 per cent"),
        ("In 2021 Kenya paid 3 per cent of GDP in debt service.", "3 per cent"),
        ("Ireland's health spending was 11 per cent of GNI in 2021.", "11 per cent"),
        ("Ireland's exports came to 130 per cent of its gross national income in 2021.",
         "130 per cent"),
        ("Remittances to Nepal were 22 per cent of GNI in 2021.", "22 per cent"),
    ],
)  # fmt: skip
def test_a_part_of_gdp_is_none_of_national_income(text: str, phrase: str) -> None:
    assert read(text, phrase).state == "unsure"


def test_a_part_of_the_income_of_its_series_is_sure() -> None:
    text = "External debt in Kenya was 57 per cent of GNI in 2021."
    assert read(text, "57 per cent").state == "sure"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Mexico sells most of its goods to its northern neighbour. That country had 334 million "
         "people in 2022.", "334 million"),
        ("Mexico is large. Mexico's trade doubled, and much of it went on to Peru. That country's "
         "economy grew by 2.8 per cent in 2022.", "2.8 per cent"),
        ("Nepal trades with the giant to its south. That nation had 1.4 billion people in 2022.",
         "1.4 billion"),
        ("Fertility was 2.0 children per woman in Nepal in 2022 and 2.3 in the state that lies to "
         "its west.", "2.3"),
        ("Jordan and Syria share a border. Syria had 22 million people in 2022. The kingdom had 11 "
         "million people in 2022.", "11 million"),
        ("The two Congos, the Republic of the Congo and the Democratic Republic of the Congo, "
         "share a river. The smaller of the two lives on oil. Its economy grew by 1.5 per cent in "
         "2022.", "1.5 per cent"),
        ("In 2022, 6 million Ukrainians fled to other countries of Europe: 1.5 million to Poland.",
         "1.5 million"),
    ],
)  # fmt: skip
def test_a_country_told_without_its_name_is_open(text: str, phrase: str) -> None:
    assert read(text, phrase).state == "unsure"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Kenya is a republic. That country had 54 million people in 2022.", "54 million"),
        ("Jordan is small. The kingdom had 11 million people in 2022.", "11 million"),
    ],
)
def test_a_country_that_is_pointed_back_to_is_sure(text: str, phrase: str) -> None:
    assert read(text, phrase).state == "sure"
