"""Words at a figure by which it is of a part of its series, or of another time of it."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure


def read(text: str, phrase: str) -> ReadFigure:
    return next(one for one in read_text(text, "2026-03") if one.phrase == phrase)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Catholic women in Kenya had 3.6 children on average in 2022.", "3.6"),
        ("Women with a secondary education in Kenya had 2.8 children in 2022.", "2.8"),
        ("In Kenya women with higher education had 2.8 children on average in 2022.", "2.8"),
        ("A woman of forty in Kenya had 4.4 children in 2022.", "4.4"),
        ("Swedish-born women had 1.5 children in 2022.", "1.5"),
        ("German smokers' life expectancy was 71 years in 2022.", "71 years"),
        ("At 65 the Japanese can expect another 22 years (2022).", "22 years"),
        ("Without oil, Norway's GDP was $380 billion in 2022.", "$380 billion"),
        ("Hospitals took 3.4% of Germany's GDP in 2020.", "3.4%"),
        ("Universities took 1.2% of Germany's GDP in 2020.", "1.2%"),
        ("Rainforest covered 41% of Brazil in 2021.", "41%"),
        ("Food is 46% of the consumer price index in India (2020).", "46%"),
        ("Not even 80% of Kenyans had electricity in 2022.", "80%"),
        ("Ghana counted 30.8 million people in 2021.", "30.8 million"),
        ("The US fertility rate was 54.5 births per 1,000 women in 2023.", "54.5"),
        ("In 2022 British inflation peaked at 11.1%.", "11.1%"),
        ("In 2022 inflation in Britain ran as high as 11.1%.", "as high as 11.1%"),
        ("Britain's GDP grew by 7.4% in 2021, a figure since revised to 8.6%.", "7.4%"),
        ("Life expectancy in Norway – for men 81.6, for women 84.7 – was 83.1 years in 2023.",
         "83.1 years"),
        ("France overtakes Britain with 68.4 million people in 2023", "68.4 million"),
        ("Japanese women born in 1960 can expect to live 89 years.", "89 years"),
    ],
)  # fmt: skip
def test_a_part_or_another_time_of_a_series_is_open(text: str, phrase: str) -> None:
    assert read(text, phrase).state == "unsure"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Kenyan women had 3.3 children on average in 2022.", "3.3"),
        ("Germany's life expectancy was 80.6 years in 2022.", "80.6 years"),
        ("Without electricity, 24.0% of Kenyans lived in the dark in 2022.", "24.0%"),
        ("Health took 12.5% of Germany's GDP in 2020.", "12.5%"),
        ("Health spending was 11% of Germany's GDP in 2017, that on schools 4.8%.", "4.8%"),
        ("Forests covered 59.3% of Brazil in 2021.", "59.3%"),
        ("The US birth rate was 10.7 per 1,000 people in 2023.", "10.7"),
        ("British inflation was 7.9% in 2022.", "7.9%"),
        ("A girl born in Kenya in 2023 can expect to live 65.8 years.", "65.8 years"),
        ("Life expectancy in Norway was 83.1 years in 2023.", "83.1 years"),
    ],
)
def test_what_is_told_of_all_stays_sure(text: str, phrase: str) -> None:
    assert read(text, phrase).state == "sure"
