"""Second subjects whose verb is left out: the series of the first is not surely theirs."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text


def state(text: str, phrase: str) -> str:
    return [one for one in read_text(text, "2020-05") if one.phrase == phrase][-1].state


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Kenya's economy grew by 6.3 per cent in 2018, and its people by 2.3 per cent.",
         "2.3 per cent"),
        ("In 2018 Rwanda's economy grew by 8.6 per cent and the wages of teachers by 10 per cent.",
         "10 per cent"),
        ("Ghana's population grows by 2.2 per cent a year, its labour force by 3 per cent.",
         "3 per cent"),
        ("Chile's GDP grew by 3.9 per cent in 2018, so that each Chilean had 2.5 per cent more.",
         "2.5 per cent"),
        ("Tanzania's exports of goods and services are 22 per cent of its GDP, and those of fish "
         "4 per cent.", "4 per cent"),
        ("Kenya's tax revenue was 15 per cent of GDP in 2018; all revenue was 18 per cent.",
         "18 per cent"),
        ("Kenya's GDP per capita was $1,711 in 2018, a worker earns $2,500.", "$2,500"),
        ("Unemployment in Kenya was 2.6 per cent in 2018, by the national count 7.4.", "7.4"),
        ("In Nigeria 119 of 1,000 children die before they are five, 73 before they are one.",
         "73"),
        ("France spends 5.4 per cent of GDP on education and 1.9 on the army; Germany spends "
         "4.8 per cent and 1.2.", "1.2"),
        ("In Australia 86 per cent live in towns; 85 per cent live within 50 kilometres of the "
         "sea.", "85 per cent"),
        ("Fertility in Israel is 3.1 children per woman, that of the pious 6.9.", "6.9"),
        ("Kenya's GDP was $88 billion in 2018. The turnover of its banks was $12 billion.",
         "$12 billion"),
    ],
)  # fmt: skip
def test_a_second_value_of_the_same_is_open(text: str, phrase: str) -> None:
    assert state(text, phrase) == "unsure"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Kenya's economy grew by 6.3 per cent in 2018, and Ghana's by 6.2 per cent.",
         "6.2 per cent"),
        ("Kenya's economy grew by 6.3 per cent in 2018 and by 5.1 per cent in 2019.",
         "5.1 per cent"),
        ("Kenya's GDP grew by 6.32 per cent in 2018. The economy grew by 6.3 per cent in 2018.",
         "6.3 per cent"),
    ],
)  # fmt: skip
def test_another_country_or_year_and_the_same_rounded_stay_sure(text: str, phrase: str) -> None:
    assert state(text, phrase) == "sure"
