"""A part of what another has is a ratio to it, whichever words tell it; of its own it is none."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import Reading


def ratio_in(text: str) -> Reading | None:
    read = read_text(text, "2018-06")
    found = [one.reading for one in read if one.reading and one.reading.measure == "ratio"]
    return found[-1] if found else None


@pytest.mark.parametrize(
    ("text", "to"),
    [
        (
            "Kenyans emit 0.4 tonnes of CO2 a year each, one-fortieth of what an American emits.",
            "USA",
        ),
        ("Income per person in Korea was about a tenth of the American in 1970.", "USA"),
        (
            "Ethiopia has 0.03 physicians per 1000 people, a hundredth of the European density.",
            "m49-150",
        ),
        ("GDP per capita in Mali, at $450, is less than a third of the average for the EU.", "EU"),
        ("GDP per person was $310 in Ghana, less than half of what it was in Togo.", "TGO"),
        ("Mali's income per head was barely a third of that of copper-rich Zambia.", "ZMB"),
        ("A Brazilian uses 2,600 kWh of electricity a year, half as much as a Spaniard.", "ESP"),
        ("By GDP per capita, Germany reached 5.08 times the figure of Mexico in 2016.", "MEX"),
        ("GDP per head in Mali was $772, less than half the average for Spain ($1,589).", "ESP"),
        ("Peru today has less than half of Spain's income per head.", "ESP"),
    ],
)
def test_a_part_of_what_another_has_is_a_ratio_to_it(text: str, to: str) -> None:
    found = ratio_in(text)
    assert found is not None and found.to == to


def test_a_ratio_behind_a_sum_per_head_is_of_that_sum() -> None:
    text = "GDP was US$5,350 per inhabitant in Peru, less than half the average of Spain."
    found = ratio_in(text)
    assert found is not None and (found.indicator, found.to) == ("gdp_per_capita", "ESP")


@pytest.mark.parametrize(
    "text",
    [
        "A fifth of the GDP of Germany is industry.",
        "In Chad a third of the Chinese live in towns.",
        "A quarter of the income of Kenya comes from farming.",
        "It was a fortieth birthday for Kenya.",
    ],
)
def test_a_part_of_ones_own_is_no_ratio(text: str) -> None:
    assert ratio_in(text) is None


def test_a_part_of_a_sum_is_no_growth_where_no_word_says_that_something_grew() -> None:
    text = "GDP per head in Mali was $772 in 2016, two fifths of the goal."
    [part] = [one for one in read_text(text, "2018") if one.phrase == "two fifths"]
    assert part.state == "unsure"
