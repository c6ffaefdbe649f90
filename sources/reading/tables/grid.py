"""The rows of a text as tables: cells, the rows and columns that head them, what stands above.

A table is a run of rows, with cells between bars, tabs or spaces; a list of facts ("Population:
31.4 million (2019)") is one of two columns. Nothing is read here: only where each cell stands.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from sources.reading.sentences.context import View

_RULE = re.compile(r"[\s|:+=_–—-]*")
_MISSING = re.compile(r"(?:n\.?/?a\.?|\.{1,3}|…|[-–—*]|x|)", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?:(?:c\.|ca\.|about|around|approx\.|approximately|some|roughly|nearly|almost|over)\s+)?"
    r"[~≈<>+−-]?\s*(?:[A-Z]{0,3}[$€£¥]|[A-Z]{3}\s)?\s*[+−-]?\d"
)
YEARS = re.compile(
    r"(?:FY\s?)?(?:1[89]|20)\d\d(?:\s?[-/–]\s?(?:\d\d){1,2})?[a-z*†]{0,2}"
    r"(?:\s*\([^()]*\)|\s+(?:est|forecast|proj|estimate|projection)\w*\.?)?",
    re.IGNORECASE,
)
_AXIS = re.compile(
    r"(?:(?:countr(?:y|ies)|indicators?|names?|areas?|regions?|years?|items?|units?|of measure|"
    r"econom(?:y|ies)|measures?|territor(?:y|ies)|groups?|or|and|of|/|,|&|variables?|series|topics?|"
    r"subjects?|values?|figures?|statistics?|nations?|states?|places?|selected|what|who|where|when|"
    r"sources?|notes?|categor(?:y|ies)|descriptions?|markets?)[\s]*)+",
    re.IGNORECASE,
)
"""What only names the things that stand below or beside it."""
_MARKUP = "*_` \t"
_MOST_COLUMNS = 60
_SECTION_WORDS = 8
_OF_FACTS = 2
"""So many cells a list of facts has."""
_LEAST_ROWS = 2
_LETTERS = re.compile(r"[^\W\d_]{2}")
_ABOVE = 3
"""So many sentences right above a table may say what it holds."""


@dataclass(frozen=True)
class TextCell:
    """Where a cell's words stand, without blanks and marks of emphasis; ``left`` in its line."""

    start: int
    end: int
    left: int = 0

    def words(self, text: str) -> str:
        """Its words."""
        return text[self.start : self.end]

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return self.end <= self.start


@dataclass(frozen=True)
class TextRow:
    """A row's cells by their column; ``section`` is what heads it within the table."""

    view: View
    cells: tuple[TextCell, ...]
    section: tuple[View, TextCell] | None = None

    @property
    def values(self) -> int:
        """How many of its cells hold a value, or say that there is none."""
        return sum(is_value(one.words(self.view.text)) for one in self.cells[1:])

    @property
    def first(self) -> str:
        """The words of its first cell."""
        return self.cells[0].words(self.view.text)

    @property
    def tells(self) -> bool:
        """Whether it states a per cent somewhere, as no head does."""
        return re.search(r"\d\s?%", self.view.text[self.view.start : self.view.end]) is not None

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

    @cached_property
    def _labels(self) -> dict[int, list[tuple[View, TextCell]]]:
        """The cells that head each row; a blank one belongs to the one above it."""
        found: dict[int, list[tuple[View, TextCell]]] = {}
        last: dict[int, tuple[View, TextCell]] = {}
        for row in self.rows:
            own: list[tuple[View, TextCell]] = []
            for column, cell in enumerate(row.cells[: self.labels]):
                if not cell.is_empty:
                    last[column] = (row.view, cell)
                    own.append(last[column])
                elif column < self.labels - 1 and column in last:
                    own.append(last[column])
            found[row.view.start] = own
        return found

    def labels_of(self, row: TextRow) -> list[tuple[View, TextCell]]:
        """The cells that head a row, from the left."""
        return self._labels[row.view.start]


def is_axis(words: str) -> bool:
    """Whether words only name the things that stand below or beside them: "Country or area"."""
    return _AXIS.fullmatch(words.strip(" .:*_#")) is not None


def is_value(words: str) -> bool:
    """Whether a cell holds a value, or a sign that there is none; a year is no value."""
    words = words.strip(_MARKUP)
    if not words:
        return False
    if _MISSING.fullmatch(words) or words.startswith(".."):
        return True
    return _NUMBER.match(words) is not None and YEARS.fullmatch(words) is None


def cells_of(view: View) -> tuple[TextCell, ...]:
    """The cells of a row, blank ones too; empty for a line that only rules off."""
    words = view.text[view.start : view.end].rstrip("\n\r")
    if _RULE.fullmatch(words):
        return ()
    if "|" in words:
        pieces = _split(words, r"\|")
        if not words[slice(*pieces[0])].strip():
            pieces = pieces[1:]
        if len(pieces) > 1 and not words[slice(*pieces[-1])].strip() and words.lstrip()[0] == "|":
            pieces = pieces[:-1]
    elif "\t" in words:
        pieces = _split(words, r"\t")
    else:
        pieces = _split(words, r"(?<=\S) {2,}(?=\S)")
    return tuple(_trimmed(words, view.start, *piece) for piece in pieces)


def _split(words: str, by: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    at = 0
    for match in re.finditer(by, words):
        found.append((at, match.start()))
        at = match.end()
    return [*found, (at, len(words))]


def _trimmed(words: str, offset: int, start: int, end: int) -> TextCell:
    own = words[start:end]
    left = len(own) - len(own.lstrip(_MARKUP))
    right = len(own.rstrip(_MARKUP))
    return TextCell(offset + start + left, offset + start + max(left, right), start + left)


_FACT = re.compile(
    r"[ \t]*(?:(?:[-*+•–·▪◦]|\d{1,2}[.)])[ \t]+)?(?P<label>[^\s:|][^:|\t\n]{0,90}?)"
    r"(?P<by>[ \t]*[*_]{0,2}:[*_]{0,2}[ \t]+|[ \t]*(?:\.[ ]?){3,}[ \t]*|[ ]*…+[ ]*|[ ]{3,}|"
    r"[ ]+[–—=][ ]+)"
    r"(?P<value>\S[^\n]*)"
)


def fact_of(view: View) -> tuple[TextCell, ...]:
    """A line that sets a value beside its label, as two cells; empty for another."""
    words = view.text[view.start : view.end].rstrip("\n\r ")
    is_line = view.text[view.start - 1 : view.start] in {"", "\n"} or view.start == 0
    if not is_line or view.text[view.start + len(words) : view.end + 2].lstrip(" ")[:1] not in {
        "",
        "\n",
        "\r",
    }:
        return ()
    match = _FACT.fullmatch(words)
    if match is None or not is_value(match["value"]) or not re.search(r"[^\W\d]", match["label"]):
        return ()
    return tuple(_trimmed(words, view.start, *match.span(name)) for name in ("label", "value"))


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
        self._lead: TextRow | None = None

    def tables(self) -> list[TextTable]:
        for at, view in enumerate(self._views):
            self._take(at, view)
        self._close()
        return self._found

    def _take(self, at: int, view: View) -> None:
        is_row = view.sentence.kind == "row"
        cells = cells_of(view) if is_row else fact_of(view)
        if is_row and not cells:
            return
        if not cells or len(cells) > _MOST_COLUMNS:
            if not self._rows and not is_row:
                self._lead = _head_line(view)
                return
            if self._rows and _may_be_section(view):
                self._section = (view, TextCell(view.start, _end(view)))
            elif not _RULE.fullmatch(view.text[view.start : view.end].strip()):
                self._close()
                self._lead = _head_line(view)
            return
        row = TextRow(view, cells, self._section)
        if self._rows and (is_row == self._is_facts or self._begins_another(row)):
            self._close()
            row = TextRow(view, cells)
        if not self._rows:
            self._first, self._is_facts = at, not is_row
            lead, self._lead = self._lead, None
            if lead is not None and is_row and len(lead.filled) == len(cells) - 1 and row.values:
                self._rows.append(lead)
                self._first -= 1
        if len(row.filled) == 1 and not row.values and any(one.values for one in self._rows):
            self._section = (view, row.filled[0])
            return
        self._rows.append(row)

    def _begins_another(self, row: TextRow) -> bool:
        is_begun = any(one.values for one in self._rows)
        if not is_begun and not any(is_value(one.first) for one in self._rows):
            return False
        is_head = not row.values and len(row.filled) > 1 and not row.tells
        is_head = is_head and not _is_fact_in_words(row)
        last = self._rows[-1]
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
        rows = (one for one in reversed(views) if not _RULE.fullmatch(one.text, one.start, one.end))
        return islice(rows, _ABOVE)


def _head_line(view: View) -> TextRow | None:
    """A line of two heads, which by itself is no row ("            2014      2015")."""
    words = view.text[view.start : view.end].rstrip()
    if "\n" in words:
        return None
    row = TextRow(view, cells_of(view))
    return row if len(row.filled) > 1 and not row.values else None


def _end(view: View) -> int:
    return view.start + len(view.text[view.start : view.end].rstrip())


def _may_be_section(view: View) -> bool:
    words = view.text[view.start : _end(view)]
    is_short = 0 < len(view.word_starts) <= _SECTION_WORDS and "\n" not in words
    return is_short and not view.figures and words[-1:] not in {".", ",", ";"}


def _table(rows: list[TextRow], above: tuple[View, ...], *, is_facts: bool) -> TextTable:
    if is_facts:
        return TextTable((), tuple(rows), 1, above, {one.view.start: one for one in rows})
    rows = _with_labels_first(rows)
    widths = Counter(len(one.cells) for one in rows if one.values)
    is_wide = bool(widths) and widths.most_common(1)[0][0] > _OF_FACTS
    begin = next((n for n, one in enumerate(rows) if _is_body(one, is_wide=is_wide)), len(rows))
    heads, body = rows[:begin], rows[begin:]
    if not body:
        return TextTable()
    width = Counter(len(one.cells) for one in body).most_common(1)[0][0]
    body = [one for one in body if len(one.cells) == width]
    lead = [one for one in heads if len(one.filled) == 1 and width > 1]
    heads = [one for one in heads if one not in lead]
    full = next((one for one in heads if len(one.cells) == width), body[0])
    above = (*(one.view for one in reversed(lead)), *above)
    text = body[0].view.text
    labels = 1
    while labels < width - 1 and not _holds_values(text, body, labels):
        labels += 1
    heads = [
        one if len(one.cells) == width else _by_place(one, full, width, labels) for one in heads
    ]
    return TextTable(
        tuple(heads), tuple(body), labels, above, {one.view.start: one for one in body}
    )


def _with_labels_first(rows: list[TextRow]) -> list[TextRow]:
    """The rows, each with its last cell first where that heads it and values stand before it."""
    width = Counter(len(one.cells) for one in rows).most_common(1)[0][0]
    own = [[one.words(row.view.text) for one in row.cells] for row in rows]
    own = [words for words in own if len(words) == width and is_value(words[0])]
    heads = [words[-1] for words in own]
    if width < _OF_FACTS or len(own) < _LEAST_ROWS or len(own) < len(rows) / 2:
        return rows
    is_headed = all(map(_LETTERS.search, heads)) and not any(map(is_value, heads))
    if not is_headed or 2 * len({*heads}) <= len(heads):
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
    return bool(row.values) and 2 * row.values >= len(others)


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


def _distance(cell: TextCell, place: float) -> float:
    return abs(cell.left + (cell.end - cell.start) / 2 - place)
