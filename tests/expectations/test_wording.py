"""Numbers and periods as people write them."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expectations.wording.values import say_period, say_value

UNITS = ("percent", "percentage_points", "usd", "persons", "number", "years")


@pytest.mark.parametrize(
    ("value", "unit", "quantum", "text"),
    [
        (4_620_000_000.0, "persons", None, "4.62 billion"),
        (0.6205, "percent", None, "62.1%"),
        (23.41e12, "usd", None, "$23.4 trillion"),
        (0.025, "percentage_points", None, "2.5 points"),
        (1234, "number", None, "1,234"),
        (66_100, "number", None, "66,100"),
        (101, "number", None, "101"),
        (7e9, "usd", None, "$7 billion"),
        (0.0034, "percent", None, "0.34%"),
        (0.0, "percent", None, "0%"),
        (4.75, "years", None, "4.8 years"),
        (1.0, "years", None, "1 year"),
        (2.5, "number", None, "2.5"),
    ],
)
def test_values_are_written_as_people_write_them(
    value: float, unit: str, quantum: float | None, text: str
) -> None:
    assert say_value(value, unit, quantum) == text


@pytest.mark.parametrize(
    ("value", "unit", "quantum", "text"),
    [
        (0.63, "percent", 0.01, "63%"),
        (0.62054, "percent", 0.001, "62.1%"),
        (0.62, "percent", 0.001, "62.0%"),
        (0.1174, "percent", 0.0001, "11.74%"),
        (20e12, "usd", 1e13, "$20 trillion"),
        (4.4e9, "persons", 1e8, "4.4 billion"),
        (4.62e9, "persons", 1e7, "4.62 billion"),
        (0.02, "percentage_points", 0.01, "2 points"),
        (0.01, "percentage_points", 0.01, "1 point"),
        (0.02, "percentage_points", 0.001, "2.0 points"),
        (1_234_567, "number", 1, "1,234,567"),
        (66_100, "persons", 100, "66,100"),
    ],
)
def test_a_step_decides_how_many_digits_are_shown(
    value: float, unit: str, quantum: float, text: str
) -> None:
    assert say_value(value, unit, quantum) == text


def test_a_value_smaller_than_its_step_is_not_shown_as_nothing() -> None:
    assert say_value(3.5, "number", 10) == "3.5"


def test_what_subtracting_floats_leaves_behind_is_zero() -> None:
    assert say_value(0.1 + 0.2 - 0.3, "percentage_points") == "0 points"


def test_a_minus_is_a_true_minus_and_stands_before_the_currency() -> None:
    assert say_value(-1.2e9, "usd") == "−$1.2 billion"
    assert say_value(-0.012, "percent") == "−1.2%"


def test_a_value_that_rounds_up_to_the_next_scale_is_written_in_it() -> None:
    assert say_value(999_960_000.0, "usd") == "$1 billion"


def test_a_year_is_itself_and_a_span_has_an_en_dash() -> None:
    assert say_period(2016, 2016) == "2016"
    assert say_period(2013, 2016) == "2013–2016"


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_a_value_that_is_not_finite_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="not finite"):
        say_value(value, "number")


def test_an_unknown_unit_is_refused() -> None:
    with pytest.raises(ValueError, match="'furlongs'"):
        say_value(1.0, "furlongs")


@given(
    st.floats(min_value=-1e16, max_value=1e16, allow_nan=False),
    st.sampled_from(UNITS),
    st.none() | st.sampled_from([1e-4, 1e-3, 0.01, 0.1, 1.0, 10.0, 1e8, 1e12]),
)
def test_no_number_is_ever_written_with_an_exponent(
    value: float, unit: str, quantum: float | None
) -> None:
    text = say_value(value, unit, quantum)
    assert re.fullmatch(
        r"−?\$?\d{1,3}(,\d{3})*(\.\d+)?(%| points?| years?| trillion| billion| million)?", text
    ), text


@given(st.floats(min_value=1e-3, max_value=1e15), st.sampled_from(["usd", "persons", "number"]))
def test_what_is_written_lies_within_half_a_per_cent_of_the_value(value: float, unit: str) -> None:
    scales = {"trillion": 1e12, "billion": 1e9, "million": 1e6}
    digits, _, word = say_value(value, unit).lstrip("$").replace(",", "").partition(" ")
    assert math.isclose(float(digits) * scales.get(word, 1.0), value, rel_tol=0.0051)


def test_a_value_one_digit_finer_than_a_figure_of_four_keeps_its_scale() -> None:
    assert say_value(1_428_600_000, "persons", 100_000) == "1.4286 billion"
    assert say_value(1_428_627_663, "persons", 1) == "1,428,627,663"
