"""Reading a figure that stands in a cell of a table by the heads above and beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sources.reading.choosing.other_wholes import doubt_of_head
from sources.reading.mentions.areas import is_country
from sources.reading.mentions.printed import Printed
from sources.reading.narrowing.claim import as_read
from sources.reading.sentences.context import Thread, View
from sources.reading.sentences.model import ReadFigure, ReadingDoubt
from sources.reading.tables.cells import CellCase
from sources.reading.tables.found import TextTables
from sources.reading.tables.heads.captions import captions_of
from sources.reading.tables.heads.parts import base_year_told, lacks_its_sex, tells_others
from sources.reading.tables.layout.lines import YEARS
from sources.reading.tables.layout.units import is_unit
from sources.reading.tables.moved import is_other_growth, read_change, tells_a_change
from sources.reading.tables.points import with_points
from sources.reading.tables.printing import digits_at, is_alone, part_of, within
from sources.reading.tables.totals import gives_a_total, part_told, read_part, read_total
from sources.reference.names import is_loose

OF_A_TABLE = ReadingDoubt("what", "the heads of its table do not say surely what it states")
"""What leaves a value open that was read as in running text, from what stands beside it."""
NOT_APART = ReadingDoubt("what", "no head of its column tells it from the other values of its row")
_OF_A_SENTENCE = re.compile(
    r"\b(?:in|of) (?:the|its) sentence\b|\bunit of its own\b|\bits own words\b"
)


def as_in_table(read: ReadFigure) -> ReadFigure:
    """A value of a table that its heads did not tell: never sure, and open for that reason.

    What else leaves it open is told in words of a table too.

    Args:
        read: The value, read from what stands beside it.
    """
    doubt = read.doubt
    if read.reading is None or (doubt and not _OF_A_SENTENCE.search(doubt.words)):
        return read
    return replace(read, state="unsure", doubt=OF_A_TABLE)


_IN_THOUSANDS = re.compile(r"1[,. ]?000\b")
_DOLLARS = r"(?:1[6-9]|20)\d\d\s*(?:US\s?\$|USD|\$|US dollars|dollars)"
_OF_A_YEAR = re.compile(_DOLLARS)
_AS_HEAD = re.compile(
    rf"1[,. ]?000|(?:1[6-9]|20)\d\d\s*(?:\(.*|[a-z]+(?: dollars)?)|{_DOLLARS}", re.DOTALL
)
"""A head that is no figure: "1,000", or a year with a unit, "2023 (US$)", "2023 billion"."""


def _rest_of_cell(words: str) -> str:
    return re.split(r"[|\t\n]|\s{2,}", words, maxsplit=1)[0]


def read_cell(
    tables: TextTables, view: View, one: Printed, heads: Sequence[View], thread: Thread
) -> ReadFigure | None:
    """What a figure in a cell states; None where its heads do not say all of it.

    Args:
        tables: The tables of the text.
        view: The row.
        one: The figure.
        heads: The headings above it, the nearest last.
        thread: What the text is about, for what no head says.
    """
    table = tables.of(view)
    column = table.column_of(view, digits_at(one)) if table is not None else None
    if table is None and tables.is_head(view) and _AS_HEAD.fullmatch(one.figure.text):
        return as_read(view, one, "label", "it heads its column")
    if table is None or column is None:
        return None
    if column < table.labels:
        is_torn = "\t" in view.text[one.start : one.end]
        words = view.text[one.start : one.end] + _rest_of_cell(view.text[one.end : view.end])
        is_label = is_torn or (_IN_THOUSANDS.match(words) is not None and is_unit(words))
        is_label |= table.is_key(column) or _OF_A_YEAR.fullmatch(one.figure.text) is not None
        return as_read(view, one, "label", "it heads its row") if is_label else None
    row = table.by_view[view.start]
    is_torn = "\t" in view.text[one.start : one.end]
    if is_torn and YEARS.fullmatch(row.cells[column].words(view.text)):
        return as_read(view, one, "label", "it is the year of its row")
    part = part_of(view, one, row.cells[column])
    if part is not row.cells[column]:
        cells = (*row.cells[:column], part, *row.cells[column + 1 :])
        row = replace(row, cells=cells)
    if not is_alone(view, one, row.cells[column]):
        return None
    own = within(view, one, row.cells[column])
    case = CellCase(tables, table, row, column, own, heads, thread)
    told = part_told(case)
    if told is not None:
        read: ReadFigure | None = read_part(case, told)
    elif tells_a_change(case):
        read = read_change(case)
    else:
        read = read_total(case) if gives_a_total(case) else case.read()
    return None if read is None or _is_of_another(case, read) else _looked_at_last(case, read)


def _is_of_another(case: CellCase, read: ReadFigure) -> bool:
    """Whether the heads of a value tell of a sex, or of a growth, that what was read is not of."""
    if read.reading is None:
        return False
    of_no_sex = lacks_its_sex([*case.rows, *case.columns], read.reading.indicator)
    return of_no_sex or is_other_growth(case, read.reading)


def _looked_at_last(case: CellCase, read: ReadFigure) -> ReadFigure:
    """A value with what its heads leave open: a note, whose it is, where its thousands end."""
    read = _of_its_whole(case, _of_two(case, _of_its_people(case, _with_mark(case, read))))
    return with_points(case, read)


def _opened(read: ReadFigure, doubt: ReadingDoubt) -> ReadFigure:
    """A value that a doubt leaves open, and why beside what speaks for it."""
    return replace(read, state="unsure", doubt=doubt, why=f"{read.why}; but {doubt.words}")


def _of_its_whole(case: CellCase, read: ReadFigure) -> ReadFigure:
    """A share that is open where its heads tell of which whole, and its series is of another."""
    if read.reading is None or read.doubt is not None or not read.reading.indicator:
        return read
    heads = [one for one in (*case.rows, *case.columns) if not one.listed]
    told = (doubt_of_head(one.words, one.unit, read.reading.indicator) for one in heads)
    words = next(filter(None, told), "")
    if not words:
        return read
    return _opened(read, ReadingDoubt("what", words))


def _of_two(case: CellCase, read: ReadFigure) -> ReadFigure:
    """A figure that is open where its head is a name of two countries ("Congo")."""
    cells = [*case.table.labels_of(case.row), *case.table.heads_of(case.column)]
    names = (cell.words(view.text).strip(" *_.:") for view, cell in cells)
    name = next((name for name in names if name and is_loose(name)), "")
    is_open = read.reading is None or read.doubt is not None
    if not name or is_open or not all(map(is_country, read.reading.areas if read.reading else ())):
        return read
    doubt = ReadingDoubt("whose", f"“{name}” may mean more than one")
    return _opened(read, doubt)


def _of_its_people(case: CellCase, read: ReadFigure) -> ReadFigure:
    """A figure that is open where its heads tell of other people than its series is of."""
    reading = read.reading
    if reading is None or read.doubt is not None or not reading.indicator:
        return read
    if any(one.listed for one in (*case.rows, *case.columns)):
        return read
    labels = [*case.rows, *case.columns]
    cells = [*case.table.labels_of(case.row), *case.table.heads_of(case.column)]
    printed = [cell.words(view.text) for view, cell in cells]
    if year := base_year_told(labels, printed, reading):
        words = f"it may be told in dollars of {year}, and its series is not"
    elif tells_others(labels, reading.indicator):
        words = "its heads tell an age, a sex or an estimate that its series is not of"
    else:
        return read
    return _opened(read, ReadingDoubt("what", words))


def _with_mark(case: CellCase, read: ReadFigure) -> ReadFigure:
    """A figure that is open where a note is marked on it, or its heads, that is not understood."""
    labels = (case.own, *case.rows, *case.columns)
    mark = next((one.note for one in labels if one.note), "")
    if not mark or read.doubt is not None:
        return read
    doubt = ReadingDoubt("what", f"the note “{mark}” on it is not there, or is not understood")
    return _opened(read, doubt)


def told_apart(tables: TextTables, view: View, found: list[ReadFigure]) -> list[ReadFigure]:
    """Values of a row, open where no head tells one from the next and what stands above is of one.

    "Inflation, 2021" above two columns of numbers may be of either.

    Args:
        tables: The tables of the text.
        view: The row.
        found: What was read of it.
    """
    table = tables.of(view)
    if table is None or view.start not in table.by_view:
        return found
    row = table.by_view[view.start]
    is_told = any(tables.label(*one).has_topic for one in table.labels_of(row))
    columns = [table.column_of(view, _digit_of(one)) for one in found]
    values = [
        (n, one)
        for n, (one, column) in enumerate(zip(found, columns, strict=True))
        if one.kind == "claim" and column is not None and column >= table.labels
    ]
    answer = list(found)
    for n, one in values:
        others = [other for at, other in values if columns[at] != columns[n]]
        read = [other.reading for other in others]
        is_alike = one.reading in read or (not is_told and None in read)
        is_named = any(
            label.areas or label.years or label.has_topic
            for label in (tables.label(*head) for head in table.heads_of(columns[n] or 0))
        )
        if is_alike and not is_named:
            answer[n] = _not_apart(one)
    return answer


def _not_apart(read: ReadFigure) -> ReadFigure:
    if read.reading is None or read.doubt is not None:
        return read
    why = f"{read.why}; but {NOT_APART.words}"
    return replace(read, state="unsure", doubt=NOT_APART, why=why)


def _digit_of(read: ReadFigure) -> int:
    """Where the first digit of a figure stands."""
    digit = re.search(r"\d", read.phrase)
    return read.start + (digit.start() if digit else 0)


def with_heads(tables: TextTables, view: View, found: list[ReadFigure]) -> list[ReadFigure]:
    """Figures of a line with what heads them in a table, for a person to judge them by.

    Args:
        tables: The tables of the text.
        view: The line.
        found: What was read of it.
    """
    table = tables.of(view)
    if table is None or view.start not in table.by_view:
        return found
    rows = [*table.labels_of(table.by_view[view.start])]
    above = next(captions_of(table.above), None)
    caption = [] if above is None else [above.text[above.start : above.end]]
    headed = []
    for one in found:
        column = table.column_of(view, _digit_of(one))
        heads = [] if column is None or column < table.labels else table.heads_of(column)
        words = [cell.words(at.text) for at, cell in (*rows, *heads)] if heads else []
        told = (" ".join(line.split()) for line in (*words, *caption))
        headed.append(replace(one, heads=tuple(filter(None, told))))
    return headed
