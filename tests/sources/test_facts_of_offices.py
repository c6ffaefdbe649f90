"""Tables, boxes and lists as offices print them: age groups, heads below heads, reference years."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure

TWO_LEVELS = """## Kenya

| | Population | | Gross domestic product (GDP) | |
|---|---:|---:|---:|---:|
| **Year** | **Total (million)** | **Urban (%)** | **Total (billion US$)** | **Per head (US$)** |
| 2010 | 42.0 | 23.6 | 40.0 | 952 |
"""
AGES = """Table 3.2 – Persons aged 65 and over in per cent of the population, and fertility, 2017

Country or area\t65 and over (%)\tBirths per woman
Greece\t21.7\t1.35
Algeria\t6.4\t3.05
"""
UNITS = """## Kenya

| Item | Unit | 2001 | 2006 |
|---|---|---:|---:|
| Total population | 1 000 persons | 31,800 | 36,624 |
| Under-five mortality (U5MR) | per 1,000 live births | 94.5 | 71.6 |
| Persons per km² of land area | number | 55.9 | 64.3 |

**U5MR**: the probability of dying between birth and the fifth birthday.
"""
BOX = """# Fact sheet Philippines

Box. Philippines 2016

Population density\t350 people per km² of land (907 per square mile)
Under 15 years old\t31.8 % of the population
65 or older\t4.8 % of the population
"""
SECTIONS = """# Letter

2. THREE JOB MARKETS

We looked up the same rate for two countries. All for 2017.

Pakistan
  * Unemployment (% of labour force): 4.1

China
  * GDP growth (%, real): 6.9

3. OLD AND YOUNG

In 2016 we left.
"""
REFERENCE = """# Philippines in figures

Issued 3 March 2018. Reference year: 2016, unless another year is given.

Key facts

- Inhabitants: 103.3 million
- GDP per head, current prices: US$ 2,951
"""


def read(text: str, phrase: str) -> ReadFigure:
    """The figure of a text that begins with some words, as of June 2018."""
    return next(one for one in read_text(text, "2018-06") if one.phrase.startswith(phrase))


@pytest.mark.parametrize(
    ("text", "phrase", "indicator", "area", "year"),
    [
        (TWO_LEVELS, "952", "gdp_per_capita", "KEN", 2010),
        (TWO_LEVELS, "40.0", "gdp_current_usd", "KEN", 2010),
        (AGES, "21.7", "population_65_plus", "GRC", 2017),
        (AGES, "3.05", "fertility_rate", "DZA", 2017),
        (UNITS, "31,800", "population", "KEN", 2001),
        (UNITS, "94.5", "under_five_mortality", "KEN", 2001),
        (UNITS, "64.3", "population_density", "KEN", 2006),
        (BOX, "350", "population_density", "PHL", 2016),
        (BOX, "31.8", "population_under_15", "PHL", 2016),
        (BOX, "4.8", "population_65_plus", "PHL", 2016),
        (SECTIONS, "4.1", "unemployment", "PAK", 2017),
        (SECTIONS, "6.9", "gdp_growth", "CHN", 2017),
        (REFERENCE, "103.3", "population", "PHL", 2016),
        (REFERENCE, "US$ 2,951", "gdp_per_capita", "PHL", 2016),
    ],
)  # fmt: skip
def test_what_an_office_prints_is_surely_read(
    text: str, phrase: str, indicator: str, area: str, year: int
) -> None:
    found = read(text, phrase)
    assert found.reading is not None
    assert found.reading.indicator == indicator
    assert found.reading.areas == (area,)
    assert found.reading.period.end == year
    assert found.state == "sure"


def test_the_number_of_a_unit_is_none_of_the_figures() -> None:
    assert read(UNITS, "1 000").kind == "label"


@pytest.mark.parametrize("head", ["GDP growth, Q2 (%)", "Inflation, December (%)"])
def test_a_part_of_a_year_in_a_head_leaves_its_values_open(head: str) -> None:
    text = f"| | Kenya 2016 |\n|---|---|\n| {head} | 6.4 |\n"
    assert read(text, "6.4").state == "unsure"


RECORDS = """Data file

country;indicator;unit;year;value
Japan;Population;thousands;2011;127,833
Japan;GDP growth;%;2011;0.2
Kenya;GDP per capita;US$;2011;1,012
"""


@pytest.mark.parametrize(
    ("phrase", "indicator", "area"),
    [
        ("127,833", "population", "JPN"),
        ("0.2", "gdp_growth", "JPN"),
        ("1,012", "gdp_per_capita", "KEN"),
    ],
)
def test_a_record_of_one_value_is_read_by_its_own_cells(
    phrase: str, indicator: str, area: str
) -> None:
    found = read(RECORDS, phrase)
    assert found.reading is not None
    assert (found.reading.indicator, found.reading.areas) == (indicator, (area,))
    assert found.reading.period.end == 2011
    assert found.state == "sure"
    assert found.scale == (1000 if phrase == "127,833" else 1)


def test_a_year_behind_the_unit_of_its_record_is_no_sum() -> None:
    read = read_text(RECORDS, "2018-06")
    assert [one.phrase for one in read if one.kind == "claim"] == ["127,833", "0.2", "1,012"]
