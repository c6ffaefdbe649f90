"""Columns of a page in reading order, and what stands on one baseline.

A column's gutter is an upright strip that few lines cross, with prose on both sides. Lines that
cross it (a title, a wide table) part the page into bands, and in each band the left column is read
before the right one. A table whose own columns the strip parts is one band, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from statistics import median

from sources.documents.pdf.asides import gutter_of_box
from sources.documents.pdf.glyphs import Fragment
from sources.documents.pdf.tables_across import has_years_beside_text, rows_across
from sources.documents.pdf.twins import find_twins, parts_of
from sources.documents.pdf.values import is_value

_BINS = 120
_MOST_STRIPS = 6
_MOST_CROSS = 0.25
"""No more of what has words, but of tables, stands across a gutter."""

# -- columns -------------------------------------------------------------------------------------


def columns_of(
    fragments: Sequence[Fragment], deepest: int, common: Sequence[float] = ()
) -> Iterator[Sequence[Fragment]]:
    """Fragments by column in reading order.

    Args:
        fragments: What stands on a page.
        deepest: How often a column may be parted into columns again.
        common: Where other pages have their gutter.
    """
    if not fragments:
        return
    gutter = gutter_of(fragments, common) if deepest else None
    if gutter is None:
        yield from _by_boxes(fragments)
        return
    for is_across, band in _bands(fragments, gutter):
        if is_across:
            yield from _by_boxes(band)
            continue
        left = [f for f in band if f.edges[-1] <= gutter]
        right = [f for f in band if f.edges[-1] > gutter]
        yield from columns_of(left, deepest - 1)
        yield from columns_of(right, deepest - 1)


def _by_boxes(fragments: Sequence[Fragment]) -> Iterator[Sequence[Fragment]]:
    """Fragments with no gutter, each box for itself where boxes stand side by side."""
    rows = rows_of(fragments)
    twins = find_twins(rows)
    if not twins:
        yield fragments
        return
    at = 0
    for one in twins:
        if before := [fragment for row in rows[at : one.first] for fragment in row]:
            yield before
        yield from parts_of(rows[one.first : one.end], one.edges)
        at = one.end
    if after := [fragment for row in rows[at:] for fragment in row]:
        yield after


def _are_across(rows: Sequence[Sequence[Fragment]], x: float) -> list[bool]:
    """Which rows are of a table that x would part, or of boxes one of which it would."""
    marked = rows_across(rows, x)
    for one in find_twins(rows):
        if not one.is_between(x, rows):
            marked[one.first : one.end] = [True] * (one.end - one.first)
    return marked


def _crosses(fragment: Fragment, x: float) -> bool:
    edges = fragment.edges
    return edges[0] < x < edges[-1]


def _bands(fragments: Sequence[Fragment], gutter: float) -> Iterator[tuple[bool, list[Fragment]]]:
    """From top to bottom, rows that run across the gutter and rows that do not, in turns."""
    band: list[Fragment] = []
    was_across = False
    rows = rows_of(fragments)
    for row, is_table in zip(rows, _are_across(rows, gutter), strict=True):
        is_across = is_table or any(_crosses(fragment, gutter) for fragment in row)
        if band and is_across != was_across:
            yield was_across, band
            band = []
        was_across = is_across
        band += row
    if band:
        yield was_across, band


def gutter_of(fragments: Sequence[Fragment], common: Sequence[float] = ()) -> float | None:
    """The x of a gutter, where the page has one, or of the edge of a box beside its text.

    Less shows a gutter where other pages have it.
    """
    rows = rows_of(fragments)
    for low, x, high in _strips(fragments):
        shown = [place for place in common if low - 6 <= place <= high + 6]
        if _parts_prose(rows, x, 4) or has_years_beside_text(rows, x):
            return x
        if shown and _parts_prose(rows, shown[0], 2):
            return shown[0]
    return gutter_of_box(fragments)


def _strips(fragments: Sequence[Fragment]) -> list[tuple[float, float, float]]:
    """Where a gutter may be, the likeliest first: numbers of a wide table may stand in its way."""
    left = min(fragment.edges[0] for fragment in fragments)
    right = max(fragment.edges[-1] for fragment in fragments)
    width = right - left
    if width <= 0:
        return []
    middle = left + width / 2
    words = [one for one in fragments if not all(map(is_value, one.text.split()))]
    found: list[tuple[float, float, float]] = []
    for counted in (fragments, words) if len(words) < len(fragments) else (fragments,):
        strips = _clear_strips(counted, left, width)
        found += sorted(strips, key=lambda strip: abs(strip[1] - middle))[:_MOST_STRIPS]
    return found


def _parts_prose(rows: Sequence[Sequence[Fragment]], x: float, fewest: int) -> bool:
    """Whether lines of so many words stand side by side to the left and the right of x.

    Rows of a table across x are no such lines.
    """
    own = [row for row, is_table in zip(rows, _are_across(rows, x), strict=True) if not is_table]
    words = [one for row in own for one in row if not all(map(is_value, one.text.split()))]
    if sum(_crosses(one, x) for one in words) > _MOST_CROSS * len(words):
        return False
    left = [fragment for row in own for fragment in row if fragment.edges[-1] <= x]
    right = [fragment for row in own for fragment in row if fragment.edges[0] >= x]
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
    rows = rows_of(side)
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


def rows_of(fragments: Iterable[Fragment]) -> list[list[Fragment]]:
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
