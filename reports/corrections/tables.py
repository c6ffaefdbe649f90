"""Corrections as CSV for spreadsheets and as JSON for programs: in order of name, the same bytes.

A cell that a spreadsheet would take for a formula has an apostrophe before it (`safe_cell`).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from reports.corrections.case import UNNAMED, Publisher
from reports.corrections.message import correction_data
from reports.decisions.lifecycle import correction_id, proposed_wording
from reports.findings.claim_model import ClaimEntry
from reports.findings.model import Findings, PaperEntry
from reports.findings.reading_model import EvidenceEntry
from reports.records import Dossier
from sources.tools.encoding import to_json
from sources.tools.text_safety import one_line, safe_cell

COLUMNS = (
    "correction_id",
    "revision",
    "state",
    "paper_id",
    "title",
    "section",
    "phrase",
    "verdict",
    "finding",
    "wording",
    "basis",
    "data_as_seen",
    "data_today",
    "editions",
    "approved_by",
    "approved_at",
    "comment",
    "permalink",
    "run_id",
)


def corrections_csv(dossiers: Sequence[Dossier]) -> str:
    """Approved corrections, a row each."""
    return _csv(_row(dossier) for dossier in _in_order(dossiers))


def drafts_csv(findings: Findings) -> str:
    """What a run proposes: the claims that are off, a row each, ``draft``, approved by nobody.

    Args:
        findings: From `build_findings`.
    """
    paper, run = findings.paper, findings.run
    return _csv(
        {
            **_of_claim(paper, claim),
            "correction_id": correction_id(paper.id, claim.claim_id),
            "revision": "0",
            "state": "draft",
            "wording": proposed_wording(claim),
            "run_id": run.run_id,
        }
        for claim in findings.claims
        if claim.standing == "off"
    )


def corrections_json(dossiers: Sequence[Dossier], publisher: Publisher = UNNAMED) -> str:
    """Approved corrections whole, each as a channel gets it (`correction_data`)."""
    data = {"corrections": [correction_data(one, publisher) for one in _in_order(dossiers)]}
    return to_json(data, is_sorted=True).decode()


def _in_order(dossiers: Iterable[Dossier]) -> list[Dossier]:
    return sorted(dossiers, key=lambda one: one.correction_id)


def _row(dossier: Dossier) -> dict[str, str]:
    return {
        **_of_claim(dossier.paper, dossier.claim),
        "correction_id": dossier.correction_id,
        "revision": str(dossier.revision),
        "state": dossier.state,
        "wording": dossier.wording,
        "approved_by": dossier.approved_by,
        "approved_at": dossier.approved_at,
        "comment": dossier.comment,
        "permalink": dossier.permalink,
        "run_id": dossier.run.run_id,
    }


def _of_claim(paper: PaperEntry, claim: ClaimEntry) -> dict[str, str]:
    rows = claim.declared.evidence
    return {
        "paper_id": paper.id,
        "title": paper.title,
        "section": claim.section,
        "phrase": claim.phrase,
        "verdict": claim.verdict,
        "finding": claim.sentence,
        "basis": claim.correction.basis if claim.correction else "",
        "data_as_seen": _values(rows, "as_seen"),
        "data_today": _values(rows, "today"),
        "editions": " ".join(dict.fromkeys(one for row in rows for one in row.editions)),
    }


def _values(rows: Iterable[EvidenceEntry], role: str) -> str:
    found = [row for row in rows if row.role == role]
    return "; ".join(
        f"{row.obs_text} ({row.source.upper()} {row.vintage}, {row.period_text}"
        f"{f', converted {row.converted}' if row.converted else ''})"
        for row in found
    )


def _csv(rows: Iterable[Mapping[str, str]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow(_cell(row.get(name, "")) for name in COLUMNS)
    return text.getvalue()


def _cell(value: str) -> str:
    """A cell on one line: what makes it a formula is looked for before and after folding."""
    return safe_cell(one_line(value)) if safe_cell(value) == value else f"'{one_line(value)}"
