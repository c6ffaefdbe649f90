"""Words of a figure's own sentence by which it is of others than its series counts."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text


def states(text: str, phrase: str) -> list[str]:
    return [one.state for one in read_text(text, "2026-03") if one.phrase == phrase]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Burkina Faso is at war. The jihadists control two fifths of the country, with 3 million "
         "people.", "3 million"),
        ("Syria's government ruled two thirds of the country in 2022, with 9 million people.",
         "9 million"),
        ("Java takes up 7 per cent of Indonesia, with 155 million people in 2022.", "155 million"),
        ("Peru's Andes are home to a quarter of Peruvians, or 9 million people in 2022.",
         "9 million"),
        ("The desert covers two thirds of Algeria, home to 2 million people in 2022.",
         "2 million"),
        ("Kenya makes up a fiftieth of Africa, with 54 million people in 2022.", "54 million"),
    ],
)  # fmt: skip
def test_people_behind_a_part_of_a_country_may_be_of_that_part(text: str, phrase: str) -> None:
    assert states(text, phrase) == ["unsure"]


def test_an_island_that_a_country_shares_is_no_part_of_it() -> None:
    text = "In 2022 Haiti took up a third of the island, with 11.5 million people."
    assert states(text, "11.5 million") == ["sure"]
