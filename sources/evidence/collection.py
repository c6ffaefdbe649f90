"""The snapshots that refreshes took, below one folder (``CORRIGENDA_HOME``).

::

    snapshots/2026-11-23T14-05-00Z/   one refresh each, never overwritten
    snapshots/current                 the name of the current one, and of the one before it
    snapshots/.2026-….tmp-1a2b3c4d/   a refresh under way
    quarantine/2026-…/                what was not plausible, with the reasons and `odd.csv`
    rejected/2026-…-wdi-1a2b3c4d/     answers of a source that failed (`sources.evidence.rejected`)

A snapshot appears by one rename, and becomes the current one by that same rename: ``current`` is
written before, and names first the new snapshot, then the one until then. The first of them that is
there is current. So a refresh that is killed at any moment leaves a collection that is whole.
"""

from __future__ import annotations

import re
import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sources.errors import OutputError, SnapshotError
from sources.snapshots.manifest import MANIFEST, read_manifest, render_manifest
from sources.tools.encoding import to_json
from sources.tools.files import (
    mend_unwritten,
    private_folder,
    publish_folder,
    rewrite_file,
    say_unwritten,
    sync,
    write_file,
)
from sources.tools.instants import from_name, to_name, to_second
from sources.tools.locks import locked

POINTER, ACCEPTED = "current", "accepted.json"
_NAME = re.compile(r"\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ(-\d+)?", re.ASCII)


def snapshots_of(home: Path) -> Path:
    """Where a collection keeps its snapshots."""
    return home / "snapshots"


def quarantine_of(home: Path) -> Path:
    """Where it keeps what was not plausible."""
    return home / "quarantine"


def list_snapshots(home: Path) -> tuple[Path, ...]:
    """All snapshots that refreshes took, oldest first."""
    return _named(snapshots_of(home))


def list_quarantined(home: Path) -> tuple[Path, ...]:
    """All that is in quarantine, oldest first."""
    return _named(quarantine_of(home))


def _named(folder: Path) -> tuple[Path, ...]:
    if not folder.is_dir():
        return ()
    found = [path for path in folder.iterdir() if _NAME.fullmatch(path.name) and path.is_dir()]
    return tuple(
        sorted(found, key=lambda path: (path.name.partition("Z")[0], len(path.name), path))
    )


def current_snapshot(home: Path) -> Path | None:
    """The snapshot to go on from; None before the first refresh.

    Raises:
        SnapshotError: The pointer names nothing that is there, though there are snapshots.
    """
    pointer = snapshots_of(home) / POINTER
    try:
        names = pointer.read_text(encoding="ascii", errors="replace").split()
    except FileNotFoundError:
        names = []
    for name in names:
        if _NAME.fullmatch(name) and pointer.with_name(name).is_dir():
            return pointer.with_name(name)
    if list_snapshots(home):
        raise SnapshotError(
            "this file does not say which snapshot is current",
            mend="Choose one with `corrigenda snapshot use`",
            file=str(pointer),
        )
    return None


@contextmanager
def one_writer(home: Path) -> Iterator[None]:
    """The collection for one refresh at a time; what a killed one had begun is taken away.

    Raises:
        OutputError: The folder cannot be written.
    """
    with _writing(home), _locked(home):
        for folder in (snapshots_of(home), quarantine_of(home)):
            for left_over in folder.glob(".*.tmp-*"):
                shutil.rmtree(left_over)
        # Nobody else writes now: what a pointer was to be written with is nobody's either.
        for left_over in snapshots_of(home).glob(f".{POINTER}.*.tmp"):
            left_over.unlink()
        yield


@contextmanager
def _locked(home: Path) -> Iterator[None]:
    """The collection's folders, each its owner's only wherever they lie, for one writer."""
    for folder in (snapshots_of(home), quarantine_of(home)):
        private_folder(folder)
    with locked(snapshots_of(home)):
        yield


@contextmanager
def staging(home: Path) -> Iterator[Path]:
    """A new folder, out of sight, for a snapshot to be; taken away unless it was moved.

    Needs `one_writer`.
    """
    name = _next_name(home)
    folder = snapshots_of(home) / f".{name}.tmp-{secrets.token_hex(4)}"
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _next_name(home: Path) -> str:
    """The present moment as a name, a second after the newest there is where a clock went back.

    Snapshots are told apart by the order of their names: which came before which.
    """
    moment = datetime.now(UTC)
    there = (*list_snapshots(home), *list_quarantined(home))
    for path in there:
        taken = from_name(path.name)
        if taken is not None and taken > moment:
            moment = taken + timedelta(seconds=1)
    return to_name(moment)


def publish(home: Path, staged: Path) -> Path:
    """Make a staged snapshot one of the collection, and the current one; gives its place.

    Needs `one_writer`.
    """
    target = _free_place(home, snapshots_of(home), staged)
    point_to(home, target.name)
    publish_folder(staged, target)
    return target


def quarantine(home: Path, staged: Path) -> Path:
    """Put a staged snapshot apart; gives its place. Needs `one_writer`."""
    folder = quarantine_of(home)
    target = _free_place(home, folder, staged)
    publish_folder(staged, target)
    return target


def point_to(home: Path, name: str) -> None:
    """Make the snapshot of that name the current one as soon as it is there."""
    try:
        before = current_snapshot(home)
    except SnapshotError:
        before = None
    names = [name, *([before.name] if before is not None and before.name != name else [])]
    rewrite_file(snapshots_of(home) / POINTER, "".join(f"{one}\n" for one in names).encode())
    sync(snapshots_of(home))


def use(home: Path, name: str) -> Path:
    """Make an earlier snapshot current by name.

    Raises:
        SnapshotError: There is none of that name, or it is in quarantine.
        OutputError: The folder cannot be written.
    """
    with one_writer(home):
        if any(path.name == name for path in list_quarantined(home)):
            raise SnapshotError(
                f"{name} is in quarantine, since what it holds was not plausible",
                mend=f"Look at what is odd, then `corrigenda snapshot accept {name} --by NAME "
                "--why …` lets it in on record",
                file=str(quarantine_of(home) / name / "reason.txt"),
            )
        point_to(home, _named_among(list_snapshots(home), name).name)
        return snapshots_of(home) / name


@dataclass(frozen=True)
class Acceptance:
    """Who let in what was not plausible, and why.

    Attributes:
        by: A person's name.
        why: In that person's words.
        at: When.
    """

    by: str
    why: str
    at: datetime

    def say(self) -> str:
        """A sentence, which the manifest of the snapshot keeps."""
        return (
            f"Not plausible beside the editions at hand, and accepted by {self.by} on "
            f"{self.at.date().isoformat()}: {self.why}"
        )


def accept(home: Path, name: str, acceptance: Acceptance) -> Path:
    """Let a snapshot out of quarantine and make it current; who did it and why is kept in it.

    The reasons and the table of what is odd stay beside its data. A process that is killed between
    leaves it in quarantine.

    Raises:
        SnapshotError: There is none of that name in quarantine, or it is damaged.
        OutputError: The folder cannot be written.
    """
    with one_writer(home):
        apart = _named_among(list_quarantined(home), name)
        manifest = read_manifest(apart)
        told = tuple(
            replace(one, notes=(*one.notes, acceptance.say())) for one in manifest.vintages
        )
        said = {"by": acceptance.by, "why": acceptance.why, "at": to_second(acceptance.at)}
        write_file(apart / ACCEPTED, to_json(said, is_sorted=True))
        content = render_manifest(told, manifest.failures, manifest.files)
        write_file(apart / MANIFEST, content)
        target = snapshots_of(home) / name
        point_to(home, name)
        publish_folder(apart, target)
        return target


def _named_among(folders: Sequence[Path], name: str) -> Path:
    for folder in folders:
        if folder.name == name:
            return folder
    known = ", ".join(folder.name for folder in folders) or "none"
    raise SnapshotError(f"there is no snapshot {name!r}", mend=f"There are: {known}")


def _free_place(home: Path, folder: Path, staged: Path) -> Path:
    """Where a staged folder goes: under its own name, numbered where any snapshot has it."""
    name = staged.name.removeprefix(".").partition(".tmp-")[0]
    number, free = 1, name
    while any((place / free).exists() for place in (snapshots_of(home), quarantine_of(home))):
        number += 1
        free = f"{name}-{number}"
    return folder / free


@contextmanager
def _writing(home: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(
            f"the snapshot cannot be written ({say_unwritten(error)})",
            mend=mend_unwritten(error, "Name a folder in CORRIGENDA_HOME that may be written"),
            file=str(error.filename or home),
        ) from error
