"""A register's text, or one clear error: unreadable, too large, not UTF-8, not YAML."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from sources.errors import RegisterError
from sources.texts import Wanted, read_file

_REGISTER = Wanted(
    "a YAML file",
    5_000_000,
    "A register of a thousand figures is under 1 MB; split it by paper",
    RegisterError,
)
_LONGEST = 60


@dataclass(frozen=True)
class Mark:
    """A place in a file, line and column counted from 1."""

    line: int
    column: int


def mark_of(mark: Any) -> Mark:
    """The place that a mark of PyYAML means; libyaml's marks and its own are two classes alike."""
    return Mark(mark.line + 1, mark.column + 1)


def error_at(file: str, mark: Mark, what: str, mend: str = "") -> RegisterError:
    """A fault of a register at a place."""
    return RegisterError(what, mend=mend, file=file, line=mark.line, column=mark.column)


def quoted(value: object) -> str:
    """A value as a message shows it: on one line, and not endless."""
    text = " ".join(str(value).split())
    return repr(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…")


def read_text(path: Path, file: str) -> str:
    """The text of a register's file.

    Args:
        path: The file.
        file: The file that faults call it by.

    Raises:
        RegisterError: It cannot be read, is too large, or is not UTF-8.
    """
    return read_file(path, file, _REGISTER)


_SYNTAX = {
    "mapping values are not allowed": (
        "a colon followed by a blank stands in text without quotes",
        "Put the text in quotes",
    ),
    "did not find expected key": (
        "this does not belong to the mapping it stands in",
        "Align it with the keys around it, close the quotes above it, and put text that has quotes"
        " in it in quotes of the other kind",
    ),
    "did not find expected '-'": (
        "this does not belong to the list it stands in",
        "Begin each item with `- `, in the same column",
    ),
    "tab character": ("a tab stands in the indentation", "Use blanks"),
    "cannot start any token": (
        "text without quotes cannot begin with this character",
        "Put the text in quotes; use blanks, not tabs, to indent",
    ),
}

_OPENED = {
    "unexpected end of stream": "a quote",
    "expected ',' or '}'": "a {, in which a comma may be missing,",
    "expected ',' or ']'": "a [, in which a comma may be missing,",
}


def syntax_error(file: str, error: yaml.YAMLError) -> RegisterError:
    """PyYAML's error in words for those who do not know the grammar of YAML."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        what = "the file holds a control character that text cannot hold"
        return RegisterError(what, mend="Save it as plain UTF-8 text", file=file)
    problem = error.problem or ""
    for part, opened in _OPENED.items():
        if part in problem and error.context_mark is not None:
            mark = mark_of(error.context_mark)
            return error_at(file, mark, f"{opened} is opened here and never closed", "Close it")
    mark = mark_of(error.problem_mark)
    for part, (what, mend) in _SYNTAX.items():
        if part in problem:
            return error_at(file, mark, what, mend)
    return error_at(
        file, mark, f"this is not YAML: {problem}", "Mend it, or put the text in quotes"
    )
