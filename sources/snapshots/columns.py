"""The data file of a vintage in columns: Parquet, one row group an indicator, known piece by piece.

For editions that are too large to be read whole: `sources.snapshots.rows` has the form in rows, and
the columns are the same four. Any reader of Parquet opens the file. Rows are sorted by indicator,
area and year, and the row groups are in the order of the vintage's ``indicators``, so that an
indicator is found by its place. What may surprise:

- The footer holds the SHA-256 of each row group, and the manifest that of the footer. So a run that
  reads four indicators verifies the footer and four pieces, and still uses no byte that nothing
  vouches for (`sources.snapshots.columns_reading`). The manifest has the sum of the whole file too.
- The same rows give the same bytes with the same release of pyarrow; another one may write others,
  and its name is in the footer. So the rows have a sum of their own, which does not depend on it.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sources.model import DataColumns
from sources.reference.areas import AREAS
from sources.tools.encoding import wire_json
from sources.tools.foreign import Options

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

COLUMNS = ("indicator", "ref_area", "time_period", "obs_value")
AREA_CODES = tuple(sorted(AREAS))
"""The codes of areas in order; here an area is its position among them."""

SUMS = b"corrigenda.sums"
"""Where the footer keeps, as JSON, for each row group the position of its end and its SHA-256."""

MAGIC = b"PAR1"


@dataclass(frozen=True)
class Indicator:
    """All observations of one indicator, sorted by area and year.

    Attributes:
        code: The source's code.
        areas: Of each row the position in `AREA_CODES`.
        years: Of each row the year.
        values: Of each row the value, finite.
    """

    code: str
    areas: npt.NDArray[np.int16]
    years: npt.NDArray[np.int32]
    values: npt.NDArray[np.float64]


def indicators_of(rows: Mapping[tuple[str, str, int], float]) -> Iterator[Indicator]:
    """Observations by code, area and year as columns: one indicator at a time, in order.

    The areas must be known ones.
    """
    import numpy as np

    positions = {code: at for at, code in enumerate(AREA_CODES)}
    by_code: dict[str, list[tuple[int, int, float]]] = {}
    for (code, area, year), value in rows.items():
        by_code.setdefault(code, []).append((positions[area], year, value))
    for code in sorted(by_code):
        areas, years, values = zip(*sorted(by_code[code]), strict=True)
        yield Indicator(
            code,
            np.array(areas, dtype=np.int16),
            np.array(years, dtype=np.int32),
            np.array(values, dtype=np.float64),
        )


@dataclass(frozen=True)
class Written:
    """What was written, and how to know it again."""

    columns: DataColumns
    sha256: str
    rows: int
    indicators: tuple[str, ...]
    first_year: int
    last_year: int


class _Summing:
    """A file that is written and summed in one go: the whole of it, and each piece."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("xb")
        self._whole, self._piece = hashlib.sha256(), hashlib.sha256()
        self.size = 0
        self.closed = False

    def write(self, content: Any) -> int:
        view = memoryview(content).cast("B")
        self._file.write(view)
        self._whole.update(view)
        self._piece.update(view)
        self.size += len(view)
        return len(view)

    def end_piece(self) -> str:
        """The sum of what was written since the piece before."""
        found, self._piece = self._piece.hexdigest(), hashlib.sha256()
        return found

    def sha256(self) -> str:
        return self._whole.hexdigest()

    def tell(self) -> int:
        return self.size

    def flush(self) -> None:
        self._file.flush()

    def close(self) -> None:
        """Close it for good, on the disk. pyarrow calls this too when its writer closes."""
        if not self.closed:
            self.closed = True
            with self._file:
                self._file.flush()
                os.fsync(self._file.fileno())


def write_columns(
    path: Path, indicators: Iterable[Indicator], *, level: int | None = None
) -> Written:
    """Write a data file; holds one indicator in memory at a time.

    Args:
        path: Where; nothing is there yet. On a fault what was written so far is taken away.
        indicators: In the order of their codes, none without rows.
        level: How hard to compress, 1 to 22; None for the quick level of the library.

    Raises:
        OSError: It cannot be written.
    """
    file = _Summing(path)
    try:
        return _write(file, indicators, level)
    except BaseException:
        file.close()
        path.unlink(missing_ok=True)
        raise


def _write(file: _Summing, indicators: Iterable[Indicator], level: int | None) -> Written:
    import pyarrow.parquet as pq

    rows_sum = hashlib.sha256()
    codes: list[str] = []
    ends: list[int] = []
    sums: list[str] = []
    rows, first_year, last_year = 0, 9999, 0
    writer = pq.ParquetWriter(file, _schema(), **_OPTIONS, compression_level=level)
    for one in indicators:
        writer.write_table(_table(one), row_group_size=len(one.values))
        codes.append(one.code)
        ends.append(file.size)
        sums.append(file.end_piece())
        _add_to_sum(rows_sum, one)
        rows += len(one.values)
        first_year = min(first_year, int(one.years.min()))
        last_year = max(last_year, int(one.years.max()))
    writer.add_key_value_metadata({SUMS: wire_json({"ends": ends, "sums": sums})})
    before = file.size
    writer.close()
    file.close()
    columns = DataColumns(file.size, file.size - before, file.end_piece(), rows_sum.hexdigest())
    return Written(columns, file.sha256(), rows, tuple(codes), first_year, last_year)


_OPTIONS: Options = {
    "version": "2.6",
    "compression": "zstd",
    "use_dictionary": list(COLUMNS[:3]),
    "column_encoding": {"obs_value": "BYTE_STREAM_SPLIT"},
    "write_statistics": ["indicator", "time_period"],
}
"""Bytes of the same significance lie together, which compresses doubles that no dictionary holds.
The statistics let other readers pass over row groups; ours knows their places."""


def _schema() -> pa.Schema:
    import pyarrow as pa

    text = pa.dictionary(pa.int32(), pa.string())
    types = (text, text, pa.int32(), pa.float64())
    return pa.schema(
        [pa.field(name, kind, nullable=False) for name, kind in zip(COLUMNS, types, strict=True)]
    )


def _table(one: Indicator) -> pa.Table:
    import numpy as np
    import pyarrow as pa

    used, at = np.unique(one.areas, return_inverse=True)
    names = pa.array([AREA_CODES[position] for position in used.tolist()], pa.string())
    indicator = pa.DictionaryArray.from_arrays(
        pa.array(np.zeros(len(at), dtype=np.int32)), pa.array([one.code], pa.string())
    )
    area = pa.DictionaryArray.from_arrays(pa.array(at.astype(np.int32)), names)
    arrays = [indicator, area, pa.array(one.years), pa.array(one.values)]
    return pa.Table.from_arrays(arrays, schema=_schema())


def _add_to_sum(rows_sum: Any, one: Indicator) -> None:
    """Add an indicator to the sum of the rows: its code, then three columns, little-endian."""
    import numpy as np

    rows_sum.update(one.code.encode() + b"\0" + len(one.values).to_bytes(8, "little"))
    rows_sum.update(np.array(AREA_CODES, dtype="S16")[one.areas].tobytes())
    rows_sum.update(one.years.astype("<i4").tobytes())
    rows_sum.update(one.values.astype("<f8").tobytes())
