"""Shares of what a country earned by selling, told by a verb, and what they are of."""

from __future__ import annotations

import pytest
from readings import areas_of, read_at, reading_of, series_at, years_said


@pytest.mark.parametrize(
    ("text", "phrase", "series", "area"),
    [
        (
            "Oil and coal brought in two-thirds of what Colombia earned from goods sold abroad in "
            "2013.",
            "two-thirds",
            "fuel_exports",
            "COL",
        ),
        (
            "Copper brought in three-fifths of what Zambia earned from goods sold abroad in 2013.",
            "three-fifths",
            "wdi:TX.VAL.MMTL.ZS.UN",
            "ZMB",
        ),
        (
            "Repaying its debt cost Laos a tenth of what the country earned from exports in 2013.",
            "a tenth",
            "debt_service_exports",
            "LAO",
        ),
        (
            "In 2013 Ethiopia paid its creditors a quarter of what it earned from exports.",
            "a quarter",
            "debt_service_exports",
            "ETH",
        ),
    ],
)
def test_a_share_of_what_a_country_earned_is_its_own(
    text: str, phrase: str, series: str, area: str
) -> None:
    reading = reading_of(read_at(text, phrase))
    assert (reading.indicator, reading.measure) == (series, "value")
    assert areas_of(text, phrase) == (area,)
    assert years_said(reading) == "2013"


def test_coal_that_earns_is_an_export_and_coal_that_burns_is_none() -> None:
    text = "Oil and coal brought in 60% of Colombia's goods exports in 2013, up from 35% in 2003."
    assert series_at(text, "35%") == "fuel_exports"
    assert series_at("Oil and coal met 80% of Japan's energy needs.", "80%") != "fuel_exports"


def test_a_part_of_what_another_country_does_is_a_ratio() -> None:
    text = "Sri Lanka earns two-thirds of what Vietnam does from exports."
    assert reading_of(read_at(text, "two-thirds")).measure == "ratio"
