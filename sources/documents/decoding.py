"""Bytes to characters: by byte-order mark, by what the file declares, else UTF-8."""

from __future__ import annotations

import codecs
import re

from sources.errors import DocumentError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""charset\s{0,9}=\s{0,9}["']?([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"""^\s{0,99}<\?xml[^>]{0,200}encoding=["']([A-Za-z0-9_.:-]{2,40})""")
_HEAD = 4096


def decode_text(data: bytes, name: str) -> str:
    """The characters of a text file: UTF-8, or UTF-16 with a byte-order mark.

    Raises:
        DocumentError: It is neither.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, name)
    return _strict(data, "utf-8", name)


def decode_page(data: bytes) -> str:
    """The characters of a web page; bytes that its encoding does not know become U+FFFD."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    declared = _XML_DECLARED.search(data[:_HEAD]) or _DECLARED.search(data[:_HEAD])
    if declared is not None:
        encoding = declared[1].decode("ascii").lower()
        # What calls itself Latin-1 on the web is Windows-1252, says the HTML standard.
        encoding = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252"}.get(
            encoding, encoding
        )
        decoded = _by_name(data, encoding)
        if decoded is not None:
            return decoded
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _by_name(data: bytes, encoding: str) -> str | None:
    """Decoded by a text encoding's name; None where there is no such encoding."""
    try:
        # UTF-16 without a mark cannot have declared itself in ASCII: it is UTF-8.
        info = codecs.lookup("utf-8" if encoding.startswith("utf-16") else encoding)
        return (
            data.decode(info.name, "replace") if getattr(info, "_is_text_encoding", True) else None
        )
    except (LookupError, UnicodeError, ValueError):
        return None


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start]
        raise DocumentError(
            f"the byte 0x{data[error.start]:02x} is not {encoding.upper()}",
            mend="Save the file as UTF-8",
            file=name,
            line=before.count(b"\n") + 1,
            column=len(before) - before.rfind(b"\n"),
        ) from None
