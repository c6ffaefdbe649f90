"""What a text says of the short names and the marks of its tables.

"LE = life expectancy at birth; U5MR = under-five mortality rate", "CBR: crude birth rate" on a line
of its own, a table of symbols; "(a) thousands", "* 2019" below a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby

from sources.reading.sentences.context import View
from sources.reading.tables.layout.lines import TextCell, cells_of, is_axis, is_value

_SHORT = r"[A-Za-z][A-Za-z0-9_/-]{0,24}"
_DEFINED = re.compile(
    r"(?:(?<=[;,.\n(*_])|^)\s*[*_`]*(?P<short>[A-Z][A-Za-z0-9]{0,7})[*_`]*\s*(?:=|≙|stands for)\s*"
    r"(?P<long>[^;=\n|]+?)[*_`]*(?=\s*(?:;|$|\n|\.(?:\s|$)|,\s*[*_`]*[A-Z][A-Za-z0-9]{0,7}[*_`]*\s*=))",
)
_LINE = re.compile(
    r"\s*[-*•]?\s*[*_`]*(?P<short>[A-Z][A-Z0-9]{1,6})[*_`]*\s*[:–—]\s+(?P<long>[a-z].+?)[.;]?\s*"
)
_SYMBOL = re.compile(_SHORT)
_MARK = (
    r"\*{1,3}|[†‡§]{1,2}|[¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰ]|\((?:[a-h]|\*{1,3})\)|\[[a-h]\]|[a-h]/|\^[a-h0-9]\^?"
)
_REFERENCE = re.compile(
    r"(?<=\S)\s*(?:\[(?P<a>[1-9])\]|\((?P<b>[1-9])\)|(?<=\s)(?P<c>[1-9])/(?!\d))"
)
"""A number that is the mark of a note where there is one, else of a source."""
_MARKS = re.compile(rf"(?<![mM²³[])(?:{_MARK})(?!\w)|(?<=\d)(?<!CO2)[a-h](?![\w.])")
_NOTE = re.compile(
    rf"\s*(?:notes?[.:]\s*)?(?P<mark>{_MARK}|\[[1-9]\]|[1-9](?=[.:/)]?\s+[A-Z])|[a-h](?=\s+[A-Z]))"
    r"[\s.:=–—/)]*(?P<said>\S.*)",
    re.IGNORECASE,
)
_EMPHASIS = re.compile(r"(\*{1,3}|_{1,2}|`)(?=[^\s*_`])(.+?)(?<=[^\s*_`])\1")
_SAYS_NOTHING = re.compile(
    r"(?:[\s,;:.()–—-]|\b(?:(?:world bank|ilo|un|united nations|imf|official|national|our|staff|"
    r"modelled|provisional|preliminary|revised|rounded|latest|own)\b\s*)*"
    r"\b(?:estimates?|estimated|data|figures?|values?|calculations?|provisional|preliminary|revised|"
    r"rounded|goods and services|sources?|world bank|united nations|world development indicators|"
    r"wdi|wpp|(?:without|excluding) (?:lulucf|(?:land use, )?land-use change and forestry))\b)+",
    re.IGNORECASE,
)
"""What changes nothing of a value: by whom it was estimated, that it may be revised."""


@dataclass(frozen=True)
class NamesExplained:
    """Where something is explained: the words, and a unit that stands beside them."""

    view: View
    cell: TextCell
    unit: TextCell | None = None


def short_names_of(views: Sequence[View]) -> Mapping[str, NamesExplained]:
    """The short names that a text explains; one explained in two ways is none."""
    found: dict[str, NamesExplained] = {}
    odd: set[str] = set()
    for _, run in groupby(views, key=lambda one: one.sentence.paragraph):
        own = tuple(run)
        if any(map(_holds_values, own)):
            # Heads stand above values ("Market | GDP growth (%)"), and explain nothing.
            own = tuple(one for one in own if one.sentence.kind != "row")
        for short, one in chain.from_iterable(map(_explained_in, own)):
            said = _folded(one)
            if short in found and _folded(found[short]) != said:
                odd.add(short)
            found.setdefault(short, one)
    return {short: one for short, one in found.items() if short not in odd}


def _holds_values(view: View) -> bool:
    if view.sentence.kind != "row":
        return False
    words = [cell.words(view.text) for cell in cells_of(view)]
    return any(map(is_value, filter(None, words[1:])))


def _folded(one: NamesExplained) -> str:
    return " ".join(one.cell.words(one.view.text).casefold().split())


def _explained_in(view: View) -> Iterator[tuple[str, NamesExplained]]:
    text, start, end = view.text, view.start, view.end
    if view.sentence.kind == "row":
        yield from _symbol_in(view)
        return
    words = text[start:end]
    line = _LINE.fullmatch(words)
    if line is not None and view.topics and not view.figures:
        yield line["short"], NamesExplained(view, _cell(start, line))
        return
    for match in _DEFINED.finditer(words):
        yield match["short"], NamesExplained(view, _cell(start, match))


def _cell(offset: int, match: re.Match[str]) -> TextCell:
    return TextCell(offset + match.start("long"), offset + match.end("long"))


def _symbol_in(view: View) -> Iterator[tuple[str, NamesExplained]]:
    """A row of a table of symbols: the symbol, what it means, the unit."""
    cells = [one for one in cells_of(view) if not one.is_empty]
    if not 2 <= len(cells) <= 5 or any(is_value(one.words(view.text)) for one in cells):
        return
    short = cells[0].words(view.text)
    is_named = any(cells[1].start <= one.start < cells[1].end for one in view.topics)
    if is_named and _SYMBOL.fullmatch(short) is not None and not is_axis(short):
        yield short, NamesExplained(view, cells[1], cells[2] if len(cells) > 2 else None)


def short_names_in(
    view: View, cell: TextCell, known: Mapping[str, NamesExplained]
) -> Iterator[tuple[int, int, NamesExplained]]:
    """Where a head prints short names that its text explains."""
    topics = [(one.start, one.end) for one in view.topics]
    for match in re.finditer(r"[A-Za-z][A-Za-z0-9_]*", view.text[cell.start : cell.end]):
        start, end = cell.start + match.start(), cell.start + match.end()
        one = known.get(match[0])
        is_itself = one is not None and one.view.start <= start < one.view.end
        if one is None or is_itself or _is_said_before(view, cell, start, end):
            continue
        if any(a <= start and end <= b and b - a > end - start for a, b in topics):
            continue  # "GDP growth" is named as a whole
        is_topic = any(a <= start < b for a, b in topics)
        if is_topic and not any(one.cell.start <= t.start < one.cell.end for t in one.view.topics):
            continue
        yield start, end, one


def _is_said_before(view: View, cell: TextCell, start: int, end: int) -> bool:
    """Whether a short name stands in brackets behind what it is short for ("Fertility (TFR)")."""
    is_aside = view.text[start - 1 : start] == "(" and view.text[end : end + 1] == ")"
    return is_aside and any(cell.start <= one.start and one.end < start for one in view.topics)


def marks_at(view: View, cell: TextCell) -> tuple[str, ...]:
    """The marks of notes behind a cell's words; emphasis and what numbers a row are none."""
    start, end = cell.start, cell.end
    while start > view.start and view.text[start - 1] in "*_`":
        start -= 1
    while end < view.end and view.text[end] in "*_`":
        end += 1
    words = _EMPHASIS.sub(r"\2", view.text[start:end])
    found = (one for one in _MARKS.finditer(words) if words[: one.start()].strip())
    return tuple(dict.fromkeys(_bare(match[0]) for match in found))


def references_at(view: View, cell: TextCell) -> Iterator[str]:
    """The numbers in brackets behind a cell's words, which may be marks of notes."""
    for match in _REFERENCE.finditer(view.text, cell.start, cell.end):
        yield match[match.lastgroup or 0]


def _bare(mark: str) -> str:
    return mark.strip("()[]/^").translate(_RAISED)


_RAISED = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰ", "123456789abcdefgh")


def notes_in(below: Sequence[View]) -> Mapping[str, NamesExplained]:
    """The notes below a table by their marks, up to what stands behind them."""
    found: dict[str, NamesExplained] = {}
    for view in below:
        own = list(_notes_in(view))
        if view.sentence.kind == "row" or (view.sentence.kind == "heading" and not own):
            break
        for mark, cell in own:
            found.setdefault(mark, NamesExplained(view, cell))
    return found


def _notes_in(view: View) -> Iterator[tuple[str, TextCell]]:
    at = view.start
    for piece in re.split(r"(\n|;\s)", view.text[view.start : view.end]):
        match = _NOTE.fullmatch(piece.rstrip())
        if match is not None:
            start, end = at + match.start("said"), at + match.end("said")
            yield _bare(match["mark"]), TextCell(start, end)
        at += len(piece)


def says_nothing(words: str) -> bool:
    """Whether a note changes nothing of a value ("World Bank estimate", "provisional")."""
    return _SAYS_NOTHING.fullmatch(words.strip(" .")) is not None
