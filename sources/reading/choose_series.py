"""Which series a figure is of: topics near it, weighed with its unit, its size and its marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from sources.reading.context import Thread, View
from sources.reading.indicator_mentions import Series, Topic, topics
from sources.reading.printed import Printed
from sources.reading.relations import Relation
from sources.reading.words import Found

_FITS: Mapping[str, Mapping[str, float]] = {
    "pct": {"pct": 1.0, "gdp": 0.85, "gni": 0.85, "growth": 0.7, "index": 0.3, "per_1000": 0.55},
    "points": {"pct": 1.0, "gdp": 0.95, "gni": 0.9, "growth": 0.9, "index": 0.5},
    "usd": {"usd": 1.0, "usd_pc": 0.9, "ppp_pc": 0.8},
    "money": {"usd": 0.6, "usd_pc": 0.55, "lcu": 0.8},
    "persons": {
        "persons": 1.0, "number": 0.6, "pct": 0.5, "per_km2": 0.2, "per_woman": 0.75, "per_1000": 0.7, "per_100000": 0.7,
    },
    "years": {"years": 1.0},
    "number": {
        "number": 1.0, "persons": 0.95, "index": 0.95, "years": 0.72, "per_1000": 0.72, "per_100000": 0.72, "per_woman": 0.75,
        "per_km2": 0.7, "pct": 0.5, "gdp": 0.5, "gni": 0.5, "growth": 0.45, "usd": 0.4, "usd_pc": 0.45, "tonnes": 0.5,
        "tonnes_pc": 0.5, "km2": 0.5, "per_100": 0.6, "kwh_pc": 0.5, "lcu": 0.7,
    },
    "counted": {"number": 0.7, "persons": 0.55, "per_woman": 0.4, "per_1000": 0.5, "ratio": 0.7, "pct": 0.2},
    "per_1000": {"per_1000": 1.0},
    "per_100000": {"per_100000": 1.0},
    "per_10000": {"per_1000": 0.9, "per_100000": 0.8},
    "per_million": {"per_million": 1.0},
    "per_100": {"per_100": 1.0, "pct": 0.8},
    "per_woman": {"per_woman": 1.0},
    "per_km2": {"per_km2": 1.0},
    "tonnes": {"tonnes": 1.0, "tonnes_pc": 0.9},
    "kg_ha": {"kg_ha": 1.0},
    "kg_pc": {"kg_pc": 1.0, "kg_ha": 0.5},
    "kwh_pc": {"kwh_pc": 1.0},
    "km2": {"km2": 1.0},
    "ha": {"km2": 0.9, "ha_pc": 0.7},
    "ha_pc": {"ha_pc": 1.0},
    "micrograms": {"micrograms": 1.0},
    "m3": {"m3": 1.0},
    "mm": {"mm": 1.0},
    "km": {"km": 1.0},
    "litres": {"litres": 1.0},
    "months": {"months": 1.0},
    "days": {"days": 1.0},
}  # fmt: skip
_STOCKS = frozenset({"persons", "usd", "tonnes", "km2", "number"})
_SPECIFIC = frozenset(
    {
        "female",
        "male",
        "rural",
        "urban",
        "youth",
        "ppp",
        "constant",
        "percap",
        "public",
        "national",
        "origin",
        "gross",
        "marine",
    }
)
_GROWING = re.compile(
    r"\b(?:grew|grow\w*|expan\w+|contract\w+|shr[aiu]nk\w*|growth|slump\w*|recession|rose|rise|fell|increase\w*|inflation|"
    r"accelerat\w+|slow\w+|decline\w*|rising|annual)\b|\bper (?:year|annum)\b|\ba year\b",
    re.IGNORECASE,
)
_OF_GDP = re.compile(
    r"\b(?:of|to)\s+(?:[\w’'.-]+\s+){0,3}?(?:GDP|gross domestic product|output|national income|GNI|gross national income|"
    r"economy|economic output)\b",
    re.IGNORECASE,
)
_SAME_FACT = re.compile(
    r"\b(?:That|This|that|which) (?:is|was|means|amounts to|equals|represents)\s+(?:\w+\s+){0,2}$|\bor\s+(?:about |some |nearly |almost )?$"
    r"|\bequivalent to\s+(?:about |some |nearly )?$|[(—–]\s*(?:or |about |some |nearly )?$"
)
_REFERRING = re.compile(
    r"\b(?:the (?:figure|share|rate|proportion|ratio|number|percentage|average|total|value|sum|level|world rate|flow|inflow|same|others?)|"
    r"this|these|it|they|that|those|compares?|against|others?|came next|follows?|followed|comparable|corresponding|equivalent)\b",
    re.IGNORECASE,
)


_LINKED = re.compile(
    r"[\s-]*(?:(?:of|in|for|on|to|from|a|an|the|its|their|all|live|lived|living|have|had|has|use|used|were|are|is|was|do|did|not|people|annual|per|capita|[a-z]+ed|[a-z]+ly)\s*){0,6}",
    re.I,
)


@dataclass(frozen=True)
class SeriesChoice:
    """A series that a figure may be of, its score, and why.

    ``fit`` says how well the unit suits; ``is_carried`` that it is named in no word of the
    sentence.
    """

    series: Series
    score: float
    why: str
    is_carried: bool = False
    unused: frozenset[str] = frozenset()


def choose_series(
    view: View,
    one: Printed,
    relation: Relation,
    thread: Thread,
    heads: tuple[Found[str], ...],
    marks: frozenset[str],
    in_turn: bool = False,
) -> list[SeriesChoice]:
    """Which series a figure may be of, best first."""
    found: list[SeriesChoice] = []
    for topic_id, score, why, carried, predicate in _topics(view, one, relation, thread, heads):
        topic = topics().by_id[topic_id]
        found += _of_topic(view, one, relation, topic, marks, score, why, carried, predicate)
    found = [_kept(view, one, relation, choice, thread) for choice in found]
    if thread.series is not None:
        named = max((one_.score for one_ in found if not one_.is_carried), default=0.0)
        found += _again(view, one, relation, thread, marks, in_turn, named >= 0.5)
    best: dict[str, SeriesChoice] = {}
    for choice in found:
        code = choice.series.code
        if code not in best or best[code].score < choice.score:
            best[code] = choice
    return sorted(best.values(), key=lambda choice: -choice.score)


def _kept(
    view: View, one: Printed, relation: Relation, choice: SeriesChoice, thread: Thread
) -> SeriesChoice:
    """Of the series of one topic, the one that was spoken of last counts first in a comparison."""
    is_relative = relation.kind in {"told", "ratio", "ratio_time", "change", "difference"}
    last = thread.series
    if last is None or not is_relative or choice.series.code != last.code or choice.is_carried:
        return choice
    if view.sentence.paragraph != thread.paragraph:
        return choice
    return replace(choice, score=min(1.0, choice.score * 1.08 + 0.02))


def _topics(
    view: View, one: Printed, relation: Relation, thread: Thread, heads: tuple[Found[str], ...]
) -> Iterator[tuple[str, float, str, bool, bool]]:
    for found in view.topics:
        words = view.text[found.start : found.end]
        if found.payload in {"rural", "urban"} and _only_where(view, one, found, thread):
            continue
        if relation.of_topic is found and relation.kind == "share":
            yield found.payload, 1.0, f"“{words}” is what it is a part of", False, False
            continue
        predicate = found.start >= one.end and view.words_between(one.end, found.start) <= 6
        predicate = predicate and not view.figures_between(one.end, found.start)
        yield found.payload, _near(view, one, found), f"“{words}” stands by it", False, predicate
    for rank, found in enumerate(reversed(heads)):
        words = view.text[found.start : found.end]
        yield (
            found.payload,
            max(0.3, 0.78 - 0.08 * rank),
            f"the heading names “{words}”",
            True,
            False,
        )
    for found in thread.talk:
        words = view.text[found.start : found.end]
        yield found.payload, 0.58, f"the sentence before names “{words}”", True, False


def _only_where(view: View, one: Printed, found: Found[str], thread: Thread) -> bool:
    """Whether "in rural areas" only says where, for a topic that has a series of its own there."""
    if not re.search(r"\b(?:in|of|for|across|among)\s+(?:the\s+)?$", view.before(found.start, 14)):
        return False
    near = view.before(found.start, 60) + view.after(found.end, 10)
    if re.search(r"\b(?:live|lives|lived|living|dwell|reside|population)\b", near):
        return False
    others = {
        one_.payload
        for one_ in view.topics
        if one_.payload not in {"rural", "urban", "people", "population"}
    }
    if thread.series is not None:
        others.add(thread.series.topic)
    return any(
        found.payload in series.needs for topic in others for series in topics().by_id[topic].series
    )


def _near(view: View, one: Printed, found: Found[str]) -> float:
    end = view.list_end(one)
    if found.start >= end:
        between = view.text[end : found.start]
        words = view.words_between(end, found.start)
        figures = view.figures_between(end, found.start)
        score = 0.98 - 0.02 * words - 0.2 * figures - 0.1 * between.count(",")
        if re.search(r"\band\b|;|\bwhile\b|\bwhereas\b|\bbut\b", between):
            score -= 0.25
        elif not _LINKED.fullmatch(between):
            score -= 0.06
        return max(0.1, score)
    if found.start >= one.start:
        return 0.95
    between = view.text[found.end : one.start]
    words = view.words_between(found.end, one.start)
    figures = view.figures_between(found.end, one.start)
    score = 0.96 - 0.01 * min(words, 30) - 0.04 * min(figures, 4)
    if re.search(r"[;]|\bwhile\b|\bwhereas\b|\bbut\b|\. ", between):
        score -= 0.08
    return max(0.1, score)


def _of_topic(
    view: View,
    one: Printed,
    relation: Relation,
    topic: Topic,
    marks: frozenset[str],
    near: float,
    why: str,
    carried: bool,
    is_predicate: bool,
) -> Iterator[SeriesChoice]:
    for series in topic.series:
        fit = _fit(view, one, relation, series, is_predicate)
        if fit <= 0 or not series.needs <= marks | _implied(one):
            continue
        used = len(series.needs)
        unused = frozenset(marks & _SPECIFIC) - series.needs
        own = {need for other in topic.series for need in other.needs}
        score = near * fit * min(1.0, 0.55 + 0.36 * topic.weight)
        score *= 1 + 0.06 * used
        if unused & own:
            score *= 0.75
        yield SeriesChoice(series, min(score, 1.0), why, carried, unused)


def _implied(one: Printed) -> frozenset[str]:
    return frozenset({"percap"}) if one.is_per_head else frozenset()


def _fit(
    view: View, one: Printed, relation: Relation, series: Series, is_predicate: bool = False
) -> float:
    kind = relation.kind
    if kind == "share":
        return (
            1.0
            if series.unit in _STOCKS
            else (0.55 if series.unit in {"pct", "gdp"} and series.holds(one.value) else 0.0)
        )
    if kind == "told":
        return (
            0.6
            if series.unit == "growth" and not _GROWING.search(view.text[view.start : view.end])
            else 0.97
        )
    if kind in {"ratio", "ratio_time"} or (kind == "growth" and one.unit == "pct"):
        return _fit_relative(view, one, kind, series)
    if kind in {"change", "difference", "difference_sex"}:
        return _FITS.get(one.unit, {}).get(series.unit, 0.0) * (
            1.0 if abs(one.value) <= series.high else 0.0
        )
    fit = _FITS.get(one.unit, {}).get(series.unit, 0.0)
    if one.unit == "pct" and one.base:
        fit = 1.0 if series.unit == one.base else 0.88 if series.unit in {"gdp", "gni"} else 0.1
    if one.unit in {"persons", "number"} and series.unit == "pct" and one.value > 5000:
        return 0.85 if is_predicate else 0.45
    if one.unit == "pct" and series.unit == "growth":
        fit = (
            0.97
            if _GROWING.search(view.before(one.start, 60) + view.after(one.end, 30))
            else _still(series)
        )
    if (
        one.unit == "pct"
        and not one.base
        and series.unit in {"gdp", "gni"}
        and not series.topic.endswith("_value")
    ):
        fit = 0.85 if _OF_GDP.search(view.text[view.start : view.end]) else 0.6
    if one.unit == "pct" and one.soft_base and series.unit in {"pct", "gdp", "gni"}:
        fit = 0.85 if series.unit == "pct" else 0.98
    if one.is_per_head and series.unit in {"usd", "tonnes"}:
        fit *= 0.3
    if one.is_per_head and series.unit in {"usd_pc", "ppp_pc", "tonnes_pc"}:
        fit = 1.0
    return fit if _holds(one, series) else 0.0


def _still(series: Series) -> float:
    """How well a growth rate suits where no word of growth stands near."""
    units = {one.unit for one in topics().by_id[series.topic].series}
    return 0.9 if units == {"growth"} else 0.3


def _fit_relative(view: View, one: Printed, kind: str, series: Series) -> float:
    """How well a multiple or a percentage of change suits: any series, levels before rates."""
    if kind == "growth" and series.unit == "growth":
        return 1.0 if series.holds(one.value) else 0.0
    if series.unit == "growth":
        return 0.8
    if kind == "growth" and series.unit in {"pct", "gdp", "gni"}:
        return 0.75
    return 0.97


def _holds(one: Printed, series: Series) -> bool:
    values = [one.value]
    if one.figure.first is not None:
        values.append(float(one.figure.first.value) * one.scale)
    if one.unit == "pct" and series.unit == "per_1000":
        values = [value * 10 for value in values]
    if one.unit == "ha" and series.unit == "km2":
        values = [value / 100 if series.code.endswith("K2") else value for value in values]
    return all(series.holds(value) or (series.holds(-value) and series.low < 0) for value in values)


def _again(
    view: View,
    one: Printed,
    relation: Relation,
    thread: Thread,
    marks: frozenset[str],
    in_turn: bool,
    is_named: bool,
) -> Iterator[SeriesChoice]:
    """The series spoken of last, where nothing else is named."""
    series = thread.series
    assert series is not None
    fit = _fit(view, one, relation, series)
    if fit < 0.5:
        for other in topics().by_id[series.topic].series:
            if (
                other.needs <= marks | _implied(one)
                and _fit(view, one, relation, other) > fit + 0.3
            ):
                series, fit = other, _fit(view, one, relation, other) * 0.92
    if one.unit == "number" and not one.noun and _holds(one, series) and relation.kind == "level":
        fit = max(fit, 0.85)
    same_unit = one.unit == thread.unit
    if fit <= 0 and not (one.unit in {"persons", "number"} and series.unit == "pct"):
        return
    near = 0.8 if view.sentence.paragraph == thread.paragraph else 0.55
    if _REFERRING.search(view.text[view.start : one.start]) or same_unit:
        near += 0.06
    is_same_fact = (
        one.unit in {"persons", "number"}
        and series.unit == "pct"
        and _SAME_FACT.search(view.before(one.start, 30))
    )
    if is_same_fact:
        near, fit = 0.98, 0.95
    elif is_named:
        near *= 0.75
    if in_turn:
        yield SeriesChoice(series, 0.99 * max(fit, 0.3), "it goes on with the list", True)
        return
    topic = topics().by_id[series.topic]
    sisters = [one_ for one_ in topic.series if one_.unit == series.unit and one_.needs <= marks]
    chosen = max(sisters, key=lambda s: len(s.needs & marks), default=series)
    sexes = {"female", "male", "youth", "rural", "urban"}
    if (not (marks & sexes) and series.needs & sexes) or not marks & sexes:
        chosen = series
    yield SeriesChoice(
        chosen,
        near * max(fit, 0.3),
        "it was spoken of just before",
        True,
        frozenset(marks & _SPECIFIC) - chosen.needs,
    )


def marks_at(view: View, one: Printed) -> frozenset[str]:
    """The marks ("women", "rural", "PPP") that hold for a figure.

    Of two that exclude each other the one nearer to the figure counts, first what follows it
    directly ("80.1 years for women").
    """
    weights: dict[str, float] = {}
    for found in view.marks:
        if found.start >= one.end:
            words = view.words_between(one.end, found.start)
            figures = view.figures_between(one.end, found.start)
            between = view.text[one.end : found.start]
            weight = 1.0 - 0.04 * words - 0.8 * figures
            if "," in between or re.search(r"\bthan\b|;|\band\b|\bwhile\b", between):
                weight -= 0.8
            if (
                words <= 6
                and re.search(r"\b(?:for|among|of|by)\s+(?:the\s+)?$", between)
                and figures == 0
            ):
                weight += 0.6
        else:
            words = view.words_between(found.end, one.start)
            figures = view.figures_between(found.end, one.start)
            weight = 0.95 - 0.02 * words - 0.22 * figures
            if re.search(r";|\bwhile\b|\bbut\b|\. ", view.text[found.end : one.start]):
                weight -= 0.2
        weights[found.payload] = max(weights.get(found.payload, 0.0), weight)
    held = {mark for mark, weight in weights.items() if weight > 0.25}
    for pair in (("female", "male"), ("rural", "urban"), ("gross", "net")):
        both = [mark for mark in pair if mark in held]
        if len(both) == 2:
            held.discard(min(both, key=lambda mark: weights[mark]))
    return frozenset(held)
