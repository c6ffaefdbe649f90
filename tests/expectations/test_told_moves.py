"""Which way a level is told to have gone: against another of the text, and the year before."""

from __future__ import annotations

import pytest
from builders import claim, paper, snapshot

from expectations.assessment.assess import assess
from expectations.outcomes import Outcome, Verdict
from sources.figures.parse import parse_figure
from sources.model import Claim, Period

WDI = ("wdi", "2018-01-01")
SERIES = {
    (*WDI, "SP.POP.TOTL", "AAA"): {2014: 60.0, 2015: 74.0, 2016: 74.6, 2017: 76.0},
}


def level(name: str, phrase: str, year: int, sentence: str) -> Claim:
    return claim(
        parse_figure(phrase),
        id=name,
        phrase=phrase,
        measure="value",
        group="one",
        period=Period(year, year),
        sentence=sentence,
    )


def judged(*claims: Claim) -> tuple[Outcome, ...]:
    return assess(paper(list(claims)), snapshot(SERIES)).outcomes


def both(sentence: str) -> tuple[Outcome, ...]:
    return judged(level("now", "74.6", 2016, sentence), level("then", "74.0", 2015, sentence))


@pytest.mark.parametrize(
    ("sentence", "is_right"),
    [
        ("It was 74.6 in 2016, up from 74.0 in 2015.", True),
        ("It was 74.6 in 2016, down from 74.0 in 2015.", False),
        ("It fell to 74.6 in 2016 from 74.0 in 2015.", False),
        ("It rose further to about 74.6 in 2016 from 74.0 in 2015.", True),
        ("It was 74.6 in 2016; prices are down from 74.0 in 2015.", True),
        ("It was 74.6 in 2016, and not down from 74.0 in 2015.", True),
        ("It did not fall to 74.6 in 2016 from 74.0 in 2015.", True),
        ("It fell to 74.6 in 2016 after a drop from 74.0 in 2015.", True),
        ("It fell to 74.6 in 2016, though it was far from the 74.0 of 2015.", True),
        ("It was 74.6 in 2016 and also down from 74.0 in 2015.", True),
        ("It climbed down to 74.6 in 2016 from 74.0 in 2015.", False),
    ],
)
def test_words_between_two_levels_say_what_the_levels_do(sentence: str, is_right: bool) -> None:
    now, then = both(sentence)
    assert then.verdict is Verdict.REPRODUCED
    assert (now.verdict is Verdict.REPRODUCED) is is_right
    if not is_right:
        assert now.verdict is Verdict.CONTRADICTED
        assert "from “74.0” to “74.6” is a rise, not what the words say" in now.sentence


def test_of_two_levels_the_one_that_the_data_put_off_is_blamed() -> None:
    sentence = "It was 74.6 in 2016, up from 84.0 in 2015."
    now, then = judged(level("now", "74.6", 2016, sentence), level("then", "84.0", 2015, sentence))
    assert (now.verdict, then.verdict) == (Verdict.REPRODUCED, Verdict.CONTRADICTED)


@pytest.mark.parametrize(
    ("sentence", "is_told"),
    [
        ("It declined to 74.6 in 2016.", True),
        ("It rose to 74.6 in 2016.", False),
        ("It had declined to 74.6 by 2016 over two decades.", False),
        ("It was 74.6 in 2016.", False),
        ("It never declined to 74.6 in 2016.", False),
    ],
)
def test_a_level_that_holds_tells_that_the_year_before_lay_on_the_other_side(
    sentence: str, is_told: bool
) -> None:
    (outcome,) = judged(level("now", "74.6", 2016, sentence))
    assert outcome.verdict is Verdict.REPRODUCED
    assert ("But it rose from the year before" in outcome.sentence) is is_told
    assert ("the text says “declined to”" in outcome.sentence) is is_told


def test_what_the_text_itself_gives_for_an_earlier_year_is_where_a_level_came_from() -> None:
    then = level("then", "80.0", 2010, "In 2010 it was 80.0.")
    _, now = judged(then, level("now", "74.6", 2016, "It declined to 74.6 in 2016."))
    assert now.verdict is Verdict.REPRODUCED
    assert "the year before" not in now.sentence
