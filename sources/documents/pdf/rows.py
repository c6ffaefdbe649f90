"""Rows of numbers whose cells stand close: parted where the numbers of several lines align.

A table without rules has narrow gaps, which a line alone does not tell from those between words:
"Burundi 51.5 57.1 11.2". Lines below each other that end in as many numbers, each below the other,
are rows of cells; the line above them is their head, where its words stand over these columns.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf

from sources.documents.pdf.heads import AS_HIGH, CAPTION, Extents, head_above
from sources.documents.pdf.layout import Line
from sources.documents.pdf.values import is_value, is_year
from sources.documents.structure.model import CELL

_GROUPED = re.compile(r"[(−–-]?\d{1,3}(?:\s\d{3})+")
_LEAST = 2
"""So many numbers a row has, and so many rows a table."""
_ASIDE = 0.8
"""So far aside, in heights of type, one number may stand of another in its column."""
_NARROW, _HEAD_ASIDE = 0.4, 0.5
"""So wide a blank is within a number, and so far a head may stand aside, in heights of type."""
_SPAN_ASIDE = 1.5
"""So far aside, in heights of type, a head may stand of the middle of the columns that it heads."""
_HEAD_LINES, _MOST_WORDS = 3, 40
_SHORT, _FAR = 60, 4
"""So many characters has what heads a part of a table; so many heights apart stand its rows."""

Columns = Sequence[tuple[float, float]]
"""From where to where each column stands, in points."""


@dataclass(frozen=True)
class _Word:
    """A word or a number of a line: where it stands in its text, and from where to where."""

    start: int
    end: int
    left: float
    right: float


def with_cells(lines: Sequence[Line]) -> list[Line]:
    """Lines of one column of a page, with a tab between cells that stand close."""
    found: list[Line | None] = list(lines)
    ends = [_values(line) for line in lines]
    at = 0
    while at < len(lines):
        rows = _rows_from(lines, ends, at)
        if len(rows) < _LEAST:
            at += 1
            continue
        _part_rows(found, lines, rows, ends)
        at = rows[-1] + 1
    return [line for line in found if line is not None]


def _part_rows(
    found: list[Line | None],
    lines: Sequence[Line],
    rows: Sequence[int],
    ends: Sequence[Sequence[_Word]],
) -> None:
    """Part the cells of the rows of a table and of its head, in what is found."""
    count = min(len(ends[row]) for row in rows)
    own = [ends[row][-count:] for row in rows]
    columns = [
        (min(one.left for one in cells), max(one.right for one in cells))
        for cells in zip(*own, strict=True)
    ]
    labels = min(lines[row].left for row in rows)
    parted = {
        row: _parted(lines[row], [one.start for one in cells])
        for row, cells in zip(rows, own, strict=True)
    }
    first = rows[0]
    extents = Extents((labels, _end_of_labels(parted.values(), columns)), columns)
    if count > _LEAST and all(_begins_with_year(lines[row], ends[row][-count]) for row in rows):
        extents = Extents(columns[0], columns[1:])
    lowest = [lines[first].text[one.start : one.end] for one in own[0]]
    whole = head_above(lines, first, extents, lowest if all(map(is_year, lowest)) else ())
    bare = [row for row in rows if ends[row][-count].start == 0]
    if whole is None:
        _part_head(found, parted[first], first, columns, labels)
        if len(bare) == len(rows):
            _without_labels(found, first)
    else:
        top, head = whole
        found[top:first] = [*[None] * (first - top - len(head)), *head]
    for row in rows:
        is_blank = row in bare and len(bare) < len(rows)
        found[row] = _with_blank(parted[row]) if is_blank else parted[row]


def _without_labels(found: list[Line | None], first: int) -> None:
    """Take the blank cell over labels from a head whose rows begin with a number, in what is found.

    Their labels are those numbers, and stand in the first column.
    """
    for at in range(max(0, first - _HEAD_LINES), first):
        line = found[at]
        if line is not None and line.text.startswith(CELL):
            found[at] = replace(line, text=line.text[1:], x=line.x[2:])


def _begins_with_year(line: Line, first: _Word) -> bool:
    """Whether a row has a year for its label."""
    return first.start == 0 and is_year(line.text[: first.end])


def _end_of_labels(rows: Iterable[Line], columns: Columns) -> float:
    """Where the labels of rows end: before the first column."""
    labels = [(row, row.text.partition(CELL)[0].rstrip()) for row in rows]
    named = [(row, label) for row, label in labels if label and row.left < columns[0][0]]
    rights = [row.x[2 * len(label) - 1] for row, label in named]
    return min(max(rights, default=-inf), columns[0][0])


def _part_head(
    found: list[Line | None],
    row: Line,
    first: int,
    columns: Columns,
    labels: float,
) -> None:
    """Part the cells of lines above the first row of a table, each for itself, in what is found."""
    heads: Columns = ()
    for above in range(first - 1, max(-1, first - 1 - _HEAD_LINES), -1):
        line = found[above]
        if line is None or line.size > AS_HIGH * row.size:
            break
        below = found[above + 1] if above + 1 < first else row
        heads = _heads_each(below, columns) or heads
        placed = None
        if _is_parted(line):
            placed = _over_columns(line, columns, labels, heads)
        if placed is None:
            head = _head(line, columns)
            if head is None and _is_one_to_a_column(line, columns, labels):
                found[above] = _with_blank(line)
                continue
            if head is None and _heads_labels(line, below, columns, labels):
                found[above] = _with_blanks_behind(line, len(columns))
                continue
            if head is None:
                found[above] = _apart(line, row)
                break
            placed = _over_columns(head, columns, labels) or head
        found[above] = placed


def _words(line: Line) -> list[_Word]:
    found: list[_Word] = []
    for match in re.finditer(r"\S+", line.text):
        start, end = match.span()
        left, right = line.x[2 * start], line.x[2 * end - 1]
        last = found[-1] if found else None
        is_near = last is not None and left - last.right < _NARROW * line.size
        if last is not None and is_near and _GROUPED.fullmatch(line.text, last.start, end):
            found[-1] = _Word(last.start, end, last.left, right)
        else:
            found.append(_Word(start, end, left, right))
    return found


def _values(line: Line) -> list[_Word]:
    """The numbers that end a line, from the left."""
    found: list[_Word] = []
    for word in reversed(_words(line)):
        told = line.text[word.start : word.end]
        if not is_value(re.sub(r"\s", "", told)):
            break
        found.append(word)
    return found[::-1]


def _rows_from(lines: Sequence[Line], ends: Sequence[Sequence[_Word]], at: int) -> list[int]:
    """The rows that begin with a line, below each other; a short line between heads a part."""
    rows: list[int] = []
    for place in range(at, len(lines)):
        line = lines[place]
        if len(ends[place]) < _LEAST:
            if not rows or rows[-1] < place - 1 or len(line.text) > _SHORT:
                break
            continue
        if rows:
            last = lines[rows[-1]]
            count = min(len(ends[row]) for row in (*rows, place))
            is_near = 0 < last.baseline - line.baseline < _FAR * line.size
            above, below = ends[rows[-1]][-count:], ends[place][-count:]
            if not is_near or not _align(above, below, line.size):
                break
        rows.append(place)
    return rows


def _align(above: Sequence[_Word], below: Sequence[_Word], size: float) -> bool:
    far = _ASIDE * size
    return all(
        abs(one.right - other.right) < far
        or abs(one.left - other.left) < far
        or abs(one.left + one.right - other.left - other.right) < 2 * far
        for one, other in zip(above, below, strict=True)
    )


def _parted(line: Line, places: Sequence[int]) -> Line:
    """A line with a tab in the place of the blank before each of some of its words."""
    text = list(line.text)
    for place in places:
        if place > 0 and text[place - 1] == " ":
            text[place - 1] = CELL
    return replace(line, text="".join(text))


def _head(line: Line, columns: Columns) -> Line | None:
    """A line with tabs between what stands over columns; None where one of them has no head."""
    words = _words(line)
    is_said = _is_said(line) or CAPTION.match(line.text) or _is_running(words)
    if not len(columns) <= len(words) <= _MOST_WORDS or is_said:
        return None
    places = _places(words, columns, _HEAD_ASIDE * line.size)
    return None if places is None else _parted(line, [words[at].start for at in places])


def _is_said(line: Line) -> bool:
    """Whether a line ends as a sentence does, or leads to what follows."""
    return line.text.rstrip().endswith((".", ":", ";"))


def _is_running(words: Sequence[_Word]) -> bool:
    """Whether words are of running text: many, and one as far from the next as any other."""
    gaps = [other.left - one.right for one, other in pairwise(words)]
    return len(words) > _MOST_EVEN and max(gaps) < _EVEN * max(min(gaps), 0.1)


_MOST_EVEN, _EVEN = 8, 1.5
"""So many words may a head have that stand evenly; so much wider may a gap of these be."""


def _places(words: Sequence[_Word], columns: Columns, far: float) -> list[int] | None:
    """The words with which the heads of columns begin; None where not each has one.

    Of all ways to part the words in order the one is taken whose heads stand best over their
    columns: at their left or right edge, or in their middle. What comes first heads the labels.
    """
    best: dict[int, tuple[float, list[int]]] = {at: (0.0, []) for at in range(len(words))}
    for left, right in columns:
        found: dict[int, tuple[float, list[int]]] = {}
        for begin, (cost, places) in best.items():
            for end in range(begin + 1, len(words) + 1):
                own = words[begin].left, words[end - 1].right
                off = min(abs(own[0] - left), abs(own[1] - right), abs(sum(own) - left - right) / 2)
                total = cost + off
                if off <= far and (end not in found or total < found[end][0]):
                    found[end] = (total, [*places, begin])
        best = found
    return best[len(words)][1] if len(words) in best else None


_NUMBERS = re.compile(r"\d[^\t]*\s\d")


def _is_parted(line: Line) -> bool:
    """Whether each cell of a head is parted from the next: none has two numbers, as two years."""
    return line.is_row and _NUMBERS.search(line.text) is None


def _is_one_to_a_column(line: Line, columns: Columns, labels: float) -> bool:
    """Whether a line has a cell amid the neighbours of each column, and none over the labels."""
    cells = [one.span() for one in re.finditer(r"[^\t]+", line.text)]
    if len(cells) != len(columns):
        return False
    middles = [(line.x[2 * start] + line.x[2 * end - 1]) / 2 for start, end in cells]
    before = [(labels + columns[0][0]) / 2, *(right for _, right in columns)]
    after = [*(left for left, _ in columns[1:]), inf]
    return all(
        low < middle < high for low, middle, high in zip(before, middles, after, strict=False)
    )


def _heads_labels(line: Line, below: Line | None, columns: Columns, labels: float) -> bool:
    """Whether a line stands over the labels of the rows alone ("Country" amid two heads).

    What is below it has then no head of the labels itself.
    """
    if below is None or not (below.text[:1] == CELL or is_value(below.text.split()[0])):
        return False
    words = _words(line)
    is_left = bool(words) and abs(words[0].left - labels) < _SPAN_ASIDE * line.size
    is_short = len(words) <= _FEW_WORDS and not line.is_row and not _is_said(line)
    return is_left and is_short and words[-1].right < columns[0][0]


_FEW_WORDS = 3


def _with_blanks_behind(line: Line, count: int) -> Line:
    """The head of the labels, with a blank cell for each column."""
    edge = line.x[-1]
    return replace(line, text=line.text + CELL * count, x=line.x + array("f", [edge] * 2 * count))


def _apart(line: Line, row: Line) -> Line:
    """A line above a table as words, where it has fewer cells than a row and none that is blank.

    Which of its cells stands over which column is not known.
    """
    cells = line.text.split(CELL)
    is_head = 1 < len(cells) < row.text.count(CELL) + 1 and all(map(str.strip, cells))
    return replace(line, text=line.text.replace(CELL, " ")) if is_head else line


def _with_blank(line: Line) -> Line:
    """A row of numbers only, with a blank cell where others have their label."""
    edge = line.x[0]
    return replace(line, text=CELL + line.text, x=array("f", [edge, edge]) + line.x)


def _heads_each(line: Line | None, columns: Columns) -> Columns:
    """From where to where the heads of a line stand that has one for each column; else none."""
    if line is None or line.text.count(CELL) < len(columns) - 1:
        return ()
    cells = [one for one in re.finditer(r"[^\t]+", line.text) if one[0].strip()][-len(columns) :]
    edges = [(line.x[2 * one.start()], line.x[2 * one.end() - 1]) for one in cells]
    are_numbers = all(is_value(one[0]) and not is_year(one[0]) for one in cells)
    before = [-inf, *(right for _, right in columns)]
    after = [*(left for left, _ in columns[1:]), inf]
    are_over = len(cells) == len(columns) and all(
        low < sum(own) / 2 < high for own, low, high in zip(edges, before, after, strict=False)
    )
    return edges if are_over and not are_numbers else ()


def _over_columns(line: Line, columns: Columns, labels: float, heads: Columns = ()) -> Line | None:
    """A head with a tab for each column before its cells, as it stands over them.

    What stands over the middle of several columns heads the first of them, with blank cells over
    the others. None where its cells do not stand over columns.

    Args:
        line: The head, with tabs between its cells.
        columns: From where to where each column of numbers stands.
        labels: Where the labels of the rows begin.
        heads: The same of the heads below, one for each column, each of which has one here, too.
    """
    cells = [one.span() for one in re.finditer(r"[^\t]+", line.text)]
    edges = [(line.x[2 * start], line.x[2 * end - 1]) for start, end in cells]
    far = _SPAN_ASIDE * line.size
    has_labels = edges[0][0] < columns[0][0] - far and abs(edges[0][0] - labels) < far
    if has_labels and edges[0][1] > sum(columns[0]) / 2 and len(cells) <= len(columns):
        return None  # the heads of the labels and of the first column stand close
    own = edges[1:] if has_labels else edges
    places = (
        _upper_places(own, columns, heads, line.size) if heads else _lower_places(own, columns, far)
    )
    if places is None:
        return None
    text, x, at = "", array("f"), 0
    for (start, end), place in zip(cells, [0, *places] if has_labels else places, strict=True):
        edge = line.x[2 * start]
        text += CELL * (place - at) + line.text[start:end]
        x.extend([edge] * (2 * (place - at)))
        x.extend(line.x[2 * start : 2 * end])
        at = place
    return replace(line, text=text, x=x)


def _lower_places(edges: Columns, columns: Columns, far: float) -> list[int] | None:
    """The first column, from 1, of each head; columns between may have none."""
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}
    for own in edges:
        found: dict[int, tuple[float, list[int]]] = {}
        for filled, (cost, places) in best.items():
            for first in range(filled, len(columns)):
                for last in range(first, len(columns)):
                    off = _off(own, columns[first : last + 1])
                    total = cost + off
                    if off <= far and (last + 1 not in found or total < found[last + 1][0]):
                        found[last + 1] = (total, [*places, first + 1])
        best = found
    return min(best.values())[1] if best else None


def _upper_places(
    edges: Columns, columns: Columns, heads: Columns, size: float
) -> list[int] | None:
    """The first column, from 1, of each head; None where the columns part in no way, or in several.

    Each head goes as far as the next one begins, and stands amid the heads below it, or amid these
    and their numbers.
    """
    whole = [
        (min(one[0], other[0]), max(one[1], other[1]))
        for one, other in zip(columns, heads, strict=True)
    ]
    ways: dict[int, list[tuple[float, list[int]]]] = {0: [(0.0, [])]}
    for own in edges:
        found: dict[int, list[tuple[float, list[int]]]] = {}
        for filled, before in ways.items():
            for last in range(filled, len(columns)):
                off = min(_off(own, one[filled : last + 1]) for one in (heads, whole))
                if off > 2 * _SPAN_ASIDE * size:
                    continue
                more = [(max(worst, off), [*places, filled + 1]) for worst, places in before]
                found[last + 1] = sorted([*found.get(last + 1, ()), *more])[:_LEAST]
        ways = found
    best, *others = ways.get(len(columns), []) or [(inf, [0])]
    is_sure = best[0] <= _SPAN_ASIDE * size and all(one[0] - best[0] > size for one in others)
    return best[1] if is_sure else None


def _off(own: tuple[float, float], columns: Columns) -> float:
    """How far a head stands aside of the middle of columns, or of the edge of one."""
    left, right = columns[0][0], columns[-1][1]
    off = abs(sum(own) - left - right) / 2
    return min(off, abs(own[0] - left), abs(own[1] - right)) if len(columns) == 1 else off
