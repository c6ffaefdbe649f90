"""Marks of notes within sentences ("51.2 million¹ people"), which say nothing in their sentence.

In rows of tables and lists of facts they are left: there a note tells what a value is of.
"""

from __future__ import annotations

import re

from sources.reading.mentions.segments import is_row

_MARK = re.compile(
    r"(?:(?<=[^\W\d_]{3})|(?<=%)|(?<=[,;:)”’\"]))"
    r"(?:[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3}(?:,[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3})*|\[\d{1,3}\])"
    r"(?=[\s.,;:!?)”’\"]|$)"
)
"""Behind a word of three letters, a per cent or a sign: "km²" and "10⁹" are no such marks."""
_LEAST = 60
_ENDS = re.compile(r"[.!?][\"'”’)\]¹²³⁴⁵⁶⁷⁸⁹⁰]*\s*$")


def without_note_marks(text: str) -> str:
    """A text of the same length with blanks for the marks of notes in its sentences."""
    if _MARK.search(text) is None:
        return text
    lines = text.splitlines(keepends=True)
    return "".join(_without(line) if _is_of_sentences(line) else line for line in lines)


def _is_of_sentences(line: str) -> bool:
    return (len(line) >= _LEAST or _ENDS.search(line) is not None) and not is_row(line)


def _without(line: str) -> str:
    return _MARK.sub(lambda mark: " " * len(mark[0]), line)
