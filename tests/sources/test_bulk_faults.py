"""A bulk file that is damaged, hostile or cut off is told as such, and leaves nothing behind."""

from __future__ import annotations

import shutil
import signal
import tempfile
import time
import zipfile
from pathlib import Path

import pytest
from bulk_archives import wide_lines, write_archive
from bulk_snapshots import HEADER, ROWS, YEARS, add, make
from snapshot_tables import contents, run

from sources.errors import ObservationsError, OutputError
from sources.providers.wdi_bulk import (
    archive,
)
from sources.providers.wdi_bulk import (
    series as wdi_series,
)
from sources.reference.areas import AREAS
from sources.snapshots.load import load_snapshot


def faulty(kind: str, folder: Path) -> Path:
    """A bulk file with a named fault."""
    file = folder / "bad.zip"
    text = wide_lines(ROWS, YEARS)
    if kind == "no zip":
        file.write_text("<html>Not found</html>")
    elif kind == "cut":
        write_archive(file, text)
        file.write_bytes(file.read_bytes()[:-40])
    elif kind == "torn":
        write_archive(file, text)
        content = bytearray(file.read_bytes())
        content[80:90] = b"\xff" * 10
        file.write_bytes(content)
    elif kind == "no data":
        write_archive(file, text, member="Other.csv")
    elif kind == "two data":
        write_archive(file, text, others={"WDIData.csv": text})
    elif kind == "leads out":
        write_archive(file, text, member="../../evil/WDICSV.csv")
    elif kind == "leads out elsewhere":
        write_archive(file, text, others={"/etc/evil": "x"})
    elif kind == "many":
        write_archive(file, text, others={f"{at}.csv": "" for at in range(100)})
    elif kind == "long line":
        write_archive(file, text + "x" * (2 << 20))
    return file


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        ("absent", "no such file"),
        ("no zip", "no zip file"),
        ("cut", "no zip file"),
        ("torn", "torn"),
        ("no data", "there is no WDICSV.csv in it; there is 'Other.csv'"),
        ("two data", "more than one member with data"),
        ("leads out", "leads out of the archive"),
        ("leads out elsewhere", "leads out of the archive"),
        ("many", "members, more than"),
        ("long line", "longer than a megabyte"),
    ],
)
def test_an_archive_that_is_none_is_refused_and_leaves_nothing(
    tmp_path: Path, kind: str, what: str
) -> None:
    folder = tmp_path / "below"
    folder.mkdir()
    with pytest.raises(ObservationsError, match=what) as refusal:
        add(faulty(kind, folder), tmp_path / "snapshot")
    assert refusal.value.mend
    assert not (tmp_path / "snapshot").exists()
    assert {path.name for path in tmp_path.iterdir()} == {"below"}


def test_a_zip_bomb_is_refused_by_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write_archive(tmp_path / "x.zip", wide_lines(ROWS, YEARS))
    monkeypatch.setattr(archive, "MOST_BYTES", 100)
    with pytest.raises(ObservationsError, match="its data unpack to"):
        add(file, tmp_path / "snapshot")


def test_a_member_larger_than_it_says_ends_where_it_says(tmp_path: Path) -> None:
    file = write_archive(tmp_path / "x.zip", wide_lines(ROWS, YEARS) + "\n" * 100_000)
    content = bytearray(file.read_bytes())
    central = content.rindex(b"PK\x01\x02")
    content[central + 24 : central + 28] = (200).to_bytes(4, "little")
    file.write_bytes(content)
    with pytest.raises(ObservationsError, match="torn"):
        add(file, tmp_path / "snapshot")


GOOD = 'China,CHN,"Population, total",SP.POP.TOTL,1,2\n'


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("", 1, "the header is"),
        ("Country Name;Country Code\n", 1, "the header is"),
        (HEADER.replace("2011", "2011 [YR2011]"), 1, "is no year"),
        (HEADER.replace("2011", "2010"), 1, "the year 2010 twice"),
        (HEADER, None, "no observation in it"),
        (HEADER + GOOD + "X,QQQ,P,C,1,2\n", 3, "unknown area code 'QQQ'"),
        (HEADER + GOOD + "Namibia,NA,P,C,1,2\n", 3, "Namibia is NAM"),
        (HEADER + GOOD + "X,,P,C,1,2\n", 3, "no area code"),
        (HEADER + GOOD + "X,CHN,P,,1,2\n", 3, "no indicator"),
        (HEADER + GOOD + "X,CHN,P,A B ,1,2\n", 3, "blanks around"),
        (HEADER + GOOD + "X,CHN,P,C,1,many\n", 3, "'many' is not a number"),
        (HEADER + GOOD + "X,CHN,P,C,1,nan\n", 3, "'nan' is not a number"),
        (HEADER + GOOD + 'X,CHN,P,C,1,"1,5"\n', 3, "'1,5' is not a number"),
        (HEADER + GOOD + "X,CHN,P,C,1,1e999\n", 3, "too large"),
        (HEADER + GOOD + "X,CHN,P,C,1\n", 3, "5 fields instead of 6"),
        (HEADER + GOOD + "\n" + GOOD, 4, "line 2 has it too"),
        (HEADER + GOOD + GOOD, 3, "SP.POP.TOTL, CHN is here a second time; line 2"),
        (HEADER + GOOD + 'X,CHN,"P,C,1,2\n' + GOOD, 3, "not CSV"),
        (HEADER.strip() + ",\nX,CHN,P,C,1,2,3\n", 2, "stands below no year"),
    ],
)
def test_a_fault_in_the_data_is_told_with_its_line(
    tmp_path: Path, text: str, line: int | None, what: str
) -> None:
    file = write_archive(tmp_path / "x.zip", text)
    with pytest.raises(ObservationsError) as refusal:
        add(file, tmp_path / "snapshot")
    assert what in str(refusal.value)
    assert refusal.value.line == line
    assert refusal.value.file == f"{file}/WDICSV.csv"
    assert not (tmp_path / "snapshot").exists()


def test_a_stray_pair_of_quotes_cannot_swallow_lines(tmp_path: Path) -> None:
    swallowing = HEADER + '"Land,CHN,P,A,1,2\nLand,IND,P,A,1,2\nLand",CHN,P,B,1,2\n'
    file = write_archive(tmp_path / "x.zip", swallowing)
    with pytest.raises(ObservationsError, match="not CSV") as refusal:
        add(file, tmp_path / "snapshot")
    assert refusal.value.line == 2


def test_the_line_is_right_beyond_the_first_block(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wdi_series, "BLOCK_BYTES", 64)
    lines = "".join(f"Land,CHN,P,C{at},1,2\n" for at in range(500))
    file = write_archive(tmp_path / "x.zip", HEADER + lines + "Land,CHN,P,C7,1,2\n")
    with pytest.raises(ObservationsError, match="line 9 has it too") as refusal:
        add(file, tmp_path / "snapshot")
    assert refusal.value.line == 502


def test_no_room_for_temporary_files_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    file = write_archive(tmp_path / "x.zip", wide_lines(ROWS, YEARS))
    with pytest.raises(OutputError, match="Set TMPDIR"):
        add(file, tmp_path / "snapshot")


# Killed
KILL_AT = """
import os, signal, sys
from sources.providers.wdi_bulk.take import add_wdi_bulk
file, folder, fatal = sys.argv[1:]
seen = 0

def die(event, arguments):
    global seen
    if event in ("open", "os.rename", "os.remove") and folder in str(arguments[0]):
        seen += 1
        if seen == int(fatal):
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(die)
add_wdi_bulk(file, folder, vintage="2026-01-01", retrieved_at="2026-11-24")
"""


@pytest.mark.slow
def test_a_kill_before_any_step_on_a_file_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    made = make(tmp_path)
    file = tmp_path / "WDI_CSV_2025_07_02.zip"
    counts = []
    for fatal in range(1, 40):
        folder = tmp_path / f"copy-{fatal}"
        shutil.copytree(made, folder)
        child = run(KILL_AT, str(file), str(folder), str(fatal))
        _, errors = child.communicate(timeout=60)
        counts.append(len(load_snapshot([folder]).vintages))
        if child.returncode == 0:
            break
        assert child.returncode == -signal.SIGKILL, errors
        assert counts[-1] in {1, 2}
        add(file, folder, vintage="2026-01-01")
        assert len(load_snapshot([folder]).vintages) == 2
        assert set(contents(folder)) == {
            "manifest.json",
            "wdi_2025-07-02.parquet",
            "wdi_2026-01-01.parquet",
        }
    assert counts[0] == 1 and counts[-1] == 2 and len(counts) > 5


ADD = """
import sys
from sources.providers.wdi_bulk.take import add_wdi_bulk
add_wdi_bulk(sys.argv[1], sys.argv[2], hear=lambda one: print(one.stage, flush=True))
"""


@pytest.mark.slow
def test_a_kill_while_it_streams_leaves_no_snapshot_and_no_temporary_file(tmp_path: Path) -> None:
    rows = {
        (f"C{code:03}", area, year): code + year / 7
        for code in range(300)
        for area in sorted(AREAS)[:200]
        for year in YEARS
    }
    file = write_archive(tmp_path / "WDI_CSV_2025_07_02.zip", wide_lines(rows, YEARS))
    child = run(ADD, str(file), str(tmp_path / "snapshot"))
    assert child.stdout is not None and child.stdout.readline()
    child.send_signal(signal.SIGKILL)
    child.communicate(timeout=60)
    left = {path.name for path in tmp_path.rglob("*")} - {file.name, "snapshot"}
    assert "manifest.json" not in left
    time.sleep(0.01)
    add(file, tmp_path / "snapshot")
    assert set(contents(tmp_path / "snapshot")) == {"manifest.json", "wdi_2025-07-02.parquet"}


def test_encrypted_archives_are_refused(tmp_path: Path) -> None:
    file = write_archive(tmp_path / "x.zip", wide_lines(ROWS, YEARS))
    content = bytearray(file.read_bytes())
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        content[content.index(mark) + offset] |= 1
    file.write_bytes(content)
    assert zipfile.is_zipfile(file)
    with pytest.raises(ObservationsError, match="cannot be read"):
        add(file, tmp_path / "snapshot")
