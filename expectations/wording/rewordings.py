"""What is said of a wording that is proposed, and of what stands in its place in a later text.

`reports.decisions.wording_check` holds a proposed wording against the data, and
`reports.decisions.recheck` a new version of a text against what was approved; here are their words.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Protocol

from expectations.wording.phrases import join


class PassageNote(StrEnum):
    """What a person should know of the passage in which a correction was looked for."""

    NOTHING = ""
    NOT_FOUND = "No passage of the new text is clearly the one that was corrected."
    BY_OWN_WORDS = "Found by its own words alone."
    NOT_READ = "The passage was not read: it states no figure, or several."
    NO_FIGURE = "No single figure stands there any more."
    IN_OTHER_WORDS = "The approved figure, in other words."
    TURNED_ROUND = "The direction was corrected, and the figures stand."
    STILL_THERE = "The same figure in other words."
    OTHER_DIRECTION = "It says the other direction."
    LESS_PRECISE = "A less precise figure than the one that was approved."
    BORNE_OUT = "Another figure, which the data bear out."
    NOT_JUDGED = "Another figure; nothing at hand can judge it."
    NOT_BORNE_OUT = "Another figure, which the data do not bear out."
    LEFT_OPEN = (
        "Another figure than the one that the correction rests on; whether it is off is left open "
        "here, and `corrigenda check` judges it."
    )


STAYS_OPEN = "It stays open: the letter does not call it wrong, and suggests a clarification."
"""Of a figure that is not off, where a person words a correction of it."""


def say_ambiguous(passages: int) -> str:
    """That several passages could be the one, and do not say the same."""
    return f"{passages} passages could be the one, and they differ: for a person."


def say_unread(figures: int) -> str:
    """Why a wording was not held against the data: it has so many figures of the kind."""
    what = "several figures" if figures else "no figure of the kind that it replaces"
    return f"The wording has {what}, so it was not held against the data."


def say_agreement(figure: str, agreeing: Sequence[str], other: Sequence[str]) -> str:
    """Which values at hand a wording allows for.

    Args:
        figure: The figure of the wording, as it is written.
        agreeing: The values that it allows for, in words.
        other: Those that it does not.
    """
    said = f"“{figure}” allows for"
    if not other:
        return f"{said} every value at hand: {join(agreeing)}."
    if not agreeing:
        return f"{said} no value at hand: {join(other)}."
    part = f"{said} {len(agreeing)} of the {len(agreeing) + len(other)} values at hand"
    return f"{part}: {join(agreeing)}. Not for: {join(other)}."


_SLIPS = {"unit": "the unit may have slipped", "digits": "two digits may be exchanged"}


class _Slip(Protocol):
    """A slip of the pen (`expectations.outcomes.Slip`, or as `findings.json` has it)."""

    @property
    def kind(self) -> str:
        """``unit`` or ``digits``."""

    @property
    def figure(self) -> str:
        """What was perhaps meant."""


def say_slipped(slip: _Slip) -> str:
    """That a slip of the pen explains a figure, and what was meant then."""
    return f"With {slip.figure} it would fit: {_SLIPS[slip.kind]}."
