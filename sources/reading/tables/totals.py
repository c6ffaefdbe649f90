"""Rows below rows of countries: "Total", "All three", "Average", and whose numbers they are.

Such a row is of exactly the countries above it, where each of them has a value there and is named
by itself. Only what can be added is added: people, money, areas. An average is open unless it says
that each country counts once, since the weights of another are nowhere told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from sources.reading.narrowing.claim import as_read
from sources.reading.sentences.model import Candidate, ReadFigure, Reading, ReadingDoubt
from sources.reading.tables.cells import CellCase
from sources.reading.tables.layout.grid import TextRow
from sources.reading.tables.moved import tells_a_change
from sources.reference.areas import AREAS
from sources.reference.concepts import concept_for

TotalKind = Literal["sum", "simple", "mean"]
"""What a row gives of those above it: their sum, their simple mean, a mean of unsaid weights."""

_MOST = 40
"""So many rows above a total are looked at."""
_COUNTS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_THEM = (
    rf"(?:\W|\b(?:for|of|the|all|these|those|above|listed|shown|(?P<count>{'|'.join(_COUNTS)}|\d+)|"
    r"countr(?:y|ies)|economies|markets|states|nations|members|partners|together|combined|taken)\b)*"
)
_SUM = re.compile(
    rf"\W*(?:(?:grand\s+|overall\s+)?(?:totals?|sum)|together|combined|all(?=\W*(?:the\s+)?"
    rf"(?:{'|'.join(_COUNTS)}|\d+)\b)|(?=(?:the\s+)?(?:{'|'.join(_COUNTS)})\b)){_THEM}",
    re.IGNORECASE,
)
_MEAN = re.compile(
    rf"\W*(?:(?P<how>simple|unweighted|arithmetic|weighted)\s+)?(?:averages?|means?){_THEM}"
    rf"(?P<behind>simple|unweighted|weighted)?\W*",
    re.IGNORECASE,
)
_SELECTED = re.compile(
    r"\b(?:selected|largest|smallest|top|main|leading|chosen|of which|among|some)\b", re.IGNORECASE
)
"""Captions of tables that show only some of those whose total they may give."""
_OF_AVERAGE = ReadingDoubt("what", "how its average is weighed is not said")
_OF_AMOUNTS = ReadingDoubt("what", "an average of amounts is not computed here")
_NO_SUM = ReadingDoubt("what", "what it is the total of cannot be added up")


def total_in(words: str) -> tuple[TotalKind, int | None] | None:
    """What a row's head says it gives, and of how many; None for another head."""
    words = words.strip()
    if not words:
        return None
    match = _SUM.fullmatch(words)
    kind: TotalKind = "sum"
    if match is None:
        match = _MEAN.fullmatch(words)
        if match is None:
            return None
        how = (match["how"] or match["behind"] or "").casefold()
        kind = "simple" if how in {"simple", "unweighted", "arithmetic"} else "mean"
    return kind, _number(match["count"])


def _number(word: str | None) -> int | None:
    if not word:
        return None
    return int(word) if word.isdigit() else _COUNTS.index(word.casefold()) + 2


def gives_a_total(case: CellCase) -> bool:
    """Whether the row of a cell gives a sum or an average of those above it."""
    return case.tables.rows_say(case.table, is_area=True) and _kind_of(case) is not None


def _kind_of(case: CellCase) -> tuple[TotalKind, int | None] | None:
    labels = case.table.labels_of(case.row)
    named = [
        cell
        for view, cell in labels
        if total_in(cell.words(view.text)) or case.label(view, cell).areas
    ]
    if len(named) != 1 or any(case.label(*one).areas for one in labels):
        return None
    return total_in(named[0].words(case.row.view.text))


def read_total(case: CellCase) -> ReadFigure | None:
    """The figure of a total of the countries above it; None where it may be of others."""
    told = _kind_of(case)
    if told is None or tells_a_change(case):
        return None
    kind, count = told
    above = _rows_above(case)
    members = [case.beside(row, case.column) for row in above]
    read = [one.read() for one in members if one is not None]
    readings = [
        one.reading for one in read if one is not None and one.state == "sure" and one.reading
    ]
    if len(readings) != len(above) or len(readings) < 2 or count not in {None, len(readings)}:
        return None
    first = readings[0]
    areas = [one.areas[0] for one in readings]
    is_one = {(one.indicator, one.period, one.measure) for one in readings} == {
        (first.indicator, first.period, "value")
    }
    if not is_one or len(set(areas)) < len(areas) or not all(map(_is_country, areas)):
        return None
    if _is_of_more(case):
        return None
    return _as_total(case, kind, first, areas, read[0])


def _as_total(
    case: CellCase,
    kind: TotalKind,
    first: Reading,
    areas: Sequence[str],
    member: ReadFigure | None,
) -> ReadFigure | None:
    if member is None:
        return None
    concept = concept_for(first.indicator)
    doubt = None
    if kind == "mean":
        doubt = _OF_AVERAGE
    elif kind == "simple" and concept.summable:
        doubt = _OF_AMOUNTS
    elif kind == "sum" and not (concept.summable and concept.kind in {"stock", "flow"}):
        doubt = _NO_SUM
    reading = replace(
        first, areas=(" + ".join(areas),), weighting="" if kind == "sum" else "simple"
    )
    why = (
        f"its row gives the {'total' if kind == 'sum' else 'average'} of the {len(areas)} above it"
    )
    if doubt is not None:
        why = f"{why}; but {doubt.words}"
    is_bare = case.one.unit == "number" and not case.one.figure.currency
    return replace(
        as_read(case.row.view, case.one, "claim", why),
        state="unsure" if doubt else "sure",
        reading=reading,
        candidates=(Candidate(reading, 0.9, why),),
        doubt=doubt,
        scale=member.scale if is_bare else 1,
        unit=member.unit if is_bare else "",
    )


def _rows_above(case: CellCase) -> list[TextRow]:
    """The rows above it, back to the head of its section; none where another total parts them."""
    rows = case.table.rows
    at = next(n for n, one in enumerate(rows) if one is case.row)
    found: list[TextRow] = []
    for row in reversed(rows[max(0, at - _MOST) : at]):
        words = [cell.words(view.text) for view, cell in case.table.labels_of(row)]
        if row.section != case.row.section:
            break
        if not any(total_in(one) for one in words):
            found.append(row)
        elif found:
            return []  # of the rows since the last total, or of all
    return found[::-1]


def _is_of_more(case: CellCase) -> bool:
    """Whether a caption tells of a group, or of some only, of whose others no row tells."""
    labels = [*case.sections, *case.corner, *case.captions]
    named = [area for one in labels for area in one.areas]
    return any(not _is_country(one) for one in named) or any(
        _SELECTED.search(words) for words in case.caption_words
    )


def _is_country(expression: str) -> bool:
    area = AREAS.get(expression)
    return area is not None and area.kind == "country"
