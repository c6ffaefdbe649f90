"""A part of a country or of its people that a paragraph is about leaves its figures open."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text

RATES = "The fertility rate was 1.7 in 2021. Life expectancy was 58 years in 2021."


def states(text: str) -> list[tuple[str, str]]:
    read = read_text(text, "2026-03")
    wanted = {"1.7", "58 years", "1.9 million"}
    return [(one.phrase, one.state) for one in read if one.phrase in wanted]


@pytest.mark.parametrize(
    "lead",
    [
        "Northern Ireland has its own parliament.",
        "Western Australia is vast.",
        "Inner Mongolia belongs to China.",
        "Soweto is a township in South Africa.",
        "Kibera is a slum in Kenya's capital.",
        "Life is short in Zaatari, a refugee camp in Jordan.",
        "Our parish lies on the coast of Kenya.",
        "Our programme area in Ghana is the Upper East.",
        "Our project in Malawi covers the south.",
    ],
)
def test_a_part_of_a_country_that_was_told_of_leaves_each_figure_behind_open(lead: str) -> None:
    assert states(f"{lead} {RATES}") == [("1.7", "unsure"), ("58 years", "unsure")]


@pytest.mark.parametrize(
    "lead",
    [
        "Gypsies have lived in Hungary since 1400.",
        "Aboriginal people are 3% of Australia.",
        "Doctors in Germany live long.",
        "University graduates in Poland live longer.",
        "Take the homeless in Sweden.",
        "Take nuns in Germany.",
        "We surveyed 2,400 households in Bangladesh.",
        "The sample consisted of 1,200 mothers in Ghana.",
        "The study was carried out in Kisumu, Kenya.",
    ],
)
def test_some_of_a_people_who_were_told_of_leave_each_figure_behind_open(lead: str) -> None:
    assert states(f"{lead} {RATES}") == [("1.7", "unsure"), ("58 years", "unsure")]


@pytest.mark.parametrize(
    "lead",
    [
        "Ireland has its own parliament.",
        "Kenya is vast.",
        "Germany has many doctors.",
        "Kibera is a slum in Kenya's capital. Kenya is vast.",
        "Kenya did well.",
    ],
)
def test_a_country_that_is_itself_told_of_keeps_its_figures(lead: str) -> None:
    assert states(f"{lead} Life expectancy was 58 years in 2021.") == [("58 years", "sure")]


def test_a_country_named_again_and_a_series_of_its_economy_stay_sure() -> None:
    named = "We surveyed 2,400 households in Kenya. In 2021 Kenya's fertility rate was 1.7."
    assert states(named) == [("1.7", "sure")]
    text = "Doctors in Germany live long. GDP was $4.3 trillion in 2021."
    assert read_text(text, "2026-03")[-1].state == "sure"
