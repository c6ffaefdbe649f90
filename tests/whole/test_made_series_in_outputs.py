"""What is made of series is told in every output: converted money, parts of sums, group rates.

The exchange rates are of another edition than the sums, so that an output that tells of one edition
only, or a pack that holds one only, is found.
"""

from __future__ import annotations

import asyncio
import gzip
import json
from functools import lru_cache
from pathlib import Path

import httpx
import pytest
from bulk_archives import wide_lines, write_archive
from page_reading import joined
from sample_dossiers import RUN, approved

from expectations.assessment.assess import assess
from expectations.outcomes import Assessment
from reports.corrections.jsonld import annotation, claim_review
from reports.corrections.letter import letter_html, letter_markdown
from reports.corrections.pack_verify import verify_pack
from reports.corrections.packs import build_pack
from reports.corrections.page import render_correction
from reports.corrections.tables import corrections_csv
from reports.findings.findings import build_findings
from reports.findings.model import Findings
from reports.pages.charts import draw_charts
from reports.pages.corpus.pages import write_paper
from reports.pages.page import render_page
from reports.review.application import build_application
from reports.review.desk import Config
from reports.store import open_store
from sources.providers.wdi_bulk.take import add_wdi_bulk
from sources.registers.register import parse_paper
from sources.snapshots.load import load_snapshot
from sources.snapshots.needs import wanted_by

REGISTER = """
paper: {id: made, title: What is made of series, claimant: D. Author, published: 2017-08-06}
claims:
  - {id: true, phrase: "S$840 billion", measure: value, indicator: gdp_current_usd, area: "SGP + MYS", period: 2016}
  - {id: wrong, phrase: "S$8.4 trillion", measure: value, indicator: gdp_current_usd, area: "SGP + MYS", period: 2016}
  - {id: pair, phrase: "from S$300 billion to S$9 trillion", measure: value, indicator: gdp_current_usd, area: MYS, period: 2014-2016}
  - {id: mean, phrase: "S$4.2 trillion on average", measure: mean, indicator: gdp_current_usd, area: MYS, period: 2014-2016}
  - {id: head, phrase: "S$1,350,000 a head", measure: per_head, indicator: gdp_current_usd, area: MYS, period: 2016}
  - {id: told, phrase: "$8.4 trillion", unit: SGD, measure: value, indicator: gdp_current_usd, area: MYS, period: 2016}
  - {id: own, phrase: "12,400 trillion rupiah", measure: value, indicator: gdp_current_usd, area: IDN, period: 2016}
  - {id: own-differs, phrase: "12,400 billion rupiah", measure: value, indicator: gdp_current_usd, area: IDN, period: 2016}
  - {id: level, phrase: "3 countries", measure: count, indicator: gdp_current_usd, among: [SGP, MYS, IDN], to: "over S$400 billion", period: 2016}
  - {id: part, phrase: "two-thirds", measure: share, indicator: "wdi:TX.VAL.FUEL.ZS.UN * merchandise_exports", area: MYS, of: [MYS, IDN], period: 2016}
  - {id: part-wrong, phrase: "a tenth", measure: share, indicator: "wdi:TX.VAL.FUEL.ZS.UN * merchandise_exports", area: MYS, of: [MYS, IDN], period: 2016}
  - {id: groups, phrase: "live longer than the other two", measure: extreme, indicator: life_expectancy, area: north, among: [north, south, east], period: 2016}
  - {id: groups-wrong, phrase: "the 3rd longest lives of the three", measure: rank, indicator: life_expectancy, area: north, among: [north, south, east], period: 2016}
groups:
  north: {label: the north, members: [SGP, MYS], provenance: this test}
  south: {label: the south, members: [IDN, PHL], provenance: this test}
  east: {label: the east, members: [VNM, THA], provenance: this test}
"""  # noqa: E501
YEARS = range(2013, 2017)
SUMS = {
    "NY.GDP.MKTP.CD": {"SGP": 300e9, "MYS": 300e9, "IDN": 930e9},
    "SP.POP.TOTL": {"SGP": 6e6, "MYS": 31e6, "IDN": 260e6, "PHL": 100e6, "VNM": 90e6, "THA": 70e6},
    "TX.VAL.FUEL.ZS.UN": {"MYS": 40.0, "IDN": 20.0},
    "TX.VAL.MRCH.CD.WT": {"MYS": 200e9, "IDN": 200e9},
    "SP.DYN.LE00.IN": {"SGP": 83.0, "MYS": 75.0, "IDN": 69.0, "PHL": 69.0, "VNM": 73.0, "THA": 75},
}  # fmt: skip
RATES = {"PA.NUS.FCRF": {"SGP": 1.4, "IDN": 13308.0}}
CONVERTED = ("wrong", "pair", "mean", "head", "told")
OFF = (*CONVERTED, "part-wrong", "groups-wrong")


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    for day, series in (("2017_07_13", SUMS), ("2017_06_30", RATES)):
        rows = {
            (code, area, year): value
            for code, values in series.items()
            for area, value in values.items()
            for year in YEARS
        }
        file = write_archive(folder / f"WDI_CSV_{day}.zip", wide_lines(rows, YEARS))
        add_wdi_bulk(str(file), folder / "snapshot")
    return folder / "snapshot"


@lru_cache(maxsize=1)
def _assessed(folder: Path) -> Assessment:
    paper = parse_paper(REGISTER, "made.yaml")
    return assess(paper, load_snapshot([folder], wanted_by([paper])))


@pytest.fixture(scope="module")
def found(snapshot: Path) -> Findings:
    return build_findings(_assessed(snapshot), None, RUN)


def test_what_is_true_holds_and_what_is_wrong_is_off(found: Findings) -> None:
    standings = {one.claim_id: one.standing for one in found.claims}
    assert {name for name, standing in standings.items() if standing == "off"} == set(OFF)
    assert {name for name, standing in standings.items() if standing == "open"} == {"own-differs"}


def test_the_report_tells_the_rate_beside_each_converted_value(found: Findings) -> None:
    page = joined(render_page(found, draw_charts(found.claims)))
    for claim in found.claims:
        is_converted = claim.claim_id in {*CONVERTED, "true", "own", "own-differs", "level"}
        assert ("PA.NUS.FCRF, WDI 2017-06-30" in claim.sentence) == is_converted, claim.sentence
        rows = [row.converted for row in claim.declared.evidence]
        assert all(bool(one) == is_converted for one in rows)
        assert all(one.replace("'", "&#39;") in page or one in page for one in rows)


@pytest.mark.parametrize("name", OFF)
def test_a_correction_tells_it_in_every_format(found: Findings, name: str) -> None:
    claim = next(one for one in found.claims if one.claim_id == name)
    one = approved(found, claim)
    told = {
        "letter": letter_markdown([one]).replace("\\", ""),
        "letter as a page": joined(letter_html([one])),
        "ClaimReview": json.dumps(claim_review(one), ensure_ascii=False),
        "annotation": json.dumps(annotation(one), ensure_ascii=False),
        "page": render_correction(one),
        "table": corrections_csv([one]),
    }
    for form, text in told.items():
        assert ("PA.NUS.FCRF, WDI 2017-06-30" in text) == (name in CONVERTED), form
        assert "@SGD" not in text, form
        assert ("in 2016" in text) or ("2014" in text), form
    if name in CONVERTED:
        screen = told["letter"].partition("## Annex")[0]
        assert "converted from US$ at" in screen, screen
        assert "edition of 2017-06-30" in told["letter"]
        assert "edition of 2017-06-30" in told["ClaimReview"]
        assert "wdi@2017-06-30" in told["table"]
        assert "Singapore dollars" in screen


@pytest.mark.parametrize("name", OFF)
def test_a_pack_holds_the_rates_and_verifies(
    found: Findings, snapshot: Path, tmp_path: Path, name: str
) -> None:
    claim = next(one for one in found.claims if one.claim_id == name)
    pack = tmp_path / "pack.zip"
    pack.write_bytes(build_pack(approved(found, claim), REGISTER.encode(), [snapshot]))
    verified = verify_pack(pack)
    assert verified.differences == ()


def test_the_page_of_a_corpus_tells_it(snapshot: Path, found: Findings) -> None:
    files = write_paper(_assessed(snapshot), None, RUN, "abc123", "made.yaml")
    kept = json.loads(gzip.decompress(files.findings))
    assert [one["sentence"] for one in kept["claims"]] == [one.sentence for one in found.claims]
    assert "PA.NUS.FCRF, WDI 2017-06-30" in joined(files.page.decode())


@pytest.mark.slow
def test_the_review_page_tells_it(tmp_path: Path, found: Findings) -> None:
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as store:
        store.record_run(found)
        app = build_application(store, Config(tmp_path, name="Ada"), b"k" * 32)

        async def ask() -> dict[str, httpx.Response]:
            transport = httpx.ASGITransport(app=app)
            async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as web:
                return {name: await web.get(f"/claims/made/{name}") for name in OFF}

        pages = asyncio.run(ask())
    for name, page in pages.items():
        assert page.status_code == 200
        assert ("PA.NUS.FCRF, WDI 2017-06-30" in joined(page.text)) == (name in CONVERTED), name
