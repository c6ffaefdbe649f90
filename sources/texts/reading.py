"""A file's text, or one clear error: no such file, too large, not UTF-8."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from sources.errors import InputError

STANDARD_INPUT = "-"


@dataclass(frozen=True)
class Wanted:
    """What a file should be.

    Attributes:
        called: What it is called: "a YAML file".
        most: How many bytes it may have.
        too_large: What to do about one that has more.
        fault: The kind of error that is raised.
    """

    called: str
    most: int
    too_large: str
    fault: type[InputError] = InputError


TEXT = Wanted("a text file, or - for standard input", 20_000_000, "Split it")


def read_text(ref: str) -> str:
    """The text of a file, or of standard input where it is named ``-``.

    Raises:
        InputError: It cannot be read, is too large, or is not UTF-8.
    """
    if ref == STANDARD_INPUT:
        return _decoded(sys.stdin.buffer.read(TEXT.most + 1), "standard input", TEXT)
    return read_file(Path(ref), ref, TEXT)


def read_file(path: Path, file: str, wanted: Wanted) -> str:
    """The text of a file; a byte-order mark is dropped.

    Args:
        path: The file.
        file: The name that errors call it by.
        wanted: What it should be.

    Raises:
        InputError: It cannot be read, is too large, or is not UTF-8.
    """
    try:
        if not path.is_file():
            what = "this is not a file" if path.exists() else "there is no such file"
            raise wanted.fault(what, mend=f"Name {wanted.called}", file=file)
        with path.open("rb") as stream:
            content = stream.read(wanted.most + 1)
    except OSError as error:
        raise wanted.fault(f"the file cannot be read: {error.strerror}", file=file) from None
    return _decoded(content, file, wanted)


def _decoded(content: bytes, file: str, wanted: Wanted) -> str:
    if len(content) > wanted.most:
        what = f"the file is larger than {wanted.most // 1_000_000} MB"
        raise wanted.fault(what, mend=wanted.too_large, file=file)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        raise wanted.fault(
            f"the byte 0x{content[error.start]:02x} is not UTF-8",
            mend="Save the file as UTF-8",
            file=file,
            line=before.count(b"\n") + 1,
            column=len(before) - before.rfind(b"\n"),
        ) from None
