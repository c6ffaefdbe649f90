"""Areas: what each code is, and what adds up to the world."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pandas as pd
import pytest
from core_figures import core_snapshot
from hypothesis import given
from hypothesis import strategies as st

from sources.model import OBSERVATION_COLUMNS, Concept
from sources.reference.areas import (
    AREAS,
    FEWEST_FOR_A_WORLD,
    PARTS,
    area_name,
    world_members,
)
from sources.reference.finding import find_areas
from sources.reference.former import successors
from sources.reference.groups import get_group
from sources.reference.resolve import resolve_area
from sources.snapshots.totals import add_totals, merge_parts, sum_world

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
COUNTRIES = sorted(code for code, area in AREAS.items() if area.kind == "country")
BY_PEOPLE = sorted(COUNTRIES, key=lambda code: -(AREAS[code].people or 0))
GDP = "AMA.GDP.CURR.USD"


@pytest.fixture(scope="module")
def embedded() -> pd.DataFrame:
    return core_snapshot().observations


@pytest.fixture(scope="module")
def completed(embedded: pd.DataFrame) -> pd.DataFrame:
    return add_totals(embedded)


def table(*rows: tuple[str, int, float], indicator: str = GDP, source: str = "ama") -> pd.DataFrame:
    return pd.DataFrame(
        [(source, "2019-09-16", indicator, *row, "usd", "A") for row in rows],
        columns=list(OBSERVATION_COLUMNS),
    )


def derived(observations: pd.DataFrame) -> dict[tuple[str, int], float]:
    rows = observations[observations["obs_status"] == "E"]
    return {
        (str(row.ref_area), int(str(row.time_period))): float(str(row.obs_value))
        for row in rows.itertuples()
    }


def test_namibia_is_nam_and_na_is_no_code_of_a_country() -> None:
    assert AREAS["NAM"].name == "Namibia"
    assert "NA" not in AREAS


def test_names_carry_no_blanks_and_no_two_areas_share_a_code_or_a_number() -> None:
    assert all(area.name == area.name.strip() != "" for area in AREAS.values())
    numbers = [area.m49 for area in AREAS.values() if area.m49 is not None]
    assert len(numbers) == len(set(numbers))


def test_every_country_has_a_number_and_every_part_and_former_state_has_kin_that_exist() -> None:
    for area in AREAS.values():
        assert area.m49 is not None or area.kind == "aggregate"
        assert bool(area.parent) == (area.kind == "part")
        assert bool(area.successors) == (area.kind == "former")
        assert {area.parent, *area.successors} - {""} <= set(COUNTRIES)


def test_the_name_of_an_unknown_code_is_the_code() -> None:
    assert area_name("CHN") == "China"
    assert area_name("XYZ") == "XYZ"


def test_taiwan_is_an_area_though_the_world_bank_has_no_row_for_it(embedded: pd.DataFrame) -> None:
    assert AREAS["TWN"].kind == "country"
    with_taiwan = embedded[embedded["ref_area"] == "TWN"]
    assert set(with_taiwan["source"]) == {"wpp"}


@pytest.mark.parametrize(
    ("present", "counted"),
    [
        ({"CHN", "WLD", "EUU"}, {"CHN"}),
        ({"SDN_former"}, {"SDN_former"}),
        ({"SDN_former", "SDN", "SSD"}, {"SDN", "SSD"}),
        ({"SDN_former", "SDN"}, {"SDN"}),
        ({"ANT", "CUW", "SXM"}, {"CUW", "SXM"}),
        ({"ZZ_TZA_MAIN", "ZZ_TZA_ZNZ"}, {"ZZ_TZA_MAIN", "ZZ_TZA_ZNZ"}),
        ({"ZZ_TZA_MAIN", "ZZ_TZA_ZNZ", "TZA"}, {"TZA"}),
        ({"CHI", "JEY", "GGY"}, {"CHI"}),
        ({"nowhere", "FRA"}, {"FRA"}),
        (set(), set()),
    ],
)
def test_the_world_has_each_piece_of_land_once(present: set[str], counted: set[str]) -> None:
    assert world_members(present) == tuple(sorted(counted))


@given(st.sets(st.sampled_from(sorted(AREAS))))
def test_the_world_never_counts_a_state_beside_its_successor_or_a_part_beside_its_whole(
    present: set[str],
) -> None:
    members = set(world_members(present))
    assert members <= present
    assert present & set(COUNTRIES) <= members
    for code in members:
        assert AREAS[code].kind != "aggregate"
        assert AREAS[code].parent not in members
        assert members.isdisjoint(AREAS[code].successors)


@given(st.sets(st.sampled_from(sorted(AREAS))))
def test_a_former_state_is_lost_only_where_a_successor_stands_for_it(present: set[str]) -> None:
    members = set(world_members(present))
    for code in present - members:
        area = AREAS[code]
        stand_ins = {area.parent, *area.successors} & members
        assert area.kind == "aggregate" or stand_ins


def test_tanzania_is_the_sum_of_its_parts_where_both_have_data_and_it_has_no_row() -> None:
    merged = merge_parts(
        table(
            ("ZZ_TZA_MAIN", 2010, 30.0),
            ("ZZ_TZA_ZNZ", 2010, 2.0),
            ("ZZ_TZA_MAIN", 2011, 33.0),
            ("ZZ_TZA_MAIN", 2012, 36.0),
            ("ZZ_TZA_ZNZ", 2012, 3.0),
            ("TZA", 2012, 38.5),
            ("KEN", 2010, 40.0),
        )
    )
    assert derived(merged) == {("TZA", 2010): 32.0}
    assert len(merged) == 8
    assert set(merged["unit_measure"]) == {"usd"}


def test_parts_of_one_vintage_are_not_added_to_those_of_another() -> None:
    one = table(("ZZ_TZA_MAIN", 2010, 30.0))
    other = table(("ZZ_TZA_ZNZ", 2010, 2.0)).assign(vintage="2026-02-01")
    assert derived(merge_parts(pd.concat([one, other], ignore_index=True))) == {}


def test_rates_and_unknown_indicators_are_not_summed() -> None:
    rows = (("ZZ_TZA_MAIN", 2010, 5.0), ("ZZ_TZA_ZNZ", 2010, 6.0))
    rates = table(*rows, indicator="NY.GDP.MKTP.KD.ZG", source="wdi")
    unknown = table(*rows, indicator="STEEL", source="mine")
    assert derived(add_totals(rates)) == {}
    assert derived(add_totals(unknown)) == {}
    steel = Concept("steel", "Steel", "tonnes", "flow", {"mine": "STEEL"})
    assert derived(add_totals(unknown, [steel])) == {("TZA", 2010): 11.0}


def test_a_few_countries_are_not_called_the_world() -> None:
    few = [(code, 2010, 1.0) for code in BY_PEOPLE[: FEWEST_FOR_A_WORLD - 1]]
    enough = [(code, 2011, 1.0) for code in BY_PEOPLE[:FEWEST_FOR_A_WORLD]]
    assert derived(sum_world(table(*few, *enough))) == {("WLD", 2011): float(FEWEST_FOR_A_WORLD)}


@pytest.mark.parametrize("area", ["USA", "DEU", "FRA", "CHN"])
def test_the_countries_without_a_large_one_are_not_called_the_world(area: str) -> None:
    rows = [(code, 2011, 1.0) for code in COUNTRIES if code != area]
    assert derived(sum_world(table(*rows))) == {}


@pytest.mark.parametrize("area", ["TWN", "LUX", "FJI"])
def test_the_world_may_lack_a_small_country(area: str) -> None:
    rows = [(code, 2011, 1.0) for code in COUNTRIES if code != area]
    assert derived(sum_world(table(*rows))) == {("WLD", 2011): float(len(rows))}


def test_every_country_has_the_number_of_its_people() -> None:
    people = {code: AREAS[code].people for code in COUNTRIES}
    assert None not in people.values()
    assert people["CHN"] == 1439324
    assert not any(area.people for area in AREAS.values() if area.kind != "country")


def test_a_source_with_its_own_world_keeps_it_alone() -> None:
    rows = [(code, year, 1.0) for code in COUNTRIES for year in (2010, 2011)]
    observations = table(*rows, ("WLD", 2010, 7.0))
    assert sum_world(observations) is observations


def test_the_world_of_national_accounts_has_sudan_once_in_every_year(
    embedded: pd.DataFrame, completed: pd.DataFrame
) -> None:
    for vintage in ("2019-09-16", "2026-02-01"):
        rows = embedded[(embedded["source"] == "ama") & (embedded["vintage"] == vintage)]
        years = rows.pivot_table(index="time_period", columns="ref_area", values="obs_value")
        world = completed[
            (completed["source"] == "ama")
            & (completed["vintage"] == vintage)
            & (completed["ref_area"] == "WLD")
        ].set_index("time_period")["obs_value"]
        assert list(world.index) == list(years.index)
        countries = years.drop(columns=["SDN_former", "ANT"]).sum(axis=1)
        former = years["SDN_former"].where(years.index < 2008, 0.0)
        assert world.to_numpy() == pytest.approx((countries + former).to_numpy(), rel=1e-12)
        assert (world / countries - 1).max() == pytest.approx(0.00103, abs=2e-5)


def test_the_summed_world_is_within_a_hundredth_of_the_world_banks(completed: pd.DataFrame) -> None:
    worlds = completed[completed["ref_area"] == "WLD"].set_index(
        ["source", "vintage", "indicator", "time_period"]
    )["obs_value"]
    worlds = worlds.sort_index()
    theirs = worlds.loc["wdi", "2025-07-01", "NY.GDP.MKTP.CD"]
    ours = worlds.loc["ama", "2026-02-01", GDP]
    assert ((ours / theirs) - 1).abs().max() < 0.01


@pytest.mark.parametrize(
    ("source", "vintage", "indicator", "year", "percent"),
    [
        ("wdi", "2018-05-21", "SP.POP.TOTL", 2010, 62.67),
        ("wdi", "2018-05-21", "SP.POP.TOTL", 2016, 62.05),
        ("wpp", "2019-06-17", "WPP.POP.TOTAL", 2017, 62.31),
        ("wdi", "2018-05-21", "NY.GDP.MKTP.CD", 2012, 28.75),
        ("wdi", "2018-05-21", "NY.GDP.MKTP.CD", 2016, 30.83),
        ("ama", "2019-09-16", GDP, 2017, 31.98),
    ],
)
def test_the_share_of_the_65_countries_is_the_known_one(
    completed: pd.DataFrame, source: str, vintage: str, indicator: str, year: int, percent: float
) -> None:
    rows = completed[
        (completed["source"] == source)
        & (completed["vintage"] == vintage)
        & (completed["indicator"] == indicator)
        & (completed["time_period"] == year)
    ].set_index("ref_area")["obs_value"]
    members = rows[rows.index.isin(get_group("bri-65").members)]
    assert round(100 * members.sum() / rows["WLD"], 2) == percent


def test_what_is_added_is_marked_and_nothing_else_changes(
    embedded: pd.DataFrame, completed: pd.DataFrame
) -> None:
    pd.testing.assert_frame_equal(completed.head(len(embedded)), embedded)
    added = completed.iloc[len(embedded) :]
    assert set(added["obs_status"]) == {"E"}
    assert set(added["ref_area"]) == {"TZA", "WLD"}
    assert not completed.duplicated(list(OBSERVATION_COLUMNS[:5])).any()
    assert not completed.isna().any().any()


def test_tanzania_as_added_is_near_the_world_banks(completed: pd.DataFrame) -> None:
    gdp = completed[(completed["ref_area"] == "TZA") & (completed["time_period"] == 2016)]
    values = gdp[gdp["indicator"].isin([GDP, "NY.GDP.MKTP.CD"])].set_index("vintage")["obs_value"]
    assert values["2019-09-16"] == pytest.approx(values["2020-04-01"], rel=0.05)


def test_parts_are_those_of_tanzania_and_of_the_channel_islands() -> None:
    assert dict(PARTS) == {"CHI": ("GGY", "JEY"), "TZA": ("ZZ_TZA_MAIN", "ZZ_TZA_ZNZ")}


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason=f"{SHARED} is absent")
def test_kinds_and_numbers_agree_with_the_world_bank_and_the_united_nations() -> None:
    answer = json.loads((SHARED / "wire" / "mm_wb-country.rows.json").read_text(encoding="utf-8"))
    for row in answer:
        is_aggregate = row["region"]["value"].strip() == "Aggregates"
        assert is_aggregate == (AREAS[row["id"]].kind == "aggregate"), row["id"]
    codes = SHARED / "un" / "ama_country_codes.csv"
    with codes.open(encoding="utf-8", newline="") as file:
        for entry in csv.DictReader(file):
            assert AREAS[entry["iso3"]].m49 == int(entry["CountryID"]), entry


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason=f"{SHARED} is absent")
def test_every_code_in_the_raw_figures_is_known() -> None:
    for file in [*SHARED.glob("worldbank/*.csv"), *SHARED.glob("un/*_[0-9]*.csv")]:
        with file.open(encoding="utf-8", newline="") as rows:
            codes = {row["iso3"] for row in csv.DictReader(rows)}
        assert codes - {""} <= set(AREAS), file.name


@pytest.mark.parametrize(
    ("name", "code"),
    [("Yugoslavia", "YUG"), ("the Soviet Union", "SUN"), ("Czechoslovakia", "CSK")],
)
def test_a_state_that_is_no_more_is_found_by_its_name_and_its_successors_are_told(
    name: str, code: str
) -> None:
    (found,) = find_areas(name)
    former = successors(code)
    assert former is not None
    assert (found.expression, found.members) == (code, len(former.successors))


@pytest.mark.parametrize(
    ("code", "today"), [("KSV", "XKX"), ("TMP", "TLS"), ("ROM", "ROU"), ("ZAR", "COD")]
)
def test_a_code_that_is_no_more_is_found_as_what_it_was(code: str, today: str) -> None:
    (found,) = find_areas(code)
    assert resolve_area(found.expression).members == (today,)


def test_of_names_that_have_a_word_the_shortest_comes_first() -> None:
    assert find_areas("Sub-Saharan")[0].expression == "SSF"
