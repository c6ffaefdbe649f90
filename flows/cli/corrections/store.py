"""``corrigenda store``: whether the record of what people decided is as it was written."""

from __future__ import annotations

import click

from flows.cli.console.terminal import MENDABLE, complain, examples, write
from sources.tools.text_safety import printable


@click.group(epilog=examples("corrigenda store verify"))
def store() -> None:
    """Look after the record of runs and decisions."""


@store.command("verify", epilog=examples("corrigenda store verify"))
def verify() -> int:
    """Hold each event against its seal, and each claim against its events.

    A row that was changed, left out or put in by hand is named. The exit code is 2 when anything is
    not as it was appended.
    """
    from flows.work.record import open_kept

    with open_kept() as kept:
        found = kept.verify_events()
    for one in found.broken:
        place = f"{one.paper_id} {one.claim_id}: event {one.number}"
        complain(f"error: {printable(place)} {one.what}.")
    if found.broken:
        complain("Compare with a backup before anything is decided or sent.")
        return MENDABLE
    claims = "1 claim" if found.claims == 1 else f"{found.claims:,} claims"
    write(f"{found.events:,} events of {claims} are as they were appended.")
    return 0
