"""Small tables and snapshots for the tests of snapshots."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from sources.model import Vintage
from sources.snapshots.adding import RESERVED, add_vintage

ROOT = Path(__file__).resolve().parents[2]
HEADER = "iso3,indicator,year,value\n"


def write_table(folder: Path, rows: str = "CHN,POP,2010,1.5\n") -> Path:
    """A table of observations in a file."""
    file = folder / "mine.csv"
    file.write_text(HEADER + rows, encoding="utf-8")
    return file


def add(folder: Path, file: Path, vintage: str = "2020-01-01", source: str = "mine") -> Vintage:
    """Add a table to the snapshot in a folder, with fixed metadata."""
    return add_vintage(
        file,
        source,
        vintage,
        "CC0",
        folder,
        retrieved_at="2026-11-23",
        supplied_by="a test" if source in RESERVED else "",
    )


def make_snapshot(folder: Path) -> Path:
    """A snapshot of two vintages and three observations, in a folder below."""
    snapshot = folder / "snapshot"
    add(snapshot, write_table(folder))
    add(snapshot, write_table(folder, "NAM,POP,2010,2\nIND,GDP,2011,3\n"), "2021-01-01")
    return snapshot


def contents(folder: Path) -> dict[str, bytes]:
    """All files of a folder."""
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def run(code: str, *arguments: str) -> subprocess.Popen[str]:
    """Python code as a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
