"""What is to leave, and where: the approved corrections, the channels, and what each would get."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flows.channel_secrets import channels_file, read_secret
from flows.keeping import open_kept
from sources.errors import InputError

if TYPE_CHECKING:
    from reports.channels import Channel
    from reports.channels.settings_file import Section
    from reports.records import Dossier, Message
    from reports.store import Store

ALL = 1_000_000
"""More deliveries than there are."""
_LIVING = frozenset({"approved", "sent", "acknowledged"})
"""States in which a correction is sent to a channel that has not had it."""


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
class Leaving:
    """A message that would leave, for ``--dry-run``."""

    channel: str
    place: str
    message: Message


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
            for one in store.deliveries(kind="correction", limit=ALL)
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
