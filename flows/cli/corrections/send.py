"""``corrigenda corrections send`` and ``sync``: corrections leave, and answers come back.

What the authors or the editor answered: acknowledged, corrected or declined, by command.

These stand in the group ``corrections``; each appends an event to the claim, with who tells it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from flows.cli.console.terminal import INCOMPLETE, complain, examples, table, write
from sources.errors import InputError
from sources.tools.text_safety import printable

if TYPE_CHECKING:
    from flows.work.orders import Published, PublishOrder
    from reports.records import EventKind


@click.command(
    epilog=examples(
        "corrigenda corrections send --dry-run",
        "corrigenda corrections send",
        "corrigenda corrections send liu-jiang-2018.gdp-share --channel editor",
        "corrigenda corrections send --again",
    )
)
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--channel", metavar="NAME", default="", help="To this channel only.")
@click.option("--dry-run", is_flag=True, help="Show what would leave and where; write nothing.")
@click.option("--again", is_flag=True, help="Also what a channel refused, or was given up.")
@click.option("--plain", is_flag=True, help="Run the same steps without Prefect.")
@click.option("--verbose", is_flag=True, help="Show Prefect's messages, and where the time went.")
def send(
    ids: tuple[str, ...], channel: str, dry_run: bool, again: bool, plain: bool, verbose: bool
) -> int:
    """Send approved corrections to the channels that are set up.

    Only what a named person approved leaves, and only while that stands. Each message is written
    down before it is sent and kept with its receipt; what could not be sent is tried again, now and
    in later runs. The exit code is 0 when everything left, 1 when something was refused or waits,
    and 2 on bad input.
    """
    from flows.cli.console.run import end_with, run_recorded, shown
    from flows.work.orders import Published, PublishOrder
    from flows.work.publishing import run_publication, sections_for

    order = PublishOrder(ids, channel, again)
    sections_for(order)
    if dry_run:
        return _show_leaving(order)
    published: Published | None = None
    with shown("outbox", is_verbose=verbose) as watch:
        if not plain:
            published = run_recorded(
                Published,
                "flows.publish:publish",
                {"ids": ids, "channel": channel, "again": again},
                watch,
                is_verbose=verbose,
                needs_libraries=False,
            )
        published = published or run_publication(order)
    return end_with(_print_published(published, order), watch)


def _show_leaving(order: PublishOrder) -> int:
    from flows.work.publishing import plan_leaving

    leaving = plan_leaving(order)
    rows = [
        (one.channel, one.message.subject_id, str(one.message.revision), one.place)
        for one in leaving
    ]
    if rows:
        write(table(("channel", "correction", "revision", "to"), rows))
    else:
        from flows.work.publishing import why_nothing

        write(printable(why_nothing(order)))
    write(f"{len(rows)} would leave; nothing was written or sent.")
    return 0


_ONE_EACH = (
    "Each correction left by itself. `corrigenda corrections export ID ID ... --format letter` "
    "writes one letter with several of a paper."
)


def _print_published(published: Published, order: PublishOrder) -> int:
    """Print what left, complain of what did not, say why nothing does; gives the exit code."""
    from flows.work.orders import WITHDRAWN
    from flows.work.publishing import say_published, why_nothing
    from reports.decisions.states import STOPPED

    rows = [
        (one.channel, one.message.subject_id, str(one.message.revision), one.receipt.reference)
        for one in published.touched
        if one.receipt is not None
    ]
    if rows:
        write(table(("channel", "correction", "revision", "receipt"), rows))
    for one in published.touched:
        if one.state in STOPPED and one.answer != WITHDRAWN:
            said = f"{one.channel}: {one.message.subject_id} was {one.state}: {one.answer}"
            complain(f"error: {printable(said)}")
    for one in published.waiting:
        due = f", is tried again from {one.not_before} on" if one.not_before else ""
        why = one.answer or "taken by another process"
        said = f"{one.channel}: {one.message.subject_id} waits{due}: {why}"
        complain(f"warning: {printable(said)}")
    if published.touched or published.waiting:
        write(say_published(published))
        sent = Counter((channel, correction.partition(".")[0]) for channel, correction, *_ in rows)
        if any(count > 1 for count in sent.values()):
            write(_ONE_EACH)
    else:
        write(printable(why_nothing(order)))
    return 0 if published.is_whole else INCOMPLETE


@click.command(
    epilog=examples("corrigenda corrections sync", "corrigenda corrections sync --channel repo")
)
@click.option("--channel", metavar="NAME", default="", help="Of this channel only.")
def sync(channel: str) -> int:
    """Read what became of the GitHub issues: acknowledged, corrected or declined.

    An issue that was closed as completed is a correction said to be made, one closed as not planned
    is declined, one that was assigned or answered is acknowledged. Reading twice changes nothing.
    The exit code is 1 when a repository could not be read.
    """
    from flows.work.answers import read_answers

    events, faults = read_answers(channel)
    for fault in faults:
        complain(f"error: {printable(str(fault))}")
    if events:
        rows = [
            (f"{one.paper_id}.{one.claim_id}", one.kind, one.who, one.detail.note or "")
            for one in events
        ]
        write(table(("correction", "now", "by", "note"), rows))
    write(f"{len(events)} answers that are new.")
    return INCOMPLETE if faults else 0


_WORDS: dict[EventKind, tuple[str, str]] = {
    "acknowledged": ("acknowledge", "Record that the receipt of a correction was acknowledged."),
    "corrected": ("corrected", "Record that a correction is said to be made; recheck will tell."),
    "declined": ("declined", "Record that a correction was declined."),
}


def answer(correction_id: str, kind: EventKind, who: str, note: str, reference: str) -> str:
    """Append an answer to the events of a correction; gives the state it now has.

    Raises:
        InputError: No such correction is approved, or nobody is named.
        StoreError: The store failed.
    """
    from flows.work.record import open_kept
    from reports.records import EventDetail

    if not who.strip():
        raise InputError("nobody is named", mend="Say who tells it with --who")
    with open_kept() as store:
        dossier = store.dossier(correction_id)
        if dossier is None:
            raise InputError(
                f"there is no approved correction {correction_id!r}",
                mend="Its id is the paper's and the claim's, with a dot between",
            )
        paper_id, claim_id = dossier.paper.id, dossier.claim.claim_id
        detail = EventDetail(note=note, reference=reference, revision=dossier.revision)
        store.append(paper_id, claim_id, kind, who.strip(), detail)
        return store.claim_state(paper_id, claim_id).state


def _command(kind: EventKind) -> click.Command:
    name, text = _WORDS[kind]

    def record(correction_id: str, who: str, note: str, reference: str) -> None:
        state = answer(correction_id, kind, who, note, reference)
        write(printable(f"{correction_id}: {state}."))

    options: list[Callable[[Callable[..., None]], Callable[..., None]]] = [
        click.option("--reference", default="", help="Where the answer is: an address, a number."),
        click.option("--note", default="", help="What was said."),
        click.option("--who", required=True, metavar="NAME", help="Who tells it."),
        click.argument("correction_id", metavar="ID"),
    ]
    decorated: Callable[..., None] = record
    for option in options:
        decorated = option(decorated)
    example = f'corrigenda corrections {name} liu-jiang-2018.gdp-share --who "Ada"'
    return click.command(name, help=text, epilog=examples(example))(decorated)


acknowledge = _command("acknowledged")
corrected = _command("corrected")
declined = _command("declined")
