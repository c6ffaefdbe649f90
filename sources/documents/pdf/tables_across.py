"""Rows of a table that runs across what may be the gutter of two columns of text.

What stands to the right of a gutter between two columns has words of its own, or labels of its own
rows. Where it has numbers only, line below line, beside what is no running text, these are the
cells of rows whose labels stand to the left: the gutter parts columns of a table. Its head are the
lines close above, as narrow as its cells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from sources.documents.pdf.glyphs import Fragment, Row
from sources.documents.pdf.values import is_value, is_year

_LEAST = 2
"""So many rows are a table."""
_LEAST_BESIDE = 4
"""So many rows beside as many lines of running text are a table in a column of its own."""
_FAR, _CLOSE = 4.0, 2.2
"""So many heights of type apart stand the rows of a table, and the lines of its head."""
_HEAD_LINES = 8
_FILLED, _FEWEST_WORDS = 0.8, 4
"""So much of its column does a line of running text fill, in so many words or more."""
_OUT = 0.5
"""So far, in heights of type, reaches a table out of the column that it is not set in."""
_WIDE, _STRETCHED = 0.9, 3.0
"""A gap as wide as this parts cells, one as wide parts words of no line; in heights of type."""


def rows_across(rows: Sequence[Row], x: float) -> list[bool]:
    """Which rows are of a table that runs across x.

    Args:
        rows: Fragments by baseline, from top to bottom, each from left to right.
        x: Where the gutter may be, in points.
    """
    marked = _reaching_out(rows, x)
    bounds = _bounds(rows)
    at = 0
    while at < len(rows):
        run = _run_from(rows, at, x)
        if len(run) < _LEAST:
            at += 1
            continue
        first, last = run[0], run[-1]
        if _is_table([rows[place] for place in run], rows[first : last + 1], x, bounds):
            first = _head_from(rows, run, x, bounds)
            marked[first : last + 1] = [True] * (last + 1 - first)
        at = last + 1
    return marked


def _reaching_out(rows: Sequence[Row], x: float) -> list[bool]:
    """Which rows are of a table that reaches out of the left column, with nothing to its right.

    The column is as wide as most of its lines; what is wider is set across the page.
    """
    marked = [False] * len(rows)
    edges = Counter(round(left[-1].edges[-1]) for row in rows if (left := _left(row, x)))
    margin, often = edges.most_common(1)[0] if edges else (0, 0)
    run: list[int] = []
    for at in range(len(rows) + 1):
        if at < len(rows) and not _right(rows[at], x):
            run.append(at)
            continue
        cells = [place for place in run if len(_cells(rows[place])) > 1]
        wide = [p for p in cells if rows[p][-1].edges[-1] > margin + _OUT * rows[p][0].size]
        if often >= _LEAST_BESIDE and len(cells) >= _LEAST and wide:
            marked[cells[0] : cells[-1] + 1] = [True] * (cells[-1] + 1 - cells[0])
        run = []
    return marked


def has_years_beside_text(rows: Sequence[Row], x: float) -> bool:
    """Whether rows that begin with years stand right of x, beside running text on its left."""
    bounds = _bounds(rows)
    at = 0
    while at < len(rows):
        run = _run_from(rows, at, x)
        if len(run) < _LEAST_BESIDE:
            at += 1
            continue
        own = [rows[place] for place in run]
        lefts = [left for row in own if (left := _left(row, x))]
        running = [_is_running(left, bounds[0], x) for left in lefts]
        if _has_years_below_each_other(own, x) and sum(running) >= _LEAST_BESIDE:
            return True
        at = run[-1] + 1
    return False


def _bounds(rows: Sequence[Row]) -> tuple[float, float]:
    """From where to where the rows stand."""
    lefts = [row[0].edges[0] for row in rows if row]
    rights = [row[-1].edges[-1] for row in rows if row]
    return min(lefts, default=0.0), max(rights, default=0.0)


def _left(row: Row, x: float) -> list[Fragment]:
    return [fragment for fragment in row if fragment.edges[-1] <= x]


def _right(row: Row, x: float) -> list[Fragment]:
    return [fragment for fragment in row if fragment.edges[-1] > x]


def _words(fragments: Sequence[Fragment]) -> list[str]:
    return [word for fragment in fragments for word in fragment.text.split()]


def _run_from(rows: Sequence[Row], at: int, x: float) -> list[int]:
    """The rows from one on that have numbers only right of x; labels alone may be between."""
    run: list[int] = []
    for place in range(at, len(rows)):
        row = rows[place]
        right = _right(row, x)
        if run and rows[run[-1]][0].baseline - row[0].baseline > _FAR * row[0].size:
            break
        if _has_numbers_only(right):
            run.append(place)
        elif not run or right:
            break
    return run


def _has_numbers_only(right: Sequence[Fragment]) -> bool:
    """Whether words are numbers, behind which the label of the row may stand once more."""
    words = _words(right)
    values = [is_value(word) for word in words]
    count = values.index(False) if False in values else len(values)
    return count > 0 and not any(values[count:])


def _is_table(
    own: Sequence[Row], whole: Sequence[Row], x: float, bounds: tuple[float, float]
) -> bool:
    """Whether numbers to the right of x are the cells of what stands to its left."""
    lefts = [_left(row, x) for row in whole]
    lefts = [left for left in lefts if left]
    if len(lefts) < _LEAST or _has_years_below_each_other(own, x):
        return False
    running = [_is_running(left, bounds[0], x) for left in lefts]
    return 2 * sum(running) < len(running)


def _has_years_below_each_other(own: Sequence[Row], x: float) -> bool:
    """Whether the rows begin with years, one after the other: these are labels of their own."""
    firsts = [_words(_right(row, x))[0] for row in own]
    years = [int(word) for word in firsts if is_year(word)]
    if len(years) < max(_LEAST, 0.8 * len(firsts)):
        return False
    steps = [later - one for one, later in pairwise(years)]
    return all(step > 0 for step in steps) or all(step < 0 for step in steps)


def _is_running(fragments: Sequence[Fragment], low: float, high: float) -> bool:
    """Whether fragments of a row are a line of running text in a column from low to high."""
    words = [word for word in _words(fragments) if not is_value(word)]
    left, right = fragments[0].edges[0], fragments[-1].edges[-1]
    is_filled = right - left > _FILLED * (high - low)
    return is_filled and len(words) >= _FEWEST_WORDS and not _has_cells(fragments)


def _has_cells(fragments: Sequence[Fragment]) -> bool:
    """Whether wide gaps part fragments: not the words of a justified line, each from the next."""
    gaps = [(b.edges[0] - a.edges[-1]) / max(a.size, 1.0) for a, b in pairwise(fragments)]
    is_justified = (
        len(gaps) >= _FEWEST_WORDS
        and max(gaps) <= 1.25 * min(gaps) + 0.1
        and max(gaps) < _STRETCHED
    )
    return bool(gaps) and max(gaps) > _WIDE and not is_justified


def _head_from(
    rows: Sequence[Row], run: Sequence[int], x: float, bounds: tuple[float, float]
) -> int:
    """With which row the head begins of a table whose numbers stand in a run of rows."""
    first = run[0]
    own = [rows[place] for place in run]
    sides = (
        [_cells(_left(row, x)) for row in own],
        [_cells(_right(row, x)) for row in own],
    )
    for place in range(first - 1, max(-1, first - 1 - _HEAD_LINES), -1):
        row, below = rows[place], rows[place + 1]
        is_near = row[0].baseline - below[0].baseline < _CLOSE * max(row[0].size, below[0].size)
        left, right = _left(row, x), _right(row, x)
        is_running = (left and _is_running(left, bounds[0], x)) or (
            right and _is_running(right, x, bounds[1])
        )
        is_head = _are_over(left, sides[0]) or _are_over(right, sides[1])
        if not is_near or (is_running and not is_head):
            break
        first = place
    return first


def _cells(fragments: Sequence[Fragment]) -> list[tuple[float, float]]:
    """From where to where cells stand, each parted from the next by a wide gap."""
    found: list[tuple[float, float]] = []
    for fragment in fragments:
        left, right = fragment.edges[0], fragment.edges[-1]
        if found and left - found[-1][1] <= _WIDE * fragment.size:
            found[-1] = found[-1][0], right
        else:
            found.append((left, right))
    return found


def _are_over(
    fragments: Sequence[Fragment], below: Sequence[Sequence[tuple[float, float]]]
) -> bool:
    """Whether cells of one side of a row, two or more, stand each over cells of the rows below."""
    cells = _cells(fragments)
    alike = [own for own in below if len(own) == len(cells)]
    if len(cells) < _LEAST or not alike:
        return False
    columns = [
        (min(left for left, _ in own), max(right for _, right in own))
        for own in zip(*alike, strict=True)
    ]
    return all(
        left < end and right > start
        for (left, right), (start, end) in zip(cells, columns, strict=True)
    )
