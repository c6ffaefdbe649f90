"""Reads a data file in columns: only what is wanted, and of that only what was verified.

The bytes of a piece are read once, held against their sum, and those very bytes are decoded:
pyarrow sees no file, only pieces that were vouched for. What their manifest vouches for is checked
all the same, as with files in rows: known areas, values that are numbers, no observation twice.
Whoever forges a file forges its manifest with it: so nothing is unpacked whose pages say that they
are larger than an indicator can be, and what the footer says of sizes and places is not believed.

Observations in columns as a table, the same as if they had lain in rows.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

import msgspec
import numpy as np
import numpy.typing as npt

from sources.errors import SnapshotError
from sources.model import DataColumns, Vintage
from sources.snapshots.columns import AREA_CODES, COLUMNS, MAGIC, SUMS, Indicator
from sources.snapshots.needs import Wanted
from sources.snapshots.own_tables import FIRST_YEAR, LAST_YEAR
from sources.snapshots.parquet_pages import NotPages, unpacked_size
from sources.tools.files import changed

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow.parquet as pq


_CHUNK = 1 << 20
_MOST_ROWS = len(AREA_CODES) * (LAST_YEAR - FIRST_YEAR + 1)
"""Of an indicator: one value for each area and year."""
_ROW_BYTES = 64
_MOST_OF_ONE = _MOST_ROWS * _ROW_BYTES
"""Bytes of an indicator, packed and unpacked."""
_MOST_FOOTER = 32 << 20
_TYPES = dict(zip(COLUMNS, ("BYTE_ARRAY", "BYTE_ARRAY", "INT32", "DOUBLE"), strict=True))
"""Of each column, as Parquet calls it."""


@dataclass(frozen=True)
class _Piece:
    start: int
    end: int
    sha256: str


class _Vouched(io.RawIOBase):
    """A file of which one piece can be read: the one that was verified."""

    def __init__(self, size: int, start: int, content: bytes) -> None:
        self._size, self._start, self._content = size, start, content
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._at = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        return self._at

    def read(self, size: int | None = -1) -> bytes:
        first = self._at - self._start
        after = len(self._content) if size is None or size < 0 else first + size
        if first < 0 or after > len(self._content):
            raise OSError("a part of the file that was not verified is asked for")
        self._at = self._start + after
        return self._content[first:after]


@dataclass(frozen=True)
class ColumnarFile:
    """A data file that is open, its footer verified.

    Attributes:
        path: Its place.
        vintage: What the manifest says of it.
        pieces: Where each indicator lies, in the order of the vintage's.
    """

    path: Path
    vintage: Vintage
    pieces: tuple[_Piece, ...]
    _file: BinaryIO
    _metadata: pq.FileMetaData

    def read(self, codes: Sequence[str]) -> Iterator[Indicator]:
        """The observations of some indicators, verified; codes that it does not hold are passed.

        Raises:
            SnapshotError: A piece is not as it was written, or not what the manifest says.
        """
        places = {code: place for place, code in enumerate(self.vintage.indicators)}
        for code in codes:
            if code in places:
                yield self._read(code, places[code])

    def _read(self, code: str, place: int) -> Indicator:
        import pyarrow as pa
        import pyarrow.parquet as pq

        piece = self.pieces[place]
        content = _read_at(self._file, self.path, piece.start, piece.end - piece.start)
        if hashlib.sha256(content).hexdigest() != piece.sha256:
            raise self._torn(f"{code} has changed: the checksum differs")
        self._refuse_bombs(code, place, content)
        source = pa.PythonFile(_Vouched(self._columns.size, piece.start, content), mode="r")
        texts = list(COLUMNS[:2])
        try:
            # As a dictionary each text is there once, however many rows have it.
            with pq.ParquetFile(source, metadata=self._metadata, read_dictionary=texts) as opened:
                return self._checked(code, opened.read_row_group(place, use_threads=False))
        except (pa.ArrowException, OSError, ValueError, KeyError, TypeError) as error:
            raise self._torn(f"{code} is not in the snapshot's format") from error

    def _refuse_bombs(self, code: str, place: int, content: bytes) -> None:
        """Look how large the pages of an indicator are before any is unpacked."""
        group, begins = self._metadata.row_group(place), self.pieces[place].start
        unpacked = 0
        for at in range(group.num_columns):
            column = group.column(at)
            pages = (column.dictionary_page_offset, column.data_page_offset)
            first = min(filter(None, pages), default=0) - begins
            if not 0 <= first <= first + column.total_compressed_size <= len(content):
                raise self._torn(f"{code} is not in the snapshot's format")
            try:
                unpacked += unpacked_size(content[first : first + column.total_compressed_size])
            except NotPages as error:
                raise self._torn(f"{code} is not in the snapshot's format ({error})") from None
        if unpacked > _MOST_OF_ONE:
            raise self._torn(f"{code} unpacks to more than an indicator can have")

    def _checked(self, code: str, table: Any) -> Indicator:
        import numpy as np

        if tuple(table.column_names) != COLUMNS or not len(table):
            raise self._torn(f"{code} is not in the snapshot's format")
        indicator, area, years, values = (table[name].combine_chunks() for name in COLUMNS)
        if any(one.null_count for one in table.columns):
            raise self._torn(f"{code} has a value that is missing")
        if indicator.unique().to_pylist() != [code]:
            raise self._torn(f"{code} has rows of another indicator")
        known = {name: position for position, name in enumerate(AREA_CODES)}
        names = area.dictionary.to_pylist()
        unknown = sorted(set(names) - set(known))
        if unknown:
            raise self._torn(f"{code} has an area that is not known: {unknown[0]!r}")
        positions = np.array([known[name] for name in names], dtype=np.int16)
        areas = positions[area.indices.to_numpy(zero_copy_only=False)]
        found = Indicator(code, areas, years.to_numpy(), values.to_numpy())
        self._require_whole(found)
        return found

    def _require_whole(self, one: Indicator) -> None:
        import numpy as np

        if not np.isfinite(one.values).all():
            raise self._torn(f"{one.code} has a value that is no number")
        keys = one.areas.astype(np.int64) * 10_000 + one.years
        if not (np.diff(keys) > 0).all():
            raise self._torn(f"{one.code} has an observation twice, or is not in order")
        years = int(one.years.min()), int(one.years.max())
        if years[0] < self.vintage.first_year or years[1] > self.vintage.last_year:
            said = self.vintage.first_year, self.vintage.last_year
            raise self._torn(f"the years of {one.code} are {years}, the manifest says {said}")

    @property
    def _columns(self) -> DataColumns:
        return columns_of(self.vintage)

    def _torn(self, what: str) -> SnapshotError:
        return changed(self.path, f"{self.vintage.key}: {what}")


def columns_of(vintage: Vintage) -> DataColumns:
    """How the data file of a vintage in columns is known."""
    assert vintage.columns is not None, f"{vintage.key} is not in columns"
    return vintage.columns


@contextmanager
def open_columns(folder: Path, vintage: Vintage) -> Iterator[ColumnarFile]:
    """Open a data file and verify its footer.

    Raises:
        SnapshotError: It is gone, cannot be read, has changed, or is not what its manifest says.
    """
    path = folder / vintage.evidence.file
    try:
        file = path.open("rb")
    except OSError as error:
        raise changed(
            path, f"the data of {vintage.key} cannot be read ({error.strerror})"
        ) from None
    with file:
        said = columns_of(vintage)
        if file.seek(0, io.SEEK_END) != said.size:
            raise changed(path, f"the data of {vintage.key} have changed: the size differs")
        if said.footer_size > _MOST_FOOTER:
            raise changed(path, f"the data of {vintage.key} have a footer larger than any")
        footer = _read_at(file, path, said.size - said.footer_size, said.footer_size)
        if hashlib.sha256(footer).hexdigest() != said.footer_sha256:
            raise changed(path, f"the data of {vintage.key} have changed: the checksum differs")
        metadata, pieces = _read_footer(path, vintage, footer)
        yield ColumnarFile(path, vintage, pieces, file, metadata)


def _read_at(file: BinaryIO, path: Path, start: int, size: int) -> bytes:
    try:
        file.seek(start)
        return file.read(size)
    except OSError as error:
        raise changed(path, f"it cannot be read ({error.strerror})") from None


class _Sums(msgspec.Struct):
    """What the footer says of the pieces: where each ends, and its SHA-256."""

    ends: tuple[Annotated[int, msgspec.Meta(gt=0)], ...]
    sums: tuple[str, ...]


_UNREADABLE = (OSError, ValueError, KeyError, TypeError, RecursionError, msgspec.MsgspecError)


def _pieces(said: _Sums, columns: DataColumns) -> Iterator[_Piece]:
    """Where each indicator lies.

    Raises:
        ValueError: They do not lie one behind the other before the footer, or are too large.
    """
    last = columns.size - columns.footer_size
    if len(said.ends) != len(said.sums):
        raise ValueError("it has other sums than pieces")
    for start, end, digest in zip((0, *said.ends), said.ends, said.sums, strict=False):
        if not start < end <= min(last, start + _MOST_OF_ONE):
            raise ValueError("a piece of it is where none can be")
        yield _Piece(start, end, digest)


def _read_footer(path: Path, vintage: Vintage, footer: bytes) -> tuple[Any, tuple[_Piece, ...]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        metadata = pq.read_metadata(pa.BufferReader(MAGIC + footer))
        said = msgspec.json.decode(metadata.metadata[SUMS], type=_Sums)
        pieces = tuple(_pieces(said, columns_of(vintage)))
        columns = [metadata.schema.column(at) for at in range(len(metadata.schema))]
        if [(one.name, one.physical_type) for one in columns] != list(_TYPES.items()):
            raise ValueError("it has other columns")
    except (*_UNREADABLE, pa.ArrowException) as error:
        raise changed(
            path, f"the data of {vintage.key} are not in the snapshot's format"
        ) from error
    facts = {
        "rows": (metadata.num_rows, vintage.evidence.rows),
        "indicators": (len(pieces), len(vintage.indicators)),
        "row groups": (metadata.num_row_groups, len(vintage.indicators)),
    }
    for place in range(min(metadata.num_row_groups, len(pieces))):
        group = metadata.row_group(place)
        if group.num_rows > _MOST_ROWS or group.total_byte_size > _MOST_OF_ONE:
            raise changed(path, f"the data of {vintage.key} have more rows than there can be")
    for name, (found, expected) in facts.items():
        if found != expected:
            raise changed(
                path, f"the {name} of {vintage.key} are {found}, the manifest says {expected}"
            )
    return metadata, pieces


def verify_bytes(folder: Path, vintage: Vintage) -> None:
    """Hold every byte of a data file against the sum of the whole.

    Raises:
        SnapshotError: It is gone, cannot be read, or has changed.
    """
    path = folder / vintage.evidence.file
    whole = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                whole.update(chunk)
    except OSError as error:
        raise changed(
            path, f"the data of {vintage.key} cannot be read ({error.strerror})"
        ) from None
    if whole.hexdigest() != vintage.evidence.sha256:
        raise changed(path, f"the data of {vintage.key} have changed: the checksum differs")


def verify_columns(folder: Path, vintage: Vintage) -> None:
    """Hold every byte against its sum, and decode every row; one indicator in memory at a time.

    Raises:
        SnapshotError: The file is not as it was written, or not what its manifest says.
    """
    verify_bytes(folder, vintage)
    with open_columns(folder, vintage) as opened:
        for _ in opened.read(vintage.indicators):
            pass


def frame_of_columns(folder: Path, vintage: Vintage, wanted: Wanted | None) -> pd.DataFrame:
    """The columns ``indicator, ref_area, time_period, obs_value, obs_status`` of a vintage.

    Args:
        folder: The snapshot's.
        vintage: As its manifest has it.
        wanted: Read no more than this; None for all of it, which takes gigabytes of a whole WDI.

    Raises:
        SnapshotError: What is read is not as it was written.
    """
    import pandas as pd

    codes = vintage.indicators
    first_year = 0
    if wanted is not None:
        codes = tuple(code for code in codes if code in wanted.of(vintage.source))
        first_year = wanted.first_year or 0
    with open_columns(folder, vintage) as opened:
        read = [_from(one, first_year) for one in opened.read(codes)]
    lengths = [len(one.values) for one in read]
    return pd.DataFrame(
        {
            "indicator": _text([one.code for one in read], _repeated(lengths)),
            "ref_area": _text(AREA_CODES, _joined([one.areas for one in read], "int16")),
            "time_period": _joined([one.years for one in read], "int64"),
            "obs_value": _joined([one.values for one in read], "float64"),  # noqa: PD011
            "obs_status": _text(["A"], np.zeros(sum(lengths), dtype=np.int16)),
        }
    )


def _from(one: Indicator, first_year: int) -> Indicator:
    """The rows of an indicator from a year on."""
    kept = one.years >= first_year
    return Indicator(one.code, one.areas[kept], one.years[kept], one.values[kept])  # noqa: PD011


def _joined(pieces: Sequence[npt.NDArray[Any]], kind: str) -> npt.NDArray[Any]:
    return np.concatenate([np.empty(0, dtype=kind), *pieces])


def _repeated(lengths: Sequence[int]) -> npt.NDArray[np.int64]:
    return np.repeat(np.arange(len(lengths)), lengths)


def _text(names: Sequence[str], at: npt.NDArray[Any]) -> pd.Series[str]:
    """A column of text from the positions of its values among few names."""
    import pandas as pd
    import pyarrow as pa

    return pd.Series(pa.array(names, pa.large_string()).take(pa.array(at)), dtype=str)
