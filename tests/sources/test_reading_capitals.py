"""Capitals that stand for their countries, and sentences that turn to another country."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure

DEBTS = "Lisbon's debt was 124 per cent of GDP in 2012 and Athens's 160 per cent."
ARMS = (
    "In 2016 the world paid $1.7 trillion for its armies. Moscow spent 4 per cent of GDP on arms."
)
MOTION = (
    "We in Belize owe much. Our debt is high. I refer them to Jamaica. Its debt ratio was higher "
    "than ours in 2013 and had come down by 40 percentage points by 2016."
)
ANSWER = (
    "In 2014 New Zealand emitted 7.7 tonnes of carbon dioxide per head. The figure for Australia "
    "was 15.4 tonnes. The country's total that year, 34.7 million tonnes, was small."
)


def read(text: str, phrase: str) -> ReadFigure:
    return next(one for one in read_text(text, published="2018-06") if one.phrase == phrase)


@pytest.mark.parametrize(
    ("text", "phrase", "area"),
    [
        (DEBTS, "124 per cent", "PRT"),
        (DEBTS, "160 per cent", "GRC"),
        (ARMS, "$1.7 trillion", "WLD"),
        (ARMS, "4 per cent", "RUS"),
        (MOTION, "40 percentage points", "JAM"),
        (ANSWER, "34.7 million", "NZL"),
    ],
)
def test_whom_a_figure_is_of_where_no_country_stands_at_it(
    text: str, phrase: str, area: str
) -> None:
    found = read(text, phrase)
    assert found.reading is not None
    assert found.reading.areas == (area,)
    assert found.state == "unsure" or area == "WLD"


def test_a_city_that_does_nothing_of_a_state_is_none() -> None:
    text = (
        "Kenya grew by 5.9 per cent in 2016. Lima's streets were full, and 32 million had phones."
    )
    found = read(text, "32 million")
    assert found.reading is None or found.reading.areas != ("PER",)


def test_what_is_second_only_to_another_is_the_subject_s() -> None:
    text = (
        "Residents of Saudi Arabia sent $37 bln abroad in 2014, second only to the United States."
    )
    ranks = [one.reading for one in read_text(text, published="2018-06") if one.reading]
    assert all(one.areas == ("SAU",) for one in ranks)
