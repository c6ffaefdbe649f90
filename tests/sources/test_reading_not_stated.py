"""Figures that a text offers, alleges, denies or assumes are none that it states."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure


def read(text: str, phrase: str) -> ReadFigure:
    return next(one for one in read_text(text, "2021-05") if one.phrase == phrase)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Which of these was the population of Kenya in 2018: (a) 41 million, (b) 51 million, "
         "(c) 61 million?", "41 million"),
        ("What was the life expectancy in Japan in 2018? (a) 74 years (b) 84 years", "84 years"),
        ("Q: What share of Ghana's people had electricity in 2018? a) 60.4% b) 80.4% c) 90.4%",
         "60.4%"),
        ("Kenya's population will not have reached 80 million by 2018, contrary to what was "
         "predicted in 1990.", "80 million"),
        ("Kenya's population will have reached 80 million by 2018, it was predicted in 1990.",
         "80 million"),
        ("The government's budget for 2018 assumed growth in Turkey of 5.5%, inflation of 7%.",
         "7%"),
        ("According to the budget, inflation in Ghana was to be 8.9% in 2018.", "8.9%"),
        ("The World Bank counts a country as high income above 12,375 dollars of GNI per head in "
         "2018.", "above 12,375 dollars"),
        ("The threshold for a middle income country, 3,896 dollars per head in 2018, is low.",
         "3,896 dollars"),
    ],
)  # fmt: skip
def test_an_answer_offered_a_plan_or_a_line_is_no_claim(text: str, phrase: str) -> None:
    assert read(text, phrase).kind != "claim"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("True or false: Germany's unemployment rate was 10% in 2018.", "10%"),
        ("Myth: Sweden's unemployment is 20% in 2018. Fact: it is 6.4%.", "20%"),
        ("**Claim 3:** Sweden's unemployment was 20% in 2018.", "20%"),
        ("Fact check: \"Kenya's population was 70 million in 2018\". Verdict: false.",
         "70 million"),
        ("Critics allege that unemployment in Sweden was 20% in 2018.", "20%"),
        ("Some say that unemployment in Sweden was 20% in 2018.", "20%"),
        ("It was widely believed that unemployment in Sweden was 20% in 2018.", "20%"),
        ("Most respondents thought that unemployment in Sweden was 20% in 2018.", "20%"),
        ("Spain's unemployment rate never fell to 10% in 2018.", "10%"),
        ("Kenya's population has not yet reached 60 million in 2018.", "60 million"),
        ("By 2018 urbanisation in Kenya was still to reach 40%.", "40%"),
    ],
)  # fmt: skip
def test_what_is_alleged_or_denied_is_open(text: str, phrase: str) -> None:
    found = read(text, phrase)
    assert found.kind == "claim" and found.state == "unsure"
    assert found.doubt is not None and found.doubt.about == "what"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("In 2018: (a) the population of Kenya was 51 million, (b) life expectancy in Japan was "
         "84 years.", "51 million"),
        ("Fact: Sweden's unemployment was 6.4% in 2018.", "6.4%"),
        ("The minister said that unemployment in Sweden was 6.4% in 2018.", "6.4%"),
        ("Critics say that Kenya is poor, but Kenya's GDP was $92 billion in 2018.",
         "$92 billion"),
    ],
)  # fmt: skip
def test_what_is_stated_beside_such_words_stays_sure(text: str, phrase: str) -> None:
    assert read(text, phrase).state == "sure"
