"""What the parts of a register mean to each other: measures that suit their concept and figure.

Each rule gives its faults as (key, what, mend): the key of the part that the fault is about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import get_args

from sources.groups import WORLD_GROUP
from sources.model import Claim, Concept, ConceptKind, FigureUnit, Period, Relation
from sources.register_schema import ClaimPart, StatementPart

RuleFault = tuple[str, str, str]

WORLD_PREFIX = "world:"
"""Begins an operand that is the world's, where the paper does not state it."""

FIGURE_UNITS: tuple[FigureUnit, ...] = get_args(FigureUnit)


@dataclass(frozen=True)
class MeasureRule:
    """What a measure asks for.

    Attributes:
        kinds: The kinds of concept that it measures; empty where it measures none.
        unit: The unit of its figure; empty where that is the concept's.
        is_mean: Whether it is a mean over countries, which has a weighting.
        has_group: Whether it is about a group.
        has_period: Whether it is about a period.
    """

    kinds: tuple[ConceptKind, ...]
    unit: FigureUnit | None
    is_mean: bool = False
    has_group: bool = True
    has_period: bool = True


MEASURES: Mapping[str, MeasureRule] = MappingProxyType(
    {
        "total": MeasureRule(("stock", "flow"), None),
        "share": MeasureRule(("stock", "flow"), "percent"),
        "growth": MeasureRule(("stock", "flow"), "percent"),
        "mean_growth": MeasureRule(("rate",), "percent", is_mean=True),
        "difference": MeasureRule(("rate",), "percentage_points", is_mean=True),
        "count": MeasureRule((), "number", has_period=False),
        "elapsed": MeasureRule((), "years", has_group=False, has_period=False),
    }
)
"""The one table of what may be measured how."""

_ABOUT_THE_WORLD = ("share", "difference", "count")


def claim_faults(
    part: ClaimPart, statement: StatementPart, claim: Claim, concept: Concept | None
) -> Iterator[RuleFault]:
    """What is wrong with a claim whose keys are each well formed.

    Args:
        part: The claim as the register writes it.
        statement: The statement it stands in.
        claim: The claim with its statement's group, period and weighting.
        concept: The concept that it measures; None where it names none, or an unknown one.
    """
    yield from _override_faults(part, claim)
    if part.unverifiable is not None:
        yield from _unverifiable_faults(part)
    elif part.measure is None:
        yield "id", "the claim has neither `measure` nor `unverifiable`", "Add one of the two"
    else:
        rule = MEASURES[part.measure]
        yield from _indicator_faults(part, rule, concept)
        yield from _unit_faults(part, claim, rule, concept)
        yield from _reading_faults(part, claim, rule)
        if rule.has_period and part.period is None and statement.period is None:
            yield "measure", f"the measure {part.measure!r} needs a period", "Add `period: latest`"
        yield from _span_faults(claim, concept)


def window_faults(period: Period | None, window: tuple[int, int] | None) -> Iterator[RuleFault]:
    """Where a declared period lies outside the window of years that its statement has tried."""
    if period is None or window is None:
        return
    first, last = window
    years = {year for year in (period.start, period.end) if year is not None}
    for year in sorted(year for year in years if not first <= year <= last):
        what = f"the declared year {year} lies outside the window {first} to {last}"
        yield "period", what, "Widen `period` under `readings`, or mend the declared period"


def relation_faults(relation: Relation, claims: Mapping[str, Claim]) -> Iterator[RuleFault]:
    """What is wrong with a relation whose operands exist.

    Args:
        relation: The relation.
        claims: The register's claims by id, without those that are faulty themselves.
    """
    has_result = relation.kind in ("product", "difference")
    if has_result and not relation.result:
        yield "kind", f"a {relation.kind} needs a result", "Add `result:`"
    if not has_result and relation.result:
        yield "result", f"a relation of kind {relation.kind!r} has no result", "Take it away"
    operands = {key: getattr(relation, key) for key in ("left", "right", "result")}
    named = [name for name in operands.values() if name]
    if len(set(named)) < len(named):
        yield "kind", "the relation names the same figure twice", "Name each figure once"
    if all(name.startswith(WORLD_PREFIX) for name in named):
        yield "kind", "the relation names no figure of the paper", "Name at least one claim"
    figures = {key: claims[name].figure for key, name in operands.items() if name in claims}
    for key, figure in figures.items():
        if figure.first is not None:
            yield key, f"{operands[key]!r} states two figures", "Name a claim of one figure"
    units = {figure.unit for figure in figures.values()} - {"percentage_points"}
    if relation.kind != "product" and len(units) > 1:
        what = f"the relation compares {' with '.join(sorted(units))}"
        yield "kind", what, "Name figures of one unit"


def _override_faults(part: ClaimPart, claim: Claim) -> Iterator[RuleFault]:
    overrides = [key for key in ("hedge", "quantum") if getattr(part, key) is not None]
    if overrides and not part.reason:
        what = f"{overrides[0]!r} overrides what the phrase says and gives no reason"
        yield overrides[0], what, "Add `reason:`"
    if part.reason and not overrides:
        yield "reason", "a reason is given, and nothing is overridden", "Make it a `note:`"
    if part.hedge is not None and part.hedge == claim.figure.hedge:
        yield "hedge", f"the phrase itself says {part.hedge!r}", "Take the override away"


def _unverifiable_faults(part: ClaimPart) -> Iterator[RuleFault]:
    for key in ("measure", "indicator", "group", "period", "weighting", "since"):
        if getattr(part, key):
            what = f"an unverifiable claim has no {key!r}"
            yield key, what, "Take it away, or take `unverifiable` away"


def _indicator_faults(
    part: ClaimPart, rule: MeasureRule, concept: Concept | None
) -> Iterator[RuleFault]:
    if not rule.kinds and part.indicator:
        yield "indicator", f"a claim of measure {part.measure!r} has no indicator", "Take it away"
    if rule.kinds and not part.indicator:
        yield "measure", f"the measure {part.measure!r} needs an indicator", "Add `indicator:`"
    if rule.kinds and concept is not None and concept.kind not in rule.kinds:
        what = f"{concept.id!r} is a {concept.kind}, which has no {part.measure!r}"
        fitting = [name for name, other in MEASURES.items() if concept.kind in other.kinds]
        yield "measure", what, f"A {concept.kind} has {', '.join(fitting)}"


def _unit_faults(
    part: ClaimPart, claim: Claim, rule: MeasureRule, concept: Concept | None
) -> Iterator[RuleFault]:
    # Money other than US$ is a number to the grammar; a total of persons it is not.
    stated = claim.figure.currency.lower() or claim.figure.unit
    needed = rule.unit or (concept and _figure_unit(concept, stated))
    if needed and stated != needed:
        what = f"the phrase states {stated}; the measure {part.measure!r} needs {needed}"
        yield "phrase", what, "Mend the measure or the indicator, or quote the figure with its unit"
    if part.unit and not _is_documented(part.unit, stated, concept):
        yield "unit", f"the phrase states {stated}, not {part.unit}", "Mend the unit"


def _figure_unit(concept: Concept, stated: str) -> str:
    """The unit that a figure about a concept has: "persons" and "heads" are printed as numbers."""
    is_printed = concept.unit in FIGURE_UNITS or concept.unit.lower() == stated
    return concept.unit.lower() if is_printed else "number"


def _is_documented(unit: str, stated: str, concept: Concept | None) -> bool:
    """Whether a unit that the register writes for people agrees with what the phrase states."""
    if unit in FIGURE_UNITS or stated != "number":
        return unit == stated
    return concept is None or unit == concept.unit


def _reading_faults(part: ClaimPart, claim: Claim, rule: MeasureRule) -> Iterator[RuleFault]:
    if rule.is_mean and not claim.weighting:
        yield "measure", "a mean over countries needs a weighting", "Add `weighting: weighted`"
    if not rule.is_mean and part.weighting:
        yield "weighting", f"the measure {part.measure!r} has no weighting", "Take it away"
    if rule.has_group and not claim.group:
        yield "measure", f"the measure {part.measure!r} needs a group", "Add `group:`"
    if claim.group == WORLD_GROUP and part.measure in _ABOUT_THE_WORLD:
        what = f"the measure {part.measure!r} holds a group against the world"
        yield ("group" if part.group else "measure"), what, "Name another group"
    if part.measure == "elapsed" and not part.since:
        yield "measure", "elapsed time needs a beginning", "Add `since:`, a month such as 2013-09"
    if part.measure != "elapsed" and part.since:
        yield "since", f"the measure {part.measure!r} has no `since`", "Take it away"


def _span_faults(claim: Claim, concept: Concept | None) -> Iterator[RuleFault]:
    is_span = claim.period.start != claim.period.end
    is_pair = claim.figure.first is not None
    if is_pair and claim.measure != "share":
        what = f"the phrase states two figures, and {claim.measure!r} measures one"
        yield "phrase", what, "Quote one figure a claim, or measure a share"
    elif is_pair and not is_span:
        what = "a figure that went from one value to another needs a period of several years"
        yield "phrase", what, "Write `period: 2013-latest`, or 2013-2017"
    elif is_span and not is_pair and claim.measure == "share":
        yield "measure", "a share is of one year", "Name one year, or latest"
    elif is_span and claim.measure == "total" and concept and concept.kind == "stock":
        what = f"{concept.id!r} is a stock, which is not summed over years"
        yield "measure", what, "Name one year, or latest"
