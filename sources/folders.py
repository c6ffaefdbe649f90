"""How files of a snapshot come to be: whole or not at all, and one writer at a time.

What may surprise: a rename is seen at once by other programs, and outlives the loss of power only
when the folder itself was written too (`sync`).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def write_file(path: Path, content: bytes) -> None:
    """Write a file under a temporary name, then rename it: it is never seen half written."""
    temporary = path.with_name(f".{path.name}.tmp")
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def sync(folder: Path) -> None:
    """Make what was renamed in a folder outlive the loss of power."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """The folder, made where it is missing, for one writer at a time.

    The lock is advisory and on the folder itself, so it leaves nothing behind and ends with the
    process that held it. Reading needs no lock.
    """
    import fcntl  # only on POSIX, and only writers need it

    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
