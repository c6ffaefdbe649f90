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


@pytest.mark.parametrize(
    "label",
    ["Africa, total of above", "Subtotal Africa", "Africa, sub-total", "Africa (2 countries)",
     "Africa - total of the countries listed", "Africa (sum of the above)"],
)  # fmt: skip
def test_the_subtotal_of_a_region_is_of_the_rows_above_it(label: str) -> None:
    one = parted(f"| Ghana | 30.8 |\n| {label} | 83.4 |\n")
    assert one.reading is not None
    assert (one.state, one.reading.areas) == ("sure", ("KEN + GHA",))


def test_the_second_subtotal_is_of_the_rows_since_the_first() -> None:
    rows = "| Ghana | 30.8 |\n| Africa, total of above | 83.4 |\n| Peru | 32.8 |\n"
    one = parted(f"{rows}| Chile | 19.1 |\n| South America (2 countries) | 51.9 |\n")
    assert one.reading is not None
    assert (one.state, one.reading.areas) == ("sure", ("PER + CHL",))


@pytest.mark.parametrize(
    "label",
    ["Africa (3 countries)", "Africa (selected countries)", "Total Africa", "Africa, total",
     "South America, total of above", "Africa, average of above"],
)  # fmt: skip
def test_what_may_be_of_some_countries_of_a_region_is_open(label: str) -> None:
    one = parted(f"| Ghana | 30.8 |\n| {label} | 83.4 |\n")
    assert one.state == "unsure"
    assert one.reading is None or one.reading.areas == ("KEN + GHA",)


def test_a_subtotal_of_rates_is_open() -> None:
    one = parted("| Ghana | 63.8 |\n| Africa (2 countries) | 64 |\n", "Life expectancy (years)")
    assert one.state == "unsure"


def test_the_columns_of_some_countries_of_a_region_are_open() -> None:
    text = "Population (millions)\n\n| Year | Kenya | Ghana | Africa (2 countries) |\n"
    text += "|---|---|---|---|\n| 2018 | 51.4 | 29.8 | 81.2 |\n| 2019 | 52.6 | 30.4 | 83.0 |\n"
    states = {one.phrase: one.state for one in read_text(text, "2021")}
    assert (states["51.4"], states["81.2"], states["83.0"]) == ("sure", "unsure", "unsure")


@pytest.mark.parametrize(
    ("label", "area"),
    [("Africa", "m49-002"), ("World", "WLD"), ("World total", "WLD"),
     ("European Union (27 countries)", "EU"), ("Sub-Saharan Africa (48 countries)", "SSF")],
)  # fmt: skip
def test_all_of_a_region_below_some_countries_is_the_region(label: str, area: str) -> None:
    one = parted(f"| Ghana | 30.8 |\n| {label} | 1306.3 |\n")
    assert one.reading is not None
    assert (one.state, one.reading.areas) == ("sure", (area,))


def parted(rows: str, head: str = "Population (millions)") -> ReadFigure:
    """The last figure of a table of 2019 that begins with Kenya."""
    text = f"Figures of 2019\n\n| Country | {head}, 2019 |\n|---|---|\n| Kenya | 52.6 |\n"
    return read_text(text + rows, "2021")[-1]
