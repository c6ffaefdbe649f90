"""Readings that what is told around them leaves open: the last look at a text that was read.

Each figure was read by its own sentence and by what came before it. What a note, a heading or the
sentence behind it says of it is looked at here, once the whole text is read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from sources.reading.around.lines_above import doubt_of_lines_above
from sources.reading.around.others_within import FigureRead, doubt_of_others
from sources.reading.around.parts import PartsTold
from sources.reading.around.parts_before import doubt_of_parts_before
from sources.reading.around.prices import PricesTold
from sources.reading.around.region_heads import doubt_of_region
from sources.reading.around.second_subjects import doubt_of_second
from sources.reading.around.series_told import another_series
from sources.reading.around.territories import doubt_of_land, doubt_of_namesake
from sources.reading.around.values_in_turn import in_turn_of_years, of_a_pair
from sources.reading.around.years import with_years_behind, year_said
from sources.reading.dates.printed_again import PrintedAgain
from sources.reading.narrowing.choice import HEADED
from sources.reading.no_facts.made_up import only_thought_of
from sources.reading.no_facts.offered import of_a_slip
from sources.reading.sentences.context import View
from sources.reading.sentences.model import DoubtAbout, ReadFigure, Reading, ReadingDoubt
from sources.reference.concepts import concept_for


def with_what_is_around(
    found: Sequence[ReadFigure], views: Sequence[View], published: int | None = None
) -> tuple[ReadFigure, ...]:
    """The figures of a text; those that something around them leaves open are unsure.

    Args:
        found: The figures, in order.
        views: The sentences of the text.
        published: The year in which it appeared; None for unknown.
    """
    starts = [view.start for view in views]
    prices, parts, again = PricesTold(views), PartsTold(views), PrintedAgain(views, published)
    kept: list[ReadFigure] = []
    found = with_years_behind(found, views)
    for number, one in enumerate(found):
        reading = one.reading
        is_either = one.doubt is not None and one.doubt.or_period is not None
        is_judged = is_either or one.state == "sure"
        if reading is None or not reading.indicator or not is_judged:
            kept.append(one)
            continue
        at = max(0, bisect_right(starts, one.start) - 1)
        year = year_said(views, at) if reading.period.end is None else ""
        said = f"{year} is said to be the year of figures beside it"
        old = again.doubt(at, one.start) if reading.period.end is None or is_either else ""
        if year or old:
            kept.append(_open(one, "when", said if year else old))
            continue
        concept = concept_for(reading.indicator)
        span = (one.start, one.end)
        place = FigureRead(views[at], *span, reading.areas, reading.indicator, concept.label)
        other = doubt_of_others(place)
        land = doubt_of_land(reading, concept.unit, concept.label)
        if land := land or doubt_of_namesake(views[at].text, reading.areas):
            kept.append(_open(one, "whose", land))
            continue
        behind = parts.near(at + 1, views[at])
        other = other or _held_against_nobody(reading, views[at])
        other = other or _after_another(reading, views, at, kept) or _past_another(one, views[at])
        if not other and (words := doubt_of_second(place, found[number : number + 2], kept)):
            other = ("what", words)
        if not other and (words := another_series(place, behind)):
            other = ("what", f"“{words}” may make it one of another series")
        kept.append(_open(one, *other) if other else _guarded(one, reading, at, prices, parts))
    return tuple(kept)


def _after_another(
    reading: Reading, views: Sequence[View], at: int, before: Sequence[ReadFigure]
) -> tuple[DoubtAbout, str] | None:
    """That the figures of the sentence before are of others alone, and no word says whose this is.

    "Paraguay is poor. A third of Argentina's people smoke. Its army absorbs 0.6 per cent of GDP."
    """
    own = set(reading.areas)
    last = views[at - 1] if at else None
    is_named = any(area.areas for area in views[at].areas)
    if last is None or is_named or last.sentence.paragraph != views[at].sentence.paragraph:
        return None
    named = {code for area in last.areas for code in area.areas}
    if views[at].sentence.kind == "row" or own & named:
        return None
    told = [one.reading for one in before if last.start <= one.start < last.end]
    areas = [set(one.areas) for one in told if one is not None and one.areas]
    if not areas or any(own & other for other in areas):
        return None
    return ("whose", "the figures of the sentence before are of others")


def _past_another(one: ReadFigure, view: View) -> tuple[DoubtAbout, str] | None:
    """That its sentence names another country before it, and its own only behind it.

    "Unlike Ghana, where life expectancy was 65.5 years, Togo had 62.7": neither is of Togo's text.
    """
    own = set(one.reading.areas) if one.reading is not None else set()
    named = [area for area in view.areas if area.areas]
    before = [area for area in named if area.end <= one.start]
    is_there = any(own & set(area.areas) for area in before)
    is_behind = any(own & set(area.areas) for area in named if area.start >= one.end)
    if view.sentence.kind == "row" or is_there or not (before and is_behind):
        return None
    if _CARRIED.search(one.why) is None:
        return None
    return ("whose", f"“{before[-1].text}” stands before it, and it may be of that")


_CARRIED = re.compile(r"the text is mostly about it|the sentences before are about it")


def _held_against_nobody(reading: Reading, view: View) -> tuple[DoubtAbout, str] | None:
    """That whom a multiple is of is not named in its sentence ("now emits 2.6 times as much")."""
    if reading.measure not in {"ratio", "excess"} or not reading.to or reading.to.isdigit():
        return None
    named = {code for area in view.areas for code in area.areas}
    is_back = any(not area.areas for area in view.areas)
    is_named = is_back or not named.isdisjoint({reading.to, *reading.to.split(" + ")})
    return None if is_named else ("whose", "whom it is held against is not named by it")


def _guarded(
    one: ReadFigure, reading: Reading, at: int, prices: PricesTold, parts: PartsTold
) -> ReadFigure:
    concept = concept_for(reading.indicator)
    is_level = reading.measure == "value" and one.scale == 1
    if is_level and concept.unit == "persons" and one.figure.value % 1:
        return _open(one, "what", "in thousands or millions of what is not said")
    words = in_turn_of_years(parts.views, at, one.start)
    if words := words or of_a_pair(parts.views[at], one.start, one.end):
        return _open(one, "when", words)
    words = only_thought_of(parts.views, at) or of_a_slip(parts.views[at], one.start, one.end)
    if words := words or prices.doubt(at, one.start, concept.unit):
        return _open(one, "what", words)
    span, is_headed = (one.start, one.end), HEADED in one.why
    words = parts.doubt_of_sample(at, reading.areas, concept.label)
    words = words or doubt_of_region(parts.views, at, reading.areas, one.why)
    if words := words or doubt_of_parts_before(parts.views, at, reading.areas, concept.label):
        return _open(one, "whose", words)
    if words := doubt_of_lines_above(parts.views, at, reading.areas, one.why, concept.label):
        return _open(one, "whose", words)
    if words := parts.doubt(at, span, reading.areas, concept.label, is_carried=is_headed):
        return _open(one, "whose", words)
    return one


def _open(one: ReadFigure, about: DoubtAbout, words: str) -> ReadFigure:
    return replace(one, state="unsure", doubt=ReadingDoubt(about, words))
