"""What a channel is given to send of a correction: the letter, and the same for programs."""

from __future__ import annotations

import hashlib
from typing import Any

from reports.corrections.brief import brief_of
from reports.corrections.case import UNNAMED, Publisher
from reports.corrections.jsonld import annotation, claim_review
from reports.corrections.letter import letter_html, letter_markdown, letter_subject
from reports.findings.model import to_plain
from reports.records import Dossier, Message

FORMAT = "corrigenda-correction/1"
_SHOWN = ("grid", "series")
_OF_PAPER = ("id", "title", "claimant", "published", "source", "doi", "url", "journal", "licence")


def build_message(dossier: Dossier, publisher: Publisher = UNNAMED) -> Message:
    """The message of a correction: its letter, and its data with ClaimReview and annotation.

    The key depends on the correction and its revision alone, so that a second attempt, or a second
    process, sends the same one.
    """
    return Message(
        key=message_key(dossier.correction_id, dossier.revision),
        kind="correction",
        subject_id=dossier.correction_id,
        revision=dossier.revision,
        subject=letter_subject([dossier]),
        text=letter_markdown([dossier], publisher),
        html=letter_html([dossier], publisher),
        data=correction_data(dossier, publisher),
        link=dossier.permalink,
    )


def message_key(correction_id: str, revision: int) -> str:
    """The idempotency key: 40 letters and digits, fit for a header."""
    digest = hashlib.sha256(f"{correction_id}\n{revision}".encode()).hexdigest()
    return f"corr{digest[:36]}"


def correction_data(dossier: Dossier, publisher: Publisher = UNNAMED) -> dict[str, Any]:
    """A correction for programs: plain JSON, shares as fractions of one, nothing that is no number.

    ``claim`` holds what `findings.json` says of it but the grid and the series, which the report
    shows.
    """
    claim, paper = to_plain(dossier.claim), to_plain(dossier.paper)
    used = {row.edition for row in dossier.claim.declared.evidence}
    data: dict[str, Any] = to_plain(
        {
            "format": FORMAT,
            "correction_id": dossier.correction_id,
            "revision": dossier.revision,
            "state": dossier.state,
            "permalink": dossier.permalink,
            "paper": {name: paper[name] for name in _OF_PAPER},
            "quote": dict(dossier.quote),
            "brief": brief_of(dossier),
            "wording": dossier.wording,
            "comment": dossier.comment,
            "approved_by": dossier.approved_by,
            "approved_at": dossier.approved_at,
            "run_id": dossier.run.run_id,
            "claim": {name: claim[name] for name in claim if name not in _SHOWN},
            "evidence": [one for one in dossier.vintages if one.key in used],
            "claimreview": claim_review(dossier, publisher),
            "annotation": annotation(dossier, publisher),
        }
    )
    return data
