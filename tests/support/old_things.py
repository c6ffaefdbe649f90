"""A home and a site with more in them than stays: snapshots, quarantine, reports, left-overs."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from killed_commands import Job, quietly
from sample_runs import plain_run_of

from flows.cli.main import run
from reports.findings.model import Findings, from_plain
from reports.pages.site import open_staging, publish_run, write_findings
from reports.records import EventDetail
from reports.store import open_store
from sources.evidence.collection import quarantine_of, snapshots_of
from sources.snapshots.adding import add_vintage
from sources.snapshots.manifest import read_manifest
from sources.tools.instants import to_name

PAPER, OTHER = "a-paper", "another-paper"
FIRST = datetime(2026, 1, 1, tzinfo=UTC)
LIMITS = {
    "CORRIGENDA_KEEP_SNAPSHOTS": "3",
    "CORRIGENDA_KEEP_REPORTS": "2",
    "CORRIGENDA_KEEP_QUARANTINE_DAYS": "30",
}


def add_snapshot(parent: Path, day: int, value: float) -> Path:
    """A snapshot of that day of 2026, with an edition whose figure is this."""
    folder = parent / to_name(FIRST + timedelta(days=day))
    parent.mkdir(parents=True, exist_ok=True)
    table = parent.parent / "table.csv"
    table.write_text(f"iso3,indicator,year,value\nKEN,X,2015,{value}\n")
    add_vintage(table, "mine", "2026-01-01", "CC0-1.0", folder)
    return folder


def sum_in(folder: Path) -> str:
    """The sum of the data of the one edition of a snapshot."""
    return read_manifest(folder).vintages[0].evidence.sha256


def add_run(home: Path, site: Path, number: int, read: str = "", paper: str = PAPER) -> Findings:
    """A run with its report and its record; `read` is the sum of the edition that it read."""
    plain = plain_run_of(number, paper_id=paper)
    if read:
        plain["vintages"][0]["sha256"] = read
    found = from_plain(plain, Findings)
    staging = open_staging(site, found.run.run_id)
    write_findings(found, staging)
    page = publish_run(staging, site, found.run.run_id)
    with open_store(f"sqlite:///{home / 'store.db'}") as store:
        store.record_run(found, page=str(page))
    return found


def left_behind(path: Path, days: float = 2.0) -> Path:
    """A temporary file or folder that a process left so many days ago."""
    if path.suffix == ".tmp":
        path.write_bytes(b"half")
    else:
        path.mkdir(parents=True)
        (path / "half").write_bytes(b"half")
    os.utime(path, (time.time() - days * 86_400,) * 2)
    return path


def whole(folder: Path) -> dict[str, str]:
    """The sum of each file below a folder."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


class Tidy(Job):
    """`tidy --yes`, each time with two more of each kind than stay."""

    name = "tidy"

    def prepare(self) -> None:
        self.home.mkdir(parents=True)
        os.environ.update({**LIMITS, "CORRIGENDA_HOME": str(self.home)})
        os.environ["CORRIGENDA_DATABASE_URL"] = ""
        self._number = 0
        snapshots = snapshots_of(self.home)
        needed = add_snapshot(snapshots, 0, 1.0)
        found = add_run(self.home, self.out, 1, sum_in(needed))
        with open_store(f"sqlite:///{self.home / 'store.db'}") as store:
            store.append(PAPER, "wrong", "approve", "Ada", EventDetail(wording="50 people"))
        self._kept = [needed, self.out / "runs" / found.run.run_id]
        self._sums = {path: whole(path) for path in self._kept}

    def arm(self, number: int) -> None:
        for _ in range(2):
            self._number += 1
            add_snapshot(snapshots_of(self.home), 10 + self._number, 100.0 + self._number)
            apart = quarantine_of(self.home)
            add_snapshot(apart, 9, -self._number) if not apart.is_dir() else None
            add_run(self.home, self.out, 2 + self._number % 26, paper=f"paper-{self._number}")
        self._known = {
            path: whole(path)
            for folder in (snapshots_of(self.home), self.out / "runs")
            for path in folder.glob("[!.]*")
            if path.is_dir()
        }

    def run(self) -> int:
        return quietly(self.folder, lambda: run(["tidy", "--yes", "--out", str(self.out)]))

    def look(self, *, is_done: bool) -> Iterator[tuple[str, str]]:
        for path, sums in self._sums.items():
            if not path.is_dir() or whole(path) != sums:
                yield "lost", f"{path.name}, which something rests on"
        for path, sums in self._known.items():
            if path.is_dir() and whole(path) != sums:
                yield "lost", f"a part of {path.name}"
        taken = [one for one in snapshots_of(self.home).glob("2*Z") if one.is_dir()]
        if is_done and len(taken) > 4:
            yield "doubled", f"{len(taken)} snapshots stay"
