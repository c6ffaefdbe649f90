"""Transactions of the store, and what its parts share: instants, bytes by their checksum, rows."""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.schema import Table

from reports.store.tables import contents
from sources.errors import StoreError
from sources.tools.instants import to_millisecond

T = TypeVar("T")

_TRIES = 5
_READ_ONLY_TRANSACTION = "25006"
_QUICKLY_READ = 256 << 20
"""Bytes of a SQLite file that is read through before a run."""
_MOST_VALUES = 10_000
"""Values in one statement; both databases take some three times as many."""
_AGAIN = frozenset({"40001", "40P01"})
"""PostgreSQL's codes for a transaction that another one stood in the way of: it may be repeated."""


class Transactions:
    """The engine of a store, and its transactions."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writing = engine.execution_options(is_write=True)

    def refuse_unfit(self) -> None:
        """See that the database is whole and takes what is written, before slow work is begun.

        A SQLite file is read through where that takes no time to speak of.

        Raises:
            StoreError: It is damaged, locked by another for too long, or may only be read.
        """
        if self._engine.dialect.name == "sqlite":
            path = Path(str(self._engine.url.database))
            if path.stat().st_size <= _QUICKLY_READ:
                with self._reading() as connection:
                    said = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
                if said != "ok":
                    raise damaged(self._engine.url, sqlite3.DatabaseError(str(said)))
        self._write(_refuse_read_only)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with _telling(self._engine), self._engine.begin() as connection:
            yield connection

    def _write(self, work: Callable[[Connection], T]) -> T:
        """Do work in one transaction; again where another transaction stood in the way."""
        # Only what writes waits for the import.
        from tenacity import Retrying, retry_if_exception_type, stop_after_attempt, wait_fixed

        def once() -> T:
            with _telling(self._engine), self._writing.begin() as connection:
                return work(connection)

        again = Retrying(
            retry=retry_if_exception_type(_InTheWay),
            stop=stop_after_attempt(_TRIES),
            wait=wait_fixed(0.05),
            reraise=True,
        )
        try:
            return again(once)
        except _InTheWay as error:
            raise StoreError(
                "the store is too busy: others changed the same rows again and again",
                mend="Try again",
            ) from error


def _refuse_read_only(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        asked = sa.text("SELECT current_setting('transaction_read_only')")
        if connection.execute(asked).scalar() == "on":
            raise _only_read()


def _only_read() -> StoreError:
    said = "PostgreSQL lets nothing be written (it is a standby, or read-only by a setting)"
    return StoreError(
        f"the store cannot be written: {said}",
        mend="Name the primary server, or take the setting away; nothing was changed",
    )


class _InTheWay(Exception):
    """Another transaction stood in the way of this one."""


@contextmanager
def _telling(engine: Engine) -> Iterator[None]:
    """Tell a fault of the database as ours; one that may pass by trying again, as such."""
    try:
        yield
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) in _AGAIN:
            raise _InTheWay from error
        if is_damage(error.orig):
            raise damaged(engine.url, error.orig) from error
        if getattr(error.orig, "sqlstate", None) == _READ_ONLY_TRANSACTION:
            raise _only_read() from error
        if not isinstance(error, OperationalError):
            raise
        said = said_of(error.orig, engine.url)
        raise StoreError(f"the store does not answer: {said}", mend=_mend(said)) from error
    except _UNREADABLE as error:
        raise damaged(engine.url, error) from error


_UNREADABLE = (sqlite3.DatabaseError, zlib.error, json.JSONDecodeError, UnicodeDecodeError)
"""What a row that was overwritten gives before SQLAlchemy sees it: all that we write is JSON."""
_DAMAGE = ("malformed", "not a database", "corrupt", "file is encrypted", "decode to utf-8")
_FULL, _READ_ONLY = ("disk is full", "no space left"), ("readonly", "read-only")


def is_damage(error: BaseException | None) -> bool:
    """Whether the database says that its own file is not as it was written."""
    said = str(error).lower()
    is_told = isinstance(error, sqlite3.DatabaseError) and any(word in said for word in _DAMAGE)
    # A page that was overwritten with nothing has no tables and no rows where there were some.
    return is_told or (isinstance(error, sqlite3.Error) and "no such table" in said)


def damaged(address: sa.URL, error: BaseException | None) -> StoreError:
    """The error about a store whose file was damaged: trying again, or writing, helps nothing."""
    where = address.database or "" if address.get_backend_name() == "sqlite" else ""
    return StoreError(
        f"the store is damaged: {first_line(error)}",
        mend="Move the file away with those beside it (-wal, -shm) and put the last backup in its "
        "place; without one a new store is made, which knows no decisions",
        file=where,
    )


def first_line(error: BaseException | None) -> str:
    """The first line of what a driver says."""
    lines = str(error).strip().splitlines()
    return lines[0].rstrip(".") if lines else type(error).__name__


def is_full(said: object) -> bool:
    """Whether what a driver or the system says is that the disk is full."""
    return any(word in str(said).lower() for word in _FULL)


def said_of(error: BaseException | None, address: sa.URL) -> str:
    """What a driver says in its first line.

    SQLite tells a full disk as "disk I/O error" where it was its index of the journal (-shm) that
    found no room.
    """
    said = first_line(error)
    if address.get_backend_name() == "sqlite" and "disk i/o error" in said.lower():
        with contextlib.suppress(OSError):
            if shutil.disk_usage(Path(str(address.database)).parent).free < _LITTLE_ROOM:
                return "the disk is full"
    return said


_LITTLE_ROOM = 256 << 10


def _mend(said: str) -> str:
    """What helps against a fault that is none of the data."""
    words = said.lower()
    if is_full(said):
        return "Free some room on its disk; what was not written can be done again"
    if any(word in words for word in _READ_ONLY):
        return "Make its file and folder writable"
    return "See that its database runs, and try again"


def now() -> str:
    """This instant: ISO 8601, UTC, to the millisecond."""
    return to_millisecond(datetime.now(UTC))


def insert_missing(
    connection: Connection, table: Table, rows: Iterable[Mapping[str, object]]
) -> int:
    """Insert the rows that are not there yet; gives how many were inserted.

    Args:
        connection: In a transaction that writes.
        table: Where to.
        rows: Each with the same columns.
    """
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    given = list(rows)
    if not given:
        return 0
    # What it returns is counted: a driver need not know how many rows were left out. The rows are
    # given beside the statement, so that it is compiled once and not for each number of rows.
    statement = insert(table).on_conflict_do_nothing().returning(next(iter(table.c)))
    return len(connection.execute(statement, given).all())


def batches(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """The items in parts that one statement can hold."""
    for start in range(0, len(items), _MOST_VALUES):
        yield items[start : start + _MOST_VALUES]


def keep_contents(connection: Connection, bodies: Iterable[bytes]) -> list[str]:
    """Keep each body once; gives their SHA-256, in order."""
    by_sum = [(hashlib.sha256(body).hexdigest(), body) for body in bodies]
    wanted = dict(by_sum)
    there: set[str] = set()
    for batch in batches(sorted(wanted)):
        query = sa.select(contents.c.sha256).where(contents.c.sha256.in_(batch))
        there.update(connection.scalars(query))
    # In one order, so that two runs at once do not wait for each other in a ring.
    insert_missing(
        connection,
        contents,
        (
            {"sha256": digest, "body": zlib.compress(wanted[digest])}
            for digest in sorted(wanted.keys() - there)
        ),
    )
    return [digest for digest, _ in by_sum]


def load_content(body: bytes) -> Any:
    """The plain data of a row of `contents`."""
    return json.loads(zlib.decompress(body))
