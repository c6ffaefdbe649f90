"""Tables for the terminal: papers, claims, groups and vintages."""

from __future__ import annotations

from collections.abc import Sequence

from flows.terminal import table, wrap
from sources.areas import area_name
from sources.model import Claim, Group, Paper, Period, Vintage

MOST_LISTED, FEW_LISTED = 40, 3
"""Of a vintage with more indicators than the first, so many are listed as the second says."""


def render_papers(papers: Sequence[Paper]) -> str:
    """One line a paper."""
    rows = [
        (
            paper.id,
            str(len(paper.claims)),
            paper.published,
            f"{paper.claimant}: {paper.title}",
        )
        for paper in papers
    ]
    return table(("paper", "claims", "published", "title"), rows)


def render_claims(paper: Paper) -> str:
    """The register: what each claim says, and how it is read."""
    rows = [
        (claim.statement_id, claim.id, f"“{claim.phrase}”", _say_reading(claim))
        for claim in paper.claims
    ]
    return table(("statement", "claim", "phrase", "read as"), rows)


def _say_reading(claim: Claim) -> str:
    if claim.unverifiable is not None:
        return f"not checkable: {claim.unverifiable.reason}"
    parts = (
        f"{claim.measure or ''} {claim.indicator}".strip(),
        claim.group,
        f"since {claim.since}" if claim.since else _say_period(claim.period),
        claim.weighting,
    )
    return ", ".join(part for part in parts if part)


def _say_period(period: Period) -> str:
    start, end = period.start, period.end
    if end is None:
        return "newest year" if start is None else f"{start} to newest year"
    return str(end) if start in (None, end) else f"{start}–{end}"


def render_groups(groups: Sequence[Group]) -> str:
    """One line a group."""
    rows = [
        (
            group.id,
            str(len(group.members)) if group.members else "all",
            "yes" if group.is_verified else "no",
            group.label,
        )
        for group in groups
    ]
    return table(("group", "members", "verified", "label"), rows)


def render_group(group: Group) -> str:
    """A group's provenance and members."""
    head = [wrap(f"{group.id}: {group.label}"), wrap(f"From {group.provenance}.")]
    if not group.is_verified:
        head.append("The list is not verified.")
    members = table(("code", "name"), [(code, area_name(code)) for code in group.members])
    return "\n".join(head) + (f"\n\n{members}" if group.members else "")


def render_vintages(vintages: Sequence[Vintage]) -> str:
    """One line a vintage."""
    rows = [
        (
            vintage.key,
            f"{vintage.evidence.rows:,}",
            f"{vintage.first_year}–{vintage.last_year}",
            _say_indicators(vintage.indicators),
            vintage.evidence.licence,
        )
        for vintage in vintages
    ]
    return table(("vintage", "rows", "years", "indicators", "licence"), rows)


def _say_indicators(codes: Sequence[str]) -> str:
    if len(codes) <= MOST_LISTED:
        return " ".join(codes)
    return f"{' '.join(codes[:FEW_LISTED])} and {len(codes) - FEW_LISTED:,} more"
