"""Bodies of answers: taken in piece by piece within limits, and read as JSON.

A body is limited twice: as it comes and unpacked, since a megabyte of gzip can hold a gigabyte. The
time is looked at after each piece, since a service that sends a byte now and then never runs into
a time-out between two of them.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec
import urllib3

from sources.errors import Malformed, Unavailable
from sources.http.answers import Answer

BOM = b"\xef\xbb\xbf"
"""The byte order mark that some services put before UTF-8."""
UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What msgspec raises for a body that is no JSON, or nested without end."""

_PIECE = 1 << 18
_GZIP = 31
"""zlib's window bits for a gzip stream."""


def read_pieces(raw: urllib3.BaseHTTPResponse) -> Iterator[bytes]:
    """The body as it comes, whatever is there, so that a slow one is seen to be slow.

    Raises:
        Unavailable: Nothing came for too long.
        Malformed: The connection was cut.
    """
    try:
        while piece := raw.read1(_PIECE, decode_content=False):
            yield piece
    except urllib3.exceptions.TimeoutError as error:
        raise Unavailable("the answer stopped in the middle", code="timed-out") from error
    except urllib3.exceptions.HTTPError as error:
        raise Malformed("the connection was cut in the middle of the answer", code="cut") from error


def take_in(
    pieces: Iterable[bytes], encoding: str, most: int, is_late: Callable[[], bool]
) -> bytes:
    """The body that the pieces make, with a content coding undone.

    Args:
        pieces: The bytes as they come.
        encoding: The Content-Encoding: empty, ``identity`` or ``gzip``, which is all that is
            asked for.
        most: How many bytes it may have, as it comes and unpacked.
        is_late: Whether the time for the whole answer is over.

    Raises:
        Unavailable: It is too large (final), or took too long.
        Malformed: It is in another coding (final), or the gzip stream is damaged or cut.
    """
    if encoding in ("", "identity"):
        return _join(pieces, most, is_late)
    if encoding in ("gzip", "x-gzip"):
        return _unpack(_counted(pieces, most, is_late), most)
    raise Malformed(
        f"the answer is packed as {encoding!r}, which was not asked for",
        mend="Look for a proxy on the way that changes what it passes on",
        code="encoding",
        is_retryable=False,
    )


def _join(pieces: Iterable[bytes], most: int, is_late: Callable[[], bool]) -> bytes:
    return b"".join(_counted(pieces, most, is_late))


def _counted(pieces: Iterable[bytes], most: int, is_late: Callable[[], bool]) -> Iterable[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > most:
            raise too_large(most)
        if is_late():
            raise Unavailable("the answer came too slowly to wait for its end", code="timed-out")
        yield piece


def _unpack(pieces: Iterable[bytes], most: int) -> bytes:
    unpacker = zlib.decompressobj(_GZIP)
    unpacked = bytearray()
    try:
        for piece in pieces:
            # One byte more than may be: enough to know, and never the whole bomb.
            unpacked += unpacker.decompress(piece, most - len(unpacked) + 1)
            if len(unpacked) > most:
                raise too_large(most)
            if unpacker.unused_data:
                raise Malformed("something follows the gzip stream of the answer", code="cut")
    except zlib.error:
        raise Malformed("the gzip stream of the answer is damaged", code="cut") from None
    if not unpacker.eof:
        raise Malformed("the gzip stream of the answer ends too early", code="cut")
    return bytes(unpacked)


def too_large(most: int) -> Unavailable:
    """The error for a body above the limit; asking again would bring the same."""
    return Unavailable(
        f"the answer has more than {most / 2**20:,.3g} MiB and was not taken in",
        mend="Look at what this address serves; the limit is far above any answer it should give",
        code="too-large",
        is_retryable=False,
    )


def read_beginning(pieces: Iterable[bytes], most: int, is_late: Callable[[], bool]) -> bytes:
    """The first bytes of a body, as many as come in time up to a number; the rest is not read."""
    beginning = b""
    for piece in pieces:
        beginning += piece
        if len(beginning) >= most or is_late():
            break
    return beginning[:most]


def parse_json(answer: Answer) -> Any:
    """The body as JSON; a byte order mark is passed over, the content type is not believed.

    Raises:
        Malformed: It is not JSON: cut, empty, or a web page with status 200.
    """
    body = answer.body.removeprefix(BOM)
    try:
        return msgspec.json.decode(body)
    except UNREADABLE as error:
        start = body[:200].lstrip().lower()
        if not start:
            raise Malformed("the answer is empty", code="empty") from None
        if start.startswith((b"<!doctype html", b"<html")):
            raise Malformed(
                "it answered with a web page instead of data",
                mend="Open the address in a browser: a gateway or a log-in may stand before it",
                code="html",
            ) from None
        raise Malformed(f"the answer is not JSON ({error})", code="not-json") from None
