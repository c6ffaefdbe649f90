"""What leaves a reading in doubt is told, and such a reading is not judged as sure."""

from __future__ import annotations

from pathlib import Path

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure


def last_of(text: str) -> ReadFigure:
    return [one for one in read_text(text, "2018") if one.reading is not None][-1]


@pytest.mark.parametrize(
    "text",
    [
        "In 2016 Kenya had 48 million people.",
        "Kenya was home to some 48 million people in 2016, and to many birds.",
        "The population of Kenya was 48 million in 2016.",
        "Kenya's GDP grew by 5.9% in 2016.",
        "GDP of Kenya was $70 billion in 2016.",
        # A country is named for the first time in its own sentence, behind another one.
        "In 2016 life expectancy in Japan was 84 years. Some 26 per cent of the people of Kenya "
        "lived in towns in 2016.",
    ],
)
def test_a_plain_sentence_is_read_surely(text: str) -> None:
    assert last_of(text).state == "sure"


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        (
            "In Peru 61% of the manufactured exports left by sea in 2016.",
            "but it may be only a part of “manufactured exports”",
        ),
        ("Consumer prices in Kenya rose by 6% in February.", "but a month is named"),
    ],
)
def test_a_doubt_is_told(text: str, doubt: str) -> None:
    found = last_of(text)
    assert doubt in found.why
    assert found.state == "unsure"


@pytest.mark.parametrize(
    "text",
    [
        "In 2016, Kenya had 2 million people in camps.",
        "Uganda has 27 million people without electricity.",
        "In 2016, 12% of Mongolians lived in poverty.",
        "In 2016 Kenya had 48 million people; a year earlier its GDP grew by 5%.",
        "Kenya and Uganda differ. Kenya had 48 million people in 2016. Uganda's capital is "
        "Kampala. The economy grew by 5% in 2016.",
    ],
)
def test_what_may_be_meant_otherwise_is_not_sure(text: str) -> None:
    assert last_of(text).state == "unsure"


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("Nepal is poor. 25.2 per cent of the population lived below the national poverty line in "
         "2010/11.", "which year"),
        ("On 31 December 2014 the resident population of Portugal was 10,374,822 persons. The "
         "annual growth rate was 0.50% in 2014.", "goes on with it"),
        ("Public debt in Jamaica was 135 per cent of GDP.", "it tells of the past"),
        ("Egypt has many towns. Cairo alone has 22 million inhabitants.", "it may be of Cairo"),
        ("South Korea's exports fell by 8.0 percent in 2015.", "in money or in volume"),
    ],
)  # fmt: skip
def test_what_a_reader_could_not_tell_is_a_doubt(text: str, doubt: str) -> None:
    found = [one for one in read_text(text, "2018") if one.reading is not None][-1]
    assert found.state == "unsure"
    assert doubt in found.why


SURE = [
    (
        "Ethiopia had 102 million inhabitants in 2016. The economy of South Africa grew by 7.9 per "
        "cent in 2016.",
        "2018",
        "7.9 per cent",
    ),
]


@pytest.mark.parametrize(("text", "published", "phrase"), SURE)
def test_what_a_sentence_says_itself_is_sure(text: str, published: str, phrase: str) -> None:
    assert _figure(text, published, phrase).state == "sure"


UNSURE = [
    (
        "At the same time 759 million people lacked electricity in 2019, three out of four of them "
        "in sub-Saharan Africa.",
        "2022",
        "three out of four",
    ),
    (
        "On 1 January 2013 Slovenia had 2,058,821 inhabitants, 0.2% more than a year earlier.",
        "2013-06-24",
        "0.2%",
    ),
    (
        "New Zealand has 4.9 million people. GDP per head over there was $57,400 in 2018.",
        "2019",
        "$57,400",
    ),
]


@pytest.mark.parametrize(("text", "published", "phrase"), UNSURE)
def test_what_a_sentence_does_not_say_is_not_sure(text: str, published: str, phrase: str) -> None:
    assert _figure(text, published, phrase).state == "unsure"


def _figure(text: str, published: str, phrase: str) -> ReadFigure:
    return next(one for one in read_text(text, published) if phrase in one.phrase)


@pytest.mark.parametrize(
    ("text", "about", "words"),
    [
        (
            "Kenya and Uganda are neighbours. Both grew in 2016. Life expectancy was 66 in 2016.",
            "whose",
            "not named in the sentence; perhaps Kenya and Uganda",
        ),
        (
            "Kenya had 48 million people in 2016. Ghana has 28 million people.",
            "when",
            "no year in the sentence; the newest, or 2016 as before",
        ),
        ("Kenya's GDP has grown by 40% since 2010.", "when", "until when it changed"),
        ("Brazil is the largest country in South America.", "what", "what it is compared by"),
    ],
)
def test_what_leaves_a_figure_open_is_told_in_a_few_words(
    text: str, about: str, words: str
) -> None:
    doubt = last_of(text).doubt
    assert doubt is not None and doubt.about == about
    assert doubt.words.startswith(words)


def test_every_unsure_reading_says_what_leaves_it_open_and_no_sure_one_does() -> None:
    passages = Path(__file__).with_name("reading_passages.txt").read_text(encoding="utf-8")
    read = [one for one in read_text(passages, "2018") if one.reading is not None]
    assert {one.state for one in read} == {"sure", "unsure"}
    for one in read:
        assert (one.doubt is None) == (one.state == "sure"), one.phrase
        assert one.doubt is None or len(one.doubt.words) < 160
