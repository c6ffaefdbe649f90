"""A run as lines of JSON, for programs that gather logs: one for the run, one for each claim. Pure.

Each line has ``at``, ``event``, ``run_id`` and ``paper_id``; a claim's also ``claim_id``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from reports.records import Run


def journal_of_findings(findings: Mapping[str, Any], run: Run) -> Iterator[str]:
    """The lines of a validation.

    Args:
        findings: `findings.json`.
        run: The same run as it is on record, with its durations.
    """
    yield journal_of_run(run)
    for claim in findings["claims"]:
        yield _line(
            run,
            "claim",
            claim_id=claim["claim_id"],
            verdict=claim["verdict"],
            standing=claim["standing"],
            sentence=claim["sentence"],
        )


def journal_of_run(run: Run) -> str:
    """The line of a run: its outcome, counts and durations in seconds."""
    return _line(
        run,
        "run",
        kind=run.kind,
        outcome=run.outcome,
        message=run.message,
        standings=dict(run.standings),
        changes=dict(run.changes),
        seconds=dict(run.seconds),
        page=run.page,
    )


def _line(run: Run, event: str, **fields: Any) -> str:
    whole = {"at": run.started_at, "event": event, "run_id": run.run_id, "paper_id": run.paper_id}
    return json.dumps({**whole, **fields}, ensure_ascii=True, separators=(",", ":"))
