"""The queue made anew from what is on record, as the store never does: it keeps it up to date."""

from __future__ import annotations

from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from reports.findings.claim_model import ClaimEntry
from reports.findings.model import from_plain
from reports.store import Store, projection
from reports.store.runs import _as_run
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
    validations = [
        _as_run(row)
        for row in connection.execute(
            sa.select(runs)
            .where(runs.c.kind == "validate", runs.c.outcome == "finished")
            .order_by(runs.c.started_at, runs.c.run_id)
        )
    ]
    by_id = {run.run_id: run for run in validations}
    last = {run.paper_id: run for run in validations}
    rows: dict[tuple[str, str], projection._ClaimRow] = {}
    for row in connection.execute(newest):
        claim = from_plain(load_content(row.body), ClaimEntry)
        found = projection._of_finding(claim, by_id[row.run_id], row.sha256)
        is_gone = by_id[row.run_id] != last[row.paper_id]
        rows[row.paper_id, row.claim_id] = replace(found, is_gone=is_gone)
    told = {paper: projection._events_by_claim(connection, paper) for paper, _ in rows}
    made = [
        projection._with_events(row, told[paper].get(claim, ()))
        for (paper, claim), row in rows.items()
    ]
    if made:
        connection.execute(claims.insert(), list(map(projection._columns, made)))
