"""Runs a flow from the command line, and shows on the terminal how a run goes.

Where no server is named, Prefect starts a temporary one, which takes seconds: the libraries of the
later steps are imported beside it. What can go wrong with a server is told apart here: it was not
there at the start, so that nothing ran, or it went away later, so that the report is written all
the same and only the record is lost.

A run is its command's to begin: the same step is called with Prefect and without.
"""

from __future__ import annotations

import contextvars
import functools
import importlib
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeVar

from flows.cli.console.terminal import complain, showing_progress
from flows.environment.prefect_environment import (
    WAYS_OUT,
    first_line,
    guard_own_server,
    leave_at_once,
    prepare_environment,
    refuse_silent_server,
    stop_at_once,
    was_stopped,
)
from flows.environment.settings import Settings
from flows.environment.temporary_server import LOG, provide_temporary_server
from flows.work.orders import Begun, RecordedAsFailed
from flows.work.progress import Watch, watching
from flows.work.validation import import_libraries
from sources.errors import CorrigendaError, ServerError
from sources.tools.collecting import without_collecting
from sources.tools.text_safety import printable

if TYPE_CHECKING:
    from pathlib import Path

    from reports.findings.model import Findings

T = TypeVar("T")


@contextmanager
def shown(
    result: str, *, is_verbose: bool, show: Callable[[Findings], None] | None = None
) -> Iterator[Watch]:
    """Show the progress of the run inside; then say what was lost, and where the time went.

    Args:
        result: What the run leaves, in a word.
        is_verbose: Whether to show where the time went.
        show: What prints findings as soon as the run has judged.
    """
    with showing_progress(show) as watch, watching(watch):
        yield watch
    if watch.lost:
        complain(
            f"warning: the {result} is in its place, Prefect's record of the run is not whole: "
            f"{printable(watch.lost)}."
        )
    if is_verbose:
        spent = ", ".join(f"{step} {seconds:.2f} s" for step, seconds in watch.seconds.items())
        complain(f"time: {spent}")


def run_recorded(
    kind: type[T],
    place: str,
    parameters: Mapping[str, object],
    watch: Watch,
    *,
    is_verbose: bool,
    body: str = "",
    begun: Begun | None = None,
    needs_libraries: bool = True,
) -> T | None:
    """Run a flow, recorded by Prefect.

    Args:
        kind: What it leaves.
        place: Where it is: ``flows.validate:validate``.
        parameters: Of the flow, as they are recorded.
        watch: Who follows the run, and hears what is lost of its record.
        is_verbose: Whether Prefect's own messages are shown.
        body: The function beside it that does its work where its input was read already; it takes
            that and what the run is to fail on.
        begun: That input.
        needs_libraries: Whether it needs those that take seconds to import.

    Returns:
        What the run left; None where Prefect's server went away before it left anything.

    Raises:
        CorrigendaError: As the steps do.
        ServerError: The server cannot be reached, or none could be started.
    """
    home = prepare_environment(Settings(), is_verbose)
    watch.hear("Starting Prefect")
    module_name, _, name = place.partition(":")
    module = _prepare_server(watch, module_name, home, needs_libraries)
    from prefect.exceptions import PrefectSignal

    flow = getattr(module, name)
    work = functools.partial(flow.fn, **parameters)
    if begun is not None:
        work = functools.partial(getattr(module, body), begun, parameters["fail_on"])
    returned: list[object] = []
    try:
        fault = _run_flow(flow, work, parameters, returned)
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
        if fault is not None and not returned:
            _raise_own(fault)
    watch.lost = first_line(fault) if fault is not None else watch.lost
    if returned and isinstance(returned[0], kind):
        return returned[0]
    watch.hear("Prefect failed: going on without it")
    return None


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


def _prepare_server(watch: Watch, module: str, home: Path, needs_libraries: bool) -> ModuleType:
    """Refuse a named server that does not answer; make ready for a temporary one.

    Returns:
        The module of the flow.
    """
    is_first = not (home / "prefect.db").exists()
    with without_collecting(is_kept=True):
        from prefect.settings import get_current_settings

        # Prefect whole, before anything is imported beside it.
        imported = importlib.import_module(module)

    url = get_current_settings().api.url
    if url:
        refuse_silent_server(url)
        return imported
    guard_own_server()
    provide_temporary_server(home)
    once = " (the first one makes its database: 10 seconds more, once)" if is_first else ""
    watch.hear(f"Starting a temporary Prefect server{once}")
    stop_at_once()
    if needs_libraries:
        context = contextvars.copy_context()
        threading.Thread(target=context.run, args=(import_libraries,), daemon=True).start()
    return imported


def _run_flow(
    flow: Any, work: Callable[[], Any], parameters: Mapping[str, object], returned: list[object]
) -> BaseException | None:
    """Run the flow; returns what a step or an artifact raised, if one did.

    Args:
        flow: Which.
        work: What it does.
        parameters: As they are recorded.
        returned: Gets what the flow returned: Prefect loses that where its server goes away after
            the report was written and before the end of the run is on record.
    """
    from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

    @functools.wraps(flow.fn)
    def noted(**_: object) -> Any:
        try:
            state = work()
        except RecordedAsFailed as error:
            returned.append(error.left)
            raise
        data = state.data
        returned.append(data.left if isinstance(data, RecordedAsFailed) else data)
        return state

    own = flow.with_options()
    own.fn = noted
    # The heartbeat's thread would hold up the end of the run for a second.
    with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        state = own(**parameters, return_state=True)
    result = state.result(raise_on_failure=False)
    if isinstance(result, RecordedAsFailed) and result.is_whole:
        return None
    return result if isinstance(result, BaseException) else None


def end_with(code: int, watch: Watch) -> int:
    """The exit code; where Prefect's server is gone, the process ends here."""
    if watch.lost:
        leave_at_once(code)
    return code
