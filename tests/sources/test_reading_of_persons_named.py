"""Names of persons are no areas; whom an opening phrase or "those of" is of; what a body tells."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure


def read(text: str, phrase: str) -> ReadFigure:
    return next(one for one in read_text(text, published="2026-03") if phrase in one.phrase)


@pytest.mark.parametrize(
    ("text", "phrase", "area"),
    [
        ("By Marian Holt\n\nBangladesh is no failure. Its economy was worth $53 billion in 2000.",
         "$53 billion", "BGD"),
        ("A portrait of Kenya\n\nBy Chad Miller and India Wilson\n\n"
         "Population: 56.4 million (2024)", "56.4 million", "KEN"),
        ("Text: Paris John\n\nKenya had 56.4 million people in 2024. Its economy was worth "
         "$124 billion in 2024.", "$124 billion", "KEN"),
        ("Kenya has grown, says Ann Jordan. The country had 56.4 million people in 2024.",
         "56.4 million", "KEN"),
        ("India is large, and the Bank said Viet Nam had 95.5 million people in 2018.",
         "95.5 million", "VNM"),
        ("East Africa\n\nHome to 56.4 million people in 2024, Kenya is a large country.",
         "56.4 million", "KEN"),
        ("East Africa\n\nWith a GDP per capita of $2,132 in 2024, Kenya is a poor country.",
         "$2,132", "KEN"),
    ],
)  # fmt: skip
def test_whom_a_figure_is_of_is_told_by_no_person_and_by_the_subject_behind(
    text: str, phrase: str, area: str
) -> None:
    found = read(text, phrase)
    assert found.reading is not None
    assert (found.state, found.reading.areas) == ("sure", (area,))


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("By Ann Jordan. Kenya is growing. In 2024 the population was 56.4 million.", "56.4"),
        ("Ann Jordan reports\n\nIn 2022, 76% of people had electricity.", "76%"),
        ("Ann Jordan, Nairobi\n\nIn 2022, 76% of people had electricity. Kenya has come far.",
         "76%"),
        ("Text: Ann Jordan; photos: Chad Smith\n\nIn 2022, 76% of people had electricity. "
         "Kenya has come far.", "76%"),
        ("Written by India Knight for the Kenya desk\n\nIn 2022, 76% of people had electricity.",
         "76%"),
        ("Jordan Smith: Kenya's new roads\n\nPopulation: 56.4 million (2024).", "56.4"),
        ("Israel, 34, lives in Nairobi. In 2023, 76.2% of people had electricity.", "76.2%"),
        ("Chad Mwangi, 34, has a shop in Kenya. In 2023, 76.2% of people had electricity.",
         "76.2%"),
    ],
)  # fmt: skip
def test_a_person_who_writes_or_is_told_of_is_no_country(text: str, phrase: str) -> None:
    found = read(text, phrase)
    assert found.reading is not None
    assert not set(found.reading.areas) & {"JOR", "IND", "ISR", "TCD"}


@pytest.mark.parametrize(
    ("text", "phrase", "area"),
    [
        ("Will Jordan recover? In 2024 the population was 11.5 million.", "11.5", "JOR"),
        ("India Today\n\nIn 2022, 99% of people had electricity.", "99%", "IND"),
        ("In Kenya, 34, a record, was the number of banks. In 2024 the population was 56.4 "
         "million.", "56.4", "KEN"),
    ],
)  # fmt: skip
def test_a_country_beside_a_capital_or_a_number_stays_one(
    text: str, phrase: str, area: str
) -> None:
    found = read(text, phrase)
    assert found.reading is not None
    assert (found.state, found.reading.areas) == ("sure", (area,))


@pytest.mark.parametrize(
    "text",
    [
        "Norway and its neighbour Sweden differ: its population was 10.6 million in 2024.",
        "Norway and, next door, Sweden differ: its population was 10.6 million in 2024.",
    ],
)
def test_whom_of_two_joined_countries_its_means_is_open(text: str) -> None:
    assert read(text, "10.6").state == "unsure"


def test_its_of_the_only_country_that_leads_stays_sure() -> None:
    found = read("Norway has lakes and its own oil: its population was 5.6 million in 2024.", "5.6")
    assert found.reading is not None
    assert (found.state, found.reading.areas) == ("sure", ("NOR",))


def test_a_byline_alone_names_no_country() -> None:
    found = read("By Ann Jordan\n\nThe country had 56.4 million people in 2024.", "56.4")
    assert found.state == "unsure"
    assert found.reading is not None
    assert found.reading.areas == ()


@pytest.mark.parametrize(
    "text",
    [
        "Jordan\n\nThe country had 11.5 million people in 2024.",
        "By all accounts Jordan is small, said Saudi Arabia. Jordan had 11.5 million people "
        "in 2024.",
    ],
)
def test_a_country_in_a_heading_or_a_sentence_stays_one(text: str) -> None:
    found = read(text, "11.5 million")
    assert found.reading is not None
    assert found.reading.areas == ("JOR",)


def test_those_of_another_country_are_that_country_s() -> None:
    found = read(
        "Nigeria's exports fell from 39.5% of GDP in 2010 to 11% in 2015, those of Ghana rose "
        "from 29.5% in 2010 to 44.4% in 2015.",
        "44.4%",
    )
    assert found.reading is not None
    assert found.reading.areas == ("GHA",)


def test_an_area_that_the_sentence_names_is_not_told_to_be_missing() -> None:
    found = read(
        "Life expectancy in the world was 73 years in 2023. In sub-Saharan Africa it was 68.1, "
        "nearly three times the world average.",
        "nearly three",
    )
    assert found.doubt is not None
    assert found.doubt.words == "perhaps Sub-Saharan Africa, named elsewhere in the sentence"


@pytest.mark.parametrize("phrase", ["34", "1,200"])
def test_what_a_body_tells_of_itself_is_no_claim(phrase: str) -> None:
    text = (
        "Sub-Saharan Africa had 1.29 billion people in 2024.\n\nAbout the Alliance: founded in "
        "1998, the Alliance for Child Survival works in 34 countries and employs 1,200 people."
    )
    assert read(text, phrase).kind != "claim"
