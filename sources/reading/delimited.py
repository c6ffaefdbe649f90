"""Lines of fields between commas or semicolons below a head line, as a spreadsheet saves them.

Only lines that all have as many fields as their head are such rows, so that the comma of "1,234"
parts none: a line with one has a field more; lines of one field between them ("South America") head
a group of rows. Fields in quotes hold such signs. The signs between the fields become tabs and the
quotes blanks, and a name of the head is read as the words that it joins ("population_m"); every
place of the text stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sources.errors import InputError
from sources.reading.sentences.model import ReadFigure

_SIGNS = (";", ",")
_LEAST_FIELDS, _LEAST_LINES = 3, 2
_MOST_BETWEEN, _LONGEST_BETWEEN = 3, 120
"""So many lines of one field, and so long ones, may stand between two rows."""
_NUMBER = re.compile(r"\s*(?:[+−-]?\s?[$€£¥]?\d[\d.,]*\s*%?|\.\.)\s*")
_ABSENT = re.compile(r"\s*(?:n\.?/?a\.?|\.{2,3}|…|[-–—*]|)\s*", re.IGNORECASE)
_QUOTED = re.compile(r'"(?:[^"\n]|"")*"')
_IN_BARS = re.compile(r"\|.*\||\t")
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

    Lines of one field between the rows head a group of them. ``broken`` keeps, for a sign and a
    number of fields, the line that is no row below heads looked at before, so that no line is read
    again for each line above it.
    """
    head = _fields(lines[at], sign)
    if not _is_head(head) or broken.get((sign, len(head)), 0) > at:
        return at
    stop, between, rows, is_whole = at + 1, 0, 0, at <= _MOST_BETWEEN
    for place in range(at + 1, len(lines)):
        if _is_of_one_field(lines[place], sign):
            between += 1
            if between > _MOST_BETWEEN or len(lines[place]) > _LONGEST_BETWEEN:
                is_whole = False
                break
            continue
        if between and _IN_BARS.search(lines[place].strip()):
            is_whole = False
            break  # another table, with bars or tabs
        row = _fields(lines[place], sign)
        if between and rows and _is_head(row) and not any(map(_is_absent, row)):
            is_whole = False
            break
        is_second_head = place == at + 1 and _is_head(row)
        is_row = is_second_head or any(map(_is_number_or_absent, row))
        if len(row) != len(head) or not is_row:
            broken[sign, len(head)] = place
            return at
        stop, between, rows = place + 1, 0, rows + 1
    # Rows of two fields, and one row alone, are such where the text is nothing else.
    is_all = is_whole and not any(line.strip() for line in lines[stop:])
    is_table = rows >= _LEAST_LINES and (len(head) >= _LEAST_FIELDS or is_whole)
    is_table = is_table or (rows > 0 and is_all)
    return stop if is_table else at


def _is_of_one_field(line: str, sign: str) -> bool:
    """Whether a line is blank, or a title, a group or a note: words, and no value between signs."""
    plain = _QUOTED.sub(_as_words, line)
    if '"' in plain or "\t" in plain or re.search(rf"{sign}(?! )\s*\S|{sign}\s*$", plain):
        return False
    return not any(_NUMBER.fullmatch(one) and not _YEAR.fullmatch(one) for one in plain.split(sign))


def _is_absent(field: str) -> bool:
    return _ABSENT.fullmatch(field) is not None


def _is_number_or_absent(field: str) -> bool:
    return _is_absent(field) or _NUMBER.fullmatch(field) is not None


def _as_words(quoted: re.Match[str]) -> str:
    return "x" * len(quoted[0])


def _fields(line: str, sign: str) -> list[str]:
    line = line.rstrip("\r\n")
    plain = _QUOTED.sub(_as_words, line)
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
    is_named = bool(fields) and (bool(fields[0]) or len(fields) >= _LEAST_FIELDS)
    return len(fields) > 1 and is_named and any(fields) and all(map(_YEAR.fullmatch, numbers))


def refuse_ragged(text: str, name: str) -> None:
    """Refuse a file of such lines that is read as no table, or of which a row is none.

    Raises:
        InputError: A row has more fields than its head, or fewer; or there is no table.
    """
    tabbed = with_tabs(text)
    if "\t" not in tabbed and not any(sign in text for sign in _SIGNS):
        raise InputError("it holds no rows of a table", mend=_MEND, file=name)
    torn, width = 0, 0
    pairs = zip(text.splitlines(), tabbed.splitlines(), strict=True)
    for number, (line, read) in enumerate(pairs, start=1):
        fields = read.split("\t") if "\t" in read else _torn(line)
        has_values = any(map(_is_value, fields))
        if len(fields) > 1 and not has_values:
            width = len(fields)
        elif has_values and width and len(fields) != width:
            what = f"this line has {len(fields)} fields, and its head {width}: it is read as no row"
            raise InputError(what, mend=_MEND, file=name, line=number)
        elif has_values and "\t" not in read:
            torn = torn or number
    if torn or "\t" not in tabbed:
        what = "this line is read as no row of a table" if torn else "it holds no rows of a table"
        raise InputError(what, mend=_MEND, file=name, line=torn or None)


def _torn(line: str) -> list[str]:
    """The fields of a line that is read as no row, between the first sign that parts any."""
    plain = _QUOTED.sub(_as_words, line)
    is_note = all(_is_of_one_field(line, sign) for sign in _SIGNS)
    sign = next((one for one in _SIGNS if one in plain and not is_note), "\t")
    return plain.split(sign)


_MEND = (
    "Write one head line, and rows of as many fields; put a field that holds their "
    "sign in quotes, and no blank behind the sign"
)


def _is_value(field: str) -> bool:
    return _NUMBER.fullmatch(field) is not None and _YEAR.fullmatch(field) is None


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
