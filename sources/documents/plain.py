"""Plain text and Markdown: the file's own characters, cut into blocks where they stand.

Nothing is taken out, so that a place in the text is a place in the file. The front matter of a
Markdown file (YAML between ``---``) is a note, and says title, authors, date, DOI and language; it
is read line by line as ``key: value``, not as YAML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from sources.documents.structure.front_matter import (
    FrontMatter,
    as_authors,
    as_date,
    as_doi,
    as_language,
    complete,
    document_of,
    is_date_line,
)
from sources.documents.structure.model import CELL, Block, BlockKind, Document

_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_ITEM = re.compile(r"\s{0,12}(?:[-*+•▪◦‣–—·●■]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+\S")
_HASH = re.compile(r"\s{0,3}#{1,6}\s+\S")
_UNDERLINE = re.compile(r"\s{0,3}(?:=+|-{3,})\s*$")
_NOTE = re.compile(r"\s{0,3}(?:\[\^[^\]\n]{1,40}\]:|(?:notes?|sources?)\s*[.:])", re.IGNORECASE)
_KEY = re.compile(r"([A-Za-z_-]{2,30})\s*:\s*(.*)$")
_ENDS = (".", "!", "?", ":", ";", ",", "。", "！", "？", "；", "：")
_SHORT = 120


def read_plain(text: str, form: Literal["text", "markdown"]) -> Document:
    """A document from the characters of a text file."""
    front = _front_matter(text) if form == "markdown" else 0
    found = _declared(text[:front])
    blocks = tuple(_blocks(text, front, form == "markdown"))
    found = complete(found, text[front:], _title(text, blocks))
    return document_of(found, text, form, blocks)


def _front_matter(text: str) -> int:
    """Where the front matter ends; 0 where there is none."""
    if not re.match(r"---[ \t]*\r?\n", text):
        return 0
    end = re.search(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", text[4:20_000], re.MULTILINE)
    return end.end() + 4 if end is not None else 0


def _declared(front: str) -> FrontMatter:
    """What front matter says: one ``key: value`` a line, lists of authors below their key."""
    values: dict[str, str] = {}
    key = ""
    for line in front.splitlines():
        found = _KEY.match(line)
        if found is not None:
            key = found[1].lower()
            values.setdefault(key, found[2].strip().strip("\"'"))
        elif key in ("author", "authors") and line.strip().startswith("- "):
            name = line.strip()[2:].removeprefix("name:").strip().strip("\"'")
            values[key] = f"{values[key]};{name}" if values[key] else name
    authors = values.get("authors") or values.get("author", "")
    return FrontMatter(
        title=values.get("title", ""),
        authors=as_authors(authors.strip("[]")),
        published=as_date(values.get("published") or values.get("date", "")),
        doi=as_doi(values.get("doi", "")),
        language=as_language(values.get("lang") or values.get("language", "")),
    )


def _blocks(text: str, front: int, is_markdown: bool) -> Iterator[Block]:
    """The blocks of a text, end to end; the first also has the blank lines before it."""
    start = 0
    if front:
        yield Block(0, front, None, "note")
        start = front
    open_start, open_kind, is_open = start, None, False
    begun: BlockKind = "paragraph"
    previous = ""
    for match in _LINES.finditer(text, start):
        line = match[0]
        if not line.strip():
            is_open = False
            continue
        kind = _kind(line, is_markdown)
        if is_markdown and is_open and begun == "paragraph" and _UNDERLINE.match(line):
            begun, is_open = "heading", False
            continue
        if open_kind is not None and _begins(kind, begun, is_open, previous):
            yield Block(
                open_start, match.start(), None, _settled(begun, text[open_start : match.start()])
            )
            open_start, begun = match.start(), kind
        elif open_kind is None:
            begun = kind
        open_kind, is_open, previous = kind, begun != "heading", line
    if open_kind is not None or start < len(text):
        yield Block(open_start, len(text), None, _settled(begun, text[open_start:]))


def _kind(line: str, is_markdown: bool) -> BlockKind:
    """What a line looks like when it stands alone."""
    if is_markdown and _HASH.match(line):
        return "heading"
    if _ITEM.match(line):
        return "list"
    if line.count("|") >= 2 or CELL in line.strip():
        return "table"
    if _NOTE.match(line):
        return "note"
    return "paragraph"


def _begins(kind: BlockKind, begun: BlockKind, is_open: bool, previous: str) -> bool:
    """Whether a line begins a block of its own."""
    if not is_open:
        # Blank lines inside a table do not part it from its head.
        return True
    if kind == "table" or begun == "table":
        return kind != begun
    if kind == "paragraph":
        return False
    return kind != "note" or previous.rstrip().endswith((".", "|"))


def _settled(kind: BlockKind, words: str) -> BlockKind:
    """A short line alone that ends no sentence is a heading."""
    if kind != "paragraph":
        return kind
    words = words.strip()
    alone = "\n" not in words and len(words) <= _SHORT
    return (
        "heading" if alone and words and not words.endswith(_ENDS) and words[0].isalnum() else kind
    )


def _title(text: str, blocks: tuple[Block, ...]) -> str:
    """The heading that begins a text, without its marks."""
    for block in blocks[:3]:
        words = text[block.start : block.end].strip()[:500]
        if is_date_line(words):
            continue
        if block.kind == "heading":
            words = re.sub(r"\n\s*[=-]+\s*$", "", words)
            return re.sub(r"^#{1,6}\s+|\s+#+$|[*_`]{1,3}", "", words).strip()
        if block.kind != "note":
            break
    return ""
