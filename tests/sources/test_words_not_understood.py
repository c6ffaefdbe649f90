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
        ("In 2016 forests covered 9.4 million hectares in Ghana and 4.4 million in Kenya.",
         "4.4 million"),
        ("Forest area (hectares): Kenya 4.4 million, Ghana 9.4 million.", "9.4 million"),
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
    "text",
    [
        "Kenya's forest area rose from 3.6 million hectares in 2000 to 4.4 million in 2016.",
        "Kenya's cereal yield rose from 1.5 tonnes per hectare in 2000 to 1.7 in 2016.",
    ],
)
def test_the_ends_of_a_pair_are_told_in_one_unit(text: str) -> None:
    [found] = read_text(text, "2018-06")
    assert found.state == "sure"
    assert found.figure.real_unit in {"hectares", "tonnes"}
    assert found.figure.first is not None


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


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Kenya has 47 counties. The largest had a population of 4.4 million in 2018.",
         "4.4 million"),
        ("The capital of Ghana is growing. The population was 2.5 million in 2018.",
         "2.5 million"),
        ("In the countryside of Kenya things are worse. Life expectancy was 63 years in 2017.",
         "63 years"),
        ("Rwanda had 12.3 million people in 2018.\n\nThe capital, Kigali, is booming. Its "
         "population was 1.1 million in 2018.", "1.1 million"),
        ("Rwanda is growing.\n\nKigali is booming. Its population is 1.1 million.",
         "1.1 million"),
        ("Rwanda is growing.\n\nThe north is poor. Life expectancy was 60 years in 2017.",
         "60 years"),
        ("Kenya's young are poor. 2.6 per cent had HIV in 2015.", "2.6 per cent"),
        ("The coast of Kenya\n\nIts population was 4.3 million in 2018.", "4.3 million"),
        ("# The north of Ghana\n\nIn 2017, 60 per cent had basic water.", "60 per cent"),
        ("# Ghana: the poorest fifth\n\nFertility was 6.3 children per woman in 2014.", "6.3"),
    ],
)  # fmt: skip
def test_what_a_sentence_or_a_heading_says_of_some_holds_for_the_next(
    text: str, phrase: str
) -> None:
    assert read(text, phrase).state == "unsure"


def test_what_a_heading_says_of_a_country_leaves_nothing_open() -> None:
    for head in ("Population of Kenya", "Health in Kenya", "Kenya at a glance"):
        text = f"# {head}\n\nLife expectancy was 65.9 years in 2017."
        assert read(text, "65.9 years").state == "sure", head


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Unlike Ghana, where 81 per cent had basic water in 2017, only 59 per cent had it in "
         "Kenya.", "81 per cent"),
        ("Kenya is behind Ghana: 59 per cent of its people had basic water in 2017, 81 per cent "
         "there.", "81 per cent"),
        ("Kenya gained its independence from Britain, then a country of 53.6 million people, in "
         "1963.", "53.6 million"),
        ("Kenya's economy, the largest after Nigeria's $397 billion and South Africa's $368 "
         "billion, grew by 6.3 per cent in 2018.", "6.3 per cent"),
        ("Kenya spent $66 per head on health in 2016, Germany $4,714 – 11 per cent of GDP.",
         "11 per cent"),
        ("In 2017 29 per cent of Kenyans had basic sanitation; 10 per cent had none.",
         "10 per cent"),
        ("In 2017 71 per cent of Nigerians had basic water, 39 per cent basic sanitation and 32 "
         "per cent both.", "32 per cent"),
        ("In 2017, 81 per cent of people in Ghana had basic water and 18 per cent basic "
         "sanitation; in Nigeria it was 71 and 39 per cent.", "71"),
        ("Kenya's population under 18 was 24 million in 2018.", "24 million"),
        ("The population of Kenya living on less than $1.90 a day was 18 million in 2015.",
         "18 million"),
        ("Germany was home to 10.9 million people of other countries in 2018.", "10.9 million"),
        ("Kenya's population rose by 1.2 million in 2018; 1.5 million were born.", "1.5 million"),
        ("Kenya's external debt was $26.4 billion in 2017, of which the government owed $17.6 "
         "billion.", "$17.6 billion"),
        ("Kenya's net external debt was $17 billion in 2017.", "$17 billion"),
        ("The present value of Kenya's external debt was $21 billion in 2017.", "$21 billion"),
        ("Over ten years to 2018 Kenya's economy grew by 73 per cent.", "73 per cent"),
        ("At best, life expectancy in Kenya was 72 years in 2017.", "72 years"),
        ("In one of Nigeria's states life expectancy was 45 years in 2017.", "45 years"),
        ("Kenya's GDP was $87.9 billion in 2018, in prices of 2010 $61.8 billion.",
         "$61.8 billion"),
        ("In 1980 West Germany had 61.6 million people.", "61.6 million"),
        ("GDP of Japan in dollars, 2009 against 2007: +15.9 %.", "+15.9 %"),
        ("GDP of Japan, 2009 against 2007: +15.9 %.", "+15.9 %"),
    ],
)  # fmt: skip
def test_a_part_or_another_owner_told_by_plain_words_is_open(text: str, phrase: str) -> None:
    assert read(text, phrase).state == "unsure"


def test_rows_of_parts_of_what_a_caption_names_are_open() -> None:
    text = (
        "Table 3. Who smokes in Germany, 2016 (%)\n\n| | Men | Women |\n|---|---|---|\n"
        "| All adults | 33.1 | 28.2 |\n| 15 to 24 | 28.0 | 25.1 |\n| 65 and over | 12.9 | 9.0 |\n"
    )
    states = {one.phrase: one.state for one in read_text(text, "2020-05")}
    assert states["28.0"] == states["25.1"] == states["12.9"] == "unsure"


@pytest.mark.parametrize("span", ["from 2009 to 2011", "between 2009 and 2011"])
def test_whether_the_first_year_of_a_mean_counts_is_open(span: str) -> None:
    found = read(
        f"Estonia's economy grew by 5.1 per cent a year on average {span}.", "5.1 per cent"
    )
    assert found.state == "unsure"
    assert found.doubt is not None
    assert found.doubt.about == "when"
