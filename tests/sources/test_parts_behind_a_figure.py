"""Words behind a colon, a dash or a comma that say whose the next figure is."""

from __future__ import annotations

import pytest
from readings import read_at, series_at


@pytest.mark.parametrize(
    ("text", "phrase", "series"),
    [
        (
            "In Poland, life expectancy was 77.2 years in 2016: women 81.1, men 73.4.",
            "77.2",
            "life_expectancy",
        ),
        (
            "In Poland, life expectancy was 77.2 years in 2016 – men 73.4, women 81.1.",
            "77.2",
            "life_expectancy",
        ),
        (
            "Unemployment in Italy was 8.1 per cent in 2016: youth 23.7 per cent.",
            "8.1",
            "unemployment",
        ),
        (
            "Basic drinking water in Malawi was at 69 per cent in 2015: urban 86, rural 65.",
            "69 per cent",
            "basic_water",
        ),
        (
            "In Malawi 14 per cent had electricity in 2016: in towns 54 per cent.",
            "14 per cent",
            "electricity_access",
        ),
        (
            "GDP of Ghana: $43 billion in 2016, agriculture 19 per cent.",
            "$43 billion",
            "gdp_current_usd",
        ),
        (
            "In town and country, 56 per cent of Kenyans had electricity in 2016.",
            "56 per cent",
            "electricity_access",
        ),
        (
            "Unemployment, young and old, was 11.7 per cent in Italy in 2016.",
            "11.7",
            "unemployment",
        ),
    ],
)
def test_a_part_told_behind_a_figure_is_that_of_the_next(
    text: str, phrase: str, series: str
) -> None:
    assert series_at(text, phrase) == series


def test_the_part_s_own_figure_is_of_it() -> None:
    text = "In Poland, life expectancy was 77.2 years in 2016: women 81.1, men 73.4."
    one = read_at(text, "81.1")
    assert one.reading is not None
    assert one.reading.indicator == "life_expectancy_female"
