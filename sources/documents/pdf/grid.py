"""Rows of cells on the columns of their table: a blank cell where a row has nothing in a column.

The columns are those of the rows of values with the most cells, each apart from the next. A row
with fewer cells is laid on them where each of its cells stands over just one, and in no other's
place; else it stays as it is.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from sources.documents.pdf.heads import CAPTION
from sources.documents.pdf.layout import Line
from sources.documents.pdf.values import is_value, is_year
from sources.documents.structure.model import CELL

_CLOSE = 4
"""So many heights of type apart stand the rows of one table."""
_FEWEST_ROWS, _FEWEST_CELLS = 2, 3
_ASIDE = 0.5
"""So far aside, in points, may a word begin of where its column does."""
_CELL = re.compile(rf"[^{CELL}]+")
_BLANK = re.compile(rf"^{CELL}|{CELL}{CELL}")
"""What shows that a row has been laid on its columns before."""

Column = tuple[float, float]
"""From where to where a column stands, in points."""


def on_grid(lines: Sequence[Line]) -> list[Line]:
    """Lines of one column of a page, the rows of each table with a cell for each of its columns."""
    found: list[Line] = []
    for run in _runs(lines):
        columns = _columns_of(run)
        if not columns:
            found += run
            continue
        first = next(at for at, line in enumerate(run) if _is_full(line, columns))
        for at, line in enumerate(run):
            is_open = line.is_row and not _BLANK.search(line.text)
            is_head = at < first and not _has_values(line)
            if _heads_section(run[at - 1 : at + 2] if at else (), columns):
                found.append(_with_blanks(line, len(columns)))
                continue
            found.append(_laid(line, columns, is_head=is_head) if is_open else line)
    return found


def _heads_section(three: Sequence[Line], columns: Sequence[Column]) -> bool:
    """Whether the middle one of three lines stands alone between two rows, at their left."""
    if len(three) != _AMID or three[1].is_row or not (three[0].is_row and three[2].is_row):
        return False
    words, left = three[1].text.strip(), min(columns[0][0], three[2].left)
    is_head = len(words) < _SHORT and not words.endswith((".", ":", ";", ","))
    is_head = is_head and words[:1].isupper() and CAPTION.match(words) is None
    return is_head and abs(three[1].left - left) < _INDENT * three[1].size


_AMID, _SHORT, _INDENT = 3, 60, 2.0
"""So many characters has the head of a section, and so far aside of its rows it begins."""


def _with_blanks(line: Line, count: int) -> Line:
    """A line as the first cell of a row whose other cells are blank."""
    edge = line.x[-1]
    blanks = array("f", [edge] * (2 * (count - 1)))
    return replace(line, text=line.text + CELL * (count - 1), x=line.x + blanks)


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines that may be of one table: rows, and single lines between two rows."""
    run: list[Line] = []
    for at, line in enumerate(lines):
        is_far = bool(run) and not 0 < run[-1].baseline - line.baseline < _CLOSE * line.size
        is_between = line.is_row or (at + 1 < len(lines) and lines[at + 1].is_row)
        if run and (is_far or not is_between or line.column != run[-1].column):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _cells(line: Line) -> list[tuple[int, int, Column]]:
    """The cells of a row that are not blank: from where to where in its text, and on the page."""
    return [
        (one.start(), one.end(), (line.x[2 * one.start()], line.x[2 * one.end() - 1]))
        for one in _CELL.finditer(line.text)
        if one[0].strip()
    ]


def _columns_of(run: Sequence[Line]) -> list[Column]:
    """The columns of the rows of values with the most cells; none where these are not apart."""
    rows = [line for line in run if line.is_row]
    with_values = [line for line in rows if _has_values(line)]
    cells = [_cells(line) for line in (with_values if len(with_values) > 1 else rows)]
    most = max(map(len, cells), default=0)
    if most < _FEWEST_CELLS or len(cells) < _FEWEST_ROWS:
        return []
    full = [[place for _, _, place in row] for row in cells if len(row) == most]
    columns = [
        (min(left for left, _ in own), max(right for _, right in own))
        for own in zip(*full, strict=True)
    ]
    are_apart = all(one[1] <= other[0] for one, other in pairwise(columns))
    return columns if are_apart else []


def _split(
    line: Line, cell: tuple[int, int, Column], columns: Sequence[Column]
) -> Iterator[tuple[int, int, Column]]:
    """The parts of a cell of which a word begins just where a later column does."""
    start, end, (left, _) = cell
    for word in re.finditer(r" \S", line.text[start:end]):
        place = cell[0] + word.start()
        begins = line.x[2 * (place + 1)]
        if any(abs(begins - column[0]) < _ASIDE and left < column[0] for column in columns[1:]):
            yield start, place, (left, line.x[2 * place - 1])
            start, left = place + 1, begins
    yield start, end, (left, line.x[2 * end - 1])


def _has_values(line: Line) -> bool:
    """Whether a row has a number that is no year."""
    words = [line.text[start:end].strip() for start, end, _ in _cells(line)]
    return any(is_value(one) and not is_year(one) for one in words)


def _is_full(line: Line, columns: Sequence[Column]) -> bool:
    """Whether a line is a row with a cell for each column."""
    return line.is_row and len(_cells(line)) == len(columns)


def _laid(line: Line, columns: Sequence[Column], *, is_head: bool) -> Line:
    """A row with a cell for each column; itself where that is not sure.

    Of the columns only the first, that of the labels, may have no head of its own: what stands
    above others may be of several.
    """
    cells = [part for cell in _cells(line) for part in _split(line, cell, columns)]
    over = [
        [at for at, column in enumerate(columns) if place[0] < column[1] and column[0] < place[1]]
        for _, _, place in cells
    ]
    places = [own[0] for own in over if len(own) == 1]
    if len(places) < len(cells) or len(set(places)) < len(places):
        return line
    if is_head and set(places) | {0} != set(range(len(columns))):
        return line
    text, x, edge = "", array("f"), line.left
    for at in range(len(columns)):
        if at:
            text += CELL
            x.extend((edge, edge))
        if at in places:
            start, end, (_, edge) = cells[places.index(at)]
            text += line.text[start:end]
            x.extend(line.x[2 * start : 2 * end])
    return replace(line, text=text, x=x)
