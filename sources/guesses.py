"""Guesses of what measures a figure, from the words near it: for a person to settle, never to use.

The word nearest to the figure decides among the few concepts that are built in. What is not
guessed is left open; a wrong guess costs a reader more than none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sources.model import Figure
from sources.register_schema import EARLIEST

_TOPICS: Mapping[str, re.Pattern[str]] = {
    "population": re.compile(r"\b(?:population|people|inhabitants|persons)\b", re.IGNORECASE),
    "gdp": re.compile(r"\b(?:GDP|gross domestic product|economic output)\b", re.IGNORECASE),
    "trade": re.compile(r"\btrade\b", re.IGNORECASE),
    "countries": re.compile(r"\b(?:countries|economies|nations)\b", re.IGNORECASE),
}
_GROWTH = re.compile(r"\b(?:growth|grew|grow|grown|growing)\b", re.IGNORECASE)
_WORLD = re.compile(r"\b(?:world|global|worldwide)\b", re.IGNORECASE)
_CHINA = re.compile(r"\b(?:China|Chinese)\b")
_BRI = re.compile(r"\bbelt and road\b|\bsilk road\b|\balong the (?:route|line)", re.IGNORECASE)
_COMPARED = re.compile(r"\b(?:higher|lower|above|below|faster|slower|than)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:1[89]\d\d|20\d\d)\b")
_NEAR = 160
_FAR = 2_000
"""A table flattened by a PDF may be one sentence; no word further away is looked at."""


@dataclass(frozen=True)
class Guess:
    """What may measure a figure; empty where nothing was guessed."""

    measure: str = ""
    indicator: str = ""
    group: str = ""
    period: str = ""
    weighting: str = ""


def guess(figure: Figure, sentence: str, at: int, group: str) -> Guess:
    """What may measure a figure.

    Args:
        figure: The figure.
        sentence: Its sentence.
        at: Where it begins in the sentence.
        group: The group that the text is mostly about; empty where that is not known.
    """
    first = max(0, at - _FAR)
    sentence, at = sentence[first : at + _FAR], at - first
    found = _measure(figure, sentence, at)
    if not found.measure:
        return found
    is_pair = figure.first is not None
    years = sorted({int(year) for year in _YEAR.findall(sentence) if int(year) >= EARLIEST})
    period = _period(years, is_span=is_pair or found.measure in {"mean_growth", "difference"})
    if found.measure == "total" and found.indicator == "goods_trade_china":
        period = _period(years, is_span=len(years) == 2)
    return replace(found, group=group, period="" if found.measure == "count" else period)


def guess_group(text: str) -> str:
    """The group that a text is mostly about, where it names one that is built in."""
    return "bri-65" if _BRI.search(text) else ""


def _measure(figure: Figure, sentence: str, at: int) -> Guess:
    topic = _nearest(sentence, at)
    is_world = _WORLD.search(sentence) is not None
    if figure.unit == "percentage_points":
        is_gap = _GROWTH.search(sentence) and _COMPARED.search(sentence)
        return _growth("difference") if is_gap else Guess()
    if figure.unit == "percent":
        return _share(topic, sentence, at, is_world=is_world)
    if figure.unit == "usd" and topic == "gdp":
        return Guess("total", "gdp_current_usd")
    if figure.unit == "usd" and topic == "trade" and _CHINA.search(sentence):
        return Guess("total", "goods_trade_china")
    if figure.unit == "number" and not figure.currency:
        if _TOPICS["countries"].fullmatch(figure.noun):
            return Guess("count")
        is_large = figure.value >= 1_000_000
        return Guess("total", "population") if topic == "population" and is_large else Guess()
    return Guess()


def _share(topic: str, sentence: str, at: int, *, is_world: bool) -> Guess:
    before = sentence[max(0, at - _NEAR // 2) : at]
    if topic == "gdp" and _GROWTH.search(before):
        return _growth("mean_growth")
    if topic == "trade" and _CHINA.search(sentence) and not is_world:
        return Guess("growth", "goods_trade_china")
    indicators = {"population": "population", "gdp": "gdp_current_usd"}
    return Guess("share", indicators[topic]) if topic in indicators and is_world else Guess()


def _growth(measure: str) -> Guess:
    return Guess(measure, "gdp_growth", weighting="weighted")


def _nearest(sentence: str, at: int) -> str:
    """The topic whose word stands nearest to a place, within reach."""
    near = [
        (min(abs(match.start() - at), abs(match.end() - at)), topic)
        for topic, pattern in _TOPICS.items()
        if topic != "countries"
        for match in pattern.finditer(sentence, max(0, at - _NEAR), at + _NEAR)
    ]
    return min(near)[1] if near else ""


def _period(years: Sequence[int], *, is_span: bool) -> str:
    if is_span:
        if len(years) > 1:
            return f"{years[0]}-{years[-1]}"
        return f"{years[0]}-latest" if years else "latest"
    return str(years[0]) if len(years) == 1 else "latest"
