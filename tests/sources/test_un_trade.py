"""UN Comtrade: China's trade with each partner, as it comes and as it goes wrong."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import fake_un_trade as fake
import pytest
from fake_faults import Fault
from fake_server import FakeServer
from fake_un import fake_un
from un_figures import figures

from sources.errors import Inconsistent, Malformed, Rejected, SourceError, Unavailable
from sources.http.answers import Answer, Fetched
from sources.http.limits import Limits
from sources.http.transport import Transport
from sources.model import OBSERVATION_COLUMNS
from sources.providers.united_nations.trade import fetch_trade
from sources.providers.united_nations.trade_calls import read_partners, read_rows
from sources.reference.areas import WORLD
from sources.reference.groups import GROUPS

WIRE = Path(__file__).resolve().parents[3] / "shared" / "data" / "wire"


class Clock:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds

    def now(self) -> datetime:
        return datetime(2026, 11, 23, 12, tzinfo=UTC) + timedelta(seconds=self.seconds)


@pytest.fixture(scope="module")
def service() -> Iterator[FakeServer]:
    with fake_un() as server:
        yield server


@pytest.fixture
def server(service: FakeServer) -> FakeServer:
    service.set_faults()
    service.reset()
    return service


def fetch(
    server: FakeServer, first: int = 2010, last: int = 2011, clock: Clock | None = None
) -> Fetched:
    clock = clock or Clock()
    limits = Limits(attempts=2, backoff=0.0)
    with Transport(
        limits, sleep=clock.sleep, clock=lambda: clock.seconds, now=clock.now
    ) as transport:
        return fetch_trade(transport, first, last, url=f"{server.url}{fake.BASE}")


def value(code: int, year: int, directions: str = "XM") -> int:
    return sum(fake.partners(year, direction)[code][2] for direction in directions)


def test_trade_is_exports_and_imports_added_up(server: FakeServer) -> None:
    fetched = fetch(server)
    found = figures(fetched)
    assert found["IDN", 2010] == value(360, 2010)
    assert found["NAM", 2011] == value(516, 2011)
    assert found[WORLD, 2010] == value(fake.WORLD, 2010)
    assert tuple(fetched.observations.columns) == OBSERVATION_COLUMNS
    assert set(fetched.observations["unit_measure"]) == {"usd"}
    assert set(fetched.observations["indicator"]) == {"TOTAL.CHN"}


def test_all_64_countries_of_the_initiative_have_trade(server: FakeServer) -> None:
    areas = {area for area, _ in figures(fetch(server, 2010, 2010))}
    assert not set(GROUPS["bri-64"].members) - areas


@pytest.mark.parametrize(("area", "code"), sorted(fake.OWN_NUMBERS.items()))
def test_partners_with_numbers_of_comtrades_own_are_known(
    server: FakeServer, area: str, code: int
) -> None:
    assert figures(fetch(server, 2010, 2010))[area, 2010] == value(code, 2010)


def test_other_asia_is_taiwan_and_that_is_noted(server: FakeServer) -> None:
    fetched = fetch(server, 2010, 2010)
    assert figures(fetched)["TWN", 2010] == value(490, 2010)
    assert any("Taiwan" in note and "490" in note for note in fetched.notes)


def test_areas_that_are_no_country_and_china_itself_are_in_the_world_only(
    server: FakeServer,
) -> None:
    fetched = fetch(server, 2010, 2010)
    found = figures(fetched)
    assert "CHN" not in {area for area, _ in found}
    partners = sum(number for (area, _), number in found.items() if area != WORLD)
    apart = value(899, 2010) + value(156, 2010, "M")
    assert found[WORLD, 2010] == partners + apart
    assert any("Areas, nes" in note for note in fetched.notes)
    assert any("re-imports" in note for note in fetched.notes)


def test_one_direction_alone_counts_and_is_marked(server: FakeServer) -> None:
    fetched = fetch(server, 2010, 2010)
    table = fetched.observations.set_index("ref_area")
    assert table.loc["TUV", "obs_value"] == value(798, 2010, "X")
    assert table.loc["TUV", "obs_status"] == "I"
    assert set(table.drop("TUV")["obs_status"]) == {"A"}
    assert any("Tuvalu" in note for note in fetched.notes)


def test_one_period_and_one_direction_a_call_for_totals_only(server: FakeServer) -> None:
    fetch(server)
    asked = [item.request.query for item in server.log if item.request.path == fake.PREVIEW]
    assert [(query["period"], query["flowCode"]) for query in asked] == [
        *(("2010", "X"), ("2010", "M"), ("2011", "X"), ("2011", "M"))
    ]
    for query in asked:
        assert (query["reporterCode"], query["cmdCode"]) == ("156", "TOTAL")
        assert (query["partner2Code"], query["customsCode"], query["motCode"]) == ("0", "C00", "0")


def test_a_second_passes_between_two_calls(server: FakeServer) -> None:
    clock = Clock()
    fetch(server, 2010, 2014, clock)
    assert server.requests == 11
    assert clock.slept == [1.0] * 10


def test_a_call_that_is_tried_again_keeps_the_distance_too(server: FakeServer) -> None:
    server.set_faults("503:1@1")
    clock = Clock()
    fetch(server, 2010, 2010, clock)
    assert server.requests == 4
    assert clock.seconds == pytest.approx(3.0)


def test_the_vintage_is_the_day_of_the_last_release_of_these_years(server: FakeServer) -> None:
    assert fetch(server, 2010, 2011).vintage == "2019-01-02"
    fetched = fetch(server, 2010, 2012)
    assert fetched.vintage == "2024-05-06"
    assert fetched.last_updated == fake.RELEASED
    assert "last released" in fetched.how_known


def test_without_the_days_of_release_the_vintage_is_the_day_of_the_fetch(
    server: FakeServer,
) -> None:
    server.set_faults(Fault("404", only="/getDA/"))
    fetched = fetch(server, 2007, 2010)
    assert fetched.vintage == "2026-11-23"
    assert "fetched" in fetched.how_known
    assert fetched.last_updated == ""
    assert {year for _, year in figures(fetched)} == {2008, 2009, 2010}


def test_years_that_china_has_not_reported_are_noted_and_not_asked_for(server: FakeServer) -> None:
    fetched = fetch(server, 2019, 2022)
    assert {year for _, year in figures(fetched)} == {2019, 2020}
    assert "China has reported nothing for 2021, 2022." in fetched.notes
    assert server.requests == 5


def test_no_reported_year_at_all_is_an_error(server: FakeServer) -> None:
    with pytest.raises(Inconsistent, match="no year from 2025 to 2026"):
        fetch(server, 2025, 2026)


def test_a_full_answer_is_never_used_and_asked_for_again_in_groups(server: FakeServer) -> None:
    expected = figures(fetch(server, 2010, 2010))
    server.reset()
    server.set_faults(Fault("unpinned", only="/preview/"))
    fetched = fetch(server, 2010, 2010)
    assert figures(fetched) == expected
    asked = [item.request.query for item in server.log if item.request.path == fake.PREVIEW]
    grouped = [query for query in asked if "partnerCode" in query]
    assert len(grouped) == len(asked) - 2
    assert all(b'"count": 500' not in answer.body for answer in fetched.answers)


def test_a_group_that_is_full_again_is_halved_and_one_partner_alone_is_told(
    server: FakeServer,
) -> None:
    server.set_faults(Fault("full", only="/preview/"))
    with pytest.raises(Inconsistent, match="as many as the service gives at most") as caught:
        fetch(server, 2010, 2010)
    assert caught.value.code == "row-limit"
    assert server.requests < 15


def test_the_row_of_the_world_is_asked_for_where_it_did_not_come(server: FakeServer) -> None:
    expected = figures(fetch(server, 2010, 2010))
    server.set_faults(Fault("no-world", times=1, only="flowCode=X"))
    assert figures(fetch(server, 2010, 2010)) == expected
    assert "partnerCode=0" in [
        part for item in server.log for part in item.request.target.split("&")
    ]


@pytest.mark.parametrize(
    ("fault", "kind", "code", "words"),
    [
        ("partner-lost", Inconsistent, "partners-and-world", "exports of 2010 with its partners"),
        ("no-world", Inconsistent, "partners-and-world", "with the world nothing"),
        ("nothing-reported", Inconsistent, "flow-missing", "not both exports and imports"),
        ("count-wrong", Inconsistent, "rows-and-count", "rows came, the answer says"),
        ("other-year", Inconsistent, "not-asked", "which was not asked"),
        ("partner-twice", Inconsistent, "twice", "comes twice"),
        ("unknown-partner", Inconsistent, "unknown-area", "that matters: Atlantis"),
        ("comtrade-error", Rejected, "comtrade-error", "The period parameter is not valid"),
        ("comtrade-error-object", Rejected, "comtrade-error", "Maximum of periods exceeded"),
        ("html", Malformed, "html", "web page"),
        ("truncated", Malformed, "not-json", "not JSON"),
        ("nothing", Malformed, "empty", "empty"),
        ("value-lost", Malformed, "no-value", "no partner or no value"),
        ("500", Unavailable, "status-500", "status 500"),
    ],
)
def test_a_fault_that_stays_is_told(
    server: FakeServer, fault: str, kind: type[SourceError], code: str, words: str
) -> None:
    server.set_faults(Fault(fault, only="/preview/"))
    with pytest.raises(kind, match=words) as caught:
        fetch(server, 2010, 2010)
    assert (caught.value.code, caught.value.source) == (code, "comtrade")


def test_a_partner_of_no_table_that_does_not_matter_is_named_and_left_out(
    server: FakeServer,
) -> None:
    server.set_faults(Fault("unknown-partner", "0.0001", only="/preview/"))
    fetched = fetch(server, 2010, 2010)
    assert any("Atlantis" in note for note in fetched.notes)


@pytest.mark.parametrize(
    "fault",
    [
        *("500:1@1", "502:1@1", "503:1@1", "429-date=0:1@1", "reset:1@1", "cut:1@1"),
        *("truncated:1@1", "html:1@1", "nothing:1@1", "count-wrong:1@1", "rate-limited=1:1@1"),
    ],
)
def test_a_passing_fault_is_tried_again(server: FakeServer, fault: str) -> None:
    expected = figures(fetch(server, 2010, 2010))
    server.set_faults(fault)
    assert figures(fetch(server, 2010, 2010)) == expected


def test_too_many_calls_wait_as_long_as_the_service_asks(server: FakeServer) -> None:
    server.set_faults("rate-limited=7:1@1")
    clock = Clock()
    fetch(server, 2010, 2010, clock)
    assert 7.0 in clock.slept


def test_a_quota_that_is_used_up_leaves_the_service_alone(server: FakeServer) -> None:
    server.set_faults(Fault("quota", "36600", only="/preview/"))
    with pytest.raises(Unavailable, match="left alone until 2026-11-23 22:10 UTC"):
        fetch(server, 2010, 2010)
    assert server.requests == 2


def test_a_quota_without_a_time_says_to_come_back_tomorrow(server: FakeServer) -> None:
    server.set_faults(Fault("quota", only="/preview/"))
    with pytest.raises(Rejected, match="Out of call volume quota") as caught:
        fetch(server, 2010, 2010)
    assert "tomorrow" in caught.value.mend
    assert server.requests == 2


def _recorded(name: str) -> Answer:
    path = WIRE / name
    if not path.exists():
        pytest.skip(f"{path} is not here")
    return Answer("https://recorded.invalid/", (), 200, (), path.read_bytes(), "2024-01-01")


@pytest.mark.shared
def test_the_recorded_answer_for_china_is_understood() -> None:
    rows = read_rows(_recorded("comtrade_get_C_A_HS_CHN_2010.json"))
    exports = read_partners([row for row in rows if row["flowCode"] == "X"], 2010, "X", None)
    imports = read_partners([row for row in rows if row["flowCode"] == "M"], 2010, "M", None)
    assert {code: partner.iso for code, partner in exports.items()} == {32: "ARG", 276: "DEU"}
    assert exports[276].dollars == 68_047_133_397.0
    assert imports[276].dollars == 74_251_272_075.0


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "count"), [("comtrade_bulk_empty.json", 0), ("comtrade_bulk_listing.json", 1)]
)
def test_the_recorded_envelopes_are_understood(name: str, count: int) -> None:
    assert len(read_rows(_recorded(name))) == count
