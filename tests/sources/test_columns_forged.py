"""Snapshots in columns that were forged whole, sums and all: refused in a line, in little room."""

from __future__ import annotations

import json
import resource
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from forged_columns import Sums, footer_size, forge_data, lie_about, seal
from hypothesis import given
from hypothesis import strategies as st

from sources.errors import SnapshotError
from sources.snapshots.load import load_snapshot
from sources.snapshots.parquet_pages import NotPages, unpacked_size

LARGE = 60_000_000


def says(**changes: Any) -> Sums:
    def changed(right: Mapping[str, Any]) -> str:
        return json.dumps({**right, **changes})

    return changed


def refusal_of(folder: Path) -> str:
    with pytest.raises(SnapshotError) as refused:
        load_snapshot([folder])
    assert refused.value.file.endswith("mine_2020-01-01.parquet")
    return refused.value.what


def test_a_file_that_is_as_it_should_be_is_read(tmp_path: Path) -> None:
    forge_data(tmp_path / "a")
    read = load_snapshot([seal(tmp_path / "own", (tmp_path / "a").read_bytes())])
    assert read.observations["obs_value"].tolist() == [1.5]


@pytest.mark.parametrize(
    "sums",
    [
        lambda _: "[" * 100_000,
        lambda _: "[]",
        lambda _: "{}",
        lambda _: '{"ends": [' + "9" * 5000 + '], "sums": ["x"]}',
        lambda _: '{"ends": [NaN], "sums": ["x"]}',
        says(ends=["a"]),
        says(ends=[None]),
        says(ends=[1.5]),
        says(ends=[True]),
        says(ends=[-5]),
        says(ends=[0]),
        says(ends=[10**15]),
        says(ends=[10**40]),
        says(ends=[]),
        says(ends=[20, 10]),
        says(sums=[7]),
        says(sums=[]),
        says(ends={"1": 2}),
    ],
)
def test_what_a_footer_says_of_its_pieces_is_not_believed(tmp_path: Path, sums: Sums) -> None:
    forge_data(tmp_path / "a", sums=sums)
    folder = seal(tmp_path / "own", (tmp_path / "a").read_bytes())
    assert "not in the snapshot's format" in refusal_of(folder)


@pytest.mark.parametrize("compression", ["zstd", "snappy", "gzip", "brotli"])
def test_pages_that_unpack_to_far_too_much_are_not_unpacked(
    tmp_path: Path, compression: str
) -> None:
    forge_data(tmp_path / "a", "A" * LARGE, compression=compression)
    honest = (tmp_path / "a").read_bytes()
    group = pq.read_metadata(tmp_path / "a").row_group(0)
    assert "more rows than there can be" in refusal_of(seal(tmp_path / "honest", honest))
    lying = lie_about(honest, group.total_byte_size, 40)
    lying = lie_about(lying, group.column(0).total_uncompressed_size, 40)
    (tmp_path / "a").write_bytes(lying)
    assert pq.read_metadata(tmp_path / "a").row_group(0).total_byte_size == 40
    folder = seal(tmp_path / "lying", lying)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert "unpacks to more" in refusal_of(folder)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < LARGE >> 11


def test_a_footer_of_another_size_is_no_footer(tmp_path: Path) -> None:
    forge_data(tmp_path / "a")
    data = (tmp_path / "a").read_bytes()
    for size in (0, 1, 8, footer_size(data) - 9, 2**31 - 1, 2**32 - 1):
        with pytest.raises(SnapshotError):
            load_snapshot(
                [seal(tmp_path / f"{size}", data[:-8] + size.to_bytes(4, "little") + b"PAR1")]
            )


@given(st.binary(max_size=200))
def test_any_bytes_are_pages_or_none(content: bytes) -> None:
    try:
        assert unpacked_size(content) >= 0
    except NotPages:
        return


def test_what_pages_say_is_what_they_unpack_to(tmp_path: Path) -> None:
    forge_data(tmp_path / "a", "X" * 5000)
    data, group = (tmp_path / "a").read_bytes(), pq.read_metadata(tmp_path / "a").row_group(0)
    for at in range(group.num_columns):
        column = group.column(at)
        begin = column.dictionary_page_offset or column.data_page_offset
        chunk = data[begin : begin + column.total_compressed_size]
        heads = column.total_uncompressed_size - unpacked_size(chunk)
        assert 0 < heads < 200
