"""How files of a snapshot come to be, whole or not at all, and how they are read: as written.

What may surprise: a rename is seen at once by other programs, and outlives the loss of power only
when the folder itself was written too (`sync`).
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sources.errors import SnapshotError


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


def read_summed(path: Path, expected: str) -> bytes:
    """The bytes of a file, known by their SHA-256 to be what was written.

    Raises:
        SnapshotError: It is gone, cannot be read, or has changed.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise changed(path, f"it cannot be read ({error.strerror})") from None
    if hashlib.sha256(content).hexdigest() != expected:
        raise changed(path, "it has changed: the checksum differs")
    return content


def changed(path: Path, what: str) -> SnapshotError:
    """The error for a file of a snapshot that is not as it was written."""
    return SnapshotError(
        what, mend="Take the snapshot from its original again, or refresh anew", file=str(path)
    )


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
