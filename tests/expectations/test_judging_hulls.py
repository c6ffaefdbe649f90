"""What all editions and sources span about a reading, what is suspect, and what moves against."""

from __future__ import annotations

import numpy as np
import pytest
from builders import Table, cube, flat

from expectations.cubes.cube import Cube
from expectations.judging.firmness import Hulls, floors, hulls
from expectations.judging.levels import Rows, Tables
from expectations.judging.measures import MEASURE_AT, evaluate

POP, GROWTH = "SP.POP.TOTL", "NY.GDP.MKTP.KD.ZG"


def edited(*series: tuple[float, ...], code: str = POP) -> Table:
    """A series from 2014 on by edition: of 2016, 2017 and so on."""
    return {
        ("wdi", f"{2016 + at}-05-21", code, "AAA"): flat(*values)
        for at, values in enumerate(series)
    }


def around(
    of: Cube, *, concept: str = "population", measure: str = "value", way: int | None = None
) -> Hulls:
    """Of the oldest edition's reading; a pair from 2014 to 2015 that goes a way, if one is told."""
    same = np.zeros(1, dtype=np.int32)
    rows = Rows(
        claim=same,
        measure=same + MEASURE_AT[measure],
        layer=same + of.layers_of(concept)[0],
        weighting=same,
        group=same + of.group_at("one"),
        start=same + (0 if way is not None or measure == "growth" else len(of.years) - 1),
        end=same + len(of.years) - 1,
        is_reversed=np.array([False]),
    )
    is_pair = np.array([way is not None])
    own, _ = evaluate(Tables(of), rows, is_pair)
    return hulls(Tables(of), of, rows, is_pair, same + (way or 0), own)


@pytest.mark.parametrize(
    ("editions", "ends", "count"),
    [
        ((100, 90, 110), (90, 110), 3),
        ((100, 900), (100, 900), 2),
        # Ten times as much, or a tenth, is at fault and spans nothing.
        ((100, 1000, 110), (100, 110), 2),
        ((100, 10, 110), (100, 110), 2),
        ((100,), (100, 100), 1),
    ],
)
def test_editions_span_what_they_give_but_for_what_is_ten_times_away(
    editions: tuple[float, ...], ends: tuple[float, float], count: int
) -> None:
    found = around(cube(edited(*((one,) for one in editions))))
    assert (found.low[0], found.high[0], found.editions[0]) == (*ends, count)


@pytest.mark.parametrize(
    ("editions", "is_suspect"),
    [
        ((100, 1000), True),
        ((100, 999), False),
        ((100, 10), True),
        ((100, 11), False),
        ((100, -100), True),
        ((100, 1000, 101), False),
        ((100,), False),
        ((0, 100), False),
        ((100, 0), False),
    ],
)
def test_a_value_is_suspect_that_no_other_edition_confirms_within_a_factor_of_ten(
    editions: tuple[float, ...], is_suspect: bool
) -> None:
    found = around(cube(edited(*((one,) for one in editions))))
    assert found.is_suspect.tolist() == [is_suspect]


def test_rates_of_growth_confirm_each_other_however_far_apart() -> None:
    of = cube(edited((0.1,), (5.0,), code=GROWTH))
    found = around(of, concept="gdp_growth")
    assert found.is_suspect.tolist() == [False]
    assert (found.low[0], found.high[0]) == pytest.approx((0.001, 0.05))
    grown = around(cube(edited((100, 101), (100, 150))), measure="growth")
    assert grown.is_suspect.tolist() == [False]


def test_another_source_spans_too_and_is_no_edition_of_the_first() -> None:
    other: Table = {("wpp", "2017-06-17", "WPP.POP.TOTAL", "AAA"): flat(120)}
    found = around(cube({**edited((100,), (110,)), **other}))
    assert (found.low[0], found.high[0], found.editions[0]) == (100, 120, 2)


def test_an_edition_without_a_value_is_none_that_has_one() -> None:
    table: Table = {("wdi", "2018-05-21", POP, "AAA"): flat(100, start=2013)}
    found = around(cube({**edited((100, 101), (100, 102)), **table}))
    assert (found.low[0], found.high[0], found.editions[0]) == (101, 102, 2)


@pytest.mark.parametrize(
    ("editions", "way", "is_against"),
    [
        (((100, 90), (100, 91)), 1, True),
        (((100, 90), (100, 91)), -1, False),
        (((90, 100), (91, 100)), -1, True),
        (((100, 90), (90, 100)), 1, False),
        # By less than the editions differ about it, or by less than half a hundredth.
        (((100, 98), (100, 90)), 1, False),
        (((100, 99.6), (100, 99.6)), 1, False),
        (((100, 99.4), (100, 99.4)), 1, True),
        (((100, 90), (100, 91)), 0, False),
    ],
)
def test_a_pair_is_moved_against_where_every_edition_does_so_clearly(
    editions: tuple[tuple[float, float], ...], way: int, is_against: bool
) -> None:
    found = around(cube(edited(*editions)), way=way)
    assert found.against.tolist() == [is_against]
    assert found.first_low[0] == min(first for first, _ in editions)
    assert found.first_high[0] == max(first for first, _ in editions)


def test_of_no_reading_nothing_is_spanned() -> None:
    of = cube(edited((1, 2)))
    none = np.zeros(0, dtype=np.int32)
    nothing = np.zeros(0, dtype=bool)
    rows = Rows(none, none, none, none, none, none, none, nothing)
    found = hulls(Tables(of), of, rows, nothing, none, np.zeros(0))
    assert not len(found.low) and not len(found.against) and not len(found.is_suspect)
    assert not len(floors(of, rows))
