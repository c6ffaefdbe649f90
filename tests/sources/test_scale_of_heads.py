"""Tables that tell once in what they count: "Population (millions)" above bare numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sources.errors import RegisterError
from sources.reading.read import read_text
from sources.registers.from_text import claim_keys
from sources.registers.register import parse_paper

TABLE = """# Two countries

{caption}

| | China | Ghana |
|---|---|---|
| {row} | 1,396 | 29.1 |
"""
REGISTER = """
paper: {{id: p, title: P, claimant: A, published: "2019-05-01"}}
claims:
  - {{id: c, phrase: {phrase!r}, measure: value, area: CHN, indicator: population, period: 2017,
     scale: {scale}}}
"""


@pytest.mark.parametrize(
    ("caption", "row"),
    [
        ("Population, millions, 2017", "Population"),
        ("Figures of 2017", "Population (millions)"),
        ("Figures of 2017", "Population, million"),
    ],
)
def test_bare_numbers_below_a_head_are_in_its_scale(caption: str, row: str) -> None:
    found = [
        one for one in read_text(TABLE.format(caption=caption, row=row), "2019") if one.reading
    ]
    told = [one for one in found if one.phrase in {"1,396", "29.1"}]
    assert [one.scale for one in told] == [10**6, 10**6]
    for one in told:
        assert one.reading is not None
        assert claim_keys(one, one.reading, "c")["scale"] == "million"


@pytest.mark.parametrize("row", ["Population ('000)", "Population, '000s", "Population (000s)"])
def test_thousands_are_told_by_noughts_too(row: str) -> None:
    table = TABLE.replace("1,396", "1,386,395").replace("29.1", "29,121")
    found = read_text(table.format(caption="Figures of 2017", row=row), "2019")
    assert {one.scale for one in found if one.phrase in {"1,386,395", "29,121"}} == {1_000}


@pytest.mark.parametrize("row", ["Population (m)", "Population (h)", "Population (lakh)"])
def test_a_unit_in_brackets_that_is_not_understood_leaves_open_what_is_counted(row: str) -> None:
    table = TABLE.replace("1,396", "1,386,395").replace("29.1", "288,340")
    found = read_text(table.format(caption="Figures of 2017", row=row), "2019")
    told = [one for one in found if one.phrase in {"1,386,395", "288,340"}]
    assert [one.state for one in told] == ["unsure", "unsure"]


@pytest.mark.parametrize(
    "row",
    [
        "Population (hundred thousands)",
        "Population (thousands of millions)",
        "Population, tens of thousands",
        "Population (millions), rank",
        "Rank by population (millions)",
        "Population growth (thousands)",
        "Change in population (millions)",
        "Net population gain, thousands",
    ],
)
def test_what_a_head_says_beside_its_scale_leaves_open_what_is_counted(row: str) -> None:
    found = read_text(TABLE.format(caption="Figures of 2017", row=row), "2019")
    told = [one for one in found if one.phrase in {"1,396", "29.1"}]
    assert [(one.state, one.scale) for one in told] == [("unsure", 1), ("unsure", 1)]


def test_a_number_of_people_in_a_heading_is_no_scale_of_what_stands_below() -> None:
    text = (
        "Ghana (30 million people)\n\nIn 2017 the population of Accra and Ghana was 29,121,000.\n"
    )
    assert {one.scale for one in read_text(text, "2019")} == {1}


def test_a_small_bare_number_of_people_without_a_scale_is_not_sure() -> None:
    found = read_text(TABLE.format(caption="Population in 2017", row="Population"), "2019")
    assert {one.state for one in found if one.phrase in {"1,396", "29.1"}} == {"unsure"}


def test_a_number_that_tells_its_scale_is_in_no_other_below_a_head() -> None:
    table = TABLE.replace("1,396", "1.396 billion").replace("29.1", "29.1m")
    found = read_text(table.format(caption="Population, 2017", row="Population (millions)"), "2019")
    told = [one for one in found if one.phrase in {"1.396 billion", "29.1m"}]
    assert [one.scale for one in told if one.reading] == [1, 1]


@pytest.mark.parametrize(("scale", "factor"), [("thousand", 10**3), ("million", 10**6)])
def test_a_register_s_scale_multiplies_the_figure_and_its_step(scale: str, factor: int) -> None:
    text = REGISTER.format(phrase="1,396", scale=scale)
    figure = parse_paper(text, "p.yaml").claims[0].figure
    assert (figure.value, figure.quantum) == (Decimal(1_396 * factor), Decimal(factor))


def test_a_register_s_scale_is_of_both_figures_of_a_pair() -> None:
    text = REGISTER.format(phrase="from 1,303 to 1,396", scale="million")
    figure = parse_paper(text.replace("2017", "2004-2017"), "p.yaml").claims[0].figure
    assert figure.first is not None
    assert figure.first.value == Decimal(1_303_000_000)
    assert figure.value == Decimal(1_396_000_000)


CLAIM = """
paper: {{id: p, title: P, claimant: A, published: "2019-05-01"}}
claims:
  - {{id: c, phrase: {phrase!r}, area: CHN, scale: million, {keys}}}
"""
PEOPLE = "measure: value, indicator: population, period: 2017"


@pytest.mark.parametrize(
    "phrase",
    ["1.396 billion", "1,396 million people", "1,396,000 thousand", "about 1.4bn", "14 crore"],
)
def test_a_figure_that_tells_its_scale_takes_no_other_from_a_register(phrase: str) -> None:
    with pytest.raises(RegisterError, match="tells its own scale"):
        parse_paper(CLAIM.format(phrase=phrase, keys=PEOPLE), "p.yaml")


@pytest.mark.parametrize(
    ("phrase", "keys"),
    [
        ("6.7%", "measure: growth, indicator: gdp_current_usd, period: 2015-2016"),
        ("2nd", "measure: rank, indicator: gdp_current_usd, among: countries, period: 2016"),
        ("3.2 times", "measure: ratio, indicator: gdp_current_usd, to: DEU, period: 2016"),
        ("76.2", "measure: value, indicator: life_expectancy, period: 2016"),
        ("76 years", "measure: value, indicator: life_expectancy, period: 2016"),
    ],
)
def test_what_is_counted_in_no_thousands_takes_no_scale(phrase: str, keys: str) -> None:
    with pytest.raises(RegisterError, match=r"counted in no millions.*Leave out `scale`"):
        parse_paper(CLAIM.format(phrase=phrase, keys=keys), "p.yaml")


@pytest.mark.parametrize("phrase", ["1,396", "over 1,396", "1,396 people"])
def test_a_bare_number_of_things_takes_the_scale_of_a_head(phrase: str) -> None:
    claim = parse_paper(CLAIM.format(phrase=phrase, keys=PEOPLE), "p.yaml").claims[0]
    assert claim.figure.value == Decimal(1_396_000_000)
