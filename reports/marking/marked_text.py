"""A document as one piece of HTML with its figures underlined by standing, and a card for each.

Everything that comes from the document or from a note is escaped; characters that steer a display
(controls, overrides of direction) are shown as U+FFFD or left out. A figure is a link to its card
and the card links back, so it needs no script; the standing is said in words as well as by the
line. A mark that overlaps the one before begins where that ends; one within it has its card only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from reports.marking.marks import WORDS, Mark, in_order
from sources.documents.model import CELL, Block, Document

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_STEERING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LINK = re.compile(r"#[A-Za-z][\w.:-]{0,200}")
_LAID_OUT = ("html", "docx", "pdf")


def render_marked_text(document: Document, marks: Sequence[Mark], heading: int = 3) -> str:
    """The document with its marks as one ``<div>``.

    Args:
        document: The document.
        marks: The marks.
        heading: The level of its headings on the page that it goes into.
    """
    ordered = in_order(marks, len(document.text))
    strokes = _drawn(ordered)
    pen = _Pen(document.text, strokes)
    drawn = {stroke.number for stroke in strokes}
    language = f' lang="{escape(document.language)}"' if document.language else ""
    parts = [f'<div class="marked-text" dir="auto"{language}>\n']
    parts += _blocks(document, pen, min(max(heading, 1), 6))
    parts.append("</div>\n")
    if ordered:
        parts.append('<ol class="cards" aria-label="What is known of each figure">\n')
        parts += (
            _card(document, number, mark, number in drawn)
            for number, mark in enumerate(ordered, start=1)
        )
        parts.append("</ol>\n")
    return f'<div class="marked">\n{"".join(parts)}</div>\n'


@dataclass(frozen=True)
class _Stroke:
    """A mark as it is drawn: its place after overlaps are settled, its number."""

    start: int
    end: int
    number: int
    mark: Mark


def _drawn(marks: Sequence[Mark]) -> list[_Stroke]:
    strokes: list[_Stroke] = []
    place = 0
    for number, mark in enumerate(marks, start=1):
        start = max(mark.start, place)
        if start < mark.end:
            strokes.append(_Stroke(start, mark.end, number, mark))
            place = mark.end
    return strokes


class _Pen:
    """Draws stretches of the text from left to right, with the strokes that lie on them."""

    def __init__(self, text: str, strokes: Sequence[_Stroke]) -> None:
        self.text = text
        self.strokes = strokes
        self.next = 0
        self.begun = 0

    def draw(self, start: int, end: int) -> str:
        """The stretch as HTML; stretches are asked for in order."""
        parts: list[str] = []
        place = start
        while self.next < len(self.strokes) and self.strokes[self.next].start < end:
            stroke = self.strokes[self.next]
            low, high = max(stroke.start, place), min(stroke.end, end)
            if low < high:
                parts.append(shown(self.text[place:low]))
                parts.append(self._figure(stroke, low, high))
                place = high
            if stroke.end > end:
                break
            self.next += 1
        parts.append(shown(self.text[place:end]))
        return "".join(parts)

    def _figure(self, stroke: _Stroke, low: int, high: int) -> str:
        words = shown(self.text[low:high])
        mark = stroke.mark
        is_first = stroke.number != self.begun
        self.begun = stroke.number
        identity = f' id="figure-{stroke.number}"' if is_first else ""
        standing = mark.standing.replace(" ", "-")
        word = WORDS[mark.standing]
        title = escape(f"{word}: {mark.note}" if mark.note else word)
        aloud = f'<span class="visually-hidden"> ({word})</span>'
        return (
            f'<a class="figure {standing}"{identity} href="#card-{stroke.number}" '
            f'title="{_visible(title)}">{words}{aloud}</a>'
        )


def _blocks(document: Document, pen: _Pen, heading: int) -> Iterator[str]:
    """Each block in the element that suits it; lists gathered, pages named where they begin."""
    is_list = False
    page: int | None = None
    for block in document.blocks:
        end = block.start + len(document.text[block.start : block.end].rstrip())
        if is_list and block.kind != "list":
            yield "</ul>\n"
            is_list = False
        if block.page is not None and block.page != page:
            page = block.page
            if not is_list:
                yield f'<p class="page-number" id="page-{page}">Page {page}</p>\n'
        if block.kind == "list" and not is_list:
            yield '<ul class="block">\n'
            is_list = True
        yield _block(document, block, end, pen, heading)
    if is_list:
        yield "</ul>\n"


def _block(document: Document, block: Block, end: int, pen: _Pen, heading: int) -> str:
    if block.kind == "table" and document.format in _LAID_OUT:
        return _table(document.text, block.start, end, pen)
    words = pen.draw(block.start, end)
    match block.kind:
        case "heading":
            return f'<h{heading} class="block">{words}</h{heading}>\n'
        case "list":
            return f"<li>{words}</li>\n"
        case "table":
            return f'<pre class="block" tabindex="0">{words}</pre>\n'
        case "note":
            return f'<p class="block note">{words}</p>\n'
    return f'<p class="block">{words}</p>\n'


def _table(text: str, start: int, end: int, pen: _Pen) -> str:
    """Rows and cells; the first row is the head."""
    rows: list[str] = []
    place = start
    for line in text[start:end].split("\n"):
        cells = []
        for cell in line.split(CELL):
            tag = 'th scope="col"' if not rows and CELL in line else "td"
            cells.append(f"<{tag}>{pen.draw(place, place + len(cell))}</{tag[:2]}>")
            place += len(cell) + 1
        rows.append(f"<tr>{''.join(cells)}</tr>\n")
    body = "".join(rows)
    return f'<div class="block table" tabindex="0"><table>\n{body}</table></div>\n'


def _card(document: Document, number: int, mark: Mark, is_drawn: bool) -> str:
    phrase = shown(document.text[mark.start : mark.end])
    if is_drawn:
        phrase = f'<a href="#figure-{number}">{phrase}</a>'
    standing = mark.standing.replace(" ", "-")
    block = document.block_at(mark.start)
    page = f" (page {block.page})" if block is not None and block.page is not None else ""
    note = f" {shown(mark.note)}" if mark.note else ""
    link = escape(mark.link) if _LINK.fullmatch(mark.link) else ""
    more = f' <a class="more" href="{link}">More</a>' if link else ""
    return (
        f'<li class="card {standing}" id="card-{number}" value="{number}">'
        f"{phrase}{page} "
        f"<b>{WORDS[mark.standing]}</b>{note}{more}</li>\n"
    )


def shown(text: str) -> str:
    """Words of a document as HTML."""
    return _visible(escape(text))


def _visible(text: str) -> str:
    return _STEERING.sub("", _CONTROLS.sub("\ufffd", text))
