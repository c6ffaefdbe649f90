"""A part of a country, or some of its people, that a sentence is about by name."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text


def states(text: str, phrase: str) -> list[str]:
    return [one.state for one in read_text(text, "2020-05") if one.phrase == phrase]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Canada's Quebec has 8 million people. Its GDP was $350 billion in 2018.",
         "$350 billion"),
        ("America's Texas has 29 million people. Its economy grew by 3.2 per cent in 2018. Its GDP "
         "was $1.8 trillion.", "$1.8 trillion"),
        ("The Brazilian state of Bahia has 15 million people. Its fertility rate is 1.7.", "1.7"),
        ("Yunnan, in the south of China, has 48 million people. Its GDP per capita was $5,600 in "
         "2018.", "$5,600"),
        ("Okinawa, Japan's southernmost prefecture, has 1.4 million people. Its fertility rate is "
         "1.9.", "1.9"),
        ("In Spain Andalusia has 8 million people. Its unemployment rate was 23 per cent in 2018.",
         "23 per cent"),
        ("Peru has 32 million people. Loreto has 1 million people. Its fertility rate is 3.2.",
         "3.2"),
        ("The Philippines' Mindanao has 25 million people. Fertility is 3.6 and life expectancy 63 "
         "years.", "63 years"),
        ("Sicily, an Italian island, has 5 million people.", "5 million"),
        ("Look at India's Bihar. Its literacy rate is 64 per cent.", "64 per cent"),
        ("Among India's states Kerala stands out. Its life expectancy is 75 years.", "75 years"),
        ("Bougainville belongs to Papua New Guinea. Its infant mortality is 60.", "60"),
        ("The Italian island of Sicily has 5 million people, and its unemployment rate was 21 per "
         "cent in 2018.", "21 per cent"),
    ],
)  # fmt: skip
def test_what_is_told_behind_a_part_of_a_country_may_be_of_that(text: str, phrase: str) -> None:
    assert states(text, phrase) == ["unsure"]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Nepal's Dalits are 13 per cent of the people. Their infant mortality is 52.", "52"),
        ("India's Muslims number 190 million. Their fertility rate is 2.6.", "2.6"),
        ("South Africa's whites number 4.6 million. Their unemployment rate was 7 per cent in "
         "2018.", "7 per cent"),
        ("The Kurds of Turkey have larger families. Their fertility rate was 3.4 in 2016.", "3.4"),
        ("Black Americans die younger. Their life expectancy is 75 years.", "75 years"),
        ("In Myanmar the Rohingya have few schools. Their literacy rate is 40 per cent.",
         "40 per cent"),
        ("Unemployment in France was 9.1 per cent in 2018, among Arabs in Israel 8.", "8"),
        ("Among Muslims in India the fertility rate was 2.6 in 2015.", "2.6"),
    ],
)  # fmt: skip
def test_what_is_told_of_a_people_within_a_country_is_not_of_all(text: str, phrase: str) -> None:
    assert states(text, phrase) == ["unsure"]


def test_its_behind_two_that_are_told_apart_is_of_neither_surely() -> None:
    text = "Of Chad and Niger the former has 15 million people. Its life expectancy is 54 years."
    assert states(text, "54 years") == ["unsure"]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("War in Syria has cost much. Its economy shrank by 3 per cent in 2015.",
         "shrank by 3 per cent"),
        ("Kenya's President Kenyatta was glad. Its economy grew by 6.3 per cent in 2018.",
         "6.3 per cent"),
        ("Japan, an island nation off Asia, has 127 million people.", "127 million"),
        ("Mali, a Sahel state in Africa, has 19 million people. Its life expectancy is 59 years.",
         "59 years"),
        ("Kenya is an African country. Its population is 51 million.", "51 million"),
        ("Corruption in Kenya is a plague. Its GDP was $88 billion in 2018.", "$88 billion"),
        ("Japan, an island nation off Asia, has old people. Its life expectancy is 84 years.",
         "84 years"),
    ],
)  # fmt: skip
def test_what_there_is_in_a_country_is_no_part_of_it(text: str, phrase: str) -> None:
    assert states(text, phrase) == ["sure"]
