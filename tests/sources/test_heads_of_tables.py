"""Heads of tables: in more than one line, of rates, beside units in a column of their own."""

from __future__ import annotations

import pytest

from sources.documents.reading import read_bytes
from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure

TWO_LINES = """ANNEX
Population and urban population, 2019

Country      Population    Urban population   Inhabitants
             (thousands)   (% of total)       per sq. km

Kenya           50,953     27.5     89.5
Sri Lanka       21,803     18.6     352.4
"""
UNITS = """Selected indicators, 2015

Indicator                         Unit                         Uganda    Indonesia
Population density                persons per km2               190.6        142.6
Births                            per 1,000 population           40.6         19.4
GDP growth 2014, %                ..                              5.1          5.0

GDP = gross domestic product.
"""
MARKETS = b"""<html><body><h1>Operating environment</h1><table>
<tr><th>Market</th><th>Real GDP growth (%)</th></tr><tr><td>Kenya</td><td>5.6</td></tr></table>
<h2>Size</h2><table><caption>Gross domestic product, current prices, US$ billion</caption>
<tr><th>Note</th><th>Market</th><th>2018</th><th>2017</th></tr>
<tr><td></td><td>Kenya</td><td>92.2</td><td>82.0</td></tr>
<tr><td>(b)</td><td>Spain</td><td>1,421.7</td><td>1,313.3</td></tr></table></body></html>"""

RULED = """PEER CHECK, 2018
------------------------------------------------------------
Real GDP      Consumer price
growth (%)    inflation (%)     Country
------------------------------------------------------------
3.5           1.6               New Zealand
2.4           1.7               Netherlands
"""
SLIDES = """----------------------------------------------------------------
SLIDE 3   People and phones
----------------------------------------------------------------
Mobile subscriptions per 100 inhabitants

                     2005     2010     2015
Philippines     40.3     87.9     114.4
Peru     19.8     99.6     111.5
"""
ANSWER = """Table A
Current health expenditure as a percentage of GDP

2002       2003       2004       Country
7.67      7.13      6.99      Argentina
9.98      10.04      10.12      France

Table B
GDP per head and life expectancy, 2004

                 GDP per head     Life expectancy
                 (current US$)    at birth (years)
Argentina        4,252            74.3
France        33,741            80.2
"""
AGED = """FIGURES

1. PEOPLE AGED 65 AND OVER (% of population)

                    2019      2020
Ghana            3.44      3.47
Portugal            22.39      22.86
"""

PROFILE = """# Country profile: Portugal

**All figures are for 2013 unless another year is given.**

- Births: 7.9 per 1,000 people
- Children per woman: 1.2 (2003: 1.4)
- GDP growth: -0.9% (2013), 0.8% (2014)
- Density: 114.0 per km²
"""
GROWTH = """Real GDP growth in our neighbours' countries (annual, %)

| Country | Year | Growth |
|---|---|---|
| Pakistan | 2010 | 1.6 |
| | 2011 | 2.7 |
"""
CHANGED = """Life expectancy at birth (years) and difference

| Country | 2008 | 2018 | Difference (years) |
|---|---|---|---|
| Finland | 79.57 | 81.73 | +2.17 |
| Uganda | 55.82 | 62.71 | +6.89 |
"""

BOX = """# Portugal

| | |
|---|---|
| Population, 2016 | 10,325,452 |
| GDP (nominal), 2016 | |
| • Total | $206.29 billion |
| • Per capita | $19,980 |

Figures are for 2016.

| | |
|---|---|
| 39.5 million | People in Argentina |
| 10.6 million | People in Portugal |
"""


def told(text: str, phrase: str, published: str = "2021") -> tuple[str, str, tuple[str, ...], int]:
    """The state, indicator, areas and year of the one figure of a text with a phrase."""
    found: list[ReadFigure] = [one for one in read_text(text, published) if one.phrase == phrase]
    assert len(found) == 1, [one.phrase for one in found]
    reading = found[0].reading
    assert reading is not None
    assert reading.period.end is not None
    return found[0].state, reading.indicator, reading.areas, reading.period.end


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        (TWO_LINES, "27.5", ("sure", "urban_share", ("KEN",), 2019)),
        (TWO_LINES, "352.4", ("sure", "population_density", ("LKA",), 2019)),
        (UNITS, "190.6", ("sure", "population_density", ("UGA",), 2015)),
        (UNITS, "19.4", ("sure", "birth_rate", ("IDN",), 2015)),
        (UNITS, "5.1", ("sure", "gdp_growth", ("UGA",), 2014)),
        (RULED, "3.5", ("sure", "gdp_growth", ("NZL",), 2018)),
        (RULED, "1.7", ("sure", "inflation", ("NLD",), 2018)),
        (SLIDES, "99.6", ("sure", "mobile_subscriptions_rate", ("PER",), 2010)),
        (ANSWER, "7.13", ("sure", "health_expenditure_gdp", ("ARG",), 2003)),
        (ANSWER, "33,741", ("sure", "gdp_per_capita", ("FRA",), 2004)),
        (ANSWER, "80.2", ("sure", "life_expectancy", ("FRA",), 2004)),
        (PROFILE, "7.9", ("sure", "birth_rate", ("PRT",), 2013)),
        (PROFILE, "1.2", ("sure", "fertility_rate", ("PRT",), 2013)),
        (PROFILE, "1.4", ("sure", "fertility_rate", ("PRT",), 2003)),
        (PROFILE, "-0.9%", ("sure", "gdp_growth", ("PRT",), 2013)),
        (PROFILE, "0.8%", ("sure", "gdp_growth", ("PRT",), 2014)),
        (PROFILE, "114.0", ("sure", "population_density", ("PRT",), 2013)),
        (GROWTH, "2.7", ("sure", "gdp_growth", ("PAK",), 2011)),
        (CHANGED, "79.57", ("sure", "life_expectancy", ("FIN",), 2008)),
        (CHANGED, "+2.17", ("sure", "life_expectancy", ("FIN",), 2018)),
        (BOX, "$206.29 billion", ("sure", "gdp_current_usd", ("PRT",), 2016)),
        (BOX, "$19,980", ("sure", "gdp_per_capita", ("PRT",), 2016)),
        (BOX, "39.5 million", ("sure", "population", ("ARG",), 2016)),
        (AGED, "3.44", ("sure", "population_65_plus", ("GHA",), 2019)),
    ],
)
def test_heads_in_lines_above_each_other_and_behind_their_rows_are_read(
    text: str, phrase: str, expected: tuple[str, str, tuple[str, ...], int]
) -> None:
    assert told(text, phrase) == expected


def test_a_head_above_values_explains_no_short_name() -> None:
    text = read_bytes(MARKETS, "html", "page.html").text
    assert told(text, "92.2") == ("sure", "gdp_current_usd", ("KEN",), 2018)


CARDS = b"""<html><body><h1>Dashboard: Peru 2018</h1>
<div><div>Population</div><div>32.0 million</div></div>
<div><div>GDP per capita</div><div>$6,941</div></div>
<p style="font-size:3em">57.4%</p><p>of the land area of <b>Peru</b> was forest in 2016</p>
</body></html>"""
BELOW = """TABLE 4. ECONOMIC INDICATORS OF SELECTED COUNTRIES

Country     Year   GDP (US$ bn)   Inflation (%)
-----------------------------------------------
Kenya       2016       69.2           6.3
            2017       78.8           8.0
            2018       87.9           4.7
Peru        2016      191.9           3.6
            2017      211.0           2.8
"""


def test_a_line_with_a_value_below_its_name_is_a_fact() -> None:
    text = read_bytes(CARDS, "html", "page.html").text
    assert told(text, "32.0 million") == ("sure", "population", ("PER",), 2018)
    assert told(text, "$6,941") == ("sure", "gdp_per_capita", ("PER",), 2018)
    assert told(text, "57.4%") == ("sure", "forest_share", ("PER",), 2016)


def test_a_row_that_begins_below_the_second_cell_is_of_the_country_above() -> None:
    assert told(BELOW, "78.8") == ("sure", "gdp_current_usd", ("KEN",), 2017)
    assert told(BELOW, "2.8") == ("sure", "inflation", ("PER",), 2017)


SPREAD = """Table 2: Unemployment and inflation, in per cent

            Unemployment          Inflation
          2016   2017   2018   2016   2017   2018
Chile      6.7    7.0    7.2    3.8    2.2    2.4
Norway     4.7    4.1    3.9    3.6    1.9    2.8
"""


def test_a_head_above_a_group_of_columns_heads_just_these() -> None:
    assert told(SPREAD, "6.7") == ("sure", "unemployment", ("CHL",), 2016)
    assert told(SPREAD, "7.2") == ("sure", "unemployment", ("CHL",), 2018)
    assert told(SPREAD, "3.8") == ("sure", "inflation", ("CHL",), 2016)
    assert told(SPREAD, "2.8") == ("sure", "inflation", ("NOR",), 2018)


def test_heads_that_part_the_columns_unevenly_name_nothing() -> None:
    text = SPREAD.replace("          Inflation", "     Inflation   Prices")
    assert told(text, "3.8")[0] == "unsure"


def test_a_row_of_units_heads_its_columns() -> None:
    text = (
        "| Country | Population | | Change |\n|---|---:|---:|---:|\n| | 2008 | 2018 | 2008–2018 |\n"
        "| | *1,000* | *1,000* | *%* |\n| Nigeria | 157,595 | 204,939 | +30.0 |\n"
        "| Ghana | 23,595 | 29,939 | +29.0 |\n"
    )
    found = read_text(text, "2020-05")
    assert [one.kind for one in found[:2]] == ["label", "label"]
    counts = [one for one in found if one.phrase in {"157,595", "29,939"}]
    assert [(one.state, one.scale) for one in counts] == [("sure", 1000), ("sure", 1000)]


RATES = """# Mali: economy

| Indicator | Unit | 2009 | 2010 |
|:---|:---|---:|---:|
| Real GDP growth | % on previous year | 4.7 | 5.4 |
| Consumer prices | % change on the year before | 2.2 | 1.3 |
| Gross domestic product (current prices) | US$ billion | 10.2 | 10.7 |
| GDP per head (current prices) | US$ | 700 | 712 |
"""


@pytest.mark.parametrize(
    ("phrase", "series", "year"),
    [
        ("4.7", "gdp_growth", 2009),
        ("1.3", "inflation", 2010),
        ("10.7", "gdp_current_usd", 2010),
    ],
)
def test_the_year_before_in_a_unit_is_no_year_of_its_row(
    phrase: str, series: str, year: int
) -> None:
    one = next(one for one in read_text(RATES, "2012-05") if one.phrase == phrase)
    assert one.reading is not None
    assert (one.state, one.reading.indicator) == ("sure", series)
    assert one.reading.period.end == year


@pytest.mark.parametrize(
    "head",
    [
        "GDP per capita, 2023 (US$)",
        "GDP, 2023 billion",
        "2023 (US$)",
        "GDP per capita, 2023\n \tbillion",
    ],
)
def test_a_year_with_a_unit_in_a_head_is_no_figure(head: str) -> None:
    text = f"Southeast Asia\n\nCountry\t{head}\nViet Nam\t4,282\nThailand\t7,182\n"
    claims = [one.phrase for one in read_text(text, "2025") if one.kind == "claim"]
    assert claims == ["4,282", "7,182"]


def test_a_year_before_money_in_brackets_is_no_sum_unless_it_is_told_as_one() -> None:
    assert read_text("Table 1. GDP per capita, 2023 (US$), of Peru", "2025") == ()
    for told in ("GDP per capita: 2010 (US$)", "GDP per capita in Peru was 2010 (US$)."):
        assert [one.phrase for one in read_text(told, "2025")] == ["2010 (US$)"]


def test_a_head_whose_bracket_is_open_goes_on_in_the_line_below() -> None:
    text = (
        "\tLife expectancy\t\tInternet users (% of\t\n\t(years)\t\tpopulation)\t\n"
        "\t2015\t2023\t2015\t2023\nThailand\t76.6\t76.4\t39.3\t89.5\n"
        "Viet Nam\t74.0\t74.6\t45.0\t78.1\n"
    )
    found = {one.phrase: one for one in read_text(text, "2026")}
    for phrase, series in (("89.5", "internet_users"), ("45.0", "internet_users")):
        one = found[phrase]
        assert one.reading is not None
        assert (one.state, one.reading.indicator) == ("sure", series)


def test_a_name_of_the_catalogue_may_have_its_year_before_its_unit() -> None:
    text = "Country\tTrade, 2022 (% of GDP)\nCambodia\t145.9\nViet Nam\t183.8\n"
    one = next(one for one in read_text(text, "2025") if one.phrase == "183.8")
    assert one.reading is not None
    assert one.state == "sure"
    assert one.reading.indicator in {"trade_gdp", "wdi:NE.TRD.GNFS.ZS"}
    assert one.reading.period.end == 2022


def test_heads_in_three_lines_are_read_together() -> None:
    text = (
        "Table 1. GDP and trade, selected economies\n\n"
        "\tGDP, 2023\tGDP\tTrade,\tGDP per\n"
        "Country\t(US$\tgrowth,\t2022 (% of\tcapita, 2023\n"
        "\tbillion)\t2023 (%)\tGDP)\t(US$)\n"
        "Cambodia\t42.3\t5.0\t145.9\t2,430\nMalaysia\t399.9\t3.6\t146.5\t11,386\n"
    )
    found = {one.phrase: one for one in read_text(text, "2025")}
    for phrase, series in (
        ("399.9", {"gdp_current_usd"}),
        ("3.6", {"gdp_growth"}),
        ("146.5", {"trade_gdp", "wdi:NE.TRD.GNFS.ZS"}),
        ("11,386", {"gdp_per_capita", "wdi:NY.GDP.PCAP.CD"}),
    ):
        one = found[phrase]
        assert one.reading is not None
        assert one.state == "sure"
        assert one.reading.indicator in series


def test_a_scale_in_the_line_below_its_head_is_the_unit_of_it() -> None:
    text = (
        "Indicators, 2019\n\n\tPopulation\tLife expectancy\n\tmillions\tyears\nKenya\t51.2\t62.9\n"
    )
    one = read_text(text, "2026-03")[0]
    assert one.reading is not None
    assert (one.state, one.reading.indicator) == ("sure", "population")
