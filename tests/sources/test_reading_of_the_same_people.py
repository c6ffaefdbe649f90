"""Numbers without a unit, halves and further parts that go on with a share before them."""

from __future__ import annotations

import pytest
from readings import read_at, reading_of, series_at

from sources.reading.read import read_text


@pytest.mark.parametrize(
    ("text", "phrase", "series"),
    [
        (
            "In Niger 36 per cent of small children weigh too little and forty are too short for "
            "their age.",
            "forty",
            "stunting",
        ),
        ("In Chad 40 per cent of adults can read and 12 use the internet.", "12", "internet_users"),
        (
            "In Peru 92 per cent have clean water, but only 74 have a toilet of their own.",
            "74",
            "basic_sanitation",
        ),
        (
            "In Tonga nine in ten have clean water, but only half has basic sanitation.",
            "half",
            "basic_sanitation",
        ),
        (
            "Coal gave Poland 70% of its power and gas a further tenth.",
            "a further tenth",
            "wdi:EG.ELC.NGAS.ZS",
        ),
        (
            "In 2016 wind made up 40% of Denmark's electricity and coal another fifth.",
            "another fifth",
            "wdi:EG.ELC.COAL.ZS",
        ),
    ],
)
def test_a_number_behind_a_share_is_one_of_what_its_own_words_name(
    text: str, phrase: str, series: str
) -> None:
    assert series_at(text, phrase) == series


def test_another_fifth_of_nothing_told_is_never_sure() -> None:
    read = read_text("Ghana won in coal another fifth.", "2018")
    assert all(one.state == "unsure" for one in read)


@pytest.mark.parametrize(
    ("text", "phrase", "series"),
    [
        (
            "In 2016, 52 per cent of Ugandans had electricity, and only 38 per cent outside the "
            "towns.",
            "38",
            "electricity_access_rural",
        ),
        (
            "In Laos 60 per cent of people used basic sanitation in 2012; beyond the towns it was "
            "48 per cent.",
            "48",
            "basic_sanitation_rural",
        ),
        (
            "In Uganda half had electricity, and 38 per cent outside the towns, where two-thirds "
            "of our people live.",
            "two-thirds",
            "rural_share",
        ),
    ],
)
def test_outside_the_towns_says_where_unless_it_counts_who_lives_there(
    text: str, phrase: str, series: str
) -> None:
    assert series_at(text, phrase) == series


def test_how_often_lights_go_out_is_no_multiple() -> None:
    text = "Kenyan businesses said that the lights went out 3.8 times in a typical month in 2013."
    reading = reading_of(read_at(text, "3.8"))
    assert (reading.indicator, reading.measure) == ("wdi:IC.ELC.OUTG", "value")


def test_servers_are_counted_by_the_million_people() -> None:
    text = "Tanzania hosts 15 secure servers per million inhabitants."
    assert series_at(text, "15") == "wdi:IT.NET.SECR.P6"


@pytest.mark.parametrize(
    "text",
    [
        "But a government that can spend $8 a head on health will not do it by itself.",
        "A country that has 40% of its children stunted will not prosper.",
    ],
)
def test_what_is_told_of_whom_something_is_expected_is_no_projection(text: str) -> None:
    found = read_at(f"Liberia is poor. {text}", "8" if "$8" in text else "40")
    assert found.kind == "claim"
    assert found.state == "unsure"


def test_what_a_state_will_spend_is_a_projection() -> None:
    text = "Liberia is poor. A state that will spend $20 a head on health by 2025 is not in sight."
    assert read_at(text, "$20").kind == "projection"


def test_girls_held_against_boys_of_another_country_are_open() -> None:
    text = (
        "A girl born in Samoa in 2015 could expect 75 years, four years more than a boy in Tonga."
    )
    assert read_at(text, "four years").state == "unsure"


def test_one_born_elsewhere_is_no_number() -> None:
    text = "A child born in Samoa in 2015 could expect 70 years, six years fewer than one born in "
    text += "Fiji."
    reading = reading_of(read_at(text, "six years"))
    assert (reading.measure, reading.areas, reading.to) == ("difference", ("WSM",), "FJI")
