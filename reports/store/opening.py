"""Opens the database: SQLite in WAL mode, or PostgreSQL by its address, brought up to date.

What may surprise: Python's SQLite driver begins transactions by itself and late, so that two
writers can find themselves unable to go on; here each transaction is begun by us, and one that
writes takes SQLite's only write lock at once and waits for it (`WAIT_SECONDS`). Alembic is imported
only where there is something to migrate: reading which version a database has takes one query.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from reports.store.transactions import damaged, is_damage, is_full, said_of
from sources.errors import StoreError
from sources.tools.files import MAKE_ROOM, private_file, private_folder

HEAD = "0004"
"""The newest version of the schema; a test holds it equal to the newest migration."""
WAIT_SECONDS = 30
"""How long a writer waits for another one."""
_MIGRATIONS = Path(__file__).with_name("migrations")
_POSTGRESQL_LOCK = 7_266_447
"""Names the advisory lock under which one process migrates and the others wait."""


def open_engine(url: str) -> Engine:
    """The engine of a store whose schema is the newest.

    Args:
        url: ``sqlite:///PATH`` or ``postgresql://USER:PASSWORD@HOST/NAME``.

    Raises:
        StoreError: The address is none of these, the database does not answer, or it was written
            by a newer version of the program.
    """
    address = _read_url(url)
    engine = _make_engine(address)
    try:
        with engine.begin() as connection:
            is_newest = _version(connection) == HEAD
        if not is_newest:
            with engine.execution_options(is_write=True).begin() as connection:
                _migrate(connection, _shown(address))
    except (DBAPIError, SQLAlchemyError, sqlite3.Error, OSError) as error:
        engine.dispose()
        raise _closed(address, error) from error
    except StoreError:
        engine.dispose()
        raise
    return engine


def _read_url(url: str) -> URL:
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        raise StoreError(
            "the address of the database cannot be read", mend=_MEND, file="CORRIGENDA_DATABASE_URL"
        ) from None
    backend = address.get_backend_name()
    if backend == "postgresql":
        return address.set(drivername="postgresql+psycopg")
    if backend != "sqlite":
        raise StoreError(
            f"the store cannot be kept in {backend}", mend=_MEND, file="CORRIGENDA_DATABASE_URL"
        )
    is_more = address.query or address.host or address.username or address.port
    if not address.database or address.database == ":memory:" or is_more:
        raise StoreError(
            "the address of the database names no file, or more than a file",
            mend=_MEND,
            file="CORRIGENDA_DATABASE_URL",
        )
    return address


_MEND = (
    "Say sqlite:///PATH or postgresql://USER:PASSWORD@HOST/NAME; left out, it is a file in "
    "CORRIGENDA_HOME"
)


def _make_engine(address: URL) -> Engine:
    if address.get_backend_name() == "postgresql":
        try:
            return sa.create_engine(
                address,
                pool_pre_ping=True,
                pool_size=10,
                max_overflow=40,
                connect_args={"connect_timeout": 10},
            )
        except NoSuchModuleError as error:
            raise _closed(address, error) from error
    try:
        path = Path(str(address.database))
        private_folder(path.parent)
        # SQLite gives its journals the mode of the database.
        private_file(path)
    except (OSError, ValueError) as error:  # a name with a nought is no OSError
        raise _closed(address, error) from error
    engine = sa.create_engine(
        address, pool_size=10, max_overflow=40, connect_args={"timeout": WAIT_SECONDS}
    )
    sa.event.listen(engine, "connect", _prepare_sqlite)
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    # A full sync at each commit: a decision that was answered for outlives the loss of power.
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    is_write = connection.get_execution_options().get("is_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_write else "BEGIN")


def _migrate(connection: Connection, shown: str) -> None:
    """Bring the schema forward; under a lock, so that of two processes one does it."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text(f"SELECT pg_advisory_xact_lock({_POSTGRESQL_LOCK})"))
    version = _version(connection)
    if version == HEAD:
        return
    import logging

    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if version is not None and version not in known:
        raise StoreError(
            f"the store was written by a newer version of Corrigenda (its schema is {version!r})",
            mend="Use that version, or another database; nothing was changed",
            file=shown,
        )
    logging.getLogger("alembic").setLevel(logging.WARNING)
    command.upgrade(config, "head")


def _version(connection: Connection) -> str | None:
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def _shown(address: URL) -> str:
    """The database for people: the file, or the address without its password.

    Of the query only what says where it is: PostgreSQL takes passwords there too.
    """
    if address.get_backend_name() == "sqlite":
        return address.database or "sqlite"
    places = {name: value for name, value in address.query.items() if name in _PLACES}
    shown = address.set(drivername="postgresql", query=places)
    return shown.render_as_string(hide_password=True)


_PLACES = frozenset({"host", "port", "dbname", "user"})


def _secrets(address: URL) -> list[str]:
    values = [address.password or ""]
    for name, value in address.query.items():
        if name not in _PLACES:
            values += [value] if isinstance(value, str) else value
    return values


def _closed(address: URL, error: Exception) -> StoreError:
    said = getattr(error, "orig", None) or error
    if is_damage(said):
        return damaged(address, said)
    first = said_of(said, address)
    for secret in filter(None, _secrets(address)):
        first = first.replace(secret, "[secret]")
    is_file = address.get_backend_name() == "sqlite"
    mend = "Make it writable, or name another" if is_file else "See that it runs, or name another"
    places = "CORRIGENDA_HOME or CORRIGENDA_DATABASE_URL" if is_file else "CORRIGENDA_DATABASE_URL"
    return StoreError(
        f"the store cannot be opened: {first}",
        mend=MAKE_ROOM if is_full(first) else f"{mend} in {places}",
        file=_shown(address),
    )
