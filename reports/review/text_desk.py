"""A text whose readings people settle: what was read, what was decided, and what it gives then.

The decisions lie in a file beside the text (`sources.ledger.settlements`) and are read anew for
each page, so that two people at work see what the other decided. Judging is done once for each
state of that file.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from expectations.wording.questions import say_about
from reports.findings.text_figures import TextFindings
from sources.documents.structure.model import Document
from sources.errors import InputError
from sources.ledger.settlements import (
    Settled,
    Settlement,
    SettlementKind,
    append_settlements,
    quote_of,
    read_settlements,
    settle,
)
from sources.reading.sentences.model import ReadFigure, Reading
from sources.reference.concepts import CONCEPTS
from sources.reference.names import area_names, fold_name
from sources.registers.from_text import ReadPaper, TextHead, paper_of
from sources.texts.anchors import AnchoredText
from sources.tools.instants import to_second


@dataclass(frozen=True)
class TextView:
    """A text at one moment.

    Attributes:
        document: The text.
        findings: What it gives.
        settled: The figures as they stand, and who decided what.
        last: The number of the newest decision.
    """

    document: Document
    findings: TextFindings
    settled: Settled
    last: int

    @property
    def waiting(self) -> tuple[int, ...]:
        """The figures that wait for a person, in the order of the text."""
        return waiting_in(self.settled)


class ReadingDecision(NamedTuple):
    """What is decided about one figure, by its place."""

    at: int
    kind: SettlementKind
    reading: Reading | None = None
    why: str = ""


def waiting_in(settled: Settled) -> tuple[int, ...]:
    """The figures that were read by the program alone, or not read."""
    return tuple(
        at
        for at, figure in enumerate(settled.figures)
        if figure.kind == "claim" and figure.state != "confirmed"
    )


def next_after(settled: Settled, at: int) -> int | None:
    """The next figure that waits, from the first again after the last."""
    waiting = waiting_in(settled)
    return next(iter((*(one for one in waiting if one > at), *waiting)), None)


class TextDesk:
    """Settles the readings of one text.

    Args:
        decisions: The file of the decisions.
        document: The text.
        figures: What the program read of it.
        head: What a register says of the text.
        judge: From decisions to what the text gives.
        changed: Called after each decision, with all of them.
    """

    def __init__(
        self,
        decisions: Path,
        document: Document,
        figures: tuple[ReadFigure, ...],
        head: TextHead,
        judge: Callable[[Sequence[Settlement]], TextFindings],
        changed: Callable[[Sequence[Settlement]], None] = lambda _: None,
    ) -> None:
        self.decisions = decisions
        self._document = document
        self._figures = figures
        self._head = head
        self._judge = judge
        self._changed = changed
        self._known = AnchoredText(document.text)
        self._lock = threading.Lock()
        self._judged: tuple[int, TextFindings] | None = None

    def settled(self) -> Settled:
        """The figures as they stand now, not judged."""
        settlements = read_settlements(self.decisions)
        return settle(self._figures, self._document.text, settlements)

    def view(self) -> TextView:
        """The text as it stands now, judged."""
        settlements = read_settlements(self.decisions)
        settled = settle(self._figures, self._document.text, settlements)
        with self._lock:
            if self._judged is None or self._judged[0] != len(settlements):
                self._judged = (len(settlements), self._judge(settlements))
            return TextView(self._document, self._judged[1], settled, len(settlements))

    def refusal(self, at: int, reading: Reading) -> str:
        """Why a reading cannot be that of a figure; empty where it can."""
        return self._paper(at, reading).refused[0]

    def words(self, at: int, reading: Reading) -> str:
        """A reading of a figure as people say it; empty where it cannot be judged."""
        claims = self._paper(at, reading).paper.claims
        return say_about(claims[0]) if claims else ""

    def read_as(self, at: int) -> Reading | None:
        """What the program had read of a figure, whatever people decided."""
        return self._figures[at].reading

    def _paper(self, at: int, reading: Reading) -> ReadPaper:
        figure = replace(self._figures[at], kind="claim", state="confirmed", reading=reading)
        return paper_of([replace(figure, unverifiable="")], self._head)

    def decide(
        self, decisions: Sequence[ReadingDecision], who: str, expected: int
    ) -> tuple[Settlement, ...]:
        """Write decisions about figures, all or none.

        Raises:
            SettledMeanwhile: Somebody decided about one of them after ``expected``.
            InputError: The file of decisions is damaged.
            OutputError: It cannot be written.
        """
        now = to_second(datetime.now(UTC))
        made = append_settlements(
            self.decisions,
            [
                Settlement(
                    0,
                    one.kind,
                    quote_of(self._figures[one.at], self._known),
                    who,
                    now,
                    one.reading,
                    one.why,
                )
                for one in decisions
            ],
            expected,
        )
        self._changed(read_settlements(self.decisions))
        return made


def reading_of_choice(read: ReadFigure, choice: str) -> Reading | None:
    """The reading that a page offers under a name: ``own``, or the number of a candidate."""
    if choice == "own":
        return read.reading
    if choice.isdecimal() and len(choice) < 4 and int(choice) < len(read.candidates):
        return read.candidates[int(choice)].reading
    return None


def indicator_of(words: str) -> str:
    """The id of the concept that a person named by its label or its id; else the words.

    Raises:
        InputError: Nothing was named.
    """
    name = " ".join(words.split())
    if not name:
        raise InputError("no indicator was named", mend="Choose one of the list, or give its code")
    if name in CONCEPTS:
        return name
    folded = name.casefold()
    return next((one.id for one in CONCEPTS.values() if one.label.casefold() == folded), name)


_SIGN = re.compile(r"(\s[+-]\s)")


def area_of_words(words: str) -> str:
    """An area expression in codes, from one in names or codes: "Germany + France" to "DEU + FRA".

    What is no name that is known stays as it is, for the rules of a register to refuse.
    """
    parts = _SIGN.split(" ".join(words.split()))
    return "".join(_coded(part) if at % 2 == 0 else part for at, part in enumerate(parts))


def _coded(term: str) -> str:
    name, at, day = term.partition("@")
    code = area_names().get(fold_name(name), name.strip())
    return f"{code}{at}{day.strip()}"
