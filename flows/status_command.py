"""``corrigenda status``: what ran last, what is due, open, failed and to be sent."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import click

from flows.terminal import FAILED_ON, examples, printable, wrap, write

if TYPE_CHECKING:
    from flows.timetable import Entry
    from reports.status import Due, Status

_PATIENCE = timedelta(minutes=10)
"""A run that is due begins within that, or it is overdue."""
_LOOKED_AT = 500
_HEAD = 9


@click.command(
    epilog=examples(
        "corrigenda status",
        "corrigenda status --json | jq .due",
        "corrigenda status --fail-on-trouble > /dev/null || echo 'look at Corrigenda'",
    )
)
@click.option("--json", "as_json", is_flag=True, help="Print it for programs.")
@click.option(
    "--fail-on-trouble",
    is_flag=True,
    help="Exit with 1 when a run failed or is overdue, or a message cannot be sent.",
)
def status(as_json: bool, fail_on_trouble: bool) -> int:
    """Say what ran last, what is due, what is open, what failed and what is to be sent.

    Read from the store and from CORRIGENDA_HOME; no Prefect server is asked.
    """
    from reports.status import status_data, status_lines

    found = read_status(datetime.now(UTC))
    if as_json:
        write(json.dumps(status_data(found), indent=2, ensure_ascii=False))
    else:
        for line in status_lines(found):
            head, _, rest = line.partition(": ")
            head, text = f"{head}:".ljust(_HEAD), rest.strip()
            # Folded for people only: a program that reads it finds five lines.
            is_shown = sys.stdout.isatty()
            write(head + (wrap(text, " " * _HEAD)[_HEAD:] if is_shown else printable(text)))
    return FAILED_ON if fail_on_trouble and found.is_troubled else 0


def read_status(now: datetime) -> Status:
    """Where things stand.

    Raises:
        StoreError: The store cannot be opened.
    """
    from flows.keeping import open_kept
    from flows.settings import Settings
    from flows.timetable import list_entries
    from reports.status import Status

    with open_kept() as store:
        last = store.newest_runs()
        opened = store.queue(per_page=1).counts
        to_send = {
            state: len(store.deliveries(state=state, limit=_LOOKED_AT))
            for state in ("pending", "refused", "failed")
        }
    return Status(
        last=last,
        due=tuple(_due(entry, now) for entry in list_entries(Settings().home)),
        open=opened,
        failed=tuple(run for run in last if run.outcome == "failed"),
        to_send=to_send,
    )


def _due(entry: Entry, now: datetime) -> Due:
    from flows.timetable import is_missed, last_due, next_due
    from reports.status import Due
    from sources.errors import InputError

    is_running = entry.outcome == "running"
    try:
        at = next_due(entry.cron, entry.timezone, now).isoformat()
        overdue = ""
        if is_missed(entry, now - _PATIENCE):
            overdue = last_due(entry.cron, entry.timezone, now - _PATIENCE).isoformat()
    except InputError:
        return Due(entry.name, "", entry.timezone, is_running=is_running)
    return Due(entry.name, at, entry.timezone, overdue, is_running)
