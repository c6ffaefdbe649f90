"""What the words of a figure say, as people write them: read right, or refused by name."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sources.errors import FigureError
from sources.figures.parse import find_figures, parse_figure


@pytest.mark.parametrize(
    ("phrase", "value", "unit"),
    [
        ("3.1 × 10^6 people", "3100000", "number"),
        ("7x10^8 people", "700000000", "number"),
        ("1.2 EUR billion", "1200000000", "number"),
        ("23.4 USD trillion", "23400000000000", "usd"),
        ("nine in ten people", "90", "percent"),
        ("three in four people", "75", "percent"),
        ("hundred and five million people", "105000000", "number"),
        ("hundred and twenty million", "120000000", "number"),
        ("$1.5MM", "1500000", "usd"),
        ("1.5 mil", "1500000", "number"),
        ("$2 mil.", "2000000", "usd"),
        ("2 milliards", "2000000000", "number"),
        ("3,1 Mio.", "3100000", "number"),
        ("5 lacs", "500000", "number"),
        ("Rs 500 Cr", "5000000000", "number"),
        ("5 bn people", "5000000000", "number"),
        ("20 m people", "20000000", "number"),
        ("20 MEUR", "20000000", "number"),
        ("3 quadrillion", "3000000000000000", "number"),
        ("1.4e9 people", "1400000000", "number"),
        ("$1bil", "1000000000", "usd"),
        ("2 3/4 percent", "2.75", "percent"),
        ("five thousand, six hundred", "5600", "number"),
        ("two million point three", "2300000", "number"),
        ("some 4. 4 billion people", "4400000000", "number"),
        ("4.4 bil-\nlion people", "4400000000", "number"),
        ("63&nbsp;%", "63", "percent"),
        ("６３%", "63", "percent"),
        ("ﬁve people", "5", "number"),
        ("8,848m high", "8848", "number"),
        ("4.62 × 10^9 people", "4620000000", "number"),
        ("$23.4MM", "23400000", "usd"),
        ("$1 bil.", "1000000000", "usd"),
        ("4.4 milliard", "4400000000", "number"),
        ("2,5 Mrd.", "2500000000", "number"),
        ("50 MUSD", "50000000", "usd"),
        ("1.2 quintillion", "1200000000000000000", "number"),
        ("1 1/2 million", "1500000", "number"),
        ("2 in 5", "40", "percent"),
        ("12 per 1,000", "12", "number"),
        ("1/12", "8.3333", "percent"),
        ("a year less", "1", "years"),
        ("two years more", "2", "years"),
        ("half a year less", "0.5", "years"),
        ("4.4\u2009billion", "4400000000", "number"),
        ("4.4 bil\u00adlion", "4400000000", "number"),
        ("10x", "10", "number"),
        ("In 2022, 5%", "5", "percent"),
        ("the median age is 38 years old", "38", "years"),
        ("1,700m³", "1700", "number"),
    ],
)
def test_a_number_is_read_as_it_is_meant(phrase: str, value: str, unit: str) -> None:
    figure = parse_figure(phrase)
    assert (figure.value, figure.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("phrase", "left"),
    [
        ("12MM people", "MM"),
        ("3MM", "MM"),
        ("2 Cr people", "Cr"),
        ("5 Cr", "Cr"),
        ("4.4 zillion people", "zillion"),
        ("5T magnet", "5T"),
        ("thousand and two people", "thousand"),
        ("—1.2%", "1.2"),
        ("4. 4 billion", "4"),
        ("2. 65 countries", "2"),
    ],
)
def test_what_is_left_over_is_named(phrase: str, left: str) -> None:
    with pytest.raises(FigureError, match=left):
        parse_figure(phrase)


@pytest.mark.parametrize(
    ("phrase", "value", "direction"),
    [
        ("growth slowed to 6.7%", "6.7", ""),
        ("growth fell to 2%", "2", ""),
        ("growth was down to 5%", "5", ""),
        ("output fell by 5%", "5", "decrease"),
        ("2 percentage points below", "2", "decrease"),
        ("1.5 percentage points lower than", "1.5", "decrease"),
        ("3 percentage points slower", "3", "decrease"),
        ("a recession of 1.2 percent", "-1.2", "decrease"),
        ("a loss of 3%", "-3", "decrease"),
        ("negative growth of 2%", "-2", "decrease"),
        ("(1.2)%", "-1.2", ""),
        ("negative 1.2 percent", "-1.2", ""),
        ("2 percentage points less", "2", "decrease"),
        ("2 percentage points behind", "2", "decrease"),
        ("growth at 6.7%", "6.7", "increase"),
        ("slowed by 6.7%", "6.7", "decrease"),
    ],
)
def test_words_of_level_and_of_change_are_told_apart(
    phrase: str, value: str, direction: str
) -> None:
    figure = parse_figure(phrase)
    assert (figure.value, figure.direction or "") == (Decimal(value), direction)


@pytest.mark.parametrize(
    "words",
    ["less than", "fewer than", "under", "below", "at most", "up to", "no more than",
     "<=", "≤"],
)  # fmt: skip
@pytest.mark.parametrize("number", ["75 countries", "5 million people", "12%"])
def test_words_without_a_lower_end_are_upper_bounds(words: str, number: str) -> None:
    assert parse_figure(f"{words} {number}").hedge == "upper"


@pytest.mark.parametrize("phrase", ["within 10 years", "within 5%", "within 3 months"])
def test_within_a_time_or_a_part_is_an_upper_bound_and_within_a_place_is_none(phrase: str) -> None:
    assert parse_figure(phrase).hedge == "upper"
    assert parse_figure("within 75 countries").hedge == "none"


@pytest.mark.parametrize(
    ("phrase", "first", "last"),
    [
        ("4.4bn-4.6bn", "4400000000", "4600000000"),
        ("$5M-7M", "5000000", "7000000"),
        ("US$1.2bn-US$1.5bn", "1200000000", "1500000000"),
        ("5~6", "5", "6"),
        ("2~3%", "2", "3"),
        ("½–1", "0.5", "1"),
    ],
)
def test_a_range_is_read_whatever_its_dash(phrase: str, first: str, last: str) -> None:
    figure = parse_figure(phrase)
    assert (figure.value, figure.top) == (Decimal(first), Decimal(last))


@pytest.mark.parametrize(
    ("phrase", "place"),
    [("11th largest economy", 11), ("the second most populous", 2), ("3rd largest exporter", 3)],
)
def test_a_rank_states_a_figure(phrase: str, place: int) -> None:
    assert parse_figure(phrase).value == place


@pytest.mark.parametrize(
    "text", ["Some 4.4 bil-\nlion people", "It has ﬁve members", "About 63&nbsp;% of it"]
)
def test_a_place_points_into_the_text_as_given(text: str) -> None:
    (figure,) = find_figures(text)
    assert text[figure.start : figure.end] == figure.text
