"""Names of indicators as ministries, statistical offices and agencies of the UN write them."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure


def _value(text: str, printed: str) -> ReadFigure:
    """What is read of the last figure that is printed so."""
    at = text.rindex(printed)
    return next(one for one in read_text(text, "2019") if one.start <= at < one.end)


def _in_table(name: str, printed: str) -> ReadFigure:
    head = f"| Country (2015) | {name} |\n|---|---|\n"
    return _value(f"{head}| Kenya | {printed} |\n| Ghana | {printed} |\n", printed)


def _in_list(name: str, printed: str) -> ReadFigure:
    return _value(f"Kenya, 2015\n\n{name}: {printed}\n", printed)


def _sure(read: ReadFigure) -> str:
    """The indicator of a sure reading; empty for any other."""
    is_sure = read.state == "sure" and read.reading is not None
    return read.reading.indicator if is_sure and read.reading is not None else ""


NAMES = [
    ("Deaths under age five (per 1,000 live births)", "49.4", "under_five_mortality"),
    ("Probability of dying before age 5 (per 1,000 live births)", "49.4", "under_five_mortality"),
    ("Population under 15 years of age (%)", "41.1", "population_under_15"),
    ("One-year-olds immunized against measles (%)", "75", "measles_immunization"),
    ("Births attended by skilled health personnel (%)", "61.8", "skilled_births"),
    ("Population below national poverty line (%)", "36.1", "poverty_national"),
    ("Women in the lower or single house of parliament (%)", "19.7", "women_in_parliament"),
    ("HIV prevalence among adults 15-49 (%)", "5.6", "hiv_prevalence"),
    ("Victims of intentional homicide (per 100 000 population)", "4.8", "homicide_rate"),
    ("Adult female literacy rate (%)", "74.0", "literacy_female"),
    ("Merchandise exports, f.o.b. (million US$)", "5,907", "merchandise_exports"),
    ("Remittances, inflows (% of GDP)", "2.2", "remittances_gdp"),
    ("Vulnerable employment (% of total employment)", "53.0", "vulnerable_employment"),
]


@pytest.mark.parametrize(("name", "printed", "indicator"), NAMES)
def test_a_name_as_offices_write_it_is_read_in_a_table_and_in_a_list(
    name: str, printed: str, indicator: str
) -> None:
    assert _sure(_in_table(name, printed)) == indicator
    assert _sure(_in_list(name, printed)) == indicator


def test_three_noughts_in_brackets_are_thousands() -> None:
    read = _in_table("Rural population (000)", "34,900")
    assert (_sure(read), read.scale) == ("rural_population", 1000)


def test_the_noughts_of_a_rate_are_no_thousands() -> None:
    read = _in_table("Maternal mortality ratio (per 100 000 live births)", "510")
    assert (_sure(read), read.scale) == ("maternal_mortality", 1)


@pytest.mark.parametrize(
    "name",
    [
        "Labour force participation rate, women (per cent of female population ages 15-64)",
        "Prevalence of HIV, male (per cent ages 15-24)",
        "Prevalence of HIV, male (per cent of population)",
        "Population ages 65 and above, male (per cent of male population)",
        "Age dependency ratio, old (per cent of working-age population)",
        "Access to electricity, rural (per cent of rural population)",
        "Child employment in services (per cent of economically active children ages 7-14)",
        "GDP per capita (2017 US$)",
        "Gross national income (GNI) per capita (2017 PPP $)",
        "Agriculture (% of gross value added)",
        "Number of people undernourished (millions)",
        "Child dependency ratio (population aged 0-14 per 100 population aged 15-64)",
        "Unemployment, total (per cent of labour force) (national estimate)",
        "Unemployment with basic education (per cent of labour force with basic education)",
    ],
)
def test_of_some_people_no_series_of_all_is_sure(name: str) -> None:
    allowed = {"", "electricity_access_rural", "wdi:SP.POP.DPND.YG"}
    for value in ("31.4", "73.5", "4,100"):
        assert _sure(_in_table(name, value)) in allowed
        assert _sure(_in_list(name, value)) in allowed


def test_what_is_told_of_gross_value_added_is_no_share_of_gdp() -> None:
    text = "In 2015 agriculture made up 33.3 per cent of gross value added in Kenya."
    assert not _sure(_value(text, "33.3"))


@pytest.mark.parametrize("form", ["{}: 1,497", "| Country | {} |\n|---|---|\n| Kenya | 1,497 |"])
def test_the_year_of_the_dollars_in_a_head_is_no_value(form: str) -> None:
    text = "Kenya, 2015\n\n" + form.format("GDP per capita (2017 US$)") + "\n"
    assert all(not _sure(one) for one in read_text(text, "2019") if one.phrase.startswith("2017"))


def test_the_number_of_some_people_is_no_population() -> None:
    text = "In 2015 the number of people undernourished in Kenya was 10.1 million."
    assert not _sure(_value(text, "10.1"))


def test_a_head_that_begins_with_percentage_tells_its_unit() -> None:
    assert _sure(_in_table("Percentage of population residing in urban areas", "25.7"))


@pytest.mark.parametrize("form", [_in_table, _in_list])
def test_the_ages_in_a_unit_are_read_as_those_of_a_series(form: object) -> None:
    assert callable(form)
    name = "Labour force participation rate (% aged 15-64)"
    assert _sure(form(name, "66.4")) != "labour_participation"
    assert _sure(form("Unemployment rate (% aged 15-24)", "8.4")) == "unemployment_youth"
    assert not _sure(form("Account ownership (% ages 25+)", "80.1"))


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("Tuberculosis prevalence (per 100,000 population)", "SH.TBS.INCD"),
        ("Healthy life expectancy at birth (years)", "SP.DYN.LE00.IN"),
        ("Life expectancy at age 60 (years)", "SP.DYN.LE00.IN"),
        ("Expected years of schooling (years)", "SE.COM.DURS"),
    ],
)
def test_what_no_series_covers_is_none_that_is_named_alike(name: str, nearest: str) -> None:
    read = _in_list(name, "55.5")
    assert read.reading is None
    assert nearest.split(".")[0] and read.unverifiable


def test_an_index_in_its_base_year_is_no_claim() -> None:
    text = "Kenya, 2015\n\nFood production index (2014-2016=100): 99.6\n"
    base = next(one for one in read_text(text, "2019") if one.phrase == "100")
    assert base.kind == "label"


def test_a_multidimensional_headcount_is_open_by_whose_measure_it_is() -> None:
    text = "In 2015 Kenya's multidimensional poverty headcount was 38.9 per cent."
    assert not _sure(_value(text, "38.9"))
    assert _sure(
        _value(text.replace("poverty headcount", "poverty headcount (World Bank)"), "38.9")
    )


@pytest.mark.parametrize(
    "text",
    [
        "Germany emitted 730 million tonnes of CO2 from fuel combustion in 2016.",
        "Germany's energy-related CO2 emissions were 730 million tonnes in 2016.",
        "Germany emitted 730 million tonnes of CO2 by burning fossil fuels in 2016.",
    ],
)
def test_emissions_of_some_sources_are_not_surely_those_of_all(text: str) -> None:
    assert not _sure(_value(text, "730"))
    assert _sure(_value("Germany emitted 730 million tonnes of CO2 in 2016.", "730"))


@pytest.mark.parametrize(
    "text",
    [
        "In 2015 Kenya's real GDP growth was 5.7 per cent.",
        "Kenya's real output grew by 5.7 per cent in 2015.",
    ],
)
def test_real_output_of_a_country_is_no_currency(text: str) -> None:
    read = _value(text, "5.7")
    assert _sure(read) == "gdp_growth"
    assert read.reading is not None and read.reading.areas == ("KEN",)


def test_a_currency_is_of_no_country() -> None:
    text = "In 2015 the Brazilian real fell by 33 per cent."
    assert all(not _sure(one) for one in read_text(text, "2019"))


@pytest.mark.parametrize("part", ["half of all Ethiopians", "half of Ethiopia's population"])
def test_half_of_a_people_is_told_as_surely_as_two_thirds_of_it(part: str) -> None:
    text = f"In 2018 {part} lived in towns."
    assert _sure(_value(text, "half")) == "urban_share"


@pytest.mark.parametrize(
    ("way", "order"),
    [
        ("less likely to live to their fifth birthday", "highest"),
        ("more likely to survive to their first birthday", "lowest"),
        ("more likely to die before their fifth birthday", "highest"),
    ],
)
def test_who_is_less_likely_to_reach_a_birthday_has_the_higher_mortality(
    way: str, order: str
) -> None:
    read = read_text(f"In 2015 children in Nigeria were {way} than in Kenya.", "2019")
    told = next(one.reading for one in read if one.reading is not None)
    assert (told.measure, told.order) == ("comparison", order)


def test_what_grew_is_told_to_be_uncertain_and_no_word_to_be_unclear() -> None:
    read = _value("Kenya's economy is large. In 2015 it grew by 5.7 per cent.", "5.7")
    assert read.doubt is not None
    assert read.doubt.words.startswith("what “grew” is told of is not certain")
