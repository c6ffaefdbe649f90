"""Whom "its" means beside the people of a country, a neighbour's name, or a second subject."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure


def last_of(text: str) -> ReadFigure:
    return read_text(text, published="2020-03")[-1]


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("Palestinians in Jordan number 2.2 million; its population was 9.96 million in 2018.",
         "JOR"),
        ("Syrians fled to Turkey; its population of 82.3 million in 2018 absorbed them.", "TUR"),
        ("Indonesians work in Malaysia by the million; its population was 31.5 million in 2018.",
         "MYS"),
        ("Sweden's neighbour Norway is richer; its population was 5.3 million in 2018.", "NOR"),
        ("Kenya's northern neighbour Ethiopia is poor: its life expectancy was 65.4 years in 2018.",
         "ETH"),
        ("China's southern neighbour, Vietnam, grew by 7.5% in 2018 and its inflation was 3.5%.",
         "VNM"),
        ("Sweden's neighbour Norway is rich. Its population was 5.3 million in 2018.", "NOR"),
    ],
)  # fmt: skip
def test_its_is_the_country_beside_a_people_or_behind_whose_neighbour_it_is(
    text: str, area: str
) -> None:
    found = last_of(text)
    assert found.reading is not None
    assert (found.state, found.reading.areas) == ("sure", (area,))


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Indians form the largest minority in Nepal. Its population was 28.1 million in 2018.",
         "Nepal"),
        ("Sweden took its name from the Svear, Norway from its northern way; its population was "
         "5.3 million in 2018.", "Norway"),
        ("Sweden has lakes and Norway has fjords; its population was 5.3 million in 2018.",
         "Norway"),
        ("Syrians went from Lebanon to Turkey; its population was 82.3 million in 2018.",
         "Lebanon"),
    ],
)  # fmt: skip
def test_its_is_open_where_two_countries_may_be_meant(text: str, other: str) -> None:
    found = last_of(text)
    assert found.state == "unsure"
    assert found.doubt is not None
    assert found.doubt.words.startswith(f"it may be of {other}")


@pytest.mark.parametrize(
    "text",
    [
        "Kenya's exports to Uganda rose in 2018; its population was 51.4 million.",
        "Kenyans live long; its population was 51.4 million in 2018.",
        "Kenya has a border with Uganda, and its population was 51.4 million in 2018.",
        "While Uganda shrank, Kenya grew; its population was 51.4 million in 2018.",
    ],
)
def test_its_stays_the_one_country_that_a_sentence_is_about(text: str) -> None:
    found = last_of(text)
    assert found.reading is not None
    assert (found.state, found.reading.areas) == ("sure", ("KEN",))
