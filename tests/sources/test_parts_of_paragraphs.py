"""A part or a people that leads a sentence of its country may be whom the next ones are of."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text

FIGURE = "Life expectancy was 60 years in 2021. The fertility rate was 2.9 in 2021."


def state_of_last(before: str) -> str:
    return read_text(f"{before} {FIGURE}", "2026-03")[-1].state


@pytest.mark.parametrize(
    "before",
    [
        "Bali is the jewel of Indonesia.",
        "Mumbai is bursting, like every city of India.",
        "The Eastern Cape is one of South Africa's nine provinces.",
        "My grandmother's village in Ghana has no clinic.",
        "Women in the garment factories of Bangladesh earn little.",
        "Among the Amish of America, large families are the rule.",
        "The Somalis of Kenya keep their old ways.",
        "A visitor to Timbuktu, in Mali, sees little.",
        "The richest Kenyans live well.",
        "Rich Kenyans live well.",
        "Those Kenyans who finished school fare better.",
        "The Kenyan diaspora is rich.",
        "Kenya's towns live well.",
        "Brazil's northeast is poor.",
        "The northeast of Brazil is poor.",
        "In Brazil's favelas people die young.",
        "Brazil's black citizens die younger.",
        "Somaliland broke away from Somalia in 1991.",
        "Scotland voted to stay in the United Kingdom.",
        "Farmers make up half of Kenya.",
    ],
)
def test_what_follows_a_part_that_leads_a_sentence_is_open(before: str) -> None:
    assert state_of_last(before) == "unsure"


@pytest.mark.parametrize(
    "before",
    [
        "Kenya is growing.",
        "Kenyans live longer.",
        "Many Kenyans are young.",
        "The people of Kenya live longer.",
        "Drought hit Kenya.",
        "Poverty afflicts Kenya.",
        "Emigration has emptied Kenya.",
        "In Kenya children survive.",
        "Kenya's north is dry. Kenya itself is not.",
        "Kenya's economy has grown.",
    ],
)
def test_what_follows_the_country_itself_stays_sure(before: str) -> None:
    assert state_of_last(before) == "sure"
