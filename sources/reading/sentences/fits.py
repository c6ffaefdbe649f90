"""How well a figure's unit and size suit a series: a life expectancy of 1.3 billion is none.

Plausible ranges rule out what cannot be; whether figures and data agree is never asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from sources.figures.numbers.movement_words import (
    FALLING,
    FALLS,
    FALLS_OF_OUTPUT,
    OTHER_THINGS,
    QUICKENING,
    RISES,
    RISING,
    SLOWING,
    any_of,
    forms,
)
from sources.reading.mentions.bases import HARD
from sources.reading.mentions.printed import Printed
from sources.reading.mentions.topics import Series, Topic, topics
from sources.reading.sentences.context import View
from sources.reading.sentences.relations import Relation

_FITS: Mapping[str, Mapping[str, float]] = {
    "pct": {"pct": 1.0, "gdp": 0.85, "gni": 0.85, "growth": 0.7, "index": 0.3, "per_1000": 0.55},
    "points": {"pct": 1.0, "gdp": 0.95, "gni": 0.9, "growth": 0.9, "index": 0.5},
    "usd": {"usd": 1.0, "usd_pc": 0.9, "ppp_pc": 0.8},
    "money": {"usd": 0.6, "usd_pc": 0.55, "lcu": 0.8},
    "persons": {
        "persons": 1.0,
        "number": 0.6,
        "pct": 0.5,
        "per_km2": 0.2,
        "per_woman": 0.75,
        "per_1000": 0.7,
        "per_100000": 0.7,
    },
    "years": {"years": 1.0},
    "number": {
        "number": 1.0,
        "persons": 0.95,
        "index": 0.95,
        "years": 0.72,
        "per_1000": 0.72,
        "per_100000": 0.72,
        "per_woman": 0.75,
        "per_km2": 0.7,
        "pct": 0.5,
        "gdp": 0.5,
        "gni": 0.5,
        "growth": 0.45,
        "usd": 0.4,
        "usd_pc": 0.45,
        "months": 0.7,
        "days": 0.7,
        "tonnes": 0.5,
        "tonnes_pc": 0.5,
        "tonnes_ha": 0.5,
        "km2": 0.5,
        "per_100": 0.6,
        "kwh_pc": 0.5,
        "lcu": 0.7,
    },
    "counted": {
        "number": 0.7,
        "persons": 0.55,
        "per_woman": 0.4,
        "per_1000": 0.5,
        "ratio": 0.7,
        "pct": 0.2,
    },
    "per_1000": {"per_1000": 1.0, "per_100000": 0.8, "per_100": 0.75},
    "per_100000": {"per_100000": 1.0, "per_1000": 0.8},
    "per_10000": {"per_1000": 0.9, "per_100000": 0.8},
    "per_million": {"per_million": 1.0, "per_100000": 0.8, "per_1000": 0.75},
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
}
RATE_UNITS = frozenset({"per_1000", "per_100000", "per_million"})
"""Units of what is counted by the thousand and more."""
STOCKS = frozenset({"persons", "usd", "tonnes", "km2", "number"})
_MOVES = (forms(RISING, FALLING, QUICKENING, SLOWING) - OTHER_THINGS) | RISES | FALLS
_GROWING = re.compile(
    rf"\b(?:{any_of(_MOVES - {'growth'})}s?(?!\s+to\b)|"  # "climbed to 138%" is a level
    rf"{any_of(FALLS_OF_OUTPUT)}|growth|inflation|annual|managed|put on|eked out|"
    r"clocked up)\b|\bper (?:year|annum)\b|\ba year\b",
    re.IGNORECASE,
)
_OF_GDP = re.compile(
    r"\b(?:of|to)\s+(?:[\w’'.-]+\s+){0,3}?(?:GDP|gross domestic product|output|national income|"
    r"GNI|gross national income|"
    r"economy|economic output)\b",
    re.IGNORECASE,
)


def fit_of(
    view: View, one: Printed, relation: Relation, series: Series, is_predicate: bool = False
) -> float:
    """How well unit and size of a figure suit a series, from 0 to 1.

    ``is_predicate`` says that the topic is told of the people that the figure counts.
    """
    kind = relation.kind
    if one.base in {"gdp", "gni"} and series.unit in {"tonnes", "km2", "persons"}:
        return 0.0  # no tonnes are a part of what is counted in money
    if relation.is_of_share and relation.of_topic is not None:
        is_named = series.topic == relation.of_topic.payload
        return 1.0 if series.unit in STOCKS and is_named else 0.0
    if kind == "share":
        return _fit_share(one, relation, series)
    if kind == "told" and _is_of_growth(series):
        return 0.6
    if kind == "told":
        is_still = not _GROWING.search(view.text[view.start : view.end])
        fit = 0.6 if series.unit == "growth" and is_still else _plain_first(view, series)
        return fit * _as_told(view, one, series)
    if kind in {"ratio", "ratio_time"} or (kind == "growth" and one.unit == "pct"):
        return _fit_relative(view, one, kind, series)
    if kind in {"change", "difference", "difference_sex"}:
        value = one.value / 100 if one.unit == "ha" and series.unit == "km2" else one.value
        is_possible = abs(value) <= series.high
        unit = "number" if one.unit == "counted" and kind == "difference" else one.unit
        return _FITS.get(unit, {}).get(series.unit, 0.0) if is_possible else 0.0
    if one.unit in {"persons", "number"} and series.base in _OF_NO_PEOPLE and one.value > 5000:
        return 0.0  # so many people are no part of exports
    if one.unit in {"persons", "number"} and series.unit == "pct" and one.value > 5000:
        return 0.85 if is_predicate else 0.45
    fit = _fit_percent(view, one, series) if one.unit == "pct" else _fit_level(view, one, series)
    return fit if holds(one, series) else 0.0


def _fit_share(one: Printed, relation: Relation, series: Series) -> float:
    """How well a series suits a part of a whole that the words name."""
    is_rate = series.unit in {"pct", "gdp"} and series.holds(one.value)
    whole = relation.of_topic.payload if relation.of_topic else ""
    if is_rate and whole in {"population", "people"} and series.base == "people":
        return 1.08 if series.topic not in {"population", "people"} else 0.55
    return 1.0 if series.unit in STOCKS else 0.55 if is_rate else 0.0


_AMOUNT = re.compile(
    r"\b(?:sum|amount|recipient|receiver|exporter|importer|spender|donor|producer|emitter|host|"
    r"seller|buyer|area|number|total)s?\b",
    re.IGNORECASE,
)
_PART = re.compile(r"\b(?:share|proportion|ratio|percentage|burden)s?\b", re.IGNORECASE)


def _as_told(view: View, one: Printed, series: Series) -> float:
    """How well a series suits what is the largest ("the largest sum", "the lowest proportion")."""
    words = one.figure.text + view.after(one.end, 12)
    if _PART.search(words):
        return 0.85 if series.unit in STOCKS else 1.0
    if _AMOUNT.search(words):
        return 0.75 if series.unit in {"pct", "gdp", "gni"} else 1.0
    return 1.0


def _fit_level(view: View, one: Printed, series: Series) -> float:
    if one.is_per_head and series.unit in {"usd_pc", "ppp_pc", "tonnes_pc"}:
        return 1.0
    fit = _FITS.get(one.unit, {}).get(series.unit, 0.0)
    if one.unit in {"persons", "number"} and series.unit in {"per_km2", "persons"}:
        near = view.before(one.start, 70) + view.after(one.end, 40)
        if _TO_THE_SQUARE.search(near):
            return 0.98 if series.unit == "per_km2" else fit * 0.7
    if one.unit == "number" and series.unit == "per_km2" and "growth" in series.topic:
        return 0.0  # "Population growth: 2.6" tells no density
    if one.unit == "number" and not one.noun and _is_rate_topic(series):
        fit = 0.86 if series.unit in _RATES else fit * 0.6 if one.value < 1000 else fit
    if one.unit == "number" and _goes_on_in_percent(view, one, series):
        fit = 0.8
    return fit * 0.3 if one.is_per_head and series.unit in {"usd", "tonnes"} else fit


def _goes_on_in_percent(view: View, one: Printed, series: Series) -> bool:
    """Whether a bare number goes on in the percent of the one before it ("24 percent, ... 11")."""
    before = view.figure_before(one.start)
    if before is None or before.unit != "pct" or series.unit != (before.base or "pct"):
        return False
    return not one.noun and one.scale == 1 and one.value <= 100


_TO_THE_SQUARE = re.compile(
    r"\b(?:(?:on|in|for|to|onto)\s+(?:each|every|the|a|one)|per)\s+(?:square|sq\.?)\s+"
    r"(?:kilomet(?:re|er)s?|km|miles?)\b",
    re.IGNORECASE,
)
"""What people are told by ("on each square kilometre there are 1,170 people")."""
_OF_NO_PEOPLE = HARD - {"employment"}
_RATES = frozenset({"per_1000", "per_100000", "per_woman", "per_100", "per_million"})


def _is_rate_topic(series: Series) -> bool:
    """Whether a small bare number of a topic is its rate ("infant mortality fell to 33")."""
    return any(one.unit in _RATES for one in topics().by_id[series.topic].series)


def _fit_percent(view: View, one: Printed, series: Series) -> float:
    """Of percentages what they are of counts most: of GDP, of national income, or a growth."""
    is_of_income = series.unit in {"gdp", "gni"}
    if is_of_income and not one.base and _MANAGED.search(view.before(one.start, 24)):
        return 0.6
    if one.soft_base and (is_of_income or series.unit == "pct"):
        return 0.98 if is_of_income else 0.85
    if series.code.startswith("FR.INR") and _OF_SOMETHING.match(view.after(one.end, 12)):
        return 0.1  # no rate of interest is a part of anything
    if series.unit == "growth" and (one.base or _is_no_growth(view, one)):
        return 0.1
    if series.unit == "growth":
        near = view.before(one.start, 60) + view.after(one.end, 30)
        return 0.97 if _GROWING.search(near) else _still(series)
    if one.base:
        return 1.0 if series.unit == one.base else 0.88 if is_of_income else 0.1
    if is_of_income and not series.topic.endswith("_value"):
        return 0.85 if _OF_GDP.search(view.text[view.start : view.end]) else 0.6
    if series.unit == "per_1000" and _ONE_IN.search(one.figure.text):
        return 0.9
    return _FITS["pct"].get(series.unit, 0.0)


_OF_SOMETHING = re.compile(r"\s+of\s+(?!interest\b|it\b|that\b)", re.IGNORECASE)
_MANAGED = re.compile(
    r"\b(?:managed|eked out|clocked up|put on|grew|expanded|shrank|contracted)\s+(?:by\s+)?"
    r"(?:(?:only|just|about|some|nearly|almost|a)\s+)*$",
    re.IGNORECASE,
)


def _is_no_growth(view: View, one: Printed) -> bool:
    """Whether a percentage is of a share told before, or a part in words without "by"."""
    if _SHARES.search(view.text, view.start, one.start):
        return True
    is_in_words = re.search(r"\d", one.figure.text) is None and _IN_PARTS.search(one.figure.text)
    return bool(is_in_words) and not _GROWING.search(view.before(one.start, 40))


_IN_PARTS = re.compile(r"\b(?:half|third|quarter|fifth|sixth|tenth)s?\b", re.IGNORECASE)
_NUMBER_OF = re.compile(r"\bnumber of\b", re.IGNORECASE)
_SHARES = re.compile(r"\b(?:share|proportion|weight)\b[^.;]*\b(?:that|those) of\b", re.IGNORECASE)
_ONE_IN = re.compile(r"\b(?:one|1)\b[^.]*?\b(?:in|of|out of)\b", re.IGNORECASE)
"""A part told of so many ("one child in nine dies before the age of five")."""


def _still(series: Series) -> float:
    """How well a growth rate suits where no word of growth stands near."""
    units = {one.unit for one in topics().by_id[series.topic].series}
    return 0.9 if units == {"growth"} or "growth" in series.topic else 0.3


def _fit_relative(view: View, one: Printed, kind: str, series: Series) -> float:
    """How well a multiple or a percentage of change suits: any series, levels before rates."""
    if kind == "ratio" and _is_of_growth(series):
        return 0.6
    if series.unit == "per_km2" and series.topic in {"population", "people", "population_growth"}:
        return 0.6  # "the population has doubled" is told of the people
    if kind == "growth" and series.unit == "growth":
        return 1.0 if series.holds(one.value) else 0.0
    if series.unit == "growth":
        return 0.8
    is_rate = series.unit in {"pct", "gdp", "gni"}
    clause = view.clauses.at(one.start)
    begin = max(view.start, clause.start, one.start - 60)
    is_rate_named = _IS_RATE.search(view.text, begin, one.start) and kind == "growth"
    if is_rate_named or _PART.search(view.text, begin, one.start):
        return 1.0 if is_rate else 0.6
    if is_rate and _NUMBER_OF.search(view.text, begin, one.start):
        return 0.6
    if kind == "growth" and is_rate:
        return 0.75
    if kind == "growth" and _has_growth(series, one.value):
        return 0.87
    return _plain_first(view, series)


_IS_RATE = re.compile(
    r"\b(?:[a-z]+(?:isation|ization|ment|acy|ty|ance|ion)\s+rate|rate\s+of\s+[a-z]+)\b",
    re.IGNORECASE,
)
"""What is told as a rate by its name ("the urbanization rate", "the rate of literacy")."""


def _has_growth(series: Series, value: float) -> bool:
    """Whether a topic has a series of its growth, which a percentage of growth means first."""
    others = topics().by_id[series.topic].series
    return any(one.unit == "growth" and one.holds(value) for one in others)


def _is_of_growth(series: Series) -> bool:
    """Whether a level is only what a topic of growth grows from ("economic growth")."""
    return "growth" in series.topic and series.unit != "growth"


def _plain_first(view: View, series: Series) -> float:
    """Of amounts and their part of GDP the amount, where no word speaks of a part."""
    units = {one.unit for one in topics().by_id[series.topic].series}
    is_part = series.unit in {"gdp", "gni"} and "usd" in units
    if is_part and not _OF_GDP.search(view.text[view.start : view.end]):
        return 0.87
    return 0.97


_IN_DOLLARS = frozenset({"usd", "usd_pc", "ppp_pc"})
_DEAREST, _CHEAPEST = 0.2, 1e5
"""So many units of any currency a US dollar is worth, at the least and at the most."""


_OF_SO_MANY = {
    **{"per_100": 1e2, "per_1000": 1e3, "per_10000": 1e4, "per_100000": 1e5, "per_million": 1e6}
}
"""Of how many people, births and the like a rate is."""


def holds(one: Printed, series: Series) -> bool:
    """Whether a series may have the values that a figure states."""
    values = [one.value]
    if one.figure.first is not None:
        values.append(float(one.figure.first.value) * one.scale)
    if one.unit == "money" and series.unit in _IN_DOLLARS:
        # Bounds are in US$; a dollar is worth a fifth of some units and 100,000 of others.
        cheap, dear = (max(map(abs, values)) / rate for rate in (_CHEAPEST, _DEAREST))
        return cheap <= series.high and dear >= series.low
    if one.unit == "pct" and series.unit == "per_1000":
        values = [value * 10 for value in values]
    if one.unit in _OF_SO_MANY and series.unit in _OF_SO_MANY:
        values = [value * _OF_SO_MANY[series.unit] / _OF_SO_MANY[one.unit] for value in values]
    if one.unit == "ha" and series.unit == "km2":
        values = [value / 100 if series.code.endswith("K2") else value for value in values]
    return all(series.holds(value) or (series.holds(-value) and series.low < 0) for value in values)


def weight_per_head(topic: Topic, series: Series) -> float:
    """How much a series counts where "per person" is said and no unit: the one per head.

    Args:
        topic: What is named.
        series: One of its series.
    """
    if series.unit == "growth" or not any(one.unit.endswith("_pc") for one in topic.series):
        return 1.0
    return 1.05 if series.unit.endswith("_pc") else 0.75
