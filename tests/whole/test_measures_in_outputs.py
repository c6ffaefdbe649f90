"""Every measure is told in every output: report, review, letter, ClaimReview, pack and corpus."""

from __future__ import annotations

import asyncio
import gzip
import json
import re
from functools import lru_cache
from pathlib import Path

import httpx
import pytest
from sample_dossiers import approved

from expectations.assessment.assess import assess
from expectations.outcomes import Assessment
from reports.corrections.jsonld import annotation, claim_review
from reports.corrections.letter import letter_html, letter_markdown
from reports.corrections.packs import differences, judge_again
from reports.corrections.page import render_correction
from reports.corrections.tables import corrections_csv
from reports.findings.claim_model import ClaimEntry
from reports.findings.findings import build_findings
from reports.findings.model import Findings, RunInfo
from reports.pages.charts import draw_charts
from reports.pages.corpus.pages import write_paper
from reports.pages.page import render_page
from reports.records import Dossier
from reports.review.application import build_application
from reports.review.desk import Config
from reports.store import open_store
from sources.registers.measures import MEASURES
from sources.registers.register import parse_paper
from sources.snapshots.load import load_snapshot
from sources.snapshots.needs import wanted_by

ROOT = Path(__file__).resolve().parents[2]
AT = "2026-11-24T10:00:00Z"
RUN = RunInfo("20261124T100000Z-measures", AT, "0.1.0", ("embedded",), "plain")
CODE_WORDS = re.compile(r"\b(?:mean_growth|compound_growth|per_head|gdp_current_usd)\b")
OLD_MISUSE = re.compile(r"[Mm]ean yearly growth: |[Mm]ean yearly growth of (?!GDP|growth)")


def register() -> str:
    """The register of docs/register.md that has every measure, with its first example of each."""
    described = (ROOT / "docs" / "register.md").read_text(encoding="utf-8")
    blocks = (block.split("```")[0] for block in described.split("```yaml\n")[1:])
    head, *claims = next(one for one in blocks if "id: every-measure" in one).split("\n  - ")
    first: dict[str, str] = {}
    for claim in claims:
        first.setdefault(re.search(r"measure: (\w+)", claim)[1], claim)  # type: ignore[index]
    return "\n  - ".join([head, *first.values()])


@lru_cache(maxsize=1)
def assessed() -> Assessment:
    paper = parse_paper(register(), "every-measure.yaml")
    return assess(paper, load_snapshot(["embedded"], wanted_by([paper])))


@lru_cache(maxsize=1)
def found() -> Findings:
    return build_findings(assessed(), None, RUN)


def measures() -> dict[str, ClaimEntry]:
    of_claim = {claim.id: str(claim.measure) for claim in assessed().paper.claims}
    return {of_claim[one.claim_id]: one for one in found().claims}


def dossier(claim: ClaimEntry) -> Dossier:
    """The claim as one whose correction somebody approved."""
    return approved(found(), claim)


def test_there_is_a_claim_of_every_measure() -> None:
    assert set(measures()) == set(MEASURES) - {"total"}


def test_the_report_has_every_measure_in_words_with_its_chart() -> None:
    charts = draw_charts(found().claims)
    page = render_page(found(), charts)
    for measure, claim in measures().items():
        assert claim.phrase in page.replace("&#39;", "'"), measure
        assert claim.sentence
        assert not CODE_WORDS.search(claim.sentence), measure
    assert not OLD_MISUSE.search(page)


@pytest.mark.parametrize("measure", sorted(set(MEASURES) - {"total"}))
def test_a_correction_of_a_measure_is_told_in_every_format(measure: str) -> None:
    claim = measures()[measure]
    one = dossier(claim)
    for told in (
        letter_markdown([one]),
        letter_html([one]),
        json.dumps(claim_review(one)),
        json.dumps(annotation(one)),
        render_correction(one),
        corrections_csv([one]),
    ):
        assert len(told) > 200
        assert not CODE_WORDS.search(told)
        assert not OLD_MISUSE.search(told)
    assert claim.phrase.split()[0] in letter_markdown([one]).replace("\\", "")


@pytest.mark.slow
def test_what_a_pack_judges_again_is_the_same_for_every_measure(tmp_path: Path) -> None:
    path = tmp_path / "every-measure.yaml"
    path.write_text(register(), encoding="utf-8")
    again, _ = judge_again(path, ROOT / "sources" / "snapshots" / "embedded")
    for measure, claim in measures().items():
        assert differences(claim, again.get(claim.claim_id)) == (), measure


def test_the_page_of_a_corpus_has_every_measure() -> None:
    files = write_paper(assessed(), None, RUN, "abc123", "every-measure.yaml")
    kept = json.loads(gzip.decompress(files.findings))
    assert {one["claim_id"] for one in kept["claims"]} == {c.claim_id for c in found().claims}
    assert not OLD_MISUSE.search(files.page.decode())


@pytest.mark.slow
def test_the_review_page_shows_every_measure(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as store:
        store.record_run(found())
        app = build_application(store, Config(tmp_path, name="Ada"), b"k" * 32)

        async def ask() -> dict[str, httpx.Response]:
            transport = httpx.ASGITransport(app=app)
            async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as web:
                return {
                    measure: await web.get(f"/claims/{found().paper.id}/{claim.claim_id}")
                    for measure, claim in measures().items()
                }

        pages = asyncio.run(ask())
    assert {measure: page.status_code for measure, page in pages.items()} == dict.fromkeys(
        measures(), 200
    )
    assert [name for name, page in pages.items() if OLD_MISUSE.search(page.text)] == []
