"""The assessment of a paper: every claim's verdict, and what explains it.

Everything is computed at once from the register and the observations; the last step, claim by
claim, only turns what was found into values and sentences for people.

Says of each claim which of its sources could not be had, and why.

A refresh that lost a source stores the others, so that claims are judged by fewer sources than
there are, or by none. Neither may pass in silence: what could not be checked says why, and what was
checked says what is missing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from expectations.assessment.each_end import with_each_end
from expectations.assessment.either_period import with_other_period
from expectations.assessment.other_definition import with_other_definition
from expectations.assessment.own_means import without_own_means
from expectations.cubes.cube import Cube, build_cube
from expectations.cubes.own_money import in_own_money
from expectations.cubes.series import SelectedSeries, select_series
from expectations.explaining.consistency import contradicted, direction, implications
from expectations.explaining.counts_and_spans import judge as judge_alone
from expectations.explaining.fits import Explainer, Fit
from expectations.explaining.odd_one_out import odd_ones_out
from expectations.explaining.outcome import WholeText, Work, outcome_of
from expectations.explaining.told_moves import apart
from expectations.judging.decide import VERDICTS, borne_out, contradict, decide, definitions, relate
from expectations.judging.declared import Publication
from expectations.judging.reconcile import reconcile
from expectations.judging.search import Common
from expectations.outcomes import STANDINGS, Assessment, Implication, Outcome, Verdict
from expectations.wording.remarks import say_failure, say_unchecked
from sources.model import (
    Concept,
    Failure,
    Group,
    Paper,
    Snapshot,
    StatedRelation,
    Statement,
    Vintage,
)
from sources.reference.concepts import CONCEPTS
from sources.reference.groups import GROUPS
from sources.registers.register import needed_concepts, needed_groups, unverified
from sources.registers.rules import FIRST
from sources.suppliers import supplier_of


def with_failures(
    assessment: Assessment, failures: Sequence[Failure], concepts: Mapping[str, Concept]
) -> Assessment:
    """The same assessment, each claim with the sources that failed it.

    Args:
        assessment: What was judged without them.
        failures: The sources that could not be had.
        concepts: By id.
    """
    if not failures:
        return assessment
    outcomes = (
        _with_failures(outcome, failures, concepts.get(outcome.claim.indicator))
        for outcome in assessment.outcomes
    )
    return replace(assessment, outcomes=tuple(outcomes))


def _with_failures(
    outcome: Outcome, failures: Sequence[Failure], concept: Concept | None
) -> Outcome:
    if concept is None or outcome.claim.unverifiable is not None:
        return outcome
    said = [say_failure(failure, concept) for failure in failures if _concerns(failure, concept)]
    if not said:
        return outcome
    if outcome.verdict is Verdict.UNRESOLVED and not outcome.observed:
        return replace(outcome, sentence=say_unchecked(said))
    return replace(outcome, not_established=(*outcome.not_established, *said))


def _concerns(failure: Failure, concept: Concept) -> bool:
    """Whether a source that failed, or of which some indicators failed, has the concept."""
    code = concept.codes.get(failure.source)
    return code is not None and (not failure.indicators or code in failure.indicators)


SHARED = (
    "population",
    "gdp_current_usd",
    "gdp_constant_usd",
    "gdp_growth",
    "goods_trade_china",
)
"""The concepts that the papers of a corpus share a cube of."""


BY_LISTS = frozenset(
    verdict
    for verdict, standing in STANDINGS.items()
    if standing == "off" and verdict is not Verdict.CONTRADICTED
)
"""Verdicts that stay open where the members are confirmed by no second source: a list that may be
wrong calls no figure off. What a paper says against itself needs no list."""


def assess(
    paper: Paper,
    snapshot: Snapshot,
    series: SelectedSeries | None = None,
    *,
    is_drawn: bool = True,
) -> Assessment:
    """Judge every claim of a paper against the observations of a snapshot.

    Args:
        paper: Its register.
        snapshot: One or more vintages of one or more sources.
        series: What `series_for` made of them for a paper of the same concepts, where it is kept.
        is_drawn: Whether outcomes are told whole, as a report shows them (`outcome_of`).

    Returns:
        One outcome a claim, in the order of the register.
    """
    cube = cube_for(paper, snapshot, series)
    assessment = assess_on(paper, cube, snapshot.vintages, is_drawn=is_drawn)
    return with_failures(assessment, snapshot.failures, concepts_of(paper))


def cube_for(paper: Paper, snapshot: Snapshot, series: SelectedSeries | None = None) -> Cube:
    """The observations of a snapshot as a paper needs them: its concepts and areas, and no more.

    Args:
        paper: The paper.
        snapshot: The observations.
        series: What `series_for` made of them for a paper of the same concepts, where it is kept.
    """
    groups = tuple(needed_groups(paper).values())
    concepts, suppliers = needed_concepts(paper), _suppliers(snapshot)
    return build_cube(snapshot.observations, concepts, groups, series, suppliers)


def _suppliers(snapshot: Snapshot) -> dict[str, str]:
    """Of a snapshot's editions those that somebody supplied by hand, and who."""
    found = {one.key: supplier_of(one.label) for one in snapshot.vintages}
    return {key: supplier for key, supplier in found.items() if supplier}


def series_for(paper: Paper, snapshot: Snapshot) -> SelectedSeries:
    """The series that a paper needs of a snapshot: the dearest part of its cube."""
    return select_series(snapshot.observations, needed_concepts(paper))


def shared_cube(snapshot: Snapshot) -> Cube:
    """The observations as the papers of a corpus share them (`is_shared`)."""
    concepts = {name: CONCEPTS[name] for name in SHARED}
    groups = tuple(GROUPS.values())
    return build_cube(snapshot.observations, concepts, groups, suppliers=_suppliers(snapshot))


def is_shared(paper: Paper) -> bool:
    """Whether a paper needs no more than what all papers of a corpus share."""
    named = {name for claim in paper.claims for name in (claim.indicator, claim.to, claim.of)}
    others = {name for one in paper.statements for name in one.axes.indicators}
    has_own = bool(paper.concepts or paper.groups)
    return not has_own and (named | others) - {"", *GROUPS} <= set(SHARED)


def assess_on(
    paper: Paper, cube: Cube, vintages: tuple[Vintage, ...], *, is_drawn: bool = True
) -> Assessment:
    """Judge every claim of a paper against a cube made for it (`cube_for`)."""
    common = Common.of(cube, Publication.of(paper.published))

    def judge(paper: Paper) -> tuple[Outcome, ...]:
        # A report tells what a claim's readings would make of all other figures of its paper.
        parts, text = (
            (paper,) if is_drawn else in_parts(paper, MOST_AT_ONCE),
            WholeText(paper.claims),
        )
        return tuple(
            without_own_means(outcome_of(work, at, is_drawn=is_drawn))
            for work in (_compute(part, text, cube, common) for part in parts)
            for at in range(len(work.found.claims))
        )

    paper = in_own_money(paper, cube)
    outcomes = with_other_period(paper, judge(paper), judge)
    outcomes = with_other_definition(paper, outcomes, judge)
    return Assessment(paper, with_each_end(paper, outcomes, judge), vintages)


MOST_AT_ONCE = 2_000
"""So many claims are judged at once where that makes no difference: what it takes is a tenth of a
megabyte for each."""


def in_parts(paper: Paper, most: int) -> tuple[Paper, ...]:
    """A paper as several, of some statements each; whole where a relation ties two of them.

    Args:
        paper: The paper.
        most: How many claims a part has at the most, but for those of its last statement.
    """
    parts: list[list[Statement]] = [[]]
    for statement in paper.statements:
        if sum(len(one.claims) for one in parts[-1]) >= most:
            parts.append([])
        parts[-1].append(statement)
    part_of = {
        claim.id: at for at, part in enumerate(parts) for one in part for claim in one.claims
    }
    tied = [_claims_of(relation) & part_of.keys() for relation in paper.relations]
    at_home = [{part_of[name] for name in names} for names in tied]
    if any(len(places) > 1 for places in at_home):
        return (paper,)
    relations: dict[int, list[StatedRelation]] = {}
    for relation, places in zip(paper.relations, at_home, strict=True):
        relations.setdefault(min(places, default=0), []).append(relation)
    return tuple(
        replace(paper, statements=tuple(part), relations=tuple(relations.get(at, ())))
        for at, part in enumerate(parts)
    )


def _claims_of(relation: StatedRelation) -> set[str]:
    operands = (relation.left, relation.right, relation.result)
    return {one.removesuffix(FIRST) for one in operands}


def concepts_of(paper: Paper) -> dict[str, Concept]:
    """The built-in concepts and the register's own, by id."""
    return {**CONCEPTS, **{concept.id: concept for concept in paper.concepts}}


def groups_of(paper: Paper) -> dict[str, Group]:
    """The built-in groups and the register's own, by id."""
    return {**GROUPS, **{group.id: group for group in paper.groups}}


def _compute(paper: Paper, text: WholeText, cube: Cube, common: Common) -> Work:
    groups = groups_of(paper)
    claims = paper.claims
    axes = tuple(one.axes for one in paper.statements for _ in one.claims)
    found = reconcile(claims, axes, cube, Publication.of(paper.published), common)
    judged = tuple(
        judge_alone(claim, axis, groups, paper.published)
        for claim, axis in zip(claims, axes, strict=True)
    )
    implied: tuple[Implication, ...] = (
        *(one for claim in claims if (one := direction(claim)) is not None),
        *implications(paper.relations, found, cube),
        *apart(paper.statements),
    )
    declared = definitions(found, cube)
    relations = relate(found.search.rows, declared, cube)
    decided = decide(found, cube, relations)
    observed = tuple(
        own.verdict if own is not None else VERDICTS[code]
        for code, own in zip(decided, judged, strict=True)
    )
    blamed = contradicted(claims, implied, observed, borne_out(found).tolist())
    verdicts = contradict(observed, blamed)
    unsure = tuple(
        unverified(claim, groups) if verdict in BY_LISTS else ()
        for claim, verdict in zip(claims, verdicts, strict=True)
    )
    verdicts = tuple(
        Verdict.UNRESOLVED if lists else verdict
        for lists, verdict in zip(unsure, verdicts, strict=True)
    )
    holding = [STANDINGS[verdict] == "holds" for verdict in verdicts]
    implied = (*implied, *odd_ones_out(paper.relations, found, cube, holding))
    return Work(
        paper=paper,
        text=text,
        cube=cube,
        tables=common.tables,
        groups=groups,
        found=found,
        axes=axes,
        judged=judged,
        unsure_lists=unsure,
        verdicts=verdicts,
        implications=implied,
        fits=_fits(paper, Explainer(found, cube, declared, relations), verdicts),
    )


def _fits(paper: Paper, explainer: Explainer, verdicts: tuple[Verdict, ...]) -> dict[int, Fit]:
    fits: dict[int, Fit] = {}
    first = 0
    for statement in paper.statements:
        after = first + len(statement.claims)
        fits.update(explainer.fits(range(first, after), verdicts))
        first = after
    return fits
