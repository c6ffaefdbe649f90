"""What a claim names beside its area and concept, as positions in a cube.

A claim's measure and its operands together say which of `measures.MEASURES` it is: a ratio to an
area is another computation than a ratio to an earlier year. What may surprise: a difference of a
rate from the world, where no area is named, is from the mean of all countries under the claim's own
weighting, unless the claim's own area is a published row or one country; the world's published row
is then another reading (`Operands.others`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from expectations.cubes.coverage import Floats, Positions
from expectations.cubes.cube import SIMPLE, WEIGHTED, WORLD, Cube, is_growth
from expectations.judging.levels import NO_LAYER, SAME_LAYER, WORLD_ROW, Rows
from expectations.judging.measures import MEASURE_AT
from sources.errors import FigureError
from sources.model import Claim, Concept, RankOrder, Weighting
from sources.registers.measures import COUNTRIES, Condition, is_share_over_time, parse_condition

WEIGHTING_AT: dict[Weighting, int] = {"": SIMPLE, "simple": SIMPLE, "weighted": WEIGHTED}

_OBSERVED = frozenset(
    {
        "value", "total", "share", "growth", "mean_growth", "compound_growth", "change", "ratio",
        "difference", "excess", "comparison", "per_head", "complement", "product",
        "complement_product", "sum", "mean", "rank", "extreme", "count", "each", "most",
        "threshold",
    }
)  # fmt: skip

_POPULATION = "population"


def is_observed(claim: Claim) -> bool:
    """Whether observations decide a claim: it has a measure, of an indicator."""
    return claim.measure in _OBSERVED and bool(claim.indicator)


@dataclass(frozen=True)
class Operands:
    """A claim's computation.

    Attributes:
        measure: Its place in `measures.MEASURE_IDS`.
        to: The area held against or ranged over, a place on the group axis; `WORLD_ROW`.
        other: The other concept; empty where there is none.
        bar: A level that is passed, in inside units; NaN.
        others: Other areas that ``to`` may have meant.
    """

    measure: int
    to: int = WORLD_ROW
    other: str = ""
    bar: float = float("nan")
    others: tuple[int, ...] = ()


@dataclass(frozen=True)
class AskedColumns:
    """What N claims ask, as columns of positions; ``measure`` is -1 where they ask nothing.

    ``other`` points into ``names``, the other concepts; the first of them is none.
    """

    measure: Positions
    weighting: Positions
    group: Positions
    to: Positions
    other: Positions
    bar: Floats
    names: tuple[str, ...]


_NOTHING = (-1, 0, 0, WORLD_ROW, 0)
_NAN = float("nan")


class OperandFinder:
    """Finds the operands of claims in one cube; remembers what claims have in common."""

    def __init__(self, cube: Cube) -> None:
        self._cube = cube
        self._group_at = {group: at for at, group in enumerate(cube.groups)}
        self._by_claim: dict[int, tuple[Claim, Operands]] = {}
        self._companions: dict[str, Positions] = {}
        self._asked: tuple[Sequence[Claim], AskedColumns] | None = None

    def of(self, claim: Claim) -> Operands:
        """The operands of a claim that observations decide."""
        # What is kept holds the claim, so that no other one has its number.
        kept = self._by_claim.get(id(claim))
        if kept is None:
            kept = self._by_claim[id(claim)] = (claim, self._find(claim))
        return kept[1]

    def asked(self, claims: Sequence[Claim]) -> AskedColumns:
        """What N claims ask, as columns; those that no observation decides ask nothing."""
        if self._asked is not None and self._asked[0] is claims:
            return self._asked[1]
        places: list[tuple[int, int, int, int, int]] = []
        bars: list[float] = []
        names: dict[str, int] = {"": 0}
        for claim in claims:
            if not is_observed(claim):
                places.append(_NOTHING)
                bars.append(_NAN)
                continue
            one = self.of(claim)
            other = names.setdefault(one.other, len(names))
            weighting = WEIGHTING_AT[claim.weighting]
            places.append((one.measure, weighting, self.group_of(claim), one.to, other))
            bars.append(one.bar)
        columns = np.array(places, dtype=np.int32).reshape(-1, 5).T
        found = AskedColumns(
            measure=columns[0],
            weighting=columns[1],
            group=columns[2],
            to=columns[3],
            other=columns[4],
            bar=np.array(bars),
            names=tuple(names),
        )
        self._asked = claims, found
        return found

    def group_of(self, claim: Claim) -> int:
        """The place of a claim's area; of a count without one, of what it ranges over."""
        return self._group_at[claim.group or claim.among]

    def by(self, layer: int, operands: Operands) -> int:
        """The layer of the other concept that goes with a layer."""
        return int(self._companions_of(operands.other)[layer]) if operands.other else SAME_LAYER

    def complete(self, rows: Rows, claims: Sequence[Claim]) -> Rows:
        """The rows with the operands of their claims; a ``to`` that is there stays."""
        if not len(rows):
            return rows
        asked = self.asked(claims)
        tables = np.stack([self._companions_of(name) for name in asked.names])
        by = tables[asked.other[rows.claim], rows.layer].astype(np.int32)
        to = np.where(rows.to == WORLD_ROW, asked.to[rows.claim], rows.to).astype(np.int32)
        return replace(rows, to=to, by=by, bar=asked.bar[rows.claim])

    def _companions_of(self, concept: str) -> Positions:
        if concept not in self._companions:
            count = len(self._cube.layers)
            if concept:
                found = [self._cube.companion(layer, concept) for layer in range(count)]
                found = [NO_LAYER if at < 0 else at for at in found]
            else:
                found = [SAME_LAYER] * count
            self._companions[concept] = np.array(found, dtype=np.int32)
        return self._companions[concept]

    def _find(self, claim: Claim) -> Operands:
        area, other = self._named(claim)
        concept = self._cube.concepts[claim.indicator]
        name = _computation(claim, concept, bool(area or other))
        measure = MEASURE_AT[name]
        if claim.measure in {"rank", "extreme", "count"}:
            return self._ranging(claim, measure)
        if claim.measure == "threshold" and not (area or other):
            return Operands(measure, bar=_bar(claim))
        if claim.measure == "per_head":
            return Operands(measure, self.group_of(claim), other or _POPULATION)
        if area:
            return self._against(claim, measure, area, other)
        if other:
            return Operands(measure, self.group_of(claim), other)
        return self._against(claim, measure, WORLD, "")

    def _named(self, claim: Claim) -> tuple[str, str]:
        """The area and the concept among a claim's ``to`` and ``of``."""
        area = other = ""
        for one in (claim.to, claim.of):
            if not one:
                continue
            if not area and one in self._group_at:
                area = one
            if not other and one in self._cube.concepts:
                other = one
        return area, other

    def _against(self, claim: Claim, measure: int, area: str, other: str) -> Operands:
        row = self._group_at[area]
        if area != WORLD or self._cube.concepts[claim.indicator].summable:
            return Operands(measure, row, other)
        group = self.group_of(claim)
        is_ours = self._cube.members[group].sum() > 1 and not self._has_row(group)
        has_countries = bool(self._cube.members[self._group_at[COUNTRIES]].any())
        if not is_ours or claim.weighting == "" or not has_countries:
            return Operands(measure, row, other)
        return Operands(measure, self._group_at[COUNTRIES], other, others=(row,))

    def _has_row(self, group: int) -> bool:
        return bool(self._cube.is_published[:, group].any())

    def _ranging(self, claim: Claim, measure: int) -> Operands:
        to = self._group_at.get(claim.among, self.group_of(claim))
        if claim.measure != "count":
            return Operands(measure, to)
        return Operands(measure, to, bar=_bar(claim))


def bound_of(claim: Claim) -> str:
    """The hedge that a claim is judged by."""
    return claim.hedge if claim.hedge is not None else claim.figure.hedge


def _condition(claim: Claim) -> Condition | None:
    return _parsed(claim.to, claim.order) if claim.to else None


@lru_cache(maxsize=1 << 12)
def _parsed(words: str, order: RankOrder) -> Condition | None:
    try:
        return parse_condition(words, order)
    except FigureError:
        return None


def _bar(claim: Claim) -> float:
    """The level that is to be passed: reached, where the words say "at least"."""
    condition = _condition(claim)
    if condition is None:
        return float("nan")
    inward = -np.inf if condition.is_above else np.inf
    return float(np.nextafter(condition.value, inward)) if condition.is_closed else condition.value


_SYNONYMS = {"total": "value", "extreme": "rank"}


def _computation(claim: Claim, concept: Concept, has_other: bool) -> str:
    """The name of what is computed for a claim."""
    measure = _SYNONYMS.get(str(claim.measure), str(claim.measure))
    if is_share_over_time(claim, concept):
        return f"share_{_OVER_TIME.get(measure, measure)}"
    match measure:
        case "rank":
            return f"rank_{claim.order or 'highest'}"
        case "each" | "most":
            return f"{measure}_{'most' if bound_of(claim) == 'upper' else 'least'}"
        case "count":
            return _counting(claim, concept)
        case "threshold":
            condition = None if has_other else _condition(claim)
            is_above = claim.order != "lowest" if condition is None else condition.is_above
            return f"threshold_{'above' if is_above else 'below'}"
        case "mean_growth":
            return "mean" if is_growth(concept) else measure
        case "ratio" | "comparison" | "difference" if not has_other and is_over_time(claim):
            from_world = measure == "difference" and is_growth(concept)
            return measure if from_world else _OVER_TIME[measure]
        case _:
            return measure


_OVER_TIME = {"ratio": "over_time", "comparison": "compared_over_time", "difference": "change"}


def is_over_time(claim: Claim) -> bool:
    """Whether a claim is about a span of years."""
    period = claim.period
    return period.start is not None and period.start != period.end


def _counting(claim: Claim, concept: Concept) -> str:
    condition = _condition(claim)
    if condition is None:
        return "count_above"
    if condition.figure.unit == "percent" and concept.unit != "percent":
        return "count_holding"
    return "count_above" if condition.is_above else "count_below"
