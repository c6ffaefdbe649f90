"""Figures of which one before tells the same, and another value.

"The economy grew by 6.3 per cent in 2018, and its people by 2.3": a series has one value a year, so
the second subject, whose verb is left out, has a series of its own that no word of it led to.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sources.model import Figure
from sources.reading.mentions.topics import concept_of, topics
from sources.reading.sentences.context import View
from sources.reading.sentences.model import ReadFigure, Reading

REACH = 300
"""How far back the other figure may stand, in characters."""
_SMALL = 1000
"""Below it a nought at the end counts as a digit ("90 years")."""


def told_already(
    one: ReadFigure, reading: Reading, before: Sequence[ReadFigure], view: View
) -> str:
    """The figure before that tells another value of the same; empty for none.

    One in the same sentence that is sure speaks against each other one, any other only against a
    figure whose series is not named behind it.

    Args:
        one: The figure.
        reading: What was read of it.
        before: The figures before it in the text.
        view: Its sentence.
    """
    if reading.measure != "value":
        return ""
    for other in reversed(before):
        if one.start - other.start > REACH:
            return ""
        if other.reading != reading or not _is_apart(one.figure, other.figure):
            continue
        is_in_it = other.sentence_start == one.sentence_start
        is_plain = is_in_it and other.state == "sure"
        if is_plain or not _is_named(view, max(other.end, view.start), one.start, reading):
            return other.phrase
    return ""


def _is_apart(one: Figure, other: Figure) -> bool:
    """Whether two figures are no value told twice, once rounded or in another currency."""
    if one.hedge != "none" or other.hedge != "none":
        return False
    if one.unit != other.unit and "usd" in {one.unit, other.unit}:
        return False
    is_small = max(abs(one.value), abs(other.value)) < _SMALL
    width = max(
        min(each.quantum, Decimal(1)) if is_small else each.quantum for each in (one, other)
    )
    return abs(abs(one.value) - abs(other.value)) > width / 2


def _is_named(view: View, start: int, end: int, reading: Reading) -> bool:
    return any(
        start <= topic.start < end and is_of_series(topic.payload, reading.indicator)
        for topic in view.topics
    )


def is_of_series(topic: str, indicator: str) -> bool:
    """Whether an indicator is one of those that a topic has.

    Args:
        topic: The topic's id.
        indicator: A concept's id, or a catalogue's code.
    """
    return any(concept_of(one.code) == indicator for one in topics().by_id[topic].series)
