"""The embedded snapshot: the figures that come with the program."""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest
from snapshot_tables import ROOT, add, contents, run

from sources.embed import EDITIONS, embed
from sources.errors import ObservationsError, SnapshotError
from sources.snapshots import list_vintages, load_snapshot

EMBEDDED = ROOT / "sources" / "embedded"
SHARED = ROOT.parent / "shared" / "data"


def test_the_embedded_snapshot_has_the_six_vintages_from_2005_on() -> None:
    loaded = load_snapshot(["embedded"])
    assert loaded.name == "embedded"
    assert {vintage.key: vintage.last_year for vintage in loaded.vintages} == {
        "ama@2019-09-16": 2017,
        "ama@2026-02-01": 2024,
        "wdi@2018-05-21": 2016,
        "wdi@2020-04-01": 2018,
        "wdi@2025-07-01": 2024,
        "wpp@2019-06-17": 2020,
    }
    assert {vintage.first_year for vintage in loaded.vintages} == {2005}
    assert len(loaded.observations) == sum(v.evidence.rows for v in loaded.vintages) == 44_403
    assert "" not in set(loaded.observations["unit_measure"])


def test_the_embedded_snapshot_gives_source_licence_and_how_its_date_is_known() -> None:
    for vintage in list_vintages(["embedded"]):
        evidence = vintage.evidence
        assert evidence.licence == ("CC BY 4.0" if vintage.source == "wdi" else "CC BY 3.0 IGO")
        assert vintage.label and evidence.attribution and evidence.how_known
        assert evidence.url.startswith("https://")
        assert evidence.retrieved_at
    notes = load_snapshot(["embedded"]).vintage("wpp@2019-06-17").notes
    assert "42 rows without an area code left out." in notes


def test_the_embedded_snapshot_is_small_and_holds_nothing_else() -> None:
    files = contents(EMBEDDED)
    assert sum(map(len, files.values())) < 2_000_000
    assert set(files) == {"manifest.json", *(v.evidence.file for v in list_vintages(["embedded"]))}


def test_a_changed_byte_of_the_embedded_snapshot_is_found(tmp_path: Path) -> None:
    shutil.copytree(EMBEDDED, tmp_path / "copy")
    for file in sorted((tmp_path / "copy").iterdir()):
        content = file.read_bytes()
        changed = bytearray(content)
        changed[len(changed) // 2] ^= 0x40
        file.write_bytes(changed)
        with pytest.raises(SnapshotError) as refusal:
            load_snapshot([tmp_path / "copy"])
        assert refusal.value.file == str(file)
        file.write_bytes(content)


def test_the_embedded_snapshot_loads_in_a_moment() -> None:
    load_snapshot(["embedded"])
    durations = []
    for _ in range(3):
        start = time.perf_counter()
        load_snapshot(["embedded"])
        durations.append(time.perf_counter() - start)
    assert min(durations) < 0.3


def test_listing_vintages_does_not_pay_for_pandas() -> None:
    code = (
        "import sys; from sources.snapshots import list_vintages; "
        "print(len(list_vintages(['embedded'])), 'pandas' in sys.modules)"
    )
    said, errors = run(code).communicate(timeout=60)
    assert (said, errors) == ("6 False\n", "")


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason=f"{SHARED} is absent")
def test_the_embedded_snapshot_made_again_has_the_same_bytes(tmp_path: Path) -> None:
    embed(SHARED, tmp_path)
    made, kept = load_snapshot([tmp_path]), load_snapshot(["embedded"])
    assert made.observations.equals(kept.observations)
    if "ng" not in zlib.ZLIB_RUNTIME_VERSION:
        assert contents(tmp_path) == contents(EMBEDDED)


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason=f"{SHARED} is absent")
def test_every_raw_figure_from_2005_on_is_in_the_embedded_snapshot() -> None:
    observations = load_snapshot(["embedded"]).observations
    for edition in EDITIONS:
        with (SHARED / edition.file).open(encoding="utf-8", newline="") as file:
            raw = {
                (row["indicator"], row["iso3"], int(row["year"])): float(row["value"])
                for row in csv.DictReader(file)
                if row["iso3"] and int(row["year"]) >= 2005
            }
        rows = observations[
            (observations["source"] == edition.source) & (observations["vintage"] == edition.date)
        ]
        keys = zip(rows["indicator"], rows["ref_area"], rows["time_period"], strict=True)
        assert dict(zip(keys, rows["obs_value"], strict=True)) == raw


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
        command = [sys.executable, "-m", "sources.embed", *arguments]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 2
        assert said in done.stderr
