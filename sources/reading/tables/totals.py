"""Rows below rows of countries: "Total", "All three", "Average", and whose numbers they are.

Such a row is of exactly the countries above it, where each of them has a value there and is named
by itself. Only what can be added is added: people, money, areas. An average is open unless it says
that each country counts once, since the weights of another are nowhere told.

A row that names a region and says that it gives a part of it ("Africa, total of above", "Asia (4
countries)") is of the rows above it too, and never surely of the whole region.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sources.reading.narrowing.claim import as_read
from sources.reading.sentences.model import Candidate, ReadFigure, Reading, ReadingDoubt
from sources.reading.tables.cells import CellCase
from sources.reading.tables.heads.labels import HeadLabel
from sources.reading.tables.layout.grid import TextRow
from sources.reading.tables.moved import tells_a_change
from sources.reference.areas import AREAS, FEWEST_FOR_A_WORLD, WORLD
from sources.reference.concepts import concept_for
from sources.reference.memberships import named_groups
from sources.reference.resolve import area_label, resolve_area

TotalKind = Literal["sum", "simple", "mean"]
"""What a row gives of those above it: their sum, their simple mean, a mean of unsaid weights."""

_MOST = 40
"""So many rows above a total are looked at."""
_LEAST = 2
"""So few countries a total is of."""
_COUNTS = (
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"
)  # fmt: skip
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
_OF_ROWS = re.compile(
    r"\bsub-?\s?totals?\b|\b(?:listed|shown|covered|included|reporting|presented|selected)\b|"
    r"(?<!\band\s)(?<!\bor\s)\babove\b|\bof (?:these|those)\b|"
    rf"\b(?P<count>{'|'.join(_COUNTS)}|\d{{1,3}})\s+(?:\w+\s+)?"
    r"(?:countr(?:y|ies)|econom(?:y|ies)|states|nations|markets|members)\b",
    re.IGNORECASE,
)
"""What says, beside the name of a region, that some of its countries are meant."""
_OF_SOME_ROWS = re.compile(r"\b(?:covered|included|reporting|selected)\b", re.IGNORECASE)
"""Such countries need not be those that the table shows."""
_PLAIN_TOTAL = re.compile(r"\W*(?:(?:grand|overall)\s+)?totals?\b(?:\W|\b(?:for|of|in)\b)*", re.I)
_ADDED = re.compile(r"total|\bsum\b", re.IGNORECASE)
_AVERAGED = re.compile(r"\b(?:averages?|means?|medians?)\b", re.IGNORECASE)


@dataclass(frozen=True)
class PartOfRegion:
    """What a head says that names a region, and some countries of it.

    Attributes:
        area: The region.
        kind: What it gives of these countries; None where that is not said.
        count: Of how many; None where that is not said.
        is_sure: Whether it is surely of the countries of the rows above it, and in a row.
    """

    area: str
    kind: TotalKind | None
    count: int | None
    is_sure: bool


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


def part_told(case: CellCase) -> PartOfRegion | None:
    """What the heads of a cell say of some countries of a region; None where they say nothing."""
    for labels in (case.rows, case.columns, case.sections, case.corner):
        named = [one for one in labels if one.areas]
        if not named:
            continue
        found = next(filter(None, map(_part_in, named)), None)
        if found is not None:
            return replace(found, is_sure=found.is_sure and labels is case.rows)
        plain = next((one for one in labels if _is_total_of_region(one)), None)
        if plain is None or labels is not case.rows or len(_rows_above(case)) < _LEAST:
            return None
        return PartOfRegion(plain.areas[0], "sum", None, is_sure=False)
    return None


def _part_in(label: HeadLabel) -> PartOfRegion | None:
    """What one head says of some countries of a region."""
    match = _OF_ROWS.search(label.words)
    if match is None or len(label.areas) != 1 or _is_country(label.areas[0]):
        return None
    area, count = label.areas[0], _number(match["count"])
    if count is not None and _counts_all(area, count):
        return None
    is_mean = _AVERAGED.search(label.words) is not None
    kind: TotalKind | None = "mean" if is_mean else None
    if kind is None and _ADDED.search(label.words):
        kind = "sum"
    is_of_rows = kind is not None and _OF_SOME_ROWS.search(label.words) is None
    return PartOfRegion(area, kind, count, is_sure=is_of_rows or count is not None)


def _counts_all(area: str, count: int) -> bool:
    """Whether so many countries are all of a region; of a club, in some year."""
    if area == WORLD:
        return count >= FEWEST_FOR_A_WORLD
    size = len(resolve_area(area).members)
    return abs(count - size) <= (max(1, size // 10) if area in named_groups() else 0)


def _is_total_of_region(label: HeadLabel) -> bool:
    """Whether a head is the total of a region on the map ("Total Africa"), and of no club."""
    if len(label.areas) != 1 or _is_country(area := label.areas[0]):
        return False
    is_on_map = area != WORLD and area not in named_groups()
    return is_on_map and _PLAIN_TOTAL.fullmatch(label.words) is not None


def read_part(case: CellCase, told: PartOfRegion) -> ReadFigure:
    """The figure of some countries of a region: of the rows above it, or open.

    Args:
        case: The figure in its cell.
        told: What its heads say of them.
    """
    read = None
    if told.is_sure and case.tables.rows_say(case.table, is_area=True):
        read = None if tells_a_change(case) else _of_rows(case, told)
    if read is not None:
        return read
    name = area_label(told.area)
    doubt = ReadingDoubt("whose", f"its head may tell of some countries of {name} only, not of all")
    return replace(as_read(case.row.view, case.one, "claim", doubt.words), doubt=doubt)


def _of_rows(case: CellCase, told: PartOfRegion) -> ReadFigure | None:
    """The figure of all rows since the last total; None where some are not of the region."""
    above = _rows_above(case, until_total=True)
    found = _members(case, above, told.count)
    if found is None:
        return None
    first, areas, member = found
    whole = resolve_area(told.area).members
    if whole and not {*areas} <= {*whole}:
        return None
    before = _countries_before(case, above)
    if whole and before & {*whole}:
        return None
    concept = concept_for(first.indicator)
    can_add = concept.summable and concept.kind in {"stock", "flow"}
    return _as_total(case, told.kind or ("sum" if can_add else "mean"), first, areas, member)


def _countries_before(case: CellCase, above: Sequence[TextRow]) -> set[str]:
    """The countries of its table that rows before those above it name."""
    labels: list[HeadLabel] = []
    for row in case.table.rows:
        if row is above[0]:
            break
        labels += (case.label(*one) for one in case.table.labels_of(row))
    return {area for one in labels for area in one.areas}


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
    found = _members(case, _rows_above(case), count)
    if found is None or _is_of_more(case):
        return None
    first, areas, member = found
    return _as_total(case, kind, first, areas, member)


def _members(
    case: CellCase, above: Sequence[TextRow], count: int | None
) -> tuple[Reading, list[str], ReadFigure] | None:
    """What the cells above state alike, of which countries, and the first of them as read."""
    members = [case.beside(row, case.column) for row in above]
    read = [one.read() for one in members if one is not None]
    sure = [one for one in read if one is not None and one.state == "sure"]
    readings = [one.reading for one in sure if one.reading is not None]
    if len(readings) != len(above) or len(readings) < _LEAST or count not in {None, len(readings)}:
        return None
    first = readings[0]
    areas = [one.areas[0] for one in readings]
    is_one = {(one.indicator, one.period, one.measure) for one in readings} == {
        (first.indicator, first.period, "value")
    }
    if not is_one or len(set(areas)) < len(areas) or not all(map(_is_country, areas)):
        return None
    return first, areas, sure[0]


def _as_total(
    case: CellCase,
    kind: TotalKind,
    first: Reading,
    areas: Sequence[str],
    member: ReadFigure,
) -> ReadFigure:
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


def _rows_above(case: CellCase, *, until_total: bool = False) -> list[TextRow]:
    """The rows above it, back to the head of its section.

    Where another total parts them: none, or those since that one if ``until_total`` says so.
    """
    rows = case.table.rows
    at = next(n for n, one in enumerate(rows) if one is case.row)
    found: list[TextRow] = []
    for row in reversed(rows[max(0, at - _MOST) : at]):
        if row.section != case.row.section:
            break
        if not _is_total(case, row):
            found.append(row)
        elif found:
            return found[::-1] if until_total else []  # of the rows since the last total, or of all
    return found[::-1]


def _is_total(case: CellCase, row: TextRow) -> bool:
    cells = case.table.labels_of(row)
    if any(total_in(cell.words(view.text)) for view, cell in cells):
        return True
    labels = [case.label(*one) for one in cells]
    return any(_part_in(one) is not None or _is_total_of_region(one) for one in labels)


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
