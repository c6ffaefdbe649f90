"""Tables and lines of facts: what each cell states, by the heads that say it."""

from __future__ import annotations

import pytest

from sources.documents.reading import read_bytes
from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure
from sources.reading.tables.layout.units import is_unit, unit_in, with_unit
from sources.registers.from_text import claim_keys
from sources.registers.register import parse_paper

MARKDOWN = """# Four countries in 2019

| | Population (millions) | GDP (US$ bn) | Urban population (%) | Child mortality (per 1,000) |
|---|---|---|---|---|
| Kenya | 50.0 | 100.4 | 27.5 | 42.0 |
| Peru | 32.8 | 229 | 78.1 | 13.2 |
| Others | 82.8 | 329.4 | .. | .. |
"""
SPACED = """Notes on trade

Exports of goods and services (per cent of GDP)

                2015     2016     2017
Kenya           16.6     14.3     13.2
Viet Nam        89.8     93.6    101.6
"""
PAGE = b"""<html><body><h1>Country fact sheet: Peru</h1><table>
<caption>Economic indicators, 2017 and 2018</caption>
<tr><th rowspan="2">Indicator</th><th rowspan="2">Unit</th><th colspan="2">Peru</th></tr>
<tr><th>2017</th><th>2018</th></tr>
<tr><th colspan="4">A. Economy</th></tr>
<tr><td>GDP growth</td><td>%, constant prices</td><td>2.5</td><td>4.0</td></tr>
<tr><td>GNI per capita, Atlas method</td><td>US$</td><td>5,990</td><td>6,470</td></tr>
</table></body></html>"""
FACTS = """# Kenya at a glance

- Population: 50.0 million (2019)
- Urban population: 27.5% of the population (2019)
- Life expectancy ....... 62.9 years (2019)
- average income (GNI per person): US$1,750 (2019)
- Chapters: 12
"""


def read(text: str, phrase: str, published: str = "2021") -> ReadFigure:
    """The one figure of a text with a phrase."""
    found = [one for one in read_text(text, published) if one.phrase == phrase]
    assert len(found) == 1, [one.phrase for one in found]
    return found[0]


def told(one: ReadFigure) -> tuple[str, str, tuple[str, ...], int | None]:
    """Its state, indicator, areas and year."""
    assert one.reading is not None
    return one.state, one.reading.indicator, one.reading.areas, one.reading.period.end


@pytest.mark.parametrize(
    ("phrase", "indicator", "area", "scale", "unit"),
    [
        ("50.0", "population", "KEN", 10**6, ""),
        ("229", "gdp_current_usd", "PER", 10**9, "USD"),
        ("78.1", "urban_share", "PER", 1, "percent"),
        ("42.0", "under_five_mortality", "KEN", 1, "per_1000"),
    ],
)
def test_a_cell_is_of_its_row_and_its_column_in_the_unit_of_the_head(
    phrase: str, indicator: str, area: str, scale: int, unit: str
) -> None:
    one = read(MARKDOWN, phrase)
    assert told(one) == ("sure", indicator, (area,), 2019)
    assert (one.scale, one.unit) == (scale, unit)


@pytest.mark.parametrize("phrase", ["82.8", "329.4"])
def test_a_row_that_names_no_country_is_of_none_of_them(phrase: str) -> None:
    assert read(MARKDOWN, phrase).state == "unsure"


@pytest.mark.parametrize(
    ("phrase", "area", "year"), [("14.3", "KEN", 2016), ("101.6", "VNM", 2017)]
)
def test_columns_set_apart_by_blanks_have_their_heads_in_order(
    phrase: str, area: str, year: int
) -> None:
    one = read(SPACED, phrase)
    assert told(one) == ("sure", "exports_gdp", (area,), year)
    assert one.unit == "percent"


@pytest.mark.parametrize(
    ("phrase", "indicator", "year", "unit"),
    [
        ("2.5", "gdp_growth", 2017, "percent"),
        ("4.0", "gdp_growth", 2018, "percent"),
        ("6,470", "gni_per_capita", 2018, "USD"),
    ],
)
def test_heads_that_span_columns_and_rows_head_all_of_them(
    phrase: str, indicator: str, year: int, unit: str
) -> None:
    one = read(read_bytes(PAGE, "html", "page.html").text, phrase)
    assert told(one) == ("sure", indicator, ("PER",), year)
    assert one.unit == unit


@pytest.mark.parametrize(
    ("phrase", "indicator"),
    [
        ("50.0 million", "population"),
        ("27.5%", "urban_share"),
        ("62.9 years", "life_expectancy"),
        ("US$1,750", "gni_per_capita"),
    ],
)
def test_lines_of_facts_are_of_whom_their_heading_names(phrase: str, indicator: str) -> None:
    assert told(read(FACTS, phrase)) == ("sure", indicator, ("KEN",), 2019)


@pytest.mark.parametrize(
    ("head", "cell"),
    [
        ("Population of the capital (millions)", "4.4"),
        ("Population, rank", "27"),
        ("Population (index, 2010 = 100)", "124"),
        ("Expected population (millions)", "50.0"),
        ("Change in population (%)", "2.3"),
        ("Population (millions)", "50.0 (27)"),
    ],
)
def test_a_head_that_says_more_than_is_understood_leaves_its_cells_open(
    head: str, cell: str
) -> None:
    text = f"# Kenya and Peru, 2019\n\n| Country | {head} |\n|---|---|\n| Kenya | {cell} |\n"
    text += "| Peru | 32.8 |\n"
    found = [one for one in read_text(text, "2021") if one.phrase == cell.split()[0]]
    assert found
    assert all(one.state == "unsure" for one in found)


def test_a_table_under_running_text_takes_no_country_from_it() -> None:
    text = (
        "# A look at the region\n\nKazakhstan was visited first, then Uzbekistan.\n\n"
        "| Indicator | 2005 | 2010 |\n|---|---|---|\n| Inflation (%) | 4.4 | 8.0 |\n"
    )
    assert read(text, "8.0", "2015").state == "unsure"


def test_years_of_a_row_go_before_that_of_the_caption() -> None:
    text = (
        "# Kenya\n\nAll figures are for 2019 unless the row says otherwise.\n\n"
        "| | Kenya | Peru |\n|---|---|---|\n| Life expectancy (years) | 62.9 | 76.2 |\n"
        "| Life expectancy, 2009 (years) | 58.9 | 73.6 |\n| Urban population (%) | 27.5 | 78.1 |\n"
    )
    assert told(read(text, "62.9"))[3] == 2019
    assert told(read(text, "73.6"))[3] == 2009


@pytest.mark.parametrize(
    ("unit", "printed"),
    [
        ("(US$ billion)", "US$12.3 billion"),
        ("% of GDP", "12.3% of GDP"),
        ("(annual change, per cent)", "12.3%"),
        ("in thousands", "12.3 thousand"),
        ("('000)", "12.3 thousand"),
        ("per 1,000 live births", "12.3 per 1,000 live births"),
        ("US$ million, current prices", "US$12.3 million"),
        ("years", "12.3 years"),
    ],
)
def test_a_unit_is_put_beside_its_numbers(unit: str, printed: str) -> None:
    assert with_unit("12.3", unit)[0] == printed


def test_what_constant_prices_or_purchasing_power_say_goes_to_what_is_measured() -> None:
    assert with_unit("12.3", "(constant 2015 US$, billion)") == (
        "US$12.3 billion",
        "constant 2015 US$",
    )


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("GDP (US$ billion)", "(US$ billion)"),
        ("Population, millions", ", millions"),
        ("Exports in US$ billion", "in US$ billion"),
        ("Urban population (World Bank)", None),
        ("Population (2019)", None),
    ],
)
def test_a_unit_is_found_in_brackets_behind_a_comma_or_in(words: str, unit: str | None) -> None:
    found = unit_in(words)
    assert (None if found is None else words[slice(*found)].strip()) == unit


@pytest.mark.parametrize("words", ["rank", "2019", "lakh", "of the capital", ""])
def test_other_words_are_no_unit(words: str) -> None:
    assert not is_unit(words)


def test_a_register_has_the_unit_that_a_head_gives() -> None:
    one = read(MARKDOWN, "78.1")
    assert one.reading is not None
    keys = claim_keys(one, one.reading, "c")
    assert (keys["phrase"], keys["unit"]) == ("78.1", "percent")
    paper = parse_paper(
        "paper: {id: p, title: P, claimant: A, published: '2021-05-01'}\n"
        "claims:\n  - {id: c, phrase: '78.1', unit: percent, measure: value, area: PER,\n"
        "     indicator: urban_share, period: 2019}\n",
        "r.yaml",
    )
    figure = paper.claims[0].figure
    assert (figure.unit, str(figure.value)) == ("percent", "78.1")


def test_a_cell_has_its_place_in_the_text_and_a_quote() -> None:
    for one in read_text(MARKDOWN, "2021"):
        assert MARKDOWN[one.start : one.end] == one.phrase
        assert MARKDOWN[one.figure.start : one.figure.end] == one.figure.text


def test_a_list_of_definitions_that_begins_with_words_has_no_head() -> None:
    page = b"<html><body><h1>Kenya</h1><dl><dt>Capital</dt><dd>Nairobi</dd>"
    page += b"<dt>Population</dt><dd>50.0 million (2019)</dd></dl></body></html>"
    one = read(read_bytes(page, "html", "page.html").text, "50.0 million")
    assert told(one) == ("sure", "population", ("KEN",), 2019)


def test_a_country_in_the_last_column_is_whose_row_it_is() -> None:
    text = (
        "# Poland: country note\n\nInflation in Poland was 2.6 per cent in 2010.\n\n"
        "Inflation (%), 2010 and 2015\n\n| 2010 | 2015 | Country |\n|---|---|---|\n"
        "| 2.6 | -0.9 | Poland |\n| 13.7 | 9.0 | Nigeria |\n"
    )
    one = read(text, "13.7", "2017")
    assert one.state == "unsure" or one.reading is None or one.reading.areas == ("NGA",)
