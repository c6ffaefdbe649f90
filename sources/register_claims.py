"""A claim with what its statement says for it, and a statement's readings with what is declared."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sources.model import Axes, Claim, Figure, Period, Unverifiable, Weighting
from sources.register_rules import MEASURES
from sources.register_schema import ClaimPart, StatementPart


def resolve_claim(part: ClaimPart, statement: StatementPart, figure: Figure, line: int) -> Claim:
    """The claim with its statement's group, period and weighting where it names none."""
    rule = MEASURES.get(part.measure or "")
    has_group = rule is not None and rule.has_group
    period = (part.period or statement.period) if rule is not None and rule.has_period else None
    inherited: Weighting = statement.weighting or "" if rule is not None and rule.is_mean else ""
    missing = part.unverifiable
    return Claim(
        id=part.id,
        statement_id=statement.id,
        phrase=part.phrase,
        figure=figure,
        measure=part.measure,
        indicator=part.indicator,
        group=(part.group or statement.group) if has_group else "",
        period=period or Period(None, None),
        weighting=part.weighting or inherited,
        since=part.since or "",
        unverifiable=Unverifiable(missing.reason, missing.who_would_know) if missing else None,
        hedge=part.hedge,
        quantum=part.quantum,
        override_reason=part.reason,
        note=part.note,
        prefix=part.prefix,
        suffix=part.suffix,
        line=line,
    )


def statement_axes(part: StatementPart, claims: Iterable[Claim]) -> Axes:
    """The readings of a statement, what its claims declare being the first of them."""
    claims = tuple(claims)
    readings = part.readings
    weightings = _distinct(claim.weighting for claim in claims)
    indicators = _distinct([claim.indicator for claim in claims] + readings.indicator)
    return Axes(
        groups=_distinct([claim.group for claim in claims] + readings.group),
        window=readings.period,
        weightings=_distinct([*weightings, *readings.weighting]) if weightings else (),
        indicators=indicators if readings.indicator else (),
        sources=tuple(readings.source),
        vintages=tuple(readings.vintage),
        means=tuple(readings.means),
    )


def _distinct(values: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(value for value in values if value))
