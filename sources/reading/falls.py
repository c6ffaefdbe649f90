"""A rate of growth with the words that tell a fall: "shrank by 0.3 percent" is its phrase."""

from __future__ import annotations

from dataclasses import replace

from sources.errors import CorrigendaError
from sources.figures.falls import start_of_fall
from sources.reading.model import ReadFigure
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
    if place < 0 or not _is_rate(reading.indicator):
        return read
    start = start_of_fall(read.sentence[:place])
    if start is None:
        return read
    phrase = read.sentence[start : place + len(read.phrase)]
    return replace(read, phrase=phrase, start=read.start - (place - start))


_SPACE = 8
"""So much white space may stand before a sentence, which is told without it."""


def _is_rate(indicator: str) -> bool:
    try:
        concept = concept_for(indicator)
    except CorrigendaError:
        return False
    return concept.kind == "rate" and concept.unit == "percent"
