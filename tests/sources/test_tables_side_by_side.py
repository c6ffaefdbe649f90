"""Two tables side by side: what stands above may head either half, so no value is sure."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text

UNDER_TITLES = (
    "Population, millions\tGDP growth, %\nCountry\t2010\t2018\tCountry\t2010\t2018\n"
    "Ghana\t24.8\t29.8\tGhana\t7.9\t6.3\nKenya\t42.0\t51.4\tKenya\t8.4\t6.3\n"
)
HALVES = (
    "| Country | Life expectancy, 2018 | Country | Life expectancy, 2018 |\n|---|---|---|---|\n"
    "| Ghana | 63.8 | Kenya | 66.3 |\n| Japan | 84.2 | Spain | 83.4 |\n"
)


@pytest.mark.parametrize("text", [UNDER_TITLES, HALVES])
def test_no_value_of_two_tables_side_by_side_is_sure(text: str) -> None:
    found = [one for one in read_text(text, "2020-05") if one.kind == "claim"]
    assert len(found) >= 4
    assert not [one.phrase for one in found if one.state == "sure"]
