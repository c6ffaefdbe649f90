"""What is said of the built-in paper, as kept in `first_paper.json`: the verdicts and their words.

``python tests/support/first_paper.py`` writes the record anew (with the folders of the tests on the
path): every line of it that changes needs its reason in `docs/first-paper.md`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sample_dossiers import real_findings

from reports.findings.claim_model import ClaimEntry
from reports.findings.reading_model import ReadingEntry

RECORD = Path(__file__).with_suffix(".json")


def what_is_said() -> dict[str, Any]:
    """The counts and, by claim, all that a reader is told of a figure; no digest and no instant."""
    found = real_findings()
    return {
        "headline": found.headline,
        "claims": {one.claim_id: _said(one) for one in found.claims},
    }


def _said(claim: ClaimEntry) -> dict[str, Any]:
    why, right = claim.explanation, claim.correction
    return {
        "phrase": claim.phrase,
        "verdict": claim.verdict,
        "standing": claim.standing,
        "sentence": claim.sentence,
        "admits": [claim.stated.lower, claim.stated.upper],
        "observed": [
            f"{_in_words(one)}, {one.role}, {one.coverage_text}" for one in claim.declared.evidence
        ],
        "explained": [why.text, why.reading and _in_words(why.reading), why.tried, why.distinct],
        "correction": right and [right.phrase, right.figure, right.basis],
        "implied": [one.text for one in claim.implications],
        "not_established": list(claim.not_established),
    }


def _in_words(reading: ReadingEntry) -> str:
    order = "" if reading.order == "as stated" else f", {reading.order}"
    return (
        f"{reading.group} {reading.indicator} {reading.period_text} "
        f"({reading.source} {reading.vintage}{order}): {reading.obs_text}"
    )


def render(said: dict[str, Any]) -> str:
    """The record's text, a line a value, so that a difference is read in a change."""
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    RECORD.write_text(render(what_is_said()), encoding="utf-8")
