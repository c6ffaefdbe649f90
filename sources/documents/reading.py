"""A document from a file, a folder, standard input or bytes: the one door of this room.

What a file is, its bytes say (a PDF's and a zip's first ones, HTML's first tag); the ending of its
name decides where they do not. A folder is a saved page: its HTML files are read as one document,
each a page of it, in the order of their names.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from sources.documents.pdf.document import read_pdf
from sources.documents.plain import read_plain
from sources.documents.structure.model import (
    BREAK,
    MOST_BYTES,
    MOST_PAGES,
    Block,
    Document,
    Format,
    require_size,
    require_text,
)
from sources.documents.structure.parsing import decode_text
from sources.documents.web.web_page import page_characters, read_web_page
from sources.documents.word.document import read_word_file
from sources.errors import DocumentError
from sources.texts.reading import STANDARD_INPUT, read_text

ENDINGS: Mapping[str, Format] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".pdf": "pdf",
}
_NAMED = "Name a text, Markdown, HTML, DOCX or PDF file, or - for standard input"
_OTHERS = {
    ".doc": "an old DOC file",
    ".odt": "an ODT file",
    ".rtf": "an RTF file",
    ".epub": "an EPUB file",
    ".pptx": "a presentation",
    ".xlsx": "a workbook",
    ".mht": "a web archive",
    ".mhtml": "a web archive",
}
_HTML = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s{0,1000}(?:<\?xml[^>]{0,200}>\s{0,100})?(?:<!--.{0,2000}?-->\s{0,100})*"
    rb"<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
# A PDF may have some other bytes before its first ones.
_PDF_WITHIN = 1024


def read_document(path: Path) -> Document:
    """A document from a file, a folder of web pages, or standard input (``-``).

    Raises:
        DocumentError: It cannot be read; what and how to mend it in one line.
    """
    if str(path) == STANDARD_INPUT:
        return read_bytes(read_raw(path), "", "standard input")
    if path.is_dir():
        return _read_folder(path)
    return read_bytes(read_raw(path), path.suffix, str(path))


def read_characters(path: Path) -> str:
    """The characters of a document as whoever shows it has them: of a web page those of its body.

    Raises:
        DocumentError: It cannot be read; what and how to mend it in one line.
    """
    document = read_document(path)
    if document.format != "html" or path.is_dir():
        return document.text
    return page_characters(read_raw(path), str(path))


def read_words(ref: str) -> str:
    """The words of a file of any format that is read, or of standard input (``-``).

    Plain text is given as it stands, without what a document's reader makes of it; one without
    words is refused as a document is.

    Raises:
        InputError: It cannot be read; what and how to mend it in one line.
    """
    path = Path(ref)
    if ref == STANDARD_INPUT or path.suffix.lower() in ("", ".txt", ".md", ".text", ".markdown"):
        words = read_text(ref)
        require_text(words, "standard input" if ref == STANDARD_INPUT else ref)
        return words
    return read_document(path).text


def read_bytes(data: bytes, format: str, name: str) -> Document:
    """A document from bytes.

    Args:
        data: The file.
        format: What it is called to be: a `Format`, an ending of a name (``.pdf``), or nothing.
        name: What errors call it.

    Raises:
        DocumentError: It cannot be read; what and how to mend it in one line.
    """
    require_size(len(data), name)
    form = detect_format(data, format, name)
    if form in ("text", "markdown"):
        text = decode_text(data, name)
        require_text(text, name)
        return read_plain(text, "markdown" if form == "markdown" else "text")
    return _READERS[form](data, name)


_READERS: Mapping[Format, Callable[[bytes, str], Document]] = {
    "html": read_web_page,
    "docx": read_word_file,
    "pdf": read_pdf,
}


def detect_format(data: bytes, format: str, name: str) -> Format:
    """What a file is, by its first bytes, else by what it is called to be.

    Raises:
        DocumentError: It is something that is not read here.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise DocumentError("the document is empty", mend="Give one with a text", file=name)
    by_bytes = _by_bytes(data)
    if by_bytes is not None:
        return by_bytes
    ending = format.lower() if format.startswith(".") else f".{format.lower()}"
    named = ENDINGS.get(ending)
    if named in ("docx", "pdf"):
        what = f"this is no {named.upper()} file, whatever its name says"
        raise DocumentError(what, mend="Save it again", file=name)
    other = _OTHERS.get(ending)
    if other is not None or data.startswith(_OLE):
        what = f"this is {other or 'an old DOC file'}, which is not read"
        raise DocumentError(what, mend="Save it as DOCX, PDF or text", file=name)
    if b"\0" in data[:4096] and not data.startswith(_UTF16):
        raise DocumentError("this is no document that is read here", mend=_NAMED, file=name)
    return named or "text"


def _by_bytes(data: bytes) -> Format | None:
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return "pdf"
    if data.startswith(b"PK\x03\x04") or data.startswith(_OLE):
        # An encrypted DOCX is an OLE file; its reader says so.
        return "docx"
    return "html" if _HTML.match(data[:8192]) else None


def list_pages(folder: Path) -> tuple[Path, ...]:
    """The web pages of a folder by name; a browser's ``page_files`` folders hold none.

    Pages that the program wrote there itself (``check --page``) are none of its texts.
    """
    return tuple(
        sorted(
            path
            for path in folder.iterdir()
            if path.suffix.lower() in _PAGES and path.is_file() and not _is_own(path)
        )
    )


_PAGES = frozenset({".html", ".htm", ".xhtml"})
_OWN = b'<meta name="generator" content="Corrigenda">'


def _is_own(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return _OWN in stream.read(8192)
    except OSError:
        return False


def list_texts(folder: Path) -> tuple[tuple[Path, ...], int]:
    """The texts of a folder by name, and how many other files are there; none of a saved page.

    A folder whose only texts are web pages is a saved page. What is no text of any kind that is
    read is a text here where it is one of a writer's (an ODT): whoever reads it says so. So it is
    with a link that leads nowhere; one to another text of the folder is that text, and no other.
    """
    named = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    files = [path for path in named if path.is_file() or _is_dead(path)]
    pages = list_pages(folder)
    texts = tuple(
        path
        for path in files
        if path in pages or (path.suffix.lower() in _TEXTS and path.suffix.lower() not in _PAGES)
    )
    if not texts or len(texts) == len(pages):
        return (), len(files)
    own = {os.path.realpath(path) for path in texts if not path.is_symlink()}
    once = tuple(
        path for path in texts if not (path.is_symlink() and os.path.realpath(path) in own)
    )
    return once, len(files) - len(texts)


def _is_dead(path: Path) -> bool:
    """Whether this is a link to what is not there, or to itself."""
    return path.is_symlink() and not path.exists()


_TEXTS = frozenset({*ENDINGS, *_OTHERS, ".csv", ".tsv"})


def read_raw(path: Path) -> bytes:
    """The bytes of a file or of standard input (``-``), and no more than a document may have.

    Raises:
        DocumentError: It cannot be read.
    """
    if str(path) == STANDARD_INPUT:
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    try:
        if not path.is_file():
            what = "this is not a file" if path.exists() else "there is no such file"
            raise DocumentError(what, mend=_NAMED, file=str(path))
        with path.open("rb") as stream:
            return stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise DocumentError(f"the file cannot be read: {reason}", file=str(path)) from None


def _read_folder(folder: Path) -> Document:
    """The pages of a folder as one document, each a page of it."""
    pages = list_pages(folder)
    if not pages:
        raise DocumentError(
            "there is no text and no web page in this folder", mend=_NAMED, file=str(folder)
        )
    if len(pages) > MOST_PAGES:
        what = f"there are {len(pages):,} pages in this folder, more than {MOST_PAGES}"
        raise DocumentError(what, mend="Split it", file=str(folder))
    parts: list[str] = []
    blocks: list[Block] = []
    place = 0
    documents = [read_web_page(_sized(path), str(path)) for path in pages]
    for number, document in enumerate(documents, start=1):
        is_last = number == len(documents)
        text = document.text if is_last else document.text + BREAK
        moved = [
            replace(block, start=place + block.start, end=place + block.end, page=number)
            for block in document.blocks
        ]
        moved[-1] = replace(moved[-1], end=place + len(text))
        blocks += moved
        parts.append(text)
        place += len(text)
    whole = "".join(parts)
    require_text(whole, str(folder))
    return replace(documents[0], text=whole, blocks=tuple(blocks))


def _sized(path: Path) -> bytes:
    data = read_raw(path)
    require_size(len(data), str(path))
    return data
