"""How a reading relates to what its claim declares: each relation turns on one column."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from builders import Table, cube, flat, observations

from expectations.cubes.cube import build_cube
from expectations.judging.decide import (
    Declared,
    concept_axis,
    is_rebased,
    published_aggregate,
    relate,
)
from expectations.judging.levels import WORLD_ROW, Rows
from sources.model import Group
from sources.reference.concepts import CONCEPTS

POP, GDP = "SP.POP.TOTL", "NY.GDP.MKTP.CD"
TABLE: Table = {
    ("wdi", "2018-05-21", code, area): flat(1, 2, 3)
    for code in (POP, GDP)
    for area in ("AAA", "BBB", "SSF", "WLD")
}
GROUPS = tuple(
    Group(name, name, members, "made for a test")
    for name, members in (
        ("pair", ("AAA", "BBB")),
        ("one", ("AAA",)),
        ("SSF@2010", ("AAA",)),
        ("SSF@2020", ("AAA", "BBB")),
        ("row", ("SSF",)),
        ("world", ("WLD",)),
    )
)
CUBE = build_cube(observations(TABLE), CONCEPTS, GROUPS)


def related(declared_group: str = "pair", **changed: Any) -> list[bool]:
    """Same definition, same period, earlier, of another date: of a reading that differs so."""
    one: dict[str, Any] = {
        "concept": "population",
        "group": declared_group,
        "weighting": 0,
        "to": WORLD_ROW,
        "start": 1,
        "end": 1,
        "is_reversed": False,
        **changed,
    }

    def column(value: Any) -> np.ndarray:
        return np.array([value], dtype=np.int32)

    rows = Rows(
        claim=column(0),
        measure=column(0),
        layer=column(CUBE.layers_of(str(one["concept"]))[0]),
        weighting=column(one["weighting"]),
        group=column(CUBE.group_at(str(one["group"]))),
        start=column(one["start"]),
        end=column(one["end"]),
        is_reversed=np.array([one["is_reversed"]]),
        to=column(one["to"]),
    )
    declared = Declared(
        group=column(CUBE.group_at(declared_group)),
        weighting=column(0),
        concept=column(concept_axis(CUBE)["population"]),
        to=column(WORLD_ROW),
        starts=column([1]),
        ends=column([1]),
        latest=column(1),
    )
    found = relate(rows, declared, CUBE)
    columns = (
        found.is_same_definition,
        found.is_same_period,
        found.is_earlier,
        found.is_other_date,
    )
    return [bool(column[0]) for column in columns]


@pytest.mark.parametrize(
    ("changed", "relations"),
    [
        ({}, [True, True, False, False]),
        ({"group": "one"}, [False, True, False, False]),
        ({"concept": "gdp_current_usd"}, [False, True, False, False]),
        ({"weighting": 1}, [False, True, False, False]),
        ({"to": 0}, [False, True, False, False]),
        ({"is_reversed": True}, [False, True, False, False]),
        ({"start": 0}, [True, False, False, False]),
        ({"end": 2}, [True, False, False, False]),
        ({"start": 0, "end": 0}, [True, False, True, False]),
        ({"start": 0, "end": 0, "group": "one"}, [False, False, True, False]),
    ],
)
def test_a_reading_differs_by_definition_or_by_period(
    changed: dict[str, Any], relations: list[bool]
) -> None:
    assert related(**changed) == relations


@pytest.mark.parametrize(
    ("changed", "is_other_date"),
    [
        ({"group": "SSF@2010"}, True),
        ({"group": "SSF@2020"}, False),
        ({"group": "one"}, False),
        ({"group": "SSF@2010", "weighting": 1}, False),
        ({"group": "SSF@2010", "start": 0}, False),
        ({"group": "SSF@2010", "is_reversed": True}, False),
    ],
)
def test_an_aggregate_of_other_members_is_told_by_its_date(
    changed: dict[str, Any], is_other_date: bool
) -> None:
    assert related("SSF@2020", **changed)[3] is is_other_date


def test_groups_of_ones_own_are_no_aggregate_of_another_date() -> None:
    assert related("pair", group="SSF@2010")[3] is False
    assert related("SSF@2010", group="pair")[3] is False


def test_a_group_is_a_publisher_s_aggregate_where_it_is_that_one_row() -> None:
    assert {one.id: published_aggregate(CUBE, CUBE.group_at(one.id)) for one in GROUPS} == {
        "pair": "",
        "one": "",
        "SSF@2010": "",
        "SSF@2020": "",
        "row": "SSF",
        "world": "",
    }


@pytest.mark.parametrize(
    ("concept", "rebased"),
    [
        ("gdp_constant_usd", True),
        ("gdp_ppp", True),
        ("gdp_current_usd", False),
        ("population", False),
    ],
)
def test_what_is_at_constant_prices_changes_with_their_base_year(
    concept: str, rebased: bool
) -> None:
    assert is_rebased(CONCEPTS[concept]) is rebased


def test_concepts_are_numbered_in_the_order_of_their_names() -> None:
    assert concept_axis(CUBE) == {"gdp_current_usd": 0, "population": 1}
    assert concept_axis(cube({})) == {}
