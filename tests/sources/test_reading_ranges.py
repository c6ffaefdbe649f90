"""Words that say among whom a superlative holds are not whom the figure beside it is of."""

from __future__ import annotations

import pytest
from readings import areas_of, read_at, reading_of


@pytest.mark.parametrize(
    ("text", "phrase", "area"),
    [
        (
            "Tuvalu has the tiniest economy on the planet, $43 million in 2016.",
            "$43 million",
            "TUV",
        ),
        (
            "Qatar emits more CO2 per head than any other nation on Earth, 32 tonnes in 2015.",
            "32",
            "QAT",
        ),
        (
            "No country in Africa has more people than Nigeria, with 190 million in 2017.",
            "190 million",
            "NGA",
        ),
        (
            "No other developing region comes close: in South Asia 91.6 per cent had electricity.",
            "91.6 per cent",
            "SAS",
        ),
    ],
)
def test_a_range_is_no_owner(text: str, phrase: str, area: str) -> None:
    assert areas_of(text, phrase) == (area,)


@pytest.mark.parametrize(
    ("text", "phrase", "area"),
    [
        (
            "Uruguay's fertility rate is 1.4, below Germany, which stood at 1.6 in 2016.",
            "1.6",
            "DEU",
        ),
        (
            "Chad has 14 million people, fewer than Mali, which had 18 million in 2016.",
            "18 million",
            "MLI",
        ),
        (
            "A third of Indians live in towns, below Vietnam, let alone Brazil, where it is 87%.",
            "87%",
            "BRA",
        ),
    ],
)
def test_a_relative_clause_tells_more_of_whom_something_is_compared_with(
    text: str, phrase: str, area: str
) -> None:
    assert areas_of(text, phrase) == (area,)


def test_a_country_that_leads_its_clause_has_its_figure() -> None:
    text = (
        "In 2009, when world trade collapsed, GDP shrank by 6.6 per cent in Hungary, while Poland, "
        "whose exports come to 56 per cent of GDP, grew by 2.8 per cent."
    )
    assert areas_of(text, "2.8 per cent") == ("POL",)


def test_a_part_of_a_people_is_no_rank() -> None:
    text = "Over a third of Indonesian children under five (36.4% in 2013) are stunted."
    assert areas_of(text, "36.4%") == ("IDN",)


def test_an_average_that_something_is_above_is_not_whom_a_text_is_about() -> None:
    text = (
        "Gross domestic product grew 2.7 percent in 2017, slightly above the average for the euro "
        "area, where growth was 2.5 percent."
    )
    assert read_at(text, "2.7 percent").state == "unsure"


def test_more_than_half_of_a_level_is_no_change() -> None:
    text = (
        "Unemployment in Portugal fell from 11.1 percent in 2016, and is little more than half the "
        "level of 2013."
    )
    assert reading_of(read_at(text, "11.1 percent")).measure == "value"
