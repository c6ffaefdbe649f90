"""The blocks and sentences of a text: paragraphs, items of lists, headings, rows of tables.

Each sentence knows its paragraph and the headings above it, as what a heading names carries over
to the figures below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

SegmentKind = Literal["heading", "item", "row", "paragraph"]
Marked = Mapping[int, int]
"""Where headings begin that a file marks as such, and the level of each, 1 the highest; 0 marks an
item of a list."""
_MARKED_ITEM, _NOT_MARKED = 0, -1

_ITEM = re.compile(
    r"[ \t]*(?:[-*+•–—▪◦‣·●○■►>]|[\u2190-\u2bff\U0001f000-\U0001faff]\ufe0f?|"
    r"\d{1,2}/(?=[ \t])|\(?\d{1,2}[.)]|\(?[a-z][.)])[ \t]+"
)
_NUMBERED_HEADING = re.compile(
    r"[ \t]*(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5})[.)]?[ \t]+[A-Z][^.!?]*$"
)
_ROW = re.compile(r"\|.*\||\t|\S {3,}\S+(?: \S+)* {2,}\S|\S {2,}\S+(?: \S+)* {3,}\S")
"""A row of a table: cells between bars or tabs, or set apart by spaces."""
_END = re.compile(
    r"(?<!\.\.\.)[.!?…][\"'”’)\]*_]*(?:\[[\da-z¹²³⁰⁴-⁹]{1,3}\]|[¹²³⁰⁴-⁹]{1,3})*\s+(?=[\"'“‘(\[*_]*(?:[A-Z0-9$€£¥—–-]))"
)
_ABBREVIATED = re.compile(
    r"(?:(?<![’'\w])[A-Z]|\b(?:No|Nos|Fig|Figs|Vol|Mr|Mrs|Ms|Dr|Prof|St|Jan|Feb|Mar|Apr|Jun|Jul|"
    r"Aug|Sept?"
    r"|Oct|Nov|Dec|approx|ca|cf|vs|etc|al|Rs|p|pp|per|sq|est|incl|excl|bn|mn|m))\.$"
)
_RUN_IN = re.compile(
    r"[ \t]*(?:(?:[-*+•–—▪◦‣·●○■►>]|\d{1,2}[/.)])[ \t]+)?[*_]{0,3}"
    r"(?!(?:Yes|No|So|Well|True|Right|Indeed|Not so|Why|How|What|Who|Thanks|Thank you)\b)"
    r"[A-Z][a-z]+(?:[ -](?:(?:and|of|the|for|in|on)[ -])?[A-Za-z]+){0,3}\.[*_]{0,3}\s*"
)
"""A heading that runs into its paragraph ("Economy. The country …")."""
_LABELLED = re.compile(r"[A-Z][^:.!?]{1,60}:\s+\S")
"""A line of a factsheet: what it tells, and what that is ("GDP per capita: US$6,300")."""
_REAL_END = re.compile(r"[.!?][\"'”’)\]*_]*(?:\[[\da-z¹²³⁰⁴-⁹]{1,3}\]|[¹²³⁰⁴-⁹]{1,3})*\s*$")
_LONGEST_HEADING = 14
_LONGEST_SENTENCE = 2000
_FULL_LINE = 50
_LIST_HEAD = 5
"""The level of a line right above its list, whose reach ends with the list."""


@dataclass(frozen=True)
class Sentence:
    """A sentence: ``text[start:end]``, the paragraph and block that it stands in.

    ``headings`` are the numbers of the sentences that head it, the nearest last.
    """

    index: int
    start: int
    end: int
    paragraph: int
    block: int
    kind: SegmentKind
    headings: tuple[int, ...]


@dataclass(frozen=True)
class _Line:
    start: int
    end: int
    text: str
    level: int = _NOT_MARKED
    is_row: bool = False

    @property
    def is_item(self) -> bool:
        """Whether it is an item of a list, by its mark or as its file marks it."""
        return self.level == _MARKED_ITEM or _ITEM.match(self.text) is not None


def split_sentences(text: str, marked: Marked | None = None) -> tuple[Sentence, ...]:
    """The sentences of a text, in order; headings are sentences of the kind ``heading``.

    Args:
        text: The text.
        marked: Its headings and items as its file marks them; what else is one is told by its form.
    """
    sentences: list[Sentence] = []
    headings: list[tuple[int, int, int]] = []
    lead: tuple[int, ...] = ()
    for number, (start, end, kind, paragraph, level) in enumerate(_blocks(text, marked or {})):
        if kind == "heading":
            headings = [one for one in headings if one[0] < level]
        headings = [one for one in headings if one[0] != _LIST_HEAD or one[2] == paragraph]
        above = tuple(index for _, index, _ in headings)
        lead = lead if kind in {"item", "row"} else ()
        above = (*above, *lead)
        # A row is one piece: what ends a sentence in a cell ("int. $") ends none of the row.
        pieces = _cut(text, start, end) if kind == "row" else _pieces(text, start, end)
        for at, (first, last) in enumerate(pieces):
            is_head = at == 0 and last < end and _RUN_IN.fullmatch(text, first, last) is not None
            one = "heading" if is_head and kind != "heading" else kind
            sentences.append(Sentence(len(sentences), first, last, paragraph, number, one, above))
            if one != kind:
                above = (*above, len(sentences) - 1)
        if kind == "heading":
            headings.append((level, len(sentences) - 1, paragraph))
        elif kind == "paragraph" and text[:end].rstrip().endswith((":", "?")):
            lead = (len(sentences) - 1,)  # "The most unequal (Gini index):" heads the list below it
    return tuple(sentences)


def _lines(text: str, marked: Marked) -> Iterator[_Line]:
    start = 0
    for piece in text.splitlines(keepends=True):
        end = start + len(piece.rstrip("\r\n\f\v\u2028\u2029\x85"))
        yield _Line(start, end, piece, marked.get(start, _NOT_MARKED))
        start += len(piece)


def _with_rows(lines: list[_Line]) -> list[_Line]:
    """The lines, with those told that are rows of a table.

    A row of one cell that is filled ("Economy", "Men" over two columns) has its tabs at an end; it
    is one where another of the lines with tabs right above or below it has them within.
    """
    found: list[_Line] = []
    for has_tabs, run in groupby(lines, key=_has_tabs):
        own = list(run)
        is_table = has_tabs and any("\t" in one.text.strip() for one in own)
        found += (replace(one, is_row=is_table or is_row(one.text)) for one in own)
    return found


def _has_tabs(line: _Line) -> bool:
    return "\t" in line.text and bool(line.text.strip())


def is_row(text: str) -> bool:
    """Whether a line has cells, between bars or tabs or set apart by blanks."""
    return _ROW.search(text.strip()) is not None


def _blocks(text: str, marked: Marked) -> Iterator[tuple[int, int, SegmentKind, int, int]]:
    """Blocks as (start, end, kind, paragraph, level of heading)."""
    lines = _with_rows(list(_lines(text, marked)))
    paragraph = 0
    at = 0
    while at < len(lines):
        if not lines[at].text.strip():
            paragraph += 1
            at += 1
            continue
        stop, kind, level = _block_from(lines, at)
        if kind == "heading":
            paragraph += 1
        yield lines[at].start, lines[stop - 1].end, kind, paragraph, level
        at = stop


def _block_from(lines: list[_Line], at: int) -> tuple[int, SegmentKind, int]:
    line = lines[at]
    level = 0 if _is_head_of_rows(lines, at) else _heading_level(lines, at)
    if level:
        return at + 1, "heading", level
    if line.is_row or _is_head_of_rows(lines, at):
        return at + 1, "row", 0
    kind: SegmentKind = "item" if line.is_item else "paragraph"
    stop = at + 1
    if kind == "paragraph" and _LONE_FIGURE.fullmatch(line.text.strip()):
        stop = _end_of_statement(lines, at)
    hang = _hanging(line.text) if kind == "item" else 0
    while stop < len(lines) and (_continues(lines, stop) or _hangs(lines, stop, hang)):
        stop += 1
    return stop, kind, 0


_HEADS = re.compile(r"\s*\S+(?: \S+)* {3,}\S+(?: \S+)*\s*")
"""A line of two heads, which by itself is no row ("            2014      2015")."""
_LIST_OF_NUMBERS = re.compile(r"(?<![\d,.])(?!(?:1[89]|20)\d\d\b)\d|[.…]{3}|[.:;]\s*$")
_MOST_HEAD_LINES = 5


def _is_head_of_rows(lines: list[_Line], at: int) -> bool:
    """Whether a line of two heads stands right above rows, other such lines and rules between."""
    if not _is_heads(lines[at].text):
        return False
    for line in lines[at + 1 : at + 1 + _MOST_HEAD_LINES]:
        text = line.text.strip()
        if line.is_row:
            return True
        if re.search(r"\w", text) and not _is_heads(line.text):
            return False
    return False


def _is_heads(text: str) -> bool:
    return (
        _HEADS.fullmatch(text) is not None
        and _ITEM.match(text) is None
        and _LIST_OF_NUMBERS.search(text) is None
    )


def _is_rule(text: str) -> bool:
    """Whether a line only rules off what stands above it."""
    return len(text.strip()) > 3 and re.search(r"\w", text.replace("_", "")) is None


_LONE_FIGURE = re.compile(
    r"[*_]*[~≈+−-]?\s?(?:[A-Z]{0,3}\s?[$€£¥]\s?)?\d+(?:,\d{3})*(?:\.\d+)?\s?"
    r"(?:%|per cent|percent|thousand|million|billion|trillion)?[*_]*",
    re.IGNORECASE,
)


def _end_of_statement(lines: list[_Line], at: int) -> int:
    """Where a statement ends whose figure stands in a line by itself ("57%", "of the land …")."""
    stop = at + 1
    if stop < len(lines) and not lines[stop].text.strip():
        stop += 1
    text = lines[stop].text.strip() if stop < len(lines) else ""
    is_next = text[:1].islower() and " " in text and not lines[stop].is_row
    return stop + 1 if is_next and not lines[stop].is_item else at + 1


def _hanging(text: str) -> int:
    """How far the lines of an item are set in that go on with it."""
    marker = _ITEM.match(text)
    return 0 if marker is None else max(2, len(marker[0].expandtabs(4)))


def _hangs(lines: list[_Line], at: int, hang: int) -> bool:
    """Whether a line is set in below the mark of its item, and so goes on with it."""
    text = lines[at].text.expandtabs(4)
    is_in = 0 < hang <= len(text) - len(text.lstrip(" ")) + 1 and bool(text.strip())
    return is_in and _ITEM.match(text) is None and not lines[at].is_row


def _continues(lines: list[_Line], at: int) -> bool:
    """Whether a line goes on with the block of the line before it."""
    text, before = lines[at].text, lines[at - 1].text.strip()
    if not text.strip() or lines[at].is_item or lines[at].is_row:
        return False
    if _is_rule(text) or _is_rule(before) or _is_head_of_rows(lines, at):
        return False
    if _heading_level(lines, at):
        return False
    if before.endswith(":") or (_LABELLED.match(text.strip()) and _LABELLED.match(before)):
        return False
    if (opening := _OPENING.match(text)) and opening[0] == _opening(lines[at - 1].text):
        return False  # "Economy of Peru, …" below "Economy of Kenya, …": a list without marks
    is_cut = not _REAL_END.search(before)
    starts_low = text.lstrip()[:1].islower()
    return starts_low or (len(before) >= _FULL_LINE and (is_cut or len(before) >= 60))


_OPENING = re.compile(r"\s*[A-Z][^\W\d]+ [^\W\d]+ ")


def _opening(text: str) -> str:
    match = _OPENING.match(text)
    return match[0] if match else ""


def _heading_level(lines: list[_Line], at: int) -> int:
    """The level of a heading, 1 the highest; 0 for a line that is none."""
    text = lines[at].text.strip()
    if lines[at].level >= 0:
        return lines[at].level
    hashes = len(text) - len(text.lstrip("#"))
    if 0 < hashes <= 6 and text[hashes : hashes + 1] in {" ", "\t"}:
        return hashes
    is_after_blank = at == 0 or not lines[at - 1].text.strip()
    is_before_blank = at + 1 >= len(lines) or not lines[at + 1].text.strip()
    if re.fullmatch(r"\*\*.+?\*\*:?|__.+?__:?", text):
        return 4
    words = text.split()
    if (
        not words
        or len(words) > _LONGEST_HEADING
        or _REAL_END.search(text)
        or text.endswith((",", ";"))
    ):
        return 0
    if lines[at].is_row:
        return 0
    is_item = lines[at].is_item
    if is_item and not (_NUMBERED_HEADING.match(text) and is_after_blank and is_before_blank):
        return 0
    return _plain_heading(lines, at, text, is_after_blank, is_before_blank)


_NUMBERS_OF_HEADINGS = re.compile(
    r"\(.*?\)|^(?:Table|Figure|Chart|Box) [A-Z]?[\d.]+:?\s|\b(?:1[89]|20)\d\d\b|^\d+[.)]?\s|"
    r"\b(?i:aged?|ages|under|over)\s+\d{1,2}(?:\s?[-–]\s?\d{1,2})?\b"
)
"""Numbers that a heading may have; with others a line is a statement."""


def _plain_heading(
    lines: list[_Line], at: int, text: str, is_after_blank: bool, is_before_blank: bool
) -> int:
    if not (is_after_blank or _heads_before(lines, at)):
        return 0
    if not is_before_blank and _is_wrapped(text, lines[at + 1]):
        return 0
    if at == 0 or (at <= 1 and is_after_blank):
        return 2 if not text.isupper() else 1
    if text.isupper() and len(text) > 3:
        return 2
    if re.search(r"\d", _NUMBERS_OF_HEADINGS.sub("", text)):
        return 0
    if not re.match(r"[\"'“(]?[A-Z0-9]", text):
        return 0
    if at + 1 < len(lines) and lines[at + 1].text.strip() and not is_before_blank:
        return _LIST_HEAD
    if text.endswith(":") and _is_list_next(lines, at):
        return 0  # it leads up to its list, and heads nothing behind that
    return 3 if is_before_blank and is_after_blank and at + 2 < len(lines) else 0


_NUMBER_FIRST = re.compile(r"\d[^a-z]*(?:\b[a-z]{2,}\b\W+){2}")
_ENDS_WITHIN = re.compile(r"[a-z]\. [A-Z]")


def _is_wrapped(text: str, line: _Line) -> bool:
    """Whether a line is the first of a paragraph that is broken into lines, and no heading."""
    below = line.text.strip()
    if text.isupper() or _ITEM.match(below) or line.is_row or _LABELLED.match(below):
        return False
    is_full = len(text) >= _FULL_LINE
    goes_on = below[:1].islower() or (
        below[:1].isdigit() and len(re.findall("[a-z]{2,}", below)) > 2
    )
    return is_full and (goes_on or _ENDS_WITHIN.search(text) is not None)


def _is_list_next(lines: list[_Line], at: int) -> bool:
    """Whether a list or a table stands below a line, blank lines aside."""
    below = next((one for one in lines[at + 1 :] if one.text.strip()), None)
    return below is not None and (below.is_item or below.is_row)


def _heads_before(lines: list[_Line], at: int) -> bool:
    """Whether the line before is itself a heading in capitals or with a hash."""
    before = lines[at - 1].text.strip()
    return before.startswith("#") or (before.isupper() and len(before) > 3)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    first = start
    for match in _END.finditer(text, start, end):
        stop = match.start() + 1
        if not _ABBREVIATED.search(text, max(first, stop - 8), stop):
            yield from _cut(text, first, match.end())
            first = match.end()
    if text[first:end].strip():
        yield from _cut(text, first, end)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, in pieces where it is longer than any sentence is."""
    while end - start > _LONGEST_SENTENCE:
        blank = text.rfind(" ", start + 1, start + _LONGEST_SENTENCE)
        stop = start + _LONGEST_SENTENCE if blank < 0 else blank + 1
        yield start, stop
        start = stop
    yield start, end
