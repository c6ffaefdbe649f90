"""Reads the wide form of the World Development Indicators: one series a line, one year a column.

``Country Name,Country Code,Indicator Name,Indicator Code,1960,...,2024``; about 400,000 lines,
sorted by country. A block of lines is parsed by pyarrow, 100 MB a second and more. Where that finds
anything out of order, the block is read again line by line, which is the rule of what is taken in
and names the line at fault. What may surprise:

- names are passed over, whatever they hold: nothing is keyed by a name;
- a byte order mark, CRLF, blank lines, blanks around a number and an empty last column (archives to
  2023 have one) are taken in; a line break inside quotes is not;
- a series without any value is checked like the others, and leaves nothing.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from sources.errors import ObservationsError
from sources.snapshots.own_tables import TOO_LARGE, Fault, read_value, read_year, shown

TEXTS = ("Country Name", "Country Code", "Indicator Name", "Indicator Code")
_COUNTRY, _INDICATOR = 1, 3
LONGEST_LINE = 1 << 20
BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Header:
    """The first line: the years of the columns, and whether an empty column follows them."""

    years: tuple[int, ...]
    has_tail: bool = False

    @property
    def width(self) -> int:
        """How many fields a line has."""
        return len(TEXTS) + len(self.years) + self.has_tail


@dataclass(frozen=True)
class Texts:
    """A column of N texts: each different one once, and of each row its position."""

    names: list[str]
    at: npt.NDArray[np.int32]


@dataclass(frozen=True)
class SeriesLines:
    """N lines as they came: codes, N x Y values (NaN where a field is empty), line numbers."""

    countries: Texts
    indicators: Texts
    values: npt.NDArray[np.float64]
    lines: npt.NDArray[np.int64]


def read_header(file: str, line: bytes) -> Header:
    """The header of a bulk file.

    Raises:
        ObservationsError: It is another one.
    """
    fields = _split(file, 1, line.removeprefix(BOM))
    has_tail = len(fields) > len(TEXTS) and not fields[-1].strip()
    years = fields[len(TEXTS) : len(fields) - has_tail]
    try:
        if tuple(fields[: len(TEXTS)]) != TEXTS or not years:
            raise Fault(f"the header is {shown(','.join(fields))}", "")
        read = tuple(read_year(year) for year in years)
        twice = next((year for year in years if years.count(year) > 1), "")
        if twice:
            raise Fault(f"the header has the year {twice} twice", "")
    except Fault as fault:
        raise ObservationsError(
            fault.what,
            mend=f"The first line must be {','.join(TEXTS)} and the years",
            file=file,
            line=1,
        ) from None
    return Header(read, has_tail)


def read_series(file: str, header: Header, block: bytes, first_line: int) -> SeriesLines:
    """The series in a block of whole lines.

    Args:
        file: Its name, for messages.
        header: Of the file.
        block: The lines, each with its end.
        first_line: The number of the first one.

    Raises:
        ObservationsError: A line cannot be taken in; says which.
    """
    return parse_fast(header, block, first_line) or parse_lines(file, header, block, first_line)


def parse_fast(header: Header, block: bytes, first_line: int) -> SeriesLines | None:
    """The series in a block, or None where anything in it is not as it usually is."""
    import pyarrow as pa
    from pyarrow import csv as arrow_csv

    lines = block.count(b"\n") + (not block.endswith(b"\n"))
    if b"\r" in block and block.count(b"\r") != block.count(b"\r\n"):
        return None
    years = [f"y{at}" for at in range(len(header.years))]
    tail = ["tail"] if header.has_tail else []
    types = {"country": pa.string(), "indicator": pa.string()}
    types |= dict.fromkeys(years, pa.float64()) | dict.fromkeys(tail, pa.null())
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(block),
            read_options=arrow_csv.ReadOptions(
                column_names=["name", "country", "label", "indicator", *years, *tail]
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types=types,
                null_values=[""],
                include_columns=["country", "indicator", *years, *tail],
            ),
        )
    except pa.ArrowInvalid:
        return None
    if len(table) != lines:
        return None
    values = np.empty((len(table), len(years)), order="F")
    missing = 0
    for at, name in enumerate(years):
        column = table[name]
        values[:, at] = column.to_numpy()
        missing += column.null_count
    if int(np.isnan(values).sum()) != missing or (np.abs(values) > TOO_LARGE).any():
        return None
    numbers = np.arange(first_line, first_line + len(table))
    return SeriesLines(_texts(table["country"]), _texts(table["indicator"]), values, numbers)


def _texts(column: Any) -> Texts:
    encoded = column.dictionary_encode().unify_dictionaries().combine_chunks()
    return Texts(encoded.dictionary.to_pylist(), encoded.indices.to_numpy(zero_copy_only=False))


def parse_lines(file: str, header: Header, block: bytes, first_line: int) -> SeriesLines:
    """The series in a block, line by line.

    Raises:
        ObservationsError: A line cannot be taken in; says which.
    """
    countries: dict[str, int] = {}
    indicators: dict[str, int] = {}
    at: list[tuple[int, int, int]] = []
    values: list[list[float]] = []
    for number, line in _lines(block, first_line):
        fields = _split(file, number, line)
        if len(fields) != header.width:
            raise ObservationsError(
                f"this line has {len(fields)} fields instead of {header.width}",
                mend="Take the file as the World Bank has it",
                file=file,
                line=number,
            )
        country = countries.setdefault(fields[_COUNTRY], len(countries))
        indicator = indicators.setdefault(fields[_INDICATOR], len(indicators))
        at.append((country, indicator, number))
        values.append(_values(file, number, header, fields))
    table = np.array(at, dtype=np.int64).reshape(-1, 3)
    return SeriesLines(
        Texts(list(countries), table[:, 0].astype(np.int32)),
        Texts(list(indicators), table[:, 1].astype(np.int32)),
        np.array(values, dtype=np.float64).reshape(-1, len(header.years)),
        table[:, 2],
    )


def _lines(block: bytes, first_line: int) -> Iterator[tuple[int, bytes]]:
    for number, line in enumerate(block.split(b"\n"), start=first_line):
        plain = line.removesuffix(b"\r")
        if plain:
            yield number, plain


def _split(file: str, number: int, line: bytes) -> list[str]:
    # Names may be in any encoding; what is no UTF-8 in a code is found as an unknown code.
    text = line.rstrip(b"\r\n").decode(errors="surrogateescape")
    try:
        return next(csv.reader([text], strict=True), [])
    except csv.Error as error:
        raise ObservationsError(
            f"this line is not CSV ({error})",
            mend="Each series must be on one line, with quotes only around a whole field",
            file=file,
            line=number,
        ) from None


def _values(file: str, number: int, header: Header, fields: list[str]) -> list[float]:
    after = len(TEXTS) + len(header.years)
    try:
        if header.has_tail and fields[after]:
            raise Fault(f"{shown(fields[after])} stands below no year", "Leave the field empty")
        return [_value(text) for text in fields[len(TEXTS) : after]]
    except Fault as fault:
        raise ObservationsError(fault.what, mend=fault.mend, file=file, line=number) from None


def _value(text: str) -> float:
    plain = text.strip(" \t")
    return read_value(plain) if plain else float("nan")


def blocks(read: Callable[[int], bytes], size: int) -> Iterator[bytes]:
    """Whole lines of a stream, about ``size`` bytes at a time; the first block is the header line.

    Args:
        read: Gives so many bytes at the most, none at the end.
        size: How many to ask for.

    Raises:
        ValueError: A line is longer than `LONGEST_LINE`.
    """
    rest, has_header = b"", False
    while chunk := read(size):
        rest += chunk
        if not has_header and b"\n" in rest:
            head, _, rest = rest.partition(b"\n")
            has_header = True
            yield head
        cut = rest.rfind(b"\n") + 1
        if has_header and cut:
            yield rest[:cut]
            rest = rest[cut:]
        if len(rest) > LONGEST_LINE:
            raise ValueError
    if rest:
        yield rest
