"""Men of a population are read of the series of men, as women are of theirs."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text


@pytest.mark.parametrize(("who", "sex"), [("men", "male"), ("women", "female"), ("males", "male")])
def test_a_part_of_the_population_is_of_its_sex(who: str, sex: str) -> None:
    one = read_text(f"In 2024, {who} made up 48.3% of Singapore's population.", "2026")[0]
    assert one.reading is not None
    assert one.reading.indicator == f"{sex}_share"
