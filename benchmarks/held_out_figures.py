"""Draws figures from one edition and prints them as people do, some with an error."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np

from expectations.cubes.cube import Cube
from expectations.judging.tolerance import admits
from sources.errors import FigureError
from sources.figures.parse import parse_figure
from sources.model import Claim, Period

LEVELS = {"SP.POP.TOTL": "population", "NY.GDP.MKTP.CD": "gdp_current_usd"}
RATES = {
    "NY.GDP.MKTP.KD.ZG": ("gdp_growth", "percent"),
    "SP.DYN.LE00.IN": ("life_expectancy", "years"),
    "SH.DYN.MORT": ("child_mortality", "number"),
    "SP.DYN.TFRT.IN": ("fertility", "number"),
    "SP.URB.TOTL.IN.ZS": ("urban_share", "percent"),
    "NE.EXP.GNFS.ZS": ("exports_share", "percent"),
    "SL.UEM.TOTL.ZS": ("unemployment", "percent"),
}
"""Indicators whose value in a country and year is stated, and the concept that they become."""

OTHERS = {"wpp": frozenset({"WPP.POP.TOTAL"}), "ama": frozenset({"AMA.GDP.CURR.USD"})}

CAUSES = ("none", "factor", "year", "country", "unit", "digits", "direction")


KINDS = {
    "level": 0.30, "share": 0.14, "growth": 0.13, "rate": 0.19, "pair": 0.16, "change": 0.04,
    "mean": 0.04,
}  # fmt: skip
OF_LEVELS = {
    "level": 0.3, "share": 0.2, "growth": 0.15, "pair": 0.1, "change": 0.15, "mean": 0.1,
}  # fmt: skip
HEDGES = {
    "": 0.5, "about ": 0.2, "nearly ": 0.08, "more than ": 0.1, "less than ": 0.07,
    "at least ": 0.05,
}  # fmt: skip
"""How often each is drawn."""

RISES = ("grew by ", "rose by ", "increased by ", "growth of ", "an increase of ", "gained ")
FALLS = ("fell by ", "shrank by ", "decreased by ", "a decline of ", "a loss of ", "lost ")
NEGATIVE = ("a recession of ", "negative growth of ", "growth of −", "a contraction of ")
LEVEL_OF_RATE = ("growth of ", "growth slowed to ", "growth stood at ", "growth fell to ")
"""Words that say which way a change goes, or that a number is the level of a rate."""

WAYS = {"more than ": "down", "at least ": "down", "less than ": "up", "nearly ": "up"}
"""Which way a figure is rounded so that its hedge is true."""


@dataclass(frozen=True)
class Stated:
    """A figure as printed, and how it was made."""

    claim: Claim
    cause: str
    kind: str
    published: str


class Truth:
    """One edition, asked as an author would ask it."""

    def __init__(self, cube: Cube, edition: str) -> None:
        self.cube = cube
        self.edition = edition
        self.layers = {
            layer.concept: at for at, layer in enumerate(cube.layers) if layer.vintage == edition
        }

    def series(self, concept: str, group: str) -> dict[int, float]:
        """The values of a group by year, those that are known."""
        at = self.layers.get(concept)
        if at is None:
            return {}
        row = self.cube.aggregates[at, 0, self.cube.group_at(group)]
        known = np.flatnonzero(~np.isnan(row))
        return {self.cube.years[year]: float(row[year]) for year in known.tolist()}


def print_number(value: float, digits: int, unit: str, way: str = "near") -> str:
    """A value with so many significant digits, rounded to the nearest, down or up."""
    size = abs(value)
    step = 10.0 ** (int(np.floor(np.log10(size))) + 1 - digits) if size else 1.0
    steps = size / step
    whole = {"near": round(steps), "down": math.floor(steps), "up": math.ceil(steps)}[way]
    exact = Decimal(whole) * Decimal(repr(step) if step < 1 else str(int(step)))
    scales = (("trillion", 12), ("billion", 9), ("million", 6))
    if unit in {"usd", "persons"}:
        for word, power in scales:
            if exact >= Decimal(10) ** power:
                shown = exact.scaleb(-power)
                text = (
                    f"{shown.quantize(Decimal(1)) if shown == int(shown) else shown.normalize():f}"
                )
                return f"{'$' if unit == 'usd' else ''}{text} {word}"
        return f"{'$' if unit == 'usd' else ''}{exact:,.0f}"
    text = f"{exact:f}"
    return f"{text}%" if unit == "percent" else text


def print_pair(first: float, last: float, digits: int, unit: str) -> tuple[str, str]:
    """Two values to the same digit and in the same scale; the larger has so many digits."""
    size = max(abs(first), abs(last))
    scales = (("trillion", 12), ("billion", 9), ("million", 6))
    last_digit = int(np.floor(np.log10(size))) + 1 - digits
    in_words = scales if unit in {"usd", "persons"} else ()
    word, power = next(((word, n) for word, n in in_words if size >= 10.0**n), ("", 0))

    def said(value: float) -> str:
        steps = Decimal(repr(value)).scaleb(-last_digit).quantize(Decimal(1))
        exact, places = steps.scaleb(last_digit - power), max(power - last_digit, 0)
        text = f"{exact:,.{places}f}{' ' if word else ''}{word}"
        return f"{'$' if unit == 'usd' else ''}{text}{'%' if unit == 'percent' else ''}"

    return said(first), said(last)


@dataclass(frozen=True)
class Drawn:
    """A cell of the truth, and what is to go wrong with it."""

    concept: str
    group: str
    year: int
    series: Mapping[int, float]
    world: Mapping[int, float]
    cause: str

    @property
    def value(self) -> float:
        """What the edition gives."""
        return self.series[self.year]


Made = tuple[str, dict[str, Any], float]
"""A phrase, what its claim declares, and the true value."""


@dataclass
class Printer:
    """Draws figures of one edition."""

    truth: Truth
    rng: np.random.Generator
    groups: Sequence[str]
    first_day: date
    kinds: Mapping[str, float] = field(default_factory=lambda: KINDS)

    def draw(self, at: int, cause: str) -> Stated | None:
        """A figure with at most one error; None where the drawn cell has none."""
        kind = str(self.rng.choice(list(self.kinds), p=list(self.kinds.values())))
        rates, levels = [name for name, _ in RATES.values()], list(LEVELS.values())
        of_pairs = rates if "rate" in self.kinds and self.rng.random() < 0.5 else levels
        names = {"rate": rates, "pair": of_pairs}.get(kind, levels)
        drawn = self._cell(kind, str(self.rng.choice(names)), cause)
        makers = {
            "level": self._level,
            "share": self._share,
            "growth": self._growth,
            "rate": self._rate,
            "pair": self._pair,
            "change": self._change,
            "mean": self._mean,
        }
        made = None if drawn is None else makers[kind](drawn)
        if drawn is None or made is None:
            return None
        phrase, fields, truth = made
        try:
            figure = parse_figure(phrase)
        except FigureError:
            return None
        claim = Claim(
            f"c{at}", f"s{at}", phrase, figure, indicator=drawn.concept, group=drawn.group, **fields
        )
        if cause not in {"none", "direction"} and not is_far(claim, truth):
            return None
        return Stated(claim, cause, kind, self.first_day.isoformat())

    def _cell(self, kind: str, concept: str, cause: str) -> Drawn | None:
        group = str(self.rng.choice(list(self.groups)))
        series = self.truth.series(concept, group)
        world = self.truth.series(concept, "world")
        years = [y for y in series if y <= self.first_day.year - 1 and y - 5 in series]
        if kind in {"share", "pair"} and concept in LEVELS.values():
            years = [year for year in years if year in world and year - 5 in world]
        if not years:
            return None
        return Drawn(concept, group, int(self.rng.choice(years[-8:])), series, world, cause)

    def _spoil(self, value: float, wrong: float | None, cause: str) -> float | None:
        if cause == "factor":
            size = float(np.exp(self.rng.uniform(np.log(0.06), np.log(1.0))))
            return value * (1 + size) if self.rng.random() < 0.5 else value / (1 + size)
        if cause in {"year", "country"}:
            is_other = wrong is not None and value and abs(wrong / value - 1) >= 0.06
            return wrong if is_other else None
        return value

    def _other(self, drawn: Drawn) -> float | None:
        if drawn.cause == "country":
            other = str(self.rng.choice(list(self.groups)))
            series = self.truth.series(drawn.concept, other)
            return series.get(drawn.year) if other != drawn.group else None
        return drawn.series.get(drawn.year - int(self.rng.integers(1, 6)))

    def _hedged(self, value: float, unit: str, cause: str) -> str:
        if cause in {"unit", "digits"}:
            return slip(print_number(value, 3, unit), cause)
        hedge = str(self.rng.choice(list(HEDGES), p=list(HEDGES.values())))
        digits = int(self.rng.choice([2, 3]))
        if not hedge:
            # "30%" is said to the point: one digit of a per cent would not be true.
            least = 2 if unit == "percent" and value >= 10 else 1
            digits = max(int(self.rng.choice([1, 2, 3, 4], p=[0.1, 0.4, 0.35, 0.15])), least)
        if cause != "none":
            hedge, digits = "" if hedge in WAYS else hedge, max(digits, 2)
        return hedge + print_number(value, digits, unit, WAYS.get(hedge, "near"))

    def _level(self, drawn: Drawn) -> Made | None:
        value = self._spoil(drawn.value, self._other(drawn), drawn.cause)
        if value is None or value <= 0 or drawn.cause == "direction":
            return None
        unit = "usd" if drawn.concept == "gdp_current_usd" else "persons"
        noun = " people" if unit == "persons" else ""
        said = self._hedged(value, unit, drawn.cause)
        return f"{said}{noun}", self._of("value", drawn), drawn.value

    def _change(self, drawn: Drawn) -> Made | None:
        start = drawn.year - int(self.rng.integers(2, 6))
        if start not in drawn.series or drawn.cause not in {"none", "direction"}:
            return None
        value = drawn.value - drawn.series[start]
        if abs(value) < 0.02 * drawn.value:
            return None
        is_up = (value > 0) is (drawn.cause == "none")
        said = self._said(drawn, abs(value), self._hedged)
        words = str(self.rng.choice([one for one in (RISES if is_up else FALLS) if "by" in one]))
        fields = {"measure": "change", "period": Period(start, drawn.year)}
        return f"{words}{said}", fields, value

    def _mean(self, drawn: Drawn) -> Made | None:
        start = drawn.year - int(self.rng.integers(2, 6))
        years = range(start, drawn.year + 1)
        if drawn.cause != "none" or not all(year in drawn.series for year in years):
            return None
        value = sum(drawn.series[year] for year in years) / len(years)
        fields = {"measure": "mean", "period": Period(start, drawn.year)}
        return f"on average {self._said(drawn, value, self._hedged)}", fields, value

    @staticmethod
    def _said(drawn: Drawn, value: float, hedged: Callable[[float, str, str], str]) -> str:
        unit = "usd" if drawn.concept == "gdp_current_usd" else "persons"
        return hedged(value, unit, drawn.cause) + (" people" if unit == "persons" else "")

    def _share(self, drawn: Drawn) -> Made | None:
        world = drawn.world[drawn.year]
        other = self._other(drawn)
        value = self._spoil(
            drawn.value / world, None if other is None else other / world, drawn.cause
        )
        if value is None or value <= 0.002 or drawn.cause in {"unit", "direction"}:
            return None
        said = self._hedged(100 * value, "percent", drawn.cause)
        return f"{said} of the world", self._of("share", drawn), drawn.value / world

    def _rate(self, drawn: Drawn) -> Made | None:
        unit = dict(RATES.values())[drawn.concept]
        value = self._spoil(drawn.value, self._other(drawn), drawn.cause)
        if value is None or value == 0 or drawn.cause in {"unit", "direction"}:
            return None
        if drawn.concept == "gdp_growth":
            return self._rate_of_growth(drawn, 100 * value)
        if value < 0:
            return None
        said = self._hedged(value * 100 if unit == "percent" else value, unit, drawn.cause)
        noun = " years" if unit == "years" else " children" if unit == "number" else ""
        return f"{said}{noun}", {**self._of("value", drawn), "weighting": "simple"}, drawn.value

    def _rate_of_growth(self, drawn: Drawn, value: float) -> Made:
        fields = {**self._of("value", drawn), "weighting": "simple"}
        if value < 0:
            said = print_number(-value, int(self.rng.choice([2, 3])), "percent")
            return f"{self.rng.choice(NEGATIVE)}{said}", fields, drawn.value
        said = self._hedged(value, "percent", drawn.cause)
        words = str(self.rng.choice(["", *LEVEL_OF_RATE]))
        return f"{words}{said}", fields, drawn.value

    def _growth(self, drawn: Drawn) -> Made | None:
        start = drawn.year - int(self.rng.integers(2, 6))
        if start not in drawn.series or drawn.cause not in {"none", "factor", "direction"}:
            return None
        value = drawn.value / drawn.series[start] - 1
        spoilt = self._spoil(value, None, drawn.cause)
        if spoilt is None or abs(value) < 0.02:
            return None
        is_up = (spoilt > 0) is (drawn.cause != "direction")
        words = str(self.rng.choice(RISES if is_up else FALLS))
        said = self._hedged(100 * abs(spoilt), "percent", drawn.cause)
        fields = {"measure": "growth", "period": Period(start, drawn.year)}
        return f"{words}{said}", fields, value

    def _pair(self, drawn: Drawn) -> Made | None:
        start = drawn.year - int(self.rng.integers(1, 6))
        if start not in drawn.series or drawn.cause not in {"none", "direction"}:
            return None
        first, last = drawn.series[start], drawn.value
        unit = dict([*RATES.values(), ("population", "persons"), ("gdp_current_usd", "usd")])
        measure, shown = "value", unit[drawn.concept]
        if drawn.concept in LEVELS.values() and self.rng.random() < 0.5:
            first, last = first / drawn.world[start], last / drawn.world[drawn.year]
            measure, shown = "share", "percent"
        if min(first, last) < 0.001 or abs(last / first - 1) < 0.01:
            return None
        true = last
        if drawn.cause == "direction":
            first, last = last, first
        times = 100 if shown == "percent" else 1
        digits = int(self.rng.choice([2, 3, 4], p=[0.5, 0.45, 0.05]))
        texts = print_pair(times * first, times * last, digits, shown)
        if texts[0] == texts[1]:
            return None
        verb = str(self.rng.choice(("rose", "grew", "increased") if last > first else ("fell",)))
        noun = {"persons": " people", "years": " years", "number": " children"}.get(shown, "")
        fields: dict[str, Any] = {"measure": measure, "period": Period(start, drawn.year)}
        if drawn.concept not in LEVELS.values():
            fields["weighting"] = "simple"
        return f"{verb} from {texts[0]} to {texts[1]}{noun}", fields, true

    @staticmethod
    def _of(measure: str, drawn: Drawn) -> dict[str, Any]:
        return {"measure": measure, "period": Period(drawn.year, drawn.year)}


def slip(text: str, cause: str) -> str:
    """A printed figure with its unit slipped, or its first two different digits exchanged."""
    if cause == "unit":
        for big, small in (("trillion", "billion"), ("billion", "million")):
            if big in text:
                return text.replace(big, small)
        return text.replace("million", "billion")
    for at in range(len(text) - 1):
        left, right = text[at], text[at + 1]
        if (left + right).isdigit() and left != right and right != "0":
            return text[:at] + right + left + text[at + 2 :]
    return text


def is_far(claim: Claim, truth: float) -> bool:
    """Whether what a figure admits lies 5% and more from the truth, and a change by a point."""
    bounds = admits(claim)
    gap = max(bounds.lower - truth, truth - bounds.upper)
    least = 0.01 if claim.measure == "growth" else 0.0
    return gap >= max(0.05 * abs(truth), least)
