"""The outbox: what is to be sent is written first, and kept with its receipt.

A row is taken for a time (a lease): a process that dies while it sends gives it back when that
ends, and it is sent again with the same key. Each try is appended to `attempts`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from reports.decisions.states import DELIVERY_STEPS, STOPPED
from reports.findings.model import from_plain
from reports.records import Delivery, DeliveryState, EventDetail, Message, Receipt
from reports.store.events import append
from reports.store.tables import attempts, deliveries
from reports.store.transactions import Transactions, insert_missing, now
from sources.errors import StoreError
from sources.tools.instants import to_millisecond

_LONGEST_WAIT = timedelta(days=2)
"""Nothing waits longer than a day: what says so was written before the clock was set back."""


class Outbox(Transactions):
    """What is to be sent, and what became of it."""

    def enqueue(self, channel: str, message: Message) -> bool:
        """Write a message for a channel; False where it is there already."""
        at = now()
        row = {
            "channel": channel,
            "kind": message.kind,
            "subject_id": message.subject_id,
            "revision": message.revision,
            "message": dataclasses.asdict(message),
            "state": "pending",
            "attempts": 0,
            "not_before": "",
            "lease_until": "",
            "answer": "",
            "created_at": at,
            "updated_at": at,
        }
        return bool(self._write(lambda connection: insert_missing(connection, deliveries, [row])))

    def take_due(
        self,
        at: str,
        lease_seconds: float,
        limit: int = 1,
        channel: str = "",
        kind: str = "",
        subject_id: str = "",
    ) -> tuple[Delivery, ...]:
        """Take pending messages that are due; no other process has them until the lease ends.

        Args:
            at: This instant.
            lease_seconds: How long they are taken for.
            limit: How many at most, the oldest first.
            channel: Of this channel only.
            kind: Corrections or notices only.
            subject_id: Of this correction or event only.
        """
        until = to_millisecond(datetime.fromisoformat(at) + timedelta(seconds=lease_seconds))
        never = to_millisecond(datetime.fromisoformat(at) + _LONGEST_WAIT)

        def work(connection: Connection) -> tuple[Delivery, ...]:
            query = (
                sa.select(deliveries)
                .where(
                    deliveries.c.state == "pending",
                    sa.or_(deliveries.c.not_before <= at, deliveries.c.not_before > never),
                    sa.or_(deliveries.c.lease_until <= at, deliveries.c.lease_until > never),
                )
                .order_by(deliveries.c.id)
                .limit(limit)
                .with_for_update(skip_locked=True)
            )
            asked = _narrowed(query, channel=channel, kind=kind, subject_id=subject_id)
            rows = connection.execute(asked).all()
            for row in rows:
                values = {"lease_until": until, "attempts": row.attempts + 1, "updated_at": at}
                _update(connection, row.id, values)
                _note(connection, row.id, "begun", "")
            return tuple(
                dataclasses.replace(_as_delivery(row), attempts=row.attempts + 1, updated_at=at)
                for row in rows
            )

        return self._write(work)

    def delivered(self, delivery_id: int, receipt: Receipt) -> None:
        """Keep the receipt of a message; of a correction, append that it was sent."""

        def work(connection: Connection) -> None:
            row = _get(connection, delivery_id)
            _update(
                connection,
                delivery_id,
                {
                    "state": "sent",
                    "reference": receipt.reference,
                    "answer": receipt.answer,
                    "lease_until": "",
                    "updated_at": now(),
                },
            )
            _note(connection, delivery_id, "sent", receipt.answer)
            if row.kind == "correction":
                paper_id, _, claim_id = row.subject_id.rpartition(".")
                detail = EventDetail(
                    channel=row.channel,
                    key=_message_of(row).key,
                    reference=receipt.reference,
                    revision=row.revision,
                )
                key = f"sent:{delivery_id}"
                append(connection, paper_id, claim_id, "sent", "publish", detail, key=key)

        self._write(work)

    def not_delivered(
        self, delivery_id: int, answer: str, *, is_final: bool, not_before: str
    ) -> None:
        """Keep what a channel said; it is tried again from ``not_before`` on, unless for good."""
        state: DeliveryState = "refused" if is_final else "pending"
        self._end(delivery_id, state, "refused" if is_final else "failed", answer, not_before)

    def give_up(self, delivery_id: int, answer: str) -> None:
        """A message that was tried too often."""
        self._end(delivery_id, "failed", "failed", answer, "")

    def retry(self, delivery_id: int) -> None:
        """Try a message again that was refused or given up: somebody asked for it.

        Raises:
            StoreError: It is neither.
        """

        def work(connection: Connection) -> None:
            row = _get(connection, delivery_id)
            if row.state not in STOPPED:
                raise StoreError(
                    f"delivery {delivery_id} is {row.state}",
                    mend="Only one that was refused or has failed can be tried again",
                )
            values = {"state": "pending", "not_before": "", "lease_until": "", "updated_at": now()}
            _update(connection, delivery_id, values)

        self._write(work)

    def deliveries(
        self, state: str = "", kind: str = "", subject_id: str = "", limit: int = 200
    ) -> tuple[Delivery, ...]:
        """Messages, newest first."""
        query = sa.select(deliveries).order_by(deliveries.c.id.desc()).limit(limit)
        asked = _narrowed(query, state=state, kind=kind, subject_id=subject_id)
        with self._reading() as connection:
            return tuple(map(_as_delivery, connection.execute(asked)))

    def _end(
        self, delivery_id: int, state: DeliveryState, outcome: str, answer: str, not_before: str
    ) -> None:
        def work(connection: Connection) -> None:
            if state not in DELIVERY_STEPS[_get(connection, delivery_id).state]:
                return  # another process had it when our lease ended, and has the receipt
            values = {
                "state": state,
                "answer": answer,
                "not_before": not_before,
                "lease_until": "",
                "updated_at": now(),
            }
            _update(connection, delivery_id, values)
            _note(connection, delivery_id, outcome, answer)

        self._write(work)


def _narrowed(query: sa.Select[Any], **wanted: str) -> sa.Select[Any]:
    """Only what has these values in its columns; an empty one asks for any."""
    named = {name: value for name, value in wanted.items() if value}
    return query.where(*(deliveries.c[name] == value for name, value in named.items()))


def _get(connection: Connection, delivery_id: int) -> Row[Any]:
    row = connection.execute(
        sa.select(deliveries).where(deliveries.c.id == delivery_id).with_for_update()
    ).first()
    if row is None:
        raise StoreError(f"there is no delivery {delivery_id}", mend="See `corrigenda corrections`")
    return row


def _update(connection: Connection, delivery_id: int, values: Mapping[str, str | int]) -> None:
    connection.execute(deliveries.update().where(deliveries.c.id == delivery_id).values(values))


def _note(connection: Connection, delivery_id: int, outcome: str, answer: str) -> None:
    note = {"delivery_id": delivery_id, "at": now(), "outcome": outcome, "answer": answer}
    connection.execute(attempts.insert().values(note))


def _message_of(row: Row[Any]) -> Message:
    return from_plain(row.message, Message)


def _as_delivery(row: Row[Any]) -> Delivery:
    receipt = Receipt(row.reference, row.answer) if row.state == "sent" else None
    return Delivery(
        id=row.id,
        channel=row.channel,
        message=_message_of(row),
        state=row.state,
        attempts=row.attempts,
        not_before=row.not_before,
        receipt=receipt,
        answer=row.answer,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )
