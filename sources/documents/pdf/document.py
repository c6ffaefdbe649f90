"""PDF: a document from its paragraphs, words mended at line ends, and what the file says of it.

A hyphen at a line's end goes where the document shows that the word is written without it. Each
part of a paragraph that runs over a page's end keeps its own page.

`locate` also tells where on which page each character stands: highlights are put there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from sources.documents.pdf.glyphs import Page, Pages, read_glyphs
from sources.documents.pdf.grid import on_grid
from sources.documents.pdf.layout import Line, lines_by_page
from sources.documents.pdf.paragraphs import (
    Paragraph,
    levels_of,
    paragraphs_of,
    without_running_heads,
)
from sources.documents.pdf.rows import with_cells
from sources.documents.pdf.wrapped import with_whole_labels
from sources.documents.structure.front_matter import (
    FrontMatter,
    as_authors,
    as_date,
    as_doi,
    as_language,
    complete,
    document_of,
)
from sources.documents.structure.model import (
    BREAK,
    Block,
    BlockKind,
    Document,
    Piece,
    lay_out,
    require_text,
)
from sources.documents.structure.parsing import parse_xml
from sources.errors import DocumentError

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CJK = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uff00-\uffef]")
# Beginnings that are written with a hyphen before a word of its own.
_KEPT_BEFORE_TEXT = (
    "low high middle upper lower mid non self well long short year per under over half ex "
    "co so south north east west cross multi public private one two three four five six "
    "seven eight nine ten twenty thirty fifty "
)
_KEPT_BEFORE = frozenset(_KEPT_BEFORE_TEXT.split())


@dataclass(frozen=True)
class Rectangle:
    """A piece of a page.

    Attributes:
        page: The page, from 1.
        left: Its left edge in points, from the page's left.
        bottom: Its lower edge, from the page's bottom.
        right: Its right edge.
        top: Its upper edge.
    """

    page: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class _Run:
    """Consecutive characters of the text that stand on one line."""

    start: int
    end: int
    offset: int
    line: Line


@dataclass(frozen=True)
class LocatedText:
    """A PDF's document and where its characters stand."""

    document: Document
    _runs: tuple[_Run, ...]
    _starts: tuple[int, ...]

    def rectangles(self, start: int, end: int) -> list[Rectangle]:
        """Where the characters from start to end stand: a rectangle a line."""
        found: list[Rectangle] = []
        first = max(bisect_right(self._starts, start) - 1, 0)
        for run in self._runs[first:]:
            if run.start >= end:
                break
            low, high = max(start, run.start), min(end, run.end)
            if low >= high:
                continue
            x = run.line.x
            left, right = x[2 * (low - run.offset)], x[2 * (high - 1 - run.offset) + 1]
            found.append(Rectangle(run.line.page, left, run.line.bottom, right, run.line.top))
        return found


def read_pdf(data: bytes, name: str) -> Document:
    """A document from the bytes of a PDF file.

    Raises:
        DocumentError: It is a scan, encrypted, broken, too long, or has no text.
    """
    return locate(data, name).document


def locate(data: bytes, name: str) -> LocatedText:
    """A document from the bytes of a PDF file, with the places of its characters on the pages.

    Raises:
        DocumentError: It is a scan, encrypted, broken, too long, or has no text.
    """
    pages = read_glyphs(data, name)
    _refuse_scan(pages.pages, name)
    rows = [on_grid(with_cells(with_whole_labels(lines))) for lines in lines_by_page(pages.pages)]
    lines = without_running_heads(rows, pages.pages)
    paragraphs = paragraphs_of(lines)
    text, blocks, runs = _join(paragraphs)
    require_text(text, name)
    found = complete(_declared(pages, data, name), text, _largest_heading(paragraphs))
    document = document_of(found, text, "pdf", blocks)
    return LocatedText(document, runs, tuple(run.start for run in runs))


def _refuse_scan(pages: Sequence[Page], name: str) -> None:
    """Refuse a file without text, or whose fonts do not say which characters they show."""
    letters = "".join(fragment.text for page in pages for fragment in page.fragments)
    if not letters:
        has_images = any(page.has_images for page in pages)
        what = (
            "this PDF is a scan: pictures of pages, no text"
            if has_images
            else "this PDF has no text"
        )
        raise DocumentError(what, mend="Run text recognition on it first", file=name)
    unreadable = letters.count("\ufffd") + sum(
        1 for letter in letters if "\ue000" <= letter <= "\uf8ff"
    )
    if unreadable > 0.3 * len(letters):
        what = "the fonts of this PDF do not say which characters they show"
        raise DocumentError(what, mend="Run text recognition on it first", file=name)


# -- the text ------------------------------------------------------------------------------------


def _join(paragraphs: Sequence[Paragraph]) -> tuple[str, tuple[Block, ...], tuple[_Run, ...]]:
    """The text, its blocks, and the runs of characters by line."""
    mended = _Mender(paragraphs)
    levels = levels_of(paragraphs)
    pieces: list[Piece] = []
    runs: list[_Run] = []
    place = 0
    for paragraph, level in zip(paragraphs, levels, strict=True):
        joiner = BREAK
        for page_lines_ in _by_page(paragraph.lines):
            place += len(joiner) if pieces else 0
            words: list[str] = []
            at = place
            for index, line in enumerate(page_lines_):
                following = _after(paragraph.lines, page_lines_, index)
                kept, gap = mended.end(line.text, following, paragraph.kind)
                runs.append(_Run(at, at + len(kept), at, line))
                is_last = index == len(page_lines_) - 1
                words.append(kept if is_last else kept + gap)
                at += len(words[-1])
                joiner_next = gap
            page = page_lines_[0].page
            pieces.append(Piece("".join(words), paragraph.kind, page, joiner, level))
            place = at
            joiner = joiner_next
    text, blocks = lay_out(pieces)
    return text, blocks, tuple(runs)


def _by_page(lines: Sequence[Line]) -> Iterator[list[Line]]:
    part: list[Line] = []
    for line in lines:
        if part and line.page != part[-1].page:
            yield part
            part = []
        part.append(line)
    yield part


def _after(lines: Sequence[Line], part: Sequence[Line], index: int) -> str:
    """The text of the line that follows in the same paragraph, on this page or the next."""
    if index + 1 < len(part):
        return part[index + 1].text
    last = part[index]
    place = next(i for i, line in enumerate(lines) if line is last)
    return lines[place + 1].text if place + 1 < len(lines) else ""


class _Mender:
    """Mends words at line ends by how the document writes them elsewhere."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self.words: Counter[str] = Counter()
        for paragraph in paragraphs:
            for line in paragraph.lines:
                self.words.update(word.lower() for word in _WORD.findall(line.text))

    def end(self, text: str, following: str, kind: BlockKind) -> tuple[str, str]:
        """What stays of a line and what stands between it and the next."""
        if kind == "table":
            return text.rstrip(" "), "\n"
        text = text.rstrip()
        if not following:
            return text, " "
        if text.endswith("\xad"):
            return text[:-1], ""
        if text.endswith(("-", "‐")) and len(text) > 1 and not text[-2].isspace():
            return (text[:-1] if self._is_split(text, following) else text), ""
        if text.endswith(("–", "—", "/")) and following[0].isdigit():
            return text, ""
        if _CJK.match(text[-1:]) and _CJK.match(following):
            return text, ""
        return text, " "

    def _is_split(self, text: str, following: str) -> bool:
        """Whether a hyphen at a line's end only splits the word."""
        before = re.search(r"([^\W\d_]+(?:-[^\W\d_]+)*)[-‐]$", text[-60:])
        after = re.match(r"[^\W\d_]+", following)
        if before is None or after is None or not after[0][0].islower():
            return False
        first, second = before[1].lower(), after[0].lower()
        if self.words[f"{first}-{second}"]:
            return False
        if self.words[first + second]:
            return True
        return first.rpartition("-")[2] not in _KEPT_BEFORE


def _largest_heading(paragraphs: Sequence[Paragraph]) -> str:
    """The title, where the first page shows one in the largest type."""
    headings = [
        paragraph
        for paragraph in paragraphs
        if paragraph.kind == "heading" and paragraph.lines[0].page == paragraphs[0].lines[0].page
    ]
    if not headings:
        return ""
    largest = max(headings, key=lambda paragraph: paragraph.lines[0].size)
    return " ".join(line.text for line in largest.lines)


# -- what the file says of itself ----------------------------------------------------------------

_DATES = ("publicationDate", "coverDate", "date")
_MOST_XMP = 500_000


def _declared(pages: Pages, data: bytes, name: str) -> FrontMatter:
    """What the properties and the XMP packet of a PDF say."""
    xmp = _xmp(data, name)
    said = pages.properties
    title = xmp.get("title", "") or said.get("Title", "")
    # What a word processor puts there when it was told none.
    if re.search(
        r"\.(?:docx?|pdf|indd|tex|qxd|rtf)$|^(?:microsoft word\b|untitled)", title, re.IGNORECASE
    ):
        title = ""
    return FrontMatter(
        title=title,
        authors=as_authors(xmp.get("creator", "") or said.get("Author", "")),
        published=next((date for key in _DATES if (date := as_date(xmp.get(key, "")))), ""),
        doi=as_doi(xmp.get("doi", "") or xmp.get("identifier", "") or said.get("Subject", "")),
        language=as_language(pages.language) or as_language(xmp.get("language", "")),
        produced=as_date(said.get("CreationDate", "")),
    )


def _xmp(data: bytes, name: str) -> dict[str, str]:
    """The properties of the XMP packet, where it lies open in the file."""
    start = data.find(b"<x:xmpmeta")
    end = data.find(b"</x:xmpmeta>", start)
    if start < 0 or end < 0 or end - start > _MOST_XMP:
        return {}
    try:
        root = parse_xml(data[start : end + len(b"</x:xmpmeta>")], "XMP", name)
    except DocumentError:
        return {}
    values: dict[str, str] = {}
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        for key, value in (*element.attrib.items(), (element.tag, _all_words(element))):
            if str(value).strip():
                values.setdefault(str(key).rpartition("}")[2], str(value).strip())
    return values


def _all_words(element: etree._Element) -> str:
    """The words of a property: its own, or those of the items of its list."""
    items = [item.text or "" for item in element.iter("{*}li")]
    return "; ".join(item.strip() for item in items if item.strip()) or (element.text or "")
