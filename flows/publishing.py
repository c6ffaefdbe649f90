"""Sends approved corrections: what is to leave is written first, and sent from there.

`carry_out_publish` is the order: enqueue, then deliver, channel by channel. It knows no Prefect.
What may surprise:

- A message is taken from the outbox for a time (`LEASE`). A process that dies between sending and
  receipt leaves it there, and it is sent again, with the same key, when that time is over.
- Whether the approval still stands is looked up once more for each message, just before it leaves.
- A channel that fails does not hold up the others. A round that leaves messages which may be tried
  again soon ends in `StillWaiting`, so that Prefect, or `with_patience`, begins another one.
"""

from __future__ import annotations

import random
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from flows.channel_secrets import channels_file, read_secret
from flows.keeping import open_kept
from flows.progress import current, say, timed
from sources.errors import CorrigendaError, InputError

if TYPE_CHECKING:
    from reports.channels import Channel, ChannelError
    from reports.channels.settings_file import Section
    from reports.records import Delivery, Dossier, Message
    from reports.store import Store

LEASE = 300.0
"""Seconds for which a message is taken; far above what any channel takes to send one."""
ROUNDS = (1.5, 5.0, 20.0)
"""Seconds before each further round of a run."""
MOST_ATTEMPTS = 10
_LONGEST_PAUSE, _LONGEST_ASKED = 3600.0, 86400.0
_LIVING = frozenset({"approved", "sent", "acknowledged"})
"""States in which a correction is sent to a channel that has not had it."""
WITHDRAWN = "not sent: its approval was taken back, or another one took its place"
_ALL = 1_000_000

Clock = Callable[[], datetime]


class StillWaiting(CorrigendaError):
    """Messages wait to be tried again within this run."""


@dataclass(frozen=True)
class PublishOrder:
    """What is asked: every value a text, so that a Prefect server can store them.

    Attributes:
        ids: These corrections only; none means all that are approved.
        channel: This channel only; empty means all that are for corrections.
        again: Whether those that were refused, or failed, are tried again.
    """

    ids: tuple[str, ...] = ()
    channel: str = ""
    again: bool = False


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


@dataclass(frozen=True)
class Leaving:
    """A message that would leave, for ``--dry-run``."""

    channel: str
    place: str
    message: Message


Deliver = Callable[[PublishOrder, str], None]


@dataclass(frozen=True)
class PublishSteps:
    """The two steps, plain or wrapped in tasks."""

    enqueue: Callable[[PublishOrder], int] = field(default_factory=lambda: enqueue)
    deliver: Deliver = field(default_factory=lambda: with_patience(deliver))


def sections_for(order: PublishOrder) -> tuple[Section, ...]:
    """The channels that corrections go to.

    Raises:
        InputError: The file is wrong, there is none for corrections, or none of the name.
    """
    from reports.channels.settings_file import read_sections

    path = channels_file()
    found = tuple(one for one in read_sections(path) if "correction" in one.settings.kinds)
    if order.channel:
        found = tuple(one for one in found if one.name == order.channel)
    if not found:
        named = f"no channel for corrections is called {order.channel!r}"
        raise InputError(
            named if order.channel else "no channel for corrections is set up",
            mend="Write a section such as [folder.outbox]; see docs/upstream.md",
            file=str(path),
        )
    return found


def open_channels(order: PublishOrder) -> tuple[Channel, ...]:
    """The same, opened, with their secrets."""
    from reports.channels.opening import open_channel

    return tuple(open_channel(one, read_secret) for one in sections_for(order))


def approved(store: Store, order: PublishOrder) -> tuple[Dossier, ...]:
    """The corrections that may leave: their approval stands.

    Raises:
        InputError: One that was named is not approved.
    """
    there = {one.correction_id: one for one in store.corrections()}
    for name in order.ids:
        if name not in there:
            raise InputError(
                f"no correction {name!r} is approved",
                mend="See `corrigenda corrections list`; only what a person approved is sent",
            )
    chosen = [there[name] for name in order.ids] if order.ids else list(there.values())
    return tuple(one for one in chosen if one.state in _LIVING)


def message_of(dossier: Dossier) -> Message:
    """What is sent of a correction, with the address of its page and who publishes it."""
    from flows.exporting import with_permalink
    from flows.settings import Settings
    from reports.corrections.publisher import Publisher
    from reports.messages import build_message

    told = Settings()
    publisher = Publisher(told.publisher_name, told.publisher_url, told.publisher_contact)
    return build_message(with_permalink(dossier), publisher)


def plan_leaving(order: PublishOrder) -> tuple[Leaving, ...]:
    """What would leave, and where; nothing is written, and no secret is read."""
    with open_kept() as store:
        had = {
            (one.channel, one.message.subject_id, one.message.revision): one.state
            for one in store.deliveries(kind="correction", limit=_ALL)
        }
        dossiers = approved(store, order)
    leaving = []
    for section in sections_for(order):
        for dossier in dossiers:
            state = had.get((section.name, dossier.correction_id, dossier.revision), "pending")
            if state == "pending" or (order.again and state != "sent"):
                message = message_of(dossier)
                leaving.append(Leaving(section.name, section.settings.place, message))
    return tuple(leaving)


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
            for one in store.deliveries(state=state, kind="correction", limit=_ALL)
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
        soon = _instant(clock() + timedelta(seconds=max(ROUNDS)))
        waiting = [one for one in _waiting(store, order, (name,)) if one.not_before <= soon]
    if waiting:
        raise StillWaiting(f"{name}: {len(waiting)} to be tried again soon")


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
            _instant(clock()), lease, channel=channel.name, kind=kind, subject_id=subject_id
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
        say(f"{label}: {WITHDRAWN}")
        return
    try:
        receipt = channel.send(message)
    except ChannelError as error:
        _keep_fault(store, delivery, error, clock)
        say(f"{label}: {error}")
        return
    except StoreError:
        raise
    except Exception as error:  # a fault of ours in one channel must not hold up the others
        fault = Postponed(f"a fault of Corrigenda ({type(error).__name__})", code="crashed")
        _keep_fault(store, delivery, fault, clock)
        say(f"{label}: {fault}")
        return
    store.delivered(delivery.id, receipt)
    say(f"{label}: sent, {receipt.reference}")


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
        not_before = _instant(clock() + timedelta(seconds=seconds))
        store.not_delivered(delivery.id, answer, is_final=False, not_before=not_before)


def pause(attempts: int) -> float:
    """Seconds before the next attempt: 1, 4, 16 and so on up to an hour."""
    return min(_LONGEST_PAUSE, 4.0 ** (attempts - 1))


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
        since = _instant(began)
        touched = tuple(
            one
            for one in reversed(store.deliveries(kind="correction", limit=_ALL))
            if one.updated_at >= since and one.attempts and one.channel in names
        )
        published = Published(touched, _waiting(store, order, names))
        _keep(store, published, began)
    current().finished = published
    return published


def _waiting(store: Store, order: PublishOrder, names: Sequence[str]) -> tuple[Delivery, ...]:
    return tuple(
        one
        for one in store.deliveries(state="pending", kind="correction", limit=_ALL)
        if one.channel in names and (not order.ids or one.message.subject_id in order.ids)
    )


def _keep(store: Store, published: Published, began: datetime) -> None:
    from importlib.metadata import version

    from reports.records import Run

    if not published.touched:
        return
    store.record_job(
        Run(
            run_id=f"{began:%Y-%m-%dT%H-%M-%SZ}-{secrets.token_hex(3)}",
            kind="publish",
            paper_id="",
            started_at=f"{began:%Y-%m-%dT%H:%M:%SZ}",
            outcome="finished" if published.is_whole else "failed",
            message=say_published(published),
            seconds={step: round(spent, 3) for step, spent in current().seconds.items()},
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


def _instant(moment: datetime) -> str:
    return f"{moment.astimezone(UTC).isoformat(timespec='milliseconds').removesuffix('+00:00')}Z"
