"""Sends what is in the outbox to one channel, corrections and notices alike.

What may surprise:

- A message is taken from the outbox for a time (`LEASE`). A process that dies between sending and
  receipt leaves it there, and it is sent again, with the same key, when that time is over.
- Whether the approval of a correction still stands is looked up once more for each message, just
  before it leaves.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from flows.work.orders import WITHDRAWN
from flows.work.progress import report_progress
from sources.tools.instants import to_millisecond

if TYPE_CHECKING:
    from reports.channels import Channel, ChannelError
    from reports.records import Delivery, Message
    from reports.store import Store


LEASE = 300.0
"""Seconds for which a message is taken; far above what any channel takes to send one."""
MOST_ATTEMPTS = 10
_LONGEST_PAUSE, _LONGEST_ASKED = 3600.0, 86400.0

Clock = Callable[[], datetime]


def send_due(
    store: Store,
    channel: Channel,
    kind: str,
    *,
    subject_id: str = "",
    clock: Clock = lambda: datetime.now(UTC),
    lease: float = LEASE,
) -> int:
    """Send what is due of one kind to one channel, corrections and notices alike; gives how many.

    What goes wrong is kept with the delivery; nothing is raised for it.
    """
    count = 0
    while True:
        # One at a time: the lease is for one, and what is behind it may be taken by others.
        taken = store.take_due(
            to_millisecond(clock()), lease, channel=channel.name, kind=kind, subject_id=subject_id
        )
        if not taken:
            return count
        count += 1
        _send(store, channel, taken[0], clock)


def _send(store: Store, channel: Channel, delivery: Delivery, clock: Clock) -> None:
    from reports.channels import ChannelError, Postponed
    from sources.errors import StoreError

    message = delivery.message
    label = f"{message.subject_id} to {channel.name}"
    if message.kind == "correction" and not _stands(store, message):
        store.not_delivered(delivery.id, WITHDRAWN, is_final=True, not_before="")
        report_progress(f"{label}: {WITHDRAWN}")
        return
    try:
        receipt = channel.send(message)
    except ChannelError as error:
        _keep_fault(store, delivery, error, clock)
        report_progress(f"{label}: {error}")
        return
    except StoreError:
        raise
    except Exception as error:  # a fault of ours in one channel must not hold up the others
        fault = Postponed(f"a fault of Corrigenda ({type(error).__name__})", code="crashed")
        _keep_fault(store, delivery, fault, clock)
        report_progress(f"{label}: {fault}")
        return
    store.delivered(delivery.id, receipt)
    report_progress(f"{label}: sent, {receipt.reference}")


def _stands(store: Store, message: Message) -> bool:
    """Whether the approval that a message tells of is the one that stands now."""
    dossier = store.dossier(message.subject_id)
    return dossier is not None and dossier.revision == message.revision


def _keep_fault(store: Store, delivery: Delivery, error: ChannelError, clock: Clock) -> None:
    answer = str(error)
    if error.is_final:
        store.not_delivered(delivery.id, answer, is_final=True, not_before="")
    elif delivery.attempts >= MOST_ATTEMPTS:
        store.give_up(delivery.id, answer)
    else:
        seconds = max(pause(delivery.attempts), min(error.retry_after or 0.0, _LONGEST_ASKED))
        not_before = to_millisecond(clock() + timedelta(seconds=seconds))
        store.not_delivered(delivery.id, answer, is_final=False, not_before=not_before)


def pause(attempts: int) -> float:
    """Seconds before the next attempt: 1, 4, 16 and so on up to an hour."""
    return min(_LONGEST_PAUSE, 4.0 ** (attempts - 1))
