"""So many people who are told to go hungry or to use something are no number of all people."""

from __future__ import annotations

import pytest
from readings import read_at


@pytest.mark.parametrize(
    ("text", "phrase", "series"),
    [
        (
            "In absolute numbers 239 million people went hungry in sub-Saharan Africa in 2016.",
            "239 million",
            "undernourishment",
        ),
        (
            "The number of people who defecate in the open in India fell to 419 million in 2017.",
            "419 million",
            "open_defecation",
        ),
        (
            "An estimated 3.7 billion people, or half of all, used the internet in 2017.",
            "3.7 billion",
            "internet_users",
        ),
    ],
)
def test_a_part_of_the_people_is_their_rate_times_all(text: str, phrase: str, series: str) -> None:
    reading = read_at(text, phrase).reading
    assert reading is not None
    assert (reading.measure, reading.indicator) == ("product", series)


def test_people_beside_a_rate_of_their_own_are_all_people() -> None:
    reading = read_at(
        "Uganda has 41 million people, and 24 per cent use the internet.", "41"
    ).reading
    assert reading is not None
    assert (reading.measure, reading.indicator) == ("value", "population")


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("In Nigeria 80 million people live without electricity.", "80 million"),
        ("In 2016, some 2.2 billion people still lacked safely managed drinking water.", "2.2"),
        ("About 3 billion people do not use the internet.", "3 billion"),
    ],
)
def test_people_who_lack_something_are_what_its_rate_leaves(text: str, phrase: str) -> None:
    one = read_at(text, phrase)
    assert one.reading is not None
    assert (one.reading.measure, one.reading.of) == ("complement_product", "population")
    assert one.state == "unsure"


@pytest.mark.parametrize(
    ("text", "phrase", "measure"),
    [
        (
            "In Nigeria 41% of people are extremely poor. That makes 90 million people.",
            "90",
            "product",
        ),
        ("In Kenya one person in six is undernourished: 8 million people.", "8", "product"),
        (
            "In 2016, 53% of Kenyans had electricity. Some 22 million people went without.",
            "22 million",
            "complement_product",
        ),
        (
            "In 2016, 71% of the world used the internet. That leaves 2 billion people.",
            "2 billion",
            "complement_product",
        ),
    ],
)
def test_a_rate_put_in_people_is_that_rate_times_all(text: str, phrase: str, measure: str) -> None:
    one = read_at(text, phrase)
    assert one.reading is not None
    assert one.reading.measure == measure


@pytest.mark.parametrize(
    ("text", "phrase", "measure"),
    [
        (
            "In 2016 some 57 million Ethiopians lived without electricity, or 57% of them.",
            "57%",
            "complement",
        ),
        ("In 2016 some 45 million Ethiopians had electricity, or 43% of them.", "43%", "value"),
        (
            "In 2016 most Ethiopians had no power. That left 43% with electricity.",
            "43%",
            "value",
        ),
    ],
)
def test_a_share_that_says_a_number_again_is_of_the_same_people(
    text: str, phrase: str, measure: str
) -> None:
    reading = read_at(text, phrase).reading
    assert reading is not None
    assert (reading.measure, reading.indicator) == (measure, "electricity_access")
