"""Steps as tasks of Prefect's, which are done whatever becomes of Prefect.

A task asks the server before and after its work, and fails where that does not answer, or answers
with a fault of its own: its database was locked, its disk was full. A run would fail of it, though
it owes Prefect nothing but the record. So it is told apart who failed: what the step itself raised
is raised, what it gave is given, and what was not begun is done without Prefect.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, ParamSpec, TypeVar

from prefect import task

from flows.environment.prefect_environment import first_line
from flows.work.progress import current

P = ParamSpec("P")
R = TypeVar("R")


@dataclass
class _Attempt:
    """What a step did when it was called last: what it gave, as a list of one, or its fault."""

    given: list[Any] = field(default_factory=list)
    raised: Exception | None = None


def recorded(step: Callable[P, R], **options: Any) -> Callable[P, R]:
    """A step as a task of the same name.

    Args:
        step: What it does.
        options: Of Prefect's `task`.

    Returns:
        What runs it as a task; it raises nothing but what the step does. `Watch.lost` says what
        happened where Prefect failed.
    """
    attempts: ContextVar[_Attempt] = ContextVar(step.__name__)

    @functools.wraps(step)
    def noting(*args: P.args, **named: P.kwargs) -> R:
        attempt = attempts.get()
        attempt.given, attempt.raised = [], None
        try:
            given = step(*args, **named)
        except Exception as error:
            attempt.raised = error
            raise
        attempt.given = [given]
        return given

    as_task: Callable[P, R] = task(name=step.__name__, **options)(noting)

    @functools.wraps(step)
    def do(*args: P.args, **named: P.kwargs) -> R:
        attempt = _Attempt()
        token = attempts.set(attempt)
        try:
            return as_task(*args, **named)
        except Exception as fault:
            if fault is attempt.raised:
                raise
            current().lost = first_line(fault)
            if attempt.raised is not None:
                raise attempt.raised from fault
            if attempt.given:
                given: R = attempt.given[0]
                return given
            return step(*args, **named)
        finally:
            attempts.reset(token)

    return do
