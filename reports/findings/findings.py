"""What a run found, as plain data: `findings.json`, and all that the page is rendered from.

The page and the programs that read `findings.json` thus say the same. Values are in inside units:
shares and rates are fractions of one (unit ``fraction``), differences between them too
(``fraction_difference``), money US$, people persons; beside each stands the text that the page
shows. There is no NaN: what is not known is null. The order is the register's, so the same run
gives the same bytes. Its schema is docs/findings.schema.json.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from expectations.outcomes import (
    STANDINGS,
    Assessment,
    CheckpointSummary,
    Outcome,
    Verdict,
)
from reports.findings.claims import describe_claim
from reports.findings.labels import Names
from reports.findings.since import compare_runs
from sources.model import Paper, Vintage
from sources.registers.rules import MEANS, check_means

SCHEMA_VERSION = "1.1"
WORST = 5
"""How many discrepancies the first screen tells in words."""


@dataclass(frozen=True)
class RunInfo:
    """What is known of a run besides its findings.

    Attributes:
        run_id: Names the run's folder; only [A-Za-z0-9._-].
        started_at: ISO 8601, UTC ("2026-11-23T14:05:00Z").
        version: Of Corrigenda.
        snapshot_names: The snapshots read, in order.
        engine: ``prefect`` or ``plain``.
        flow_run_url: The flow run's page on a Prefect server, where there is one.
        command: What was typed, empty where it is not known.
        changes: What changed since the refresh before, for each source that was refreshed its
            sentences; empty where no refreshed snapshot was read.
        method: By what was judged (`expectations.method`); empty where it is not known.
        register_sha256: Of the bytes of the register's file; empty where it is not known.
    """

    run_id: str
    started_at: str
    version: str
    snapshot_names: tuple[str, ...]
    engine: str
    flow_run_url: str = ""
    command: str = ""
    changes: tuple[tuple[str, ...], ...] = ()
    method: str = ""
    register_sha256: str = ""


def build_findings(
    assessment: Assessment,
    summary: CheckpointSummary | None,
    run: RunInfo,
    before: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """All that a run found, as plain JSON data.

    Args:
        assessment: What was judged.
        summary: What the checkpoint recorded; None where no checkpoint ran.
        run: Which run it was.
        before: What `findings.json` of the last run of the same paper holds; None where there is
            none.
    """
    names = Names(assessment.paper, assessment.vintages)
    claims = describe_claims(assessment, names)
    counts = _count(assessment.outcomes)
    found = {
        "schema_version": SCHEMA_VERSION,
        "run": asdict(run),
        "paper": _describe_paper(assessment.paper),
        "headline": _say_headline(counts),
        "counts": counts,
        "ledger": _describe_ledger(assessment),
        "worst": _worst(claims),
        "vintages": describe_vintages(assessment.vintages),
        "groups": names.describe_groups(assessment.outcomes),
        "checks": _describe_checks(summary),
        "claims": claims,
    }
    plain: dict[str, Any] = without_nan(found)
    plain["since_last_run"] = None if before is None else compare_runs(before, plain)
    return plain


def describe_claims(assessment: Assessment, names: Names) -> list[dict[str, Any]]:
    """All claims as plain data, in the order of the register."""
    sections = {made.id: made.section for made in assessment.paper.statements}
    anchors = _anchors("claim", [outcome.claim.id for outcome in assessment.outcomes])
    return [
        describe_claim(outcome, names, anchor, sections.get(outcome.claim.statement_id, ""))
        for outcome, anchor in zip(assessment.outcomes, anchors, strict=True)
    ]


def _describe_ledger(assessment: Assessment) -> dict[str, Any]:
    """What the paper's figures could be checked against in this run, and in words."""
    unresolved = [
        outcome.claim.id for outcome in assessment.outcomes if outcome.verdict == "unresolved"
    ]
    counts = check_means(assessment.paper, unresolved).counts
    said = [f"{counts[means]} {words}" for means, words in MEANS.items() if counts[means]]
    return {"counts": dict(counts), "text": f"What they were checked by: {', '.join(said)}."}


def _describe_paper(paper: Paper) -> dict[str, Any]:
    return {
        "id": paper.id,
        "title": paper.title,
        "claimant": paper.claimant,
        "published": paper.published,
        "source": paper.source,
        "statements": [
            {
                "statement_id": statement.id,
                "section": statement.section,
                "note": statement.note,
                "claims": [claim.id for claim in statement.claims],
            }
            for statement in paper.statements
        ],
    }


def describe_vintages(vintages: Sequence[Vintage]) -> list[dict[str, Any]]:
    """The editions with their evidence: licence, checksums, how the date is known."""
    anchors = _anchors("vintage", [vintage.key for vintage in vintages])
    return [
        {
            "key": vintage.key,
            "anchor": anchor,
            "source": vintage.source,
            "vintage": vintage.date,
            "label": vintage.label,
            "indicators": list(vintage.indicators),
            "first_year": vintage.first_year,
            "last_year": vintage.last_year,
            "notes": list(vintage.notes),
            **asdict(vintage.evidence),
        }
        for vintage, anchor in zip(vintages, anchors, strict=True)
    ]


def _describe_checks(summary: CheckpointSummary | None) -> dict[str, Any] | None:
    if summary is None:
        return None
    return {
        "data_docs": summary.data_docs,
        "suites": [
            {**asdict(suite), "unsuccessful": list(suite.unsuccessful)} for suite in summary.suites
        ],
    }


def _count(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    verdicts = Counter(outcome.verdict for outcome in outcomes)
    standings = Counter(outcome.standing for outcome in outcomes)
    return {
        "claims": len(outcomes),
        "checkable": len(outcomes) - standings["not checkable"],
        "verdicts": {verdict.value: verdicts[verdict] for verdict in Verdict},
        "standings": {name: standings[name] for name in dict.fromkeys(STANDINGS.values())},
    }


def _say_headline(counts: Mapping[str, Any]) -> str:
    standings = counts["standings"]
    parts = [
        f"{standings['holds']} {'holds' if standings['holds'] == 1 else 'hold'}",
        f"{standings['off']} {'is' if standings['off'] == 1 else 'are'} off",
        f"{standings['open']} {'stays' if standings['open'] == 1 else 'stay'} open",
    ]
    figures = "1 figure" if counts["claims"] == 1 else f"{counts['claims']} figures"
    return (
        f"Of {figures} in the paper, public statistics can check {counts['checkable']}: "
        f"{parts[0]}, {parts[1]} and {parts[2]}."
    )


def _worst(claims: Sequence[Mapping[str, Any]]) -> list[str]:
    """Ids of the claims that are off, the gravest verdict first, then the widest gap."""
    rank = {verdict.value: at for at, verdict in enumerate(Verdict)}
    off = [claim for claim in claims if claim["standing"] == "off"]
    off.sort(key=lambda claim: (rank[claim["verdict"]], -(claim["gap"] or 0.0)))
    return [claim["claim_id"] for claim in off[:WORST]]


def _anchors(prefix: str, ids: Sequence[str]) -> list[str]:
    """Fragment identifiers: slugs, each once, whatever the ids hold."""
    seen: Counter[str] = Counter()
    anchors = []
    for name in ids:
        anchor = f"{prefix}-{re.sub(r'[^a-z0-9]+', '-', name.lower()).strip('-') or 'x'}"
        seen[anchor] += 1
        anchors.append(anchor if seen[anchor] == 1 else f"{anchor}--{seen[anchor]}")
    return anchors


def without_nan(value: Any) -> Any:
    """Plain data with null in place of what is no finite number."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    # Most leaves are of these types: asking first halves the time of a paper's 24,000.
    if isinstance(value, Mapping):
        return {
            key: item if type(item) in _PLAIN_LEAVES else without_nan(item)
            for key, item in value.items()
        }
    if isinstance(value, list | tuple):
        return [item if type(item) in _PLAIN_LEAVES else without_nan(item) for item in value]
    return value


_PLAIN_LEAVES = frozenset({str, int, bool, type(None)})
