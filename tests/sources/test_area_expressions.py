"""Area expressions: one string for countries, aggregates, dated groups, sums and differences."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.errors import InputError
from sources.model import Group
from sources.reference import classifications, memberships
from sources.reference.areas import AREAS
from sources.reference.former import former_codes, successors
from sources.reference.groups import GROUPS
from sources.reference.names import (
    area_names,
    is_loose,
    names_of,
)
from sources.reference.resolve import LONGEST_EXPRESSION, area_label, last_day, resolve_area

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
GROUP_IDS = sorted(memberships.named_groups())


def codes(expression: str, when: int | None = None) -> set[str]:
    return set(resolve_area(expression, when).members)


@pytest.mark.parametrize(
    ("expression", "count"),
    [
        ("EU", 27),
        ("EU@1958", 6),
        ("EU@1985", 10),
        ("EU@1990", 12),
        ("EU@1995", 15),
        ("EU@2004", 25),
        ("EU@2007", 27),
        ("EU@2013-06-30", 27),
        ("EU@2013-07", 28),
        ("EU@2016", 28),
        ("EU@2020-01", 28),
        ("EU@2020", 27),
        ("EURO@2012", 17),
        ("EURO@2022", 19),
        ("EURO@2023", 20),
        ("OECD@2013-07-01", 34),
        ("OECD@2022", 38),
        ("ASEAN@2017", 10),
        ("BRICS@2009", 4),
        ("BRICS@2015", 5),
        ("BRICS@2024", 9),
        ("G7@2000", 7),
        ("G8@2010", 8),
        ("G20@2010", 19),
        ("AU@2015", 54),
        ("AU@2018", 55),
        ("ECOWAS@2020", 15),
        ("SADC@2015", 15),
        ("EAC@2010", 5),
        ("EAC@2024", 8),
        ("MERCOSUR@2010", 4),
        ("GCC@2000", 6),
        ("LAS@2010", 22),
        ("OPEC@2010", 12),
        ("OPEC@2017", 14),
        ("OPEC@2021", 13),
        ("CIS@2015", 10),
        ("APEC@2010", 21),
        ("SCO@2010", 6),
        ("SCO@2018", 8),
        ("NATO@2010", 28),
        ("NATO@2024", 32),
        ("COMMONWEALTH@2015", 53),
        ("COMMONWEALTH@2023", 56),
        ("OIC@2010", 57),
        ("HIPC", 39),
        ("LDC@2013", 49),
        ("LDC@2014", 48),
        ("LDC@2017", 47),
        ("LDC@2022", 46),
        ("LDC@2024", 44),
        ("LLDC", 32),
        ("UN@2005", 191),
        ("UN", 193),
    ],
)
def test_a_group_has_as_many_members_as_it_had_then(expression: str, count: int) -> None:
    assert len(resolve_area(expression).members) == count


def test_a_country_is_a_group_of_itself() -> None:
    china = resolve_area("CHN")
    assert (china.id, china.label, china.members) == ("CHN", "China", ("CHN",))
    assert resolve_area("156").members == ("CHN",)
    assert resolve_area("NAM").label == "Namibia"


def test_a_former_code_is_read_as_its_successors_and_says_so() -> None:
    assert codes("ROM") == {"ROU"}
    assert codes("ZAR") == {"COD"}
    assert codes("TMP") == {"TLS"}
    assert codes("KSV") == {"XKX"}
    assert codes("SCG") == {"SRB", "MNE"}
    assert codes("ANT") == {"BES", "CUW", "SXM"}
    assert len(codes("SUN")) == 15
    assert "Serbia (SRB)" in resolve_area("YUG").provenance
    for code in former_codes():
        gone = successors(code)
        assert gone is not None
        assert all(AREAS[one].kind == "country" for one in gone.successors)


def test_without_a_date_the_year_of_the_figure_decides_and_else_the_newest_members() -> None:
    assert len(resolve_area("EU", 2016).members) == 28
    assert resolve_area("EU", 2016).basis == "2016"
    assert len(resolve_area("EU@2004", 2016).members) == 25
    assert resolve_area("EU").basis == ""


def test_a_group_of_a_year_before_it_was_founded_has_its_first_members_and_says_so() -> None:
    early = resolve_area("BRICS", 2000)
    assert early.members == ("BRA", "CHN", "IND", "RUS")
    assert "first members, of 2009" in early.provenance
    with pytest.raises(InputError, match="had no members at 2000"):
        resolve_area("BRICS@2000")


def test_sums_and_differences_have_spaced_signs_so_that_names_may_hold_them() -> None:
    assert codes("CHN + IND") == {"CHN", "IND"}
    assert codes("EU@2016 - DEU") == codes("EU@2016") - {"DEU"}
    assert codes("EU@2016 - DEU - FRA + CHE") == codes("EU@2016") - {"DEU", "FRA"} | {"CHE"}
    assert len(codes("cn-65+CHN")) == 66
    assert codes("cn-65 + CHN") == codes("cn-65+CHN")
    assert resolve_area("EU - DEU").label == "the European Union without Germany"


def test_the_world_less_a_country_has_all_others() -> None:
    others = codes("world - CHN")
    assert "CHN" not in others
    assert {"USA", "IND", "TWN"} <= others
    assert resolve_area("world").members == resolve_area("WLD").members == ()
    assert resolve_area("world").aggregate == resolve_area("WLD").aggregate == "WLD"


def test_what_is_taken_away_must_be_there() -> None:
    with pytest.raises(InputError, match="takes away what is not there: China"):
        resolve_area("EU - CHN")
    with pytest.raises(InputError, match="United Kingdom"):
        resolve_area("EU@2023 - GBR")
    with pytest.raises(InputError, match="leaves no country"):
        resolve_area("CHN - CHN")


def test_a_published_row_is_named_only_where_it_has_just_these_members() -> None:
    assert resolve_area("EU").aggregate == "EUU"
    assert resolve_area("EU@2016").aggregate == "EUU"
    assert resolve_area("OECD").aggregate == "OED"
    assert resolve_area("SSF").aggregate == "SSF"
    assert resolve_area("MEA@2020").aggregate == "MEA"
    assert resolve_area("SSF@2010").aggregate == "SSF"
    assert resolve_area("HIC@2018").aggregate == "HIC"
    assert resolve_area("CAN + USA + BMU").aggregate == "NAC"
    assert classifications.published_rows("2018-11-14")[resolve_area("EU@2016").members] == "EUU"


def test_aggregates_follow_the_classification_in_force_on_a_day() -> None:
    assert {"AFG", "PAK"} <= codes("SAS@2024")
    assert not {"AFG", "PAK"} & codes("SAS@2025-07")
    assert {"AFG", "PAK"} <= codes("MEA@2025-07")
    assert "CHN" in codes("LIC@1997")
    assert "CHN" in codes("UMC@2018")
    assert codes("LMY") == codes("LIC") | codes("LMC") | codes("UMC")
    assert len(codes("EMU@2012")) == 17


def test_an_aggregate_whose_members_are_not_at_hand_is_its_row_and_nothing_more() -> None:
    africa = resolve_area("AFR")
    assert (africa.members, africa.aggregate) == ((), "AFR")
    with pytest.raises(InputError, match="not at hand"):
        resolve_area("AFR - ZAF")


def test_regions_of_the_united_nations_have_their_numbers() -> None:
    assert resolve_area("m49-202").label == "Sub-Saharan Africa"
    assert codes("202") == codes("m49-202")
    assert {"CHN", "JPN"} <= codes("m49-030")


def test_a_registers_own_group_is_found_but_takes_no_built_in_name() -> None:
    own = {"nordic-5": Group("nordic-5", "Nordic", ("DNK", "SWE"), "The register")}
    assert resolve_area("nordic-5", extra=own) is own["nordic-5"]
    assert set(resolve_area("nordic-5 + CHN", extra=own).members) == {"CHN", "DNK", "SWE"}
    world = {"world": Group("world", "Mine", ("DNK",), "The register")}
    assert resolve_area("world", extra=world).members == ()


@pytest.mark.parametrize(
    ("expression", "told"),
    [
        ("China", "Write CHN for China"),
        ("ivory coast", "Write CIV"),
        ("chn", "Did you mean 'CHN'"),
        ("EUR", "EURO"),
        ("Belgiumm", "BEL (Belgium)"),
        ("CHN+IND", "there is no area 'CHN+IND'"),
        ("EU@20", "not a date of membership"),
        ("EU@2016-13", "no month"),
        ("EU@2015-02-29", "28 days"),
        ("EU@0000", "no month"),
        ("", "there is no area ''"),
        ("9" * 300, "there is no area"),
        ("A" * (LONGEST_EXPRESSION + 1), "2001 characters"),
    ],
)
def test_what_means_nothing_is_told_with_what_may_be_meant(expression: str, told: str) -> None:
    with pytest.raises(InputError) as refusal:
        resolve_area(expression)
    assert told in str(refusal.value)
    assert len(str(refusal.value)) < 600


@given(st.text(max_size=60))
def test_any_text_is_an_area_or_is_refused_in_one_way(text: str) -> None:
    try:
        group = resolve_area(text)
    except InputError as refusal:
        assert str(refusal)
    else:
        assert group.members or group.aggregate


@given(st.sampled_from(GROUP_IDS), st.integers(1945, 2030))
def test_members_are_sorted_countries_that_a_year_and_its_last_day_agree_on(
    group_id: str, year: int
) -> None:
    group = resolve_area(group_id, year)
    assert list(group.members) == sorted(set(group.members))
    assert all(AREAS[code].kind == "country" for code in group.members)
    assert membership_at(group_id, f"{year}-12-31") in (group.members, ())
    assert group.provenance
    assert group.label


def membership_at(group_id: str, day: str) -> tuple[str, ...]:
    return memberships.membership(group_id, day).members


def test_who_leaves_was_there_and_who_joins_was_not() -> None:
    for group_id, changes in memberships.changes_by_group().items():
        inside: set[str] = set()
        for change in changes:
            members = set(change.members)
            assert members <= inside if not change.is_joining else not members & inside, (
                group_id,
                change,
            )
            inside = inside | members if change.is_joining else inside - members
            assert change.basis in memberships.SOURCES
            assert not change.date or last_day(change.date) == change.date


def test_every_group_has_members_and_no_built_in_list_has_the_name_of_another() -> None:
    assert set(memberships.changes_by_group()) == set(GROUP_IDS)
    assert not set(GROUP_IDS) & set(GROUPS)
    shared = set(GROUP_IDS) & set(AREAS)
    assert shared == {"LDC"}


def test_what_no_second_source_confirms_is_not_verified() -> None:
    assert resolve_area("EU@2016").is_verified
    assert resolve_area("ASEAN@2017").is_verified
    assert not resolve_area("MIDDLE-EAST").is_verified
    assert not resolve_area("MIDDLE-EAST + CHN").is_verified
    assert resolve_area("OPEC@2021").is_verified
    assert not resolve_area("OPEC").is_verified
    assert not resolve_area("wb-71").is_verified


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("chinese", "CHN"),
        ("the netherlands", "NLD"),
        ("dutch", "NLD"),
        ("ivory coast", "CIV"),
        ("cote d'ivoire", "CIV"),
        ("korea, rep.", "KOR"),
        ("türkiye", "TUR"),
        ("turkey", "TUR"),
        ("uk", "GBR"),
        ("british", "GBR"),
        ("germans", "DEU"),
        ("namibia", "NAM"),
        ("sub-saharan africa", "SSF"),
        ("the eurozone", ""),
        ("euro area", "EURO"),
        ("eu-28", "EU@2013"),
        ("world", "world"),
        ("southeast asia", "m49-035"),
        ("developing countries", "LMY"),
        ("least developed countries", "LDC"),
        ("the bloc", ""),
        ("congo", ""),
        ("us", ""),
        ("na", ""),
    ],
)
def test_names_adjectives_and_people_lead_to_the_area_meant(name: str, meant: str) -> None:
    assert area_names().get(name, "") == meant


def test_every_name_is_folded_and_means_an_area() -> None:
    for name, meant in area_names().items():
        assert name == name.casefold().strip() != ""
        assert resolve_area(meant).label


def test_every_country_is_found_by_its_own_name() -> None:
    for code, area in AREAS.items():
        if area.kind == "country" and area.name != "Congo":
            assert area_names()[area.name.casefold()] == code


def test_a_name_by_which_writers_mean_different_countries_is_loose() -> None:
    for name in ("Western Europe", "East Asia", "the Middle East", "developing countries"):
        assert is_loose(name), name
    for name in ("Africa", "South America", "Sub-Saharan Africa", "the EU", "China", "nonsense"):
        assert not is_loose(name), name


def test_labels_are_as_in_the_middle_of_a_sentence() -> None:
    assert area_label("CHN") == "China"
    assert area_label("USA") == "the United States"
    assert area_label("EU") == "the European Union"
    assert area_label("EU@2016") == "the European Union (members of 2016)"
    assert area_label("EUU") == "the European Union"
    assert area_label("world") == area_label("WLD") == "the world"
    assert area_label("HIC") == "high-income countries"
    assert area_label("nonsense") == "nonsense"
    assert "ivory coast" in names_of("CIV")


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason=f"{SHARED} is absent")
def test_names_of_the_world_bank_are_known() -> None:
    answer = json.loads((SHARED / "wire" / "mm_wb-country.rows.json").read_text(encoding="utf-8"))
    for row in answer:
        if row["region"]["value"].strip() != "Aggregates":
            assert area_names()[row["name"].strip().casefold()] == row["id"]


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason=f"{SHARED} is absent")
def test_the_aggregates_have_the_members_of_the_raw_lists() -> None:
    raw: dict[tuple[str, str], set[str]] = {}
    path = SHARED / "groups" / "wb_aggregates_members_fy2024_2026.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for year in row["fy"].split():
                raw.setdefault((row["group"], year), set()).add(row["iso3"])
    for (code, year), members in raw.items():
        day = f"{int(year) - 1}-07-01"
        assert set(classifications.aggregate_members(code, day)) == members, (code, year)


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason=f"{SHARED} is absent")
def test_groups_of_the_labelled_texts_can_be_written() -> None:
    labelled = json.loads((SHARED.parent / "reading" / "areas.json").read_text(encoding="utf-8"))
    written = {
        "G:EU28": "EU@2016",
        "G:ASEAN10": "ASEAN@2017",
        "G:EastAsia": "m49-030 + TWN",
    }
    for name, group in labelled["groups"].items():
        assert codes(written[name]) == set(group["members"])
