"""Plain sentences that compare with others, or stand below a heading of their country."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text


@pytest.mark.parametrize(
    ("text", "phrase", "area"),
    [
        (
            "Ghana is not poor. Its GDP per capita of $2,260 in 2023 compares with $1,600 in "
            "Senegal.",
            "$2,260",
            "GHA",
        ),
        (
            "# Norway's trade\n\nNorway is rich.\n\n## A country of wires\n\nThe urban share was "
            "83.7% in 2023.",
            "83.7%",
            "NOR",
        ),
    ],
)
def test_whose_it_is_is_sure(text: str, phrase: str, area: str) -> None:
    found = next(one for one in read_text(text, "2025-01") if phrase in one.phrase)
    assert found.reading is not None
    assert (found.state, found.reading.areas) == ("sure", (area,))


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Its people made Mali great. Its population of 21 million made Mali strong.", "21"),
        (
            "# Norway's trade\n\nNorway is rich.\n\n## The jungle\n\nThe urban share was 3% in "
            "2023.",
            "3%",
        ),
    ],
)
def test_whose_it_is_stays_open(text: str, phrase: str) -> None:
    found = next(one for one in read_text(text, "2025-01") if phrase in one.phrase)
    assert found.state == "unsure"


def test_a_quarter_of_a_people_is_no_quarter_of_a_town() -> None:
    text = "A quarter of Kenyans were online in 2019. Life expectancy was 63.6 years in 2023."
    assert [one.state for one in read_text(text, "2026-03")] == ["sure", "sure"]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("There were 38.1 million Moroccans in 2024.", "sure"),
        ("There are now 56 million Kenyans.", "sure"),
        ("There are 5 million Kenyans who live abroad.", "unsure"),
        ("There were 3 million Kenyans in Nairobi in 2019.", "unsure"),
    ],
)
def test_so_many_of_a_people_are_its_population(text: str, state: str) -> None:
    found = next(one for one in read_text(text, "2026-03") if "million" in one.phrase)
    is_population = found.reading is not None and found.reading.indicator == "population"
    assert found.state == state
    assert is_population or state == "unsure"
