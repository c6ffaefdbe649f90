"""Adding to a snapshot: nothing is overwritten, and no moment is a bad one to be killed."""

from __future__ import annotations

import random
import shutil
import signal
import time
from pathlib import Path

import pytest
from snapshot_tables import add, contents, make_snapshot, run, write_table

from sources.errors import ObservationsError, OutputError, SnapshotError
from sources.reference.areas import AREAS
from sources.snapshots.adding import add_vintage
from sources.snapshots.load import load_snapshot


@pytest.fixture
def snapshot(tmp_path: Path) -> Path:
    return make_snapshot(tmp_path)


# Adding


def test_the_same_observations_again_change_nothing(snapshot: Path, tmp_path: Path) -> None:
    before = contents(snapshot)
    again = add_vintage(write_table(tmp_path), "mine", "2020-01-01", "another licence", snapshot)
    assert again.evidence.licence == "CC0"
    assert contents(snapshot) == before


def test_a_vintage_is_never_overwritten(snapshot: Path, tmp_path: Path) -> None:
    before = contents(snapshot)
    with pytest.raises(SnapshotError, match="Choose another day for the edition"):
        add(snapshot, write_table(tmp_path, "CHN,POP,2010,1.50001\n"))
    assert contents(snapshot) == before


def test_nothing_is_added_to_a_torn_snapshot(snapshot: Path, tmp_path: Path) -> None:
    manifest = snapshot / "manifest.json"
    manifest.write_bytes(manifest.read_bytes().replace(b"CC0", b"CC1"))
    before = contents(snapshot)
    with pytest.raises(SnapshotError, match="edited or damaged"):
        add(snapshot, write_table(tmp_path), "2022-01-01")
    assert contents(snapshot) == before


@pytest.mark.parametrize(
    "vintage",
    ["2018", "2018-5-21", "21.05.2018", "2018-02-30", "20180521", "", "2018-05-21\n", "٢٠١٨-٠٥-٢١"],
)
def test_a_vintage_must_be_a_day(tmp_path: Path, vintage: str) -> None:
    with pytest.raises(ObservationsError, match="YYYY-MM-DD"):
        add(tmp_path / "snapshot", write_table(tmp_path), vintage)
    assert not (tmp_path / "snapshot").exists()


@pytest.mark.parametrize(
    "source", ["", "WDI", "my source", "../x", "a_b", "-a", "é", "a\n", "a" * 41]
)
def test_the_id_of_a_source_is_plain(tmp_path: Path, source: str) -> None:
    with pytest.raises(ObservationsError, match="a-z, 0-9 and hyphens"):
        add(tmp_path / "snapshot", write_table(tmp_path), source=source)
    assert not (tmp_path / "snapshot").exists()


def test_text_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ObservationsError, match="UTF-8"):
        add_vintage(write_table(tmp_path), "mine", "2020-01-01", "\udcff", tmp_path / "snapshot")


def test_a_bad_table_leaves_no_snapshot_behind(tmp_path: Path) -> None:
    with pytest.raises(ObservationsError) as refusal:
        add(tmp_path / "snapshot", write_table(tmp_path, "CHN,POP,2010,many\n"))
    assert refusal.value.file == str(tmp_path / "mine.csv")
    assert refusal.value.line == 2
    assert not (tmp_path / "snapshot").exists()


def test_a_table_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    for path in (tmp_path / "absent.csv", tmp_path):
        with pytest.raises(ObservationsError, match="cannot be read"):
            add(tmp_path / "snapshot", path)


def test_a_folder_that_cannot_be_made_is_an_output_error(tmp_path: Path) -> None:
    file = write_table(tmp_path)
    for folder in (file, file / "below", tmp_path / ("x" * 300)):
        with pytest.raises(OutputError, match="cannot be written"):
            add(folder, file)


def test_the_embedded_snapshot_takes_nothing_in(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="takes nothing in"):
        add_vintage(write_table(tmp_path), "mine", "2020-01-01", "CC0", "embedded")


def test_files_of_others_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "snapshot"
    folder.mkdir()
    (folder / ".other.tmp").write_text("mine")
    add(folder, write_table(tmp_path))
    assert (folder / ".other.tmp").read_text() == "mine"
    assert set(contents(folder)) == {".other.tmp", "manifest.json", "mine_2020-01-01.csv.gz"}


def test_what_a_killed_run_leaves_between_data_and_manifest_is_no_obstacle(
    snapshot: Path, tmp_path: Path
) -> None:
    (snapshot / "mine_2022-01-01.csv.gz").write_bytes(b"torn")
    (snapshot / ".mine_2023-01-01.csv.gz.tmp").write_bytes(b"torn")
    (snapshot / ".manifest.json.tmp").write_bytes(b"{")
    assert len(load_snapshot([snapshot]).vintages) == 2
    add(snapshot, write_table(tmp_path), "2022-01-01")
    assert len(load_snapshot([snapshot]).vintages) == 3
    assert not [name for name in contents(snapshot) if name.endswith(".tmp")]


ADD_MANY = """
import sys
from sources.snapshots.adding import add_vintage
file, folder, source, count = sys.argv[1:]
for number in range(int(count)):
    add_vintage(file, source, f"2020-01-{number + 1:02}", "CC0", folder)
    print(number, flush=True)
"""


@pytest.mark.slow
def test_two_processes_that_add_at_once_both_land(tmp_path: Path) -> None:
    file = write_table(tmp_path)
    folder = tmp_path / "snapshot"
    writers = [run(ADD_MANY, str(file), str(folder), source, "20") for source in ("one", "other")]
    for writer in writers:
        _, errors = writer.communicate(timeout=60)
        assert (writer.returncode, errors) == (0, "")
    assert len(load_snapshot([folder]).vintages) == 40


@pytest.mark.slow
def test_a_snapshot_survives_a_kill_at_any_moment(tmp_path: Path) -> None:
    rows = "".join(f"{area},POP,{year},1\n" for area in sorted(AREAS) for year in range(2000, 2010))
    file = write_table(tmp_path, rows)
    folder = tmp_path / "snapshot"
    moments = random.Random(20261123)
    for attempt in range(8):
        writer = run(ADD_MANY, str(file), str(folder), f"source-{attempt}", "28")
        assert writer.stdout is not None
        assert writer.stdout.readline() == "0\n"
        time.sleep(moments.uniform(0, 0.1))
        writer.send_signal(signal.SIGKILL)
        done, _ = writer.communicate(timeout=60)
        loaded = load_snapshot([folder])
        of_this = [v for v in loaded.vintages if v.source == f"source-{attempt}"]
        said = 1 + done.count("\n")
        assert said <= len(of_this) <= said + 1
        assert len(loaded.observations) == len(loaded.vintages) * rows.count("\n")
    add(folder, file)
    assert not [name for name in contents(folder) if name.endswith(".tmp")]


KILL_AT = """
import os, signal, sys
from sources.snapshots.adding import add_vintage
file, folder, fatal = sys.argv[1:]
seen = 0

def die(event, arguments):
    global seen
    if event in ("open", "os.rename", "os.remove") and folder in str(arguments[0]):
        seen += 1
        if seen == int(fatal):
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(die)
add_vintage(file, "mine", "2022-01-01", "CC0", folder, retrieved_at="2026-11-23")
"""


@pytest.mark.slow
def test_a_kill_before_any_step_on_a_file_leaves_the_old_or_the_new(
    snapshot: Path, tmp_path: Path
) -> None:
    file = write_table(tmp_path)
    fatal = 0
    outcomes: list[tuple[int, int]] = []
    while not outcomes or outcomes[-1][0] == -signal.SIGKILL:
        fatal += 1
        folder = tmp_path / f"copy-{fatal}"
        shutil.copytree(snapshot, folder)
        (folder / ".mine_2019-01-01.csv.gz.tmp").write_bytes(b"left by an earlier kill")
        writer = run(KILL_AT, str(file), str(folder), str(fatal))
        _, errors = writer.communicate(timeout=60)
        assert errors == ""
        outcomes.append((writer.returncode, len(load_snapshot([folder]).vintages)))
        add(folder, file, "2022-01-01")
        assert len(load_snapshot([folder]).vintages) == 3
        assert not [name for name in contents(folder) if name.endswith(".tmp")]
    # Once the manifest is renamed the vintage is there, though its folder was not yet synced.
    assert outcomes == [*sorted(outcomes[:-1]), (0, 3)]
    assert {code for code, _ in outcomes[:-1]} == {-signal.SIGKILL}
    assert [count for _, count in outcomes].count(2) > 6


LIMITED = """
import resource, signal, sys
from sources.errors import OutputError
from sources.snapshots.adding import add_vintage
file, folder, limit, action = sys.argv[1:]
signal.signal(signal.SIGXFSZ, getattr(signal, action))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
try:
    add_vintage(file, "mine", "2022-01-01", "CC0", folder)
except OutputError as error:
    print(error)
"""


@pytest.mark.slow
@pytest.mark.parametrize("limit", [50, 1000], ids=["in the data", "in the manifest"])
@pytest.mark.parametrize("action", ["SIG_IGN", "SIG_DFL"], ids=["full disk", "killed"])
def test_a_write_that_ends_in_the_middle_leaves_the_snapshot_whole(
    snapshot: Path, tmp_path: Path, limit: int, action: str
) -> None:
    file = write_table(tmp_path)
    before = contents(snapshot)
    assert 50 < len(before["mine_2020-01-01.csv.gz"]) < 1000 < len(before["manifest.json"])
    writer = run(LIMITED, str(file), str(snapshot), str(limit), action)
    said, errors = writer.communicate(timeout=60)
    assert errors == ""
    if action == "SIG_IGN":
        assert writer.returncode == 0
        assert (
            "the snapshot cannot be written (the file would be larger than it may be here)" in said
        )
        assert not [name for name in contents(snapshot) if name.endswith(".tmp")]
    else:
        assert writer.returncode == -signal.SIGXFSZ
    after = contents(snapshot)
    assert {name: after[name] for name in before} == before
    assert len(load_snapshot([snapshot]).vintages) == 2
    add(snapshot, file, "2022-01-01")
    assert len(load_snapshot([snapshot]).vintages) == 3
