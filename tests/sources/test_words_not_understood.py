"""A word that narrows a figure down, and is not understood, leaves the figure open."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure
from sources.reading.sentences.plain_words import is_plain, is_plain_before


def read(text: str, phrase: str) -> ReadFigure:
    """The last figure of a text that ends with some words, as of May 2020."""
    return [one for one in read_text(text, "2020-05") if one.phrase.endswith(phrase)][-1]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("The insured population of Ghana was 10.8 million in 2018.", "10.8 million"),
        ("The Kurdish population of Turkey is 15 million.", "15 million"),
        ("Kenya's Maasai: population 1.2 million.", "1.2 million"),
        ("Kenya's capital, home to 4.4 million people, is growing at 4 per cent a year.",
         "4.4 million"),
        ("Kenya's capital, home to 4.4 million people, is growing at 4 per cent a year.",
         "4 per cent"),
        ("Kenya's north is home to 5 million people.", "5 million"),
        ("Life expectancy in Kenya's slums is 48 years.", "48 years"),
        ("Life expectancy in Kenya's Turkana county is 51 years.", "51 years"),
        ("Birth rates in Niger's capital were 36 per 1,000 in 2017.", "36"),
        ("Population density along Egypt's Nile is 1,540 per square kilometre.", "1,540"),
        ("Japan's healthy life expectancy was 74 years in 2016.", "74 years"),
        ("Life expectancy at 60 in Germany was 24 years in 2017.", "24 years"),
        ("Working life expectancy in Germany was 39 years in 2017.", "39 years"),
        ("Life expectancy of Germans who smoke was 74 years in 2017.", "74 years"),
        ("Primary forest covers 1.3 million hectares of Ghana.", "1.3 million"),
        ("Ghana's protected forests cover 1.6 million hectares.", "1.6 million"),
        ("Basic water services reached 66 per cent of health facilities in Kenya in 2017.",
         "66 per cent"),
        ("Piped water reached 29 per cent of rural Kenyans in 2017.", "29 per cent"),
        ("Bulgaria's death rate from strokes was 3 per 1,000 in 2017.", "3"),
        ("Deaths from unsafe water among Kenyan children were 32 per 100,000 in 2016.", "32"),
        ("Rwanda's coffee economy shrank by 5 per cent in 2018.", "5 per cent"),
        ("Kenya's fertility among women with secondary schooling was 3.0 children in 2014.",
         "3.0"),
        ("Kenya's tea exports were 2.0 per cent of GDP in 2015.", "2.0 per cent"),
        ("Public investment in Kenya was 8 per cent of GDP in 2015.", "8 per cent"),
        ("Nepal's child mortality between one and five was 7 per 1,000 in 2015.", "7"),
        ("Births attended by doctors made up 19 per cent in Kenya in 2014.", "19 per cent"),
        ("Post-neonatal mortality in Bangladesh was 10 deaths per 1,000 live births in 2014.",
         "10"),
        ("Kenya's forest area in 2016: 44,130 square kilometres; burnt in 2016: 9,000.", "9,000"),
    ],
)  # fmt: skip
def test_what_a_word_may_narrow_down_is_open(text: str, phrase: str) -> None:
    assert read(text, phrase).state == "unsure"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("The total population of Ghana was 29.8 million in 2018.", "29.8 million"),
        ("Kenya's economy grew by 6.3 per cent in 2018, the central bank said.", "6.3 per cent"),
        ("According to the World Bank, life expectancy in Kenya was 65.9 years in 2017.",
         "65.9 years"),
        ("The mid-year population of Kenya was 51.4 million in 2018.", "51.4 million"),
        ("Agriculture, forestry and fishing made up 34 per cent of Kenya's GDP in 2018.",
         "34 per cent"),
        ("57.4 per cent of the land area of Peru was forest in 2016.", "57.4 per cent"),
        ("Niger, a landlocked country, had 22.4 million people in 2018.", "22.4 million"),
    ],
)  # fmt: skip
def test_plain_words_leave_nothing_open(text: str, phrase: str) -> None:
    assert read(text, phrase).state == "sure"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Kenya's forest area rose from 3.6 million hectares in 2000 to 4.4 million in 2016.",
         "4.4 million"),
        ("In 2016 forests covered 9.4 million hectares in Ghana and 4.4 million in Kenya.",
         "4.4 million"),
        ("Forest area (hectares): Kenya 4.4 million, Ghana 9.4 million.", "9.4 million"),
        ("Kenya's cereal yield rose from 1.5 tonnes per hectare in 2000 to 1.7 in 2016.", "1.7"),
    ],
)  # fmt: skip
def test_a_unit_that_is_told_of_another_figure_leaves_one_without_it_open(
    text: str, phrase: str
) -> None:
    found = read(text, phrase)
    assert found.state == "unsure"
    assert found.doubt is not None
    assert found.doubt.about == "what"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Since the financial crisis Greece's economy has shrunk by about a quarter.",
         "a quarter"),
        ("In its first term the Indian government saw the economy grow by 42 per cent.",
         "42 per cent"),
        ("During the war, Syria's economy shrank by 57 per cent, a UN study of 2018 says.",
         "57 per cent"),
        ("Kenya's GDP grew by 5.4 per cent in the second quarter of 2019, down from 6.4 per cent "
         "a year earlier.", "6.4 per cent"),
        ("Ethiopia's economy grew by 9.0 per cent in 2018/19 after 7.7 per cent in the year "
         "before.", "7.7 per cent"),
        ("India's GDP was $2.6 trillion in fiscal year 2018.", "$2.6 trillion"),
        ("Ghana's inflation was 17.7 per cent at the end of 2015.", "17.7 per cent"),
        ("Year-end inflation in Egypt was 12 per cent in 2018.", "12 per cent"),
    ],
)  # fmt: skip
def test_what_is_of_no_calendar_year_is_open(text: str, phrase: str) -> None:
    assert read(text, phrase).state == "unsure"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Ghana's GDP was $65.6 billion in 2018, Kenya's $22.4 billion more.", "$22.4 billion"),
        ("Niger's crude birth rate, 46.5 per 1,000 in 2017, is three times Bulgaria's death rate "
         "of 15.5.", "15.5"),
        ("Kenya's life expectancy had risen by 15 years between 2000 and 2017, that of Japan by "
         "three years.", "three years"),
        ("# Kenya\n\nOf every 1,000 children born in Kenya 53.9 died in 2011. France spent 11.2 "
         "per cent of its GDP on health in that year. Life expectancy there was 81.0 years.",
         "81.0 years"),
    ],
)  # fmt: skip
def test_what_may_be_of_another_country_is_open(text: str, phrase: str) -> None:
    found = read(text, phrase)
    assert found.state == "unsure"
    assert found.doubt is not None
    assert found.doubt.or_period is None


def test_people_of_another_age_are_not_those_told_of_before() -> None:
    text = (
        "In 2017, children under 15 made up 18.9 per cent of all inhabitants of the United States, "
        "and persons of 40 years or more 50.9 per cent."
    )
    found = read(text, "50.9 per cent")
    assert found.state == "unsure"


def test_international_dollars_are_at_purchasing_power() -> None:
    found = read("GDP per head in Ghana reached 4,747 international dollars in 2018.", "4,747")
    assert found.reading is not None
    assert found.reading.indicator == "gdp_per_capita_ppp"


def test_a_word_may_be_plain_and_still_narrow_down_what_stands_behind_it() -> None:
    assert is_plain("second")
    assert not is_plain_before("second")
    assert is_plain_before("total")
    assert is_plain("country’s")
    assert not is_plain("insured")
