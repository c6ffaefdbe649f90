"""Over which years a figure is told: the ends of a pair, and the span of a change.

A `Combination` is what a figure may be of, of whom and when, with the words around it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sources.model import Period
from sources.reading.choosing.areas import AreaChoice
from sources.reading.choosing.carried_years import is_up_to_now as is_up_to_now_at
from sources.reading.choosing.years import YearChoice, resolve_year
from sources.reading.choosing.years_of_clauses import (
    behind_a_pair,
    from_then,
    own_since,
    told_of_both,
)
from sources.reading.dates.tenses import tense_at
from sources.reading.dates.times import is_apposed, is_record
from sources.reading.mentions.printed import Printed
from sources.reading.mentions.topics import Series, concept_of
from sources.reading.narrowing.choice import SeriesChoice
from sources.reading.sentences.context import Thread, View
from sources.reading.sentences.relations import Relation


@dataclass(frozen=True)
class Combination:
    """One combination of what a figure may be of, of whom and when, with the words around it."""

    view: View
    one: Printed
    relation: Relation
    series: SeriesChoice
    area: AreaChoice
    year: YearChoice
    years: tuple[YearChoice, ...]
    thread: Thread

    @property
    def code(self) -> str:
        """The concept or the code of the series."""
        return code_of(self.series.series)

    @property
    def end_year(self) -> Period:
        """The one year meant: of a span its last."""
        return Period(self.year.last, self.year.last)


def code_of(series: Series) -> str:
    """A series as a reading names it: its concept, else "wdi:CODE"."""
    return concept_of(series.code)


def pair_period(case: Combination) -> Period:
    """The years of a figure that went from one value to another."""
    years = case.years
    own = _own_pair(case)
    if own is not None:
        return own
    spans = [one for one in years if _is_span(one)]
    if spans and spans[0].score > 0.3:
        return Period(spans[0].first, spans[0].last)
    points = sorted(
        {
            one.first
            for one in years
            if one.first is not None and _is_point(one) and one.score > 0.55
        }
    )
    if len(points) >= 2:
        return Period(points[0], points[-1])
    since = [one for one in years if one.last is None and one.first is not None]
    if since and (points or since[0].score > _NEAR):
        return Period(since[0].first, behind_a_pair(case.view, case.one.end, since[0].first))
    named = sorted({year.first for year in case.view.years if year.kind == "point"})
    if len(named) == 2 and (not points or points == named[-1:]):
        return Period(*named)
    spoken = case.thread.year
    if len(points) == 1 and spoken is not None and spoken < points[0] and _is_by(case, points[0]):
        return Period(spoken, points[0])
    span = case.thread.span
    if span is not None and (not points or points[-1] == span[1]):
        return Period(*span)
    if (told := told_of_both(case.view, case.thread, case.year)) is not None:
        return told
    first, last = case.year.first, case.year.last
    return Period(last - 1 if last is not None and first == last else first, last)


_NEAR = 0.5
_BEHIND = 0.1
"""So far a span of another clause stays behind the year of a figure's own."""


def _own_pair(case: Combination) -> Period | None:
    """The years that stand at the two figures ("from 45.5% in 1995 to 23.5% in 2016")."""
    view, one = case.view, case.one
    points = [year for year in view.years if year.kind == "point"]
    inside = [year for year in points if one.start <= year.start < one.end]
    behind = [
        year
        for year in points
        if year.start >= one.end
        and view.words_between(one.end, year.start) <= 3
        and not view.figures_between(one.end, year.start)
    ]
    if not inside:
        return None
    if re.match(r"\s*(?:today|now|nowadays|at present)\b", view.after(one.end, 14)):
        return Period(inside[0].first, None)
    if len(inside) > 1:
        return Period(inside[0].first, inside[-1].last)
    if behind and behind[0].last > inside[0].first:
        return Period(inside[0].first, behind[0].last)
    # "from 35,000 in 2001 to 54,000": up to the year spoken of, where that is later.
    spoken = case.thread.year
    is_alone = len(points) == 1 and not behind and case.year.first == inside[0].first
    if is_alone and tense_at(view, one)[0]:
        return Period(inside[0].first, None)
    if is_alone and spoken is not None and spoken > inside[0].first:
        return Period(inside[0].first, spoken)
    return None


def _is_by(case: Combination, year: int) -> bool:
    """Whether a year is told as that by which something moved ("from 53 to 80, by 2010")."""
    return any(
        one.first == year and re.search(r"\bby\s+$", case.view.before(one.start, 4), re.IGNORECASE)
        for one in case.view.years
    )


def _is_span(one: YearChoice) -> bool:
    return one.first is not None and one.last is not None and one.last > one.first


def _is_point(one: YearChoice) -> bool:
    return one.first is not None and one.first == one.last


def span_of(case: Combination) -> tuple[Period, bool]:
    """The span of a change, and whether only its last year is known."""
    pair = case.thread.pair
    is_same = case.thread.pair_index == case.view.sentence.index
    after = [year for year in case.view.years if year.start >= case.thread.pair_end]
    behind = case.view.text[case.thread.pair_end : case.one.start] if is_same else ""
    if pair is not None and is_same and not after and not re.search(r"\bwhen\b", behind):
        return Period(*pair), False
    if (own := _of_a_multiple(case) or _from_bases(case) or _up_to_now(case)) is not None:
        return own, False
    named = sorted({one.first for one in case.years if one.first is not None and _is_named(one)})
    since = own_since(case.view, case.one, case.years) if len(named) >= 2 else None
    if since is not None:
        return Period(since.first, _end_of(case, since)), False
    if len(named) >= 2 and case.relation.kind != "growth":
        return Period(named[0], named[-1]), False
    if len(told := _told_apart(case) or _apposed(case)) == 2:
        return Period(*told), False
    spans = [one for one in case.years if _is_open_span(one) and one.score > 0.3]
    is_own = case.year.basis == "named" and _is_point(case.year)
    if is_own and spans and max(one.score for one in spans) < case.year.score - _BEHIND:
        spans = []
    if is_own:  # "... between 2002 and 2018, although in 2009 output rose by only 1.1 per cent"
        spans = [one for one in spans if one.last is None or one.score >= case.year.score]
    if spans:
        best = max(spans, key=lambda one: one.score)
        return Period(best.first, _end_of(case, best)), False
    before = _goes_on_over(case) or _summed_up(case)
    before = before or told_of_both(case.view, case.thread, case.year)
    before = before or from_then(case.view, case.one, case.thread, case.year)
    return _up_to(case) if before is None else (before, False)


def _up_to_now(case: Combination) -> Period | None:
    """From the year of the figure before it, of what is now a multiple of that.

    "Taxes, which brought in 9% of GDP in 2002, now yield twice as much": years behind it are of
    something else.
    """
    last = next((f for f in reversed(case.view.figures) if f.end <= case.one.start), None)
    if case.year.basis == "latest" and _HAS_SINCE.search(case.view.before(case.one.start, 60)):
        named = (one for one in case.view.years if one.kind in {"point", "span"})
        points = [one.last for one in named if one.end <= case.one.start]
        since = points[-1] if points else case.thread.year
        return None if not since else Period(since, None)
    if case.relation.kind != "ratio_time" or case.year.basis != "latest" or last is None:
        return None
    years = [
        year.first
        for year in case.view.years
        if year.kind == "point" and last.end <= year.start < case.one.start
    ]
    return Period(years[0], None) if len(years) == 1 else None


_HAS_SINCE = re.compile(r"\b(?:has|have) since\b[^.;:]*$", re.IGNORECASE)
_SUMS_UP = re.compile(
    r"(?:[,:;(\u2013\u2014]\s+|\band\s+|\bthat (?:is|was)\s+)an?\s+(?:\w+\s+)?(?:loss|"
    r"gain|rise|fall|drop|increase|decrease|decline|improvement|reduction)\s+of\s+(?:\w+\s+){0,2}$"
    r"|\b(?:had|has|have)\s+(?:\w+\s+){0,4}(?:by\s+(?:\w+\s+){0,2})?$",
    re.IGNORECASE,
)


def _summed_up(case: Combination) -> Period | None:
    """The years of two levels of the paragraph that a change sums up.

    "In 1990 it was 480. By 2017 it was 160, a fall of two thirds" is from 1990 to 2017; so is the
    other way round, "it is 160 in 2017; in 1990 it was 480, so it has fallen by two thirds".
    """
    view, thread, year = case.view, case.thread, case.year.last
    last = thread.series
    is_same = last is not None and last.topic == case.series.series.topic
    is_near = thread.year_paragraph == view.sentence.paragraph
    if not is_same or not is_near or thread.year is None or year is None:
        return None
    if not view.start <= thread.told_start or case.year.basis != "named":
        return None
    if _SUMS_UP.search(view.before(case.one.start, 60)) is None:
        return None
    if year != thread.year:
        return Period(min(year, thread.year), max(year, thread.year))
    apart = thread.years_apart
    return Period(*apart) if apart is not None and apart[1] == year else None


def _end_of(case: Combination, span: YearChoice) -> int | None:
    """The last year of a span: its own, else the year spoken of where it is told of the past."""
    spoken = case.thread.year
    if span.last is not None or span.first is None or spoken is None or spoken <= span.first:
        return span.last
    topic = case.series.series.topic
    return None if is_up_to_now_at(case.view, case.one, case.thread, topic) else spoken


_HAS = re.compile(r"\b(?:has|have)\s+(?:(?:\w+ly|also|almost|nearly|since|more|than)\s+)*$")


def _up_to(case: Combination) -> tuple[Period, bool]:
    """The last year of a change, or what it is the first of.

    "In 2013 they fell to $1bn. They have since doubled": from then up to now.
    """
    spoken = case.thread.year if case.year.basis in {"spoken", "latest"} else None
    if spoken is not None and _HAS.search(case.view.before(case.one.start, 40)):
        return Period(spoken, None), False
    return Period(case.year.first, case.year.last), True


_IN_ITS_YEAR = re.compile(r"\s+in\s+", re.IGNORECASE)


def _of_a_multiple(case: Combination) -> Period | None:
    """The years of a multiple that is told with its own one, and not with that of its base.

    "The deficit was 7% in 2016 and twice as much in 2020" is from the one to the other; "prices
    rose tenfold in 1992" is in that year.
    """
    view, one = case.view, case.one
    first, last = case.thread.told_years
    rest = _rest_years(case)
    if case.relation.kind != "ratio_time" or len(rest) != 1:
        return None
    is_told = view.start <= case.thread.told_start < one.start and first == last
    if is_told and last is not None and last < rest[0] and not _THAN.search(case.relation.rest):
        return Period(last, rest[0])
    point = next((year for year in view.years if year.start >= one.end), None)
    is_fold = "fold" in one.figure.text and point is not None and point.kind == "point"
    if is_fold and point is not None and _IN_ITS_YEAR.fullmatch(view.text, one.end, point.start):
        return Period(rest[0] - 1, rest[0])
    return None


_THAN = re.compile(r"\b(?:than|what|level|figure)\b", re.IGNORECASE)


_APPOSED = re.compile(
    r",\s+(?:or\s+)?an?\s+(?:\w+\s+)?(?:loss|gain|rise|fall|drop|increase|decrease|decline|growth|"
    r"improvement|reduction|jump)\s+of\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)


def _told_apart(case: Combination) -> tuple[int, ...]:
    """The two years told before a change that sums them up ("3.39 in 2019, ..., a loss of 40%")."""
    if _APPOSED.search(case.view.before(case.one.start, 40)) is None:
        return ()
    years = case.view.years
    points = {year.first for year in years if year.kind == "point" and year.end <= case.one.start}
    return tuple(sorted(points))


def _apposed(case: Combination) -> tuple[int, ...]:
    """The year of a value in commas and that of the change behind it.

    "Mortality, 102 in 1980, had been halved by 2000" is of those two.
    """
    view = case.view
    points = [year for year in view.years if year.kind == "point"]
    first = [year for year in points if year.end <= case.one.start and is_apposed(view, year)]
    last = [year for year in points if year.start >= case.one.end]
    if not first or not last or first[-1].first >= last[0].first:
        return ()
    return first[-1].first, last[0].first


def _is_open_span(one: YearChoice) -> bool:
    return one.first is not None and (one.last is None or one.last > one.first)


def _is_named(one: YearChoice) -> bool:
    return _is_point(one) and one.basis not in {"spoken", "latest"}


def _goes_on_over(case: Combination) -> Period | None:
    """The span that the text spoke of last, where a change is over it."""
    span = case.thread.span
    is_over_it = span is not None and case.year.last == span[1] and _goes_on(case)
    return Period(*span) if span is not None and is_over_it else None


def _goes_on(case: Combination) -> bool:
    """Whether a change goes on with what the text told last."""
    last = case.thread.series
    is_same = last is not None and last.topic == case.series.series.topic
    is_carried = case.year.first is not None and case.year.basis == "spoken"
    return is_carried and (is_same or case.relation.kind == "ratio_time")


def _from_bases(case: Combination) -> Period | None:
    bases = _rest_years(case) or _earlier_years(case) or _later_years(case) or _years_on(case)
    return _from_base(case, bases) if bases else None


def _from_base(case: Combination, bases: list[int]) -> Period:
    start = bases[0]
    if bases[-1] > start:
        return Period(start, bases[-1])
    topic = case.series.series.topic
    is_up_to_now = is_up_to_now_at(case.view, case.one, case.thread, topic)
    ends = [
        one.last
        for one in case.years
        if _is_point(one) and one.last is not None and one.last > start and one.last not in bases
        if one.basis != "spoken" or not is_up_to_now
    ]
    return Period(start, ends[0] if ends else None)


_IN = re.compile(r"in\b", re.IGNORECASE)


_THE_YEAR_BEFORE = re.compile(r"\s*the (?:year before|(?:previous|preceding) year)\b", re.I)


def _earlier_years(case: Combination) -> list[int]:
    """The year before the one spoken of ("up by 15% on the year"), and that."""
    view, one = case.view, case.one
    for year in view.years:
        is_in = re.search(r"\bin\s+$", view.before(year.start, 4)) or _IN.match(year.text)
        if year.kind != "earlier" or is_in:
            continue
        is_after = year.start >= one.end and view.words_between(one.end, year.start) < 6
        is_after = is_after and not view.figures_between(one.end, year.start)
        if view.words_between(one.end, year.start) == 0 and _THE_YEAR_BEFORE.match(year.text):
            continue  # "after shrinking by 6.6% the year before": it is when, not since when
        if is_after or (case.relation.kind != "growth" and year.first > 1):
            span = resolve_year(view, year, case.thread)
            if span is not None and span[0] is not None:
                return [span[0], span[0] + year.first]
    return []


def _later_years(case: Combination) -> list[int]:
    """The year spoken of and the one so many years later ("fifteen years later it had trebled")."""
    own = case.view.clauses.at(case.one.start).number
    is_rate = case.series.series.unit == "growth" and case.relation.kind == "growth"
    if is_rate and _PERFECT.search(case.view.before(case.one.start, 40)) is None:
        return []  # "Two years later prices rose by 40 per cent": in that year
    for year in case.view.years:
        is_own = case.view.clauses.at(year.start).number == own and year.end <= case.one.start
        if year.kind != "later" or not is_own or year.first < 2:
            continue
        span = resolve_year(case.view, year, case.thread)
        if span is not None and span[1] is not None:
            return [span[1] - year.first, span[1]]
    return []


_PERFECT = re.compile(r"\b(?:had|has|have)\b|doubl|tripl|trebl|quadrupl|halv", re.IGNORECASE)


_ON = re.compile(
    r"\s*(?:(?:on|over|against|compared with|relative to)\s+(?:the\s+)?|"
    r"(?:from|below|above|on|off)\s+(?:the|its|their|an?)\s+(?:[\w-]+\s+){0,2}"
    r"(?:record|peak|high|low|level|trough|height|bottom|figure|total|value)s?\s+"
    r"(?:of|in|reached in|set in|hit in)\s+)",
    re.IGNORECASE,
)

_AS_A_WHOLE = re.compile(r"\s+(?:as a whole|overall|in all)\b", re.IGNORECASE)
"""Behind a year that is itself the time of a change ("rose by 85% over 2020 as a whole")."""


def _years_on(case: Combination) -> list[int]:
    """The year that a change counts from ("a gain of 8% on 2019", "up 0.7 points on 2016")."""
    if case.relation.kind not in {"growth", "change"}:
        return []
    return [
        year.first
        for year in case.view.years
        if year.kind == "point"
        and _ON.fullmatch(case.view.text, case.one.end, year.start)
        and not _AS_A_WHOLE.match(case.view.text, year.end)
    ]


_BETWEEN = re.compile(r"between\b", re.IGNORECASE)


def _rest_years(case: Combination) -> list[int]:
    """The years in the words of the comparison ("twice the level of 1990")."""
    relation = case.relation
    found: list[int] = []
    for year in case.view.years if relation.rest else ():
        is_rest = relation.rest_start <= year.start < relation.rest_end
        if is_rest and not is_record(case.view, year):
            span = resolve_year(case.view, year, case.thread)
            if span is not None and span[0] is not None:
                found.append(span[0])
                is_whole = relation.kind == "ratio_time" and _BETWEEN.match(year.text)
                found += [span[1]] if is_whole and span[1] is not None else []
    return sorted(found)
