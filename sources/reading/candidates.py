"""The readings that a figure may have, each with its score and what speaks for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sources.model import Period
from sources.reading.choosing.areas import NO_AREA, AreaChoice
from sources.reading.choosing.spans import Combination
from sources.reading.choosing.years import YearChoice
from sources.reading.mentions.areas import is_country
from sources.reading.mentions.printed import Printed
from sources.reading.narrowing.choice import SeriesChoice
from sources.reading.narrowing.claim import as_read
from sources.reading.readings import make_reading
from sources.reading.roles import SURVEY
from sources.reading.sentences.context import Thread, View
from sources.reading.sentences.model import Candidate, ReadFigure, Reading, ReadingDoubt
from sources.reading.sentences.relations import Relation

_MOST = 3
"""So many of the series, of the areas and of the years are weighed."""
_OF_THEM = re.compile(
    r"\s*(?:of|among) (?:the(?:m|se| total| net)|those|whom|which|this|that)\b", re.I
)


def weigh_candidates(
    view: View,
    one: Printed,
    thread: Thread,
    relation: Relation,
    series: Sequence[SeriesChoice],
    areas: Sequence[AreaChoice],
    years: Sequence[YearChoice],
) -> list[Candidate]:
    """The best of each with the best others, best first, then what else each may be.

    Args:
        view: The sentence.
        one: The figure.
        thread: What was spoken of before.
        relation: What the words around it say of it.
        series: What it may be of, best first; one at least.
        areas: Whom it may be about, best first.
        years: When it may be, best first; one at least.
    """
    top = areas[:_MOST] or [NO_AREA]
    combined = [(choice, top[0], years[0]) for choice in series[:_MOST]]
    combined += [(series[0], area, years[0]) for area in top[1:]]
    combined += [(series[0], top[0], year) for year in years[1:_MOST]]
    weight = 0.6 if SURVEY.search(view.text[view.start : view.end]) else 1.0
    weight *= 0.5 if _OF_THEM.match(view.after(one.end, 20)) else 1.0
    found: list[Candidate] = []
    for choice, area, year in combined:
        case = Combination(view, one, relation, choice, area, year, tuple(years), thread)
        reading, surety = make_reading(case)
        score = choice.score * area.score * year.score * surety * weight
        whys = dict.fromkeys(filter(None, (choice.why, area.why, year.why, relation.why)))
        why = "; ".join(whys)
        found.append(Candidate(reading, round(score, 3), why))
    best = found[0]
    rest = [other for other in found[1:] if other.reading != best.reading]
    return [best, *sorted(rest, key=lambda other: -other.score)]


_OF_A_COUNT = ReadingDoubt("what", "which countries are counted, and by what")


def read_count(
    view: View, one: Printed, why: str, areas: Sequence[AreaChoice], year: YearChoice
) -> ReadFigure:
    """A number of countries, among those of a group where one is named; always open.

    Args:
        view: The sentence.
        one: The figure.
        why: What makes it a count.
        areas: Whom it may be about, best first.
        year: When.
    """
    among = next((c.areas for c in areas if not all(map(is_country, c.areas))), ())
    reading = Reading("count", areas=among, period=Period(year.first, year.last))
    return replace(
        as_read(view, one, "claim", why),
        reading=reading,
        candidates=(Candidate(reading, 0.5, why),),
        doubt=_OF_A_COUNT,
    )
