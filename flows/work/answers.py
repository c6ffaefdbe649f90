"""Brings answers from upstream into the store: what GitHub's issues say of their corrections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.channel_secrets import channels_file, read_secret
from flows.keeping import open_kept
from sources.errors import InputError

if TYPE_CHECKING:
    from reports.channels import ChannelError
    from reports.channels.github import Answered
    from reports.records import Event
    from reports.store import Store

_OPEN_TO = {
    "acknowledged": frozenset({"sent"}),
    "corrected": frozenset({"sent", "acknowledged", "declined"}),
    "declined": frozenset({"sent", "acknowledged", "corrected"}),
}
"""From which states an answer leads on; what is verified stays so."""


def read_answers(channel: str = "") -> tuple[tuple[Event, ...], tuple[ChannelError, ...]]:
    """Read the issues of all repositories, and append what is new.

    Args:
        channel: The name of one of them; empty means all.

    Returns:
        The events that were appended, and the repositories that could not be read.

    Raises:
        InputError: The file is wrong, or has no such channel.
        StoreError: The store failed.
    """
    from reports.channels import ChannelError
    from reports.channels.github import GitHubChannel
    from reports.channels.opening import open_channel
    from reports.channels.settings_file import read_sections

    path = channels_file()
    sections = [
        one
        for one in read_sections(path)
        if one.kind == "github" and (not channel or one.name == channel)
    ]
    if not sections:
        raise InputError(
            f"no GitHub channel is called {channel!r}"
            if channel
            else "no GitHub channel is set up",
            mend="Write a section such as [github.repo]; see docs/upstream.md",
            file=str(path),
        )
    events: list[Event] = []
    faults: list[ChannelError] = []
    with open_kept() as store:
        for section in sections:
            opened = open_channel(section, read_secret)
            assert isinstance(opened, GitHubChannel)
            try:
                answers = tuple(opened.answers())
            except ChannelError as error:
                error.channel = section.name
                faults.append(error)
                continue
            events += [event for one in answers if (event := _append(store, section.name, one))]
    return tuple(events), tuple(faults)


def _append(store: Store, channel: str, answer: Answered) -> Event | None:
    """Append an answer, unless it is known or leads nowhere."""
    dossier = store.dossier(answer.subject_id)
    if dossier is None or dossier.state not in _OPEN_TO[answer.kind]:
        return None
    if any(event.key == answer.key for event in dossier.events):
        return None
    paper_id, _, claim_id = answer.subject_id.rpartition(".")
    detail = {"note": answer.note, "reference": answer.reference, "channel": channel}
    return store.append(paper_id, claim_id, answer.kind, answer.who, detail, key=answer.key)
