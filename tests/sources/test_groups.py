"""Country groups: their counts, their provenance, and what an unknown name gets told."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from sources.errors import InputError
from sources.model import Group
from sources.reference.areas import AREAS
from sources.reference.classifications import aggregate_members, day_of_lists
from sources.reference.groups import GROUPS, get_group
from sources.snapshots.load import load_snapshot
from sources.snapshots.needs import Wanted

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "groups"
LISTS = {
    "bri-65": "in_bri65_fung_incl_china",
    "bri-64": "in_bri64_excl_china",
    "cn-65": "in_cn65_alt_excl_china",
    "wb-71": "in_wb71_unverified",
}


@pytest.mark.parametrize(
    ("group_id", "count"),
    [
        ("bri-65", 65),
        ("bri-64", 64),
        ("cn-65", 65),
        ("cn-65+CHN", 66),
        ("wb-71", 71),
        ("signatories-2020", 138),
        ("world", 0),
    ],
)
def test_each_group_has_as_many_members_as_its_name_says(group_id: str, count: int) -> None:
    members = get_group(group_id).members
    assert len(members) == len(set(members)) == count


def test_there_are_no_other_built_in_groups() -> None:
    assert set(GROUPS) == {*LISTS, "cn-65+CHN", "signatories-2020", "world"}
    assert all(group_id == group.id for group_id, group in GROUPS.items())


def test_every_member_is_a_country_and_members_are_sorted() -> None:
    for group in GROUPS.values():
        assert all(AREAS[code].kind == "country" for code in group.members), group.id
        assert list(group.members) == sorted(group.members)


def test_the_lists_differ_as_their_provenance_says() -> None:
    bri_65, bri_64, cn_65, cn_66 = (
        set(get_group(group_id).members) for group_id in ("bri-65", "bri-64", "cn-65", "cn-65+CHN")
    )
    assert bri_65 - bri_64 == {"CHN"}
    assert bri_64 - cn_65 == {"TLS"}
    assert cn_65 - bri_64 == {"CYP", "GRC"}
    assert cn_66 - cn_65 == {"CHN"}


def test_only_the_list_written_down_from_memory_is_unverified() -> None:
    assert [group.id for group in GROUPS.values() if not group.is_verified] == ["wb-71"]


def test_every_group_says_where_it_comes_from() -> None:
    assert all(group.provenance and group.label for group in GROUPS.values())


def test_namibia_signed() -> None:
    assert "NAM" in get_group("signatories-2020").members


def test_an_unknown_group_is_refused_with_the_known_ones_and_a_guess() -> None:
    with pytest.raises(InputError) as refusal:
        get_group("BRI65")
    message = str(refusal.value)
    assert "there is no group 'BRI65'" in message
    assert "Did you mean 'bri-65'?" in message
    assert all(group_id in message for group_id in GROUPS)


def test_a_name_like_none_gets_no_guess() -> None:
    with pytest.raises(InputError) as refusal:
        get_group("zzzz")
    assert "Did you mean" not in str(refusal.value)


def test_a_registers_own_group_is_found_and_suggested() -> None:
    own = Group("nordic", "Nordic countries", ("DNK", "FIN"), "The register")
    assert get_group("nordic", [own]) is own
    assert get_group("bri-65", [own]) is GROUPS["bri-65"]
    with pytest.raises(InputError, match="Did you mean 'nordic'"):
        get_group("nordics", [own])


def test_a_register_may_not_give_a_built_in_name_another_meaning() -> None:
    own = Group("bri-65", "Mine", ("DNK",), "The register")
    with pytest.raises(InputError, match="built in"):
        get_group("world", [own])


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason=f"{SHARED} is absent")
@pytest.mark.parametrize("group_id", LISTS)
def test_a_list_has_the_members_of_the_raw_table(group_id: str) -> None:
    with (SHARED / "bri_lists.csv").open(encoding="utf-8", newline="") as file:
        members = {row["iso3"] for row in csv.DictReader(file) if row[LISTS[group_id]] == "1"}
    assert set(get_group(group_id).members) == members


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason=f"{SHARED} is absent")
def test_the_signatories_are_those_of_the_portal() -> None:
    raw = SHARED / "signatories_yidaiyilu_2020-01.csv"
    with raw.open(encoding="utf-8", newline="") as file:
        members = {row["iso3"] for row in csv.DictReader(file)}
    assert set(get_group("signatories-2020").members) == members


def test_an_edition_of_the_last_days_of_june_goes_by_the_lists_of_july() -> None:
    code, edition = "SL.TLF.TOTL.IN", "2024-06-28"
    table = load_snapshot(["embedded"], Wanted({"wdi": frozenset({code})}, 2018)).observations
    own = table[(table["vintage"].astype(str) == edition) & (table["indicator"] == code)]
    values = own[own["time_period"] == 2018].set_index("ref_area")["obs_value"]
    for group in ("UMC", "LMC"):
        for day, is_right in ((edition, False), (day_of_lists(edition), True)):
            ours = values[values.index.isin(aggregate_members(group, day))].sum()
            assert bool(abs(ours / values[group] - 1) < 0.001) is is_right, (group, day)
    assert day_of_lists("2024-06-20") == "2024-06-20"
    assert day_of_lists("2025-07-01") == "2025-07-01"
