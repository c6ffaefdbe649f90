"""What words say of a number: levels, changes, bounds, bands, signs, ranks, what is measured."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sources.figures.parse import (
    describe_figure,
    find_figures,
    format_figure,
    format_like,
    parse_figure,
)
from sources.model import Direction, Hedge


@pytest.mark.parametrize(
    ("phrase", "value", "direction"),
    [
        ("growth slowed to 6.7%", "6.7", ""),
        ("inflation fell to 5%", "5", ""),
        ("unemployment, down to 29%", "29", ""),
        ("the rate rose to 63%", "63", ""),
        ("growth slowed by 0.3 percentage points", "0.3", "decrease"),
        ("output fell by 5%", "5", "decrease"),
        ("exports up by 14.8%", "14.8", "increase"),
        ("it fell below 5%", "5", ""),
        ("it rose above 30%", "30", ""),
        ("it rose more than 5%", "5", "increase"),
        ("it grew at an annual rate of 5%", "5", "increase"),
        ("2 percentage points below the world", "2", "decrease"),
        ("1.5 percentage points slower than", "1.5", "decrease"),
        ("3 points behind the average", "3", "decrease"),
        ("4 percentage points lower than", "4", "decrease"),
        ("two percentage points less than", "2", "decrease"),
        ("2 percentage points above the world", "2", "increase"),
        ("100 countries below the line", "100", ""),
        ("a recession of 1.2%", "-1.2", "decrease"),
        ("a loss of 3 per cent", "-3", "decrease"),
        ("negative growth of 1.2%", "-1.2", "decrease"),
        ("growth of negative 1.2 percent", "-1.2", "decrease"),
        ("(1.2)%", "-1.2", ""),
        ("(0.4) per cent", "-0.4", ""),
        ("growth of 5%", "5", "increase"),
        ("a year less", "1", "decrease"),
        ("a year longer", "1", "increase"),
    ],
)
def test_words_name_a_level_a_change_or_a_fall(
    phrase: str, value: str, direction: Direction
) -> None:
    figure = parse_figure(phrase)
    assert (figure.value, figure.direction) == (Decimal(value), direction)


@pytest.mark.parametrize(
    ("words", "hedge", "is_strict"),
    [
        *[(words, "upper", True) for words in ("less than", "fewer than", "under", "below", "<")],
        *[(words, "upper", False) for words in ("at most", "up to", "no more than", "≤", "<=")],
        *[(words, "lower", True) for words in ("more than", "over", "exceeding", ">", "above")],
        *[(words, "lower", False) for words in ("at least", "no fewer than", "≥", ">=")],
        *[(words, "nearly", False) for words in ("nearly", "almost", "close to", "just under")],
        *[(words, "nearly", False) for words in ("approaching", "slightly less than")],
        *[(words, "just_over", False) for words in ("just over", "slightly more than")],
        *[(words, "about", False) for words in ("about", "around", "some", "roughly", "ca")],
        *[("well over", "lower", True), ("up to about", "upper", False)],
    ],
)
@pytest.mark.parametrize("number", ["75 countries", "half", "$200 million"])
def test_bounds_and_bands_are_told_apart(
    words: str, hedge: Hedge, is_strict: bool, number: str
) -> None:
    figure = parse_figure(f"{words} {number}")
    assert (figure.hedge, figure.is_strict) == (hedge, is_strict)
    again = parse_figure(format_figure(figure))
    assert (again.hedge, again.is_strict, again.value) == (hedge, is_strict, figure.value)


@pytest.mark.parametrize("phrase", ["Vitamin C 63%", "CA 63%", "hepatitis C 5%", "In CA 63%"])
def test_a_capital_c_is_no_circa(phrase: str) -> None:
    assert parse_figure(phrase).hedge == "none"


@pytest.mark.parametrize(
    ("phrase", "place", "noun"),
    [
        ("the 11th largest economy", 11, "economy"),
        ("the second most populous country", 2, "country"),
        ("the third-largest exporter", 3, "exporter"),
        ("ranked 21st in the world", 21, ""),
        ("it ranks only fifth", 5, ""),
        ("in 11th place", 11, ""),
        ("the twenty-first poorest state", 21, "state"),
        ("the largest economy in Africa", 1, "economy"),
        ("the world's most populous country", 1, "country"),
    ],
)
def test_a_place_in_an_order_is_a_figure(phrase: str, place: int, noun: str) -> None:
    figure = parse_figure(phrase)
    assert (figure.is_rank, int(figure.value), str(figure.unit)) == (True, place, "number")
    assert figure.noun.startswith(noun)
    assert figure.text in phrase


@pytest.mark.parametrize(
    "text",
    [
        "the third time",
        "the 19th congress",
        "one of the largest",
        "the first forest",
        "at least",
        "the second most of them saw",
        "the largest economy",  # in running text a superlative prints no number
    ],
)
def test_other_ordinals_and_superlatives_are_no_figures(text: str) -> None:
    assert find_figures(text) == ()


def test_a_rank_is_printed_and_described_as_one() -> None:
    figure = parse_figure("the 11th largest economy")
    assert format_like(Decimal(13), figure) == "13th largest"
    assert describe_figure(figure) == "place 11 in an order"
    second = parse_figure("the second most populous country")
    assert format_like(Decimal(1), second) == "1st most populous"
    assert parse_figure(format_figure(figure)).value == 11


def test_what_is_below_zero_by_its_name_is_corrected_without_a_sign() -> None:
    assert format_like(Decimal("-0.8"), parse_figure("a recession of 1.2%")) == "0.8%"
    assert format_like(Decimal("-0.8"), parse_figure("growth of −1.2%")) == "−0.8%"


@pytest.mark.parametrize(
    ("phrase", "value", "unit", "real_unit"),
    [
        ("a life expectancy of 73 years", "73", "years", "years"),
        ("16.4 tonnes per capita", "16.4", "number", "tonnes_per_head"),
        ("16.4 t of CO2 per person", "16.4", "number", "tonnes_per_head"),
        ("3,500 kWh per capita", "3500", "number", "kwh_per_head"),
        ("$10,500 per head", "10500", "usd", "per_head"),
        ("2.3 births per woman", "2.3", "number", "births_per_woman"),
        ("2.3 children per woman", "2.3", "number", "births_per_woman"),
        ("9.6 million square kilometres", "9600000", "number", "km2"),
        ("9.6 million km²", "9600000", "number", "km2"),
        ("450 sq. km of forest", "450", "number", "km2"),
        ("17 million hectares", "17000000", "number", "hectares"),
        ("10 Mt of coal", "10", "number", "mt"),
        ("34.5 per 1,000", "34.5", "number", "per_1000"),
        ("12 deaths per 1,000 live births", "12", "number", "per_1000"),
        ("211 deaths per 100,000 live births", "211", "number", "per_100000"),
        ("5‰", "5", "number", "per_1000"),
        ("eight per thousand", "8", "number", "per_1000"),
        ("3.3 times Germany's", "3.3", "number", "times"),
        ("a 5-fold increase", "5", "number", "times"),
        ("10x more", "10", "number", "times"),
        ("by a factor of ten", "10", "number", "times"),
        ("4.4 billion people", "4400000000", "number", "persons"),
        ("65 countries", "65", "number", ""),
        ("1,700m³", "1700", "number", "m3"),
        ("8,848m high", "8848", "number", "m"),
        ("50 km/h", "50", "number", "km/h"),
    ],
)
def test_what_is_measured_is_read_beside_the_number(
    phrase: str, value: str, unit: str, real_unit: str
) -> None:
    figure = parse_figure(phrase)
    assert (figure.value, figure.unit, figure.real_unit) == (Decimal(value), unit, real_unit)


@pytest.mark.parametrize(
    "text",
    [
        *("the 1990s", "the mid-1980s", "in the '90s", "aged 15-64", "ages 15 to 24"),
        *("children under 5", "people over 65 are many", "those 65 and over", "under-5 mortality"),
        *("15-year-olds", "a 15-year-old girl", "the 40-50 age group", "on Nov. 15", "by Dec. 3"),
        *("15 Nov.", "In 2022, all was well", "the population aged 65 and above"),
        *("between the ages of 15 and 49", "the 65+ population", "children who are 15 years old"),
        *("she is 23 years old", "pupils of six years old"),
    ],
)
def test_decades_ages_and_dates_are_no_figures(text: str) -> None:
    assert find_figures(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "<b>47 million</b> people",
        "<td>47 million</td>",
        "In 2015 <br/>47 million lived there",
        '<span class="big red" lang="en">47 million</span>',
        "from 40 -> 47 million",
        "40 million –> 47 million",
    ],
)
def test_the_end_of_a_tag_or_an_arrow_bounds_no_figure(text: str) -> None:
    figure = find_figures(text)[-1]
    assert (figure.value, figure.hedge) == (Decimal(47_000_000), "none")


@pytest.mark.parametrize("text", ["> 47%", "growth >47%", "x < 5 and y >47%", "(>47%)", "| >47% |"])
def test_the_sign_of_more_than_is_a_bound(text: str) -> None:
    figure = find_figures(text)[-1]
    assert (figure.value, figure.hedge, figure.is_strict) == (Decimal(47), "lower", True)


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("The world's population passed 8 billion in 2022.", "lower"),
        ("Its output crossed $4 trillion that year.", "lower"),
        ("It tops 7.9 billion.", "lower"),
        ("The parliament passed 12 laws in a month.", "none"),
        ("It hit 8 billion.", "none"),
    ],
)
def test_what_a_number_passed_is_a_lower_bound(text: str, hedge: str) -> None:
    assert find_figures(text)[0].hedge == hedge
