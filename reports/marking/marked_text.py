"""A document as one piece of HTML with its figures underlined by standing.

Everything that comes from the document or from a note is escaped; characters that steer a display
(controls, overrides of direction) are shown as U+FFFD or left out. A figure is a link to where more
is said of it, so it needs no script; the standing is said in words as well as by the line. A mark
that overlaps the one before begins where that ends; one within it is not drawn. Of a text file
the signs that lay it out ("- ", "# ", Markdown's "**") are shown as what they mean.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape

from markupsafe import Markup

from reports.marking.markdown_signs import SignedRun, find_runs
from reports.marking.marks import WORDS, Mark, in_order
from sources.documents.structure.model import CELL, Block, Document

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_STEERING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LINK = re.compile(r"(?:#[A-Za-z][\w.:-]{0,200}|\?figure=\d{1,9})", re.ASCII)
_HEADING_SIGN = re.compile(r"\s*#{1,6}[ \t]+(?=\S)")
_ITEM_SIGN = re.compile(r"\s{0,12}[-*+•▪◦‣–—·●■][ \t]+(?=\S)")
_NUMBERED = re.compile(r"\s{0,12}(?:\(?\d{1,2}[.)]|\(?[a-z][.)])[ \t]")
_SEPARATOR = re.compile(r"[ \t]*\|?[ \t:|-]*-[ \t:|-]*")
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
    pen = _Pen(document, strokes, chosen, kept)
    language = f' lang="{escape(document.language)}"' if document.language else ""
    flowing = " flowing" if document.format == "markdown" else ""
    parts = [f'<div class="marked-text{flowing}" dir="auto"{language}>\n']
    blocks = [
        one
        for one in document.blocks
        if pen.shows(one.start, one.end) and not _is_front(document, one, pen)
    ]
    parts += _blocks(replace(document, blocks=tuple(blocks)), pen, min(max(heading, 1), 6))
    return Markup("".join([*parts, "</div>\n"]))


def _is_front(document: Document, block: Block, pen: _Pen) -> bool:
    """Whether a block is a Markdown file's front matter, of which the page tells elsewhere."""
    is_first = block.start == 0 and block.kind == "note" and document.format == "markdown"
    if not is_first or not document.text.startswith("---"):
        return False
    return not any(one.mark.link for one in pen.strokes if one.start < block.end)


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
        document: Document,
        strokes: Sequence[_Stroke],
        chosen: str,
        kept: Sequence[tuple[int, int]] | None = None,
    ) -> None:
        self.text = text = document.text
        self.has_signs = document.format == "markdown"
        self.runs: list[SignedRun] = []
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
            parts += [_LEFT_OUT if left.strip() else left, self._ink(low, high)]
            place = high
        return "".join(parts)

    def _ink(self, start: int, end: int) -> str:
        """A stretch as it is shown: Markdown's signs give way to what they mean."""
        if not self.runs:
            return shown(self.text[start:end])
        parts = []
        at = max(0, bisect_right(self.runs, start, key=lambda run: run.start) - 1)
        while at < len(self.runs) and self.runs[at].start < end:
            run = self.runs[at]
            low, high = max(start, run.start), min(end, run.end)
            if low < high and run.tags is not None:
                opened = "".join(f"<{tag}>" for tag in run.tags)
                closed = "".join(f"</{tag}>" for tag in reversed(run.tags))
                parts.append(f"{opened}{shown(self.text[low:high])}{closed}")
            at += 1
        return "".join(parts)

    def mark_within(self, start: int, end: int) -> _Stroke | None:
        """The first mark that begins in a stretch."""
        at = bisect_left(self.strokes, start, key=lambda one: one.start)
        is_there = at < len(self.strokes) and self.strokes[at].start < end
        return self.strokes[at] if is_there else None

    def _runs(self, start: int, end: int) -> list[SignedRun]:
        """A block's runs; a sign that holds the whole of a mark, as an address may, is shown."""
        runs = find_runs(self.text, start, end)
        for at, run in enumerate(runs):
            held = self.mark_within(run.start, run.end) if run.tags is None else None
            if held is not None and held.end <= run.end:
                runs[at] = replace(run, tags=())
        return runs

    def draw(self, start: int, end: int) -> str:
        """The stretch as HTML; stretches are asked for in order."""
        self.runs = self._runs(start, end) if self.has_signs else []
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
        words = self._ink(low, high)
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
    text = document.text
    if block.kind == "table" and document.format in _LAID_OUT:
        return _table(_cells_by_tab(text, block.start, end), pen)
    if block.kind == "table" and document.format == "markdown":
        rows = _cells_by_bar(text, block.start, end)
        if rows:
            return _table(rows, pen)
    start = _past_sign(document, block, end, pen)
    words = pen.draw(start, end)
    match block.kind:
        case "heading":
            return f'<h{heading} class="block">{words}</h{heading}>\n'
        case "list":
            is_numbered = _NUMBERED.match(text, start, end) is not None
            return f'<li class="numbered">{words}</li>\n' if is_numbered else f"<li>{words}</li>\n"
        case "table":
            return f'<pre class="block" tabindex="0">{words}</pre>\n'
        case "note":
            return f'<p class="block note">{words}</p>\n'
    return f'<p class="block">{words}</p>\n'


def _past_sign(document: Document, block: Block, end: int, pen: _Pen) -> int:
    """Where a block's words begin: after the sign that says what it is, if no mark is in that."""
    sign = None
    if block.kind == "heading" and document.format not in _LAID_OUT:
        sign = _HEADING_SIGN.match(document.text, block.start, end)
    elif block.kind == "list":
        sign = _ITEM_SIGN.match(document.text, block.start, end)
    if sign is None or pen.mark_within(*sign.span()):
        return block.start
    return sign.end()


_Rows = list[list[tuple[int, int]]]


def _cells_by_tab(text: str, start: int, end: int) -> _Rows:
    """Where the cells of each row stand."""
    rows: _Rows = []
    place = start
    for line in text[start:end].split("\n"):
        rows.append([])
        for cell in line.split(CELL):
            rows[-1].append((place, place + len(cell)))
            place += len(cell) + 1
    return rows


def _cells_by_bar(text: str, start: int, end: int) -> _Rows:
    """The same of a table with bars whose head is parted by a line; none where it is no such."""
    lines = text[start:end].split("\n")
    parted = [at for at, line in enumerate(lines) if _SEPARATOR.fullmatch(line)]
    if len(parted) != 1 or sum(bool(line.strip()) for line in lines[: parted[0]]) != 1:
        return []
    rows: _Rows = []
    place = start
    for at, line in enumerate(lines):
        if line.strip() and at not in parted:
            inner = line.strip().removeprefix("|").removesuffix("|")
            low = place + line.index(inner) if inner else place
            rows.append([])
            for cell in inner.split("|"):
                rows[-1].append((low, low + len(cell)))
                low += len(cell) + 1
        place += len(line) + 1
    return rows


def _table(rows: _Rows, pen: _Pen) -> str:
    """Rows and cells; the first row is the head."""
    lines = []
    for at, row in enumerate(rows):
        tag = 'th scope="col"' if at == 0 and len(row) > 1 else "td"
        cells = (f"<{tag}>{pen.draw(*cell)}</{tag[:2]}>" for cell in row)
        lines.append(f"<tr>{''.join(cells)}</tr>\n")
    body = "".join(lines)
    return f'<div class="block table" tabindex="0"><table>\n{body}</table></div>\n'


def shown(text: str) -> str:
    """Words of a document as HTML."""
    return _visible(escape(text))


def _visible(text: str) -> str:
    return _STEERING.sub("", _CONTROLS.sub("\ufffd", text))
