"""The sentences of a text, roughly: where one ends well enough for a person to find a figure by it.

A sentence ends at a full stop, question or exclamation mark before a capital letter, at a blank
line and at a heading; a full stop after a single letter or a known abbreviation ends none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_BLOCK = re.compile(r"\n[ \t]*(?:\n[ \t]*)+|\n(?=[ \t]*(?:#{1,6}[ \t]|[-*][ \t]|\d{1,2}[.)][ \t]))")
_END = re.compile(r"[.!?][\"'”’)\]*_]*\s+(?=[\"'“‘(\[*_]*[A-Z])")
_ABBREVIATED = re.compile(
    r"(?:\b[A-Za-z]|\b(?:No|Nos|Fig|Figs|Vol|Mr|Mrs|Dr|Prof|St|approx|ca|cf|vs|etc|al|Rs|p|pp))\.$"
)
_HEADING = re.compile(
    r"[#*_ \t]*(?P<number>[IVX]+|[A-Z]|\d+(?:\.\d+)*)[.)]?[*_]*[ \t]+[*_\"“]*[A-Z].*", re.DOTALL
)
_LONGEST_HEADING = 160


@dataclass(frozen=True)
class Sentence:
    """A sentence: ``text[start:end]``, and the number of the section that it stands in."""

    start: int
    end: int
    section: str


def split_sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text, in order; together they hold all of it but blanks."""
    found: list[Sentence] = []
    section = ""
    for start, end in _blocks(text):
        section = _section(text[start:end], section)
        found += (Sentence(first, last, section) for first, last in _pieces(text, start, end))
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
