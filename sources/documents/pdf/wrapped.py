"""Rows of a table whose labels have several lines, made one line each.

A label that wraps stands closer than the rows do: lines of labels as close as any are of one row,
where just one line of numbers stands beside them, at their top, middle or foot. Where all stand
alike, only what begins as no label does ("of both sexes", "(per cent)") goes on with the one above.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from math import inf

from sources.documents.pdf.layout import Line
from sources.documents.pdf.values import is_value, is_year
from sources.documents.structure.model import CELL

_FAR = 2.8
"""So many heights of type apart stand lines of one table."""
_LEAST, _SHORT = 2, 90
"""So many lines of numbers has a table, and so many characters a label in one line."""
_ALIKE, _CLOSEST, _WIDEST = 1.12, 0.85, 1.6
"""So much more may the lines of one label be apart; so close, and so wide, in heights of type."""
_ASIDE, _BESIDE = 0.6, 0.35
"""So far aside begin cells of one column; so far above or below a label stand its numbers."""
_GOES_ON = re.compile(r"[(%]|(?!of wh|thereof|incl|excl)[a-z]")


@dataclass(frozen=True)
class _Entry:
    """A line of a table: where the numbers begin in its text; at its end where it has none."""

    line: Line
    values: int

    @property
    def label(self) -> str:
        """Its words before the numbers."""
        return self.line.text[: self.values].strip()

    @property
    def has_values(self) -> bool:
        return self.values < len(self.line.text)

    @property
    def left(self) -> float:
        """Where its numbers begin on the page; where its words end for one without."""
        return self.line.x[2 * self.values] if self.has_values else self.line.right


def with_whole_labels(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page, each row of a table in one."""
    found: list[Line] = []
    steps = (a.baseline - b.baseline for a, b in pairwise(lines))
    least = _CLOSEST * max((line.size for line in lines[:1]), default=0.0)
    closest = min((one for one in steps if one > least), default=inf)
    for run in _runs([_entry(line) for line in lines]):
        rows = [one for one in run if one.has_values]
        is_table = len(rows) >= _LEAST and len(rows) < len(run)
        found += _whole(run, closest) if is_table else [one.line for one in run]
    return found


def _entry(line: Line) -> _Entry:
    """A line with the place of the numbers in which it ends; a year before them is its label."""
    words = _last_values(line.text)
    if len(words) > 1 and words[0].start() == 0 and is_year(words[0][0]):
        words = words[1:]
    at = words[0].start() if words else len(line.text)
    is_apart = at == 0 or line.text[at - 1] == CELL
    return _Entry(line, at if is_apart or len(words) >= _LEAST else len(line.text))


def _last_values(text: str) -> list[re.Match[str]]:
    """The numbers in which a line ends; of a cell that has words, too, only in the last one."""
    found: list[re.Match[str]] = []
    for cell in reversed(list(re.finditer(rf"[^{CELL}]+", text))):
        own: list[re.Match[str]] = []
        words = list(re.compile(r"\S+").finditer(text, *cell.span()))
        for word in reversed(words):
            if not is_value(word[0]):
                break
            own.insert(0, word)
        is_whole = len(own) == len(words)
        if is_whole or not found:
            found = own + found
        if not is_whole:
            break
    return found


def _runs(entries: Sequence[_Entry]) -> Iterator[list[_Entry]]:
    """Lines that may be of one table: numbers, and short words that stand left of them."""
    edges = _edges(entries)
    run: list[_Entry] = []
    for one, edge in zip(entries, edges, strict=True):
        is_over = not (one.has_values or _is_label(one, edge))
        if run and (is_over or not _is_next(run[-1], one)):
            yield run
            run = []
        if is_over:
            yield [one]
        else:
            run.append(one)
    if run:
        yield run


def _edges(entries: Sequence[_Entry]) -> list[float]:
    """For each line where the numbers begin of the next ones above and below it."""
    found = [inf] * len(entries)
    for order in (range(len(entries)), range(len(entries) - 1, -1, -1)):
        last: _Entry | None = None
        for at in order:
            if entries[at].has_values:
                last = entries[at]
            elif last is not None and _is_near(last.line, entries[at].line):
                found[at] = min(found[at], last.left)
    return found


def _is_near(a: Line, b: Line) -> bool:
    return a.column == b.column and abs(a.baseline - b.baseline) < _FAR * b.size


def _is_next(last: _Entry, one: _Entry) -> bool:
    a, b = last.line, one.line
    is_below = _is_near(a, b) and a.baseline > b.baseline
    is_alike = abs(a.size - b.size) < 0.15 * b.size
    return is_below and is_alike and len(last.label) < _SHORT and len(one.label) < _SHORT


def _is_label(one: _Entry, edge: float) -> bool:
    return not one.has_values and one.line.right < edge


def _whole(run: Sequence[_Entry], closest: float) -> list[Line]:
    """The rows of a table, each in one line where that is sure."""
    groups = _groups(run) or _going_on(run, closest)
    lefts = _lefts(run)
    return [_one_line(group, lefts) for group in groups]


def _groups(run: Sequence[_Entry]) -> list[list[_Entry]]:
    """The lines of each row, where lines of labels are closer than rows; none where not sure."""
    labels = [one for one in run if one.label]
    steps = [one.line.baseline - other.line.baseline for one, other in pairwise(labels)]
    size = run[0].line.size
    least = _least_step([one.line.baseline for one in labels], _CLOSEST * size)
    if least >= _WIDEST * size:
        return []
    cells: list[list[_Entry]] = [[labels[0]]]
    for step, one in zip(steps, labels[1:], strict=True):
        if step <= _ALIKE * least:
            cells[-1].append(one)
        else:
            cells.append([one])
    if len(cells) == 1:
        return []
    rows = [one for one in run if one.has_values]
    found = [_with_numbers(cell, rows) for cell in cells]
    taken = [id(one) for group in found for one in group]
    is_sure = all(_is_row(group) for group in found) and len(taken) == len({*taken}) == len(run)
    return found if is_sure else []


def _least_step(heights: Sequence[float], closest: float) -> float:
    """How far the lines of a label stand apart; none is amid two others.

    Args:
        heights: Where words stand, from above.
        closest: What stands closer is no line below the other.
    """
    found = inf
    for at, one in enumerate(heights):
        below = (one - other for other in islice(heights, at + 1, at + 4) if one - other > closest)
        found = min(found, next(below, inf))
    return found


def _with_numbers(cell: Sequence[_Entry], rows: Sequence[_Entry]) -> list[_Entry]:
    """The lines of a label with those of numbers beside them."""
    top, foot = cell[0].line.baseline, cell[-1].line.baseline
    far = _BESIDE * cell[0].line.size
    own = [one for one in rows if foot - far <= one.line.baseline <= top + far]
    bare = [one for one in own if one not in cell]
    return sorted([*cell, *bare], key=lambda one: -one.line.baseline)


def _is_row(group: Sequence[_Entry]) -> bool:
    """Whether lines are a row: with one line of numbers; or the head of a section, in one line."""
    numbers = sum(one.has_values for one in group)
    return numbers == 1 or (numbers == 0 and len(group) == 1)


def _going_on(run: Sequence[_Entry], closest: float) -> list[list[_Entry]]:
    """The lines of each row, where only words that begin no label go on with the one above.

    Args:
        run: The lines of a table.
        closest: How far apart the closest lines of the page stand.
    """
    found: list[list[_Entry]] = []
    for one in run:
        last = found[-1][-1] if found else None
        is_close = last is not None and (last.line.baseline - one.line.baseline < _ALIKE * closest)
        goes_on = is_close and last is not None and bool(last.label) and _begins_low(one)
        if goes_on and sum(each.has_values for each in (*found[-1], one)) <= 1:
            found[-1].append(one)
        else:
            found.append([one])
    return found


def _begins_low(one: _Entry) -> bool:
    return _GOES_ON.match(one.label) is not None


def _lefts(run: Sequence[_Entry]) -> list[float]:
    """Where the columns of words begin: with the labels, and where cells of two lines do."""
    starts = [left for one in run for left in _starts(one)]
    size = run[0].line.size
    found: list[float] = [min((one.line.left for one in run if one.label), default=0.0)]
    for left in sorted(starts):
        again = sum(abs(left - other) < _ASIDE * size for other in starts)
        if again >= _LEAST and left - found[-1] > _ASIDE * size:
            found.append(left)
    return found


def _starts(one: _Entry) -> list[float]:
    cells = re.finditer(rf"[^{CELL}]+", one.line.text[: one.values])
    return [one.line.x[2 * cell.start()] for cell in cells if cell[0].strip()]


def _one_line(group: Sequence[_Entry], lefts: Sequence[float]) -> Line:
    """The lines of a row as one: the words of each column that has any, then the numbers."""
    if len(group) == 1:
        return group[0].line
    parts: list[list[tuple[Line, int, int]]] = [[] for _ in lefts]
    for one in group:
        for cell in re.finditer(rf"[^{CELL}]+", one.line.text[: one.values]):
            if cell[0].strip():
                left = one.line.x[2 * cell.start()]
                at = max((n for n, edge in enumerate(lefts) if edge <= left + 1), default=0)
                start = cell.start() + len(cell[0]) - len(cell[0].lstrip())
                parts[at].append((one.line, start, cell.start() + len(cell[0].rstrip())))
    numbers = next((one for one in group if one.has_values), None)
    if numbers is not None:
        parts.append([(numbers.line, numbers.values, len(numbers.line.text))])
    return _joined(parts, [one.line for one in group])


def _joined(parts: Sequence[Sequence[tuple[Line, int, int]]], lines: Sequence[Line]) -> Line:
    """Stretches of lines as one line, with a tab between columns and a blank within one."""
    text, x = "", array("f")
    edge = min(line.left for line in lines)
    for at, own in enumerate(parts):
        for number, (line, start, end) in enumerate(own):
            if number or at:
                text += " " if number else CELL
                x.extend((edge, line.x[2 * start]))
            text += line.text[start:end]
            x.extend(line.x[2 * start : 2 * end])
            edge = line.x[2 * end - 1]
        if at and not own:
            text += CELL
            x.extend((edge, edge))
    return replace(
        lines[0],
        text=text,
        x=x,
        left=min(line.left for line in lines),
        right=max(line.right for line in lines),
        bottom=min(line.bottom for line in lines),
        top=max(line.top for line in lines),
    )
