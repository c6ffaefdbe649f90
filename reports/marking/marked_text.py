"""A document as one piece of HTML with its figures underlined by standing.

Everything that comes from the document or from a note is escaped; characters that steer a display
(controls, overrides of direction) are shown as U+FFFD or left out. A figure is a link to where more
is said of it, so it needs no script; the standing is said in words as well as by the line. A mark
that overlaps the one before begins where that ends; one within it is not drawn.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape

from markupsafe import Markup

from reports.marking.marks import WORDS, Mark, in_order
from sources.documents.model import CELL, Block, Document

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_STEERING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LINK = re.compile(r"(?:#[A-Za-z][\w.:-]{0,200}|\?figure=\d{1,9})", re.ASCII)
_HEADING_SIGN = re.compile(r"#{1,6}[ \t]+(?=\S)")
_LAID_OUT = ("html", "docx", "pdf")
_LEFT_OUT = " […] "


def render_marked_text(
    document: Document,
    marks: Sequence[Mark],
    heading: int = 3,
    chosen: str = "",
    kept: Sequence[tuple[int, int]] | None = None,
) -> Markup:
    """The document with its marks as one ``<div>``.

    Args:
        document: The document.
        marks: The marks.
        heading: The level of its headings on the page that it goes into.
        chosen: The name of the mark that the page is about; empty for none.
        kept: The places, in order, of what may be shown, where that is not all of it: the rest is
            left out, and dots say where.
    """
    strokes = _drawn(in_order(marks, len(document.text)), document.text)
    pen = _Pen(document.text, strokes, chosen, kept)
    language = f' lang="{escape(document.language)}"' if document.language else ""
    parts = [f'<div class="marked-text" dir="auto"{language}>\n']
    blocks = [one for one in document.blocks if pen.shows(one.start, one.end)]
    parts += _blocks(replace(document, blocks=tuple(blocks)), pen, min(max(heading, 1), 6))
    return Markup("".join([*parts, "</div>\n"]))


@dataclass(frozen=True)
class _Stroke:
    """A mark as it is drawn: its place after overlaps are settled, its name on the page."""

    start: int
    end: int
    name: str
    mark: Mark


def _drawn(marks: Sequence[Mark], text: str) -> list[_Stroke]:
    """Where marks are drawn: from their first character that shows, and never one over another."""
    strokes: list[_Stroke] = []
    place = 0
    for number, mark in enumerate(marks, start=1):
        start = max(mark.start, place)
        start += len(text[start : mark.end]) - len(text[start : mark.end].lstrip())
        if start < mark.end:
            strokes.append(_Stroke(start, mark.end, mark.name or str(number), mark))
            place = mark.end
    return strokes


class _Pen:
    """Draws stretches of the text from left to right, with the strokes that lie on them."""

    def __init__(
        self,
        text: str,
        strokes: Sequence[_Stroke],
        chosen: str,
        kept: Sequence[tuple[int, int]] | None = None,
    ) -> None:
        self.text = text
        self.kept = [(0, len(text))] if kept is None else list(kept)
        self.strokes = [
            one for one in strokes if any(a <= one.start < b for a, b in self._within(one))
        ]
        self.chosen = chosen
        self.next = 0
        self.begun: _Stroke | None = None

    def _within(self, one: _Stroke) -> Iterator[tuple[int, int]]:
        at = bisect_right(self.kept, (one.start, len(self.text)))
        yield from self.kept[max(0, at - 1) : at]

    def shows(self, start: int, end: int) -> bool:
        """Whether anything of a stretch may be shown."""
        return any(self._of(start, end))

    def _of(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """What may be shown of a stretch, in order."""
        at = max(0, bisect_right(self.kept, (start, start)) - 1)
        for low, high in self.kept[at:]:
            if low >= end:
                return
            if high > start:
                yield max(low, start), min(high, end)

    def _words(self, start: int, end: int) -> str:
        """A stretch without marks, with dots for what is left out of it."""
        parts, place = [], start
        for low, high in [*self._of(start, end), (end, end)]:
            left = self.text[place:low]
            parts += [_LEFT_OUT if left.strip() else left, shown(self.text[low:high])]
            place = high
        return "".join(parts)

    def draw(self, start: int, end: int) -> str:
        """The stretch as HTML; stretches are asked for in order."""
        parts: list[str] = []
        place = start
        while self.next < len(self.strokes) and self.strokes[self.next].start < end:
            stroke = self.strokes[self.next]
            low, high = max(stroke.start, place), min(stroke.end, end)
            if low < high:
                parts.append(self._words(place, low))
                parts.append(self._figure(stroke, low, high))
                place = high
            if stroke.end > end:
                break
            self.next += 1
        parts.append(self._words(place, end))
        return "".join(parts)

    def _figure(self, stroke: _Stroke, low: int, high: int) -> str:
        words = shown(self.text[low:high])
        mark = stroke.mark
        is_first = stroke is not self.begun
        self.begun = stroke
        name = escape(stroke.name)
        identity = f' id="figure-{name}"' if is_first else ""
        current = ' aria-current="true"' if self.chosen and stroke.name == self.chosen else ""
        standing = mark.standing.replace(" ", "-")
        word = WORDS[mark.standing]
        title = _visible(escape(f"{word}: {mark.note}" if mark.note else word))
        aloud = f'<span class="visually-hidden"> ({word})</span>'
        link = escape(mark.link) if _LINK.fullmatch(mark.link) else ""
        tag = f'a href="{link}"' if link else "span"
        return (
            f'<{tag} class="figure {standing}"{identity}{current} title="{title}">'
            f"{words}{aloud}</{tag.split()[0]}>"
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
    sign = _HEADING_SIGN.match(document.text, block.start, end)
    is_signed = block.kind == "heading" and document.format not in _LAID_OUT and sign is not None
    words = pen.draw(sign.end() if sign is not None and is_signed else block.start, end)
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


def shown(text: str) -> str:
    """Words of a document as HTML."""
    return _visible(escape(text))


def _visible(text: str) -> str:
    return _STEERING.sub("", _CONTROLS.sub("\ufffd", text))
