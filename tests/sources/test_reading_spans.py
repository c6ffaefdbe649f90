"""From when to when a change is told: up to now, to a year spoken of, over a span told before."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure

INDIA = "In 2020 India had 1.4 billion people. "


def read(text: str, published: str, phrase: str) -> ReadFigure:
    return next(one for one in read_text(text, published) if phrase in one.phrase)


def years(text: str, published: str, phrase: str) -> tuple[int | None, int | None]:
    reading = read(text, published, phrase).reading
    assert reading is not None
    return reading.period.start, reading.period.end


@pytest.mark.parametrize(
    ("text", "phrase", "start", "end"),
    [
        (INDIA + "Neonatal mortality in Nepal has declined by half since 1995.", "half",
         1995, None),
        (INDIA + "Indian women have only two children each, half as many as in 1990.", "half",
         1990, None),
        (INDIA + "Neonatal mortality in Nepal had declined by half since 1995.", "half",
         1995, 2020),
        ("Togo's people were 8.1 million in 2019. They numbered twice as many as in 1990.",
         "twice", 1990, 2019),
        ("In 2012 life expectancy in Peru was 74 years. It has increased by 3 years since 2000.",
         "3 years", 2000, 2012),
        ("In Mali the enrolment ratio was 4 per cent in 2019, which is double that of 2005.",
         "double", 2005, 2019),
    ],
)  # fmt: skip
def test_a_change_told_in_the_present_runs_up_to_now_and_one_of_the_past_to_its_year(
    text: str, phrase: str, start: int, end: int | None
) -> None:
    assert years(text, "2021", phrase) == (start, end)


def test_up_to_when_a_multiple_runs_is_open_behind_a_year_that_was_spoken_of() -> None:
    text = "In 2015 Mali had 17 million people. Its population density is twice that of 1990."
    found = read(text, "2021", "twice")

    assert found.state == "unsure"
    assert found.doubt is not None
    assert found.doubt.about == "when"


def test_what_would_have_been_is_not_certain() -> None:
    text = (
        'Poland\'s unemployment was 3.9 per cent in 2018, so "under 5 per cent" would have been so.'
    )

    assert read(text, "2019", "under 5").state == "unsure"
