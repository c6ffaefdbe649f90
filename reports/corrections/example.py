"""The letter in the docs: ``python -m reports.corrections.example`` writes docs/letter.md anew.

It is about the paper's real corrections, judged from the embedded snapshot; the person who approves
them, and the day, are made up.
"""

from __future__ import annotations

from pathlib import Path

from expectations.assessment.assess import assess
from reports.corrections.case import Publisher
from reports.corrections.letter import letter_markdown
from reports.decisions.lifecycle import correction_id, proposed_wording
from reports.findings.findings import build_findings
from reports.findings.model import RunInfo
from reports.records import Dossier
from sources.registers.register import load_paper
from sources.snapshots.load import load_snapshot
from sources.snapshots.needs import wanted_by

PAPER = "liu-jiang-2018"
APPROVER, APPROVED_AT = "Ada Example", "2026-11-24T12:00:00.000Z"
PUBLISHER = Publisher("Example Desk for Corrections", "", "corrections@desk.example")
DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "letter.md"
_HEAD = """<!-- Written by `python -m reports.corrections.example`; do not edit. -->

"""


def example_dossiers() -> tuple[Dossier, ...]:
    """The corrections of the embedded paper that a run proposes, as if approved."""
    run = RunInfo("example", APPROVED_AT, "0", ("embedded",), "plain")
    paper = load_paper(PAPER)
    findings = build_findings(
        assess(paper, load_snapshot(["embedded"], wanted_by([paper]))), None, run
    )
    return tuple(
        Dossier(
            correction_id=correction_id(PAPER, claim.claim_id),
            revision=1,
            state="approved",
            paper=findings.paper,
            claim=claim,
            run=findings.run,
            vintages=findings.vintages,
            groups=findings.groups,
            wording=proposed_wording(claim),
            comment="",
            approved_by=APPROVER,
            approved_at=APPROVED_AT,
            quote={"exact": claim.phrase, "prefix": "", "suffix": ""},
        )
        for claim in findings.claims
        if claim.standing == "off"
    )


def render_example() -> str:
    """What docs/letter.md holds."""
    return _HEAD + letter_markdown(example_dossiers(), PUBLISHER)


if __name__ == "__main__":
    DOCUMENT.write_text(render_example(), encoding="utf-8")
