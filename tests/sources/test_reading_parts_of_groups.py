"""A country's part of a group's people or output, and what it is of where only words point back."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure

GDP, PEOPLE = "gdp_current_usd", "population"


def read(text: str, phrase: str) -> ReadFigure:
    return next(one for one in read_text(text, published="2024") if one.phrase == phrase)


@pytest.mark.parametrize(
    ("text", "phrase", "indicator", "areas", "of"),
    [
        ("In 2023 Kazakhstan produced more than half of the output of the five Central Asian "
         "republics.", "more than half", GDP, ("KAZ",), "m49-143"),
        ("In 2017 Kenya accounted for close to one half of the GDP of the East African Community.",
         "close to one half", GDP, ("KEN",), "EAC"),
        ("In 2011 Canada had 34.3 million inhabitants, 4.7 per cent of the G7's total.",
         "4.7 per cent", PEOPLE, ("CAN",), "G7"),
        ("In 2019 Nigeria had half of all the people of West Africa.",
         "half", PEOPLE, ("NGA",), "m49-011"),
        ("In 2022 Germany made up a quarter of the EU economy.",
         "a quarter", GDP, ("DEU",), "EU"),
        ("In 2022 Germany produced a quarter of the EU's output with a fifth of its population.",
         "a fifth", PEOPLE, ("DEU",), "EU"),
        ("In 2022 the BRICS produced a quarter of the world's output and held over 40 per cent of "
         "its people.", "over 40 per cent", PEOPLE, ("BRICS",), "world"),
        ("Two thirds of South Asians lived in India in 2018.",
         "Two thirds", PEOPLE, ("IND",), "SAS"),
        ("In 2018, 18% of all Africans were Nigerians.", "18%", PEOPLE, ("NGA",), "m49-002"),
        ("In 2015 more than one in three people in the world lived in China or India.",
         "more than one in three", PEOPLE, ("CHN", "IND"), "world"),
    ],
)  # fmt: skip
def test_a_part_of_a_group_s_total_is_a_share_of_it(
    text: str, phrase: str, indicator: str, areas: tuple[str, ...], of: str
) -> None:
    found = read(text, phrase)
    assert found.reading is not None
    assert found.state == "sure"
    assert (found.reading.measure, found.reading.indicator) == ("share", indicator)
    assert (found.reading.areas, found.reading.of) == (areas, of)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("South Africa generated 60 per cent of the region's GDP in 2018.", "60 per cent"),
        ("In 2017 Nigeria accounted for two thirds of the Community's GDP.", "two thirds"),
        ("In 2019 France held a quarter of the region's forests.", "a quarter"),
    ],
)
def test_a_part_of_a_region_that_is_not_named_is_open(text: str, phrase: str) -> None:
    found = read(text, phrase)
    assert found.state == "unsure"
    assert found.doubt is not None
    assert "whose total" in found.doubt.words


@pytest.mark.parametrize(
    ("text", "phrase", "indicator"),
    [
        ("In 2020 exports accounted for 40% of the EU's GDP.", "40%", "exports_gdp"),
        ("In 2019 industry was a quarter of the EU economy.", "a quarter", "industry_share"),
        ("In 2019 one in five Africans lived in extreme poverty.", "one in five",
         "extreme_poverty"),
        ("In 2021 a quarter of Africa's people used the internet.", "a quarter", "internet_users"),
    ],
)  # fmt: skip
def test_a_rate_of_a_group_stays_a_rate(text: str, phrase: str, indicator: str) -> None:
    found = read(text, phrase)
    assert found.reading is not None
    assert (found.reading.measure, found.reading.indicator) == ("value", indicator)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("In 2019, 10% of Africans lived in Nigeria's cities.", "10%"),
        ("In 2016 one in ten people in Sub-Saharan Africa was a Nigerian farmer.", "one in ten"),
    ],
)
def test_a_part_told_of_one_country_s_own_is_no_rate_of_the_region(text: str, phrase: str) -> None:
    assert read(text, phrase).state == "unsure"
