"""The flow `validate`: the steps of a run as four large tasks, recorded by Prefect.

A flow returns what its run left: as the data of its last state, of a failed one inside
`RecordedAsFailed`.

What may surprise: nothing is persisted as a result, because the tables that pass between the tasks
are large and quickly made again, and the cache is off, because its key would hash those tables.
Only failures of the file system are tried again: all else would fail the same way twice. A step is
done whatever becomes of Prefect, and the report is in its place before Prefect is told of it: where
a server fails or dies in between, the record is lost and not the report.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from prefect import flow, get_run_logger
from prefect.artifacts import create_link_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.runtime import flow_run
from prefect.settings import get_current_settings
from prefect.states import Completed, Failed

from expectations.outcomes import Verdict
from flows.environment.prefect_environment import first_line
from flows.recorded_steps import recorded
from flows.schedules.due_runs import in_turn
from flows.work import validation
from flows.work.notifying import notify_of_validation
from flows.work.orders import (
    DEFAULT_PAPER,
    DEFAULT_SITE,
    DEFAULT_SNAPSHOT,
    Begun,
    Finished,
    Order,
    RecordedAsFailed,
)
from flows.work.progress import also, report_progress
from flows.work.validation import (
    Steps,
    begin,
    find_snapshot,
    list_changes,
    list_discrepancies,
    read_fail_on,
    say_failing,
)
from reports.findings.findings import count_judged
from sources.errors import CorrigendaError
from sources.tools.foreign import Options

T = TypeVar("T")

_PASSING = frozenset(
    {errno.EAGAIN, errno.EBUSY, errno.EIO, errno.ENOSPC, errno.ESTALE, errno.ETIMEDOUT}
)
"""Faults of a disk or a network drive that may be gone the next second."""


def may_pass(_task: Any, _run: Any, state: State[Any]) -> bool:
    """Whether trying a task again may help: a file system was at fault, for the moment."""
    error = state.result(raise_on_failure=False)
    while isinstance(error, BaseException):
        if isinstance(error, OSError) and error.errno in _PASSING:
            return True
        error = error.__cause__ or error.__context__
    return False


# One set of tags for all: Prefect asks the server for the limits of each new set, once, so that
# tasks with tags of their own would fail when the server goes away between them.
ALL_TASKS: Options = {
    "tags": ["corrigenda"],
    "persist_result": False,
    "cache_policy": NO_CACHE,
}
_TRIED_AGAIN: Options = {
    "retries": 2,
    "retry_delay_seconds": [1, 5],
    "retry_condition_fn": may_pass,
}

TASKS = Steps(
    load=recorded(validation.load, **ALL_TASKS, **_TRIED_AGAIN),
    reconcile=recorded(validation.reconcile, **ALL_TASKS),
    check=recorded(validation.check, **ALL_TASKS),
    report=recorded(validation.report, **ALL_TASKS, **_TRIED_AGAIN),
)


@flow(name="validate", flow_run_name="validate-{paper}", persist_result=False)
def validate(
    paper: str = DEFAULT_PAPER,
    snapshot: tuple[str, ...] = (DEFAULT_SNAPSHOT,),
    out: str = str(DEFAULT_SITE),
    fail_on: tuple[str, ...] = (),
) -> State[Finished]:
    """Check the figures of a paper against a snapshot and write the report.

    Args:
        paper: The id of a paper, or a register's file.
        snapshot: Snapshots to read: ``embedded``, ``current``, ``latest`` or folders.
        out: The folder of the site.
        fail_on: Verdicts, or groups of them, that make the run fail when they occur.

    Returns:
        A state whose message says what was found: completed, or failed where a verdict of
        ``fail_on`` occurs.

    Raises:
        CorrigendaError: Something that a user can mend; the run then fails with its message.
    """
    read_fail_on(fail_on)

    def work() -> State[Finished]:
        with begin(Order(paper, tuple(map(find_snapshot, snapshot)), out)) as begun:
            return carry_out(begun, fail_on)

    return in_turn("validate", name_paper(paper), work, called=paper)


def carry_out(begun: Begun, fail_on: tuple[str, ...]) -> State[Finished]:
    """The body of the flow, once it is its turn and its input was read; it returns as the flow."""
    with also(get_run_logger().info):
        finished = validation.run_validation(begun, "prefect", TASKS, find_page())
        with keeping(finished):
            return record_findings(finished, read_fail_on(fail_on))


@contextmanager
def keeping(left: object) -> Iterator[None]:
    """What goes wrong inside costs Prefect's record of a run, and not what the run left.

    Raises:
        RecordedAsFailed: Something went wrong; it has what the run left.
    """
    try:
        yield
    except Exception as error:
        raise RecordedAsFailed(first_line(error), left, is_whole=False) from error


def failed(message: str, left: T) -> State[T]:
    """The last state of a run that did its work and is a failure on Prefect's record."""
    return Failed(message=message, data=RecordedAsFailed(message, left))


def record_findings(finished: Finished, fail_on: frozenset[Verdict]) -> State[Finished]:
    """Leave what a run found as artifacts; gives the state to end with."""
    report_progress("Recording the run")
    create_table_artifact(
        key="discrepancies",
        table=list_discrepancies(finished.findings),
        description=finished.findings.headline,
    )
    since = finished.findings.since_last_run
    if since is not None:
        create_table_artifact(
            key="since-last-run",
            table=list_changes(finished.findings),
            description=since.headline,
        )
    create_link_artifact(
        key="report",
        link=finished.page.absolute().as_uri(),
        link_text=f"Report {finished.page.parent.name}",
        description="The page that this run wrote, on the machine where it ran",
    )
    notify_of_validation(finished)
    message = finished.findings.headline
    failing = say_failing(count_judged(finished.findings.claims), fail_on)
    if failing:
        return failed(f"{message} To fail on: {failing}.", finished)
    return Completed(message=message, data=finished)


def name_paper(paper: str) -> str:
    """The id of a paper that may be named by its file; empty where it cannot be read."""
    from sources.registers.register import load_paper

    try:
        return load_paper(paper).id
    except CorrigendaError:
        return ""


def find_page() -> str:
    """The flow run's page on a server that stays; a temporary one shows none."""
    return str(flow_run.ui_url or "") if get_current_settings().api.url else ""
