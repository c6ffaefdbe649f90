"""Rows of plain tables: which head of a column stands above a figure, and which unit it prints.

A table is a run of rows of one paragraph with cells between ``|`` or tabs; its first row is the
head. Only what the head names is taken from it: years, areas, topics and a unit in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sources.reading.context import View
from sources.reading.mentions.areas import AreaMention
from sources.reading.mentions.words import Found
from sources.reading.mentions.years import YearMention


@dataclass(frozen=True)
class Head:
    """The head above a figure: its words and what they name."""

    words: str
    years: tuple[YearMention, ...]
    areas: tuple[AreaMention, ...]
    topics: tuple[Found[str], ...]
    row: str = ""


def head_of(views: Sequence[View], view: View, place: int) -> Head | None:
    """The head of the column that a place of a row stands in; None outside a table."""
    if view.sentence.kind != "row":
        return None
    top = view.sentence.index
    while top > 0 and _is_row_of(views[top - 1], view):
        top -= 1
    head = views[top]
    cells, own = _cells(head), _cells(view)
    at = next((n for n, (start, end) in enumerate(own) if start <= place <= end), None)
    if top == view.sentence.index or at is None or at >= len(cells) or len(cells) != len(own):
        return None
    start, end = cells[at]
    return Head(
        view.text[start:end].strip(),
        tuple(one for one in head.years if start <= one.start < end),
        tuple(one for one in head.areas if start <= one.start < end),
        tuple(one for one in head.topics if start <= one.start < end),
        view.text[own[0][0] : own[0][1]].strip(),
    )


def _is_row_of(other: View, view: View) -> bool:
    return other.sentence.kind == "row" and other.sentence.paragraph == view.sentence.paragraph


def _cells(view: View) -> list[tuple[int, int]]:
    """Where the cells of a row begin and end."""
    words = view.text[view.start : view.end]
    lead = len(words) - len(words.lstrip(" |")) if words.lstrip().startswith("|") else 0
    found: list[tuple[int, int]] = []
    start = lead
    for match in re.finditer(r"[|\t]", words):
        if match.start() < lead:
            continue
        found.append((view.start + start, view.start + match.start()))
        start = match.end()
    if words[start:].strip(" |\n\r"):
        found.append((view.start + start, view.end))
    return found
