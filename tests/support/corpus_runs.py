"""Runs of many registers: cut off, noted, spoiled, and on observations that are read once."""

from __future__ import annotations

import gzip
import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flows.work.corpus import shared_data
from flows.work.corpus.chunks import judge_chunk
from flows.work.corpus.run import judge_here
from flows.work.corpus.shared_data import SharedData, check, prepare
from sources.snapshots.needs import Wanted


class Observations:
    """What `shared_data` reads and checks, kept from one run to the next: the same for the same."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.read: dict[str, SharedData] = {}
        self.checked: dict[str, tuple[SharedData, str]] = {}

    def prepare(self, snapshots: tuple[str, ...], wanted: Wanted | None = None) -> SharedData:
        """`shared_data.prepare`; of a snapshot of the test's own each time."""
        if snapshots != ("embedded",):
            return prepare(snapshots, wanted)
        key = f"{shared_data.program_digest()} {wanted}"
        if key not in self.read:
            self.read[key] = prepare(snapshots, wanted)
        return self.read[key]

    def check(self, ground: SharedData, out: Path, run_id: str) -> tuple[SharedData, str]:
        """`shared_data.check`, its files copied."""
        kept = self.folder / ground.digest
        if ground.digest not in self.checked:
            self.checked[ground.digest] = check(ground, kept, run_id)
        shutil.copytree(kept, out, dirs_exist_ok=True)
        return self.checked[ground.digest]


def corpus_in(folder: Path) -> Path:
    (found,) = [
        one for one in (folder / "reports/site/corpora").iterdir() if not one.name.startswith(".")
    ]
    return found


def findings_in(corpus: Path) -> dict[str, dict[str, Any]]:
    found = {}
    for path in corpus.glob("chunk-*/*/findings.json.gz"):
        made = json.loads(gzip.decompress(path.read_bytes()))
        found[made["paper"]["id"]] = made
    return found


def stopping_after(count: int) -> Callable[..., Any]:
    """A runner that is cut off after so many chunks."""

    def run(given: Any, ground: Any) -> Any:
        for at, result in enumerate(judge_here(given, ground)):
            if at == count:
                raise KeyboardInterrupt
            yield result

    return run


def spoil(database: Path) -> None:
    """Rename a table under the program, as a migration by other hands would."""
    with sqlite3.connect(database) as connection:
        connection.execute("ALTER TABLE findings RENAME TO findings_away")


def mend(database: Path) -> None:
    """Put the table back."""
    with sqlite3.connect(database) as connection:
        connection.execute("ALTER TABLE findings_away RENAME TO findings")


def noting(files: list[str]) -> Callable[..., Any]:
    """A runner that notes which registers it is given."""

    def run(given: Any, _: Any) -> Any:
        for chunk in given:
            files.extend(register.file for register in chunk.registers)
            yield judge_chunk(chunk)

    return run
