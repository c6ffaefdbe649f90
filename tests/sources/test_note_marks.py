"""Marks of notes, and signs that do not show, within the words of a sentence."""

from __future__ import annotations

import pytest

from sources.reading.note_marks import without_note_marks
from sources.reading.read import read_text


@pytest.mark.parametrize(
    "text",
    [
        "In 2019 Kenya had 51.2 million¹ people.",
        "In 2019 Kenya had 51.2 million[1] people.",
        "In 2019,³ Kenya had 51.2 million¹,² people.",
        "In 2019 the popu\u00adlation of Ken\u200bya was 51.2 million.",
    ],
)
def test_a_mark_between_the_words_of_a_sentence_leaves_its_figure_sure(text: str) -> None:
    (one,) = read_text(text, "2026-03")
    assert (one.state, one.phrase) == ("sure", "51.2 million")
    assert one.reading is not None and one.reading.areas == ("KEN",)
    assert one.sentence == text


@pytest.mark.parametrize(
    "text",
    [
        "The land is 580,000 km² wide, and 7.7 × 10⁹ people live on the earth as a whole today.",
        "Population¹\t51.2\t31.3",
        "| Population¹ | 51.2 |",
        "Population¹: 51.2 million",
    ],
)
def test_powers_and_the_marks_of_rows_are_left(text: str) -> None:
    assert without_note_marks(text) == text
