"""What measures give, on cubes small enough to compute in the head, and on the real figures."""

from __future__ import annotations

import numpy as np
import pytest
from builders import Table, cube, flat
from core_figures import core_snapshot

from expectations.cubes.cube import SIMPLE, WEIGHTED, Cube, build_cube
from expectations.judging.levels import Rows, Tables
from expectations.judging.measures import MEASURE_IDS, evaluate
from sources.reference.concepts import CONCEPTS
from sources.reference.groups import GROUPS

POP = "SP.POP.TOTL"
GDP = "NY.GDP.MKTP.CD"
GROWTH = "NY.GDP.MKTP.KD.ZG"

SMALL: Table = {
    ("wdi", "2018-05-21", POP, "AAA"): flat(10, 20, 30),
    ("wdi", "2018-05-21", POP, "BBB"): flat(30, 30, 30),
    ("wdi", "2018-05-21", POP, "WLD"): flat(100, 100, 120),
    ("wdi", "2018-05-21", GDP, "AAA"): flat(100, 100, 100),
    ("wdi", "2018-05-21", GDP, "BBB"): flat(300, 300, 300),
    ("wdi", "2018-05-21", GDP, "WLD"): flat(1000, 1000, 1000),
    ("wdi", "2018-05-21", GROWTH, "AAA"): flat(2, 4, 6),
    ("wdi", "2018-05-21", GROWTH, "BBB"): flat(8, 8, 10),
    ("wdi", "2018-05-21", GROWTH, "WLD"): flat(1, 2, 3),
}


def value(
    of: Cube,
    measure: str,
    concept: str,
    group: str,
    start: int,
    end: int,
    weighting: int = SIMPLE,
    vintage: str = "2018-05-21",
    source: str = "wdi",
) -> float:
    """One reading, read through the same door as all of them."""
    layer = next(
        at
        for at, one in enumerate(of.layers)
        if (one.concept, one.source, one.vintage) == (concept, source, vintage)
    )

    def column(at: int) -> np.ndarray:
        return np.array([at], dtype=np.int32)

    rows = Rows(
        claim=column(0),
        measure=column(MEASURE_IDS.index(measure)),
        layer=column(layer),
        weighting=column(weighting),
        group=column(of.group_at(group)),
        start=column(of.year_at(start)),
        end=column(of.year_at(end)),
        is_reversed=np.array([False]),
    )
    values, _ = evaluate(Tables(of), rows, np.array([False]))
    return float(values[0])


def test_a_total_is_the_sum_of_the_members() -> None:
    assert value(cube(SMALL), "value", "population", "pair", 2015, 2015) == 50


def test_a_share_is_of_the_world_row() -> None:
    assert value(cube(SMALL), "share", "population", "pair", 2016, 2016) == 0.5


def test_a_flow_is_summed_over_its_span() -> None:
    assert value(cube(SMALL), "value", "gdp_current_usd", "pair", 2014, 2016) == 1200


def test_growth_is_over_the_year_before() -> None:
    assert value(cube(SMALL), "growth", "population", "pair", 2015, 2015) == pytest.approx(0.25)


def test_growth_over_a_span_is_its_end_over_its_start() -> None:
    assert value(cube(SMALL), "growth", "population", "pair", 2014, 2016) == pytest.approx(0.5)


def test_a_simple_mean_counts_each_member_once() -> None:
    got = value(cube(SMALL), "mean", "gdp_growth", "pair", 2015, 2016)
    assert got == pytest.approx((0.06 + 0.08) / 2)


def test_a_weighted_mean_weighs_by_the_gdp_of_the_year_before() -> None:
    got = value(cube(SMALL), "mean", "gdp_growth", "pair", 2015, 2016, WEIGHTED)
    assert got == pytest.approx(((0.04 + 3 * 0.08) / 4 + (0.06 + 3 * 0.10) / 4) / 2)


def test_a_difference_is_from_the_worlds_mean() -> None:
    got = value(cube(SMALL), "difference", "gdp_growth", "pair", 2015, 2016)
    assert got == pytest.approx(0.07 - 0.025)


def test_a_year_beyond_the_data_gives_no_value() -> None:
    assert np.isnan(value(cube(SMALL), "value", "population", "pair", 2013, 2013))
    assert np.isnan(value(cube(SMALL), "growth", "population", "pair", 2014, 2014))


def test_a_year_counts_as_covered_only_with_95_percent_of_the_last_known_total() -> None:
    most: Table = {
        ("wdi", "2018-05-21", POP, "AAA"): flat(4, 4, 4),
        ("wdi", "2018-05-21", POP, "BBB"): flat(96, 96),
    }
    few: Table = {
        ("wdi", "2018-05-21", POP, "AAA"): flat(4, 4),
        ("wdi", "2018-05-21", POP, "BBB"): flat(96, 96, 96),
    }
    assert np.isnan(value(cube(most), "value", "population", "pair", 2016, 2016))
    assert value(cube(few), "value", "population", "pair", 2016, 2016) == 96


def test_renaming_and_reordering_countries_changes_nothing() -> None:
    turned = dict(reversed(list(SMALL.items())))
    before, after = cube(SMALL), cube(turned)
    np.testing.assert_array_equal(before.aggregates, after.aggregates)


@pytest.fixture(scope="module")
def real() -> Cube:
    snapshot = core_snapshot()
    return build_cube(snapshot.observations, CONCEPTS, tuple(GROUPS.values()))


@pytest.mark.parametrize(
    ("concept", "source", "vintage", "year", "percent"),
    [
        ("population", "wdi", "2018-05-21", 2010, 62.67),
        ("population", "wdi", "2018-05-21", 2016, 62.05),
        ("population", "wpp", "2019-06-17", 2017, 62.31),
        ("gdp_current_usd", "wdi", "2018-05-21", 2012, 28.75),
        ("gdp_current_usd", "wdi", "2018-05-21", 2016, 30.83),
        ("gdp_current_usd", "ama", "2019-09-16", 2017, 31.98),
    ],
)
def test_shares_of_the_65_countries_are_those_of_the_spot_checks(
    real: Cube, concept: str, source: str, vintage: str, year: int, percent: float
) -> None:
    vintage = next(x.vintage for x in real.layers if x.source == source and x.vintage >= vintage)
    got = value(real, "share", concept, "bri-65", year, year, SIMPLE, vintage, source)
    assert round(got * 100, 2) == percent


@pytest.mark.parametrize(
    ("group", "weighting", "percent"),
    [("bri-65", WEIGHTED, 5.34), ("world", WEIGHTED, 2.82), ("bri-65", SIMPLE, 3.51)],
)
def test_mean_growth_is_that_of_the_spot_checks(
    real: Cube, group: str, weighting: int, percent: float
) -> None:
    got = value(real, "mean", "gdp_growth", group, 2013, 2017, weighting, "2020-04-01", "wdi")
    assert round(got * 100, 2) == percent
