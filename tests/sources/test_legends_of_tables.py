"""Short names and marks in tables, and what their text says of them."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure

ROWS = "| Kenya | 66.7 | 41.1 |\n| Peru | 76.7 | 14.1 |\n"


def figure(text: str, phrase: str = "66.7") -> ReadFigure:
    """The one figure of a text with a phrase."""
    found = [one for one in read_text(text, "2021") if one.phrase == phrase]
    assert len(found) == 1, [one.phrase for one in found]
    return found[0]


def table(heads: str, below: str = "", above: str = "", rows: str = ROWS) -> str:
    """A table of two countries with what stands above and below it."""
    head = f"# Two countries in 2019\n\n{above}\n\n| Country | {heads} |\n|---|---|---|\n"
    return f"{head}{rows}\n{below}\n"


@pytest.mark.parametrize(
    "told",
    [
        "LE = life expectancy at birth; U5 = under-five mortality rate.",
        "*LE = life expectancy at birth, years; U5 = under-five mortality rate.*",
        "U5 = under-five mortality rate\nLE = life expectancy at birth",
        "LE: life expectancy at birth",
        "| Symbol | Meaning | Unit |\n|---|---|---|\n| LE | Life expectancy at birth | years |\n\n"
        "The symbols are those of the last report of the office.",
    ],
)
@pytest.mark.parametrize("is_above", [True, False])
def test_a_short_name_is_what_its_text_says(told: str, is_above: bool) -> None:
    text = table("LE | U5", above=told) if is_above else table("LE | U5", told)
    one = figure(text)
    assert one.reading is not None
    assert (one.state, one.reading.indicator) == ("sure", "life_expectancy")
    assert one.reading.areas == ("KEN",)


def test_a_short_name_brings_its_unit() -> None:
    told = "NET = individuals using the internet, % of population; POP = population, millions"
    one = figure(table("POP | NET", told), "41.1")
    assert one.reading is not None
    assert (one.state, one.unit) == ("sure", "percent")
    assert figure(table("POP | NET", told)).scale == 10**6


@pytest.mark.parametrize(
    "told",
    [
        "",
        "LE = life expectancy of the capital",
        "LE = life expectancy at birth\n\nLE = under-five mortality rate",
    ],
)
def test_a_short_name_that_is_not_surely_explained_is_open(told: str) -> None:
    assert figure(table("LE | U5", told)).state == "unsure"


@pytest.mark.parametrize(
    ("head", "note", "scale"),
    [
        ("Population (a)", "(a) Millions.", 10**6),
        ("Population (millions)*", "* World Bank estimates.", 10**6),
        ("Population¹", "¹ In millions", 10**6),
    ],
)
def test_a_note_tells_a_unit_or_nothing(head: str, note: str, scale: int) -> None:
    one = figure(table(f"{head} | LE", note))
    assert (one.state, one.scale) == ("sure", scale)


@pytest.mark.parametrize("mark", ["*", "†", "(a)"])
def test_a_note_tells_the_year_of_a_row(mark: str) -> None:
    rows = f"| Kenya{mark} | 66.7 | 41.1 |\n| Peru | 76.7 | 14.1 |\n"
    one = figure(table("Population (millions) | LE", f"{mark} 2017.", rows=rows))
    assert one.reading is not None
    assert (one.state, one.reading.period.end) == ("sure", 2017)
    other = figure(table("Population (millions) | LE", f"{mark} 2017.", rows=rows), "76.7")
    assert other.reading is not None
    assert other.reading.period.end == 2019


@pytest.mark.parametrize("note", ["", "* Without the islands.", "* Projection.", "† 2017."])
def test_a_note_that_is_not_there_or_not_understood_leaves_its_cell_open(note: str) -> None:
    rows = "| Kenya | 66.7* | 41.1 |\n| Peru | 76.7 | 14.1 |\n"
    text = table("Population (millions) | LE", note, rows=rows)
    assert figure(text).state == "unsure"
    assert figure(text, "76.7").state == "sure"


@pytest.mark.parametrize(
    "word", ["**Kenya**", "*Kenya*", "`Kenya`", "Kenya [1]", "Kenya[¹]", "(b) Kenya"]
)
def test_emphasis_and_references_are_no_marks(word: str) -> None:
    rows = f"| {word} | 66.7 | 41.1 |\n| Peru | 76.7 | 14.1 |\n"
    assert figure(table("Population (millions) | LE", rows=rows)).state == "sure"


def test_a_line_below_says_the_year_of_all_columns() -> None:
    text = "# Two countries\n\n| Country | Population (millions) |\n|---|---|\n| Kenya | 66.7 |\n"
    text += "| Peru | 32.8 |\n\nAll columns: 2018.\n"
    one = figure(text)
    assert one.reading is not None
    assert (one.state, one.reading.period.end) == ("sure", 2018)
