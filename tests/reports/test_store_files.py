"""Opening a store: its schema, its address, a damaged file, and who may read it."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sample_runs import PAPER, run_of
from sqlalchemy.exc import OperationalError
from threads_at_once import together

from reports.records import EventDetail
from reports.store import HEAD, open_store
from reports.store.opening import open_engine
from reports.store.tables import metadata
from reports.store.transactions import _telling
from sources.errors import StoreError

ROOT = Path(__file__).resolve().parents[2]


def test_two_processes_that_open_an_empty_database_at_once_both_find_it_ready(
    store_url: str,
) -> None:
    def opened() -> int:
        with open_store(store_url) as own:
            return own.queue().total

    assert together([opened] * 8) == [0] * 8


def test_the_tables_are_those_that_the_migrations_make(store_url: str) -> None:
    engine = open_engine(store_url)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def test_the_newest_schema_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(ROOT / "reports/store/migrations"))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_a_store_of_a_newer_version_is_refused_and_left_as_it_is(store_url: str) -> None:
    engine = open_engine(store_url)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="newer version"):
        open_store(store_url)
    with engine.begin() as connection:
        found = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
    assert found == "9999"
    engine.dispose()


def test_an_empty_store_that_is_opened_again_keeps_its_data(store_url: str) -> None:
    with open_store(store_url) as first:
        first.record_run(run_of(1))
    with open_store(store_url) as second:
        assert second.queue().total == 3


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://x/y", "cannot be kept in mysql"),
        ("nonsense", "cannot be read"),
        ("postgresql://nobody:secret@127.0.0.1:1/none", "cannot be opened"),
        ("postgresql://127.0.0.1:1/none?user=nobody&password=secret", "cannot be opened"),
        ("postgresql://127.0.0.1:1/none?sslpassword=secret&no-such-option=1", "cannot be opened"),
        ("postgresql:///none?host=127.0.0.1&port=1&passfile=/x/secret", "cannot be opened"),
        ("postgresql://a:secret@127.0.0.1:no-port/x", "cannot be"),
    ],
)
def test_an_address_that_leads_nowhere_is_told_without_its_password(url: str, said: str) -> None:
    with pytest.raises(StoreError, match=said) as told:
        open_store(url)
    assert "secret" not in str(told.value)
    assert "CORRIGENDA_DATABASE_URL" in str(told.value)


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    path.write_text("no database at all, but long enough to be taken for one " * 10)
    with pytest.raises(StoreError, match="is damaged: file is not a database") as told:
        open_store(f"sqlite:///{path}")
    assert "the last backup" in told.value.mend


def use(path: Path, number: int) -> None:
    """All kinds of reading and writing."""
    with open_store(f"sqlite:///{path}") as opened:
        opened.queue(text="a")
        for run in opened.list_runs():
            opened.findings_of(run.run_id)
        opened.corrections()
        opened.deliveries()
        opened.record_run(run_of(number))
        opened.append(PAPER, "wrong", "accept", "Ada", EventDetail(reason="x"))


def test_a_damaged_file_is_told_as_such_wherever_it_was_overwritten(tmp_path: Path) -> None:
    whole = tmp_path / "whole.db"
    with open_store(f"sqlite:///{whole}") as opened:
        for number in (1, 2, 3):
            opened.record_run(run_of(number))
    sound = whole.read_bytes()
    draw = random.Random(16)
    page, faults = 4096, 0
    for number in range(10, 40):
        at = draw.randrange(1, len(sound) // page) * page
        spoilt = bytearray(sound)
        match number % 3:
            case 0:
                spoilt[at : at + page] = draw.randbytes(page)
            case 1:
                spoilt[at : at + page] = bytes(page)
            case 2:
                del spoilt[at + draw.randrange(page) :]
        path = tmp_path / f"{number}.db"
        path.write_bytes(spoilt)
        try:
            use(path, number)
        except StoreError as error:
            faults += 1
            assert "is damaged" in error.what, error
            assert "the last backup" in error.mend
    assert faults > 12


def test_a_full_disk_and_a_store_that_may_not_be_written_are_told_with_their_own_mend() -> None:
    for said, mend in (
        ("database or disk is full", "Free some room"),
        ("attempt to write a readonly database", "writable"),
        ("database is locked", "try again"),
    ):
        error = OperationalError("INSERT", {}, sqlite3.OperationalError(said))
        with pytest.raises(StoreError, match=said) as told, _telling(sa.create_engine("sqlite://")):
            raise error
        assert mend in told.value.mend


def mode_of(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_a_store_is_its_owners_only(tmp_path: Path) -> None:
    path = tmp_path / "a" / "home" / "store.db"
    with open_store(f"sqlite:///{path}") as opened:
        opened.record_run(run_of(1))
        kept = list(path.parent.iterdir())
        assert {one.name for one in kept} >= {"store.db", "store.db-wal"}
        assert {mode_of(one) for one in kept} == {0o600}
    assert (mode_of(path.parent), mode_of(path.parents[1])) == (0o700, 0o700)


def test_a_store_that_strangers_could_read_is_closed_to_them(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    open_store(f"sqlite:///{path}").close()
    for given, kept in ((0o644, 0o600), (0o660, 0o660), (0o600, 0o600)):
        path.chmod(given)
        open_store(f"sqlite:///{path}").close()
        assert mode_of(path) == kept


def test_sqlite_is_in_wal_mode(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    open_store(f"sqlite:///{path}").close()
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


@pytest.mark.parametrize(
    "url",
    ["sqlite://", "sqlite:///", "sqlite:///:memory:", "sqlite://host/x.db", "sqlite:///x?mode=ro",
     "sqlite://a:b@c:9/x", "mysql://x/y", "nonsense", "sqlite:///a\0b"],
)  # fmt: skip
def test_an_address_that_names_no_file_is_told(url: str) -> None:
    with pytest.raises(StoreError):
        open_store(url)
