"""Cells between tabs: no figure and no name goes on from one to the next, or to the next row."""

from __future__ import annotations

import pytest

from sources.figures.parse import find_figures
from sources.reading.mentions.segments import split_sentences
from sources.reading.read import read_text

TABLE = """Figures for 2019

\tNepal\tWorld
Population, 2019 (millions)\t28.6\t7,673
Life expectancy at birth (years)\t70.8\t72.7
"""
SECTIONS = """All figures are for 2015.

\tNepal\tIndia
Size\t\t
Population (millions)\t27.0\t1,310.2
GDP (US$ billion, current prices)\t24.4\t2,103.6
Purchasing power and prices\t\t
Consumer price inflation (%)\t7.9\t4.9
"""
UNITS = """Population and density, 2008 and 2018

Country\tPopulation\t\tChange
\t2008\t2018\t2008–2018
\t1,000\t1,000\t%
Hungary\t10,038\t9,776\t-2.6
Egypt\t83,845\t103,741\t+23.7
"""


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Income per person\tUS$\t3,010\t5,710", ["3,010", "5,710"]),
        ("Population aged 65 and above\tper cent of all", []),
        ("\t1,000\t%\tper km²", ["1,000"]),
        ("Children per woman\t4.1\nPercent urban\t52", ["4.1", "52"]),
        ("Ships\t12\nMillion tonnes\t3", ["12", "3"]),
        ("Growth of 4.1\nper cent", ["4.1\nper cent"]),
    ],
)
def test_a_figure_takes_no_unit_from_another_cell(text: str, figures: list[str]) -> None:
    assert [one.text for one in find_figures(text)] == figures


def test_a_name_at_the_end_of_a_row_does_not_go_on_in_the_next_one() -> None:
    read = {one.phrase: one for one in read_text(TABLE, "2021")}
    for phrase in ("7,673", "72.7"):
        reading = read[phrase].reading
        assert read[phrase].state == "sure"
        assert reading is not None and reading.areas == ("WLD",)


def test_a_row_of_one_cell_is_a_row_and_heads_nothing_behind_its_table() -> None:
    text = SECTIONS + "\nNotes on the two\n\nIndia had 1,310.2 million people.\n"
    words = {text[one.start : one.end].strip(): one for one in split_sentences(text)}
    assert words["Size"].kind == words["Purchasing power and prices"].kind == "row"
    read = {one.phrase: one for one in read_text(text, "2017")}
    assert (read["24.4"].state, read["2,103.6"].state) == ("sure", "sure")


def test_a_line_set_in_with_a_tab_is_no_row() -> None:
    text = "\tNepal is a country.\n\tIt had 28.6 million people in 2019.\n"
    assert {one.kind for one in split_sentences(text)} == {"paragraph"}


def test_a_row_of_units_heads_its_columns_where_a_per_cent_stands_beside_a_number() -> None:
    read = {one.phrase: one for one in read_text(UNITS, "2020")}
    assert read["1,000"].kind == "label"
    reading = read["103,741"].reading
    assert read["103,741"].state == "sure"
    assert reading is not None and reading.areas == ("EGY",)
