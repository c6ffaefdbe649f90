"""Which of several series a figure is of: the one its own words name, then the one told last."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure


def read_at(text: str, phrase: str) -> ReadFigure:
    """What is read of the figure whose phrase holds some words."""
    return next(one for one in read_text(text, "2018-06") if phrase in one.phrase)


def series_at(text: str, phrase: str) -> str:
    """The series read at a figure; empty where none is."""
    reading = read_at(text, phrase).reading
    return reading.indicator if reading else ""


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("A child in Jordan may live to 74, and 98 per cent of adults could read in 2015.", "74"),
        ("Men in Peru lived to 72 and 94 per cent of adults could read in 2015.", "72"),
    ],
)
def test_years_lived_to_are_no_percentage_of_what_follows(text: str, phrase: str) -> None:
    assert series_at(text, phrase).startswith("life_expectancy")


def test_what_a_paragraph_speaks_of_comes_before_the_figure_of_the_one_above() -> None:
    text = (
        "In 2015 inflation in Jordan was 3 per cent.\n\n"
        "Who does the housework? Jordanian women spent a fifth of their day on it in 2015."
    )
    assert series_at(text, "a fifth") != "inflation"
