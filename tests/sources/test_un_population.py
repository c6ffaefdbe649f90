"""World Population Prospects: the bulk file and the Data Portal, as they are and as they go wrong.

The right figures are those of the fake (`fake_un_population`), whose traps are the real file's.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator

import fake_un_population as fake
import pandas as pd
import pytest
from fake_server import FakeServer
from fake_un import fake_un
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from un_figures import figures

from sources.errors import Inconsistent, InputError, Malformed, Rejected, SourceError
from sources.http.answers import Fetched
from sources.http.limits import Limits
from sources.http.transport import Transport
from sources.model import OBSERVATION_COLUMNS
from sources.provider import Query
from sources.providers.queries import fetch_what_there_is
from sources.providers.united_nations import population, population_bulk, population_vintage
from sources.reference.areas import WORLD
from sources.reference.concepts import concept_for
from sources.reference.population_cells import find_cell


@pytest.fixture(scope="module")
def service() -> Iterator[FakeServer]:
    with fake_un() as server:
        yield server


@pytest.fixture
def server(service: FakeServer) -> FakeServer:
    service.set_faults()
    service.reset()
    return service


def fetch(server: FakeServer, first: int = 2005, last: int = 2026, token: str = "") -> Fetched:
    limits = Limits(attempts=2, backoff=0.0)
    with Transport(limits) as transport:
        query = Query("wpp", (population_vintage.INDICATOR,), first, last, server.url)
        return population.fetch(query, transport, token)


def test_the_bulk_file_gives_persons_of_each_country_and_the_world(server: FakeServer) -> None:
    fetched = fetch(server)
    assert figures(fetched) == fake.persons()
    assert tuple(fetched.observations.columns) == OBSERVATION_COLUMNS
    assert set(fetched.observations["unit_measure"]) == {"persons"}
    assert server.requests == 1


def test_a_country_without_an_iso_code_is_known_by_its_number(server: FakeServer) -> None:
    assert figures(fetch(server, 2010, 2010))[fake.WITHOUT_ISO3, 2010] > 100_000


def test_regions_and_other_variants_are_left_out(server: FakeServer) -> None:
    found = figures(fetch(server, 2024, 2024))
    assert "AFR" not in {area for area, _ in found}
    assert found[WORLD, 2024] == fake.persons()[WORLD, 2024]  # the high variant has twice that


def test_years_from_the_revision_on_are_marked_as_projections(server: FakeServer) -> None:
    fetched = fetch(server, 2022, 2025)
    table = fetched.observations
    assert set(table.loc[table["time_period"] < 2024, "obs_status"]) == {"A"}
    assert set(table.loc[table["time_period"] >= 2024, "obs_status"]) == {"F"}
    assert any("From 2024 on these are projections" in note for note in fetched.notes)


def test_estimates_alone_carry_no_word_of_projections(server: FakeServer) -> None:
    assert not any("projections" in note for note in fetch(server, 2010, 2020).notes)


def test_the_vintage_is_the_day_of_the_revision_and_says_how_that_is_known(
    server: FakeServer,
) -> None:
    fetched = fetch(server, 2010, 2010)
    assert fetched.vintage == "2024-07-11"
    assert "2024 revision" in fetched.how_known
    assert fetched.licence == "CC BY 3.0 IGO"


def test_the_evidence_is_the_file_as_it_came(server: FakeServer) -> None:
    (answer,) = fetch(server, 2010, 2010).answers
    assert answer.body == fake.bulk_file()
    assert answer.url.endswith("WPP2024_TotalPopulationBySex.csv.gz")


@pytest.mark.parametrize("fault", ["wpp-encoded", "content-type=text/html"])
def test_how_the_server_calls_the_file_does_not_matter(server: FakeServer, fault: str) -> None:
    server.set_faults(fault)
    assert figures(fetch(server)) == fake.persons()


@pytest.mark.parametrize(
    "fault",
    [
        *("500:1", "502:1", "503:1", "429=0:1", "429-date=0:1"),
        *("reset:1", "reset-in-body:1", "cut:1", "nothing:1", "html:1"),
        *("wpp-torn:1", "wpp-cut:1", "wpp-year-lost:1"),
    ],
)
def test_a_passing_fault_is_tried_again(server: FakeServer, fault: str) -> None:
    server.set_faults(fault)
    assert figures(fetch(server, 2010, 2012))["CHN", 2012] == fake.persons()["CHN", 2012]
    assert server.requests == 2


@pytest.mark.parametrize(
    ("fault", "kind", "code", "words"),
    [
        ("wpp-torn", Malformed, "cut", "cut or damaged"),
        ("wpp-cut", Inconsistent, "incomplete", "fewer than 200"),
        ("wpp-year-lost", Inconsistent, "incomplete", "Iceland has no figure for 2012"),
        ("wpp-changed", Inconsistent, "incomplete", "in 2005 the countries have"),
        ("wpp-contradiction", Inconsistent, "twice", "Iceland in 2012 a second time"),
        ("wpp-field-lost", Malformed, "cut", "line 102 has 17 fields, not 18"),
        ("wpp-no-number", Malformed, "no-number", "line 2 has no number"),
        ("html", Malformed, "no-header", "is not the file"),
        ("nothing", Malformed, "no-header", "is not the file"),
    ],
)
def test_a_fault_that_stays_is_told(
    server: FakeServer, fault: str, kind: type[SourceError], code: str, words: str
) -> None:
    server.set_faults(fault)
    with pytest.raises(kind, match=words) as caught:
        fetch(server)
    assert (caught.value.code, caught.value.source) == (code, "wpp")
    assert server.requests == 2


@pytest.mark.parametrize(
    ("fault", "code", "words"),
    [
        ("wpp-unknown-country", "unknown-area", "not known: 'QQQ', LocID '999'"),
        ("wpp-long-line", "too-large", "too large"),
        ("wpp-bomb=30", "too-large", "more than 16 MB unpacked"),
    ],
)
def test_what_would_come_again_is_not_asked_for_again(
    server: FakeServer, fault: str, code: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(population_bulk, "LARGEST_UNPACKED", 16 << 20)
    server.set_faults(fault)
    with pytest.raises(Malformed, match=words) as caught:
        fetch(server)
    assert caught.value.code == code
    assert server.requests == 1


@pytest.mark.slow
def test_a_bomb_of_300_megabytes_is_not_unpacked(server: FakeServer) -> None:
    server.set_faults("wpp-bomb=300")
    with pytest.raises(Malformed, match="more than 256 MB unpacked"):
        fetch(server)
    assert server.requests == 1


def test_a_column_with_another_name_is_told_by_the_old_one(server: FakeServer) -> None:
    server.set_faults("wpp-no-column")
    with pytest.raises(Malformed, match="no column PopTotal"):
        fetch(server)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_no_beginning_of_the_file_passes_for_the_whole(
    server: FakeServer, data: st.DataObject
) -> None:
    kept = data.draw(st.integers(1, len(fake.bulk_file()) - 1))
    server.set_faults(f"wpp-torn={kept}")
    with pytest.raises((Malformed, Inconsistent)):
        fetch(server)


def test_years_that_the_prospects_do_not_have_are_refused_without_asking(
    server: FakeServer,
) -> None:
    with pytest.raises(Inconsistent, match="no figures for 1900 to 1949"):
        fetch(server, 1900, 1949)
    assert server.requests == 0


def test_a_year_that_is_asked_and_not_there_is_told(server: FakeServer) -> None:
    with pytest.raises(Inconsistent, match="World has no figure for 2003, 2004"):
        fetch(server, 2003, 2010)


def test_the_portal_gives_the_same_figures_as_the_file(server: FakeServer) -> None:
    by_portal = fetch(server, token=fake.TOKEN)
    by_file = fetch(server)
    assert by_portal.observations.equals(by_file.observations)
    assert by_portal.vintage == by_file.vintage
    assert "Data Portal" in by_portal.how_known
    assert len(by_portal.answers) > 5  # the indicator, the places, and pages of 500 rows


def test_the_portal_is_asked_for_countries_and_the_world_only(server: FakeServer) -> None:
    fetch(server, 2010, 2010, token=fake.TOKEN)
    asked = next(item.request.path for item in server.log if "/data/" in item.request.path)
    numbers = asked.split("/locations/")[1].split("/")[0].split(",")
    assert "900" in numbers
    assert "903" not in numbers  # Africa


@pytest.mark.parametrize("token", ["wrong", fake.TOKEN])
def test_a_token_that_the_portal_does_not_take_is_told_with_the_mend(
    server: FakeServer, token: str
) -> None:
    if token == fake.TOKEN:
        server.set_faults("token-missing@2")
    with pytest.raises(Rejected, match="status 401") as caught:
        fetch(server, 2010, 2010, token=token)
    assert "leave the token out" in caught.value.mend
    assert caught.value.code == "status-401"
    assert server.requests == 3  # a refusal is not asked for again


def test_the_token_goes_to_the_data_alone_and_is_kept_nowhere(server: FakeServer) -> None:
    fetched = fetch(server, 2010, 2010, token=fake.TOKEN)
    sent = {
        item.request.path.startswith(f"{fake.PORTAL}/data/")
        for item in server.log
        if "authorization" in item.request.headers
    }
    assert sent == {True}
    assert fake.TOKEN.encode() not in pickle.dumps(fetched)


@pytest.mark.parametrize("fault", ["401@2", "403@2", "500@2", "html@2", "reset@2", "page-short@2"])
def test_no_error_holds_the_token(server: FakeServer, fault: str) -> None:
    server.set_faults(fault)
    with pytest.raises(SourceError) as caught:
        fetch(server, 2010, 2010, token=fake.TOKEN)
    assert fake.TOKEN.encode() not in pickle.dumps(caught.value)
    assert fake.TOKEN not in repr(caught.value.__cause__)


def test_a_token_with_a_line_break_is_refused_and_not_shown(server: FakeServer) -> None:
    with pytest.raises(Rejected, match="holds blanks") as caught:
        fetch(server, token="secret\n")
    assert "secret" not in str(caught.value)
    assert server.requests == 0


@pytest.mark.parametrize(
    ("fault", "kind", "code"),
    [
        ("page-short@2", Inconsistent, "rows-and-total"),
        ("in-thousands@2", Malformed, "unit"),
        ("html@2", Malformed, "html"),
        ("truncated@2", Malformed, "not-json"),
    ],
)
def test_a_fault_of_the_portal_that_stays_is_told(
    server: FakeServer, fault: str, kind: type[SourceError], code: str
) -> None:
    server.set_faults(fault)
    with pytest.raises(kind) as caught:
        fetch(server, 2010, 2012, token=fake.TOKEN)
    assert caught.value.code == code


@pytest.mark.parametrize("fault", ["503:1@2", "truncated:1@2", "429=0:1@2", "reset:1@3"])
def test_a_passing_fault_of_the_portal_is_tried_again(server: FakeServer, fault: str) -> None:
    server.set_faults(fault)
    assert figures(fetch(server, token=fake.TOKEN)) == fake.persons()


# People of a sex and an age


OF_A_SEX = ("WPP.POP.TOTAL", "WPP.POP.TOTAL;SEX=FEMALE")
OF_AN_AGE = ("WPP.POP.TOTAL;AGE=15-24;SEX=MALE", "WPP.POP.TOTAL;AGE=65+", "WPP.POP.TOTAL;AGE=0-14")


def fetch_cells(server: FakeServer, *codes: str, token: str = "") -> pd.Series:
    with Transport(Limits(attempts=2, backoff=0.0)) as transport:
        query = Query("wpp", codes, 2018, 2020, server.url)
        fetched = population.fetch(query, transport, token)
    columns = ["indicator", "ref_area", "time_period"]
    return fetched.observations.set_index(columns)["obs_value"]


def test_people_of_a_sex_come_from_the_same_file_whether_there_is_a_token_or_not(
    server: FakeServer,
) -> None:
    for token in ("", fake.TOKEN):
        server.reset()
        table = fetch_cells(server, *OF_A_SEX, token=token)
        assert server.requests == 1
        assert table["WPP.POP.TOTAL", "CHN", 2019] == fake.persons()["CHN", 2019]
        women = table["WPP.POP.TOTAL;SEX=FEMALE", "CHN", 2019]
        assert women == pytest.approx(fake.persons()["CHN", 2019] / 2, abs=1)


def test_people_of_an_age_are_added_up_of_groups_of_five_years(server: FakeServer) -> None:
    table = fetch_cells(server, *OF_AN_AGE)
    for area in ("IND", fake.WITHOUT_ISO3, WORLD):
        men = sum(fake.of_age(area, 2020, start)[0] for start in (15, 20))
        old = sum(sum(fake.of_age(area, 2020, start)) for start in range(65, 101, 5))
        young = sum(sum(fake.of_age(area, 2020, start)) for start in (0, 5, 10))
        assert [table[code, area, 2020] for code in OF_AN_AGE] == [men, old, young]


def test_the_file_by_age_is_asked_only_where_an_age_is_named(server: FakeServer) -> None:
    for codes, files in ((OF_A_SEX, [fake.FILE]), (OF_AN_AGE, [fake.FILE_BY_AGE])):
        server.reset()
        fetch_cells(server, *codes)
        assert [item.request.path for item in server.log] == files


def test_a_file_by_age_that_is_gone_loses_its_own_series_only(server: FakeServer) -> None:
    server.set_faults("wpp-ages-gone")
    query = Query("wpp", (*OF_A_SEX, *OF_AN_AGE), 2018, 2020, server.url)
    with Transport(Limits(attempts=1, backoff=0.0)) as transport:
        had = fetch_what_there_is(query, transport)
    assert [(one.code, one.indicators) for one in had.refused] == [("status-404", OF_AN_AGE)]
    assert set(had.fetched.observations["indicator"]) == set(OF_A_SEX)


@pytest.mark.parametrize(
    ("code", "label"),
    [
        ("WPP.POP.TOTAL", "population"),
        ("WPP.POP.TOTAL;SEX=MALE", "male population"),
        ("WPP.POP.TOTAL;AGE=15-24;SEX=FEMALE", "female population aged 15 to 24"),
        ("WPP.POP.TOTAL;AGE=0-4", "population aged under 5"),
        ("WPP.POP.TOTAL;AGE=100+", "population aged 100 and over"),
    ],
)
def test_the_name_of_a_part_of_the_people_says_who_they_are(code: str, label: str) -> None:
    cell = find_cell(code)
    assert cell is not None
    assert cell.label == label
    concept = concept_for(f"wpp:{code}")
    assert (concept.label, concept.unit, concept.kind) == (label, "persons", "stock")


@pytest.mark.parametrize(
    "part",
    ["AGE=15-23", "AGE=3+", "AGE=20-14", "AGE=0+", "AGE=95-104", "AGE=105+", "SEX=X", "AGE=١-4"],
)
def test_ages_that_no_groups_of_five_years_make_up_name_nobody(part: str) -> None:
    assert find_cell(f"WPP.POP.TOTAL;{part}") is None
    with pytest.raises(InputError):
        concept_for(f"wpp:WPP.POP.TOTAL;{part}")
