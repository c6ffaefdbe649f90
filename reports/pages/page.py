"""The pages: one self-contained page a run, and the list of all runs.

Both are rendered from plain data (`build_findings`, summaries) with everything escaped, carry their
style and script within, and forbid by Content-Security-Policy any request and any script but their
own. The script only hides, sorts and opens what is there: without it the page is whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from markupsafe import Markup
from msgspec.structs import asdict

from expectations.outcomes import STANDINGS
from expectations.wording.verdicts import MEANINGS
from reports.findings.claim_model import ClaimEntry
from reports.findings.findings import count_told, gravest_first
from reports.findings.model import Findings
from reports.pages.charts import Chart
from reports.pages.rendering import MARKS, environment, policy_hash, script, style
from reports.unbroken import with_unbroken_dates


def render_page(
    findings: Findings, charts: Mapping[str, Chart], data_file: str = "findings.json"
) -> str:
    """The page of one run.

    Args:
        findings: From `build_findings`.
        charts: From `draw_charts`, by claim id.
        data_file: The file beside the page that holds the findings.
    """
    by_id = {claim.claim_id: claim for claim in findings.claims}
    sources = dict(
        (row.source, row.source_label)
        for claim in findings.claims
        for row in claim.declared.evidence
    )
    anchors = {vintage.key: vintage.anchor for vintage in findings.vintages}
    gravest = gravest_first(findings.claims)
    places = {claim.claim_id: place for place, claim in enumerate(findings.claims, start=1)}
    return render(
        "page.html",
        script_text=script(),
        **{
            **asdict(findings),
            "claims": gravest,
            "worst": [by_id[claim_id] for claim_id in findings.worst],
        },
        charts={claim_id: chart.parts for claim_id, chart in charts.items()},
        anchors=anchors,
        since_anchors=_anchors_of_changes(findings, by_id),
        data_file=data_file,
        sources=sources,
        standings=_verdicts_by_standing(),
        told=count_told(findings.claims),
        places=places,
        meanings={verdict.value: text for verdict, text in MEANINGS.items()},
    )


def _anchors_of_changes(findings: Findings, by_id: Mapping[str, ClaimEntry]) -> dict[str, str]:
    """Where each claim that changed stands on the page; empty for one that is gone."""
    since = findings.since_last_run
    told = [one.claim_id for one in since.claims] if since else []
    return {name: by_id[name].anchor if name in by_id else "" for name in told}


class RunSummary(msgspec.Struct, frozen=True):
    """What the list of all runs shows of one; ``standings`` counts claims."""

    run_id: str
    started_at: str
    title: str
    claimant: str
    standings: dict[str, int]
    paper_id: str = ""


class CorpusLine(msgspec.Struct, frozen=True):
    """What the list of all runs shows of a run over many papers; ``broken`` counts registers."""

    run_id: str
    started_at: str
    headline: str
    broken: int


def render_runs(
    rows: Sequence[RunSummary],
    total: int,
    skipped: Sequence[str],
    corpora: Sequence[CorpusLine],
    *,
    newer: str = "",
    older: str = "",
) -> str:
    """A page of the list of all runs.

    Args:
        rows: The summaries to list, in order.
        total: How many runs there are, on the newest page; on the others 0, so that they stay as
            they are when runs are added.
        skipped: Folders that hold no readable run.
        corpora: The runs over many papers to list, on the newest page.
        newer: The file of the next newer page; empty on the newest.
        older: The file of the next older page; empty on the oldest.
    """
    return render(
        "runs.html",
        script_text="",
        rows=rows,
        total=total,
        skipped=skipped,
        corpora=corpora,
        newer=newer,
        older=older,
        standings=list(MARKS),
    )


def render(template: str, script_text: str, **values: Any) -> str:
    """A template with its style and script, and the policy that allows these and nothing else."""
    style_text = style()
    policy = [
        "default-src 'none'",
        f"style-src {policy_hash(style_text)}",
        f"script-src {policy_hash(script_text)}" if script_text else "script-src 'none'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    # Style and script are put between their tags as they are: the policy names their hashes.
    return with_unbroken_dates(
        environment()
        .get_template(template)
        .render(
            policy="; ".join(policy),
            style=Markup(style_text),
            script=Markup(script_text),
            **values,
        )
    )


def _verdicts_by_standing() -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {standing: [] for standing in MARKS}
    for verdict, standing in STANDINGS.items():
        grouped[standing].append(verdict.value)
    return grouped
