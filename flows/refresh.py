"""The flows `refresh` and `validate-live`: all sources asked at once, each by a task of its own.

What may surprise: no task is tried again, because the transport tries again itself and knows what
may help; a task that fails is a source that failed, and the run goes on without it. No address and
no token is a parameter: both are read where they are used, so that no server ever stores them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

from prefect import flow, get_run_logger, task
from prefect.artifacts import create_markdown_artifact
from prefect.client.schemas.objects import State
from prefect.states import Completed

from flows.recorded_steps import recorded
from flows.schedules.due_runs import in_turn
from flows.validate import (
    ALL_TASKS,
    TASKS,
    failed,
    find_page,
    keeping,
    record_findings,
)
from flows.work import live, refreshing, storing
from flows.work.notifying import notify_of_refresh
from flows.work.orders import (
    DEFAULT_PAPER,
    DEFAULT_SITE,
    DEFAULT_SNAPSHOT,
    Begun,
    LiveResult,
    Order,
    Refreshed,
    RefreshOrder,
)
from flows.work.progress import also, report_progress
from flows.work.refreshing import RefreshSteps, is_whole, say_faults, say_outcome
from flows.work.validation import begin, read_fail_on
from reports.findings.refresh_changes import changes_markdown
from sources.errors import SourceError
from sources.evidence.evidence import FetchedVintage
from sources.provider import Query
from sources.tools.text_safety import escape_markdown

T = TypeVar("T")

_fetch = task(name="fetch", task_run_name="fetch-{query.source}{query.edition}", **ALL_TASKS)(
    refreshing.fetch
)


def _fetch_all(queries: Sequence[Query], home: Path) -> list[FetchedVintage | SourceError]:
    futures = [_fetch.submit(query, home) for query in queries]
    results: list[FetchedVintage | SourceError] = []
    for future in futures:
        result: Any = future.result(raise_on_failure=False)
        if isinstance(result, BaseException) and not isinstance(result, SourceError):
            raise result
        results.append(result)
    return results


STEPS = RefreshSteps(_fetch_all, recorded(storing.store, **ALL_TASKS))


@flow(name="refresh", flow_run_name="refresh", persist_result=False)
def refresh(
    paper: tuple[str, ...] = (),
    source: tuple[str, ...] = (),
    vintage: tuple[str, ...] = (),
    out: str = "",
    core: bool = False,
) -> State[Refreshed]:
    """Fetch the indicators that the registers need, and store them as a new snapshot.

    Args:
        paper: Registers of one's own, beside the built-in ones.
        source: Ask these only; none means all.
        vintage: Old editions of World Development Indicators, ``2018-07``, beside the newest.
        out: Where snapshots are kept; empty means ``CORRIGENDA_HOME``.
        core: Ask for all built-in concepts, from 1960 on, too.

    Returns:
        A state whose message says what became of it: failed where a source failed, or where the
        observations are not plausible.

    Raises:
        CorrigendaError: Something that a user can mend; the run then fails with its message.
    """

    def work() -> State[Refreshed]:
        with also(get_run_logger().info):
            order = RefreshOrder(paper, source, vintage, out, core)
            refreshed = refreshing.run_refresh(order, STEPS)
            with keeping(refreshed):
                _record(refreshed)
        return _state(refreshed, say_outcome(refreshed), refreshed)

    return in_turn("refresh", "", work)


@flow(name="validate-live", flow_run_name="validate-live-{paper}", persist_result=False)
def validate_live(
    paper: str = DEFAULT_PAPER,
    snapshot: tuple[str, ...] = (DEFAULT_SNAPSHOT,),
    out: str = str(DEFAULT_SITE),
    fail_on: tuple[str, ...] = (),
) -> State[LiveResult]:
    """Refresh, then check the figures of a paper against what was fetched.

    Args:
        paper: The id of a paper, or a register's file.
        snapshot: Snapshots to read beside the new one.
        out: The folder of the site.
        fail_on: Verdicts, or groups of them, that make the run fail when they occur.

    Returns:
        A state whose message says what was found.

    Raises:
        CorrigendaError: Something that a user can mend; the run then fails with its message.
    """
    read_fail_on(fail_on)
    with begin(Order(paper, snapshot, out)) as begun:
        return carry_out_live(begun, fail_on)


def carry_out_live(begun: Begun, fail_on: tuple[str, ...]) -> State[LiveResult]:
    """The body of the flow `validate-live`, once its input was read; it returns as the flow."""
    with also(get_run_logger().info):
        lived = live.run_live(begun, "prefect", STEPS, TASKS, find_page())
    with keeping(lived):
        _record(lived.refreshed)
        if lived.finished is None:
            return _state(lived.refreshed, say_outcome(lived.refreshed), lived)
        state = record_findings(lived.finished, read_fail_on(fail_on))
    message = state.message or ""
    return failed(message, lived) if state.is_failed() else _state(lived.refreshed, message, lived)


def _record(refreshed: Refreshed) -> None:
    report_progress("Recording the refresh")
    said = [say_outcome(refreshed), *say_faults(refreshed)]
    told = [changes_markdown(refreshed.changes)] if refreshed.changes else []
    create_markdown_artifact(
        key="changes",
        markdown="\n\n".join([*map(escape_markdown, said), *told]),
        description="What the refresh fetched, and what changed since the snapshot before",
    )
    notify_of_refresh(refreshed)


def _state(refreshed: Refreshed, message: str, left: T) -> State[T]:
    if is_whole(refreshed):
        return Completed(message=message, data=left)
    faults = " ".join(say_faults(refreshed))
    return failed(f"{message} {faults}", left)
