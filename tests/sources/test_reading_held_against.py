"""Whom a figure is of, where its words name whom somebody is only held against."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import Reading


def read(text: str, phrase: str) -> Reading:
    found = next(one for one in read_text(text, published="2024") if one.phrase == phrase)
    assert found.reading is not None
    return found.reading


@pytest.mark.parametrize(
    "text",
    [
        "The average woman in Niger has 6.8 children. That is nearly three times the world "
        "average of 2.4. It has come down, but slowly: in 2000 it was 7.7.",
        "Women in Niger have 6.8 children, against a world average of 2.4. In 2000 it was 7.7.",
    ],
)
def test_a_text_goes_on_about_the_country_that_was_held_against_the_world(text: str) -> None:
    assert read(text, "7.7").areas == ("NER",)


@pytest.mark.parametrize(
    ("text", "phrase", "area"),
    [
        ("Peru's economy shrank in 2020. Measured by the line for upper-middle-income countries, "
         "$6.85 a day, 33 per cent of the population were poor in 2022.", "33 per cent", "PER"),
        ("Oman's debt is falling. Its youth unemployment is low for the Arab world at 15%.",
         "15%", "OMN"),
        ("Poland rearms. Defence was 3.8% of GDP last year, top of NATO.", "3.8%", "POL"),
        ("Norway sells oil. Its people had the second highest income per person in Europe, "
         "$104,000.", "$104,000", "NOR"),
        ("Bolivia exports gas. It has the lowest income per head in South America, at $3,400.",
         "$3,400", "BOL"),
    ],
)  # fmt: skip
def test_those_by_whom_a_country_is_judged_are_not_told_of(
    text: str, phrase: str, area: str
) -> None:
    assert read(text, phrase).areas == (area,)


def test_where_something_is_highest_is_told_of() -> None:
    text = "Unemployment is highest in Sub-Saharan Africa, at 9 per cent."
    assert read(text, "9 per cent").areas == ("SSF",)


@pytest.mark.parametrize(
    ("text", "phrase", "areas", "to"),
    [
        ("Kenya emits 0.4 tonnes of CO2 per person. South Africa emits twenty times as much, "
         "Nigeria about twice.", "twenty", ("ZAF",), "KEN"),
        ("GDP per head in Bolivia is $3,500. A Chilean earns four times as much, a Peruvian twice "
         "as much.", "twice", ("PER",), "BOL"),
    ],
)  # fmt: skip
def test_a_multiple_that_names_none_is_of_what_was_told_before(
    text: str, phrase: str, areas: tuple[str, ...], to: str
) -> None:
    found = read(text, phrase)
    assert (found.measure, found.areas, found.to) == ("ratio", areas, to)
