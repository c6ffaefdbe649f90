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
import json
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reports.pages.page import render_runs
from sources.files import write_file

RUNS_A_PAGE = 100
"""How many runs a full page lists; the newest page lists up to twice as many."""

CORPORA_LISTED = 20
"""How many runs over many papers the newest page lists; their folders are in `corpora`."""

_FORMAT = 2
_PAGE = re.compile(r"page-(\d{1,9})\.html")
_TEXTS = ("started_at", "title", "claimant")
Row = dict[str, Any]
_UNREADABLE = (OSError, ValueError, RecursionError)
"""What reading JSON that was damaged, or is none of ours, may raise."""


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
    rows: Sequence[Row]
    newer: str
    older: str


def list_runs(site: Path) -> None:
    """Bring the list of all runs up to date; what has not changed is not written.

    Call it under the site's lock.

    Args:
        site: The folder with `runs`.

    Raises:
        OSError: The site cannot be written.
    """
    known, written = _read_index(site / "runs" / ".index.json")
    kept, skipped = _look_through(site / "runs", known)
    corpora = _read_corpora(site / "corpora")
    rows = sorted(
        (entry["row"] for entry in kept.values()),
        key=lambda row: (row["started_at"], row["run_id"]),
        reverse=True,
    )
    digests: dict[str, str] = {}
    for page in paginate(rows):
        is_newest = not page.newer
        total = len(rows) if is_newest else 0
        named = skipped if is_newest else []
        beside = corpora if is_newest else []
        digests[page.name] = _digest([page.rows, page.newer, page.older, total, named, beside])
        if written.get(page.name) != digests[page.name] or not (site / page.name).is_file():
            html = render_runs(page.rows, total, named, beside, newer=page.newer, older=page.older)
            write_file(site / page.name, html.encode())
    _remove_others(site, digests)
    index = {"format": _FORMAT, "runs": kept, "pages": digests}
    write_file(site / "runs" / ".index.json", json.dumps(index, ensure_ascii=False).encode())


def paginate(rows: Sequence[Row]) -> list[Listing]:
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


def _read_index(path: Path) -> tuple[dict[str, Any], dict[str, str]]:
    """What was listed, by folder, and the digest of each page; nothing where it cannot be read."""
    try:
        index = json.loads(path.read_bytes())
    except _UNREADABLE:
        return {}, {}
    if not isinstance(index, dict) or index.get("format") != _FORMAT:
        return {}, {}
    runs, pages = index.get("runs"), index.get("pages")
    if not isinstance(runs, dict) or not isinstance(pages, dict):
        return {}, {}
    return {name: entry for name, entry in runs.items() if _is_entry(name, entry)}, pages


def _is_entry(name: str, entry: object) -> bool:
    return isinstance(entry, dict) and "changed" in entry and _is_row(name, entry.get("row"))


def _look_through(runs: Path, known: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """All runs by folder, reading those that are not known as they are; and what is no run."""
    kept, skipped = {}, []
    with os.scandir(runs) as folders:
        for folder in sorted(folders, key=lambda one: one.name):
            if folder.name.startswith("."):
                continue
            changed = folder.stat(follow_symlinks=False).st_mtime_ns
            entry = known.get(folder.name)
            if entry is None or entry["changed"] != changed:
                row = _read_summary(Path(folder.path))
                entry = None if row is None else {"changed": changed, "row": row}
            if entry is None:
                skipped.append(folder.name)
            else:
                kept[folder.name] = entry
    return kept, skipped


def _read_summary(folder: Path) -> Row | None:
    """The summary of a run; None where the folder holds none that can be read."""
    try:
        row = json.loads((folder / "summary.json").read_bytes())
    except _UNREADABLE:
        return None
    is_whole = _is_row(folder.name, row) and (folder / "index.html").is_file()
    return {name: row[name] for name in ("run_id", *_TEXTS, "standings")} if is_whole else None


def _read_corpora(folder: Path) -> list[Row]:
    """The newest runs over many papers, newest first: their names sort by time."""
    found: list[Row] = []
    for path in sorted(folder.glob("[!.]*/summary.json"), reverse=True):
        try:
            summary = json.loads(path.read_bytes())
            row = {
                "run_id": path.parent.name,
                "started_at": str(summary["run"]["started_at"]),
                "headline": str(summary["headline"]),
                "broken": len(summary["broken"]),
            }
        except (*_UNREADABLE, KeyError, TypeError):
            continue
        if not all(_is_text(row[name]) for name in ("started_at", "headline")):
            continue
        found.append(row)
        if len(found) == CORPORA_LISTED:
            break
    return found


def _is_row(name: str, row: object) -> bool:
    return (
        isinstance(row, dict)
        and row.get("run_id") == name
        and isinstance(row.get("standings"), dict)
        and all(_is_text(row.get(text)) for text in _TEXTS)
    )


def _is_text(value: object) -> bool:
    """Whether a page can hold it: half of a surrogate pair, which JSON can write, is no text."""
    return isinstance(value, str) and not any("\ud800" <= sign <= "\udfff" for sign in value)


def _remove_others(site: Path, pages: Mapping[str, str]) -> None:
    """Remove the pages that are none any more, because runs were deleted."""
    for path in site.glob("page-*.html"):
        if _PAGE.fullmatch(path.name) and path.name not in pages:
            path.unlink(missing_ok=True)


def _digest(parts: Sequence[Any]) -> str:
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]
