"""How files come to be, whole or not at all and by one writer at a time; how snapshots are read.

What may surprise: a rename is seen at once by other programs, and outlives the loss of power only
when the folder itself was written too (`sync`).
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sources.errors import SnapshotError

if TYPE_CHECKING:
    from filelock import BaseFileLock


def write_file(path: Path, content: bytes) -> None:
    """Write a file under a name of its own, then rename it: it is never seen half written."""
    temporary = path.with_name(f".{path.name.lstrip('.')}.{secrets.token_hex(4)}.tmp")
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def to_json(data: Any, *, is_sorted: bool = False) -> bytes:
    """Plain data as the content of a JSON file; NaN is refused.

    Args:
        data: What JSON knows.
        is_sorted: Whether names are sorted; else they stand in the order of the data.
    """
    text = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=is_sorted, allow_nan=False)
    # What is no Unicode (a lone surrogate) is written as an escape, which JSON reads as it was.
    return f"{text}\n".encode(errors="backslashreplace")


def lock_file(path: Path) -> BaseFileLock:
    """A lock as a file, held with ``with``; the system lets go of it when the process ends.

    Held by another, ``acquire(blocking=False)`` raises `filelock.Timeout`.
    """
    from filelock import FileLock  # only writers need it

    return FileLock(path, thread_local=False)


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
