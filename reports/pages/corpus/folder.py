"""Begins a run over many papers, or goes on with one that was killed.

A run under way lies in `corpora/.<run>.unfinished/` and holds a lock. `chunk.json` says of each
paper what its result depends on (its key: the register, the observations, the program) and the sum
of its findings: a run that goes on takes what still fits, and the rest is judged anew.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from reports.paper_files import FINDINGS
from sources.errors import OutputError
from sources.folders import write_file

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
        lock: Held open, so that no other process goes on with the same run.
    """

    folder: Path
    run_id: str
    started_at: str
    done: Mapping[str, Mapping[str, Any]]
    lock: TextIO


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
        corpora.mkdir(parents=True, exist_ok=True)
        for folder in sorted(corpora.glob(f".*{_UNFINISHED}")):
            found = _take_up(folder, order)
            if found is not None:
                return found
        folder = corpora / f".{run_id}{_UNFINISHED}"
        folder.mkdir()
        lock = (folder / LOCK).open("a", encoding="utf-8")
        fcntl.flock(lock, fcntl.LOCK_EX)
        about = {"order": order, "run_id": run_id, "started_at": started_at}
        write_file(folder / _ORDER, dump(about))
        return OpenCorpus(folder, run_id, started_at, {}, lock)


def _take_up(folder: Path, order: str) -> OpenCorpus | None:
    """The run in a folder, where it is of this order and no process is at it."""
    try:
        about = json.loads((folder / _ORDER).read_bytes())
        lock = (folder / LOCK).open("a", encoding="utf-8")
    except (OSError, ValueError):
        return None
    if about.get("order") != order or folder.name != f".{about.get('run_id')}{_UNFINISHED}":
        lock.close()
        return None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        return None
    done = {row["key"]: row for row in _read_rows(folder)}
    return OpenCorpus(folder, about["run_id"], about["started_at"], done, lock)


def _read_rows(folder: Path) -> Iterator[dict[str, Any]]:
    for torn in folder.glob(".chunk-*.tmp"):
        shutil.rmtree(torn, ignore_errors=True)
    for file in sorted(folder.glob(f"chunk-*/{CHUNK}")):
        for row in json.loads(file.read_bytes())["papers"]:
            if _is_whole(file.parent, row):
                yield row


def _is_whole(chunk: Path, row: Mapping[str, Any]) -> bool:
    """Whether a paper's findings are as they were written."""
    try:
        content = (chunk / row["folder"] / FINDINGS).read_bytes()
    except OSError:
        return False
    return hashlib.sha256(content).hexdigest() == str(row["findings_sha256"])


def read_findings(corpus: OpenCorpus, row: Mapping[str, Any]) -> bytes:
    """The gzipped findings of a paper that an earlier process left.

    Raises:
        OutputError: They are not there any more.
    """
    with writing(corpus.folder):
        return Path(corpus.folder, row["path"], FINDINGS).read_bytes()


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Say which folder could not be written, and what to do."""
    try:
        yield
    except OSError as error:
        raise OutputError(
            f"the corpus cannot be written: {error.strerror or error}",
            file=str(error.filename or folder),
            mend="Make the folder writable, or name another one with --out",
        ) from error


def dump(data: Any) -> bytes:
    """Plain data as a file of JSON."""
    return (json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()
