"""What a paper's figures imply of each other: direction and arithmetic, on what each figure admits.

A contradiction is claimed only where no choice of values that the figures admit makes the
arithmetic hold, so that rounding is never called an error. Where the third figure is not the
paper's own but the world's, the paper cannot contradict itself: what the two imply is then said
beside what the sources have, and explains.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from expectations.cubes.coverage import Floats
from expectations.cubes.cube import WORLD, Cube
from expectations.cubes.series import Layer
from expectations.judging.declared import AS_SEEN
from expectations.judging.reconcile import Reconciliation
from expectations.judging.tolerance import admits, admits_first
from expectations.outcomes import STANDINGS, Bounds, Implication, Verdict
from expectations.wording.implications import (
    say_direction,
    say_implied_world,
    say_moved,
    say_observed_world,
    say_relation,
)
from sources.figures.printing import format_like
from sources.model import Claim, Figure, StatedRelation, StatedRelationKind
from sources.registers.rules import FIRST

Interval = tuple[float, float]

_INFINITY = float("inf")
_ANY: Interval = (-_INFINITY, _INFINITY)
_SLACK = 1e-9

DIRECTION = "direction"
"""The id of what the words of a pair say of its own figures."""
APART = "direction-apart"
"""The same of two levels that are told apart: where both are right, the one told to have moved."""


def direction(claim: Claim) -> Implication | None:
    """Whether the words of a pair say what its figures do; None where nothing is said."""
    first = claim.figure.first
    if first is None or not claim.figure.direction:
        return None
    change = claim.figure.value - first.value
    holds = change > 0 if claim.figure.direction == "increase" else change < 0
    text = say_direction(claim, float(change), holds=holds)
    return Implication(DIRECTION, (claim.id,), holds, text)


def implications(
    relations: Sequence[StatedRelation], found: Reconciliation, cube: Cube
) -> tuple[Implication, ...]:
    """What each relation of the register implies."""
    claims = {claim.id: claim for claim in found.claims}
    return tuple(_imply(relation, claims, found, cube) for relation in relations)


def _imply(
    relation: StatedRelation, claims: Mapping[str, Claim], found: Reconciliation, cube: Cube
) -> Implication:
    operands = (relation.left, relation.right, relation.result)
    named = [name.removesuffix(FIRST) for name in operands]
    stated = tuple(dict.fromkeys(name for name in named if name in claims))
    if any(name.startswith(f"{WORLD}:") for name in operands):
        return _imply_world(relation, claims, found, cube, stated)
    parts = [name for name in operands if name.removesuffix(FIRST) in claims]
    holds = _HOLDS[relation.kind]([_reach(name, claims) for name in parts])
    quotes = [_quote(name, claims) for name in parts]
    text = say_relation(relation.kind, quotes, _moved(relation, claims), holds=holds)
    return Implication(relation.id, stated, holds, text)


def _moved(relation: StatedRelation, claims: Mapping[str, Claim]) -> str:
    """What the two figures of a change or of growth come to, in words; else empty."""
    if relation.kind not in {"change", "growth"}:
        return ""
    first, last = (_figure(name, claims) for name in (relation.right, relation.left))
    pair = claims[relation.left.removesuffix(FIRST)]
    return say_moved(relation.kind, pair, float(first.value), float(last.value))


def _figure(operand: str, claims: Mapping[str, Claim]) -> Figure:
    """The figure that an operand names."""
    figure = claims[operand.removesuffix(FIRST)].figure
    return figure.first or figure if operand.endswith(FIRST) else figure


def _reach(operand: str, claims: Mapping[str, Claim]) -> Interval:
    """What the figure that an operand names may be."""
    claim = claims[operand.removesuffix(FIRST)]
    first = admits_first(claim) if operand.endswith(FIRST) else None
    return reach_of(claim) if first is None else _widest(first)


def _quote(operand: str, claims: Mapping[str, Claim]) -> str:
    """The words of the figure that an operand names."""
    claim = claims[operand.removesuffix(FIRST)]
    first = claim.figure.first
    if first is None:
        return claim.phrase
    return first.text if operand.endswith(FIRST) else _say_last(claim)


def _say_last(claim: Claim) -> str:
    """The second figure of a pair, alone."""
    return format_like(claim.figure.value, replace(claim.figure, first=None))


def reach_of(claim: Claim) -> Interval:
    """The values a figure admits, with all that rounds to it; of a bound, all on its side."""
    return _widest(admits(claim))


def _widest(bounds: Bounds) -> Interval:
    low = bounds.lower if bounds.coarse_lower is None else min(bounds.lower, bounds.coarse_lower)
    high = bounds.upper if bounds.coarse_upper is None else max(bounds.upper, bounds.coarse_upper)
    return low, high


def times(left: Interval, right: Interval) -> Interval:
    """All products of two intervals; nothing times without end is nothing."""
    ends = [0.0 if 0 in (a, b) else a * b for a in left for b in right]
    return min(ends), max(ends)


def over(above: Interval, below: Interval) -> Interval:
    """All quotients of two intervals; any value where the lower one reaches nothing."""
    if below[0] <= 0 <= below[1]:
        return (0.0, _INFINITY) if above[0] >= 0 and below[0] >= 0 else _ANY
    ends = [0.0 if math.isinf(b) else a / b for a in above for b in below]
    return min(ends), max(ends)


def meet(one: Interval, other: Interval) -> bool:
    """Whether two intervals have a value in common, but for the noise of floats."""
    ends = [abs(end) for end in (*one, *other) if not math.isinf(end)]
    slack = _SLACK * max(ends, default=0.0)
    return one[0] <= other[1] + slack and other[0] <= one[1] + slack


def _product_holds(reach: Sequence[Interval]) -> bool:
    (left, right, result) = reach
    return meet(times(left, right), result)


def _difference_holds(reach: Sequence[Interval]) -> bool:
    (left, right, result) = reach
    scale = _SLACK * max((abs(end) for end in (*left, *right) if not math.isinf(end)), default=0.0)
    return meet((left[0] - right[1] - scale, left[1] - right[0] + scale), result)


def _size(one: Interval) -> Interval:
    """The sizes, without a sign, of the values in an interval."""
    if one[0] >= 0:
        return one
    return (-one[1], -one[0]) if one[1] <= 0 else (0.0, max(-one[0], one[1]))


def _change_holds(reach: Sequence[Interval]) -> bool:
    (left, right, result) = reach
    scale = _SLACK * max((abs(end) for end in (*left, *right) if not math.isinf(end)), default=0.0)
    moved = (left[0] - right[1] - scale, left[1] - right[0] + scale)
    return meet(_size(moved), _size(result))


def _growth_holds(reach: Sequence[Interval]) -> bool:
    (left, right, result) = reach
    grown = over(left, right)
    return meet(_size((grown[0] - 1, grown[1] - 1)), _size(result))


def _greater_holds(reach: Sequence[Interval]) -> bool:
    return reach[0][1] > reach[1][0]


def _part_holds(reach: Sequence[Interval]) -> bool:
    return reach[0][0] <= reach[1][1]


_HOLDS: Mapping[StatedRelationKind, Callable[[Sequence[Interval]], bool]] = MappingProxyType(
    {
        "product": _product_holds,
        "difference": _difference_holds,
        "greater": _greater_holds,
        "part": _part_holds,
        "change": _change_holds,
        "growth": _growth_holds,
    }
)


def _imply_world(
    relation: StatedRelation,
    claims: Mapping[str, Claim],
    found: Reconciliation,
    cube: Cube,
    stated: tuple[str, ...],
) -> Implication:
    """What two stated figures imply of the world, beside what the first source has."""
    left, result = claims[relation.left], claims[relation.result]
    concept = cube.concepts[world_concept(relation)]
    reach = _implied(relation.kind, left, result)
    middle = _implied_middle(relation.kind, left, result)
    text = say_implied_world(result, left, concept.label, concept.unit, middle, reach)
    worlds = worlds_of(relation, found, cube)
    observed = _say_world(worlds[0], cube, reach, concept.unit) if worlds else ""
    return Implication(relation.id, stated, None, f"{text}{observed}.")


def world_concept(relation: StatedRelation) -> str:
    """The concept of a relation's world operand: the right one."""
    return relation.right.removeprefix(f"{WORLD}:")


def _implied(kind: StatedRelationKind, left: Claim, result: Claim) -> Interval:
    a, c = reach_of(left), reach_of(result)
    if kind == "difference":
        return a[0] - c[1], a[1] - c[0]
    return over(c, (max(a[0], 0.0), a[1]))


def _implied_middle(kind: StatedRelationKind, left: Claim, result: Claim) -> float:
    a, c = admits(left), admits(result)
    return a.value - c.value if kind == "difference" else c.value / a.value


@dataclass(frozen=True)
class World:
    """The world in one source, as seen: its series, the declared years, and its value there."""

    source: str
    series: Floats
    start: int
    end: int
    value: float


def worlds_of(relation: StatedRelation, found: Reconciliation, cube: Cube) -> tuple[World, ...]:
    """The world operand of a relation in each source, at the years its result is read for."""
    claim = next(at for at, one in enumerate(found.claims) if one.id == relation.result)
    table = found.declared.rows
    is_mean = relation.kind == "difference"
    worlds = []
    for row in found.declared.of(claim):
        own = cube.layers[int(table.layer[row])]
        wanted = Layer(world_concept(relation), own.source, own.vintage)
        if found.role[row] != AS_SEEN or wanted not in cube.layers:
            continue
        layer, weighting = cube.layers.index(wanted), int(table.weighting[row])
        series = cube.aggregates[layer, weighting, cube.group_at(WORLD)]
        end = int(table.end[row])
        start = int(table.start[row]) if is_mean else end
        value = float(series[start : end + 1].mean())
        if not np.isnan(value):
            worlds.append(World(f"{own.source.upper()} {own.vintage}", series, start, end, value))
    return tuple(worlds)


def _say_world(world: World, cube: Cube, implied: Interval, unit: str) -> str:
    years = cube.years[world.start], cube.years[world.end]
    agrees = implied[0] <= world.value <= implied[1]
    within = None if agrees else _years_within(world.series, cube, implied)
    return say_observed_world(world.source, world.value, unit, years, within)


def _years_within(series: Floats, cube: Cube, implied: Interval) -> list[int]:
    """The years in which a series lay within an interval."""
    return [
        year
        for year, value in zip(cube.years, series.tolist(), strict=True)
        if implied[0] <= value <= implied[1]
    ]


def contradicted(
    claims: Sequence[Claim],
    found: Sequence[Implication],
    observed: Sequence[Verdict],
    borne_out: Sequence[bool],
) -> list[bool]:
    """Which claims the paper itself contradicts.

    Of figures that cannot all hold, those that the data bear out are not the ones at fault, nor
    those left open beside one that the data put off; where the data bear out all of them, none
    is, and the relation is what needs a look. Words against their own pair are at fault whatever
    the data say.

    Args:
        claims: Of the paper.
        found: What its figures imply of each other.
        observed: Of each claim the verdict by the data alone.
        borne_out: Of each whether it holds as declared in any edition, even in one that judges
            nobody.
    """
    fault = {
        claim.id: _fault(verdict, is_borne=is_borne)
        for claim, verdict, is_borne in zip(claims, observed, borne_out, strict=True)
    }
    blamed: set[str] = set()
    for implication in found:
        if implication.holds is not False:
            continue
        worst = max(fault[name] for name in implication.claims)
        if not worst and implication.relation_id == APART:
            blamed.add(implication.claims[0])
        blamed.update(
            name
            for name in implication.claims
            if implication.relation_id == DIRECTION or (worst and fault[name] == worst)
        )
    return [claim.id in blamed for claim in claims]


def _fault(verdict: Verdict, *, is_borne: bool) -> int:
    """How far the data put a figure off: 0 where they bear it out, 1 where they leave it open."""
    standing = STANDINGS[verdict]
    if standing == "off":
        return 2
    return 0 if standing == "holds" or is_borne else 1
