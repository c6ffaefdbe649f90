"""HTML: what a reader sees of a page, in blocks, and what its head says about it.

Scripts, styles, forms, navigation, what is hidden and what is struck out are left out; nothing is
run or fetched. Where a page marks its article (`main`, `article`), the rest is left out as well,
but for its heading and for boxes of facts (`aside`). White space is collapsed as browsers do; the
digits of a superscript, and of a link to a note, become superscript characters, so that neither
``10<sup>9`` reads 109 nor a note's number joins a figure. A table has a line a row and a tab
between its cells; a table within a cell is one of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree

from sources.documents.structure.front_matter import complete, document_of
from sources.documents.structure.model import (
    CELL,
    BlockKind,
    Document,
    Piece,
    lay_out,
    require_text,
)
from sources.documents.structure.parsing import decode_page, parse_html
from sources.documents.web.elements import (
    are_apart,
    is_raised,
    raise_marks,
    rows_apart,
    tag_by_role,
)
from sources.documents.web.page_head import declared_in
from sources.errors import DocumentError

_SKIPPED_TEXT = (
    "script style noscript template head nav form button select option textarea input svg "
    "math canvas iframe object embed audio video map area link meta base title "
    "dialog del s strike "
)
_SKIPPED = frozenset(_SKIPPED_TEXT.split())
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCKS_TEXT = (
    "address article blockquote body caption center dd details div dl dt fieldset "
    "figcaption figure footer header hr html li main ol p pre section summary table tbody "
    "tfoot thead tr td th ul "
)
_BLOCKS = frozenset(_BLOCKS_TEXT.split()) | _HEADINGS
_SPACE = re.compile(r"[ \t\r\n\f]+")
_SPACES = re.compile(r" {2,}")
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|text-decoration[\w-]*\s*:[^;]*\bline-through",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"\b(?:cookie|breadcrumb|navbar|nav-?menu|site-?(?:header|footer)|share|social|newsletter|mw-editsection|"
    r"skip-link|sidebar|screen-reader-text|visually-hidden|sr-only)\b",
    re.IGNORECASE,
)
_NOTES = re.compile(r"\b(?:footnotes?|references|reflist|endnotes?|bibliography)\b", re.IGNORECASE)
_ENOUGH = 200
_MOST_ELEMENTS = 300_000


def read_web_page(data: bytes, name: str) -> Document:
    """A document from the bytes of an HTML file.

    Raises:
        DocumentError: It has no text, or too much of it.
    """
    root = page_root(data, name)
    found = declared_in(root)
    pieces = walk_page(root).pieces
    text, blocks = lay_out(pieces)
    require_text(text, name)
    heading = next((piece.text for piece in pieces if piece.kind == "heading"), "")
    found = complete(found, text, heading)
    return document_of(found, text, "html", blocks)


def page_characters(data: bytes, name: str) -> str:
    """All characters of a page's body as a browser has them, blanks and line breaks as they are.

    Raises:
        DocumentError: There is nothing in it that could be a page, or too much.
    """
    root = page_root(data, name)
    body = root.find("body")
    return "".join((root if body is None else body).itertext())


def page_root(data: bytes, name: str) -> etree._Element:
    """The root of a page, as libxml2 mends it.

    Raises:
        DocumentError: There is nothing in it that could be a page, or too much.
    """
    root = parse_html(decode_page(data), name)
    if sum(1 for _ in root.iter()) > _MOST_ELEMENTS:
        what = f"the page has more than {_MOST_ELEMENTS:,} elements"
        raise DocumentError(what, mend="Split it", file=name)
    return root


@dataclass(frozen=True)
class ElementText:
    """Characters of a page that were read: an element's own first ones, or those behind it."""

    element: etree._Element
    is_tail: bool

    @property
    def words(self) -> str:
        """The characters, as the page has them."""
        return (self.element.tail if self.is_tail else self.element.text) or ""


@dataclass
class WalkedPage:
    """What has been seen of a page so far: its pieces, and what they were read from, in order.

    ``laid_out`` are the rows of ``apart`` that are open, with how deep in tables each stands.
    """

    apart: frozenset[etree._Element] = frozenset()
    pieces: list[Piece] = field(default_factory=list)
    sources: list[ElementText] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    kinds: list[BlockKind] = field(default_factory=list)
    level: int = 0
    pre: int = 0
    table: int = 0
    raised: list[etree._Element] = field(default_factory=list)
    laid_out: list[tuple[etree._Element, int]] = field(default_factory=list)

    def add(self, source: ElementText) -> None:
        """See characters, collapsed as browsers do."""
        words = source.words
        if not words:
            return
        self.sources.append(source)
        if not self.pre:
            words = _SPACE.sub(" ", words)
        words = raise_marks(words) if self.raised else words
        if are_apart(self.last, words):
            self.put(" ")
        self.put(words)

    def put(self, words: str) -> None:
        """Put characters behind those seen, also such as the page has not."""
        if words:
            self.words.append(words)

    @property
    def last(self) -> str:
        """The characters put last into the block; empty where it begins."""
        return self.words[-1] if self.words else ""

    def close(self) -> None:
        """End the block, if anything stands in it."""
        if self.table or not self.words:
            return
        text = "".join(self.words)
        self.words.clear()
        text = _tidy(text)
        if text:
            kind: BlockKind = self.kinds[-1] if self.kinds else "paragraph"
            level = self.level if kind == "heading" else 0
            self.pieces.append(Piece(text, kind, level=level))


def walk_page(root: etree._Element) -> WalkedPage:
    """What a reader sees of a page: its article where that is marked and has the text, else all.

    With an article stand the page's own heading and the boxes of facts that it has outside of it.
    """
    apart = rows_apart(root)
    walk = etree.iterwalk(root, events=("start",), tag=("main", "article"))
    for _, body in walk:
        walked = _gather(body, WalkedPage(apart))
        if sum(len(piece.text) for piece in walked.pieces) >= _ENOUGH:
            return _with_boxes(root, body, walked)
        # What lies in it has even less.
        walk.skip_subtree()
    return _gather(root, WalkedPage(apart))


def _with_boxes(root: etree._Element, body: etree._Element, walked: WalkedPage) -> WalkedPage:
    """An article with what belongs to it of the rest of its page, in the order of the page."""
    within = set(body.iter(*_BESIDE))
    if all(one in within for one in root.iter(*_BESIDE)):
        return walked
    around = {one for one in body.iterancestors()}
    page = WalkedPage(walked.apart)
    walk = etree.iterwalk(root, events=("start",))
    for _, element in walk:
        if element is body or element.tag == "h1" or _is_box(element):
            _gather(element, page)
            walk.skip_subtree()
        elif element not in around and element.tag != "header" and _is_left_out(element):
            walk.skip_subtree()
    return page


_BESIDE = ("h1", "aside")


def _is_box(element: etree._Element) -> bool:
    return element.tag == "aside" and not _is_left_out(element)


def _gather(body: etree._Element, gathering: WalkedPage) -> WalkedPage:
    """What stands below an element; the walk keeps its own stack, so depth costs nothing."""
    walk = etree.iterwalk(body, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            _leave(element, gathering)
            if element is not body:
                gathering.add(ElementText(element, is_tail=True))
        elif _is_left_out(element) and element is not body:
            walk.skip_subtree()
            # Nothing of it is added; `_leave` sees its end and finds nothing to undo.
            element.set(_MARK, "1")
        else:
            _enter(element, gathering)
    gathering.close()
    return gathering


_MARK = "data-left-out"


def _is_left_out(element: etree._Element) -> bool:
    """Whether a reader of the page's text would not read this."""
    tag = element.tag
    if not isinstance(tag, str) or tag in _SKIPPED:
        return True
    if tag == "aside" and not _has_facts(element):
        return True
    attributes = element.attrib
    if not attributes or tag in ("html", "body", "main", "article"):
        return False
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or attributes.get("role") in ("navigation", "search", "banner", "contentinfo")
        or _HIDDEN.search(attributes.get("style", "")) is not None
        or _FURNITURE.search(attributes.get("class", "") + " " + attributes.get("id", ""))
        is not None
    )


_FACT = re.compile(r"\d")
_MOST_IN_A_BOX = 400
"""A box of facts has fewer elements than these."""


def _has_facts(aside: etree._Element) -> bool:
    """Whether a box tells facts in lines of its own, and is no list of other pages."""
    inside = list(islice(aside.iter("*"), _MOST_IN_A_BOX))
    tags = {one.tag for one in inside}
    if len(inside) == _MOST_IN_A_BOX or not tags & {"dl", "table", "ul", "ol", "p"}:
        return False
    words = "".join(aside.itertext())
    links = sum(len("".join(one.itertext())) for one in inside if one.tag == "a")
    return _FACT.search(words) is not None and 2 * links < len(words)


def _enter(element: etree._Element, gathering: WalkedPage) -> None:
    tag = tag_by_role(element)
    if tag in _BLOCKS:
        _part(gathering)
    if tag in _GRIDS:
        gathering.table += 1
    elif gathering.table and element in gathering.apart:
        _close_table(gathering)
        gathering.laid_out.append((element, gathering.table))
        gathering.table = 0
    gathering.put(_SPANNED * (_span(element, "rowspan") - 1))
    gathering.pre += tag == "pre"
    if is_raised(element, gathering.last):
        gathering.raised.append(element)
    kind = _kind_of(element)
    if kind:
        is_in_note = kind == "paragraph" and gathering.kinds[-1:] == ["note"]
        gathering.kinds.append("note" if is_in_note else kind)
        gathering.level = int(tag[1]) if kind == "heading" else gathering.level
    if tag == "br":
        gathering.put("\n")
    gathering.add(ElementText(element, is_tail=False))


def _part(gathering: WalkedPage) -> None:
    """End the block; of one in a table only its words."""
    gathering.close()
    if gathering.table:
        gathering.put(" ")


def _leave(element: etree._Element, gathering: WalkedPage) -> None:
    tag = tag_by_role(element)
    if not tag or element.attrib.pop(_MARK, ""):
        return
    if gathering.laid_out and gathering.laid_out[-1][0] is element:
        gathering.close()
        gathering.table = gathering.laid_out.pop()[1]
    elif gathering.table:
        gathering.put(_TABLE_ENDS.get(tag, "") * _columns(element))
    if tag in _GRIDS:
        gathering.table -= 1
        if not gathering.table:
            _close_table(gathering)
    elif tag in _BLOCKS:
        _part(gathering)
    gathering.pre -= tag == "pre"
    if gathering.raised and gathering.raised[-1] is element:
        gathering.raised.pop()
    if _kind_of(element) and gathering.kinds:
        gathering.kinds.pop()


_GRIDS = ("table", "dl")
_CELL_END = "\x1f"
_ROW_END = "\x1e"
_SPANNED = "\x1d"
"""Stands in a cell once for each further row that it spans."""
_TABLE_ENDS = {
    "td": _CELL_END,
    "th": _CELL_END,
    "dt": _CELL_END,
    "tr": _ROW_END,
    "caption": _ROW_END,
    "dd": _ROW_END,
}
_MOST_SPANNED = 50
_LONGEST_FACT = 160
"""Longer definitions are paragraphs and no values beside their labels."""


def _span(element: etree._Element, name: str) -> int:
    """How many columns or rows a cell takes; 1 for what is no cell."""
    said = element.get(name, "") if element.tag in ("td", "th") else ""
    return min(int(said), _MOST_SPANNED) if said.isascii() and said.isdigit() and int(said) else 1


def _columns(element: etree._Element) -> int:
    return _span(element, "colspan")


def _close_table(gathering: WalkedPage) -> None:
    """A table's rows; one that only lays out a page (no row of two cells) is paragraphs."""
    text = "".join(gathering.words).replace("\xad", "")
    gathering.words.clear()
    rows: list[str] = []
    spanned: dict[int, int] = {}
    for row in text.split(_ROW_END):
        cells = _in_columns(row.split(_CELL_END), spanned)
        if cells[-1] == "":
            cells.pop()
        if any(cells):
            rows.append(CELL.join(cells))
    is_grid = any(CELL in row for row in rows)
    if is_grid and not _is_glossary(rows):
        gathering.pieces.append(Piece("\n".join(rows), "table"))
    else:
        gathering.pieces += [Piece(cell, "paragraph") for row in rows for cell in row.split(CELL)]


def _in_columns(said: list[str], spanned: dict[int, int]) -> list[str]:
    """A row's cells in their columns, with a blank one below each that spans more rows."""
    cells: list[str] = []
    for cell in said:
        while spanned.get(len(cells), 0) > 0:
            spanned[len(cells)] -= 1
            cells.append("")
        rows = cell.count(_SPANNED)
        if rows:
            spanned[len(cells)] = rows
        cells.append(" ".join(cell.replace(_SPANNED, "").split()))
    return cells


def _is_glossary(rows: list[str]) -> bool:
    return max(map(len, rows)) > _LONGEST_FACT and all(row.count(CELL) <= 1 for row in rows)


def _kind_of(element: etree._Element) -> BlockKind | None:
    tag = element.tag
    if tag in _HEADINGS:
        return "heading"
    if tag == "li":
        return "note" if _is_note(element) else "list"
    if tag in ("figcaption", "footer") or (tag in ("section", "div", "ol") and _is_note(element)):
        return "note"
    if tag in ("p", "blockquote", "dd", "dt", "pre"):
        inside = element.getparent()
        return None if inside is not None and inside.tag == "li" else "paragraph"
    return None


def _is_note(element: etree._Element) -> bool:
    marks = element.get("class", "") + " " + element.get("id", "") + " " + element.get("role", "")
    return (
        bool(marks.strip()) and _NOTES.search(marks.replace("_", " ").replace("-", " ")) is not None
    )


def _tidy(text: str) -> str:
    """Collapsed as browsers collapse it: no space at the ends of lines, none twice."""
    text = _SPACES.sub(" ", text.replace("\xad", ""))
    if "\n" not in text:
        return text.strip(" ")
    return "\n".join(line.strip(" ") for line in text.split("\n")).strip("\n ")
