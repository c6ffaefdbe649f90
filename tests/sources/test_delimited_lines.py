"""Lines of fields between commas or semicolons in a text, read as a table."""

from __future__ import annotations

import pytest

from sources.errors import InputError
from sources.reading.delimited import refuse_ragged, with_tabs
from sources.reading.read import read_text

COMMAS = """# Prices in two countries

For those who use a spreadsheet:

country,indicator,unit,2015,2016
Chile,Inflation (average),%,4.3,3.8
Nepal,Inflation (average),%,7.9,8.8
"""
SEMICOLONS = """# Incomes

country;year;gdp_usd;inflation
Chile;2015;13,574;4.3
Nepal;2016;901;8.8

| Column | Meaning | Unit |
|---|---|---|
| gdp_usd | gross domestic product per head | current US$ |
| inflation | change of consumer prices, annual average | % |
"""


def test_fields_between_commas_are_cells_below_their_heads() -> None:
    found = {one.phrase: one for one in read_text(COMMAS, "2018")}
    one = found["8.8"]
    assert one.reading is not None
    assert (one.state, one.reading.indicator, one.unit) == ("sure", "inflation", "percent")
    assert (one.reading.areas, one.reading.period.end) == (("NPL",), 2016)
    assert one.sentence == "Nepal,Inflation (average),%,7.9,8.8"
    assert COMMAS[one.start : one.end] == "8.8"


def test_a_comma_of_thousands_parts_no_field_between_semicolons() -> None:
    one = {one.phrase: one for one in read_text(SEMICOLONS, "2018")}["13,574"]
    assert one.reading is not None
    assert (one.state, one.reading.indicator) == ("sure", "gdp_per_capita")
    assert (one.reading.areas, one.reading.period.end) == (("CHL",), 2015)


@pytest.mark.parametrize(
    "text",
    [
        "country,2015,2016\nChile,1,234,5\nNepal,2,3\n",
        "country,2015,2016\nChile,17.9,18\n\nThe rest is text.\n",
        "Chile, Nepal, Peru\nhad 1, 2, 3\nand 4, 5, 6\n",
        'country,note,2015\nChile,"a, b,1\nNepal,c,2\n',
        "Chile,4.3,3.8\nNepal,7.9,8.8\nPeru,1.0,2.0\n",
        "",
    ],
)
def test_other_lines_with_commas_stay_as_they_are(text: str) -> None:
    assert with_tabs(text) == text


def test_the_places_of_a_text_stay_as_they_are() -> None:
    made = with_tabs(COMMAS + SEMICOLONS)
    assert len(made) == len(COMMAS + SEMICOLONS)
    assert "Chile\t2015\t13,574\t4.3" in made


def test_names_of_columns_with_underscores_are_read_as_their_words_and_unit() -> None:
    text = (
        "country,year,gdp_bn_usd,gdp_growth_pct,population_m,life_expectancy\n"
        "Vietnam,2024,476.4,7.1,101.0,74.6\nThailand,2024,526.4,2.5,71.7,76.4\n"
    )
    found = {one.phrase: one for one in read_text(text, "2026")}
    for phrase, series, scale, unit in (
        ("476.4", "gdp_current_usd", 10**9, "USD"),
        ("2.5", "gdp_growth", 1, "percent"),
        ("71.7", "population", 10**6, ""),
        ("76.4", "life_expectancy", 1, ""),
    ):
        one = found[phrase]
        assert one.reading is not None
        assert (one.state, one.reading.indicator) == ("sure", series)
        assert (one.scale, one.unit) == (scale, unit)


def test_a_name_with_underscores_is_told_as_it_is_printed() -> None:
    text = "country,year,gdp_bn_usd\nVietnam,2024,476.4\nThailand,2024,526.4\n"
    assert all("\t" not in one.sentence for one in read_text(text, "2026"))
    assert len(with_tabs(text)) == len(text)


GROUPS = """"Table 1. Population, mid-year (millions)"
Country,2018,2019

South America
Chile,18.7,19.0
Brazil,n/a,n/a
"Asia, East"
Japan,126.8,126.6
Source: World Bank, WDI
"""


def test_lines_of_one_field_head_the_rows_below_them_or_are_notes() -> None:
    found = {one.phrase: one for one in read_text(GROUPS, "2023")}
    for phrase, area, year in (("18.7", "CHL", 2018), ("126.6", "JPN", 2019)):
        one = found[phrase]
        assert one.reading is not None
        assert (one.state, one.reading.indicator) == ("sure", "population")
        assert (one.reading.areas, one.reading.period.end) == ((area,), year)
    assert "Source: World Bank, WDI" in with_tabs(GROUPS)
    refuse_ragged(GROUPS, "a.csv")


def test_tables_below_each_other_keep_their_own_heads() -> None:
    text = (
        "Population (millions)\nCountry,2018,2019\nChile,18.7,19.0\nPeru,32.2,32.5\n\n"
        "GDP growth (%)\nCountry,2018,2019,2020\nChile,4.0,0.6,-6.1\nPeru,4.0,2.2,-10.9\n"
    )
    one = {one.phrase: one for one in read_text(text, "2023")}["-10.9"]
    assert one.reading is not None
    assert (one.state, one.reading.indicator) == ("sure", "gdp_growth")
    assert one.reading.period.end == 2020
    refuse_ragged(text, "a.csv")


@pytest.mark.parametrize(
    "text",
    [
        "Population (millions),2019\nChile,18.9\nPeru,32.8\n",
        "country,year,indicator,value,unit\nChile,2015,Population,17.9,million\n",
        "Country,GDP growth 2019 (%)\nChile,0.6\n",
        "Population (millions)\t2018\t2019\nAmericas\nChile\t18.7\t19.0\n",
        ",2018,,2019,\nCountry,Births,Deaths,Births,Deaths\nChile,1,2,3,4\nPeru,1,2,3,4\n",
    ],
)
def test_a_file_that_is_a_table_is_not_refused(text: str) -> None:
    refuse_ragged(text, "a.csv")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Country,2018,2019\nChile,1,234,5\nPeru,2,3\n", 2),
        ("Country,2018,2019\nChile,1.2,3.4\nPeru,2.5\n", 3),
        ("Country, 2018, 2019\nChile, 1.2, 3.4\nPeru, 2.5, 1.2\n", 2),
        ("Country\t2018\t2019\nChile\t1.2\t3.4\nPeru\t2.5\n", 3),
        ("Chile,4.3,3.8\nNepal,7.9,8.8\n", 1),
        ("Population was 12 million.\n", None),
    ],
)
def test_a_file_with_a_row_that_is_none_is_refused(text: str, line: int | None) -> None:
    with pytest.raises(InputError) as raised:
        refuse_ragged(text, "a.csv")
    assert raised.value.line == line


def test_one_row_below_its_head_is_a_table_where_the_text_is_nothing_else() -> None:
    one = read_text("Country,Inflation 2016 (%)\nNepal,8.8\n", "2018")[0]
    assert one.reading is not None
    assert (one.state, one.reading.indicator) == ("sure", "inflation")
    assert (one.reading.areas, one.reading.period.end) == (("NPL",), 2016)


def test_lines_of_fields_end_where_a_table_with_tabs_begins() -> None:
    rows = "country;year;gdp_per_head_usd\nIndia;2013;1,452\nIndia;2009;1,090\nKenya;2013;1,200\n"
    text = f"{rows}\nColumns\n\nColumn\tMeaning\ngdp_per_head_usd\tGDP per head\n"
    assert with_tabs(text) == with_tabs(rows) + text[len(rows) :]
    assert "\t" in with_tabs(rows)
