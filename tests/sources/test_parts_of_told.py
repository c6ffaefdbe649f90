"""A part of what was told before of the world or a group is a share of it, and whose words tell."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import Reading


def last_reading(text: str) -> Reading | None:
    return read_text(text, "2018-06")[-1].reading


@pytest.mark.parametrize(
    ("text", "areas", "of"),
    [
        (
            "The world released 38 billion tonnes of carbon dioxide in 2017. China alone "
            "accounted for a third of it.",
            ("CHN",),
            "world",
        ),
        (
            "ASEAN took in $150 billion of foreign direct investment in 2016, more than half of "
            "it through Singapore.",
            ("SGP",),
            "ASEAN",
        ),
        (
            "In 2017 the world had 7.5 billion people. Asia has 60% of the total.",
            ("m49-142",),
            "world",
        ),
        (
            "In the world 5.9 million children died before their fifth birthday in 2015. "
            "Africa accounted for half of these deaths.",
            ("m49-002",),
            "world",
        ),
    ],
)
def test_a_part_of_what_was_told_of_all_is_a_share(
    text: str, areas: tuple[str, ...], of: str
) -> None:
    found = last_reading(text)
    assert found is not None and found.measure == "share"
    assert (found.areas, found.of) == (areas, of)


@pytest.mark.parametrize(
    "text",
    [
        "Kenya exported goods worth $5 billion in 2017, a tenth of them to Uganda.",
        "The world counted 7.5 billion people in 2017, half of them under 30 in Asia's towns.",
        "Life expectancy in the world was 72 years in 2017. Kenya made up 10% of it.",
    ],
)
def test_a_part_of_a_country_s_or_of_a_rate_is_none(text: str) -> None:
    found = last_reading(text)
    assert found is None or found.measure != "share"
