"""A loss of power at each change that a command makes to its files, and what is left then.

The command runs in a fork of this process. At each ``os.fsync`` of a file what it holds is noted
as being on the disk, at each of a folder the names in it. Before each change, and each ``fsync``,
the tree is built twice: as a disk may have it that wrote nothing but what it was told to
(`STRICT`), and one that wrote all names and only those contents (`NAMES`). What is in such a tree
must be what the real one had there at some moment, whole; what was there before must still be; and
a folder that is shown at once must have all its files.

What may surprise: SQLite calls the system by itself, so that its files are taken as they are.
Files that were there at the start are on the disk.
"""

from __future__ import annotations

import copy
import hashlib
import os
import resource
import shutil
import sys
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from killed_commands import CHANGES, Job, writes

STRICT, NAMES = "only what was written to the disk", "all names, only contents that were written"
_SQLITE = (".db", ".db-wal", ".db-shm", ".db-journal")
Tree = dict[str, bytes | None]
"""By path: the content of a file, None for a folder."""


@dataclass
class Losses:
    """What came of it: how many cuts, each built twice, and what is wrong."""

    cuts: int = 0
    faults: list[str] = field(default_factory=list)


class _Disk:
    """What of a folder is on the disk."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._content: dict[int, bytes] = {}
        self._names: dict[int, dict[str, int]] = {}
        self._is_folder: dict[int, bool] = {}
        self._pins: dict[int, int] = {}
        for path in (root, *root.rglob("*")):
            self._take(path, with_content=True)

    def note(self, descriptor: int) -> None:
        """Something was written to the disk."""
        number = os.fstat(descriptor).st_ino
        try:
            path = Path(f"/proc/self/fd/{descriptor}").readlink()
        except OSError:
            return
        if number in self._pins or path.is_relative_to(self.root):
            self._take(path, with_content=True)

    def _take(self, path: Path, *, with_content: bool) -> None:
        try:
            status = path.stat()
        except OSError:
            return
        number = status.st_ino
        if number not in self._pins:
            # Held open, so that its number is given to no other file.
            self._pins[number] = os.open(path, os.O_RDONLY)
        if path.is_dir():
            self._is_folder[number] = True
            if with_content:
                self._names[number] = {}
                for one in path.iterdir():
                    self._names[number][one.name] = one.stat().st_ino
                    self._take(one, with_content=False)
        else:
            self._is_folder.setdefault(number, False)
            if with_content:
                self._content[number] = path.read_bytes()

    def tree(self, *, is_strict: bool) -> Tree:
        """What is left of the folder if the power goes now."""
        found: Tree = {}
        self._walk(self.root, "", self.root.stat().st_ino, found, is_strict)
        return found

    def _walk(self, path: Path, at: str, number: int, found: Tree, is_strict: bool) -> None:
        if is_strict:
            below = self._names.get(number, {})
        else:
            below = {one.name: one.stat().st_ino for one in path.iterdir()}
        for name, one in below.items():
            here, there = f"{at}/{name}".lstrip("/"), path / name
            if name.endswith(_SQLITE):
                if there.exists():
                    found[here] = there.read_bytes()
            elif self._is_folder.get(one, there.is_dir()):
                found[here] = None
                self._walk(there, here, one, found, is_strict)
            else:
                found[here] = self._content.get(one, b"")


class _Recording:
    """Cuts of a run in this process."""

    def __init__(self, root: Path) -> None:
        self._disk = _Disk(root)
        self.cuts: list[tuple[str, str, Tree]] = []
        self.seen: dict[str, set[str]] = {}
        self.removed: set[str] = set()
        self._last: set[str] = set()
        self._root, self._is_on = root, False
        self._fsync: Callable[[Any], None] = os.fsync

    def start(self) -> None:
        """From now on each change is a cut."""
        sys.addaudithook(self._hear)
        os.fsync = self._synced  # type: ignore[assignment]
        self._is_on = True
        self.cut("the start")

    def stop(self) -> None:
        """The last cut: the command has come to its end."""
        self.cut("the end")
        self._is_on = False

    def _synced(self, file: Any) -> None:
        self.cut("fsync")
        self._fsync(file)
        self._is_on = False
        self._disk.note(file if isinstance(file, int) else file.fileno())
        self._is_on = True

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self._is_on or event not in CHANGES:
            return
        if not str(arguments[0]).startswith(str(self._root)):
            return
        if event == "open" and not writes(arguments):
            return
        self.cut(f"{event} {Path(str(arguments[0])).name}")

    def cut(self, what: str) -> None:
        """Build both trees, and note what the real one has."""
        self._is_on = False
        there = _real(self._root)
        for path, content in there.items():
            self.seen.setdefault(path, set()).add(_sum(content))
        self.removed |= self._last - there.keys()
        self._last = set(there)
        for kind in (STRICT, NAMES):
            self.cuts.append((what, kind, self._disk.tree(is_strict=kind == STRICT)))
        self._is_on = True


def _real(root: Path) -> Tree:
    found: Tree = {}
    for path in root.rglob("*"):
        here = path.relative_to(root).as_posix()
        found[here] = None if path.is_dir() else path.read_bytes()
    return found


def _sum(content: bytes | None) -> str:
    return "folder" if content is None else hashlib.sha256(content).hexdigest()


def lose_power(job: Job, shown_at_once: tuple[str, ...], runs: int = 2) -> Losses:
    """Let a command run with a loss of power at each change of its last run.

    Args:
        job: The command; its state is made by its runs before.
        shown_at_once: Patterns of folders that appear by one rename.
        runs: So many runs come before, without a loss.
    """
    job.prepare()
    for number in range(runs):
        job.arm(number)
        _in_fork(job, None)
        for kind, what in job.look(is_done=True):
            raise SystemExit(f"{kind}: {what} before any loss")
    job.arm(runs)
    return _in_fork(job, shown_at_once)


def _in_fork(job: Job, shown_at_once: tuple[str, ...] | None) -> Losses:
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            found = Losses()
            if shown_at_once is None:
                assert job.run() == 0
            else:
                found = _recorded(job, shown_at_once)
            with os.fdopen(writer, "w") as told:
                told.write("\n".join([str(found.cuts), *found.faults]))
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as told:
        cuts, *faults = told.read().split("\n")
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]):
        raise SystemExit(f"{job.name} failed")
    return Losses(int(cuts), faults)


def _recorded(job: Job, shown_at_once: tuple[str, ...]) -> Losses:
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    root = job.folder / "kept"
    before = _real(root)
    recording = _Recording(root)
    recording.start()
    assert job.run() == 0
    recording.stop()
    after = _real(root)
    found = Losses(len(recording.cuts) // 2)
    copy_of = job.folder / "left"
    for number, (what, kind, tree) in enumerate(recording.cuts):
        is_done = number >= len(recording.cuts) - 2
        faults = [*_torn(tree, before, after, recording, shown_at_once)]
        _build(tree, copy_of)
        other = copy.copy(job)
        for name, value in vars(job).items():
            if isinstance(value, dict | set):
                setattr(other, name, copy.deepcopy(value))
        other.kept = copy_of
        try:
            faults += [f"{sort}: {said}" for sort, said in other.look(is_done=is_done)]
        except Exception as error:
            faults.append(f"{type(error).__name__}: {error}")
        found.faults += [f"cut {number // 2} ({what}), {kind}: {one}" for one in faults]
    return found


def _torn(
    tree: Tree, before: Tree, after: Tree, recording: _Recording, shown_at_once: tuple[str, ...]
) -> Iterator[str]:
    for path in before.keys() - tree.keys() - recording.removed:
        if not path.endswith(_SQLITE):
            yield f"{path} is gone"
    for path, content in tree.items():
        if _is_hidden(path) or path.endswith(_SQLITE):
            continue
        if _sum(content) not in recording.seen.get(path, set()):
            yield f"{path} has {len(content or b'')} bytes that it never had"
        if content is None and any(Path(path).match(one) for one in shown_at_once):
            here = {one for one in tree if one.startswith(f"{path}/")}
            there = {one for one in after if one.startswith(f"{path}/")}
            if here != there:
                yield f"{path} lacks {len(there - here)} of {len(there)} files"


def _is_hidden(path: str) -> bool:
    return any(part.startswith(".") for part in Path(path).parts)


def _build(tree: Tree, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    for path in sorted(tree):
        content = tree[path]
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if content is None:
            target.mkdir(exist_ok=True)
        else:
            target.write_bytes(content)
