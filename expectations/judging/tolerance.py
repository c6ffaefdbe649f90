"""What a stated figure admits, from its digits and its hedge: one table, printed everywhere.

With v the stated value, u the unit of its last significant digit as printed, and r a tenth of v
(never less than half a point of per cents, or half a unit of counts, years and "times"):

- no hedge: within half of u and within r; rounds so, and is far from it, within half of u;
- about: within u and within r; `coarse` within half of u, or within u and a quarter of v;
- a band below ("nearly") or above ("just over"): the same, on one side, without the half of u;
- a lower or an upper bound: no other end; strict words ("more than") leave the figure itself out;
  true by far beyond u or beyond r, whichever is nearer;
- a count of things, a rank: v itself.

A range ("$50-60 billion") has its own two ends. Both figures of a pair have the finer u of the two,
but where they are told in two scales ("from 865,000 to 2.8 million"): each then has its own.
Whole tens of per cent have u = 1 point without a hedge and 5 with one. A register may override the
hedge or u with a reason, which the rule then gives. Ends are computed with decimals, and a value
within a trillionth of an end counts as lying on it, so that nothing turns on the noise of floats.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType

import numpy as np

from expectations.cubes.coverage import Bools, Floats
from expectations.outcomes import Bounds, BoundsKind
from sources.model import Claim, Figure, FigureUnit, Hedge


@dataclass(frozen=True)
class Rule:
    """One line of the policy.

    Attributes:
        below: How many u below v hold, as far as r reaches; None where there is no lower end.
        above: The same above v.
        coarse: How many u away a figure still rounds so, whatever its value.
        quarter: The same, as far as a quarter of v reaches.
    """

    below: Decimal | None
    above: Decimal | None
    coarse: Decimal
    quarter: Decimal


_HALF = Decimal("0.5")
_ONE = Decimal(1)
_ZERO = Decimal(0)
_TENTH = Decimal("0.1")
_FOURTH = Decimal("0.25")

POLICY: Mapping[BoundsKind, Rule] = MappingProxyType(
    {
        "none": Rule(_HALF, _HALF, _HALF, _ZERO),
        "about": Rule(_ONE, _ONE, _HALF, _ONE),
        "nearly": Rule(_ONE, _ZERO, _ZERO, _ONE),
        "just_over": Rule(_ZERO, _ONE, _ZERO, _ONE),
        "lower": Rule(_ZERO, None, _ZERO, _ZERO),
        "upper": Rule(None, _ZERO, _ZERO, _ZERO),
        "count": Rule(_ZERO, _ZERO, _ZERO, _ZERO),
    }
)
"""The table; `expectations.wording.phrases.say_rule` has each line in words."""

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

EXACT_MEASURES = frozenset({"count", "rank", "extreme", "threshold"})
"""Measures whose unhedged figure is met exactly or not at all."""

CHANGES = frozenset({"growth", "mean_growth", "compound_growth", "change", "difference", "excess"})
"""Measures whose figure a word of direction makes negative, and whose values move by points."""

SLACK = 1e-12
"""Part of a figure within which a value lies on an end: what summing floats leaves behind."""

_TINY = 1e-14
_WHOLE_TENS = frozenset({Decimal(10), Decimal(100), Decimal(1000)})
_PER_CENT = frozenset({"percent", "percentage_points"})

_NEARLY = re.compile(
    r"\b(?:nearly|almost|approaching|nearing|close to|close on|near to|nigh on|not quite|"
    r"virtually|(?:just|slightly|a little|a bit|little) (?:under|below|less than|short of)|"
    r"barely under)$"
)
_JUST_OVER = re.compile(
    r"\b(?:just|slightly|a little|a bit|little) (?:over|above|more than|higher than|greater than)$"
)
_STRICT = re.compile(
    r"(?:\b(?:more than|over|above|exceed(?:s|ed|ing)?|in excess of|greater than|larger than|"
    r"higher than|bigger than|surpass(?:es|ed|ing)?|topp(?:ed|ing)|beyond|north of|less than|"
    r"fewer than|under|below|lower than|smaller than|short of)|[<>])$"
)
_NOT_STRICT = re.compile(r"\b(?:no|not) [a-z ]+$")
_OF_LITTLE = re.compile(r"(?:fewer|less|lower|smaller|under|below|short|<|not? )", re.IGNORECASE)


def kind_of(claim: Claim) -> BoundsKind:
    """Which line of the policy a claim falls under."""
    if claim.hedge is not None and claim.hedge != "none":
        return claim.hedge
    hedge: BoundsKind = "none" if claim.hedge is not None else _hedge_of(claim.figure)
    return "count" if hedge == "none" and _counts_things(claim) else hedge


def _hedge_of(figure: Figure) -> BoundsKind:
    """The hedge of a figure; its words tell a band from a bound where the hedge does not."""
    words = figure.hedge_text.lower().strip()
    if figure.hedge == "upper" and _NEARLY.search(words):
        return "nearly"
    if figure.hedge == "lower" and _JUST_OVER.search(words):
        return "just_over"
    return figure.hedge


def tells_of_little(figure: Figure) -> bool:
    """Whether an upper bound tells how small something is ("fewer than half"), not how large.

    "Up to half" is said of much: what is far below it is less than that suggests. Of what is said
    to be few there are still fewer.
    """
    return _OF_LITTLE.match(figure.hedge_text) is not None


def is_strict(claim: Claim) -> bool:
    """Whether the words of a bound leave the figure itself out."""
    figure = claim.figure
    if claim.hedge is not None:
        return False
    words = figure.hedge_text.lower().strip()
    return figure.is_strict or (
        _STRICT.search(words) is not None and _NOT_STRICT.match(words) is None
    )


def _counts_things(claim: Claim) -> bool:
    if claim.measure is not None:
        return claim.measure in EXACT_MEASURES
    figure = claim.figure
    is_bare = figure.unit == "number" and not figure.currency and bool(figure.noun)
    return is_bare and figure.quantum < 10 and figure.value == figure.value.to_integral_value()


def admits(claim: Claim) -> Bounds:
    """What the claim's figure admits; of a pair, its second figure."""
    return _admits(*_key(claim))[0]


def admits_first(claim: Claim) -> Bounds | None:
    """What the first figure of a pair admits; None where the claim is no pair."""
    return None if claim.figure.first is None else _admits(*_key(claim))[1]


def _key(claim: Claim) -> tuple[Figure, str | None, Hedge | None, Decimal | None, str, bool]:
    """All of a claim that what it admits depends on."""
    figure, reason = claim.figure, claim.override_reason
    return figure, claim.measure, claim.hedge, claim.quantum, reason, _is_of_growth(claim)


def _is_of_growth(claim: Claim) -> bool:
    """Whether a figure is told as growth, which may be below zero and be growth still."""
    return bool(claim.figure.direction) and "growth" in claim.phrase.lower()


@lru_cache(maxsize=1 << 16)
def _admits(
    figure: Figure,
    measure: str | None,
    hedge: Hedge | None,
    quantum: Decimal | None,
    reason: str,
    is_of_growth: bool,
) -> tuple[Bounds, Bounds | None]:
    """What a figure admits, and the first of a pair: asked often, and the same each time."""
    phrase = "growth" if is_of_growth else ""
    claim = Claim(
        "", "", phrase, figure, measure, hedge=hedge, quantum=quantum, override_reason=reason
    )
    first = figure.first
    return _bounds(claim, figure), None if first is None else _bounds(claim, first)


def _bounds(claim: Claim, figure: Figure) -> Bounds:
    if is_fall(claim):
        return _negated(_moved(claim, figure))
    if _is_below_zero(claim, figure):
        # "A contraction of more than 13%" is below minus 13%: the hedge is of what is printed.
        return _negated(_moved(claim, replace(figure, value=-figure.value)))
    return _moved(claim, figure)


def _moved(claim: Claim, figure: Figure) -> Bounds:
    """What a figure admits; what rose, or fell, by less than a bound did rise, or fall."""
    bounds = _rising_bounds(claim, figure)
    is_move = claim.measure in CHANGES and claim.figure.first is None and bool(figure.direction)
    if not is_move or kind_of(claim) != "upper" or figure.value <= 0 or _is_of_growth(claim):
        return bounds
    return replace(bounds, lower=0.0, is_lower_closed=True)


def is_fall(claim: Claim) -> bool:
    """Whether a change is stated as a fall: "fell by 5%" is a growth of minus 5%."""
    figure = claim.figure
    is_single = figure.first is None and figure.value > 0
    return claim.measure in CHANGES and figure.direction == "decrease" and is_single


def way_of(claim: Claim) -> int:
    """Which way a pair moves by its words, or where they are silent by its figures: 1, -1 or 0."""
    first = claim.figure.first
    if first is None:
        return 0
    if claim.figure.direction:
        return 1 if claim.figure.direction == "increase" else -1
    change = claim.figure.value - first.value
    return int(change > 0) - int(change < 0)


def _is_below_zero(claim: Claim, figure: Figure) -> bool:
    """Whether words of a fall, and no sign, made a single figure negative."""
    is_single = claim.figure.first is None and figure.top is None
    is_told = not re.search(r"[-−–]\s?\d|\b(?:minus|negative)\b", figure.text)
    return is_single and is_told and figure.value < 0 and figure.direction == "decrease"


def _negated(bounds: Bounds) -> Bounds:
    def turned(value: float | None) -> float | None:
        return None if value is None else -value

    return replace(
        bounds,
        value=-bounds.value,
        lower=-bounds.upper,
        upper=-bounds.lower,
        is_lower_closed=bounds.is_upper_closed,
        is_upper_closed=bounds.is_lower_closed,
        is_fall=True,
        coarse_lower=turned(bounds.coarse_upper),
        coarse_upper=turned(bounds.coarse_lower),
        far=turned(bounds.far),
    )


def quantum_of(claim: Claim, figure: Figure | None = None) -> Decimal:
    """The unit of the last significant digit that counts, in the printed unit.

    Of a pair the finer one of the two, but where they are told in two scales ("from 865,000 to 2.8
    million"), of which each has its own; whole tens of per cent count as printed to the point, or
    with a hedge to the nearest five.
    """
    if claim.quantum is not None:
        return claim.quantum
    own = figure or claim.figure
    first, last = claim.figure.first, claim.figure
    is_hedged = kind_of(claim) not in {"none", "count"}
    both = (own,) if first is None or _has_two_scales(first, last) else (first, last)
    return min(_step(one, is_hedged) for one in both)


def _has_two_scales(first: Figure, last: Figure) -> bool:
    """Whether the figures of a pair are told in two scales ("from 865,000 to 2.8 million")."""
    before, behind = _SCALE.findall(first.text), _SCALE.findall(last.text)
    is_other = bool(behind) and before[-1:] != behind[-1:]
    return is_other and last.quantum >= first.quantum * _TWO_SCALES


def _step(figure: Figure, is_hedged: bool) -> Decimal:
    if figure.unit in _PER_CENT and figure.quantum in _WHOLE_TENS:
        return Decimal(5) if is_hedged else _ONE
    return figure.quantum


_TWO_SCALES = 100
"""So many times the step of the first is that of the second where they are told in two scales."""
_SCALE = re.compile(r"thousand|million|billion|trillion|bn\b|mn\b|m\b|k\b", re.IGNORECASE)
_TWO_DIGITS = 10


def _own_step(claim: Claim, figure: Figure, step: Decimal) -> Decimal:
    """The step of one figure of a pair that is printed shorter since it is larger, by any style.

    "From 21 million to 19.8 million" and "from 9.6% to 11%" keep as many digits at both ends: what
    is 21.2 rounds so.
    """
    pair = [one for one in (claim.figure.first, claim.figure) if one is not None]
    is_larger = all(abs(figure.value) >= abs(one.value) for one in pair)
    own = min(_step(figure, is_hedged=False), step * _TWO_DIGITS)
    is_long = abs(figure.value) >= own * _TWO_DIGITS
    return own if len(pair) > 1 and is_larger and is_long and claim.quantum is None else step


def _room(value: Decimal, figure: Figure) -> Decimal:
    """r: a tenth of a value, and no less than half a point or half a unit."""
    is_money = figure.unit == "usd" or bool(figure.currency)
    return max(abs(value) * _TENTH, _ZERO if is_money else _HALF)


def _reaches(rule: Rule, value: Decimal, figure: Figure, step: Decimal) -> tuple[Decimal, Decimal]:
    """How far a side of a figure reaches: what holds at most, and what rounds so with the step."""
    room = _room(value, figure)
    quarter = max(min(rule.quarter * step, abs(value) * _FOURTH), _ZERO)
    return room, max(rule.coarse * step, quarter)


def _rising_bounds(claim: Claim, figure: Figure) -> Bounds:
    kind = kind_of(claim)
    rule = POLICY[kind]
    step = quantum_of(claim, figure)
    own = max(step, _own_step(claim, figure, step))
    scale = SCALES[figure.unit]
    below, above = rule.below, rule.above
    if figure.value < 0 and kind in {"nearly", "just_over"}:
        below, above = above, below  # "Nearly −5%" is a smaller fall.
    top = figure.top if figure.top is not None else figure.value
    low, coarse_low = _end(rule, below, figure.value, -1, figure, (step, own))
    high, coarse_high = _end(rule, above, top, 1, figure, (step, own))
    strict = kind in {"lower", "upper"} and is_strict(claim)
    return Bounds(
        value=float(figure.value * scale),
        lower=-math.inf if low is None else float(low * scale),
        upper=math.inf if high is None else float(high * scale),
        is_lower_closed=low is not None and not (strict and kind == "lower"),
        is_upper_closed=high is not None and not (strict and kind == "upper"),
        rule=kind,
        coarse_lower=None if coarse_low is None else float(coarse_low * scale),
        coarse_upper=None if coarse_high is None else float(coarse_high * scale),
        # What is more than another states no size that it could be far beyond.
        far=None if claim.measure == "comparison" else _far(kind, figure, step, scale),
    )


def _end(
    rule: Rule,
    many: Decimal | None,
    value: Decimal,
    sign: int,
    figure: Figure,
    steps: tuple[Decimal, Decimal],
) -> tuple[Decimal | None, Decimal | None]:
    """One end of what is admitted, and of what still rounds so; None where there is none.

    ``steps`` are u, and the figure's own, which is larger where the other of its pair has a finer
    one.
    """
    if many is None:
        return None, None
    room, coarse = _reaches(rule, value, figure, steps[1])
    reach = min(many * steps[0], room)
    return value + sign * reach, value + sign * (max(reach, coarse) if many else _ZERO)


def _far(kind: BoundsKind, figure: Figure, step: Decimal, scale: Decimal) -> float | None:
    """Beyond which value a bound is true by far; None where the figure is no bound."""
    if kind not in {"lower", "upper"}:
        return None
    reach = min(step, _room(figure.value, figure))
    return float((figure.value + (reach if kind == "lower" else -reach)) * scale)


def slack_of(value: float, bounds: Bounds) -> float:
    """Within how much of an end a value lies on it."""
    return SLACK * max(abs(value), abs(bounds.value)) + _TINY


def is_inside(value: float, bounds: Bounds) -> bool:
    """Whether a value lies in what a figure admits; NaN never does."""
    if math.isnan(value):
        return False
    slack = slack_of(value, bounds)
    above = value >= bounds.lower + (-slack if bounds.is_lower_closed else slack)
    below = value <= bounds.upper + (slack if bounds.is_upper_closed else -slack)
    return above and below


def is_coarse(value: float, bounds: Bounds) -> bool:
    """Whether a value rounds to what is printed, and is not inside."""
    if bounds.coarse_lower is None or bounds.coarse_upper is None or math.isnan(value):
        return False
    slack = slack_of(value, bounds)
    return (
        not is_inside(value, bounds)
        and bounds.coarse_lower - slack <= value <= bounds.coarse_upper + slack
    )


def is_far(value: float, bounds: Bounds) -> bool:
    """Whether a bound is true by far of a value."""
    if bounds.far is None or not is_inside(value, bounds):
        return False
    slack = slack_of(value, bounds)
    beyond = value - bounds.far if bounds.far >= bounds.value else bounds.far - value
    return beyond > slack


def within(
    values: Floats,
    lower: Floats,
    upper: Floats,
    is_lower_closed: Bools | bool = True,
    is_upper_closed: Bools | bool = True,
    stated: Floats | float = 0.0,
) -> Bools:
    """`is_inside` for arrays: N values, and what each is held against."""
    slack = SLACK * np.maximum(np.abs(values), np.abs(stated)) + _TINY
    inside: Bools = values >= lower + np.where(is_lower_closed, -slack, slack)
    inside &= values <= upper + np.where(is_upper_closed, slack, -slack)
    return inside
