"""Columns and rows of change in tables: of what, from when to when, and in which unit."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure
from sources.registers.from_text import claim_keys
from sources.registers.register import parse_paper


def table(caption: str, heads: str, *rows: str) -> str:
    """A Markdown table below a caption."""
    lines = [heads, *rows]
    width = heads.count("|") + 1
    body = [f"| {one} |" for one in lines]
    body.insert(1, "|" + "---|" * width)
    return f"# Two countries\n\n{caption}\n\n" + "\n".join(body) + "\n"


def last(text: str) -> ReadFigure:
    """The last figure of a text."""
    return read_text(text, "2021")[-1]


@pytest.mark.parametrize(
    ("caption", "head", "cell", "measure", "unit"),
    [
        ("Population (millions)", "Change 2010–2020 (%)", "20.0", "growth", "percent"),
        ("Population (millions)", "% change, 2010 to 2020", "-20.0", "growth", "percent"),
        ("Population (millions)", "± since 2010, %", "+20.0", "growth", "percent"),
        ("Population (millions)", "Growth 2010-20, %", "+20.0", "growth", "percent"),
        ("Population (millions)", "Change", "+20.0%", "growth", ""),
        ("Population (millions)", "Change 2010–2020 (millions)", "+2.1", "change", ""),
        ("GDP (US$ billion)", "Change, %", "20.0", "growth", "percent"),
        ("Urban population (% of total)", "Change, pp", "+2.0", "change", "percentage_points"),
        ("Urban population (% of total)", "Change 2010-20", "+2.0 pp", "change", ""),
        ("Life expectancy at birth (years)", "Change (years)", "+2.0", "change", ""),
    ],
)
def test_a_change_is_of_what_the_columns_beside_it_are_of(
    caption: str, head: str, cell: str, measure: str, unit: str
) -> None:
    one = last(table(caption, f"Country | 2010 | 2020 | {head}", f"Kenya | 42.0 | 53.8 | {cell}"))
    assert one.reading is not None
    assert (one.state, one.reading.measure, one.unit) == ("sure", measure, unit)
    assert one.reading.areas == ("KEN",)
    assert (one.reading.period.start, one.reading.period.end) == (2010, 2020)


@pytest.mark.parametrize(
    ("caption", "heads", "cells"),
    [
        # Per cent of a per cent, or points of it.
        ("Urban population (% of total)", "2010 | 2020 | Change, %", "20.0 | 22.0 | +2.0"),
        # The unit is not said.
        ("Population (millions)", "2010 | 2020 | Change", "42.0 | 53.8 | +11.8"),
        # Growth of money may be real growth.
        ("GDP (US$ billion)", "2010 | 2020 | Growth 2010–20, %", "42.0 | 53.8 | 20.0"),
        # Two of three years.
        ("Population (millions)", "2010 | 2015 | 2020 | Change, %", "42.0 | 47 | 53.8 | 2.0"),
        # No years at all.
        ("Population, 2020 (millions)", "Number | Change, %", "42.0 | 20.0"),
        # A year of accounts, a rate a year, a fall.
        ("Population (millions)", "2010 | 2016 | Change 2015/16, %", "42.0 | 53.8 | 20.0"),
        ("Population (millions)", "2010 | 2020 | Annual change, %", "42.0 | 53.8 | 2.0"),
        ("Population (millions)", "2010 | 2020 | Decrease, %", "42.0 | 53.8 | 2.0"),
        # Growth over years that are not beside it may be meant a year.
        ("Population (millions)", "2020 | Growth 2015–20, %", "53.8 | 2.3"),
        # Which of two it is of.
        (
            "Kenya in figures",
            "Population 2010 (millions) | Urban population 2020 (%) | Change 2010–2020, %",
            "42.0 | 23.0 | 2.0",
        ),
    ],
)
def test_a_change_whose_unit_or_years_are_not_certain_is_open(
    caption: str, heads: str, cells: str
) -> None:
    one = last(table(caption, f"Country | {heads}", f"Kenya | {cells}"))
    assert one.state == "unsure"


def test_each_change_of_a_wide_table_is_of_its_own_group() -> None:
    text = (
        "Two countries\n\nTable 1. Figures of two countries\n\n"
        "\tPopulation (millions)\t\t\tLife expectancy (years)\t\t\n"
        "Country\t2010\t2020\tChange, %\t2010\t2020\tChange, years\n"
        "Kenya\t42.1\t53.8\t28.1\t58.9\t62.7\t+3.8\n"
    )
    read = {one.phrase: one.reading for one in read_text(text, "2021") if one.state == "sure"}
    assert read["28.1"] is not None
    assert read["+3.8"] is not None
    assert (read["28.1"].measure, read["28.1"].indicator) == ("growth", "population")
    assert (read["+3.8"].measure, read["+3.8"].indicator) == ("change", "life_expectancy")


def test_a_row_of_change_is_of_the_rows_above_it() -> None:
    one = last(
        table(
            "Population (millions)",
            "Year | Kenya",
            "2010 | 42.0",
            "2020 | 53.8",
            "Change, % | 28.1",
        )
    )
    assert one.reading is not None
    assert (one.state, one.reading.measure) == ("sure", "growth")


def test_a_register_may_say_that_a_bare_number_is_in_points() -> None:
    heads = "Country | 2010 | 2020 | Change, pp"
    one = last(table("Urban population (% of total)", heads, "Kenya | 23.6 | 28.0 | +4.4"))
    assert claim_keys(one, one.reading, "c")["unit"] == "percentage_points"
    paper = parse_paper(
        "paper: {id: p, title: P, claimant: A, published: '2021-05-01'}\n"
        "claims:\n  - {id: c, phrase: '+4.4', measure: change, area: KEN,\n"
        "     unit: percentage_points, indicator: urban_share, period: 2010-2020}\n",
        "r.yaml",
    )
    assert paper.claims[0].figure.unit == "percentage_points"
