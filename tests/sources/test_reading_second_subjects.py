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


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Unemployment in Tunisia was 15 per cent in 2018, that of graduates 29 per cent.",
         "29 per cent"),
        ("Unemployment in Spain was 15.3 per cent in 2018, among graduates 9 per cent.",
         "9 per cent"),
        ("Inflation in Viet Nam was 3.5 per cent in 2018, that of food 3 per cent.", "3 per cent"),
        ("Imports of goods and services are 40 per cent of Senegal's GDP, and those of food 7 per "
         "cent.", "7 per cent"),
        ("Literacy in India is 74 per cent, that of women 66 per cent, that of the young 92 per "
         "cent.", "92 per cent"),
        ("Unemployment in South Africa was 27 per cent in 2018, that of women 29 per cent and that "
         "of the young 53 per cent.", "29 per cent"),
        ("Youth unemployment in Spain was 34 per cent in 2018, that of women 17 per cent.",
         "17 per cent"),
        ("Kenya's imports were 23 per cent of GDP in 2018, its oil imports 4 per cent.",
         "4 per cent"),
        ("Malawi's economy grew by 4 per cent in 2018, and spending on health by 9 per cent.",
         "9 per cent"),
        ("Chile spends 9 per cent of GDP on health; the government spends 5 per cent.",
         "5 per cent"),
    ],
)  # fmt: skip
def test_a_series_that_one_word_of_a_second_subject_picks_is_open(text: str, phrase: str) -> None:
    assert state(text, phrase) == "unsure"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Nepal's imports were 40 per cent of GDP in 2018. Fuel made up 12 per cent.",
         "12 per cent"),
        ("Senegal's imports were 40 per cent of GDP in 2018. Fuel made up 20 per cent and food 22 "
         "per cent.", "22 per cent"),
        ("In Mali 68 per cent of people have clean water, 41 per cent have electricity.",
         "41 per cent"),
        ("Mongolia's exports were 60 per cent of GDP in 2018, and coal was 40 per cent.",
         "40 per cent"),
        ("Farming gives 30 per cent of Mali's GDP and 65 per cent of its jobs. Services give 40 "
         "per cent and 20 per cent.", "40 per cent"),
    ],
)  # fmt: skip
def test_another_flow_another_use_and_figures_in_turn_are_open(text: str, phrase: str) -> None:
    assert state(text, phrase) == "unsure"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Literacy in India is 74 per cent, that of women 66 per cent.", "66 per cent"),
        ("Kenya's economy grew by 6.3 per cent in 2018, and its industry by 5.5 per cent.",
         "5.5 per cent"),
        ("Health spending was 11 per cent of Germany's GDP in 2017, that on schools 4.8 per cent.",
         "4.8 per cent"),
        ("Nepal's imports were 40 per cent of GDP in 2018. Food made up 15 per cent of merchandise "
         "exports in 2018.", "15 per cent"),
        ("Coal gave 40 per cent of Germany's electricity in 2015, gas 10 per cent.", "10 per cent"),
    ],
)  # fmt: skip
def test_a_second_subject_with_a_series_of_its_own_stays_sure(text: str, phrase: str) -> None:
    assert state(text, phrase) == "sure"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Kenya's economy grew by 6.3 per cent in 2018, and in 2019 its people by 2.3 per cent.",
         "2.3 per cent"),
        ("Kenya's economy grew by 6.3 per cent in 2018, Ghana's people by 2.2 per cent.",
         "2.2 per cent"),
        ("Tax revenue was 15 per cent of Kenya's GDP in 2018, all revenue 18 per cent in 2017.",
         "18 per cent"),
        ("Life expectancy in Chile was 80 years in 2018, that of the poor 77 years in 2017.",
         "77 years"),
    ],
)  # fmt: skip
def test_a_noun_that_is_none_of_the_series_is_open_in_another_year(text: str, phrase: str) -> None:
    assert state(text, phrase) == "unsure"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Life expectancy in Chile was 80 years in 2018, that of its neighbour Peru 76 years.",
         "76 years"),
        ("Life expectancy in Chile was 80 years in 2018, that of Peru 76 years in 2017.",
         "76 years"),
        ("Kenya's economy grew by 6.3 per cent in 2018, that of Ghana by 6.2 per cent.",
         "6.2 per cent"),
    ],
)  # fmt: skip
def test_that_of_another_country_stays_sure(text: str, phrase: str) -> None:
    assert state(text, phrase) == "sure"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Germany gave $25.7 billion in aid in 2018; Ethiopia received $4.9 billion.",
         "$4.9 billion"),
        ("Sweden provided 1.04% of its GNI in aid in 2018, while Rwanda got 1.1 billion dollars.",
         "1.1 billion dollars"),
    ],
)  # fmt: skip
def test_aid_that_is_received_is_none_of_what_another_gave(text: str, phrase: str) -> None:
    found = next(one for one in read_text(text, "2020-03") if one.phrase == phrase)
    assert found.state == "unsure"


@pytest.mark.parametrize(
    ("text", "series"),
    [
        ("Germany gave $25.7 billion in aid in 2018; France gave $12.8 billion.",
         "wdi:DC.ODA.TOTL.CD"),
        ("Ethiopia received $4.9 billion in aid in 2018, and Kenya got $2.5 billion.",
         "aid_received"),
    ],
)  # fmt: skip
def test_aid_told_by_one_verb_of_two_countries_stays_sure(text: str, series: str) -> None:
    found = read_text(text, "2020-03")
    assert [(one.state, one.reading and one.reading.indicator) for one in found] == [
        ("sure", series),
        ("sure", series),
    ]
