"""Words that stand behind a figure, or that few people write: bounds, signs, scales left over."""

from __future__ import annotations

import pytest

from expectations.judging.tolerance import admits
from sources.errors import FigureError
from sources.figures.parse import find_figures, parse_figure
from sources.model import Claim, Direction, Hedge
from sources.registers.register import parse_paper


@pytest.mark.parametrize(
    ("phrase", "hedge", "value"),
    [
        ("20 per cent at least", "lower", 20),
        ("20% at most", "upper", 20),
        ("5 million people at most.", "upper", 5_000_000),
        ("5 million people, if not more", "lower", 5_000_000),
        ("5 million, give or take", "about", 5_000_000),
        ("60% maximum", "upper", 60),
        ("minimum 60%", "lower", 60),
        ("max 60 countries", "upper", 60),
        ("20+%", "lower", 20),
        ("60+% of them", "lower", 60),
        ("within 4 million people", "upper", 4_000_000),
        ("within 65 countries", "none", 65),
    ],
)
def test_a_bound_may_stand_behind_its_figure(phrase: str, hedge: Hedge, value: int) -> None:
    figure = parse_figure(phrase)
    assert figure.hedge == hedge
    assert figure.value == value


@pytest.mark.parametrize(
    ("text", "hedges"),
    [
        ("In 5 countries at least 3 million people live.", ["none", "lower"]),
        ("It grew by 5% at least in 2015.", ["none"]),
        ("A 60% minimum wage.", ["none"]),
        ("It is 5 min away.", ["none"]),
    ],
)
def test_what_bounds_another_thing_bounds_no_figure(text: str, hedges: list[Hedge]) -> None:
    assert [one.hedge for one in find_figures(text)] == hedges


@pytest.mark.parametrize(
    ("phrase", "direction"),
    [
        ("2 million people fewer than Germany", "decrease"),
        ("3 tonnes less", "decrease"),
        ("6 months less", "decrease"),
        ("20 deaths more", "increase"),
        ("5 million people", ""),
        ("5 countries", ""),
    ],
)
def test_a_word_behind_what_is_counted_tells_the_sign(phrase: str, direction: Direction) -> None:
    assert parse_figure(phrase).direction == direction


@pytest.mark.parametrize(
    ("phrase", "value", "inside", "outside"),
    [
        ("losses of 3.3%", -3.3, -0.033, 0.033),
        ("losses of more than 3%", -3, -0.05, -0.02),
        ("slumps of 4%", -4, -0.04, 0.04),
        ("2% negative growth", -2, -0.02, 0.02),
        ("﹣2%", -2, -0.02, 0.02),
    ],
)
def test_what_is_below_zero_by_its_name_is_below_zero(
    phrase: str, value: float, inside: float, outside: float
) -> None:
    figure = parse_figure(phrase)
    bounds = admits(Claim("", "", phrase, figure, "growth"))
    assert float(figure.value) == value
    assert bounds.lower <= inside <= bounds.upper
    assert not bounds.lower <= outside <= bounds.upper


@pytest.mark.parametrize(
    "phrase", ["a 3.3% contraction", "a depression of 3.3%", "declines of 3.3%", "a 3.3% loss"]
)
def test_a_rate_of_growth_told_as_a_fall_is_below_zero(phrase: str) -> None:
    keys = f"phrase: '{phrase}', measure: value, indicator: gdp_growth, area: BRA, period: 2016"
    head = "{id: x, title: X, claimant: A, published: 2018}"
    made = parse_paper(f"paper: {head}\nclaims: [{{{keys}}}]", "x.yaml")
    assert float(made.claims[0].figure.value) == -3.3


@pytest.mark.parametrize(
    ("phrase", "left"),
    [
        ("2 hundreds of millions", "2 hundreds of millions"),
        ("5 thousands of millions of people", "5 thousands of millions"),
        ("3 tens of thousands", "3 tens"),
        ("3.5 million thousands", "3.5 million thousands"),
        ("– 3.3%", "–"),
        ("- $5 million", "-"),
    ],
)
def test_a_scale_or_a_sign_that_is_left_over_is_refused(phrase: str, left: str) -> None:
    with pytest.raises(FigureError, match=f"“{left.replace('$', '[$]')}” is left over"):
        parse_figure(phrase)


@pytest.mark.parametrize("text", ["3M tape", "a 5B pencil", "the 12M bolt"])
def test_a_letter_before_one_thing_is_its_kind_and_no_millions(text: str) -> None:
    assert find_figures(text) == ()
    with pytest.raises(FigureError):
        parse_figure(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5M people", 5_000_000),
        ("3M jobs", 3_000_000),
        ("30M of them", 30_000_000),
        ("1.4B population", 1_400_000_000),
        ("a population of 5M while it grew", 5_000_000),
        ("$5M grant", 5_000_000),
    ],
)
def test_a_letter_at_what_can_be_many_is_a_scale(text: str, value: int) -> None:
    assert [int(one.value) for one in find_figures(text)] == [value]
