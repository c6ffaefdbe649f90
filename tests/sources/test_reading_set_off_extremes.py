"""A superlative set off by a dash or a comma right behind a figure is a claim of its own."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text


@pytest.mark.parametrize(
    "text",
    [
        "UK GDP grew 4.3% - fastest in the G7!",
        "UK GDP grew 4.3% in 2022 — fastest in the G7.",
        "Life expectancy in Japan is 84 years, highest in the world.",
        "BREAKING: Unemployment in South Africa hits 32.9%, the highest in the world",
        "Unemployment in South Africa hits 32.9%, *highest in the world*.",
    ],
)
def test_an_extreme_set_off_behind_a_figure_is_not_passed_over(text: str) -> None:
    told = read_text(text, "2024-01")[-1]
    assert told.reading is not None
    assert told.reading.measure == "extreme"
    assert told.state == "unsure"


def test_a_heading_that_states_no_figure_tells_no_order() -> None:
    assert not read_text("The largest economy in Africa\n\nNigeria is changing.", "2024-01")
