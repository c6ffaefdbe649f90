"""How files come to be, whole or not at all; how snapshots are read.

What may surprise: a rename is seen at once by other programs, and outlives the loss of power only
when the folder itself was written too (`sync`). A folder that is written out of sight and then
renamed has to be on the disk with all that is in it before (`publish_folder`).

What is packed is unpacked to a bound, `MOST_UNPACKED`, the same everywhere: a megabyte of gzip can
hold a gigabyte, and the members of a zip can lie over each other, so that each is as large as the
file and all together are a thousand times that.
"""

from __future__ import annotations

import contextlib
import errno
import glob
import hashlib
import os
import secrets
import stat
import time
import zipfile
import zlib
from pathlib import Path

from sources.errors import OutputError, SnapshotError
from sources.tools.text_safety import printable

MOST_UNPACKED = 128 << 20
"""Bytes of what is unpacked whole: a data file, an answer, a workbook, all data of a pack."""
_SYNCED = os.O_RDWR if os.name == "nt" else os.O_RDONLY
"""How a file is opened to be put on the disk: Windows does that for writers only."""
_CLOSED = getattr(os, "O_CLOEXEC", 0)
"""A file that programs started later do not get; Windows has no such mark and needs none."""
_GZIP = 31
"""zlib's window bits for a gzip stream."""
YOUNG_SECONDS = 60.0
"""A folder is made a moment before it is locked, and a file takes no minute to be written."""
_LOCAL_HEADER = 30
"""Bytes of the shortest header of a zip's member."""


class TooLarge(ValueError):
    """What is packed is larger than it may be; nothing beyond that was unpacked."""


def unpack(packed: bytes, most: int = MOST_UNPACKED) -> bytes:
    """The content of a gzip stream.

    Raises:
        TooLarge: It has more than so many bytes.
        ValueError: It is none, is damaged or cut, or something follows it.
    """
    unpacker = zlib.decompressobj(_GZIP)
    try:
        content = unpacker.decompress(packed, most + 1)
    except zlib.error as error:
        raise ValueError(f"it is no gzip file ({error})") from None
    if len(content) > most:
        raise TooLarge(f"it unpacks to more than {most >> 20} MB")
    if not unpacker.eof or unpacker.unused_data:
        raise ValueError("it is no whole gzip file")
    return content


def has_overlaps(archive: zipfile.ZipFile) -> bool:
    """Whether members of a zip share bytes, or say that they are larger than their place.

    What the directory says is held against itself before any member is read; older versions of
    Python read such members without a word.
    """
    after = archive.start_dir
    for member in sorted(archive.infolist(), key=lambda one: one.header_offset, reverse=True):
        if member.header_offset + _LOCAL_HEADER + member.compress_size > after:
            return True
        if member.compress_type == zipfile.ZIP_STORED and member.file_size > member.compress_size:
            return True
        after = member.header_offset
    return False


def write_file(path: Path, content: bytes, *, is_private: bool = False) -> None:
    """Write a file under a name of its own, then rename it: it is never seen half written.

    Args:
        path: Where.
        content: What.
        is_private: Whether it is its owner's only, whatever the umask.

    Raises:
        NoPlainFile: A device, a pipe or a socket is there, which the rename would take away.
        OSError: It cannot be written.
    """
    refuse_special(path)
    temporary = path.with_name(f".{path.name.lstrip('.')}.{secrets.token_hex(4)}.tmp")
    mode = 0o600 if is_private else 0o666
    try:
        with open(temporary, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):  # a read-only disk refuses that of what is not there
            temporary.unlink(missing_ok=True)
        # Nobody knows the temporary file; a second name would go with the first.
        error.filename, error.filename2 = str(path), None
        raise
    sync(path.parent)


class NoPlainFile(OSError):
    """What stands where a file is to be written is none, and would be lost to it."""


def refuse_special(path: Path, *, refuses_links: bool = False) -> None:
    """Refuse to put a file in the place of a device, a pipe or a socket.

    Args:
        path: Where a file is to be written.
        refuses_links: Whether a link is refused too: a person named it, and may have meant what it
            leads to. Of the names that the program gives, a link is replaced and never followed.

    Raises:
        NoPlainFile: One of these is there.
    """
    try:
        mode = path.lstat().st_mode
    except OSError:
        return  # nothing is there, or writing will say what is wrong
    if stat.S_ISLNK(mode):
        if refuses_links:
            what = f"this is a link to {path.readlink()}, and would be replaced"
            raise NoPlainFile(errno.ELOOP, what, str(path))
    elif not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        what = "this is a device, a pipe or a socket, and would be replaced by a file"
        raise NoPlainFile(errno.EINVAL, what, str(path))


def refuse_output(path: Path, option: str) -> None:
    """Refuse what a person named for a file to be written, before any work is done for it.

    Args:
        path: What was named.
        option: By which option.

    Raises:
        OutputError: A link, a device, a pipe or a socket is there.
    """
    try:
        refuse_special(path, refuses_links=True)
    except NoPlainFile as error:
        mend = f"Name a file for {option}"
        raise OutputError(f"{error.strerror}", mend=mend, file=printable(str(path))) from None


def sweep_beside(path: Path) -> None:
    """Take away what a process that wrote this file was killed at.

    Call it before `write_file` where no lock keeps other writers away.
    """
    for left_over in path.parent.glob(f".{glob.escape(path.name.lstrip('.'))}.*.tmp"):
        try:
            if is_old(left_over):
                left_over.unlink()
        except OSError:
            continue  # another one took it away


def rewrite_file(path: Path, content: bytes) -> None:
    """Write a file that is written again and again: what a run was killed at there goes first."""
    sweep_beside(path)
    write_file(path, content)


def is_old(path: Path) -> bool:
    """Whether it was not touched just now; what was touched in time to come is not either.

    Raises:
        OSError: It is gone.
    """
    return abs(time.time() - path.stat().st_mtime) > YOUNG_SECONDS


def publish_folder(staged: Path, target: Path) -> None:
    """Put a folder that was written out of sight in its place, where it outlives a loss of power.

    What is in it goes to the disk before the rename: else the name could be there after a loss of
    power, and what it holds not.

    Raises:
        OSError: It cannot be written, or something is there.
    """
    for path in (*staged.rglob("*"), staged):
        if path.is_dir():
            sync(path)
            continue
        handle = os.open(path, _SYNCED)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    staged.rename(target)
    # The folder that it is in may be new too.
    sync(target.parent)
    sync(target.parent.parent)


class LinkInPlace(OSError):
    """A link stands where a folder of the program's own belongs."""


def own_folder(folder: Path) -> Path:
    """A folder that the program makes in one that a person named; gives it.

    Whoever may write to the named folder could lay a link there, which leads anywhere.

    Raises:
        LinkInPlace: There is a link of that name.
        OSError: It cannot be made, or is something else.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if folder.is_symlink():
        raise LinkInPlace(errno.ELOOP, "a link stands there", str(folder))
    return folder


def say_unwritten(error: OSError) -> str:
    """Why something could not be written, in words; a full disk is told as full."""
    if isinstance(error, LinkInPlace):
        return "a link stands where a folder of the program's own belongs, and none is followed"
    if isinstance(error, NoPlainFile):
        return str(error.strerror)
    if error.errno in _FULL:
        return _FULL[error.errno]
    return os.strerror(error.errno) if error.errno else str(error)


def mend_unwritten(error: OSError, mend: str) -> str:
    """What helps where something could not be written: room on a full disk, else what is given."""
    if isinstance(error, LinkInPlace):
        return "Take the link away, or name another folder"
    if isinstance(error, NoPlainFile):
        return "Name a file"
    return MAKE_ROOM if error.errno in _FULL else mend


def is_closed(error: OSError) -> bool:
    """Whether the system lets this user not do it there."""
    return error.errno in (errno.EACCES, errno.EPERM, errno.EROFS)


def is_full(error: OSError) -> bool:
    """Whether there was no room for it."""
    return error.errno in _FULL


MAKE_ROOM = "Make room there and run it again: nothing half-written is left"
_FULL = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota of this user is full",
    errno.EFBIG: "the file would be larger than it may be here",
}


def private_folder(folder: Path) -> None:
    """Make a folder, and those above it that are missing, for its owner only.

    One that is there keeps its mode: whoever made it may have meant it.

    Raises:
        OSError: It cannot be made, or is something else.
    """
    missing = [folder, *folder.parents]
    for one in reversed(missing[: next(at for at, path in enumerate(missing) if path.exists())]):
        one.mkdir(mode=0o700, exist_ok=True)
    if not folder.is_dir():
        folder.mkdir(exist_ok=True)  # raises


def private_file(path: Path) -> None:
    """Make an empty file for its owner only; one that is there is closed to strangers.

    Raises:
        OSError: It cannot be made, or is not ours and open to strangers.
    """
    os.close(os.open(path, os.O_RDONLY | os.O_CREAT | _CLOSED, 0o600))
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o007:
        path.chmod(mode & ~0o077)


def read_whole(path: Path, most: int = MOST_UNPACKED) -> bytes:
    """The bytes of a file that others may have made.

    A file may be larger than all memory and yet take up nothing on the disk, and what is no file
    (a pipe, a device) may never end.

    Raises:
        OSError: It is gone, cannot be read, is no plain file, or has more than so many bytes.
    """
    with open(path, "rb", opener=_without_waiting) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, "it is no plain file", str(path))
        if file.seek(0, os.SEEK_END) > most:
            raise OSError(errno.EFBIG, f"it has more than {most >> 20} MB", str(path))
        file.seek(0)
        return file.read(most)


def _without_waiting(path: str, flags: int) -> int:
    """Open a file; for whoever writes to a pipe nobody waits."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def read_summed(path: Path, expected: str) -> bytes:
    """The bytes of a file, known by their SHA-256 to be what was written.

    Raises:
        SnapshotError: It is gone, cannot be read, or has changed.
    """
    try:
        content = read_whole(path)
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
    """Make what was written or renamed in a folder outlive the loss of power.

    Windows has no such call; its file systems put the rename itself into their journal.
    """
    directory = getattr(os, "O_DIRECTORY", None)
    if directory is None:
        return
    handle = os.open(folder, os.O_RDONLY | directory)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
