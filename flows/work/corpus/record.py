"""Puts a run over many papers on record: each paper as a run of its own, and the whole as one."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from flows.work.progress import durations
from flows.work.record import (
    append_journal,
    describe_fault,
    keep_job,
    new_run_id,
    say_command,
    saying_lost,
)
from sources.tools.instants import to_second

if TYPE_CHECKING:
    from flows.work.orders import CorpusFinished
    from reports.findings.model import Findings, RunInfo
    from reports.pages.corpus.folder import OpenCorpus
    from reports.pages.corpus.model import PaperRow
    from reports.store import Store

KIND = "validate-corpus"
"""What the run is called on record, in schedules and in notices."""
_AT_ONCE = 25


def keep_papers(store: Store, corpus: OpenCorpus, papers: Sequence[tuple[PaperRow, bytes]]) -> None:
    """Put papers on record, so that people decide about them, and note what is new or worse.

    Called in the process that was started, after the papers are on the disk.

    Args:
        store: Where to.
        corpus: The run.
        papers: The row of each, and all of its `findings.json`, gzipped.

    Raises:
        StoreError: The store failed; none of the papers is on record.
        OutputError: The folder of the run cannot be written.
    """
    from msgspec.structs import replace

    from reports.findings.model import read_findings
    from reports.pages.corpus.folder import add_news
    from reports.pages.corpus.summary import find_news

    all_found, news = [], []
    before = store.standings_of({row.paper_id for row, _ in papers})
    for row, findings in papers:
        found = read_findings(gzip.decompress(findings))
        found = replace(found, run=_as_part(found.run, row))
        all_found.append(found)
        news.append(find_news(found, before, row.path))
    # Noted first: once a paper is on record, nothing of it is news any more.
    add_news(corpus, list(filter(None, news)))
    store.record_runs(all_found)
    _write_journal(all_found)


def keep_taken(store: Store, corpus: OpenCorpus, rows: Sequence[PaperRow]) -> None:
    """Put on record what an earlier process wrote to the disk and could not put there."""
    from reports.pages.corpus.folder import read_findings

    named = {name_part(corpus.run_id, row.key): row for row in rows}
    lacking = sorted(named.keys() - store.on_record(named))
    for start in range(0, len(lacking), _AT_ONCE):
        some = [named[name] for name in lacking[start : start + _AT_ONCE]]
        keep_papers(store, corpus, [(row, read_findings(corpus, row)) for row in some])


def keep_corpus(store: Store, finished: CorpusFinished) -> None:
    """Put the whole on record, after its page is in its place, and its news into the outbox.

    Raises:
        StoreError: The store failed.
    """
    from flows.work.notifying import note_corpus
    from reports.records import Run
    from reports.status import journal_of_run

    summary = finished.summary
    run = Run(
        run_id=summary.run.run_id,
        kind=KIND,
        paper_id="",
        started_at=summary.run.started_at,
        outcome="finished",
        message=summary.headline,
        standings=summary.standings,
        page=str(finished.page.absolute()),
        seconds=durations(),
        changes={"new or worse": summary.new_or_worse.figures},
        version=summary.run.version,
    )
    note_corpus(store, finished)
    store.record_job(run)
    append_journal((journal_of_run(run),))


@contextmanager
def keeping_corpus_failure() -> Iterator[None]:
    """Put a run that fails on record, with what it said; the fault itself goes on."""
    began = datetime.now(UTC)
    try:
        yield
    except Exception as error:
        with saying_lost():
            said = describe_fault(error)
            keep_job(KIND, "", new_run_id(began), to_second(began), "failed", said)
        raise


def name_part(run_id: str, key: str) -> str:
    """What the run of one paper of a corpus is called on record: no other run's name has a dot.

    A corpus is one run of many papers; on record each paper has one, whatever its register is.
    """
    return f"{run_id}.{hashlib.sha256(key.encode()).hexdigest()[:12]}"


def _as_part(run: RunInfo, row: PaperRow) -> RunInfo:
    """The run as one of this paper alone: what it read, and how to make the paper's full page."""
    from msgspec.structs import replace

    command = say_command(["--paper", row.file], run.snapshot_names)
    return replace(run, run_id=name_part(run.run_id, row.key), command=command)


def _write_journal(all_found: Sequence[Findings]) -> None:
    from flows.environment.settings import Settings

    if Settings().log is None:
        return
    from reports.status import journal_of_findings
    from reports.store import run_of

    append_journal(
        line for found in all_found for line in journal_of_findings(found, run_of(found))
    )
