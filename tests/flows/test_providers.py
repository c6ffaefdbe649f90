"""A provider is one row: one is added here by `docs/adding-a-source.md`, asked and judged with."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from inspect import signature
from pathlib import Path

import bicycles
import pytest
from fake_faults import Reply, Request
from fake_server import FakeServer
from fake_world import quick_steps
from processes import ROOT, Corrigenda, clean_environment

from expectations.assessment.assess import assess
from expectations.outcomes import Verdict
from flows.environment.settings import Settings
from flows.work.orders import RefreshOrder
from flows.work.refreshing import refresh
from sources import provider
from sources.evidence.verify import verify_snapshot
from sources.provider import Provider
from sources.providers.queries import asked_by, takes
from sources.reference.concepts import CONCEPTS
from sources.registers.register import load_paper
from sources.snapshots.load import load_snapshot

INDICATOR = """\
indicators:
  bicycles: {label: Bicycles in use, unit: number, kind: stock, codes: {cycles: BIKES}}
"""
REGISTER = """\
paper: {id: rhine, title: Bicycles of the Rhine, claimant: A. Rider, published: 2021-06, source: t}
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


@pytest.fixture
def service() -> Iterator[FakeServer]:
    with FakeServer(serve_bicycles) as server:
        yield server


def test_a_row_makes_a_provider_that_refreshes_ask_and_verdicts_rest_on(
    service: FakeServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = Provider(
        id=bicycles.SOURCE,
        label="Bicycle counts (The riders)",
        url=f"{service.url}/bicycles",
        module=bicycles.__name__,
    )
    monkeypatch.setattr(provider, "PROVIDERS", (*provider.PROVIDERS, row))
    monkeypatch.setenv("CORRIGENDA_HOME", str(tmp_path / "home"))
    service.set_faults("503:1")
    register = tmp_path / "rhine.yaml"
    register.write_text(REGISTER + INDICATOR, encoding="utf-8")
    done = refresh(RefreshOrder(papers=(str(register),), sources=("cycles",)), quick_steps())
    assert done.keys == ("cycles@2021-01-31",)
    assert (done.outcome, done.failures) == ("stored", ())
    assert service.requests == 2
    assert verify_snapshot(done.folder).faults == ()
    judged = assess(load_paper(register), load_snapshot([done.folder]))
    verdicts = {one.claim.id: one.verdict for one in judged.outcomes}
    assert verdicts["right"] is Verdict.REPRODUCED
    assert verdicts["wrong"] is not Verdict.REPRODUCED


@pytest.mark.slow
def test_who_follows_the_page_in_a_copy_of_the_house_has_a_provider(
    service: FakeServer, tmp_path: Path
) -> None:
    house = tmp_path / "house"
    for room in ("sources", "expectations", "reports", "flows"):
        left = shutil.ignore_patterns("__pycache__", "site")
        shutil.copytree(ROOT / room, house / room, ignore=left)
    # 1. A module.
    shutil.copy(bicycles.__file__, house / "sources/providers/bicycles.py")
    # 2. A row, behind the last one.
    row = f"""\
    Provider(
        id="cycles",
        label="Bicycle counts (The riders)",
        url="{service.url}/bicycles",
        module="sources.providers.bicycles",
    ),
"""
    put_before(house / "sources/provider.py", {')\n"""A row each': row})
    # 3. Its codes in a column of the table.
    add_concept(house / "sources/reference/concepts.csv")

    (house / "rhine.yaml").write_text(REGISTER, encoding="utf-8")
    refreshed = run_in(house, "refresh", "--plain", "--source", "cycles", "--paper", "rhine.yaml")
    assert refreshed.returncode == 0, refreshed.stdout + refreshed.stderr
    assert "cycles" in refreshed.stdout
    judged = run_in(house, "validate", "--plain", "--paper", "rhine.yaml", "--snapshot", "current")
    assert judged.returncode == 0, judged.stdout + judged.stderr
    [page] = (house / "reports/site/runs").glob("*/findings.json")
    found = json.loads(page.read_text(encoding="utf-8"))
    standings = {one["claim_id"]: one["standing"] for one in found["claims"]}
    assert standings["right"] == "holds"
    assert standings["wrong"] != "holds"
    assert "Bicycle counts (The riders)" in page.read_text(encoding="utf-8")


def put_before(file: Path, texts: Mapping[str, str]) -> None:
    """Puts texts before places of a file that are there once."""
    whole = file.read_text(encoding="utf-8")
    for place, text in texts.items():
        assert whole.count(place) == 1, place
        whole = whole.replace(place, text + place)
    file.write_text(whole, encoding="utf-8")


def add_concept(table: Path) -> None:
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    new = dict.fromkeys(rows[0], "")
    new |= {"id": "bicycles", "label": "bicycles in use", "unit": "number", "kind": "stock"}
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0], "cycles"], lineterminator="\n")
        writer.writeheader()
        writer.writerows([*rows, {**new, "cycles": "BIKES"}])


def run_in(house: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The command line of a copy of the house, in which it stands first on the path."""
    return subprocess.run(
        [sys.executable, "-c", "from flows.cli.main import main; main()", *words],
        cwd=house,
        env=clean_environment(house / "home"),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def test_every_provider_has_a_name_for_people_and_an_address_of_its_own() -> None:
    rows = provider.PROVIDERS
    assert all(one.label not in {"", one.id} for one in rows)
    for field in ("id", "label", "url", "module"):
        assert len({getattr(one, field) for one in rows}) == len(rows)


@pytest.mark.parametrize("row", provider.PROVIDERS, ids=lambda row: row.id)
def test_the_module_of_a_row_asks_a_question_with_a_transport_and_a_token(row: Provider) -> None:
    assert list(signature(asked_by(row)).parameters)[:2] == ["query", "transport"]
    assert len(signature(asked_by(row)).parameters) == 3
    assert row.setting in Settings.model_fields
    assert row.rests_on in {"", *provider.providers()}
    codes = {
        code for one in CONCEPTS.values() for name, code in one.codes.items() if name == row.id
    }
    assert codes
    assert all(takes(row, code) for code in codes)


@pytest.mark.parametrize("words", [("refresh",), ("snapshot", "add")])
def test_the_help_names_every_provider(words: tuple[str, ...], corrigenda: Corrigenda) -> None:
    told = corrigenda(*words, "--help").stdout
    assert all(name in told for name in provider.providers())
