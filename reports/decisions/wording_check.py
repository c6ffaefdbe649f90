"""Whether a proposed wording would hold: judged by the rules that the figure it replaces was. Pure.

A correction that puts one wrong figure in the place of another does harm, so what a reviewer writes
is held against the same editions. Its figure is read by the grammar that reads papers, and admits
what its own digits and hedge say ("about 31%" more than "31%").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal, cast

from expectations.judging.tolerance import admits, admits_first, is_inside, way_of
from expectations.outcomes import ComputedReading
from expectations.wording.phrases import say_reading
from expectations.wording.rewordings import say_agreement, say_unread
from reports.findings.claim_model import ClaimEntry
from reports.findings.reading_model import EvidenceEntry, StatedEntry
from sources.figures.parse import find_figures
from sources.model import Claim, Figure, FigureUnit

Agreement = Literal["all", "some", "none", "unread"]

_UNITS = {"fraction": "percent", "fraction_difference": "percentage_points", "persons": "number"}
"""Units of `findings.json`, and how a figure prints them."""
_PARTS = frozenset({"percent", "percentage_points"})
_WORD = re.compile(r"(?:thousand|million|billion|trillion)|\d\s?(?:k|m|bn?|tn?)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Rewording:
    """A wording held against what each edition says.

    Attributes:
        agreement: With ``all``, ``some`` or ``none`` of the editions at hand; ``unread`` where the
            wording has no figure of the kind, or several, or there is nothing to hold it against.
        text: The same in a sentence; empty where there is nothing to say.
    """

    agreement: Agreement
    text: str = ""


def judge_wording(claim: ClaimEntry, wording: str) -> Rewording:
    """Hold a wording against the declared reading in every edition at hand.

    Args:
        claim: The claim's entry of `findings.json`.
        wording: How its phrase should read.
    """
    rows = [(row, row.obs_value) for row in claim.declared.evidence if row.obs_value is not None]
    if not rows or not wording:
        return Rewording("unread")
    head = _head_of(claim)
    found = [_below(head, figure, claim.stated) for figure in find_figures(wording)]
    figures = [figure for figure in found if _is_alike(figure, claim.stated)]
    if len(figures) != 1:
        # What a run proposes in another unit was held against the data by it: 47 points for 47%.
        is_proposed = claim.correction is not None and wording == claim.correction.phrase
        return Rewording("unread", "" if is_proposed else say_unread(len(figures)))
    stated = _as_claim(claim, wording, figures[0])
    agreeing: list[str] = []
    other: list[str] = []
    for row, value in rows:
        is_in = _admits(stated, row.obs_first, value)
        (agreeing if is_in else other).append(say_reading(stated, _reading(row, value, is_in)))
    agreement: Agreement = "some" if agreeing and other else "all" if agreeing else "none"
    return Rewording(agreement, say_agreement(figures[0].text, agreeing, other))


def _is_alike(figure: Figure, stated: StatedEntry) -> bool:
    unit = _UNITS.get(stated.unit, stated.unit)
    return figure.unit == unit and (figure.first is None) == (stated.first is None)


def _head_of(claim: ClaimEntry) -> Decimal | None:
    """What the head of a table multiplies the phrase with; None where its own words say all."""
    found = find_figures(claim.phrase)
    stated = claim.stated
    if len(found) != 1 or stated.value is None or not _is_bare(found[0]):
        return None
    own, unit = abs(found[0].value), _UNITS.get(stated.unit, stated.unit)
    parts = 100 if unit in _PARTS else 1
    meant = abs(Decimal(str(stated.value))) * parts
    if unit == "number" and (meant == own or not own):
        return None
    return Decimal(10) ** round((meant / own).log10()) if own and meant else Decimal(1)


def _is_bare(figure: Figure) -> bool:
    return figure.unit == "number" and not figure.currency and not _WORD.search(figure.text)


def _below(head: Decimal | None, figure: Figure, stated: StatedEntry) -> Figure:
    """A bare figure of a wording, in the unit and the scale that stand in the head of its table."""
    if head is None or not _is_bare(figure):
        return figure
    unit = _UNITS.get(stated.unit, stated.unit)
    first = None if figure.first is None else _below(head, figure.first, stated)
    return replace(
        figure,
        value=figure.value * head,
        quantum=figure.quantum * head,
        top=None if figure.top is None else figure.top * head,
        first=first,
        unit=cast("FigureUnit", unit),
        currency=stated.currency,
    )


def _as_claim(claim: ClaimEntry, wording: str, figure: Figure) -> Claim:
    declared = claim.declared
    return Claim(
        id=claim.claim_id,
        statement_id=claim.statement_id,
        phrase=wording,
        figure=figure,
        measure=declared.measure or None,
        indicator=declared.indicator,
        group=declared.group,
    )


def _admits(stated: Claim, before: float | None, value: float) -> bool:
    first = admits_first(stated)
    if first is not None:
        if before is None or not is_inside(before, first):
            return False
        if way_of(stated) * (value - before) < 0:
            return False
    return is_inside(value, admits(stated))


def _reading(row: EvidenceEntry, value: float, is_in: bool) -> ComputedReading:
    names = ("group", "indicator", "start", "end", "source", "vintage", "weighting", "order")
    fields = {name: getattr(row, name) for name in names}
    return ComputedReading(**fields, obs_value=value, obs_first=row.obs_first, is_inside=is_in)
