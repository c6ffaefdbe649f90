"""Clocks that go back, locks that fail, stores that are locked, damaged or read-only."""

from __future__ import annotations

import errno
import os
import random
import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from fake_world import quick_steps, serve_world
from postgresql import PostgreSQL
from processes import PROGRAM, Corrigenda
from sample_messages import CORRECTION
from sample_runs import run_of

import reports.store.opening
from flows.work.orders import RefreshOrder
from flows.work.refreshing import refresh
from flows.work.timetables.dead_runs import is_silent
from flows.work.timetables.timetable import ScheduledRun, beat_file, is_done, is_missed
from reports.records import EventDetail
from reports.store import open_store
from sources.errors import StoreError
from sources.evidence.collection import current_snapshot, list_snapshots
from sources.tools.instants import to_millisecond, to_name
from sources.tools.locks import lock_file

NOW = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
AHEAD = NOW + timedelta(days=1500)


def sites(folder: Path) -> list[Path]:
    return list(folder.glob("reports/site/runs/[!.]*"))


def test_a_run_that_began_in_time_to_come_keeps_no_later_one_from_beginning() -> None:
    entry = ScheduledRun("validate-x", "validate", "0 6 * * 1", "UTC", to_millisecond(NOW))
    later = replace(entry, began_at=to_millisecond(AHEAD), outcome="finished")
    due = NOW - timedelta(hours=2)
    assert is_done(later, due, AHEAD)
    assert not is_done(later, due, NOW)
    assert is_missed(later, NOW)


def test_a_sign_of_life_from_time_to_come_is_none(tmp_path: Path) -> None:
    entry = ScheduledRun("validate-x", "validate", began_at=to_millisecond(NOW), outcome="running")
    beat = beat_file(tmp_path, entry.name)
    beat.parent.mkdir()
    beat.touch()
    for moment, silent in ((AHEAD, True), (NOW - timedelta(seconds=20), False)):
        os.utime(beat, (moment.timestamp(),) * 2)
        assert is_silent(tmp_path, entry, NOW) is silent


def test_a_message_that_was_put_off_to_time_to_come_is_sent_all_the_same(store_url: str) -> None:
    with open_store(store_url) as store:
        store.enqueue("desk", replace(CORRECTION, kind="notice"))
        [taken] = store.take_due(to_millisecond(AHEAD), 300)
        store.not_delivered(
            taken.id, "busy", is_final=False, not_before=to_millisecond(AHEAD + timedelta(hours=1))
        )
        assert len(store.take_due(to_millisecond(NOW), 300)) == 1
        assert store.take_due(to_millisecond(NOW + timedelta(seconds=1)), 300) == ()


@pytest.mark.slow
def test_a_snapshot_that_is_taken_after_the_clock_went_back_is_still_the_newest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serve_world() as world:
        for name, value in world.environment.items():
            monkeypatch.setenv(name, value)
        order = RefreshOrder(sources=("wdi",), home=str(tmp_path))
        assert refresh(order, quick_steps()).outcome == "stored"
        first = list_snapshots(tmp_path)[0]
        # As a clock that was a day ahead would have called it.
        ahead = first.with_name(to_name(datetime.now(UTC) + timedelta(days=1)))
        first.rename(ahead)
        (ahead.parent / "current").write_text(f"{ahead.name}\n")
        world.alter(lambda _code, _area, _year, value: value, "2026-09-01")
        done = refresh(order, quick_steps())
        assert done.outcome == "stored"
        assert list_snapshots(tmp_path) == (ahead, current_snapshot(tmp_path))
        assert "2026-07-13" in str(done.changes)  # the one before


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("faketime") is None, reason="faketime is not installed")
@pytest.mark.parametrize(
    ("moment", "zone"), [("-1d", "Pacific/Kiritimati"), ("-9y", "America/St_Johns"), ("+3y", "UTC")]
)
def test_by_any_clock_and_in_any_zone_the_verdicts_are_the_same(
    moment: str, zone: str, program: Corrigenda
) -> None:
    import subprocess

    env = {"TZ": zone, "CORRIGENDA_HOME": str(program.home), "PATH": os.environ["PATH"]}
    for when in ("+0d", moment):
        done = subprocess.run(
            ["faketime", "-f", when, PROGRAM, "validate", "--plain"],
            cwd=program.folder,
            env=env,
            capture_output=True,
            text=True,
            timeout=600,
        )
        assert done.returncode == 0, done.stderr
        assert re.search(r"\b7 hold", done.stdout), done.stdout
    assert len(sites(program.folder)) == 2


def test_a_file_system_without_locks_is_told_as_such(
    corrigenda: Corrigenda, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    table = tmp_path / "own.csv"
    table.write_text("iso3,indicator,year,value\nKEN,my.series,2001,1\n")

    def refuse(_file: object, _how: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", refuse)
    for words in (
        f"snapshot add {table} --source own --vintage 2026-01-01 --licence CC0-1.0".split(),
        ["validate", "--plain"],
    ):
        done = corrigenda(*words)
        assert done.returncode == 2, done.stderr
        assert "No locks available" in done.stderr
        assert "fault of Corrigenda" not in done.stderr
    assert sites(tmp_path) == []
    with pytest.raises(OSError, match="No locks available"), lock_file(tmp_path / "lock"):
        pass


def test_a_store_that_another_program_holds_is_told_before_anything_is_written(
    corrigenda: Corrigenda, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "own"
    path = home / "store.db"
    open_store(f"sqlite:///{path}").close()
    monkeypatch.setattr(reports.store.opening, "WAIT_SECONDS", 0.2)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        done = corrigenda("validate", "--plain", env={"CORRIGENDA_HOME": str(home)})
    assert done.returncode == 2
    assert "database is locked" in done.stderr and "try again" in done.stderr
    assert sites(corrigenda.folder) == []
    done = corrigenda("validate", "--plain", env={"CORRIGENDA_HOME": str(home)})
    assert done.returncode == 0


@pytest.mark.parametrize("how", ["truncated", "a page overwritten"])
def test_a_damaged_store_is_told_before_anything_is_written(
    how: str, corrigenda: Corrigenda, tmp_path: Path
) -> None:
    home, draw = tmp_path / "own", random.Random(16)
    path = home / "store.db"
    with open_store(f"sqlite:///{path}") as store:
        for number in (1, 2, 3):
            store.record_run(run_of(number))
    sound = path.read_bytes()
    told = 0
    for _ in range(6):
        for beside in home.glob("store.db-*"):
            beside.unlink()
        at = 4096 * draw.randrange(2, len(sound) // 4096)
        spoilt = (
            sound[:at]
            if how == "truncated"
            else (sound[:at] + draw.randbytes(4096) + sound[at + 4096 :])
        )
        path.write_bytes(spoilt)
        done = corrigenda("validate", "--plain", env={"CORRIGENDA_HOME": str(home)})
        if done.returncode:
            told += 1
            assert done.returncode == 2, done.stderr
            assert "is damaged" in done.stderr and "the last backup" in done.stderr
            assert sites(corrigenda.folder) == []
        else:
            shutil.rmtree(corrigenda.folder / "reports")
    assert told >= 5


@pytest.mark.slow
def test_postgresql_that_may_only_be_read_is_told_before_anything_is_written(
    corrigenda: Corrigenda, postgresql: PostgreSQL
) -> None:
    url = postgresql.new_database()
    open_store(url).close()
    name = url.rpartition("/")[2]
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    done = corrigenda("validate", "--plain", env={"CORRIGENDA_DATABASE_URL": url})
    assert done.returncode == 2, done.stderr
    assert "PostgreSQL lets nothing be written" in done.stderr
    assert sites(corrigenda.folder) == []
    with open_store(url) as store, pytest.raises(StoreError, match="lets nothing be written"):
        store.append("a-paper", "wrong", "accept", "Ada", EventDetail(reason="x"))


@pytest.mark.slow
def test_postgresql_that_is_out_of_connections_is_told_before_anything_is_written(
    corrigenda: Corrigenda, postgresql: PostgreSQL
) -> None:
    url = postgresql.new_database()
    open_store(url).close()
    name = url.rpartition("/")[2]
    with psycopg.connect(postgresql.new_database(), autocommit=True) as connection:
        connection.execute("DROP ROLE IF EXISTS clerk")
        connection.execute("CREATE ROLE clerk LOGIN CONNECTION LIMIT 1")
        connection.execute(f"GRANT ALL ON DATABASE {name} TO clerk")
    clerk = url.replace("tester@", "clerk@")
    with psycopg.connect(clerk):
        done = corrigenda("validate", "--plain", env={"CORRIGENDA_DATABASE_URL": clerk})
    assert done.returncode == 2, done.stderr
    assert "too many connections" in done.stderr
    assert sites(corrigenda.folder) == []


@pytest.mark.slow
def test_postgresql_that_ends_a_connection_in_the_middle_loses_no_decision(
    postgresql: PostgreSQL,
) -> None:
    url = postgresql.new_database()
    answered = 0
    with open_store(url) as store, psycopg.connect(url, autocommit=True) as other:
        store.record_run(run_of(1))
        for number in range(20):
            # As a restart does to all connections; the pool finds out at its next use.
            other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            try:
                store.append(
                    "a-paper",
                    "wrong",
                    "defer",
                    "Ada",
                    EventDetail(until=f"2027-01-{number + 1:02}"),
                )
                answered += 1
            except StoreError as error:
                assert "does not answer" in error.what
        kept = [one.kind for one in store.events("a-paper", "wrong")]
        assert kept.count("defer") == answered > 10
