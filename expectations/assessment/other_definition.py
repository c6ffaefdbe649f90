"""Claims of what is counted by several standard definitions, of which no word says one.

"Unemployment was 9.4%" may be the ILO's estimate or the country's own. What the one that is read
first does not bear out is not off where another does: it stays open, and its sentence says by which
it would hold; where the sentence tells whose count it is, that is meant, and it holds. What none at
hand bears out stays open too, unless it is further off than two definitions lie apart: one that is
not at hand, or not published, may be meant. What a person confirmed or wrote is judged by that
alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from expectations.outcomes import STANDINGS, Outcome, Verdict
from expectations.wording.questions import (
    say_by_other,
    say_not_by_the_told,
    say_other_definitions,
)
from sources.model import Claim, Concept, Paper, Statement
from sources.reference.concepts import concept_for
from sources.registers.other_definitions import (
    OtherDefinitions,
    definitions_by_code,
    definitions_of,
)

_KEPT = frozenset({Verdict.CONTRADICTED, Verdict.UNVERIFIABLE, Verdict.COARSE})
"""What no other definition changes: what a text says against itself, or rounds too far."""


def with_other_definition(
    paper: Paper, outcomes: Sequence[Outcome], judge: Callable[[Paper], Sequence[Outcome]]
) -> tuple[Outcome, ...]:
    """The outcomes of a paper; what another definition bears out, or may, is not off.

    Args:
        paper: The paper.
        outcomes: One a claim, each by the definition that the claim declares.
        judge: Gives the outcomes of a paper that holds the same claims by another definition.
    """
    own = {concept.id: concept for concept in paper.concepts}
    asked = {one.claim.id: found for one in outcomes if (found := _asked(one, own)) is not None}
    if not asked:
        return tuple(outcomes)
    statements = [_by_others(one, asked) for one in paper.statements]
    statements = [one for one in statements if one.claims]
    judged = judge(replace(paper, statements=tuple(statements), relations=())) if statements else ()
    by_id = {one.claim.id: one for one in judged}
    return tuple(
        one if one.claim.id not in asked else _settled(one, asked[one.claim.id], by_id)
        for one in outcomes
    )


def _asked(outcome: Outcome, own: Mapping[str, Concept]) -> OtherDefinitions | None:
    """By what else an outcome's figure is judged: where it holds, only what is told to be meant."""
    if outcome.verdict in _KEPT:
        return None
    found = definitions_of(outcome.claim, own)
    is_asked = found is not None and (bool(found.teller) or STANDINGS[outcome.verdict] != "holds")
    return found if is_asked else None


def _by_others(statement: Statement, asked: Mapping[str, OtherDefinitions]) -> Statement:
    claims = (
        replace(claim, id=_name(claim, other), indicator=other)
        for claim in statement.claims
        if claim.id in asked
        for other in asked[claim.id].others
    )
    return replace(statement, claims=tuple(claims))


def _name(claim: Claim, other: str) -> str:
    return f"{claim.id}-by-{other}"


def _settled(
    outcome: Outcome,
    definitions: OtherDefinitions,
    judged: Mapping[str, Outcome],
) -> Outcome:
    """An outcome with what the other definitions bear out, or leave open."""
    claim = outcome.claim
    others = [judged[_name(claim, other)] for other in definitions.others]
    named = [(_own_words(one.claim), one) for one in others]
    if STANDINGS[outcome.verdict] == "holds":
        return _by_the_told(outcome, definitions, named)
    for words, one in named:
        if STANDINGS[one.verdict] == "holds":
            said = say_by_other(outcome, definitions, one, words)
            if not definitions.teller:  # the data never choose what is meant
                return outcome.left_open(said)
            return replace(one, claim=replace(one.claim, id=claim.id), sentence=said)
    is_off = STANDINGS[outcome.verdict] == "off" or outcome.explanation.is_doubtful
    is_all_there = all(one.observed for one in others) and not definitions.differs
    if definitions.agency or not is_off or is_all_there or not _may_explain(definitions, outcome):
        return outcome
    return outcome.left_open(
        say_other_definitions(outcome, definitions.own, named, definitions.differs)
    )


def _by_the_told(
    outcome: Outcome, definitions: OtherDefinitions, named: Sequence[tuple[str, Outcome]]
) -> Outcome:
    """What holds; open where the count that is told to be meant is at hand and is another."""
    is_other = all(one.observed and STANDINGS[one.verdict] != "holds" for _, one in named)
    if not is_other:
        return outcome
    said = say_not_by_the_told(outcome, definitions.own, named, definitions.teller)
    return outcome.left_open(said)


def _own_words(claim: Claim) -> str:
    """By which definition a claim of a published series is counted, in words."""
    concept = concept_for(claim.indicator)
    row = definitions_by_code().get(concept.codes["wdi"])
    return concept.label if row is None else row.own


_LEVELS = frozenset({"value", "total", "each"})


def _may_explain(definitions: OtherDefinitions, outcome: Outcome) -> bool:
    """Whether another definition may be as far from what was observed; of changes nobody knows."""
    if outcome.admits is None or outcome.claim.measure not in _LEVELS:
        return True
    values = [one.reading.obs_value for one in outcome.observed if not one.is_suspect]
    return any(definitions.may_explain(outcome.admits.value, value) for value in values)
