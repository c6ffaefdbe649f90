"""What a channel is given to send of a correction: the letter, and the same for programs."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import msgspec

from reports.correction_states import CorrectionState
from reports.corrections.brief import Brief, brief_of
from reports.corrections.case import UNNAMED, Publisher
from reports.corrections.jsonld import annotation, claim_review
from reports.corrections.letter import letter_html, letter_markdown, letter_subject
from reports.findings.claim_model import ClaimEntry
from reports.findings.model import VintageEntry, to_plain
from reports.records import Dossier, Message
from sources.tools.foreign import JsonMapping

FORMAT = "corrigenda-correction/1"


class CorrectedPaper(msgspec.Struct, frozen=True, kw_only=True):
    """The paper of a correction, as `PaperEntry` says."""

    id: str
    title: str
    claimant: str
    published: str
    source: str
    doi: str
    url: str
    journal: str
    licence: str


class CorrectionData(msgspec.Struct, frozen=True, kw_only=True):
    """A correction for programs: shares as fractions of one, nothing that is no number.

    Attributes:
        quote: As `Dossier.quote`.
        claim: What `findings.json` says of it; without its grid and series, which the report shows.
        evidence: The editions that the declared reading was held against.
        claimreview: As schema.org has it.
        annotation: As the W3C has it.
    """

    format: str
    correction_id: str
    revision: int
    state: CorrectionState
    permalink: str
    paper: CorrectedPaper
    quote: Mapping[str, str]
    brief: Brief
    wording: str
    comment: str
    approved_by: str
    approved_at: str
    run_id: str
    claim: ClaimEntry
    evidence: tuple[VintageEntry, ...]
    claimreview: JsonMapping
    annotation: JsonMapping


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
        data=to_plain(correction_data(dossier, publisher)),
        link=dossier.permalink,
    )


def message_key(correction_id: str, revision: int) -> str:
    """The idempotency key: 40 letters and digits, fit for a header."""
    digest = hashlib.sha256(f"{correction_id}\n{revision}".encode()).hexdigest()
    return f"corr{digest[:36]}"


def correction_data(dossier: Dossier, publisher: Publisher = UNNAMED) -> CorrectionData:
    """A correction for programs."""
    paper = dossier.paper
    used = {row.edition for row in dossier.claim.declared.evidence}
    return CorrectionData(
        format=FORMAT,
        correction_id=dossier.correction_id,
        revision=dossier.revision,
        state=dossier.state,
        permalink=dossier.permalink,
        paper=CorrectedPaper(
            id=paper.id,
            title=paper.title,
            claimant=paper.claimant,
            published=paper.published,
            source=paper.source,
            doi=paper.doi,
            url=paper.url,
            journal=paper.journal,
            licence=paper.licence,
        ),
        quote=dict(dossier.quote),
        brief=brief_of(dossier),
        wording=dossier.wording,
        comment=dossier.comment,
        approved_by=dossier.approved_by,
        approved_at=dossier.approved_at,
        run_id=dossier.run.run_id,
        claim=msgspec.structs.replace(dossier.claim, grid=None, series=()),
        evidence=tuple(one for one in dossier.vintages if one.key in used),
        claimreview=claim_review(dossier, publisher),
        annotation=annotation(dossier, publisher),
    )
