"""Snapshots: what goes in comes out, from one folder or from several."""

from __future__ import annotations

import csv
import hashlib
import math
import random
import shutil
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from snapshot_tables import add, contents, make_snapshot, write_table

from sources.errors import ObservationsError, SnapshotError
from sources.model import OBSERVATION_COLUMNS
from sources.reference.areas import AREAS
from sources.snapshots.adding import add_vintage
from sources.snapshots.load import list_vintages, load_snapshot

HOSTILE = '<script>alert("x")</script>\nline two\t\u202e & "quoted"'


@pytest.fixture
def snapshot(tmp_path: Path) -> Path:
    return make_snapshot(tmp_path)


# What goes in comes out


def test_observations_come_out_as_they_went_in(snapshot: Path) -> None:
    loaded = load_snapshot([snapshot])
    assert tuple(loaded.observations.columns) == OBSERVATION_COLUMNS
    assert list(loaded.observations.itertuples(index=False, name=None)) == [
        ("mine", "2020-01-01", "POP", "CHN", 2010, 1.5, "", "A"),
        ("mine", "2021-01-01", "GDP", "IND", 2011, 3.0, "", "A"),
        ("mine", "2021-01-01", "POP", "NAM", 2010, 2.0, "", "A"),
    ]
    assert loaded.name == "snapshot"
    assert [vintage.key for vintage in loaded.vintages] == ["mine@2020-01-01", "mine@2021-01-01"]
    assert loaded.vintages == list_vintages([str(snapshot)])


def test_a_vintage_says_all_that_was_said_of_it(tmp_path: Path) -> None:
    file = write_table(tmp_path, "CHN,POP,2003,1\nCHN,POP,2010,1\n,POP,2010,1\nIND,GDP,2012,2\n")
    vintage = add_vintage(
        file,
        "wdi",
        "2018-05-21",
        "CC BY 4.0",
        tmp_path / "snapshot",
        label="World Development Indicators",
        attribution="World Bank",
        url="https://example.org/wdi",
        how_known="the download says so",
        retrieved_at="2018-06",
        last_updated="2018-05-21",
        first_year=2005,
        drop_uncoded=True,
        notes=["Rounded."],
        supplied_by="Ada Example",
    )
    assert vintage == load_snapshot([tmp_path / "snapshot"]).vintage("wdi@2018-05-21")
    assert vintage.label == "World Development Indicators, supplied by Ada Example"
    assert vintage.indicators == ("GDP", "POP")
    assert (vintage.first_year, vintage.last_year) == (2010, 2012)
    assert vintage.notes == ("Rounded.", "1 row without an area code left out.")
    evidence = vintage.evidence
    data = (tmp_path / "snapshot" / "wdi_2018-05-21.csv.gz").read_bytes()
    assert evidence.file == "wdi_2018-05-21.csv.gz"
    assert evidence.sha256 == hashlib.sha256(data).hexdigest()
    assert evidence.source_sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    assert evidence.licence == "CC BY 4.0"
    assert evidence.attribution == "World Bank; supplied by Ada Example"
    assert (evidence.url, evidence.how_known) == ("https://example.org/wdi", "the download says so")
    assert (evidence.retrieved_at, evidence.last_updated) == ("2018-06", "2018-05-21")
    assert evidence.rows == 2


@pytest.mark.parametrize("source", ["wdi", "wpp", "ama", "comtrade", "sdg"])
def test_a_table_in_the_name_of_a_known_source_says_who_supplies_it(
    tmp_path: Path, source: str
) -> None:
    file, folder = write_table(tmp_path), tmp_path / "snapshot"
    with pytest.raises(ObservationsError, match="not taken from there") as refusal:
        add_vintage(file, source, "2020-01-01", "CC0", folder)
    assert "--supplied-by" in refusal.value.mend
    assert not folder.exists()
    vintage = add_vintage(file, source, "2020-01-01", "CC0", folder, supplied_by="Ada")
    assert vintage.label.endswith(", supplied by Ada")


def test_a_table_of_ones_own_is_said_to_be_supplied_by_hand(tmp_path: Path) -> None:
    vintage = add(tmp_path / "snapshot", write_table(tmp_path))
    assert vintage.label == "mine, supplied by hand"
    assert vintage.evidence.attribution == "Figures supplied by hand"


def test_the_moment_is_kept_where_it_is_not_said(tmp_path: Path) -> None:
    vintage = add_vintage(write_table(tmp_path), "mine", "2020-01-01", "CC0", tmp_path / "snapshot")
    moment = time.strptime(vintage.evidence.retrieved_at, "%Y-%m-%dT%H:%M:%S+00:00")
    assert time.gmtime(time.time() - 60) <= moment <= time.gmtime()


def test_units_are_those_of_the_built_in_concepts(tmp_path: Path) -> None:
    file = write_table(
        tmp_path, "CHN,SP.POP.TOTL,2010,1\nCHN,NY.GDP.MKTP.CD,2010,1\nCHN,X,2010,1\n"
    )
    add(tmp_path / "snapshot", file, source="wdi")
    observations = load_snapshot([tmp_path / "snapshot"]).observations
    units = dict(zip(observations["indicator"], observations["unit_measure"], strict=True))
    assert units == {"SP.POP.TOTL": "persons", "NY.GDP.MKTP.CD": "usd", "X": ""}


def test_an_indicator_called_na_is_not_missing(tmp_path: Path) -> None:
    file = write_table(tmp_path, "NAM,NA,2010,1\nNAM,nan,2010,2\nNAM,null,2010,3\nNAM,007,2010,4\n")
    add(tmp_path / "snapshot", file)
    observations = load_snapshot([tmp_path / "snapshot"]).observations
    assert list(observations["indicator"]) == ["007", "NA", "nan", "null"]
    assert not observations.isna().any().any()


def test_hostile_text_is_kept_as_data(tmp_path: Path) -> None:
    add_vintage(
        write_table(tmp_path),
        "mine",
        "2020-01-01",
        HOSTILE,
        tmp_path / "snapshot",
        label=HOSTILE,
        notes=(HOSTILE,),
    )
    vintage = load_snapshot([tmp_path / "snapshot"]).vintages[0]
    assert vintage.evidence.licence == vintage.notes[0] == HOSTILE
    assert vintage.label.startswith(HOSTILE)


# Built rather than filtered: whatever prints and is no space.
CODES = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=8)
KEYS = st.tuples(CODES, st.sampled_from(sorted(AREAS)), st.integers(1800, 2100))
VALUES = st.floats(-1e30, 1e30)


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=12))
def test_every_value_comes_back_to_the_last_bit(
    rows: Mapping[tuple[str, str, int], float],
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with (folder / "mine.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("iso3", "indicator", "year", "value"))
            writer.writerows(
                (area, code, year, value) for (code, area, year), value in rows.items()
            )
        add(folder / "snapshot", folder / "mine.csv")
        frame = load_snapshot([folder / "snapshot"]).observations
    keys = zip(frame["indicator"], frame["ref_area"], frame["time_period"], strict=True)
    values = [float(value) for value in frame["obs_value"]]
    loaded = dict(zip(keys, values, strict=True))
    assert loaded == rows
    assert all(math.copysign(1, loaded[key]) == math.copysign(1, rows[key]) for key in rows)


def test_the_same_rows_in_any_order_give_the_same_bytes(tmp_path: Path) -> None:
    rows = [f"{area},POP,{year},{year}.25\n" for area in ("CHN", "IND") for year in (2010, 2011)]
    add(tmp_path / "one", write_table(tmp_path, "".join(rows)))
    random.Random(7).shuffle(rows)
    add(tmp_path / "other", write_table(tmp_path, "".join(rows)))
    name = "mine_2020-01-01.csv.gz"
    assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "other" / name).read_bytes()


def test_the_manifest_does_not_depend_on_the_order_of_adding(tmp_path: Path) -> None:
    file = write_table(tmp_path)
    for folder, dates in (
        ("one", ("2020-01-01", "2021-01-01")),
        ("other", ("2021-01-01", "2020-01-01")),
    ):
        for vintage in dates:
            add(tmp_path / folder, file, vintage)
    assert contents(tmp_path / "one") == contents(tmp_path / "other")


# Several snapshots


def test_several_snapshots_are_read_as_one(snapshot: Path, tmp_path: Path) -> None:
    add(tmp_path / "other", write_table(tmp_path, "FRA,POP,2010,9\n"), source="insee")
    merged = load_snapshot([snapshot, tmp_path / "other"])
    assert merged.name == "snapshot + other"
    keys = ["insee@2020-01-01", "mine@2020-01-01", "mine@2021-01-01"]
    assert [vintage.key for vintage in merged.vintages] == keys
    assert list(merged.observations["source"]) == ["insee", "mine", "mine", "mine"]
    assert list(merged.observations.index) == [0, 1, 2, 3]


def test_the_same_vintage_twice_counts_once(snapshot: Path, tmp_path: Path) -> None:
    shutil.copytree(snapshot, tmp_path / "copy")
    merged = load_snapshot([snapshot, tmp_path / "copy", snapshot])
    assert merged.vintages == load_snapshot([snapshot]).vintages
    assert len(merged.observations) == 3


def test_the_same_vintage_with_other_data_is_refused(snapshot: Path, tmp_path: Path) -> None:
    add(tmp_path / "other", write_table(tmp_path, "CHN,POP,2010,1.6\n"))
    for read in (load_snapshot, list_vintages):
        with pytest.raises(SnapshotError, match=r"mine@2020-01-01 is also in .* with other"):
            read([snapshot, tmp_path / "other"])
