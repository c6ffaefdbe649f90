"""The United Nations' SDG database, live and in bulk: names of series, pages, faults."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_faults import FAULTS as ANY_FAULTS
from fake_server import FakeServer
from fake_un import fake_un
from fake_un_sdg import EMPTY, FAULTS, NEVER_LISTED, RELEASE, figures

from sources.errors import ObservationsError, Rejected, SourceError
from sources.http.limits import Limits
from sources.http.transport import Transport
from sources.provider import SDG, Query
from sources.providers.queries import fetch_what_there_is
from sources.providers.united_nations.sdg import fetch_sdg
from sources.providers.united_nations.sdg_bulk import add_sdg_bulk
from sources.snapshots.load import load_snapshot
from sources.snapshots.sdg_series import SdgRow, total_of, values_of

POVERTY, UNEMPLOYMENT, HUNGER, HOMICIDE = (
    "SI_POV_DAY1",
    "SL_TLF_UEM",
    "SN_ITK_DEFC",
    "VC_IHR_PSRC",
)
YOUTH = "SL_TLF_UEM;AGE=15-24"


@pytest.fixture(scope="module")
def server() -> Iterator[FakeServer]:
    with fake_un() as running:
        yield running


@pytest.fixture(autouse=True)
def _sound(server: FakeServer) -> None:
    server.set_faults()


def quick(attempts: int = 5) -> Transport:
    limits = Limits(attempts=attempts, connect=20, read=20, answer=60, overall=200, body=1 << 22)
    return Transport(limits, sleep=lambda _: None)


def stored(codes: tuple[str, ...]) -> dict[tuple[str, str, int], float]:
    return {key: value for key, value in figures().items() if key[0] in codes}


def got(server: FakeServer, *codes: str, size: int = 5_000) -> dict[tuple[str, str, int], float]:
    with quick() as transport:
        found = fetch_sdg(transport, codes, 1990, 2026, url=f"{server.url}/sdgapi", page_size=size)
    rows = found.observations
    columns = (rows[name].tolist() for name in ("indicator", "ref_area", "time_period"))
    return dict(zip(zip(*columns, strict=True), rows["obs_value"].tolist(), strict=True))


def test_totals_and_named_cells_are_what_the_database_has(server: FakeServer) -> None:
    codes = (POVERTY, UNEMPLOYMENT, YOUTH, "VC_IHR_PSRC;SEX=FEMALE")
    assert got(server, *codes) == stored(codes)
    assert len(stored((YOUTH,))) > 500


def test_small_pages_give_the_same_as_one_page(server: FakeServer) -> None:
    assert got(server, HUNGER, size=137) == stored((HUNGER,))


def test_the_release_is_recorded_and_gives_the_day(server: FakeServer) -> None:
    with quick() as transport:
        found = fetch_sdg(transport, [POVERTY], 2010, 2026, url=f"{server.url}/sdgapi")
    assert found.last_updated == RELEASE
    assert RELEASE in found.how_known
    assert found.vintage == min(found.answers[-1].retrieved_at[:10], "2026-09-30")
    assert any("regions" in note for note in found.notes)
    assert any("bounds" in note for note in found.notes)
    assert set(found.observations["time_period"]) <= set(range(2010, 2027))


def test_a_series_that_is_not_there_is_named_and_loses_nothing_else(server: FakeServer) -> None:
    codes = (EMPTY, NEVER_LISTED, POVERTY, HOMICIDE)
    query = Query(SDG, codes, 2010, 2020, f"{server.url}/sdgapi")
    with quick() as transport:
        had = fetch_what_there_is(query, transport)
    assert had.query.indicators == (POVERTY,)
    assert [error.indicators for error in had.refused] == [(NEVER_LISTED,), (EMPTY, HOMICIDE)]
    assert set(had.fetched.observations["indicator"]) == {POVERTY}
    with quick() as transport, pytest.raises(Rejected, match="is no series"):
        fetch_what_there_is(Query(SDG, (NEVER_LISTED,), 2010, 2020, query.url), transport)


OWN_FAULTS = sorted(f"{one}={POVERTY}" if one == "sdg-of" else one for one in FAULTS)
"""Each fault of the service; one is of a series that it is told."""


@pytest.mark.parametrize("fault", OWN_FAULTS)
def test_a_passing_fault_is_mended_and_a_lasting_one_told(server: FakeServer, fault: str) -> None:
    server.set_faults(f"{fault}:1@1")
    assert got(server, POVERTY, size=400) == stored((POVERTY,))
    server.set_faults(f"{fault}@1")
    with quick(2) as transport, pytest.raises(SourceError) as raised:
        fetch_sdg(transport, [POVERTY], 1990, 2026, url=f"{server.url}/sdgapi", page_size=400)
    assert raised.value.source == SDG


def test_with_one_answer_in_five_faulty_no_value_is_wrong_or_missing(server: FakeServer) -> None:
    faults = [*FAULTS, "503", "500", "429=0", "cut", "truncated", "html", "nothing", "reset"]
    assert set(faults[len(FAULTS) + 3 :]) <= {*ANY_FAULTS}
    server.set_faults(*faults, chance=0.2, seed=3)
    draw = random.Random(1)
    had = 0
    for _ in range(24):
        code = draw.choice((POVERTY, HUNGER, YOUTH))
        try:
            assert got(server, code, size=draw.choice((900, 2_500))) == stored((code,))
            had += 1
        except SourceError as error:
            assert error.source == SDG
    assert had > 18


# Which cell is the total


def row(value: str = "1", area: int = 4, **dimensions: str) -> SdgRow:
    return SdgRow("X", area, 2010, value, dimensions)


def codes_of(*rows: SdgRow) -> set[str]:
    return {code for code, _, _ in values_of(rows).cells}


def test_the_value_that_all_rows_share_is_no_part_of_the_name() -> None:
    assert codes_of(row(AGE="<5Y", SEX="FEMALE"), row(AGE="<5Y", SEX="FEMALE", area=8)) == {"X"}


def test_the_total_is_found_by_the_names_of_the_values() -> None:
    assert codes_of(row(SEX="BOTHSEX"), row(SEX="FEMALE")) == {"X", "X;SEX=FEMALE"}
    assert codes_of(row(), row(LOCATION="URBAN")) == {"X", "X;LOCATION=URBAN"}
    assert codes_of(row(SEX="MALE"), row(SEX="FEMALE")) == {"X;SEX=FEMALE", "X;SEX=MALE"}
    assert total_of("AGE", {"15+", "15-24", "25+"}) == "15+"
    assert total_of("AGE", {"0-14", "15-24"}) is None
    assert total_of("AGE", {"<5Y", "0-17"}) == "0-17"
    assert total_of("REPORTING_TYPE", {"G", "N"}) == "G"


def test_the_order_of_dimensions_and_rows_makes_no_difference() -> None:
    rows = [row(SEX="FEMALE", AGE="15-24"), row(AGE="15+", SEX="BOTHSEX")]
    assert codes_of(*rows) == codes_of(*reversed(rows)) == {"X", "X;AGE=15-24;SEX=FEMALE"}


def test_bounds_regions_and_contradictions_are_left_out_and_counted() -> None:
    found = values_of(
        [row("<2.5"), row("3", area=202), row("1", area=8), row("2", area=8), row("4", area=1)]
    )
    assert dict(found.cells) == {("X", "WLD", 2010): 4.0}
    assert sum(found.left_out.values()) == 3
    assert len(found.notes) == 3


def test_the_recorded_shape_is_read() -> None:
    shape = (
        '{"size":3,"totalElements":1,"totalPages":1,"pageNumber":1,"attributes":[],"dimensions":[],'
        '"data":[{"goal":["1"],"series":"SI_POV_DAY1","geoAreaCode":"156","geoAreaName":"China",'
        '"timePeriodStart":2024.0,"value":"0.1","dimensions":{"Sex":"ALL"},"attributes":{}}]}'
    )
    from sources.http.answers import Answer
    from sources.providers.united_nations.sdg import _read_page

    answer = Answer("", (), 200, (("content-type", "application/json"),), shape.encode(), "")
    page = _read_page(answer, POVERTY, 1, 5)
    assert dict(values_of(page.rows).cells) == {(POVERTY, "CHN", 2024): 0.1}
    assert json.loads(shape)["totalElements"] == page.total


# In bulk

HEADER = "Goal,SeriesCode,SeriesDescription,GeoAreaCode,GeoAreaName,TimePeriod,Value,"
HEADER += "[Age],[Nature],[Sex]"


def test_a_file_of_the_data_portal_is_taken_in(tmp_path: Path) -> None:
    lines = [
        HEADER,
        '1,SI_POV_DAY1,"Poverty, all",156,China,2010,0.1,ALLAGE,C,BOTHSEX',
        "1,SI_POV_DAY1,Poverty,156,China,2010,0.2,ALLAGE,E,FEMALE",
        "1,SI_POV_DAY1,Poverty,202,Africa,2010,40,ALLAGE,C,BOTHSEX",
        "1,SI_POV_DAY1,Poverty,1,World,2010.0,<2.5,ALLAGE,C,BOTHSEX",
    ]
    file = tmp_path / "poverty.csv"
    file.write_text("\r\n".join(lines), encoding="utf-8-sig")
    vintage = add_sdg_bulk(file, "2026-09-30", tmp_path / "snapshot")
    assert vintage.key == "sdg@2026-09-30"
    assert vintage.indicators == ("SI_POV_DAY1", "SI_POV_DAY1;SEX=FEMALE")
    loaded = load_snapshot([tmp_path / "snapshot"])
    assert loaded.observations["obs_value"].tolist() == [0.1, 0.2]
    assert len(loaded.vintages[0].notes) == 2
    assert add_sdg_bulk(file, "2026-09-30", tmp_path / "snapshot") == vintage


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("a,b\n", 1, "the header lacks SeriesCode"),
        (f"{HEADER}\n1,X,x,China,China,2010,1,,,\n", 2, "no series, M49 number and year"),
        (f"{HEADER}\n1,X\n", 2, "too few fields"),
        (f"{HEADER}\n", None, "no value of a country"),
    ],
)
def test_another_file_is_refused_with_line_and_mend(
    tmp_path: Path, text: str, line: int | None, said: str
) -> None:
    file = tmp_path / "bad.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ObservationsError, match=said) as refusal:
        add_sdg_bulk(file, "2026-09-30", tmp_path / "snapshot")
    assert (refusal.value.line, bool(refusal.value.mend)) == (line, True)
