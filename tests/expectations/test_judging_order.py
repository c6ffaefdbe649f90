"""Places in an order, counts and bounds on members: what those without data may change."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from builders import Table, flat, observations

from expectations.cubes.cube import Cube, build_cube
from expectations.judging import ordering
from expectations.judging.levels import Rows, Tables
from expectations.judging.measures import MEASURE_AT, evaluate
from expectations.judging.ordering import _lost
from sources.model import Group
from sources.reference.concepts import CONCEPTS

POP, RATES = "SP.POP.TOTL", "NY.GDP.MKTP.KD.ZG"
NAMES = {POP: "population", RATES: "gdp_growth"}
OLD, NEW = "2016-06-01", "2018-05-21"
NAN = float("nan")


def group(name: str, members: str) -> Group:
    """Of areas named by a letter each."""
    return Group(name, name, tuple(letter * 3 for letter in members), "made for a test")


def series(code: Any = POP, day: Any = NEW, **areas: Any) -> Table:
    """Values from 2014 on by area; NaN is a year without data."""
    return {
        ("wdi", day, code, name if len(name) == 3 else name * 3): {
            year: one for year, one in flat(*values).items() if not np.isnan(one)
        }
        for name, values in areas.items()
    }


def made(table: Table, **groups: str) -> Cube:
    return build_cube(
        observations(table), CONCEPTS, [group(name, of) for name, of in groups.items()]
    )


def rows(of: Cube, *each: dict[str, Any], code: str = POP) -> Rows:
    """Readings of the newest edition: measure, group, to, bar, start and end."""
    columns: dict[str, list[int]] = {
        name: [] for name in ("measure", "group", "start", "end", "to")
    }
    for one in each:
        end = one.get("end", 2014)
        columns["measure"].append(MEASURE_AT[one["measure"]])
        columns["group"].append(of.group_at(one["group"]))
        columns["start"].append(of.year_at(one.get("start", end)))
        columns["end"].append(of.year_at(end))
        columns["to"].append(of.group_at(one.get("to", one["group"])))
    arrays: dict[str, Any] = {name: np.array(found, np.int32) for name, found in columns.items()}
    zero = np.zeros(len(each), np.int32)
    layer = np.full(len(each), of.layers_of(NAMES[code])[-1], np.int32)
    bar = np.array([one.get("bar", NAN) for one in each])
    return Rows(claim=zero, layer=layer, weighting=zero, is_reversed=zero > 0, bar=bar, **arrays)


def values(of: Cube, *each: dict[str, Any], code: str = POP) -> list[float]:
    found = rows(of, *each, code=code)
    return list(map(float, evaluate(Tables(of), found, np.zeros(len(found), dtype=bool))[0]))


def value(of: Cube, measure: str, group: str, code: str = POP, **more: Any) -> float:
    return values(of, {"measure": measure, "group": group, **more}, code=code)[0]


def is_same(found: float, expected: float) -> bool:
    return found == expected or bool(np.isnan(found) and np.isnan(expected))


def test_over_a_span_members_are_held_by_their_means() -> None:
    of = made(series(A=(1, 3), B=(5, 7), C=(2, 2)), all="ABC", a="A")
    span: dict[str, Any] = {"start": 2014, "end": 2015}
    assert value(of, "each_least", "all", **span) == 2
    assert value(of, "each_most", "all", **span) == 6
    # A and C are both 2 over the two years, and nobody but B lies beyond them.
    assert value(of, "rank_highest", "a", to="all", **span) == 2


# Members without data


@pytest.mark.parametrize(("countries", "expected"), [((), NAN), (("DEU",), 1), (("DEU", "FRA"), 2)])
def test_where_no_country_has_data_none_is_counted(
    countries: tuple[str, ...], expected: float
) -> None:
    table = series(RATES, A=(5,), **{name: (5.0,) for name in countries})
    people = series(POP, A=(5,), DEU=(5,), FRA=(5,))
    of = made({**table, **people}, a="A")
    found = value(of, "count_above", "a", code=RATES, to="countries", bar=0.01)
    assert is_same(found, expected)


@pytest.mark.parametrize(
    ("first", "bar", "expected"),
    [
        # What nothing is known of is not below nothing, where no sum of its kind is.
        (0.0, 0.0, 0),
        (0.5, 0.0, 0),
        (0.5, 0.7, NAN),
        (-3.0, 0.0, NAN),
    ],
)
def test_a_member_without_data_may_be_as_little_as_nothing_but_not_less(
    first: float, bar: float, expected: float
) -> None:
    of = made(series(A=(first,), **{name: (500.0,) for name in "CDEFGHIJKL"}), all="ABCDEFGHIJKL")
    assert is_same(value(of, "count_below", "all", to="all", bar=bar), expected)


@pytest.mark.parametrize(("held", "expected"), [(5.0, 2), (5.1, NAN), (4.9, 2)])
def test_a_member_that_may_be_just_as_large_does_not_lie_beyond(
    held: float, expected: float
) -> None:
    """Of one edition B has no data; the other has what it is."""
    others = {name: (9.0 if name == "C" else 1.0,) for name in "CDEFGHIJKL"}
    table = {
        **series(A=(5,), **others),
        **series(day=OLD, B=(held,)),
    }
    of = made(table, all="ABCDEFGHIJKL", a="A")
    assert is_same(value(of, "rank_highest", "a", to="all"), expected)


@pytest.mark.parametrize("measure", ["each_least", "each_most", "most_least", "most_most"])
def test_no_bound_on_each_is_known_where_one_has_no_data(measure: str) -> None:
    of = made(series(A=(1,), B=(2,), WLD=(9,)), all="ABC", two="AB")
    assert np.isnan(value(of, measure, "all"))
    assert not np.isnan(value(of, measure, "two"))


@pytest.mark.parametrize(("held", "expected"), [(10.0, 1), (60.0, NAN)])
def test_the_fewest_that_hold_a_part_are_open_where_one_without_data_may_be_larger_than_the_last(
    held: float, expected: float
) -> None:
    others = {name: (1.0,) for name in "CDEFGHIJKL"}
    table = {**series(A=(50,), **others, WLD=(70,)), **series(day=OLD, B=(held,))}
    of = made(table, all="ABCDEFGHIJKL")
    found = value(of, "count_holding", "world", to="all", bar=0.5)
    assert is_same(found, expected)


# Groups held against one another


def blocs(
    levels: dict[str, float], *, lost: dict[str, float] | None = None, code: str = POP
) -> Cube:
    """Groups of one area each, named as it is, and which are parts of `blocs`; what each covers."""
    table = series(code, **{name: (one,) for name, one in levels.items()})
    if code == RATES:
        table = {**table, **series(**{name: (1.0,) for name in levels})}
    of = made(table, **{name.lower(): name for name in levels}, blocs="".join(levels), twin="A")
    parts = np.zeros_like(of.parts)
    for name in levels:
        parts[of.group_at("blocs"), of.group_at(name.lower())] = True
    coverage = of.coverage.copy()
    for name, part in (lost or {}).items():
        coverage[:, of.group_at(name), :] = 1 / (1 + part)
    return replace(of, parts=parts, coverage=coverage)


@pytest.mark.parametrize(
    ("levels", "lost", "expected"),
    [
        ({"A": 10, "B": 20, "C": 5}, {}, 2),
        # Equals share a place.
        ({"A": 10, "B": 10, "C": 20}, {}, 2),
        # What B or A lacks, 4% of it, may make it the larger one; of C it is too little.
        ({"A": 10, "B": 9.8, "C": 5}, {"b": 0.04}, NAN),
        ({"A": 10, "B": 9.8, "C": 5}, {"a": 0.04}, NAN),
        ({"A": 10, "B": 9.7, "C": 5}, {"a": 0.02, "b": 0.02}, NAN),
        ({"A": 10, "B": 9.8, "C": 5}, {"c": 0.04}, 1),
        ({"A": 10, "B": 20, "C": 5}, {"a": 0.04, "b": 0.04}, 2),
        ({"A": 0.10, "B": 0.098, "C": 0.05}, {"b": 0.04}, NAN),
    ],
)
def test_a_place_among_groups_is_open_where_what_they_lack_may_change_it(
    levels: dict[str, float], lost: dict[str, float], expected: float
) -> None:
    of = blocs(levels, lost=lost)
    assert is_same(value(of, "rank_highest", "a", to="blocs"), expected)


def test_a_group_of_the_same_members_as_the_area_is_the_area_itself() -> None:
    """Of the same members, with as much lacking: never held against itself."""
    of = blocs({"A": 10, "B": 20, "C": 5}, lost={"a": 0.04, "twin": 0.04})
    assert value(of, "rank_highest", "twin", to="blocs") == 2
    assert value(of, "rank_lowest", "twin", to="blocs") == 2


@pytest.mark.parametrize(
    ("bar", "lost", "expected"),
    [
        (9, {}, 2),
        (10, {}, 1),
        (4, {"b": 0.04}, 3),
        (19.5, {"b": 0.04}, NAN),
        (20.5, {"b": 0.04}, NAN),
        (0.01, {"b": 0.04}, 3),
    ],
)
def test_a_count_of_groups_is_open_where_what_one_lacks_may_carry_it_over_the_level(
    bar: float, lost: dict[str, float], expected: float
) -> None:
    of = blocs({"A": 10, "B": 20, "C": 5}, lost=lost)
    assert is_same(value(of, "count_above", "a", to="blocs", bar=bar), expected)


def test_small_groups_are_counted_as_large_ones_are() -> None:
    of = blocs({"A": 0.10, "B": 0.20, "C": 0.05}, lost={"b": 0.04})
    assert np.isnan(value(of, "count_above", "a", to="blocs", bar=0.195))


def test_sets_of_areas_and_of_groups_are_answered_side_by_side() -> None:
    of = blocs({"A": 10, "B": 20, "C": 5})
    of = replace(of, members=of.members.copy())
    questions = (
        {"measure": "rank_highest", "group": "a", "to": "blocs"},
        {"measure": "rank_highest", "group": "a", "to": "b"},
        {"measure": "rank_highest", "group": "c", "to": "blocs"},
    )
    assert values(of, *questions) == [2, 2, 3]


def test_what_members_lack_is_a_part_of_a_sum_but_of_a_mean_what_the_farthest_area_is() -> None:
    sums = blocs({"A": 10, "B": 20, "C": 5}, lost={"a": 0.04})
    one = rows(sums, {"measure": "value", "group": "a"}, {"measure": "value", "group": "b"})
    level = np.array([10.0, NAN])
    at = one.group
    assert _lost(Tables(sums), one, at, level) == pytest.approx([0.4, 0])
    # A hundredth, and three hundredths below nothing, are the farthest of the year: 4% of both.
    means = blocs({"A": 1.0, "B": -3.0, "C": 0.5}, lost={"a": 0.04}, code=RATES)
    one = rows(means, *[{"measure": "value", "group": name} for name in "abc"], code=RATES)
    found = _lost(Tables(means), one, one.group, np.array([0.01, -0.03, 0.005]))
    assert found == pytest.approx([0.04 * (0.01 + 0.03), 0, 0])


# Thresholds, and many questions


def test_a_threshold_is_not_dated_where_its_span_begins_or_ends_outside_the_cube() -> None:
    of = made(series(A=(10, 20, 40, 50)), a="A")
    asked: dict[str, Any] = {"measure": "threshold_above", "group": "a", "bar": 15.0}
    assert is_same(value(of, end=2017, start=2014, **asked), 2015)
    assert is_same(value(of, end=2017, start=2013, **asked), NAN)
    assert is_same(value(of, end=2015, start=2014, **asked), 2015)
    assert is_same(value(of, end=2014, start=2014, **asked), NAN)


def test_questions_are_answered_alike_a_few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    of = made(series(A=(1, 3), B=(5, 7), C=(2, 2)), all="ABC", a="A", b="B", c="C")
    questions = [
        {"measure": "rank_highest", "group": name, "to": "all", "end": year}
        for name in "abc"
        for year in (2014, 2015)
    ]
    monkeypatch.setattr(ordering, "_AT_ONCE", 4)
    assert values(of, *questions) == [3, 2, 1, 1, 2, 3]
