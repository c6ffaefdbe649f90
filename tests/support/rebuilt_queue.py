"""The queue made anew from what is on record, as the store never does: it keeps it up to date."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from reports.findings.claim_model import ClaimEntry
from reports.findings.model import from_plain
from reports.store import Store, projection
from reports.store.tables import claims, contents, findings, runs
from reports.store.transactions import load_content


def rebuild_queue(store: Store) -> None:
    """Make all rows of the queue anew from the findings and the events."""
    store._write(_rebuild)


def _rebuild(connection: Connection) -> None:
    connection.execute(claims.delete())
    newest = (
        sa.select(findings, contents.c.body)
        .join(contents, contents.c.sha256 == findings.c.sha256)
        .order_by(findings.c.started_at, findings.c.run_id)
    )
    last = {
        row.paper_id: (row.started_at, row.run_id)
        for row in connection.execute(
            sa.select(runs)
            .where(runs.c.kind == "validate", runs.c.outcome == "finished")
            .order_by(runs.c.started_at, runs.c.run_id)
        )
    }
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for row in connection.execute(newest):
        claim = from_plain(load_content(row.body), ClaimEntry)
        rows[row.paper_id, row.claim_id] = {
            **projection._of_finding(claim, row.run_id, row.sha256),
            "paper_id": row.paper_id,
            "claim_id": row.claim_id,
            "started_at": row.started_at,
            "is_gone": (row.started_at, row.run_id) != last[row.paper_id],
        }
    for paper_id in {paper_id for paper_id, _ in rows}:
        own = projection._events_by_claim(connection, paper_id)
        for (paper, claim_id), values in rows.items():
            if paper == paper_id:
                values |= projection._of_events(values, own.get(claim_id, ()))
    if rows:
        connection.execute(claims.insert(), list(rows.values()))
