"""The corpus page: papers by discrepancies, a hundred a page, with search over all.

Paging is plain links between files, and works without JavaScript. The search is a small script on
the first page, whose hash is in the page's policy; what it searches is data in the page, in which
``<`` is written as an escape, and it puts texts into the page as text, so that no title becomes
code. What may surprise: only so many papers are searched (`SEARCHED`), those with the most
discrepancies, because the data is part of the first page; `papers.jsonl` has all.

What a paper of a corpus leaves: its findings, a lean page, and a row of the corpus page.

What may surprise: there are no charts, which take longer than all else together, and the table of
readings tried is shown for claims that are off or open only. The findings hold everything; the full
page is made by `corrigenda validate --paper FILE`. The bytes depend on the paper, the observations
and the run alone, so that they are the same on whatever machine they were made.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup
from msgspec.structs import replace

from expectations.outcomes import Assessment, CheckpointSummary
from reports.findings.claim_model import ClaimEntry
from reports.findings.findings import build_findings, count_judged
from reports.findings.model import Findings, RunInfo
from reports.pages.corpus.model import CorpusSummary, PaperNews, PaperRow
from reports.pages.corpus.summary import gravest_first
from reports.pages.page import render, render_page
from reports.pages.rendering import MARKS
from sources.tools.encoding import script_json, struct_json

ROWS = 100
"""Papers on a page."""
SEARCHED = 20_000
"""Papers that the search looks at: some 4 MB of the first page."""
NEWS_LISTED = 10
"""Papers with figures that are new or worse that the first page lists; `news.jsonl` has all."""
BROKEN_LISTED = 200
"""Broken registers that the first page lists; `summary.json` has all."""

_SCRIPT = Path(__file__).resolve().parents[2] / "templates" / "corpus.js"


def render_corpus(
    rows: Sequence[PaperRow],
    about: CorpusSummary,
    news: Sequence[PaperNews] = (),
) -> Iterator[tuple[str, str]]:
    """All pages by the name of their file.

    Args:
        rows: One for each paper, in the order in which they are listed.
        about: What `summary.json` holds.
        news: The papers with something new or worse; not listed where each paper has some, as in
            the first run.
    """
    pages = max(1, -(-len(rows) // ROWS))
    told = gravest_first(news) if about.new_or_worse.papers < about.papers else []
    for page in range(1, pages + 1):
        is_first = page == 1
        yield (
            name_page(page),
            render(
                "corpus.html",
                script_text=_script() if is_first else "",
                rows=rows[(page - 1) * ROWS : page * ROWS],
                first=(page - 1) * ROWS,
                about=about,
                news=told[:NEWS_LISTED] if is_first else (),
                broken=about.broken[:BROKEN_LISTED] if is_first else (),
                page=page,
                pages=pages,
                links=_links(page, pages),
                searched=min(len(rows), SEARCHED),
                data=_data(rows[:SEARCHED]) if is_first else Markup(),
                standings=list(MARKS),
            ),
        )


def name_page(page: int) -> str:
    """The file of a page, counted from 1."""
    return "index.html" if page == 1 else f"page-{page}.html"


def _links(page: int, pages: int) -> list[tuple[str, str, bool]]:
    """Text, file and whether it is this page: the ends, the neighbours, this one."""
    shown = sorted({1, page - 1, page, page + 1, pages} & set(range(1, pages + 1)))
    return [(str(one), name_page(one), one == page) for one in shown]


def _data(rows: Sequence[PaperRow]) -> Markup:
    """What the script searches, as JSON that no HTML parser takes for anything but text."""
    found = [
        [
            row.title,
            row.claimant,
            row.file,
            row.path,
            *(row.standings[standing] for standing in MARKS),
        ]
        for row in rows
    ]
    return Markup(script_json(found, is_sorted=False))


@lru_cache(maxsize=1)
def _script() -> str:
    return _SCRIPT.read_text(encoding="utf-8").strip()


FINDINGS, PAGE = "findings.json.gz", "index.html"
_LONGEST_SENTENCE = 300


@dataclass(frozen=True)
class PaperFiles:
    """What a paper leaves.

    Attributes:
        folder: The name of its folder, of letters, digits and hyphens.
        row: What the corpus page lists.
        findings: `findings.json` as gzip; no time of day is in its header.
        page: The page, UTF-8.
    """

    folder: str
    row: PaperRow
    findings: bytes
    page: bytes


def write_paper(
    assessment: Assessment, summary: CheckpointSummary | None, run: RunInfo, key: str, file: str
) -> PaperFiles:
    """Make what a paper leaves.

    Args:
        assessment: What was judged.
        summary: What the checkpoint recorded.
        run: The run of the corpus.
        key: What the result depends on, in hexadecimal digits.
        file: The register.
    """
    found = build_findings(assessment, summary, run)
    findings = gzip.compress(struct_json(found), 1, mtime=0)
    page = render_page(replace(found, claims=tuple(map(_lean, found.claims))), {}, FINDINGS)
    folder = name_folder(file, key)
    row = PaperRow(
        key=key,
        file=file,
        folder=folder,
        paper_id=found.paper.id,
        title=found.paper.title,
        claimant=found.paper.claimant,
        published=found.paper.published,
        claims=found.counts.claims,
        standings=found.counts.standings,
        verdicts=count_judged(found.claims),
        worst=_say_worst(found),
        findings_sha256=hashlib.sha256(findings).hexdigest(),
    )
    return PaperFiles(folder, row, findings, page.encode())


def name_folder(file: str, key: str) -> str:
    """A folder's name from a file's, whatever that holds."""
    stem = re.split(r"[/\\]", file)[-1].rsplit(".", 1)[0]
    slug = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")[:60]
    return f"{slug or 'paper'}-{key[:12]}"


def _lean(claim: ClaimEntry) -> ClaimEntry:
    return claim if claim.standing in ("off", "open") else replace(claim, grid=None)


def _say_worst(found: Findings) -> str:
    """The worst discrepancy in words; empty where there is none."""
    if not found.worst:
        return ""
    worst = next(one for one in found.claims if one.claim_id == found.worst[0])
    text = f"“{worst.phrase}”: {worst.sentence}"
    return text if len(text) <= _LONGEST_SENTENCE else f"{text[:_LONGEST_SENTENCE]}…"
