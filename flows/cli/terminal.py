"""What the command line writes to a terminal, a pipe or a file.

Texts of papers, groups and indicators come from files that strangers wrote: nothing of them may
steer a terminal, so control and formatting characters are shown as escapes. A reader that closes
the pipe (``| head``) has had enough: the rest goes nowhere and the exit code stays what the run
earned.
"""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from flows.progress import Watch

FAILED_ON, INCOMPLETE, MENDABLE, OUR_FAULT, INTERRUPTED = 1, 1, 2, 3, 130
"""The exit codes: a verdict of ``--fail-on`` occurs, a source failed, something that the user can
mend, a fault of the program, a signal to stop."""

_STEERING = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Unicode categories that move a cursor, turn the direction of writing or cannot be encoded."""
_WIDEST = 100


def printable(text: str) -> str:
    r"""The text on one line, with what could steer a terminal written as ``\x1b``."""
    text = " ".join(text.split())
    return "".join(
        character.encode("unicode_escape").decode("ascii")
        if unicodedata.category(character) in _STEERING
        else character
        for character in text
    )


def write(text: str = "") -> None:
    """Write a line to standard output; quietly to nowhere once its reader has gone."""
    write_bytes(f"{text}\n".encode(sys.stdout.encoding or "utf-8", errors="backslashreplace"))


def write_bytes(content: bytes) -> None:
    """Write bytes to standard output as they are."""
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # The descriptor itself is turned away, or Python would complain again when it closes it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def examples(*lines: str) -> str:
    """Examples below a command's help, in lines that click leaves as they are."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def complain(text: str) -> None:
    """Write a line to standard error."""
    line = f"{text}\n".encode(sys.stderr.encoding or "utf-8", errors="backslashreplace")
    sys.stderr.buffer.write(line)
    sys.stderr.buffer.flush()


def wrap(text: str, indent: str = "") -> str:
    """Fold a text to the width of the terminal, each line behind ``indent``."""
    width = max(40, min(_WIDEST, shutil.get_terminal_size().columns))
    return textwrap.fill(
        printable(text),
        width,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns as wide as their widest cell; the last one runs free."""
    cells = [tuple(header), *(tuple(printable(cell) for cell in row) for row in rows)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(header))]
    widths[-1] = 0
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in cells
    )


@contextmanager
def showing_progress() -> Iterator[Watch]:
    """Show what a run does now on standard error: a spinner on a terminal, else plain lines."""
    if not sys.stderr.isatty():
        yield Watch(hear=lambda message: complain(f"{printable(message)} ..."))
        return
    from rich.console import Console
    from rich.text import Text

    with Console(stderr=True).status("") as status:

        def show(message: str) -> None:
            status.update(Text(f"{printable(message)} ..."))

        hear: Callable[[str], None] = show
        yield Watch(hear=hear)
