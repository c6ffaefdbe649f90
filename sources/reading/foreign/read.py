"""The reading of a Spanish, French or Chinese text: never sure, so that a person settles it.

A figure is read where the words of a concept that suits its unit stand in its sentence; area and
year are the nearest ones of the sentence, else those of the sentence before. What a word beside
may narrow ("población femenina") is not understood, so no reading is sure and none is judged as if
it were. What is not read says which of them is lacking.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sources.figures.parse import find_figures
from sources.model import Figure, Period
from sources.reading.foreign.names import (
    LANGUAGES,
    Named,
    named_areas,
    named_concepts,
    named_years,
    not_fact,
)
from sources.reading.sentences.model import Candidate, ReadFigure, Reading, ReadingKind
from sources.reference.concepts import CONCEPTS

_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[^\W\d_a-zà-ÿ]|[«¿¡“\"(])|(?<=[。！？])|\n+")
_MEASURED = frozenset({"percent", "usd", "years"})
_PER_MILLE = re.compile(r"\s{0,2}(?:‰|por (?:cada )?mil\b|pour (?:1 000|mille)\b|每千)", re.I)
_SCORE = 0.35
_NEXT_CLAUSE = re.compile(
    r"[;:；：。]|[,，]\s+(?:y|e|pero|mientras|aunque|en tanto|frente|contra|et|mais|tandis|alors|"
    r"contre)\b"
    r"|[，,](?:而|但)"
)
"""Where the next clause begins, whose area is not that of a figure before it."""


@dataclass
class _Thread:
    """What the sentence before was about."""

    area: str = ""
    year: str = ""


def read_foreign(text: str, published: str, language: str) -> tuple[ReadFigure, ...]:
    """What each figure of a text is about.

    Args:
        text: The text as given; places in the answer are its characters.
        published: Its date as far as known.
        language: A key of `LANGUAGES`.
    """
    year = int(published[:4]) if published[:4].isdecimal() else None
    figures, thread = find_figures(text, language), _Thread()
    found: list[ReadFigure] = []
    at = 0
    for start, end in _sentences(text):
        own = []
        while at < len(figures) and figures[at].start < end:
            own.append(figures[at])
            at += 1
        found += _read(text, (start, end), own, thread, year, language)
    return tuple(found)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _SENTENCE.finditer(text):
        if gap.start() > start:
            yield start, gap.start()
        start = gap.end()
    if start < len(text):
        yield start, len(text)


def _read(
    text: str,
    place: tuple[int, int],
    figures: Sequence[Figure],
    thread: _Thread,
    published: int | None,
    language: str,
) -> Iterator[ReadFigure]:
    start, end = place
    sentence = text[start:end]
    areas = named_areas(sentence, language)
    years = named_years(sentence)
    if figures:
        concepts, kind = named_concepts(sentence, language), not_fact(sentence, language)
        for figure in figures:
            if _is_year(figure):
                continue
            at = figure.start - start
            area, year = _near_area(sentence, areas, at), _near(years, at)
            whom = area.code if area else thread.area
            when = int(year.code if year else thread.year or 0)
            is_later = published is not None and when > published
            if kind or is_later:
                said: ReadingKind = "method" if kind == "method" else "projection"
                yield _figure(text, place, figure, said, f"its sentence tells of a {said}")
                continue
            per_mille = _PER_MILLE.match(text, figure.end) or figure.text.endswith("‰")
            fitting = [one for one in concepts if _suits(figure, one.code, bool(per_mille))]
            yield _claim(text, place, figure, _ordered(fitting, at), (whom, when, language))
    if areas:
        thread.area = areas[0].code
    if years:
        thread.year = years[-1].code


def _claim(
    text: str,
    place: tuple[int, int],
    figure: Figure,
    concepts: Sequence[Named],
    known: tuple[str, int, str],
) -> ReadFigure:
    whom, when, language = known
    if not concepts or not whom:
        lacking = "no area that is known" if concepts else "no word of an indicator that suits it"
        why = f"{lacking} was found in its {LANGUAGES[language]} sentence"
        return _figure(text, place, figure, "claim", why)
    period = Period(when or None, when or None)
    names = list(dict.fromkeys(one.code for one in concepts))[:3]
    why = f"words of it stand in its {LANGUAGES[language]} sentence"
    candidates = tuple(
        Candidate(Reading("value", name, (whom,), period=period), round(_SCORE / place, 3), why)
        for place, name in enumerate(names, start=1)
    )
    read = _figure(text, place, figure, "claim", f"{why}; a text in that language is never sure")
    return ReadFigure(**{**vars(read), "reading": candidates[0].reading, "candidates": candidates})


def _figure(
    text: str, place: tuple[int, int], figure: Figure, kind: ReadingKind, why: str
) -> ReadFigure:
    return ReadFigure(
        phrase=text[figure.start : figure.end],
        start=figure.start,
        end=figure.end,
        sentence=text[place[0] : place[1]].strip(),
        sentence_start=place[0],
        page=None,
        kind=kind,
        figure=figure,
        state="unsure",
        reading=None,
        why=why,
    )


def _is_year(figure: Figure) -> bool:
    text = figure.text.strip()
    return figure.unit == "number" and re.fullmatch(r"(?:19[5-9]|20\d)\d年?", text) is not None


def _near(named: Sequence[Named], at: int) -> Named | None:
    """The last that is named before a place, else the first behind it."""
    before = [one for one in named if one.start < at]
    return before[-1] if before else next(iter(named), None)


def _near_area(sentence: str, named: Sequence[Named], at: int) -> Named | None:
    """The last area that is named before a place, else the first behind it in the same clause."""
    area = _near(named, at)
    if area is None or area.start < at or not _NEXT_CLAUSE.search(sentence, at, area.start):
        return area
    return None


def _ordered(named: Sequence[Named], at: int) -> list[Named]:
    """The nearest first; of two as near the one that says more."""
    return sorted(
        named, key=lambda one: (max(at - one.end, one.start - at, 0), one.start - one.end)
    )


def _suits(figure: Figure, concept: str, is_per_mille: bool) -> bool:
    """Whether a figure's unit is one in which the concept is counted."""
    unit = CONCEPTS[concept].unit
    if is_per_mille:
        return unit == "per_1000"
    if figure.unit in _MEASURED:
        return unit.startswith(figure.unit)
    return not any(unit.startswith(one) for one in (*_MEASURED, "per_1000"))
