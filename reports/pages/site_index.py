"""The list of all runs, in pages that stay as they are while newer runs come.

::

    index.html         the newest runs, and the newest corpora
    page-1.html        the oldest of all, as many as a page holds; page-2.html the next, ...
    runs/.index.json   what the pages were made of, so that one new run costs one folder read

Pages are filled from the oldest run on. A new run therefore changes `index.html` alone until a page
is full. What may surprise:
`runs/.index.json` is no record. It is compared with the folders each time, by name and time of
change, and where it is missing, torn or wrong the list is made anew from the runs themselves.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from reports.pages.page import CorpusLine, RunSummary, render_runs
from sources.tools.encoding import canonical_json, struct_json
from sources.tools.files import read_whole, rewrite_file

RUNS_A_PAGE = 100
"""How many runs a full page lists; the newest page lists up to twice as many."""

CORPORA_LISTED = 20
"""How many runs over many papers the newest page lists; their folders are in `corpora`."""

_FORMAT = 2
_PAGE = re.compile(r"page-(\d{1,9})\.html")

_UNREADABLE = (OSError, ValueError, RecursionError, msgspec.MsgspecError)
"""What reading JSON that was damaged, or is none of ours, may raise."""


class _Listed(msgspec.Struct, frozen=True):
    """A run that is listed, and when its folder changed last, in nanoseconds."""

    changed: int
    row: RunSummary


class _Index(msgspec.Struct, frozen=True):
    """What the pages were made of: runs by folder, and the digest of each page."""

    format: int = _FORMAT
    runs: dict[str, _Listed] = {}
    pages: dict[str, str] = {}


@dataclass(frozen=True)
class Listing:
    """One page of the list.

    Attributes:
        name: Its file.
        rows: The summaries, newest first.
        newer: The file of the next newer page; empty on the newest.
        older: That of the next older one; empty on the oldest.
    """

    name: str
    rows: Sequence[RunSummary]
    newer: str
    older: str


def write_list_of_runs(site: Path) -> None:
    """Bring the list of all runs up to date; what has not changed is not written.

    Call it under the site's lock.

    Args:
        site: The folder with `runs`.

    Raises:
        OSError: The site cannot be written.
    """
    known = _read_index(site / "runs" / ".index.json")
    kept, skipped = _look_through(site / "runs", known.runs)
    corpora = _read_corpora(site / "corpora")
    rows = sorted(
        (entry.row for entry in kept.values()),
        key=lambda row: (row.started_at, row.run_id),
        reverse=True,
    )
    digests: dict[str, str] = {}
    for page in paginate(rows):
        is_newest = not page.newer
        total = len(rows) if is_newest else 0
        named = skipped if is_newest else []
        beside = corpora if is_newest else []
        digests[page.name] = _digest(
            [*map(msgspec.to_builtins, (page.rows, beside)), page.newer, page.older, total, named]
        )
        if known.pages.get(page.name) != digests[page.name] or not (site / page.name).is_file():
            html = render_runs(page.rows, total, named, beside, newer=page.newer, older=page.older)
            rewrite_file(site / page.name, html.encode())
    _remove_others(site, digests)
    index = _Index(_FORMAT, kept, digests)
    rewrite_file(site / "runs" / ".index.json", struct_json(index))


def listed_runs(site: Path) -> tuple[RunSummary, ...]:
    """The summaries of all runs of a site, newest first; what is no run is left out.

    Raises:
        OSError: There is no such site, or it cannot be read.
    """
    kept, _ = _look_through(site / "runs", _read_index(site / "runs" / ".index.json").runs)
    rows = (entry.row for entry in kept.values())
    return tuple(sorted(rows, key=lambda row: (row.started_at, row.run_id), reverse=True))


def paginate(rows: Sequence[RunSummary]) -> list[Listing]:
    """The pages of the list, newest first; always one at least.

    Args:
        rows: Summaries, newest first.
    """
    full = max(len(rows) // RUNS_A_PAGE - 1, 0)
    names = ["index.html", *(f"page-{number}.html" for number in range(full, 0, -1))]
    newest = len(rows) - full * RUNS_A_PAGE
    starts = [0, *(newest + at * RUNS_A_PAGE for at in range(full)), len(rows)]
    return [
        Listing(
            name,
            rows[starts[at] : starts[at + 1]],
            names[at - 1] if at else "",
            names[at + 1] if at < full else "",
        )
        for at, name in enumerate(names)
    ]


def _read_index(path: Path) -> _Index:
    """What was listed, and the digest of each page; nothing where it cannot be read."""
    try:
        index = msgspec.json.decode(read_whole(path), type=_Index)
    except _UNREADABLE:
        return _Index()
    is_ours = all(listed.row.run_id == name for name, listed in index.runs.items())
    return index if index.format == _FORMAT and is_ours else _Index()


def _look_through(runs: Path, known: Mapping[str, _Listed]) -> tuple[dict[str, _Listed], list[str]]:
    """All runs by folder, reading those that are not known as they are; and what is no run."""
    kept, skipped = {}, []
    with os.scandir(runs) as folders:
        for folder in sorted(folders, key=lambda one: one.name):
            if folder.name.startswith("."):
                continue
            changed = folder.stat(follow_symlinks=False).st_mtime_ns
            entry = known.get(folder.name)
            if entry is None or entry.changed != changed:
                # A link that somebody laid here leads to no run of this site.
                row = None if folder.is_symlink() else _read_summary(Path(folder.path))
                entry = None if row is None else _Listed(changed, row)
            if entry is None:
                skipped.append(folder.name)
            else:
                kept[folder.name] = entry
    return kept, skipped


def _read_summary(folder: Path) -> RunSummary | None:
    """The summary of a run; None where the folder holds none that can be read."""
    try:
        content = read_whole(folder / "summary.json")
        row = msgspec.json.decode(content, type=RunSummary)
    except _UNREADABLE:
        return None
    return row if row.run_id == folder.name and (folder / "index.html").is_file() else None


class _SummaryRun(msgspec.Struct):
    started_at: str


class _Summary(msgspec.Struct):
    """What of a `summary.json` the list of runs takes, of whichever version it is."""

    run: _SummaryRun
    headline: str
    broken: list[object]


def _read_corpora(folder: Path) -> list[CorpusLine]:
    """The newest runs over many papers, newest first: their names sort by time."""
    found: list[CorpusLine] = []
    for path in sorted(folder.glob("[!.]*/summary.json"), reverse=True):
        if path.parent.is_symlink():
            continue
        try:
            summary = msgspec.json.decode(read_whole(path), type=_Summary)
            row = CorpusLine(
                run_id=path.parent.name,
                started_at=summary.run.started_at,
                headline=summary.headline,
                broken=len(summary.broken),
            )
        except _UNREADABLE:
            continue
        if not _is_text(row.started_at) or not _is_text(row.headline):
            continue  # no page can hold it
        found.append(row)
        if len(found) == CORPORA_LISTED:
            break
    return found


def _is_text(words: str) -> bool:
    """Whether a page can hold it: half of a surrogate pair, which JSON can write, is no text."""
    return not any("\ud800" <= sign <= "\udfff" for sign in words)


def _remove_others(site: Path, pages: Mapping[str, str]) -> None:
    """Remove the pages that are none any more, because runs were deleted."""
    for path in site.glob("page-*.html"):
        if _PAGE.fullmatch(path.name) and path.name not in pages:
            path.unlink(missing_ok=True)


def _digest(parts: Sequence[Any]) -> str:
    return hashlib.sha256(canonical_json(parts)).hexdigest()[:16]
