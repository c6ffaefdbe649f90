"""Single figures of short texts as they are read: the figure, its series, its areas."""

from __future__ import annotations

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure, Reading

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


TOLD = frozenset({"rank", "extreme", "comparison"})


def told_in(text: str, measures: frozenset[str] = TOLD) -> list[ReadFigure]:
    """The facts of a text of 2024 that are read by some measures: ranks and the like."""
    found = read_text(text, published="2024")
    return [one for one in found if one.reading is not None and one.reading.measure in measures]


def reading_of(one: ReadFigure) -> Reading:
    """The reading of a figure that has one."""
    assert one.reading is not None
    return one.reading


def years_said(reading: Reading) -> str:
    """The years of a reading: "2016", "2000-2016", "latest"."""
    start, end = reading.period.start, reading.period.end
    return str(end or "latest") if start in {None, end} else f"{start}-{end or 'latest'}"
