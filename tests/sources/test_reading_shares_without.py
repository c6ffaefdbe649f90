"""Shares of those who lack what a series counts are read so, or are open."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure


def read(text: str, phrase: str) -> ReadFigure:
    return next(one for one in read_text(text, "2025-05") if one.phrase == phrase)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("In 2023, 24% of Kenyans and 45% of Ethiopians were without electricity.", "24%"),
        ("In 2023, 24% of Kenyans and 45% of Ethiopians were without electricity.", "45%"),
        ("In 2022, 70% of Kenyans and 91% of Ethiopians had no access to clean fuels for cooking.",
         "70%"),
        ("Without electricity: 24% of Kenyans, 45% of Ethiopians and 52% of Tanzanians (2023).",
         "52%"),
        ("No electricity: 24% of Kenyans (2023).", "24%"),
        ("Offline: 59% of Peruvians in 2015, 18% in 2024.", "18%"),
        ("In 2023, Kenyans without power: 24%.", "24%"),
        ("In 2021, 9% of energy used in Ethiopia was not renewable.", "9%"),
        ("In 2024, 62% of Vietnamese were not urban.", "62%"),
        ("In 2023, 24% of Kenyans still lived in the dark.", "24%"),
        ("In 2023, all but 24% of Kenyans had electricity.", "24%"),
        ("In 2021, 44% of Peru was not covered by forest.", "44%"),
        ("In 2022, 30% of children in Kenya were not immunized against measles.", "30%"),
        ("# Kenya, 2018\n\n- Adult illiteracy: 18%\n- Offline: 80%\n", "18%"),
    ],
)  # fmt: skip
def test_a_share_of_those_without_is_what_is_left_to_the_whole(text: str, phrase: str) -> None:
    one = read(text, phrase)
    assert one.reading is not None and one.reading.measure == "complement"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("In 2015 a quarter of Bangladeshis lived without electricity; in 2023 only 0.5% did.",
         "0.5%"),
        ("In 2015, 61% of people in sub-Saharan Africa had no electricity. In 2023 the share was "
         "47%.", "47%"),
        ("In 2023, 24% of Kenyans were without electricity. The figure for Ethiopia was 45%.",
         "45%"),
        ("The proportion of people not using the internet in Peru was 18% in 2024.", "18%"),
        ("In 2021, 9% of energy used in Ethiopia was not renewable; in Kenya it was 32%.", "32%"),
        ("In 2022, 76% of Kenyans were not without electricity.", "76%"),
        ("Chad is in the dark: only 11.7% of its people had electricity in 2022.", "11.7%"),
        ("In 2015, 63.2% of Kenyans did not live in extreme poverty.", "63.2%"),
        ("In 2019, 80% of Peruvians lived above the national poverty line.", "80%"),
        ("In 2010, 69% of Peruvians were not poor by the national line.", "69%"),
        ("Among Kenyans, the share with no basic drinking water fell from 50 per cent in 2010 to "
         "40 per cent in 2018.", "from 50 per cent in 2010 to 40 per cent"),
        ("Kenya's children out of school were 20 per cent in 2018; the other 80 per cent went.",
         "80 per cent"),
    ],
)  # fmt: skip
def test_a_share_that_may_be_of_those_without_is_open(text: str, phrase: str) -> None:
    assert read(text, phrase).state == "unsure"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("In 2023, 76% of Kenyans and 55% of Ethiopians had electricity.", "55%"),
        ("In 2023, 76% of Kenyans had electricity, and 45% of Ethiopians were without.", "76%"),
        ("In 2022, 76% of Kenyans had electricity, even in villages that had no road.", "76%"),
        ("Electricity reaches 76% of Kenyans (2022), though many cannot pay for it.", "76%"),
        ("In 2023, 35% of Kenyans used the internet, cannot live without it, and pay dearly.",
         "35%"),
        ("In 2022, 40% of Kenyans lived below the national poverty line.", "40%"),
        ("In South Korea the share of the labour force without work was 7 per cent in 1998.",
         "7 per cent"),
        ("Non-performing loans were 13.2% of all loans in Kenya in 2017.", "13.2%"),
    ],
)  # fmt: skip
def test_a_share_of_those_whom_its_series_counts_stays_its_value(text: str, phrase: str) -> None:
    one = read(text, phrase)
    assert one.reading is not None
    assert (one.state, one.reading.measure) == ("sure", "value")
