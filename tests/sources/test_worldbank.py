"""The World Bank's client: what it reads, and how it asks."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from core_figures import core_snapshot
from fake_server import FakeServer
from fake_worldbank import WorldBank, serve
from fake_worldbank_figures import Figures, Place
from fetching import CODES, GDP, POPULATION, all_areas, few, quick, right_values, values_of
from hypothesis import given
from hypothesis import strategies as st

from sources.errors import Inconsistent, Rejected
from sources.model import OBSERVATION_COLUMNS
from sources.providers.worldbank.archives import fetch_archive, last_day, list_archived
from sources.providers.worldbank.indicators import batches, fetch_newest
from sources.providers.worldbank.table import KNOWN, AreaCodes, two_letter_codes
from sources.reference.areas import AREAS

MADE_UP = tuple(f"MADE.UP.{number:02}" for number in range(70))


@pytest.fixture(scope="module")
def world() -> Iterator[FakeServer]:
    """All areas, no faults."""
    with serve(WorldBank(all_areas())) as server:
        yield server


@pytest.fixture
def small() -> Iterator[FakeServer]:
    """A few areas."""
    with serve(WorldBank(few())) as server:
        yield server


def test_two_indicators_of_all_areas_over_21_years_take_one_request(world: FakeServer) -> None:
    world.reset()
    with quick() as transport:
        fetched = fetch_newest(transport, f"{world.url}/v2", CODES, 2005, 2025)
    assert (world.requests, world.connections) == (1, 1)
    assert values_of(fetched.observations) == right_values(all_areas(), CODES, 2005, 2025)
    assert len(fetched.answers) == 1
    assert len(json.loads(fetched.answers[0].body)[1]) == 2 * 266 * 21


def test_what_is_fetched_says_where_it_comes_from(small: FakeServer) -> None:
    with quick() as transport:
        fetched = fetch_newest(transport, f"{small.url}/v2/", CODES, 2015, 2025)
    assert (fetched.source, fetched.vintage) == ("wdi", "2026-07-13")
    assert fetched.last_updated == "2026-07-13"
    assert fetched.licence == "CC BY 4.0"
    assert fetched.attribution == "World Bank, World Development Indicators"
    assert fetched.label == "World Development Indicators"
    assert "lastupdated" in fetched.how_known
    assert fetched.url == f"{small.url}/v2/country/all/indicator/SP.POP.TOTL;NY.GDP.MKTP.CD"
    assert dict(fetched.answers[0].params)["date"] == "2015:2025"


def test_observations_look_like_those_of_a_snapshot(small: FakeServer) -> None:
    with quick() as transport:
        fetched = fetch_newest(
            transport, f"{small.url}/v2", [*CODES, "MADE.UP.00"], 2015, 2025
        ).observations
    recorded = core_snapshot().observations
    assert tuple(fetched.columns) == OBSERVATION_COLUMNS
    assert fetched.dtypes.equals(recorded.dtypes)
    assert set(fetched["obs_status"]) == {"A"}
    units = dict(zip(fetched["indicator"], fetched["unit_measure"], strict=True))
    assert units == {POPULATION: "persons", GDP: "usd", "MADE.UP.00": ""}
    ordered = fetched.sort_values(["indicator", "ref_area", "time_period"], ignore_index=True)
    assert fetched.equals(ordered)


def test_rows_without_a_value_are_left_out_and_counted(small: FakeServer) -> None:
    with quick() as transport:
        fetched = fetch_newest(transport, f"{small.url}/v2", [POPULATION], 2023, 2025)
    assert set(fetched.observations["time_period"]) == {2023, 2024}
    places = len(few().places)
    missing = 3 * places - len(fetched.observations)
    assert fetched.notes == (f"{missing} of {3 * places} rows have no value and were left out.",)


def test_codes_that_the_service_leaves_empty_are_found(small: FakeServer) -> None:
    with quick() as transport:
        fetched = fetch_newest(transport, f"{small.url}/v2", [POPULATION], 2020, 2024)
    rows = json.loads(fetched.answers[0].body)[1]
    assert {row["country"]["id"] for row in rows if not row["countryiso3code"]} == {"NA", "XD"}
    assert {"NAM", "HIC"} <= set(fetched.observations["ref_area"])


def test_aggregates_are_kept_beside_countries(small: FakeServer) -> None:
    with quick() as transport:
        fetched = fetch_newest(transport, f"{small.url}/v2", [POPULATION], 2020, 2024)
        found = set(fetched.observations["ref_area"])
    assert {AREAS[code].kind for code in found} == {"country", "aggregate"}
    assert "WLD" in found


@pytest.mark.parametrize("page_size", [7, 100, 219, 220, 221, 5000])
def test_pages_of_any_size_give_the_same(small: FakeServer, page_size: int) -> None:
    with quick() as transport:
        fetched = fetch_newest(transport, f"{small.url}/v2", CODES, 2015, 2025, page_size=page_size)
    assert values_of(fetched.observations) == right_values(few(), CODES, 2015, 2025)
    assert small.requests == -(-220 // page_size) == len(fetched.answers)


def test_more_than_60_indicators_take_two_calls(small: FakeServer) -> None:
    with quick() as transport:
        fetched = fetch_newest(transport, f"{small.url}/v2", MADE_UP, 2024, 2025)
    asked = [served.request.path.rpartition("/")[2].split(";") for served in small.log]
    assert [len(codes) for codes in asked] == [60, 10]
    assert values_of(fetched.observations) == right_values(few(), MADE_UP, 2024, 2025)


def test_an_indicator_named_twice_is_asked_for_once(small: FakeServer) -> None:
    with quick() as transport:
        fetched = fetch_newest(transport, f"{small.url}/v2", [GDP, POPULATION, GDP], 2020, 2024)
    assert small.log[0].request.path.endswith("/NY.GDP.MKTP.CD;SP.POP.TOTL")
    assert values_of(fetched.observations) == right_values(few(), CODES, 2020, 2024)


@given(st.lists(st.text("ABC.", min_size=1, max_size=80), min_size=1, max_size=200))
def test_calls_keep_to_the_limits_and_lose_no_code(codes: list[str]) -> None:
    groups = list(batches(codes))
    assert [code for group in groups for code in group] == codes
    assert all(1 <= len(group) <= 60 and len(";".join(group)) <= 1500 for group in groups)


@pytest.mark.parametrize("code", ["", "A;B", "A/B", "../country", "SP POP", "Ä", "A?b", "A" * 81])
def test_what_can_be_no_code_is_refused_before_it_is_asked(small: FakeServer, code: str) -> None:
    with quick() as transport, pytest.raises(Rejected, match="no code of an indicator"):
        fetch_newest(transport, f"{small.url}/v2", [POPULATION, code], 2020, 2024)
    assert small.requests == 0


def test_no_indicator_and_years_in_the_wrong_order_are_refused(small: FakeServer) -> None:
    with quick() as transport:
        with pytest.raises(Rejected, match="no indicator is named"):
            fetch_newest(transport, small.url, [], 2020, 2024)
        with pytest.raises(Rejected, match="2024 is after 2020"):
            fetch_newest(transport, small.url, CODES, 2024, 2020)


@pytest.mark.parametrize(
    ("codes", "refused"),
    [
        ([POPULATION], []),
        (["SP.POP.TOTAL"], ["SP.POP.TOTAL"]),
        ([POPULATION, "SP.POP.TOTAL", GDP], ["SP.POP.TOTAL"]),
        ([POPULATION, "BAD.1", GDP, "BAD.2"], ["BAD.1", "BAD.2"]),
    ],
)
def test_of_several_indicators_the_refused_ones_are_named(
    small: FakeServer, codes: list[str], refused: list[str]
) -> None:
    with quick() as transport:
        if not refused:
            fetch_newest(transport, f"{small.url}/v2", codes, 2020, 2024)
            return
        with pytest.raises(Rejected) as raised:
            fetch_newest(transport, f"{small.url}/v2", codes, 2020, 2024)
    error = raised.value
    assert (error.code, error.source, error.indicator) == ("message-120", "wdi", refused[0])
    assert str(error).startswith(f"wdi: {', '.join(refused)} refused")
    assert "data.worldbank.org/indicator" in error.mend
    assert small.requests <= 2 * len(codes) + 1


def with_place(place: Place, listed: bool = True) -> Figures:
    """Figures with one more place, which has values of indicators that are made up."""
    figures = Figures(["CHN", "WLD"])
    figures.places.append(place)
    if listed:
        figures.listed = (*figures.listed, place)
    return figures


def test_a_new_aggregate_is_left_out_and_noted() -> None:
    figures = with_place(Place("ZZA", "Z0", "A new aggregate ", "", ""))
    with serve(WorldBank(figures)) as server, quick() as transport:
        fetched = fetch_newest(transport, f"{server.url}/v2", ["MADE.UP.01"], 2020, 2021)
    assert set(fetched.observations["ref_area"]) == {"CHN", "WLD"}
    assert fetched.notes == ("2 rows left out of aggregates that are not known here: ZZA.",)
    assert len(fetched.answers) == 2  # the list of countries is evidence too


def test_a_new_country_that_the_service_lists_is_left_out_and_noted() -> None:
    figures = with_place(Place("ZZC", "Z1", "A new country", "EAS", "LIC"))
    with serve(WorldBank(figures)) as server, quick() as transport:
        fetched = fetch_newest(transport, f"{server.url}/v2", ["MADE.UP.01"], 2020, 2021)
    assert set(fetched.observations["ref_area"]) == {"CHN", "WLD"}
    assert fetched.notes == ("2 rows left out of countries that are not known here: ZZC.",)


def test_more_new_countries_than_there_can_be_are_an_error() -> None:
    figures = Figures(["CHN", "WLD"])
    new = [Place(f"ZZ{sign}", f"Z{sign}", "New", "EAS", "LIC") for sign in "BCDE"]
    figures.places += new
    figures.listed = (*figures.listed, *new)
    with (
        serve(WorldBank(figures)) as server,
        quick() as transport,
        pytest.raises(Inconsistent, match="4 countries are not known here") as raised,
    ):
        fetch_newest(transport, f"{server.url}/v2", ["MADE.UP.01"], 2020, 2021)
    assert raised.value.code == "unknown-area"


def test_a_code_that_is_in_no_list_is_never_left_out() -> None:
    figures = with_place(Place("ZZC", "Z1", "A new country", "EAS", "LIC"), listed=False)
    with (
        serve(WorldBank(figures)) as server,
        quick() as transport,
        pytest.raises(Inconsistent, match="'ZZC' is an area that is not known here") as raised,
    ):
        fetch_newest(transport, f"{server.url}/v2", ["MADE.UP.01"], 2020, 2021)
    assert raised.value.code == "unknown-area"
    assert "areas.csv" in raised.value.mend


def test_an_edition_of_the_archives_has_the_values_of_its_day(world: FakeServer) -> None:
    with quick() as transport:
        fetched = fetch_archive(transport, f"{world.url}/v2", CODES, "2018-05", 2005, 2016)
    recorded = core_snapshot().observations
    recorded = recorded[(recorded["vintage"] == "2018-05-21") & recorded["indicator"].isin(CODES)]
    assert values_of(fetched.observations) == values_of(recorded)
    assert fetched.vintage == "2018-05-31"
    assert fetched.last_updated == "201805"
    assert "last one is given" in fetched.how_known


def test_editions_are_listed_with_their_answer(small: FakeServer) -> None:
    with quick() as transport:
        editions, answer = list_archived(transport, f"{small.url}/v2")
    assert editions == ("2018-05", "2020-04", "2025-07")
    assert answer.url.endswith("/sources/57/version")


@pytest.mark.parametrize(
    ("edition", "words"),
    [
        ("2018-07", "no edition 2018-07. The nearest are 2018-05 and 2020-04"),
        ("1990-01", "The nearest is 2018-05."),
        ("2030-01", "The nearest is 2025-07."),
        ("2018-13", "'2018-13' is no edition. Write a month, such as 2018-07"),
        ("201805", "Write a month"),
        ("2018-05/../..", "Write a month"),
    ],
)
def test_an_unknown_edition_names_the_nearest(small: FakeServer, edition: str, words: str) -> None:
    with quick() as transport, pytest.raises(Rejected) as raised:
        fetch_archive(transport, f"{small.url}/v2", CODES, edition)
    assert words in str(raised.value)
    assert (raised.value.code, raised.value.source) == ("edition", "wdi")


def test_an_edition_without_an_indicator_refuses_it(small: FakeServer) -> None:
    with quick() as transport, pytest.raises(Rejected) as raised:
        fetch_archive(transport, f"{small.url}/v2", ["XX.YYY"], "2018-05")
    assert raised.value.code == "message-160"


@pytest.mark.parametrize(
    ("edition", "day"),
    [("2018-07", "2018-07-31"), ("2020-02", "2020-02-29"), ("1999-02", "1999-02-28")],
)
def test_an_edition_counts_from_the_end_of_its_month(edition: str, day: str) -> None:
    assert last_day(edition) == day


def test_an_old_edition_may_have_aggregates_that_are_no_more() -> None:
    figures = with_place(Place("OEC", "XS", "High income: OECD", "", ""), listed=False)
    with serve(WorldBank(figures)) as server, quick() as transport:
        fetched = fetch_archive(
            transport, f"{server.url}/v2", ["MADE.UP.01"], "2018-05", 2010, 2011
        )
    assert set(fetched.observations["ref_area"]) == {"CHN", "WLD"}
    assert "of aggregates that are not known here: OEC." in fetched.notes[0]


def test_codes_of_earlier_days_are_those_of_today() -> None:
    codes = AreaCodes({"ROM": "ROU"})
    assert KNOWN[codes["ROM", ""]] == KNOWN[codes["ROU", "RO"]] == "ROU"
    assert codes.unknown == []


@pytest.mark.parametrize(
    ("long", "short", "area"),
    [
        ("NAM", "NA", "NAM"),
        ("", "NA", "NAM"),
        (None, "NA", "NAM"),
        ("", "1W", "WLD"),
        ("", "WLD", "WLD"),
        ("CHN", "?", "CHN"),
        ("CHN", "CHN", "CHN"),
    ],
)
def test_an_area_is_found_by_either_code(long: str | None, short: str, area: str) -> None:
    assert KNOWN[AreaCodes()[long, short]] == area


def test_two_codes_of_different_areas_are_a_contradiction() -> None:
    with pytest.raises(Inconsistent, match="names CHN and IN, which is IND"):
        AreaCodes()["CHN", "IN"]


def test_every_two_letter_code_is_of_a_known_area_and_the_service_lists_the_same() -> None:
    table = two_letter_codes()
    assert set(table.values()) <= set(AREAS)
    assert table["NA"] == "NAM"
    assert dict(table) == {place.iso2code: place.id for place in few().listed}
    kinds = {place.id: AREAS[place.id].kind == "aggregate" for place in few().listed}
    assert kinds == {place.id: not place.region for place in few().listed}
