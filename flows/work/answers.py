"""Brings answers from upstream into the store: what GitHub's issues say of their corrections."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from flows.environment.prefect_environment import channels_file, read_secret
from flows.work.record import open_kept
from sources.errors import InputError

if TYPE_CHECKING:
    from reports.channels import ChannelError
    from reports.channels.github import Answered
    from reports.decisions.recheck import Rechecked
    from reports.records import Dossier, Event
    from reports.store import Store


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
    from reports.decisions.states import leads_on

    dossier = store.dossier(answer.subject_id)
    if dossier is None or not leads_on(dossier.state, answer.kind):
        return None
    if any(event.key == answer.key for event in dossier.events):
        return None
    paper_id, _, claim_id = answer.subject_id.rpartition(".")
    from reports.records import EventDetail

    detail = EventDetail(note=answer.note, reference=answer.reference, channel=channel)
    return store.append(paper_id, claim_id, answer.kind, answer.who, detail, key=answer.key)


def read_outcomes(fail_on: str) -> frozenset[str]:
    """The outcomes that ``--fail-on`` names.

    Raises:
        InputError: There is no such outcome.
    """
    from reports.records import RecheckOutcome

    names = {name.strip().lower() for name in fail_on.split(",") if name.strip()}
    known = get_args(RecheckOutcome)
    for name in sorted(names - set(known)):
        raise InputError(
            f"there is no outcome {name!r} to fail on", mend=f"Outcomes are {', '.join(known)}"
        )
    return frozenset(names)


def find_paper(paper: str) -> str:
    """The id of a paper that is named by it, or by its register's file.

    Raises:
        RegisterError: The file cannot be read.
    """
    if not paper.endswith((".yaml", ".yml")):
        return paper
    from sources.registers.register import load_paper

    return load_paper(paper).id


def find_corrections(store: Store, paper_id: str) -> tuple[Dossier, ...]:
    """The approved corrections of a paper.

    Raises:
        InputError: There are none.
    """
    found = store.corrections(paper_id=paper_id)
    if not found:
        raise InputError(
            f"no correction of {paper_id!r} is approved",
            mend="Approve one with `corrigenda review`, or see `corrigenda papers`",
        )
    return found


def record(store: Store, dossier: Dossier, found: Rechecked, sha256: str) -> None:
    """Append an outcome to the claim's events; the same outcome of the same text once only."""
    from reports.records import EventDetail

    promised = "promised" if found.is_promised else "not-promised"
    store.append(
        dossier.paper.id,
        found.claim_id,
        "verified" if found.outcome == "made" else "rechecked",
        "recheck",
        EventDetail(
            outcome=found.outcome,
            found=found.found,
            note=found.note,
            text_sha256=sha256,
            promised=found.is_promised,
            revision=dossier.revision,
        ),
        # A promise made since is another reason to look at the same text: it must not be lost.
        key=f"recheck:{found.correction_id}:{dossier.revision}:{sha256}:{promised}",
    )
