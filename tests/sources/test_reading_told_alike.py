"""Values that words tell to be alike: a ratio of about one, to another area or to what was."""

from __future__ import annotations

from decimal import Decimal

import pytest
from readings import TOLD, reading_of, told_in, years_said

from sources.figures.likeness import read_likeness
from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure

ALIKE = TOLD | {"ratio"}


def told(text: str) -> list[ReadFigure]:
    return told_in(text, ALIKE)


def say(one: ReadFigure) -> str:
    reading = reading_of(one)
    years = years_said(reading)
    areas = " + ".join(reading.areas)
    return f"{reading.measure} {reading.indicator} {areas} of {reading.to or '-'} {years}"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("India has 1.41 billion people, about as many as China.",
         "ratio population IND of CHN latest"),
        ("Jordan's GDP was $46 billion in 2021, roughly the same as in Tunisia.",
         "ratio gdp_current_usd JOR of TUN 2021"),
        ("Life expectancy in Chile was 80 years in 2019, on a par with Denmark's.",
         "ratio life_expectancy CHL of DNK 2019"),
        ("Unemployment in Peru is just as high as in Chile.",
         "ratio unemployment PER of CHL latest"),
        ("Under-five mortality in Mali fell to 97 in 2021, similar to that of Niger.",
         "ratio under_five_mortality MLI of NER 2021"),
        ("Life expectancy in Cuba is 78. Costa Rica's is about the same.",
         "ratio life_expectancy CRI of CUB latest"),
        ("In Rwanda the debt ratio has caught up with that of Kenya.",
         "ratio government_debt RWA of KEN latest"),
        ("The adult literacy rate in Benin, 46 percent in 2021, is in line with Mali's.",
         "ratio literacy BEN of MLI 2021"),
    ],
)  # fmt: skip
def test_what_is_as_much_as_another_s_is_about_once_that(text: str, wanted: str) -> None:
    (one,) = told(text)
    assert say(one) == wanted
    assert (one.state, one.figure.value, one.figure.hedge) == ("unsure", Decimal(1), "about")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Inflation in Zambia averaged 10.9 percent in 2023, about the same as a year earlier.",
         "ratio inflation ZMB of - 2022-2023"),
        ("Forest covered 39 per cent of New Zealand in 2015. It had hardly changed in the "
         "preceding five years.", "ratio forest_share NZL of - 2010-2015"),
        ("The fertility rate in Kenya has barely moved since 2014.",
         "ratio fertility_rate KEN of - 2014-latest"),
        ("Unemployment in Spain was 13 per cent in 2022, unchanged from 2021.",
         "ratio unemployment ESP of - 2021-2022"),
    ],
)  # fmt: skip
def test_what_is_as_it_was_is_about_once_its_own_past(text: str, wanted: str) -> None:
    (one,) = told(text)
    assert (say(one), one.state) == (wanted, "unsure")


@pytest.mark.parametrize(
    "text",
    [
        "Germany's population, 83 million, is twice as large as Poland's.",
        "Ghana had 32 million people in 2021, at the same time as Togo had 8 million.",
        "Chile's life expectancy of 80 years may soon be as high as Denmark's.",
    ],
)
def test_what_is_counted_hoped_for_or_of_one_time_is_not_alike(text: str) -> None:
    assert not [one for one in told(text) if one.figure.value == 1]


def test_what_is_not_as_much_is_less() -> None:
    (one,) = told("Unemployment in Peru, at 7% in 2020, is not as high as in Chile.")
    assert say(one) == "comparison unemployment PER of CHL 2020"
    assert one.phrase == "not as high as in Chile"
    assert one.reading is not None and one.reading.order == "lowest"


def test_a_figure_is_not_surely_of_what_it_is_only_like() -> None:
    first = read_text("It spends 4% of GDP on schools, on a par with Denmark.", "2024")[0]
    assert first.state == "unsure"


def test_a_register_s_phrase_of_likeness_states_about_one() -> None:
    alike = read_likeness("about as many as China")
    assert alike is not None and alike.value == 1
    assert read_likeness("unchanged from 2010") is not None
    assert read_likeness("about the same as 20 years earlier") is not None
    assert read_likeness("3.3 times Germany's") is None
    assert read_likeness("as many as 30 million") is None
