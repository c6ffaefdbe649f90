"""Whom a figure is of by the words right at it: in brackets, added up, or told of all people."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure


def read(text: str, phrase: str) -> ReadFigure:
    return next(one for one in read_text(text, published="2023") if one.phrase == phrase)


@pytest.mark.parametrize(
    ("text", "phrase", "areas"),
    [
        ("In 2020 Paraguay's GDP per head was US$5,350, less than half the average of Latin "
         "America and the Caribbean in that year (US$7,300).", "US$7,300", ("LCN",)),
        ("In 2009 the Canadian recession (-2.9 per cent) was milder than the Japanese one "
         "(-5.4 per cent).", "-5.4 per cent", ("JPN",)),
        ("In 2018 Ghana's exports were 33% of GDP, above the average for Sub-Saharan Africa (26%).",
         "26%", ("SSF",)),
        ("In 2019 Spain's life expectancy was 83 years, just below that of Japan (84).",
         "84", ("JPN",)),
    ],
)  # fmt: skip
def test_brackets_behind_a_comparison_hold_the_value_of_whom_it_is_with(
    text: str, phrase: str, areas: tuple[str, ...]
) -> None:
    found = read(text, phrase)
    assert found.reading is not None
    assert found.reading.areas == areas


@pytest.mark.parametrize(
    "text",
    [
        "Pakistan had 239,478 thousand inhabitants in 2021 and Colombia 51,188 thousand, together "
        "290,666 thousand.",
        "In 2021 Pakistan had 239 million inhabitants and Colombia 51 million; together they "
        "had 290 million.",
    ],
)
def test_together_adds_up_what_is_told_of_each(text: str) -> None:
    found = read_text(text, published="2023")[2]
    assert found.reading is not None
    assert (found.reading.areas, found.state) == (("PAK + COL",), "sure")


def test_together_adds_up_nothing_where_one_has_no_figure() -> None:
    text = "Peru and Chile trade. Peru had 33 million people in 2021, together 52 million."
    found = read(text, "52 million")
    assert found.reading is not None
    assert (found.state, found.reading.areas) == ("unsure", ("PER",))


@pytest.mark.parametrize("phrase", ["Some 258 million", "3.4%", "153 million"])
def test_a_count_told_again_as_a_part_of_humanity_is_the_world_s(phrase: str) -> None:
    text = (
        "Kenya is poor. Some 258 million people, or 3.4% of humanity, lived outside their country "
        "of birth in 2017, up from 153 million in 1990."
    )
    found = read(text, phrase)
    assert found.reading is not None
    assert (found.reading.measure, found.reading.areas) == ("value", ("WLD",))


def test_half_as_much_is_of_the_one_before() -> None:
    found = read(
        "In 2019 India received $83 billion in remittances, Nepal a tenth as much.", "a tenth"
    )
    assert found.reading is not None
    assert (found.reading.measure, found.reading.areas, found.reading.to) == (
        "ratio",
        ("NPL",),
        "IND",
    )


def test_half_as_many_of_two_is_open() -> None:
    text = "In 2019 Kenya had 52 million people, Uganda 44 million and Rwanda a quarter as many."
    assert read(text, "a quarter").state == "unsure"


def test_a_multiple_without_another_name_is_held_against_the_same() -> None:
    text = (
        "In 2010 the average American had 34 times the income of the average Indian at market "
        "rates, though only 14 times at PPP."
    )
    found = read_text(text, published="2023")[1]
    assert found.reading is not None
    assert found.reading.to == "IND"


def test_a_multiple_of_a_rate_is_of_the_rate() -> None:
    text = "In 2022 inflation in Ghana averaged 31.9%, more than three times the rate of 2021."
    found = read(text, "more than three")
    assert found.reading is not None
    assert (found.reading.measure, found.reading.indicator) == ("ratio", "inflation")


def test_a_neighbour_that_is_not_named_leaves_its_figure_open() -> None:
    text = "The Ivorian economy grew by 6.9 per cent in 2021, its neighbour's by 3.1 per cent."
    assert read(text, "3.1 per cent").state == "unsure"


def test_what_stands_right_before_a_figure_has_it() -> None:
    text = "In 2010 women in Niger had 7.4 children each and women in South Korea 1.2."
    found = read(text, "1.2")
    assert found.reading is not None
    assert found.reading.areas == ("KOR",)


def test_a_text_says_that_its_figures_are_of_a_year() -> None:
    text = (
        "Doing business with Mali\n\nThe figures are those of 2017, a year for which all is "
        "known.\n\nMali is a market of 18.5 million people."
    )
    found = read(text, "18.5 million")
    assert found.reading is not None
    assert found.reading.period.end == 2017


def test_that_of_the_world_is_the_world_s() -> None:
    text = "In 2016 the birth rate of Mali was 42.1 per thousand; that of the world was 19.3."
    found = read(text, "19.3")
    assert found.reading is not None
    assert (found.state, found.reading.areas) == ("sure", ("WLD",))
