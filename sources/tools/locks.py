"""One writer at a time, on every system that Python runs on.

A lock is a file that the system holds for a process and lets go of when that ends, however it ends.
What may surprise: the file is taken away by whoever holds it last, so that folders of data hold
nothing else; one who waited for it meanwhile notices, and locks anew (`filelock` looks after that).
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sources.tools.files import is_old

if TYPE_CHECKING:
    from filelock import BaseFileLock

LOCK = ".lock"
"""The name of a folder's lock."""


def lock_file(path: Path) -> BaseFileLock:
    """A lock as a file that stays, held with ``with``.

    Held by another, ``acquire(blocking=False)`` raises `filelock.Timeout`.
    """
    from filelock import FileLock  # only writers need it

    return FileLock(path, thread_local=False)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """The folder, made where it is missing, for one writer at a time; reading needs no lock.

    Raises:
        OSError: The folder cannot be made or written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _held(folder / LOCK):
        yield


@contextmanager
def staged(folder: Path) -> Iterator[None]:
    """A folder that becomes another one: nobody sweeps it while it is written.

    The lock stands beside the folder, which may be renamed or taken away meanwhile.
    """
    with _held(_beside(folder)):
        yield


def sweep(parent: Path, names: re.Pattern[str]) -> None:
    """Take away those folders that a process began under `staged` and was killed at.

    Args:
        parent: Where they are.
        names: What their names look like, whole.
    """
    found = {one.name for one in parent.iterdir()}
    for name in sorted(found):
        if names.fullmatch(name):
            _sweep_one(parent / name)
        elif name.endswith(LOCK) and names.fullmatch(name.removesuffix(LOCK)):
            _sweep_one(parent / name.removesuffix(LOCK))


def _sweep_one(folder: Path) -> None:
    from filelock import Timeout

    beside = _beside(folder)
    try:
        if not is_old(folder if folder.exists() else beside):
            return
        with _held(beside, is_waiting=False):
            shutil.rmtree(folder, ignore_errors=True)
    except (OSError, Timeout):
        return  # it is being written, or another one took it away


def _beside(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}{LOCK}")


@contextmanager
def _held(path: Path, *, is_waiting: bool = True) -> Iterator[None]:
    lock = lock_file(path)
    with lock.acquire(blocking=is_waiting):
        try:
            yield
        finally:
            # Windows takes away no file that is open: there it stays, empty.
            with suppress(OSError):
                path.unlink(missing_ok=True)
