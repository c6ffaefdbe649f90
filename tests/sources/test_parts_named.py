"""What is told of a part, of another owner or time, or is denied, is not surely the country's."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text

FIRST = "Kenya had 50 million people in 2017. "


def is_open(text: str) -> bool:
    read = read_text(text, "2020-05")[-1]
    is_either = read.doubt is not None and read.doubt.or_period is not None
    return read.state == "unsure" and not is_either


@pytest.mark.parametrize(
    "text",
    [
        f"{FIRST}The coast has a life expectancy of 58 years.",
        f"{FIRST}Mandera has a life expectancy of 50 years.",
        f"{FIRST}Its neighbour's life expectancy is 57 years.",
        f"{FIRST}Teachers' life expectancy is 70 years.",
        f"{FIRST}Life expectancy in rich countries is 80 years.",
        f"{FIRST}Life expectancy of nomads is 47 years.",
        f"{FIRST}At independence life expectancy was 48 years.",
        f"{FIRST}Life expectancy is 72 years, the ministry hopes.",
        "Kenyan nomads had a life expectancy of 50 years in 2017.",
        "Poor Kenyans had a life expectancy of 50 years in 2017.",
        "In 2017 life expectancy in Kenya was 58 years along the coast.",
        "Kenya's fertility rate is 7.8 children per woman in the north-east.",
        "Kenya's digital economy was worth $7 billion in 2018.",
        "In 2017 Kenya's birth rate was 42 per 1,000 nomads.",
        "In 2017 Kenya's birth rate was 42 per 1,000 refugees.",
        "Egypt had 98 million people in 2018. Only 5% of the land is inhabited; population density "
        "is 1,500 per square kilometre there.",
        "In 2017 there were 29 births per 1,000 Kenyans and 39 per 1,000 Ugandans.",
        "Kenya did not have 50 million people in 2017.",
        "It is untrue that Ghana's economy grew by 8.1% in 2017.",
    ],
)
def test_what_is_told_of_another_leaves_a_figure_open(text: str) -> None:
    assert is_open(text)


@pytest.mark.parametrize(
    "text",
    [
        "Kenya had 50 million people in 2017.",
        "In 2017 life expectancy in Kenya was 66 years.",
        "In 2017 Kenya's birth rate was 29 per 1,000 people.",
        "In 2017 the women of Kenya had 3.5 children on average.",
        "At the end of 2017 Kenya had 50 million people.",
    ],
)
def test_plain_words_leave_a_figure_the_country_s(text: str) -> None:
    assert read_text(text, "2020-05")[-1].state == "sure"
