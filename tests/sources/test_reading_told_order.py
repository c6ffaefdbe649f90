"""Comparisons, ranks and extremes in the many ways that they are told without a figure."""

from __future__ import annotations

import pytest
from readings import reading_of, told_in, years_said

from sources.reading.sentences.model import ReadFigure


def say(one: ReadFigure) -> str:
    reading = reading_of(one)
    years = years_said(reading)
    place = f" {one.figure.value}" if reading.measure == "rank" else ""
    held = reading.to or reading.among or "-"
    areas = " + ".join(reading.areas)
    return f"{reading.measure}{place} {reading.indicator} {areas} of {held} {years} {reading.order}"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Rwanda's life expectancy was 69 in 2019, a good deal longer than Burundi's.",
         "comparison life_expectancy RWA of BDI 2019 highest"),
        ("The economy of Senegal expanded by 6 per cent in 2021, which was faster than the African "
         "average.", "comparison gdp_growth SEN of m49-002 2021 highest"),
        ("Growth in Mali was 3.1 per cent in 2021, although weaker than in Niger.",
         "comparison gdp_growth MLI of NER 2021 lowest"),
        ("Slovakia's population of 5.4 million is barely smaller than Finland's.",
         "comparison population SVK of FIN latest lowest"),
        ("Poland, Hungary and Romania all grew by 4 per cent. Poland's economy, at $597 billion, "
         "is larger than the other two put together.",
         "comparison gdp_current_usd POL of HUN + ROU latest highest"),
        ("Croatia's income per head was $17,000 in 2021, thereby overtaking Hungary's.",
         "comparison gdp_per_capita HRV of HUN 2021 highest"),
        ("Vietnam's GDP per head was $3,700 in 2021; it has fallen behind Indonesia.",
         "comparison gdp_per_capita VNM of IDN 2021 lowest"),
        ("In Laos 7 per cent of children die before five; Cambodia does better.",
         "comparison under_five_mortality KHM of LAO latest lowest"),
        ("Chile's Gini index is 45; Brazil's is higher still.",
         "comparison gini BRA of CHL latest highest"),
        ("In 2010 Egypt had 78 million inhabitants. Ethiopia, with 83 million, was by then the "
         "more populous of the two.", "comparison population ETH of EGY 2010 highest"),
        ("Jamaica's debt was 94 per cent of GDP in 2019, well below its peak of 2013.",
         "comparison government_debt JAM of - 2013-2019 lowest"),
        ("Enrolment in Mali fell to 56 per cent in 2019, no better than in 2010.",
         "comparison primary_enrolment_net MLI of - 2010-2019 lowest"),
    ],
)  # fmt: skip
def test_one_is_held_against_another_or_its_past(text: str, wanted: str) -> None:
    one = told_in(text)[-1]
    assert (say(one), one.state) == (wanted, "unsure")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Nowhere in Europe is the fertility rate so low as in Malta.",
         "extreme fertility_rate MLT of m49-150 latest lowest"),
        ("No country has as many people as India.",
         "extreme population IND of countries latest highest"),
        ("Norway's GDP per head was $89,000 in 2021, a level no other country of the Nordics "
         "matches.", "extreme gdp_per_capita NOR of NORDIC 2021 highest"),
        ("The total fertility rate of Niger was 6.8 children in 2019, and no other country's was "
         "higher.", "extreme fertility_rate NER of countries 2019 highest"),
        ("Population density is highest in Monaco.",
         "extreme population_density MCO of countries latest highest"),
        ("In 2018 Tuvalu had the tiniest economy on the planet.",
         "extreme gdp_current_usd TUV of countries 2018 lowest"),
        ("Japan had a life expectancy of 84 in 2019, unmatched in the world.",
         "extreme life_expectancy JPN of countries 2019 highest"),
        ("Remittances are worth 29% of GDP in Tajikistan, a proportion exceeded nowhere but in "
         "Nepal.", "rank 2 remittances_gdp TJK of countries latest highest"),
        ("Indonesia had 274 million people in 2021, fourth after China, India and the United "
         "States.",
         "rank 4 population IDN of countries 2021 highest"),
        ("Public debt of Jamaica fell to 94 per cent of GDP in 2019, for the first time this "
         "century.", "extreme government_debt JAM of JAM 2001-2019 lowest"),
        ("Output fell by 2.8 percent in Zambia in 2020, the country's first recession since 1998.",
         "extreme gdp_growth ZMB of ZMB 1998-2020 lowest"),
    ],
)  # fmt: skip
def test_the_first_and_the_next_are_told_in_many_words(text: str, wanted: str) -> None:
    one = told_in(text)[-1]
    assert (say(one), one.state) == (wanted, "unsure")


def test_a_figure_right_at_a_comparison_still_measures_it() -> None:
    assert not told_in("Life expectancy in Spain is five years longer than in Mexico.")
    assert not told_in("Inflation in Turkey was 20 points higher than in Greece.")


def test_the_words_of_a_comparison_end_with_as_a_whole() -> None:
    found = told_in("Tanzania grew by 7% in 2016, faster than sub-Saharan Africa as a whole.")
    assert [one.phrase for one in found] == ["faster than sub-Saharan Africa as a whole"]
