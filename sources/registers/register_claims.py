"""A claim with what its statement says for it, and a statement's readings with what is declared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from sources.figures.excess import way_of_excess, words_around
from sources.figures.falls import FALLEN, as_fall, fallen
from sources.model import (
    Axes,
    Claim,
    Concept,
    Figure,
    FigureUnit,
    Group,
    HowRead,
    Period,
    Unverifiable,
    Weighting,
)
from sources.registers.measures import MEASURES, SYNONYMS
from sources.registers.schema import ClaimPart, HowReadPart, ReadingsPart, StatementPart


@dataclass(frozen=True)
class NamedOperands:
    """What a claim names, found: its area, its concept and its operands as the cube knows them.

    Attributes:
        group: The area, None where there is none.
        concept: What is measured, None where there is nothing.
        to: Canonical: an area's expression, an indicator's id, a condition's words.
        of: The same.
        among: The set that is ranged over.
        from_year: The earlier year that ``to`` names.
        is_among_groups: Whether the set is one of groups.
        is_whole: Whether all that it names was found.
        level: What a count or a threshold has in ``to``, where that is a level.
    """

    group: Group | None = None
    concept: Concept | None = None
    to: str = ""
    of: str = ""
    among: str = ""
    from_year: int | None = None
    is_among_groups: bool = False
    is_whole: bool = True
    level: Figure | None = None


def measure_of(part: ClaimPart) -> str | None:
    """The measure that a claim names, by its present name."""
    return SYNONYMS.get(part.measure, part.measure) if part.measure else None


def period_of(part: ClaimPart, statement: StatementPart) -> Period | None:
    """The period that a claim names, or its statement for it."""
    rule = MEASURES.get(measure_of(part) or "")
    has_period = rule is not None and measure_of(part) != "elapsed" and rule.has_group
    return (part.period or statement.period) if has_period else None


def resolve_claim(
    part: ClaimPart,
    statement: StatementPart,
    figure: Figure,
    line: int,
    named: NamedOperands,
    claim_id: str,
) -> Claim:
    """The claim with its statement's area, period and weighting where it names none."""
    measure = measure_of(part)
    period = period_of(part, statement) or Period(None, None)
    if named.from_year is not None:
        period = Period(named.from_year, period.end)
        measure = "change" if measure == "difference" else measure
    missing, reading = part.unverifiable, part.reading
    is_ordered = measure is not None and "order" in MEASURES[measure].operands
    return Claim(
        id=claim_id,
        statement_id=statement.id,
        phrase=part.phrase,
        figure=_told(part, figure, measure, named.concept),
        measure=measure,
        indicator=named.concept.id if named.concept else part.indicator,
        group=named.group.id if named.group else "",
        period=period,
        weighting=_weighting(part, statement, named),
        since=part.since or "",
        unverifiable=Unverifiable(missing.reason, missing.who_would_know) if missing else None,
        hedge=part.hedge,
        quantum=part.quantum,
        override_reason=part.reason,
        note=part.note,
        prefix=part.prefix,
        suffix=part.suffix,
        line=line,
        to=named.to,
        of=named.of,
        among=named.among,
        order=(part.order or "highest") if is_ordered else "",
        sentence=part.sentence,
        page=part.page,
        how_read=None if reading is None else _how_read(reading),
    )


def _how_read(part: HowReadPart) -> HowRead:
    """A reading's state; a period beside its own counts only while nobody is sure of it."""
    other = part.or_period if part.state == "unsure" else None
    return HowRead(part.state, part.by, part.at, part.why, other)


def in_stated_unit(part: ClaimPart, figure: Figure) -> Figure:
    """A bare number in per cent or in points, where its register says so, as a table's head did."""
    is_bare = figure.unit == "number" and not figure.currency
    unit = next((one for one in _TOLD_BY_HEADS if one == part.unit), None)
    if unit is None or not is_bare:
        return figure
    first = None if figure.first is None else in_stated_unit(part, figure.first)
    return replace(figure, unit=unit, first=first)


_TOLD_BY_HEADS: tuple[FigureUnit, ...] = ("percent", "percentage_points")


def _told(part: ClaimPart, figure: Figure, measure: str | None, concept: Concept | None) -> Figure:
    """The figure with the direction and the scale that its words, or its register, give it."""
    if part.scale:
        figure = _times(figure, SCALES[part.scale])
    # "Rose by 5 points" is of per cents, where what changes is one.
    is_part = concept is not None and (concept.unit == "percent" or bool(part.of))
    if is_part and measure in ("change", "difference") and figure.noun == "points":
        figure = replace(figure, unit="percentage_points")
    if measure == "ratio" and figure.unit == "percent" and figure.hedge_text.lower() == NEAR:
        return _around_one(figure)
    if measure == "excess":
        told = way_of_excess(*words_around(part.phrase, figure, part.sentence))
        return replace(figure, direction=part.direction or told or "")
    if part.direction == FALLEN:
        return fallen(figure, measure)
    before, after = part.phrase[: figure.start], part.phrase[figure.end :]
    return as_fall(figure, before, measure, concept, after)


NEAR = "within"
"""The word that makes a part of another how far one may lie from it, on either side."""


def _around_one(figure: Figure) -> Figure:
    """How near one is to another as what the one may be of it: "within 10% of" is 90% to 110%."""
    whole = Decimal(100)
    return replace(figure, value=whole - figure.value, top=whole + figure.value, hedge="none")


SCALES = MappingProxyType(
    {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
)
"""What a figure under a head such as "Population (millions)" is multiplied with."""


def _times(figure: Figure, factor: int) -> Figure:
    """A figure, or the two of a pair, in the scale that stands elsewhere."""
    return replace(
        figure,
        value=figure.value * factor,
        quantum=figure.quantum * factor,
        top=None if figure.top is None else figure.top * factor,
        first=None if figure.first is None else _times(figure.first, factor),
    )


def _weighting(part: ClaimPart, statement: StatementPart, named: NamedOperands) -> Weighting:
    """A mean over countries is weighted, where its concept has weights, unless the text says so."""
    concept, group = named.concept, named.group
    if concept is None or concept.summable or (group is None and not named.is_among_groups):
        return part.weighting or ""
    stated = part.weighting or statement.weighting
    if stated:
        return stated
    is_one = group is not None and len(group.members) == 1 and not group.aggregate
    if is_one and not named.is_among_groups:
        return ""
    has_row = group is not None and bool(group.aggregate)
    return "weighted" if may_be_weighed(concept) or has_row else "simple"


def may_be_weighed(concept: Concept) -> bool:
    """Whether it is known what weighs a mean of a concept over areas, or whether it has sums."""
    is_growth = concept.kind == "rate" and concept.unit == "percent"
    return concept.summable or bool(concept.weight) or is_growth


def statement_axes(
    readings: ReadingsPart,
    claims: Iterable[Claim],
    groups: Iterable[str],
    others: Mapping[str, Iterable[str]],
) -> Axes:
    """The readings of a statement, what its claims declare being the first of them.

    Args:
        readings: What the register lists.
        claims: The statement's.
        groups: The areas that the register lists, as the cube knows them.
        others: For an area of a claim, the same group at other dates.
    """
    claims = tuple(claims)
    weightings = _distinct(claim.weighting for claim in claims)
    indicators = _distinct([claim.indicator for claim in claims] + readings.indicator)
    own = [claim.group for claim in claims]
    dated = [other for name in own for other in others.get(name, ())]
    return Axes(
        groups=_distinct([*own, *groups, *dated]),
        window=readings.period,
        weightings=_distinct([*weightings, *readings.weighting]) if weightings else (),
        indicators=indicators if readings.indicator else (),
        sources=tuple(readings.source),
        vintages=tuple(readings.vintage),
        means=tuple(readings.means),
    )


def _distinct(values: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(value for value in values if value))
