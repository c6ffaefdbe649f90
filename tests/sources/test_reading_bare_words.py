"""Numbers that only words tell: bare differences, all and none, parts of a thousand."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text


@pytest.mark.parametrize(
    ("text", "phrase", "measure", "indicator", "value"),
    [
        (
            "Malawi's neonatal mortality rate is 27 per 1,000 in 2015, four fewer than in 2010.",
            "four", "change", "neonatal_mortality", 4,
        ),
        (
            "Niger spends 3.5 per cent of GDP on education (2018), a full percentage point less "
            "than in 2015.",
            "a full percentage point", "change", "education_expenditure", 1,
        ),
        (
            "Of a thousand infants in Peru twelve do not see a first birthday.",
            "twelve", "value", "infant_mortality", 12,
        ),
        (
            "Of every thousand children born in Peru, seventy-seven died before their fifth "
            "birthday in 2000.",
            "seventy-seven", "value", "under_five_mortality", 77,
        ),
        (
            "Namibia has 2.5 million people on 824,000 square kilometres, three to each.",
            "three", "value", "population_density", 3,
        ),
        (
            "Half of workers in Thailand are self-employed, and a third have their livelihood in "
            "agriculture.",
            "a third", "value", "employment_agriculture", 33.3333,
        ),
        ("Every home in Seychelles has electricity.", "Every home", "value",
         "electricity_access", 100),
        ("In Paraguay practically all homes have electricity.", "practically all", "value",
         "electricity_access", 100),
        (
            "Women hold 18 per cent of the seats in parliaments. In Yemen they have none at all.",
            "none at all", "value", "women_in_parliament", 0,
        ),
        (
            "Korea's fertility rate was 1.0 in 2018. In 1960 Korean women had six.",
            "six", "value", "fertility_rate", 6,
        ),
        ("Farming in Namibia occupies every fifth worker.", "every fifth", "value",
         "employment_agriculture", 20),
    ],
)  # fmt: skip
def test_a_number_that_words_tell_is_read(
    text: str, phrase: str, measure: str, indicator: str, value: float
) -> None:
    (one,) = [one for one in read_text(text, "2020-02") if one.phrase == phrase]
    assert one.reading is not None
    told = (one.reading.measure, one.reading.indicator, float(one.figure.value))
    assert told == (measure, indicator, value)


@pytest.mark.parametrize(
    "text",
    [
        "At one point inflation in Ghana was 54% in 2022.",
        "There are two: farming and fishing. In Chad 40% of GDP comes from them.",
        "Every child has a right to school in Peru.",
        "One of them is rich in Chile.",
    ],
)
def test_words_that_count_nothing_are_no_figures(text: str) -> None:
    read = read_text(text, "2020-02")
    assert not [one for one in read if not any(sign.isdigit() for sign in one.phrase)]


@pytest.mark.parametrize(
    "text",
    [
        "A woman born today in Moldova can expect to live 75 years.",
        "In Moldova a woman lives 75 years on average.",
        "The life expectancy of a woman in Moldova is 75 years.",
    ],
)
def test_what_a_woman_can_expect_is_of_women(text: str) -> None:
    (one,) = read_text(text, "2020-02")
    assert one.reading is not None
    assert one.reading.indicator == "life_expectancy_female"


def test_a_deficit_left_over_is_open_and_what_a_sector_managed_is_its_growth() -> None:
    read = read_text(
        "Agriculture in Uzbekistan, a quarter of GDP in 2023, managed 4.1% in 2023. In 2023 its "
        "imports came to $38.1 billion, leaving a deficit of $13.7 billion in 2023.",
        "2024-02",
    )
    by_phrase = {one.phrase: one for one in read}
    assert by_phrase["$13.7 billion"].state == "unsure"
    growth = by_phrase["4.1%"].reading
    assert growth is not None
    assert growth.indicator == "wdi:NV.AGR.TOTL.KD.ZG"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Self-employment in Chile, at a quarter of employment in 2017, is set to rise.", "a qu"),
        ("Inflation in Chile, at 4.5% in 2016, is expected to fall.", "4.5%"),
        ("You will find that six-tenths of the energy Chileans use is renewable.", "six-tenths"),
        ("Peruvians can expect to live 76 years, two years longer than Bolivians.", "two years"),
    ],
)
def test_what_is_told_beside_an_expectation_stays_a_claim(text: str, phrase: str) -> None:
    (one,) = [one for one in read_text(text, "2018-02") if one.phrase.startswith(phrase)]
    assert one.kind == "claim"


def test_a_text_of_one_word_is_read() -> None:
    assert read_text("Woman") == ()


def test_what_is_expected_stays_a_projection() -> None:
    (one,) = read_text("Inflation in Chile is expected to fall to 3%.", "2018-02")
    assert one.kind == "projection"
