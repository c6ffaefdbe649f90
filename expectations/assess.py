"""The assessment of a paper: every claim's verdict, and what explains it.

Everything is computed at once from the register and the observations; the last step, claim by
claim, only turns what was found into values and sentences for people.
"""

from __future__ import annotations

import numpy as np

from expectations.consistency import contradicted, direction, implications
from expectations.cube import Cube, build_cube
from expectations.decide import VERDICTS, decide, definitions, relate
from expectations.declared import Publication
from expectations.explain import Explainer, Fit
from expectations.failures import tell_failures
from expectations.measures import Tables
from expectations.odd_one_out import odd_ones_out
from expectations.others import figures_of
from expectations.outcomes import (
    STANDINGS,
    Assessment,
    Implication,
    Verdict,
)
from expectations.reconcile import Reconciliation, reconcile
from expectations.telling import Work, tell_outcome
from expectations.textual import Judged, judge
from sources.groups import GROUPS
from sources.indicators import CONCEPTS
from sources.model import Concept, Group, Paper, Snapshot, Vintage
from sources.registers.needs import needed_concepts, needed_groups

SHARED = (
    "population",
    "gdp_current_usd",
    "gdp_constant_usd",
    "gdp_growth",
    "goods_trade_china",
)
"""The concepts that the papers of a corpus share a cube of."""


def assess(paper: Paper, snapshot: Snapshot) -> Assessment:
    """Judge every claim of a paper against the observations of a snapshot.

    Args:
        paper: Its register.
        snapshot: One or more vintages of one or more sources.

    Returns:
        One outcome a claim, in the order of the register.
    """
    assessment = assess_on(paper, cube_for(paper, snapshot), snapshot.vintages)
    return tell_failures(assessment, snapshot.failures, concepts_of(paper))


def cube_for(paper: Paper, snapshot: Snapshot) -> Cube:
    """The observations of a snapshot as a paper needs them: its concepts and areas, and no more."""
    groups = tuple(needed_groups(paper).values())
    return build_cube(snapshot.observations, needed_concepts(paper), groups)


def shared_cube(snapshot: Snapshot) -> Cube:
    """The observations as the papers of a corpus share them (`is_shared`)."""
    concepts = {name: CONCEPTS[name] for name in SHARED}
    return build_cube(snapshot.observations, concepts, tuple(GROUPS.values()))


def is_shared(paper: Paper) -> bool:
    """Whether a paper needs no more than what all papers of a corpus share."""
    named = {name for claim in paper.claims for name in (claim.indicator, claim.to, claim.of)}
    others = {name for one in paper.statements for name in one.axes.indicators}
    has_own = bool(paper.concepts or paper.groups)
    return not has_own and (named | others) - {"", *GROUPS} <= set(SHARED)


def assess_on(paper: Paper, cube: Cube, vintages: tuple[Vintage, ...]) -> Assessment:
    """Judge every claim of a paper against a cube made for it (`cube_for`)."""
    work = _compute(paper, cube)
    outcomes = tuple(tell_outcome(work, at) for at in range(len(paper.claims)))
    return Assessment(paper, outcomes, vintages)


def concepts_of(paper: Paper) -> dict[str, Concept]:
    """The built-in concepts and the register's own, by id."""
    return {**CONCEPTS, **{concept.id: concept for concept in paper.concepts}}


def groups_of(paper: Paper) -> dict[str, Group]:
    """The built-in groups and the register's own, by id."""
    return {**GROUPS, **{group.id: group for group in paper.groups}}


def _compute(paper: Paper, cube: Cube) -> Work:
    groups = groups_of(paper)
    claims = paper.claims
    axes = tuple(one.axes for one in paper.statements for _ in one.claims)
    found = reconcile(claims, axes, cube, Publication.of(paper.published))
    judged = tuple(
        judge(claim, axis, groups, paper.published)
        for claim, axis in zip(claims, axes, strict=True)
    )
    implied: tuple[Implication, ...] = (
        *(one for claim in claims if (one := direction(claim)) is not None),
        *implications(paper.relations, found, cube),
    )
    # Whom a contradiction blames depends on what the data reproduce, so the table is read twice.
    nobody = np.zeros(len(claims), dtype=bool)
    first = _verdicts(found, cube, judged, nobody)
    blamed = contradicted(claims, implied, [v is Verdict.REPRODUCED for v in first])
    verdicts = _verdicts(found, cube, judged, np.array(blamed, dtype=bool))
    holding = [STANDINGS[verdict] == "holds" for verdict in verdicts]
    implied = (*implied, *odd_ones_out(paper.relations, found, cube, holding))
    return Work(
        paper=paper,
        cube=cube,
        tables=Tables(cube),
        groups=groups,
        found=found,
        axes=axes,
        judged=judged,
        verdicts=verdicts,
        implications=implied,
        fits=_fits(paper, found, cube, verdicts),
        figures=figures_of(claims),
    )


def _verdicts(
    found: Reconciliation, cube: Cube, judged: tuple[Judged | None, ...], blamed: np.ndarray
) -> tuple[Verdict, ...]:
    decided = decide(found, cube, blamed)
    return tuple(
        VERDICTS[code] if own is None or is_blamed else own.verdict
        for code, own, is_blamed in zip(decided, judged, blamed, strict=True)
    )


def _fits(
    paper: Paper, found: Reconciliation, cube: Cube, verdicts: tuple[Verdict, ...]
) -> dict[int, Fit]:
    declared = definitions(found, cube)
    explainer = Explainer(found, cube, declared, relate(found.search.rows, declared, cube))
    fits: dict[int, Fit] = {}
    first = 0
    for statement in paper.statements:
        after = first + len(statement.claims)
        fits.update(explainer.fits(range(first, after), verdicts))
        first = after
    return fits
