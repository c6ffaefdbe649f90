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
from array import array
from collections.abc import Callable, Iterator, Sequence
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


MOST_ROWS = 2_000_000
"""Of a vintage in rows; a whole edition lies in columns, of which a part is read."""


@dataclass(frozen=True)
class Table:
    """Observations that were taken in, as arrays: millions of them are no millions of objects.

    Attributes:
        indicators: All codes of indicators, sorted.
        areas: All codes of areas, sorted.
        keys: Place of the indicator, place of the area and year in one number, ascending, each once
            (`_PLACE`, `_YEAR_BITS`).
        values: One a key.
        dropped: How many rows without a code were left out.
    """

    indicators: tuple[str, ...]
    areas: tuple[str, ...]
    keys: Sequence[int]
    values: Sequence[float]
    dropped: int

    def __len__(self) -> int:
        return len(self.keys)

    def items(self) -> Iterator[tuple[Key, float]]:
        """The observations, sorted by indicator, area and year."""
        for key, value in zip(self.keys, self.values, strict=True):
            place, year = key >> _YEAR_BITS, key & _YEARS
            yield (self.indicators[place >> _AREA_BITS], self.areas[place & _AREAS], year), value

    def years(self) -> tuple[int, int]:
        """The first and the last year."""
        years = {key & _YEARS for key in self.keys}
        return min(years), max(years)


_YEAR_BITS, _AREA_BITS = 12, 20
_YEARS, _AREAS = (1 << _YEAR_BITS) - 1, (1 << _AREA_BITS) - 1


class _Codes(dict[str, int]):
    """Codes that were read, each checked once and numbered as it came."""

    def __init__(self, read: Callable[[str], object]) -> None:
        self._read = read

    def __missing__(self, code: str) -> int:
        self._read(code)
        self[code] = len(self)
        return self[code]

    def ranks(self) -> list[int]:
        """By number: the place of the code among all, sorted."""
        place = {code: at for at, code in enumerate(sorted(self))}
        return [place[code] for code in self]


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
    rows = _Rows(file, drop_uncoded)
    try:
        for line, row in _rows(file, content):
            rows.add(line, row)
    except ObservationsError:
        rows.refuse_doubles()  # an earlier fault is told first
        raise
    rows.refuse_doubles()
    return rows.table(first_year)


class _Rows:
    """The rows of a table as they come."""

    def __init__(self, file: Path, drop_uncoded: bool) -> None:
        self._file = file
        self._drop_uncoded = drop_uncoded
        self._dropped = 0
        self._indicators = _Codes(read_indicator)
        self._areas = _Codes(read_area)
        self._years: dict[str, int] = {}
        self._keys = array("q")
        self._values = array("d")
        self._lines = array("q")

    def add(self, line: int, row: list[str]) -> None:
        """Take one row in; ObservationsError where it cannot be."""
        if len(row) != len(HEADER):
            raise self._error(
                f"this line has {len(row)} fields instead of {len(HEADER)}",
                f"Write {','.join(HEADER)}, numbers without thousands separators",
                line,
            )
        area, indicator, year, value = row
        if self._drop_uncoded and not area.strip():
            self._dropped += 1
            return
        if len(self._keys) == MOST_ROWS:
            raise self._error(
                f"this is more than {MOST_ROWS:,} observations",
                "Take it in in parts, each a source of its own; the whole of the World "
                "Development Indicators with --wdi-bulk, of the SDG indicators with --sdg-bulk",
                line,
            )
        try:
            place = self._indicators[indicator] << _AREA_BITS | self._areas[area]
            self._keys.append(place << _YEAR_BITS | self._year(year))
            self._values.append(read_value(value))
        except Fault as fault:
            raise self._error(fault.what, fault.mend, line) from None
        self._lines.append(line)

    def _year(self, text: str) -> int:
        if text not in self._years:
            self._years[text] = read_year(text)
        return self._years[text]

    def _error(self, what: str, mend: str, line: int) -> ObservationsError:
        return ObservationsError(what, mend=mend, file=str(self._file), line=line)

    def refuse_doubles(self) -> None:
        """Refuse the first row whose key an earlier one has (ObservationsError)."""
        import numpy as np

        # A row that ended the reading may have left its key alone.
        keys = np.frombuffer(self._keys, dtype=np.int64)[: len(self._lines)]
        order = np.argsort(keys, kind="stable")
        again = np.flatnonzero(keys[order[1:]] == keys[order[:-1]])
        if not again.size:
            return
        second = int(order[again + 1].min())
        first = int(np.flatnonzero(keys[:second] == keys[second])[0])
        place, year = int(keys[second]) >> _YEAR_BITS, int(keys[second]) & _YEARS
        area, indicator = list(self._areas)[place & _AREAS], list(self._indicators)
        raise self._error(
            f"{area}, {shown(indicator[place >> _AREA_BITS])}, {year} is here a second time; "
            f"line {self._lines[first]} has it too",
            "Keep one of the two lines",
            self._lines[second],
        )

    def table(self, first_year: int | None) -> Table:
        """All rows that were added, sorted; ObservationsError where there is none."""
        import numpy as np

        keys = np.frombuffer(self._keys, dtype=np.int64)
        values = np.frombuffer(self._values)
        years = keys & _YEARS
        places = keys >> _YEAR_BITS
        indicators = np.array(self._indicators.ranks(), dtype=np.int64)[places >> _AREA_BITS]
        areas = np.array(self._areas.ranks(), dtype=np.int64)[places & _AREAS]
        keys = (indicators << _AREA_BITS | areas) << _YEAR_BITS | years
        order = np.argsort(keys, kind="stable")
        if first_year is not None:
            order = order[years[order] >= first_year]
        if not order.size:
            raise ObservationsError(
                f"no observation from {first_year} on" if keys.size else "no observation in it",
                mend=f"Write one a line, below the header {','.join(HEADER)}",
                file=str(self._file),
            )
        return Table(
            tuple(sorted(self._indicators)),
            tuple(sorted(self._areas)),
            array("q", keys[order].tobytes()),
            array("d", values[order].tobytes()),
            self._dropped,
        )


def _rows(file: Path, content: bytes) -> Iterator[tuple[int, list[str]]]:
    """The rows below the header, each with the line it starts on; blank lines are passed over."""
    text = io.TextIOWrapper(io.BytesIO(content), encoding="utf-8-sig", newline="")
    reader = csv.reader(text, strict=True)
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
    except UnicodeDecodeError:
        raise _not_text(file, content) from None
    except csv.Error as error:
        raise ObservationsError(
            f"this line is not CSV ({error})",
            mend="Write four short fields, with quotes only around a whole field",
            file=str(file),
            line=before + 1,
        ) from None


def _not_text(file: Path, content: bytes) -> ObservationsError:
    """The error for what is no UTF-8: a part of it was read, the whole of it says where."""
    at = 0
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        at = error.start
    return ObservationsError(
        "this is not text in UTF-8",
        mend="Save the table as CSV in UTF-8",
        file=str(file),
        line=content.count(b"\n", 0, at) + 1,
    )
