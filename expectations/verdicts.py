"""The assessment of a paper: every claim's verdict, and what explains it.

Everything is computed at once from the register and the observations; the last step, claim by
claim, only turns what was found into values and sentences for people.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from expectations.amend import amend
from expectations.chance import chance_of_match, chance_of_pair
from expectations.consistency import contradicted, direction, implications
from expectations.cube import Cube, build_cube
from expectations.decide import VERDICTS, decide, definitions, relate
from expectations.declared import Publication
from expectations.explain import Explainer, Fit, reading_at
from expectations.measures import Tables
from expectations.observed import observe, series_of
from expectations.odd_one_out import odd_ones_out
from expectations.outcomes import (
    STANDINGS,
    Assessment,
    Explanation,
    Implication,
    Outcome,
    Verdict,
)
from expectations.reconcile import Reconciliation, reconcile
from expectations.sentences import (
    say_explanation,
    say_not_established,
    say_unresolved,
    say_verdict,
)
from expectations.textual import Judged, judge
from expectations.tolerance import admits, admits_first
from sources.groups import GROUPS
from sources.indicators import CONCEPTS
from sources.model import Axes, Concept, Group, Paper, Snapshot

_EXPLAINED = frozenset(
    {
        Verdict.STALE,
        Verdict.DEFINITION_DEPENDENT,
        Verdict.CONTESTED,
        Verdict.CONTRADICTED,
        Verdict.REFUTED,
    }
)
"""Verdicts whose claim is looked for among the other readings. What is contested is so within the
declared reading: its sentence says all, and nothing was found by trying."""


@dataclass(frozen=True)
class _Work:
    """What the last step reads: all that was computed for a paper."""

    paper: Paper
    cube: Cube
    tables: Tables
    groups: Mapping[str, Group]
    found: Reconciliation
    axes: tuple[Axes, ...]
    judged: tuple[Judged | None, ...]
    verdicts: tuple[Verdict, ...]
    implications: tuple[Implication, ...]
    fits: Mapping[int, Fit]


def assess(paper: Paper, snapshot: Snapshot) -> Assessment:
    """Judge every claim of a paper against the observations of a snapshot.

    Args:
        paper: Its register.
        snapshot: One or more vintages of one or more sources.

    Returns:
        One outcome a claim, in the order of the register.
    """
    work = _compute(paper, snapshot)
    outcomes = tuple(_outcome(work, at) for at in range(len(paper.claims)))
    return Assessment(paper, outcomes, snapshot.vintages)


def concepts_of(paper: Paper) -> dict[str, Concept]:
    """The built-in concepts and the register's own, by id."""
    return {**CONCEPTS, **{concept.id: concept for concept in paper.concepts}}


def groups_of(paper: Paper) -> dict[str, Group]:
    """The built-in groups and the register's own, by id."""
    return {**GROUPS, **{group.id: group for group in paper.groups}}


def _compute(paper: Paper, snapshot: Snapshot) -> _Work:
    groups = groups_of(paper)
    cube = build_cube(snapshot.observations, concepts_of(paper), tuple(groups.values()))
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
    return _Work(
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


def _outcome(work: _Work, at: int) -> Outcome:
    claim, verdict, judged = work.found.claims[at], work.verdicts[at], work.judged[at]
    observed = observe(work.found, work.cube, at) if judged is None else judged.observed
    explanation = _explain(work, at) if judged is None else _explain_judged(work, at, judged)
    implied = tuple(one for one in work.implications if claim.id in one.claims)
    concept = work.cube.concepts.get(claim.indicator)
    has_layers = bool(concept and work.cube.layers_of(concept.id))
    unresolved = say_unresolved(claim, concept, has_layers, work.paper)
    return Outcome(
        claim=claim,
        admits=admits(claim),
        admits_first=admits_first(claim),
        verdict=verdict,
        sentence=say_verdict(claim, verdict, observed, explanation, implied, unresolved),
        observed=observed,
        explanation=explanation,
        implications=implied,
        series=series_of(work.found, work.cube, work.tables, at) if judged is None else (),
        not_established=say_not_established(claim, work.groups.get(claim.group), observed),
        correction=amend(claim, verdict, observed),
    )


def _explain(work: _Work, at: int) -> Explanation:
    """What the search found for a claim that observations decide."""
    search, claim = work.found.search, work.found.claims[at]
    rows = search.of(at)
    rows = rows[search.is_known[rows]]
    values, firsts = search.values[rows], search.firsts[rows]
    first = admits_first(claim)
    if first is None:
        chance = chance_of_match(values, admits(claim))
    else:
        chance = chance_of_pair(np.column_stack([firsts, values]), first, admits(claim))
    own = work.found.declared.of(at)
    fit = work.fits.get(at) if work.verdicts[at] in _EXPLAINED else None
    reading = None if fit is None else reading_at(work.found, search, work.cube, fit.row)
    changed = () if fit is None else fit.changed
    fits = () if fit is None else tuple(work.found.claims[one] for one in fit.fits)
    explanation = Explanation(
        reading=reading,
        changed=changed,
        fits=tuple(one.id for one in fits),
        tried=len(rows),
        distinct=len(np.unique(values)),
        chance=chance,
        chance_together=None if fit is None else fit.chance_together,
        noise_floor=float(work.found.spread[own].max()) if len(own) else None,
        text="",
    )
    if work.verdicts[at] not in _EXPLAINED - {Verdict.CONTESTED}:
        return explanation
    return replace(explanation, text=say_explanation(claim, explanation, fits))


def _explain_judged(work: _Work, at: int, judged: Judged) -> Explanation:
    """The same for a count: other groups; an elapsed time has nothing to search."""
    claim = work.found.claims[at]
    values = np.array([reading.obs_value for reading in judged.tried], dtype=np.float64)
    is_searched = claim.measure == "count"
    reading = None
    if judged.verdict is Verdict.DEFINITION_DEPENDENT:
        reading = next(one for one in judged.tried if one.is_inside)
    changed = () if reading is None else ("group",)
    chance = chance_of_match(values, admits(claim)) if is_searched else None
    explanation = Explanation(
        reading=reading,
        changed=changed,
        fits=() if reading is None else (claim.id,),
        tried=len(values) if is_searched else 0,
        distinct=len(np.unique(values)) if is_searched else 0,
        chance=chance,
        chance_together=None,
        noise_floor=None,
        text="",
    )
    if not is_searched or judged.verdict not in _EXPLAINED:
        return explanation
    return replace(explanation, text=say_explanation(claim, explanation, ()))
