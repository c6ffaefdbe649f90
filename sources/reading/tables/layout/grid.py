"""The rows of a text as tables: cells, the rows and columns that head them, what stands above.

A table is a run of rows, with cells between bars, tabs or spaces; a list of facts is one of two.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice

from sources.reading.sentences.context import View
from sources.reading.tables.layout.lines import (
    YEARS,
    TextCell,
    cells_of,
    end_of,
    fact_of,
    is_axis,
    is_lone_value,
    is_rule,
    is_value,
    trimmed,
)
from sources.reading.tables.layout.units import is_unit

_MOST_COLUMNS = 60
_SECTION_WORDS = 8
_PER_CENT = re.compile(r"\d[^\S\t\n]?%")
_OF_FACTS = 2
"""So many cells a list of facts has."""
_LEAST_ROWS = 2
_LETTERS = re.compile(r"[^\W\d_]{2}")
_NOTE_MARK = re.compile(r"\s+(?:[¹²³⁴⁵*†‡]+|\([a-z\d]\))\s*$")
_ABOVE = 3
"""So many sentences right above a table may say what it holds."""


@dataclass(frozen=True)
class TextRow:
    """A row's cells by their column; ``section`` is what heads it within the table.

    ``head`` is the line in which its first cell stands, where that is not its own.
    """

    view: View
    cells: tuple[TextCell, ...]
    section: tuple[View, TextCell] | None = None
    head: View | None = None

    @property
    def values(self) -> int:
        """How many of its cells hold a value, or say that there is none."""
        return 0 if self._is_of_units else sum(map(is_value, self._words))

    @property
    def _words(self) -> tuple[str, ...]:
        return tuple(one.words(self.view.text) for one in self.cells[1:])

    @property
    def _is_of_units(self) -> bool:
        """Whether it only says in what each column is counted ("1,000 | 1,000 | %")."""
        told = [_NOTE_MARK.sub("", words) for words in self._words if words.strip()]
        return not self.first.strip() and bool(told) and all(map(is_unit, told))

    @property
    def first(self) -> str:
        """The words of its first cell."""
        return self.cells[0].words(self.view.text)

    @property
    def tells(self) -> bool:
        """Whether a cell of it states a per cent, as no head does."""
        return _PER_CENT.search(self.view.text, self.view.start, self.view.end) is not None

    @property
    def filled(self) -> list[TextCell]:
        """The cells in which something stands."""
        return [one for one in self.cells if not one.is_empty]


@dataclass
class TextTable:
    """Rows under heads.

    Attributes:
        heads: The rows that head the columns, from above.
        rows: The others.
        labels: How many of the first columns head the rows.
        above: What stands right above it, the nearest first.
    """

    heads: tuple[TextRow, ...] = ()
    rows: tuple[TextRow, ...] = ()
    labels: int = 1
    above: tuple[View, ...] = ()
    by_view: dict[int, TextRow] = field(default_factory=dict)

    def column_of(self, view: View, place: int) -> int | None:
        """The column in which a place of a row stands; None for one that is not in a cell."""
        row = self.by_view.get(view.start)
        if row is None:
            return None
        found = (n for n, one in enumerate(row.cells) if one.start <= place < max(one.end, 1))
        return next(found, None)

    def heads_of(self, column: int) -> list[tuple[View, TextCell]]:
        """The cells that head a column, from above; one that is blank belongs to its left."""
        found: list[tuple[View, TextCell]] = []
        last = len(self.heads) - 1
        for level, row in enumerate(self.heads):
            at = min(column, len(row.cells) - 1)
            if column >= len(row.cells) and level == last and last == 0:
                continue
            while level < last and at > self.labels and row.cells[at].is_empty:
                at -= 1
            if not row.cells[at].is_empty:
                found.append((row.view, row.cells[at]))
        return found

    def is_key(self, column: int) -> bool:
        """Whether a column only numbers the rows: "Rank", "M49 code"."""
        return any(_KEY.fullmatch(cell.words(one.text)) for one, cell in self.heads_of(column))

    @cached_property
    def _labels(self) -> dict[int, list[tuple[View, TextCell]]]:
        """The cells that head each row; a blank one belongs to the one above it."""
        found: dict[int, list[tuple[View, TextCell]]] = {}
        last: dict[int, tuple[View, TextCell]] = {}
        is_amid = bool(self.rows) and self.rows[0].cells[0].is_empty  # names stand amid their rows
        for row in self.rows:
            own: list[tuple[View, TextCell]] = []
            for column, cell in enumerate(row.cells[: self.labels]):
                if not cell.is_empty:
                    last[column] = (row.head or row.view, cell)
                    own.append(last[column])
                elif column < self.labels - 1 and column in last and not is_amid:
                    own.append(last[column])
            found[row.view.start] = own
        return found

    def labels_of(self, row: TextRow) -> list[tuple[View, TextCell]]:
        """The cells that head a row, from the left."""
        return self._labels[row.view.start]


def find_tables(views: Sequence[View]) -> tuple[TextTable, ...]:
    """The tables of a text, in order; a view is a row of one at most."""
    return tuple(_Run(views).tables())


class _Run:
    """Rows that are gathered until something else comes."""

    def __init__(self, views: Sequence[View]) -> None:
        self._views = views
        self._found: list[TextTable] = []
        self._rows: list[TextRow] = []
        self._first = 0
        self._is_facts = False
        self._section: tuple[View, TextCell] | None = None

    def tables(self) -> list[TextTable]:
        for at, view in enumerate(self._views):
            self._take(at, view)
        self._close()
        return self._found

    def _take(self, at: int, view: View) -> None:
        if self._is_label_of_card(at):
            return
        if self._is_label_of_card(at - 1):
            self._take_card(at, self._views[at - 1], view)
            return
        is_row = view.sentence.kind == "row"
        cells = cells_of(view) if is_row else fact_of(view)
        if is_row and not cells:
            return
        if not cells or len(cells) > _MOST_COLUMNS:
            self._pass(view)
            return
        row = TextRow(view, cells, self._section)
        if self._rows and (is_row == self._is_facts or self._begins_another(row)):
            self._close()
            row = TextRow(view, cells)
        if not self._rows:
            self._first, self._is_facts = at, not is_row
        if len(row.filled) == 1 and not row.values and any(one.values for one in self._rows):
            self._section = (view, row.filled[0])
            return
        self._rows.append(row)

    def _pass(self, view: View) -> None:
        """What is no row: the head of a section, a line that rules off, or the end of the table."""
        if self._rows and _may_be_section(view):
            self._section = (view, TextCell(view.start, end_of(view)))
        elif not is_rule(view):
            self._close()

    def _is_label_of_card(self, at: int) -> bool:
        """Whether a line only names what the next one only gives the value of."""
        if not 0 <= at < len(self._views) - 1:
            return False
        label, value = self._views[at : at + 2]
        behind = self._views[at + 2] if at + 2 < len(self._views) else None
        words = behind.text[behind.start : behind.end].lstrip() if behind is not None else ""
        is_named = bool(label.topics) and not label.figures and _may_be_section(label)
        is_given = value.sentence.kind == "paragraph" and len(value.figures) == 1
        return is_named and is_given and is_lone_value(value) and not words[:1].islower()

    def _take_card(self, at: int, label: View, value: View) -> None:
        if self._rows and not self._is_facts:
            self._close()
        if not self._rows:
            self._first, self._is_facts = at - 1, True
        cells = tuple(
            trimmed(one.text[one.start : one.end], one.start, 0, end_of(one) - one.start)
            for one in (label, value)
        )
        self._rows.append(TextRow(value, cells, None, label))

    def _begins_another(self, row: TextRow) -> bool:
        is_begun = any(one.values for one in self._rows)
        if not is_begun and not any(is_value(one.first) for one in self._rows):
            return False
        is_head = not row.values and len(row.filled) > 1 and not row.tells
        is_head = is_head and not _is_fact_in_words(row)
        last = self._rows[-1]
        if len(row.cells) == len(last.cells) and 2 * len(row.filled) <= len(row.cells):
            return False  # "Guam, 2015, , ": a row without values
        is_apart = row.view.sentence.paragraph != last.view.sentence.paragraph
        return (is_head and is_begun) or (is_apart and len(row.cells) != len(last.cells))

    def _close(self) -> None:
        if self._rows:
            above = tuple(self._above())
            self._found.append(_table(self._rows, above, is_facts=self._is_facts))
        self._rows, self._section = [], None

    def _above(self) -> Iterator[View]:
        """What stands right above the rows, the nearest first; lines that only rule off aside."""
        views = self._views[max(0, self._first - 3 * _ABOVE) : self._first]
        return islice((one for one in reversed(views) if not is_rule(one)), _ABOVE)


def _may_be_section(view: View) -> bool:
    words = view.text[view.start : end_of(view)]
    is_short = 0 < len(view.word_starts) <= _SECTION_WORDS and "\n" not in words
    return is_short and not view.figures and words[-1:] not in {".", ",", ";"}


def _table(rows: list[TextRow], above: tuple[View, ...], *, is_facts: bool) -> TextTable:
    if is_facts:
        return TextTable((), tuple(rows), 1, above, {one.view.start: one for one in rows})
    rows = _with_labels_first(_with_blanks(rows))
    widths = Counter(len(one.cells) for one in rows if one.values)
    is_wide = bool(widths) and widths.most_common(1)[0][0] > _OF_FACTS
    begin = next((n for n, one in enumerate(rows) if _is_body(one, is_wide=is_wide)), len(rows))
    begin = 1 if _names_fields(rows[0]) else begin
    heads, body = rows[:begin], rows[begin:]
    if not body:
        return TextTable()
    width = Counter(len(one.cells) for one in body).most_common(1)[0][0]
    body = [one for one in body if len(one.cells) == width]
    body, first = _below_first_section(heads, body)
    lead = [one for one in heads if len(one.filled) == 1 and width > 1]
    heads = [one for one in heads if one not in lead]
    heads = [] if any(len(one.filled) > width for one in heads) else heads  # rows lack a cell
    full = next((one for one in heads if len(one.cells) == width), body[0])
    above = (*(one.view for one in reversed(lead) if one is not first), *above)
    text, labels = body[0].view.text, 1
    while labels < width - 1 and (_is_key(full, labels) or not _holds_values(text, body, labels)):
        labels += 1
    heads = [
        one if len(one.cells) == width else _by_place(one, full, width, labels) for one in heads
    ]
    heads = [_spread(one, heads[-1], full, labels) for one in heads[:-1]] + heads[-1:]
    return TextTable(
        tuple(heads), tuple(body), labels, above, {one.view.start: one for one in body}
    )


def _below_first_section(
    heads: list[TextRow], body: list[TextRow]
) -> tuple[list[TextRow], TextRow | None]:
    """The rows, the first with the head of their section, and this, where it ends the heads."""
    last = heads[-1] if heads and any(len(one.filled) > 1 for one in heads) else None
    if last is None or len(last.filled) > 1 or last.cells[0].is_empty:
        return body, None
    own = (last.view, last.cells[0])
    first = next((n for n, one in enumerate(body) if one.section is not None), len(body))
    return [replace(one, section=own) for one in body[:first]] + body[first:], last


def _with_blanks(rows: list[TextRow]) -> list[TextRow]:
    """The rows, each with a blank first cell where it begins below the second one of a row above.

    "Kenya  2016  69.2" is followed by "       2017  78.8", which is Kenya's.
    """
    found: list[TextRow] = []
    full: TextRow | None = None
    for row in rows:
        is_less = full is not None and len(row.cells) == len(full.cells) - 1 and row.values > 0
        if full is not None and is_less and _is_below(row.cells[0], full.cells):
            start = row.view.start
            found.append(TextRow(row.view, (TextCell(start, start), *row.cells), row.section))
            continue
        full = row if row.values else full
        found.append(row)
    return found


def _is_below(cell: TextCell, cells: tuple[TextCell, ...]) -> bool:
    """Whether a cell stands in its line where the second one of another line does."""
    return cell.left > cells[0].left + 1 and abs(cell.left - cells[1].left) <= 1


def _with_labels_first(rows: list[TextRow]) -> list[TextRow]:
    """The rows, each with its last cell first where that heads it and values stand before it."""
    width = Counter(len(one.cells) for one in rows).most_common(1)[0][0]
    own = [[one.words(row.view.text) for one in row.cells] for row in rows]
    own = [words for words in own if len(words) == width and is_value(words[0])]
    heads = [words[-1] for words in own]
    if width < _OF_FACTS or len(own) < _LEAST_ROWS or len(own) < len(rows) / 2:
        return rows
    is_headed = all(map(_LETTERS.search, heads)) and not any(map(is_value, heads))
    if not is_headed or 2 * len({*heads}) <= len(heads) or any(_is_key(one, 0) for one in rows):
        return rows
    return [
        TextRow(one.view, (one.cells[-1], *one.cells[:-1]), one.section)
        if len(one.cells) == width
        else one
        for one in rows
    ]


def _is_body(row: TextRow, *, is_wide: bool) -> bool:
    others = [one for one in row.filled if one is not row.cells[0]]
    if not row.values and (row.tells or (not is_wide and _is_fact_in_words(row))):
        return True
    return bool(row.values) and (2 * row.values >= len(others) or _is_record(row))


_OF_A_RECORD = 4


def _is_record(row: TextRow) -> bool:
    """Whether a row tells of one value alone: whose, of what, in which unit, when, how much."""
    words = [one.words(row.view.text) for one in row.filled]
    years = sum(YEARS.fullmatch(one) is not None for one in words)
    return len(words) >= _OF_A_RECORD and years == 1 and row.values == 1 and is_value(words[-1])


def _is_fact_in_words(row: TextRow) -> bool:
    """Whether a row of two cells states something in words ("Capital", "Nairobi"); no head."""
    if len(row.cells) != 2 or any(one.is_empty for one in row.cells):
        return False
    first, last = row.cells
    text = row.view.text
    names = [one.start for one in row.view.topics] + [one.start for one in row.view.years]
    is_named = any(first.start <= one < last.end for one in names)
    return not is_axis(first.words(text)) and not is_named


def _holds_values(text: str, rows: Sequence[TextRow], column: int) -> bool:
    own = [one.cells[column].words(text) for one in rows]
    own = [words for words in own if words.strip()]
    return 2 * sum(map(is_value, own)) >= max(1, len(own))


_KEY = re.compile(
    r"(?:goals?|targets?|indicators?|rank|no\.?|nr\.?|#|id|(?:[\w ]*[ _])?code|\w*AreaCode|m49|"
    r"numeric)",
    re.IGNORECASE,
)
"""The head of a column that only numbers its rows."""


def _names_fields(row: TextRow) -> bool:
    """Whether a row only names the fields of records: "Country;Code;Series;2018;2019"."""
    words = [cell.words(row.view.text) for cell in row.cells]
    fields = [one for one in words if is_axis(one) or _KEY.fullmatch(one)]
    years = [one for one in words if YEARS.fullmatch(one)]
    return len(fields) + len(years) == len(words) >= _OF_A_RECORD <= len(fields) + 1


def _is_key(head: TextRow, column: int) -> bool:
    return _KEY.fullmatch(head.cells[column].words(head.view.text)) is not None


def _by_place(row: TextRow, full: TextRow, width: int, labels: int) -> TextRow:
    """A head's cells, fewer than there are columns, by where they stand in their line."""
    empty = TextCell(row.view.start, row.view.start)
    filled = row.filled
    if len(filled) == width - labels:
        return TextRow(row.view, (*[empty] * labels, *filled), row.section)
    if len(filled) == width - 1 and row.cells[0] is filled[0]:
        return TextRow(row.view, (empty, *filled), row.section)
    cells = [empty] * width
    is_spaced = re.search(r"[|\t]", row.view.text[row.view.start : row.view.end]) is None
    for n, one in enumerate(row.cells):
        if is_spaced:
            middle = one.left + (one.end - one.start) / 2
            at = min(range(width), key=lambda c: _distance(full.cells[c], middle))
        else:
            at = n
        if at < width:
            cells[at] = (
                one if cells[at].is_empty else TextCell(cells[at].start, one.end, cells[at].left)
            )
    return TextRow(row.view, tuple(cells), row.section)


def _spread(row: TextRow, last: TextRow, full: TextRow, labels: int) -> TextRow:
    """A head's cells set apart by spaces, each at the first of the columns that it stands above.

    Told apart are columns under years, or under heads that come again ("men", "women"); where they
    do not part evenly, which head a column has is not known, and the row names none.
    """
    words = [one.words(last.view.text) for one in last.cells[labels:] if not one.is_empty]
    is_again = len({*words}) < len(words) or all(map(YEARS.fullmatch, words))
    own = [one for one in row.cells[labels:] if not one.is_empty]
    is_spaced = re.search(r"[|\t]", row.view.text[row.view.start : row.view.end]) is None
    columns = len(row.cells) - labels
    if not (is_again and is_spaced and own) or len(own) == columns:
        return row
    empty = TextCell(row.view.start, row.view.start)
    size = columns // len(own)
    groups = [full.cells[labels + n * size : labels + (n + 1) * size] for n in range(len(own))]
    below = {tuple(words[n * size : (n + 1) * size]) for n in range(len(own))}
    is_same = len({*words}) == len(words) or len(below) == 1
    is_even = is_same and size * len(own) == columns and all(map(_stands_above, own, groups))
    cells = [empty] * len(row.cells)
    for n, one in enumerate(own if is_even else ()):
        cells[labels + n * size] = one
    cells[:labels] = row.cells[:labels]
    return TextRow(row.view, tuple(cells), row.section)


def _stands_above(head: TextCell, group: tuple[TextCell, ...]) -> bool:
    """Whether the middle of a head stands between the first and the last of its columns."""
    middle = head.left + (head.end - head.start) / 2
    return group[0].left - 2 <= middle <= group[-1].left + (group[-1].end - group[-1].start) + 2


def _distance(cell: TextCell, place: float) -> float:
    return abs(cell.left + (cell.end - cell.start) / 2 - place)
