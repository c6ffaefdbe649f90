"""Figures that stand together (pairs, ranges, lists), and the words about a figure."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sources.figures.parse import find_figures, parse_figure


def values(text: str) -> list[str]:
    return [f"{figure.value:f} {figure.unit} {figure.hedge}" for figure in find_figures(text)]


@pytest.mark.parametrize(
    ("phrase", "low", "top", "quantum", "unit"),
    [
        ("$50-60 billion", "5e10", "6e10", "1e10", "usd"),
        ("$50–$60 billion", "5e10", "6e10", "1e10", "usd"),
        ("between 50 and 60 billion dollars", "5e10", "6e10", "1e10", "usd"),
        ("$50 million to $60 million", "5e7", "6e7", "1e7", "usd"),
        ("5–7 per cent", "5", "7", "1", "percent"),
        ("45-50%", "45", "50", "1", "percent"),
        ("25–50 basis points", "0.25", "0.5", "0.01", "percentage_points"),
        ("a decline of 0.5 to 1.0 percentage points", "0.5", "1", "0.1", "percentage_points"),
        ("-0.1% to 0.3%", "-0.1", "0.3", "0.1", "percent"),
        ("two to three million people", "2e6", "3e6", "1e6", "number"),
        ("ten to fifteen years", "10", "15", "1", "years"),
        ("a quarter to a third", "25", "33.3333", "6.25", "percent"),
        ("ranging from 5 to 7 per cent", "5", "7", "1", "percent"),
    ],
)
def test_a_range_scales_both_ends_and_has_the_finer_quantum(
    phrase: str, low: str, top: str, quantum: str, unit: str
) -> None:
    figure = parse_figure(phrase)
    assert (figure.value, figure.top) == (Decimal(low), Decimal(top))
    assert (figure.quantum, figure.unit, figure.first) == (Decimal(quantum), unit, None)


@pytest.mark.parametrize(
    ("phrase", "first", "second", "direction"),
    [
        ("from 30.3% to 29.1%", "30.3", "29.1", ""),
        ("increased from 30.3% to 29.1%", "30.3", "29.1", "increase"),
        ("fell from 30.3% to 29.1%", "30.3", "29.1", "decrease"),
        ("30.3% to 29.1%", "30.3", "29.1", ""),
        ("rose from 30.3% of the world total in 2013 to 31% in 2017", "30.3", "31", "increase"),
        ("31%, up from 30.3%", "30.3", "31", "increase"),
        ("6.9 per cent in 2017, down from 7.1 per cent", "7.1", "6.9", "decrease"),
        ("to 63% in 2017 from 60% in 2010", "60", "63", ""),
        ("from 65 countries in 2015 to 71 countries", "65", "71", ""),
        ("from 3.9 to 4.4 billion", "3900000000", "4400000000", ""),
        ("from 900 to 1,200 thousand", "900000", "1200000", ""),
        ("from 500 to 1 million", "500", "1000000", ""),
        ("from 50 up to 60 million", "50000000", "60000000", ""),
    ],
)
def test_a_pair_keeps_both_figures_and_the_word_for_its_direction(
    phrase: str, first: str, second: str, direction: str
) -> None:
    figure = parse_figure(phrase)
    assert figure.first is not None
    assert (figure.first.value, figure.value) == (Decimal(first), Decimal(second))
    assert (figure.direction, figure.top) == (direction, None)


def test_each_figure_of_a_pair_keeps_its_own_hedge_and_quantum() -> None:
    figure = parse_figure("from about 30% to nearly 63%")
    assert figure.first is not None
    assert (figure.first.hedge, figure.first.quantum) == ("about", Decimal(10))
    assert (figure.hedge, figure.quantum) == ("nearly", Decimal(1))


@pytest.mark.parametrize(
    ("phrase", "direction"),
    [
        ("an increase of 11.74%", "increase"),
        ("up 14.8%", "increase"),
        ("15.7% higher than last year", "increase"),
        ("rose by about 5%", "increase"),
        ("grew at an annual rate of 5%", "increase"),
        ("down 3%", "decrease"),
        ("fell below 5%", ""),
        ("3% fewer", "decrease"),
        ("set up 17 projects", ""),
        ("higher than the world average of 2 percentage points", ""),
    ],
)
def test_the_words_beside_a_figure_give_its_direction(phrase: str, direction: str) -> None:
    assert parse_figure(phrase).direction == direction


@pytest.mark.parametrize(
    ("phrase", "currency", "unit"),
    [
        ("€5 billion", "EUR", "number"),
        ("5 billion euros", "EUR", "number"),
        ("£3m", "GBP", "number"),
        ("¥500 million", "CNY", "number"),
        ("30 billion yuan", "CNY", "number"),
        ("RMB 500 million", "CNY", "number"),
        ("HK$5 billion", "HKD", "number"),
        ("A$5 billion", "AUD", "number"),
        ("a $5 billion fund", "USD", "usd"),
        ("5 billion dollars", "USD", "usd"),
        ("19 euro area countries", "", "number"),
    ],
)
def test_money_has_its_currency_and_only_us_dollars_are_usd(
    phrase: str, currency: str, unit: str
) -> None:
    figure = parse_figure(phrase)
    assert (figure.currency, figure.unit) == (currency, unit)


@pytest.mark.parametrize(
    ("phrase", "noun"),
    [
        ("65 countries", "countries"),
        ("65 B&R countries", "countries"),
        ("more than 60 countries and regions", "countries"),
        ("101 cooperation documents", "documents"),
        ("60 or so countries", "countries"),
        ("100 countries or more", "countries"),
        ("3679 people", "people"),
        ("a 17-nation bloc", "nation"),
        ("4.4 billion", ""),
        ("41 in", ""),
        ("63% people", ""),
    ],
)
def test_what_is_counted_is_read_beside_the_number(phrase: str, noun: str) -> None:
    assert parse_figure(phrase).noun == noun


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("5, 7 and 9 per cent", ["5 percent none", "7 percent none", "9 percent none"]),
        ("5 or 6 per cent", ["5 percent none", "6 percent none"]),
        ("$5, 7 and 9 billion", [f"{n}000000000 usd none" for n in (5, 7, 9)]),
        ("$5, $7 and $9 billion", [f"{n}000000000 usd none" for n in (5, 7, 9)]),
        ("65 countries and 9 per cent", ["65 number none", "9 percent none"]),
        ("in 2012, 2013 and 2014, 5 and 7 per cent", ["5 percent none", "7 percent none"]),
        ("rose 5% to 63%", ["5 percent none", "63 percent none"]),
        ("rose 11.7% to 1.2 trillion yuan", ["11.7 percent none", "1200000000000 number none"]),
        ("$1 trillion and $100 billion", ["1000000000000 usd none", "100000000000 usd none"]),
        ("20 thousand and 41 cities", ["20000 number none", "41 number none"]),
        ("4.4 billion and 400 million", ["4400000000 number none", "400000000 number none"]),
        ("4 billion\n\n400 million", ["4000000000 number none", "400000000 number none"]),
        ("63%[3], 62 %³ and 61%.[4]", ["63 percent none", "62 percent none", "61 percent none"]),
        ("**63%** of *about* 65", ["63 percent none", "65 number about"]),
        ("reaching 41 in 13 European", ["41 number none", "13 number none"]),
        ("5% over 10 years", ["5 percent none", "10 years none"]),
        ("(over \\$20 trillion)", ["20000000000000 usd lower"]),
        ("In May 65 countries and on May 20 cities", ["65 number none", "20 number none"]),
    ],
)
def test_figures_that_stand_together_are_told_apart(text: str, found: list[str]) -> None:
    assert values(text) == found


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Cambodia's fell faster, from 33.9% to 21.9% over the same period.", "decrease"),
        ("It rose sharply, from 3% to 5% over the decade.", "increase"),
        ("It went from 33.9% to 21.9% over the same period.", ""),
        ("It grew 2% over the limit.", "increase"),
    ],
)
def test_how_long_a_move_took_is_no_way_that_it_went(text: str, direction: str) -> None:
    assert find_figures(text)[0].direction == direction
