"""Seals of events: each is the checksum of its event and of the seal before it.

A claim's seals are a chain. A row that somebody changed in the database does not fit its seal; one
that was left out breaks the chain, or is missed by the row of the claim, which knows its last
event; one that was put in has no seal. What may surprise: a seal holds no secret, so whoever
changes rows and computes all seals of a claim anew is not found; packs that left before hold their
approvals, and tell.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from reports.store.tables import claims, events, seals
from reports.store.transactions import Transactions
from sources.tools.encoding import canonical_json

SEALED = ("paper_id", "claim_id", "number", "kind", "who", "at", "detail", "basis", "key")
"""The columns of an event that its seal is of."""
FIRST = ""
"""What stands for the seal before the first."""


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
            ).mappings()
            told = [dict(row) for row in rows]
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
        return VerifiedEvents(len(told), len({_claim(row) for row in told}), tuple(broken))


def seal(connection: Connection, row: Mapping[str, Any]) -> None:
    """Seal an event that was just appended, within its transaction."""
    before = connection.execute(
        sa.select(seals.c.sha256)
        .where(seals.c.paper_id == row["paper_id"], seals.c.claim_id == row["claim_id"])
        .order_by(seals.c.number.desc())
        .limit(1)
    ).scalar()
    connection.execute(
        seals.insert().values(
            paper_id=row["paper_id"],
            claim_id=row["claim_id"],
            number=row["number"],
            sha256=sum_of(row, before or FIRST),
        )
    )


def sum_of(row: Mapping[str, Any], before: str) -> str:
    """The seal of an event after another one's."""
    content = canonical_json([before, *(row[name] for name in SEALED)])
    return hashlib.sha256(content).hexdigest()


def _same_event() -> sa.ColumnElement[bool]:
    return sa.and_(
        *(events.c[name] == seals.c[name] for name in ("paper_id", "claim_id", "number"))
    )


def _claim(row: Mapping[str, Any]) -> tuple[str, str]:
    return row["paper_id"], row["claim_id"]


def _broken(told: list[dict[str, Any]]) -> Iterator[BrokenEvent]:
    for (paper, claim), rows in groupby(told, _claim):
        before = FIRST
        for row in rows:
            if row["sha256"] is None:
                yield BrokenEvent(paper, claim, row["number"], "was put in by hand: it has no seal")
            elif row["sha256"] != sum_of(row, before):
                what = "was changed, or one before it was left out: it does not fit its seal"
                yield BrokenEvent(paper, claim, row["number"], what)
            before = row["sha256"] or before


def _missing(
    told: list[dict[str, Any]],
    last: Mapping[tuple[str, str], int],
    sealed: set[tuple[str, str, int]],
) -> Iterator[BrokenEvent]:
    there = {(*_claim(row), row["number"]) for row in told}
    for paper, claim, number in sorted(sealed - there):
        yield BrokenEvent(paper, claim, number, "is missing: its seal is there")
    for (paper, claim), number in sorted(last.items()):
        if number and (paper, claim, number) not in there | sealed:
            yield BrokenEvent(paper, claim, number, "is missing: the claim knows that it happened")
