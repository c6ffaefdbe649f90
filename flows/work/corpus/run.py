"""A run over many registers: the observations once, papers in chunks, a page for the whole.

What may surprise: a run that was killed is gone on with by itself. Papers whose register, snapshot
and program are as they were keep the result that they have; the rest is judged anew. A run that was
finished is never gone on with: the next one judges every paper.

Which registers a run over many papers is about, and what they need of the observations.

What a run over many papers comes to: counts, the worst papers, and what was not judged.
"""

from __future__ import annotations

import glob
import hashlib
import re
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from expectations.wording.counts import say_corpus_counts, say_many
from flows.work.corpus import shared_data
from flows.work.corpus.chunks import Chunk, ChunkResult, Register, broken_of, judge_chunk
from flows.work.corpus.record import (
    keep_corpus,
    keep_papers,
    keep_taken,
    keeping_corpus_failure,
)
from flows.work.corpus.shared_data import SharedData
from flows.work.orders import CorpusFinished
from flows.work.progress import current, report_progress, timed
from flows.work.record import new_run_id, open_kept, say_command
from flows.work.validation import import_libraries
from sources.errors import InputError, RegisterError
from sources.tools.encoding import canonical_json
from sources.tools.instants import to_second

if TYPE_CHECKING:
    from flows.work.orders import CorpusOrder
    from reports.findings.model import RunInfo
    from reports.pages.corpus.folder import OpenCorpus
    from reports.pages.corpus.model import BrokenPaper, CorpusSummary, PaperNews, PaperRow
    from reports.store import Store
    from sources.model import Paper
    from sources.snapshots.needs import Wanted


def find_registers(papers: str) -> list[Path]:
    """The registers of a folder, with those below it, or of a pattern, in order.

    Raises:
        InputError: There is none.
    """
    root = Path(papers)
    if root.is_dir():
        found = [path for path in root.rglob("*") if path.suffix in (".yaml", ".yml")]
    else:
        found = [Path(one) for one in glob.glob(papers, recursive=True)]  # noqa: PTH207
    files = sorted(path for path in found if path.is_file())
    if not files:
        raise InputError(
            "there is no register to check",
            mend="Name a folder with registers, or a pattern in quotes such as 'papers/*.yaml'",
            file=papers,
        )
    return files


def find_wanted(snapshots: tuple[str, ...], files: list[Path]) -> Wanted | None:
    """What the registers need of a snapshot in columns, which may hold millions of rows.

    None where all is in rows, which are read whole anyway: then no register is read twice.
    """
    from sources.registers.register import load_paper
    from sources.snapshots.load import locate_vintages
    from sources.snapshots.needs import wanted_by

    vintages, _ = locate_vintages(snapshots)
    if not any(vintage.columns for _, vintage in vintages):
        return None
    report_progress(f"Reading {say_many(len(files), 'register')} to see what is needed")

    def sound() -> Iterator[Paper]:
        for path in files:
            with suppress(RegisterError):  # told when it is its turn
                yield load_paper(path)

    return wanted_by(sound())


_WORST_TOLD = 20


def sum_up(
    run: RunInfo,
    started_at: str,
    rows: Collection[PaperRow],
    broken: Collection[BrokenPaper],
    taken: int,
    docs: str,
    news: Sequence[PaperNews],
) -> CorpusSummary:
    """What stands in `summary.json`.

    Args:
        run: The run.
        started_at: When the process that began it did.
        rows: One for each paper that was judged.
        broken: The registers that were not.
        taken: How many papers an earlier process had judged.
        docs: Where the Data Docs lie, below the corpus page.
        news: The papers with something new or worse (`reports.pages.corpus.summary`).
    """
    from reports.pages.corpus.model import SCHEMA_VERSION, CorpusRun, CorpusSummary, WorstPaper
    from reports.pages.corpus.summary import count_news

    standings = {name: 0 for name in ("holds", "off", "open", "not checkable")}
    verdicts: dict[str, int] = {}
    for row in rows:
        for name, count in row.standings.items():
            standings[name] += count
        for name, count in row.verdicts.items():
            verdicts[name] = verdicts.get(name, 0) + count
    with_some = sum(1 for row in rows if row.standings["off"])
    worst = sorted(rows, key=lambda row: (-row.standings["off"], row.file))[:_WORST_TOLD]
    claims = sum(row.claims for row in rows)
    return CorpusSummary(
        schema_version=SCHEMA_VERSION,
        run=CorpusRun(
            run_id=run.run_id,
            started_at=started_at,
            version=run.version,
            engine=run.engine,
            snapshot_names=run.snapshot_names,
            command=run.command,
        ),
        papers=len(rows),
        taken_over=taken,
        claims=claims,
        standings=standings,
        verdicts=dict(sorted(verdicts.items())),
        with_discrepancies=with_some,
        headline=say_corpus_counts(claims, len(rows), standings, with_some),
        new_or_worse=count_news(news),
        data_docs=docs,
        worst=[
            WorstPaper(row.file, row.title, row.path, row.standings, row.worst)
            for row in worst
            if row.standings["off"]
        ],
        broken=sorted(broken, key=lambda one: one.file),
    )


def has_fault(summary: CorpusSummary) -> bool:
    """Whether the program itself failed at a paper."""
    return any(one.kind == "fault" for one in summary.broken)


PAPERS_AT_ONCE = 25
"""Papers of a chunk: seconds of work, so that what a task costs beside it, tens of milliseconds,
is little, and what a killed run loses is seconds."""
CHARACTERS_AT_ONCE = 400_000
"""A chunk ends here too, so that large registers do not make it long."""

Runner = Callable[[Iterable[Chunk], SharedData], Iterator[ChunkResult]]


@dataclass
class _Tally:
    """What was done so far."""

    total: int
    rows: dict[str, PaperRow] = field(default_factory=dict)
    broken: list[BrokenPaper] = field(default_factory=list)
    taken: list[PaperRow] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)

    def say_progress(self) -> str:
        """Papers done, how fast, and how long it will take."""
        done = len(self.rows) + len(self.broken)
        seconds = time.monotonic() - self.began
        rate = (done - len(self.taken)) / seconds if seconds else 0.0
        left = (self.total - done) / rate if rate else 0.0
        return f"{done:,} of {self.total:,} papers, {rate:.1f} a second, about {left:.0f} s left"


def judge_here(chunks: Iterable[Chunk], ground: SharedData) -> Iterator[ChunkResult]:
    """Judge the chunks one after another in this process."""
    for chunk in chunks:
        yield judge_chunk(chunk)


def run_corpus(
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
        store.refuse_unfit()
        return _run(order, engine, run_chunks, flow_run_url, files, store)


def _run(
    order: CorpusOrder,
    engine: str,
    run_chunks: Runner,
    flow_run_url: str,
    files: list[Path],
    store: Store,
) -> CorpusFinished:
    from reports.pages.corpus.folder import open_corpus

    with timed("load"):
        wanted = find_wanted(order.snapshots, files)
        report_progress(f"Loading the observations of {', '.join(order.snapshots)}")
        ground = shared_data.prepare(order.snapshots, wanted)
    started = datetime.now(UTC)
    about = canonical_json([str(Path(order.papers).absolute()), order.snapshots]).decode()
    corpus = open_corpus(Path(order.site), about, new_run_id(started), to_second(started))
    if corpus.done:
        started = _later_than(corpus.started_at, started)
    started_at = to_second(started)
    # Let go of in any case: the same process may have to go on without Prefect.
    try:
        run = _describe(order, engine, corpus.run_id, started_at, flow_run_url)
        finished = _judge_all(files, ground, corpus, run, run_chunks, store)
    finally:
        corpus.lock.release()
    keep_corpus(store, finished)
    return finished


def _later_than(before: str, moment: datetime) -> datetime:
    """A moment of a later second than `before`, waited for where it is not there yet.

    The newest of two runs of a paper is the one that began in a later second: what goes on with a
    run that was cut off in the same second would be as old as what it takes the place of.
    """
    while to_second(moment) == before:
        time.sleep(1 - moment.microsecond / 1e6)
        moment = datetime.now(UTC)
    return moment


def _judge_all(
    files: list[Path],
    ground: SharedData,
    corpus: OpenCorpus,
    run: RunInfo,
    run_chunks: Runner,
    store: Store,
) -> CorpusFinished:
    """Check the observations, judge what is still to be judged, write the corpus page."""
    from reports.pages.corpus.folder import publish_corpus, read_news

    with timed("observations"):
        report_progress("Checking the observations with Great Expectations")
        ground, docs = shared_data.check(ground, corpus.folder / "checks", corpus.run_id)
        docs = f"checks/{docs}"
    shared_data.put_data(ground)
    tally = _Tally(len(files))
    try:
        with timed("papers"):
            chunks = _make_chunks(files, ground, run, corpus, tally)
            for result in run_chunks(chunks, ground):
                _take(result, corpus, tally, store)
                report_progress(tally.say_progress())
            keep_taken(store, corpus, tally.taken)
    finally:
        shared_data.drop_data(ground.digest)
    rows = tally.rows.values()
    news = read_news(corpus)
    summary = sum_up(run, corpus.started_at, rows, tally.broken, len(tally.taken), docs, news)
    with timed("corpus page"):
        return CorpusFinished(publish_corpus(corpus, rows, summary, news), summary, news)


def _describe(
    order: CorpusOrder, engine: str, run_id: str, started_at: str, flow_run_url: str
) -> RunInfo:
    """The run, as the papers say that this process judges: it began now, whoever began the run."""
    from expectations.assessment.method import METHOD_FILE, method_version
    from flows.environment.settings import Settings
    from reports.findings.model import RunInfo
    from sources.snapshots.load import read_changes

    return RunInfo(
        run_id=run_id,
        started_at=started_at,
        version=version("corrigenda"),
        snapshot_names=order.snapshots,
        engine=engine,
        flow_run_url=flow_run_url,
        command=say_command(["--papers", order.papers], order.snapshots, order.site),
        changes=read_changes(order.snapshots),
        method=method_version(Settings().home / METHOD_FILE),
    )


def _make_chunks(
    files: Iterable[Path], ground: SharedData, run: RunInfo, corpus: OpenCorpus, tally: _Tally
) -> Iterator[Chunk]:
    """The papers that are still to be judged; notes those that are done, and what is unreadable."""
    from sources.registers.yaml_lines import REGISTER
    from sources.texts.reading import read_file

    waiting: list[Register] = []
    first_of: dict[str, str] = {}
    for path in files:
        file = str(path)
        try:
            text = read_file(path, file, REGISTER)
            _refuse_second(first_of, file, text)
        except RegisterError as error:
            tally.broken.append(broken_of(file, error))
            continue
        parts = (ground.digest, file, text)
        key = hashlib.sha256("\n".join(map(repr, parts)).encode()).hexdigest()
        if key in corpus.done:
            tally.rows[key] = corpus.done[key]
            tally.taken.append(corpus.done[key])
            continue
        waiting.append(Register(file, text, key))
        if len(waiting) == PAPERS_AT_ONCE or _size(waiting) >= CHARACTERS_AT_ONCE:
            yield Chunk(ground.digest, run, tuple(waiting))
            waiting = []
    if waiting:
        yield Chunk(ground.digest, run, tuple(waiting))


_PAPER = re.compile(r"""^[{ ]*["']?paper["']?[ \t]*:""", re.MULTILINE)
_ID = re.compile(r"""(?:^|[{,])[ \t]*["']?id["']?[ \t]*:[ \t]*["']?([^\s"',}#]+)""", re.MULTILINE)
_NEAR = 2000
"""Within so many characters behind ``paper:`` stands its id."""


def paper_id_in(text: str) -> re.Match[str] | None:
    """Where a register tells the id of its paper, as its first group; None where it is not found.

    It is sought in the text, since to parse a thousand registers takes minutes.

    Args:
        text: What stands in the register.
    """
    paper = _PAPER.search(text)
    return None if paper is None else _ID.search(text, paper.end(), paper.end() + _NEAR)


def _refuse_second(first_of: dict[str, str], file: str, text: str) -> None:
    """Refuse a register of a paper that another one of the corpus is of, by the text of its id.

    Args:
        first_of: The register that is of a paper, by the paper's id; this one is added.
        file: The register.
        text: What stands in it.

    Raises:
        RegisterError: Another is of the same paper: findings and corrections of the two could not
            be told apart.
    """
    found = paper_id_in(text)
    if found is None:
        return  # told when it is read
    first = first_of.setdefault(found[1], file)
    if first != file:
        raise RegisterError(
            f"its paper is “{found[1]}”, and so is that of {first}",
            mend="Give one of the two an id of its own, or take one out of the folder",
            file=file,
            line=text.count("\n", 0, found.start(1)) + 1,
        )


def _size(registers: Iterable[Register]) -> int:
    return sum(len(register.text) for register in registers)


def _take(result: ChunkResult, corpus: OpenCorpus, tally: _Tally, store: Store) -> None:
    """Write down what a chunk left: on the disk first, so that a store that fails loses nothing."""
    from reports.pages.corpus.folder import write_chunk

    tally.broken += result.broken
    if not result.papers:
        return
    rows = write_chunk(corpus, result.papers, result.results)
    tally.rows |= {row.key: row for row in rows}
    keep_papers(
        store, corpus, [(row, one.findings) for row, one in zip(rows, result.papers, strict=True)]
    )
