"""Begins a run over many papers, or goes on with one that was killed.

A run under way lies in `corpora/.<run>.unfinished/` and holds a lock. `chunk.json` says of each
paper what its result depends on (its key: the register, the observations, the program) and the sum
of its findings: a run that goes on takes what still fits, and the rest is judged anew.

The folder of a corpus: what each chunk of papers left, and what a killed run can go on from.

::

    corpora/<run>/index.html            the papers by discrepancies; page-2.html ... follow
    corpora/<run>/summary.json          the same in numbers, and the registers that are broken
    corpora/<run>/papers.jsonl          one line a paper
    corpora/<run>/news.jsonl            one line a paper that has something new or worse
    corpora/<run>/checks/               the observations' suite and its Data Docs
    corpora/<run>/chunk-<hex>/          what a chunk left: a folder a paper, chunk.json, results
    corpora/.<run>.unfinished/          a run under way; it appears by one rename

A chunk is written under another name and renamed, so it is there whole or not at all.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from reports.pages.corpus.model import ChunkRows, CorpusSummary, PaperNews, PaperRow
from reports.pages.corpus.pages import FINDINGS, PAGE, PaperFiles, render_corpus
from reports.pages.site import update_list
from sources.errors import OutputError
from sources.tools.encoding import to_json, wire_json
from sources.tools.files import (
    mend_unwritten,
    own_folder,
    publish_folder,
    say_unwritten,
    write_file,
)
from sources.tools.locks import lock_file

if TYPE_CHECKING:
    from filelock import BaseFileLock

CORPORA = "corpora"
_ORDER, CHUNK, LOCK = "order.json", "chunk.json", ".lock"
_UNFINISHED = ".unfinished"


@dataclass(frozen=True)
class OpenCorpus:
    """A run under way.

    Attributes:
        folder: Where it is written until it is published.
        run_id: Its name.
        started_at: When it was begun, by the process that began it.
        done: What earlier processes left of it that still may be used, by key.
        lock: Held, so that no other process goes on with the same run.
    """

    folder: Path
    run_id: str
    started_at: str
    done: Mapping[str, PaperRow]
    lock: BaseFileLock


def open_corpus(site: Path, order: str, run_id: str, started_at: str) -> OpenCorpus:
    """Go on with the unfinished run of the same order, or begin a new one.

    Args:
        site: The folder of the site.
        order: What was asked for, as a text: papers and snapshots.
        run_id: The name of the run, where it is a new one.
        started_at: When it begins, where it is a new one.

    Raises:
        OutputError: The site cannot be written.
    """
    corpora = site / CORPORA
    with writing(corpora):
        own_folder(corpora)
        for folder in sorted(corpora.glob(f".*{_UNFINISHED}")):
            found = _take_up(folder, order)
            if found is not None:
                return found
        folder = corpora / f".{run_id}{_UNFINISHED}"
        folder.mkdir()
        lock = lock_file(folder / LOCK)
        lock.acquire()
        about = _Order(order, run_id, started_at)
        write_file(folder / _ORDER, to_json(msgspec.to_builtins(about)))
        return OpenCorpus(folder, run_id, started_at, {}, lock)


class _Order(msgspec.Struct, frozen=True):
    """Which run a folder is of: what was asked of it, its id, and when it began."""

    order: str
    run_id: str
    started_at: str


def _take_up(folder: Path, order: str) -> OpenCorpus | None:
    """The run in a folder, where it is of this order and no process is at it."""
    if folder.is_symlink():
        return None
    try:
        about = msgspec.json.decode((folder / _ORDER).read_bytes(), type=_Order)
    except (OSError, ValueError, RecursionError):
        return None
    if about.order != order or folder.name != f".{about.run_id}{_UNFINISHED}":
        return None
    from filelock import Timeout

    lock = lock_file(folder / LOCK)
    try:
        lock.acquire(blocking=False)
    except (OSError, Timeout):
        return None
    done = {row.key: row for row in _read_rows(folder)}
    return OpenCorpus(folder, about.run_id, about.started_at, done, lock)


def _read_rows(folder: Path) -> Iterator[PaperRow]:
    for torn in folder.glob(".chunk-*.tmp"):
        shutil.rmtree(torn, ignore_errors=True)
    for file in sorted(_chunks(folder)):
        for row in _read_chunk(file):
            if _is_whole(file.parent, row):
                yield row


def _chunks(folder: Path) -> Iterator[Path]:
    for file in folder.glob(f"chunk-*/{CHUNK}"):
        if not file.parent.is_symlink():
            yield file


def _read_chunk(file: Path) -> tuple[PaperRow, ...]:
    """The rows of a chunk; none where they are not as this program writes them."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=ChunkRows).papers
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ()


def _is_whole(chunk: Path, row: PaperRow) -> bool:
    """Whether a paper's findings are as they were written."""
    try:
        content = (chunk / row.folder / FINDINGS).read_bytes()
    except OSError:
        return False
    return hashlib.sha256(content).hexdigest() == row.findings_sha256


def read_findings(corpus: OpenCorpus, row: PaperRow) -> bytes:
    """The gzipped findings of a paper that an earlier process left.

    Raises:
        OutputError: They are not there any more.
    """
    with writing(corpus.folder):
        return Path(corpus.folder, row.path, FINDINGS).read_bytes()


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Say which folder could not be written, and what to do."""
    try:
        yield
    except OSError as error:
        raise OutputError(
            f"the corpus cannot be written: {say_unwritten(error)}",
            file=str(error.filename or folder),
            mend=mend_unwritten(error, "Make the folder writable, or name another one with --out"),
        ) from error


DATA_DOCS_KEPT = 20
"""Runs whose Data Docs are kept; of older ones the validation results stay, the pages go. So the
cost of a run does not grow with the runs before it, nor does the room that pages take."""

NEWS = "news.jsonl"


def add_news(corpus: OpenCorpus, news: Sequence[PaperNews]) -> None:
    """Note what papers have that is new or worse (`reports.pages.corpus.summary`), a line each.

    Raises:
        OutputError: The folder cannot be written.
    """
    # The line break comes first: what a killed process left torn spoils its own line only.
    lines = "".join(f"\n{_to_line(one)}" for one in news)
    with (
        writing(corpus.folder),
        open(corpus.folder / NEWS, "a", encoding="utf-8", opener=_past_no_link) as file,
    ):
        file.write(lines)


def _past_no_link(path: str, flags: int) -> int:
    """Open a file of the run's own: what a link that stands there leads to is nobody's business."""
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), 0o666)


def read_news(corpus: OpenCorpus) -> list[PaperNews]:
    """All that was noted, each paper once; a line that a killed process left torn is none.

    Raises:
        OutputError: The folder cannot be read.
    """
    found: dict[str, PaperNews] = {}
    path = corpus.folder / NEWS
    with writing(corpus.folder):
        content = path.read_bytes() if path.exists() else b""
    for line in content.splitlines():  # of bytes, which split at line breaks only
        with suppress(msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            one = msgspec.json.decode(line, type=PaperNews)
            found[one.paper_id] = one
    return list(found.values())


def write_chunk(
    corpus: OpenCorpus, papers: Sequence[PaperFiles], results: Mapping[str, bytes]
) -> list[PaperRow]:
    """Write what a chunk left, whole or not at all.

    Args:
        corpus: The run.
        papers: What each paper left.
        results: Validation results by suite, as gzipped JSON.

    Returns:
        The rows, each with the path of its paper's folder.

    Raises:
        OutputError: The folder cannot be written.
    """
    keys = "".join(paper.row.key for paper in papers)
    name = f"chunk-{hashlib.sha256(keys.encode()).hexdigest()[:12]}"
    rows = [replace(paper.row, path=f"{name}/{paper.folder}") for paper in papers]
    staging, target = corpus.folder / f".{name}.tmp", corpus.folder / name
    with writing(corpus.folder):
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir()
        for suite, content in results.items():
            (staging / f"{suite}.json.gz").write_bytes(content)
        for paper in papers:
            (staging / paper.folder).mkdir()
            (staging / paper.folder / FINDINGS).write_bytes(paper.findings)
            (staging / paper.folder / PAGE).write_bytes(paper.page)
        (staging / CHUNK).write_bytes(to_json(ChunkRows(tuple(rows))))
        shutil.rmtree(target, ignore_errors=True)
        publish_folder(staging, target)
    return rows


def publish_corpus(
    corpus: OpenCorpus,
    rows: Iterable[PaperRow],
    about: CorpusSummary,
    news: Sequence[PaperNews],
) -> Path:
    """Write the corpus page and put the run in its place.

    Args:
        corpus: The run.
        rows: One for each paper.
        about: What stands in `summary.json`.
        news: What `read_news` gives.

    Returns:
        The first page.

    Raises:
        OutputError: The site cannot be written.
    """
    listed = sorted(rows, key=_by_discrepancies)
    target = corpus.folder.with_name(corpus.run_id)
    with writing(target):
        _drop_others(corpus.folder, {row.path for row in listed})
        for name, page in render_corpus(listed, about, news):
            write_file(corpus.folder / name, page.encode())
        for name, lines in (("papers.jsonl", listed), (NEWS, news)):
            text = "".join(f"{_to_line(line)}\n" for line in lines)
            write_file(corpus.folder / name, text.encode())
        write_file(corpus.folder / "summary.json", to_json(about))
        (corpus.folder / LOCK).unlink(missing_ok=True)
        publish_folder(corpus.folder, target)
        prune(target.parent)
    update_list(target.parent.parent)
    return target / PAGE


def _to_line(one: PaperRow | PaperNews) -> str:
    return wire_json(one, is_sorted=False).decode()


def _by_discrepancies(row: PaperRow) -> tuple[int, int, str, str]:
    return (-row.standings["off"], -row.standings["open"], row.title, row.file)


def _drop_others(folder: Path, paths: set[str]) -> None:
    """Remove what is of no use any more: papers whose register changed since they were judged."""
    for file in _chunks(folder):
        for row in _read_chunk(file):
            if row.path not in paths:
                shutil.rmtree(file.parent / row.folder, ignore_errors=True)


def prune(corpora: Path) -> None:
    """Take away the Data Docs of all but the newest runs."""
    runs = sorted(one.name for one in corpora.iterdir() if not one.name.startswith("."))
    for name in runs[:-DATA_DOCS_KEPT]:
        checks = corpora / name / "checks"
        # Of a path the last part alone is looked at for a link when it is taken away.
        if not (corpora / name).is_symlink() and not checks.is_symlink():
            shutil.rmtree(checks / "data_docs", ignore_errors=True)
