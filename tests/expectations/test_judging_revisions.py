"""How far editions have moved: of a series, of all alike, and the least that is allowed for."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from builders import Table, cube, flat

from expectations.cubes.cube import Cube
from expectations.judging.firmness import (
    FLOOR,
    FLOOR_OF_MONEY,
    FLOOR_OF_SHARES,
    RARE,
    TELLING_DAYS,
    UNKNOWN,
    UNKNOWN_POINTS,
    day_number,
    floors,
    level_revisions,
    level_sizes,
    revisions,
    usual_revisions,
)
from expectations.judging.levels import Rows, Tables
from expectations.judging.measures import MEASURE_AT

POP, GROWTH, MONEY = "SP.POP.TOTL", "NY.GDP.MKTP.KD.ZG", "NY.GDP.MKTP.CD"


def edited(*series: tuple[float, ...], code: str = POP, area: str = "AAA") -> Table:
    """A series by edition: of 2016, 2019, 2022 and so on."""
    return {
        ("wdi", f"{2016 + 3 * at}-05-21", code, area): flat(*values)
        for at, values in enumerate(series)
    }


def rows_of(of: Cube, *rows: tuple[str, str, int, int], concept: str = "population") -> Rows:
    """Readings: measure, group, first and last year."""
    columns: dict[str, Any] = {
        "claim": range(len(rows)),
        "measure": [MEASURE_AT[measure] for measure, *_ in rows],
        "layer": [of.layers_of(concept)[0]] * len(rows),
        "weighting": [0] * len(rows),
        "group": [of.group_at(group) for _, group, *_ in rows],
        "start": [of.year_at(start) for *_, start, _ in rows],
        "end": [of.year_at(end) for *_, end in rows],
    }
    arrays: dict[str, Any] = {name: np.array(one, np.int32) for name, one in columns.items()}
    return Rows(**arrays, is_reversed=np.zeros(len(rows), dtype=bool))


def moved(of: Cube, *rows: tuple[str, str, int, int], concept: str = "population") -> list[float]:
    found: list[float] = revisions(Tables(of), of, rows_of(of, *rows, concept=concept)).tolist()
    return found


LEVEL = ("value", "one", 2015, 2015)


@pytest.mark.parametrize(
    ("editions", "expected"),
    [
        (((100, 200), (110, 200)), 0.1),
        (((100, 200), (100, 150)), 1 / 3),
        (((100, 200), (100, 200), (100, 210)), 0.05),
        (((100, 200),), 0.0),
        (((-100, 200), (-110, 200)), 0.1),
        (((-100, 200), (100, 200)), 0.0),
        # Beyond a factor of ten one is at fault, though neither is so far from the middle one.
        (((0.6, 1), (5, 1), (45, 1)), 0.0),
    ],
)
def test_a_level_has_moved_by_its_largest_part_in_any_year(
    editions: tuple[tuple[float, ...], ...], expected: float
) -> None:
    assert moved(cube(edited(*editions)), LEVEL) == pytest.approx([expected])


def test_what_two_sources_differ_by_is_no_revision() -> None:
    table = {**edited((100, 200)), ("wpp", "2019-06-17", "WPP.POP.TOTAL", "AAA"): flat(150, 300)}
    assert moved(cube(table), LEVEL) == [0.0]


def test_a_rate_moves_by_points() -> None:
    of = cube(edited((5.0, 6.0), (7.0, 5.0), code=GROWTH))
    assert moved(of, LEVEL, concept="gdp_growth") == pytest.approx([0.02])


def test_a_change_moves_by_what_changes_of_so_many_years_did_the_first_among_them() -> None:
    of = cube(edited((100, 110, 120, 130), (150, 110, 120, 130)))
    assert moved(of, ("change", "one", 2016, 2017)) == [50.0]
    assert moved(of, ("change", "one", 2014, 2017)) == [50.0]
    later = cube(edited((100, 110, 120, 130), (100, 110, 120, 135)))
    assert moved(later, ("change", "one", 2015, 2016)) == [5.0]


def test_each_definition_has_its_own_revisions() -> None:
    table = {**edited((100, 100), (110, 110)), **edited((50, 50), (50, 50), area="BBB")}
    of = cube(table)
    rows = LEVEL, ("value", "pair", 2015, 2015), ("growth", "one", 2014, 2015), LEVEL
    assert moved(of, *rows) == pytest.approx([0.1, 10 / 150, 0.0, 0.1])


def test_the_level_of_a_change_is_revised_as_the_level_is() -> None:
    of = cube(edited((100, 200), (100, 220)))
    change, level = ("change", "one", 2014, 2015), LEVEL
    rows = rows_of(of, change, level)
    assert level_revisions(Tables(of), of, rows).tolist() == pytest.approx([0.1, 0.0])
    assert level_sizes(Tables(of), of, rows).tolist() == [200.0, 1.0]


@pytest.mark.parametrize(
    ("code", "concept", "measure", "floor"),
    [
        (POP, "population", "value", FLOOR),
        (MONEY, "gdp_current_usd", "value", FLOOR_OF_MONEY),
        (MONEY, "gdp_current_usd", "share", FLOOR_OF_SHARES),
        (POP, "population", "share", FLOOR),
        (MONEY, "gdp_current_usd", "threshold_above", 0.0),
    ],
)
def test_the_least_that_revisions_may_explain_is_more_for_money_and_nothing_for_years(
    code: str, concept: str, measure: str, floor: float
) -> None:
    of = cube(edited((1, 2), code=code))
    rows = rows_of(of, (measure, "one", 2014, 2015), concept=concept)
    assert floors(of, rows).tolist() == [floor]


def apart_by(days: float) -> Table:
    """Two editions so many days apart, the later one with 2% more of two areas in ten."""
    areas = [letter * 3 for letter in "ABCDEFGHIJ"]
    later = f"{2016 + int(days // 365.25)}-05-21"
    first = {("wdi", "2016-05-21", POP, area): flat(100) for area in areas}
    more = {("wdi", later, POP, area): flat(102 if area < "CCC" else 100) for area in areas}
    return {**first, **more}


def usual(table: Table, measure: str = "value", part: float = 0.9, **more: Any) -> float:
    of = cube(table)
    rows = rows_of(of, (measure, "one", 2014, 2014 if measure == "value" else 2015))
    return float(usual_revisions(of, rows, part, **more)[0])


def test_usual_is_what_so_many_of_all_cells_have_not_moved_beyond() -> None:
    far = apart_by(5 * 366)
    assert usual(far, part=0.9) == pytest.approx(0.02)
    assert usual(far, part=0.5) == 0.0
    assert usual(far, part=RARE) == pytest.approx(0.02)


def test_editions_near_each_other_tell_nothing_of_others_unless_asked_what_was_measured() -> None:
    assert day_number("2017-05-21") - day_number("2016-05-21") < TELLING_DAYS
    near = apart_by(366)
    assert usual(near) == UNKNOWN
    assert usual(near, is_measured=True) == pytest.approx(0.02)
    assert usual(near, "growth") == UNKNOWN
    rates = {("wdi", day, GROWTH, "AAA"): flat(5, 5) for day in ("2016-05-21", "2016-08-21")}
    of = cube(rates)
    rows = rows_of(of, LEVEL, concept="gdp_growth")
    assert usual_revisions(of, rows).tolist() == [UNKNOWN_POINTS]


def test_growth_over_a_span_is_revised_by_what_such_growth_was() -> None:
    table = edited((100, 110, 121), (100, 110, 125), (100, 110, 121))
    of = cube(table)
    rows = rows_of(of, ("growth", "one", 2014, 2015), ("growth", "one", 2014, 2016))
    found = usual_revisions(of, rows, 1.0)
    assert found.tolist() == pytest.approx([4 / 110, 0.04])
