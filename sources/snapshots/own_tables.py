"""Reads a table of observations that a person supplies: ``iso3,indicator,year,value``.

The table is checked row by row and refused at the first fault with file, line and mend: what is
taken in here is what figures are later held against, so nothing is guessed, rounded or skipped in
silence. What may surprise:

- what a field may hold is in `sources.snapshots.own_tables`;
- rows without a code (World Population Prospects 2019 has 42, each key twice, for groups that have
  no ISO code) are refused unless asked to be dropped, and are then counted.

One field of a table of observations: what may stand in it, and the mend where it may not.

Used by each reader of tables that a person supplies, so that all refuse the same things in the same
words. What may surprise: numbers are read as people write them in data files (``1``, ``-2.5``,
``1e9``) and as nothing else: Python's own reading would also take ``1_000``, ``nan`` and Arabic
digits.
"""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sources.errors import ObservationsError
from sources.reference.areas import AREAS

FIRST_YEAR, LAST_YEAR = 1800, 2100

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_LONGEST = 60


class Fault(Exception):
    """What is wrong with a field, before it is known where it stands."""

    def __init__(self, what: str, mend: str) -> None:
        self.what = what
        self.mend = mend
        super().__init__(what)


def read_area(code: str) -> str:
    """The code of an area; Fault where there is none or it is not known."""
    if not code.strip():
        raise Fault(
            "no area code", "Fill in iso3, or leave such rows out on purpose with --drop-uncoded"
        )
    if code in AREAS:
        return code
    raise Fault(f"unknown area code {shown(code)}", f"{_suggestion(code)}{_OWN_CODE}")


_OWN_CODE = (
    "Use the ISO 3166-1 alpha-3 code or the World Bank's code of an aggregate; a code of your own "
    "counts once sources/reference/areas.csv has a row for it that says what it is"
)


def _suggestion(code: str) -> str:
    wanted = code.strip()
    if wanted == "NA":
        return "Namibia is NAM; a missing value is a missing line. "
    names = {area.name.casefold(): key for key, area in AREAS.items()}
    if wanted.upper() in AREAS:
        return f"Did you mean {wanted.upper()}? "
    near = difflib.get_close_matches(wanted[:_LONGEST].casefold(), names, n=1, cutoff=0.8)
    return f"Did you mean {names[near[0]]} ({AREAS[names[near[0]]].name})? " if near else ""


def read_indicator(code: str) -> str:
    """The code of an indicator; Fault where it is empty or does not show as it is."""
    if not code.strip():
        raise Fault("no indicator", "Fill in the source's own code of the indicator")
    if code != code.strip() or not code.isprintable():
        raise Fault(
            f"the indicator {shown(code)} has blanks around it or characters that do not show",
            "Write the code alone",
        )
    return code


def read_year(text: str) -> int:
    """A year; Fault where it is none."""
    if _YEAR.fullmatch(text) and FIRST_YEAR <= int(text) <= LAST_YEAR:
        return int(text)
    raise Fault(f"{shown(text)} is no year", f"Write a whole year, {FIRST_YEAR} to {LAST_YEAR}")


TOO_LARGE = 1e30
"""No statistic is as large; sums and products of smaller ones are finite."""


def read_value(text: str) -> float:
    """A finite number; Fault where it is none."""
    if not text.strip():
        raise Fault("no value", "Leave out the line of an observation that does not exist")
    if not _NUMBER.fullmatch(text):
        raise Fault(
            f"{shown(text)} is not a number",
            "Write digits with a point for decimals and nothing else; leave out missing values",
        )
    value = float(text)
    if not abs(value) <= TOO_LARGE:
        raise Fault(f"{shown(text)} is too large for a statistic", "Write a number of at most 1e30")
    return value


def shown(text: str) -> str:
    """Text of unknown length and content, fit for one line of a message."""
    return repr(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}...")


HEADER = ("iso3", "indicator", "year", "value")
Key = tuple[str, str, int]
"""Indicator, area, year: the order in which a snapshot keeps its rows."""


@dataclass(frozen=True)
class Table:
    """Observations that were taken in.

    Attributes:
        rows: One value a key, sorted by indicator, area and year.
        dropped: How many rows without a code were left out.
    """

    rows: Mapping[Key, float]
    dropped: int


def read_table(
    file: Path, content: bytes, *, first_year: int | None = None, drop_uncoded: bool = False
) -> Table:
    """Check a table and take it in.

    Args:
        file: Its name, for messages.
        content: Its bytes: UTF-8, with or without a byte order mark, any line ends.
        first_year: Leave out earlier years (they are checked all the same).
        drop_uncoded: Leave out rows whose ``iso3`` is empty, instead of refusing them.

    Raises:
        ObservationsError: The table cannot be taken in; says the line and the mend.
    """
    values: dict[Key, float] = {}
    lines: dict[Key, int] = {}
    dropped = 0
    for line, row in _rows(file, _decode(file, content)):
        if drop_uncoded and len(row) == len(HEADER) and not row[0].strip():
            dropped += 1
            continue
        key, value = _observation(file, line, row)
        if key in lines:
            raise ObservationsError(
                f"{key[1]}, {shown(key[0])}, {key[2]} is here a second time; "
                f"line {lines[key]} has it too",
                mend="Keep one of the two lines",
                file=str(file),
                line=line,
            )
        lines[key] = line
        if first_year is None or key[2] >= first_year:
            values[key] = value
    if not values:
        what = f"no observation from {first_year} on" if lines else "no observation in it"
        raise ObservationsError(
            what, mend=f"Write one a line, below the header {','.join(HEADER)}", file=str(file)
        )
    return Table({key: values[key] for key in sorted(values)}, dropped)


def _decode(file: Path, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ObservationsError(
            "this is not text in UTF-8",
            mend="Save the table as CSV in UTF-8",
            file=str(file),
            line=content.count(b"\n", 0, error.start) + 1,
        ) from None


def _rows(file: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows below the header, each with the line it starts on; blank lines are passed over."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    before = 0
    has_header = False
    try:
        for row in reader:
            line, before = before + 1, reader.line_num
            if not row:
                continue
            if has_header:
                yield line, row
                continue
            if tuple(row) != HEADER:
                raise ObservationsError(
                    f"the header is {shown(','.join(row))}",
                    mend=f"The first line must be {','.join(HEADER)}",
                    file=str(file),
                    line=line,
                )
            has_header = True
    except csv.Error as error:
        raise ObservationsError(
            f"this line is not CSV ({error})",
            mend="Write four short fields, with quotes only around a whole field",
            file=str(file),
            line=before + 1,
        ) from None


def _observation(file: Path, line: int, row: list[str]) -> tuple[Key, float]:
    if len(row) != len(HEADER):
        raise ObservationsError(
            f"this line has {len(row)} fields instead of {len(HEADER)}",
            mend=f"Write {','.join(HEADER)}, numbers without thousands separators",
            file=str(file),
            line=line,
        )
    try:
        return (read_indicator(row[1]), read_area(row[0]), read_year(row[2])), read_value(row[3])
    except Fault as fault:
        raise ObservationsError(fault.what, mend=fault.mend, file=str(file), line=line) from None
