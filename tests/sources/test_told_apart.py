"""Two numbers that "and" joins: a list with one unit, or each with a clause of its own."""

from __future__ import annotations

import pytest

from sources.figures.parse import find_figures
from sources.reading.read import read_text
from sources.reference.told_units import printed_unit


@pytest.mark.parametrize(
    "text",
    [
        "In 2019 the fertility rate in Kenya was 3.4 and 69.7% had electricity.",
        "Life expectancy in Kenya was 63.7 and 76% had electricity in 2023.",
        "Kenya ranked 95 and 69.7% had electricity.",
        "Kenyans lived to 74 and 98 per cent could read.",
    ],
)
def test_a_number_with_a_clause_of_its_own_has_not_the_unit_of_the_next(text: str) -> None:
    assert [one.unit for one in find_figures(text)][-2:] == ["number", "percent"]
    read = [one for one in read_text(text, "2026-03") if one.figure.unit == "number"]
    assert all(
        one.state == "unsure" or "electricity" not in (one.reading.indicator if one.reading else "")
        for one in read
    )


@pytest.mark.parametrize(
    "text",
    [
        "Unemployment rates were 5 and 7 per cent in Kenya and Uganda in 2019.",
        "In Kenya and Uganda 5 and 7 per cent were poor in 2019.",
    ],
)
def test_a_list_prints_its_unit_once(text: str) -> None:
    assert [one.unit for one in find_figures(text)][:2] == ["percent", "percent"]


def test_a_density_by_the_square_mile_in_brackets_is_that_of_the_second_figure() -> None:
    assert printed_unit("", " people per km² of land (208 per square mile)") == ""
    assert printed_unit("", " per square mile)") == "persons_per_square_mile"
