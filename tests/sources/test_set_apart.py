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


@pytest.mark.parametrize(
    "text",
    [
        "Kenya's GDP was $70 billion in 2016. Its tea was worth $1.2 billion in 2016.",
        "Kenya's GDP was $70 billion in 2016. Safaricom's revenue was $2 billion in 2016.",
        "In 2016 56% of Kenyans had electricity. Solar lamps lit 10% of homes in 2016.",
        "In 2016 22% of Kenyans used the internet. Most of them, 85%, had a phone in 2016.",
        "In 2016 women held 19% of seats in Kenya's parliament. In cabinet they held 25% in 2016.",
        "In 2016 life expectancy in Japan was 84 years. The average age was 47 years in 2016.",
        "In 2016 unemployment in Spain was 20%; temporary jobs were 26%.",
        "In 2016 forests covered 7% of Kenya; parks covered 12%.",
        "In 2016 forests covered 7% of Kenya and savanna 40%.",
        "In 2016 GDP of Ghana was $43 billion; the five biggest firms earned $6 billion.",
    ],
)
def test_a_new_noun_at_a_figure_leaves_open_what_was_told_before_it(text: str) -> None:
    assert read_text(text, "2018-06")[-1].state == "unsure"


@pytest.mark.parametrize(
    "text",
    [
        "In 2016 inflation was 6.3% in Kenya and 5.4% in Uganda.",
        "In 2016 Kenya's GDP grew by 5.9%, after 5.7% in 2015.",
        "In 2016 Kenya's GDP was $70 billion, up from $64 billion in 2015.",
        "In 2016 life expectancy in Kenya was 66 years; in Ghana it was 62 years.",
    ],
)
def test_plain_words_at_a_figure_leave_it_with_what_was_told(text: str) -> None:
    assert read_text(text, "2018-06")[-1].state == "sure"
