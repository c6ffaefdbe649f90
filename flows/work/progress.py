"""What a run says of itself while it works, and how long each step took.

The steps do not know who listens: a terminal, Prefect's log, both or nobody. A `Watch` is handed
down through a context variable, because the parameters of a flow must be values that a server can
store.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reports.findings.model import Findings


@dataclass
class Watch:
    """Follows one run: hears what it does.

    Attributes:
        hear: Called with each message.
        show: Called with what a run found as soon as it is judged; None where nobody asks.
        seconds: How long each step took.
        has_started: Whether the steps were begun.
        lost: What happened to Prefect's record of the run; empty where it is whole.
    """

    hear: Callable[[str], None] = lambda _: None
    show: Callable[[Findings], None] | None = None
    seconds: dict[str, float] = field(default_factory=dict)
    has_started: bool = False
    lost: str = ""


_watch: ContextVar[Watch | None] = ContextVar("watch", default=None)


def current() -> Watch:
    """The watch of the run in hand; one that nobody looks at where none was set."""
    return _watch.get() or Watch()


def report_progress(message: str) -> None:
    """Tell whoever listens what the run does now."""
    current().hear(message)


@contextmanager
def watching(watch: Watch) -> Iterator[Watch]:
    """Make ``watch`` the one that the steps inside report to."""
    token = _watch.set(watch)
    try:
        yield watch
    finally:
        _watch.reset(token)


@contextmanager
def also(hear: Callable[[str], None]) -> Iterator[None]:
    """Let a second listener hear what the steps inside say."""
    watch = current()
    first = watch.hear

    def both(message: str) -> None:
        first(message)
        hear(message)

    watch.hear = both
    try:
        with watching(watch):
            yield
    finally:
        watch.hear = first


@contextmanager
def timed(step: str) -> Iterator[None]:
    """Note how long the work inside took, under the name of the step."""
    start = time.perf_counter()
    try:
        yield
    finally:
        current().seconds[step] = time.perf_counter() - start


def durations() -> dict[str, float]:
    """How long each step of the run in hand took, in seconds, as it is put on record."""
    return {step: round(spent, 3) for step, spent in current().seconds.items()}
