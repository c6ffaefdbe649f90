"""The store: runs, findings, decisions, corrections and deliveries, kept between runs.

SQLite in WAL mode by default, PostgreSQL by its address; the only place where SQLAlchemy and
Alembic are used. What is on record is never changed: events and tries are appended, a run that is
recorded again stays as it is.
"""

from __future__ import annotations

from types import TracebackType

from reports.store.corrections import Corrections, Reviewers
from reports.store.events import Conflict, Events
from reports.store.opening import HEAD, open_engine
from reports.store.outbox import Outbox
from reports.store.queue import Queue
from reports.store.runs import Runs, run_of
from reports.store.seals import Seals

__all__ = ["HEAD", "Conflict", "Store", "open_store", "run_of"]


class Store(Runs, Queue, Events, Corrections, Outbox, Reviewers, Seals):
    """All of the store; may be shared by threads. Each method is a transaction of its own."""

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give all connections back."""
        self._engine.dispose()


def open_store(url: str) -> Store:
    """The store at an address, its schema brought up to date.

    Args:
        url: ``sqlite:///PATH`` or ``postgresql://USER:PASSWORD@HOST/NAME``.

    Raises:
        StoreError: It cannot be opened, or was written by a newer version of the program.
    """
    return Store(open_engine(url))
