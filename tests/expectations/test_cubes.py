"""Cubes: what of editions is at fault, what sums and means a cube has, and whose they are."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from builders import ONE, PAIR, claim, cube, figure, flat, observations, paper

from expectations.cubes.coverage import (
    _nearest,
    largest_sizes,
    rows_without_faults,
    totals,
    without_faults,
)
from expectations.cubes.cube import build_cube, exchange_of
from expectations.cubes.own_money import in_own_money, is_own_money
from expectations.cubes.series import (
    Layer,
    companion_of,
    exchange_rates,
    fill_series,
    scale_of,
    select_series,
)
from sources.figures.numbers.currencies import CURRENCIES
from sources.model import Concept, Group, Period
from sources.reference.areas import AREAS
from sources.reference.concepts import CONCEPTS, concept_for

POP, LOCAL = "SP.POP.TOTL", "NY.GDP.MKTP.CN"
NAN = np.nan
EDITION = ("wdi", "2018-05-21")


def kept_of(*editions: float) -> list[bool]:
    """Of one cell in some editions which are kept, ten times being too far."""
    found = without_faults(np.array(editions)[:, None], 0, 10.0)[:, 0]
    return [not np.isnan(one) for one in found]


@pytest.mark.parametrize(
    ("editions", "kept"),
    [
        ([5.0, 1.0, 20.0], [True, True, True]),
        ([5.0, 50.0, 4.9], [True, False, True]),
        ([50.0, 5.0, 50.5], [True, False, True]),
        ([49.0, 5.0, 50.5], [True, True, True]),
        ([0.2, 0.2, 0.01], [True, True, False]),
        ([0.0, 0.0, 7.0], [True, True, True]),
        ([-5.0, 5.0, -60.0], [True, True, False]),
        # Of an even number the smaller of the two in the middle is held against.
        ([1.0, 10.0], [True, False]),
    ],
)
def test_an_edition_ten_times_from_the_middle_one_is_at_fault(
    editions: list[float], kept: list[bool]
) -> None:
    assert kept_of(*editions) == kept


def test_faults_are_found_among_editions_of_one_series_and_not_among_its_years() -> None:
    rows = np.array([[1.0, 100.0], [1.0, 100.0], [5.0, 5.0], [5.0, 500.0], [5.0, 5.0]])
    found = rows_without_faults(rows, np.array([0, 0, 1, 1, 1]), 10.0)
    assert np.argwhere(np.isnan(found)).tolist() == [[3, 1]]
    assert not len(rows_without_faults(rows[:0], np.zeros(0, dtype=np.int64), 10.0))


def test_what_is_smaller_than_one_grows_like_what_is_larger() -> None:
    known = np.array([[0.1, 0.2, 0.4], [0.1, NAN, NAN]])
    assert largest_sizes(known, np.full(2, NAN))[1] == pytest.approx([0.1, 0.2, 0.4])


def test_a_balance_that_is_known_is_as_large_as_it_is() -> None:
    known = np.array([[-4.0, 2.0, 1.0], [NAN, -3.0, NAN]])
    assert largest_sizes(known, np.full(2, NAN))[0].tolist() == [4, 2, 1]


def test_years_before_and_after_those_of_a_cube_have_no_position() -> None:
    of = cube({(*EDITION, POP, "AAA"): flat(1, 2, 3)})
    assert [of.year_at(year) for year in (2013, 2014, 2016, 2017)] == [-1, 0, 2, -1]
    assert cube({}).year_at(2014) == -1


def test_money_in_each_country_s_own_currency_has_no_sum() -> None:
    table = observations({(*EDITION, LOCAL, area): flat(10, 20) for area in ("AAA", "BBB")})
    concepts = {"gdp_lcu": replace(CONCEPTS["gdp_lcu"], kind="flow")}
    of = build_cube(table, concepts, (PAIR, ONE))
    [at] = of.layers_of("gdp_lcu")
    pair, one = of.group_at("pair"), of.group_at("one")
    assert np.isnan(of.aggregates[at, :, pair]).all()
    assert of.coverage[at, pair].tolist() == [0, 0]
    assert of.aggregates[at, :, one].tolist() == [[10, 20], [10, 20]]
    assert of.coverage[at, one].tolist() == [1, 1]


@pytest.mark.parametrize(("held", "is_covered"), [(95, True), (94, False)])
def test_a_sum_is_known_where_members_with_95_percent_of_it_have_data(
    held: float, is_covered: bool
) -> None:
    before = {(*EDITION, POP, "AAA"): flat(held), (*EDITION, POP, "BBB"): flat(100 - held)}
    of = cube({**before, ("wdi", "2019-05-21", POP, "AAA"): flat(held)})
    newest = of.layers_of("population")[-1]
    assert np.isnan(of.aggregates[newest, 0, of.group_at("pair"), 0]) != is_covered


def test_only_a_row_of_more_than_one_area_is_told_as_published() -> None:
    table = {(*EDITION, POP, area): flat(10) for area in ("AAA", "BBB", "WLD")}
    of = cube(table)
    [at] = of.layers_of("population")
    assert of.aggregates[at, 0, of.group_at("one"), 0] == 10
    assert of.is_published[at].tolist() == [False] * len(of.groups)


def test_a_year_that_one_area_lacks_is_not_covered() -> None:
    of = cube({(*EDITION, POP, "AAA"): {2014: 1.0, 2016: 3.0}})
    [at] = of.layers_of("population")
    assert of.coverage[at, of.group_at("one")].tolist() == [1, 0, 1]


RATE, DOLLARS = "PA.NUS.FCRF", "NY.GDP.MKTP.CD"


@pytest.mark.parametrize(
    ("rates", "known"),
    [((1.4, 1.5), [1.4, 1.5]), ((0.0, 1.5), [NAN, 1.5]), ((0.0, 0.0), [NAN, NAN])],
)
def test_a_rate_of_nothing_is_no_exchange_rate(
    rates: tuple[float, float], known: list[float]
) -> None:
    of = cube({(*EDITION, RATE, "SGP"): flat(*rates), (*EDITION, DOLLARS, "AAA"): flat(1, 2)})
    [money] = of.layers_of("gdp_current_usd")
    found = exchange_of(of, money, CURRENCIES["SGD"])
    np.testing.assert_equal(found.rates, known)
    assert found.layer == (-1 if np.isnan(known).all() else of.layers_of("exchange_rate")[0])


def test_a_part_of_a_sum_is_of_the_sum_in_the_same_edition() -> None:
    part = concept_for("wdi:TX.VAL.FUEL.ZS.UN * gdp_current_usd")
    concepts = {part.id: part, "gdp_current_usd": CONCEPTS["gdp_current_usd"]}
    table = {(*EDITION, "TX.VAL.FUEL.ZS.UN", "AAA"): flat(50.0)}
    of = build_cube(observations({**table, (*EDITION, DOLLARS, "AAA"): flat(80)}), concepts, (ONE,))
    [at] = of.layers_of(part.id)
    assert of.aggregates[at, 0, of.group_at("one"), 0] == 40.0
    alone = build_cube(observations(table), concepts, (ONE,))
    assert np.isnan(alone.values).all()


def test_an_edition_without_a_row_of_the_world_has_the_sum_of_its_countries() -> None:
    code = "AMA.GDP.CURR.USD"
    with_world = {("ama", "2018-05-21", code, area): flat(5) for area in ("DEU", "FRA", "WLD")}
    countries = sorted(one for one, area in AREAS.items() if area.kind == "country")
    without = {("ama", "2019-05-21", code, area): flat(1) for area in countries}
    of = cube({**with_world, **without})
    old, new = of.layers_of("gdp_current_usd")
    world = of.group_at("world")
    assert of.aggregates[old, 0, world, 0] == 5
    assert of.aggregates[new, 0, world, 0] == len(countries)


def test_what_is_at_hand_is_not_written_over() -> None:
    assert not cube({(*EDITION, POP, "AAA"): flat(1)}).values.flags.writeable


# How large what is lacking may be


def test_the_nearest_year_is_taken_and_of_two_as_near_the_earlier() -> None:
    has = np.array([[True, False, False, False, True], [False, False, True, False, False]])
    assert _nearest(has).tolist() == [[0, 0, 0, 4, 4], [2, 2, 2, 2, 2]]


def test_an_area_of_a_few_hundred_people_tells_how_much_so_many_have() -> None:
    # Half a thousand people have 5, so that two thousand may have 20.
    sizes = largest_sizes(np.array([[5.0], [NAN]]), np.array([0.5, 2.0]))
    assert sizes[:, 0].tolist() == [5, 20]


def test_what_was_nothing_does_not_tell_how_fast_others_grow() -> None:
    known = np.array([[0.0, 7.0], [10.0, 20.0], [3.0, NAN]])
    assert largest_sizes(known, np.full(3, NAN))[2] == pytest.approx([3, 6])


def test_where_all_that_is_known_is_nothing_members_count_alike() -> None:
    members = np.array([[True, False], [True, True], [False, False]])
    _, covered = totals(np.array([[0.0], [NAN]]), members, np.zeros((2, 1)))
    assert covered[:, 0].tolist() == [1, 0.5, 0]


# Layers, scales and rates


def test_a_concept_that_no_edition_has_no_layer_goes_with() -> None:
    layers = [Layer("a", "wdi", "2018"), Layer("b", "wdi", "2019"), Layer("b", "wdi", "2018")]
    assert [companion_of(layers, 0, name) for name in ("a", "b", "c")] == [0, 2, -1]


@pytest.mark.parametrize(
    ("unit", "scale"), [("percent", 0.01), ("megatonnes", 1e6), ("usd", 1.0), ("unheard of", 1.0)]
)
def test_values_are_told_in_the_base_of_their_unit(unit: str, scale: float) -> None:
    assert scale_of(Concept("a", "a", unit, "flow", {})) == scale


def test_rates_of_a_currency_are_taken_from_the_year_in_which_its_area_joined() -> None:
    layers = [Layer("gdp_current_usd", "wdi", "2018"), Layer("exchange_rate", "wdi", "2018")]
    values = np.array([[[1.0, 1.0, 1.0]], [[1.7, 0.9, 1.1]]])
    found = exchange_rates(values, layers, ("DEU",), (1998, 1999, 2000), 0, CURRENCIES["EUR"])
    np.testing.assert_equal(found.rates, [NAN, 0.9, 1.1])


def test_series_are_made_once_for_the_same_areas() -> None:
    table = observations({(*EDITION, POP, area): flat(1, 2) for area in ("AAA", "BBB")})
    series = select_series(table, CONCEPTS)
    asked = [("AAA", "BBB"), ("AAA", "BBB", "CCC"), ("AAA", "BBB", "DDD")]
    first = [fill_series(series, CONCEPTS, areas, (2014, 2015)) for areas in asked]
    again = [fill_series(series, CONCEPTS, areas, (2014, 2015)) for areas in asked]
    assert [id(one) for one in first] == [id(one) for one in again]


def test_columns_of_categories_give_the_layers_that_have_rows() -> None:
    table = observations(
        {
            (*EDITION, POP, "AAA"): flat(1, 2),
            ("ama", "2019-05-21", "AMA.GDP.CURR.USD", "AAA"): flat(5, 6),
            (*EDITION, DOLLARS, "WLD"): flat(7, 8),
            (*EDITION, DOLLARS, "AAA"): flat(3, 4),
        }
    )
    plain = select_series(table, CONCEPTS)
    names = ["source", "vintage", "indicator", "ref_area"]
    kept = select_series(table.astype(dict.fromkeys(names, "category")), CONCEPTS)
    assert [one.key for one in kept.layers] == ["ama@2019-05-21", *["wdi@2018-05-21"] * 2]
    assert (kept.layers, kept.of_layer, kept.count) == (plain.layers, plain.of_layer, plain.count)
    assert kept.number.tolist() == plain.number.tolist()


def test_a_country_in_parts_is_their_sum_though_the_edition_has_a_world() -> None:
    code = "AMA.GDP.CURR.USD"
    table = {
        ("ama", "2018-05-21", code, area): flat(size)
        for area, size in {"ZZ_TZA_MAIN": 40, "ZZ_TZA_ZNZ": 2, "WLD": 100}.items()
    }
    group = Group("tza", "Tanzania", ("TZA",), "made for a test")
    of = build_cube(observations(table), CONCEPTS, (group,))
    [at] = of.layers_of("gdp_current_usd")
    assert of.aggregates[at, 0, [of.group_at("tza"), of.group_at("world")], 0].tolist() == [42, 100]


# Own money


def test_a_currency_is_own_money_of_the_one_economy_that_has_it() -> None:
    groups = (
        Group("idn", "Indonesia", ("IDN",), "made for a test"),
        Group("two", "Two", ("IDN", "MYS"), "made for a test"),
    )
    of = build_cube(observations({(*EDITION, DOLLARS, "IDN"): flat(1)}), CONCEPTS, groups)
    rupiah = CURRENCIES["IDR"]
    asked = [("idn", rupiah), ("two", rupiah), ("idn", CURRENCIES["MYR"]), ("none", rupiah)]
    assert [is_own_money(of, *one) for one in asked] == [True, False, False, False]


@pytest.mark.parametrize(("year", "is_taken"), [(2015, True), (2030, False), (None, True)])
def test_dollars_and_rates_stand_in_only_for_years_that_they_have(
    year: int | None, is_taken: bool
) -> None:
    group = Group("idn", "Indonesia", ("IDN",), "made for a test")
    own, other = concept_for(f"wdi:{LOCAL}"), concept_for(f"wdi:{DOLLARS}@IDR")
    concepts = {one.id: one for one in (own, other)} | {"exchange_rate": CONCEPTS["exchange_rate"]}
    table = {(*EDITION, code, "IDN"): flat(3, 4) for code in (DOLLARS, RATE)}
    of = build_cube(observations(table), concepts, (group,))
    own = replace(own, neighbours=("exchange_rate",))
    stated = claim(
        figure("12", "1"), measure="value", indicator=own.id, group="idn", period=Period(year, year)
    )
    text = paper([stated], groups=(group,), concepts=(own, other))
    [found] = in_own_money(text, of).statements[0].claims
    assert found.indicator == (other.id if is_taken else own.id)
