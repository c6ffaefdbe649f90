"""Rows of totals and averages below rows of countries: whose they are, and which stay open."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure


def last(
    label: str,
    head: str = "Population, 2019 (millions)",
    caption: str = "Figures of three countries",
    chile: str = "| Chile | 19.1 |\n",
    cell: str = "104.5",
) -> ReadFigure:
    """The last figure of a table of three countries and a row below them."""
    text = f"# Report\n\n{caption}\n\n| Country | {head} |\n|---|---|\n| Kenya | 52.6 |\n"
    text += f"| Peru | 32.8 |\n{chile}| {label} | {cell} |\n"
    return read_text(text, "2021")[-1]


@pytest.mark.parametrize(
    "label",
    ["Total", "**Total**", "All three", "Total for the three", "Total, three countries", "Together",
     "Sum of the above", "The three together", "Three markets"],
)  # fmt: skip
def test_a_total_is_of_exactly_the_countries_above_it(label: str) -> None:
    one = last(label)
    assert one.reading is not None
    assert (one.state, one.reading.areas) == ("sure", ("KEN + PER + CHL",))
    assert (one.reading.measure, one.reading.indicator, one.scale) == ("value", "population", 10**6)
    assert one.reading.period.end == 2019


def test_a_total_of_money_keeps_its_currency() -> None:
    one = last("Total", "GDP, 2019 (US$ billion)")
    assert (one.state, one.unit, one.scale) == ("sure", "USD", 10**9)


@pytest.mark.parametrize(
    "changes",
    [
        {"label": "Total for the five"},
        {"label": "Total of the region"},
        {"label": "Others"},
        {"label": "Average"},
        {"label": "Weighted average"},
        {"label": "Simple average"},
        {"label": "Total", "chile": "| Total | 85.4 |\n| Chile | 19.1 |\n"},
        {"label": "Total", "chile": "| Chile | .. |\n"},
        {"label": "Total", "chile": "| Others | 19.1 |\n"},
        {"label": "Total", "chile": "| South America | 19.1 |\n"},
        {"label": "Total", "caption": "The largest countries"},
        {"label": "Total", "caption": "Selected countries of South America"},
        {"label": "Total", "head": "Urban population, 2019 (%)"},
        {"label": "Total", "head": "Population density, 2019 (people per km²)"},
        {"label": "Total", "head": "Life expectancy, 2019 (years)"},
    ],
)
def test_a_total_of_others_or_of_what_cannot_be_added_is_open(changes: dict[str, str]) -> None:
    assert last(**changes).state == "unsure"


def test_an_average_says_why_it_is_open() -> None:
    one = last("Average", "Life expectancy, 2019 (years)", cell="74.2")
    assert one.doubt is not None
    assert (one.state, one.doubt.words) == ("unsure", "how its average is weighed is not said")


@pytest.mark.parametrize("label", ["Simple average", "Average (unweighted)"])
def test_a_simple_average_counts_each_country_once(label: str) -> None:
    one = last(label, "Life expectancy, 2019 (years)", cell="74.2")
    assert one.reading is not None
    assert (one.state, one.reading.weighting) == ("sure", "simple")


def test_a_total_below_an_average_is_of_the_countries_above_both() -> None:
    one = last("Total", chile="| Chile | 19.1 |\n| Average | 34.8 |\n")
    assert one.reading is not None
    assert (one.state, one.reading.areas) == ("sure", ("KEN + PER + CHL",))


def test_a_row_that_names_the_world_is_of_the_world() -> None:
    one = last("World", cell="7,683")
    assert one.reading is not None
    assert (one.state, one.reading.areas) == ("sure", ("WLD",))


def test_a_total_of_one_country_is_no_sum() -> None:
    text = "# Kenya in 2019\n\n- Population: 52.6 million\n- Total: 52.6 million\n"
    assert all("+" not in one.reading.areas[0] for one in read_text(text, "2021") if one.reading)
