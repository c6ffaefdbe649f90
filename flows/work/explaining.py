"""Why claims of a paper are judged as they are: judged as in a run, and nothing is recorded."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from flows.work.orders import Explained
from sources.errors import InputError

if TYPE_CHECKING:
    from expectations.outcomes import Assessment
    from reports.findings.claim_model import ClaimEntry
    from sources.model import Paper


def find_explanations(paper: str, claim: str | None, snapshots: Sequence[str]) -> Explained:
    """Judge a paper and describe one of its claims, or all that are not unverifiable.

    Args:
        paper: The id of a built-in paper, or a register's file.
        claim: The id of a claim.
        snapshots: What to hold the paper against.

    Raises:
        InputError: The paper has no such claim.
        CorrigendaError: The register or a snapshot cannot be read.
    """
    from sources.registers.register import load_paper

    known = load_paper(paper)
    if claim is not None:
        refuse_unknown(claim, known)
    from expectations.assessment.assess import assess
    from sources.snapshots.load import load_snapshot
    from sources.snapshots.needs import wanted_by

    return explain_assessed(assess(known, load_snapshot(snapshots, wanted_by([known]))), claim)


def explain_assessed(assessment: Assessment, claim: str | None) -> Explained:
    """Describe one claim of a paper that was judged, or all that are not unverifiable."""
    from reports.findings.findings import describe_claims, describe_vintages
    from reports.findings.labels import Names

    known = assessment.paper
    claims = tuple(
        described
        for described in describe_claims(assessment, Names(known, assessment.vintages))
        if described.claim_id == claim or (claim is None and described.verdict != "unverifiable")
    )
    used = {edition for described in claims for edition in _vintages(described)}
    vintages = [vintage for vintage in assessment.vintages if vintage.key in used]
    return Explained(known, claims, describe_vintages(vintages))


def refuse_unknown(claim: str, paper: Paper) -> None:
    """Refuse a claim that a paper has not, with the nearest of those that it has."""
    ids = [one.id for one in paper.claims]
    if claim in ids:
        return
    near = difflib.get_close_matches(claim.lower(), ids, n=1)
    meant = f"Did you mean {near[0]!r}? " if near else ""
    raise InputError(
        f"the paper {paper.id} has no claim {claim!r}",
        mend=f"{meant}Its claims are {', '.join(ids)}",
    )


def _vintages(claim: ClaimEntry) -> set[str]:
    """The editions that an explanation shows."""
    rows = claim.grid.rows if claim.grid else ()
    shown = {vintage for row in rows for vintage in row.editions}
    return shown | {row.edition for row in claim.declared.evidence}
