"""Seals of events: each is the checksum of its event and of the seal before it.

A claim's seals are a chain. A row that somebody changed in the database does not fit its seal; one
that was left out breaks the chain, or is missed by the row of the claim, which knows its last
event; one that was put in has no seal. What may surprise: a seal holds no secret, so whoever
changes rows and computes all seals of a claim anew is not found; packs that left before hold their
approvals, and tell.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from reports.store.tables import claims, events, seals
from reports.store.transactions import Transactions
from sources.tools.encoding import canonical_json

FIRST = ""
"""What stands for the seal before the first."""


@dataclass(frozen=True)
class EventRow:
    """An event as it lies in its table: the columns that its seal is of, in the order of the seal.

    Attributes:
        detail: As `Event.detail`, plain.
        basis: As `Event.basis`, plain; None where the event is no decision.
        key: None where it has none.
    """

    paper_id: str
    claim_id: str
    number: int
    kind: str
    who: str
    at: str
    detail: object
    basis: object
    key: str | None

    @property
    def claim(self) -> tuple[str, str]:
        """Whose event it is: paper and claim."""
        return self.paper_id, self.claim_id


def as_event_row(row: Row[Any]) -> EventRow:
    """An event from the columns of its table, whatever else is in the row."""
    return EventRow(*(row._mapping[one.name] for one in dataclasses.fields(EventRow)))


@dataclass(frozen=True)
class BrokenEvent:
    """An event that is not as it was appended.

    Attributes:
        paper_id: The paper.
        claim_id: The claim.
        number: The event's; of a missing one the number that it had.
        what: What is wrong, as a clause.
    """

    paper_id: str
    claim_id: str
    number: int
    what: str


@dataclass(frozen=True)
class VerifiedEvents:
    """What came of verifying all events."""

    events: int
    claims: int
    broken: tuple[BrokenEvent, ...]


class Seals(Transactions):
    """Verifies the record of what people decided."""

    def verify_events(self) -> VerifiedEvents:
        """Hold each event against its seal, and each claim against its events."""
        with self._reading() as connection:
            rows = connection.execute(
                sa.select(events, seals.c.sha256)
                .select_from(events.outerjoin(seals, _same_event()))
                .order_by(events.c.paper_id, events.c.claim_id, events.c.number)
            )
            told = [(as_event_row(row), row.sha256) for row in rows]
            last = {
                (row.paper_id, row.claim_id): row.last
                for row in connection.execute(
                    sa.select(claims.c.paper_id, claims.c.claim_id, claims.c.last)
                )
            }
            sealed = {
                (row.paper_id, row.claim_id, row.number)
                for row in connection.execute(sa.select(seals))
            }
        broken = [*_broken(told), *_missing(told, last, sealed)]
        return VerifiedEvents(len(told), len({event.claim for event, _ in told}), tuple(broken))


def seal(connection: Connection, event: EventRow) -> None:
    """Seal an event that was just appended, within its transaction."""
    before = connection.execute(
        sa.select(seals.c.sha256)
        .where(seals.c.paper_id == event.paper_id, seals.c.claim_id == event.claim_id)
        .order_by(seals.c.number.desc())
        .limit(1)
    ).scalar()
    connection.execute(
        seals.insert().values(
            paper_id=event.paper_id,
            claim_id=event.claim_id,
            number=event.number,
            sha256=sum_of(event, before or FIRST),
        )
    )


def sum_of(event: EventRow, before: str) -> str:
    """The seal of an event after another one's."""
    content = canonical_json([before, *vars(event).values()])
    return hashlib.sha256(content).hexdigest()


def _same_event() -> sa.ColumnElement[bool]:
    return sa.and_(
        *(events.c[name] == seals.c[name] for name in ("paper_id", "claim_id", "number"))
    )


_Told = Sequence[tuple[EventRow, str | None]]
"""Events in order, each with its seal; None where it has none."""


def _broken(told: _Told) -> Iterator[BrokenEvent]:
    for (paper, claim), rows in groupby(told, lambda row: row[0].claim):
        before = FIRST
        for event, sealed in rows:
            if sealed is None:
                yield BrokenEvent(paper, claim, event.number, "was put in by hand: it has no seal")
            elif sealed != sum_of(event, before):
                what = "was changed, or one before it was left out: it does not fit its seal"
                yield BrokenEvent(paper, claim, event.number, what)
            before = sealed or before


def _missing(
    told: _Told,
    last: Mapping[tuple[str, str], int],
    sealed: set[tuple[str, str, int]],
) -> Iterator[BrokenEvent]:
    there = {(*event.claim, event.number) for event, _ in told}
    for paper, claim, number in sorted(sealed - there):
        yield BrokenEvent(paper, claim, number, "is missing: its seal is there")
    for (paper, claim), number in sorted(last.items()):
        if number and (paper, claim, number) not in there | sealed:
            yield BrokenEvent(paper, claim, number, "is missing: the claim knows that it happened")
