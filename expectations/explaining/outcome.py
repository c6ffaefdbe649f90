"""From what was computed to what is told: one outcome a claim, with its evidence.

The last step of an assessment. It decides nothing: verdicts are read, readings are looked up, and
each becomes a value for people.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from expectations.cubes.cube import Cube
from expectations.explaining.conversions import say_lacking_rate
from expectations.explaining.corrections import amend, find_slip, nearer_later, slipped_first
from expectations.explaining.counts_and_spans import JudgedSpan
from expectations.explaining.fits import Fit, reading_at
from expectations.explaining.grid import readings_grid
from expectations.explaining.likely_causes import likely_cause
from expectations.explaining.match_worth import (
    FiguresByKind,
    chance_of_match,
    chance_of_pair,
    figures_of,
    others_matched,
)
from expectations.explaining.observed import (
    lacking_members,
    left_out_of_order,
    observe,
    other_members,
    series_of,
)
from expectations.explaining.told_moves import is_told_from, other_way, told_way
from expectations.explaining.told_twice import told_twice
from expectations.judging.decide import is_rebased, published_aggregate
from expectations.judging.declared import FRESH_DAYS, Publication, first_day_of
from expectations.judging.firmness import day_number
from expectations.judging.levels import Tables
from expectations.judging.reconcile import Reconciliation
from expectations.judging.tolerance import admits, admits_first
from expectations.outcomes import (
    STANDINGS,
    Correction,
    Explanation,
    Implication,
    LikelyCause,
    Observed,
    Outcome,
    Verdict,
)
from expectations.wording.conversions import say_conversions
from expectations.wording.measures import Words
from expectations.wording.remarks import (
    REBASED,
    say_explanation,
    say_later,
    say_other_members,
    say_other_set,
    say_unresolved,
    say_without_them,
)
from expectations.wording.sentences import (
    say_all_suspect,
    say_not_established,
    say_unsure_list,
    say_verdict,
)
from sources.model import Axes, Claim, Group, Paper
from sources.reference.names import in_sentence

_EXPLAINED = frozenset(
    {
        Verdict.STALE,
        Verdict.DEFINITION_DEPENDENT,
        Verdict.CONTESTED,
        Verdict.COARSE,
        Verdict.CONTRADICTED,
        Verdict.REFUTED,
    }
)
"""Verdicts whose claim is looked for among the other readings. What is contested is so within the
declared reading: its sentence says all, and nothing was found by trying."""


_NAMED = _EXPLAINED - {Verdict.CONTESTED, Verdict.COARSE}
"""Verdicts whose explanation is told in a sentence of its own."""


@dataclass(frozen=True)
class WholeText:
    """All claims of a paper, of which a part may be judged at once."""

    claims: tuple[Claim, ...]

    @cached_property
    def twice(self) -> Mapping[str, str]:
        """By a claim's id what the text says otherwise of the same."""
        return told_twice(self.claims)


@dataclass(frozen=True)
class Work:
    """All that was computed for a paper, or a part of it: what its outcomes are told from."""

    paper: Paper
    text: WholeText
    cube: Cube
    tables: Tables
    groups: Mapping[str, Group]
    found: Reconciliation
    axes: tuple[Axes, ...]
    judged: tuple[JudgedSpan | None, ...]
    unsure_lists: tuple[tuple[Group, ...], ...]
    """Of each claim the lists without which it would be off, and which nobody confirms."""
    verdicts: tuple[Verdict, ...]
    implications: tuple[Implication, ...]
    fits: Mapping[int, Fit]

    @cached_property
    def figures(self) -> FiguresByKind:
        """What the different figures of each kind admit."""
        return figures_of(self.found.claims)

    @cached_property
    def implied(self) -> Mapping[str, tuple[Implication, ...]]:
        """By a claim's id what was implied of it."""
        found: dict[str, tuple[Implication, ...]] = {}
        for one in self.implications:
            for name in dict.fromkeys(one.claims):
                found[name] = (*found.get(name, ()), one)
        return found


def outcome_of(work: Work, at: int, *, is_drawn: bool = True) -> Outcome:
    """What is known of the claim at a position, as values and sentences.

    Args:
        work: What was computed.
        at: The position.
        is_drawn: Whether all of it is told: its grid and its series, which only drawings show;
            the sentence that explains it, with the slip and what a match by trying is worth; and
            what would be right of a reading that nobody is sure of.
    """
    claim, verdict, judged = work.found.claims[at], work.verdicts[at], work.judged[at]
    is_told = verdict in _EXPLAINED or bool(work.found.doubt.is_doubtful[at])
    is_told |= verdict is Verdict.UNRESOLVED and claim.period.end is None
    fit = work.fits.get(at) if is_told else None
    if judged is None:
        publication = Publication.of(work.paper.published)
        observed = slipped_first(claim, observe(work.found, work.cube, at, publication))
        # A text that names its source is corrected with what that one has.
        if cites := work.paper.cites:
            observed = tuple(sorted(observed, key=lambda one: one.reading.source != cites))
        explanation = _explain(work, at, observed, fit, is_drawn=is_drawn)
    else:
        observed = judged.observed
        explanation = _explain_judged(work, at, judged)
    explanation = replace(explanation, cause=_cause(work, at, explanation, observed))
    implied = work.implied.get(claim.id, ())
    concept = work.cube.concepts.get(claim.indicator)
    has_layers = bool(concept and work.cube.layers_of(concept.id))
    unresolved = ""
    if verdict is Verdict.UNRESOLVED and all(one.is_suspect for one in observed):
        lacking = lacking_members(work.cube, claim)
        groups = {group.id: group for group in work.paper.groups}
        words = Words(work.cube.concepts, groups)
        no_rate = "" if observed else say_lacking_rate(work.cube, claim, concept)
        unresolved = say_unresolved(claim, concept, has_layers, lacking, no_rate, words)
        if observed:
            unresolved = say_all_suspect(claim, observed)
    said = (
        say_unsure_list(claim, work.unsure_lists[at], observed)
        if work.unsure_lists[at]
        else say_verdict(claim, verdict, observed, explanation, implied, unresolved)
    )
    return Outcome(
        claim=claim,
        admits=admits(claim),
        admits_first=admits_first(claim),
        verdict=verdict,
        sentence=" ".join(
            [
                said,
                *_say_later(claim, verdict, observed),
                *([] if explanation.cause is None else [explanation.cause.text]),
                *_other_way(work, at, observed),
                *([said_too] if (said_too := work.text.twice.get(claim.id)) else []),
                *say_conversions([one.reading for one in observed]),
            ]
        ),
        observed=observed,
        explanation=explanation,
        implications=implied,
        series=(
            series_of(work.found, work.cube, work.tables, at) if is_drawn and judged is None else ()
        ),
        not_established=(
            *say_not_established(
                claim,
                work.groups.get(claim.group),
                observed,
                STANDINGS[verdict],
                _why_redefined(work, claim),
            ),
            *_pair_remarks(work, at),
            *_say_left_out(work, claim),
        ),
        correction=(
            _amend(work, at, observed, explanation.cause)
            if is_drawn or _may_be_sure(claim)
            else None
        ),
        grid=(
            readings_grid(work.found, work.cube, at, None if fit is None else fit.row)
            if is_drawn
            else None
        ),
    )


def _amend(
    work: Work, at: int, observed: tuple[Observed, ...], cause: LikelyCause | None
) -> Correction | None:
    """What would be right of a claim that is off; in points where its cause tells of them."""
    points = cause.value if cause is not None and cause.kind == "points" else None
    return amend(work.found.claims[at], work.verdicts[at], observed, points)


def _may_be_sure(claim: Claim) -> bool:
    """Whether what would be right is told of a claim: its reading is sure, or may come out so."""
    how = claim.how_read
    return how is None or how.state != "unsure" or how.or_period is not None


def _say_later(claim: Claim, verdict: Verdict, observed: Sequence[Observed]) -> Iterator[str]:
    later = nearer_later(claim, observed) if verdict is Verdict.REFUTED else None
    if later is not None:
        yield say_later(claim, later.reading, later.slip)


def _cause(
    work: Work, at: int, explanation: Explanation, observed: tuple[Observed, ...]
) -> LikelyCause | None:
    """What the author may have done, of a figure that is off or doubtful."""
    is_off = STANDINGS[work.verdicts[at]] == "off" and work.verdicts[at] is not Verdict.CONTRADICTED
    if work.judged[at] is not None or not (is_off or explanation.is_doubtful):
        return None
    return likely_cause(work.found, work.cube, work.tables, at, observed, work.groups)


def _other_way(work: Work, at: int, observed: tuple[Observed, ...]) -> list[str]:
    """Of a level that holds, that it did not come from where its words say."""
    claim = work.found.claims[at]
    if STANDINGS[work.verdicts[at]] != "holds" or not told_way(claim)[1]:
        return []
    if is_told_from(claim, work.text.claims):
        return []
    series = series_of(work.found, work.cube, work.tables, at)
    said = other_way(claim, observed, series)
    return [said] if said else []


def _why_redefined(work: Work, claim: Claim) -> str:
    """Why later editions may be of another definition; empty where they are of the same one."""
    concept = work.cube.concepts.get(claim.indicator)
    if concept is not None and is_rebased(concept):
        return REBASED
    if claim.group in work.cube.groups:
        area = published_aggregate(work.cube, work.cube.group_at(claim.group))
        if area:
            return say_other_set(area)
    return ""


def _say_left_out(work: Work, claim: Claim) -> list[str]:
    names = [in_sentence(area) for area in left_out_of_order(work.cube, claim)]
    if not names:
        return []
    label = work.cube.concepts[claim.indicator].label
    return [say_without_them(label, names)]


def _pair_remarks(work: Work, at: int) -> list[str]:
    """Of a pair: which members have data in one of its years only, and what the others give."""
    claim, rows = work.found.claims[at], work.found.declared.of(at)
    if claim.figure.first is None or not len(rows):
        return []
    row = work.found.declared.rows.at(rows[:1])
    layer, group = int(row.layer[0]), int(row.group[0])
    ends = int(row.start[0]), int(row.end[0])
    found = other_members(work.cube, layer, group, ends)
    if found is None:
        return []
    names, values = found
    years = work.cube.years[ends[0]], work.cube.years[ends[1]]
    return [say_other_members(claim, names, years, values)]


def _explain(
    work: Work, at: int, observed: tuple[Observed, ...], fit: Fit | None, *, is_drawn: bool
) -> Explanation:
    """What the search found for a claim that observations decide."""
    search, claim = work.found.search, work.found.claims[at]
    rows = search.of(at)
    rows = rows[search.is_known[rows]]
    values, firsts = search.values[rows], search.firsts[rows]
    first = admits_first(claim)
    distinct, chance, others = 0, None, None
    if is_drawn or fit is not None:
        others = others_matched(work.figures, claim, values, firsts) if is_drawn else None
        if first is None:
            distinct, chance = len(np.unique(values)), chance_of_match(values, admits(claim))
        else:
            pairs = np.unique(np.column_stack([firsts, values]), axis=0)
            distinct, chance = len(pairs), chance_of_pair(pairs, first, admits(claim))
    own = work.found.declared.of(at)
    reading = None if fit is None else reading_at(work.found, search, work.cube, fit.row)
    changed = () if fit is None else fit.changed
    fits = () if fit is None else tuple(work.found.claims[one] for one in fit.fits)
    explanation = Explanation(
        reading=reading,
        changed=changed,
        fits=tuple(one.id for one in fits),
        tried=len(rows),
        distinct=distinct,
        chance=chance,
        chance_together=None if fit is None else fit.chance_together,
        noise_floor=float(work.found.spread[own].max()) if len(own) else None,
        margin=float(work.found.doubt.margin[at]) if len(own) else None,
        is_doubtful=bool(work.found.doubt.is_doubtful[at]),
        is_fresh=any(_is_fresh(one, work.found.publication) for one in observed),
        slip=(
            find_slip(claim, observed)
            if is_drawn
            and (_is_far_fetched(work.verdicts[at], changed) or work.found.doubt.is_doubtful[at])
            else None
        ),
        distinct_fits=len({(one.measure, one.indicator) for one in fits}),
        others_matched=others,
        text="",
    )
    is_named = work.verdicts[at] in _NAMED or explanation.is_doubtful
    if not (is_drawn and is_named):
        return explanation
    return replace(explanation, text=say_explanation(claim, explanation, fits))


def _is_fresh(one: Observed, publication: Publication) -> bool:
    """Whether an edition is of the weeks before a text: no nearer one is to be had."""
    age = first_day_of(publication) - day_number(one.reading.vintage)
    return one.role == "as_seen" and not one.is_suspect and age <= FRESH_DAYS


def _is_far_fetched(verdict: Verdict, changed: tuple[str, ...]) -> bool:
    """Whether no reading explains a claim that is off, or only one that differs in several ways."""
    ways = len(set(changed) - {"vintage"})
    return verdict is Verdict.REFUTED or (verdict is Verdict.DEFINITION_DEPENDENT and ways > 1)


def _explain_judged(work: Work, at: int, judged: JudgedSpan) -> Explanation:
    """The same for a count: other groups; an elapsed time has nothing to search."""
    claim = work.found.claims[at]
    values = np.array([reading.obs_value for reading in judged.tried], dtype=np.float64)
    is_searched = claim.measure == "count" and not claim.indicator
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
        distinct_fits=0 if reading is None else 1,
        others_matched=others_matched(work.figures, claim, values) if is_searched else None,
        text="",
    )
    if not is_searched or judged.verdict not in _EXPLAINED:
        return explanation
    return replace(explanation, text=say_explanation(claim, explanation, ()))
