"""Sends approved corrections: what is to leave is written first, and sent from there.

`run_publication` is the order: enqueue, then deliver, channel by channel. It knows no Prefect.
What may surprise:

- A channel that fails does not hold up the others (`flows.work.sending`).
- A round that leaves messages which may be tried again soon ends in `StillWaiting`, so that
  Prefect, or `with_patience`, begins another one.

What is to leave, and where: the approved corrections, the channels, and what each would get.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from flows.environment.prefect_environment import channels_file, read_secret
from flows.environment.settings import Settings
from flows.work.orders import WITHDRAWN, Leaving, Published, PublishOrder
from flows.work.progress import current, durations, report_progress, timed
from flows.work.record import new_run_id, open_kept
from flows.work.sending import Clock, send_due
from reports.corrections.page import permalink
from reports.decisions.states import STOPPED, TO_SEND, is_to_be_sent
from reports.records import Dossier
from sources.errors import CorrigendaError, InputError
from sources.tools.instants import to_millisecond, to_second

if TYPE_CHECKING:
    from reports.channels import Channel
    from reports.channels.settings_file import Section
    from reports.records import Delivery, Message
    from reports.store import Store


ALL = 1_000_000
"""More deliveries than there are."""


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
    return tuple(one for one in chosen if one.state in TO_SEND)


def message_of(dossier: Dossier) -> Message:
    """What is sent of a correction, with the address of its page and who publishes it."""
    from flows.environment.settings import Settings
    from reports.corrections.case import Publisher
    from reports.corrections.message import build_message

    told = Settings()
    publisher = Publisher(told.publisher_name, told.publisher_url, told.publisher_contact)
    return build_message(with_permalink(dossier), publisher)


def plan_leaving(order: PublishOrder) -> tuple[Leaving, ...]:
    """What would leave, and where; nothing is written, and no secret is read."""
    with open_kept() as store:
        had = {
            (one.channel, one.message.subject_id, one.message.revision): one.state
            for one in store.deliveries(kind="correction", limit=ALL)
        }
        dossiers = approved(store, order)
    leaving = []
    for section in sections_for(order):
        for dossier in dossiers:
            state = had.get((section.name, dossier.correction_id, dossier.revision), "pending")
            if is_to_be_sent(state, again=order.again):
                message = message_of(dossier)
                leaving.append(Leaving(section.name, section.settings.place, message))
    return tuple(leaving)


ROUNDS = (1.5, 5.0, 20.0)
"""Seconds before each further round of a run."""


class StillWaiting(CorrigendaError):
    """Messages wait to be tried again within this run."""


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
            for state in STOPPED
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
    report_progress(f"{count} to send, beside those that wait")
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
        soon = to_millisecond(clock() + timedelta(seconds=max(ROUNDS)))
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
        from tenacity import Retrying, retry_if_exception_type, stop_after_attempt
        from tenacity.wait import wait_chain, wait_random

        if not rounds:
            with suppress(StillWaiting):
                once(order, name)
            return
        Retrying(
            retry=retry_if_exception_type(StillWaiting),
            wait=wait_chain(*(wait_random(one, one * 1.3) for one in rounds)),
            stop=stop_after_attempt(len(rounds) + 1),
            retry_error_callback=lambda _: None,
            sleep=sleep,
        )(once, order, name)

    return patiently


def run_publication(order: PublishOrder, steps: PublishSteps | None = None) -> Published:
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
        since = to_millisecond(began)
        touched = tuple(
            one
            for one in reversed(store.deliveries(kind="correction", limit=ALL))
            if one.updated_at >= since and one.attempts and one.channel in names
        )
        published = Published(touched, _waiting(store, order, names))
        _keep(store, published, began)
    return published


def why_nothing(order: PublishOrder) -> str:
    """Why no correction leaves: nobody approved one, each has been sent, or a channel said no.

    Args:
        order: What was asked to leave.
    """
    names = {section.name for section in sections_for(order)}
    with open_kept() as store:
        dossiers = approved(store, order)
        everything = store.corrections()
        revisions = {one.correction_id: one.revision for one in dossiers}
        had = [
            one
            for one in store.deliveries(kind="correction", limit=ALL)
            if one.channel in names
            and revisions.get(one.message.subject_id) == one.message.revision
        ]
    if not everything:
        return (
            "Nothing leaves: nobody has approved a correction yet. Approve one on the page of "
            "“corrigenda review”."
        )
    if not dossiers:
        return (
            f"Nothing leaves: {_corrections(len(everything))} approved, and all have been settled "
            "since (corrected, declined or verified). See “corrigenda corrections status”."
        )
    stopped = [one for one in had if one.state in STOPPED]
    if stopped:
        return (
            f"Nothing leaves: {stopped[0].channel} refused {stopped[0].message.subject_id} "
            f"({stopped[0].answer}). Once that is mended: “corrigenda corrections send --again”."
        )
    return (
        f"Nothing leaves: {_corrections(len(dossiers))} approved, and "
        f"{'it was' if len(dossiers) == 1 else 'all were'} sent to {', '.join(sorted(names))} "
        "before. See “corrigenda corrections status”."
    )


def _corrections(count: int) -> str:
    return "1 correction is" if count == 1 else f"{count:,} corrections are"


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
            started_at=to_second(began),
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


def with_permalink(dossier: Dossier) -> Dossier:
    """The same with the address of its page, where the site has one."""
    return replace(dossier, permalink=permalink(Settings().site_url, dossier.correction_id))
