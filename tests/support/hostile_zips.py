"""Zip files whose directory lies: members that lie over each other, and sizes that are none."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Sequence

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")


def overlapping(names: Sequence[str], content: bytes, method: int = zipfile.ZIP_STORED) -> bytes:
    """A zip in which all members share the bytes of the last one.

    Each member's header is the beginning of what the one before it holds, so that every header is
    where the directory says, and only the sums of those that are read at all would differ.
    """
    packed = content if method == zipfile.ZIP_STORED else _deflated(content)
    sums = zlib.crc32(content), len(packed), len(content)
    body, central = b"", []
    for name in names:
        encoded = name.encode()
        central.append((encoded, len(body)))
        body += _LOCAL.pack(b"PK\3\4", 20, 0, method, 0, 33, *sums, len(encoded), 0) + encoded
    body += packed
    directory = b"".join(
        _CENTRAL.pack(
            b"PK\1\2", 0x314, 20, 0, method, 0, 33, *sums, len(name), 0, 0, 0, 0, 0o100644 << 16, at
        )
        + name
        for name, at in central
    )
    count = len(names)
    return body + directory + _END.pack(b"PK\5\6", 0, 0, count, count, len(directory), len(body), 0)


def _deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()
