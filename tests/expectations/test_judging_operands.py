"""What claims ask of a cube, spans of years, rows told apart, and places in an order."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from builders import Table, claim, cube, figure, flat, observations

from expectations.cubes.cube import Cube, build_cube
from expectations.judging.levels import NO_LAYER, Rows, Tables, distinct
from expectations.judging.measures import MEASURE_AT, evaluate, is_relative
from expectations.judging.operands import OperandFinder, is_over_time
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
