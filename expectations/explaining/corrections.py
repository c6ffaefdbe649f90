"""What would be right: the phrase with the declared reading's figure, rounded as the paper rounds.

The value is that of the first source as the author could have seen it (of the one first of which
the figure is a slip of the unit away, `slipped_first`), or of a later edition where a slip of the
pen puts the figure inside that one only. A proposal is a sentence
that an editor can print: it moves the way the data move, is as precise as the paper (one digit
finer where the paper's own would not hold, would look rounder than the paper's, or would move a
total by more than three in a hundred), has no hedge, since the value is known, and passes the check
that the figure it replaces failed. Where no wording does, none is proposed. A change
told in per cent that fits in percentage points is proposed in these. It is no verdict:
it is what a correction would say if the register reads the claim as the paper meant it, and a
person decides.

Slips of the pen: a figure that no simple reading fits, but that one slip away would.

Only two slips are tried, and only against the declared readings, so that little is tried and a hit
is worth something: a unit slipped by thousands (million for billion), and two neighbouring digits
exchanged (36 for 63). A slip explains a verdict and never changes it. It is looked for where no
reading fits, or only one that differs from the declared reading in several ways at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import product
from typing import NamedTuple

from expectations.judging.measures import is_relative
from expectations.judging.tolerance import (
    CHANGES,
    SCALES,
    admits,
    admits_first,
    is_far,
    is_inside,
    quantum_of,
)
from expectations.outcomes import STANDINGS, ComputedReading, Correction, Observed, Slip, Verdict
from expectations.wording.causes import in_points
from expectations.wording.conversions import say_conversion
from expectations.wording.phrases import say_source
from expectations.wording.values import say_period
from sources.errors import FigureError
from sources.figures.parse import parse_figure
from sources.figures.printing import format_like
from sources.model import Claim, Figure
from sources.registers.measures import WITHOUT_FIGURE

_TURNED = {
    "rose": "fell", "risen": "fallen", "rises": "falls", "rise": "fall", "rising": "falling",
    "increased": "decreased", "increases": "decreases", "increase": "decrease",
    "increasing": "decreasing", "grew": "shrank", "grown": "shrunk", "grows": "shrinks",
    "gained": "lost", "climbed": "dropped", "up": "down", "higher": "lower", "growth": "decline",
    "expanded": "contracted", "expansion": "contraction", "jumped": "dropped", "gain": "loss",
}  # fmt: skip
_TURN = {**_TURNED, **{down: up for up, down in _TURNED.items()}, "declined": "rose"}
_TURN |= {"dropped": "rose", "decline": "increase", "drop": "rise", "reduced": "increased"}
_WORD = re.compile(r"[A-Za-z]+")


def amend(
    claim: Claim,
    verdict: Verdict,
    observed: Sequence[Observed],
    change_in_points: float | None = None,
) -> Correction | None:
    """The corrected phrase of a claim that is off; None where no wording would be right.

    Args:
        claim: What is stated.
        verdict: What was found.
        observed: Its declared readings.
        change_in_points: What its figure is right of in percentage points, a fraction, where it
            tells them as per cent: the wording is then that in points.
    """
    counts = [one for one in observed if not one.is_suspect]
    declared = [one.reading for one in counts if one.role == "as_seen"]
    declared = declared or [one.reading for one in counts]
    if STANDINGS[verdict] != "off" or not declared or declared[0].is_inside:
        return None
    later = nearer_later(claim, observed)
    # A figure that slipped from a later edition was taken from that one.
    reading = declared[0] if later is None or later.slip is None else later.reading
    if claim.measure in WITHOUT_FIGURE or (claim.figure.top and claim.figure.hedge_text):
        # What the phrase says is no number, or how near one is: the words are for a person.
        return None
    told = in_points(claim) if change_in_points is not None else ""
    if change_in_points is not None and told:
        reading = replace(reading, obs_value=change_in_points)
        around = claim.phrase[: claim.figure.start], claim.phrase[claim.figure.end :]
        found: tuple[str, str] | None = (told.join(around), told)
    else:
        found = next(_wordings(*_as_printed(claim, reading)), None)
    if found is None:
        return None
    phrase, corrected = found
    years = say_period(reading.start, reading.end)
    basis = f"{say_source(reading)}, {years}" if reading.end else say_source(reading)
    if reading.conversion is not None:
        basis += f", converted {say_conversion(reading.conversion)}"
    return Correction(phrase=phrase, figure=corrected, basis=basis, reading=reading)


def _as_printed(claim: Claim, reading: ComputedReading) -> tuple[Claim, ComputedReading]:
    """A claim whose unit stands in the head of its table, in the numbers that its cell prints.

    What would be right under "(millions)" is 32.8, and not 32,800,000.
    """
    told = claim.figure
    try:
        bare = parse_figure(told.text)
    except FigureError:
        return claim, reading
    is_single = told.first is None and told.top is None and bare.first is None
    is_bare = bare.unit == "number" and not bare.currency and bool(bare.value)
    is_told = told.value != bare.value or told.unit != "number" or bool(told.currency)
    if not (is_single and is_bare and is_told) or told.real_unit or bare.value < 0 < told.value:
        return claim, reading
    factor = SCALES[told.unit] * told.value / bare.value
    figure = replace(
        told, value=bare.value, quantum=bare.quantum, unit="number", currency="", noun=bare.noun
    )
    value = float(Decimal(repr(reading.obs_value)) / factor)
    return replace(claim, figure=figure, quantum=None), replace(reading, obs_value=value)


def _wordings(claim: Claim, reading: ComputedReading) -> Iterator[tuple[str, str]]:
    """Phrases that hold, and the corrected figure of each: as precise as the paper first."""
    rounder = []
    for quantum in _quanta(claim, reading):
        printed = _print_all(claim, reading, quantum)
        for corrected, (before, after) in product(printed, _around(claim, reading)):
            phrase = before + corrected + after
            if not _holds(claim, phrase, reading):
                continue
            if _is_rounder(claim, phrase, reading):
                rounder.append((phrase, corrected))
            else:
                yield phrase, corrected
    yield from rounder


_MOST_MOVED = Decimal("0.03")


def _is_rounder(claim: Claim, phrase: str, reading: ComputedReading) -> bool:
    """Whether a total in a wording looks rounder than the paper's ("40 million" for "83 million").

    Or is far from its value beside it: an editor who reads 66.5 million prints no 70 million.
    """
    if not is_relative(claim):
        return False
    figure = parse_figure(phrase)
    if figure.quantum > quantum_of(claim):
        return True
    pairs = [(figure.value, reading.obs_value)]
    if figure.first is not None and reading.obs_first is not None:
        pairs.append((figure.first.value, reading.obs_first))
    scale = SCALES[claim.figure.unit]
    return any(
        abs(printed - Decimal(repr(value)) / scale) > _MOST_MOVED * abs(printed)
        for printed, value in pairs
    )


def _quanta(claim: Claim, reading: ComputedReading) -> list[Decimal]:
    """The last digits that a wording may have: the paper's own first, then one finer.

    Where the figure is off by orders of magnitude its own last digit says nothing of the other:
    as many digits are printed as the paper has.
    """
    step = quantum_of(claim)
    printed = abs(Decimal(repr(reading.obs_value)) / SCALES[claim.figure.unit])
    if not printed or not claim.figure.value or claim.figure.first is not None:
        return [step, step / 10]
    orders = printed.adjusted() - claim.figure.value.adjusted()
    if is_relative(claim) and step == 1 and abs(claim.figure.value) >= _COUNTED:
        return [step]  # Of what is told to the dollar or person no tenth is proposed.
    if abs(orders) < _ORDERS or not is_relative(claim):
        return [step, step / 10]
    return [step.scaleb(orders), step.scaleb(orders - 1)]


_ORDERS, _COUNTED = 2, 1_000_000


def _print_all(claim: Claim, reading: ComputedReading, quantum: Decimal) -> tuple[str, ...]:
    """A reading as the paper would print it; of a pair with the words between its two, and without.

    "From $115 billion in 2010 to $437 billion" can be put in the place of what was printed.
    """
    figure = claim.figure
    value = abs(reading.obs_value) if _is_sized(claim) else reading.obs_value
    corrected = _print(figure, value, quantum)
    if figure.first is not None and reading.obs_first is not None:
        first = _print(figure.first, reading.obs_first, quantum)
        between = dict.fromkeys((_between(claim, figure.first), ""))
        return tuple(f"from {first}{words} to {corrected}" for words in between)
    # "Twice the size" has its "times" in the word that goes: "0.9 times the size".
    return (f"{corrected} times" if figure.text.casefold() in _IN_A_WORD else corrected,)


def _between(claim: Claim, first: Figure) -> str:
    """What a pair has between its first figure and " to ": " in 2010"; may be empty."""
    if claim.phrase[first.start : first.end] != first.text:
        return ""
    words, to, _ = claim.phrase[first.end : claim.figure.end].rpartition(" to ")
    return words if to else ""


_IN_A_WORD = frozenset({"twice", "thrice"})


def _is_sized(claim: Claim) -> bool:
    """Whether a verb tells the direction of a change, and the figure its size only."""
    is_single = claim.figure.first is None
    return claim.measure in CHANGES and is_single and bool(claim.figure.direction)


def _around(claim: Claim, reading: ComputedReading) -> list[tuple[str, str]]:
    """The words before and after the figure, turned round where the data move the other way."""
    figure = claim.figure
    before, after = claim.phrase[: figure.start], claim.phrase[figure.end :]
    if not _moves_against(claim, reading):
        return [(before, after)]
    # "Increased from 31% to 29%" would be the next contradiction.
    words = [word for word in _WORD.findall(f"{before} {after}") if word.lower() in _TURN]
    turned = [(_turn(before, words[0]), _turn(after, words[0]))] if len(words) == 1 else []
    return [*turned, ("", "")] if figure.first is not None else turned


def _turn(text: str, word: str) -> str:
    other = _TURN[word.lower()]
    other = other.capitalize() if word[:1].isupper() else other
    turned = re.sub(rf"\b{re.escape(word)}\b", other, text, count=1)
    article = "an" if other[:1].lower() in "aeiou" else "a"
    return re.sub(
        rf"\b(a)n?(?=\s+{re.escape(other)}\b)",
        lambda found: found.group(1) + article[1:],
        turned,
        count=1,
        flags=re.IGNORECASE,
    )


def _moves_against(claim: Claim, reading: ComputedReading) -> bool:
    """Whether the phrase's word of direction is not what the data do."""
    says = claim.figure.direction
    if not says:
        return False
    if reading.obs_first is not None:
        rises = reading.obs_value > reading.obs_first
    elif _is_sized(claim):
        rises = reading.obs_value > 0
    else:
        return False
    return rises is not (says == "increase")


def _holds(claim: Claim, phrase: str, reading: ComputedReading) -> bool:
    """Whether a wording passes the check that the claim failed."""
    try:
        figure = parse_figure(phrase)
    except FigureError:
        return False
    if claim.figure.currency and figure.unit in {"usd", "number"}:
        # Whose dollars or rupees they are the register says, not the sign.
        figure = replace(figure, unit=claim.figure.unit, currency=claim.figure.currency)
    is_told = any(word.lower() in _TURN for word in _WORD.findall(claim.phrase))
    if not figure.direction and not is_told:
        # A word of direction outside of the phrase ("a decline of 52%") stays where it is.
        figure = replace(figure, direction=claim.figure.direction)
    again = replace(claim, phrase=phrase, figure=figure, quantum=None)
    if figure.unit != claim.figure.unit or _moves_against(again, reading):
        return False
    if _is_sized(again) and not figure.value:
        # "Fell by 0%" is no fall.
        return False
    if _is_odd(claim, figure):
        return False
    first = admits_first(again)
    if first is not None:
        is_first = reading.obs_first is not None and is_inside(reading.obs_first, first)
        return is_first and is_inside(reading.obs_value, admits(again))
    return reading.obs_first is None and is_inside(reading.obs_value, admits(again))


_MAY_BE_BELOW_ZERO = re.compile(
    r"(?:[^A-Za-z]|\b(?:growth|rates?|change|inflation|balance|difference|net|migration|of|was|is|at|"
    r"were|the|an?|its|by|per|year|in|and|average|mean|annual|to|stood|gdp)\b)*",
    re.IGNORECASE,
)
"""Words before a figure after which one below zero can be printed ("growth of −1.2%")."""


def _is_odd(claim: Claim, figure: Figure) -> bool:
    """Whether no editor would print a wording: a move from 62% to 62%, "losses of −3%"."""
    if figure.first is not None:
        return figure.value == figure.first.value
    is_turned = figure.value < 0 <= claim.figure.value
    words = claim.phrase[: claim.figure.start]
    is_told = claim.measure != "difference" and _MAY_BE_BELOW_ZERO.fullmatch(words) is not None
    after = claim.phrase[claim.figure.end :]
    is_counted = claim.figure.unit in {"number", "years"} and bool(after.strip(" .,;"))
    return is_turned and (not is_told or is_counted)


def _print(figure: Figure, value: float, quantum: Decimal) -> str:
    """A value in inside units as the figure would have printed it."""
    return format_like(Decimal(repr(value)) / SCALES[figure.unit], replace(figure, quantum=quantum))


_THOUSANDS = (Decimal(1000), Decimal("0.001"), Decimal(10) ** 6, Decimal(10) ** -6)
_MOST_DIGITS = 12


def find_slip(claim: Claim, observed: Sequence[Observed]) -> Slip | None:
    """The first slip that puts a declared reading inside, or None.

    Args:
        claim: A single figure; a pair has no slip.
        observed: Its declared readings; those of the time count, or where there is none all.
    """
    counts = [one for one in observed if not one.is_suspect]
    seen = [one for one in counts if one.role == "as_seen"] or counts
    slip = _slip_in(claim, seen)
    if slip is None and (later := nearer_later(claim, observed)) is not None:
        return later.slip
    return slip


def slipped_first(claim: Claim, observed: Sequence[Observed]) -> tuple[Observed, ...]:
    """The readings, those of a source first of which the figure is one slip of the unit away.

    Whoever wrote million for billion took the figure from that source: what it gives is told first,
    and is what would be right. Where some reading bears the figure out nothing slipped.

    Args:
        claim: A single figure; of a pair the order stays.
        observed: Its declared readings.
    """
    counts = [one for one in observed if not one.is_suspect]
    seen = [one for one in counts if one.role == "as_seen"] or counts
    is_of_one = len({one.reading.source for one in observed}) < 2
    if is_of_one or any(one.reading.is_inside for one in observed):
        return tuple(observed)
    slips = ((one.reading.source, _slip_in(claim, [one])) for one in seen)
    slipped = {source for source, slip in slips if slip is not None and slip.kind == "unit"}
    return tuple(sorted(observed, key=lambda one: one.reading.source not in slipped))


def _slip_in(claim: Claim, observed: Sequence[Observed]) -> Slip | None:
    values = [one.reading.obs_value for one in observed]
    if not values or claim.figure.first is not None:
        return None
    for kind, figure in _slips(claim):
        bounds = admits(replace(claim, figure=figure))
        if any(is_inside(value, bounds) and not is_far(value, bounds) for value in values):
            return Slip(kind, format_like(figure.value, figure))
    return None


class Later(NamedTuple):
    """A later edition that a figure is nearer to, and the slip by which it would fit that."""

    reading: ComputedReading
    slip: Slip | None


def nearer_later(claim: Claim, observed: Sequence[Observed]) -> Later | None:
    """A later edition of the source that explains a figure better than that of its time.

    One that a slip of the pen puts inside, where none does for those of the time; else the newest,
    where it is at most half as far away.

    Args:
        claim: A single figure; of a pair nothing is said.
        observed: Its declared readings.
    """
    counts = [one for one in observed if not one.is_suspect]
    seen = [one for one in counts if one.role == "as_seen"]
    own = next((one.reading for one in seen), None)
    if own is None or own.is_inside or own.obs_first is not None or claim.figure.first is not None:
        return None
    others = [one for one in counts if one.role != "as_seen" and one.reading.source == own.source]
    others = sorted(others, key=lambda one: one.reading.vintage, reverse=True)
    if not others or any(one.reading.is_inside for one in others):
        return None
    if _slip_in(claim, seen) is None:
        slipped = ((one.reading, _slip_in(claim, [one])) for one in others)
        found = next((Later(one, slip) for one, slip in slipped if slip is not None), None)
        if found is not None:
            return found
    stated = float(claim.figure.value * SCALES[claim.figure.unit])
    newest = others[0].reading
    is_near = 2 * abs(stated - newest.obs_value) <= abs(stated - own.obs_value)
    return Later(newest, None) if is_near else None


def _slips(claim: Claim) -> Iterator[tuple[str, Figure]]:
    figure = claim.figure
    if is_relative(claim):
        for factor in _THOUSANDS:
            top = None if figure.top is None else figure.top * factor
            value, quantum = figure.value * factor, figure.quantum * factor
            yield "unit", replace(figure, value=value, quantum=quantum, top=top)
    if figure.top is not None:
        return  # One end exchanged makes a range of anything.
    for value in exchanged_digits(figure.value, figure.quantum):
        yield "digits", replace(figure, value=value)


def exchanged_digits(value: Decimal, quantum: Decimal) -> list[Decimal]:
    """A value with each two different neighbours among its significant digits exchanged."""
    steps = value / quantum
    digits = str(abs(int(steps)))
    if steps != steps.to_integral_value() or len(digits) > _MOST_DIGITS:
        return []
    found = []
    for at in range(len(digits) - 1):
        left, right = digits[at], digits[at + 1]
        if left == right or (at == 0 and right == "0"):
            continue
        turned = digits[:at] + right + left + digits[at + 2 :]
        found.append(Decimal(turned).copy_sign(value) * quantum)
    return found
