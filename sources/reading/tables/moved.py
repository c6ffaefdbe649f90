"""What a cell of a column (or a row) of change states: by how much moved what stands beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sources.model import Period
from sources.reading.narrowing.claim import as_read
from sources.reading.sentences.model import Candidate, ReadFigure, Reading, ReadingDoubt
from sources.reading.tables.cells import CellCase
from sources.reading.tables.changes import (
    ChangeHead,
    ChangeUnit,
    change_in,
    grows_otherwise,
    period_of,
)
from sources.reading.tables.layout.lines import TextCell
from sources.reading.tables.layout.units import factor_of
from sources.reference.concepts import concept_for
from sources.reference.resolve import area_label

_MOST_BESIDE = 12
"""So many columns, or rows, beside a change are looked at."""
_UNSAID = ReadingDoubt("what", "whether it changed by per cent or by points is not said")
_A_YEAR = ReadingDoubt("what", "whether it grew so much a year or in all is not said")
_REAL = ReadingDoubt("what", "whether it grew at constant or at current prices is not said")
_NOT_WHEN = ReadingDoubt("when", "from which year to which is not said")
_PRINTED: dict[str, ChangeUnit] = {"number": "", "pct": "percent", "points": "points"}
_UNITS: dict[ChangeUnit, str] = {"percent": "percent", "points": "percentage_points"}


@dataclass(frozen=True)
class _Told:
    """The head that tells a change, and the cases of the cells beside it with their years."""

    head: ChangeHead
    beside: Sequence[tuple[CellCase, tuple[int, ...]]]


def tells_a_change(case: CellCase) -> bool:
    """Whether a head of a cell tells a change and no level."""
    own = _own_head(case)
    if own is None:
        return False
    # "Growth" under "Real GDP growth" is what its caption names.
    is_bare = own[0] == ChangeHead("", is_growth=True)
    return not (is_bare and case.is_growth_named)


def is_other_growth(case: CellCase, reading: Reading) -> bool:
    """Whether the heads of a cell tell a growth that what was read of it is not, or need not be.

    Args:
        case: The cell.
        reading: What was read.
    """
    if reading.measure != "value":
        return False
    label = concept_for(reading.indicator).label
    own = [one.words for one in (*case.columns, *case.rows) if one.has_topic]
    above = (*case.sections, *case.corner, *case.above)
    near = [*_named_before(case), *(one.words for one in above if one.has_topic)]
    return grows_otherwise(reading.indicator, label, own, near)


def _named_before(case: CellCase) -> Iterator[str]:
    """What the columns before a cell's own measure, the nearest first."""
    for column in range(case.column - 1, case.table.labels - 1, -1):
        for head in case.table.heads_of(column):
            if (label := case.label(*head)).has_topic:
                yield label.words


def read_change(case: CellCase) -> ReadFigure | None:
    """The figure of a cell below or beside a head of change; None where not all of it is said."""
    told = _told(case)
    if told is None:
        return None
    bases = [one for one in (cell.read() for cell, _ in told.beside) if one is not None]
    read = [one.reading for one in bases if one.reading is not None]
    if not read or len({(one.indicator, one.areas) for one in read}) > 1:
        return None
    base = bases[-1]
    unit = _unit_of(case, told.head)
    beside = [years[0] for _, years in told.beside if len(years) == 1]
    when = period_of(told.head, beside)
    if unit is None or when is None or base.doubt is not None:
        return None
    first, last, is_certain = when
    concept = concept_for(read[0].indicator)
    doubt = None if is_certain else _NOT_WHEN
    if told.head.is_growth and not {first, last} <= {*beside}:
        doubt = _A_YEAR
    if unit == "percent" and concept.unit == "percent":
        doubt = _UNSAID
    elif told.head.is_growth and concept.unit.startswith("usd"):
        doubt = _REAL
    elif unit == "points" and concept.unit != "percent":
        return None
    factor = factor_of(told.head.scale) if unit == "amount" else 1
    if unit == "amount" and not _is_amount_of(concept.unit, told.head.scale, factor):
        return None
    reading = replace(
        read[-1], measure="growth" if unit == "percent" else "change", period=Period(first, last)
    )
    why = f"its head tells a change from {first} to {last}; beside it stands the "
    why += f"{concept.label} of {area_label(reading.areas[0])}"
    why = why if doubt is None else f"{why}; but {doubt.words}"
    return replace(
        as_read(case.row.view, case.one, "claim", why),
        state="unsure" if doubt else "sure",
        reading=reading,
        candidates=(Candidate(reading, 0.9, why),),
        doubt=doubt,
        scale=factor,
        unit=_UNITS.get(unit, "") if case.one.unit == "number" else "",
    )


def _is_amount_of(unit: str, scale: str, factor: int) -> bool:
    """Whether an amount of a change is told in the unit of what changed: years, or millions."""
    if unit == "years":
        return "y" in scale and factor == 1
    return unit == "persons" and factor > 1 and "$" not in scale


def _unit_of(case: CellCase, head: ChangeHead) -> ChangeUnit | None:
    """In what a cell tells its change; None for one whose print says another thing than its head.

    A change of per cents in "%" may be of points; of a bare "Change" only the cell can tell.
    """
    printed = _PRINTED.get(case.one.unit)
    if printed is None or case.one.figure.currency or case.one.is_pair:
        return None
    if not printed:
        return head.unit or None
    return printed if head.unit in {"", printed} else None


def _own_head(case: CellCase) -> tuple[ChangeHead, TextCell, bool] | None:
    """The one head of a cell that tells a change, and whether it heads its column."""
    columns = [(one.view, one.cell, one.first, True) for one in case.column_heads]
    rows = [(view, cell, cell, False) for view, cell in case.table.labels_of(case.row)]
    found = [
        (head, first, is_column)
        for view, cell, first, is_column in (*columns, *rows)
        if (head := change_in(view, cell)) is not None
    ]
    return found[0] if len(found) == 1 else None


def _told(case: CellCase) -> _Told | None:
    own = _own_head(case)
    if own is None:
        return None
    head, cell, is_column = own
    beside = list(_columns_beside(case, cell) if is_column else _rows_beside(case, cell))
    if head.topic:
        beside = [one for one in beside if head.topic in _words_of(one[0])] or beside
    return _Told(head, beside)


def _words_of(case: CellCase) -> str:
    labels = [*case.columns, *case.rows]
    return " ".join(one.words.casefold() for one in labels)


def _columns_beside(case: CellCase, head: TextCell) -> Iterator[tuple[CellCase, tuple[int, ...]]]:
    """The cells to its left, back to another change, below the same heads as its own."""
    upper = [cell for _, cell in case.table.heads_of(case.column) if cell != head]
    is_begun = False
    group: list[TextCell] | None = upper or None
    for column in range(
        case.column - 1, max(case.table.labels - 1, case.column - _MOST_BESIDE), -1
    ):
        heads = case.table.heads_of(column)
        if any(change_in(*one) is not None for one in heads):
            if is_begun:
                return
            continue
        own = [cell for _, cell in heads[:-1]]
        group = own if group is None else group
        if own != group:
            return
        is_begun = True
        if (found := case.beside(case.row, column)) is not None:
            yield found, tuple(year for one in found.columns for year in one.years)


def _rows_beside(case: CellCase, head: TextCell) -> Iterator[tuple[CellCase, tuple[int, ...]]]:
    """The cells above it, back to another change, in rows of years under the same section."""
    others = [cell for _, cell in case.table.labels_of(case.row) if cell != head]
    rows = case.table.rows
    at = next(n for n, one in enumerate(rows) if one is case.row)
    for row in reversed(rows[max(0, at - _MOST_BESIDE) : at]):
        labels = case.table.labels_of(row)
        if row.section != case.row.section or any(change_in(*one) is not None for one in labels):
            return
        years = tuple(year for one in labels for year in case.label(*one).years)
        if not years or (others and [cell for _, cell in labels[:-1]] != others):
            return
        if (found := case.beside(row, case.column)) is not None:
            yield found, years
