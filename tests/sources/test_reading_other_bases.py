"""A percentage told of others than its series counts is not surely of that series."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("Unemployment in Viet Nam was 1.6% of the population in 2024.", "the population"),
        ("In 2023, 78.1% of Vietnamese households used the internet.", "Vietnamese households"),
    ],
)
def test_a_part_of_others_is_not_surely_of_a_series(text: str, whom: str) -> None:
    one = read_text(text, "2026")[0]
    assert one.state == "unsure"
    assert one.doubt is not None
    assert one.doubt.words == f"it is told of “{whom}”, and its series is not"


@pytest.mark.parametrize(
    "text",
    [
        "Unemployment in Viet Nam was 1.6% of the labour force in 2024.",
        "In 2023, 78.1% of Vietnamese people used the internet.",
    ],
)
def test_a_part_of_those_that_a_series_counts_is_surely_of_it(text: str) -> None:
    assert read_text(text, "2026")[0].state == "sure"
