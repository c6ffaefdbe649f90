"""Where each claim stands now: a row a claim, computed from its newest finding and its events.

It holds nothing of its own: a test makes it anew from what is on record, and holds the two equal.
It is written in the transaction that records a run or appends an event.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from expectations.outcomes import Verdict
from reports.decisions.lifecycle import basis_of, fold, reasons_to_ask_again, status_of
from reports.findings.claim_model import ClaimEntry
from reports.records import Basis, ClaimState, Event, EventDetail, Run
from reports.store.tables import claims, events
from reports.store.transactions import insert_missing
from sources.errors import StoreError

_KEY = ("paper_id", "claim_id")
_RANKS = {verdict.value: rank for rank, verdict in enumerate(Verdict)}


@dataclass(frozen=True)
class _ClaimRow:
    """A row of `claims`: what the newest run found, then what its events amount to."""

    paper_id: str
    claim_id: str
    run_id: str
    started_at: str
    sha256: str
    phrase: str
    verdict: str
    standing: str
    sentence: str
    rank: int
    gap: float
    basis: Basis
    is_gone: bool
    search: str
    status: str = ""
    reasons: tuple[str, ...] = ()
    decision: str = ""
    decided_by: str = ""
    decided_at: str = ""
    until: str = ""
    state: str = ""
    last: int = 0


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
        claim.claim_id: _of_finding(claim, run, digest)
        for claim, digest in zip(found, sums, strict=True)
    }
    fresh = (_with_events(by_id[name], ()) for name in sorted(by_id))
    insert_missing(connection, claims, map(_columns, fresh))
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
        before = _as_claim_row(row)
        newest = by_id.get(row.claim_id) or replace(before, is_gone=True)
        now = _with_events(newest, own.get(row.claim_id, ()))
        if now != before:
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
    _update(connection, [_with_events(_as_claim_row(row), told)])


def as_event(row: Row[Any]) -> Event:
    """An event as it was appended.

    Raises:
        StoreError: Somebody has changed it so that it says nothing.
    """
    try:
        detail = msgspec.convert(row.detail, EventDetail)
    except msgspec.ValidationError as error:
        raise StoreError(
            f"event {row.number} of {row.paper_id}.{row.claim_id} is none that we wrote: {error}",
            mend="Restore the store from a backup; `corrigenda store verify` names what changed",
        ) from None
    return Event(
        row.paper_id,
        row.claim_id,
        row.number,
        row.kind,
        row.who,
        row.at,
        detail,
        None if row.basis is None else Basis(**row.basis),
        row.key or "",
    )


def plain_basis(basis: Basis) -> dict[str, object]:
    """A basis as its columns keep it."""
    return {**vars(basis), "values": dict(basis.values)}


def _as_claim_row(row: Row[Any]) -> _ClaimRow:
    kept = {**row._mapping, "basis": Basis(**row.basis), "reasons": tuple(row.reasons)}
    return _ClaimRow(**kept)


def _columns(row: _ClaimRow) -> dict[str, object]:
    return {**vars(row), "basis": plain_basis(row.basis), "reasons": list(row.reasons)}


def _update(connection: Connection, rows: Sequence[_ClaimRow]) -> None:
    """Write whole rows over those of the same claims."""
    if not rows:
        return
    which = {"own_paper": claims.c.paper_id, "own_claim": claims.c.claim_id}
    matches = (column == sa.bindparam(name) for name, column in which.items())
    statement = claims.update().where(*matches)
    values = [
        {
            **{name: value for name, value in _columns(row).items() if name not in _KEY},
            "own_paper": row.paper_id,
            "own_claim": row.claim_id,
        }
        for row in rows
    ]
    connection.execute(statement, values)


def _of_finding(claim: ClaimEntry, run: Run, digest: str) -> _ClaimRow:
    words = (claim.phrase, claim.claim_id, claim.sentence, claim.section)
    return _ClaimRow(
        paper_id=run.paper_id,
        claim_id=claim.claim_id,
        run_id=run.run_id,
        started_at=run.started_at,
        sha256=digest,
        phrase=claim.phrase,
        verdict=claim.verdict,
        standing=claim.standing,
        sentence=claim.sentence,
        rank=_rank(claim),
        gap=claim.gap or 0.0,
        basis=basis_of(claim, run.run_id, digest),
        is_gone=False,
        search=" ".join(words).casefold(),
    )


def _rank(claim: ClaimEntry) -> int:
    """Where it stands in the queue.

    First what is off and can be approved, then what is off and nobody has confirmed as it was
    read, last what nobody is sure is meant.
    """
    is_confirmed = claim.reading is None or claim.reading.state == "confirmed"
    group = 2 if claim.standing != "off" else 0 if is_confirmed else 1
    return _RANKS[claim.verdict] + group * len(_RANKS)


def _with_events(row: _ClaimRow, told: Sequence[Event]) -> _ClaimRow:
    state = fold(told)
    reasons = _reasons(row, state)
    decision = state.decision
    return replace(
        row,
        status=status_of(state, "gone" if row.is_gone else row.standing, reasons),
        reasons=reasons,
        decision=decision.kind if decision else "",
        decided_by=decision.who if decision else "",
        decided_at=decision.at if decision else "",
        until=(decision.detail.until or "") if decision else "",
        state=state.state,
        last=state.last,
    )


def _reasons(row: _ClaimRow, state: ClaimState) -> tuple[str, ...]:
    if state.decision is None or state.decision.basis is None or row.is_gone:
        return ()
    return reasons_to_ask_again(state.decision.basis, row.basis)


def _events_by_claim(connection: Connection, paper_id: str) -> dict[str, list[Event]]:
    rows = connection.execute(
        sa.select(events).where(events.c.paper_id == paper_id).order_by(events.c.number)
    )
    by_claim: dict[str, list[Event]] = {}
    for row in rows:
        by_claim.setdefault(row.claim_id, []).append(as_event(row))
    return by_claim
