"""Keeps each run on record: what it found, how long it took, or why it failed.

The store is opened before anything slow is begun, so that a database that does not answer is told
at once; what it is told at the end is the run whole, in one transaction.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from flows.progress import current, say, timed
from flows.settings import Settings
from sources.errors import CorrigendaError, StoreError

if TYPE_CHECKING:
    from pathlib import Path

    from reports.findings import RunInfo
    from reports.store import Store


def open_kept() -> Store:
    """The store that the settings name.

    Raises:
        StoreError: It cannot be opened.
    """
    from reports.store import open_store

    return open_store(Settings().store_url)


def find_former(paper_id: str) -> dict[str, Any] | None:
    """`findings.json` of the last run of a paper; None where there is none on record.

    Raises:
        StoreError: The store cannot be read.
    """
    with timed("record"), open_kept() as store:
        last = store.last_run(paper_id)
        return None if last is None else store.findings_of(last.run_id)


@contextmanager
def keeping_failures(run: RunInfo, paper_id: str) -> Iterator[None]:
    """Put a run that fails on record, with what it said; the fault itself goes on."""
    try:
        yield
    except Exception as error:
        _keep_failure(run, paper_id, error)
        raise


def keep_run(findings: Mapping[str, Any], page: Path) -> None:
    """Put a finished run on record.

    Raises:
        StoreError: The store failed; the report is in its place all the same.
    """
    with timed("record"):
        say("Keeping the run on record")
        try:
            with open_kept() as store:
                seconds = {step: round(spent, 3) for step, spent in current().seconds.items()}
                store.record_run(findings, page=str(page.absolute()), seconds=seconds)
        except StoreError as error:
            raise StoreError(
                f"the run could not be kept on record, its report is in its place: {error.what}",
                mend=error.mend,
                file=error.file,
            ) from error


def _keep_failure(run: RunInfo, paper_id: str, error: Exception) -> None:
    from reports.records import Run

    is_ours = not isinstance(error, CorrigendaError | OSError)
    said = f"{type(error).__name__}: {error}" if is_ours else str(error)
    failed = Run(
        run_id=run.run_id,
        kind="validate",
        paper_id=paper_id,
        started_at=run.started_at,
        outcome="failed",
        message=said,
        seconds={step: round(spent, 3) for step, spent in current().seconds.items()},
        version=run.version,
    )
    try:
        with open_kept() as store:
            store.record_job(failed)
    except StoreError:
        say("The store does not answer: this failure is not on record")
