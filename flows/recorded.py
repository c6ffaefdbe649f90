"""Runs the flow `validate` from the command line, with a Prefect server or without one.

Where no server is named, Prefect starts a temporary one, which takes seconds: the libraries of the
later steps are imported beside it. What can go wrong with a server is told apart here: it was not
there at the start, so that nothing ran, or it went away later, so that the report is written all
the same and only the record is lost.
"""

from __future__ import annotations

import contextvars
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

from flows.prefect_server import (
    WAYS_OUT,
    first_line,
    prepare_environment,
    refuse_silent_server,
    stopping_at_once,
    was_stopped,
)
from flows.progress import Watch, watching
from flows.settings import Settings
from flows.steps import Finished, Order, carry_out, import_libraries, without_collecting
from sources.errors import ServerError


def run_recorded(order: Order, fail_on: Sequence[str], watch: Watch, is_verbose: bool) -> Finished:
    """Run the flow.

    Args:
        order: What to check.
        fail_on: Verdicts at which the recorded state is a failure.
        watch: Who follows the run.
        is_verbose: Whether Prefect's own messages are shown.

    Returns:
        What the run left; `Watch.lost` says what happened to its record, where it is not whole.

    Raises:
        CorrigendaError: As the steps do.
        ServerError: The server cannot be reached, or none could be started.
    """
    settings = Settings()
    is_first = not (settings.prefect_home / "prefect.db").exists()
    prepare_environment(settings, is_verbose)
    watch.hear("Starting Prefect")
    with _with_server(watch, is_first), watching(watch):
        try:
            fault = _run_flow(order, fail_on)
        except Exception as error:
            # What the steps raise comes back as a value: this is Prefect's own.
            if was_stopped(error):
                raise KeyboardInterrupt from error
            if not watch.has_started:
                raise ServerError(
                    f"Prefect could not start the run: {first_line(error)}", mend=WAYS_OUT
                ) from error
            fault = error
        else:
            if fault is not None and watch.finished is None:
                raise fault
        watch.lost = first_line(fault) if fault is not None else ""
        if watch.finished is None:
            watch.hear("Prefect's server went away: going on without it")
            return carry_out(order, "plain")
        return watch.finished


@contextmanager
def _with_server(watch: Watch, is_first: bool) -> Iterator[None]:
    """Refuse a named server that does not answer; prepare for a temporary one."""
    from prefect.settings import get_current_settings

    url = get_current_settings().api.url
    with ExitStack() as stack:
        if url:
            refuse_silent_server(url)
        else:
            once = " (the first one makes its database: 10 seconds more, once)" if is_first else ""
            watch.hear(f"Starting a temporary Prefect server{once}")
            stack.enter_context(stopping_at_once())
            with watching(watch):
                context = contextvars.copy_context()
            threading.Thread(target=context.run, args=(import_libraries,), daemon=True).start()
        yield


def _run_flow(order: Order, fail_on: Sequence[str]) -> BaseException | None:
    """Run the flow; returns what a step or an artifact raised, if one did."""
    with without_collecting():
        from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

        from flows.validate import validate

    # The heartbeat's thread would hold up the end of the run for a second.
    with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        state: Any = validate(
            order.paper, order.snapshots, order.site, tuple(fail_on), return_state=True
        )
    result = state.result(raise_on_failure=False)
    return result if isinstance(result, BaseException) else None
