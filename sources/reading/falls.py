"""A rate of growth with the words that tell a fall: "shrank by 0.3 percent" is its phrase."""

from __future__ import annotations

from dataclasses import replace

from sources.errors import CorrigendaError
from sources.figures.falls import MOVES, is_balance, is_rate, start_of_fall
from sources.model import Concept
from sources.reading.sentences.model import ReadFigure, Reading
from sources.reference.concepts import concept_for


def with_fall(read: ReadFigure) -> ReadFigure:
    """A figure whose phrase holds the words of a fall, where it is read as the rate that fell.

    Whoever reads the phrase by itself then knows that the figure is below zero
    (`sources.figures.falls.as_fall`). Doing it twice changes nothing.
    """
    reading = read.reading
    if reading is None or reading.measure != "value" or read.figure.first is not None:
        return read
    place = read.sentence.find(read.phrase, max(0, read.start - read.sentence_start - _SPACE))
    concept = _concept(reading.indicator)
    if place < 0 or concept is None or not is_rate(concept):
        return read
    start = start_of_fall(read.sentence[:place])
    if start is None:
        return read
    phrase = read.sentence[start : place + len(read.phrase)]
    return replace(read, phrase=phrase, start=read.start - (place - start))


_SPACE = 8
"""So much white space may stand before a sentence, which is told without it."""


def takes_fall(reading: Reading) -> bool:
    """Whether a figure that fell, read so, is below zero or has a direction."""
    if reading.measure in MOVES:
        return True
    concept = _concept(reading.indicator) if reading.measure == "value" else None
    return concept is not None and (is_rate(concept) or is_balance(concept))


def _concept(indicator: str) -> Concept | None:
    try:
        return concept_for(indicator)
    except CorrigendaError:
        return None
