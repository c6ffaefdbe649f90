"""A quantity named last, as what another is held against, is not what a figure is of."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text


@pytest.mark.parametrize(
    "text",
    [
        "Viet Nam's public debt was $433.9 billion in 2023, higher than its GDP.",
        "Viet Nam's public debt was $433.9 billion in 2023, its GDP much less.",
        "Viet Nam's public debt hit $476 billion in 2024, equal to its GDP.",
        "Government spending in Indonesia was $1.37 trillion in 2023, about as much as GDP.",
    ],
)
def test_what_another_thing_is_held_against_is_not_surely_told(text: str) -> None:
    one = read_text(text, "2026")[0]
    assert one.state == "unsure"
    assert one.doubt is not None
    assert one.doubt.words == "“GDP” may be only what it is held against"


@pytest.mark.parametrize(
    "text",
    [
        "Viet Nam's GDP was $433.9 billion in 2023, higher than that of Portugal.",
        "In 2023 Viet Nam produced $433.9 billion, about as much as the GDP of the Philippines.",
    ],
)
def test_what_is_held_against_its_like_is_surely_told(text: str) -> None:
    one = read_text(text, "2026")[0]
    assert (one.state, one.reading and one.reading.indicator) == ("sure", "gdp_current_usd")
