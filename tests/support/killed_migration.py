"""A store brought to the newest schema, and killed meanwhile: its state of before and of after."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config
from killed_commands import Job
from sample_runs import run_of

import reports.corrections.export  # noqa: F401
from reports.records import EventDetail
from reports.store import HEAD, open_store
from reports.store.opening import _make_engine, _read_url

ROOT = Path(__file__).resolve().parents[2]
Look = Iterator[tuple[str, str]]


class Migration(Job):
    """A store of the first version of the program that is brought up to date."""

    name = "migration"

    def prepare(self) -> None:
        self.home.mkdir(parents=True)
        self._old, self._now = self.home / "old.db", self.home / "store.db"
        full = self.home / "full.db"
        with open_store(f"sqlite:///{full}") as store:
            for number in range(12):
                paper = f"paper-{number}"
                store.record_run(run_of(1, paper_id=paper))
                for claim in ("wrong", "old"):
                    store.append(paper, claim, "approve", "Ada", EventDetail(wording="50 people"))
        engine = _make_engine(_read_url(f"sqlite:///{self._old}"))
        config = Config()
        config.set_main_option("script_location", str(ROOT / "reports/store/migrations"))
        with engine.execution_options(is_write=True).begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "0001")
        engine.dispose()
        with closing(sqlite3.connect(self._old)) as old:
            old.execute("ATTACH ? AS whole", (str(full),))
            self._tables = [
                str(name)
                for (name,) in old.execute("SELECT name FROM main.sqlite_master WHERE type='table'")
                if name not in ("alembic_version", "sqlite_sequence")
            ]
            for table in self._tables:
                names = [str(row[1]) for row in old.execute(f"PRAGMA main.table_info({table})")]
                columns = ", ".join(f'"{name}"' for name in names)
                old.execute(
                    f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM whole.{table}"
                )
            old.commit()
            old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._rows = self._read(self._old)

    def _read(self, path: Path) -> dict[str, list[tuple[object, ...]]]:
        with closing(sqlite3.connect(path)) as one:
            return {
                table: one.execute(f"SELECT * FROM {table} ORDER BY rowid").fetchall()
                for table in self._tables
            }

    def arm(self, number: int) -> None:
        for path in self.home.glob("store.db*"):
            path.unlink()
        shutil.copy(self._old, self._now)

    def run(self) -> int:
        with open_store(f"sqlite:///{self._now}") as store:
            return 0 if not store.verify_events().broken else 4

    def look(self, *, is_done: bool) -> Look:
        with closing(sqlite3.connect(self._now)) as one:
            [(health,)] = one.execute("PRAGMA integrity_check").fetchall()
            [(version,)] = one.execute("SELECT version_num FROM alembic_version").fetchall()
        if health != "ok":
            yield "lost", f"the file: {health}"
        if version not in ("0001", HEAD) or (is_done and version != HEAD):
            yield "lost", f"its schema is {version}"
        for table, rows in self._read(self._now).items():
            if len(rows) > len(self._rows[table]):
                yield "doubled", f"rows of {table}"
            elif rows != self._rows[table]:
                yield "lost", f"rows of {table}"
