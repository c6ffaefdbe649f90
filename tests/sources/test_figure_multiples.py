"""Numbers stated by a verb or by two numbers, money of many lands, and addresses."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sources.errors import FigureError
from sources.figures.numbers.multiples import fold_of
from sources.figures.parse import describe_figure, find_figures, parse_figure


@pytest.mark.parametrize(
    ("phrase", "value", "quantum", "unit", "hedge", "direction"),
    [
        ("trade doubled", "100", "25", "percent", "none", "increase"),
        ("more than doubled", "100", "25", "percent", "lower", "increase"),
        ("a doubling of trade", "100", "25", "percent", "none", "increase"),
        ("nearly tripled", "200", "25", "percent", "nearly", "increase"),
        ("it quintupled", "400", "25", "percent", "none", "increase"),
        ("the reform halved costs", "50", "12.5", "percent", "none", "decrease"),
        ("it will double by 2030", "100", "25", "percent", "none", "increase"),
        ("plans to triple the fleet", "200", "25", "percent", "none", "increase"),
        ("double the average", "2", "1", "number", "none", ""),
        ("twice the average", "2", "1", "number", "none", ""),
        ("thrice", "3", "1", "number", "none", ""),
        ("a tenfold increase", "10", "1", "number", "none", "increase"),
        ("one in five adults", "20", "5", "percent", "none", ""),
        ("about 1 in 20 trucks", "5", "1.25", "percent", "about", ""),
        ("nine out of ten", "90", "2.5", "percent", "none", ""),
        ("3 in every 4", "75", "6.25", "percent", "none", ""),
        ("one in five years", "20", "5", "percent", "none", ""),
    ],
)
def test_verbs_and_chances_state_figures(
    phrase: str, value: str, quantum: str, unit: str, hedge: str, direction: str
) -> None:
    figure = parse_figure(phrase)
    assert (figure.value, figure.unit, figure.hedge) == (Decimal(value), unit, hedge)
    assert figure.quantum == Decimal(quantum)
    assert figure.direction == direction


@pytest.mark.parametrize(
    "text",
    [
        "a double track",
        "double-digit growth",
        "they doubled down on it",
        "the reasons are twofold",
        "to double taxation treaties",
        "a triple jump",
    ],
)
def test_double_and_the_like_are_no_figures_as_adjectives_or_idioms(text: str) -> None:
    assert find_figures(text) == ()


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("86 out of 101 members", ["86", "101"]),
        ("41 in 13 European cities", ["41", "13"]),
        ("ranked 1 in 20 subjects", ["1", "20"]),
        ("1 in 2017", ["1"]),
        ("9.5 out of 10", ["9.5", "10"]),
        ("it doubled to 8 million", ["100", "8000000"]),
        ("doubled from 5 to 10 million", ["100", "10000000"]),
    ],
)
def test_two_counts_stay_two_counts(text: str, values: list[str]) -> None:
    assert [f"{figure.value:f}" for figure in find_figures(text)] == values


def test_only_words_in_fold_that_name_a_number_multiply() -> None:
    assert (fold_of("fivefold"), fold_of("hundredfold")) == (5, 100)
    assert [fold_of(word) for word in ("fold", "manifold", "onefold", "billfold", "five")] == [
        0
    ] * 5


@pytest.mark.parametrize(
    ("text", "currency", "unit"),
    [
        ("R$5 billion", "BRL", "number"),
        ("Z$5 billion", "", "number"),
        ("Rs. 500", "INR", "number"),
        ("10 billion won", "KRW", "number"),
        ("2.4 billion (US$)", "USD", "usd"),
        ("5 million (yuan)", "CNY", "number"),
        ("12,50 €.", "EUR", "number"),
        ("PLN 5 million", "PLN", "number"),
        ("₺500", "TRY", "number"),
    ],
)
def test_money_is_of_the_country_that_prints_it(text: str, currency: str, unit: str) -> None:
    (figure,) = find_figures(text)
    assert (figure.currency, figure.unit) == (currency, unit)


@pytest.mark.parametrize("text", ["12 parties won", "try 5 ways", "Try 5 ways", "sat 5 times"])
def test_words_that_look_like_money_are_words(text: str) -> None:
    (figure,) = find_figures(text)
    assert figure.currency == ""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[63%](https://example.org/2017/05) of", ["63%"]),
        ("63%(mailto:x@example.org)", ["63%"]),
        ("(see https://example.org/a_(2017)) and 5%", ["5%"]),
        ("call +33 1 23 45 67 89 for 7 tickets", ["7"]),
        ("+1 234 567 people", ["+1 234 567"]),
    ],
)
def test_an_address_takes_no_figure_beside_it_along(text: str, found: list[str]) -> None:
    assert [figure.text for figure in find_figures(text)] == found


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("about 63%", "63 percent, about"),
        ("from 30.3% to 29.1%", "30.3, then 29.1 percent"),
        ("$50-60 billion", "50,000,000,000 to 60,000,000,000 USD"),
        ("2 percentage points", "2 percentage points"),
        ("3679 people", "3,679 number"),
    ],
)
def test_a_figure_is_described_in_a_few_words(phrase: str, words: str) -> None:
    assert describe_figure(parse_figure(phrase)) == words


def test_a_name_with_a_number_is_no_figure_even_where_a_phrase_asks_for_one() -> None:
    with pytest.raises(FigureError):
        parse_figure("Platform 9 was closed")
