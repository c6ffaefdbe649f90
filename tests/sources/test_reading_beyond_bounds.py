"""A value that no series has anywhere: what its words name is kept, and it is never sure."""

from __future__ import annotations

import pytest
from readings import read_at, series_at

from sources.reading.read import read_text


@pytest.mark.parametrize(
    ("text", "phrase", "series"),
    [
        ("Kenya's population was 51.4 billion in 2018.", "51.4 billion", "population"),
        ("GDP per capita in Kenya was $1.7 million in 2018.", "$1.7 million", "gdp_per_capita"),
        ("Life expectancy in Kenya was 663 years in 2018.", "663 years", "life_expectancy"),
        ("Fertility in Kenya was 35 births per woman in 2018.", "35", "fertility_rate"),
    ],
)
def test_a_slip_by_magnitude_is_held_against_what_its_words_name(
    text: str, phrase: str, series: str
) -> None:
    assert series_at(text, phrase) == series
    figure = read_at(text, phrase)
    assert figure.state == "unsure"
    assert "and no area has such a value" in str(figure)


def test_what_another_clause_names_is_none_of_it() -> None:
    text = "Life expectancy in Kenya is low; the museum of Nairobi has stood for 663 years."
    assert read_at(text, "663 years").reading is None


def test_what_was_spoken_of_before_is_not_offered_for_a_number_of_people_that_none_has() -> None:
    text = (
        "Access to clean cooking in Vietnam climbed from 50 per cent in 2010 to 97 per cent in "
        "2016. The country had 98.9 billion inhabitants in 2017."
    )
    one = read_text(text, "2020-04")[-1]
    assert one.reading is not None
    assert (one.reading.measure, one.reading.indicator) == ("value", "population")
    assert one.state == "unsure"
    assert one.doubt is not None
    assert one.doubt.words.startswith("its words name “population”, and no area has such a value")
