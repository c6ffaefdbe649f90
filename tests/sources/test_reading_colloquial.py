"""Figures told in everyday words: by the square kilometre, by the dollar, of people who are 65+."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text


@pytest.mark.parametrize(
    ("text", "phrase", "series"),
    [
        ("In Japan 27% of people are 65+, in Korea only 14%.", "14%", "population_65_plus"),
        (
            "On each square kilometre of land in Malta there are 1,400 people.",
            "1,400",
            "population_density",
        ),
        (
            "In Jamaica interest, which in 2013 claimed 30 cents of every dollar of revenue, "
            "claimed 24 cents in 2015.",
            "30 cents",
            "wdi:GC.XPN.INTP.RV.ZS",
        ),
        (
            "Spain has 29 people over 65 for every hundred people of working age.",
            "29",
            "wdi:SP.POP.DPND.OL",
        ),
        ("Babies. Guatemalan women had 4.6 each in 2000.", "4.6", "fertility_rate"),
        (
            "In 1970 there were 38 births in Thailand for every thousand inhabitants.",
            "38",
            "birth_rate",
        ),
        ("Nigeria has 40 births and 13 deaths for every thousand people.", "13", "death_rate"),
        (
            "Foreign workers in Oman sent $10 billion out of the country in 2015.",
            "$10 billion",
            "remittances_paid",
        ),
    ],
)
def test_everyday_words_name_a_series(text: str, phrase: str, series: str) -> None:
    read = next(one for one in read_text(text, "2018-06") if phrase in one.phrase)
    assert read.reading is not None and read.reading.indicator == series


def test_an_age_within_words_of_a_series_is_no_figure() -> None:
    text = "Italy has 36 people over 64 for every hundred people of working age."
    assert not any(one.figure.value == 64 for one in read_text(text, "2018-06"))
