"""What looks right in an edition and is wrong is odd beside another; true revisions are not."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd
import pytest

from expectations.plausibility.pairs import Pair, pair_up
from expectations.plausibility.rebased import rebased_series
from expectations.plausibility.sizes import digits
from expectations.plausibility.usual import usual_revisions
from expectations.plausibility.vintages import Held, hold_against
from expectations.wording.refreshes import say_oddity
from sources.reference.areas import AREAS

COUNTRIES = [code for code, area in AREAS.items() if area.kind == "country"][:60]
YEARS = range(2005, 2025)
Cells = dict[tuple[str, str, int], float]
Alter = Callable[[Cells], Cells]


def people() -> Cells:
    """Populations that grow, and growth rates that go up and down; the same at each call."""
    draw = random.Random(7)
    cells: Cells = {}
    for area in COUNTRIES:
        size, pace = draw.uniform(4, 9), draw.uniform(0.002, 0.03)
        for year in YEARS:
            cells["POP", area, year] = round(10**size * (1 + pace) ** (year - 2005))
            cells["GROWTH", area, year] = draw.gauss(3.0, 4.0)
    return cells


def frame(cells: Mapping[tuple[str, str, int], float]) -> pd.DataFrame:
    rows = [(*key, value) for key, value in cells.items()]
    return pd.DataFrame(rows, columns=["indicator", "ref_area", "time_period", "obs_value"])


def held(after: Cells, before: Cells | None = None, unit: str = "") -> Held:
    return hold_against(frame(after), frame(before or people()), {"POP": unit})


def revised(cells: Cells) -> Cells:
    """As offices revise: nearly nothing, a census here and there, two years more."""
    draw = random.Random(8)
    census = {area: draw.uniform(0.9, 1.12) for area in draw.sample(COUNTRIES, 6)}
    return {
        (code, area, year): value * census.get(area, 1.0) * draw.uniform(0.999, 1.001)
        for (code, area, year), value in cells.items()
    }


def test_a_true_revision_is_not_odd() -> None:
    assert held(people()).odd == ()
    assert held(revised(people())).odd == ()


def moved(
    change: Callable[[str, str, int, float], float | None],
) -> Alter:
    def alter(cells: Cells) -> Cells:
        found = {key: change(*key, value) for key, value in revised(cells).items()}
        return {key: value for key, value in found.items() if value is not None}

    return alter


def taken(choose: Callable[[str, str, int], tuple[str, str, int]]) -> Alter:
    def alter(cells: Cells) -> Cells:
        after = revised(cells)
        found = {key: after.get(choose(*key)) for key in after}
        return {key: value for key, value in found.items() if value is not None}

    return alter


ONE, TWO = COUNTRIES[3], COUNTRIES[11]
SWAPPED = {ONE: TWO, TWO: ONE}


@pytest.mark.parametrize(
    ("alter", "kind"),
    [
        (taken(lambda c, a, y: (c, SWAPPED.get(a, a), y)), "exchanged"),
        (taken(lambda c, a, y: (c, SWAPPED.get(a, a) if c == "GROWTH" else a, y)), "exchanged"),
        (taken(lambda c, a, y: (c, SWAPPED.get(a, a) if y == 2011 else a, y)), "exchanged"),
        (taken(lambda c, a, y: (c, SWAPPED.get(a, a) if y >= 2011 else a, y)), "exchanged"),
        (taken(lambda c, a, y: (c, TWO if (a, y) == (ONE, 2011) else a, y)), "exchanged"),
        (taken(lambda c, a, y: (c, a, y - 1)), "shifted"),
        (taken(lambda c, a, y: (c, a, y + 1)), "shifted"),
        (moved(lambda c, a, y, v: v * 1.25), "all values"),
        (moved(lambda c, a, y, v: v / 100), "all values"),
        (moved(lambda c, a, y, v: v * 10 if a == ONE else v), "series"),
        (moved(lambda c, a, y, v: v * 10 if (c, a, y) == ("POP", ONE, 2010) else v), "value"),
        (moved(lambda c, a, y, v: v * 1.8 if y == 2010 else v), "year"),
        (moved(lambda c, a, y, v: None if (a, y) == (ONE, 2010) else v), "missing"),
        (moved(lambda c, a, y, v: None if y % 2 else v), "missing"),
        (moved(lambda c, a, y, v: 0.0 if (c, a, y) == ("POP", ONE, 2010) else v), "nought"),
        (moved(lambda c, a, y, v: float(f"{v:.1e}")), "digits"),
        (taken(lambda c, a, y: (c, a, 2012) if a == ONE else (c, a, y)), "repeated"),
        (taken(lambda c, a, y: (c, a, 2012) if y == 2013 else (c, a, y)), "repeated"),
    ],
)
def test_what_was_spoilt_is_odd_and_is_told_as_what_it_is(alter: Alter, kind: str) -> None:
    found = held(alter(people())).odd
    assert kind in {one.kind for one in found}
    assert all(say_oddity(one) for one in found)


def test_all_values_of_a_country_times_one_factor_are_odd_but_for_prices_of_another_base_year() -> (
    None
):
    after = {
        key: value * 1.2 if key[1] == ONE and key[0] == "POP" else value
        for key, value in people().items()
    }
    [one] = held(after).odd
    assert (one.kind, one.ref_area) == ("factor", ONE)
    assert "1.2 times" in say_oddity(one)
    assert held(after, unit="usd_constant").odd == ()


@pytest.mark.parametrize("times", [10.0, 0.1, 100.0, 0.01, 1.2])
def test_the_rates_of_a_country_times_one_factor_are_odd_though_some_were_revised(
    times: float,
) -> None:
    draw = random.Random(9)
    for is_revised in (False, True):
        after = {
            (code, area, year): value
            * (times if (code, area) == ("GROWTH", ONE) else 1.0)
            * (draw.uniform(0.9, 1.1) if is_revised and code == "GROWTH" and year > 2019 else 1.0)
            for (code, area, year), value in people().items()
        }
        found = {(one.kind, one.ref_area) for one in held(after).odd}
        if times != 1.2 or not is_revised:
            assert found & {("factor", ONE), ("series", ONE)}, (times, is_revised)
        assert {area for _, area in found} <= {ONE}


def test_two_indicators_that_were_exchanged_are_named() -> None:
    before = {
        **people(),
        **{("GDP", a, y): v * 9_000 for (c, a, y), v in people().items() if c == "POP"},
    }
    other = {"POP": "GDP", "GDP": "POP"}
    after = {(other.get(c, c), a, y): v for (c, a, y), v in before.items()}
    said = [say_oddity(one) for one in held(after, before).odd if one.kind == "exchanged"]
    assert "its values are those that GDP had before" in said


def test_a_new_year_that_leaps_is_odd_and_one_that_goes_on_is_not() -> None:
    new = {
        ("POP", a, 2025): v * 1.02 for (c, a, y), v in people().items() if (c, y) == ("POP", 2024)
    }
    assert held({**people(), **new}).odd == ()
    new["POP", ONE, 2025] *= 10
    [one] = held({**people(), **new}).odd
    assert (one.kind, one.ref_area, one.time_period) == ("jump", ONE, 2025)


def test_an_edition_that_is_late_is_not_odd() -> None:
    late = {key: value for key, value in people().items() if key[2] < 2019}
    assert held(late).odd == ()


def test_what_an_indicator_was_revised_by_before_narrows_and_widens_its_bounds() -> None:
    [pair] = pair_up(frame(_of("POP", revised(people()))), frame(_of("POP", people())))
    bare, known = usual_revisions(pair), usual_revisions(pair, [pair] * 3)
    assert known.cell < bare.cell
    assert known.series < bare.series
    wild = Pair("POP", pair.areas, pair.years, pair.before, pair.before * 20)
    assert usual_revisions(pair, [wild]).cell > bare.cell


def _of(code: str, cells: Cells) -> Cells:
    return {key: value for key, value in cells.items() if key[0] == code}


def test_series_that_move_in_one_direction_from_some_year_on_are_told_as_rebased() -> None:
    before = _of("POP", people())
    after = {
        (c, a, y): v * (1.3 + y / 1e5) if a == ONE and y >= 2015 else v
        for (c, a, y), v in before.items()
    }
    [pair] = pair_up(frame(after), frame(before))
    [one] = rebased_series(pair)
    assert (one.ref_area, one.since) == (ONE, 2015)
    assert one.share == pytest.approx(0.32, abs=0.01)


@pytest.mark.parametrize(
    ("value", "count"), [(1e9, 1), (12.5, 3), (0.00120, 2), (1234567.0, 7), (-3.25, 3), (0.0, 0)]
)
def test_digits_of_a_value(value: float, count: int) -> None:
    assert digits(value) == count


def test_any_figures_at_all_are_held_without_a_fault() -> None:
    draw = np.random.default_rng(5)
    odd = [0.0, -1e300, 1e300, 1e-300, 5e-324, -0.0, 1.0]
    for _ in range(60):
        cells = {
            ("POP", area, year): float(draw.choice(odd))
            for area in COUNTRIES[:25]
            for year in YEARS
            if draw.random() < 0.7
        }
        if cells:
            held(cells, _of("POP", people()))
            held(_of("POP", people()), cells)
