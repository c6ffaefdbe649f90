"""Whom a figure is of, where its words name whom somebody is only held against."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import Reading


def read(text: str, phrase: str) -> Reading:
    found = next(one for one in read_text(text, published="2024") if one.phrase == phrase)
    assert found.reading is not None
    return found.reading


@pytest.mark.parametrize(
    "text",
    [
        "The average woman in Niger has 6.8 children. That is nearly three times the world "
        "average of 2.4. It has come down, but slowly: in 2000 it was 7.7.",
        "Women in Niger have 6.8 children, against a world average of 2.4. In 2000 it was 7.7.",
    ],
)
def test_a_text_goes_on_about_the_country_that_was_held_against_the_world(text: str) -> None:
    assert read(text, "7.7").areas == ("NER",)


@pytest.mark.parametrize(
    ("text", "phrase", "area"),
    [
        ("Peru's economy shrank in 2020. Measured by the line for upper-middle-income countries, "
         "$6.85 a day, 33 per cent of the population were poor in 2022.", "33 per cent", "PER"),
        ("Oman's debt is falling. Its youth unemployment is low for the Arab world at 15%.",
         "15%", "OMN"),
        ("Poland rearms. Defence was 3.8% of GDP last year, top of NATO.", "3.8%", "POL"),
        ("Norway sells oil. Its people had the second highest income per person in Europe, "
         "$104,000.", "$104,000", "NOR"),
        ("Bolivia exports gas. It has the lowest income per head in South America, at $3,400.",
         "$3,400", "BOL"),
    ],
)  # fmt: skip
def test_those_by_whom_a_country_is_judged_are_not_told_of(
    text: str, phrase: str, area: str
) -> None:
    assert read(text, phrase).areas == (area,)


def test_where_something_is_highest_is_told_of() -> None:
    text = "Unemployment is highest in Sub-Saharan Africa, at 9 per cent."
    assert read(text, "9 per cent").areas == ("SSF",)


@pytest.mark.parametrize(
    ("text", "phrase", "areas", "to"),
    [
        ("Kenya emits 0.4 tonnes of CO2 per person. South Africa emits twenty times as much, "
         "Nigeria about twice.", "twenty", ("ZAF",), "KEN"),
        ("GDP per head in Bolivia is $3,500. A Chilean earns four times as much, a Peruvian twice "
         "as much.", "twice", ("PER",), "BOL"),
    ],
)  # fmt: skip
def test_a_multiple_that_names_none_is_of_what_was_told_before(
    text: str, phrase: str, areas: tuple[str, ...], to: str
) -> None:
    found = read(text, phrase)
    assert (found.measure, found.areas, found.to) == ("ratio", areas, to)


@pytest.mark.parametrize(
    ("text", "phrase", "area"),
    [
        ("Vietnam exported goods worth $355 billion in 2023. Thailand managed $285 billion and the "
         "Philippines only $73 billion. The country's imports were $327 billion.",
         "$327 billion", "VNM"),
        ("Ethiopia's population reached 126 million. Only Nigeria, at 223 million, has more. The "
         "economy grew by 6.5 per cent.", "6.5 per cent", "ETH"),
        ("Vietnam's prices rose by 3.2% in 2022; Laos, next door, endured inflation of 23%. Its "
         "reserves fell to $80 billion.", "$80 billion", "VNM"),
    ],
)  # fmt: skip
def test_a_country_that_is_only_set_beside_does_not_stay(text: str, phrase: str, area: str) -> None:
    found = next(one for one in read_text(text, published="2024") if phrase in one.phrase)
    assert found.reading is not None
    assert found.reading.areas == (area,)


def test_those_of_a_country_that_open_a_sentence_are_told_of() -> None:
    text = "Tanzania's forests cover 51 per cent of the country. Those of Kenya cover 6 per cent."
    assert read(text, "6 per cent").areas == ("KEN",)


def test_more_than_any_other_country_of_a_region_is_no_figure_of_it() -> None:
    text = "Uganda hosts more refugees than any other African country: 1.5 million."
    assert read(text, "1.5 million").areas == ("UGA",)


def test_a_gap_between_two_levels_is_of_those_two() -> None:
    text = "Poland's investment was 18% of GDP. Czechia does 27%. That is a gap of 9 points."
    found = read(text, "9")
    assert (found.measure, found.areas, found.to) == ("difference", ("CZE",), "POL")


def test_countries_listed_behind_a_part_of_the_world_have_it() -> None:
    text = (
        "More than half of the world's forests are found in only five countries: Russia, Brazil, "
        "Canada, the United States and China."
    )
    found = read(text, "More than half")
    assert (found.areas, found.of) == (("RUS + BRA + CAN + USA + CHN",), "world")


def test_a_share_goes_on_with_the_one_told_before() -> None:
    text = "Asia emits half of the world's carbon dioxide. China alone emits 31 per cent."
    found = read(text, "31 per cent")
    assert (found.measure, found.areas, found.of) == ("share", ("CHN",), "world")


def test_the_union_of_a_member_is_the_european_union() -> None:
    text = "Bulgaria's GDP per head at purchasing power parity is 59% of the Union's average."
    assert read(text, "59%").to == "EU"


def test_an_average_of_a_region_that_is_not_named_stays_open() -> None:
    found = read_text("Inflation in Kenya was 7.7 per cent. Regional average: 19 per cent.", "2024")
    assert found[-1].state == "unsure"


def test_the_americas_are_no_country() -> None:
    text = "Americas: the unemployment rate was 7 per cent in 2022."
    assert read(text, "7 per cent").areas == ("m49-019",)


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("Bangladesh has overtaken India in income per head: $2,688 against $2,410 in 2022.",
         ("$2,688", "BGD"), ("$2,410", "IND")),
        ("Life expectancy in Italy exceeds that in the United States: 83 years against 77.",
         ("83 years", "ITA"), ("77", "USA")),
        ("Poland trails Germany in wages, but unemployment is 2.8 per cent in Poland against 3.0.",
         ("2.8 per cent", "POL"), ("3.0", "DEU")),
    ],
)  # fmt: skip
def test_the_second_of_two_figures_set_against_each_other_is_the_other_country_s(
    text: str, first: tuple[str, str], second: tuple[str, str]
) -> None:
    assert read(text, first[0]).areas == (first[1],)
    assert read(text, second[0]).areas == (second[1],)


def test_the_country_before_a_comma_is_no_list_with_the_owner_behind_it() -> None:
    text = "Compared with Kenya, Ethiopia's tax take is tiny: 7 per cent of GDP."
    assert read(text, "7 per cent").areas == ("ETH",)


def test_whom_another_is_held_against_by_as_much_as_is_not_told_of() -> None:
    text = (
        "An Icelander uses 50,000 kWh of electricity a year, twice as much as a Norwegian and "
        "eight times as much as the average European."
    )
    found = read(text, "eight")
    assert (found.areas, found.to) == (("ISL",), "m49-150")


def test_the_continent_is_that_of_the_country_told_of() -> None:
    text = (
        "More than half of young South Africans are out of work. For the continent as a whole, "
        "youth unemployment is 11 per cent."
    )
    found = next(one for one in read_text(text, "2024") if one.phrase == "11 per cent")
    assert found.reading is not None
    assert (found.reading.areas, found.state) == (("m49-002",), "unsure")


def test_whom_it_is_with_a_figure_of_its_own_is_told_of() -> None:
    text = (
        "Monaco is the most densely populated country, with 18,000 persons per square kilometre. "
        "Among larger states it is the Netherlands, with 520."
    )
    assert read(text, "520").areas == ("NLD",)


@pytest.mark.parametrize(
    ("text", "phrase", "areas", "to"),
    [
        ("Bolivia's GDP per head is $4,100. Chile's is $17,000. Less than a quarter.",
         "Less than a quarter", ("BOL",), "CHL"),
        ("Chile says: we Chileans have a GDP per head of $17,000. Our country has 19 million "
         "people. GDP per head in Bolivia is a fifth of ours.", "a fifth", ("BOL",), "CHL"),
    ],
)  # fmt: skip
def test_a_part_is_of_the_level_told_of_the_other_country(
    text: str, phrase: str, areas: tuple[str, ...], to: str
) -> None:
    found = read(text, phrase)
    assert (found.measure, found.areas, found.to) == ("ratio", areas, to)


def test_the_region_is_that_of_the_countries_told_of_and_not_one_they_are_judged_by() -> None:
    text = (
        "The five are Denmark, Finland, Iceland, Norway and Sweden. Fertility is high by European "
        "standards, the highest rate in Europe. The combined GDP of the region was "
        "US$1.88 trillion in 2022."
    )
    assert read(text, "US$1.88 trillion").areas == ("DNK + FIN + ISL + NOR + SWE",)
