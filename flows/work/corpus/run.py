"""A run over many registers: the observations once, papers in chunks, a page for the whole.

What may surprise: a run that was killed is gone on with by itself. Papers whose register, snapshot
and program are as they were keep the result that they have; the rest is judged anew. A run that was
finished is never gone on with: the next one judges every paper.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows import grounds
from flows.chunks import Broken, Chunk, ChunkResult, Register, judge_chunk, tell_broken
from flows.corpus_reading import find_registers, find_wanted
from flows.corpus_record import keep_corpus, keep_papers, keep_taken, keeping_corpus_failure
from flows.corpus_summary import sum_up
from flows.grounds import Ground
from flows.keeping import open_kept
from flows.naming import new_run_id, say_command, say_second
from flows.progress import current, say, timed
from flows.steps import DEFAULT_SITE, DEFAULT_SNAPSHOT, import_libraries
from sources.errors import RegisterError

if TYPE_CHECKING:
    from reports.corpus_opening import OpenCorpus
    from reports.findings import RunInfo
    from reports.store import Store

PAPERS_AT_ONCE = 25
"""Papers of a chunk: seconds of work, so that what a task costs beside it, tens of milliseconds,
is little, and what a killed run loses is seconds."""
CHARACTERS_AT_ONCE = 400_000
"""A chunk ends here too, so that large registers do not make it long."""

Runner = Callable[[Iterable[Chunk], Ground], Iterator[ChunkResult]]


@dataclass(frozen=True)
class CorpusOrder:
    """What is asked of a run over many papers; every value can be stored by a server."""

    papers: str
    snapshots: tuple[str, ...] = (DEFAULT_SNAPSHOT,)
    site: str = str(DEFAULT_SITE)
    runner: str = "here"
    address: str = ""


@dataclass(frozen=True)
class CorpusFinished:
    """What a run over many papers left: its page, `summary.json`, and what is new or worse."""

    page: Path
    summary: Mapping[str, Any]
    news: Sequence[Mapping[str, Any]] = ()


@dataclass
class _Tally:
    """What was done so far."""

    total: int
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    broken: list[Broken] = field(default_factory=list)
    taken: list[Mapping[str, Any]] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)

    def tell(self) -> str:
        """Papers done, how fast, and how long it will take."""
        done = len(self.rows) + len(self.broken)
        seconds = time.monotonic() - self.began
        rate = (done - len(self.taken)) / seconds if seconds else 0.0
        left = (self.total - done) / rate if rate else 0.0
        return f"{done:,} of {self.total:,} papers, {rate:.1f} a second, about {left:.0f} s left"


def judge_here(chunks: Iterable[Chunk], ground: Ground) -> Iterator[ChunkResult]:
    """Judge the chunks one after another in this process."""
    for chunk in chunks:
        yield judge_chunk(chunk)


def carry_out_corpus(
    order: CorpusOrder,
    engine: str,
    run_chunks: Runner = judge_here,
    flow_run_url: str = "",
) -> CorpusFinished:
    """Do a whole run.

    Args:
        order: What to check, with what, and where the reports go.
        engine: ``prefect`` or ``plain``.
        run_chunks: Judges chunks, here or elsewhere, in any order.
        flow_run_url: The run's page on a Prefect server, where there is one.

    Raises:
        CorrigendaError: Something that a user can mend. What was judged so far is kept for the
            next run.
    """
    current().has_started = True
    import_libraries()
    files = find_registers(order.papers)
    # Opened first: a store that does not answer is told before anything slow is begun.
    with open_kept() as store, keeping_corpus_failure():
        finished = _carry_out(order, engine, run_chunks, flow_run_url, files, store)
    current().finished = finished
    return finished


def _carry_out(
    order: CorpusOrder,
    engine: str,
    run_chunks: Runner,
    flow_run_url: str,
    files: list[Path],
    store: Store,
) -> CorpusFinished:
    from reports.corpus_opening import open_corpus

    with timed("load"):
        wanted = find_wanted(order.snapshots, files)
        say(f"Loading the observations of {', '.join(order.snapshots)}")
        ground = grounds.prepare(order.snapshots, wanted)
    started = datetime.now(UTC)
    about = json.dumps([str(Path(order.papers).absolute()), order.snapshots])
    started_at = say_second(started)
    corpus = open_corpus(Path(order.site), about, new_run_id(started), started_at)
    # Let go of in any case: the same process may have to go on without Prefect.
    with corpus.lock:
        run = _describe(order, engine, corpus.run_id, started_at, flow_run_url)
        finished = _judge_all(files, ground, corpus, run, run_chunks, store)
    keep_corpus(store, finished)
    return finished


def _judge_all(
    files: list[Path],
    ground: Ground,
    corpus: OpenCorpus,
    run: RunInfo,
    run_chunks: Runner,
    store: Store,
) -> CorpusFinished:
    """Check the observations, judge what is still to be judged, write the corpus page."""
    from reports.corpus_site import publish_corpus, read_news

    with timed("observations"):
        say("Checking the observations with Great Expectations")
        ground, docs = grounds.check(ground, corpus.folder / "checks", corpus.run_id)
        docs = f"checks/{docs}"
    grounds.lay(ground)
    tally = _Tally(len(files))
    try:
        with timed("papers"):
            chunks = _make_chunks(files, ground, run, corpus, tally)
            for result in run_chunks(chunks, ground):
                _take(result, corpus, tally, store)
                say(tally.tell())
            keep_taken(store, corpus, tally.taken)
    finally:
        grounds.lift(ground.digest)
    rows = tally.rows.values()
    news = read_news(corpus)
    summary = sum_up(run, corpus.started_at, rows, tally.broken, len(tally.taken), docs, news)
    with timed("corpus page"):
        return CorpusFinished(publish_corpus(corpus, rows, summary, news), summary, news)


def _describe(
    order: CorpusOrder, engine: str, run_id: str, started_at: str, flow_run_url: str
) -> RunInfo:
    """The run, as the papers say that this process judges: it began now, whoever began the run."""
    from expectations.method import method_version
    from reports.findings import RunInfo
    from sources.snapshots import read_changes

    return RunInfo(
        run_id=run_id,
        started_at=started_at,
        version=version("corrigenda"),
        snapshot_names=order.snapshots,
        engine=engine,
        flow_run_url=flow_run_url,
        command=say_command(["--papers", order.papers], order.snapshots, order.site),
        changes=read_changes(order.snapshots),
        method=method_version(),
    )


def _make_chunks(
    files: Iterable[Path], ground: Ground, run: RunInfo, corpus: OpenCorpus, tally: _Tally
) -> Iterator[Chunk]:
    """The papers that are still to be judged; notes those that are done, and what is unreadable."""
    from sources.yaml_syntax import read_text

    waiting: list[Register] = []
    for path in files:
        file = str(path)
        try:
            text = read_text(path, file)
        except RegisterError as error:
            tally.broken.append(tell_broken(file, error))
            continue
        parts = (ground.digest, file, text)
        key = hashlib.sha256("\n".join(map(repr, parts)).encode()).hexdigest()
        if key in corpus.done:
            tally.rows[key] = dict(corpus.done[key])
            tally.taken.append(corpus.done[key])
            continue
        waiting.append(Register(file, text, key))
        if len(waiting) == PAPERS_AT_ONCE or _size(waiting) >= CHARACTERS_AT_ONCE:
            yield Chunk(ground.digest, run, tuple(waiting))
            waiting = []
    if waiting:
        yield Chunk(ground.digest, run, tuple(waiting))


def _size(registers: Iterable[Register]) -> int:
    return sum(len(register.text) for register in registers)


def _take(result: ChunkResult, corpus: OpenCorpus, tally: _Tally, store: Store) -> None:
    """Write down what a chunk left: on the disk first, so that a store that fails loses nothing."""
    from reports.corpus_site import write_chunk

    tally.broken += result.broken
    if not result.papers:
        return
    rows = write_chunk(corpus, result.papers, result.results)
    tally.rows |= {row["key"]: row for row in rows}
    keep_papers(
        store, corpus, [(row, one.findings) for row, one in zip(rows, result.papers, strict=True)]
    )
