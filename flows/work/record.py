"""Keeps each run on record: what it found, how long it took, or why it failed.

The store is opened before anything slow is begun, so that a database that does not answer is told
at once; what it is told at the end is the run whole, in one transaction.

How a run is named, dated and said again as a command.
"""

from __future__ import annotations

import secrets
import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from flows.environment.settings import Settings
from flows.work.progress import durations, report_progress, timed
from sources.errors import CorrigendaError, StoreError
from sources.tools.instants import to_name

if TYPE_CHECKING:
    from pathlib import Path

    from reports.findings.model import Findings, RunInfo
    from reports.store import Store


def new_run_id(began: datetime) -> str:
    """A name for a run that begins now; names sort by time, to the microsecond."""
    return f"{to_name(began)}-{began.microsecond:05x}{secrets.token_hex(1)}"


def say_command(words: Sequence[str], snapshots: Sequence[str], site: str = "") -> str:
    """The command that does a validation again.

    Args:
        words: What stands behind `corrigenda validate`: which papers, and how.
        snapshots: What it was held against.
        site: Where the report went; empty where that does not matter.
    """
    against = [word for snapshot in snapshots for word in ("--snapshot", snapshot)]
    out = ["--out", site] if site else []
    return shlex.join(["corrigenda", "validate", *words, *against, *out])


def open_kept() -> Store:
    """The store that the settings name.

    Raises:
        StoreError: It cannot be opened.
    """
    from reports.store import open_store

    return open_store(Settings().store_url)


def find_former(paper_id: str, store: Store) -> Findings | None:
    """What the last run of a paper found; None where there is none on record.

    Raises:
        StoreError: The store cannot be read.
    """
    with timed("record"):
        last = store.last_run(paper_id)
        return None if last is None else store.findings_of(last.run_id)


def warn_of_clock(store: Store, paper_id: str) -> None:
    """Say so where the last run of a paper began in time to come: a clock was set back."""
    last = store.last_run(paper_id)
    if last is not None and datetime.fromisoformat(last.started_at) > datetime.now(UTC) + _AHEAD:
        report_progress(
            f"warning: the last run of {paper_id} on record began on {last.started_at}, which is "
            "in time to come by this machine's clock; until then the queue and “since the last "
            "run” go by that one"
        )


_AHEAD = timedelta(minutes=10)


@contextmanager
def keeping_failures(run: RunInfo, paper_id: str, store: Store) -> Iterator[None]:
    """Put a run that fails on record, with what it said; the fault itself goes on."""
    try:
        yield
    except Exception as error:
        _keep_failure(run, paper_id, error, store)
        raise


def keep_run(findings: Findings, page: Path, store: Store) -> None:
    """Put a finished run on record.

    Raises:
        StoreError: The store failed; the report is in its place all the same.
    """
    with timed("record"):
        report_progress("Keeping the run on record")
        try:
            store.record_run(findings, page=str(page.absolute()), seconds=durations())
            _write_journal(findings, store)
        except StoreError as error:
            raise StoreError(
                f"the run could not be kept on record, its report is in its place: {error.what}",
                mend=error.mend,
                file=error.file,
            ) from error


def _write_journal(findings: Findings, store: Store) -> None:
    from reports.status import journal_of_findings

    run = store.last_run(findings.paper.id)
    if run is not None and run.run_id == findings.run.run_id:
        append_journal(journal_of_findings(findings, run))


def append_journal(lines: Iterable[str]) -> None:
    """Append to the file of CORRIGENDA_LOG; a file that cannot be written harms no run."""
    path = Settings().log
    if path is None:
        return
    content = "".join(f"{line}\n" for line in lines).encode()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab", buffering=0) as file:
            file.write(content)  # one write, so that runs beside each other do not mix lines
    except OSError as error:
        report_progress(f"warning: {path} could not be written: {error.strerror}")


def keep_job(
    kind: str,
    paper_id: str,
    run_id: str,
    started_at: str,
    outcome: str,
    message: str,
    changes: Mapping[str, int] | None = None,
) -> None:
    """Put a run that judged nothing on record: a refresh, a publication, or one that hung.

    Raises:
        StoreError: The store failed.
    """
    from importlib.metadata import version

    from reports.records import Run
    from reports.status import journal_of_run

    job = Run(
        run_id=run_id,
        kind=kind,
        paper_id=paper_id,
        started_at=started_at,
        outcome=outcome,
        message=message,
        seconds=durations(),
        changes=changes or {},
        version=version("corrigenda"),
    )
    with open_kept() as store:
        store.record_job(job)
    append_journal((journal_of_run(job),))


def describe_fault(error: Exception) -> str:
    """What an error says; of a fault of ours also its class."""
    is_ours = not isinstance(error, CorrigendaError | OSError)
    return f"{type(error).__name__}: {error}" if is_ours else str(error)


@contextmanager
def saying_lost() -> Iterator[None]:
    """Say that a run is not on record where the store fails; that harms no run."""
    try:
        yield
    except StoreError:
        report_progress("The store does not answer: this run is not on record")


def _keep_failure(run: RunInfo, paper_id: str, error: Exception, store: Store) -> None:
    from reports.records import Run
    from reports.status import journal_of_run

    failed = Run(
        run_id=run.run_id,
        kind="validate",
        paper_id=paper_id,
        started_at=run.started_at,
        outcome="failed",
        message=describe_fault(error),
        seconds=durations(),
        version=run.version,
    )
    append_journal((journal_of_run(failed),))
    try:
        store.record_job(failed)
    except StoreError:
        report_progress("The store does not answer: this failure is not on record")
