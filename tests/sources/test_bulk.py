"""The whole WDI: the bulk file streams into columns, and the figures are those of any other way."""

from __future__ import annotations

import dataclasses
import json
import math
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
from bulk_archives import Key, wide_lines, write_archive
from bulk_snapshots import HEADER, ROWS, YEARS, add, make
from core_figures import core_snapshot
from hypothesis import given
from hypothesis import strategies as st
from processes import ROOT, Corrigenda
from snapshot_tables import contents

from reports.corrections import packs
from reports.corrections.packs import judge_again
from sources.errors import ObservationsError, SnapshotError
from sources.evidence.verify import verify_snapshot
from sources.providers.wdi_bulk import (
    lines as wdi_wide,
)
from sources.providers.wdi_bulk import (
    series as series_spill,
)
from sources.providers.wdi_bulk import (
    series as wdi_series,
)
from sources.providers.wdi_bulk.take import add_wdi_bulk
from sources.reference.areas import AREAS
from sources.registers.register import load_paper
from sources.snapshots.adding import add_vintage
from sources.snapshots.load import list_vintages, load_snapshot
from sources.snapshots.needs import Wanted, wanted_by

REGISTER = ROOT / "sources" / "papers" / "liu-jiang-2018.yaml"


def add_by_table(folder: Path, rows: Mapping[Key, float], date: str = "2025-07-02") -> Path:
    """The same figures, added as a table."""
    file = folder / "table.csv"
    lines = [f"{area},{code},{year},{value!r}" for (code, area, year), value in rows.items()]
    file.write_text("\n".join(["iso3,indicator,year,value", *lines, ""]), encoding="utf-8")
    add_vintage(file, "wdi", date, "CC BY 4.0", folder / "by-table", supplied_by="a test")
    return folder / "by-table"


# What goes in comes out
def test_a_bulk_file_gives_what_the_same_figures_give_as_a_table(tmp_path: Path) -> None:
    by_bulk, by_table = make(tmp_path), add_by_table(tmp_path, ROWS)
    one, other = load_snapshot([by_bulk]), load_snapshot([by_table])
    pd.testing.assert_frame_equal(one.observations, other.observations)
    for name in ("key", "indicators", "first_year", "last_year"):
        assert getattr(one.vintages[0], name) == getattr(other.vintages[0], name)
    signs = [math.copysign(1, float(value)) for value in one.observations["obs_value"]]
    assert signs.count(-1.0) == 1
    assert load_snapshot([by_bulk, by_table]).vintages[0].key == "wdi@2025-07-02"


VALUES = st.floats(-1e30, 1e30)

CODES = st.sampled_from(["A.B", "B", "NA", "nan", "Z.9", "a,b", 'q"u', "é"])

KEYS = st.tuples(CODES, st.sampled_from(sorted(AREAS)), st.sampled_from(list(YEARS)))


@given(rows=st.dictionaries(KEYS, VALUES, min_size=1, max_size=30), tail=st.booleans())
def test_every_value_comes_back_to_the_last_bit(rows: dict[Key, float], tail: bool) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        text = wide_lines(rows, YEARS, [("AFG", "NO.VALUES")], tail=tail)
        file = write_archive(folder / "WDI_CSV_2025_07_02.zip", text)
        add(file, folder / "snapshot")
        frame = load_snapshot([folder / "snapshot"]).observations
    keys = list(zip(frame["indicator"], frame["ref_area"], frame["time_period"], strict=True))
    assert keys == sorted(rows)
    assert [value.hex() for value in frame["obs_value"]] == [rows[key].hex() for key in keys]


FIELD = st.one_of(
    VALUES.map(repr),
    st.sampled_from(
        [
            "",
            " ",
            " 1",
            "1 ",
            "+1",
            ".5",
            "5.",
            "nan",
            "inf",
            "1e400",
            "0x1",
            "1_0",
            "-",
            "١",
            '"2"',
        ]
    ),
    st.text("0123456789.eE+-, x", max_size=6).map(lambda text: f'"{text}"'),
)


@given(st.lists(st.tuples(FIELD, FIELD), min_size=1, max_size=4), st.sampled_from(["\n", "\r\n"]))
def test_the_fast_way_of_reading_gives_what_the_strict_one_gives(
    fields: list[tuple[str, str]], end: str
) -> None:
    header = wdi_wide.Header((2010, 2011))
    lines = [f'Land,CHN,"A, b",C{at},{one},{two}{end}' for at, (one, two) in enumerate(fields)]
    block = "".join(lines).encode()
    fast = wdi_wide.parse_fast(header, block, 2)
    if fast is not None:
        strict = wdi_wide.parse_lines("x", header, block, 2)
        np.testing.assert_array_equal(fast.values, strict.values)
        np.testing.assert_array_equal(fast.lines, strict.lines)
        assert [fast.indicators.names[at] for at in fast.indicators.at] == [
            strict.indicators.names[at] for at in strict.indicators.at
        ]


@pytest.mark.parametrize("value", ["1.1e30", "-1e300"])
def test_a_value_beyond_all_statistics_is_refused_by_the_fast_way_too(value: str) -> None:
    block = f'Land,CHN,"A, b",C,1.0,{value}\n'.encode()
    assert wdi_wide.parse_fast(wdi_wide.Header((2010, 2011)), block, 2) is None


def test_plain_blocks_are_read_the_fast_way() -> None:
    header = wdi_wide.Header((2010, 2011))
    block = b'Land,CHN,"A, b",C,1.5,\nLand,CHN,D,E,,\n'
    assert wdi_wide.parse_fast(header, block, 2) is not None


def test_a_file_larger_than_the_buffers_is_sorted_through_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = {
        (f"C{code:02}", area, year): float(hash((code, area, year)) % 10_000)
        for code in range(40)
        for area in ("ZWE", "AFG", "CHN", "WLD", "NAM")
        for year in YEARS
    }
    whole = contents(make(tmp_path, rows))
    monkeypatch.setattr(wdi_series, "BLOCK_BYTES", 700)
    monkeypatch.setattr(series_spill, "RUN_BYTES", 7 * 8 * len(YEARS))
    (tmp_path / "small").mkdir()
    assert contents(make(tmp_path / "small", rows)) == whole


@pytest.mark.parametrize("member", ["WDICSV.csv", "WDIData.csv", "WDI_CSV/wdicsv.CSV"])
def test_the_data_are_found_under_either_name(tmp_path: Path, member: str) -> None:
    text = "\ufeff" + wide_lines(ROWS, YEARS, tail=True).replace("\n", "\r\n") + "\r\n"
    file = write_archive(tmp_path / "x.zip", text, member=member)
    assert add(file, tmp_path / "snapshot").evidence.rows == len(ROWS)


def test_the_same_figures_in_any_order_give_the_same_bytes(tmp_path: Path) -> None:
    lines = wide_lines(ROWS, YEARS).splitlines(keepends=True)
    files = [
        write_archive(tmp_path / "one.zip", "".join(lines)),
        write_archive(tmp_path / "other.zip", "".join([lines[0], *reversed(lines[1:])])),
    ]
    data = [
        (tmp_path / file.stem / add(file, tmp_path / file.stem).evidence.file).read_bytes()
        for file in files
    ]
    assert data[0] == data[1]


def test_any_reader_of_parquet_opens_the_data_file(tmp_path: Path) -> None:
    file = make(tmp_path) / "wdi_2025-07-02.parquet"
    with duckdb.connect() as database:
        rows = database.execute(f"select * from '{file}'").fetchall()
    assert rows == [(*key, ROWS[key]) for key in sorted(ROWS)]
    groups = pq.read_metadata(file)
    assert groups.num_row_groups == 3
    first = groups.row_group(1).column(0).statistics
    assert (first.min, first.max) == ("NY.GDP.MKTP.CD", "NY.GDP.MKTP.CD")


# The day, the licence
def test_the_day_is_that_of_the_name_then_of_the_packing(tmp_path: Path) -> None:
    text = wide_lines(ROWS, YEARS)
    named = write_archive(tmp_path / "WDI_CSV_2024_05_30.zip", text)
    plain = write_archive(tmp_path / "WDI_CSV.zip", text)
    undated = write_archive(tmp_path / "undated.zip", text, day=(1980, 1, 1))
    vintages = [add(file, tmp_path / file.stem) for file in (named, plain)]
    assert [vintage.date for vintage in vintages] == ["2024-05-30", "2025-07-02"]
    assert "name of the bulk file" in vintages[0].evidence.how_known
    assert "was packed" in vintages[1].evidence.how_known
    with pytest.raises(ObservationsError, match="Say it with --vintage"):
        add(undated, tmp_path / "undated")
    said = add(undated, tmp_path / "undated", vintage="2020-01-01", how_known="I know")
    assert (said.date, said.evidence.how_known) == ("2020-01-01", "I know")
    assert said.evidence.licence == "CC BY 4.0"


def test_indicators_of_another_licence_are_named(tmp_path: Path) -> None:
    series = "Series Code,License Type\nA,CC BY-4.0\nMS.MIL.XPND.CD,SIPRI terms\nB,\n"
    file = write_archive(
        tmp_path / "x.zip", wide_lines(ROWS, YEARS), others={"WDISeries.csv": series}
    )
    notes = add(file, tmp_path / "snapshot").notes
    assert notes == (
        "The World Bank gives 1 indicators another licence than CC BY 4.0: MS.MIL.XPND.CD.",
    )


def test_areas_that_are_not_known_are_left_out_on_purpose_only(tmp_path: Path) -> None:
    text = wide_lines(ROWS, YEARS) + "Nowhere,QQQ,Name,SP.POP.TOTL,1,2,3,4\n"
    file = write_archive(tmp_path / "x.zip", text)
    with pytest.raises(ObservationsError, match="unknown area code 'QQQ'"):
        add(file, tmp_path / "snapshot")
    vintage = add_wdi_bulk(file, tmp_path / "snapshot", drop_uncoded=True)
    assert vintage.notes == ("1 series of areas that are not known left out: 'QQQ'.",)
    assert vintage.evidence.rows == len(ROWS)


# Reading back
def test_only_what_is_wanted_is_read(tmp_path: Path) -> None:
    folder = make(tmp_path)
    data = folder / "wdi_2025-07-02.parquet"
    wanted = Wanted({"wdi": frozenset({"SP.POP.TOTL", "ABSENT"})}, 2011)
    content = bytearray(data.read_bytes())
    content[6] ^= 1  # in the first indicator, which is not wanted
    data.write_bytes(content)
    snapshot = load_snapshot([folder], wanted)
    assert snapshot.vintages[0].indicators == ("SP.POP.TOTL",)
    assert snapshot.observations["time_period"].tolist() == [2011]
    list_vintages([folder], wanted)
    for read in (load_snapshot, list_vintages):
        with pytest.raises(SnapshotError, match=r"(have|has) changed"):
            read([folder])
    assert len(verify_snapshot(folder).faults) == 1


def test_every_byte_is_verified_by_what_rests_on_it(tmp_path: Path) -> None:
    folder = make(tmp_path)
    file = folder / "wdi_2025-07-02.parquet"
    whole = file.read_bytes()
    for position in range(0, len(whole), max(1, len(whole) // 150)):
        changed = bytearray(whole)
        changed[position] ^= 1
        file.write_bytes(changed)
        for read in (load_snapshot, list_vintages):
            with pytest.raises(SnapshotError) as refusal:
                read([folder])
            assert refusal.value.file == str(file)
        assert verify_snapshot(folder).faults
    for broken in (whole[:-1], whole + b"x", b""):
        file.write_bytes(broken)
        with pytest.raises(SnapshotError):
            load_snapshot([folder])
    file.unlink()
    with pytest.raises(SnapshotError, match="cannot be read"):
        load_snapshot([folder])
    file.write_bytes(whole)
    assert not verify_snapshot(folder).faults
    assert len(load_snapshot([folder]).observations) == len(ROWS)


def test_the_manifest_cannot_lie_about_columns(tmp_path: Path) -> None:
    folder = make(tmp_path)
    manifest = folder / "manifest.json"
    whole = manifest.read_text(encoding="utf-8")
    for old, new, what in (
        ('"wdi_2025-07-02.parquet"', '"../x.parquet"', "must be wdi_2025-07-02.parquet"),
        ('"footer_size": ', '"footer_size": -', "sizes"),
        (
            '"rows_sha256": "',
            '"rows_sha256": "x',
            r"not in its format at vintages\[0\]\.columns\.rows_sha256",
        ),
        ('"rows": 5', '"rows": 6', "edited or damaged"),
    ):
        manifest.write_text(whole.replace(old, new), encoding="utf-8")
        with pytest.raises(SnapshotError, match=what):
            load_snapshot([folder])


def test_what_a_paper_wants_is_what_its_register_names() -> None:
    paper = load_paper("liu-jiang-2018")
    wanted = wanted_by([paper])
    assert wanted.of("wdi") == {"SP.POP.TOTL", "NY.GDP.MKTP.CD", "NY.GDP.MKTP.KD.ZG"}
    assert wanted.first_year is not None and wanted.first_year <= 2005
    assert wanted.of("nobody") == frozenset()


# Adding
def test_the_same_bulk_file_again_changes_nothing_and_another_is_refused(tmp_path: Path) -> None:
    folder = make(tmp_path)
    before = contents(folder)
    assert make(tmp_path) == folder
    assert contents(folder) == before
    other = write_archive(tmp_path / "x.zip", wide_lines({**ROWS, ("X", "CHN", 2010): 1}, YEARS))
    with pytest.raises(SnapshotError, match="is there with other data"):
        add(other, folder)
    assert contents(folder) == before
    assert add_by_table(tmp_path, ROWS) != folder
    by_table = tmp_path / "by-table"
    there = contents(by_table)
    assert add(tmp_path / "WDI_CSV_2025_07_02.zip", by_table).columns is None
    with pytest.raises(SnapshotError, match="is there with other data"):
        add(other, by_table)
    assert contents(by_table) == there
    table = tmp_path / "table.csv"
    again = add_vintage(table, "wdi", "2025-07-02", "other", folder, supplied_by="a test")
    assert again.evidence.licence == "CC BY 4.0"
    assert contents(folder) == before


# Beside other features
def test_a_pack_of_a_bulk_edition_has_what_the_register_needs_as_rows(tmp_path: Path) -> None:
    rows = {("SP.POP.TOTL", "WLD", 2010): 7e9, ("OTHER", "WLD", 2010): 1.0}
    folder = make(tmp_path, rows)
    (vintage,) = list_vintages([folder])
    wanted = wanted_by([load_paper("liu-jiang-2018")])
    files = packs._snapshot_files([(folder, vintage)], (), wanted)
    assert set(files) == {"snapshot/manifest.json", "snapshot/wdi_2025-07-02.csv.gz"}
    packs.write_members(tmp_path / "pack", {"register.yaml": b"", **files})
    loaded = load_snapshot([tmp_path / "pack" / "snapshot"])
    assert loaded.vintages[0].indicators == ("SP.POP.TOTL",)
    assert loaded.vintages[0].evidence.source_sha256 == vintage.evidence.sha256
    assert loaded.observations["obs_value"].tolist() == [7e9]


def test_judging_again_reads_what_the_register_wants(tmp_path: Path) -> None:
    rows = {("SP.POP.TOTL", "WLD", 2010): 7e9, ("OTHER", "WLD", 2010): 1.0}
    _, vintages = judge_again(REGISTER, make(tmp_path, rows))
    assert [one.indicators for one in vintages] == [("SP.POP.TOTL",)]


# The program
def _without_supplier(claims: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Claims but for whom their figures are said to be from."""
    said = json.dumps(claims, ensure_ascii=False)
    for mark in (", supplied by a test", "supplied by a test", "a test"):
        said = said.replace(mark, "")
    found: list[dict[str, Any]] = json.loads(said)
    for claim in found:
        for row in claim["declared"]["evidence"]:
            for name in ("source_label", "citation"):
                del row[name]
        for place in (claim["explanation"]["reading"], claim["correction"]):
            for name in {"source_label", "citation"} & set(place or ()):
                del place[name]
    return found


@pytest.mark.slow
def test_a_run_on_a_bulk_snapshot_gives_the_verdicts_of_the_same_figures(tmp_path: Path) -> None:
    program = Corrigenda(tmp_path, tmp_path / "home")
    known = core_snapshot().observations
    dates = [str(date) for date in known.loc[known["source"] == "wdi", "vintage"].unique()]
    for date in dates:
        own = known[(known["source"] == "wdi") & (known["vintage"] == date)]
        keys = zip(own["indicator"], own["ref_area"], own["time_period"], strict=True)
        rows = dict(zip(keys, own["obs_value"], strict=True))
        add_by_table(tmp_path, rows, date)
        others = {(f"X.{at}", "CHN", 1960): 1.0 for at in range(60)}
        text = wide_lines({**rows, **others}, range(1960, 2025), [("ARB", "X.EMPTY")])
        file = write_archive(tmp_path / f"WDI_CSV_{date.replace('-', '_')}.zip", text)
        done = program("snapshot", "add", "--wdi-bulk", str(file), "--snapshot", "bulk")
        assert done.returncode == 0, done.stderr
        assert f"wdi@{date}: {len(rows) + 60:,} observations are in bulk." in done.stdout
        assert "Reading" in done.stderr
    findings = []
    for snapshot in ("by-table", "bulk"):
        done = program("validate", "--plain", "--snapshot", snapshot, "--out", snapshot + "-site")
        assert done.returncode == 0, done.stderr
        page = next((tmp_path / f"{snapshot}-site" / "runs").glob("*/findings.json"))
        findings.append(json.loads(page.read_bytes()))
    one, other = findings
    assert _without_supplier(one["claims"]) == _without_supplier(other["claims"])
    assert one["counts"] == other["counts"]
    # A table is read whole; of a bulk file what the register needs.
    for whole, needed in zip(one["vintages"], other["vintages"], strict=True):
        assert set(needed["indicators"]) <= set(whole["indicators"])
    listed = program("snapshot", "list", "--snapshot", "bulk")
    assert re.search(r" and 6\d more ", listed.stdout)
    verified = program("snapshot", "verify", "bulk")
    assert (verified.returncode, verified.stderr) == (0, "")
    explained = program("explain", "liu-jiang-2018", "--snapshot", "bulk")
    assert explained.returncode == 0, explained.stderr


@pytest.mark.slow
def test_the_command_line_tells_bad_input_in_one_line(tmp_path: Path) -> None:
    program = Corrigenda(tmp_path, tmp_path / "home")
    file = write_archive(tmp_path / "x.zip", HEADER + "X,CHN,P,C,1,many\n")
    for arguments, said in (
        (["--wdi-bulk", str(file)], f"{file}/WDICSV.csv:2: 'many' is not a number."),
        (["--wdi-bulk", "absent.zip"], "there is no such file"),
        ([], "Name one of a table"),
        (["my.csv", "--wdi-bulk", str(file)], "Name one of a table"),
        (["my.csv", "--source", "x"], "Missing option '--vintage'"),
    ):
        done = program("snapshot", "add", *arguments, "--snapshot", "own")
        assert done.returncode == 2
        assert said in done.stderr
        assert not (tmp_path / "own").exists()


def test_a_snapshot_in_rows_has_the_bytes_it_always_had(tmp_path: Path) -> None:
    folder = add_by_table(tmp_path, ROWS)
    entry = json.loads((folder / "manifest.json").read_text())["vintages"][0]
    assert "columns" not in entry
    vintage = list_vintages([folder])[0]
    assert vintage.columns is None
    assert dataclasses.replace(vintage, columns=None) == vintage
