"""Reads a table of observations that a person supplies: ``iso3,indicator,year,value``.

The table is checked row by row and refused at the first fault with file, line and mend: what is
taken in here is what figures are later held against, so nothing is guessed, rounded or skipped in
silence. What may surprise:

- what a field may hold is in `sources.observation_fields`;
- rows without a code (World Population Prospects 2019 has 42, each key twice, for groups that have
  no ISO code) are refused unless asked to be dropped, and are then counted.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sources.errors import ObservationsError
from sources.observation_fields import (
    Fault,
    read_area,
    read_indicator,
    read_value,
    read_year,
    shown,
)

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
