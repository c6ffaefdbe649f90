"""Sends approved corrections: what is to leave is written first, and sent from there.

`carry_out_publish` is the order: enqueue, then deliver, channel by channel. It knows no Prefect.
What may surprise:

- A channel that fails does not hold up the others (`flows.sending`).
- A round that leaves messages which may be tried again soon ends in `StillWaiting`, so that
  Prefect, or `with_patience`, begins another one.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from flows.keeping import open_kept
from flows.leaving import ALL, PublishOrder, approved, message_of, open_channels, sections_for
from flows.naming import new_run_id, say_second
from flows.progress import current, durations, say, timed
from flows.sending import WITHDRAWN, Clock, instant, send_due
from sources.errors import CorrigendaError

if TYPE_CHECKING:
    from reports.records import Delivery
    from reports.store import Store

ROUNDS = (1.5, 5.0, 20.0)
"""Seconds before each further round of a run."""


class StillWaiting(CorrigendaError):
    """Messages wait to be tried again within this run."""


@dataclass(frozen=True)
class Published:
    """What a run left: the deliveries that it touched, oldest first, and which still wait."""

    touched: tuple[Delivery, ...] = ()
    waiting: tuple[Delivery, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether everything left that was to leave."""
        return not self.waiting and all(
            one.state == "sent" or one.answer == WITHDRAWN for one in self.touched
        )


Deliver = Callable[[PublishOrder, str], None]


@dataclass(frozen=True)
class PublishSteps:
    """The two steps, plain or wrapped in tasks."""

    enqueue: Callable[[PublishOrder], int] = field(default_factory=lambda: enqueue)
    deliver: Deliver = field(default_factory=lambda: with_patience(deliver))


def enqueue(order: PublishOrder) -> int:
    """Write each approved correction for each channel that has not had it; gives how many.

    Raises:
        InputError: A correction that was named is not approved, or the channels are wrong.
    """
    names = [section.name for section in sections_for(order)]
    with timed("enqueue"), open_kept() as store:
        halted = {
            (one.channel, one.message.subject_id, one.message.revision): one
            for state in ("refused", "failed")
            for one in store.deliveries(state=state, kind="correction", limit=ALL)
        }
        count = 0
        for dossier in approved(store, order):
            message = message_of(dossier)
            for name in names:
                old = halted.get((name, message.subject_id, message.revision))
                if old is None:
                    count += store.enqueue(name, message)
                elif order.again or old.answer == WITHDRAWN:  # its approval stands once more
                    store.retry(old.id)
                    count += 1
    say(f"{count} to send, beside those that wait")
    return count


def deliver(order: PublishOrder, name: str, clock: Clock = lambda: datetime.now(UTC)) -> None:
    """Send what is due to one channel, one message after the other.

    Raises:
        StillWaiting: Some may be tried again soon.
        InputError: The channel cannot be opened.
    """
    [channel] = open_channels(PublishOrder(channel=name))
    with timed(f"deliver {name}"), open_kept() as store:
        for subject_id in order.ids or ("",):
            send_due(store, channel, "correction", subject_id=subject_id, clock=clock)
        soon = instant(clock() + timedelta(seconds=max(ROUNDS)))
        waiting = [one for one in _waiting(store, order, (name,)) if one.not_before <= soon]
    if waiting:
        raise StillWaiting(f"{name}: {len(waiting)} to be tried again soon")


def with_patience(
    once: Deliver,
    rounds: Sequence[float] = ROUNDS,
    sleep: Callable[[float], None] = time.sleep,
) -> Deliver:
    """The step with further rounds where messages wait; what Prefect does with its retries."""

    def patiently(order: PublishOrder, name: str) -> None:
        for seconds in (*rounds, None):
            try:
                once(order, name)
                return
            except StillWaiting:
                if seconds is None:
                    return
            sleep(seconds * random.uniform(1.0, 1.3))

    return patiently


def carry_out_publish(order: PublishOrder, steps: PublishSteps | None = None) -> Published:
    """Enqueue what is approved and send what is due.

    Raises:
        CorrigendaError: Something that a user can mend; what was sent has its receipt.
    """
    steps = steps or PublishSteps()
    current().has_started = True
    began = datetime.now(UTC)
    names = tuple(channel.name for channel in open_channels(order))  # before anything is written
    steps.enqueue(order)
    for name in names:
        steps.deliver(order, name)
    with open_kept() as store:
        since = instant(began)
        touched = tuple(
            one
            for one in reversed(store.deliveries(kind="correction", limit=ALL))
            if one.updated_at >= since and one.attempts and one.channel in names
        )
        published = Published(touched, _waiting(store, order, names))
        _keep(store, published, began)
    current().finished = published
    return published


def _waiting(store: Store, order: PublishOrder, names: Sequence[str]) -> tuple[Delivery, ...]:
    return tuple(
        one
        for one in store.deliveries(state="pending", kind="correction", limit=ALL)
        if one.channel in names and (not order.ids or one.message.subject_id in order.ids)
    )


def _keep(store: Store, published: Published, began: datetime) -> None:
    from importlib.metadata import version

    from reports.records import Run

    if not published.touched:
        return
    store.record_job(
        Run(
            run_id=new_run_id(began),
            kind="publish",
            paper_id="",
            started_at=say_second(began),
            outcome="finished" if published.is_whole else "failed",
            message=say_published(published),
            seconds=durations(),
            version=version("corrigenda"),
        )
    )


def say_published(published: Published) -> str:
    """What a run came to, in one sentence."""
    counts = {
        "sent": sum(one.state == "sent" for one in published.touched),
        "refused": sum(one.state == "refused" for one in published.touched),
        "given up": sum(one.state == "failed" for one in published.touched),
        "waiting": len(published.waiting),
    }
    told = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
    return f"Corrections: {told or 'nothing to send'}."
