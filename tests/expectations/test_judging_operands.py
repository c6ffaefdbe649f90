"""What claims ask of a cube, spans of years, rows told apart, and places in an order."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from builders import Table, claim, cube, figure, flat, observations

from expectations.cubes.cube import Cube, build_cube
from expectations.judging.levels import NO_LAYER, Rows, Tables, distinct, joined, numbered
from expectations.judging.measures import (
    MEASURE_AT,
    MEASURE_IDS,
    SHARES,
    evaluate,
    is_relative,
)
from expectations.judging.operands import OperandFinder, bound_of, is_over_time
from expectations.judging.search import Comparisons
from sources.model import Group, Period, Unverifiable
from sources.reference.concepts import CONCEPTS

POP, MONEY = "SP.POP.TOTL", "NY.GDP.MKTP.CD"
EDITION = ("wdi", "2018-05-21")
NAN = np.nan


def people(**areas: tuple[float, ...]) -> Table:
    """People from 2014 on; NaN is a year without data."""
    table = {area: flat(*values) for area, values in areas.items()}
    return {
        (*EDITION, POP, area): {year: one for year, one in series.items() if not np.isnan(one)}
        for area, series in table.items()
    }


def value_of(of: Cube, measure: str, group: str, start: int, end: int, **more: Any) -> float:
    columns = {
        "claim": 0,
        "measure": MEASURE_AT[measure],
        "layer": of.layers_of("population")[0],
        "weighting": 0,
        "group": of.group_at(group),
        "start": of.year_at(start),
        "end": of.year_at(end),
    }
    arrays: dict[str, Any] = {name: np.array([one], np.int32) for name, one in columns.items()}
    others = {name: np.array([one]) for name, one in more.items()}
    rows = Rows(**arrays, is_reversed=np.array([False]), **others)
    return float(evaluate(Tables(of), rows, np.array([False]))[0][0])


@pytest.mark.parametrize(
    ("unit", "measure", "expected"),
    [
        ("number", "total", True),
        ("usd", "growth", True),
        ("percent", "share", False),
        ("years", "value", False),
        ("number", "rank", False),
        ("number", "comparison", False),
        ("number", "elapsed", False),
    ],
)
def test_only_amounts_differ_by_per_cents_of_themselves(
    unit: Any, measure: Any, expected: bool
) -> None:
    assert is_relative(claim(figure("5", "1", unit), measure=measure)) is expected


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (Period(2010, 2015), True),
        (Period(2010, None), True),
        (Period(2015, 2015), False),
        (Period(None, 2015), False),
        (Period(None, None), False),
    ],
)
def test_a_claim_is_over_time_that_begins_in_another_year_than_it_ends(
    period: Period, expected: bool
) -> None:
    assert is_over_time(claim(figure("5", "1"), period=period)) is expected


def test_what_is_asked_names_the_other_concept_and_nothing_where_none_is_observed() -> None:
    of = cube({(*EDITION, code, "AAA"): flat(1, 2) for code in (POP, MONEY)})
    nobody = Unverifiable("Nobody counts.", "The archive")
    claims = [
        claim(figure("7", "1"), measure=None, unverifiable=nobody),
        claim(figure("5", "1")),
        claim(figure("5", "1", "usd"), measure="per_head", indicator="gdp_current_usd"),
    ]
    asked = OperandFinder(of).asked(claims)
    assert asked.names == ("", "population")
    assert asked.other.tolist() == [0, 0, 1]
    assert asked.measure.tolist()[1:] == [MEASURE_AT["value"], MEASURE_AT["per_head"]]
    assert asked.measure[0] == -1
    assert np.isnan(asked.bar).all()


def test_rows_are_told_apart_by_all_their_columns() -> None:
    numbers, truths = np.array([5, 7, 5, 5]), np.array([True, True, False, True])
    first, back = distinct([numbers, truths])
    assert back.tolist() == [1, 2, 0, 1]
    assert first.tolist() == [2, 0, 1]
    _, back = distinct([np.array([NAN, 1.0, NAN])])
    assert back.tolist() == [1, 0, 1]
    # More than fit into one number side by side.
    wide = [np.array([0, 2**40, 2**40, 0]), np.array([2**40, 0, 0, 2**40]), np.array([1, 1, 2, 1])]
    assert distinct(wide)[1].tolist() == [0, 1, 2, 0]
    none, nobody = distinct([np.zeros(0, dtype=np.int32), np.zeros(0, dtype=bool)])
    assert (len(none), len(nobody)) == (0, 0)


def test_of_all_areas_at_once_a_span_that_begins_outside_the_cube_is_not_known() -> None:
    of = cube(people(AAA=(1, 2), BBB=(10, 20), WLD=(100, 200)))
    zero = np.zeros(2, dtype=np.int32)
    for start, end, known in ([-1, 1], [-1, 1], [False, True]), ([-1, 0], [1, 1], [False, True]):
        found = Tables(of).running_areas.over(
            zero, zero, slice(None), np.array(start, np.int32), np.array(end, np.int32)
        )
        assert (~np.isnan(found)).all(axis=1).tolist() == known
        assert np.isnan(found).all(axis=1).tolist() == [not one for one in known]
    assert NO_LAYER < 0


@pytest.mark.parametrize(
    ("measure", "bar", "year"),
    [
        ("threshold_above", 20.0, 2016),
        ("threshold_above", 19.0, 2015),
        ("threshold_above", 40.0, NAN),
        ("threshold_above", 5.0, NAN),
        ("threshold_below", 5.0, NAN),
        ("threshold_below", 50.0, NAN),
    ],
)
def test_a_threshold_is_passed_in_the_first_year_beyond_it(
    measure: str, bar: float, year: float
) -> None:
    of = cube(people(AAA=(10, 20, 40)))
    for start in (2014, 2016):
        np.testing.assert_equal(value_of(of, measure, "one", start, 2016, bar=bar), year)


def test_a_fall_below_a_threshold_is_dated_too() -> None:
    of = cube(people(AAA=(40, 20, 10)))
    assert value_of(of, "threshold_below", "one", 2014, 2016, bar=20.0) == 2016
    assert value_of(of, "threshold_below", "one", 2014, 2016, bar=21.0) == 2015


@pytest.mark.parametrize(("part", "expected"), [(0.5, 1.0), (0.9, NAN)])
def test_the_fewest_that_hold_a_part_are_known_where_none_without_data_may_be_larger_than_the_last(
    part: float, expected: float
) -> None:
    """Of ten one has no data in 2015, and had less than the first but more than the last."""
    letters = "ABCDEFGHIJK"
    sizes = dict(zip(letters, (1000, 100, 90, 80, 70, 60, 50, 40, 30, 20, 10), strict=True))
    table = people(
        **{letter * 3: (size, NAN if letter == "E" else size) for letter, size in sizes.items()},
        WLD=(2000, 2000),
    )
    group = Group("all", "All", tuple(letter * 3 for letter in letters), "made for a test")
    of = build_cube(observations(table), CONCEPTS, (group,))
    bar = part * 2000 / 2000
    got = value_of(of, "count_holding", "world", 2015, 2015, to=of.group_at("all"), bar=bar)
    if np.isnan(expected):
        assert np.isnan(got)
    else:
        assert got == expected


def test_of_each_owner_so_many_are_numbered_from_nought() -> None:
    owner, number = numbered(np.array([2, 0, 3]))
    assert owner.tolist() == [0, 0, 2, 2, 2]
    assert number.tolist() == [0, 1, 0, 1, 2]


def rows_of(*claims: int) -> Rows:
    nought = np.zeros(len(claims), dtype=np.int32)
    return Rows(
        claim=np.array(claims, dtype=np.int32),
        measure=nought,
        layer=nought,
        weighting=nought,
        group=nought,
        start=nought,
        end=nought,
        is_reversed=nought > 0,
    )


def test_rows_in_parts_are_joined_in_their_order() -> None:
    parts = [rows_of(0, 1), rows_of(2), rows_of(3, 4, 5)]
    assert joined(iter(parts), 6).claim.tolist() == [0, 1, 2, 3, 4, 5]


@pytest.mark.parametrize("count", [0, 1, 2])
def test_rows_that_name_no_bar_pass_none(count: int) -> None:
    assert np.isnan(rows_of(*range(count)).bar).tolist() == [True] * count


def test_the_rows_of_a_claim_are_found_and_none_of_one_without_rows() -> None:
    rows, values = rows_of(0, 0, 2), np.zeros(3)
    found = Comparisons(rows, values, values, values > 0)
    assert [found.of(claim).tolist() for claim in range(5)] == [[0, 1], [], [2], [], []]
    nothing = rows.at(slice(0, 0))
    assert not len(Comparisons(nothing, values[:0], values[:0], values[:0] > 0).of(0))


def test_spans_and_single_years_are_read_side_by_side() -> None:
    running = Tables(cube(people(AAA=(1, 2, 4), WLD=(9, 9, 9)))).running_areas
    zero = np.zeros(3, dtype=np.int32)
    start, end = np.array([0, 1, 2], np.int32), np.array([1, 1, 1], np.int32)
    found = running.over(zero, zero, 0, start, end)
    np.testing.assert_equal(found, [3, 2, NAN])


# Which computation a claim asks for


RATES = "NY.GDP.MKTP.KD.ZG"
LETTERS = {letter: (1.0, 2.0) for letter in "ABC"}


def of_rates(*groups: Group, countries: tuple[str, ...] = ("DEU", "FRA")) -> Cube:
    table = {
        (*EDITION, code, area): flat(1, 2)
        for code in (RATES, POP)
        for area in (*countries, "AAA", "BBB", "WLD")
    }
    return build_cube(observations(table), CONCEPTS, groups)


PAIR_OF_RATES = Group("pair", "Two", ("AAA", "BBB"), "made for a test")
ONE_OF_RATES = Group("one", "One", ("AAA",), "made for a test")


@pytest.mark.parametrize(
    ("group", "weighting", "countries", "to", "others"),
    [
        ("pair", "simple", ("DEU",), "countries", ("world",)),
        ("pair", "weighted", ("DEU",), "countries", ("world",)),
        ("pair", "", ("DEU",), "world", ()),
        ("one", "simple", ("DEU",), "world", ()),
        ("pair", "simple", (), "world", ()),
    ],
)
def test_a_rate_of_a_group_of_our_own_differs_from_the_mean_of_all_countries(
    group: str,
    weighting: Any,
    countries: tuple[str, ...],
    to: str,
    others: tuple[str, ...],
) -> None:
    of = of_rates(PAIR_OF_RATES, ONE_OF_RATES, countries=countries)
    stated = claim(
        figure("2", "1", "percentage_points"),
        measure="difference",
        indicator="gdp_growth",
        group=group,
        weighting=weighting,
    )
    found = OperandFinder(of).of(stated)
    assert found.to == of.group_at(to)
    assert found.others == tuple(of.group_at(one) for one in others)


def test_a_rate_that_a_publisher_has_for_a_group_differs_from_its_row_of_the_world() -> None:
    row = Group("row", "A group with a row", ("AAA", "BBB"), "made for a test", aggregate="SSF")
    table = {(*EDITION, RATES, area): flat(1, 2) for area in ("DEU", "AAA", "BBB", "SSF", "WLD")}
    of = build_cube(observations(table), CONCEPTS, (row,))
    assert of.is_published[:, of.group_at("row")].all()
    stated = claim(
        figure("2", "1", "percentage_points"),
        measure="difference",
        indicator="gdp_growth",
        group="row",
        weighting="weighted",
    )
    assert OperandFinder(of).of(stated).to == of.group_at("world")


@pytest.mark.parametrize(
    ("measure", "indicator", "expected"),
    [
        ("difference", "gdp_growth", "difference"),
        ("difference", "population", "change"),
        ("ratio", "gdp_growth", "over_time"),
        ("comparison", "population", "compared_over_time"),
    ],
)
def test_over_a_span_a_level_is_held_against_what_it_was_and_growth_against_the_worlds(
    measure: Any, indicator: str, expected: str
) -> None:
    of = of_rates(PAIR_OF_RATES)
    stated = claim(
        figure("2", "1"), measure=measure, indicator=indicator, period=Period(2014, 2015)
    )
    assert MEASURE_IDS[OperandFinder(of).of(stated).measure] == expected


@pytest.mark.parametrize(
    ("hedge", "override", "bound", "measure"),
    [
        ("upper", None, "upper", "each_most"),
        ("lower", None, "lower", "each_least"),
        ("lower", "upper", "upper", "each_most"),
        ("none", "upper", "upper", "each_most"),
    ],
)
def test_a_bound_set_in_the_register_is_what_each_member_is_held_to(
    hedge: Any, override: Any, bound: str, measure: str
) -> None:
    stated = claim(figure("2", "1", hedge=hedge), measure="each", hedge=override)
    assert bound_of(stated) == bound
    found = OperandFinder(of_rates(PAIR_OF_RATES)).of(stated)
    assert MEASURE_IDS[found.measure] == measure


def test_what_one_list_of_claims_asks_is_not_answered_for_another() -> None:
    finder = OperandFinder(of_rates(PAIR_OF_RATES, ONE_OF_RATES))
    first, second = [claim(figure("2", "1"))], [claim(figure("2", "1"), measure="growth")]
    for _ in range(2):
        for claims, name in ((first, "value"), (second, "growth")):
            assert finder.asked(claims).measure.tolist() == [MEASURE_AT[name]]


def test_shares_and_ratios_hold_one_sum_against_another() -> None:
    assert sorted(SHARES) == ["over_time", "ratio", "share", "share_over_time"]
