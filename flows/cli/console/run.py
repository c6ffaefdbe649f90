"""Runs a flow from the command line, with a Prefect server or without one.

Where no server is named, Prefect starts a temporary one, which takes seconds: the libraries of the
later steps are imported beside it. What can go wrong with a server is told apart here: it was not
there at the start, so that nothing ran, or it went away later, so that the report is written all
the same and only the record is lost.

Runs a flow, or the same steps without Prefect, and shows on the terminal how it goes.
"""

from __future__ import annotations

import contextvars
import importlib
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from flows.cli.console.terminal import complain, showing_progress
from flows.environment.prefect_environment import (
    WAYS_OUT,
    first_line,
    guard_own_server,
    prepare_environment,
    refuse_silent_server,
    stop_at_once,
    was_stopped,
)
from flows.environment.settings import Settings
from flows.environment.temporary_server import LOG, provide_temporary_server
from flows.work.corpus.cluster import judge_on_cluster
from flows.work.corpus.run import run_corpus
from flows.work.live import run_live
from flows.work.orders import (
    CorpusFinished,
    CorpusOrder,
    Finished,
    LiveResult,
    Order,
    Refreshed,
    RefreshOrder,
)
from flows.work.progress import Watch, watching
from flows.work.refreshing import run_refresh
from flows.work.validation import import_libraries, run_validation, without_collecting
from sources.errors import CorrigendaError, ServerError
from sources.tools.text_safety import printable

if TYPE_CHECKING:
    from pathlib import Path

    from reports.findings.model import Findings

T = TypeVar("T")


@dataclass(frozen=True)
class Recordable(Generic[T]):
    """A run that Prefect may record.

    Attributes:
        kind: What it leaves.
        result: The same in a word.
        module: Where the flow is.
        begin: Runs the flow; gives its final state.
        plainly: Does the same with no Prefect.
        needs_libraries: Whether it needs those that take seconds to import.
    """

    kind: type[T]
    result: str
    module: str
    begin: Callable[[], Any]
    plainly: Callable[[], T]
    needs_libraries: bool = True


def recordable_validation(order: Order, fail_on: Sequence[str]) -> Recordable[Finished]:
    """The flow `validate`; a verdict of ``fail_on`` makes its recorded state a failure."""

    def begin() -> Any:
        from flows.validate import validate

        return validate(order.paper, order.snapshots, order.site, tuple(fail_on), return_state=True)

    return Recordable(
        Finished, "report", "flows.validate", begin, lambda: run_validation(order, "plain")
    )


def recordable_live(order: Order, fail_on: Sequence[str]) -> Recordable[LiveResult]:
    """The flow `validate-live`."""

    def begin() -> Any:
        from flows.refresh import validate_live

        return validate_live(
            order.paper, order.snapshots, order.site, tuple(fail_on), return_state=True
        )

    return Recordable(
        LiveResult, "report", "flows.refresh", begin, lambda: run_live(order, "plain")
    )


def recordable_corpus(order: CorpusOrder, fail_on: Sequence[str]) -> Recordable[CorpusFinished]:
    """The flow `validate-corpus`."""

    def begin() -> Any:
        from flows.validate_corpus import validate_corpus

        return validate_corpus(
            order.papers,
            order.snapshots,
            order.site,
            tuple(fail_on),
            order.runner,
            order.address,
            return_state=True,
        )

    def plainly() -> CorpusFinished:
        if order.runner == "dask":
            return run_corpus(order, "plain", judge_on_cluster(order.address))
        return run_corpus(order, "plain")

    return Recordable(CorpusFinished, "report", "flows.validate_corpus", begin, plainly)


def recordable_refresh(order: RefreshOrder) -> Recordable[Refreshed]:
    """The flow `refresh`."""

    def begin() -> Any:
        from flows.refresh import refresh

        return refresh(
            order.papers,
            order.sources,
            order.editions,
            order.home,
            order.is_core,
            return_state=True,
        )

    return Recordable(Refreshed, "snapshot", "flows.refresh", begin, lambda: run_refresh(order))


def run_recorded(run: Recordable[T], watch: Watch, is_verbose: bool) -> T:
    """Run a flow.

    Args:
        run: Which.
        watch: Who follows the run.
        is_verbose: Whether Prefect's own messages are shown.

    Returns:
        What the run left; `Watch.lost` says what happened to its record, where it is not whole.

    Raises:
        CorrigendaError: As the steps do.
        ServerError: The server cannot be reached, or none could be started.
    """
    home = prepare_environment(Settings(), is_verbose)
    watch.hear("Starting Prefect")
    _prepare_server(watch, run, home)
    from prefect.exceptions import PrefectSignal

    with watching(watch):
        try:
            fault = _run_flow(run.begin)
        except (Exception, PrefectSignal) as error:
            # What the steps raise comes back as a value: this is Prefect's own.
            if was_stopped(error):
                raise KeyboardInterrupt from error
            if isinstance(error, CorrigendaError):
                raise
            if not watch.has_started:
                raise ServerError(
                    f"Prefect could not start the run: {first_line(error)}", mend=_ways_out(home)
                ) from error
            fault = error
        else:
            if fault is not None and not isinstance(watch.finished, run.kind):
                _raise_own(fault)
        watch.lost = first_line(fault) if fault is not None else watch.lost
        if not isinstance(watch.finished, run.kind):
            watch.hear("Prefect failed: going on without it")
            return run.plainly()
        return watch.finished


def _ways_out(home: Path) -> str:
    from prefect.settings import get_current_settings

    if get_current_settings().api.url:
        return WAYS_OUT
    return f"Say it again, or say --plain; what the temporary server said is in {home / LOG}"


def _raise_own(fault: BaseException) -> None:
    """Raise what a flow came to, unless Prefect may be at fault.

    Of the rest nothing is told apart: what is a fault of the program comes again, in its own words,
    from the same steps without Prefect.
    """
    if was_stopped(fault):
        raise KeyboardInterrupt from fault
    is_of_disk = isinstance(fault, OSError) and not isinstance(fault, ConnectionError)
    if isinstance(fault, CorrigendaError) or (is_of_disk and not isinstance(fault, TimeoutError)):
        raise fault


def _prepare_server(watch: Watch, run: Recordable[Any], home: Path) -> None:
    """Refuse a named server that does not answer; make ready for a temporary one."""
    is_first = not (home / "prefect.db").exists()
    with without_collecting():
        from prefect.settings import get_current_settings

        # Prefect whole, before anything is imported beside it.
        importlib.import_module(run.module)

    url = get_current_settings().api.url
    if url:
        refuse_silent_server(url)
        return
    guard_own_server()
    provide_temporary_server(home)
    once = " (the first one makes its database: 10 seconds more, once)" if is_first else ""
    watch.hear(f"Starting a temporary Prefect server{once}")
    stop_at_once()
    if not run.needs_libraries:
        return
    with watching(watch):
        context = contextvars.copy_context()
    threading.Thread(target=context.run, args=(import_libraries,), daemon=True).start()


def _run_flow(begin: Callable[[], Any]) -> BaseException | None:
    """Run the flow; returns what a step or an artifact raised, if one did."""
    from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

    # The heartbeat's thread would hold up the end of the run for a second.
    with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        state = begin()
    result = state.result(raise_on_failure=False)
    return result if isinstance(result, BaseException) else None


def run_shown(
    run: Recordable[T],
    *,
    is_plain: bool,
    is_verbose: bool,
    tell: Callable[[Findings], None] | None = None,
) -> tuple[T, Watch]:
    """Run it and show its progress.

    Args:
        run: Which.
        is_plain: Whether Prefect has no part in it.
        is_verbose: Whether to show Prefect's messages, and where the time went.
        tell: What prints findings as soon as the run has judged.

    Returns:
        What the run left, and who followed it.
    """
    with showing_progress(tell) as watch:
        if is_plain:
            with watching(watch):
                left = run.plainly()
        else:
            left = run_recorded(run, watch, is_verbose)
    if watch.lost:
        complain(
            f"warning: the {run.result} is in its place, Prefect's record of the run is not whole: "
            f"{printable(watch.lost)}."
        )
    if is_verbose:
        spent = ", ".join(f"{step} {seconds:.2f} s" for step, seconds in watch.seconds.items())
        complain(f"time: {spent}")
    return left, watch


def end_with(code: int, watch: Watch) -> int:
    """The exit code; where Prefect's server is gone, the process ends here."""
    if watch.lost:
        from flows.environment.prefect_environment import leave_at_once

        leave_at_once(code)
    return code
