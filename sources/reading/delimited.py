"""Lines of fields between commas or semicolons below a head line, as a spreadsheet saves them.

Only lines that all have as many fields as their head are such rows, so that the comma of "1,234"
parts none: a line with one has a field more. Fields in quotes hold such signs. The signs between
the fields become tabs and the quotes blanks, and a name of the head is read as the words that it
joins ("population_m"); every place of the text stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sources.reading.sentences.model import ReadFigure

_SIGNS = (";", ",")
_LEAST_FIELDS, _LEAST_LINES = 3, 2
_NUMBER = re.compile(r"\s*(?:[+−-]?\d[\d.,]*\s*%?|\.\.)\s*")
_QUOTED = re.compile(r'"(?:[^"\n]|"")*"')
_YEAR = re.compile(r"\s*(?:1[89]|20)\d\d\s*")


def with_tabs(text: str) -> str:
    """A text of the same length, with a tab between the fields of such lines."""
    if not any(sign in text for sign in _SIGNS):
        return text
    lines = text.splitlines(keepends=True)
    broken: dict[tuple[str, int], int] = {}
    at = 0
    while at < len(lines):
        ends = ((sign, _end_of_run(lines, at, sign, broken)) for sign in _SIGNS)
        sign, stop = next((one for one in ends if one[1] > at), ("", at + 1))
        if sign:
            lines[at:stop] = [_tabbed(line, sign) for line in lines[at:stop]]
            lines[at] = _NAME.sub(_in_words, lines[at])
        at = stop
    return "".join(lines)


def _end_of_run(
    lines: Sequence[str], at: int, sign: str, broken: dict[tuple[str, int], int]
) -> int:
    """Where the rows end whose head a line is; ``at`` itself where it heads none.

    ``broken`` keeps, for a sign and a number of fields, the line that is no row below heads looked
    at before, so that no line is read again for each line above it.
    """
    head = _fields(lines[at], sign)
    if not _is_head(head) or broken.get((sign, len(head)), 0) > at:
        return at
    stop = at + 1
    while stop < len(lines) and lines[stop].strip() and sign in lines[stop]:
        row = _fields(lines[stop], sign)
        if len(row) != len(head) or not any(_NUMBER.fullmatch(one) or not one for one in row):
            broken[sign, len(head)] = stop
            return at
        stop += 1
    return stop if stop - at > _LEAST_LINES else at


def _fields(line: str, sign: str) -> list[str]:
    line = line.rstrip("\r\n")
    plain = _QUOTED.sub(lambda quoted: "x" * len(quoted[0]), line)
    if re.search(r'["|\t]', plain) or (sign == "," and ", " in plain):
        return []
    fields, at = [], 0
    for one in plain.split(sign):
        fields.append(line[at : at + len(one)].replace('"', " "))
        at += len(one) + 1
    return fields


def _tabbed(line: str, sign: str) -> str:
    """A line with tabs between its fields, and blanks for their quotes."""
    fields = _QUOTED.split(line)
    quoted = [f" {one[1:-1]} ".replace('"', " ") for one in _QUOTED.findall(line)]
    told = [one.replace(sign, "\t") for one in fields]
    return "".join(part for pair in zip(told, [*quoted, ""], strict=True) for part in pair)


def _in_words(name: re.Match[str]) -> str:
    """A column's name in the words that it joins, with a comma before its unit: "gdp,bn usd"."""
    parts = name[0].split("_")
    unit = len(parts)
    while unit > 1 and parts[unit - 1].lower() in _UNITS:
        unit -= 1
    words, units = " ".join(parts[:unit]), " ".join(parts[unit:])
    units = _PERCENT.sub(lambda word: "%".ljust(len(word[0])), units)
    return f"{words},{units}" if units else words


_NAME = re.compile(r"(?<![^\t\n ])[A-Za-z]+(?:_[A-Za-z]+)+(?![^\t\r\n ])")
_PERCENT = re.compile(r"\b(?:pct|perc)\b", re.IGNORECASE)
_UNIT_WORDS = (
    "usd us pct percent perc bn billion billions tn trillion m mn mio million millions k thousand "
    "thousands years yrs"
)
_UNITS = frozenset(_UNIT_WORDS.split())


def _is_head(fields: Sequence[str]) -> bool:
    numbers = [one for one in fields if _NUMBER.fullmatch(one)]
    return len(fields) >= _LEAST_FIELDS and all(map(_YEAR.fullmatch, numbers)) and bool(fields[0])


def as_printed(text: str, tabbed: str, read: tuple[ReadFigure, ...]) -> tuple[ReadFigure, ...]:
    """Figures of a text with tabs, each with its sentence as the text itself prints it."""
    if tabbed == text:
        return read
    found: list[ReadFigure] = []
    for one in read:
        at = tabbed.find(one.sentence, one.sentence_start)
        sentence = text[at : at + len(one.sentence)] if at >= 0 else one.sentence
        found.append(replace(one, sentence=sentence))
    return tuple(found)
