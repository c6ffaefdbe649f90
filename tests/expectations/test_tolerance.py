"""What a stated figure admits, by the table of `docs/verdicts.md`."""

from __future__ import annotations

import math
from dataclasses import replace
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from builders import claim, figure
from hypothesis import given
from hypothesis import strategies as st

from expectations.judging.tolerance import (
    admits,
    admits_first,
    is_coarse,
    is_far,
    is_inside,
    within,
)
from expectations.wording.phrases import say_rule
from sources.figures.parse import parse_figure
from sources.model import Claim, Figure

INF = math.inf


def about_63(**fields: object) -> Claim:
    return claim(figure("63", "1", "percent", "about"), **fields)


@pytest.mark.parametrize(
    ("stated", "measure", "lower", "upper"),
    [
        (figure("63", "1", "percent"), "share", 0.625, 0.635),
        (figure("63", "1", "percent", "about"), "share", 0.62, 0.64),
        (figure("30", "10", "percent"), "share", 0.295, 0.305),
        (figure("30", "10", "percent", "about"), "share", 0.27, 0.33),
        (figure("100", "100", "percent"), "share", 0.995, 1.005),
        (figure("5", "1", "percent"), "share", 0.045, 0.055),
        (figure("20e12", "1e13", "usd", "lower"), "total", 20e12, INF),
        (figure("5", "1", "years", "nearly"), "elapsed", 4.5, 5.0),
        (figure("60", "10", "percent", "just_over"), "share", 0.6, 0.65),
        (figure("5000000", "1e6", hedge="upper"), "total", -INF, 5e6),
        (figure("4400000000", "1e8"), "total", 4.35e9, 4.45e9),
        (figure("4e9", "1e9"), "total", 3.6e9, 4.4e9),
        (figure("1e9", "1e9", hedge="about"), "total", 0.9e9, 1.1e9),
        (figure("10", "10", "percent", "nearly"), "share", 0.09, 0.1),
        (figure("30.3", "0.1", "percent"), "share", 0.3025, 0.3035),
        (figure("2", "1", "percentage_points"), "difference", 0.015, 0.025),
        (figure("64", "1", noun="countries"), "count", 64.0, 64.0),
        (figure("11", "1"), "rank", 11.0, 11.0),
        (figure("101", "1", noun="documents"), None, 101.0, 101.0),
        (figure("7600", "100", noun="trains"), None, 7550.0, 7650.0),
        (figure("3.3", "0.1", noun="times"), "ratio", 3.25, 3.35),
    ],
)
def test_the_policy_admits_what_the_table_says(
    stated: Figure, measure: str, lower: float, upper: float
) -> None:
    bounds = admits(claim(stated, measure=measure))
    assert (bounds.lower, bounds.upper) == pytest.approx((lower, upper), rel=1e-12)


@pytest.mark.parametrize(
    ("stated", "coarse", "not_coarse"),
    [
        (figure("4e9", "1e9"), [3.5e9, 4.45e9], [3.49e9, 4.51e9, 3.7e9]),
        (figure("1e9", "1e9", hedge="about"), [0.5e9, 1.5e9], [0.49e9, 1.51e9, 3e6]),
        (figure("10", "10", "percent", "nearly"), [0.075, 0.089], [0.07, 0.00006, 0.11]),
        (figure("60", "10", "percent"), [], [0.594, 0.7]),
    ],
)
def test_what_only_rounds_so_is_coarse(
    stated: Figure, coarse: list[float], not_coarse: list[float]
) -> None:
    bounds = admits(claim(stated, measure="share"))
    assert [is_coarse(value, bounds) for value in coarse] == [True] * len(coarse)
    assert [is_coarse(value, bounds) for value in not_coarse] == [False] * len(not_coarse)


@pytest.mark.parametrize(
    ("phrase", "inside", "outside"),
    [
        ("more than 60 countries", [61, 500], [60, 59]),
        ("at least 60 countries", [60, 61], [59]),
        ("less than 5 million people", [1, 4.99e6], [5e6, 6e6]),
        ("no more than 3%", [0.03, 0.001], [0.031]),
        ("under half", [0.3, 0.01], [0.5, 0.6]),
    ],
)
def test_a_bound_has_one_end_and_strict_words_leave_it_out(
    phrase: str, inside: list[float], outside: list[float]
) -> None:
    bounds = admits(claim(parse_figure(phrase), measure="share"))
    assert all(is_inside(value, bounds) for value in inside)
    assert not any(is_inside(value, bounds) for value in outside)


def test_a_bound_is_true_by_far_beyond_its_last_digit_or_a_tenth() -> None:
    least = admits(claim(figure("60", "10", hedge="lower")))
    most = admits(claim(figure("5000000", "1e6", hedge="upper")))
    assert [is_far(value, least) for value in (65.0, 67.0, 59.0)] == [False, True, False]
    assert [is_far(value, most) for value in (4.6e6, 3.03e6, 6e6)] == [False, True, False]


@pytest.mark.parametrize(
    ("phrase", "first", "second"),
    [
        ("rose from 9.6% to 11%", (0.0955, 0.0965), (0.105, 0.115)),
        ("fell from 21 million to 19.8 million people", (20.5e6, 21.5e6), (19.75e6, 19.85e6)),
    ],
)
def test_the_larger_figure_of_a_pair_may_be_rounded_to_as_many_digits_as_it_shows(
    phrase: str, first: tuple[float, float], second: tuple[float, float]
) -> None:
    pair = claim(parse_figure(phrase), measure="change")
    for bounds, (lower, upper) in ((admits_first(pair), first), (admits(pair), second)):
        assert bounds is not None
        assert (bounds.coarse_lower, bounds.coarse_upper) == pytest.approx((lower, upper))


def test_what_is_not_a_number_is_never_inside() -> None:
    assert not is_inside(float("nan"), admits(about_63()))


def test_no_end_turns_on_the_noise_of_floats() -> None:
    stated = admits(claim(figure("5.3", "0.1", "percent"), measure="growth"))
    assert is_inside(105.25 / 100 - 1, stated)
    assert is_inside(0.1 + 0.05 + 1e-17, admits(claim(figure("15", "1", "percent"))))
    strict = admits(claim(parse_figure("more than 15%"), measure="share"))
    assert not is_inside(0.1 + 0.05, strict)


def test_a_range_admits_what_lies_between_its_ends() -> None:
    stated = figure("50e9", "1e9", "usd", top=Decimal("60e9"))
    bounds = admits(claim(stated))
    assert (bounds.lower, bounds.upper) == pytest.approx((49.5e9, 60.5e9))


def test_a_fall_admits_growth_below_zero() -> None:
    fell = figure("5", "1", "percent", direction="decrease")
    bounds = admits(claim(fell, measure="growth"))
    assert (bounds.lower, bounds.upper) == pytest.approx((-0.055, -0.045))
    assert bounds.is_fall
    assert not admits(claim(figure("5", "1", "percent"), measure="growth")).is_fall


def test_the_larger_end_of_a_pair_in_whole_tens_of_per_cent_rounds_to_a_point() -> None:
    pair = figure("60", "10", "percent", first=figure("9", "1", "percent"))
    bounds = admits(claim(pair, measure="share"))
    assert (bounds.coarse_lower, bounds.coarse_upper) == pytest.approx((0.595, 0.605))


def test_a_share_that_fell_to_a_figure_is_not_negative() -> None:
    fell = figure("29", "1", "percent", direction="decrease")
    assert admits(claim(fell, measure="share")).value == pytest.approx(0.29)


def test_a_bounded_fall_is_true_of_every_greater_fall() -> None:
    fell = figure("5", "1", "percent", "lower", direction="decrease")
    bounds = admits(claim(fell, measure="growth"))
    assert is_inside(-0.05, bounds)
    assert is_inside(-0.2, bounds)
    assert is_far(-0.2, bounds)
    assert not is_inside(-0.04, bounds)


def test_an_override_is_printed_with_its_reason() -> None:
    stated = claim(figure("63", "1", "percent"), hedge="about", override_reason="said before")
    bounds = admits(stated)
    assert (bounds.lower, bounds.upper) == (0.62, 0.64)
    assert "said before" in say_rule(stated, bounds)
    assert admits(about_63()).rule == "about"
    assert "said before" not in say_rule(about_63(), admits(about_63()))


def test_both_figures_of_a_pair_take_the_finer_digit() -> None:
    stated = figure("29", "1", "percent", first=figure("30.3", "0.1", "percent"))
    first, last = admits_first(claim(stated, measure="share")), admits(claim(stated))
    assert first is not None
    assert (first.lower, first.upper) == (0.3025, 0.3035)
    assert (last.lower, last.upper) == (0.2895, 0.2905)
    assert admits_first(about_63()) is None


# What is told as a fall, or as growth


def worded(phrase: str, value: str, **more: Any) -> Claim:
    """A claim of growth in per cent, whose figure stands in its phrase as it is there."""
    told = figure(value, "1", "percent", **more)
    return claim(replace(told, text=phrase), phrase=phrase, measure="growth")


@pytest.mark.parametrize(
    ("stated", "inside", "outside"),
    [
        # "A contraction of more than 13%" is below minus 13%, "more than -13%" is above it.
        (worded("a contraction of more than 13%", "-13", hedge="lower", direction="decrease"),
         [-0.14, -0.5], [-0.12, 0.14]),
        (worded("minus 13% and more", "-13", hedge="lower", direction="decrease"),
         [-0.12, 0.14], [-0.14]),
        (worded("more than -13%", "-13", hedge="lower", direction="decrease"), [-0.12], [-0.14]),
        (worded("more than 13%", "-13", hedge="lower"), [-0.12], [-0.14]),
        (worded("fell by more than 1%", "1", hedge="lower", direction="decrease"),
         [-0.02], [0.02, -0.005]),
        # What rose by less than a bound did rise, and what fell by less did fall.
        (worded("rose by less than 1%", "1", hedge="upper", direction="increase"),
         [0.0, 0.005], [-0.002, 0.02]),
        (worded("fell by less than 5%", "5", hedge="upper", direction="decrease"),
         [0.0, -0.04], [0.002, -0.06]),
        (worded("slowed to growth of less than 5%", "5", hedge="upper", direction="increase"),
         [-0.002, 0.04], [0.06]),
        (worded("rose by less than 0%", "0", hedge="upper", direction="increase"), [-0.1], [0.1]),
    ],
)  # fmt: skip
def test_a_bounded_move_is_held_on_the_side_that_its_words_tell(
    stated: Claim, inside: list[float], outside: list[float]
) -> None:
    bounds = admits(stated)
    assert all(is_inside(value, bounds) for value in inside)
    assert not any(is_inside(value, bounds) for value in outside)


def test_a_share_that_fell_to_more_than_a_small_figure_is_above_it() -> None:
    fell = figure("0.5", "0.1", "percent", "lower", direction="decrease")
    bounds = admits(claim(replace(fell, text="more than half a per cent"), measure="share"))
    assert is_inside(0.006, bounds)
    assert not is_inside(0.004, bounds)


@pytest.mark.parametrize("value", ["0", "-0"])
def test_a_fall_by_nothing_is_not_told_as_below_zero(value: str) -> None:
    fell = figure(value, "1", "percent", direction="decrease")
    for measure in ("growth", "share"):
        stated = claim(replace(fell, text="nothing"), measure=measure)
        assert admits(stated).rule == "none"


def test_a_range_below_zero_keeps_its_two_ends() -> None:
    lost = figure("-5", "1", "percent", direction="decrease", top=Decimal(-3))
    bounds = admits(claim(replace(lost, text="losses of 3 to 5%"), measure="growth"))
    assert (bounds.lower, bounds.upper) == pytest.approx((-0.055, -0.025))


@pytest.mark.parametrize(
    ("value", "hedge", "lower", "upper"),
    [
        ("-5", "nearly", -0.05, -0.045),
        ("-5", "just_over", -0.055, -0.05),
        ("-5", "about", -0.055, -0.045),
        ("0", "nearly", -0.005, 0.0),
        ("0.5", "nearly", 0.0, 0.005),
        ("0.5", "just_over", 0.005, 0.01),
    ],
)
def test_nearly_a_figure_below_zero_is_nearer_to_nothing(
    value: str, hedge: Any, lower: float, upper: float
) -> None:
    stated = figure(value, "1", "percent", hedge)
    bounds = admits(claim(stated, measure="growth"))
    assert (bounds.lower, bounds.upper) == pytest.approx((lower, upper))


# Units, steps and ends


@pytest.mark.parametrize(
    ("stated", "lower", "upper"),
    [
        # A tenth of $3 is 30 cents, of 3 things half of one at the least.
        (figure("3", "1", "usd"), 2.7, 3.3),
        (figure("3", "1", currency="EUR"), 2.7, 3.3),
        (figure("3", "1", noun="times"), 2.5, 3.5),
        # Whole tens of per cent are printed to the point, or hedged to the nearest five.
        (figure("1000", "1000", "percent"), 9.995, 10.005),
        (figure("1000", "1000", "percent", "about"), 9.95, 10.05),
    ],
)
def test_a_tenth_is_the_most_that_money_may_differ_by_and_half_a_unit_the_least_of_things(
    stated: Figure, lower: float, upper: float
) -> None:
    bounds = admits(claim(stated))
    assert (bounds.lower, bounds.upper) == pytest.approx((lower, upper))


def test_what_only_rounds_so_is_told_in_the_unit_of_its_figure() -> None:
    bounds = admits(claim(figure("3", "1", "percent", "about"), measure="share"))
    # Within a quarter of 3 points: from 2.25% to 3.75%, of which 2.5% to 3.5% hold.
    assert [is_coarse(at, bounds) for at in (0.022, 0.023, 0.03, 0.037, 0.038)] == [
        False, True, False, True, False,
    ]  # fmt: skip
    assert (bounds.coarse_lower, bounds.coarse_upper) == pytest.approx((0.0225, 0.0375))


def test_a_hedge_set_in_the_register_admits_the_bound_itself() -> None:
    stated = parse_figure("more than 60 countries")
    assert not is_inside(60.0, admits(claim(stated)))
    assert is_inside(60.0, admits(claim(stated, hedge="lower", override_reason="as meant")))


def test_nothing_admits_nothing_whatever_the_noise_of_floats() -> None:
    none = admits(claim(figure("0", "1"), measure="count"))
    assert [is_inside(value, none) for value in (0.0, 5e-15, -5e-15, 1.0)] == [
        True, True, True, False,
    ]  # fmt: skip
    ends = np.array([0.0])
    assert within(np.array([-5e-15]), ends, ends).all()
    assert not within(np.array([-5e-13]), ends, ends).any()
    assert within(np.array([0.0]), ends, ends, stated=0.0).all()
    assert not within(np.array([0.0]), ends, ends, False, stated=0.0).any()
    assert not within(np.array([0.0]), ends, ends, True, False, stated=0.0).any()


def test_more_than_nothing_is_true_by_far_of_any_sum_of_money() -> None:
    bounds = admits(claim(figure("0", "1", "usd", "lower")))
    assert [is_far(value, bounds) for value in (0.0, 5.0)] == [False, True]


hedges = st.sampled_from(["none", "about", "nearly", "just_over", "lower", "upper"])


@given(
    value=st.decimals("-1e9", "1e9", places=2),
    quantum=st.sampled_from(["0.01", "0.1", "1", "10"]),
    hedge=hedges,
)
def test_every_figure_admits_itself(value: Decimal, quantum: str, hedge: str) -> None:
    bounds = admits(claim(Figure("", value, "number", Decimal(quantum), hedge)))  # type: ignore[arg-type]
    assert is_inside(bounds.value, bounds)


@given(value=st.decimals("0", "1e6", places=1), quantum=st.sampled_from(["0.1", "1", "10"]))
def test_about_admits_all_that_no_hedge_does(value: Decimal, quantum: str) -> None:
    plain = admits(claim(Figure("", value, "number", Decimal(quantum))))
    about = admits(claim(Figure("", value, "number", Decimal(quantum), "about")))
    assert about.lower <= plain.lower <= plain.upper <= about.upper


def test_each_figure_of_a_pair_in_two_scales_has_its_own_digit() -> None:
    stated = parse_figure("from 865,000 in 2005 to 2.8 million")
    first, last = admits_first(claim(stated)), admits(claim(stated))
    assert first is not None
    assert (first.lower, first.upper) == (864_500, 865_500)
    assert (last.lower, last.upper) == (2_750_000, 2_850_000)
    alike = admits(claim(parse_figure("from 2.95 million to 3 million")))
    assert (alike.lower, alike.upper) == (2_995_000, 3_005_000)
