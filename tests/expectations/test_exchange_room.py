"""What exchange rates explain of sums that are not in US$."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from builders import Table, flat, observations

from expectations.cubes.cube import Cube, build_cube
from expectations.judging.levels import Rows, Tables
from expectations.judging.measures import MEASURE_AT
from expectations.judging.settled import _rates_apart, exchange_room
from sources.model import Group
from sources.reference.concepts import CONCEPTS, concept_for

DOLLARS, RATE, LOCAL = "NY.GDP.MKTP.CD", "PA.NUS.FCRF", "NY.GDP.MKTP.CN"
EDITION = ("wdi", "2018-05-21")
NAN = float("nan")
GROUPS = tuple(
    Group(name, name, members, "made for a test")
    for name, members in {
        "mys": ("MYS",), "sgp": ("SGP",), "two": ("MYS", "SGP"),
    }.items()
)  # fmt: skip
RATES = (1.0, 1.2, 1.5, 1.2, 2.0, 3.0)
"""Of Singapore from 2013 to 2018."""


def made(rates: tuple[float, ...] = RATES) -> Cube:
    """Sums in US$, in Singapore dollars, in naira and in each country's own, and the rates."""
    named = [concept_for(f"wdi:{DOLLARS}@{code}") for code in ("SGD", "NGN", "USD", "JPY")]
    named = [one for one in named if one is not None]
    concepts = {one.id: one for one in (*named, concept_for(f"wdi:{LOCAL}"))}
    concepts |= {name: CONCEPTS[name] for name in ("exchange_rate", "gdp_current_usd")}
    known = {2013 + at: one for at, one in enumerate(rates) if not np.isnan(one)}
    table: Table = {
        (*EDITION, RATE, "SGP"): known,
        **{
            (*EDITION, code, area): flat(*[100.0] * 6, start=2013)
            for code in (DOLLARS, LOCAL)
            for area in ("MYS", "SGP")
        },
    }
    return build_cube(observations(table), concepts, GROUPS)


def layer_of(of: Cube, currency: str) -> int:
    """The layer of sums in a currency; of "own" the one in each country's own."""
    for at, layer in enumerate(of.layers):
        concept = of.concepts[layer.concept]
        if concept.currency == currency and concept.codes["wdi"] == DOLLARS:
            return at
        if currency == "own" and concept.codes["wdi"] == LOCAL:
            return at
    raise LookupError(currency)


def apart(
    of: Cube, span: tuple[int, int], year: int, *, currency: str = "SGD", group: str = "mys"
) -> float:
    places = of.years.index(span[0]), of.years.index(span[1])
    return _rates_apart(of, layer_of(of, currency), of.group_at(group), places, year)


@pytest.mark.parametrize(
    ("span", "year", "expected"),
    [
        # 1.5 in 2015; from the year before to the text's 1.2 to 1.5, so a quarter, and a tenth.
        ((2015, 2015), 2016, 0.25),
        ((2015, 2015), 2017, 2.0 / 1.5 - 1),
        ((2015, 2015), 2018, 1.0),
        ((2015, 2015), 2030, 0.25),
        ((2015, 2015), 2010, 0.25),
        ((2013, 2013), 2013, 0.0),
        ((2014, 2014), 2014, 0.2),
        # Over a span, from the least to the most of either.
        ((2014, 2016), 2016, 0.5),
        ((2014, 2016), 2017, 2.0 / 1.2 - 1),
    ],
)
def test_rates_lie_apart_from_the_year_before_to_the_texts_and_a_day_by_a_tenth_more(
    span: tuple[int, int], year: int, expected: float
) -> None:
    assert apart(made(), span, year) == pytest.approx(expected + 0.10)


@pytest.mark.parametrize(
    ("rates", "expected"),
    [
        ((1.0, NAN, 1.5, 1.2), 0.35),
        ((1.0, 1.2, NAN, 1.2), 0.25),
        ((NAN, NAN, NAN, NAN, 2.0), 0.25),
    ],
)
def test_rates_that_are_not_at_hand_may_differ_by_a_quarter(
    rates: tuple[float, ...], expected: float
) -> None:
    assert apart(made(rates), (2015, 2015), 2016) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("currency", "group", "expected"),
    [
        ("SGD", "sgp", np.inf),
        ("SGD", "two", 0.35),
        ("NGN", "mys", np.inf),
        # The rates of yen are not at hand, nor is there one for the money of two economies.
        ("JPY", "mys", 0.25),
        ("own", "two", 0.25),
        ("own", "sgp", 0.35),
    ],
)
def test_what_stands_in_for_own_money_or_had_several_rates_says_nothing(
    currency: str, group: str, expected: float
) -> None:
    found = apart(made(), (2015, 2015), 2016, currency=currency, group=group)
    assert found == pytest.approx(expected)


def row(of: Cube, layer: int, measure: str, group: str, start: int, end: int) -> Rows:
    columns = {
        "claim": 0,
        "measure": MEASURE_AT[measure],
        "layer": layer,
        "weighting": 0,
        "group": of.group_at(group),
        "start": of.years.index(start),
        "end": of.years.index(end),
    }
    arrays: dict[str, Any] = {name: np.array([one], np.int32) for name, one in columns.items()}
    return Rows(**arrays, is_reversed=np.array([False]))


@pytest.mark.parametrize(
    ("currency", "measure", "expected"),
    [
        ("SGD", "value", 0.35 * 150),
        ("", "value", 0.0),
        ("NGN", "value", np.inf),
        # Of a growth it is points, of a change parts of the sum of 150 that changes.
        ("SGD", "growth", 0.35),
        ("SGD", "change", 0.35 * 150),
    ],
)
def test_the_room_of_a_sum_is_a_part_of_it_and_of_growth_points(
    currency: str, measure: str, expected: float
) -> None:
    of = made()
    one = row(of, layer_of(of, currency), measure, "mys", 2015, 2015)
    ends = np.array([-150.0]), np.array([20.0])
    assert exchange_room(Tables(of), of, one, "2016-06-30", ends) == pytest.approx([expected])
    nothing = one.at(slice(0, 0))
    assert not len(exchange_room(Tables(of), of, nothing, "2016", (ends[0][:0], ends[1][:0])))


def test_each_reading_has_the_room_of_its_own_years() -> None:
    of = made()
    layer = layer_of(of, "SGD")
    rows = row(of, layer, "value", "mys", 2015, 2015)
    both = rows.at(np.array([0, 0, 0]))
    at = of.years.index(2014)
    both = both.over(
        np.array([both.start[0], at, at], np.int32), np.array([both.end[0], at, at], np.int32)
    )
    ends = np.array([150.0, 120.0, 60.0]), np.array([150.0, 120.0, 60.0])
    found = exchange_room(Tables(of), of, both, "2016-06-30", ends)
    # In 2014 the rate was 1.2, and from 2013 to 2016 between 1.0 and 1.5.
    assert found == pytest.approx([0.35 * 150, 0.35 * 120, 0.35 * 60])
