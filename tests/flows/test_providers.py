"""A provider is one row: one is added here by `docs/adding-a-source.md`, asked and judged with."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_faults import Reply, Request
from fake_server import FakeServer
from fake_world import quick_steps

from expectations.assess import assess
from expectations.outcomes import Verdict
from flows.work.orders import RefreshOrder
from flows.work.refreshing import refresh
from sources.errors import Malformed
from sources.evidence.verify import verify_snapshot
from sources.http.answers import Answer, Fetched
from sources.http.transport import Transport
from sources.providers import queries
from sources.providers.queries import Provider, Query
from sources.providers.united_nations.common import to_observations
from sources.registers.register import load_paper
from sources.snapshots.load import load_snapshot
from sources.snapshots.rows import NORMAL

REGISTER = """\
paper: {id: rhine, title: Bicycles of the Rhine, claimant: A. Rider, published: 2021-06, source: t}
indicators:
  bicycles: {label: Bicycles in use, unit: number, kind: stock, codes: {cycles: BIKES}}
groups:
  own: {label: France and Germany, members: [FRA, DEU], provenance: Written for this test}
statements:
  - id: stock
    group: own
    period: 2019
    readings: {period: [2019, 2020]}
    claims:
      - {id: right, phrase: "19 million bicycles", measure: total, indicator: bicycles}
      - {id: wrong, phrase: "31 million bicycles", measure: total, indicator: bicycles}
"""
FIGURES = {"FRA": {"2019": 6e6, "2020": 7e6}, "DEU": {"2019": 13e6, "2020": 15e6}}


def serve_bicycles(_: Request) -> Reply:
    return Reply(json.dumps({"edition": "2021-01-31", "bicycles": FIGURES}).encode())


def fetch_bicycles(query: Query, transport: Transport, _token: str) -> Fetched:
    """Step 1 of the page."""
    found, answer = transport.get(query.url, {}, read_bicycles, source=query.source)
    day = json.loads(answer.body)["edition"]
    values = {key: (value, NORMAL) for key, value in found.items()}
    return Fetched(
        source=query.source,
        vintage=day,
        label="Bicycles of the world",
        how_known="The service says so",
        licence="CC0-1.0",
        attribution="The riders",
        url=answer.url,
        last_updated=day,
        observations=to_observations(query.source, day, "BIKES", "number", values),
        answers=(answer,),
    )


def read_bicycles(answer: Answer) -> dict[tuple[str, int], float]:
    try:
        found = json.loads(answer.body)["bicycles"]
    except ValueError:
        raise Malformed("the answer is no JSON", code="no-json") from None
    return {(area, int(year)): value for area, by in found.items() for year, value in by.items()}


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeServer]:
    """Step 2 of the page: the row."""
    with FakeServer(serve_bicycles) as server:
        row = Provider("cycles", f"{server.url}/bicycles", fetch_bicycles, "BIKES".__eq__)
        monkeypatch.setattr(queries, "PROVIDERS", (*queries.PROVIDERS, row))
        yield server


def test_a_row_makes_a_provider_that_refreshes_ask_and_verdicts_rest_on(
    service: FakeServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CORRIGENDA_HOME", str(tmp_path / "home"))
    service.set_faults("503:1")
    register = tmp_path / "rhine.yaml"
    register.write_text(REGISTER, encoding="utf-8")
    done = refresh(RefreshOrder(papers=(str(register),), sources=("cycles",)), quick_steps())
    assert done.keys == ("cycles@2021-01-31",)
    assert (done.outcome, done.failures) == ("stored", ())
    assert service.requests == 2
    assert verify_snapshot(done.folder).faults == ()
    judged = assess(load_paper(register), load_snapshot([done.folder]))
    verdicts = {one.claim.id: one.verdict for one in judged.outcomes}
    assert verdicts["right"] is Verdict.REPRODUCED
    assert verdicts["wrong"] is not Verdict.REPRODUCED


def test_every_provider_has_a_name_for_people_and_an_address_of_its_own() -> None:
    assert all(Query(one, (), 0, 0, "").label != one for one in queries.providers())
    assert len(set(queries.addresses().values())) == len(queries.PROVIDERS)
