"""Tables whose cells state something else than their heads seem to say: nothing of them is sure."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text


@pytest.mark.parametrize(
    ("caption", "head", "rows"),
    [
        ("Population by age, Kenya, 2019", "Age group | Population (%)", ["0-14 | 38.9"]),
        ("Kenya: population by county, 2019", "County | Population (millions)", ["Kiambu | 2.4"]),
        ("Trade with Kenya, 2019", "Partner | Exports (US$ million)", ["Peru | 3.2"]),
        ("Index of real GDP, 2010 = 100", "Country | 2015 | 2019", ["Kenya | 131 | 165"]),
        ("GDP per head, Kenya = 100", "Country | 2015 | 2019", ["Peru | 420 | 350"]),
        ("Quarterly GDP growth, 2019 (%)", "Country | Q1 | Q2", ["Kenya | 5.6 | 5.6"]),
        ("Inflation in 2019, by month (%)", "Country | January | June", ["Kenya | 4.7 | 5.7"]),
        ("Average annual GDP growth (%)", "Country | 2000-2010", ["Kenya | 3.6"]),
        ("GDP, 2020", "Country | % change", ["Kenya | 2.0"]),
        ("Population, 2020", "Country | Share of total (%)", ["Kenya | 61"]),
    ],
)
def test_nothing_is_sure_of_what_the_heads_do_not_say(
    caption: str, head: str, rows: list[str]
) -> None:
    columns = head.count("|") + 1
    body = "\n".join(
        f"| {row} |" for row in [*rows, *(row.replace("Kenya", "Peru") for row in rows)]
    )
    text = f"# Notes\n\n{caption}\n\n| {head} |\n|{'---|' * columns}\n{body}\n"
    found = [one for one in read_text(text, "2021") if one.reading is not None]
    assert [one.phrase for one in found if one.state == "sure"] == []


@pytest.mark.parametrize(
    "above",
    ["# Statistical Yearbook 2020", "# Kenya\n\nPublished 3 May 2020", "# Annual report 2020"],
)
def test_the_year_of_a_paper_is_none_of_its_figures(above: str) -> None:
    table = "| | Life expectancy (years) |\n|---|---|\n| Kenya | 62.9 |\n| Peru | 76.2 |\n"
    found = [one for one in read_text(f"{above}\n\n{table}", "2020") if one.reading is not None]
    assert [one.phrase for one in found if one.state == "sure"] == []


def test_why_a_cell_is_open_is_told_of_its_table_and_not_of_a_sentence() -> None:
    text = (
        "Table 1. Life expectancy at birth (years) and under-five mortality (per 1,000 live "
        "births), 2000\n\nCountry\tLife expectancy, 2000\tUnder-five mortality, 2000\n"
        "Burundi\t51.5\t156.7\nEthiopia\t51.9\t142.6\nKenya\t51.8\t104.5\n"
    )
    words = [one.doubt.words for one in read_text(text, "2018-12") if one.doubt is not None]
    assert not any("sentence" in one for one in words)


@pytest.mark.parametrize(
    "table",
    [
        "Kenya\t4.8\t6.1\nUganda\t4.7\t2.2\nEthiopia\t5.3\t26.8\n",
        "| Country | A | B |\n|---|---|---|\n| Kenya | 4.8 | 6.1 |\n| Uganda | 4.7 | 2.2 |\n",
    ],
    ids=["no heads", "heads that name nothing"],
)
def test_a_line_above_two_columns_of_numbers_is_surely_of_neither(table: str) -> None:
    found = read_text(f"# Inflation, consumer prices (annual %), 2021\n\n{table}", "2023")
    assert len([one for one in found if one.kind == "claim"]) >= 4
    assert [one.phrase for one in found if one.state == "sure"] == []


def test_a_line_above_one_column_of_numbers_is_of_it() -> None:
    table = "Kenya\t6.1\nUganda\t2.2\nEthiopia\t26.8\n"
    found = read_text(f"# Inflation, consumer prices (annual %), 2021\n\n{table}", "2023")
    assert [one.phrase for one in found if one.state == "sure"] == ["6.1", "2.2", "26.8"]


def test_rows_that_have_fewer_cells_than_their_head_are_headed_by_none() -> None:
    """A blank cell that is not printed moves those behind it, and which it is is not told."""
    text = (
        "Country\tPopulation (millions), 2022\tGDP growth (%), 2022\tLife expectancy, 2021\n"
        "Kenya\t4.8\t61.4\nUganda\t4.7\t62.7\nEthiopia\t5.3\t65.0\n"
    )
    found = read_text(text, "2023")
    assert [one.phrase for one in found if one.state == "sure"] == []
