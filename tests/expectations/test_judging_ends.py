"""The ends of what a figure admits: closed and open, coarse and far."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from builders import claim, figure

from expectations.judging.reconcile import Admitted
from expectations.judging.tolerance import (
    SLACK,
    admits,
    is_coarse,
    is_far,
    is_inside,
    kind_of,
    within,
)
from sources.model import Figure

NAN = float("nan")


def floats(*values: float) -> np.ndarray:
    return np.array(values, dtype=np.float64)


# Ends of what a figure admits


def test_an_end_belongs_to_an_interval_where_it_is_closed() -> None:
    ends = floats(1, 2, 3)
    one, three = floats(1), floats(3)
    assert within(ends, one, three).tolist() == [True, True, True]
    assert within(ends, one, three, is_lower_closed=False).tolist() == [False, True, True]
    assert within(ends, one, three, is_upper_closed=False).tolist() == [True, True, False]
    near = floats(1 - SLACK / 2, 1 - 5 * SLACK, 3 + SLACK, 3 + 9 * SLACK)
    assert within(near, one, three, stated=1.0).tolist() == [True, False, True, False]
    # What is stated sets the slack where it is the larger.
    assert within(floats(1 - 5 * SLACK), one, three, stated=10.0).tolist() == [True]


@pytest.mark.parametrize(
    ("hedge", "is_strict", "value", "inside"),
    [
        ("lower", False, 100.0, True),
        ("lower", True, 100.0, False),
        ("lower", True, 100.1, True),
        ("lower", False, 99.9, False),
        ("upper", False, 100.0, True),
        ("upper", True, 100.0, False),
        ("upper", True, 99.9, True),
        ("upper", False, 100.1, False),
        ("none", False, 100.5, True),
        ("none", False, 99.5, True),
        ("none", False, 100.51, False),
        ("none", False, 99.49, False),
        ("about", False, 101.0, True),
        ("about", False, 101.01, False),
        ("nearly", False, 99.0, True),
        ("nearly", False, 100.6, False),
        ("just_over", False, 101.0, True),
        ("just_over", False, 99.4, False),
        ("none", False, NAN, False),
    ],
)
def test_what_a_whole_number_admits(
    hedge: Any, is_strict: bool, value: float, inside: bool
) -> None:
    stated = claim(figure("100", "1", hedge=hedge, is_strict=is_strict))
    assert is_inside(value, admits(stated)) is inside


@pytest.mark.parametrize(
    ("value", "coarse"), [(4.0, False), (3.6, False), (3.55, True), (3.5, True), (3.49, False)]
)
def test_a_value_is_coarse_that_rounds_to_what_is_printed_and_is_no_tenth_away(
    value: float, coarse: bool
) -> None:
    stated = replace(figure("4", "1"), quantum=Decimal(1), unit="usd")
    bounds = admits(claim(stated, indicator="gdp_current_usd"))
    assert is_coarse(value, bounds) is coarse


def test_a_bound_is_true_by_far_beyond_the_larger_of_its_step_and_a_tenth() -> None:
    least = admits(claim(figure("100", "1", hedge="lower")))
    most = admits(claim(figure("100", "1", hedge="upper")))
    assert least.far is not None
    assert most.far is not None
    assert [is_far(value, least) for value in (99.0, 100.0, least.far, least.far * 1.01)] == [
        False,
        False,
        False,
        True,
    ]
    assert [is_far(value, most) for value in (101.0, 100.0, most.far, most.far * 0.99)] == [
        False,
        False,
        False,
        True,
    ]
    assert is_far(100.0, admits(claim(figure("100", "1")))) is False


@pytest.mark.parametrize(
    ("hedge", "words", "kind"),
    [
        ("lower", "just over", "just_over"),
        ("lower", "more than", "lower"),
        ("upper", "nearly", "nearly"),
        ("upper", "just over", "upper"),
        ("upper", "less than", "upper"),
        ("lower", "nearly", "lower"),
        ("none", "", "none"),
    ],
)
def test_the_words_of_a_hedge_tell_a_band_from_a_bound(hedge: Any, words: str, kind: str) -> None:
    assert kind_of(claim(figure("100", "1", hedge=hedge, hedge_text=words))) == kind


@pytest.mark.parametrize(
    ("stated", "measure", "kind"),
    [
        (figure("50", "1", noun="countries"), None, "count"),
        (figure("50", "9", noun="countries"), None, "count"),
        (figure("50", "10", noun="countries"), None, "none"),
        (figure("50.5", "0.1", noun="countries"), None, "none"),
        (figure("50", "1"), None, "none"),
        (figure("50", "1", "percent", noun="countries"), None, "none"),
        (figure("50", "1", noun="countries"), "total", "none"),
        (figure("50", "10"), "rank", "count"),
    ],
)
def test_things_are_counted_that_have_a_name_and_are_told_to_the_last(
    stated: Figure, measure: str | None, kind: str
) -> None:
    assert kind_of(claim(stated, measure=measure)) == kind


def test_what_is_not_known_or_has_no_coarse_ends_is_never_coarse() -> None:
    counted = admits(claim(figure("50", "1", noun="countries"), measure=None))
    assert [is_coarse(value, counted) for value in (50.0, 50.4, 51.0)] == [False, False, False]
    assert is_coarse(NAN, admits(claim(figure("4", "1")))) is False


# What claims admit, as columns

CLAIMS = Admitted(
    # A figure of 100 and more or less 1; a pair that rises from 10 to 20; "more than 100".
    value=floats(100, 20, 100),
    lower=floats(99, 19, 100),
    upper=floats(101, 21, np.inf),
    is_lower_closed=np.array([True, True, False]),
    is_upper_closed=np.array([True, True, False]),
    first_lower=floats(NAN, 9, NAN),
    first_upper=floats(NAN, 11, NAN),
    coarse_lower=floats(95, 15, NAN),
    coarse_upper=floats(105, 25, NAN),
    first_coarse_lower=floats(NAN, 5, NAN),
    first_coarse_upper=floats(NAN, 25, NAN),
    far=floats(NAN, NAN, 110),
    way=np.array([0, 1, 0], dtype=np.int32),
)


@pytest.mark.parametrize(
    ("at", "value", "first", "inside", "coarse", "against", "far"),
    [
        (0, 100, NAN, True, True, False, False),
        (0, 101, NAN, True, True, False, False),
        (0, 102, NAN, False, True, False, False),
        (0, 106, NAN, False, False, False, False),
        (1, 20, 10, True, True, False, False),
        (1, 20, 12, False, True, False, False),
        (1, 18, 10, False, True, False, False),
        (1, 20, 4, False, False, False, False),
        (1, 16, 24, False, False, True, False),
        (1, 20, 20, False, True, False, False),
        (2, 100, NAN, False, False, False, False),
        (2, 105, NAN, True, False, False, False),
        (2, 110, NAN, True, False, False, False),
        (2, 111, NAN, True, False, False, True),
        (0, NAN, NAN, False, False, False, False),
    ],
)
def test_each_claim_is_held_against_what_it_admits(
    at: int, value: float, first: float, inside: bool, coarse: bool, against: bool, far: bool
) -> None:
    of = np.array([at], dtype=np.int32)
    values, firsts = floats(value), floats(first)
    assert CLAIMS.is_inside(of, values, firsts).tolist() == [inside]
    assert CLAIMS.is_coarse(of, values, firsts).tolist() == [coarse]
    assert CLAIMS.is_against(of, values, firsts).tolist() == [against]
    assert CLAIMS.is_far(of, values).tolist() == [far]


def test_what_is_far_below_is_far_for_an_upper_bound() -> None:
    upper = replace(
        CLAIMS,
        lower=floats(99, 19, -np.inf),
        upper=floats(101, 21, 100),
        far=floats(NAN, NAN, 90),
    )
    of = np.array([2, 2, 2], dtype=np.int32)
    assert upper.is_far(of, floats(95, 90, 89)).tolist() == [False, False, True]
    lower, top = upper.rounding(np.array([0, 1, 2], dtype=np.int32))
    assert lower.tolist() == [95, 15, -np.inf]
    assert top.tolist() == [105, 25, 100]
