"""Corpus pages of made-up papers."""

from __future__ import annotations

from collections.abc import Sequence

from reports.pages.corpus.model import BrokenPaper, CorpusRun, CorpusSummary, NewsCount, PaperRow
from reports.pages.corpus.pages import render_corpus

HOSTILE = "</script><script>alert(1)</script><!--"


def row(at: int, title: str = "") -> PaperRow:
    return PaperRow(
        key=f"{at:064x}",
        file=f"p/{at}.yaml",
        folder=f"paper-{at}",
        paper_id=f"p-{at}",
        title=title or f"Paper {at}",
        claimant="A",
        published="2018",
        claims=10,
        standings={"holds": 1, "off": 2, "open": 3, "not checkable": 4},
        verdicts={},
        worst=title,
        findings_sha256="",
        path=f"chunk-0/paper-{at}",
    )


def about(papers: int, broken: Sequence[BrokenPaper] = ()) -> CorpusSummary:
    return CorpusSummary(
        schema_version="1.1",
        run=CorpusRun("r", "2026-01-01T00:00:00Z", "0", "plain", ("embedded",), ""),
        papers=papers,
        taken_over=0,
        claims=10 * papers,
        standings={},
        verdicts={},
        with_discrepancies=papers,
        headline="So many.",
        new_or_worse=NewsCount(0, 0),
        data_docs="",
        worst=(),
        broken=broken,
    )


def pages_of(rows: Sequence[PaperRow], broken: Sequence[BrokenPaper] = ()) -> dict[str, str]:
    return dict(render_corpus(rows, about(len(rows), broken)))
