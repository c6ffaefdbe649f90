"""A mark on a figure of a text, and the one order in which marks are drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

MarkStanding = Literal[
    "holds", "off", "open", "not checkable", "no claim", "unaccounted", "waiting"
]

AUTHOR = "Corrigenda"

WORDS: Mapping[MarkStanding, str] = {
    "holds": "holds",
    "off": "off",
    "open": "open",
    "not checkable": "not checkable",
    "no claim": "states no fact to check",
    "unaccounted": "not read",
    "waiting": "waits for a person",
}
COLOURS: Mapping[MarkStanding, tuple[int, int, int]] = {
    "holds": (183, 226, 199),
    "off": (250, 190, 182),
    "open": (252, 226, 150),
    "not checkable": (214, 219, 226),
    "no claim": (229, 229, 226),
    "unaccounted": (233, 222, 245),
    "waiting": (252, 226, 150),
}


@dataclass(frozen=True)
class Mark:
    """What is known about a figure that stands in a text.

    Attributes:
        start: Its first character in `Document.text`.
        end: One past its last.
        standing: Where it stands; ``unaccounted`` for a number that nobody has read, ``waiting``
            for one whose verdict is not shown before a person settled what it is about.
        note: What there is to say about it, in a sentence or more.
        link: Where more stands: a fragment of the same page (``#card-3``) or a query of it
            (``?figure=3``); empty where nothing more does.
        name: By which the page that shows the mark calls it (``3`` for ``#figure-3``); empty for
            its number among the marks.
    """

    start: int
    end: int
    standing: MarkStanding
    note: str
    link: str = ""
    name: str = ""


def in_order(marks: Iterable[Mark], length: int) -> list[Mark]:
    """Marks that lie in a text of that length, in the order of their places."""
    inside = (mark for mark in marks if 0 <= mark.start < mark.end <= length)
    return sorted(inside, key=lambda mark: (mark.start, -mark.end))


def said(mark: Mark) -> str:
    """A mark as a comment says it: its standing, unless that is said, then what there is to say."""
    word = WORDS[mark.standing].capitalize()
    if mark.note.startswith(word):
        return mark.note
    return f"{word}. {mark.note}" if mark.note else f"{word}."
