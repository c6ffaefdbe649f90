"""Which figure is the odd one out: the fewest whose removal lets the others hold together.

The relations of the register are constraints between intervals: what each stated figure admits,
and for a world operand what the sources have at the years the figures are read for. Where the
constraints cannot all hold, sets of figures are taken away, smallest first, until they can.
Figures that the data reproduce are taken last.

Feasibility is decided by narrowing each interval by what the others allow until nothing changes
(interval propagation, HC4); an interval that becomes empty proves that the constraints cannot
hold. Propagation is sound: it never calls figures inconsistent that are not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from expectations.cubes.cube import WORLD, Cube
from expectations.explaining.consistency import Interval, over, reach_of, times, worlds_of
from expectations.judging.reconcile import Reconciliation
from expectations.outcomes import Implication
from expectations.wording.implications import say_odd_one_out
from sources.model import Claim, StatedRelation, StatedRelationKind

MOST_REMOVED = 3
"""Sets of more figures than these are not looked for: they name nobody."""

_ROUNDS = 50
_SLACK = 1e-9
_INFINITY = float("inf")
_ANY: Interval = (-_INFINITY, _INFINITY)

Domains = dict[str, Interval]


def odd_ones_out(
    relations: Sequence[StatedRelation],
    found: Reconciliation,
    cube: Cube,
    reproduced: Sequence[bool],
) -> tuple[Implication, ...]:
    """For each set of related figures that cannot all hold, those that stand in the way.

    Args:
        relations: Of the register.
        found: All comparisons.
        cube: What they were made from.
        reproduced: For each claim, whether the data reproduce it.
    """
    claims = {claim.id: claim for claim in found.claims}
    is_reproduced = {c.id: ok for c, ok in zip(found.claims, reproduced, strict=True)}
    domains = _domains(relations, claims, found, cube)
    said = []
    for together in _components(relations, claims):
        removals = smallest_removals(together, domains, is_reproduced)
        if removals:
            said.append(_implication_of(together, removals, claims))
    return tuple(said)


def _domains(
    relations: Sequence[StatedRelation],
    claims: Mapping[str, Claim],
    found: Reconciliation,
    cube: Cube,
) -> Domains:
    domains: Domains = {}
    for relation in relations:
        for name in operands(relation):
            if name in claims:
                domains[name] = reach_of(claims[name])
            elif name.startswith(f"{WORLD}:"):
                values = [world.value for world in worlds_of(relation, found, cube)]
                low, high = domains.get(name, (_INFINITY, -_INFINITY))
                if values:
                    domains[name] = (min(low, *values), max(high, *values))
    return domains


def operands(relation: StatedRelation) -> tuple[str, ...]:
    """The names that a relation speaks of, in its own order."""
    return tuple(name for name in (relation.left, relation.right, relation.result) if name)


def _components(
    relations: Sequence[StatedRelation], claims: Mapping[str, Claim]
) -> list[list[StatedRelation]]:
    """Relations that share a claim, directly or by way of others, together."""
    components: list[tuple[set[str], list[StatedRelation]]] = []
    for relation in relations:
        names = {name for name in operands(relation) if name in claims}
        touching = [one for one in components if one[0] & names]
        merged = [r for one in touching for r in one[1]]
        components = [one for one in components if one not in touching]
        components.append((names.union(*(one[0] for one in touching)), [*merged, relation]))
    return [relations for _, relations in components]


def smallest_removals(
    relations: Sequence[StatedRelation], domains: Domains, is_reproduced: Mapping[str, bool]
) -> tuple[tuple[str, ...], ...]:
    """The smallest sets of claims without which the relations can hold.

    Args:
        relations: Constraints that hang together.
        domains: The interval of each operand; one without an interval constrains nothing.
        is_reproduced: For each claim, whether the data reproduce it.

    Returns:
        All sets of the smallest size, or of these the ones with the fewest figures that the data
        reproduce; empty where the relations can hold as they stand.
    """
    if _is_feasible(relations, domains):
        return ()
    names = sorted(
        {name for relation in relations for name in operands(relation) if name in is_reproduced}
    )
    for size in range(1, MOST_REMOVED + 1):
        found = [
            removed
            for removed in combinations(names, size)
            if _is_feasible([r for r in relations if not set(operands(r)) & {*removed}], domains)
        ]
        if found:
            blamed = [sum(is_reproduced[name] for name in removed) for removed in found]
            least = min(blamed)
            return tuple(one for one, count in zip(found, blamed, strict=True) if count == least)
    return ()


def _is_feasible(relations: Sequence[StatedRelation], domains: Domains) -> bool:
    narrowed = dict(domains)
    constraints = [one for one in relations if all(name in domains for name in operands(one))]
    for _ in range(_ROUNDS):
        before = dict(narrowed)
        for relation in constraints:
            _narrow(relation, narrowed)
        if any(low > high for low, high in narrowed.values()):
            return False
        if narrowed == before:
            return True
    return True


def _narrow(relation: StatedRelation, domains: Domains) -> None:
    """Cut the interval of each operand to what the others leave it."""
    if relation.kind in {"greater", "part"}:
        upper, lower = relation.left, relation.right
        if relation.kind == "part":
            upper, lower = lower, upper
        above, below = domains[upper], domains[lower]
        domains[upper] = (max(above[0], below[0]), above[1])
        domains[lower] = (below[0], min(below[1], above[1]))
        return
    names = (relation.left, relation.right, relation.result)
    own = [domains[name] for name in names]
    allowed = _allowed(relation.kind, *own)
    # A difference of large numbers carries their rounding, so all three are cut by one slack.
    ends = [abs(end) for one in own for end in one if abs(end) != _INFINITY]
    largest = max(ends, default=0.0)
    shared = _SLACK * largest if relation.kind == "difference" else 0.0
    for name, (low, high), (least, most) in zip(names, own, allowed, strict=True):
        slack = shared or (0.0 if abs(least) == _INFINITY else _SLACK * abs(least))
        domains[name] = (max(low, least - slack), min(high, most + slack))


def _allowed(
    kind: StatedRelationKind, left: Interval, right: Interval, result: Interval
) -> tuple[Interval, Interval, Interval]:
    """What a product or a difference leaves its left and right operand and its result."""
    if kind == "difference":
        return (
            (result[0] + right[0], result[1] + right[1]),
            (left[0] - result[1], left[1] - result[0]),
            (left[0] - right[1], left[1] - right[0]),
        )
    if min(left[0], right[0], result[0]) <= 0:
        return _ANY, _ANY, _ANY
    return (
        over(result, right),
        over(result, left),
        times(left, right),
    )


def _implication_of(
    relations: Sequence[StatedRelation],
    found: Sequence[tuple[str, ...]],
    claims: Mapping[str, Claim],
) -> Implication:
    related = tuple(
        dict.fromkeys(n for relation in relations for n in operands(relation) if n in claims)
    )
    has_world = any(name.startswith(f"{WORLD}:") for r in relations for name in operands(r))
    said = [[claims[name].phrase for name in removed] for removed in found]
    others = [claims[name].phrase for name in related if name not in found[0]]
    text = say_odd_one_out(said, others, has_world=has_world)
    return Implication("odd-one-out", related, None, text)
