"""What a match found by trying is worth."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from expectations.explaining.match_worth import chance_of_match, chance_of_pair
from expectations.outcomes import Bounds


def bounds(value: float, reach: float) -> Bounds:
    return Bounds(value, value - reach, value + reach, True, True, "none")


def test_two_readings_far_apart_are_matched_as_often_as_they_reach() -> None:
    # Two intervals of width 2 in a range of 12, from -1 to 11.
    chance = chance_of_match(np.array([0.0, 10.0]), bounds(5, 1))
    assert chance == pytest.approx(4 / 12)


def test_readings_that_lie_close_count_once_where_they_overlap() -> None:
    # From -1 to 1.5 and from 9 to 11, of 12.
    chance = chance_of_match(np.array([0.0, 0.5, 10.0]), bounds(5, 1))
    assert chance == pytest.approx(4.5 / 12)


def test_a_single_reading_is_always_matched_in_its_own_range() -> None:
    assert chance_of_match(np.array([3.0]), bounds(5, 1)) == 1.0


def test_without_readings_there_is_no_chance() -> None:
    assert chance_of_match(np.array([]), bounds(5, 1)) is None
    assert chance_of_pair(np.empty((0, 2)), bounds(5, 1), bounds(5, 1)) is None


def test_a_pair_is_matched_as_often_as_its_rectangles_cover() -> None:
    # Two squares of side 2 in a square of side 12.
    chance = chance_of_pair(np.array([[0.0, 0.0], [10.0, 10.0]]), bounds(5, 1), bounds(5, 1))
    assert chance == pytest.approx(8 / 144)


def test_rectangles_that_overlap_count_once() -> None:
    pairs = np.array([[0.0, 0.0], [0.0, 0.0], [1.0, 0.0]])
    # From -1 to 2 by 2, and the whole is the same.
    assert chance_of_pair(pairs, bounds(5, 1), bounds(5, 1)) == pytest.approx(1.0)


values = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30).map(np.array)


@given(values=values, reach=st.floats(0.01, 1e5))
def test_a_chance_is_a_fraction_that_agrees_with_drawing(values: np.ndarray, reach: float) -> None:
    chance = chance_of_match(values, bounds(0, reach))
    assert chance is not None
    assert 0 < chance <= 1 + 1e-9
    draws = np.linspace(values.min() - reach, values.max() + reach, 2001)
    near = (np.abs(draws[:, None] - values) <= reach).any(axis=1).mean()
    assert chance == pytest.approx(near, abs=len(values) / 1000 + 0.001)


@given(values=values, reach=st.floats(0.01, 1e3))
def test_a_pair_of_equal_figures_is_never_likelier_than_one_of_them(
    values: np.ndarray, reach: float
) -> None:
    one = chance_of_match(values, bounds(0, reach))
    two = chance_of_pair(np.stack([values, values], axis=1), bounds(0, reach), bounds(0, reach))
    assert one is not None
    assert two is not None
    assert two <= one + 1e-6
