"""A store is backed up while it is written, put back as the docs say, and goes on from there."""

from __future__ import annotations

import sqlite3
import subprocess
import threading
from pathlib import Path

from postgresql import find_programs
from sample_runs import PAPER, run_of

from reports.records import EventDetail
from reports.store import Store, open_store

CLAIM = "wrong"


def _back_up(url: str, to: Path) -> None:
    """As docs/review.md says; `sqlite3 .backup` is this function of SQLite's."""
    if url.startswith("sqlite"):
        with (
            sqlite3.connect(url.removeprefix("sqlite:///")) as source,
            sqlite3.connect(to) as target,
        ):
            source.backup(target, pages=5)
        source.close()
        target.close()
        return
    programs = find_programs()
    assert programs is not None
    subprocess.run([programs / "pg_dump", "--file", to, url], check=True, timeout=120)


def _put_back(copy: Path, url: str) -> None:
    if url.startswith("sqlite"):
        Path(url.removeprefix("sqlite:///")).write_bytes(copy.read_bytes())
        return
    programs = find_programs()
    assert programs is not None
    subprocess.run(
        [programs / "psql", "--quiet", "--set", "ON_ERROR_STOP=1", "--file", copy, url],
        check=True,
        capture_output=True,
        timeout=120,
    )


def test_a_backup_taken_while_people_decide_is_whole_and_can_be_gone_on_from(
    store: Store, store_url: str, tmp_path: Path
) -> None:
    store.record_run(run_of(1))
    begun, ended = threading.Event(), threading.Event()

    def decide() -> None:
        with open_store(store_url) as other:
            while not ended.is_set():
                other.append(PAPER, CLAIM, "dispute", "Ben", EventDetail(reason="x" * 2000))
                begun.set()

    thread = threading.Thread(target=decide)
    thread.start()
    try:
        assert begun.wait(60)
        _back_up(store_url, tmp_path / "copy")
    finally:
        ended.set()
        thread.join()

    later = _other_database(store_url, tmp_path)
    _put_back(tmp_path / "copy", later)
    with open_store(later) as restored:
        found = restored.verify_events()
        assert found.events and not found.broken
        kept = restored.events(PAPER, CLAIM)
        assert kept == store.events(PAPER, CLAIM)[: len(kept)]
        restored.append(PAPER, CLAIM, "accept", "Ada", EventDetail(reason="known"))
        assert not restored.verify_events().broken
        assert restored.events(PAPER, CLAIM)[-1].number == len(kept) + 1


def _other_database(url: str, folder: Path) -> str:
    """The address of an empty database of the same kind."""
    if url.startswith("sqlite"):
        return f"sqlite:///{folder / 'later.db'}"
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {url.rpartition('/')[2]}_later")
    return f"{url}_later"
