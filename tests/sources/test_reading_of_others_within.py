"""Words of a figure's own sentence by which it is of others than its series counts."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text


def states(text: str, phrase: str) -> list[str]:
    return [one.state for one in read_text(text, "2026-03") if one.phrase == phrase]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Burkina Faso is at war. The jihadists control two fifths of the country, with 3 million "
         "people.", "3 million"),
        ("Syria's government ruled two thirds of the country in 2022, with 9 million people.",
         "9 million"),
        ("Java takes up 7 per cent of Indonesia, with 155 million people in 2022.", "155 million"),
        ("Peru's Andes are home to a quarter of Peruvians, or 9 million people in 2022.",
         "9 million"),
        ("The desert covers two thirds of Algeria, home to 2 million people in 2022.",
         "2 million"),
        ("Kenya makes up a fiftieth of Africa, with 54 million people in 2022.", "54 million"),
    ],
)  # fmt: skip
def test_people_behind_a_part_of_a_country_may_be_of_that_part(text: str, phrase: str) -> None:
    assert states(text, phrase) == ["unsure"]


def test_an_island_that_a_country_shares_is_no_part_of_it() -> None:
    text = "In 2022 Haiti took up a third of the island, with 11.5 million people."
    assert states(text, "11.5 million") == ["sure"]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Armenia is a small country of 3.0 million people (2022). Some seven million Armenians "
         "live abroad.", "Some seven million"),
        ("Albania had 2.8 million people in 2022. About 1.7 million Albanians live outside the "
         "country.", "About 1.7 million"),
        ("Moldova had 2.6 million people in 2022. Some 1.2 million Moldovans are working abroad.",
         "Some 1.2 million"),
        ("The Philippines had 115 million people in 2022. Ten million Filipinos live overseas.",
         "Ten million"),
        ("Lebanon had 5.5 million people in 2022. The diaspora has 14 million people.",
         "14 million"),
        ("Ukraine had 41 million people in 2021. Six million Ukrainians are elsewhere in Europe.",
         "Six million"),
    ],
)  # fmt: skip
def test_those_who_live_abroad_are_not_the_people_of_a_country(text: str, phrase: str) -> None:
    assert states(text, phrase) == ["unsure"]


def test_people_counted_beside_those_abroad_are_its_own() -> None:
    text = "Armenia had 2.8 million people in 2022, and more Armenians live abroad."
    assert states(text, "2.8 million") == ["sure"]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("In Kenya 76 per cent of people had electricity in 2021; 11 per cent were off for most of "
         "the day.", "11 per cent"),
        ("Kenya is large. In 2021, 76 per cent of people had electricity; 60 per cent were hit by "
         "cuts.", "60 per cent"),
        ("Kenya is large. In 2021, 76 per cent of people had electricity; 11 per cent had it for "
         "most of the day.", "11 per cent"),
        ("In Bolivia 98 per cent of people had electricity in 2021. The grid reaches two in five.",
         "two in five"),
        ("In Malawi, 60 per cent of people had basic drinking water in 2017. In 2021, 47 per cent "
         "had electricity. Both were had by 30 per cent.", "30 per cent"),
        ("In 2021 12 per cent of Kenyans used the internet. Half of the young did.", "Half"),
        ("In 2021, 68 per cent of Ghanaians used the internet. A tenth of the old did.",
         "A tenth"),
    ],
)  # fmt: skip
def test_some_of_those_who_have_a_service_are_not_those_who_have_it(text: str, phrase: str) -> None:
    assert states(text, phrase) == ["unsure"]


def test_those_who_had_it_in_a_year_are_those_who_have_it() -> None:
    text = "In Kenya, 60 per cent of people had electricity in 2016; 76 per cent had it in 2021."
    assert states(text, "60 per cent") == ["sure"]
    text = "In Kenya, 76 per cent were connected to electricity in 2021."
    assert states(text, "76 per cent") == ["sure"]
