"""The measures that a claim may name: what each measures, and what its figure states.

One table. What may surprise: a claim of a measure in `WITHOUT_FIGURE` states that something is so
("faster than any other"), and its figure is set here rather than read from the phrase: the first
rank, or a difference above nothing. The figure of a ``threshold`` is the year that its phrase
names. The level that a count or a threshold speaks of ("more than 100 million") is a `Condition`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from sources.errors import FigureError
from sources.figures.parse import parse_figure
from sources.model import Claim, Concept, ConceptKind, Figure, RankOrder

States = Literal[
    "level", "change", "points", "percent", "times", "number", "year", "years", "nothing"
]
"""What a figure states: a level in the concept's unit, a change of it or of a share, a per cent,
so many times something, a number of things or a rank, a year, a time in years, or nothing of its
own."""

Operand = Literal["to", "of", "among", "order"]

SUMMABLE: tuple[ConceptKind, ...] = ("stock", "flow")
ANY: tuple[ConceptKind, ...] = ("stock", "flow", "rate", "ratio", "index")


@dataclass(frozen=True)
class MeasureRule:
    """What a measure asks for.

    Attributes:
        kinds: The kinds of concept that it measures; empty where it measures none.
        states: What its figure states.
        operands: The keys beside area, indicator and period that it takes.
        needs: Those that it cannot do without.
        has_group: Whether it is about an area.
        needs_period: Whether it is about a period that the register must name.
        takes_pair: Whether its figure may be two, at the beginning and the end of the period.
        spans: The kinds of concept that it reads over a span of years.
    """

    kinds: tuple[ConceptKind, ...]
    states: States
    operands: tuple[Operand, ...] = ()
    needs: tuple[Operand, ...] = ()
    has_group: bool = True
    needs_period: bool = True
    takes_pair: bool = False
    spans: tuple[ConceptKind, ...] = ANY


_RATES: tuple[ConceptKind, ...] = ("rate", "ratio", "index")
_ORDERED: tuple[Operand, ...] = ("among", "order")

MEASURES: Mapping[str, MeasureRule] = MappingProxyType(
    {
        "value": MeasureRule(ANY, "level", takes_pair=True, spans=("flow",)),
        "share": MeasureRule(SUMMABLE, "percent", ("of",), takes_pair=True, spans=()),
        "growth": MeasureRule(ANY, "percent", ("of",)),
        "mean_growth": MeasureRule(ANY, "percent"),
        "compound_growth": MeasureRule(ANY, "percent", ("of",)),
        "change": MeasureRule(ANY, "change", ("of",)),
        "difference": MeasureRule(ANY, "change", ("to", "of"), takes_pair=True, spans=_RATES),
        "ratio": MeasureRule(ANY, "times", ("to", "of"), takes_pair=True, spans=_RATES),
        "excess": MeasureRule(ANY, "percent", ("to",), ("to",), spans=_RATES),
        "comparison": MeasureRule(ANY, "nothing", ("to", "of", "order"), spans=_RATES),
        "per_head": MeasureRule(SUMMABLE, "level", ("of",), takes_pair=True, spans=("flow",)),
        "complement": MeasureRule(ANY, "percent", takes_pair=True, spans=()),
        "product": MeasureRule(ANY, "level", ("of",), ("of",), takes_pair=True, spans=()),
        "complement_product": MeasureRule(
            ANY, "level", ("of",), ("of",), takes_pair=True, spans=()
        ),
        "sum": MeasureRule(("flow",), "level"),
        "mean": MeasureRule(ANY, "level"),
        "rank": MeasureRule(ANY, "number", _ORDERED, takes_pair=True, spans=("flow", *_RATES)),
        "extreme": MeasureRule(ANY, "nothing", _ORDERED, spans=("flow", *_RATES)),
        "count": MeasureRule(ANY, "number", ("to", "among", "order"), spans=("flow", *_RATES)),
        "each": MeasureRule(ANY, "level", spans=("flow", *_RATES)),
        "most": MeasureRule(ANY, "level", spans=("flow", *_RATES)),
        "threshold": MeasureRule(ANY, "year", ("to", "of", "order"), ("to",), needs_period=False),
        "elapsed": MeasureRule((), "years", has_group=False, needs_period=False),
    }
)
"""The one table of what may be measured how."""

OF_SHARES = frozenset({"change", "growth", "compound_growth"})
"""Measures of change that ``of`` makes measures of a share at both ends."""

SYNONYMS: Mapping[str, str] = MappingProxyType({"total": "value"})
"""Older names of measures."""

PRODUCTS = frozenset({"product", "complement_product"})
"""Measures that state the unit of what is not in per cent."""

COMPLEMENTS = frozenset({"complement", "complement_product"})
"""Measures of what a per cent leaves to 100."""

WITHOUT_FIGURE = frozenset({"extreme", "comparison"})
"""Measures whose phrase states no number."""

COUNTRIES = "countries"
"""What a rank ranges over where its claim names no other set: all countries."""

BLOCS = "blocs"
"""The set of all blocs of neighbours, which no source defines: it never calls a figure off."""

BLOCS_LABEL = "the blocs of countries"


_YEAR = re.compile(r"(?<![\d.,])(1[89]\d\d|20\d\d)(?![\d%]|[.,]\d)")


def is_share_over_time(claim: Claim, concept: Concept) -> bool:
    """Whether a claim holds a share against what it was: ``of`` tells of what it is a share."""
    if not claim.of or not concept.summable:
        return False
    start, end = claim.period.start, claim.period.end
    is_span = start is not None and start != end and not claim.to
    is_held = claim.measure in ("ratio", "comparison") and claim.figure.first is None
    return claim.measure in OF_SHARES or (is_held and is_span)


def figure_of(phrase: str, measure: str, order: RankOrder) -> Figure:
    """The figure of a claim that the grammar of figures does not read.

    Args:
        phrase: Its words.
        measure: ``threshold``, or one of `WITHOUT_FIGURE`.
        order: The claim's.

    Raises:
        FigureError: A threshold's phrase names no year, or several.
    """
    one = Decimal(1)
    if measure == "comparison":
        hedge: Literal["lower", "upper"] = "upper" if order == "lowest" else "lower"
        return Figure(phrase, Decimal(0), "percent", one, hedge=hedge)
    if measure == "extreme":
        return Figure(phrase, one, "number", one)
    years = list(_YEAR.finditer(phrase))
    if len({match[1] for match in years}) != 1:
        found = ", ".join(match[1] for match in years)
        raise FigureError(
            f"the phrase “{phrase}” names {f'several years: {found}' if years else 'no year'}",
            mend="A threshold's figure is the year in which it was passed: quote just that year",
        )
    match = years[0]
    return Figure(match[1], Decimal(match[1]), "number", one, start=match.start(), end=match.end())


def figure_told(told: str, phrase: str, measure: str) -> Figure:
    """The figure of a phrase that does not state it by itself: as its claim tells it.

    Args:
        told: What the phrase states, in English: "47.8 million" of "47,8 millones".
        phrase: The claim's words, all of which count as the figure's.
        measure: The claim's.

    Raises:
        FigureError: What is told is no figure, or several.
    """
    figure = parse_figure(told, is_place=measure == "rank")
    return replace(figure, text=phrase, start=0, end=len(phrase))


@dataclass(frozen=True)
class Condition:
    """A level and the side of it that is meant.

    Attributes:
        value: In inside units: a fraction for per cents.
        is_above: Whether what lies above it meets the condition.
        is_closed: Whether the level itself does.
        figure: What was read.
    """

    value: float
    is_above: bool
    is_closed: bool
    figure: Figure


@lru_cache(maxsize=4096)
def parse_condition(text: str, order: RankOrder = "") -> Condition:
    """Read a condition.

    Args:
        text: A figure, with or without the words of a bound.
        order: ``lowest`` where what lies below is meant and the words do not say so.

    Raises:
        FigureError: The text holds no figure, or several.
    """
    figure = parse_figure(text)
    is_percent = figure.unit in {"percent", "percentage_points"}
    is_above = order != "lowest" if figure.hedge not in {"lower", "upper"} else None
    if is_above is None:
        is_above = figure.hedge == "lower"
    words = figure.hedge_text.lower()
    is_closed = any(word in words for word in ("at least", "at most", "up to", "no ", "not "))
    value = float(figure.value) / (100.0 if is_percent else 1.0)
    return Condition(value, is_above, is_closed, figure)
