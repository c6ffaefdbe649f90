"""What words set apart from "it" is open: they name a part, and not what was told of all."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text


@pytest.mark.parametrize(
    "text",
    [
        "Literacy in Kenya was 82% in 2014. Among people over 65 it was 30%.",
        "GDP of Germany was $3,500 billion in 2016. Without the east it was $3,000 billion.",
        "Inflation in Kenya was 6.3% in 2016. For food it was 10%.",
        "Inflation in Kenya was 6.3% in 2016, while for food it was 10%.",
        "Unemployment in Spain was 20% in 2016. Among immigrants it was 29%.",
        "GDP per head in Japan was $38,000 in 2016. In constant 2010 dollars it was $47,000.",
    ],
)
def test_a_part_that_words_set_apart_is_open(text: str) -> None:
    assert read_text(text, "2018-06")[-1].state == "unsure"


@pytest.mark.parametrize(
    "text",
    [
        "Inflation in Kenya was 6.3% in 2016. In Uganda it was 5.4%.",
        "Inflation in Kenya was 6.3% in 2016. In neighbouring Uganda it was 5.4%.",
        "Inflation in Kenya was 6.3% in 2016. Ten years before it was 14.4%.",
        "At least they are calm now: inflation in Kenya was 6.3% in 2016.",
    ],
)
def test_an_area_or_a_year_sets_nothing_apart(text: str) -> None:
    assert read_text(text, "2018-06")[-1].state == "sure"


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("GDP per head in Japan was $38,000 in 2016. At PPP it was $41,000.", "gdp_per_capita_ppp"),
        ("GDP of Japan was $5 trillion in 2016. At PPP it was $5.2 trillion.", "gdp_ppp"),
    ],
)
def test_what_is_told_at_purchasing_power_parity_is_of_that_series(
    text: str, indicator: str
) -> None:
    read = read_text(text, "2018-06")[-1]
    assert read.reading is not None and read.reading.indicator == indicator
