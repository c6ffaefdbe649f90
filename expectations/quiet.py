"""Great Expectations without its noise, and without losing what it only logs.

It warns while it is imported, and reports two faults by a line in its log alone: an expectation
whose class is unknown is dropped from its suite, and a page that cannot be rendered is left out. So
its log is not thrown away but heard: `heard` gives the lines back.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

_LOGGER = "great_expectations"


@contextmanager
def no_warnings() -> Iterator[None]:
    """Keep the warnings of others from the user, inside this block only."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@contextmanager
def heard() -> Iterator[list[str]]:
    """Collect what Great Expectations logs as an error; nothing of its log reaches the screen."""
    logger = logging.getLogger(_LOGGER)
    listener = _Listener()
    was_passed_on, handlers = logger.propagate, logger.handlers
    logger.propagate, logger.handlers = False, [listener]
    try:
        with no_warnings():
            yield listener.lines
    finally:
        logger.propagate, logger.handlers = was_passed_on, handlers
