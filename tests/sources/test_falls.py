"""A rate of growth that words tell as a fall is below zero, in a register and in a text."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from expectations.judging.tolerance import is_fall
from sources.figures.falls import start_of_fall
from sources.figures.numbers.movement_words import (
    FALLING,
    FALLS,
    FALLS_OF_OUTPUT,
    HALVING,
    LOWERING,
    MULTIPLYING,
    QUICKENING,
    RISES,
    RISING,
    SLOWING,
    forms,
    inflected_forms,
)
from sources.figures.parse import parse_figure
from sources.ledger.read_register import render_register
from sources.reading.mentions.relation_words import BY_BEFORE, FOLD_TIME, NOUN_BEFORE
from sources.reading.read import read_text
from sources.registers.from_text import TextHead, paper_of
from sources.registers.register import parse_paper

HEAD = TextHead("t", "T", "", "2021", "t.txt")


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ("The economy shrank by ", "shrank by "),
        ("GDP fell sharply by more than ", "fell sharply by more than "),
        ("Output, down ", "down "),
        ("It saw a contraction of nearly ", "contraction of nearly "),
        ("Growth slowed to ", None),
        ("Growth fell to ", None),
        ("It grew, down from ", None),
        ("Growth fell below ", None),
        ("The economy grew by ", None),
        ("GDP plummeted by ", "plummeted by "),
        ("Output dipped ", "dipped "),
        ("The economy lost nearly ", "lost nearly "),
        ("It is expected to contract by ", "contract by "),
        ("GDP will fall another ", "fall another "),
        ("It saw a plunge of ", "plunge of "),
        ("Growth eased by ", None),
        ("By the contract ", None),
        ("In the fall ", None),
        ("A stock of ", None),
    ],
)
def test_words_right_before_a_figure_tell_a_fall(before: str, words: str | None) -> None:
    start = start_of_fall(before)
    assert (None if start is None else before[start:]) == words


@pytest.mark.parametrize("verb", sorted(inflected_forms(FALLING)))
def test_every_verb_of_falling_is_known_wherever_a_fall_is_asked_for(verb: str) -> None:
    assert start_of_fall(f"GDP {verb} by ") is not None
    assert parse_figure(f"{verb} by 5%").direction == "decrease"
    assert BY_BEFORE.search(f"GDP {verb} by ")
    assert FOLD_TIME.search(f"GDP {verb} ")


@pytest.mark.parametrize("verb", sorted(inflected_forms(RISING)))
def test_every_verb_of_rising_is_known_and_tells_no_fall(verb: str) -> None:
    assert start_of_fall(f"GDP {verb} by ") is None
    assert parse_figure(f"{verb} by 5%").direction == "increase"
    assert BY_BEFORE.search(f"GDP {verb} by ")
    assert FOLD_TIME.search(f"GDP {verb} ")


@pytest.mark.parametrize("noun", sorted(RISES | FALLS | FALLS_OF_OUTPUT))
def test_every_noun_of_a_movement_tells_its_direction(noun: str) -> None:
    falls = noun not in RISES
    assert (start_of_fall(f"a {noun} of ") is not None) is falls
    figure = parse_figure(f"a {noun} of 5%")
    assert figure.direction == ("decrease" if falls else "increase")
    assert (figure.value < 0) is (noun in FALLS_OF_OUTPUT | {"loss", "slump"})
    assert NOUN_BEFORE.search(f"a {noun} of ")


def test_a_verb_is_a_rise_or_a_fall_or_a_change_of_pace_and_never_two() -> None:
    kinds = [RISING, FALLING, LOWERING, QUICKENING, SLOWING, MULTIPLYING, HALVING]
    known = [form for kind in kinds for form in forms(kind)]
    assert len(known) == len(set(known))
    assert not RISES & (FALLS | FALLS_OF_OUTPUT)


def test_what_falls_are_counted_by_is_no_direction() -> None:
    assert parse_figure("5 drops").direction == ""
    assert parse_figure("5% drop").direction == "decrease"


def claim_values(phrase: str, indicator: str, measure: str = "value") -> tuple[str, ...]:
    text = (
        "paper: {id: p, title: P, published: '2021'}\nclaims:\n"
        f'  - {{id: a, phrase: "{phrase}", measure: {measure}, indicator: {indicator}, '
        "area: KEN, period: 2020}\n"
    )
    return tuple(str(one.figure.value) for one in parse_paper(text, "p.yaml").claims)


def test_in_a_register_a_growth_that_fell_is_below_zero_and_a_level_is_not() -> None:
    assert claim_values("shrank by 0.3 percent", "gdp_growth") == ("-0.3",)
    assert claim_values("declined 1.2%", "gdp_growth") == ("-1.2",)
    assert claim_values("slowed to 0.3 percent", "gdp_growth") == ("0.3",)
    assert claim_values("grew by 0.3 percent", "gdp_growth") == ("0.3",)
    assert claim_values("fell 3 percent", "unemployment") == ("3",)
    assert claim_values("shrank by 3-4 percent", "gdp_growth") == ("-4",)
    assert claim_values("contracted by between 3 and 4 percent", "gdp_growth") == ("-4",)


@pytest.mark.parametrize(
    ("text", "phrase", "value"),
    [
        ("Kenya's economy shrank by 0.3 percent in 2020.", "shrank by 0.3 percent", "-0.3"),
        ("In 2020 GDP fell 0.3% in Kenya.", "fell 0.3%", "-0.3"),
        ("Kenya's economy grew by 0.3 percent in 2020.", "0.3 percent", "0.3"),
        ("Kenya's GDP growth slowed to 0.3 percent in 2020.", "0.3 percent", "0.3"),
    ],
)
def test_in_a_text_the_words_of_a_fall_belong_to_the_figure(
    text: str, phrase: str, value: str
) -> None:
    [read] = read_text(text, "2021")
    assert (read.phrase, text[read.start : read.end]) == (phrase, phrase)
    [claim] = paper_of([read], HEAD).paper.claims
    assert (claim.phrase, str(claim.figure.value)) == (phrase, value)
    again = claim_values(phrase, "gdp_growth")
    assert again == (value,)


def test_the_register_of_a_text_states_the_fall_by_itself() -> None:
    text = (
        "Greece's economy contracted by more than 9 percent in 2011. Italy's GDP fell 5.3% in 2009."
    )
    figures = read_text(text, "2021")
    made = paper_of(figures, HEAD)
    again = parse_paper(render_register(text, figures, made).yaml, "t.yaml")
    assert [claim.phrase for claim in again.claims] == [
        "contracted by more than 9 percent",
        "fell 5.3%",
    ]
    assert [claim.figure.value for claim in again.claims] == [
        claim.figure.value for claim in made.paper.claims
    ]


@pytest.mark.parametrize(
    "text, value, measure",
    [
        (
            "In 2009 the economy of Estonia contracted by 14%, that of Latvia by 14.2%.",
            "-14.2",
            "value",
        ),
        ("Greece's GDP fell by 9.1% in 2011 and Portugal's by 1.7%.", "-1.7", "value"),
        ("In 2020 Thailand contracted by 7.1 percent, Indonesia by 2.1 percent.", "-2.1", "value"),
        ("In 2020 Peru's industry lost 13 percent, services 9.1 percent.", "-9.1", "value"),
        ("Fiji's tourism receipts fell by 17% in 2015 and remittances by a tenth.", "10", "growth"),
    ],
)
def test_a_figure_that_shares_the_verb_of_a_fall_fell_too(
    text: str, value: str, measure: str
) -> None:
    figures = read_text(text, "2021")
    made = paper_of(figures, HEAD)
    last = next(claim for claim in made.paper.claims if claim.id == "f2")
    assert (str(last.figure.value), last.figure.direction) == (value, "decrease")
    assert last.measure == measure
    rendered = render_register(text, figures, made).yaml
    assert rendered.count('direction: "decrease"') >= 1
    again = next(one for one in parse_paper(rendered, "t.yaml").claims if one.id == "f2")
    assert (again.figure.value, again.figure.direction) == (last.figure.value, "decrease")


@pytest.mark.parametrize(
    "text",
    [
        "In 2009 the economy of Estonia contracted by 14%, and things in Latvia moved by 14.2%.",
        "Greece's GDP fell by 9.1% in 2011 and it was a year that moved Portugal's by 1.7%.",
    ],
)
def test_a_figure_beside_a_fall_with_words_between_has_no_reading(text: str) -> None:
    first, second = read_text(text, "2021")
    assert first.reading is not None
    assert (second.reading, second.state) == (None, "unsure")


@pytest.mark.parametrize(
    "text",
    [
        "In 2021 Thailand grew by 1.5 percent, Indonesia by 3.7 percent.",
        "In 2021 Peru's industry grew by 13 percent, services by 9.1 percent.",
    ],
)
def test_a_figure_that_shares_the_verb_of_a_rise_rose(text: str) -> None:
    figures = read_text(text, "2022")
    made = paper_of(figures, HEAD)
    claims = [claim for claim in made.paper.claims if claim.id in made.claim_of]
    assert len(claims) == 2
    assert all(claim.figure.value > 0 and claim.figure.direction != "decrease" for claim in claims)


def test_a_reading_that_a_person_chooses_has_the_words_of_the_fall_too() -> None:
    [figure] = read_text("Kenya's economy shrank by 0.3 percent in 2020.", "2021")
    assert figure.reading is not None
    bare = replace(figure, phrase="0.3 percent", start=figure.end - len("0.3 percent"))
    [chosen] = paper_of([bare], HEAD).paper.claims
    assert (chosen.phrase, str(chosen.figure.value)) == ("shrank by 0.3 percent", "-0.3")
    other = replace(bare, reading=replace(figure.reading, indicator="unemployment"))
    [level] = paper_of([other], HEAD).paper.claims
    assert (level.phrase, str(level.figure.value)) == ("0.3 percent", "0.3")


@pytest.mark.parametrize(
    "text",
    [
        "In Honduras the homicide rate was cut by more than half between 2011 and 2022.",
        "Rwanda has cut under-five mortality by three quarters between 2000 and 2018.",
        "Ethiopia reduced extreme poverty by half between 2000 and 2015.",
        "Peru brought infant mortality down by 60 per cent between 1990 and 2015.",
        "Germany's carbon dioxide emissions in 2018 were a quarter lower than in 1990.",
        "Japan had 2 million fewer inhabitants in 2022 than in 2010.",
        "Brazil lowered its fertility rate by 2 children per woman between 1970 and 1990.",
        "Between 1990 and 2000 Latvia saw a fall in population of 10 per cent.",
        "The population of Latvia declined, by 10 per cent, between 1990 and 2000.",
        "Spain's current account deficit was 9.6 per cent of GDP in 2007.",
        "In 2007 Spain ran a 9.6 per cent of GDP deficit on its current account.",
        "The United States had a trade deficit of 2.7 per cent of GDP in 2016.",
        "In 2020 the central government of Kenya had a budget deficit of 8 per cent of GDP.",
        "Spain had net emigration of 100,000 people in 2012.",
    ],
)
def test_a_fall_or_a_deficit_is_never_a_claim_above_zero(text: str) -> None:
    [read] = read_text(text, "2023")
    made = paper_of([read], HEAD)
    claim = next(one for one in made.paper.claims if one.id == made.claim_of[0])
    assert claim.figure.value < 0 or is_fall(claim)
    again = parse_paper(render_register(text, [read], made).yaml, "t.yaml").claims[0]
    assert (again.figure.value, is_fall(again)) == (claim.figure.value, is_fall(claim))


@pytest.mark.parametrize(
    "text",
    [
        "Germany ran a current account surplus of 8 per cent of GDP in 2016.",
        "After the deficit of the years before, Spain had a current account surplus of 3 per cent "
        "of GDP in 2016.",
        "Kenya raised its life expectancy by 12 years between 2000 and 2015.",
        "Between 1990 and 2000 Niger saw a rise in population of 40 per cent.",
        "Though poverty fell, the population of Niger grew by 40 per cent between 1990 and 2000.",
    ],
)
def test_a_rise_or_a_surplus_stays_above_zero(text: str) -> None:
    figures = [one for one in read_text(text, "2023") if one.reading is not None]
    made = paper_of(figures, HEAD)
    claim = next(one for one in made.paper.claims if one.id == made.claim_of[-1])
    assert claim.figure.value > 0
    assert not is_fall(claim)


@pytest.mark.parametrize(
    "text",
    [
        "The current account balance of Spain was 9.6 per cent of GDP in 2007.",
        "Spain's current account deficit fell from 9.6 to 4.3 per cent of GDP from 2007 to 2009.",
        "Spain's current account deficit narrowed by 5 points between 2007 and 2009.",
    ],
)
def test_a_balance_whose_sign_is_not_said_is_not_sure(text: str) -> None:
    assert all(one.state == "unsure" for one in read_text(text, "2023"))


@pytest.mark.parametrize(
    "phrase, indicator, value",
    [
        ("current account deficit of 9.6%", "current_account_gdp", "-9.6"),
        ("current account surplus of 9.6%", "current_account_gdp", "9.6"),
        ("deficit of more than 3%", "current_account_gdp", "-3"),
        ("deficit regions had 9.6%", "unemployment", "9.6"),
    ],
)
def test_a_deficit_in_a_register_is_below_zero(phrase: str, indicator: str, value: str) -> None:
    assert claim_values(phrase, indicator) == (value,)


@pytest.mark.parametrize(
    "text",
    [
        "Brazil's economy shrank by 3.5 per cent in 2015 and by 3.3 per cent in 2016.",
        "Fiji's economy contracted by 17 per cent in 2020 and by a further 5.1 per cent in 2021.",
        "Spain's GDP fell by 3.8 percent in 2009 and then by 0.8 percent in 2011.",
    ],
)
def test_a_second_step_by_which_the_same_fell_is_below_zero_too(text: str) -> None:
    found = read_text(text, "2023")
    assert [one.is_fall for one in found] == [True, True]
    ends = [one.reading and one.reading.period.end for one in found]
    assert ends[0] != ends[1]


def test_a_second_step_by_which_the_same_rose_is_above_zero() -> None:
    found = read_text("Peru's GDP grew by 5 percent in 2012 and by 6 percent in 2013.", "2023")
    assert [one.is_fall for one in found] == [False, False]


RISES_OF = ("consumer prices", "household spending", "GDP per capita", "exports", "unemployment")


RISE_VERBS = (*sorted(line.split()[2] for line in RISING), "went up", "added")
JOINTS = (" and ", "; ", ", ", ", while ", ", but ")


def check_rise(verb: str, joint: str, subject: str) -> None:
    """A rise that is told beside a fall is none."""
    text = f"In 1980 Korea's output fell by 2.9 per cent{joint}{subject} {verb} by 8.7 per cent."
    found = [one for one in read_text(text, "2018") if one.phrase.endswith("8.7 per cent")]
    assert [one.is_fall for one in found] == [False], text


@pytest.mark.parametrize("verb", RISE_VERBS)
def test_a_rise_beside_a_fall_shares_no_verb_with_it(verb: str) -> None:
    turn = RISE_VERBS.index(verb)
    for at, joint in enumerate(JOINTS):
        check_rise(verb, joint, RISES_OF[(at + turn) % len(RISES_OF)])


@pytest.mark.slow
@pytest.mark.parametrize("verb", RISE_VERBS)
def test_a_rise_of_anything_beside_a_fall_shares_no_verb_with_it(verb: str) -> None:
    for joint, subject in product(JOINTS, RISES_OF):
        check_rise(verb, joint, subject)


@pytest.mark.parametrize(
    "text",
    [
        "After a recession in 2020, when output fell by 6.8%, the economy of Georgia expanded by "
        "10.5% in 2021.",
        "In 2009 Latvia's GDP fell by 14.2 percent; prices went up 3 percent.",
        "In 2015 Kenya's exports shrank by 2 percent, its GDP picked up by 5.7 percent.",
    ],
)
def test_what_rose_after_a_fall_is_above_zero(text: str) -> None:
    assert [one.is_fall for one in read_text(text, "2023")] == [True, False]
