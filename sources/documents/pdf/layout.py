"""From what stands on a page to lines in reading order: columns, rows, cells.

Pure geometry. Numbers of lines in a margin are left out. A column's gutter is an upright strip that
few lines cross, with prose on both sides; lines that cross it (a title, a wide table) part the page
into bands, and in each band the left column is read before the right one. What lies on one baseline
is a row; a wide gap in it parts cells, unless the row is a justified line, whose gaps are all alike
and which fills its column.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sources.documents.pdf.asides import without_line_numbers
from sources.documents.pdf.columns import columns_of, gutter_of, rows_of
from sources.documents.pdf.glyphs import Fragment, Page
from sources.documents.structure.model import CELL

_BULLET = re.compile(r"[-–—•▪◦‣·●■*o\uf0b7]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]")
_DEEPEST = 3


@dataclass(frozen=True)
class Line:
    """A line as it is read.

    Attributes:
        text: Its characters, a tab between cells.
        x: The left and the right edge of each character.
        left: Its left edge, in points.
        right: Its right edge.
        baseline: Where it stands, from the page's bottom.
        bottom: Its lower edge.
        top: Its upper edge.
        size: The height of most of its type.
        page: Its page, from 1.
        column: Which column of the page it stands in, in reading order.
    """

    text: str
    x: array[float]
    left: float
    right: float
    baseline: float
    bottom: float
    top: float
    size: float
    page: int
    column: int

    @property
    def is_row(self) -> bool:
        """Whether it has cells."""
        return CELL in self.text


def lines_by_page(pages: Sequence[Page]) -> list[list[Line]]:
    """The lines of each page in reading order.

    A gutter that several pages show is looked for on all: a page of short lines may show none.
    """
    on_pages = [without_line_numbers(page.fragments, rows_of(page.fragments)) for page in pages]
    found = [gutter_of(fragments) for fragments in on_pages if fragments]
    places = Counter(round(x / 6) for x in found if x is not None)
    common = [6.0 * place for place, often in places.most_common(2) if often > 1]
    return [_page_lines(own, number, common) for number, own in enumerate(on_pages, start=1)]


def _page_lines(own: Sequence[Fragment], number: int, common: Sequence[float]) -> list[Line]:
    lines: list[Line] = []
    for column, fragments in enumerate(columns_of(own, _DEEPEST, common)):
        rows = rows_of(fragments)
        left, right = margins(
            [row[0].edges[0] for row in rows], [row[-1].edges[-1] for row in rows]
        )
        lines += (_line(row, left, right, number, column) for row in rows)
    return lines


def margins(lefts: Sequence[float], rights: Sequence[float]) -> tuple[float, float]:
    """Where a column begins and ends: its commonest edges, for a stray head may reach beyond it."""
    left, often = Counter(round(edge) for edge in lefts).most_common(1)[0]
    right, justified = Counter(round(edge) for edge in rights).most_common(1)[0]
    return (
        float(left) if often > 2 else min(lefts),
        float(right) if justified > 2 else max(rights),
    )


# -- rows ----------------------------------------------------------------------------------------


def _line(row: Sequence[Fragment], left: float, right: float, page: int, column: int) -> Line:
    """One line of a row's fragments."""
    main = max(row, key=lambda fragment: len(fragment.text))
    joints = _joints(row, left, right)
    text: list[str] = []
    edges: array[float] = array("f")
    for joint, fragment in zip(["", *joints], row, strict=True):
        if joint:
            text.append(joint)
            edges.append(edges[-1])
            edges.append(fragment.edges[0])
        text.append(fragment.text)
        edges.extend(fragment.edges)
    return Line(
        "".join(text),
        edges,
        edges[0],
        edges[-1],
        main.baseline,
        min(fragment.bottom for fragment in row),
        max(fragment.top for fragment in row),
        main.size,
        page,
        column,
    )


def _joints(row: Sequence[Fragment], left: float, right: float) -> list[str]:
    """What stands between the fragments of a row: nothing, a space, or a tab between cells."""
    gaps = [(b.edges[0] - a.edges[-1]) / max(a.size, 1.0) for a, b in pairwise(row)]
    if not gaps:
        return []
    size = row[0].size
    if _BULLET.fullmatch(row[0].text) and gaps[0] < 4:
        # An item's mark and its words are one cell.
        return [" ", *_joints(row[1:], left, right)]
    fills = row[0].edges[0] - left < 4 * size and abs(right - row[-1].edges[-1]) < 0.6 * size
    wide = [gap for gap in gaps if gap > 0.2]
    is_justified = (
        fills and len(wide) >= 2 and max(wide) <= 1.25 * min(wide) + 0.1 and max(wide) < 3
    )
    if is_justified or (fills and max(gaps) < 1.0):
        return [" " if gap > 0.2 else "" for gap in gaps]
    return [CELL if gap > 0.9 else " " if gap > 0.2 else "" for gap in gaps]
