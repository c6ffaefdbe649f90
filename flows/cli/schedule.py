"""``corrigenda schedule``: runs by themselves, in one process and with no set-up.

Where no server is named (PREFECT_API_URL), one is started as a child, with its database in
CORRIGENDA_HOME, and ended with this process. All that a person wrote is read before anything is
started.

``corrigenda status``: what ran last, what is due, open, failed and to be sent.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.cli.console.terminal import FAILED_ON, complain, examples, wrap, write, write_json
from sources.tools.text_safety import printable

if TYPE_CHECKING:
    from flows.work.timetables.timetable import ScheduledRun
    from reports.status import Due, Status


CORPUS = "validate-corpus"
FLOWS = ("validate", CORPUS, "refresh", "publish")
_USUAL = {
    "validate": "0 6 * * 1",
    CORPUS: "0 6 * * 0",
    "refresh": "0 3 1 * *",
    "publish": "0 7 * * *",
}
"""Mondays at 6, Sundays at 6, the first of each month at 3, each day at 7."""


@click.command(
    epilog=examples(
        "corrigenda schedule",
        "corrigenda schedule --flow validate --cron '0 6 * * 1' --timezone Europe/Berlin",
        "corrigenda schedule --flow refresh --cron '0 3 1 * *' --flow validate --cron '0 6 1 * *'",
        "corrigenda schedule --flow validate --snapshot current --deadline 1800",
        "corrigenda schedule --papers registers/ --snapshot latest",
    )
)
@click.option(
    "--flow",
    "flows",
    type=click.Choice(FLOWS),
    multiple=True,
    help="What to run; may be repeated.  [default: validate, or validate-corpus with --papers]",
)
@click.option(
    "--cron",
    "crons",
    metavar="EXPRESSION",
    multiple=True,
    help="When, one for each --flow in their order.  [default: validate Mondays at 6:00, "
    "validate-corpus Sundays at 6:00, refresh on the first of the month at 3:00, publish each day "
    "at 7:00]",
)
@click.option("--timezone", metavar="ZONE", default="UTC", show_default=True, help="Of --cron.")
@click.option(
    "--paper",
    metavar="ID|FILE.yaml",
    default="liu-jiang-2018",
    show_default=True,
    help="What validate checks, and what refresh fetches beside what the built-in papers need.",
)
@click.option(
    "--papers",
    metavar="DIR|PATTERN",
    default="",
    help="What validate-corpus checks: a folder of registers, or a pattern in quotes.",
)
@click.option(
    "--snapshot",
    "snapshots",
    metavar="DIR",
    multiple=True,
    help="What the two check against; may be repeated.  [default: embedded]",
)
@click.option(
    "--out",
    metavar="DIR",
    default="reports/site",
    show_default=True,
    help="Where the two write their reports.",
)
@click.option(
    "--deadline",
    metavar="SECONDS",
    type=click.FloatRange(min=1),
    help="End a run that takes longer.  [default: CORRIGENDA_DEADLINE, or 7200]",
)
@click.option("--verbose", is_flag=True, help="Show Prefect's messages.")
def schedule(
    flows: tuple[str, ...],
    crons: tuple[str, ...],
    timezone: str,
    paper: str,
    papers: str,
    snapshots: tuple[str, ...],
    out: str,
    deadline: float | None,
    verbose: bool,
) -> int:
    """Run flows by themselves until stopped.

    One process, and nothing to set up: a Prefect server is started beside it where PREFECT_API_URL
    names none. A run that was missed while this did not run is made up for once; two runs of a flow
    never overlap; a run that hangs is ended and told. Once a day what `corrigenda tidy` lists as
    old is taken away, and told (CORRIGENDA_TIDY_DAILY=false keeps it). Stop it with Ctrl-C.
    """
    chosen = flows or ((CORPUS,) if papers else ("validate",))
    if (CORPUS in chosen) != bool(papers):
        raise click.UsageError(f"--flow {CORPUS} and --papers go together.")
    if len(set(chosen)) < len(chosen):
        raise click.UsageError("Name each --flow once.")
    if crons and len(crons) != len(chosen):
        raise click.UsageError("Give one --cron for each --flow.")
    plan = dict(zip(chosen, crons or [_USUAL[flow] for flow in chosen], strict=True))
    parameters = read_parameters(plan, timezone, paper, papers, snapshots, out)
    _refuse_other_dialects(plan, timezone, verbose)
    begun = datetime.now(UTC)
    for line in say_next(plan, timezone, begun):
        write(line)
    from flows.schedules.serving import Scheduled, serve

    served = tuple(
        Scheduled(flow, cron, timezone, parameters.get(flow, {})) for flow, cron in plan.items()
    )
    serve(
        served,
        site=Path(out),
        deadline=deadline,
        begun=begun,
        is_verbose=verbose,
        hear=lambda said: complain(printable(said)),
    )
    return 0


def read_parameters(
    plan: dict[str, str],
    timezone: str,
    paper: str,
    papers: str,
    snapshots: Sequence[str],
    out: str,
) -> dict[str, dict[str, object]]:
    """Read what a person wrote, before anything is started; gives the parameters by flow.

    Raises:
        InputError: A schedule cannot be kept, a flow is not in this version, or there is no
            register.
        CorrigendaError: The paper or a snapshot is wrong.
    """
    from flows.work.corpus.run import find_registers
    from flows.work.orders import DEFAULT_PAPER, DEFAULT_SNAPSHOT, Order, RefreshOrder
    from flows.work.refreshing import load_papers
    from flows.work.timetables.timetable import require_cron
    from flows.work.validation import begin, find_snapshot
    from sources.errors import InputError
    from sources.snapshots.load import list_vintages, locate_vintages
    from sources.snapshots.needs import wanted_by

    for flow, cron in plan.items():
        require_cron(cron, timezone)
        if not has_flow(flow):
            raise InputError(f"there is no flow {flow} in this version", mend="Leave it out")
    named = tuple(map(find_snapshot, snapshots)) or (DEFAULT_SNAPSHOT,)
    # `current` is looked up by each run, or a schedule would check against one snapshot for ever.
    said = tuple(snapshots) or (DEFAULT_SNAPSHOT,)
    parameters: dict[str, dict[str, object]] = {}
    if "validate" in plan:
        with begin(Order(paper, named, out)) as begun:
            list_vintages(named, wanted_by([begun.paper]))
        parameters["validate"] = {"paper": paper, "snapshot": said, "out": out}
    if "refresh" in plan and paper != DEFAULT_PAPER:
        load_papers(RefreshOrder((paper,)))
        parameters["refresh"] = {"paper": (paper,)}
    if CORPUS in plan:
        find_registers(papers)
        locate_vintages(named)
        parameters[CORPUS] = {"papers": papers, "snapshot": said, "out": out}
    return parameters


def _refuse_other_dialects(plan: dict[str, str], timezone: str, is_verbose: bool) -> None:
    """See that Prefect runs at the times that are printed and judged here."""
    from flows.environment.prefect_environment import prepare_environment
    from flows.environment.settings import Settings
    from flows.schedules.dialects import refuse_other_dialect

    prepare_environment(Settings(), is_verbose)
    for cron in dict.fromkeys(plan.values()):
        refuse_other_dialect(cron, timezone, datetime.now(UTC))


def has_flow(name: str) -> bool:
    """Whether there is such a flow."""
    from importlib.util import find_spec

    return find_spec(f"flows.{name.replace('-', '_')}") is not None


def say_next(plan: dict[str, str], timezone: str, now: datetime) -> list[str]:
    """A line for each flow: when it runs next, and after that."""
    from flows.work.timetables.timetable import next_due

    lines = []
    for flow, cron in plan.items():
        first = next_due(cron, timezone, now)
        second = next_due(cron, timezone, first)
        lines.append(
            f"{flow} ({cron}, {timezone}): next at {first:%Y-%m-%d %H:%M}, then "
            f"{second:%Y-%m-%d %H:%M}"
        )
    return lines


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

    Read from the store and from CORRIGENDA_HOME, and where PREFECT_API_URL names a server, what is
    scheduled there and has not run here yet. A run that has died is put on record, and told once.
    """
    from reports.status import status_lines, status_report

    found = read_status(datetime.now(UTC))
    if as_json:
        write_json(status_report(found))
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
    from flows.environment.settings import Settings
    from flows.schedules.server_deployments import deployed
    from flows.work.record import open_kept
    from flows.work.timetables.dead_runs import bury_dead
    from flows.work.timetables.timetable import list_entries
    from reports.status import Status, list_failed

    bury_dead(Settings().home, now)
    entries = {one.name: one for one in (*deployed(), *list_entries(Settings().home))}
    with open_kept() as store:
        last = store.newest_runs()
        opened = store.queue(per_page=1).counts
        to_send = {
            state: len(store.deliveries(state=state, limit=_LOOKED_AT))
            for state in ("pending", "refused", "failed")
        }
    return Status(
        last=last,
        due=tuple(_due(entry, now) for entry in entries.values()),
        open=opened,
        failed=list_failed(last),
        to_send=to_send,
    )


def _due(entry: ScheduledRun, now: datetime) -> Due:
    from flows.work.timetables.timetable import is_missed, last_due, next_due
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
