"""What a paper of a corpus leaves: its findings, a lean page, and a row of the corpus page.

What may surprise: there are no charts, which take longer than all else together, and the table of
readings tried is shown for claims that are off or open only. The findings hold everything; the full
page is made by `corrigenda validate --paper FILE`. The bytes depend on the paper, the observations
and the run alone, so that they are the same on whatever machine they were made.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from expectations.outcomes import Assessment, CheckpointSummary
from reports.findings import RunInfo, build_findings
from reports.page import render_page

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
    row: Mapping[str, Any]
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
    findings = gzip.compress(msgspec.json.encode(found), 1, mtime=0)
    page = render_page({**found, "claims": list(map(_lean, found["claims"]))}, {}, FINDINGS)
    folder = name_folder(file, key)
    row = {
        "key": key,
        "file": file,
        "folder": folder,
        "paper_id": found["paper"]["id"],
        "title": found["paper"]["title"],
        "claimant": found["paper"]["claimant"],
        "published": found["paper"]["published"],
        "claims": found["counts"]["claims"],
        "standings": found["counts"]["standings"],
        "verdicts": {name: count for name, count in found["counts"]["verdicts"].items() if count},
        "worst": _say_worst(found),
        "findings_sha256": hashlib.sha256(findings).hexdigest(),
    }
    return PaperFiles(folder, row, findings, page.encode())


def name_folder(file: str, key: str) -> str:
    """A folder's name from a file's, whatever that holds."""
    stem = re.split(r"[/\\]", file)[-1].rsplit(".", 1)[0]
    slug = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")[:60]
    return f"{slug or 'paper'}-{key[:12]}"


def _lean(claim: Mapping[str, Any]) -> Mapping[str, Any]:
    return claim if claim["standing"] in ("off", "open") else {**claim, "grid": None}


def _say_worst(found: Mapping[str, Any]) -> str:
    """The worst discrepancy in words; empty where there is none."""
    if not found["worst"]:
        return ""
    worst = next(one for one in found["claims"] if one["claim_id"] == found["worst"][0])
    text = f"“{worst['phrase']}”: {worst['sentence']}"
    return text if len(text) <= _LONGEST_SENTENCE else f"{text[:_LONGEST_SENTENCE]}…"
