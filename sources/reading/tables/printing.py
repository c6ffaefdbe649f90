"""The figure of a cell, and what its cell prints around it: its unit, years, marks of notes."""

from __future__ import annotations

import re
from dataclasses import replace

from sources.reading.mentions.printed import Printed, read_printed
from sources.reading.sentences.context import View
from sources.reading.tables.layout.lines import TextCell
from sources.reading.tables.layout.units import goes_on


def digits_at(one: Printed) -> int:
    """Where a figure's digits begin: its currency may stand in the cell before, as its unit."""
    match = re.search(r"\d", one.figure.text)
    return one.start + (match.start() if match else 0)


def is_alone(view: View, one: Printed, cell: TextCell) -> bool:
    """Whether a cell holds this figure, its unit, a year and a mark of a note at most."""
    figures = [f for f in view.figures if cell.start <= digits_at(f) < cell.end]
    if [f.start for f in figures if f.unit != "denominator"] != [one.start]:
        return False
    before = _bare(view, cell.start, max(one.start, cell.start))
    rest = behind_in(view, one, cell)
    return not before and (not rest or goes_on(rest))


_DATED = re.compile(r"[^()\d]*\d[^()]*\(\s*(?:1[89]|20)\d\d\b[^()\d]*\)[*†\[\]¹²³]{0,4}\s*[,;]?\s*")
"""A value with its year in brackets: "2.9% (2018)"."""
_WITH_EARLIER = re.compile(
    r"(?P<own>[^()]*\d[^()]*)"
    r"\((?P<earlier>\s*(?:in\s+)?(?:1[89]|20)\d\d\s*:?\s[^()]*\d[^()]*)\)\s*"
)
"""A value with that of another year in brackets: "2.3 (2003: 3.5)"."""
_AND_MORE = re.compile(
    r"(?P<own>[^()]*\d[^()]*)\((?![^()]*\b(?:wom[ae]n|m[ae]n|(?:fe)?males?|girls|boys|urban|rural)\b)"
    r"[^()]*(?:\d\s*(?:%|per\b|[a-z]{2,}))[^()]*\)\s*",
    re.IGNORECASE,
)
"""A value with another in brackets, in its own unit: "124 per sq. km (321 per square mile)"."""


def part_of(view: View, one: Printed, cell: TextCell) -> TextCell:
    """The part of a cell in which a figure stands with its own year; the cell where it has none."""
    words, place = cell.words(view.text), digits_at(one) - cell.start
    dated = list(_DATED.finditer(words))
    if len(dated) > 1 and "".join(found[0] for found in dated) == words:
        found = next(found for found in dated if found.start() <= place < found.end())
        end = found.start() + len(found[0].rstrip(" ,;"))
        return replace(cell, start=cell.start + found.start(), end=cell.start + end)
    earlier = _WITH_EARLIER.fullmatch(words)
    for name in ("own", "earlier") if earlier is not None else ():
        start, end = earlier.span(name) if earlier is not None else (0, 0)
        if start <= place < end:
            return replace(cell, start=cell.start + start, end=cell.start + end)
    more = None if earlier is not None else _AND_MORE.fullmatch(words)
    if more is not None and place < more.end("own"):
        return replace(cell, end=cell.start + len(more["own"].rstrip()))
    return cell


def only_figure(view: View, cell: TextCell) -> Printed | None:
    """The one figure of a cell that holds nothing else; None for another."""
    own = [one for one in view.figures if cell.start <= digits_at(one) < cell.end]
    found = next((one for one in own if one.unit != "denominator"), None)
    return found if found is not None and is_alone(view, found, cell) else None


def behind_in(view: View, one: Printed, cell: TextCell) -> str:
    """What stands behind a figure in its cell, beside years and marks of notes: its unit."""
    return _bare(view, one.end, cell.end).strip(" ,;")


def within(view: View, one: Printed, cell: TextCell) -> Printed:
    """A figure with what its cell alone prints around it."""
    words = view.text[cell.start : cell.end]
    found = read_printed(words, lambda _start, _end: False)
    place = digits_at(one) - cell.start
    own = next((f for f in found if f.start <= place < f.end), None)
    if own is None:
        return one
    start = cell.start
    figure = replace(own.figure, start=own.figure.start + start, end=own.figure.end + start)
    placed = replace(own, start=own.start + start, end=own.end + start, after=own.after + start)
    return replace(placed, figure=figure)


def _bare(view: View, start: int, end: int) -> str:
    """The words between two places without years, brackets and marks of notes."""
    text, at = "", start
    for year in view.years:
        if start <= year.start < end:
            text, at = f"{text} {view.text[at : year.start]}", max(at, year.end)
    words = f"{text} {view.text[at:end]}" if at < end else text
    return " ".join(_LOOSE_END.sub(" ", _NOTES.sub(" ", words)).split())


_NOTES = re.compile(
    r"\(\s*(?:[\d¹²³⁴⁵a-e]|[*†‡]{1,3})?\s*\)|\[\s*(?:[\d¹²³⁴⁵]{1,2}|[a-e])?\s*\]|[*†‡_`]|"
    r"(?<![a-z])[¹²³⁴⁵ᵃᵇᶜᵈᵉᶠᵍʰ]|[()\[\]](?!\s*\d)"
)
"""Marks of notes, and brackets around words; a number in brackets is another figure."""
_LOOSE_END = re.compile(
    r"(?:^|\s)(?:in|for|as of|of|as at|about|around)?\s*(?:[a-e]|[.,;:–—-]+)?\s*$"
)
