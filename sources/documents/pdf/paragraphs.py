"""Lines to paragraphs, tables and notes; running heads and page numbers left out.

A running head is a line that stands at one height at the head or foot of several pages, whatever
its digits. Footnotes wait until the paragraph during which they come has ended, so a paragraph that
runs over a page's end stays whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from sources.documents.pdf.glyphs import Page
from sources.documents.pdf.heads import CAPTION
from sources.documents.pdf.layout import Line, margins
from sources.documents.structure.model import CELL, BlockKind

_EDGE_LINES = 3
_FEWEST_CELLS, _CLOSE = 3, 2.2
"""So many cells has the head of a table that comes again; so near, in heights, is its first row."""
_ITEM = re.compile(r"(?:[-–—•▪◦‣·●■*]|\(?\d{1,2}[.)]|\([a-z]\))\s+\S")
_MARK = re.compile(r"(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\d{1,3}|[*†‡§]+)(?:[.):]?\s*)(?=\D)")
_SAYS_NOTE = re.compile(r"(?:notes?|sources?)\s*[.:]", re.IGNORECASE)
_FACT = re.compile(r"[^\W\d_][^.:;\d]{2,50}(?:, ?(?:19|20)\d\d)?: *[$€£¥]?\d")
_PAGE_NUMBER = re.compile(
    r"(?:page\s+|p\.\s*|[-–—|]\s*)?(?:\d{1,4}|[ivxl]{1,7})(?:\s*(?:of|/|de)\s*\d{1,4})?(?:\s*[-–—|])?$",
    re.I,
)
_PRINTED_AT = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? +\d{1,2}[:.]\d\d(?: ?[AP]M)?(?:\t.*)?|"
    r"(?:.*\t)?\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? +\d{1,2}[:.]\d\d(?: ?[AP]M)?|"
    r"(?:.*\t)?(?:file|https?)://\S+(?:\t\s*\d{1,4} ?(?:/|of|de) ?\d{1,4})?",
    re.IGNORECASE,
)
"""What browsers print at the head and the foot of a page: when, of which address, which page."""
_STOPS = (".", "!", "?", "。", "！", "？", ":", ";", "”", '"', ")")
_NO_END = re.compile(r"\b(?:in|of|the|to|from|was|were|is|and|at|by|for|than|between|a|an)$")
"""With such a word no sentence ends."""
_TORN = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3})*\n\d{3}(?!\d)")
"""A number whose thousands go on in the next line."""
_HEADING = 120


def is_amid(text: str, following: str) -> bool:
    """Whether a line ends amid a sentence, or amid a figure that the next line goes on with."""
    ends = text.rstrip()
    is_open = ends.endswith((",", "-", "$", "€", "£", "¥", "(")) or _NO_END.search(ends) is not None
    return is_open or _TORN.search(f"{ends[-20:]}\n{following[:4]}") is not None


# -- running heads -------------------------------------------------------------------------------


def without_running_heads(pages: list[list[Line]], sizes: Sequence[Page]) -> list[list[Line]]:
    """The pages without the lines that repeat at their heads and feet, and without page numbers."""
    seen: Counter[tuple[str, int]] = Counter()
    edges = []
    for lines, size in zip(pages, sizes, strict=True):
        heads = _heads_of_tables(lines)
        found = {
            id(line): _signature(line, size)
            for line in _edge_lines(lines, size)
            if id(line) not in heads
        }
        edges.append(found)
        seen.update(set(found.values()))
    enough = max(2, min(3, len(pages)))
    return [
        [
            line
            for line in lines
            if id(line) not in found
            or not (seen[found[id(line)]] >= enough or _PRINTED_AT.fullmatch(line.text.strip()))
        ]
        for lines, found in zip(pages, edges, strict=True)
    ]


def _heads_of_tables(lines: Sequence[Line]) -> frozenset[int]:
    """Which lines have as many cells as the row close below: a table's head comes on each page."""
    return frozenset(
        id(line)
        for line, below in pairwise(lines)
        if line.text.count(CELL) == below.text.count(CELL) >= _FEWEST_CELLS - 1
        and 0 < line.baseline - below.baseline < _CLOSE * line.size
    )


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
class Paragraph:
    """Lines that belong together."""

    kind: BlockKind
    lines: list[Line] = field(default_factory=list)


def paragraphs_of(pages: Sequence[Sequence[Line]]) -> list[Paragraph]:
    """Paragraphs in reading order; notes wait for the end of the paragraph in which they come."""
    lines = [line for page in pages for line in page]
    if not lines:
        return []
    body = _body_size(lines)
    leading = _leading(lines)
    paragraphs: list[Paragraph] = []
    waiting: list[Paragraph] = []
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


def levels_of(paragraphs: Sequence[Paragraph]) -> list[int]:
    """The level of each heading in larger type than the text, 1 the largest; 0 for the others.

    What tells a value is none, as large as it may be ("51.2 million people"). A document with a
    page of several columns has none: what stands below a heading there is not sure.
    """
    if any(line.column for one in paragraphs for line in one.lines):
        return [0] * len(paragraphs)
    body = _body_size([line for one in paragraphs for line in one.lines]) if paragraphs else 0.0
    sizes = [
        round(one.lines[0].size)
        if one.kind == "heading" and one.lines[0].size > _LARGER * body and not _tells_value(one)
        else 0
        for one in paragraphs
    ]
    ranks = {size: at for at, size in enumerate(sorted({*sizes} - {0}, reverse=True), start=1)}
    return [min(ranks.get(size, 0), _LOWEST) for size in sizes]


_LARGER, _LOWEST = 1.12, 6
_VALUE = re.compile(
    r"\d\s?(?:%|per\s?cent|(?:thousand|million|billion|trillion|years|km)\b)|[$€£¥]\s?\d|"
    r"(?<!^)(?<![A-Z\d.])\d+[.,]\d|\d,\d{3}",
    re.IGNORECASE,
)


def _tells_value(heading: Paragraph) -> bool:
    words = " ".join(line.text for line in heading.lines).strip()
    return _VALUE.search(words) is not None or words.replace(" ", "").isdigit()


def _body_size(lines: Sequence[Line]) -> float:
    """The size of most of the text."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0]


def _leading(lines: Sequence[Line]) -> float:
    """The usual distance of baselines: the commonest of running text, else the median of all."""
    pairs = [
        (a, b)
        for a, b in pairwise(lines)
        if a.page == b.page and a.column == b.column and 0 < a.baseline - b.baseline < 3 * a.size
    ]
    body = _body_size(lines)
    steps: Counter[float] = Counter(
        round((a.baseline - b.baseline) * 2) / 2
        for a, b in pairs
        if not (a.is_row or b.is_row) and abs(a.size - b.size) < 0.5 and abs(a.size - body) < 0.5
    )
    if steps.total() >= _FEWEST_STEPS:
        most = max(steps.values())
        return min(step for step, times in steps.items() if times >= 0.9 * most)
    return median(a.baseline - b.baseline for a, b in pairs) if pairs else 1.2 * lines[0].size


_FEWEST_STEPS = 4
"""From so many lines of running text their usual distance is taken."""


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


def _notes(lines: Sequence[Line]) -> list[Paragraph]:
    notes: list[Paragraph] = []
    for line in lines:
        if not notes or _MARK.match(line.text) or _SAYS_NOTE.match(line.text):
            notes.append(Paragraph("note"))
        notes[-1].lines.append(line)
    return notes


def _part(run: Sequence[Line], body: float, leading: float) -> Iterator[Paragraph]:
    """The paragraphs of one column."""
    if not run:
        return
    left, right = margins([line.left for line in run], [line.right for line in run])
    tabular = _table_lines(run)
    reaches = _reaches(run, leading)
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
                parts = parts or _is_next_fact(open_lines, line, left, right)
                parts = parts or _is_ended_early(
                    previous, line, max(reaches[index - 1 : index + 1])
                )
            if parts:
                yield Paragraph(_kind(open_lines, tabular[index - 1], body), open_lines)
                open_lines = []
        open_lines.append(line)
    yield Paragraph(_kind(open_lines, tabular[-1], body), open_lines)


def _table_lines(run: Sequence[Line]) -> list[bool]:
    """Which lines belong to tables: rows of cells that have another beside them."""
    rows = [line.is_row for line in run]
    marked = [
        is_row and ((index > 0 and rows[index - 1]) or (index + 1 < len(rows) and rows[index + 1]))
        for index, is_row in enumerate(rows)
    ]
    for index in range(1, len(run) - 1):
        if _heads_section(run[index - 1 : index + 2]):
            marked[index - 1 : index + 2] = [True] * 3
    for index in range(1, len(run) - 1):
        # One line between two rows is a cell that wraps, or a row that has only its name.
        short = len(run[index].text) < _SECTION and not CAPTION.match(run[index].text)
        if not marked[index] and short and marked[index - 1] and marked[index + 1]:
            marked[index] = True
    return marked


def _heads_section(three: Sequence[Line]) -> bool:
    """Whether the middle one of three lines heads the row below it, as many cells as that above."""
    above, line, below = three
    cells = above.text.count(CELL)
    is_between = cells >= _FEWEST_CELLS - 1 and cells == below.text.count(CELL) and not line.is_row
    is_near = all(
        one.baseline > other.baseline and one.bottom - other.top < (_CLOSE - 1) * other.size
        for one, other in pairwise(three)
    )
    is_short = len(line.text) < _SECTION and not line.text.rstrip().endswith(_STOPS)
    is_short = is_short and not CAPTION.match(line.text)
    return is_between and is_near and is_short and abs(line.left - below.left) < _INDENT * line.size


_SECTION, _INDENT = 60, 2.0
"""So many characters has the head of a section, and so far aside of its rows it begins."""


def _breaks(a: Line, b: Line, left: float, right: float, leading: float) -> bool:
    """Whether a new paragraph begins between two lines of a column."""
    step = a.baseline - b.baseline
    size = max(a.size, b.size)
    if _LEADERS.search(a.text) or _LEADERS.search(b.text):
        return True
    if step < 0 or step > max(1.4 * leading, 1.3 * size):
        return True
    if abs(a.size - b.size) > 0.1 * size and abs(a.size - b.size) > 0.6:
        return True
    is_item = _ITEM.match(b.text) and not (b.text[:1].isdigit() and is_amid(a.text, b.text))
    if is_item and (b.left <= a.left + 1 or a.text.endswith(_STOPS)):
        return True
    ends_short = a.right < right - 0.12 * (right - left)
    if ends_short and a.text.rstrip().endswith(_STOPS):
        return True
    is_indented = 0.6 * size < b.left - left < 5 * size and a.left - left < 0.3 * size
    return (
        is_indented and not _ITEM.match(a.text) and (ends_short or a.text.rstrip().endswith(_STOPS))
    )


_LEADERS = re.compile(r"\.{5,}|(?:\. ){5,}|…{3,}")
"""Dots that lead from a label to its value, or from a title to its page: a line of its own."""


def _is_ended_early(a: Line, b: Line, reach: float) -> bool:
    """Whether the first word of a line would have had room on the line before.

    Args:
        a: The line before.
        b: The line.
        reach: How far to the right the lines around them reach, in points.
    """
    ends = a.text.rstrip()
    if b.text[:1].islower() or is_amid(ends, b.text):
        return False
    if a.is_row or b.is_row or abs(a.left - b.left) > _ALIGNED:
        return False
    word = _FIRST_WORD.match(b.text)
    room = 0.0 if word is None else b.x[2 * word.end() - 1] - b.left
    return a.right + room + _ROOM * b.size < reach


def _reaches(run: Sequence[Line], leading: float) -> list[float]:
    """For each line how far to the right, in points, those reach that stand as close around it.

    It is told by these and not by the whole column: it may be a narrow box.
    """
    found: list[float] = []
    first = 0
    for index in range(1, len(run) + 1):
        if index == len(run) or not _is_close(run[index - 1], run[index], leading):
            found += [max(line.right for line in run[first:index])] * (index - first)
            first = index
    return found


_FIRST_WORD = re.compile(r"\s*\S+")
_ALIGNED, _ROOM = 1.0, 1.0
"""So far aside, in points, begin lines of one paragraph; so much room is left, in heights."""


def _is_close(a: Line, b: Line, leading: float) -> bool:
    """Whether two lines stand as close as those of a paragraph."""
    is_alike = abs(a.size - b.size) < 0.1 * a.size and not (a.is_row or b.is_row)
    return is_alike and 0 < a.baseline - b.baseline < 1.4 * leading


def _is_next_fact(open_lines: Sequence[Line], line: Line, left: float, right: float) -> bool:
    """Whether a line says a fact of a list of such ("Population: 38.0 million"), or begins it."""
    last = open_lines[-1]
    ends_short = last.right < right - 0.12 * (right - left)
    is_list = ends_short or _FACT.match(open_lines[0].text) is not None
    return is_list and _FACT.match(line.text) is not None


def _kind(lines: Sequence[Line], is_table: bool, body: float) -> BlockKind:
    if is_table:
        return "table"
    if _ITEM.match(lines[0].text) and not (len(lines) == 1 and lines[0].size > 1.1 * body):
        return "list"
    words = sum(len(line.text) for line in lines)
    if words <= _HEADING and lines[0].size > _LARGER * body:
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


def _goes_on(a: Paragraph, b: Paragraph) -> bool:
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
    is_open = first.text[:1].islower() or is_amid(ends, first.text)
    return not ends.endswith(_STOPS) and is_open
