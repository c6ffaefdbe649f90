"""Runs a flow, or the same steps without Prefect, and shows on the terminal how it goes."""

from __future__ import annotations

from typing import TypeVar

from flows.progress import Watch, watching
from flows.recorded import Recordable, run_recorded
from flows.terminal import complain, printable, showing_progress

T = TypeVar("T")


def run_shown(run: Recordable[T], *, is_plain: bool, is_verbose: bool) -> tuple[T, Watch]:
    """Run it and show its progress.

    Args:
        run: Which.
        is_plain: Whether Prefect has no part in it.
        is_verbose: Whether to show Prefect's messages, and where the time went.

    Returns:
        What the run left, and who followed it.
    """
    with showing_progress() as watch:
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
        from flows.prefect_server import leave_at_once

        leave_at_once(code)
    return code
