"""Series guessed from single words, where no wording of the tables stands by a figure."""

from __future__ import annotations

import pytest
from readings import read_at, series_at

from sources.reading.read import read_text

DEPENDENCY = (
    "For every 100 people of working age in Niger there are 109 who are too young or too old to "
    "work."
)


def test_words_that_few_series_are_told_with_are_enough_for_a_guess() -> None:
    assert series_at(DEPENDENCY, "109") == "wdi:SP.POP.DPND"


def test_a_guess_stays_open_and_says_what_it_rests_on() -> None:
    one = read_at("In Kenya 78 per cent of those with the virus got medicines against HIV.", "78")
    assert one.state == "unsure"
    assert one.doubt is not None
    assert one.doubt.about == "what"
    assert "no series is named by it" in one.doubt.words
    assert "medicines" in one.doubt.words


@pytest.mark.parametrize(
    "text",
    [
        "The prospect pleased 40 per cent of visitors to the fair in Kenya.",
        "In Ghana the choir sang 24 psalms.",
    ],
)
def test_a_single_word_is_no_guess(text: str) -> None:
    assert all(one.reading is None for one in read_text(text, "2018-06"))


def test_what_a_guess_is_followed_by_stays_open_as_well() -> None:
    assert read_at(f"{DEPENDENCY} In 2000 it was 103.", "103").state == "unsure"
