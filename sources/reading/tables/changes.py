"""Columns of change: "Change 2010–2020 (%)", "Change, pp", "± since 2010".

Such a head names no series of its own: what its cells tell is by how much that moved which the
columns beside it, or its caption, are of. In which unit it moved has to be said, since per cent and
points, or millions, are told under the same word; and from when to when, in the head itself or by
the two years of the columns beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from sources.reading.mentions.words import fold
from sources.reading.mentions.years import YearMention
from sources.reading.sentences.context import View
from sources.reading.tables.layout.lines import TextCell
from sources.reading.tables.layout.units import unit_in

ChangeUnit = Literal["percent", "points", "amount", ""]
"""In what a change is told: per cent of the first value, points, the values' own unit, unsaid."""

_CHANGE = re.compile(r"\b(?:change|growth|increase|difference)s?\b|[±Δ∆]|\+/[-−–]", re.IGNORECASE)
_POINTS = re.compile(
    r"(?:\bpercentage|%|\bper\s?cent|\bpercent|\bpct\.?)[\s-]*(?:points?|pts?\b)|\bp\.\s?p\.|"
    r"\b(?:ppts?|pps?|points)\b",
    re.IGNORECASE,
)
_PER_CENT = re.compile(r"%|\bper\s?cent\b|\bpercent(?:age)?\b|\bpct\b", re.IGNORECASE)
_AMOUNT = re.compile(r"\b(?:years?|yrs?)\b", re.IGNORECASE)
_BESIDE = re.compile(
    r"\b(?:in|over|from|to|between|and|of|the|for|since|on)\b|[\s,;:.()\[\]*_`–—/-]", re.IGNORECASE
)
_OWN_TOPIC = "growth_word"
"""What "growth" alone is taken for in running text; here it says only how it is told."""


@dataclass(frozen=True)
class ChangeHead:
    """What a head says of a change.

    Attributes:
        unit: In what it is told.
        scale: The head's own unit where that is an amount ("millions", "US$ billion", "years").
        first: From which year; None where it does not say.
        last: To which year.
        topic: The words for what moved, where the head itself names it; folded.
        is_growth: Whether it is told as growth, which of money may be real.
    """

    unit: ChangeUnit
    scale: str = ""
    first: int | None = None
    last: int | None = None
    topic: str = ""
    is_growth: bool = False


def change_in(view: View, cell: TextCell) -> ChangeHead | None:
    """What a head tells of a change, where each of its words is understood; else None."""
    start, end = cell.start, cell.end
    words = view.text[start:end]
    if _CHANGE.search(words) is None:
        return None
    years = [one for one in view.years if start <= one.start < end]
    topics = [one for one in view.topics if start <= one.start < end and one.payload != _OWN_TOPIC]
    named = [one for one in topics if _CHANGE.search(view.text, one.start, one.end) is None]
    if len(named) < len(topics) or len({one.payload for one in named}) > 1:
        return None  # "Population growth" is a series of its own
    period = _period(view.text, years)
    if period is None:
        return None
    spans = [(one.start, one.end) for one in years]
    spans += [(one.start, one.end) for one in named]
    spans += [(area.start, area.end) for area in view.areas if start <= area.start]
    left = _without(view.text, start, end, spans)
    is_points = _POINTS.search(left) is not None
    left = _POINTS.sub(" ", left)
    is_rate = _PER_CENT.search(left) is not None
    left = _PER_CENT.sub(" ", left)
    scale, left = _scale_in(left)
    if is_points + is_rate + bool(scale) > 1:
        return None
    if _BESIDE.sub("", _CHANGE.sub("", left, count=1)):
        return None
    return ChangeHead(
        unit="points" if is_points else "percent" if is_rate else "amount" if scale else "",
        scale=scale,
        first=period[0],
        last=period[1],
        topic=" ".join(fold(view.text[one.start : one.end]) for one in named[:1]),
        is_growth=re.search("growth", words, re.IGNORECASE) is not None,
    )


def _scale_in(words: str) -> tuple[str, str]:
    """The unit of an amount in what is left of a head, and what is left without it."""
    found = unit_in(words)
    if found is None:
        return "", words
    own = words[slice(*found)]
    return own, f"{words[: found[0]]} {words[found[1] :]}"


def _without(text: str, start: int, end: int, spans: Iterable[tuple[int, int]]) -> str:
    words, at = "", start
    for left, right in sorted(spans):
        if at <= left < end:
            words, at = f"{words}{text[at:left]} ", right
    return words + text[at:end]


def _period(text: str, years: list[YearMention]) -> tuple[int | None, int | None] | None:
    """From when to when; two Nones for a head without years, None for years of another kind."""
    if not years:
        return None, None
    if len(years) > 1:
        return None
    (year,) = years
    if year.kind == "since":
        return year.first, None
    # "2015/16" may be one year of accounts.
    is_span = year.kind == "span" and "/" not in text[year.start : year.end]
    return (year.first, year.last) if is_span and year.first < year.last else None


def period_of(head: ChangeHead, beside: Iterable[int]) -> tuple[int, int, bool] | None:
    """From when to when a change was, and whether that is certain; None where nothing says it.

    Args:
        head: What its head says.
        beside: The years of the columns beside it.
    """
    years = sorted(set(beside))
    first, last = head.first, head.last
    if first is not None and last is not None:
        return first, last, True
    if first is not None:
        return (first, years[-1], True) if years and years[-1] > first else None
    if len(years) < 2:
        return None
    return years[0], years[-1], len(years) == 2


_ALONE = re.compile(
    r"\W*(?:(?:annual|yearly|average|mean|real|year-on-year|y-o-y|yoy|per annum|p\.a\.|rates?|of|"
    r"the|in|per|year|percentage)\W+)*growth(?:\W+(?:annual|yearly|rates?|per|year|annum|p\.a\.|a|average))*\W*",
    re.IGNORECASE,
)
_OF_OUTPUT = re.compile(r"\b(?:gdp|gross domestic product|econom\w+|output)\b", re.IGNORECASE)
_GROWTH_OF_OUTPUT = frozenset({"gdp_growth", "gdp_per_capita_growth"})
_A_HEAD = re.compile(r"\bper (?:capita|head|person|inhabitant)\b", re.IGNORECASE)
_A_LEVEL_NO_MORE = re.compile(r"\b(?:growth|change|increase)s?\b", re.IGNORECASE)
_OWN_CHANGE = re.compile(
    r"growth|change|increase|inflation|formation|deflator|migration", re.IGNORECASE
)


def grows_otherwise(indicator: str, label: str, own: Iterable[str], near: Iterable[str]) -> bool:
    """Whether heads tell a change, and the series that was read is of a level or of other growth.

    "Population growth" is no density, and "Annual growth" beside "Population" may be its own,
    as it may beside "GDP per capita".

    Args:
        indicator: What was read.
        label: Its label.
        own: The words of the heads of the value.
        near: What the column before it, or else its section or caption, measures; the nearest
            first.
    """
    own = list(own)
    is_change = any(_A_LEVEL_NO_MORE.search(one) for one in own)
    if is_change and _OWN_CHANGE.search(label) is None:
        return True
    named = next(iter(near), "")
    is_alone = indicator in _GROWTH_OF_OUTPUT and any(map(_ALONE.fullmatch, own))
    # "Annual growth" right of "GDP per capita" is that one's, or all output's.
    is_a_heads = indicator == "gdp_growth" and _A_HEAD.search(named) is not None
    return is_alone and (is_a_heads or _OF_OUTPUT.search(f"{named} {' '.join(own)}") is None)
