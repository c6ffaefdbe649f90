"""Bytes to characters, and characters to a tree: nothing fetched, nothing expanded, nothing huge.

What a file declares of its encoding goes before UTF-8. XML entities stay unexpanded and no DTD is
loaded, so neither a billion laughs nor an external entity does anything; libxml2's own bounds on
depth and on the length of a node stay on.
"""

from __future__ import annotations

import codecs
import re
from unicodedata import category

from lxml import etree, html

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
        DocumentError: It is neither, or what it gives is no text.
    """
    marked = next((one for one in _MARKS if data.startswith(one[0])), (b"", "utf-8"))
    text = _strict(data[len(marked[0]) :], marked[1], name)
    if _is_no_text(text, is_wide=marked[1] != "utf-8"):
        what = "its characters are those of no text: the file is damaged, or no text file"
        raise DocumentError(what, mend="Save it again as UTF-8", file=name)
    return text


def _is_no_text(text: str, *, is_wide: bool) -> bool:
    """Whether characters are what bytes of something else give, and not what anybody wrote.

    Args:
        text: The characters.
        is_wide: Whether they are of UTF-16, which gives Chinese ones for almost any two bytes.
    """
    strange = sum(1 for one in text if category(one) in _STRANGE and one not in _LAYOUT)
    if _MOST_STRANGE * len(text) < strange:
        return True
    return is_wide and _WRITTEN.search(text) is None


_STRANGE = frozenset({"Cc", "Cn", "Co", "Cs"})
_LAYOUT = frozenset("\t\n\r\f\v\x1a\x1b\x85\ufeff")
_MOST_STRANGE = 0.02
"""So large a share of a text may be control characters, and such as stand for nothing."""
_WRITTEN = re.compile(
    r"[\s!-~\u00a0-\u07ff、。，．：；「」（）！？％一二三四五六七八九十百千万亿年的]"
)
"""What is in any text: a space, a letter of an alphabet, a digit, a mark between sentences."""


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
        # UTF-16 without a mark cannot have declared itself in ASCII: it is UTF-8.
        decoded = decode_named(data, "utf-8" if encoding.startswith("utf-16") else encoding)
        if decoded is not None:
            return decoded
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


_OF_THE_WEB = frozenset(
    {
        *("utf-8", "utf-16-le", "utf-16-be", "utf-16", "ascii", "koi8-r", "koi8-u", "cp866"),
        *(f"iso8859-{part}" for part in range(1, 17) if part != 12),
        *(
            "cp874",
            "tis-620",
            *(f"cp{page}" for page in range(1250, 1259)),
            "mac-roman",
            "mac-cyrillic",
        ),
        *("gb2312", "gbk", "gb18030", "big5", "big5hkscs", "cp950", "hz"),
        *("euc_jp", "iso2022_jp", "shift_jis", "cp932", "euc_kr", "cp949", "johab"),
    }
)
"""The encodings that pages are written in (WHATWG, Encoding), as Python calls them. Others that
Python knows take a time that grows with the square of what they decode (``punycode``)."""


def decode_named(data: bytes, encoding: str) -> str | None:
    """Decoded by the name of an encoding of the web; None where it is none."""
    try:
        info = codecs.lookup(encoding)
        return data.decode(info.name, "replace") if info.name in _OF_THE_WEB else None
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


def parse_xml(data: bytes, part: str, name: str) -> etree._Element:
    """The root of an XML part of a document.

    Raises:
        DocumentError: It is not well formed, or brings a document type of its own.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        what = f"the part {part} of the document is broken"
        raise DocumentError(what, mend="Save it again", file=name) from error
    if root.getroottree().docinfo.internalDTD is not None:
        what = f"the part {part} of the document brings a document type, which none should"
        raise DocumentError(what, mend="Save it again", file=name)
    return root


def parse_html(text: str, name: str) -> etree._Element:
    """The root of a web page, mended as libxml2 mends it.

    Raises:
        DocumentError: There is nothing in it that could be a page.
    """
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    # A null ends libxml2's reading; a lone surrogate cannot be encoded.
    data = text.replace("\0", "\ufffd").encode("utf-8", "replace")
    try:
        root = html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise DocumentError(
            "this page has no text", mend="Save the page again", file=name
        ) from error
    return root
