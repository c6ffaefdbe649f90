"""The embedded snapshot: the figures that come with the program."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from snapshot_tables import ROOT, add, contents, run

from sources.errors import ObservationsError, SnapshotError
from sources.registers.register import load_paper
from sources.snapshots.columns import SUMS
from sources.snapshots.embed import CATALOGUE, VINTAGES, embed
from sources.snapshots.load import list_vintages, load_snapshot
from sources.snapshots.needs import Wanted, wanted_by

EMBEDDED = ROOT / "sources" / "snapshots" / "embedded"
SHARED = ROOT.parent / "shared" / "data"
LICENCES = {"wdi": "CC BY 4.0", "sdg": "United Nations terms of use"}
LICENCES |= dict.fromkeys(("ama", "wpp"), "CC BY 3.0 IGO")


def rows_of(file: Path) -> bytes:
    """The bytes of a Parquet file before its footer, whose JSON may have other blanks."""
    content = file.read_bytes()
    return content[: -8 - int.from_bytes(content[-8:-4], "little")]


def test_the_embedded_snapshot_has_many_editions_and_a_hundred_indicators_and_more() -> None:
    vintages = {vintage.key: vintage for vintage in list_vintages(["embedded"], Wanted({}))}
    assert set(vintages) == {f"{edition.source}@{edition.date}" for edition in VINTAGES}
    assert len(vintages) == 21
    years = {key: (vintage.first_year, vintage.last_year) for key, vintage in vintages.items()}
    assert years["wdi@2018-11-14"] == (2000, 2015)
    assert years["wdi@2024-06-28"] == (1960, 2023)
    assert years["wdi@2026-02-24"] == (1960, 2025)
    assert years["wdi@2015-08-16"] == (1990, 2014)
    wdi = {code for key, one in vintages.items() if key[:3] == "wdi" for code in one.indicators}
    assert len(wdi) > 200
    assert sum(one.evidence.rows for one in vintages.values()) > 1_400_000


def test_a_run_reads_the_editions_of_what_it_needs_and_no_others() -> None:
    loaded = load_snapshot(["embedded"], Wanted({"sdg": frozenset({"SI_POV_DAY1"})}, 2005))
    assert [vintage.key for vintage in loaded.vintages] == ["sdg@2020-10-19"]
    assert set(loaded.observations["indicator"]) == {"SI_POV_DAY1"}
    assert loaded.observations["time_period"].min() == 2005


def test_the_embedded_snapshot_gives_source_licence_and_how_its_date_is_known() -> None:
    vintages = list_vintages(["embedded"], Wanted({}))
    for vintage in vintages:
        evidence = vintage.evidence
        assert evidence.licence.startswith(LICENCES[vintage.source])
        assert vintage.label and evidence.attribution and evidence.how_known
        assert evidence.url.startswith("https://")
        assert evidence.retrieved_at
    (notes,) = (one.notes for one in vintages if one.key == "wpp@2019-06-17")
    assert "42 rows without an area code left out." in notes


def test_the_embedded_snapshot_is_small_and_holds_nothing_else() -> None:
    files = contents(EMBEDDED)
    assert sum(map(len, files.values())) < 8_000_000
    assert set(files) == {"manifest.json", *(v.evidence.file for v in list_vintages(["embedded"]))}


def test_a_changed_byte_of_the_embedded_snapshot_is_found(tmp_path: Path) -> None:
    shutil.copytree(EMBEDDED, tmp_path / "copy")
    for file in sorted((tmp_path / "copy").iterdir()):
        content = file.read_bytes()
        changed = bytearray(content)
        changed[len(changed) // 2] ^= 0x40
        file.write_bytes(changed)
        with pytest.raises(SnapshotError) as refusal:
            list_vintages([tmp_path / "copy"])
        assert refusal.value.file == str(file)
        file.write_bytes(content)


def test_what_the_built_in_paper_needs_is_read_in_a_moment() -> None:
    wanted = wanted_by([load_paper("liu-jiang-2018")])
    durations = []
    for _ in range(3):
        start = time.process_time()
        load_snapshot(["embedded"], wanted)
        durations.append(time.process_time() - start)
    assert min(durations) < 2


def test_listing_vintages_does_not_pay_for_pandas() -> None:
    code = (
        "import sys; from sources.snapshots.load import list_vintages; "
        "print(len(list_vintages(['embedded'])), 'pandas' in sys.modules)"
    )
    said, errors = run(code).communicate(timeout=60)
    assert (said, errors) == ("21 False\n", "")


@pytest.mark.slow
@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason=f"{SHARED} is absent")
def test_the_embedded_snapshot_made_again_is_the_same(tmp_path: Path) -> None:
    made = {vintage.key: vintage for vintage in embed(SHARED, tmp_path)}
    for vintage in list_vintages(["embedded"], Wanted({})):
        again = made[vintage.key].columns
        assert vintage.columns is not None and again is not None
        assert vintage.columns.rows_sha256 == again.rows_sha256
    assert {file.name for file in tmp_path.iterdir()} == {file.name for file in EMBEDDED.iterdir()}
    for file in EMBEDDED.glob("*.parquet"):
        own, again = pq.read_metadata(file), pq.read_metadata(tmp_path / file.name)
        assert json.loads(own.metadata[SUMS]) == json.loads(again.metadata[SUMS])
        if own.created_by == again.created_by:
            assert rows_of(tmp_path / file.name) == rows_of(file)


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason=f"{SHARED} is absent")
def test_every_raw_figure_of_a_table_is_in_the_embedded_snapshot() -> None:
    codes = frozenset({"NY.GDP.MKTP.CD", "SP.POP.TOTL", "NY.GDP.MKTP.KD.ZG", "NY.GDP.MKTP.KD"})
    others = {"ama": frozenset({"AMA.GDP.CURR.USD"}), "wpp": frozenset({"WPP.POP.TOTAL"})}
    observations = load_snapshot(["embedded"], Wanted({"wdi": codes, **others})).observations
    for edition in VINTAGES:
        if not edition.file.endswith(".csv"):
            continue
        with (SHARED / edition.file).open(encoding="utf-8", newline="") as file:
            raw = {
                (row["indicator"], row["iso3"], int(row["year"])): float(row["value"])
                for row in csv.DictReader(file)
                if row["iso3"]
            }
        rows = observations[
            (observations["source"] == edition.source) & (observations["vintage"] == edition.date)
        ]
        keys = zip(rows["indicator"], rows["ref_area"], rows["time_period"], strict=True)
        assert dict(zip(keys, rows["obs_value"], strict=True)) == raw


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason=f"{SHARED} is absent")
def test_every_series_of_the_world_bank_that_is_embedded_is_cc_by() -> None:
    with (SHARED / CATALOGUE).open(encoding="utf-8", newline="") as file:
        licences = {row["code"]: row["licence_2025_01_28"] for row in csv.DictReader(file)}
    for vintage in list_vintages(["embedded"], Wanted({})):
        if vintage.source == "wdi":
            assert {licences[code] for code in vintage.indicators} == {"CC BY-4.0"}


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason=f"{SHARED} is absent")
def test_population_prospects_are_refused_unless_rows_without_a_code_may_be_dropped(
    tmp_path: Path,
) -> None:
    with pytest.raises(ObservationsError, match="--drop-uncoded") as refusal:
        add(tmp_path, SHARED / "un" / "wpp_2019.csv", source="wpp")
    assert refusal.value.line == 4958


def test_the_embedding_command_says_how_it_is_used_and_what_is_wrong(tmp_path: Path) -> None:
    for arguments, said in (((), "usage:"), ((str(tmp_path),), "cannot be read")):
        command = [sys.executable, "-m", "sources.snapshots.embed", *arguments]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 2
        assert said in done.stderr
