"""Names of bodies, occasions and readers tell of no series."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text


def series_at(text: str, phrase: str) -> str:
    """The series read at a figure; empty where none is."""
    read = next(one for one in read_text(text, "2018-06") if phrase in one.phrase)
    return read.reading.indicator if read.reading else ""


@pytest.mark.parametrize(
    ("text", "phrase", "series"),
    [
        (
            "Geography for Secondary Schools\n\nMany people live in Mali: 17 million in 2015.",
            "17 million",
            "population",
        ),
        (
            "Facts about labour on International Migrants Day:\n\n"
            "* Oman had a population of 4 million in 2014. It doubled to 4.4 million in 2016.",
            "4.4 million",
            "population",
        ),
        (
            "MINISTRY OF FINANCE AND THE PUBLIC SERVICE\n\n"
            "The Minister of Finance and the Public Service said that Jamaica's public debt stood "
            "at 96 per cent of GDP in 2018.",
            "96 per cent",
            "government_debt",
        ),
    ],
)
def test_the_name_of_a_body_an_occasion_or_a_reader_is_no_topic(
    text: str, phrase: str, series: str
) -> None:
    assert series_at(text, phrase) == series
