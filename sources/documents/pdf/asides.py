"""What stands beside the text of a page: numbers of its lines, and boxes in its margin.

A line's number stands in a margin of its own, counts on from the one above and is beside running
text; it is no part of it. A box beside running text has lines of its own, at heights of its own:
the rows of a table share theirs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from sources.documents.pdf.glyphs import Fragment, Row
from sources.documents.pdf.values import is_value

_NUMBER = re.compile(r"\d{1,4}")
_LEAST_NUMBERED, _STEPS = 5, (1, 2, 5, 10)
"""So many lines with numbers, that count on by one of these, are numbered."""
_GAP, _ALIGNED = 0.4, 1.5
"""So far from its line, in heights of type, stands its number; so far aside of the one above."""
_FEWEST_WORDS, _MOST_OF = 4, 0.6
_LEAST_IN_BOX, _LEAST_BESIDE = 3, 4
"""So many lines has a box, and so many of running text stand beside it."""
_SAME_HEIGHT, _SHARED = 0.12, 0.5
"""Lines so near, in heights of type, are on one height; no more of a box's are on those beside."""
_FILLED = 0.7
_MOST_PLACES = 4


def without_line_numbers(fragments: Sequence[Fragment], rows: Sequence[Row]) -> list[Fragment]:
    """What stands on a page, without the numbers of its lines.

    Args:
        fragments: What stands on the page.
        rows: The same by baseline, from top to bottom, each from left to right.
    """
    numbered = [row for row in rows if len(row) > 1 and _NUMBER.fullmatch(row[0].text)]
    if len(numbered) < _LEAST_NUMBERED:
        return list(fragments)
    own = {id(row[0]) for row in numbered}
    edge = max(row[0].edges[-1] for row in numbered)
    others = [one.edges[0] for one in fragments if id(one) not in own]
    is_margin = min(others) > edge and all(map(_is_apart, numbered))
    is_text = sum(map(_is_running, numbered)) >= _MOST_OF * len(numbered)
    is_numbering = is_margin and is_text and _counts_on(numbered) and _are_aligned(numbered)
    return [one for one in fragments if id(one) not in own] if is_numbering else list(fragments)


def _is_apart(row: Row) -> bool:
    return row[1].edges[0] - row[0].edges[-1] > _GAP * row[1].size


def _is_running(row: Row) -> bool:
    words = [word for one in row[1:] for word in one.text.split()]
    return sum(not is_value(word) for word in words) >= _FEWEST_WORDS


def _counts_on(rows: Sequence[Row]) -> bool:
    """Whether numbers count on, from the top, by the same step."""
    numbers = [int(row[0].text) for row in rows]
    steps = {later - one for one, later in pairwise(numbers)}
    return len(steps) == 1 and steps <= {*_STEPS}


def _are_aligned(rows: Sequence[Row]) -> bool:
    """Whether numbers stand below each other, at their left or their right edge."""
    lefts = [row[0].edges[0] for row in rows]
    rights = [row[0].edges[-1] for row in rows]
    return min(max(side) - min(side) for side in (lefts, rights)) < _ALIGNED


# -- boxes ---------------------------------------------------------------------------------------


def gutter_of_box(fragments: Sequence[Fragment]) -> float | None:
    """Where a box begins, or ends, that stands beside running text; None for none."""
    lefts = Counter(round(one.edges[0]) for one in fragments)
    first = min(lefts, default=0)
    places = [left for left, often in lefts.most_common() if often >= _LEAST_IN_BOX]
    for left in [one for one in places if one > first + 1][:_MOST_PLACES]:
        x = left - 1.5
        if _is_box_beside(fragments, x):
            return x
    return None


def _is_box_beside(fragments: Sequence[Fragment], x: float) -> bool:
    left = [one for one in fragments if one.edges[-1] <= x]
    right = [one for one in fragments if one.edges[0] >= x]
    across = [one for one in fragments if one.edges[0] < x < one.edges[-1]]
    if not left or not right:
        return False
    low, high = min(one.edges[0] for one in fragments), max(one.edges[-1] for one in fragments)
    return _is_beside(right, left, across, (low, x)) or _is_beside(left, right, across, (x, high))


def _is_beside(
    box: Sequence[Fragment],
    text: Sequence[Fragment],
    across: Sequence[Fragment],
    column: tuple[float, float],
) -> bool:
    """Whether lines are a box beside others, which are running text in their column."""
    top, foot = max(one.baseline for one in box), min(one.baseline for one in box)
    beside = [one for one in text if foot - one.size < one.baseline < top + one.size]
    if any(foot <= one.baseline <= top for one in across):
        return False
    lines, running = _by_height(box), _by_height(beside)
    full = sum(_fills(row, column) for row in running)
    if len(lines) < _LEAST_IN_BOX or full < max(_LEAST_BESIDE, _MOST_OF * len(running)):
        return False
    heights = [row[0].baseline for row in running]
    shared = sum(
        any(abs(row[0].baseline - one) < _SAME_HEIGHT * row[0].size for one in heights)
        for row in lines
    )
    in_words = sum(not is_value(word) for one in box for word in one.text.split())
    return shared <= _SHARED * len(lines) and in_words >= 2 * len(lines) and _is_even(lines)


def _by_height(fragments: Sequence[Fragment]) -> list[list[Fragment]]:
    rows: list[list[Fragment]] = []
    for one in sorted(fragments, key=lambda one: -one.baseline):
        if rows and rows[-1][0].baseline - one.baseline < 0.3 * one.size:
            rows[-1].append(one)
        else:
            rows.append([one])
    return rows


def _is_even(lines: Sequence[Sequence[Fragment]]) -> bool:
    """Whether most lines begin at one place."""
    lefts = Counter(round(min(one.edges[0] for one in row)) for row in lines)
    return lefts.most_common(1)[0][1] >= _MOST_OF * len(lines)


def _fills(row: Sequence[Fragment], column: tuple[float, float]) -> bool:
    """Whether a row is a line of running text in a column."""
    words = [word for one in row for word in one.text.split() if not is_value(word)]
    width = max(one.edges[-1] for one in row) - min(one.edges[0] for one in row)
    return len(words) >= _FEWEST_WORDS and width > _FILLED * (column[1] - column[0])
