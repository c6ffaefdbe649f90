"""A run over many registers: the observations once, papers in chunks, a page for the whole.

What may surprise: a run that was killed is gone on with by itself. Papers whose register, snapshot
and program are as they were keep the result that they have; the rest is judged anew. A run that was
finished is never gone on with: the next one judges every paper.
"""

from __future__ import annotations

import glob
import hashlib
import json
import shlex
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows import grounds
from flows.chunks import (
    OUR_FAULT,
    Broken,
    Chunk,
    ChunkResult,
    Register,
    as_row,
    judge_chunk,
    tell_broken,
)
from flows.grounds import Ground
from flows.keeping import keep_paper, open_kept
from flows.progress import current, say, timed
from flows.steps import DEFAULT_SITE, DEFAULT_SNAPSHOT, import_libraries
from sources.errors import InputError, RegisterError

if TYPE_CHECKING:
    from reports.corpus_site import OpenCorpus
    from reports.findings import RunInfo

PAPERS_AT_ONCE = 25
"""Papers of a chunk: seconds of work, so that what a task costs beside it, tens of milliseconds,
is little, and what a killed run loses is seconds."""
CHARACTERS_AT_ONCE = 400_000
"""A chunk ends here too, so that large registers do not make it long."""
WORST_TOLD = 20

Runner = Callable[[Iterable[Chunk], Ground], Iterator[ChunkResult]]
HandOn = Callable[[Mapping[str, Any], bytes], None]


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
    """What a run over many papers left."""

    page: Path
    summary: Mapping[str, Any]


@dataclass
class _Tally:
    """What was done so far."""

    total: int
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    broken: list[Broken] = field(default_factory=list)
    taken: int = 0
    began: float = field(default_factory=time.monotonic)

    def tell(self) -> str:
        """Papers done, how fast, and how long it will take."""
        done = len(self.rows) + len(self.broken)
        seconds = time.monotonic() - self.began
        rate = (done - self.taken) / seconds if seconds else 0.0
        left = (self.total - done) / rate if rate else 0.0
        return f"{done:,} of {self.total:,} papers, {rate:.1f} a second, about {left:.0f} s left"


def judge_here(chunks: Iterable[Chunk], ground: Ground) -> Iterator[ChunkResult]:
    """Judge the chunks one after another in this process."""
    for chunk in chunks:
        yield judge_chunk(chunk)


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


def carry_out_corpus(
    order: CorpusOrder,
    engine: str,
    run_chunks: Runner = judge_here,
    hand_on: HandOn = keep_paper,
    flow_run_url: str = "",
) -> CorpusFinished:
    """Do a whole run.

    Args:
        order: What to check, with what, and where the reports go.
        engine: ``prefect`` or ``plain``.
        run_chunks: Judges chunks, here or elsewhere, in any order.
        hand_on: Given each finished paper.
        flow_run_url: The run's page on a Prefect server, where there is one.

    Raises:
        CorrigendaError: Something that a user can mend. What was judged so far is kept for the
            next run.
    """
    current().has_started = True
    import_libraries()
    from reports.corpus_site import open_corpus, temporary_id

    files = find_registers(order.papers)
    open_kept().close()  # a store that does not answer is told before anything slow is begun
    with timed("load"):
        say(f"Loading the observations of {', '.join(order.snapshots)}")
        ground = grounds.prepare(order.snapshots)
    started = datetime.now(UTC)
    about = json.dumps([str(Path(order.papers).absolute()), order.snapshots])
    run_id = f"{started:%Y-%m-%dT%H-%M-%SZ}-{temporary_id()}"
    corpus = open_corpus(Path(order.site), about, run_id, f"{started:%Y-%m-%dT%H:%M:%SZ}")
    # Let go of in any case: the same process may have to go on without Prefect.
    with corpus.lock:
        run = _describe(order, engine, corpus, flow_run_url)
        summary, page = _judge_all(files, ground, corpus, run, run_chunks, hand_on)
    finished = CorpusFinished(page, summary)
    current().finished = finished
    return finished


def _judge_all(
    files: list[Path],
    ground: Ground,
    corpus: OpenCorpus,
    run: RunInfo,
    run_chunks: Runner,
    hand_on: HandOn,
) -> tuple[dict[str, Any], Path]:
    """Check the observations, judge what is still to be judged, write the corpus page."""
    from reports.corpus_site import publish_corpus

    with timed("observations"):
        say("Checking the observations with Great Expectations")
        ground, docs = _check_observations(ground, corpus)
    grounds.lay(ground)
    tally = _Tally(len(files))
    try:
        with timed("papers"):
            chunks = _make_chunks(files, ground, run, corpus, tally)
            for result in run_chunks(chunks, ground):
                _take(result, corpus, tally, hand_on)
                say(tally.tell())
    finally:
        grounds.lift(ground.digest)
    summary = _sum_up(run, tally, docs)
    with timed("corpus page"):
        return summary, publish_corpus(corpus, tally.rows.values(), summary)


def _describe(order: CorpusOrder, engine: str, corpus: OpenCorpus, flow_run_url: str) -> RunInfo:
    from reports.findings import RunInfo
    from sources.snapshots import read_changes

    words = ["corrigenda", "validate", "--papers", order.papers]
    for snapshot in order.snapshots:
        words += ["--snapshot", snapshot]
    return RunInfo(
        run_id=corpus.run_id,
        started_at=corpus.started_at,
        version=version("corrigenda"),
        snapshot_names=order.snapshots,
        engine=engine,
        flow_run_url=flow_run_url,
        command=shlex.join([*words, "--out", order.site]),
        changes=read_changes(order.snapshots),
    )


def _check_observations(ground: Ground, corpus: OpenCorpus) -> tuple[Ground, str]:
    """Check the observations for all built-in groups and concepts, with Data Docs, once."""
    from expectations.checkpoint_papers import check_observations, without_pages
    from expectations.suites import BUILT_IN_PAPER
    from sources.register import load_paper

    paper = load_paper(BUILT_IN_PAPER)
    folder = corpus.folder / "checks"
    summary = check_observations(paper, ground.snapshot, folder, corpus.run_id)
    suites = tuple(map(without_pages, summary.suites))
    return grounds.with_checks(ground, suites), f"checks/{summary.data_docs}"


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
            tally.taken += 1
            continue
        waiting.append(Register(file, text, key))
        if len(waiting) == PAPERS_AT_ONCE or _size(waiting) >= CHARACTERS_AT_ONCE:
            yield Chunk(ground.digest, run, tuple(waiting))
            waiting = []
    if waiting:
        yield Chunk(ground.digest, run, tuple(waiting))


def _size(registers: Iterable[Register]) -> int:
    return sum(len(register.text) for register in registers)


def _take(result: ChunkResult, corpus: OpenCorpus, tally: _Tally, hand_on: HandOn) -> None:
    from reports.corpus_site import write_chunk

    tally.broken += result.broken
    if not result.papers:
        return
    for row, paper in zip(
        write_chunk(corpus, result.papers, result.results), result.papers, strict=True
    ):
        tally.rows[row["key"]] = row
        hand_on(row, paper.findings)


def _sum_up(run: RunInfo, tally: _Tally, docs: str) -> dict[str, Any]:
    rows = list(tally.rows.values())
    standings = {name: 0 for name in ("holds", "off", "open", "not checkable")}
    verdicts: dict[str, int] = {}
    for row in rows:
        for name, count in row["standings"].items():
            standings[name] += count
        for name, count in row["verdicts"].items():
            verdicts[name] = verdicts.get(name, 0) + count
    with_some = sum(1 for row in rows if row["standings"]["off"])
    worst = sorted(rows, key=lambda row: (-row["standings"]["off"], row["file"]))[:WORST_TOLD]
    return {
        "schema_version": "1.0",
        "run": {
            "run_id": run.run_id,
            "started_at": run.started_at,
            "version": run.version,
            "engine": run.engine,
            "snapshot_names": list(run.snapshot_names),
            "command": run.command,
        },
        "papers": len(rows),
        "taken_over": tally.taken,
        "claims": sum(row["claims"] for row in rows),
        "standings": standings,
        "verdicts": dict(sorted(verdicts.items())),
        "with_discrepancies": with_some,
        "headline": f"Of {sum(row['claims'] for row in rows):,} figures in {len(rows):,} papers, "
        f"{standings['holds']:,} hold, {standings['off']:,} are off and {standings['open']:,} stay "
        f"open; {with_some:,} papers have discrepancies.",
        "data_docs": docs,
        "worst": [
            {name: row[name] for name in ("file", "title", "path", "standings", "worst")}
            for row in worst
            if row["standings"]["off"]
        ],
        "broken": [as_row(one) for one in sorted(tally.broken, key=lambda one: one.file)],
    }


def has_fault(summary: Mapping[str, Any]) -> bool:
    """Whether the program itself failed at a paper."""
    return any(one["kind"] == OUR_FAULT for one in summary["broken"])
