"""A file's text, or one clear error: no such file, too large, not UTF-8.

The sentences of a text, roughly: where one ends well enough for a person to find a figure by it.

A sentence ends at a full stop, question or exclamation mark before a capital letter, at a blank
line and at a heading; a full stop after a single letter or a known abbreviation ends none.

Places of a text as people name them: line and column.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from sources.errors import InputError

STANDARD_INPUT = "-"


@dataclass(frozen=True)
class WantedFile:
    """What a file should be.

    Attributes:
        called: What it is called: "a YAML file".
        most: How many bytes it may have.
        too_large: What to do about one that has more.
        fault: The kind of error that is raised.
        of_many: What to do where a folder is named; empty where nothing reads one.
    """

    called: str
    most: int
    too_large: str
    fault: type[InputError] = InputError
    of_many: str = ""


TEXT = WantedFile("a text file, or - for standard input", 20_000_000, "Split it")


def read_text(ref: str) -> str:
    """The text of a file, or of standard input where it is named ``-``.

    Raises:
        InputError: It cannot be read, is too large, or is not UTF-8.
    """
    if ref == STANDARD_INPUT:
        return _decoded(sys.stdin.buffer.read(TEXT.most + 1), "standard input", TEXT)
    return read_file(Path(ref), ref, TEXT)


def read_file(path: Path, file: str, wanted: WantedFile) -> str:
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
            if path.is_dir() and wanted.of_many:
                raise wanted.fault("this is a folder", mend=wanted.of_many, file=file)
            what = "this is not a file" if path.exists() else "there is no such file"
            raise wanted.fault(what, mend=f"Name {wanted.called}", file=file)
        with path.open("rb") as stream:
            content = stream.read(wanted.most + 1)
    except OSError as error:
        raise wanted.fault(f"the file cannot be read: {error.strerror}", file=file) from None
    return _decoded(content, file, wanted)


def _decoded(content: bytes, file: str, wanted: WantedFile) -> str:
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


_BLOCK = re.compile(r"\n[ \t]*(?:\n[ \t]*)+|\n(?=[ \t]*(?:#{1,6}[ \t]|[-*][ \t]|\d{1,2}[.)][ \t]))")
_END = re.compile(r"[.!?][\"'”’)\]*_]*\s+(?=[\"'“‘(\[*_]*[A-Z])")
_ABBREVIATED = re.compile(
    r"(?:\b[A-Za-z]|\b(?:No|Nos|Fig|Figs|Vol|Mr|Mrs|Dr|Prof|St|approx|ca|cf|vs|etc|al|Rs|p|pp))\.$"
)
_HEADING = re.compile(
    r"[#*_ \t]*(?P<number>[IVX]+|[A-Z]|\d+(?:\.\d+)*)[.)]?[*_]*[ \t]+[*_\"“]*[A-Z].*", re.DOTALL
)
_LONGEST_HEADING = 160


_NUMBER = re.compile(
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\b(?:one|two|three|four|five|six|seven|eight|nine|"
    r"ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|"
    r"eigh|nine)ty|hundred)\b",
    re.IGNORECASE,
)
"""A number in digits, as "1,234.5" is one and "1,1" are two, or a word of one."""


def refuse_endless(text: str, most: int, file: str, longest: int = 4_000_000) -> None:
    """See that a text can be read in a bearable time.

    Args:
        text: The text.
        most: How many numbers it may have, in digits or in words, years included.
        file: What errors call it by.
        longest: How many characters it may have.

    Raises:
        InputError: It has more.
    """
    if len(text) > longest:
        what = f"the text is longer than {longest / 1e6:g} million characters"
        raise InputError(what, mend="Split it", file=file)
    if next(islice(_NUMBER.finditer(text), most, None), None) is not None:
        raise InputError(f"the text has more than {most:,} numbers", mend="Split it", file=file)


@dataclass(frozen=True)
class SectionSentence:
    """A sentence: ``text[start:end]``, and the number of the section that it stands in."""

    start: int
    end: int
    section: str


def split_sentences(text: str) -> tuple[SectionSentence, ...]:
    """The sentences of a text, in order; together they hold all of it but blanks."""
    found: list[SectionSentence] = []
    section = ""
    for start, end in _blocks(text):
        section = _section(text[start:end], section)
        found += (
            SectionSentence(first, last, section) for first, last in _pieces(text, start, end)
        )
    return tuple(found)


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _BLOCK.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    first = start
    for match in _END.finditer(text, start, end):
        stop = match.start() + 1
        if not _ABBREVIATED.search(text, max(first, stop - 8), stop):
            yield first, match.end()
            first = match.end()
    if text[first:end].strip():
        yield first, end


def _section(block: str, before: str) -> str:
    """The number of the section that a block opens, else the one before: "II", "III.A", "4.2"."""
    match = _HEADING.fullmatch(block.strip())
    is_heading = block.lstrip().startswith("#") or block.isupper()
    if match is None or not is_heading or len(block) > _LONGEST_HEADING:
        return before
    number = match["number"]
    is_letter = len(number) == 1 and number.isalpha() and number not in "IVX"
    above = before.split(".")[0]
    return f"{above}.{number}" if is_letter and above else number


class Lines:
    """The lines of a text, asked by place; lines end at line feeds."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(at + 1 for at, sign in enumerate(text) if sign == "\n")]

    def place(self, at: int) -> tuple[int, int]:
        """Line and column of a character, both counted from 1."""
        line = bisect_right(self._starts, at)
        return line, at - self._starts[line - 1] + 1
