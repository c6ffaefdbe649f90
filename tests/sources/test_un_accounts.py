"""National Accounts Main Aggregates: the workbook as it is and as it goes wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import fake_un_accounts as fake
import pytest
from fake_server import FakeServer
from fake_un import fake_un
from un_figures import figures

from sources.errors import Inconsistent, Malformed, Rejected, SourceError, Unavailable
from sources.http.answers import Fetched
from sources.http.limits import Limits
from sources.http.transport import Transport
from sources.model import OBSERVATION_COLUMNS
from sources.provider import Query
from sources.providers.queries import Had, fetch_what_there_is
from sources.providers.united_nations import accounts
from sources.providers.united_nations.accounts import fetch_accounts
from sources.reference.areas import PARTS, WORLD
from sources.reference.concepts import concept_for
from sources.snapshots.totals import add_totals


@pytest.fixture(scope="module")
def service() -> Iterator[FakeServer]:
    with fake_un() as server:
        yield server


@pytest.fixture
def server(service: FakeServer) -> FakeServer:
    service.set_faults()
    service.reset()
    return service


def fetch(server: FakeServer, first: int = 2000, last: int = 2030, attempts: int = 2) -> Fetched:
    moment = datetime(2026, 11, 23, 12, tzinfo=UTC)
    limits = Limits(attempts=attempts, backoff=0.0, body=8 << 20)
    with Transport(limits, now=lambda: moment) as transport:
        return fetch_accounts(transport, first, last, url=f"{server.url}/unsd/amaapi/api")


def test_the_workbook_gives_the_gdp_of_each_area(server: FakeServer) -> None:
    fetched = fetch(server)
    assert figures(fetched) == fake.dollars()  # to the last bit, and no other indicator
    assert tuple(fetched.observations.columns) == OBSERVATION_COLUMNS
    assert set(fetched.observations["unit_measure"]) == {"usd"}
    assert server.requests == 1


def test_former_states_and_the_parts_of_tanzania_are_kept_and_there_is_no_world(
    server: FakeServer,
) -> None:
    areas = {area for area, year in figures(fetch(server, 2005, 2010))}
    assert {"SDN_former", "SDN", "SSD", *PARTS["TZA"]} <= areas
    assert not areas & {WORLD, "TZA"}


def test_its_rows_can_be_added_up_to_tanzania_and_the_world(server: FakeServer) -> None:
    table = add_totals(fetch(server, 2015, 2015).observations)
    assert {"TZA", WORLD} <= set(table["ref_area"])


def test_only_the_years_that_are_asked_are_read(server: FakeServer) -> None:
    found = figures(fetch(server, 2009, 2010))
    assert {year for _, year in found} == {2009, 2010}


def test_the_vintage_is_the_day_on_which_the_workbook_was_saved(server: FakeServer) -> None:
    fetched = fetch(server)
    assert fetched.vintage == "2026-02-01"
    assert fetched.how_known == "The day on which the workbook was last saved"
    assert fetched.last_updated == "2026-02-01T09:30:00Z"


@pytest.mark.parametrize(
    ("fault", "vintage", "words"),
    [
        ("ama-undated=changed", "2026-02-01", "the day on which the service last changed it"),
        ("ama-undated", "2026-11-23", "the day on which it was fetched"),
    ],
)
def test_a_workbook_without_a_date_says_what_stands_for_it(
    server: FakeServer, fault: str, vintage: str, words: str
) -> None:
    server.set_faults(fault)
    fetched = fetch(server)
    assert fetched.vintage == vintage
    assert words in fetched.how_known


def test_the_evidence_is_the_workbook_as_it_came(server: FakeServer) -> None:
    (answer,) = fetch(server).answers
    assert answer.body == fake.plain()
    assert answer.retrieved_at == "2026-11-23T12:00:00+00:00"


@pytest.mark.parametrize("fault", ["header-moved", "content-type=text/html"])
def test_a_header_that_moved_and_a_wrong_content_type_do_no_harm(
    server: FakeServer, fault: str
) -> None:
    server.set_faults(fault)
    assert figures(fetch(server)) == fake.dollars()


@pytest.mark.parametrize("fault", ["503:1", "cut:1", "html:1", "ama-cut:1"])
def test_a_passing_fault_is_tried_again(server: FakeServer, fault: str) -> None:
    server.set_faults(fault)
    assert figures(fetch(server)) == fake.dollars()
    assert server.requests == 2


@pytest.mark.slow
@pytest.mark.parametrize(
    "fault",
    [
        *("500:1", "502:1", "429=0:1", "429-date=0:1"),
        *("reset:1", "reset-in-body:1", "truncated:1", "nothing:1"),
    ],
)
def test_any_passing_fault_is_tried_again(server: FakeServer, fault: str) -> None:
    server.set_faults(fault)
    assert figures(fetch(server)) == fake.dollars()
    assert server.requests == 2


@pytest.mark.parametrize(
    ("fault", "kind", "code", "words", "requests"),
    [
        ("html", Malformed, "not-xlsx", "is not a workbook", 2),
        ("truncated", Malformed, "cut", "cut or damaged", 2),
        ("ama-cut", Inconsistent, "incomplete", "areas have GDP in 2005, fewer than 190", 2),
        ("ama-damaged", Malformed, "cut", "cut or damaged", 2),
        ("header-gone", Malformed, "no-header", "no sheet has a row with CountryID", 1),
        ("other-workbook", Malformed, "other-workbook", "constant 2015 prices", 1),
        ("ama-unknown-country", Malformed, "unknown-area", "'Atlantis', CountryID 999", 1),
        ("ama-text", Malformed, "no-number", "row 5 has no number for 2024: 'n/a'", 1),
        ("ama-twice", Inconsistent, "twice", "the GDP of AFG a second time", 2),
        ("zip-bomb", Malformed, "too-large", "300 MB unpacked", 1),
        ("many-styles", Malformed, "too-large", "'xl/styles.xml'", 1),
        ("many-cells", Malformed, "too-large", "'xl/worksheets/sheet1.xml'", 1),
        ("wide-row", Malformed, "too-large", "more than 1000 columns", 1),
        ("entities", Malformed, "cut", "defines a document type", 2),
        ("overlapping", Malformed, "cut", "lie over each other|Overlapped", 2),
        ("far-cell", Malformed, "too-large", "more than 50000 rows", 1),
        ("huge", Unavailable, "too-large", "more than 8 MiB", 1),
        ("404", Rejected, "status-404", "status 404", 1),
    ],
)
def test_a_fault_that_stays_is_told(
    server: FakeServer,
    fault: str,
    kind: type[SourceError],
    code: str,
    words: str,
    requests: int,
) -> None:
    server.set_faults(fault)
    with pytest.raises(kind, match=words) as caught:
        fetch(server)
    assert (caught.value.code, caught.value.source) == (code, "ama")
    assert caught.value.url.endswith("/file/2")
    assert server.requests == requests


def test_years_that_the_workbook_does_not_have_are_told(server: FakeServer) -> None:
    with pytest.raises(Malformed, match="no year from 2025 to 2026"):
        fetch(server, 2025, 2026)


@pytest.mark.parametrize("at", range(0, 100, 7))
def test_no_beginning_of_the_workbook_passes_for_the_whole(server: FakeServer, at: int) -> None:
    server.set_faults(f"ama-torn={len(fake.plain()) * at // 100}")
    with pytest.raises(Malformed):
        fetch(server, attempts=1)


PARTS_AND_CONSTANT = (
    "AMA.GDP.CURR.USD",
    "AMA.EXP.CURR.USD",
    "AMA.IMP.CURR.USD",
    "AMA.GDP.CONST.USD",
)


def test_exports_imports_and_gdp_at_constant_prices_are_had_of_their_workbooks(
    server: FakeServer,
) -> None:
    with Transport(Limits(attempts=2, backoff=0.0)) as transport:
        fetched = fetch_accounts(
            transport,
            2015,
            2017,
            url=f"{server.url}/unsd/amaapi/api",
            indicators=PARTS_AND_CONSTANT,
        )
    assert server.requests == 2, "one workbook for three series, one for the fourth"
    table = fetched.observations.set_index(["indicator", "ref_area", "time_period"])["obs_value"]
    for code, part in zip(PARTS_AND_CONSTANT, (1.0, 0.5, 0.25, 0.8), strict=True):
        for (area, year), dollars in fake.dollars().items():
            if 2015 <= year <= 2017:
                assert table[code, area, year] == pytest.approx(dollars * part)
    units = dict(fetched.observations[["indicator", "unit_measure"]].drop_duplicates().to_numpy())
    assert units["AMA.GDP.CONST.USD"] == "usd_constant"
    assert len(fetched.answers) == 2


def test_a_component_that_no_row_has_is_named_so_that_the_others_can_be_had(
    server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    series = accounts.SERIES["AMA.EXP.CURR.USD"]
    renamed = {**accounts.SERIES, "AMA.EXP.CURR.USD": replace(series, row="Exports, renamed")}
    monkeypatch.setattr(accounts, "SERIES", renamed)
    query = Query("ama", PARTS_AND_CONSTANT[:3], 2015, 2016, f"{server.url}/unsd/amaapi/api")
    with Transport(Limits(attempts=1, backoff=0.0)) as transport:
        had = fetch_what_there_is(query, transport)
    assert [one.indicators for one in had.refused] == [("AMA.EXP.CURR.USD",)]
    assert had.query.indicators == ("AMA.GDP.CURR.USD", "AMA.IMP.CURR.USD")


def test_a_series_that_is_not_read_is_told_without_asking(server: FakeServer) -> None:
    with (
        Transport(Limits(attempts=1)) as transport,
        pytest.raises(Inconsistent, match="not read for AMA"),
    ):
        fetch_accounts(transport, 2015, 2016, url=server.url, indicators=("AMA.X",))
    assert server.requests == 0


MADE_OF_GDP = ("AMA.GDP.PCAP.CURR.USD", "AMA.GDP.PCAP.CONST.USD", "AMA.GDP.GROWTH")


def fetch_some(server: FakeServer, *codes: str) -> Had:
    query = Query("ama", codes, 2015, 2017, f"{server.url}/unsd/amaapi/api")
    with Transport(Limits(attempts=1, backoff=0.0)) as transport:
        return fetch_what_there_is(query, transport)


def test_growth_and_figures_per_head_are_had_of_workbooks_of_their_own(server: FakeServer) -> None:
    had = fetch_some(server, *MADE_OF_GDP)
    assert (server.requests, had.refused) == (3, ())
    columns = ["indicator", "ref_area", "time_period"]
    table = had.fetched.observations.set_index(columns)["obs_value"]
    areas = {area for area, year in fake.dollars() if year == 2016}
    assert len(table) == 3 * sum(1 for _, year in fake.dollars() if 2015 <= year <= 2017)
    for area in areas:
        current, constant, growth = (table[code, area, 2016] for code in MADE_OF_GDP)
        assert current == pytest.approx(fake.per_head_of(area, 2016))
        assert constant == pytest.approx(current * 0.8)
        assert growth == pytest.approx(fake.growth_of(area, 2016))
    units = dict(had.fetched.observations[["indicator", "unit_measure"]].drop_duplicates().values)
    assert [units[code] for code in MADE_OF_GDP] == ["usd", "usd_constant", "percent"]


def test_growth_is_in_per_cent_though_the_workbook_has_fractions(server: FakeServer) -> None:
    server.set_faults("ama-growth-in-one")
    table = fetch_some(server, "AMA.GDP.GROWTH").fetched.observations
    china = table[(table["ref_area"] == "CHN") & (table["time_period"] == 2016)]["obs_value"]
    assert china.tolist() == pytest.approx([fake.growth_of("CHN", 2016)])


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("ama-growth-elsewhere", "other-workbook"),
        ("ama-growth-gone", "status-404"),
        ("ama-growth-in-one=0.06", "unit"),
    ],
)
def test_a_workbook_that_is_not_what_its_number_says_loses_its_own_series_only(
    server: FakeServer, fault: str, code: str
) -> None:
    server.set_faults(fault)
    had = fetch_some(server, "AMA.GDP.CURR.USD", "AMA.GDP.GROWTH", "AMA.GDP.PCAP.CURR.USD")
    assert [(one.code, one.indicators) for one in had.refused] == [(code, ("AMA.GDP.GROWTH",))]
    assert had.query.indicators == ("AMA.GDP.CURR.USD", "AMA.GDP.PCAP.CURR.USD")
    assert set(had.fetched.observations["indicator"]) == set(had.query.indicators)


def test_a_service_that_has_no_workbook_at_all_is_one_failure(server: FakeServer) -> None:
    server.set_faults("404")
    with pytest.raises(Rejected, match="status 404"):
        fetch_some(server, "AMA.GDP.CURR.USD", *MADE_OF_GDP)


@pytest.mark.parametrize("concept", ["gdp_growth", "gdp_per_capita", "gdp_per_capita_constant"])
def test_the_concepts_name_growth_and_figures_per_head_of_the_national_accounts(
    concept: str,
) -> None:
    code = concept_for(concept).codes["ama"]
    assert code in accounts.SERIES
    assert concept_for(f"ama:{code}").unit == accounts.SERIES[code].unit
