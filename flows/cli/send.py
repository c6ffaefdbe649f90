"""``corrigenda corrections send`` and ``sync``: corrections leave, and answers come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from flows.terminal import INCOMPLETE, complain, examples, printable, table, write

if TYPE_CHECKING:
    from flows.leaving import PublishOrder
    from flows.publishing import Published
    from flows.recorded import Recordable


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
    from flows.leaving import PublishOrder, sections_for
    from flows.running import end_with, run_shown

    order = PublishOrder(ids, channel, again)
    sections_for(order)
    if dry_run:
        return _show_leaving(order)
    run = recordable_publication(order)
    published, watch = run_shown(run, is_plain=plain, is_verbose=verbose)
    return end_with(_tell(published), watch)


def recordable_publication(order: PublishOrder) -> Recordable[Published]:
    """The flow `publish`."""
    from typing import Any

    from flows.publishing import Published, carry_out_publish
    from flows.recorded import Recordable

    def begin() -> Any:
        from flows.publish import publish

        return publish(order.ids, order.channel, order.again, return_state=True)

    return Recordable(
        Published,
        "outbox",
        "flows.publish",
        begin,
        lambda: carry_out_publish(order),
        needs_libraries=False,
    )


def _show_leaving(order: PublishOrder) -> int:
    from flows.leaving import plan_leaving

    leaving = plan_leaving(order)
    rows = [
        (one.channel, one.message.subject_id, str(one.message.revision), one.place)
        for one in leaving
    ]
    if rows:
        write(table(("channel", "correction", "revision", "to"), rows))
    write(f"{len(rows)} would leave; nothing was written or sent.")
    return 0


def _tell(published: Published) -> int:
    """Print what left, complain of what did not; gives the exit code."""
    from flows.publishing import say_published
    from flows.sending import WITHDRAWN

    rows = [
        (one.channel, one.message.subject_id, str(one.message.revision), one.receipt.reference)
        for one in published.touched
        if one.receipt is not None
    ]
    if rows:
        write(table(("channel", "correction", "revision", "receipt"), rows))
    for one in published.touched:
        if one.state in ("refused", "failed") and one.answer != WITHDRAWN:
            said = f"{one.channel}: {one.message.subject_id} was {one.state}: {one.answer}"
            complain(f"error: {printable(said)}")
    for one in published.waiting:
        due = f", is tried again from {one.not_before} on" if one.not_before else ""
        why = one.answer or "taken by another process"
        said = f"{one.channel}: {one.message.subject_id} waits{due}: {why}"
        complain(f"warning: {printable(said)}")
    write(say_published(published))
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
    from flows.answering import read_answers

    events, faults = read_answers(channel)
    for fault in faults:
        complain(f"error: {printable(str(fault))}")
    if events:
        rows = [
            (f"{one.paper_id}.{one.claim_id}", one.kind, one.who, str(one.detail["note"]))
            for one in events
        ]
        write(table(("correction", "now", "by", "note"), rows))
    write(f"{len(events)} answers that are new.")
    return INCOMPLETE if faults else 0
