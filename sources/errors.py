"""What can go wrong, as one tree.

::

    CorrigendaError            anything a user can mend; the command line prints it and exits with 2
    ├── InputError             a file that a person wrote: where, what, and the mend
    │   ├── FigureError        a phrase that holds no figure, or more than one
    │   ├── RegisterError      a register with a wrong key, an unknown group, a missing field
    │   └── ObservationsError  a table of observations that cannot be taken in
    ├── SnapshotError          a snapshot that is absent, changed or torn
    ├── OutputError            a folder that cannot be written
    └── ServerError            a Prefect server that cannot be reached

Each carries named fields, renders its message from them, and survives pickling (Prefect persists
exceptions).
"""

from __future__ import annotations

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


class SnapshotError(CorrigendaError):
    """A snapshot is absent, changed or torn."""


class OutputError(CorrigendaError):
    """The place to write to cannot be written."""


class ServerError(CorrigendaError):
    """A Prefect server was named and cannot be reached."""
