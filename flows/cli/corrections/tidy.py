"""``corrigenda tidy``: what is old by a stated rule, listed, and taken away when asked for."""

from __future__ import annotations

from pathlib import Path

import click

from flows.cli.console.terminal import examples, write
from sources.tools.text_safety import printable


@click.command(epilog=examples("corrigenda tidy", "corrigenda tidy --yes"))
@click.option(
    "--out",
    metavar="DIR",
    default="reports/site",
    show_default=True,
    help="Where the reports are.",
)
@click.option("--yes", is_flag=True, help="Take it away; without it, it is only listed.")
def tidy(out: str, yes: bool) -> None:
    """List old snapshots, quarantine, reports and temporary files; take them away with --yes.

    The newest snapshots and the newest reports of each paper stay (CORRIGENDA_KEEP_SNAPSHOTS,
    CORRIGENDA_KEEP_REPORTS), and what is in quarantine for CORRIGENDA_KEEP_QUARANTINE_DAYS. What a
    decision, a correction, a message or the present state of a claim rests on stays however old it
    is, and so does the record itself. `corrigenda schedule` does the same once a day. See
    docs/live.md.
    """
    from flows.work.timetables.tidying import bytes_in, find_old, read_rule, take_old_away

    rule = read_rule(Path(out))
    count, size = 0, 0
    for kind, one in find_old(rule):
        count += 1
        size += bytes_in(one.path)
        write(printable(f"{kind}: {one.path} ({one.why})"))
    if not count:
        write("Nothing is old: there is nothing to take away.")
        return
    things = "1 thing is" if count == 1 else f"{count:,} things are"
    if yes:
        gone = take_old_away(rule)
        write(f"{len(gone):,} taken away, {size / 1e6:,.1f} MB.")
    else:
        write(f"{things} old, {size / 1e6:,.1f} MB. Nothing was taken away: say --yes for that.")
