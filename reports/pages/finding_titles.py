"""What the chart of a claim says, in a line: what was observed, and how the figure stands to it."""

from __future__ import annotations

from reports.findings.claim_model import ClaimEntry
from reports.findings.reading_model import EvidenceEntry


def say_finding(claim: ClaimEntry) -> str:
    """The subject, what the data give, and the figure beside it.

    "Population of Uganda: 40.1 million in 2015, not 83 million"; the subject alone where nobody is
    sure that the figure is about it, or nothing was observed.

    Args:
        claim: A claim that has series.
    """
    declared = claim.declared
    said = declared.subject or f"{declared.measure_label}: {declared.indicator_label}"
    said = said.removeprefix("the ")
    subject = said[:1].upper() + said[1:]
    is_unsure = claim.reading is not None and claim.reading.state == "unsure"
    row = _telling(claim)
    if is_unsure or row is None or not row.obs_text:
        return subject
    word = "in" if row.start == row.end else "over"
    when = "" if not row.period_text or _has_years(row) else f" {word} {row.period_text}"
    return f"{subject}: {row.obs_text}{when}{_stands(claim)}"


def _telling(claim: ClaimEntry) -> EvidenceEntry | None:
    """The edition to tell: one that bears out what holds, else the one that judges."""
    rows = claim.declared.evidence
    if claim.standing == "holds":
        return next((row for row in rows if row.is_inside), None)
    return rows[0] if rows else None


def _has_years(row: EvidenceEntry) -> bool:
    """Whether the value says itself when it was ("46.9% over 2000–2016")."""
    return str(row.end) in row.obs_text


def _stands(claim: ClaimEntry) -> str:
    """How the figure stands to what was observed."""
    stated = claim.stated
    text = f"“{stated.text}”"
    is_plain = stated.hedge == "none" and stated.first is None
    if claim.standing == "off":
        is_other = claim.verdict != "contradicted"
        return f", not {stated.value_text}" if is_plain and is_other else f"; {text} is off"
    if claim.standing == "holds":
        since = "; since revised" if claim.verdict == "revised" else ""
        return f", as stated{since}" if is_plain else f"; {text} holds{since}"
    return f"; {text} stays open"
