"""Snapshots in columns by somebody who forges all of them: data, footer, sums and manifest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from sources.model import DataColumns, Vintage, VintageEvidence
from sources.snapshots.columns import COLUMNS, SUMS
from sources.snapshots.manifest import file_name, render_manifest

Sums = Callable[[Mapping[str, Any]], str]
_SEALED = "0" * 64
_TEXT = pa.dictionary(pa.int32(), pa.string())


def forge_data(path: Path, code: str = "X", sums: Sums | None = None, **options: Any) -> None:
    """A data file of one observation.

    Args:
        path: Where.
        code: The indicator.
        sums: Makes what the footer says of the pieces from what is right.
        options: Of pyarrow's writer, in place of ours.
    """
    kinds = (_TEXT, _TEXT, pa.int32(), pa.float64())
    schema = pa.schema(list(zip(COLUMNS, kinds, strict=True)))
    values: tuple[list[Any], ...] = ([code], ["CHN"], [2010], [1.5])
    arrays = [pa.array(one, kind) for one, kind in zip(values, kinds, strict=True)]
    with path.open("wb") as file:
        writer = pq.ParquetWriter(file, schema, **{"compression": "zstd", **options})
        writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
        file.flush()
        piece = path.read_bytes()
        right = {"ends": [len(piece)], "sums": [hashlib.sha256(piece).hexdigest()]}
        said = json.dumps(right) if sums is None else sums(right)
        writer.add_key_value_metadata({SUMS: said})
        writer.close()


def lie_about(data: bytes, number: int, instead: int) -> bytes:
    """A file whose footer says another number wherever it says this one, in as many bytes."""
    size = footer_size(data)
    honest, lie = _number(number), _number(instead)
    padded = lie[:-1] + bytes([lie[-1] | 0x80]) + b"\x80" * (len(honest) - len(lie) - 1) + b"\0"
    return data[:-size] + data[-size:].replace(honest, padded)


def footer_size(data: bytes) -> int:
    """The bytes of the footer of a file, with what stands behind it."""
    return int.from_bytes(data[-8:-4], "little") + 8


def seal(folder: Path, data: bytes, code: str = "X", rows: int = 1) -> Path:
    """A snapshot that vouches for a data file; gives its folder."""
    size = footer_size(data) % 2**40
    name = file_name("mine", "2020-01-01", is_columnar=True)
    evidence = VintageEvidence(
        file=name,
        sha256=hashlib.sha256(data).hexdigest(),
        source_sha256=_SEALED,
        url="",
        licence="CC0",
        attribution="mine",
        retrieved_at="2020-01-01",
        last_updated="",
        how_known="",
        rows=rows,
    )
    whole = hashlib.sha256(data[-size:]).hexdigest()
    columns = DataColumns(len(data), size, whole, _SEALED)
    vintage = Vintage(
        "mine", "2020-01-01", "mine", (code,), 2010, 2010, evidence, (), columns=columns
    )
    folder.mkdir(parents=True)
    (folder / name).write_bytes(data)
    (folder / "manifest.json").write_bytes(render_manifest([vintage]))
    return folder


def _number(value: int) -> bytes:
    """As Thrift's compact protocol writes a number."""
    value, written = value << 1, b""
    while value > 0x7F:
        written += bytes([value & 0x7F | 0x80])
        value >>= 7
    return written + bytes([value])
