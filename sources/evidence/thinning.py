"""What of the snapshots and of the quarantine is old, by a stated rule, and how it goes.

A snapshot is old when `keep` newer ones are there and it is neither the current one nor the one
before it; it stays all the same where it alone has an edition that something rests on. What lies in
quarantine is old after so many days, once a snapshot that was taken later was believed.

What may surprise: an edition is known by the sum of its data, since several snapshots may hold the
same one: the newest of these stays. A folder that goes is renamed out of sight first, to the name
of a refresh under way, so that one that is half gone is never taken for a snapshot; what a killed
process left of it is swept by the next refresh or `corrigenda tidy`.
"""

from __future__ import annotations

import secrets
import shutil
import time
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sources.errors import SnapshotError
from sources.evidence.collection import (
    POINTER,
    list_quarantined,
    list_snapshots,
    snapshots_of,
)
from sources.snapshots.manifest import read_manifest
from sources.tools.instants import from_name

LEFT_OVER_SECONDS = 86_400.0
"""After a day no process is at a temporary file any more: a scheduled run is ended after hours."""
_TEMPORARY = (".*.tmp", ".*.tmp-*")


@dataclass(frozen=True)
class Old:
    """Something that may go, and why."""

    path: Path
    why: str


def old_snapshots(home: Path, keep: int, needed: Collection[str]) -> tuple[Old, ...]:
    """The snapshots that may go, oldest first.

    Args:
        home: The collection.
        keep: How many of the newest stay whatever they hold.
        needed: SHA-256 of the data of editions that something rests on.
    """
    newest_first = [one for one in reversed(list_snapshots(home)) if not one.is_symlink()]
    pointed = _pointed(home)
    found: list[Old] = []
    held: set[str] = set()
    for at, folder in enumerate(newest_first):
        sums = _sums(folder)
        is_kept = at < keep or folder.name in pointed or sums is None
        if is_kept or not (sums or frozenset()) & set(needed) <= held:
            held |= sums or frozenset()
        else:
            found.append(Old(folder, f"{at} newer snapshots, and nothing rests on it alone"))
    return tuple(reversed(found))


def old_quarantine(home: Path, days: int, now: datetime) -> tuple[Old, ...]:
    """What lies in quarantine for longer than so many days, and was overtaken; oldest first."""
    taken = [one.name for one in list_snapshots(home)]
    newest = max(taken, default="")
    found = []
    for folder in list_quarantined(home):
        at = from_name(folder.name)
        is_over = at is not None and now - at > timedelta(days=days) and folder.name < newest
        if is_over and not folder.is_symlink():
            found.append(Old(folder, f"more than {days} days old, and a later one was believed"))
    return tuple(found)


def left_over(folders: Iterable[Path]) -> Iterator[Old]:
    """Temporary files and folders that lie directly in these for more than a day."""
    for folder in folders:
        for path in sorted({one for form in _TEMPORARY for one in folder.glob(form)}):
            try:
                if abs(time.time() - path.lstat().st_mtime) > LEFT_OVER_SECONDS:
                    yield Old(path, "a run that was killed left it")
            except OSError:
                continue  # its own process took it away meanwhile


def take_away(paths: Iterable[Path]) -> Iterator[Path]:
    """Take files and folders away, each whole or not at all as it is seen from outside.

    Call it under the lock of the folder that they are in.

    Raises:
        OSError: One cannot be taken away.
    """
    for path in paths:
        if path.is_symlink() or not path.is_dir():
            path.unlink(missing_ok=True)
        else:
            away = path
            if not path.name.startswith("."):
                away = path.with_name(f".{path.name}.tmp-{secrets.token_hex(4)}")
                path.rename(away)
            shutil.rmtree(away)
        yield path


def _pointed(home: Path) -> frozenset[str]:
    try:
        text = (snapshots_of(home) / POINTER).read_text(encoding="ascii", errors="replace")
    except OSError:
        return frozenset()
    return frozenset(text.split())


def _sums(folder: Path) -> frozenset[str] | None:
    """The sums of a snapshot's data; None where it cannot be read, and then it is left alone."""
    try:
        return frozenset(one.evidence.sha256 for one in read_manifest(folder).vintages)
    except (SnapshotError, OSError):
        return None
