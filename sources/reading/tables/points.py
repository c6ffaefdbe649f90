"""Points between digits of a table that may separate thousands: "19.039" under "(thousands)".

Much of Europe and Latin America writes so. A column of values with three digits behind one point
each may be either; other decimals in the table, a value below one, and a sum that nobody has tell
that its points are decimal.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain

from sources.reading.sentences.model import ReadFigure, ReadingDoubt
from sources.reading.tables.cells import CellCase
from sources.reference.concepts import concept_for

_THREE = re.compile(r"\d{1,3}\.\d{3}")
_GROUPS = re.compile(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?")
_WITH_COMMA = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+")
_DECIMAL = re.compile(r"0\.\d+|\d+\.(?:\d{1,2}|\d{4,})|\d{4,}\.\d+|\d{1,3}(?:,\d{3})+\.\d+")
_PLAIN = re.compile(r"\d{4,}|\d{1,3}(?:,\d{3})+")
_NUMBER = re.compile(r"(?<![\w.,])\d[\d.,]*(?<![.,])")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_RATES = frozenset({"percent", "years", "index"})
_MOST = {"persons": 10**10, "usd": 2 * 10**14}
"""More people, and more dollars in a year, than the world has."""
_MAY_BE = ReadingDoubt("what", "its point may separate thousands")
_ARE = ReadingDoubt("what", "its point separates thousands, as those of other values do")


def with_points(case: CellCase, read: ReadFigure) -> ReadFigure:
    """A figure that is open where its point may separate thousands.

    Args:
        case: The figure in its cell.
        read: How it is read with a decimal point.
    """
    doubt = None if read.reading is None or read.state != "sure" else _doubt(case, read)
    if doubt is None:
        return read
    return replace(read, state="unsure", doubt=doubt, why=f"{read.why}; but {doubt.words}")


def _doubt(case: CellCase, read: ReadFigure) -> ReadingDoubt | None:
    own = _number_in(case.row.view.text[case.one.start : case.one.end])
    if _THREE.fullmatch(own) is None or re.search(r"[^\W\d_]{3}", read.phrase):
        return None
    columns = _columns(case)
    table, column = [*chain.from_iterable(columns)], columns[case.column]
    if any(_GROUPS.fullmatch(one) or _WITH_COMMA.fullmatch(one) for one in table):
        return _ARE
    is_decimal = any(map(_DECIMAL.fullmatch, table)) or any(map(_PLAIN.fullmatch, column))
    return None if is_decimal or _is_too_much(column, read) else _MAY_BE


def _is_too_much(column: list[str], read: ReadFigure) -> bool:
    """Whether a value of the column were more than there can be, or a rate in thousands."""
    unit = "" if read.reading is None else concept_for(read.reading.indicator).unit
    if unit in _RATES or read.unit == "percent" or read.figure.unit == "percent":
        return True
    most = next((limit for name, limit in _MOST.items() if unit.startswith(name)), None)
    greatest = max(int(one.replace(".", "")) for one in column if _THREE.fullmatch(one))
    return most is not None and greatest * read.scale > most


def _columns(case: CellCase) -> list[list[str]]:
    """The different numbers of each column of its table, as printed; years and labels aside."""
    table, known = case.table, case.tables.printed
    if id(table) not in known:
        width = max(len(row.cells) for row in table.rows)
        found: list[dict[str, None]] = [{} for _ in range(width)]
        for row in table.rows:
            for at, cell in enumerate(row.cells[table.labels :], table.labels):
                number = _number_in(cell.words(row.view.text))
                if number and _YEAR.fullmatch(number) is None:
                    found[at][number] = None
        known[id(table)] = [_telling([*one]) for one in found]
    return known[id(table)]


def _telling(numbers: list[str]) -> list[str]:
    """One number of each form, and the greatest with three digits behind a point."""
    three = [one for one in numbers if _THREE.fullmatch(one)]
    others = (_GROUPS, _WITH_COMMA, _DECIMAL, _PLAIN)
    found = [next(filter(form.fullmatch, numbers), "") for form in others]
    return [*filter(None, found), *sorted(three, key=float)[-1:]]


def _number_in(words: str) -> str:
    match = _NUMBER.search(words)
    return "" if match is None else match[0]
