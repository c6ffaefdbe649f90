"""Why a figure is open is told by what is so: of whom, of what, and that a time is no topic."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure


def read(text: str, phrase: str) -> ReadFigure:
    return next(one for one in read_text(text, "2026-03") if one.phrase == phrase)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("In 2022, 70% of Kenyans relied on wood or charcoal for cooking.", "70%"),
        ("In 2022, 70% of Swedes lived near a forest.", "70%"),
        ("In 2022, 70% of people in Kenya lived in the woods.", "70%"),
    ],
)
def test_a_share_of_people_is_none_of_land(text: str, phrase: str) -> None:
    found = read(text, phrase)
    assert found.state == "unsure"
    assert found.doubt is not None and found.doubt.about == "what"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("In 2021, 6% of Kenya was covered by forest.", "6%"),
        ("In 2022, 70% of the Netherlands was forest.", "70%"),
        ("In 2022, forests covered 24% of the Philippines.", "24%"),
        ("Access to electricity in Ethiopia stalled at 55.4% in 2022.", "55.4%"),
        ("Inflation was in double digits in Ghana, where consumer prices rose 17.2% in 2015.",
         "17.2%"),
        ("Uganda's population has more than doubled since 2000, from 24 million to 50 million in "
         "2024.", "more than doubled"),
        ("Life expectancy in Peru fell to 71.6 years in 2021, after the coronavirus struck.",
         "71.6 years"),
    ],
)  # fmt: skip
def test_what_narrows_nothing_leaves_a_figure_sure(text: str, phrase: str) -> None:
    assert read(text, phrase).state == "sure"


def test_a_pandemic_that_only_tells_when_is_no_topic() -> None:
    text = (
        "In Peru life expectancy at birth was 77.7 years in 2023. It had fallen from 76.3 years in "
        "2019 to 71.6 years in 2021 during the COVID-19 pandemic."
    )
    reading = read(text, "from 76.3 years in 2019 to 71.6 years").reading
    assert reading is not None and reading.indicator == "life_expectancy"


def test_what_no_series_covers_is_told_once_and_without_a_code_name() -> None:
    found = read("Peru had 4 million COVID-19 cases in 2022.", "4 million")
    assert found.reading is None
    assert found.unverifiable.count("nearest") == 1 and "_" not in found.unverifiable


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Hospital beds per 1,000 people in Germany: 76 in 2022.", "76"),
        ("Hospital beds per 1,000 people: Japan 12.6, Germany 7.6, Italy 31 (2022).", "31"),
    ],
)
def test_a_value_that_no_series_has_is_held_against_what_a_label_names(
    text: str, phrase: str
) -> None:
    found = read(text, phrase)
    assert found.reading is not None and found.reading.indicator == "hospital_beds"
    assert found.doubt is not None and "no area has such a value" in found.doubt.words


def test_an_age_that_ends_a_group_is_no_figure_of_its_own() -> None:
    assert read("In 2023, 29.8% of Japanese were 65 or over.", "65 or over").kind == "threshold"
