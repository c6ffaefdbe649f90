"""DOCX: paragraphs, lists, tables and notes of a Word file, and what its properties say.

What was deleted with changes tracked, is struck out or hidden is left out, what was inserted is
there; so are the results of fields, never their instructions. Footnotes and endnotes stand after
the paragraph that refers to them, and so does what a text box holds that is fixed there. A table
within a cell is a table of its own, and the other words of its row are paragraphs. A page is known
where Word left its marks of the last layout, or where one is broken by hand.

`walk_text` also tells which element each piece of the text came from: comments are put there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

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
    CELL,
    BlockKind,
    Document,
    Piece,
    lay_out,
    require_text,
)
from sources.documents.web.elements import raise_marks
from sources.documents.word.boxes import boxes_in, rows_with_tables, tag_of
from sources.documents.word.package import Package, attribute, open_package
from sources.documents.word.runs import RunShown, run_styles_of, shown_of, symbol_of
from sources.documents.word.styles import ParagraphStyle, style_of, styles_of
from sources.errors import DocumentError

_MOST_ELEMENTS = 3_000_000
_MOST_SPANNED = 50
_SKIPPED_TEXT = (
    "del moveFrom instrText delText delInstrText fldData pPr rPr tblPr tblGrid trPr tcPr "
    "sectPr sdtPr sdtEndPr drawing pict object AlternateContent annotationRef rubyPr rt "
)
_SKIPPED = frozenset(_SKIPPED_TEXT.split())
_WITH_BOXES = ("drawing", "pict", "object", "AlternateContent")


@dataclass(frozen=True)
class ElementStretch:
    """A stretch of the text that one element holds.

    Attributes:
        start: Its first character in the text.
        end: One past its last.
        element: The ``w:t`` it came from, with as many characters.
    """

    start: int
    end: int
    element: etree._Element


@dataclass(frozen=True)
class WalkedText:
    """The text of a Word file with the elements it came from.

    Attributes:
        pieces: Its pieces.
        sources: The stretches of the text by element of the main part, in order.
        root: The root of the main part.
    """

    pieces: tuple[Piece, ...]
    sources: tuple[ElementStretch, ...]
    root: etree._Element


def read_word_file(data: bytes, name: str) -> Document:
    """A document from the bytes of a DOCX file.

    Raises:
        DocumentError: It cannot be read, has no text, or too much of it.
    """
    with open_package(data, name) as package:
        walked = walk_text(package)
        found = _declared(package)
    text, blocks = lay_out(walked.pieces)
    require_text(text, name)
    title = next((piece.text for piece in walked.pieces if piece.kind == "heading"), "")
    found = complete(found, text, title)
    return document_of(found, text, "docx", blocks)


def walk_text(package: Package) -> WalkedText:
    """The text of an opened file, with the elements it came from.

    Raises:
        DocumentError: A part is damaged, or has too many elements.
    """
    root = package.root(package.main)
    if tag_of(root) == "workbook":
        what, mend = "a workbook of a spreadsheet is not read", "Save each of its sheets as CSV"
        raise DocumentError(what, mend=mend, file=package.name)
    if tag_of(root) != "document":
        what = "this is no DOCX file, but another of the same family"
        raise DocumentError(what, mend="Name a DOCX file", file=package.name)
    if sum(1 for _ in root.iter()) > _MOST_ELEMENTS:
        raise DocumentError(
            "the document has too many elements", mend="Split it", file=package.name
        )
    styles = styles_of(package)
    notes = {name: _note_words(package, name) for name in ("footnotes", "endnotes")}
    body = root.find("{*}body")
    laid_out = rows_with_tables(body) if body is not None else frozenset()
    walker = _Walker(styles, run_styles_of(package), notes, _Pages.of(root), laid_out)
    if body is not None:
        _walk(body, walker)
    walker.close_notes()
    return WalkedText(tuple(walker.pieces), tuple(_placed(walker)), root)


@dataclass
class _Pages:
    """The page at which the walk stands; None where the file knows none."""

    page: int | None
    by_layout: bool

    @classmethod
    def of(cls, root: etree._Element) -> _Pages:
        laid_out = next(root.iter("{*}lastRenderedPageBreak"), None) is not None
        by_hand = any(attribute(element, "type") == "page" for element in root.iter("{*}br"))
        return cls(1 if laid_out or by_hand else None, laid_out)

    def see(self, tag: str, element: etree._Element) -> None:
        if self.page is None:
            return
        is_break = tag == "lastRenderedPageBreak" or (
            not self.by_layout and tag == "br" and attribute(element, "type") == "page"
        )
        if is_break:
            self.page += 1


@dataclass
class _Walker:
    """What has been seen of the body so far."""

    styles: Mapping[str, ParagraphStyle]
    run_styles: Mapping[str, RunShown]
    notes: Mapping[str, Mapping[str, str]]
    pages: _Pages
    laid_out: frozenset[etree._Element]
    pieces: list[Piece] = field(default_factory=list)
    held: list[tuple[int, int, etree._Element]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    length: int = 0
    kind: BlockKind = "paragraph"
    raised: bool = False
    powers: int = 0
    goes_on: bool = False
    is_in_table: bool = False
    within: int = 0
    rows: int = 0
    columns: int = 0
    page: int | None = None
    level: int = 0
    waiting: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)

    def add(self, words: str, element: etree._Element | None = None) -> None:
        if not words:
            return
        if not self.length:
            self.page = self.pages.page
        if self.raised or self.powers:
            words = raise_marks(words)
        if element is not None:
            self.held.append((len(self.pieces), self.length, element))
        self.words.append(words)
        self.length += len(words)

    def end_block(self) -> None:
        """End the paragraph or the table; an empty one leaves nothing."""
        text = "".join(self.words)
        here = len(self.pieces)
        if text.strip():
            level = self.level if self.kind == "heading" else 0
            self.pieces.append(Piece(text, self.kind, self.page, level=level))
        else:
            while self.held and self.held[-1][0] == here:
                self.held.pop()
        self.words.clear()
        self.length, self.kind, self.level = 0, "paragraph", 0
        self.close_notes()

    def close_notes(self) -> None:
        self.pieces += [Piece(words, "note", self.pages.page) for words in self.waiting]
        self.waiting.clear()


def _walk(body: etree._Element, walker: _Walker) -> None:
    """See each element of the body once; the walk keeps its own stack, so depth costs nothing.

    What a text box holds is seen after the paragraph, or the table, in which it is fixed.
    """
    walks = [etree.iterwalk(body, events=("start", "end"))]
    while walks:
        event, element = next(walks[-1], ("end", None))
        tag = tag_of(element) if element is not None else ""
        if element is None:
            walks.pop()
            walker.end_block()
        elif event == "start":
            if tag in _SKIPPED:
                _see_skipped(tag, element, walker)
                walks[-1].skip_subtree()
            else:
                _ENTER.get(tag, _nothing)(element, walker)
                if _is_left_out(tag, element, walker):
                    walks[-1].skip_subtree()
                walker.pages.see(tag, element)
        elif tag not in _SKIPPED:
            _LEAVE.get(tag, _nothing)(element, walker)
        is_between = element is None or (event == "end" and tag in ("p", "tbl"))
        if is_between and walker.boxes and not walker.is_in_table:
            walks += [etree.iterwalk(box, events=("start", "end")) for box in walker.boxes[::-1]]
            walker.boxes.clear()


def _see_skipped(tag: str, element: etree._Element, walker: _Walker) -> None:
    """What is not read in its place may tell of the paragraph, or hold a text box."""
    if tag == "pPr":
        walker.goes_on = _is_mark_deleted(element)
    if tag == "pPr" and not walker.is_in_table:
        walker.kind, walker.level = style_of(element, walker.styles)
    elif tag in _WITH_BOXES:
        walker.boxes += boxes_in(element)


_Step = Callable[[etree._Element, _Walker], None]


def _nothing(element: etree._Element, walker: _Walker) -> None:
    """Most elements only hold others."""


def _enter_text(element: etree._Element, walker: _Walker) -> None:
    walker.add(element.text or "", element)


def _enter_run(element: etree._Element, walker: _Walker) -> None:
    walker.raised = shown_of(element, walker.run_styles).is_raised is True


def _enter_symbol(element: etree._Element, walker: _Walker) -> None:
    walker.add(symbol_of(element))


def _enter_power(element: etree._Element, walker: _Walker) -> None:
    """What an equation raises; its runs say nothing of that."""
    walker.powers += 1


def _leave_power(element: etree._Element, walker: _Walker) -> None:
    walker.powers -= 1


def _enter_table(element: etree._Element, walker: _Walker) -> None:
    """A table of its own; one within a row of values is only words of its cell."""
    if walker.is_in_table:
        walker.within += 1
        return
    _end_rows(walker)
    walker.is_in_table = True


def _leave_table(element: etree._Element, walker: _Walker) -> None:
    if walker.within:
        walker.within -= 1
        return
    _end_rows(walker)
    walker.is_in_table = False


def _end_rows(walker: _Walker) -> None:
    """End the paragraph, or the rows of a table, that stand before what has a block of its own."""
    if walker.is_in_table:
        walker.kind = "table"
    walker.end_block()
    walker.rows = 0


def _enter_row(element: etree._Element, walker: _Walker) -> None:
    if walker.within:
        return
    if element in walker.laid_out:
        _end_rows(walker)
        walker.is_in_table = False
        return
    walker.is_in_table = True
    walker.add("\n" * bool(walker.rows))
    walker.rows += 1
    walker.columns = _number(element, "{*}trPr/{*}gridBefore", 0)
    walker.add(CELL * max(walker.columns - 1, 0))


def _leave_row(element: etree._Element, walker: _Walker) -> None:
    if element in walker.laid_out and not walker.within:
        _end_rows(walker)
        walker.is_in_table = True


def _enter_cell(element: etree._Element, walker: _Walker) -> None:
    if walker.is_in_table and walker.columns and not walker.within:
        walker.add(CELL)


def _leave_cell(element: etree._Element, walker: _Walker) -> None:
    """A cell that spans more columns has a blank one after it for each of the others."""
    if walker.within:
        walker.add(" ")
    elif walker.is_in_table:
        span = _number(element, "{*}tcPr/{*}gridSpan", 1)
        walker.add(CELL * (span - 1))
        walker.columns += span


def _number(element: etree._Element, path: str, otherwise: int) -> int:
    """What an element below says in its value; as much as is otherwise where it says no number."""
    found = element.find(path)
    said = attribute(found, "val") if found is not None else ""
    is_number = said.isascii() and said.isdigit() and len(said) < 4
    return min(max(int(said), otherwise), _MOST_SPANNED) if is_number else otherwise


def _is_left_out(tag: str, element: etree._Element, walker: _Walker) -> bool:
    """Whether nothing below an element is shown."""
    if tag == "r":
        return shown_of(element, walker.run_styles).is_left_out is True
    return tag == "tc" and _is_covered(element)


def _is_mark_deleted(properties: etree._Element) -> bool:
    """Whether the end of a paragraph was deleted or moved away: it goes on with the next one."""
    return any(properties.find(f"{{*}}rPr/{{*}}{tag}") is not None for tag in ("del", "moveFrom"))


def _is_covered(element: etree._Element) -> bool:
    """Whether a cell only goes on with the one above it, whose words are shown over both."""
    merged = element.find("{*}tcPr/{*}vMerge")
    return merged is not None and attribute(merged, "val") != "restart"


def _leave_paragraph(element: etree._Element, walker: _Walker) -> None:
    if walker.goes_on:
        walker.goes_on = False
    elif not walker.is_in_table:
        walker.end_block()
    elif element.getnext() is not None:
        walker.add(" ")


def _refer(element: etree._Element, walker: _Walker) -> None:
    kind = "footnotes" if tag_of(element) == "footnoteReference" else "endnotes"
    words = walker.notes[kind].get(attribute(element, "id"), "")
    if words:
        walker.waiting.append(words)


def _gap(words: str) -> _Step:
    return lambda element, walker: walker.add(words)


def _enter_break(element: etree._Element, walker: _Walker) -> None:
    if attribute(element, "type") not in ("page", "column"):
        walker.add(" " if walker.is_in_table else "\n")


_ENTER: Mapping[str, _Step] = {
    "t": _enter_text,
    "r": _enter_run,
    "tbl": _enter_table,
    "tr": _enter_row,
    "tc": _enter_cell,
    "tab": _gap(CELL),
    "br": _enter_break,
    "cr": _gap("\n"),
    "sym": _enter_symbol,
    "sup": _enter_power,
    "den": _gap("/"),
    "noBreakHyphen": _gap("\u2011"),
    "footnoteReference": _refer,
    "endnoteReference": _refer,
}
_LEAVE: Mapping[str, _Step] = {
    "tbl": _leave_table,
    "tr": _leave_row,
    "tc": _leave_cell,
    "p": _leave_paragraph,
    "sup": _leave_power,
}


def _note_words(package: Package, relation: str) -> dict[str, str]:
    """The words of each note by its id; the separators that Word keeps among them have none."""
    part = package.target(relation)
    if not part:
        return {}
    words = {}
    for note in package.root(part):
        if isinstance(note.tag, str) and attribute(note, "type") in ("", "normal"):
            texts = [(t.text or "") for t in note.iter("{*}t")]
            words[attribute(note, "id")] = " ".join("".join(texts).split())
    return words


def _placed(walker: _Walker) -> Iterator[ElementStretch]:
    """The stretches of the text by element, once the pieces have places."""
    _, blocks = lay_out(walker.pieces)
    for piece, place, element in walker.held:
        if piece < len(blocks):
            start = blocks[piece].start + place
            yield ElementStretch(start, start + len(element.text or ""), element)


def _declared(package: Package) -> FrontMatter:
    """What the file's properties say: title, creator, language, identifier, when it was made."""
    part = next((part for part in ("docProps/core.xml",) if package.has(part)), "")
    if not part:
        return FrontMatter()
    values = {tag_of(element): element.text or "" for element in package.root(part)}
    return FrontMatter(
        title=values.get("title", ""),
        authors=as_authors(values.get("creator", "")),
        published=as_date(values.get("date", "")),
        doi=as_doi(values.get("identifier", "")),
        language=as_language(values.get("language", "")),
        produced=as_date(values.get("created", "")),
    )
