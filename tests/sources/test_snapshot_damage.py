"""Snapshots that were changed, torn or forged are refused, file and mend named."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import resource
import shutil
import zlib
from pathlib import Path

import pytest
from snapshot_tables import add, contents, make_snapshot, write_table

from sources.errors import SnapshotError
from sources.model import Vintage
from sources.snapshots.load import list_vintages, load_snapshot
from sources.snapshots.manifest import render_manifest
from sources.snapshots.rows import pack
from sources.tools.files import MOST_UNPACKED


@pytest.fixture
def snapshot(tmp_path: Path) -> Path:
    return make_snapshot(tmp_path)


def reseal(folder: Path, **changes: object) -> None:
    """Write the manifest anew with its first entry changed, checksum and all."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["vintages"][0].update(changes)
    entries = json.dumps(manifest["vintages"], sort_keys=True, separators=(",", ":"))
    manifest["sha256"] = hashlib.sha256(entries.encode()).hexdigest()
    text = json.dumps(manifest, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    (folder / "manifest.json").write_text(text, encoding="utf-8")


def replace_data(folder: Path, vintage: Vintage, content: bytes) -> None:
    """Forge a data file that its manifest vouches for."""
    (folder / vintage.evidence.file).write_bytes(content)
    reseal(folder, sha256=hashlib.sha256(content).hexdigest())


def test_a_changed_byte_is_found_in_every_file(snapshot: Path) -> None:
    whole = contents(snapshot)
    assert len(whole) == 3
    for name, content in whole.items():
        step = max(1, len(content) // 60)
        for position in range(0, len(content), step):
            changed = bytearray(content)
            changed[position] ^= 0x01
            (snapshot / name).write_bytes(changed)
            for read in (load_snapshot, list_vintages):
                with pytest.raises(SnapshotError) as refusal:
                    read([snapshot])
                assert refusal.value.file == str(snapshot / name)
                assert refusal.value.mend
        (snapshot / name).write_bytes(content)
    assert len(load_snapshot([snapshot]).observations) == 3


def test_a_missing_or_cut_file_is_named(snapshot: Path) -> None:
    for name, content in contents(snapshot).items():
        (snapshot / name).unlink()
        with pytest.raises(SnapshotError, match=name.replace(".", r"\.")):
            load_snapshot([snapshot])
        (snapshot / name).write_bytes(content[:-1])
        with pytest.raises(SnapshotError, match=name.replace(".", r"\.")):
            load_snapshot([snapshot])
        (snapshot / name).write_bytes(content)


@pytest.mark.parametrize("name", ["manifest.json", "mine_2020-01-01.csv.gz"])
def test_a_file_without_end_is_not_read(snapshot: Path, name: str) -> None:
    with (snapshot / name).open("r+b") as file:
        file.truncate(1 << 40)
    with pytest.raises(SnapshotError, match="cannot be read \\(it has more than"):
        load_snapshot([snapshot])
    (snapshot / name).unlink()
    os.mkfifo(snapshot / name)
    with pytest.raises(SnapshotError, match="cannot be read \\(it is no plain file"):
        load_snapshot([snapshot])


def test_an_absent_snapshot_is_named(tmp_path: Path) -> None:
    with pytest.raises(SnapshotError, match=r"nowhere: there is no such folder"):
        load_snapshot([tmp_path / "nowhere"])
    with pytest.raises(SnapshotError, match=r"manifest\.json: there is no snapshot here"):
        load_snapshot([tmp_path])
    with pytest.raises(SnapshotError, match="cannot be read"):
        load_snapshot([write_table(tmp_path)])
    with pytest.raises(SnapshotError, match="no snapshot is named"):
        load_snapshot([])


def test_an_empty_snapshot_is_refused(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_bytes(render_manifest([]))
    with pytest.raises(SnapshotError, match="the snapshot is empty"):
        load_snapshot([tmp_path])


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"\xff\xfe", "not JSON"),
        (b"[" * 100_000, "not in its format: expected object, got array"),
        (b'{"format": ' + b"9" * 5000 + b"}", "not in its format at format: integer value out of"),
        (b"[]", "not in its format: expected object, got array"),
        (b"{}", "not in its format: object missing required field format"),
        (b'{"format": 2, "vintages": []}', "of format 2"),
        (b'{"format": "1", "vintages": []}', "of format '1'"),
        (b'{"format": true, "vintages": []}', "of format True"),
        (b'{"format": 1}', "not in its format: object missing required field vintages"),
        (b'{"format": 1, "vintages": {}}', "not in its format at vintages: expected array"),
        (b'{"format": 1, "vintages": [7]}', "not in its format at vintages[0]: expected object"),
        (b'{"format": 1, "vintages": [{}]}', "at vintages[0]: object missing required field file"),
        (b'{"format": 1, "vintages": []}', "edited or damaged"),
    ],
)
def test_a_broken_manifest_is_refused(snapshot: Path, content: bytes, what: str) -> None:
    (snapshot / "manifest.json").write_bytes(content)
    with pytest.raises(SnapshotError) as refusal:
        load_snapshot([snapshot])
    assert what in refusal.value.what
    assert refusal.value.file == str(snapshot / "manifest.json")
    assert refusal.value.mend


@pytest.mark.parametrize(
    ("field", "value", "what"),
    [
        ("file", "../secret.csv.gz", "must be mine_2020-01-01.csv.gz"),
        ("file", "/etc/passwd", "must be mine_2020-01-01.csv.gz"),
        ("file", "mine_2021-01-01.csv.gz", "must be mine_2020-01-01.csv.gz"),
        ("source", "../mine", "is named '../mine'"),
        ("date", "2020-02-30", "is named 'mine', '2020-02-30'"),
        ("date", "2021-01-01", "must be mine_2021-01-01.csv.gz"),
        ("sha256", "0" * 63, "the manifest is not in its format at vintages[0].sha256"),
        ("sha256", "0" * 64 + "\n", "the manifest is not in its format at vintages[0].sha256"),
        ("rows", "1", "not in its format at vintages[0].rows: expected int, got str"),
        ("rows", True, "not in its format at vintages[0].rows: expected int, got bool"),
        ("rows", 1.0, "not in its format at vintages[0].rows: expected int, got float"),
        ("answers", ["answers/../x"], "the manifest is not in its format at vintages[0].answers"),
        ("columns", None, "edited or damaged"),
        ("columns", {"size": 1}, "at vintages[0].columns: object missing required field"),
        ("rows", 2, "the rows of mine@2020-01-01 are 1, the manifest says 2"),
        ("last_year", 2011, "the manifest says (2010, 2011)"),
        ("indicators", ["GDP"], "the indicators of mine@2020-01-01"),
        ("indicators", [1], "at vintages[0].indicators[0]: expected str, got int"),
        ("label", None, "at vintages[0].label: expected str, got null"),
        ("licence", "\ud800", "not JSON"),
        ("surplus", "", "at vintages[0]: object contains unknown field surplus"),
    ],
)
def test_a_manifest_that_says_something_else_is_refused(
    snapshot: Path, field: str, value: object, what: str
) -> None:
    if value == "\ud800":
        text = (snapshot / "manifest.json").read_text(encoding="utf-8")
        (snapshot / "manifest.json").write_text(text.replace("CC0", "\\ud800"), encoding="utf-8")
    else:
        reseal(snapshot, **{field: value})
    with pytest.raises(SnapshotError) as refusal:
        load_snapshot([snapshot])
    assert what in refusal.value.what


def test_a_vintage_listed_twice_is_refused(snapshot: Path) -> None:
    manifest = json.loads((snapshot / "manifest.json").read_text(encoding="utf-8"))
    manifest["vintages"].append(manifest["vintages"][0])
    (snapshot / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(SnapshotError, match="mine@2020-01-01 is listed twice"):
        load_snapshot([snapshot])


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"no gzip", "not a gzip file"),
        (pack(b""), "not in the snapshot's format"),
        (pack(b"a,b\n1,2\n"), "not in the snapshot's format"),
        (pack(b"indicator,ref_area,time_period,obs_value\nPOP,CHN,2010,many\n"), "format"),
        (pack(b"indicator,ref_area,time_period,obs_value\nPOP,CHN,year,1\n"), "format"),
        (pack(b"indicator,ref_area,time_period,obs_value\nPOP,CHN,2010,nan\n"), "no number"),
        (pack(b"indicator,ref_area,time_period,obs_value\nPOP,QQQ,2010,1\n"), "'QQQ'"),
        (pack(b"indicator,ref_area,time_period,obs_value\n"), "the rows of"),
    ],
)
def test_data_that_its_manifest_vouches_for_are_checked_all_the_same(
    snapshot: Path, data: bytes, what: str
) -> None:
    replace_data(snapshot, list_vintages([snapshot])[0], data)
    with pytest.raises(SnapshotError) as refusal:
        load_snapshot([snapshot])
    assert what in refusal.value.what
    assert refusal.value.file.endswith("mine_2020-01-01.csv.gz")


@pytest.mark.parametrize(
    ("row", "times", "what"),
    [
        (b"POP,CHN,2010,1\n", MOST_UNPACKED // 15 + 10, "more than 128 MB"),
        (b",,,\n", 4_000_000, "more than the manifest says"),
    ],
)
def test_a_small_file_that_unpacks_to_a_large_one_is_refused(
    snapshot: Path, row: bytes, times: int, what: str
) -> None:
    data = gzip.compress(b"indicator,ref_area,time_period,obs_value\n" + row * times, 1)
    assert len(data) < 1 << 20
    reseal(snapshot, rows=times)
    replace_data(snapshot, list_vintages([snapshot])[0], data)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for read in (load_snapshot, list_vintages):
        with pytest.raises(SnapshotError, match=what):
            read([snapshot])
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 600 << 10, f"{grown >> 10} MB"


def test_forged_data_with_an_observation_twice_are_refused(snapshot: Path) -> None:
    rows = b"indicator,ref_area,time_period,obs_value\n" + b"POP,CHN,2010,1\n" * 2
    reseal(snapshot, rows=2)
    replace_data(snapshot, list_vintages([snapshot])[0], pack(rows))
    with pytest.raises(SnapshotError, match="has an observation twice"):
        load_snapshot([snapshot])


def test_the_same_rows_packed_by_another_zlib_are_the_same_vintage(
    snapshot: Path, tmp_path: Path
) -> None:
    shutil.copytree(snapshot, tmp_path / "copy")
    vintage = list_vintages([snapshot])[0]
    data = zlib.decompress((snapshot / vintage.evidence.file).read_bytes(), wbits=31)
    packer = zlib.compressobj(level=0, wbits=31)
    replace_data(tmp_path / "copy", vintage, packer.compress(data) + packer.flush())
    assert len(load_snapshot([snapshot, tmp_path / "copy"]).vintages) == 2
    add(tmp_path / "copy", write_table(tmp_path))
