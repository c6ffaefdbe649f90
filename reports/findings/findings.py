"""Gathers what a run found: what `findings.json` holds and all that the page is rendered from.

The page and the programs that read `findings.json` thus say the same (`reports.findings.model`).
The order is the register's. Its schema is docs/findings.schema.json.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict

from msgspec.structs import replace

from expectations.outcomes import (
    STANDING_NAMES,
    STANDINGS,
    Assessment,
    CheckpointSummary,
    Outcome,
    Verdict,
)
from expectations.wording.counts import say_counts, say_means
from reports.findings.claim_model import ClaimEntry
from reports.findings.claims import describe_claim
from reports.findings.labels import Names
from reports.findings.model import (
    SCHEMA_VERSION,
    ChecksEntry,
    Counts,
    Findings,
    LedgerEntry,
    PaperEntry,
    RunInfo,
    StatementEntry,
    SuiteEntry,
    VintageEntry,
)
from reports.findings.since import compare_runs
from sources.model import Paper, Vintage
from sources.reference.series import licence_of
from sources.registers.rules import check_means

NOT_SURE = "not sure"
WORST = 5
"""How many discrepancies the first screen tells in words."""


def build_findings(
    assessment: Assessment,
    summary: CheckpointSummary | None,
    run: RunInfo,
    before: Findings | None = None,
) -> Findings:
    """All that a run found.

    Args:
        assessment: What was judged.
        summary: What the checkpoint recorded; None where no checkpoint ran.
        run: Which run it was.
        before: What the last run of the same paper found; None where there is none.
    """
    names = Names(assessment.paper, assessment.vintages)
    claims = describe_claims(assessment, names)
    counts = count_outcomes(assessment.outcomes)
    found = Findings(
        schema_version=SCHEMA_VERSION,
        run=run,
        paper=_describe_paper(assessment.paper),
        headline=say_counts(counts.claims, counts.standings, counts.without_data),
        counts=counts,
        ledger=_describe_ledger(assessment),
        worst=_worst(claims),
        vintages=describe_vintages(assessment.vintages),
        groups=names.describe_groups(assessment.outcomes),
        checks=_describe_checks(summary),
        claims=claims,
    )
    return found if before is None else replace(found, since_last_run=compare_runs(before, found))


def with_checks(found: Findings, summary: CheckpointSummary) -> Findings:
    """The same with what a checkpoint recorded, which comes after the verdicts."""
    return replace(found, checks=_describe_checks(summary))


def describe_claims(assessment: Assessment, names: Names) -> tuple[ClaimEntry, ...]:
    """The entries of all claims, in the order of the register."""
    sections = {made.id: made.section for made in assessment.paper.statements}
    anchors = _anchors("claim", [outcome.claim.id for outcome in assessment.outcomes])
    return tuple(
        describe_claim(outcome, names, anchor, sections.get(outcome.claim.statement_id, ""))
        for outcome, anchor in zip(assessment.outcomes, anchors, strict=True)
    )


def _describe_ledger(assessment: Assessment) -> LedgerEntry:
    """What the paper's figures could be checked against in this run, and in words."""
    checked = {one.claim.id for one in assessment.outcomes if one.is_checked}
    unseen = [one.claim.id for one in assessment.outcomes if not one.observed]
    means = check_means(assessment.paper, unseen)
    counts = means.counts
    of_checked = Counter[str](one.means for one in means.checks if one.claim_id in checked)
    return LedgerEntry(
        counts={str(name): count for name, count in counts.items()},
        text=say_means(of_checked, {str(name): count for name, count in counts.items()}),
    )


def _describe_paper(paper: Paper) -> PaperEntry:
    return PaperEntry(
        id=paper.id,
        title=paper.title,
        claimant=paper.claimant,
        published=paper.published,
        source=paper.source,
        statements=tuple(
            StatementEntry(
                statement_id=statement.id,
                section=statement.section,
                note=statement.note,
                claims=tuple(claim.id for claim in statement.claims),
            )
            for statement in paper.statements
        ),
        claimant_is=paper.claimant_is,
        doi=paper.doi,
        url=paper.url,
        journal=paper.journal,
        licence=paper.licence,
    )


def describe_vintages(vintages: Sequence[Vintage]) -> tuple[VintageEntry, ...]:
    """The editions with their evidence: licence, checksums, how the date is known."""
    anchors = _anchors("vintage", [vintage.key for vintage in vintages])
    return tuple(
        VintageEntry(
            key=vintage.key,
            anchor=anchor,
            source=vintage.source,
            vintage=vintage.date,
            label=vintage.label,
            indicators=tuple(vintage.indicators),
            first_year=vintage.first_year,
            last_year=vintage.last_year,
            notes=tuple(vintage.notes),
            **(asdict(vintage.evidence) | {"licence": _say_licences(vintage)}),
        )
        for vintage, anchor in zip(vintages, anchors, strict=True)
    )


def _say_licences(vintage: Vintage) -> str:
    """The licence of an edition, with the series of it that are under another."""
    own = vintage.evidence.licence
    others: dict[str, list[str]] = {}
    for code in vintage.indicators:
        licence = licence_of(vintage.source, code, own)
        if licence != own:
            others.setdefault(licence, []).append(code)
    return "; ".join([own, *(f"{', '.join(codes)}: {name}" for name, codes in others.items())])


def _describe_checks(summary: CheckpointSummary | None) -> ChecksEntry | None:
    if summary is None:
        return None
    suites = tuple(SuiteEntry(**asdict(suite)) for suite in summary.suites)
    return ChecksEntry(data_docs=summary.data_docs, suites=suites)


def count_outcomes(outcomes: Sequence[Outcome]) -> Counts:
    """Claims by verdict and by standing."""
    verdicts = Counter(outcome.verdict for outcome in outcomes)
    standings = Counter(outcome.standing for outcome in outcomes)
    checkable = sum(outcome.is_checked for outcome in outcomes)
    return Counts(
        claims=len(outcomes),
        checkable=checkable,
        without_data=len(outcomes) - checkable - standings["not checkable"],
        verdicts={verdict.value: verdicts[verdict] for verdict in Verdict},
        standings={name: standings[name] for name in STANDING_NAMES},
    )


def verdict_counted(verdict: str, standing: str) -> str:
    """The verdict to fail on: where nobody is sure of the reading it is unresolved.

    A reading that may be wrong puts nothing off, whatever it would come to.
    """
    is_sure = verdict_told(verdict, standing) != NOT_SURE
    return verdict if is_sure else Verdict.UNRESOLVED.value


def count_judged(claims: Sequence[ClaimEntry]) -> dict[str, int]:
    """Claims by the verdict that counts."""
    return Counter(verdict_counted(one.verdict, one.standing) for one in claims)


def _worst(claims: Sequence[ClaimEntry]) -> tuple[str, ...]:
    """Ids of the claims that are off, the gravest verdict first, then the widest gap."""
    off = [claim for claim in claims if claim.standing == "off"]
    return tuple(claim.claim_id for claim in gravest_first(off)[:WORST])


def verdict_told(verdict: str, standing: str) -> str:
    """The verdict as it is shown; "not sure" where the reading is not, so that it judges nobody."""
    return verdict if STANDINGS[Verdict(verdict)] == standing else NOT_SURE


def count_told(claims: Sequence[ClaimEntry]) -> dict[str, dict[str, int]]:
    """For each standing how many claims are told by which verdict: they add up to its own."""
    found: dict[str, Counter[str]] = {name: Counter() for name in STANDING_NAMES}
    for claim in claims:
        found[claim.standing][verdict_told(claim.verdict, claim.standing)] += 1
    order = [*(verdict.value for verdict in Verdict), NOT_SURE]
    return {
        standing: {name: counted[name] for name in order if counted[name]}
        for standing, counted in found.items()
    }


def gravest_first(claims: Sequence[ClaimEntry]) -> list[ClaimEntry]:
    """Claims by standing, then by verdict, then those first that are off by most (`gap`)."""
    standings = {name: at for at, name in enumerate(STANDING_NAMES)}
    verdicts = {verdict.value: at for at, verdict in enumerate(Verdict)}
    return sorted(
        claims,
        key=lambda one: (standings[one.standing], verdicts[one.verdict], -(one.gap or 0.0)),
    )


def _anchors(prefix: str, ids: Sequence[str]) -> list[str]:
    """Fragment identifiers: slugs, each once, whatever the ids hold."""
    seen: Counter[str] = Counter()
    anchors = []
    for name in ids:
        anchor = f"{prefix}-{re.sub(r'[^a-z0-9]+', '-', name.lower()).strip('-') or 'x'}"
        seen[anchor] += 1
        anchors.append(anchor if seen[anchor] == 1 else f"{anchor}--{seen[anchor]}")
    return anchors
