"""The tables of a text, with what was once read of their heads and of sentences made from them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from sources.reading.discourse.lists import EXPECTED
from sources.reading.mentions.printed import Printed
from sources.reading.sentences.context import View, read_views
from sources.reading.sentences.model import ReadFigure
from sources.reading.tables.heads.labels import HeadLabel, is_rate, label_of
from sources.reading.tables.heads.legends import (
    NamesExplained,
    marks_at,
    notes_in,
    references_at,
    says_nothing,
    short_names_in,
    short_names_of,
)
from sources.reading.tables.layout.grid import TextTable, find_tables
from sources.reading.tables.layout.lines import TextCell, is_axis
from sources.reading.tables.layout.units import with_unit
from sources.reading.tables.printing import digits_at
from sources.reference.areas import AREAS

_GOES_ON = re.compile(r"[(\[%/]|[a-z]")
"""How a line begins that goes on with the head above it: "(thousands)", "per sq. km"."""
_SCALE_ALONE = re.compile(r"(?:in )?(?:thousand|million|billion|trillion)s?", re.IGNORECASE)
"""A scale that stands by itself in the line below its head: "Population", "millions"."""
ReadAlone = Callable[[str], Sequence[ReadFigure]]
"""Reads a sentence by itself."""

_SOME_YEAR = 2019
_NUMBERS = re.compile(r"[\d.]+")
_SEXES = {"F": "Women", "M": "Men", "T": "Total", "B": "Both"}
_OF_A_SEX = re.compile(
    r"\W*(?:F|M|T|B|(?:fe)?males?|(?:wo)?men|girls|boys|total|all|both(?: sexes)?)\W*",
    re.IGNORECASE,
)
_BY_SEX = re.compile(r",?\s*\bby (?:sex|gender)\b", re.IGNORECASE)
_UNIT_BEFORE = re.compile(r"\)\s*[:=–—]\s*$")
"""A label of a list of facts that ends with brackets, as its heads alone would tell them."""
_AREA_CODE = re.compile(r"[A-Z]{3}")
_LEAST_CODES = 2
_BELOW = 12
"""So many sentences below a table may tell of it."""


@dataclass(frozen=True)
class JoinedHead:
    """A head of one line or more: its words, and where the first of its lines stands."""

    view: View
    cell: TextCell
    first: TextCell


@dataclass
class TextTables:
    """The tables of a text, and what their cells state.

    Args:
        views: The sentences of the text.
        read_alone: Reads a sentence by itself.
        printed: The numbers of each column of tables looked at, by the table's identity.
    """

    views: Sequence[View]
    read_alone: ReadAlone
    _alone: dict[tuple[str, str, str, int, str], ReadFigure | None] = field(default_factory=dict)
    _said: dict[tuple[int, bool], bool] = field(default_factory=dict)
    printed: dict[int, list[list[str]]] = field(default_factory=dict)
    _notes_of: dict[int, Mapping[str, NamesExplained]] = field(default_factory=dict)
    _labels: dict[tuple[int, int, bool], HeadLabel] = field(default_factory=dict)
    _joined: dict[str, View | None] = field(default_factory=dict)
    _codes_of: dict[int, frozenset[int]] = field(default_factory=dict)
    _sexes_of: dict[int, frozenset[int]] = field(default_factory=dict)

    @cached_property
    def _by_view(self) -> dict[int, TextTable]:
        return {start: table for table in find_tables(self.views) for start in table.by_view}

    @cached_property
    def _by_head(self) -> dict[int, TextTable]:
        tables = {id(one): one for one in self._by_view.values()}
        return {row.view.start: one for one in tables.values() for row in one.heads}

    def of(self, view: View) -> TextTable | None:
        """The table that a row stands in; None for what is no row of one."""
        return self._by_view.get(view.start)

    def is_head(self, view: View) -> bool:
        """Whether a row heads the columns of a table."""
        return view.start in self._by_head

    def label(self, view: View, cell: TextCell, *, is_caption: bool = False) -> HeadLabel:
        """What a head names, with what its text says of its short names; read once."""
        key = (cell.start, cell.end, is_caption)
        found = self._labels.get(key)
        if found is None:
            found = self._labels[key] = self._label(view, cell, is_caption=is_caption)
        return found

    @cached_property
    def _short_names(self) -> Mapping[str, NamesExplained]:
        return short_names_of(self.views) if self._by_view else {}

    def joined(self, heads: Sequence[tuple[View, TextCell, bool]]) -> list[JoinedHead]:
        """Heads above each other, each with the lines below that go on with it.

        Args:
            heads: Their places, from above, and whether each heads more than one column.
        """
        found: list[JoinedHead] = []
        can_go_on = False
        for view, cell, is_shared in heads:
            words = cell.words(view.text)
            is_plain = not marks_at(view, cell)
            whole = None
            above = found[-1].cell.words(found[-1].view.text) if found else ""
            is_open = is_plain and above.count("(") > above.count(")") and ")" in words
            is_open |= is_plain and can_go_on and above.endswith(",")
            if is_open or (can_go_on and is_plain and _GOES_ON.match(words)):
                told = f"({words})" if _SCALE_ALONE.fullmatch(words) else words
                whole = self._of_words(f"{above} {told}")
            if whole is None:
                found.append(JoinedHead(view, cell, cell))
                can_go_on = is_plain and not is_shared and not is_axis(words)
            else:
                found[-1] = JoinedHead(whole, TextCell(0, len(whole.text)), found[-1].first)
        return found

    def _of_words(self, words: str) -> View | None:
        """The words of a head of more than one line; None for such as are no one sentence."""
        if words not in self._joined:
            views = read_views(words, None)
            self._joined[words] = views[0] if len(views) == 1 else None
        return self._joined[words]

    def label_of(self, head: JoinedHead) -> HeadLabel:
        """What a head of one line or more names."""
        if head.cell is head.first:
            return self.label(head.view, head.cell)
        return self._named(head.view, head.cell, is_caption=False)

    def _label(self, view: View, cell: TextCell, *, is_caption: bool) -> HeadLabel:
        table = self.of(view) or self._by_head.get(view.start)
        if table is not None and cell.start in self._codes(table):
            return HeadLabel("", areas=(cell.words(view.text),))
        if table is not None and cell.start in self._sexes(table):
            sex = self._of_words(_SEXES[cell.words(view.text)])
            return label_of(sex, TextCell(0, len(sex.text))) if sex is not None else HeadLabel("")
        if table is not None and _NUMBERS.fullmatch(cell.words(view.text)):
            column = table.column_of(view, cell.start)
            if column is not None and table.is_key(column):
                return HeadLabel("")
        found = self._named(view, cell, is_caption=is_caption)
        if table is None or is_caption:
            return found
        for mark in marks_at(view, cell):
            found = self._with_note(found, mark, self._notes(table).get(mark))
        for mark in references_at(view, cell):
            if (note := self._notes(table).get(mark)) is not None:
                found = self._with_note(found, mark, note)
        return found

    def _named(self, view: View, cell: TextCell, *, is_caption: bool) -> HeadLabel:
        short = list(short_names_in(view, cell, self._short_names)) if not is_caption else []
        aside = [(start, end) for start, end, _ in short]
        if is_caption and view.start in self._above_sexes:
            aside += [one.span() for one in _BY_SEX.finditer(view.text, cell.start, cell.end)]
        found = label_of(view, cell, is_caption=is_caption, aside=aside)
        for *_, one in short:
            meaning = label_of(one.view, one.cell)
            if one.unit is not None and not meaning.unit:
                meaning = replace(meaning, unit=label_of(one.view, one.unit).unit)
            found = found.with_meaning(meaning)
        return found

    def _with_note(self, label: HeadLabel, mark: str, note: NamesExplained | None) -> HeadLabel:
        """A head or a cell with what the note on it says."""
        if note is None:
            return replace(label, note=mark)
        words = note.cell.words(note.view.text)
        if says_nothing(words):
            return label
        said = label_of(note.view, note.cell, is_caption=True)
        is_read = not said.odd and not said.areas and (said.unit or said.years or label.has_topic)
        if not is_read or EXPECTED.search(words):
            return replace(label, note=mark)
        return label.with_meaning(replace(said, has_several=False))

    def _codes(self, table: TextTable) -> frozenset[int]:
        """Where the heads of a table are codes of areas, in a column or row that holds no other."""
        key = id(table)
        if key not in self._codes_of:
            self._codes_of[key] = frozenset(_codes_in(table))
        return self._codes_of[key]

    def _sexes(self, table: TextTable) -> frozenset[int]:
        """Where the heads of a table are letters for the sexes, "F" beside as many "M"."""
        key = id(table)
        if key not in self._sexes_of:
            self._sexes_of[key] = frozenset(_sexes_in(table))
        return self._sexes_of[key]

    @cached_property
    def _above_sexes(self) -> frozenset[int]:
        """Where lines stand right above a table of which each column, or each row, names a sex."""
        tables = {id(one): one for one in self._by_view.values()}.values()
        return frozenset(
            above.start
            for table in tables
            if any(map(_are_sexes, _heads_in_line(table)))
            for above in table.above
        )

    def year_above(self, view: View, one: Printed) -> tuple[int, int] | None:
        """The year that heads the column of a value, as the first and the last; None for none."""
        table = self._by_view.get(view.start)
        column = table.column_of(view, digits_at(one)) if table is not None else None
        if table is None or column is None or column < table.labels:
            return None
        found = years_of([self.label(*head) for head in table.heads_of(column)])
        return (found[0], found[0]) if len(found) == 1 and found[0] > 0 else None

    def _notes(self, table: TextTable) -> Mapping[str, NamesExplained]:
        key = id(table)
        if key not in self._notes_of:
            self._notes_of[key] = notes_in(self.below(table))
        return self._notes_of[key]

    def below(self, table: TextTable) -> Sequence[View]:
        """The first sentences below a table."""
        last = max((one.view.sentence.index for one in table.rows), default=-1)
        return self.views[last + 1 : last + 1 + _BELOW]

    def holds(self, view: View, one: Printed) -> bool:
        """Whether a figure is a value of a table, whose heads alone say what it is of.

        Of a list of facts it is one where its label has brackets, which no sentence has.
        """
        table = self._by_view.get(view.start)
        column = table.column_of(view, digits_at(one)) if table is not None else None
        is_row = view.sentence.kind == "row" or _UNIT_BEFORE.search(view.before(one.start, 6))
        return bool(is_row) and table is not None and column is not None and column >= table.labels

    def names_another(self, view: View, one: Printed, named_in: int) -> bool:
        """Whether the heads of a value say what it is of: it is not of what was told before.

        "Bakeries | 9,100" below "Income per person | 51,660" is of no income. What was named in the
        row itself, which begins at ``named_in`` then, goes on.
        """
        if view.start == named_in or view.sentence.kind != "row":
            return False
        table = self._by_view.get(view.start)
        column = table.column_of(view, digits_at(one)) if table is not None else None
        if table is None or column is None or column < table.labels:
            return False
        row = table.by_view[view.start]
        heads = [self.label(*head) for head in table.heads_of(column)]
        rows = [self.label(*head) for head in table.labels_of(row)]
        is_odd = any(one.odd for one in heads) and not any(one.has_topic for one in heads)
        return is_odd or any(one.odd or one.has_topic for one in rows)

    def rows_say(self, table: TextTable, *, is_area: bool) -> bool:
        """Whether most rows of a table name an area, or a year, by themselves; counted once."""
        key = (id(table), is_area)
        if key not in self._said:
            labels = [[self.label(*one) for one in table.labels_of(row)] for row in table.rows]
            said = sum(bool(areas_of(one) if is_area else years_of(one)) for one in labels)
            self._said[key] = 2 * said > len(table.rows)
        return self._said[key]

    def alone(self, what: str, unit: str, number: str, size: int, whose: str) -> ReadFigure | None:
        """How a sentence is read that states a number of some country, or the world, in a year."""
        rate = f"{what} {unit.strip(' ,()[]')}"
        if unit.strip(" ,([").startswith("per ") and is_rate(rate):
            what, unit = rate, ""  # "Births", "per 1,000 population"
        key = (what, unit, re.sub(r"\d", "1", number), size, whose)
        if key not in self._alone:
            told, more = with_unit(number, unit)
            said = ", ".join(filter(None, (what, more)))
            said = said[:1].lower() + said[1:] if said[1:2].islower() else said
            text, at = f"In {_SOME_YEAR}, {said} in {whose} was {told}.", " was "
            if not unit and is_rate(what):
                text, at = f"In {_SOME_YEAR}, there were {told} {said} in {whose}.", " were "
            found = [one for one in self.read_alone(text) if one.start >= text.find(at)]
            self._alone[key] = found[0] if len(found) == 1 else None
        return self._alone[key]


def areas_of(labels: Sequence[HeadLabel]) -> list[str]:
    """The areas that labels name, each once."""
    return list(dict.fromkeys(area for one in labels for area in one.areas))


def years_of(labels: Sequence[HeadLabel]) -> list[int]:
    """The years that labels name, each once."""
    return list(dict.fromkeys(year for one in labels for year in one.years))


def _heads_in_line(table: TextTable) -> Iterator[list[tuple[View, TextCell]]]:
    """The cells of each column that heads rows, and of each row that heads columns."""
    for column in range(table.labels):
        own = [(row.view, row.cells[column]) for row in table.rows]
        yield [(view, cell) for view, cell in own if not cell.is_empty]
    for row in table.heads:
        yield [(row.view, cell) for cell in row.cells[table.labels :]]


def _codes_in(table: TextTable) -> Iterator[int]:
    """Where the heads of a table are codes of areas, as a column or a row holds nothing else."""
    for cells in _heads_in_line(table):
        if _are_codes(cells):
            yield from (cell.start for _, cell in cells)


def _are_sexes(cells: Sequence[tuple[View, TextCell]]) -> bool:
    words = [cell.words(view.text) for view, cell in cells]
    return len(words) > 1 and all(map(_OF_A_SEX.fullmatch, words)) and len({*words}) > 1


def _sexes_in(table: TextTable) -> Iterator[int]:
    """Where the heads of a table are letters for the sexes, and no other letter is beside them."""
    for cells in _heads_in_line(table):
        letters = [
            (cell.start, words) for view, cell in cells if len(words := cell.words(view.text)) == 1
        ]
        told = [words for _, words in letters if words.isalpha()]
        if told.count("F") == told.count("M") > 0 and _SEXES.keys() >= {*told}:
            yield from (start for start, words in letters if words in _SEXES)


def _are_codes(cells: Sequence[tuple[View, TextCell]]) -> bool:
    words = [cell.words(view.text) for view, cell in cells]
    are_codes = all(_AREA_CODE.fullmatch(one) is not None and one in AREAS for one in words)
    return len(words) >= _LEAST_CODES and are_codes
