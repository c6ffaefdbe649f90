"""What the reading of a text gives: each figure with what it is about, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from sources.figures.likeness import is_likeness
from sources.model import Figure, Period

ReadingKind = Literal[
    "claim", "projection", "threshold", "method", "duration", "uncertainty", "label", "set aside"
]
"""What a figure is; ``set aside`` by a person who says that it states no fact."""

State = Literal["sure", "unsure", "confirmed"]
DoubtAbout = Literal["what", "whose", "when"]


@dataclass(frozen=True)
class Reading:
    """What a figure is about; all area fields are area expressions, indicators concepts or codes.

    Attributes:
        measure: As in a register: ``value``, ``share``, ``ratio`` and so on.
        indicator: A concept's id, or a catalogue's code ("wdi:SH.XPD.CHEX.GD.ZS").
        areas: Of whom; several where the figure holds for each of them.
        to: What is compared with: an area, a year or an indicator.
        of: The denominator of a share (an area or an indicator), or the second factor of a product.
        among: What a rank, an extreme or a count ranges over.
        period: The years meant; None at the end for the latest.
        weighting: ``simple`` for a mean in which each member counts once; else empty.
        order: ``highest`` or ``lowest`` of ranks and extremes; else empty.
        since: Of an elapsed time, the month that it counts from.
    """

    measure: str
    indicator: str = ""
    areas: tuple[str, ...] = ()
    to: str = ""
    of: str = ""
    among: str = ""
    period: Period = field(default_factory=lambda: Period(None, None))
    weighting: str = ""
    order: str = ""
    since: str = ""


@dataclass(frozen=True)
class Candidate:
    """One reading that a figure may have, its score from 0 to 1, and why in a sentence."""

    reading: Reading
    score: float
    why: str


class ReadingDoubt(NamedTuple):
    """What leaves a reading open: whether it is whose it is, when, or what; and the words for it.

    The words go on after "whose:" and the like: "Kenya or Uganda", "no year in the sentence".
    ``or_period`` is set where nothing is open but which of two periods is meant: that of the
    reading, or this one. ``beside`` is what leaves another part of the reading open as well.
    """

    about: DoubtAbout
    words: str
    or_period: Period | None = None
    beside: tuple[ReadingDoubt, ...] = ()


NO_UNIT = ReadingDoubt("what", "it has no unit of its own")
"""What leaves a number open of which only its unit could tell what it counts."""
OF_NO_WHOLE = ReadingDoubt("what", "of whom it is a part is not said")
"""What leaves a part in words open ("half") behind which no whole stands."""


@dataclass(frozen=True)
class ReadFigure:
    """A figure of a text, and what was read of it.

    Attributes:
        phrase: Its characters, ``text[start:end]``.
        start: Where it begins in the text as given.
        end: Where it ends.
        sentence: The sentence around it, as printed.
        sentence_start: Where that begins in the text.
        page: Its page, where the document has pages.
        kind: ``claim``, or why it is none.
        figure: What the phrase states.
        state: ``sure`` where the words support the reading well, ``confirmed`` where a person did.
        reading: The best candidate; None for what is no claim or was not understood.
        why: One sentence on what speaks for the reading, or for the kind.
        candidates: All readings that were weighed, best first.
        unverifiable: Why no World Bank or UN series covers it; empty where one may.
        is_fall: Whether words that its phrase does not hold tell it as a fall, or as a deficit
            ("…, and Spain's by 1.6 per cent").
        doubt: Of an unsure reading, what leaves it open; None where nothing is known to.
        by: Who settled it; empty where nobody did.
        at: On which day.
        scale: What the head of its table or list multiplies it with: "Population (millions)".
        unit: The unit that such a head gives a bare number, as registers name it: ``percent``,
            ``USD``, ``hectares``; else empty.
        heads: What heads it in its table, as printed: its row, its column from above, the table.
    """

    phrase: str
    start: int
    end: int
    sentence: str
    sentence_start: int
    page: int | None
    kind: ReadingKind
    figure: Figure
    state: State
    reading: Reading | None
    why: str
    candidates: tuple[Candidate, ...] = ()
    unverifiable: str = ""
    is_fall: bool = False
    doubt: ReadingDoubt | None = None
    by: str = ""
    at: str = ""
    scale: int = 1
    unit: str = ""
    heads: tuple[str, ...] = ()

    @property
    def is_told_in_words(self) -> bool:
        """Whether it is a fact without a figure of its own ("the largest", "as large as")."""
        is_of_order = self.reading is not None and self.reading.measure in _OF_ORDER
        return is_of_order or is_likeness(self.figure)


_OF_ORDER = frozenset({"rank", "extreme", "comparison"})
