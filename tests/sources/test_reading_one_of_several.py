"""Words that name less than a series counts, or another kind of sum, leave their figure open."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure


def read(text: str, phrase: str) -> ReadFigure:
    return next(one for one in read_text(text, "2023-05") if one.phrase == phrase)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Copper brought Zambia two-thirds of what it earned abroad in 2018.", "two-thirds"),
        ("Crude oil brought Nigeria 82 per cent of what it earned abroad in 2018.", "82 per cent"),
        ("In Kenya household air pollution killed 68 people per 100,000 in 2016.", "68"),
        ("In Kenya 73 per cent of adults had a mobile money account in 2017.", "73 per cent"),
        ("In Kenya 53 per cent of women used a modern method in 2014.", "53 per cent"),
        ("Kenya paid 6 per cent interest on its debt in 2018.", "6 per cent"),
        ("Tourism cost Ireland $2 billion in 2018.", "$2 billion"),
        ("Kenya's real GDP was $70 billion in 2018.", "$70 billion"),
        ("In 2018 Kenya imported cars for $2 billion, or 3 per cent of GDP.", "3 per cent"),
        ("Exports of textiles were $2 billion in Kenya in 2018, the equivalent of 2 per cent of "
         "GDP.", "2 per cent"),
        ("Before 2015, Yemen had 26 million people.", "26 million"),
        ("Until 2011 Syria's economy grew by 4.6 percent a year.", "4.6 percent"),
        ("Men die earlier. In Russia 31 per cent of them smoke, and life expectancy was 72.7 years "
         "in 2018.", "72.7 years"),
        ("# Ethiopia, 2018\n\n| Indicator | % of total population |\n|---|---|\n"
         "| Rural people with electricity | 30 |\n| Urban population | 21 |\n", "30"),
        ("# Kenya, 2018\n\n- Girls 0-14 (%): 40\n- Real GDP (US$ billion): 70\n", "40"),
        ("# Kenya, 2018\n\n- Girls 0-14 (%): 40\n- Real GDP (US$ billion): 70\n", "70"),
    ],
)  # fmt: skip
def test_what_is_told_of_less_is_open(text: str, phrase: str) -> None:
    one = read(text, phrase)
    assert one.reading is not None and one.state == "unsure"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Ores and metals brought Zambia three-quarters of what it earned abroad in 2018.",
         "three-quarters"),
        ("Fuels were 82 per cent of what Nigeria earned abroad in 2018.", "82 per cent"),
        ("In 2018 Kenya exported goods and services worth $12 billion, or 13 per cent of GDP.",
         "13 per cent"),
        ("Kenya's GDP was $92 billion in 2018.", "$92 billion"),
        ("In Kenya 12 per cent of the population suffered from severe food insecurity in 2018.",
         "12 per cent"),
        ("# Ethiopia, 2018\n\n| Indicator | % of total population |\n|---|---|\n"
         "| Rural people with electricity | 30 |\n| Internet users | 19 |\n", "19"),
    ],
)  # fmt: skip
def test_what_is_told_of_all_is_sure(text: str, phrase: str) -> None:
    assert read(text, phrase).state == "sure"


def test_what_was_told_before_is_not_offered_where_a_figure_is_of_gdp() -> None:
    one = read(
        "In Kenya 12 per cent of the population suffered from severe food insecurity in 2018. "
        "Fishing contributed 1 per cent of GDP.",
        "1 per cent",
    )
    assert one.reading is None
