"""PDF: lines to paragraphs, tables and notes; running heads left out; words mended at line ends.

Left out are running heads and feet (a line that stands at one height at the head or foot of several
pages, whatever its digits) and the numbers of pages. A hyphen at a line's end goes where the
document shows that the word is written without it. Footnotes stand after the paragraph during which
they come, so a paragraph that runs over a page's end stays whole; each part keeps its own page.

`locate` also tells where on which page each character stands: highlights are put there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from lxml import etree

from sources.documents.front_matter import (
    Found,
    as_authors,
    as_date,
    as_doi,
    as_language,
    complete,
)
from sources.documents.model import BREAK, Block, BlockKind, Document, Piece, check_text, lay_out
from sources.documents.pdf_glyphs import Page, Pages, read_glyphs
from sources.documents.pdf_layout import Line, margins, page_lines
from sources.documents.safe_xml import parse_xml
from sources.errors import DocumentError

_EDGE_LINES = 3
_ITEM = re.compile(r"(?:[-–—•▪◦‣·●■*]|\(?\d{1,2}[.)]|\([a-z]\))\s+\S")
_MARK = re.compile(r"(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\d{1,3}|[*†‡§]+)(?:[.):]?\s*)(?=\D)")
_SAYS_NOTE = re.compile(r"(?:notes?|sources?)\s*[.:]", re.IGNORECASE)
_PAGE_NUMBER = re.compile(
    r"(?:page\s+|p\.\s*|[-–—|]\s*)?(?:\d{1,4}|[ivxl]{1,7})(?:\s*(?:of|/|de)\s*\d{1,4})?(?:\s*[-–—|])?$",
    re.I,
)
_STOPS = (".", "!", "?", "。", "！", "？", ":", ";", "”", '"', ")")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CJK = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uff00-\uffef]")
# Beginnings that are written with a hyphen before a word of its own.
_KEPT_BEFORE = frozenset(
    [
        "low",
        "high",
        "middle",
        "upper",
        "lower",
        "mid",
        "non",
        "self",
        "well",
        "long",
        "short",
        "year",
        "per",
        "under",
        "over",
        "half",
        "ex",
        "co",
        "so",
        "south",
        "north",
        "east",
        "west",
        "cross",
        "multi",
        "public",
        "private",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "twenty",
        "thirty",
        "fifty",
    ]
)
_HEADING = 120


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
    lines = [page_lines(page, number) for number, page in enumerate(pages.pages, start=1)]
    lines = _without_running_heads(lines, pages.pages)
    paragraphs = _paragraphs(lines)
    text, blocks, runs = _join(paragraphs)
    check_text(text, name)
    found = complete(_declared(pages, data, name), text, _largest_heading(paragraphs))
    document = Document(
        text,
        found.title,
        found.authors,
        found.published,
        found.doi,
        found.language,
        "pdf",
        blocks,
        found.produced,
    )
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


# -- running heads -------------------------------------------------------------------------------


def _without_running_heads(pages: list[list[Line]], sizes: Sequence[Page]) -> list[list[Line]]:
    """The pages without the lines that repeat at their heads and feet, and without page numbers."""
    seen: Counter[tuple[str, int]] = Counter()
    edges = []
    for lines, size in zip(pages, sizes, strict=True):
        found = {id(line): _signature(line, size) for line in _edge_lines(lines, size)}
        edges.append(found)
        seen.update(set(found.values()))
    enough = max(2, min(3, len(pages)))
    return [
        [line for line in lines if not (id(line) in found and seen[found[id(line)]] >= enough)]
        for lines, found in zip(pages, edges, strict=True)
    ]


def _edge_lines(lines: Sequence[Line], size: Page) -> list[Line]:
    """The lines at the very top and bottom of a page."""
    by_height = sorted(lines, key=lambda line: -line.baseline)
    top = [line for line in by_height[:_EDGE_LINES] if line.baseline > 0.85 * size.height]
    bottom = [line for line in by_height[-_EDGE_LINES:] if line.baseline < 0.12 * size.height]
    return top + bottom


def _signature(line: Line, size: Page) -> tuple[str, int]:
    """What is alike in a running head from page to page: its words without digits, its height."""
    words = " ".join(line.text.split())
    if _PAGE_NUMBER.match(words):
        words = "#"
    words = re.sub(r"\d+", "#", words)
    return words, round(line.baseline / max(size.height, 1.0) * 50)


# -- paragraphs ----------------------------------------------------------------------------------


@dataclass
class _Paragraph:
    """Lines that belong together."""

    kind: BlockKind
    lines: list[Line] = field(default_factory=list)


def _paragraphs(pages: Sequence[Sequence[Line]]) -> list[_Paragraph]:
    """Paragraphs in reading order; notes wait for the end of the paragraph in which they come."""
    lines = [line for page in pages for line in page]
    if not lines:
        return []
    body = _body_size(lines)
    leading = _leading(lines)
    paragraphs: list[_Paragraph] = []
    waiting: list[_Paragraph] = []
    for run in _columns_of(lines):
        notes_from = _notes_from(run, body)
        for paragraph in _part(run[:notes_from], body, leading):
            if waiting and paragraphs and not _goes_on(paragraphs[-1], paragraph):
                paragraphs += waiting
                waiting.clear()
            if paragraphs and _goes_on(paragraphs[-1], paragraph):
                paragraphs[-1].lines += paragraph.lines
            else:
                paragraphs.append(paragraph)
        waiting += _notes(run[notes_from:])
    return paragraphs + waiting


def _body_size(lines: Sequence[Line]) -> float:
    """The size of most of the text."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0]


def _leading(lines: Sequence[Line]) -> float:
    """The usual distance of baselines."""
    steps = [
        a.baseline - b.baseline
        for a, b in pairwise(lines)
        if a.page == b.page and a.column == b.column and 0 < a.baseline - b.baseline < 3 * a.size
    ]
    return median(steps) if steps else 1.2 * lines[0].size


def _columns_of(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines by page and column."""
    run: list[Line] = []
    for line in lines:
        if run and (line.page, line.column) != (run[-1].page, run[-1].column):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _notes_from(run: Sequence[Line], body: float) -> int:
    """Where the footnotes at the foot of a column begin."""
    start = len(run)
    for index in range(len(run) - 1, -1, -1):
        line = run[index]
        if line.size > 0.93 * body or line.is_row:
            break
        if _MARK.match(line.text) or _SAYS_NOTE.match(line.text):
            start = index
    return start


def _notes(lines: Sequence[Line]) -> list[_Paragraph]:
    notes: list[_Paragraph] = []
    for line in lines:
        if not notes or _MARK.match(line.text) or _SAYS_NOTE.match(line.text):
            notes.append(_Paragraph("note"))
        notes[-1].lines.append(line)
    return notes


def _part(run: Sequence[Line], body: float, leading: float) -> Iterator[_Paragraph]:
    """The paragraphs of one column."""
    if not run:
        return
    left, right = margins([line.left for line in run], [line.right for line in run])
    tabular = _table_lines(run)
    open_lines: list[Line] = []
    for index, line in enumerate(run):
        if open_lines:
            previous = run[index - 1]
            both = tabular[index - 1] and tabular[index]
            if both:
                parts = previous.baseline - line.baseline > 3.5 * leading
            else:
                parts = tabular[index - 1] != tabular[index] or _breaks(
                    previous, line, left, right, leading
                )
            if parts:
                yield _Paragraph(_kind(open_lines, tabular[index - 1], body), open_lines)
                open_lines = []
        open_lines.append(line)
    yield _Paragraph(_kind(open_lines, tabular[-1], body), open_lines)


def _table_lines(run: Sequence[Line]) -> list[bool]:
    """Which lines belong to tables: rows of cells that have another beside them."""
    rows = [line.is_row for line in run]
    marked = [
        is_row and ((index > 0 and rows[index - 1]) or (index + 1 < len(rows) and rows[index + 1]))
        for index, is_row in enumerate(rows)
    ]
    for index in range(1, len(run) - 1):
        # One line between two rows is a cell that wraps, or a row that has only its name.
        short = len(run[index].text) < 60
        if not marked[index] and short and marked[index - 1] and marked[index + 1]:
            marked[index] = True
    return marked


def _breaks(a: Line, b: Line, left: float, right: float, leading: float) -> bool:
    """Whether a new paragraph begins between two lines of a column."""
    step = a.baseline - b.baseline
    size = max(a.size, b.size)
    if step < 0 or step > max(1.4 * leading, 1.3 * size):
        return True
    if abs(a.size - b.size) > 0.1 * size and abs(a.size - b.size) > 0.6:
        return True
    if _ITEM.match(b.text) and (b.left <= a.left + 1 or a.text.endswith(_STOPS)):
        return True
    ends_short = a.right < right - 0.12 * (right - left)
    if ends_short and a.text.rstrip().endswith(_STOPS):
        return True
    is_indented = 0.6 * size < b.left - left < 5 * size and a.left - left < 0.3 * size
    return (
        is_indented and not _ITEM.match(a.text) and (ends_short or a.text.rstrip().endswith(_STOPS))
    )


def _kind(lines: Sequence[Line], is_table: bool, body: float) -> BlockKind:
    if is_table:
        return "table"
    if _ITEM.match(lines[0].text) and not (len(lines) == 1 and lines[0].size > 1.1 * body):
        return "list"
    words = sum(len(line.text) for line in lines)
    if words <= _HEADING and lines[0].size > 1.12 * body:
        return "heading"
    if (
        words <= _HEADING
        and len(lines) == 1
        and not lines[0].text.rstrip().endswith((*_STOPS, ",", "-"))
    ):
        return (
            "heading" if lines[0].text[:1].isupper() or lines[0].text[:1].isdigit() else "paragraph"
        )
    return "paragraph"


def _goes_on(a: _Paragraph, b: _Paragraph) -> bool:
    """Whether a paragraph goes on in the next column or on the next page."""
    last, first = a.lines[-1], b.lines[0]
    if (last.page, last.column) == (first.page, first.column) or a.kind not in (
        "paragraph",
        "list",
    ):
        return False
    if b.kind not in ("paragraph", "heading") or abs(last.size - first.size) > 0.1 * last.size:
        return False
    ends = last.text.rstrip()
    return not ends.endswith(_STOPS) and (first.text[:1].islower() or ends.endswith(("-", ",")))


# -- the text ------------------------------------------------------------------------------------


def _join(paragraphs: Sequence[_Paragraph]) -> tuple[str, tuple[Block, ...], tuple[_Run, ...]]:
    """The text, its blocks, and the runs of characters by line."""
    mended = _Mender(paragraphs)
    pieces: list[Piece] = []
    runs: list[_Run] = []
    place = 0
    for paragraph in paragraphs:
        joiner = BREAK
        if paragraph.kind == "list" and pieces and pieces[-1].kind == "list":
            joiner = "\n"
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
            pieces.append(Piece("".join(words), paragraph.kind, page_lines_[0].page, joiner))
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

    def __init__(self, paragraphs: Sequence[_Paragraph]) -> None:
        self.words: Counter[str] = Counter()
        for paragraph in paragraphs:
            for line in paragraph.lines:
                self.words.update(word.lower() for word in _WORD.findall(line.text))

    def end(self, text: str, following: str, kind: BlockKind) -> tuple[str, str]:
        """What stays of a line and what stands between it and the next."""
        text = text.rstrip()
        if kind == "table":
            return text, "\n"
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


def _largest_heading(paragraphs: Sequence[_Paragraph]) -> str:
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


def _declared(pages: Pages, data: bytes, name: str) -> Found:
    """What the properties and the XMP packet of a PDF say."""
    xmp = _xmp(data, name)
    said = pages.properties
    title = xmp.get("title", "") or said.get("Title", "")
    # What a word processor puts there when it was told none.
    if re.search(
        r"\.(?:docx?|pdf|indd|tex|qxd|rtf)$|^(?:microsoft word\b|untitled)", title, re.IGNORECASE
    ):
        title = ""
    return Found(
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
