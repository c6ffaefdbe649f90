"""What a stated figure admits, by DESIGN's table."""

from __future__ import annotations

from decimal import Decimal

import pytest
from builders import claim, figure
from hypothesis import given
from hypothesis import strategies as st

from expectations.tolerance import POLICY, admits, admits_first, is_inside
from sources.model import Claim, Figure


def about_63(**fields: object) -> Claim:
    return claim(figure("63", "1", "percent", "about"), **fields)


@pytest.mark.parametrize(
    ("stated", "measure", "lower", "upper"),
    [
        (figure("63", "1", "percent"), "share", 0.625, 0.635),
        (figure("63", "1", "percent", "about"), "share", 0.62, 0.64),
        (figure("20e12", "1e13", "usd", "lower"), "total", 20e12, 30e12),
        (figure("5", "1", "years", "upper"), "elapsed", 4.0, 5.0),
        (figure("4400000000", "1e8"), "total", 4.35e9, 4.45e9),
        (figure("30.3", "0.1", "percent"), "share", 0.3025, 0.3035),
        (figure("2", "1", "percentage_points"), "difference", 0.015, 0.025),
        (figure("64", "1", noun="countries"), "count", 64.0, 64.0),
        (figure("101", "1", noun="documents"), None, 101.0, 101.0),
        (figure("7600", "100", noun="trains"), None, 7550.0, 7650.0),
    ],
)
def test_the_policy_admits_what_the_table_says(
    stated: Figure, measure: str, lower: float, upper: float
) -> None:
    bounds = admits(claim(stated, measure=measure))
    assert (bounds.lower, bounds.upper) == pytest.approx((lower, upper), rel=1e-12)


def test_a_lower_bound_includes_its_figure_and_not_its_far_end() -> None:
    bounds = admits(claim(figure("60", "10", hedge="lower")))
    assert is_inside(60.0, bounds)
    assert not is_inside(70.0, bounds)


def test_an_upper_bound_includes_its_figure_and_not_its_far_end() -> None:
    bounds = admits(claim(figure("5", "1", hedge="upper")))
    assert is_inside(5.0, bounds)
    assert not is_inside(4.0, bounds)


def test_what_is_not_a_number_is_never_inside() -> None:
    assert not is_inside(float("nan"), admits(about_63()))


def test_a_range_admits_what_lies_between_its_ends() -> None:
    stated = figure("50e9", "1e9", "usd", top=Decimal("60e9"))
    bounds = admits(claim(stated))
    assert (bounds.lower, bounds.upper) == pytest.approx((49.5e9, 60.5e9))


def test_a_fall_admits_growth_below_zero() -> None:
    fell = figure("5", "1", "percent", direction="decrease")
    bounds = admits(claim(fell, measure="growth"))
    assert (bounds.lower, bounds.upper) == pytest.approx((-0.055, -0.045))


def test_a_share_that_fell_to_a_figure_is_not_negative() -> None:
    fell = figure("29", "1", "percent", direction="decrease")
    assert admits(claim(fell, measure="share")).value == pytest.approx(0.29)


def test_the_far_end_of_a_bounded_fall_is_the_greater_fall() -> None:
    fell = figure("5", "1", "percent", "lower", direction="decrease")
    bounds = admits(claim(fell, measure="growth"))
    assert is_inside(-0.05, bounds)
    assert not is_inside(-0.06, bounds)
    assert not is_inside(-0.04, bounds)


def test_an_override_is_printed_with_its_reason() -> None:
    bounds = admits(
        claim(figure("63", "1", "percent"), hedge="about", override_reason="said before")
    )
    assert (bounds.lower, bounds.upper) == (0.62, 0.64)
    assert "said before" in bounds.rule
    assert admits(about_63()).rule == POLICY["about"].text


def test_both_figures_of_a_pair_have_bounds() -> None:
    stated = figure("29.1", "0.1", "percent", first=figure("30.3", "0.1", "percent"))
    first = admits_first(claim(stated, measure="share"))
    assert first is not None
    assert (first.lower, first.upper) == (0.3025, 0.3035)
    assert admits_first(about_63()) is None


hedges = st.sampled_from(["none", "about", "lower", "upper"])


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
