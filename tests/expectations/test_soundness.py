"""What can be wrong with observations, found with arrays."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from core_figures import core_snapshot
from hypothesis import given
from hypothesis import strategies as st
from sample_checks import SIZES, TRIO, YEARS, make_frame, make_table, series

from expectations.checks.soundness import (
    Layout,
    coverage,
    jumps,
    lay_out,
    name_rows,
    repeated_keys,
    shortfall,
)
from sources.reference.areas import PARTS
from sources.reference.groups import GROUPS

POP = ("wdi", "2018-05-21", "SP.POP.TOTL")


@pytest.fixture(scope="module")
def embedded() -> Layout:
    return lay_out(core_snapshot().observations)


def without(area: str, *years: int) -> Layout:
    table = make_table()
    kept = table[*POP, area]
    table[*POP, area] = {year: kept[year] for year in kept if year not in years}
    return lay_out(make_frame(table))


def test_the_arrays_hold_each_observation_in_its_place() -> None:
    frame = make_frame(make_table())
    layout = lay_out(frame)
    for (source, vintage, code, area), by_year in make_table().items():
        for year, value in by_year.items():
            at = layout.areas.index(area), layout.years.index(year)
            assert layout.series[source, vintage, code][at] == value
    assert sum(int((~np.isnan(values)).sum()) for values in layout.series.values()) == len(frame)


def test_an_empty_table_has_no_series() -> None:
    layout = lay_out(make_frame({}))
    assert (len(layout), layout.series) == (0, {})


@given(st.permutations(range(20)))
def test_the_order_of_the_rows_does_not_matter(order: list[int]) -> None:
    frame = make_frame(make_table()).head(20)
    straight, turned = lay_out(frame), lay_out(frame.iloc[order])
    assert straight.areas == turned.areas
    for key, values in straight.series.items():
        np.testing.assert_array_equal(values, turned.series[key])


def test_a_country_given_in_parts_stands_as_their_sum() -> None:
    whole, parts = next(iter(PARTS.items()))
    table = {(*POP, part): series(10.0) for part in parts}
    layout = lay_out(make_frame(table))
    row = layout.series[POP][layout.areas.index(whole)]
    np.testing.assert_allclose(row, [len(parts) * value for value in series(10.0).values()])


def test_a_country_that_is_there_itself_is_not_summed_from_parts() -> None:
    whole, parts = next(iter(PARTS.items()))
    table = {(*POP, part): series(10.0) for part in parts} | {(*POP, whole): series(7.0)}
    layout = lay_out(make_frame(table))
    row = layout.series[POP][layout.areas.index(whole)]
    np.testing.assert_allclose(row, list(series(7.0).values()))


def test_the_sum_of_the_countries_is_held_against_the_world_row() -> None:
    layout = lay_out(make_frame(make_table()))
    gaps = shortfall(layout, POP)
    assert set(gaps) == set(YEARS)
    expected = sum(SIZES[area] for area in TRIO.members) / SIZES["WLD"] - 1
    assert list(gaps.values()) == pytest.approx([expected] * len(YEARS))


def test_a_country_without_data_in_one_year_is_not_held_against_the_source() -> None:
    assert shortfall(without("IND", 2016), POP)[2016] == pytest.approx(-0.011, abs=0.002)


def test_a_country_that_is_far_larger_by_now_makes_no_early_sum_too_large() -> None:
    """Of 1985 half of the world's economy of 2023 once seemed to be too much: Russia's, China's."""
    table = make_table()
    first, last = YEARS[0], YEARS[-1]
    grown = {year: value * 40 for year, value in table[*POP, "IND"].items() if year == last}
    table[*POP, "IND"] = grown
    assert shortfall(lay_out(make_frame(table)), POP)[first] == 0.0
    # What is there, and alone more than the World row, is too much all the same.
    assert shortfall(lay_out(make_frame(table)), POP)[last] > 1.0


def test_coverage_falls_by_what_a_missing_member_last_was_and_may_have_grown() -> None:
    found = coverage(without("IND", 2015, 2016), POP, TRIO.members)
    sizes = {area: series(SIZES[area])[2016] for area in TRIO.members}
    sizes["IND"] = series(SIZES["IND"])[2014]
    assert found[2014] == pytest.approx(1.0)
    least = sizes["IND"] / sum(sizes.values())
    assert least < 1 - found[2016] < 1.1 * least


def test_a_gap_in_the_data_is_no_jump() -> None:
    found = jumps(without("IND", 2013), POP, TRIO.members)
    assert list(found.values()) == pytest.approx([0.02] * len(found))


def test_an_empty_group_is_the_world_country_by_country() -> None:
    layout = lay_out(make_frame(make_table()))
    members = layout.members(POP, ())
    assert [area for area, is_in in zip(layout.areas, members, strict=True) if is_in] == [
        *TRIO.members
    ]


def test_what_is_no_number_is_a_gap_in_the_arrays() -> None:
    table = make_table()
    table[*POP, "CHN"] |= {2012: math.inf, 2013: math.nan}
    row = lay_out(make_frame(table)).series[POP][0]
    assert [year for year, value in zip(YEARS, row, strict=True) if np.isnan(value)] == [2012, 2013]


def test_a_key_that_stands_twice_is_named() -> None:
    frame = make_frame(make_table())
    twice = pd.concat([frame, frame.iloc[[3, 3]]], ignore_index=True)
    found = repeated_keys(twice)
    assert found.sum() == 2
    assert name_rows(twice, found)[0].startswith("wdi@2018-05-21 SP.POP.TOTL, CHN 2013")


def test_many_faulty_rows_are_counted_rather_than_named() -> None:
    frame = make_frame(make_table())
    named = name_rows(frame, np.ones(len(frame), dtype=bool))
    assert len(named) == 11
    assert named[-1] == f"and {len(frame) - 10} more"


# What the thresholds of the suite rest on.


def test_in_the_embedded_snapshot_countries_add_up_to_within_one_per_cent(embedded: Layout) -> None:
    gaps = {key: shortfall(embedded, key) for key in embedded.series if "ZG" not in key[2]}
    found = {key: max(map(abs, by_year.values())) for key, by_year in gaps.items() if by_year}
    assert len(found) == 8
    assert max(found.values()) < 0.01
    assert not any(key[0] == "ama" for key in found)


def test_in_the_embedded_snapshot_the_greatest_jump_is_of_2007(embedded: Layout) -> None:
    key = ("wdi", "2018-05-21", "NY.GDP.MKTP.CD")
    found = jumps(embedded, key, GROUPS["bri-65"].members)
    year = max(found, key=lambda at: abs(found[at]))
    assert (year, round(found[year], 3)) == (2007, 0.256)


def test_in_the_embedded_snapshot_syria_is_missing_and_the_group_still_covered(
    embedded: Layout,
) -> None:
    key = ("wdi", "2018-05-21", "NY.GDP.MKTP.CD")
    assert coverage(embedded, key, GROUPS["bri-65"].members)[2016] > 0.99
    assert np.isnan(embedded.series[key][embedded.areas.index("SYR"), embedded.years.index(2016)])
