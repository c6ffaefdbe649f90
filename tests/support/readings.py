"""Single figures of short texts as they are read: the figure, its series, its areas."""

from __future__ import annotations

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure

PUBLISHED = "2018-06"


def read_at(text: str, phrase: str) -> ReadFigure:
    """What is read of the figure whose phrase holds some words."""
    return next(one for one in read_text(text, PUBLISHED) if phrase in one.phrase)


def series_at(text: str, phrase: str) -> str:
    """The series read at a figure; empty where none is."""
    reading = read_at(text, phrase).reading
    return reading.indicator if reading else ""


def areas_of(text: str, phrase: str) -> tuple[str, ...]:
    """The areas read of the figure with just that phrase."""
    found = next(one for one in read_text(text, PUBLISHED) if one.phrase == phrase)
    assert found.reading is not None
    return found.reading.areas
