"""What can go wrong, as one tree.

::

    CorrigendaError            anything a user can mend; the command line prints it and exits with 2
    ├── InputError             a file that a person wrote: where, what, and the mend
    │   ├── FigureError        a phrase that holds no figure, or more than one
    │   ├── RegisterError      a register with a wrong key, an unknown group, a missing field
    │   ├── ObservationsError  a table of observations that cannot be taken in
    │   └── DocumentError      a document that cannot be read: a scan, encrypted, broken, too long
    ├── SnapshotError          a snapshot that is absent, changed or torn
    ├── OutputError            a folder that cannot be written
    ├── ServerError            a Prefect server that cannot be reached
    ├── StoreError             the store of runs and decisions, closed or not ours to write
    └── SourceError            a live source and what went wrong with it: code, url, attempts
        ├── Unavailable        it does not answer, or asks to be left alone
        ├── Malformed          its answer is not in the documented format
        ├── Rejected           it understood the question and refuses it
        ├── Inconsistent       its answers contradict each other or themselves
        └── NotRecorded        no evidence of such an answer, where only evidence may be read

Each carries named fields, renders its message from them, and survives pickling (Prefect persists
exceptions).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any


class CorrigendaError(Exception):
    """A fault that a user can mend.

    Args:
        what: What is wrong, in one sentence without a full stop.
        mend: What to do about it, in one sentence without a full stop; may be empty.
        file: The file at fault, if there is one.
        line: Its line, counted from 1.
        column: The column, counted from 1.
    """

    def __init__(
        self,
        what: str,
        *,
        mend: str = "",
        file: str = "",
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        self.what = what
        self.mend = mend
        self.file = file
        self.line = line
        self.column = column
        super().__init__(what)

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        message = f"{place}: {self.what}" if place else self.what
        return f"{message}. {self.mend}." if self.mend else f"{message}."

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self.what, self.mend, self.file, self.line, self.column)


def _rebuild(
    kind: type[CorrigendaError],
    what: str,
    mend: str,
    file: str,
    line: int | None,
    column: int | None,
) -> CorrigendaError:
    return kind(what, mend=mend, file=file, line=line, column=column)


class InputError(CorrigendaError):
    """A file or an argument that a person wrote is wrong."""


class FigureError(InputError):
    """A phrase holds no figure, or more than one."""


class RegisterError(InputError):
    """A paper's register is wrong."""


class ObservationsError(InputError):
    """A table of observations cannot be taken in."""


class DocumentError(InputError):
    """A document holds no text that can be read: a scan, encrypted, broken, too large."""


class SnapshotError(CorrigendaError):
    """A snapshot is absent, changed or torn."""


class OutputError(CorrigendaError):
    """The place to write to cannot be written."""


class ServerError(CorrigendaError):
    """A Prefect server was named and cannot be reached."""


class StoreError(CorrigendaError):
    """The store of runs and decisions cannot be opened, or what is asked of it is not there."""


class SourceError(CorrigendaError):
    """A live source did not give what was asked for.

    Args:
        what: What is wrong, in one sentence without a full stop.
        mend: What to do about it; may be empty.
        source: The id of the source (``wdi``).
        code: A stable name of the fault for programs: ``status-503``, ``timed-out``.
        url: What was asked, without its parameters.
        indicator: The indicator at fault, where it is known.
        indicators: All that are at fault, where the others could be had without them.
        attempts: How often it was tried.
        is_retryable: Whether trying again may help; None takes the class's own answer.
        retry_after: How many seconds the source asks to wait; None where it does not say.
    """

    retryable = False

    def __init__(
        self,
        what: str,
        *,
        mend: str = "",
        source: str = "",
        code: str = "",
        url: str = "",
        indicator: str = "",
        indicators: tuple[str, ...] = (),
        attempts: int = 1,
        is_retryable: bool | None = None,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(what, mend=mend)
        self.source = source
        self.code = code
        self.url = url
        self.indicator = indicator
        self.indicators = indicators
        self.attempts = attempts
        self.is_retryable = self.retryable if is_retryable is None else is_retryable
        self.retry_after = retry_after

    def __str__(self) -> str:
        where = f"{self.source}: " if self.source else ""
        details = [self.url] if self.url else []
        if self.attempts > 1:
            details.append(f"{self.attempts} attempts")
        aside = f" ({', '.join(details)})" if details else ""
        mend = f" {self.mend}." if self.mend else ""
        return f"{where}{self.what}{aside}.{mend}"

    def __reduce__(self) -> tuple[Any, ...]:
        fields = {name: value for name, value in vars(self).items() if name in _SOURCE_FIELDS}
        return partial(type(self), **fields), (self.what,)


_SOURCE_FIELDS = (
    "mend",
    "source",
    "code",
    "url",
    "indicator",
    "indicators",
    "attempts",
    "is_retryable",
    "retry_after",
)


class Unavailable(SourceError):
    """The source does not answer, or asks to be left alone."""

    retryable = True


class Malformed(SourceError):
    """The answer is not in the documented format: cut, not JSON, a web page."""

    retryable = True


class Rejected(SourceError):
    """The source understood the question and refuses it; asking again gives the same."""


class Inconsistent(SourceError):
    """The answers contradict each other or themselves: rows twice, rows missing, a new edition."""

    retryable = True


class NotRecorded(SourceError):
    """There is no evidence of such an answer, and only evidence may be read."""


_MOST_NAMED = 8


def name_codes(codes: Sequence[str]) -> str:
    """Codes in a sentence: the first few, and how many others there are."""
    named = ", ".join(codes[:_MOST_NAMED])
    others = len(codes) - _MOST_NAMED
    return f"{named} and {others} other{'' if others == 1 else 's'}" if others > 0 else named
