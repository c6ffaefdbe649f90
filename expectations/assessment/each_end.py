"""Pairs of levels of which no one edition has both ends: what each end comes to by itself.

A pair is judged within one edition, since editions differ in their definitions. Where none has both
ends ("from 30.4% in 2010 to 38.1% in 2023"), the pair stays open, and its sentence tells what the
editions that have the one or the other give.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from expectations.outcomes import Outcome, Verdict
from expectations.wording.questions import say_each_end
from sources.figures.printing import format_like
from sources.model import Claim, Paper, Period, Statement

_LEVELS = frozenset({"value", "total", "share", "per_head"})
_FIRST, _LAST = "-first-end", "-last-end"


def with_each_end(
    paper: Paper, outcomes: Sequence[Outcome], judge: Callable[[Paper], Sequence[Outcome]]
) -> tuple[Outcome, ...]:
    """The outcomes of a paper; pairs that no one edition has tell of each end by itself.

    Args:
        paper: The paper.
        outcomes: One a claim.
        judge: Gives the outcomes of a paper that holds the ends as claims of their own.
    """
    lacking = {one.claim.id for one in outcomes if _is_lacking(one)}
    statements = [_of_ends(one, lacking) for one in paper.statements]
    statements = [one for one in statements if one.claims]
    if not statements:
        return tuple(outcomes)
    ends = judge(replace(paper, statements=tuple(statements), relations=()))
    by_id = {one.claim.id: one for one in ends}
    return tuple(
        _told(one, by_id[one.claim.id + _FIRST], by_id[one.claim.id + _LAST])
        if one.claim.id in lacking
        else one
        for one in outcomes
    )


def _is_lacking(outcome: Outcome) -> bool:
    claim = outcome.claim
    is_pair = claim.figure.first is not None and claim.measure in _LEVELS
    is_told = None not in (claim.period.start, claim.period.end)
    is_unknown = outcome.verdict is Verdict.UNRESOLVED and not outcome.observed
    return is_pair and is_told and is_unknown


def _of_ends(statement: Statement, lacking: set[str]) -> Statement:
    claims = (end for one in statement.claims if one.id in lacking for end in _ends(one))
    return replace(statement, claims=tuple(claims))


def _ends(claim: Claim) -> Iterator[Claim]:
    figure, first = claim.figure, claim.figure.first
    if first is not None:
        last = replace(figure, first=None, direction="")
        told = replace(last, text=format_like(figure.value, last))
        start, end = claim.period.start, claim.period.end
        for name, one, year in ((_FIRST, first, start), (_LAST, told, end)):
            own = replace(claim, id=claim.id + name, figure=one, phrase=one.text)
            yield replace(own, period=Period(year, year))


def _told(outcome: Outcome, first: Outcome, last: Outcome) -> Outcome:
    if not first.observed and not last.observed:
        return outcome
    return replace(outcome, sentence=say_each_end(outcome.claim, first, last))
