"""From a relation, a series, areas and years to a reading: the measure and what it takes.

`make_reading` gives beside it how surely the words carry it, from 0 to 1: a ratio without anything
that it is compared with is hardly one.
"""

from __future__ import annotations

import re
from dataclasses import replace

from sources.model import Period
from sources.reading.choosing.areas import AreaChoice, resolve_back
from sources.reading.choosing.parts_held import parts_held, sexes_of
from sources.reading.choosing.spans import Combination, pair_period, span_of
from sources.reading.mentions.areas import AreaMention, is_country
from sources.reading.mentions.topics import concept_of
from sources.reading.narrowing.signs import is_of_those_without
from sources.reading.sentences.fits import STOCKS
from sources.reading.sentences.model import Reading
from sources.reading.sentences.parts_of_totals import held_apart, two_told
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
_SIMPLE_MEAN = re.compile(
    r"\b(?:simple|unweighted|arithmetic)\s+(?:\w+\s+)?(?:average|mean)|\bunweighted\b",
    re.IGNORECASE,
)
"""The words by which each member of a group counts once; "averaged" alone does not say it."""
_MEAN = re.compile(r"\baverage|\bmean\b", re.IGNORECASE)
_YEARLY = re.compile(
    r"\baverag|\bannual|\b(?:a|per|each|every) year\b(?! (?:earlier|before|ago|later|on)\b)|"
    r"\byearly|\bper annum",
    re.IGNORECASE,
)
_IN_A_YEAR = re.compile(
    r"\b(?:within|in|over|inside)\s+(?:just\s+|only\s+)?a\s+(?:single\s+)?year\b", re.I
)
_MULTIPLE = re.compile(r"\b(?:doubl|tripl|trebl|quadrupl|halv)", re.IGNORECASE)
_THAN_WOMEN = re.compile(
    r"\b(?:than|below|above|behind|ahead of)\s+(?:for\s+|that of\s+|those of\s+|among\s+)?"
    r"(?:women|females|girls)",
    re.IGNORECASE,
)


def make_reading(case: Combination) -> tuple[Reading, float]:
    """The reading of a case, and how surely the words carry it."""
    if case.series.basis == "over":
        measure = "ratio" if case.one.unit == "times" else "share"
        other = concept_of(case.series.other)
        to, of = (other, "") if measure == "ratio" else ("", other)
        period = case.end_year
        return Reading(measure, case.code, case.area.areas, to=to, of=of, period=period), 0.8
    maker = {
        "level": _level,
        "share": _share,
        "ratio": _ratio,
        "difference": _difference,
        "difference_sex": _difference_sex,
    }.get(case.relation.kind, _over_time)
    return maker(case)


def _level(case: Combination) -> tuple[Reading, float]:
    one, series, areas = case.one, case.series.series, case.area.areas
    measure, period, surety = _level_period(case)
    of = ""
    if case.series.basis == "per_head":
        return Reading("per_head", case.code, areas, period=period), surety
    if one.unit in {"persons", "number"} and series.unit == "pct" and one.value > 100:
        measure, of, surety = "product", "population", 0.8
    if is_of_those_without(case.view, one, series):
        measure = {"value": "complement", "product": "complement_product"}.get(measure, measure)
    if len(areas) > 1 and measure == "value" and series.unit in STOCKS and _is_sum(case):
        areas = (" + ".join(areas),)
    elif areas == ("G20",) and series.unit in STOCKS:
        areas = spelled_out(areas)
    elif len(areas) > 1 and measure == "value":
        measure = "mean" if _MEAN.search(case.view.before(one.start, 60)) else "each"
    near = case.view.text[case.view.clauses.at(one.start).start : one.end]
    near += case.view.after(one.end, 40)
    is_group = case.area.mention is not None and case.area.mention.kind == "group"
    is_simple = is_group and series.unit in _RATES and _SIMPLE_MEAN.search(near)
    weighting = "simple" if is_simple else ""
    return Reading(measure, case.code, areas, of=of, period=period, weighting=weighting), surety


_TOGETHER = re.compile(
    r"\b(?:together|combined|jointly|joint|in total|between them|aggregate|sum of)\b",
    re.IGNORECASE,
)


_EACH = re.compile(
    r"(?<!for )\b(?:each|both|apiece|every|respectively|either|all of them)\b", re.IGNORECASE
)


def _is_sum(case: Combination) -> bool:
    """Whether the words add several areas up ("together India and China had")."""
    view, one, unit = case.view, case.one, case.series.series.unit
    near = view.before(one.start, 90) + view.after(one.end, 50)
    if _TOGETHER.search(near) is not None:
        return True
    # One exact amount of several countries is that of all of them; a bound may hold for each.
    is_bound = one.figure.hedge in {"lower", "upper"}
    words = view.before(one.start, 120) + view.after(one.end, 30)
    return unit in {"persons", "usd", "tonnes", "km2"} and not is_bound and not _EACH.search(words)


def _level_period(case: Combination) -> tuple[str, Period, float]:
    """The measure of a level, its period, and how sure that is."""
    first, last = case.year.first, case.year.last
    is_span = first is not None and last is not None and last > first
    if is_span and case.series.series.unit == "growth":
        return "mean_growth", Period(first, last), 1.0
    if case.one.is_pair:
        return "value", pair_period(case), 1.0
    is_since = first is not None and last is None
    if is_since and case.series.series.unit == "growth" and _is_averaged(case):
        return "mean_growth", Period(first, None), 1.0
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


def _is_averaged(case: Combination) -> bool:
    """Whether a level is told as the mean of the years of a span ("averaged 6% in 2008-2017")."""
    own = case.view.clauses.at(case.one.start)
    following = case.view.figure_after(case.one.end)
    end = own.end if following is None else min(own.end, following.start)
    return _AVERAGED.search(case.view.text[own.start : max(end, case.one.end)]) is not None


def _other(case: Combination) -> tuple[str, ...]:
    """The areas that the relation speaks of."""
    other = case.relation.other
    return () if other is None else other.areas or resolve_back(other, case.thread, case.view)


def _share(case: Combination) -> tuple[Reading, float]:
    whole, areas = _other(case), spelled_out(case.area.areas)
    if case.series.series.unit in {"pct", "gdp", "gni"}:
        own = AreaChoice(whole or areas, case.area.score, case.area.why)
        return _level(replace(case, area=own))
    period = pair_period(case) if case.one.is_pair else case.end_year
    if areas == whole:
        return Reading("share", case.code, areas, period=period), 0.4
    is_back = case.relation.other is not None and case.relation.other.kind == "back_any"
    reading = Reading("share", case.code, areas, of=_of(whole), period=period)
    return reading, 0.6 if is_back else 1.0


def spelled_out(areas: tuple[str, ...]) -> tuple[str, ...]:
    """Areas with the Union's other members where a group that it belongs to is added up.

    The G20's share of anything is told with the European Union, which is a member as such.
    """
    return tuple("G20 + EU" if area == "G20" else area for area in areas)


def _of(whole: tuple[str, ...]) -> str:
    """What a share is of, as a register names it."""
    return "world" if whole == ("WLD",) else " + ".join(whole)


def _ratio(case: Combination) -> tuple[Reading, float]:
    to, areas = _other(case), case.area.areas
    if to == areas and areas and _OF_VALUE.search(case.view.after(case.one.end, 20)):
        relation = replace(case.relation, kind="growth", rest="", other=None)
        lost = replace(case, relation=relation)
        return _over_time(lost)[0], 0.3
    if to == areas and areas and _is_of_then(case):
        return _over_time(replace(case, relation=replace(case.relation, kind="ratio_time")))
    if case.relation.is_other_first:
        areas, to = to, areas
    is_back = not to and _AS_MUCH.match(case.relation.rest) is not None
    topic = case.series.series.topic
    if is_back and (apart := _two_years_told(case)) is not None:
        return Reading("growth", case.code, areas, period=apart), 1.0
    if is_back:
        told = (own for of, own in reversed(case.thread.levels) if of == topic and own != areas)
        to = next(told, ()) or _told_last(case)
    if not to and (codes := parts_held(case.series.series, case.relation.rest)):
        return Reading("ratio", codes[0], areas, to=codes[1], period=case.end_year), 0.8
    if not to and (pair := held_apart(case.thread, case.series.series.topic, case.one)):
        return Reading("ratio", case.code, pair[0], to=pair[1][0], period=case.end_year), 0.7
    period = case.end_year
    if case.series.series.unit == "growth" and case.year.first is not None:
        period = Period(case.year.first, case.year.last)
    is_one = len({area.areas for area in case.view.areas if _is_told(case, area)} - {areas}) <= 1
    is_one &= not is_back or (case.series.series.topic, to) in case.thread.levels
    surety = 0.3 if not to or not areas or areas == to else 0.7 if is_back else 1.0
    surety = surety if is_one or not is_back else 0.3
    measure = "excess" if case.relation.is_excess else "ratio"
    first, last = case.year.first, case.year.last
    if "fold" in case.one.figure.text and not to and first is not None and first != last:
        return Reading("growth", case.code, areas, period=Period(first, last)), 1.0
    return Reading(measure, case.code, areas, to=" + ".join(to), period=period), surety


def _two_years_told(case: Combination) -> Period | None:
    """The two years of which the same was told last, where a multiple holds one against the other.

    "In 1960 Egypt had 27 million people. By 2010 there were 78 million, three times as many."
    """
    own = (case.series.series.topic, case.area.areas)
    spoken, told = case.thread.year, case.thread.told_years
    apart = case.thread.years_apart
    if spoken is not None and told[1] is not None and spoken < told[1]:
        apart = (spoken, told[1])
    is_same = len(case.thread.levels) > 1 and set(case.thread.levels[-2:]) == {own}
    is_here = case.thread.paragraph_of_topic.get(own[0]) == case.view.sentence.paragraph
    if apart is None or not is_same or not is_here or _other(case) not in {(), own[1]}:
        return None
    return Period(*apart) if told == (apart[1], apart[1]) else None


def _told_last(case: Combination) -> tuple[str, ...]:
    """Whom a multiple is held against that names none: who was told of last, or the text's own.

    "Ethiopia had 49 deaths. Nigeria, four times as rich, had 109".
    """
    told = (case.thread.told_areas, case.thread.subject, (case.thread.main_area,))
    return next(
        (one for one in told if len(one) == 1 and is_country(one[0]) and one != case.area.areas), ()
    )


_OF_VALUE = re.compile(r"\s+of\s+(?:its|their)\s+(?:\w+\s+)?value\b", re.IGNORECASE)
"""What a currency lost is a part of itself ("lost a fifth of its value in 2021")."""


def _is_of_then(case: Combination) -> bool:
    """Whether a multiple is of its own figure of another year ("double its share of 2000")."""
    start, end = case.relation.rest_start, case.relation.rest_end
    return any(year.kind == "point" and start <= year.start < end for year in case.view.years)


def _is_told(case: Combination, area: AreaMention) -> bool:
    """Whether an area stands before a multiple in its sentence, with something told of it."""
    return bool(area.areas) and area.end <= case.one.start


_AS_MUCH = re.compile(
    r"\s*(?:times\s+)?(?:as (?:much|many|high|large|big|great|long|rich|low)\b(?!\s+as\b)|"
    r"(?:that|this|the same) (?:share|rate|level|amount|sum|figure|ratio|number|proportion|"
    r"value)\b|(?:that|this)(?=\s*(?:[.,;]|$))|of (?:them|it|that|theirs|(?:their|that) level)\b)",
    re.IGNORECASE,
)
"""A multiple of what was told right before ("South Korea spent 4.9%, sixteen times as much")."""


def _difference(case: Combination) -> tuple[Reading, float]:
    areas, period = case.area.areas, case.end_year
    sexes = sexes_of(case.series.series) if case.relation.other is None else None
    told = {mark.payload for mark in case.view.marks} | case.series.series.needs
    if sexes is not None and told & {"female", "male"}:
        first, last = sexes[::-1] if case.series.series.needs == {"male"} else sexes
        return Reading("difference", first, areas, to=last, period=period), 0.8
    to = " + ".join(_other(case))
    if case.relation.other is None and (pair := _apart(case)):
        return Reading("difference", case.code, pair[0], to=pair[1][0], period=period), 0.7
    return Reading("difference", case.code, areas, to=to, period=period), 1.0 if to else 0.3


_ROUNDED = 0.6


def _apart(case: Combination) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The two areas whose levels, told last, are so far apart as a gap says; more is first.

    "Investment was 18% of GDP. Czechia does 27%. That's a 9 point gap".
    """
    told = two_told(case.thread, case.series.series.topic)
    if told is None or abs(told[1][1] - told[0][1] - case.one.value) > _ROUNDED:
        return None
    return told[1][0], told[0][0]


def _difference_sex(case: Combination) -> tuple[Reading, float]:
    women, men = sexes_of(case.series.series) or (case.code, "")
    if _THAN_WOMEN.search(case.relation.rest):
        women, men = men, women
    reading = Reading("difference", women, case.area.areas, to=men, period=case.end_year)
    return reading, 0.9 if men else 0.3


def _over_time(case: Combination) -> tuple[Reading, float]:
    period, is_single = span_of(case)
    near = case.view.before(case.one.start) + _behind(case)
    is_growth = case.relation.kind == "growth"
    is_multiple = is_growth and _MULTIPLE.search(case.one.figure.text) is not None
    is_of_growth = re.search(r"growth|inflation|rate|pace", case.series.words, re.IGNORECASE)
    if is_multiple and case.series.series.unit == "growth" and is_of_growth:
        # "Growth doubled" is a growth of the rate itself by its own size.
        reading = Reading("growth", case.code, case.area.areas, period=period)
        return reading, 0.4 if period.start is None else 0.9
    if is_growth and case.series.series.unit == "growth" and not is_multiple:
        return _growth_rate(case, period, is_single, is_mean=_YEARLY.search(near) is not None)
    measure = {"ratio_time": "ratio", "growth": "growth"}.get(case.relation.kind, "change")
    close = case.view.before(case.one.start, 25) + _behind(case)
    close = _IN_A_YEAR.sub("", close)
    if is_growth and not is_single and not is_multiple and _YEARLY.search(close):
        measure = "mean_growth"
    to = str(period.start) if measure == "ratio" and period.start is not None else ""
    if is_single and period.end is not None:
        period = Period(period.end - 1, period.end)
    is_level = case.series.series.unit == "growth" and measure in {"ratio", "growth"}
    is_level = is_level and not (measure == "ratio" and _RATE.search(_said(case)))
    code = _level_of(case) if is_level else case.code
    whole = _other(case) if case.relation.is_of_share else ()
    surety = 0.4 if whole == case.area.areas and whole else 1.0
    reading = Reading(measure, code, case.area.areas, to=to, of=_of(whole), period=period)
    if surety < 1.0:
        return reading, surety
    return reading, 1.0 if period.start is not None else 0.6


_RATE = re.compile(r"\b(?:inflation|growth|rates?|pace)\b", re.IGNORECASE)


def _said(case: Combination) -> str:
    """What names the series of a multiple, and what it is a multiple of ("… the rate of 2021")."""
    return f"{case.series.words} {case.relation.rest}"


def _behind(case: Combination) -> str:
    """The words right behind a figure, up to the next one ("by 10 per cent, to $900 a year")."""
    view, end = case.view, case.one.end
    following = next((other.start for other in view.figures if other.start >= end), view.end)
    return view.text[end : min(following, end + 40)]


def _growth_rate(
    case: Combination, period: Period, is_single: bool, *, is_mean: bool
) -> tuple[Reading, float]:
    areas, start, end = case.area.areas, period.start, period.end
    if is_single or start == end or (start is not None and end == start + 1):
        return Reading("value", case.code, areas, period=Period(end, end)), 1.0
    if is_mean:
        return Reading("mean_growth", case.code, areas, period=period), 1.0
    return Reading("growth", _level_of(case), areas, period=period), 0.8


def _level_of(case: Combination) -> str:
    """What a growth rate is the growth of, at constant prices where there is such a series.

    What "rose by 109%, to $48,425" has grown in the dollars that follow.
    """
    code = case.series.series.code
    level = _LEVELS.get(code, code.removesuffix(".ZG"))
    if _TO_DOLLARS.match(case.view.text, case.one.end, case.view.end):
        level = level.removesuffix(".KD") + ".CD" if level.endswith(".KD") else level
    return concept_of(level if find_series("wdi", level) is not None else code)


_TO_DOLLARS = re.compile(
    r"(?:(?!\breal\b|constant|adjusted)[^.;\d]){0,30}?\b(?:to|and reached|reaching)\s+"
    r"(?:\w+\s+){0,2}?(?:US)?\$\s?\d",
    re.IGNORECASE,
)
"""A level in dollars that a growth has led to."""
