"""Claims of which only the period is open between two: judged where both come out alike.

A text that names no year may speak of the newest one or of the one it spoke of before; a mean of
yearly growth "from 2009 to 2018" may have that of 2009 in it or not. Which of them is meant need
not be known where the figure holds of both, or of neither; the data choose none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from expectations.outcomes import STANDINGS, Outcome
from expectations.wording.questions import say_of_other_period
from sources.model import Claim, Paper, Statement

_SETTLED = frozenset({"holds", "off"})


def with_other_period(
    paper: Paper, outcomes: Sequence[Outcome], judge: Callable[[Paper], Sequence[Outcome]]
) -> tuple[Outcome, ...]:
    """The outcomes of a paper; those that come out alike of either period are sure.

    Args:
        paper: The paper.
        outcomes: One a claim, each for the period that the claim declares.
        judge: Gives the outcomes of a paper that holds the same claims for their other period.
    """
    statements = [one for one in map(_in_other_period, paper.statements) if one is not None]
    if not statements:
        return tuple(outcomes)
    others = judge(replace(paper, statements=tuple(statements), relations=()))
    by_id = {one.claim.id: one for one in others}
    return tuple(_of_either(one, by_id) for one in outcomes)


def _in_other_period(statement: Statement) -> Statement | None:
    claims = tuple(filter(None, map(_other, statement.claims)))
    return replace(statement, claims=claims) if claims else None


def _other(claim: Claim) -> Claim | None:
    how = claim.how_read
    if how is None or how.or_period is None:
        return None
    # As if it were sure: what would be right of it is asked for too.
    how_read = replace(how, state="sure", or_period=None)
    return replace(claim, period=how.or_period, how_read=how_read)


def _of_either(outcome: Outcome, others: Mapping[str, Outcome]) -> Outcome:
    how, other = outcome.claim.how_read, others.get(outcome.claim.id)
    if how is None or how.or_period is None or other is None:
        return outcome
    own = STANDINGS[outcome.verdict]
    standing = STANDINGS[other.verdict]
    told = say_of_other_period(outcome.claim.period, how.or_period, own, standing)
    said = f"{outcome.sentence} {told}"
    if own != standing or own not in _SETTLED:
        return replace(outcome, sentence=said)
    fix, other_fix = outcome.correction, other.correction
    is_one = fix is not None and other_fix is not None and fix.phrase == other_fix.phrase
    claim = replace(outcome.claim, how_read=replace(how, state="sure"))
    return replace(outcome, claim=claim, sentence=said, correction=fix if is_one else None)
