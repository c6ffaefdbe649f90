"""The concepts and areas that judging a register needs: what its cube holds, and no more.

Beside what claims name these are the weights of means, the heads of a value per head, the concepts
that one is confused with, and what relations name of the world.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sources.model import Claim, Concept, Group, Paper, Statement
from sources.reference.concepts import CONCEPTS, WEIGHTS
from sources.reference.groups import GROUPS

POPULATION = "population"


def needed_concepts(paper: Paper) -> dict[str, Concept]:
    """The concepts that a paper's claims and their readings need, by id."""
    known = {**CONCEPTS, **{concept.id: concept for concept in paper.concepts}}
    named = set(_named(paper)) & known.keys()
    named |= {one for name in named for one in known[name].neighbours if one in known}
    named |= {known[name].weight for name in named} & known.keys()
    if any(known[name].kind == "rate" for name in named):
        named.add(WEIGHTS)
    return {name: concept for name, concept in known.items() if name in named}


def needed_groups(paper: Paper) -> dict[str, Group]:
    """The areas that a paper's claims and their readings need, by id."""
    known = {**GROUPS, **{group.id: group for group in paper.groups}}
    named = {name for one in paper.statements for name in _areas(one)}
    named |= {part for name in named & known.keys() for part in known[name].parts}
    return {name: group for name, group in known.items() if name in named}


def _named(paper: Paper) -> Iterator[str]:
    for statement in paper.statements:
        yield from statement.axes.indicators
        for claim in statement.claims:
            yield from (claim.indicator, claim.to, claim.of)
            if claim.measure == "per_head":
                yield POPULATION
    for relation in paper.relations:
        yield from (one.removeprefix("world:") for one in (relation.left, relation.right))


def _areas(statement: Statement) -> Iterator[str]:
    yield from statement.axes.groups
    for claim in statement.claims:
        yield from areas_of(claim)


def areas_of(claim: Claim) -> Iterable[str]:
    """The areas that a claim names; other names may be among them."""
    return (claim.group, claim.to, claim.of, claim.among)


def unverified(claim: Claim, groups: Mapping[str, Group]) -> tuple[Group, ...]:
    """The lists that a claim rests on and that no second source confirms."""
    named = [groups[name] for name in dict.fromkeys(areas_of(claim)) if name in groups]
    # A set that no source lists says so itself; of one that a register lists its groups do.
    named += [groups[part] for one in named if one.is_verified for part in one.parts]
    return tuple(one for one in named if not one.is_verified)
