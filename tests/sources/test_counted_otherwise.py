"""Figures that are counted otherwise than their series, told of one another, or only denied."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure


def read(text: str, phrase: str) -> ReadFigure:
    return next(one for one in read_text(text, "2021-05") if one.phrase == phrase)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("By the census of 2019, Kenya had 47.6 million people.", "47.6 million"),
        ("The household survey of 2018 showed 3.9 children per woman in Ghana.", "3.9"),
        ("Registered unemployment in Germany was 5.0 per cent in 2019.", "5.0 per cent"),
        ("Unemployment in South Africa was 38.5 per cent in 2019 when those who no longer look for "
         "work are counted.", "38.5 per cent"),
        ("France, overseas regions not counted, had 64.8 million people in 2019.", "64.8 million"),
        ("South Asia less India had 216 million people in 2019.", "216 million"),
        ("Kenya had 51 million people in 2019. The countries around it had 244 million people.",
         "244 million"),
        ("Ghana's GDP per working person was $5,500 in 2019.", "$5,500"),
        ("Coal alone caused 230 million tonnes of CO2 in Germany in 2019.", "230 million"),
        ("In 2019, 23 of 1,000 babies in Ghana died within 28 days.", "23"),
        ("Ghana's GDP in a month of 2019 was $5.7 billion.", "$5.7 billion"),
        ("Ghana's GDP grew 6.5 per cent in 2019, or 1.6 per cent a quarter.", "1.6 per cent"),
    ],
)  # fmt: skip
def test_another_count_than_the_published_one_is_open(text: str, phrase: str) -> None:
    assert read(text, phrase).state == "unsure"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("In Ghana 83.5 per cent of people had electricity in 2019. Of those, 90 per cent lived in "
         "towns.", "90 per cent"),
        ("Of those without electricity in Kenya, 85 per cent lived in rural areas in 2017.",
         "85 per cent"),
        ("Among the poorest fifth in Ghana, 30 per cent had electricity in 2019.", "30 per cent"),
        ("Where there is electricity, 65 per cent of Ghanaians used the internet in 2019.",
         "65 per cent"),
    ],
)  # fmt: skip
def test_a_part_of_some_is_no_part_of_all(text: str, phrase: str) -> None:
    assert read(text, phrase).state == "unsure"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Of all Ghanaians, 56 per cent lived in towns in 2019.", "56 per cent"),
        ("Among adults in Ghana, 79 per cent could read in 2018.", "79 per cent"),
        (
            "Tajikistan had 8.2 million inhabitants in 2013, of whom 35 per cent were under 15.",
            "35 per cent",
        ),
    ],
)
def test_a_part_of_all_people_stays_sure(text: str, phrase: str) -> None:
    assert read(text, phrase).state == "sure"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("In 2019 Ghana's population was twice 31.3 million.", "31.3 million"),
        ("In 2019 Ghana's GDP was half of $68.4 billion.", "$68.4 billion"),
        ("In 2019 Ghana's population was larger than Togo's by 31.3 million.", "31.3 million"),
        ("Ghana's population was no longer 31.3 million in 2019.", "31.3 million"),
        ("Ghana's population in 2019 was 31.3 million, not 40 million.", "40 million"),
        ("GDP in Kenya grew by 5.6 per cent in 2018, less than the 7.0 per cent it needed.",
         "7.0 per cent"),
        ("Between 2000 and 2019 the population of Ghana grew by 0.6 million a year.",
         "0.6 million"),
        ("Ghana and Togo had on average 19.4 million people in 2018.", "19.4 million"),
    ],
)  # fmt: skip
def test_what_another_figure_is_told_of_is_no_level(text: str, phrase: str) -> None:
    assert read(text, phrase).state == "unsure"


def test_so_many_times_lower_turns_a_ratio_round() -> None:
    found = read("In 2019 Togo's GDP per head was 2.6 times lower than Ghana's.", "2.6")
    assert found.reading is not None
    assert (found.reading.measure, found.reading.areas, found.reading.to) == (
        "ratio", ("GHA",), "TGO",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Kenya's unemployment was 9 per cent. Maria Kamau, 34, has no job.", "34"),
        ("Kenya's unemployment was 9 per cent. She is 34 and has no job.", "34"),
        ("Women held 61 seats in Rwanda. “We expect more,” said the minister, who is 54.", "54"),
    ],
)
def test_how_old_somebody_is_is_no_claim(text: str, phrase: str) -> None:
    assert read(text, phrase).kind == "label"


def test_a_list_of_countries_names_no_persons() -> None:
    assert read("Unemployment in 2018, per cent: Kenya, 9, Ghana, 7, Togo, 4.", "7").kind == "claim"


def test_what_was_not_reached_is_no_share_of_those_who_lack_it() -> None:
    text = "In 2000 manufactures did not reach 43 percent of Viet Nam's merchandise exports."
    found = read(text, "43 percent")
    assert found.reading is not None
    assert (found.reading.measure, found.state) == ("value", "unsure")


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Syria had 21 million people in 2010. Five million fled abroad and six million within "
         "the country. By 2018 it had 17 million.", "Five million"),
        ("Syria had 21 million people in 2010. Five million fled abroad and six million within "
         "the country. By 2018 it had 17 million.", "17 million"),
        ("Iraq had 25 million people in 2003. Two million escaped abroad.", "Two million"),
        ("Libya had 6 million people in 2011. Half a million people fled abroad, and in 2018 it "
         "had 6.7 million.", "6.7 million"),
        ("Sudan had 41 million people in 2018. Some 700,000 were refugees. In 2008 it was 32 "
         "million.", "32 million"),
    ],
)  # fmt: skip
def test_those_who_fled_are_not_told_of_for_all_people(text: str, phrase: str) -> None:
    assert [one.state for one in read_text(text, "2020-05") if one.phrase == phrase] == ["unsure"]


def test_adults_online_are_not_all_people_online() -> None:
    (found,) = read_text("In 2016 30% of Tanzanian adults used the internet.", "2018-06")
    assert found.state == "unsure"
    (found,) = read_text("In 2016 30% of Tanzanians used the internet.", "2018-06")
    assert found.state == "sure"
