"""From what stands on a page to lines in reading order: columns, rows, cells.

Pure geometry. A column's gutter is an upright strip that few lines cross, with prose on both sides;
lines that cross it (a title, a wide table) part the page into bands, and in each band the left
column is read before the right one. What lies on one baseline is a row; a wide gap in it parts
cells, unless the row is a justified line, whose gaps are all alike and which fills its column.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from sources.documents.pdf.glyphs import Fragment, Page
from sources.documents.structure.model import CELL

_BULLET = re.compile(r"[-–—•▪◦‣·●■*o\uf0b7]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]")
_BINS = 120
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
    found = [_gutter(page.fragments) for page in pages if page.fragments]
    places = Counter(round(x / 6) for x in found if x is not None)
    common = [6.0 * place for place, often in places.most_common(2) if often > 1]
    return [_page_lines(page, number, common) for number, page in enumerate(pages, start=1)]


def _page_lines(page: Page, number: int, common: Sequence[float]) -> list[Line]:
    lines: list[Line] = []
    for column, fragments in enumerate(_columns(page.fragments, _DEEPEST, common)):
        rows = _rows(fragments)
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


# -- columns -------------------------------------------------------------------------------------


def _columns(
    fragments: Sequence[Fragment], deepest: int, common: Sequence[float] = ()
) -> Iterator[Sequence[Fragment]]:
    """Fragments by column in reading order."""
    if not fragments:
        return
    gutter = _gutter(fragments, common) if deepest else None
    if gutter is None:
        yield fragments
        return
    for band in _bands(fragments, gutter):
        if _crosses(band[0], gutter):
            yield band
            continue
        left = [f for f in band if f.edges[-1] <= gutter]
        right = [f for f in band if f.edges[-1] > gutter]
        yield from _columns(left, deepest - 1)
        yield from _columns(right, deepest - 1)


def _crosses(fragment: Fragment, x: float) -> bool:
    edges = fragment.edges
    return edges[0] < x < edges[-1]


def _bands(fragments: Sequence[Fragment], gutter: float) -> Iterator[list[Fragment]]:
    """From top to bottom, rows that cross the gutter and rows that do not, in turns."""
    band: list[Fragment] = []
    crossing = False
    for row in _rows(fragments):
        crosses = any(_crosses(fragment, gutter) for fragment in row)
        if band and crosses != crossing:
            yield band
            band = []
        crossing = crosses
        # A crossing fragment first, so that the band shows what it is.
        band += sorted(row, key=lambda fragment: not _crosses(fragment, gutter))
    if band:
        yield band


def _gutter(fragments: Sequence[Fragment], common: Sequence[float] = ()) -> float | None:
    """The x of a gutter, where the page has one; less shows one where other pages have it."""
    left = min(fragment.edges[0] for fragment in fragments)
    right = max(fragment.edges[-1] for fragment in fragments)
    width = right - left
    if width <= 0:
        return None
    middle = left + width / 2
    strips = sorted(_clear_strips(fragments, left, width), key=lambda strip: abs(strip[1] - middle))
    for low, x, high in strips[:6]:
        shown = [place for place in common if low - 6 <= place <= high + 6]
        if _parts_prose(fragments, x, 4):
            return x
        if shown and _parts_prose(fragments, shown[0], 2):
            return shown[0]
    return None


def _parts_prose(fragments: Sequence[Fragment], x: float, fewest: int) -> bool:
    """Whether lines of so many words stand side by side to the left and the right of x."""
    left = [fragment for fragment in fragments if fragment.edges[-1] <= x]
    right = [fragment for fragment in fragments if fragment.edges[0] >= x]
    return _is_prose(left, fewest) and _is_prose(right, fewest) and _overlap(left, right)


def _clear_strips(
    fragments: Sequence[Fragment], left: float, width: float
) -> list[tuple[float, float, float]]:
    """The upright strips that hardly any fragment crosses: where each begins, is clearest, ends."""
    steps = [0] * (_BINS + 2)
    for fragment in fragments:
        edges = fragment.edges
        steps[_bin(edges[0] - left, width)] += 1
        steps[_bin(edges[-1] - left, width) + 1] -= 1
    covered, counts = 0, []
    for step in steps[: _BINS + 1]:
        covered += step
        counts.append(covered)
    few = 0.15 * len(fragments)
    strips: list[tuple[float, float, float]] = []
    start: int | None = None
    for index in range(int(0.12 * _BINS), int(0.88 * _BINS) + 1):
        is_clear = counts[index] <= few
        if is_clear and start is None:
            start = index
        if start is not None and (not is_clear or index == int(0.88 * _BINS)):
            low = min(counts[start : index + 1])
            best = [i for i in range(start, index + 1) if counts[i] == low]
            stride = width / _BINS
            clearest = left + (median(best) + 0.5) * stride
            strips.append((left + start * stride, clearest, left + (index + 1) * stride))
            start = None
    return strips


def _bin(distance: float, width: float) -> int:
    return min(_BINS, max(0, int(distance / width * _BINS)))


def _is_prose(side: Sequence[Fragment], fewest: int) -> bool:
    """Whether a side of a gutter holds lines of so many words, not the cells of a table."""
    rows = _rows(side)
    if len(rows) < 4:
        return False
    return median(_words(row) for row in rows) >= fewest


def _words(row: Iterable[Fragment]) -> int:
    return sum(fragment.text.count(" ") + 1 for fragment in row)


def _overlap(left: Sequence[Fragment], right: Sequence[Fragment]) -> bool:
    """Whether the two sides stand beside each other."""
    top = min(max(f.baseline for f in left), max(f.baseline for f in right))
    bottom = max(min(f.baseline for f in left), min(f.baseline for f in right))
    return top > bottom


# -- rows ----------------------------------------------------------------------------------------


def _rows(fragments: Iterable[Fragment]) -> list[list[Fragment]]:
    """Fragments by baseline from top to bottom, each row from left to right."""
    rows: list[list[Fragment]] = []
    for fragment in sorted(fragments, key=lambda fragment: -fragment.baseline):
        if rows:
            first = rows[-1][0]
            if first.baseline - fragment.baseline <= 0.3 * min(first.size, fragment.size):
                rows[-1].append(fragment)
                continue
        rows.append([fragment])
    for row in rows:
        row.sort(key=lambda fragment: fragment.edges[0])
    return rows


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
