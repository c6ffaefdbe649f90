"""Events: appended, never changed; the later of two contradicting decisions is told.

A decision says which event its author saw last. Where another decision came in between, it is not
written: `Conflict` carries what happened meanwhile, and its author decides again, knowing it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from reports.decisions.lifecycle import fold
from reports.findings.model import from_plain, to_plain
from reports.records import DECISIONS, Basis, ClaimState, Event, EventDetail, EventKind
from reports.store import projection
from reports.store.seals import EventRow, seal
from reports.store.tables import events
from reports.store.transactions import Transactions, now
from sources.errors import StoreError
from sources.tools.text_safety import each_text

_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
"""What is no text: PostgreSQL has no NUL, and none of these was meant."""


class Conflict(Exception):
    """Another decision came in between; nothing was written.

    Attributes:
        events: All that happened to the claim since its author looked, in order.
    """

    def __init__(self, events: Sequence[Event]) -> None:
        self.events = tuple(events)
        who = ", ".join(dict.fromkeys(event.who for event in self.events))
        super().__init__(f"another decision came in between, by {who}")

    def __reduce__(self) -> tuple[Any, ...]:
        return Conflict, (self.events,)


class Events(Transactions):
    """What happened to claims."""

    def append(
        self,
        paper_id: str,
        claim_id: str,
        kind: EventKind,
        who: str,
        detail: EventDetail,
        *,
        expected: int | None = None,
        key: str = "",
        basis: Basis | None = None,
    ) -> Event:
        """Append an event to a claim.

        Args:
            paper_id: The paper.
            claim_id: The claim.
            kind: What happened.
            who: Who did it.
            detail: As `Event.detail`.
            expected: The number of the last event that its author saw; None where that does not
                matter. Events that are no decisions do not count as come in between.
            key: The same key again gives the event that is there, and writes nothing.
            basis: What a decision was made on; left out, the newest finding.

        Raises:
            Conflict: Another decision came in between.
            StoreError: No run has found such a claim, or there is nothing to undo.
        """

        def work(connection: Connection) -> Event:
            return append(connection, paper_id, claim_id, kind, who, detail, expected, key, basis)

        return self._write(work)

    def events(self, paper_id: str, claim_id: str) -> tuple[Event, ...]:
        """All that happened to a claim, in order."""
        with self._reading() as connection:
            return load_events(connection, paper_id, claim_id)

    def claim_state(self, paper_id: str, claim_id: str) -> ClaimState:
        """What the events of a claim amount to."""
        return fold(self.events(paper_id, claim_id))


def append(
    connection: Connection,
    paper_id: str,
    claim_id: str,
    kind: EventKind,
    who: str,
    detail: EventDetail,
    expected: int | None = None,
    key: str = "",
    basis: Basis | None = None,
) -> Event:
    """`Events.append`, within a transaction that writes."""
    row = projection.lock(connection, paper_id, claim_id)
    if row is None:
        raise StoreError(
            f"no run has found a claim {claim_id!r} of {paper_id!r}",
            mend="Run `corrigenda validate` first, or see `corrigenda claims`",
        )
    told = load_events(connection, paper_id, claim_id)
    known = [event for event in told if key and event.key == key]
    if known:
        return known[0]
    is_decision = kind in DECISIONS or kind == "undo"
    if is_decision and expected is not None:
        _refuse_conflict(told, expected)
    if kind == "undo" and fold(told).decision is None:
        raise StoreError("there is no decision to undo", mend="Look at the claim again")
    if kind in DECISIONS and basis is None:
        basis = Basis(**row.basis)
    event = Event(
        paper_id,
        claim_id,
        told[-1].number + 1 if told else 1,
        kind,
        _clean(who),
        now(),
        from_plain(_clean(to_plain(detail)), EventDetail),
        basis,
        key,
    )
    kept = EventRow(
        **{
            **vars(event),
            "detail": to_plain(event.detail),
            "basis": basis and projection.plain_basis(basis),
            "key": key or None,
        }
    )
    connection.execute(events.insert().values(vars(kept)))
    seal(connection, kept)
    projection.bring_up_to_date(connection, row, (*told, event))
    return event


def load_events(connection: Connection, paper_id: str, claim_id: str) -> tuple[Event, ...]:
    """All events of a claim, in order."""
    rows = connection.execute(
        sa.select(events)
        .where(events.c.paper_id == paper_id, events.c.claim_id == claim_id)
        .order_by(events.c.number)
    )
    return tuple(map(projection.as_event, rows))


def _refuse_conflict(told: Sequence[Event], expected: int) -> None:
    since = [event for event in told if event.number > expected]
    if any(event.kind in DECISIONS or event.kind == "undo" for event in since):
        raise Conflict(since)


def _clean(value: Any) -> Any:
    """Plain data whose texts hold text only."""
    return each_text(value, partial(_NO_TEXT.sub, "\N{REPLACEMENT CHARACTER}"))
