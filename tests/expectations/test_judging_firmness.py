"""How far editions move about a series, and what of that is usual of its indicator."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from builders import Table, cube, flat

from expectations.cubes.cube import Cube
from expectations.judging.declared import Publication
from expectations.judging.firmness import (
    RARE,
    USUAL,
    Peers,
    _apart,
    _usual,
    changes_of_sums,
    day_number,
    floors,
    is_relative,
    level_revisions,
    level_sizes,
    revisions,
    usual_revisions,
)
from expectations.judging.levels import NO_LAYER, SAME_LAYER, Rows, Tables, joined
from expectations.judging.measures import MEASURE_AT

CODES = {
    "population": "SP.POP.TOTL",
    "gdp_current_usd": "NY.GDP.MKTP.CD",
    "gdp_growth": "NY.GDP.MKTP.KD.ZG",
    "life_expectancy": "SP.DYN.LE00.IN",
    "unemployment": "SL.UEM.TOTL.ZS",
}
DAYS = ("2014-06-01", "2018-06-01", "2020-06-01")


def edited(
    *editions: tuple[float, ...],
    concept: str = "population",
    days: tuple[str, ...] = DAYS,
    area: str = "AAA",
) -> Table:
    """A series from 2014 on, by edition."""
    return {
        ("wdi", day, CODES[concept], area): flat(*values)
        for day, values in zip(days, editions, strict=False)
    }


def row(
    of: Cube,
    measure: str = "value",
    concept: str = "population",
    start: int = 2014,
    end: int = 2014,
    layer: int = 0,
) -> Rows:
    columns = {
        "claim": 0,
        "measure": MEASURE_AT[measure],
        "layer": of.layers_of(concept)[layer],
        "weighting": 0,
        "group": of.group_at("one"),
        "start": of.year_at(start),
        "end": of.year_at(end),
    }
    arrays: dict[str, Any] = {name: np.array([one], np.int32) for name, one in columns.items()}
    return Rows(**arrays, is_reversed=np.array([False]))


def test_a_day_is_a_number_of_days_and_a_month_or_a_year_its_first() -> None:
    day = day_number("2018-06-24")
    assert day - day_number("2018-06-01") == pytest.approx(23)
    assert day_number("2018-06-01") - day_number("2018-05-01") == pytest.approx(30.44)
    assert day_number("2018-06-01") - day_number("2017-06-01") == pytest.approx(365.25)
    assert day_number("2018-06") == day_number("2018-06-01")
    assert day_number("2018") == day_number("2018-01-01") == pytest.approx(2018 * 365.25 + 1)


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2018", Publication("2018-12-31", 2017, "2018-01-01")),
        ("2018-06", Publication("2018-06-31", 2017, "2018-06-01")),
        ("2018-06-24", Publication("2018-06-24", 2017, "2018-06-24")),
    ],
)
def test_a_text_may_be_of_any_day_of_its_year_or_month(
    published: str, expected: Publication
) -> None:
    assert Publication.of(published) == expected


@pytest.mark.parametrize(
    ("low", "high", "part", "points"),
    [
        (100.0, 110.0, 0.1, 10.0),
        (-110.0, -100.0, 0.1, 10.0),
        (0.5, 1.0, 1.0, 0.5),
        (100.0, 1090.0, 9.9, 990.0),
        # Beyond a factor of ten an edition is at fault; of what changes its sign there is no part.
        (100.0, 1101.0, 0.0, 1001.0),
        (-5.0, 5.0, 0.0, 10.0),
        (0.0, 5.0, 0.0, 5.0),
        (np.inf, -np.inf, 0.0, 0.0),
        (np.inf, 5.0, 0.0, 0.0),
        (5.0, -np.inf, 0.0, 0.0),
    ],
)
def test_a_distance_is_a_part_of_the_smaller_value_or_points(
    low: float, high: float, part: float, points: float
) -> None:
    ends = np.array([low, low]), np.array([high, high])
    assert _apart(*ends, np.array([True, False])) == pytest.approx([part, points])


@pytest.mark.parametrize(
    ("measure", "concept", "expected"),
    [
        ("value", "population", True),
        ("value", "life_expectancy", True),
        ("ratio", "population", True),
        ("value", "gdp_growth", False),
        ("value", "unemployment", False),
        ("growth", "population", False),
        ("change", "population", False),
        ("mean_growth", "population", False),
        ("mean_growth", "life_expectancy", True),
        ("mean_growth", "gdp_growth", False),
        ("threshold_above", "population", False),
    ],
)
def test_levels_move_by_parts_of_themselves_and_changes_and_per_cents_by_points(
    measure: str, concept: str, expected: bool
) -> None:
    of = cube({**edited((1, 2), concept=concept), **edited((1, 2))})
    assert is_relative(of, row(of, measure, concept)).tolist() == [expected]


@pytest.mark.parametrize(
    ("measure", "concept", "floor"),
    [
        ("value", "population", 0.05),
        ("value", "gdp_current_usd", 0.20),
        ("ratio", "gdp_current_usd", 0.15),
        ("share", "gdp_current_usd", 0.15),
        ("over_time", "gdp_current_usd", 0.15),
        ("ratio", "population", 0.05),
        ("threshold_above", "gdp_current_usd", 0.0),
    ],
)
def test_nothing_is_taken_to_be_firmer_than_a_floor(
    measure: str, concept: str, floor: float
) -> None:
    of = cube(edited((1, 2), concept=concept))
    assert floors(of, row(of, measure, concept)).tolist() == [floor]


def revised(of: Cube, one: Rows) -> float:
    return float(revisions(Tables(of), of, one)[0])


def test_a_series_was_revised_by_the_most_that_editions_of_one_source_ever_differed() -> None:
    of = cube(
        {
            **edited((100, 100, 50), (100, 120, 50), (99, 100, 50)),
            ("wpp", "2017-06-17", "WPP.POP.TOTAL", "AAA"): flat(300, 300, 300),
        }
    )
    # 100 became 120; that the other source has 300 is no revision. It is of the same people.
    assert revised(of, row(of)) == pytest.approx(0.2)
    assert of.layers[of.layers_of("population")[-1]].source == "wpp"
    assert revised(of, row(of, layer=-1)) == pytest.approx(0.2)
    one = cube(edited((100, 100, 50)))
    assert revised(one, row(one)) == 0


def test_what_is_ten_times_away_is_at_fault_and_no_revision() -> None:
    of = cube(edited((100,), (110,), (5000,)))
    assert revised(of, row(of)) == pytest.approx(0.1)


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        # Of changes over one year: 10 and 40 in the first edition, 10 and 70 in the second.
        (2015, 30.0),
        # Over two years, 50 and 80.
        (2016, 30.0),
    ],
)
def test_a_change_was_revised_by_what_changes_over_as_many_years_were(
    end: int, expected: float
) -> None:
    of = cube(edited((100, 110, 150), (100, 110, 180)))
    assert revised(of, row(of, "change", start=2014, end=end)) == pytest.approx(expected)


def test_a_span_that_begins_before_the_cube_was_not_revised() -> None:
    of = cube(edited((100, 110, 150), (100, 110, 150)))
    assert revised(of, row(of, "change", start=2014, end=2016)) == 0
    moved = cube(edited((100, 110, 150), (130, 110, 150)))
    # From 100 or 130 to 150; no span of two years begins before 2014.
    assert revised(moved, row(moved, "change", start=2014, end=2016)) == pytest.approx(30.0)


@pytest.mark.parametrize(
    ("measure", "concept", "end", "is_change", "size", "level"),
    [
        ("value", "population", 2015, False, 1.0, 0.0),
        ("growth", "population", 2015, True, 1.0, 0.25),
        ("change", "population", 2015, True, 200.0, 0.25),
        ("change", "population", 2014, True, 100.0, 0.0),
        ("change", "population", 2016, True, 100.0, 0.25),
        ("change", "life_expectancy", 2015, False, 1.0, 0.0),
    ],
)
def test_the_level_of_a_change_is_that_of_its_larger_end(
    measure: str, concept: str, end: int, is_change: bool, size: float, level: float
) -> None:
    of = cube(edited((100, 200, 40), (100, 250, 45), concept=concept))
    one = row(of, measure, concept, end=end)
    assert changes_of_sums(of, one).tolist() == [is_change]
    assert level_sizes(Tables(of), of, one).tolist() == [size]
    assert level_revisions(Tables(of), of, one) == pytest.approx([level])


def test_a_change_of_one_year_is_of_the_level_of_that_year_or_of_the_year_before() -> None:
    of = cube(edited((100, 200, 40)))
    asked = [row(of, "change", start=year, end=year) for year in (2014, 2015, 2016)]
    assert [float(level_sizes(Tables(of), of, one)[0]) for one in asked] == [100, 200, 200]


def test_the_change_of_a_share_has_the_share_for_its_level() -> None:
    world = edited((1000, 1000), (1000, 1000), area="WLD")
    of = cube({**edited((100, 200), (100, 250)), **world})
    one = row(of, "share_change", end=2015)
    assert level_sizes(Tables(of), of, one).tolist() == [0.2]
    assert level_revisions(Tables(of), of, one) == pytest.approx([0.25])


# What is usual


MOVED = edited((100, 100, 120), (100, 100, 150))


@pytest.mark.parametrize(
    ("relative", "lag", "part", "expected"),
    [
        # 0, 0 and a quarter; growth over a year: 0, and a fifth or a half; over two years alike.
        (True, 0, 1.0, 0.25),
        (True, 0, 0.5, 0.0),
        (True, 0, 0.75, 0.125),
        (False, 0, 1.0, 30.0),
        (False, 1, 1.0, 0.3),
        (False, 1, 0.5, 0.15),
        (False, 2, 0.5, 0.3),
    ],
)
def test_what_a_part_of_all_cells_has_not_moved_beyond(
    relative: bool, lag: int, part: float, expected: float
) -> None:
    of = cube(MOVED)
    for is_measured in (True, False):
        found = _usual(of, "population", relative, lag, part, is_measured)
        assert found == pytest.approx(expected)


def test_the_source_that_moved_the_most_tells_what_is_usual_and_no_two_are_one() -> None:
    other: Table = {
        ("wpp", day, "WPP.POP.TOTAL", "AAA"): flat(900, 900, value)
        for day, value in (("2017-06-17", 100.0), ("2019-06-17", 140.0))
    }
    of = cube({**MOVED, **other})
    assert _usual(of, "population", True, 0, 1.0, True) == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("concept", "relative", "lag", "unknown"),
    [
        ("population", True, 0, 1.0),
        ("population", False, 1, 1.0),
        ("gdp_growth", False, 0, 0.5),
        ("gdp_growth", False, 1, 0.5),
        ("life_expectancy", False, 1, 0.5),
    ],
)
def test_editions_near_each_other_tell_nothing_of_how_far_others_move(
    concept: str, relative: bool, lag: int, unknown: float
) -> None:
    near = cube(
        edited((1, 1, 1.2), (1, 1, 1.2), concept=concept, days=("2016-08-01", "2018-06-01"))
    )
    far = cube(edited((1, 1, 1.2), (1, 1, 1.2), concept=concept, days=("2016-06-01", "2018-06-01")))
    assert _usual(near, concept, relative, lag, 1.0, False) == unknown
    assert _usual(near, concept, relative, lag, 1.0, True) == 0
    assert _usual(far, concept, relative, lag, 1.0, False) == 0


def test_values_at_fault_do_not_tell_what_levels_move_by_but_what_points_do() -> None:
    of = cube(edited((100, 100), (100, 5000), (100, 110)))
    assert _usual(of, "population", True, 0, 1.0, True) == pytest.approx(0.1)
    rates = cube(edited((1, 1), (1, 50), (1, 1.1), concept="gdp_growth"))
    assert _usual(rates, "gdp_growth", False, 0, 1.0, True) == pytest.approx(0.49)


def test_what_is_usual_is_told_for_each_row_by_its_indicator_and_its_years() -> None:
    of = cube({**MOVED, **edited((1, 1, 1), (1, 1, 3), concept="gdp_growth")})
    people, grown = row(of), row(of, "growth", start=2014, end=2016)
    rate = row(of, concept="gdp_growth")
    # Of three cells 95 in 100 are within nine tenths of the way to the largest.
    assert usual_revisions(of, people) == pytest.approx([0.9 * 0.25])
    assert usual_revisions(of, people, RARE) == pytest.approx([0.98 * 0.25])
    # One cell alone has both ends of two years.
    assert usual_revisions(of, grown) == pytest.approx([0.3])
    # Of rates 999 in 1,000.
    assert usual_revisions(of, rate, USUAL) == pytest.approx([0.9 * 0.02])
    assert usual_revisions(of, rate, RARE) == pytest.approx([0.998 * 0.02])
    year = row(of, "growth", start=2016, end=2016)
    assert usual_revisions(of, year) == pytest.approx([0.95 * 0.3])


def test_of_no_reading_nothing_was_revised() -> None:
    for of in (cube(MOVED), cube({})):
        none = np.zeros(0, dtype=np.int32)
        rows = Rows(none, none, none, none, none, none, none, np.zeros(0, dtype=bool))
        tables = Tables(of)
        found = (
            revisions(tables, of, rows),
            level_revisions(tables, of, rows),
            level_sizes(tables, of, rows),
            usual_revisions(of, rows),
            floors(of, rows),
            is_relative(of, rows),
            changes_of_sums(of, rows),
        )
        assert [one.tolist() for one in found] == [[]] * 7


# Readings in the layers of their concept


def test_a_reading_is_in_each_layer_of_its_concept_with_the_other_concept_of_that_edition() -> None:
    """People a head of money: the first edition of money has no people at hand yet."""
    money = edited((5,), (6,), (7,), concept="gdp_current_usd")
    of = cube({**money, **edited((1,), (2,), days=DAYS[1:])})
    first, second, third = of.layers_of("gdp_current_usd")
    people = of.layers_of("population")
    plain = row(of, concept="gdp_current_usd")
    one = replace(plain, by=np.array([people[1]], np.int32))
    found, owner = Peers(of).of(one)
    assert owner.tolist() == [0, 0, 0]
    by_layer = dict(zip(found.layer.tolist(), found.by.tolist(), strict=True))
    assert by_layer == {first: NO_LAYER, second: people[0], third: people[1]}
    assert Peers(of).of(plain)[0].by.tolist() == [SAME_LAYER] * 3
    assert people[0] == 0 or first == 0


def test_the_readings_of_several_definitions_are_each_revised_by_their_own() -> None:
    table = {**edited((100, 100), (110, 100)), **edited((100, 100), (100, 150), area="BBB")}
    of = cube(table)
    both = of.group_at("pair")
    one = row(of)
    rows = replace(
        joined([one, one, one, one], 4),
        group=np.array([one.group[0], both, one.group[0], both], np.int32),
        start=np.array([0, 0, 1, 0], np.int32),
        end=np.array([0, 1, 1, 0], np.int32),
        measure=np.array(
            [MEASURE_AT[name] for name in ("value", "sum", "value", "value")], np.int32
        ),
    )
    # A pair of 200 became 210 and 250; of a span there is one sum.
    tables = Tables(of)
    alone = [float(revisions(tables, of, rows.at(slice(at, at + 1)))[0]) for at in range(4)]
    assert alone == pytest.approx([0.1, 0.15, 0.1, 0.25])
    assert revisions(tables, of, rows).tolist() == alone
