"""From a relation, a series, areas and years to a reading: the measure and what it takes.

`make_reading` gives beside it how surely the words carry it, from 0 to 1: a ratio without anything
that it is compared with is hardly one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from sources.model import Period
from sources.reading.choose_areas import AreaChoice, resolve_back
from sources.reading.choose_years import YearChoice, resolve_year
from sources.reading.context import Thread, View
from sources.reading.fits import STOCKS
from sources.reading.mentions.printed import Printed
from sources.reading.mentions.topics import Series, concept_of, topics
from sources.reading.model import Reading
from sources.reading.narrowing.choice import SeriesChoice
from sources.reading.relations import Relation
from sources.reference.series import find_series

_RATES = frozenset({"pct", "gdp", "gni", "years", "per_1000", "per_100000", "growth", "per_woman"})
_LEVELS = {
    "NY.GDP.MKTP.KD.ZG": "NY.GDP.MKTP.KD",
    "SP.POP.GROW": "SP.POP.TOTL",
    "SP.URB.GROW": "SP.URB.TOTL",
    "NY.GDP.PCAP.KD.ZG": "NY.GDP.PCAP.KD",
    "NE.EXP.GNFS.KD.ZG": "NE.EXP.GNFS.CD",
    "NE.IMP.GNFS.KD.ZG": "NE.IMP.GNFS.CD",
}
_LACK = re.compile(
    r"\b(?:without|lack(?:s|ed|ing)?|no access|not have|cannot|can't|could not|couldn't|never"
    r"|not use|do not|does not|did not|illiterate|illiteracy|unbanked|offline|don't|doesn't|have no"
    r"|has no|had no|unable to|not connected|deprived of|not online|unregistered)\b",
    re.IGNORECASE,
)
_LACKS_ITSELF = frozenset(
    {
        "out_of_school",
        "unemployment",
        "undernourishment",
        "open_defecation",
        "youth_unemployment",
        "poverty",
    }
)
_MEAN = re.compile(r"\baverage|\bmean\b", re.IGNORECASE)
_YEARLY = re.compile(
    r"\baverag|\bannual|\b(?:a|per|each|every) year\b(?! (?:earlier|before|ago|later|on)\b)|"
    r"\byearly|\bper annum",
    re.IGNORECASE,
)
_MULTIPLE = re.compile(r"\b(?:doubl|tripl|trebl|quadrupl|halv)", re.IGNORECASE)
_CLAUSE = re.compile(r"[;.]|\bwhile\b|\bbut\b")
_THAN_WOMEN = re.compile(
    r"\bthan\s+(?:for\s+|that of\s+|among\s+)?(?:women|females|girls)", re.IGNORECASE
)


@dataclass(frozen=True)
class Case:
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


def make_reading(case: Case) -> tuple[Reading, float]:
    """The reading of a case, and how surely the words carry it."""
    maker = {
        "level": _level,
        "share": _share,
        "ratio": _ratio,
        "difference": _difference,
        "difference_sex": _difference_sex,
    }.get(case.relation.kind, _over_time)
    return maker(case)


def _level(case: Case) -> tuple[Reading, float]:
    one, series, areas = case.one, case.series.series, case.area.areas
    measure, period, surety = _level_period(case)
    of = ""
    if one.unit in {"persons", "number"} and series.unit == "pct" and one.value > 100:
        measure, of, surety = "product", "population", 0.8
    if _is_complement(case.view, one, series):
        surety *= 0.35 if measure == "product" else 1.0
        measure = "complement" if measure == "value" else measure
    if len(areas) > 1 and measure == "value" and series.unit in STOCKS and _is_sum(case):
        areas = (" + ".join(areas),)
    elif len(areas) > 1 and measure == "value":
        measure = "mean" if _MEAN.search(case.view.before(one.start, 60)) else "each"
    near = case.view.before(one.start, 40) + case.view.after(one.end, 20)
    is_group = case.area.mention is not None and case.area.mention.kind == "group"
    weighting = "simple" if is_group and series.unit in _RATES and _MEAN.search(near) else ""
    return Reading(measure, case.code, areas, of=of, period=period, weighting=weighting), surety


_TOGETHER = re.compile(
    r"\b(?:together|combined|jointly|joint|in total|between them|aggregate|sum of)\b",
    re.IGNORECASE,
)


_EACH = re.compile(
    r"(?<!for )\b(?:each|both|apiece|every|respectively|either|all of them)\b", re.IGNORECASE
)


def _is_sum(case: Case) -> bool:
    """Whether the words add several areas up ("together India and China had")."""
    view, one, unit = case.view, case.one, case.series.series.unit
    near = view.before(one.start, 90) + view.after(one.end, 50)
    if _TOGETHER.search(near) is not None:
        return True
    # One exact amount of several countries is that of all of them; a bound may hold for each.
    is_bound = one.figure.hedge in {"lower", "upper"}
    words = view.before(one.start, 120) + view.after(one.end, 30)
    return unit in {"persons", "usd", "tonnes", "km2"} and not is_bound and not _EACH.search(words)


def _level_period(case: Case) -> tuple[str, Period, float]:
    """The measure of a level, its period, and how sure that is."""
    first, last = case.year.first, case.year.last
    is_span = first is not None and last is not None and last > first
    if is_span and case.series.series.unit == "growth":
        return "mean_growth", Period(first, last), 1.0
    if case.one.is_pair:
        return "value", _pair_period(case), 1.0
    if is_span and _is_averaged(case):
        return "mean", Period(first, last), 1.0
    if is_span:
        return "value", Period(last, last), 0.8
    if last is None:
        return "value", Period(None, None), 1.0
    return "value", Period(first, last), 1.0


_AVERAGED = re.compile(
    r"\b(?:averag(?:ed|ing)|on average|(?:an|annual|yearly|the) average)\b(?! of the)",
    re.IGNORECASE,
)


def _is_averaged(case: Case) -> bool:
    """Whether a level is told as the mean of the years of a span ("averaged 6% in 2008-2017")."""
    own = case.view.clauses.at(case.one.start)
    return _AVERAGED.search(case.view.text[own.start : case.one.end]) is not None


def _pair_period(case: Case) -> Period:
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
        return Period(since[0].first, None)
    named = sorted({year.first for year in case.view.years if year.kind == "point"})
    if len(named) == 2 and (not points or points == named[-1:]):
        return Period(*named)
    spoken = case.thread.year
    if len(points) == 1 and spoken is not None and spoken < points[0] and _is_by(case, points[0]):
        return Period(spoken, points[0])
    span = case.thread.span
    if span is not None and (not points or points[-1] == span[1]):
        return Period(*span)
    return Period(case.year.first, case.year.last)


_NEAR = 0.5


def _own_pair(case: Case) -> Period | None:
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
    is_ended = bool(behind) and behind[0].last > inside[0].first
    return Period(inside[0].first, behind[0].last) if is_ended else None


def _is_by(case: Case, year: int) -> bool:
    """Whether a year is told as that by which something moved ("from 53 to 80, by 2010")."""
    return any(
        one.first == year and re.search(r"\bby\s+$", case.view.before(one.start, 4))
        for one in case.view.years
    )


def _is_span(one: YearChoice) -> bool:
    return one.first is not None and one.last is not None and one.last > one.first


def _is_point(one: YearChoice) -> bool:
    return one.first is not None and one.first == one.last


def _other(case: Case) -> tuple[str, ...]:
    """The areas that the relation speaks of."""
    other = case.relation.other
    return () if other is None else other.areas or resolve_back(other, case.thread, case.view)


def _share(case: Case) -> tuple[Reading, float]:
    whole, areas = _other(case), case.area.areas
    if case.series.series.unit in {"pct", "gdp", "gni"}:
        own = AreaChoice(whole or areas, case.area.score, case.area.why)
        return _level(replace(case, area=own))
    if areas == whole:
        return Reading("share", case.code, areas, period=case.end_year), 0.4
    of = "world" if whole == ("WLD",) else " + ".join(whole)
    is_back = case.relation.other is not None and case.relation.other.kind == "back_any"
    reading = Reading("share", case.code, areas, of=of, period=case.end_year)
    return reading, 0.6 if is_back else 1.0


def _ratio(case: Case) -> tuple[Reading, float]:
    to, areas = _other(case), case.area.areas
    if case.relation.is_other_first:
        areas, to = to, areas
    is_back = not to and _AS_MUCH.match(case.relation.rest) is not None
    if is_back:
        topic = case.series.series.topic
        told = (own for of, own in reversed(case.thread.levels) if of == topic and own != areas)
        to = next(told, ())
    period = case.end_year
    if case.series.series.unit == "growth" and case.year.first is not None:
        period = Period(case.year.first, case.year.last)
    surety = 0.3 if not to or not areas or areas == to else 0.7 if is_back else 1.0
    return Reading("ratio", case.code, areas, to=" + ".join(to), period=period), surety


_AS_MUCH = re.compile(
    r"\s*(?:times\s+)?(?:as (?:much|many|high|large|big|great|long|rich|low)\b(?!\s+as\b)|"
    r"(?:that|this|the same) (?:share|rate|level|amount|sum|figure|ratio|number|proportion|"
    r"value)\b)",
    re.IGNORECASE,
)
"""A multiple of what was told right before ("South Korea spent 4.9%, sixteen times as much")."""


def _difference(case: Case) -> tuple[Reading, float]:
    areas, period = case.area.areas, case.end_year
    sexes = sexes_of(case.series.series) if case.relation.other is None else None
    if sexes is not None:
        return Reading("difference", sexes[0], areas, to=sexes[1], period=period), 0.8
    to = " + ".join(_other(case))
    return Reading("difference", case.code, areas, to=to, period=period), 1.0 if to else 0.3


def _difference_sex(case: Case) -> tuple[Reading, float]:
    women, men = sexes_of(case.series.series) or (case.code, "")
    if _THAN_WOMEN.search(case.relation.rest):
        women, men = men, women
    reading = Reading("difference", women, case.area.areas, to=men, period=case.end_year)
    return reading, 0.9 if men else 0.3


def _over_time(case: Case) -> tuple[Reading, float]:
    period, is_single = _span(case)
    near = case.view.before(case.one.start) + case.view.after(case.one.end, 40)
    is_growth = case.relation.kind == "growth"
    is_multiple = is_growth and _MULTIPLE.search(case.one.figure.text) is not None
    if is_multiple and case.series.series.unit == "growth":
        start = "" if period.start is None else str(period.start)
        reading = Reading("ratio", case.code, case.area.areas, to=start, period=period)
        return reading, 0.9 if start else 0.4
    if is_growth and case.series.series.unit == "growth":
        return _growth_rate(case, period, is_single, is_mean=_YEARLY.search(near) is not None)
    measure = {"ratio_time": "ratio", "growth": "growth"}.get(case.relation.kind, "change")
    close = case.view.before(case.one.start, 25) + case.view.after(case.one.end, 40)
    if is_growth and not is_single and _YEARLY.search(close):
        measure = "mean_growth"
    to = str(period.start) if measure == "ratio" and period.start is not None else ""
    if is_single and period.end is not None:
        period = Period(period.end - 1, period.end)
    is_level = case.series.series.unit == "growth" and measure in {"ratio", "growth"}
    code = _level_of(case) if is_level else case.code
    reading = Reading(measure, code, case.area.areas, to=to, period=period)
    return reading, 1.0 if period.start is not None else 0.6


def _growth_rate(
    case: Case, period: Period, is_single: bool, *, is_mean: bool
) -> tuple[Reading, float]:
    areas, start, end = case.area.areas, period.start, period.end
    if is_single or start == end or (start is not None and end == start + 1):
        return Reading("value", case.code, areas, period=Period(end, end)), 1.0
    if is_mean:
        return Reading("mean_growth", case.code, areas, period=period), 1.0
    return Reading("growth", _level_of(case), areas, period=period), 0.8


def _level_of(case: Case) -> str:
    """What a growth rate is the growth of, at constant prices where there is such a series."""
    code = case.series.series.code
    level = _LEVELS.get(code, code.removesuffix(".ZG"))
    return concept_of(level if find_series("wdi", level) is not None else code)


def _span(case: Case) -> tuple[Period, bool]:
    """The span of a change, and whether only its last year is known."""
    pair = case.thread.pair
    is_same = case.thread.pair_index == case.view.sentence.index
    after = [year for year in case.view.years if year.start >= case.thread.pair_end]
    if pair is not None and is_same and not after:
        return Period(*pair), False
    bases = _rest_years(case) or _earlier_years(case)
    if bases:
        return _from_base(case, bases), False
    named = sorted({one.first for one in case.years if one.first is not None and _is_named(one)})
    if len(named) >= 2 and case.relation.kind != "growth":
        return Period(named[0], named[-1]), False
    if len(told := _told_apart(case)) == 2:
        return Period(*told), False
    spans = [one for one in case.years if _is_open_span(one) and one.score > 0.3]
    if spans:
        best = max(spans, key=lambda one: one.score)
        end, spoken = best.last, case.thread.year
        if end is None and spoken is not None and best.first is not None and spoken > best.first:
            end = spoken
        return Period(best.first, end), False
    if _goes_on(case) and case.thread.span is not None:
        return Period(*case.thread.span), False
    return Period(case.year.first, case.year.last), True


_APPOSED = re.compile(
    r",\s+(?:or\s+)?an?\s+(?:\w+\s+)?(?:loss|gain|rise|fall|drop|increase|decrease|decline|growth|"
    r"improvement|reduction|jump)\s+of\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)


def _told_apart(case: Case) -> tuple[int, ...]:
    """The two years told before a change that sums them up ("3.39 in 2019, ..., a loss of 40%")."""
    if _APPOSED.search(case.view.before(case.one.start, 40)) is None:
        return ()
    years = case.view.years
    points = {year.first for year in years if year.kind == "point" and year.end <= case.one.start}
    return tuple(sorted(points))


def _is_open_span(one: YearChoice) -> bool:
    return one.first is not None and (one.last is None or one.last > one.first)


def _is_named(one: YearChoice) -> bool:
    return _is_point(one) and one.basis not in {"spoken", "latest"}


def _goes_on(case: Case) -> bool:
    """Whether a change is over the span that the text spoke of last."""
    last = case.thread.series
    is_same = last is not None and last.topic == case.series.series.topic
    is_carried = case.year.first is not None and case.year.basis == "spoken"
    return is_carried and (is_same or case.relation.kind == "ratio_time")


def _from_base(case: Case, bases: list[int]) -> Period:
    start = bases[0]
    ends = [
        one.last
        for one in case.years
        if _is_point(one) and one.last is not None and one.last > start and one.last not in bases
    ]
    later = [year for year in bases if year > start]
    return Period(start, ends[0] if ends else later[-1] if later else None)


def _earlier_years(case: Case) -> list[int]:
    """The year before the one spoken of ("up by 15% on the year"), and that."""
    view, one = case.view, case.one
    for year in view.years:
        if year.kind != "earlier":
            continue
        is_after = year.start >= one.end and view.words_between(one.end, year.start) < 6
        if is_after or (case.relation.kind != "growth" and year.first > 1):
            span = resolve_year(view, year, case.thread)
            if span is not None and span[0] is not None:
                return [span[0], span[0] + year.first]
    return []


def _rest_years(case: Case) -> list[int]:
    """The years in the words of the comparison ("twice the level of 1990")."""
    relation = case.relation
    found: list[int] = []
    for year in case.view.years if relation.rest else ():
        if relation.rest_start <= year.start < relation.rest_end:
            span = resolve_year(case.view, year, case.thread)
            if span is not None and span[0] is not None:
                found.append(span[0])
    return sorted(found)


def sexes_of(series: Series) -> tuple[str, str] | None:
    """The series of women and of men beside a series; None where there are none."""
    found: dict[str, str] = {}
    for one in topics().by_id[series.topic].series:
        if one.unit == series.unit and len(one.needs) == 1:
            found.setdefault(next(iter(one.needs)), code_of(one))
    if "female" not in found or "male" not in found:
        return None
    return found["female"], found["male"]


def _is_complement(view: View, one: Printed, series: Series) -> bool:
    """Whether a share is of those who lack what the series counts ("without access")."""
    if series.unit != "pct" or series.topic in _LACKS_ITSELF:
        return False
    end = view.resumed(one)
    following = next((other.start for other in view.figures if other.start > end), view.end)
    after = _CLAUSE.split(view.text[end : min(following, end + 80)])[0]
    before = re.split(r"[;:,.]|\bwhile\b|\bbut\b", view.before(one.start, 60))[-1]
    return _LACK.search(after) is not None or _LACK.search(before) is not None
