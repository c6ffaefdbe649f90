"""Dossiers made from a real run of the embedded paper, approved by a person who does not exist."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any, TypeVar

from msgspec import structs
from sample_entries import PAPER_ENTRY, entry, evidence

from expectations.assessment.assess import assess
from reports.decisions.lifecycle import correction_id, proposed_wording
from reports.findings.claim_model import ClaimEntry
from reports.findings.findings import build_findings
from reports.findings.model import Findings, RunInfo, from_plain, to_plain
from reports.records import Dossier, Event, EventDetail
from sources.registers.register import load_paper
from sources.snapshots.load import load_snapshot
from sources.snapshots.needs import wanted_by

APPROVER = "Ada Example"
APPROVED_AT = "2026-11-24T12:00:00.000Z"
RUN_ID = "2026-11-24T10-00-00Z-a1b2c3"
RUN = RunInfo(RUN_ID, "2026-11-24T10:00:00Z", "0.1.0", ("embedded",), "plain")
QUOTES: Mapping[str, tuple[str, str]] = {
    "gdp-share": ("over $20 trillion, accounting for", "; the population"),
}
HOSTILE = "</script><script>alert(1)</script> \"'><img src=x onerror=1> | `x` [a](javascript:1)"

Entry = TypeVar("Entry")


@lru_cache(maxsize=1)
def real_findings() -> Findings:
    paper = load_paper("liu-jiang-2018")
    assessment = assess(paper, load_snapshot(["embedded"], wanted_by([paper])))
    return build_findings(assessment, None, RUN)


def claim_of(claim_id: str) -> ClaimEntry:
    return {one.claim_id: one for one in real_findings().claims}[claim_id]


def dossier_of(claim_id: str, *, site_url: str = "", **changes: Any) -> Dossier:
    claim = claim_of(claim_id)
    prefix, suffix = QUOTES.get(claim_id, ("", ""))
    made = approved(real_findings(), claim, proposed_wording(claim))
    made = replace(
        made,
        quote={"exact": claim.phrase, "prefix": prefix, "suffix": suffix},
        permalink=f"{site_url}/corrections/{made.correction_id}/" if site_url else "",
    )
    return replace(made, **changes)


def approved(findings: Findings, claim: ClaimEntry, wording: str | None = None) -> Dossier:
    """A claim as one whose correction somebody approved: as proposed, else as it stands."""
    paper = findings.paper
    wording = proposed_wording(claim) or claim.phrase if wording is None else wording
    approval = Event(
        paper.id,
        claim.claim_id,
        1,
        "approve",
        APPROVER,
        APPROVED_AT,
        EventDetail(wording=wording),
    )
    return Dossier(
        correction_id=correction_id(paper.id, claim.claim_id),
        revision=1,
        state="approved",
        paper=paper,
        claim=claim,
        run=findings.run,
        vintages=findings.vintages,
        groups=findings.groups,
        wording=wording,
        comment="",
        approved_by=APPROVER,
        approved_at=APPROVED_AT,
        quote={"exact": claim.phrase, "prefix": "", "suffix": ""},
        permalink="",
        events=(approval,),
    )


def hostile_dossier(claim_id: str = "gdp-share", text: str = HOSTILE) -> Dossier:
    """Every text that a person, a paper or a source can fill is hostile."""
    plain = dossier_of(claim_id)

    def spoil(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: spoil(item, name) for name, item in value.items()}
        if isinstance(value, tuple):
            return [spoil(item, key) for item in value]
        kept: tuple[str, ...] = (
            "verdict",
            "standing",
            "key",
            "source",
            "vintage",
            "role",
            "group",
            "id",
            "unit",
            "order",
        )
        kept = (*kept, "group", "id", "sha256", "claim_id", "statement_id", "measure", "indicator")
        return text if isinstance(value, str) and value and key not in kept else value

    def spoiled(entry: Entry) -> Entry:
        return from_plain(spoil(to_plain(entry)), type(entry))

    return replace(
        plain,
        paper=structs.replace(spoiled(plain.paper), published=text, source=text),
        claim=spoiled(plain.claim),
        vintages=tuple(spoiled(one) for one in plain.vintages),
        groups=tuple(spoiled(one) for one in plain.groups),
        wording=text,
        comment=text,
        approved_by=text,
        quote={"exact": text, "prefix": text, "suffix": text},
        permalink=text,
    )


def dossier_to_recheck(**more: Any) -> Dossier:
    """A correction of 29% to 31%, which rests on WDI's 0.3083; AMA has 0.3091."""
    rows = (
        evidence("wdi", "as_seen", 0.3083),
        evidence("ama", "as_seen", 0.3091),
        evidence("wdi", "today", 0.295),
    )
    claim = entry("gdp-share", "29% of the world", measure="share", evidence=rows)
    given_: dict[str, Any] = {
        "correction_id": "paper.gdp-share",
        "revision": 1,
        "state": "sent",
        "paper": PAPER_ENTRY,
        "claim": claim,
        "run": RunInfo("run-0001", "2026-11-24T21:00:00Z", "0", (), "plain"),
        "vintages": (),
        "groups": (),
        "wording": "31% of the world",
        "comment": "",
        "approved_by": "Ada",
        "approved_at": "2026-11-24T21:00:00.000Z",
        "quote": {
            "exact": "29% of the world",
            "prefix": "The economies along the road make up",
            "suffix": "output, says the yearbook",
        },
    }
    return Dossier(**{**given_, **more})
