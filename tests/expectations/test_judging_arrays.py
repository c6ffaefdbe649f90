"""What the judging's functions give for arrays small enough to compute in the head."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from builders import Table, claim, cube, figure, flat, observations

from benchmarks.reconcile import chunks_of
from expectations.cubes.coverage import (
    COVERED,
    Floats,
    largest_sizes,
    last_known,
    mean_rates,
    sizes_elsewhere,
    totals,
)
from expectations.cubes.cube import Cube, build_cube
from expectations.judging.declared import Publication, is_span
from expectations.judging.levels import Rows, Tables
from expectations.judging.measures import MEASURE_IDS, evaluate
from expectations.judging.search import Common, similar_groups
from expectations.judging.settled import _moved
from sources.model import Axes, Group, Period
from sources.reference.concepts import CONCEPTS

NAN = float("nan")
POP, MONEY = "SP.POP.TOTL", "NY.GDP.MKTP.CD"


def floats(*values: float) -> np.ndarray:
    return np.array(values, dtype=np.float64)


def groups_of(**members: str) -> tuple[Group, ...]:
    """Groups by name, of areas named by a letter each: "ABC" are AAA, BBB and CCC."""
    return tuple(
        Group(name, name, tuple(letter * 3 for letter in letters), "made for a test")
        for name, letters in members.items()
    )


def measured(of: Cube, measure: str, group: str, year: int, start: int = 0, **more: Any) -> float:
    """One reading of the first layer of population."""
    one = {name: np.array([value]) for name, value in more.items()}
    columns: dict[str, Any] = {
        "claim": 0,
        "measure": MEASURE_IDS.index(measure),
        "layer": of.layers_of("population")[0],
        "weighting": 0,
        "group": of.group_at(group),
        "start": of.year_at(start or year),
        "end": of.year_at(year),
    }
    arrays: dict[str, Any] = {
        name: np.array([value], dtype=np.int32) for name, value in columns.items()
    }
    rows = Rows(**arrays, is_reversed=np.array([False]))
    rows = replace(rows, **one)
    values, _ = evaluate(Tables(of), rows, np.array([False]))
    return float(values[0])


def population(**series: tuple[float, ...]) -> Table:
    """Populations from 2014 on of areas named by a letter, and of the world."""
    areas = {name if len(name) > 1 else name * 3: values for name, values in series.items()}
    return {("wdi", "2018-05-21", POP, area): flat(*values) for area, values in areas.items()}


# Chunks of claims


@pytest.mark.parametrize("at_once", [1, 16, 17, 32, 33, 10**6])
def test_chunks_hold_as_many_readings_as_are_allowed_and_never_none(at_once: int) -> None:
    of = cube(population(A=(1, 2, 3, 4), B=(1, 2, 3, 4), WLD=(9, 9, 9, 9)))
    axes = [
        Axes(groups=("pair", "one"), window=(2014, last))
        for last in (2014, 2017, 2015, 2016, 2014, 2017)
    ]
    claims = [claim(figure("2", "1"), id=f"c{at}") for at in range(len(axes))]
    searcher = Common.of(of, Publication.of("2018")).searcher
    counts = [searcher.count(one, axis) for one, axis in zip(claims, axes, strict=True)]
    chunks = list(chunks_of(claims, axes, searcher, at_once))
    assert [at for start, end in chunks for at in range(start, end)] == list(range(len(axes)))
    for start, end in chunks:
        assert end - start == 1 or sum(counts[start:end]) <= at_once
        assert start < end
        assert end == len(axes) or sum(counts[start : end + 1]) > at_once
    assert list(chunks_of([], [], searcher, at_once)) == []


# Of many areas


FOUR = build_cube(
    observations(population(A=(1,), B=(2,), C=(3,), D=(4,), E=(4,), WLD=(20,))),
    CONCEPTS,
    groups_of(four="ABCD", five="ABCDE", all="ABCDE", a="A", b="B", d="D"),
)


@pytest.mark.parametrize(
    ("measure", "group", "more", "value"),
    [
        ("each_least", "four", {}, 1),
        ("each_most", "four", {}, 4),
        ("most_least", "four", {}, 2),
        ("most_most", "four", {}, 3),
        ("most_least", "five", {}, 3),
        ("most_most", "five", {}, 3),
        ("most_least", "b", {}, 2),
        ("rank_highest", "d", {}, 1),
        ("rank_highest", "b", {}, 4),
        ("rank_lowest", "b", {}, 2),
        ("rank_lowest", "d", {}, 4),
        ("rank_lowest", "a", {}, 1),
        ("count_above", "four", {"bar": 2.0}, 3),
        ("count_above", "four", {"bar": 1.999}, 4),
        ("count_below", "four", {"bar": 2.0}, 1),
        ("count_below", "four", {"bar": 2.001}, 2),
        ("count_holding", "five", {"bar": 4 / 14}, 1),
        ("count_holding", "five", {"bar": 8 / 14}, 2),
        ("count_holding", "five", {"bar": 8.1 / 14}, 3),
        ("count_holding", "five", {"bar": 1.0}, 5),
        ("count_holding", "five", {"bar": 1.1}, NAN),
    ],
)
def test_measures_of_many_areas(
    measure: str, group: str, more: dict[str, Any], value: float
) -> None:
    to = np.int32(FOUR.group_at("all"))
    np.testing.assert_equal(measured(FOUR, measure, group, 2014, to=to, **more), value)


@pytest.mark.parametrize(("missing", "rank"), [(0, 1), (1, 1), (2, NAN)])
def test_a_rank_needs_nine_in_ten_of_the_other_areas_that_ever_had_data(
    missing: int, rank: float
) -> None:
    letters = "ABCDEFGHIJK"  # the first is ranked among the ten others
    table: Table = {
        ("wdi", "2018-05-21", POP, letter * 3): (
            {2014: 1.0} if at >= 11 - missing else {2014: 1.0, 2015: 100.0 - at}
        )
        for at, letter in enumerate(letters)
    }
    of = build_cube(observations(table), CONCEPTS, groups_of(all=letters, a="A"))
    got = measured(of, "rank_highest", "a", 2015, to=np.int32(of.group_at("all")))
    np.testing.assert_equal(got, rank)


def test_each_of_a_group_is_not_known_where_a_member_has_no_data() -> None:
    table = population(A=(1, 2), B=(3,))
    of = build_cube(observations(table), CONCEPTS, groups_of(two="AB"))
    assert measured(of, "each_least", "two", 2014) == 1
    assert np.isnan(measured(of, "each_least", "two", 2015))


# Levels and their changes


@pytest.mark.parametrize(
    ("measure", "start", "end", "value"),
    [
        ("value", 2015, 2015, 20),
        ("sum", 2014, 2016, 70),
        ("mean", 2014, 2016, 70 / 3),
        ("mean", 2015, 2016, 30),
        ("change", 2014, 2016, 30),
        ("change", 2016, 2016, 20),
        ("growth", 2014, 2016, 3.0),
        ("growth", 2015, 2015, 1.0),
        ("growth", 2014, 2014, NAN),
        ("over_time", 2014, 2016, 4.0),
        ("compared_over_time", 2014, 2016, 3.0),
        ("compound_growth", 2014, 2016, 1.0),
        ("compound_growth", 2016, 2016, 1.0),
        ("mean_growth", 2015, 2016, 1.0),
        ("complement", 2014, 2014, -9.0),
        ("share", 2016, 2016, 0.4),
        ("value", 2016, 2014, NAN),
    ],
)
def test_measures_of_one_area(measure: str, start: int, end: int, value: float) -> None:
    of = cube(population(A=(10, 20, 40), WLD=(100, 100, 100)))
    got = measured(of, measure, "one", end, start)
    np.testing.assert_allclose(got, value, rtol=1e-12)


@pytest.mark.parametrize(
    ("before", "after", "value"), [(-10.0, -5.0, NAN), (0.0, 5.0, NAN), (5.0, -5.0, -2.0)]
)
def test_what_was_nothing_or_below_it_has_no_rate_of_growth(
    before: float, after: float, value: float
) -> None:
    of = cube(population(A=(before, after)))
    np.testing.assert_equal(measured(of, "growth", "one", 2015), value)


def test_growth_is_of_the_members_that_have_data_at_both_ends() -> None:
    table: Table = {
        ("wdi", "2018-05-21", POP, "AAA"): flat(1000, 1100, 1210),
        ("wdi", "2018-05-21", POP, "BBB"): {2014: 20.0, 2015: 30.0},
    }
    of = cube(table)
    assert measured(of, "growth", "pair", 2016) == pytest.approx(0.1)
    assert measured(of, "growth", "pair", 2015) == pytest.approx(1130 / 1020 - 1)
    assert measured(of, "mean_growth", "pair", 2016, 2015) == pytest.approx(
        (1130 / 1020 - 1 + 0.1) / 2
    )
    assert measured(of, "change", "pair", 2016, 2014) == pytest.approx(210)


# Totals and coverage


def test_totals_and_what_of_them_is_covered() -> None:
    members = np.array([[True, True, False], [True, True, True], [False, False, True]])
    values = np.array([[60.0, 60.0], [40.0, NAN], [NAN, NAN]])
    summed, covered = totals(values, members)
    np.testing.assert_allclose(summed, [[100.0, 60.0], [100.0, 60.0], [0.0, 0.0]])
    # Of the third nothing is known: a group that lacks it is not covered at all.
    np.testing.assert_allclose(covered[1:], [[0.0, 0.0], [0.0, 0.0]])
    assert covered[0, 0] == 1.0
    sizes = np.array([[NAN, NAN], [NAN, 140.0], [100.0, NAN]])
    _, covered = totals(values, members, sizes)
    np.testing.assert_allclose(covered, [[1.0, 60 / 200], [100 / 200, 0.0], [0.0, 0.0]])


def test_balances_are_covered_like_sums_and_noughts_alike() -> None:
    both = np.array([[True, True]])
    _, covered = totals(np.array([[-60.0, -60.0], [40.0, NAN]]), both)
    np.testing.assert_allclose(covered, [[1.0, 0.6]])
    _, covered = totals(np.array([[0.0, 0.0], [0.0, NAN]]), both)
    np.testing.assert_allclose(covered, [[1.0, 0.5]])
    _, covered = totals(np.array([[1.0]]), np.array([[False]]))
    np.testing.assert_allclose(covered, [[0.0]])


def test_the_newest_value_is_the_last_that_there_is() -> None:
    rows = np.array([[1.0, 2.0, NAN], [NAN, NAN, NAN], [5.0, NAN, NAN], [NAN, NAN, 7.0]])
    np.testing.assert_equal(last_known(rows), floats(2, NAN, 5, 7))


def test_means_of_rates_are_simple_and_weighted_by_the_year_before() -> None:
    rates = np.array([[0.1, 0.1], [0.3, 0.3]])
    weights = np.array([[30.0, 10.0], [10.0, 10.0]])
    members = np.array([[True, True]])
    means, covered = mean_rates(rates, members, weights)
    np.testing.assert_allclose(means[0], [[0.2, 0.2]])
    np.testing.assert_allclose(means[1], [[NAN, 0.15]])
    np.testing.assert_allclose(covered, [[1.0, 1.0]])
    means, _ = mean_rates(rates, members, weights, lag=False)
    np.testing.assert_allclose(means[1], [[0.15, 0.2]])
    means, covered = mean_rates(rates, members, None)
    np.testing.assert_allclose(means, [[[0.2, 0.2]], [[NAN, NAN]]])
    np.testing.assert_allclose(covered, [[1.0, 1.0]])


@pytest.mark.parametrize(("size", "is_covered"), [(95.0, True), (94.9, False)])
def test_a_mean_needs_95_percent_of_the_sizes(size: float, is_covered: bool) -> None:
    rates = np.array([[0.1], [NAN]])
    weights = np.array([[size], [100.0 - size]])
    means, covered = mean_rates(rates, np.array([[True, True]]), weights, lag=False)
    assert (~np.isnan(means)).tolist() == [[[is_covered]], [[is_covered]]]
    np.testing.assert_allclose(covered, [[size / 100]])


def test_sizes_are_those_of_the_newest_layer_that_has_one() -> None:
    of = cube(
        {
            ("wdi", "2018-05-21", POP, "AAA"): flat(1, NAN, NAN),
            ("wdi", "2019-05-21", POP, "AAA"): flat(NAN, 5, NAN),
            ("wdi", "2017-05-21", POP, "AAA"): flat(7, 8, 9),
        }
    )
    at = of.areas.index("AAA")
    assert sizes_elsewhere(of.values, of.layers)["population"][at].tolist() == [1, 5, 9]


# Groups alike


def test_groups_are_alike_that_share_seven_in_ten_of_their_members() -> None:
    groups = groups_of(
        own="ABCDEFG", most="ABCDEFGH", edge="ABCDEFGHIJ", less="ABCDEF", far="ABCD", four="ABCD"
    )
    table = population(**{letter: (1.0,) for letter in "ABCDEFGHIJ"})
    of = build_cube(observations(table), CONCEPTS, groups)
    assert similar_groups(of, "own") == ("most", "less", "edge")
    assert similar_groups(of, "four") == ()


# Dates


@pytest.mark.parametrize(
    ("published", "first", "last", "full"),
    [
        ("2018", "2018-01-01", "2018-12-31", 2017),
        ("2018-06", "2018-06-01", "2018-06-31", 2017),
        ("2018-06-24", "2018-06-24", "2018-06-24", 2017),
    ],
)
def test_a_text_is_of_any_day_of_what_its_date_says(
    published: str, first: str, last: str, full: int
) -> None:
    assert Publication.of(published) == Publication(last, full, first)


@pytest.mark.parametrize(
    ("period", "spans"), [((2010, 2015), True), ((2015, 2015), False), ((None, None), False)]
)
def test_a_span_begins_and_ends_in_different_years(
    period: tuple[int | None, int | None], spans: bool
) -> None:
    assert is_span(claim(figure("5", "1"), period=Period(*period))) is spans


# Distances


@pytest.mark.parametrize(
    ("table", "moved"),
    [
        ([[100.0, 50.0], [110.0, 50.0]], 0.1),
        ([[100.0, 50.0], [110.0, 60.0]], 0.2),
        ([[100.0, 50.0], [110.0, NAN]], 0.1),
        ([[100.0, NAN], [NAN, 60.0]], np.inf),
        ([[100.0], [100.0]], 0.0),
    ],
)
def test_editions_move_by_the_largest_part_of_the_smaller(
    table: list[list[float]], moved: float
) -> None:
    assert _moved(np.array(table)) == pytest.approx(moved)


BOTH = np.array([[True, True]])


def column(*values: float) -> Floats:
    """One year of some areas."""
    return np.array(values, dtype=np.float64)[:, None]


def test_a_member_without_a_value_has_no_weight_in_a_mean() -> None:
    rates, covered = mean_rates(column(10, np.nan), BOTH, column(100, 1), lag=False)
    assert rates[:, 0, 0].tolist() == [10, 10]
    assert covered[0, 0] == pytest.approx(100 / 101)


def test_a_mean_of_just_what_must_be_covered_is_given_with_its_own_coverage() -> None:
    weights, sizes = column(95, np.nan), column(95, 5)
    rates, covered = mean_rates(column(10, 20), BOTH, weights, sizes, lag=False)
    assert rates[:, 0, 0].tolist() == [15, 10]
    assert covered[0, 0] == COVERED


def test_members_smaller_than_one_count_by_their_size_too() -> None:
    _, covered = totals(column(0.3, np.nan), BOTH, column(np.nan, 0.1))
    assert covered[0, 0] == pytest.approx(0.75)


def test_of_two_years_as_near_the_earlier_tells_what_may_be() -> None:
    known = np.array([[100, np.nan, 1000], [10, 20, 40]], dtype=np.float64)
    filled = largest_sizes(known, np.full(2, np.nan))
    assert filled[0].tolist() == [100, 200, 1000]


def test_what_came_down_to_nothing_says_nothing_of_growth() -> None:
    known = np.array([[10, 0], [10, 30], [5, np.nan]], dtype=np.float64)
    assert largest_sizes(known, np.full(3, np.nan))[2, 1] == pytest.approx(15)
