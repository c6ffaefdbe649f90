"""What the parts of a register mean to each other: measures that suit their concept and figure.

Each rule gives its faults as (key, what, mend): the key of the part that the fault is about.

What a paper's figures can be checked against, told from its register alone, without its text.

A claim is checked against *data* (an indicator measures it), against a *list* or the *calendar*
(counts of members, elapsed time), or by *arithmetic* only (a relation to other figures of the
paper); what is left is not checkable, and the register says why.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from sources.errors import FigureError
from sources.figures.excess import excess_behind, words_around
from sources.figures.numbers.numerals import scale_told
from sources.model import Claim, Concept, Figure, Means, Paper, Period, StatedRelation
from sources.reference.concepts import in_local_currency
from sources.reference.groups import WORLD_GROUP
from sources.reference.told_units import PRINTED_UNITS, told_unit
from sources.reference.units import UNITS
from sources.registers.measures import (
    COMPLEMENTS,
    COUNTRIES,
    MEASURES,
    OF_SHARES,
    PRODUCTS,
    MeasureRule,
    is_share_over_time,
    parse_condition,
)
from sources.registers.register_claims import NamedOperands
from sources.registers.schema import ClaimPart, StatementPart
from sources.registers.units import (
    FIGURE_UNITS,
    clash_of_units,
    is_in_per_cent,
    unit_named,
    units_of_level,
    units_stated,
)

RuleFault = tuple[str, str, str]

WORLD_PREFIX = "world:"
"""Begins an operand that is the world's, where the paper does not state it."""

FIRST = ":first"
"""Ends an operand that is the first figure of a pair."""

WITH_RESULT = frozenset({"product", "difference", "change", "growth"})
OF_PAIRS = frozenset({"change", "growth"})

_AGAINST = ("share", "difference", "comparison", "ratio")
"""Measures that hold an area against another."""


def claim_faults(
    part: ClaimPart,
    statement: StatementPart,
    claim: Claim,
    named: NamedOperands,
    other: Concept | None = None,
) -> Iterator[RuleFault]:
    """What is wrong with a claim whose keys are each well formed.

    Args:
        part: The claim as the register writes it.
        statement: The statement it stands in.
        claim: The claim with its statement's area, period and weighting.
        named: What it names, found.
        other: The concept that ``of`` or ``to`` names, where one does.
    """
    concept = named.concept
    yield from _override_faults(part, claim)
    if part.unverifiable is not None:
        yield from _unverifiable_faults(part)
    elif claim.measure is None:
        yield "id", "the claim has neither `measure` nor `unverifiable`", "Add one of the two"
    else:
        rule = MEASURES[claim.measure]
        yield from _indicator_faults(part, claim, rule, concept)
        yield from _operand_faults(part, claim, rule, concept)
        yield from _level_faults(named.level, concept)
        stating = other if claim.measure in PRODUCTS and is_in_per_cent(concept) else concept
        yield from _unit_faults(part, claim, rule, stating)
        yield from _scale_faults(part, claim, rule, stating)
        yield from _reading_faults(part, claim, rule, concept)
        yield from _set_faults(claim)
        needs_period = rule.needs_period and (claim.measure != "count" or part.indicator)
        if needs_period and part.period is None and statement.period is None:
            yield "measure", f"the measure {part.measure!r} needs a period", "Add `period: latest`"
        yield from _span_faults(claim, rule, concept)


def window_faults(period: Period | None, window: tuple[int, int] | None) -> Iterator[RuleFault]:
    """Where a declared period lies outside the window of years that its statement has tried."""
    if period is None or window is None:
        return
    first, last = window
    years = {year for year in (period.start, period.end) if year is not None}
    for year in sorted(year for year in years if not first <= year <= last):
        what = f"the declared year {year} lies outside the window {first} to {last}"
        yield "period", what, "Widen `period` under `readings`, or mend the declared period"


def relation_faults(relation: StatedRelation, claims: Mapping[str, Claim]) -> Iterator[RuleFault]:
    """What is wrong with a relation whose operands exist.

    Args:
        relation: The relation.
        claims: The register's claims by id, without those that are faulty themselves.
    """
    has_result = relation.kind in WITH_RESULT
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
    figures = {
        key: claims[name.removesuffix(FIRST)].figure
        for key, name in operands.items()
        if name.removesuffix(FIRST) in claims
    }
    for key, figure in figures.items():
        if figure.first is not None and relation.kind not in OF_PAIRS:
            yield key, f"{operands[key]!r} states two figures", "Name a claim of one figure"
    units = {figure.unit for figure in figures.values()} - {"percentage_points"}
    if relation.kind not in {"product", "growth"} and len(units) > 1:
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
    for key in (
        "measure", "indicator", "area", "group", "to", "of", "among", "order", "period",
        "weighting", "since",
    ):  # fmt: skip
        if getattr(part, key):
            what = f"an unverifiable claim has no {key!r}"
            yield key, what, "Take it away, or take `unverifiable` away"


def _indicator_faults(
    part: ClaimPart, claim: Claim, rule: MeasureRule, concept: Concept | None
) -> Iterator[RuleFault]:
    if not rule.kinds and part.indicator:
        yield "indicator", f"a claim of measure {part.measure!r} has no indicator", "Take it away"
    if rule.kinds and not part.indicator and claim.measure != "count":
        yield "measure", f"the measure {part.measure!r} needs an indicator", "Add `indicator:`"
    if rule.kinds and concept is not None and concept.kind not in rule.kinds:
        what = f"{concept.id!r} is a {concept.kind}, which has no {part.measure!r}"
        fitting = [name for name, other in MEASURES.items() if concept.kind in other.kinds]
        yield "measure", what, f"A {concept.kind} has {', '.join(fitting)}"
    if claim.measure in COMPLEMENTS and concept is not None and concept.unit != "percent":
        what = f"{concept.id!r} is in {concept.unit}, and only a per cent has a complement"
        yield "measure", what, "Name an indicator in per cent"


def _operand_faults(
    part: ClaimPart, claim: Claim, rule: MeasureRule, concept: Concept | None
) -> Iterator[RuleFault]:
    for key in ("to", "of", "among", "order"):
        if getattr(part, key) and key not in rule.operands:
            what = f"the measure {part.measure!r} has no {key!r}"
            takers = [name for name, other in MEASURES.items() if key in other.operands]
            yield key, what, f"Take it away; {', '.join(takers)} have one"
        elif key in rule.needs and not getattr(part, key):
            yield "measure", f"the measure {part.measure!r} needs {key!r}", f"Add `{key}:`"
    has_span = claim.period.start is not None and claim.period.start != claim.period.end
    # A difference of rates is from the world, where nothing else is named.
    compares = claim.measure in ("ratio", "comparison") or (
        claim.measure == "difference" and concept is not None and concept.summable
    )
    if compares and not (claim.to or claim.of or has_span):
        what = f"the measure {part.measure!r} needs what it compares with"
        yield "measure", what, "Add `to:`, an area, an indicator or an earlier year"
    is_change = claim.measure in OF_SHARES or (part.to and not claim.to)
    if is_change and claim.of and concept is not None and not concept.summable:
        what = f"{concept.id!r} is a {concept.kind}, of which no area has a share"
        yield "of", what, "Take it away, or name what the areas have parts of"
    if claim.measure == "count":
        yield from _count_faults(part, claim, concept)


def _count_faults(part: ClaimPart, claim: Claim, concept: Concept | None) -> Iterator[RuleFault]:
    if part.indicator and not part.to:
        what = "a count of areas by an indicator needs the level that they pass"
        yield "measure", what, 'Add `to:`, such as "more than 100 million"'
    elif part.to and not part.indicator:
        yield "to", "a count of members has no level to pass", "Add `indicator:`, or take it away"
    if part.to and concept is not None:
        try:
            parse_condition(claim.to, claim.order)
        except FigureError as error:
            yield "to", error.what, error.mend


def _level_faults(level: Figure | None, concept: Concept | None) -> Iterator[RuleFault]:
    """What a count or a threshold is held against must be in the unit of what is measured."""
    if level is None or concept is None:
        return
    stated = level.currency.lower() or level.unit
    is_part = concept.summable and stated == "percent"
    allowed = units_of_level(concept, stated)
    if stated not in allowed and not is_part:
        what = f"the level is in {stated}; {concept.id!r} is in {concept.unit}"
        yield "to", what, f"Write a level in {' or '.join(allowed)}"


_FOR_EVERY = re.compile(
    r"\b(?:per|for every|for each|in every|out of every|of every|of each)\s+"
    r"(?:\d|hundred|thousand|million)",
    re.IGNORECASE,
)


def _unit_faults(
    part: ClaimPart, claim: Claim, rule: MeasureRule, concept: Concept | None
) -> Iterator[RuleFault]:
    # Money other than US$ is a number to the grammar; a total of persons it is not.
    stated = claim.figure.currency.lower() or claim.figure.unit
    is_share = concept is not None and is_share_over_time(claim, concept)
    states = "points" if is_share and rule.states == "change" else rule.states
    needed = units_stated(states, concept, stated)
    if needed and stated not in needed:
        said = " or ".join(needed)
        what = f"the phrase states {stated}; the measure {part.measure!r} needs {said}"
        yield "phrase", what, _mend_of_units(claim, concept)
    elif states in ("level", "change") and concept is not None:
        named = unit_named(claim.phrase, claim.figure)
        # "129 women die for every 100,000 births" is a rate, told by whom it counts.
        is_counted = named == "persons" and _FOR_EVERY.search(claim.sentence) is not None
        if clash_of_units(concept, named) and not is_counted:
            what = f"the phrase states {named}; {concept.id!r} is in {concept.unit}"
            yield "phrase", what, "Name an indicator in that unit, or quote the figure without it"
    word = excess_behind(words_around(claim.phrase, claim.figure, claim.sentence)[1])
    if claim.measure == "ratio" and _is_multiplied(claim):
        what = f"“{claim.figure.text}” states a growth of {claim.figure.value:f}%, not a ratio"
        yield "phrase", what, "Write `measure: growth`, with `period: 2000-2015`"
    elif claim.measure == "ratio" and claim.figure.unit == "percent" and word:
        what = f"“{claim.phrase}” tells by how much one is {word} than the other, and no ratio"
        yield "phrase", what, "Write `measure: excess`; of an earlier year, `measure: growth`"
    elif claim.measure == "excess" and not claim.figure.direction:
        what = f"neither “{claim.phrase}” nor its sentence says which of the two has more"
        yield "phrase", what, "Quote the word that does: 62% higher than, a third lower than"
    if part.unit in PRINTED_UNITS and concept is not None and told_unit(part.unit, concept) is None:
        what = f"the figure is in {UNITS[part.unit].label}; {concept.id!r} is in {concept.unit}"
        yield "unit", what, "Name an indicator in that unit"
    elif part.unit and not _is_documented(part.unit, stated, concept):
        yield "unit", f"the phrase states {stated}, not {part.unit}", "Mend the unit"


def _scale_faults(
    part: ClaimPart, claim: Claim, rule: MeasureRule, concept: Concept | None
) -> Iterator[RuleFault]:
    """A scale is of a bare number of things or money that tells none itself."""
    text, unit = claim.figure.text, claim.figure.unit
    own = scale_told(text) if part.scale else ""
    if own:
        what = f"“{text}” tells its own scale, “{own}”"
        yield "scale", what, f"Leave out `scale`, or quote the number without “{own}”"
    elif part.scale and (
        rule.states not in ("level", "change")
        or unit not in ("number", "usd")
        or (concept is not None and concept.unit in ("percent", "years"))
    ):
        what = f"“{text}” is counted in no {part.scale}s: a scale is of things, or of money"
        yield "scale", what, "Leave out `scale`"


def _is_multiplied(claim: Claim) -> bool:
    """Whether a verb states a growth: what "doubled" is twice as much, and 100% more."""
    figure = claim.figure
    is_rise = figure.unit == "percent" and figure.direction == "increase"
    return is_rise and not re.search(r"\d|per ?cent|%", figure.text)


def _mend_of_units(claim: Claim, concept: Concept | None) -> str:
    """What to do about a unit; for money in another currency, the series that is in it."""
    own = "" if concept is None else in_local_currency(concept)
    if claim.figure.currency and own:
        return f"Name the series in local currency, {own}, or quote the figure in US$"
    if claim.figure.currency:
        return "Name a series in current US$, which is converted, or quote the figure in US$"
    return "Mend the measure or the indicator, or quote the figure with its unit"


def _is_documented(unit: str, stated: str, concept: Concept | None) -> bool:
    """Whether a unit that the register writes for people agrees with what the phrase states."""
    if unit in PRINTED_UNITS and stated == "number":
        return True
    if unit in FIGURE_UNITS or stated != "number":
        return unit.lower() == stated
    return concept is None or unit == concept.unit


def _reading_faults(
    part: ClaimPart, claim: Claim, rule: MeasureRule, concept: Concept | None
) -> Iterator[RuleFault]:
    if part.weighting and (concept is None or concept.summable):
        yield "weighting", f"the measure {part.measure!r} has no weighting", "Take it away"
    is_ranging = claim.measure == "count" and claim.among
    if rule.has_group and not claim.group and not is_ranging:
        yield "measure", f"the measure {part.measure!r} needs an area", "Add `area:`"
    yield from _world_faults(part, claim)
    if claim.measure == "elapsed" and not part.since:
        yield "measure", "elapsed time needs a beginning", "Add `since:`, a month such as 2013-09"
    if claim.measure != "elapsed" and part.since:
        yield "since", f"the measure {part.measure!r} has no `since`", "Take it away"
    bound = claim.hedge if claim.hedge is not None else claim.figure.hedge
    if claim.measure in ("each", "most") and bound not in ("lower", "upper"):
        what = f"the measure {part.measure!r} needs a bound"
        yield "phrase", what, "Quote it: more than, at least, below, at most"


def _set_faults(claim: Claim) -> Iterator[RuleFault]:
    if claim.group and claim.among == claim.group:
        yield "among", "an area ranges over nothing but itself", "Name the set it is a part of"
    if claim.measure == "rank" and claim.figure.value == 0:
        yield "phrase", "the phrase names no place", "Quote it: second, among the ten highest"


def _world_faults(part: ClaimPart, claim: Claim) -> Iterator[RuleFault]:
    if claim.group != WORLD_GROUP:
        return
    key = "group" if part.group else "area" if part.area else "measure"
    has_other = bool(claim.to or claim.of) and WORLD_GROUP not in (claim.to, claim.of)
    has_span = claim.period.start is not None and claim.period.start != claim.period.end
    by_default = claim.measure == "share" or (claim.measure == "difference" and not has_span)
    by_default |= claim.measure in OF_SHARES and bool(claim.of)
    is_held = by_default or bool(claim.to or claim.of)
    if claim.measure in (*_AGAINST, *OF_SHARES) and not has_other and is_held:
        what = f"the measure {part.measure!r} holds an area against the world"
        yield key, what, "Name another area"
    if claim.measure == "count" and not part.indicator:
        yield key, "the members of the world are in no list", "Name another area"
    if claim.measure in ("each", "most", "rank", "extreme"):
        what = f"the measure {part.measure!r} is about areas, and the world is all of them"
        yield key, what, f"Name another area; `among: {COUNTRIES}` ranges over all"


def _span_faults(claim: Claim, rule: MeasureRule, concept: Concept | None) -> Iterator[RuleFault]:
    is_span = claim.period.start != claim.period.end
    is_pair = claim.figure.first is not None
    kind = concept.kind if concept else None
    over_time = not (claim.to or claim.of) and claim.measure in _AGAINST
    over_time |= concept is not None and is_share_over_time(claim, concept)
    if is_pair and not rule.takes_pair:
        what = f"the phrase states two figures, and {claim.measure!r} measures one"
        yield "phrase", what, "Quote one figure a claim, or measure a value or a share"
    elif is_pair and not is_span:
        what = "a figure that went from one value to another needs a period of several years"
        yield "phrase", what, "Write `period: 2013-latest`, or 2013-2017"
    elif is_span and not is_pair and claim.measure == "share":
        yield "measure", "a share is of one year", "Name one year, or latest"
    elif is_span and not is_pair and kind and kind not in rule.spans and not over_time:
        ways = "`measure: change` or `mean`" if kind not in ("stock",) else "`measure: change`"
        what = f"{claim.indicator!r} is a {kind}, which is not summed over years"
        yield "measure", what, f"Name one year, or latest; or write {ways}"
    elif not is_span and claim.measure in ("sum", "mean", "compound_growth"):
        what = f"the measure {claim.measure!r} is over several years"
        yield "measure", what, "Write `period: 2013-2017`"


MEANS: Mapping[Means, str] = {
    "data": "against data",
    "list": "against a list of countries",
    "calendar": "against the calendar",
    "arithmetic": "by arithmetic with other figures only",
    "none": "by nothing at hand",
}
"""The means of checking in words, in the order in which they are listed."""

_WITHOUT_DATA = "no source at hand has what would measure it"


@dataclass(frozen=True)
class ClaimCheck:
    """What one claim can be checked against; ``reason`` says why not, where data cannot."""

    claim_id: str
    means: Means
    reason: str = ""


@dataclass(frozen=True)
class Checks:
    """What each claim of a paper can be checked against, in the order of the register."""

    checks: tuple[ClaimCheck, ...]

    @property
    def counts(self) -> Mapping[Means, int]:
        """How many claims each means checks, those of none included; they add up to all claims."""
        found = Counter(check.means for check in self.checks)
        return {means: found[means] for means in MEANS}

    def share(self, means: Means) -> float:
        """The share of the paper's claims that a means checks, a fraction; 0 without claims."""
        return self.counts[means] / len(self.checks) if self.checks else 0.0


def check_means(paper: Paper, without_data: Collection[str] = ()) -> Checks:
    """What each claim of a paper can be checked against.

    Args:
        paper: The register.
        without_data: The ids of claims for which a run had nothing at hand that measures them;
            without a run, every claim that an indicator measures counts as checked against data.
    """
    related = {
        operand
        for relation in paper.relations
        for operand in (relation.left, relation.right, relation.result)
    }
    return Checks(tuple(_check(claim, related, without_data) for claim in paper.claims))


def _check(claim: Claim, related: Collection[str], without_data: Collection[str]) -> ClaimCheck:
    has_data = bool(claim.indicator) and claim.id not in without_data
    if has_data:
        return ClaimCheck(claim.id, "data")
    is_listed = claim.measure == "count" and not claim.indicator
    if (claim.measure == "elapsed" or is_listed) and claim.id not in without_data:
        return ClaimCheck(claim.id, "list" if claim.measure == "count" else "calendar")
    reason = claim.unverifiable.reason if claim.unverifiable else _WITHOUT_DATA
    return ClaimCheck(claim.id, "arithmetic" if claim.id in related else "none", reason)
