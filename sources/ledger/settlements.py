"""What people settled about the readings of a text: a file of lines that only grows.

Each line is one decision of one person about one figure: that a reading is what the text says
(``confirm``), that the figure states no fact (``set_aside``), or that the last of these about it is
taken back (``undo``). A figure is known by its quote, so that what was settled holds for a new
version of the text wherever the quote is found again. The file lies beside the text, as
``article.docx.readings.jsonl``; nothing in it is ever changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import msgspec

from sources.errors import InputError, OutputError
from sources.ledger.quotes import folded_span
from sources.reading.sentences.model import ReadFigure, Reading
from sources.texts.anchors import AnchoredText, TextQuote, find_anchor
from sources.tools.encoding import struct_json
from sources.tools.files import is_full, mend_unwritten, say_unwritten, sweep_beside, write_file
from sources.tools.locks import locked

SettlementKind = Literal["confirm", "set_aside", "undo"]

SUFFIX = ".readings.jsonl"
MOST_BYTES = 16 * 1024 * 1024
_ROOM = "Make room on the disk that it is on: nothing half-written is left"


class Settlement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One decision.

    Attributes:
        number: Its place in the file, counted from one.
        kind: What was decided.
        quote: The figure, and what stands around it.
        by: Who.
        at: When, in UTC: "2026-11-26T08:00:00Z".
        reading: What was confirmed; None where nothing was.
        why: The reason that was given; may be empty.
    """

    number: int
    kind: SettlementKind
    quote: TextQuote
    by: str
    at: str
    reading: Reading | None = None
    why: str = ""


class SettledMeanwhile(Exception):
    """Somebody settled the same figure since its author looked; nothing was written.

    Attributes:
        settlements: What was decided meanwhile.
    """

    def __init__(self, settlements: Sequence[Settlement]) -> None:
        self.settlements = tuple(settlements)
        who = ", ".join(dict.fromkeys(one.by for one in self.settlements))
        super().__init__(f"settled meanwhile by {who}")


@dataclass(frozen=True)
class Settled:
    """A text's figures with what people settled.

    Attributes:
        figures: As read, and as settled where they were.
        standing: For each figure the decision that stands; None where there is none.
        lost: Decisions about quotes that the text no longer has.
    """

    figures: tuple[ReadFigure, ...]
    standing: tuple[Settlement | None, ...]
    lost: tuple[Settlement, ...]


def beside(file: Path) -> Path:
    """Where the decisions about a text lie."""
    return file.parent / f"{file.name}{SUFFIX}"  # a name may be empty: "." and ""


def read_settlements(path: Path) -> tuple[Settlement, ...]:
    """All decisions of a file, in order; none where there is no such file.

    Raises:
        InputError: A line is none of ours, or the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise InputError(f"it cannot be read ({error.strerror})", file=str(path)) from None
    if len(content) > MOST_BYTES:
        raise InputError(f"it is larger than {MOST_BYTES // 2**20} MB", file=str(path))
    found = []
    for number, line in enumerate(content.splitlines(), start=1):
        try:
            one = msgspec.json.decode(line, type=Settlement)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise _damaged(path, number, str(error)) from None
        if one.number != number:
            raise _damaged(path, number, f"it says that it is number {one.number}")
        found.append(one)
    return tuple(found)


def _damaged(path: Path, line: int, what: str) -> InputError:
    return InputError(
        f"this line is no decision about a reading: {what}",
        mend="Take the file back from a copy, or remove the line and all after it",
        file=str(path),
        line=line,
    )


def append_settlements(
    path: Path, decisions: Sequence[Settlement], expected: int
) -> tuple[Settlement, ...]:
    """Append decisions, all or none; two people at once are kept apart by a lock on the folder.

    Args:
        path: The file; made where there is none.
        decisions: Of one person, each about a figure of its own; their numbers are given here.
        expected: The number of the last decision that their author saw.

    Raises:
        SettledMeanwhile: Somebody decided about one of the same figures after that.
        InputError: The file is damaged.
        OutputError: It cannot be written.
    """
    try:
        with locked(path.parent):
            before = read_settlements(path)
            quotes = {one.quote for one in decisions}
            meanwhile = [old for old in before[expected:] if old.quote in quotes]
            if meanwhile:
                raise SettledMeanwhile(meanwhile)
            made = tuple(
                msgspec.structs.replace(one, number=number)
                for number, one in enumerate(decisions, start=len(before) + 1)
            )
            former = path.read_bytes() if before else b""
            sweep_beside(path)
            # Written anew, not added to: half a line would make all decisions unreadable.
            lines = b"".join(struct_json(one) + b"\n" for one in made)
            write_file(path, former + lines)
    except OSError as error:
        mend = mend_unwritten(error, "Make its folder writable")
        raise OutputError(
            f"{path} cannot be written ({say_unwritten(error)})",
            mend=_ROOM if is_full(error) else mend,
        ) from None
    return made


def settle(figures: Sequence[ReadFigure], text: str, settlements: Sequence[Settlement]) -> Settled:
    """Put what people settled in the place of what the program read.

    Args:
        figures: What was read of the text.
        text: The text as given.
        settlements: In order.
    """
    known = AnchoredText(text)
    at = {figure.start: place for place, figure in enumerate(figures)}
    found = list(figures)
    standing: list[Settlement | None] = [None] * len(found)
    lost = []
    for quote, one in standing_of(settlements).items():
        anchor = find_anchor(quote, known)
        place = at.get(anchor.start) if anchor is not None else None
        if place is None:
            lost.append(one)
            continue
        standing[place] = one
        found[place] = _as_settled(found[place], one)
    return Settled(tuple(found), tuple(standing), tuple(lost))


def standing_of(settlements: Sequence[Settlement]) -> Mapping[TextQuote, Settlement]:
    """For each quote the decision that stands; an undone one gives way to the one before it."""
    stacks: dict[TextQuote, list[Settlement]] = {}
    for one in settlements:
        stack = stacks.setdefault(one.quote, [])
        if one.kind != "undo":
            stack.append(one)
        elif stack:
            stack.pop()
    return {quote: stack[-1] for quote, stack in stacks.items() if stack}


def _as_settled(figure: ReadFigure, one: Settlement) -> ReadFigure:
    if one.kind == "set_aside":
        why = f"{one.by} set it aside" + (f": {one.why}" if one.why else "")
        return replace(figure, kind="set aside", reading=None, why=why, by=one.by, at=one.at[:10])
    if one.reading is None:
        return figure
    return replace(
        figure,
        kind="claim",
        state="confirmed",
        reading=one.reading,
        why=f"confirmed by {one.by}",
        unverifiable="",
        doubt=None,
        by=one.by,
        at=one.at[:10],
    )


def quote_of(figure: ReadFigure, known: AnchoredText) -> TextQuote:
    """The quote by which a figure is found again, with as much context as tells it apart."""
    return known.anchor(*folded_span(known, figure.start, figure.end)).quote
