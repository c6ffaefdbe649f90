"""What a stated figure admits, from its digits and its hedge: one table, printed everywhere.

With v the stated value and u the unit of its last significant digit as printed:

- no hedge: rounding to the nearest, v - u/2 to v + u/2;
- about: v - u to v + u;
- a lower bound ("more than"): from v up to, not including, v + u;
- an upper bound ("nearly"): above v - u, up to v;
- a count of things: v itself.

A range ("$50-60 billion") has its own two ends: what the lower end admits below, and the upper end
above. A register may override the hedge or u with a reason; the rule printed then says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Literal

from expectations.outcomes import Bounds
from sources.model import Claim, Figure, FigureUnit

Kind = Literal["none", "about", "lower", "upper", "count"]


@dataclass(frozen=True)
class Rule:
    """One line of the policy: how many u below and above v, and whether each end is in."""

    below: Decimal
    above: Decimal
    is_lower_closed: bool
    is_upper_closed: bool
    text: str


_HALF = Decimal("0.5")
_ONE = Decimal(1)
_ZERO = Decimal(0)

POLICY: Mapping[Kind, Rule] = MappingProxyType(
    {
        "none": Rule(_HALF, _HALF, True, True, "no hedge: v − u/2 to v + u/2"),
        "about": Rule(_ONE, _ONE, True, True, "about: v − u to v + u"),
        "lower": Rule(_ZERO, _ONE, True, False, "a lower bound: v up to, not including, v + u"),
        "upper": Rule(_ONE, _ZERO, False, True, "an upper bound: above v − u, up to v"),
        "count": Rule(_ZERO, _ZERO, True, True, "a count of things: v itself"),
    }
)

SCALES: Mapping[FigureUnit, Decimal] = MappingProxyType(
    {
        "percent": Decimal("0.01"),
        "percentage_points": Decimal("0.01"),
        "usd": _ONE,
        "years": _ONE,
        "number": _ONE,
    }
)
"""From the printed unit to inside units: 63 per cent is 0.63."""


def kind_of(claim: Claim) -> Kind:
    """Which line of the policy a claim falls under."""
    hedge = claim.hedge if claim.hedge is not None else claim.figure.hedge
    if hedge != "none":
        return hedge
    return "count" if _counts_things(claim) else "none"


def _counts_things(claim: Claim) -> bool:
    if claim.measure is not None:
        return claim.measure in {"count", "rank", "extreme", "threshold"}
    figure = claim.figure
    is_bare = figure.unit == "number" and not figure.currency and bool(figure.noun)
    return is_bare and figure.quantum < 10 and figure.value == figure.value.to_integral_value()


def admits(claim: Claim) -> Bounds:
    """What the claim's figure admits; of a pair, its second figure."""
    return _bounds(claim, claim.figure)


def admits_first(claim: Claim) -> Bounds | None:
    """What the first figure of a pair admits; None where the claim is no pair."""
    first = claim.figure.first
    return None if first is None else _bounds(claim, first)


def _bounds(claim: Claim, figure: Figure) -> Bounds:
    if is_fall(claim):
        return _negated(_rising_bounds(claim, figure))
    return _rising_bounds(claim, figure)


_CHANGES = frozenset({"growth", "mean_growth", "compound_growth", "change", "difference"})


def is_fall(claim: Claim) -> bool:
    """Whether a change is stated as a fall: "fell by 5%" is a growth of minus 5%."""
    figure = claim.figure
    is_single = figure.first is None and figure.value > 0
    return claim.measure in _CHANGES and figure.direction == "decrease" and is_single


def _negated(bounds: Bounds) -> Bounds:
    return Bounds(
        value=-bounds.value,
        lower=-bounds.upper,
        upper=-bounds.lower,
        is_lower_closed=bounds.is_upper_closed,
        is_upper_closed=bounds.is_lower_closed,
        rule=f"{bounds.rule}; stated as a fall, so below zero",
    )


def _rising_bounds(claim: Claim, figure: Figure) -> Bounds:
    rule = POLICY[kind_of(claim)]
    quantum = claim.quantum if claim.quantum is not None else figure.quantum
    scale = SCALES[figure.unit]
    top = figure.top if figure.top is not None else figure.value
    return Bounds(
        value=float(figure.value * scale),
        lower=float((figure.value - rule.below * quantum) * scale),
        upper=float((top + rule.above * quantum) * scale),
        is_lower_closed=rule.is_lower_closed,
        is_upper_closed=rule.is_upper_closed,
        rule=_say_rule(claim, rule),
    )


def _say_rule(claim: Claim, rule: Rule) -> str:
    if claim.hedge is None and claim.quantum is None:
        return rule.text
    return f"{rule.text} (set in the register: {claim.override_reason})"


def is_inside(value: float, bounds: Bounds) -> bool:
    """Whether a value lies in what a figure admits; NaN never does."""
    above = value >= bounds.lower if bounds.is_lower_closed else value > bounds.lower
    below = value <= bounds.upper if bounds.is_upper_closed else value < bounds.upper
    return above and below
