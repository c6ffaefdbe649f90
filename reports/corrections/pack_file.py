"""The file of an evidence pack: a zip in one form only, so that any changed byte is found.

Members are stored, not compressed (the data are gzipped already), in order of name, with a fixed
date and fixed rights, and no comment. A reader writes what it has read again and compares: what is
not byte for byte the same was changed, padded or made by another program. There is nothing to
expand, so a small file cannot become a large one; names are of a fixed set, so none leads out of a
folder; nothing is ever extracted under a name that a pack chose.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from sources.errors import CorrigendaError
from sources.tools.files import MOST_UNPACKED, has_overlaps

METADATA = "ro-crate-metadata.json"
CORRECTION = "correction.json"
REGISTER = "register.yaml"
MANIFEST = "snapshot/manifest.json"
LETTER = "letter.md"
LETTER_HTML = "letter.html"
CLAIM_REVIEW = "claimreview.jsonld"
ANNOTATION = "annotation.jsonld"
APPROVAL = "approval.json"
FILES = frozenset(
    {
        METADATA,
        CORRECTION,
        REGISTER,
        MANIFEST,
        LETTER,
        LETTER_HTML,
        CLAIM_REVIEW,
        ANNOTATION,
        APPROVAL,
    }
)
"""What every pack holds; beside these, the data files of the snapshot."""

DATA = re.compile(r"snapshot/[a-z0-9-]{1,40}_[0-9]{4}-[0-9]{2}-[0-9]{2}\.csv\.gz", re.ASCII)
MOST_BYTES = 128 * 1024 * 1024
"""How large a pack may be."""
MOST_FILES = 200
MOST_TEXT = 16 * 1024 * 1024
"""How large a member that is not data may be."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
_BLOCK = 1 << 20


class PackError(CorrigendaError):
    """An evidence pack is torn, was changed, or is none."""


def render_zip(files: Mapping[str, bytes]) -> bytes:
    """The bytes of a pack: the same files give the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.create_system = 3
            info.external_attr = 0o100644 << 16
            archive.writestr(info, files[name])
    return packed.getvalue()


def read_zip(path: Path) -> tuple[dict[str, bytes], bytes]:
    """The members of a pack by name, and the bytes of the whole.

    Raises:
        PackError: It cannot be read, is too large, is no zip, or is not in the form of a pack.
    """
    content = _read(path)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = archive.infolist()
            _refuse_strange(infos, str(path))
            if has_overlaps(archive):
                raise broken(path, "its members lie over each other, which no pack's do")
            files = {info.filename: archive.read(info) for info in infos}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
        raise broken(path, "it is no zip file, or one that is torn or was changed") from None
    except RuntimeError:
        raise broken(path, "it is encrypted, which no pack is") from None
    if render_zip(files) != content:
        raise broken(path, "it is not byte for byte as it was written: it was changed or damaged")
    _refuse_bombs(files, path)
    return files, content


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise PackError(
            f"it cannot be read ({error.strerror})", mend="Name an evidence pack", file=str(path)
        ) from None
    if len(content) > MOST_BYTES:
        raise broken(path, f"it is larger than any pack ({MOST_BYTES // 1024**2} MB)")
    return content


def _refuse_strange(infos: list[zipfile.ZipInfo], file: str) -> None:
    """Look at the directory of a zip before anything of it is read."""
    path = Path(file)
    if len(infos) > MOST_FILES:
        raise broken(path, f"it holds {len(infos):,} files, more than any pack")
    names = [info.filename for info in infos]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise broken(path, f"it holds {twice[0]!r} twice")
    for info in infos:
        name = info.filename
        if name not in FILES and not DATA.fullmatch(name):
            raise broken(path, f"it holds {name[:80]!r}, which no pack does")
        if info.compress_type != zipfile.ZIP_STORED or info.file_size != info.compress_size:
            raise broken(path, f"{name!r} is compressed, which no pack's members are")
        if info.external_attr >> 28 not in (0, 0o10):
            raise broken(path, f"{name!r} is no plain file")
        if name in FILES and info.file_size > MOST_TEXT:
            raise broken(path, f"{name!r} is larger than in any pack")
    missing = sorted(FILES - set(names))
    if missing:
        raise broken(path, f"{missing[0]!r} is not in it")


def _refuse_bombs(files: Mapping[str, bytes], path: Path) -> None:
    """Unpack the data block by block, and stop where they become larger than any."""
    left = MOST_UNPACKED
    for name, content in files.items():
        if not DATA.fullmatch(name):
            continue
        unpacker = zlib.decompressobj(wbits=31)
        try:
            while content and not unpacker.eof:
                left -= len(unpacker.decompress(content, _BLOCK))
                content = unpacker.unconsumed_tail
                if left < 0:
                    raise broken(path, f"{name!r} unpacks to more than any pack's data")
        except zlib.error:
            raise broken(path, f"{name!r} is no gzip file") from None
        if not unpacker.eof or unpacker.unused_data:
            raise broken(path, f"{name!r} is no whole gzip file")


def broken(path: Path, what: str) -> PackError:
    """The error for a pack that is not as it was written."""
    return PackError(what, mend="Ask for the pack again from whoever sent it", file=str(path))
