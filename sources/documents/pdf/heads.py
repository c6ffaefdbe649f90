"""The head of a table whose cells have several lines, from what stands close above its numbers.

Each piece of a line that stands over one column alone is of the head of that column; the pieces of
one head stand below each other, aligned at their left, right or middle. Where the lowest heads come
again and again ("2015 2016 2015 2016"), what stands above is of the columns of one such group. What
is not so sure has no head here.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sources.documents.pdf.layout import Line
from sources.documents.pdf.values import is_value, is_year
from sources.documents.structure.model import CELL

CAPTION = re.compile(r"\s*(?:tab(?:le|\.)|figure|box|source|note)\b", re.IGNORECASE)
_MOST_LINES = 24
_CLOSE = 2.2
"""So far apart, in heights of type, stand the lines of a head."""
_GAP, _ASIDE = 0.42, 0.5
"""A gap as wide parts cells; so far aside stand the lines of one head; in heights of type."""
AS_HIGH = 1.25
"""So much higher than that of the rows may the type of a head be."""
_LABELS = -1


@dataclass(frozen=True)
class Extents:
    """Where a table stands, in points from the page's left.

    Attributes:
        labels: From where to where the labels of its rows stand.
        columns: The same of each column of numbers.
    """

    labels: tuple[float, float]
    columns: Sequence[tuple[float, float]]


@dataclass(frozen=True)
class _Piece:
    """A part of a line, parted from the next by a gap."""

    line: Line
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.line.text[self.start : self.end]

    @property
    def left(self) -> float:
        return self.line.x[2 * self.start]

    @property
    def right(self) -> float:
        return self.line.x[2 * self.end - 1]


def head_above(
    lines: Sequence[Line], first: int, extents: Extents, lowest: Sequence[str] = ()
) -> tuple[int, list[Line]] | None:
    """With which line a head begins, and its lines anew, with a cell for each column.

    Args:
        lines: The lines of a page.
        first: The first row of the table.
        extents: Where the table stands.
        lowest: The heads that this first row has, where it has some.

    Returns:
        None where it is not sure what heads which column.
    """
    zone = _zone(lines, first, extents)
    if not zone:
        return None
    apart = _rows_apart(zone, lines, first, extents, has_lowest=bool(lowest))
    if apart is not None:
        return first - len(zone), apart
    below = list(lowest)
    placed = None
    if not below and len(zone) > 1:
        placed = _placed(zone[-1], extents)
        below = _lowest(placed, len(extents.columns))
    groups = _groups(below)
    if groups:
        found = _grouped(zone, extents, groups, has_lowest=not lowest)
    elif lowest or (below and all(map(is_year, below))):
        found = _merged(zone if lowest else zone[:-1], extents)
        if found and placed:
            found.append(_line({at: [piece] for at, piece in placed.items()}))
    else:
        found = (_merged(zone, extents) if len(zone) > 1 else None) or _spanned(zone, extents)
    return None if found is None else (first - len(zone), found)


def _rows_apart(
    zone: Sequence[Sequence[_Piece]],
    lines: Sequence[Line],
    first: int,
    extents: Extents,
    *,
    has_lowest: bool,
) -> list[Line] | None:
    """The lines of a head that are rows each for itself; None where they may be of one row.

    They stand as far apart as the rows do, and these further than the lines of a text.
    """
    baselines = [pieces[0].line.baseline for pieces in zone]
    steps = [a - b for a, b in pairwise([*baselines, lines[first].baseline])]
    row = lines[first].baseline - lines[first + 1].baseline if first + 1 < len(lines) else 0.0
    others = (a.baseline - b.baseline for a, b in pairwise(lines))
    closest = min((one for one in others if one > _LEAST_STEP * lines[first].size), default=row)
    if (
        len(zone) + has_lowest < _LEAST_ROWS
        or row < _PADDED * closest
        or min(steps) < _AS_FAR * row
    ):
        return None
    placed = [_placed(pieces, extents) for pieces in zone]
    own = [{at: [piece] for at, piece in one.items()} for one in placed if one is not None]
    return [_line(one) for one in own] if len(own) == len(zone) else None


_LEAST_ROWS, _LEAST_STEP = 2, 0.8
_PADDED, _AS_FAR = 1.15, 0.95
"""So much further apart stand rows than lines of text; so far, of that, stand those of a head."""


def _zone(lines: Sequence[Line], first: int, extents: Extents) -> list[list[_Piece]]:
    """The pieces of the lines of a head, from above."""
    found: list[list[_Piece]] = []
    for at in range(first - 1, max(-1, first - 1 - _MOST_LINES), -1):
        line, below = lines[at], lines[at + 1]
        pieces = _pieces(line)
        if not _is_close(line, below, lines[first]) or _is_no_head(pieces, extents):
            break
        found.insert(0, pieces)
    while found and all(_column(piece, extents) == _LABELS for piece in found[0]):
        del found[0]
    return found


def _is_close(line: Line, below: Line, row: Line) -> bool:
    step, size = line.baseline - below.baseline, max(line.size, below.size)
    is_alike = line.size < AS_HIGH * row.size and row.size < AS_HIGH * line.size
    return line.column == row.column and 0 < step < _CLOSE * size and is_alike


def _is_no_head(pieces: Sequence[_Piece], extents: Extents) -> bool:
    """Whether a line is a caption, a sentence or a row of numbers."""
    numbers = [one for one in pieces if is_value(one.text) and not is_year(one.text)]
    is_row = len(numbers) > 1 and 2 * len(numbers) > len(pieces)
    if not pieces or is_row or CAPTION.match(pieces[0].text):
        return True
    if len(pieces) > 1:
        return False
    (only,) = pieces
    ends = only.text.endswith((".", ":", ";"))
    return ends or (only.left < extents.labels[1] and only.right > extents.columns[0][0])


def _pieces(line: Line) -> list[_Piece]:
    found: list[_Piece] = []
    for word in re.finditer(r"[^\s]+", line.text):
        start, end = word.span()
        last = found[-1] if found else None
        is_cell = last is None or CELL in line.text[last.end : start]
        if last is None or is_cell or line.x[2 * start] - last.right > _GAP * line.size:
            found.append(_Piece(line, start, end))
        else:
            found[-1] = replace(last, end=end)
    return found


def _over(piece: _Piece, extents: Extents) -> list[int]:
    """The columns over which a piece stands, the labels among them."""
    over = [
        at
        for at, (left, right) in enumerate(extents.columns)
        if piece.left < right and piece.right > left
    ]
    return [_LABELS, *over] if piece.left < extents.labels[1] else over


def _column(piece: _Piece, extents: Extents) -> int | None:
    """The one column over which a piece stands; None where that is not sure."""
    over = _over(piece, extents)
    is_over_labels = piece.left < extents.labels[0]
    return over[0] if len(over) == 1 and (over[0] == _LABELS or not is_over_labels) else None


def _placed(pieces: Sequence[_Piece], extents: Extents) -> dict[int, _Piece] | None:
    """The pieces of a line by column; None where one stands over no one column."""
    known = [_column(piece, extents) for piece in pieces]
    if any(at is None and _over(piece, extents) for at, piece in zip(known, pieces, strict=True)):
        return None
    places = _in_order(known, len(extents.columns))
    if places is None or len(set(places)) < len(places):
        return None
    return dict(zip(places, pieces, strict=True))


def _in_order(known: Sequence[int | None], count: int) -> list[int] | None:
    """The columns of heads in their order, where those that are not known fill what is free.

    What stands aside of the numbers, over no column, is of the columns between its neighbours,
    where these are as many as such heads.
    """
    found: list[int] = []
    for place, at in enumerate(known):
        if at is not None:
            found.append(at)
            continue
        before = found[-1] if found else _LABELS
        behind = [(step, one) for step, one in enumerate(known[place:]) if one is not None]
        step, after = behind[0] if behind else (len(known) - place, count)
        if after - before - 1 != step:
            return None
        found.append(before + 1)
    return found


def _lowest(placed: dict[int, _Piece] | None, count: int) -> list[str]:
    """The lowest heads, where each column has one."""
    if placed is None or not all(at in placed for at in range(count)):
        return []
    return [placed[at].text for at in range(count)]


def _groups(heads: Sequence[str]) -> list[range]:
    """The columns of each group, where heads come again in the same order."""
    for length in range(2, len(heads) // 2 + 1):
        own = list(heads[:length])
        if len(set(own)) == length and own * (len(heads) // length) == list(heads):
            return [range(at, at + length) for at in range(0, len(heads), length)]
    return []


def _grouped(
    zone: Sequence[Sequence[_Piece]], extents: Extents, groups: Sequence[range], *, has_lowest: bool
) -> list[Line] | None:
    """The heads of groups in one line over those of their columns."""
    upper = zone[:-1] if has_lowest else zone
    stacks: dict[int, list[_Piece]] = {}
    for piece in (piece for pieces in upper for piece in pieces):
        at = _LABELS if _column(piece, extents) == _LABELS else _group(piece, extents, groups)
        if at is None:
            return None
        stacks.setdefault(at, []).append(piece)
    if not all(at in stacks for at in range(len(groups))) or not _is_each_aligned(stacks):
        return None
    firsts = {groups[at].start if at >= 0 else at: stack for at, stack in stacks.items()}
    lowest = _placed(zone[-1], extents) if has_lowest else None
    found = [_line(firsts)]
    if lowest is not None:
        found.append(_line({at: [piece] for at, piece in lowest.items()}))
    return found


def _group(piece: _Piece, extents: Extents, groups: Sequence[range]) -> int | None:
    """The one group over which a piece stands."""
    columns = extents.columns
    over = [
        at
        for at, group in enumerate(groups)
        if piece.left < columns[group[-1]][1] and piece.right > columns[group[0]][0]
    ]
    return over[0] if len(over) == 1 and piece.left >= extents.labels[0] else None


def _merged(zone: Sequence[Sequence[_Piece]], extents: Extents) -> list[Line] | None:
    """The heads of columns in one line, where each column has its own."""
    stacks: dict[int, list[_Piece]] = {}
    for stack, columns in _stacks(zone, extents):
        if len(columns) != 1 or columns[0] in stacks:
            return None
        stacks[columns[0]] = stack
    is_whole = all(at in stacks for at in range(len(extents.columns)))
    return [_line(stacks)] if is_whole and _is_each_aligned(stacks) else None


def _spanned(zone: Sequence[Sequence[_Piece]], extents: Extents) -> list[Line] | None:
    """Heads in one line, some of more than one column, over those of single columns in the last.

    Each column has a head in the last line, and stands below just one of the heads above.
    """
    count = len(extents.columns)
    placed = _placed(zone[-1], extents) if len(zone) > 1 else None
    if placed is None or not all(at in placed for at in range(count)):
        return None
    own = {at: [piece] for at, piece in placed.items()}
    upper: dict[int, list[_Piece]] = {}
    covered: list[int] = []
    wide = Extents(
        extents.labels, [_around(extents.columns[at], placed[at]) for at in range(count)]
    )
    for stack, columns in _stacks(zone[:-1], wide):
        whole = stack
        if len(columns) == 1:
            whole = [*stack, *own.pop(columns[0], ())]
        upper[columns[0]] = whole
        covered += columns
    is_whole = sorted(at for at in covered if at >= 0) == list(range(count))
    return [_line(upper), _line(own)] if is_whole and own and _is_each_aligned(upper) else None


def _around(column: tuple[float, float], piece: _Piece) -> tuple[float, float]:
    """From where to where a column stands with its head."""
    return min(column[0], piece.left), max(column[1], piece.right)


def _stacks(
    zone: Sequence[Sequence[_Piece]], extents: Extents
) -> list[tuple[list[_Piece], list[int]]]:
    """Pieces that stand below each other, from the left, with the columns that each may head.

    A stack that stands over no column, aside of the numbers, heads the only one that is free.
    """
    pieces = [piece for own in zone for piece in own]
    stacks: list[list[_Piece]] = []
    edge = 0.0
    for piece in sorted(pieces, key=lambda piece: piece.left):
        if stacks and piece.left < edge:
            stacks[-1].append(piece)
        else:
            stacks.append([piece])
        edge = max(edge, piece.right) if len(stacks[-1]) > 1 else piece.right
    found = [
        (
            sorted(stack, key=lambda piece: -piece.line.baseline),
            sorted({at for piece in stack for at in _over(piece, extents)}),
        )
        for stack in stacks
    ]
    known = [columns[0] if columns else None for _, columns in found]
    places = _in_order(known, len(extents.columns))
    if places is None:
        return []
    return [(stack, columns or [at]) for (stack, columns), at in zip(found, places, strict=True)]


def _is_each_aligned(stacks: dict[int, list[_Piece]]) -> bool:
    """Whether the lines of each head are aligned at their left, their right or their middle."""
    return all(
        min(
            abs(above.left - below.left),
            abs(above.right - below.right),
            abs(above.left + above.right - below.left - below.right) / 2,
        )
        < _ASIDE * below.line.size
        for stack in stacks.values()
        for above, below in pairwise(stack)
    )


def _line(stacks: dict[int, list[_Piece]]) -> Line:
    """One line with a cell for the labels and each column, blank where nothing heads it."""
    own = [piece for stack in stacks.values() for piece in stack]
    text, x = "", array("f")
    edge = min(piece.left for piece in own)
    for at in range(_LABELS, max(stacks) + 1):
        if at > _LABELS:
            text += CELL
            x.extend((edge, edge))
        for place, piece in enumerate(stacks.get(at, ())):
            if place:
                text += " "
                x.extend((edge, piece.left))
            text += piece.text
            x.extend(piece.line.x[2 * piece.start : 2 * piece.end])
            edge = piece.right
    lowest = min((piece.line for piece in own), key=lambda line: line.baseline)
    left, right = min(piece.left for piece in own), max(piece.right for piece in own)
    bottom = min(piece.line.bottom for piece in own)
    top = max(piece.line.top for piece in own)
    return replace(lowest, text=text, x=x, left=left, right=right, bottom=bottom, top=top)
