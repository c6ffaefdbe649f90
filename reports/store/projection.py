"""Where each claim stands now: a row a claim, computed from its newest finding and its events.

It holds nothing of its own: a test makes it anew from what is on record, and holds the two equal.
It is written in the transaction that records a run or appends an event.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from expectations.outcomes import Verdict
from reports.decisions.lifecycle import basis_of, fold, reasons_to_ask_again, status_of
from reports.findings.claim_model import ClaimEntry
from reports.records import Basis, ClaimState, Event, Run
from reports.store.tables import claims, events
from reports.store.transactions import insert_missing

_RANKS = {verdict.value: rank for rank, verdict in enumerate(Verdict)}


def take_in(
    connection: Connection, run: Run, found: Sequence[ClaimEntry], sums: Sequence[str]
) -> None:
    """Take in what a run found, unless a newer run of the paper is on record.

    Args:
        connection: In a transaction that writes.
        run: The run.
        found: The entries of its claims.
        sums: Of their contents.
    """
    by_id = {
        claim.claim_id: {
            **_of_finding(claim, run.run_id, digest),
            "paper_id": run.paper_id,
            "claim_id": claim.claim_id,
            "started_at": run.started_at,
        }
        for claim, digest in zip(found, sums, strict=True)
    }
    fresh = {name: {**by_id[name], **_of_events(by_id[name], ())} for name in sorted(by_id)}
    insert_missing(connection, claims, fresh.values())
    held = connection.execute(
        sa.select(claims)
        .where(claims.c.paper_id == run.paper_id)
        .order_by(claims.c.claim_id)
        .with_for_update()
    ).all()
    own = _events_by_claim(connection, run.paper_id)
    changed = []
    for row in held:
        if (row.started_at, row.run_id) > (run.started_at, run.run_id):
            continue
        values = by_id.get(row.claim_id, {**row._mapping, "is_gone": True})
        now = {**values, **_of_events(values, own.get(row.claim_id, ()))}
        if now != dict(row._mapping):
            changed.append(now)
    _update(connection, changed)


def lock(connection: Connection, paper_id: str, claim_id: str) -> Row[Any] | None:
    """The row of a claim, kept from other writers until the transaction ends."""
    return connection.execute(
        sa.select(claims)
        .where(claims.c.paper_id == paper_id, claims.c.claim_id == claim_id)
        .with_for_update()
    ).first()


def bring_up_to_date(connection: Connection, row: Row[Any], told: Sequence[Event]) -> None:
    """Compute the row of a claim anew after its events have grown."""
    _update(connection, [{**row._mapping, **_of_events(dict(row._mapping), told)}])


def as_event(row: Row[Any]) -> Event:
    """An event as it was appended."""
    return Event(
        row.paper_id,
        row.claim_id,
        row.number,
        row.kind,
        row.who,
        row.at,
        row.detail,
        None if row.basis is None else Basis(**row.basis),
        row.key or "",
    )


def _update(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write whole rows over those of the same claims."""
    if not rows:
        return
    which = {"own_paper": claims.c.paper_id, "own_claim": claims.c.claim_id}
    matches = (column == sa.bindparam(name) for name, column in which.items())
    statement = claims.update().where(*matches)
    values = [
        {
            **{name: value for name, value in row.items() if name not in ("paper_id", "claim_id")},
            "own_paper": row["paper_id"],
            "own_claim": row["claim_id"],
        }
        for row in rows
    ]
    connection.execute(statement, values)


def _of_finding(claim: ClaimEntry, run_id: str, digest: str) -> dict[str, Any]:
    basis = basis_of(claim, run_id, digest)
    words = (claim.phrase, claim.claim_id, claim.sentence, claim.section)
    return {
        "run_id": run_id,
        "sha256": digest,
        "phrase": claim.phrase,
        "verdict": claim.verdict,
        "standing": claim.standing,
        "sentence": claim.sentence,
        "rank": _RANKS[claim.verdict],
        "gap": claim.gap or 0.0,
        "basis": {**vars(basis), "values": dict(basis.values)},
        "is_gone": False,
        "search": " ".join(words).casefold(),
    }


def _of_events(finding: Mapping[str, Any], told: Sequence[Event]) -> dict[str, Any]:
    state = fold(told)
    reasons = _reasons(finding, state)
    standing = "gone" if finding["is_gone"] else finding["standing"]
    decision = state.decision
    return {
        "status": status_of(state, standing, reasons),
        "reasons": list(reasons),
        "decision": decision.kind if decision else "",
        "decided_by": decision.who if decision else "",
        "decided_at": decision.at if decision else "",
        "until": str(decision.detail.get("until", "")) if decision else "",
        "state": state.state,
        "last": state.last,
    }


def _reasons(finding: Mapping[str, Any], state: ClaimState) -> tuple[str, ...]:
    if state.decision is None or state.decision.basis is None or finding["is_gone"]:
        return ()
    return reasons_to_ask_again(state.decision.basis, Basis(**finding["basis"]))


def _events_by_claim(connection: Connection, paper_id: str) -> dict[str, list[Event]]:
    rows = connection.execute(
        sa.select(events).where(events.c.paper_id == paper_id).order_by(events.c.number)
    )
    by_claim: dict[str, list[Event]] = {}
    for row in rows:
        by_claim.setdefault(row.claim_id, []).append(as_event(row))
    return by_claim
