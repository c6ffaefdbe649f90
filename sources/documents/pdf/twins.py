"""Facts that stand side by side, each under labels of its own: boxes with the same labels.

"Population: 5.5 million" beside "Population: 5.1 million", and so on for some lines, are no rows of
a table: each box is read for itself, with what stands over it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sources.documents.pdf.glyphs import Fragment, Row

_LEAST = 3
"""So many lines with different labels, each the same in every box, are boxes."""
_ASIDE = 2.0
"""So far aside, in points, a box's lines may begin."""
_FAR = 3.0
"""So many heights of type apart stand the lines of a box."""
_WRAPPED = 1.5
"""So many heights of type below the last line of boxes stands what wraps in one."""


@dataclass(frozen=True)
class Twins:
    """Boxes side by side.

    Attributes:
        first: Their first row.
        end: The row after their last.
        edges: Where each box but the first begins, in points from the page's left.
    """

    first: int
    end: int
    edges: tuple[float, ...]

    def is_between(self, x: float, rows: Sequence[Row]) -> bool:
        """Whether x stands between two boxes, and so parts none."""
        own = [fragment for row in rows[self.first : self.end] for fragment in row]
        is_in_one = any(fragment.edges[0] < x < fragment.edges[-1] for fragment in own)
        rights = [fragment.edges[0] for fragment in own if fragment.edges[0] >= x]
        begins = min(rights, default=x)
        return not is_in_one and any(abs(begins - edge) < _ASIDE for edge in self.edges)


def find_twins(rows: Sequence[Row]) -> list[Twins]:
    """Boxes side by side among the rows of a page, from top to bottom."""
    found: list[Twins] = []
    at = 0
    while at < len(rows):
        run, edges, labels = [at], _edges(rows[at]), {_label(rows[at][0])}
        for place in range(at + 1, len(rows)) if edges else ():
            row, last = rows[place], rows[run[-1]]
            if last[0].baseline - row[0].baseline > _FAR * row[0].size:
                break
            if _is_alike(edges, _edges(row)):
                run.append(place)
                labels.add(_label(row[0]))
        end = run[-1] + 1 if len(labels) >= _LEAST else _end_of_uneven(rows, at, edges)
        if end == at:
            at += 1
            continue
        end = _with_wrapped(rows, end, (rows[at][0].edges[0], *edges))
        above = found[-1].end if found else 0
        found.append(Twins(_with_titles(rows, at, above, edges), end, edges))
        at = end
    return [one for one in found if not _is_cut(rows[one.first : one.end], one.edges)]


def _end_of_uneven(rows: Sequence[Row], first: int, edges: Sequence[float]) -> int:
    """The row behind boxes with the same labels, whose lines need not stand side by side.

    A line that wraps in one of them moves the lines below it. Where there are none, the first row.
    """
    if not edges:
        return first
    starts = rows[first][0].edges[0], *edges
    end = first + 1
    while end < len(rows) and _is_of_boxes(rows[end], rows[end - 1], starts, _FAR):
        end += 1
    told: list[set[str]] = [set() for _ in starts]
    last = first
    for place in range(first, end):
        for box, fragment in ((_box(one, starts), one) for one in rows[place]):
            label = _label(fragment)
            if sum(map(str.isalpha, label)) >= _LEAST and _has_digit(fragment):
                told[box].add(label)
                last = place
    return last + 1 if len(set.intersection(*told)) >= _LEAST else first


def _with_wrapped(rows: Sequence[Row], end: int, starts: Sequence[float]) -> int:
    """The row behind boxes and the lines close below that wrap in one of them."""
    while end < len(rows) and _is_of_boxes(rows[end], rows[end - 1], starts, _WRAPPED):
        end += 1
    return end


def _is_of_boxes(row: Row, above: Row, starts: Sequence[float], far: float) -> bool:
    """Whether a row stands close below another, and each of its pieces begins where a box does."""
    is_near = above[0].baseline - row[0].baseline < far * row[0].size
    begins = [fragment.edges[0] for fragment in row]
    are_at_starts = all(any(abs(begin - one) < _ASIDE for one in starts) for begin in begins)
    return is_near and are_at_starts and not _is_cut([row], starts[1:])


def _box(fragment: Fragment, starts: Sequence[float]) -> int:
    """In which box a fragment stands."""
    return sum(fragment.edges[0] >= start - _ASIDE for start in starts[1:])


def parts_of(rows: Sequence[Row], edges: Sequence[float]) -> list[list[Fragment]]:
    """What stands in each box, from the left."""
    parts: list[list[Fragment]] = [[] for _ in range(len(edges) + 1)]
    for fragment in (fragment for row in rows for fragment in row):
        parts[sum(fragment.edges[0] >= edge - _ASIDE for edge in edges)].append(fragment)
    return parts


def _label(fragment: Fragment) -> str:
    """The words before the first digit."""
    label = ""
    for letter in fragment.text:
        if letter.isdigit():
            break
        label += letter
    return label.strip(" :$€£¥").casefold()


def _edges(row: Row) -> tuple[float, ...]:
    """Where the label with which a row begins comes again."""
    label = _label(row[0])
    if sum(map(str.isalpha, label)) < _LEAST or not any(map(_has_digit, row)):
        return ()
    return tuple(fragment.edges[0] for fragment in row[1:] if _label(fragment) == label)


def _has_digit(fragment: Fragment) -> bool:
    return any(map(str.isdigit, fragment.text))


def _is_alike(one: Sequence[float], other: Sequence[float]) -> bool:
    return len(one) == len(other) and all(
        abs(a - b) < _ASIDE for a, b in zip(one, other, strict=True)
    )


def _with_titles(rows: Sequence[Row], first: int, above: int, edges: Sequence[float]) -> int:
    """From which row the titles of boxes stand: one over each, close to its first line."""
    place = first - 1
    if place < above or rows[place][0].baseline - rows[first][0].baseline > (
        _FAR * rows[first][0].size
    ):
        return first
    begins = [fragment.edges[0] for fragment in rows[place]]
    is_title = all(any(abs(begin - edge) < _ASIDE for begin in begins) for edge in edges)
    return place if is_title and not _is_cut([rows[place]], edges) else first


def _is_cut(rows: Sequence[Row], edges: Sequence[float]) -> bool:
    """Whether something stands across where a box begins."""
    return any(
        fragment.edges[0] < edge - _ASIDE and fragment.edges[-1] > edge
        for row in rows
        for fragment in row
        for edge in edges
    )
