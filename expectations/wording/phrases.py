"""Values, bounds, readings and chances in words, for the sentences of `sentences`.

Observed values are said one digit finer than the figure is printed, so that a miss by little does
not read as a match.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from expectations.judging.declared import is_span
from expectations.judging.measures import EXACT, MEANS, is_relative
from expectations.judging.tolerance import (
    SCALES,
    admits,
    admits_first,
    is_inside,
)
from expectations.judging.tolerance import (
    quantum_of as printed_quantum,
)
from expectations.outcomes import (
    LIST_SOURCE,
    PAPER_SOURCE,
    Bounds,
    BoundsKind,
    ComputedReading,
    Observed,
)
from expectations.wording.measures import WHOLE, Words, say_whole
from expectations.wording.values import say_period, say_value
from sources.figures.numbers.currencies import CURRENCIES
from sources.model import Claim, Figure
from sources.reference.names import in_sentence
from sources.registers.measures import SYNONYMS
from sources.suppliers import SUPPLIED_BY

_NAMES = Words()
_TRAILING_ZEROS = re.compile(r"(?<=\d)\.0+(?=\D|$)|(?<=\.\d)0+(?=\D|$)")

_WHOLE = 10_000
"""From here on things are counted in whole ones."""

_MOST_MEMBERS = 4
_ANOTHER_ORDER, _COUNTED = 10, 1_000_000

_IN_TIMES = 2.0
"""From twice as much on differences are told in times, and no more in per cent."""
_FEW_TIMES = 10.0

_FINEST = 9
"""Digits beyond these are the noise of floats."""


def say_observed(claim: Claim, value: float) -> str:
    """A value of the claim's measure, one digit finer than the figure is printed, or finer still.

    Three significant digits at the least, and as many as show on which side of what the figure
    admits the value lies.
    """
    unit = unit_of(claim)
    if claim.measure in WHOLE:
        return say_whole(claim, value)
    if claim.measure == "comparison":
        if value >= _IN_TIMES - 1.0 and _is_bare_comparison(claim, admits(claim)):
            return f"{_say_times(1.0 + value)} times as much"
        return (
            f"{say_value(abs(value), unit, _three_digits(value))} {'less' if value < 0 else 'more'}"
        )
    return in_money(claim, _say_finer(claim, value, unit))


def _say_finer(claim: Claim, value: float, unit: str) -> str:
    """A value that is compared with a figure, to as many digits as `say_observed` tells."""
    bounds = admits(claim)
    quantum = quantum_of(claim, bounds)
    step = min(quantum / 10, _three_digits(value))
    if unit in {"number", "usd"} and abs(value) >= _WHOLE:
        step = max(step, min(quantum, 1.0))  # Nobody counts a tenth of a person.
    is_counted = quantum <= 1 and abs(bounds.value) >= _COUNTED
    is_other = abs(value) >= _ANOTHER_ORDER * abs(bounds.value) and not is_counted
    if is_relative(claim) and bounds.value and is_other:
        step = _three_digits(value)  # Of a value of another order the figure's digits say nothing.
    # Rounding must not carry a value across an end of what is admitted.
    least = 1.0 if unit == "number" and abs(value) >= _WHOLE else 0.0
    for _ in range(_FINEST):
        if is_inside(round(value / step) * step, bounds) == is_inside(value, bounds):
            break
        step = max(step / 10, least)
    return say_value(value, unit, step)


def in_money(claim: Claim, said: str) -> str:
    """A value with the name of its currency; US$ and what is no money have none behind."""
    code = claim.figure.currency
    is_other = claim.figure.unit == "number" and code in CURRENCIES and code != "USD"
    return f"{said} {CURRENCIES[code].name}" if is_other else said


def _three_digits(value: float) -> float:
    """The step that leaves three significant digits."""
    return 10.0 ** (math.floor(math.log10(abs(value))) - 2) if value else 1.0


def say_stated(claim: Claim, figure: Figure, quantum: float) -> str:
    """A figure as printed, the only one of a claim or the first of its pair: "11th place".

    Args:
        claim: The claim.
        figure: The figure.
        quantum: The step of its last digit, in inside units.
    """
    value = float(figure.value * SCALES[figure.unit])
    if claim.measure in WHOLE:
        return say_whole(claim, value)
    bounds = admits(claim)
    if _is_bare_comparison(claim, bounds):
        return _say_bounds(claim, bounds)
    return in_money(claim, say_value(value, figure.unit, quantum))


def say_admitted(claim: Claim) -> str:
    """What the figure admits, in words: "62% to 64%", "more than 60"."""
    first = admits_first(claim)
    said = _say_bounds(claim, admits(claim))
    return said if first is None else f"{_say_bounds(claim, first)}, then {said}"


def _is_bare_comparison(claim: Claim, bounds: Bounds) -> bool:
    """Whether a figure says no more than that something is more, or less, than another."""
    ends = (bounds.lower, bounds.upper)
    return claim.measure == "comparison" and 0.0 in ends and any(map(math.isinf, ends))


def _say_bounds(claim: Claim, bounds: Bounds) -> str:
    unit = unit_of(claim)
    if _is_bare_comparison(claim, bounds):
        is_more = bounds.lower == 0.0
        is_closed = bounds.is_lower_closed if is_more else bounds.is_upper_closed
        return f"{'as much or ' if is_closed else ''}{'more' if is_more else 'less'}"
    if bounds.lower == bounds.upper:
        return f"exactly {_say_edge(claim, bounds.lower, unit)}"
    if math.isinf(bounds.upper):
        low = _say_edge(claim, bounds.lower, unit)
        return f"{low} or more" if bounds.is_lower_closed else f"more than {low}"
    high = _say_edge(claim, bounds.upper, unit)
    if math.isinf(bounds.lower):
        return f"{high} or less" if bounds.is_upper_closed else f"less than {high}"
    return f"{_say_edge(claim, bounds.lower, unit)} to {high}"


_ONE_IN = re.compile(r"\b(?:in|of)\s+(?:every\s+|each\s+)?[\d,]+$")


def _say_edge(claim: Claim, value: float, unit: str) -> str:
    if claim.measure in WHOLE and value == round(value):
        return say_whole(claim, value)
    # Ends lie half a unit of the last digit away, or a tenth of the figure: few digits show them.
    step = quantum_of(claim, admits(claim)) / 10
    # Of a fraction in words ("two thirds", "one in 15") the ends have no last digit.
    is_printed = _ONE_IN.search(claim.figure.text) is None
    is_printed &= any(map(str.isdigit, claim.figure.text))
    near = 1e-9 if is_printed else 1e-4
    while abs(round(value / step) * step - value) > near * abs(value) and step > 1e-9:
        step /= 10
    return _TRAILING_ZEROS.sub("", say_value(value, unit, step))


_RULES: Mapping[BoundsKind, str] = MappingProxyType(
    {
        "none": "no hedge: it may differ by half a step of its last printed digit, and by no more "
        "than a tenth of itself",
        "about": "about: it may differ by one step of its last printed digit, and by no more than "
        "a tenth of itself",
        "nearly": "nearly: what is meant lies below it, by one step of its last printed digit at "
        "the most, and by no more than a tenth of it",
        "just_over": "just over: what is meant lies above it, by one step of its last printed "
        "digit at the most, and by no more than a tenth of it",
        "lower": "a lower bound: no upper end",
        "upper": "an upper bound: no lower end",
        "count": "a count or a rank: exactly this",
    }
)


def say_rule(claim: Claim, bounds: Bounds) -> str:
    """The policy's line that gave what a figure admits, as it is printed beside the claim."""
    said = _RULES[bounds.rule]
    if claim.hedge is not None or claim.quantum is not None:
        said += f" (set in the register: {claim.override_reason})"
    return f"{said}; stated as a fall, so below zero" if bounds.is_fall else said


def say_rounding(claim: Claim) -> str:
    """What rounds to the figure as printed, in words: "3.5 billion to 4.5 billion"."""
    bounds = admits(claim)
    unit = unit_of(claim)
    ends = [end for end in (bounds.coarse_lower, bounds.coarse_upper) if end is not None]
    return " to ".join(_say_edge(claim, end, unit) for end in ends)


def say_source(reading: ComputedReading) -> str:
    """Where a reading is from: "WDI 2018-05-21"."""
    if reading.source == LIST_SOURCE:
        return f"the list {reading.group}"
    if reading.source == PAPER_SOURCE:
        return "the text's dates"
    supplied = f", {SUPPLIED_BY}{reading.supplied_by}" if reading.supplied_by else ""
    ours = f", {say_own_made(reading.own_made)}" if reading.own_made else ""
    return f"{reading.source.upper()} {reading.vintage}{supplied}{ours}"


def say_own_made(what: str) -> str:
    """That an aggregate is in no edition: "by our mean of its members"; nothing of any other."""
    return f"by our {what} of its members" if what else ""


def say_reading(claim: Claim, reading: ComputedReading) -> str:
    """A value with its year and its source: "62.1% in 2016 (WDI 2018-05-21)"."""
    if reading.source in {LIST_SOURCE, PAPER_SOURCE}:
        return f"{say_observed(claim, reading.obs_value)} ({say_source(reading)})"
    if reading.obs_first is not None:
        first = f"{say_observed(claim, reading.obs_first)} in {reading.start}"
        last = f"{say_observed(claim, reading.obs_value)} in {reading.end}"
        return f"from {first} to {last} ({say_source(reading)})"
    if claim.measure == "threshold":  # its value is a year
        return f"{say_observed(claim, reading.obs_value)} ({say_source(reading)})"
    years = say_period(reading.start, reading.end)
    when = f"in {years}" if reading.start == reading.end else f"over {years}"
    named = claim.measure or ""
    measure = SYNONYMS.get(named, named)
    if reading.start != reading.end and measure in MEANS and not is_span(claim):
        when = f"on average {when}"
    return f"{say_observed(claim, reading.obs_value)} {when} ({say_source(reading)})"


def say_gap(claim: Claim, gap: float) -> str:
    """A distance between two values of a claim's measure."""
    unit = "percentage_points" if unit_of(claim) == "percent" else unit_of(claim)
    return say_value(gap, unit, _three_digits(gap) * 10)


def join(parts: Sequence[str]) -> str:
    """A list in words: "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def say_changes(changed: Sequence[str], reading: ComputedReading) -> str:
    """How a reading differs from the declared one, in words."""
    years = "year" if reading.start == reading.end else "years"
    words = {
        "group": _say_group(reading.group),
        "indicator": _NAMES.concept(reading.indicator),
        "weighting": f"a {reading.weighting} mean",
        "order": "the two figures exchanged",
        "period": f"the {years} {say_period(reading.start, reading.end)}",
        "to": "the world's own row",
        "vintage": f"the edition of {reading.vintage}",
    }
    return join(
        [f"with {words[axis]}" if at == 0 else words[axis] for at, axis in enumerate(changed)]
    )


def _say_group(group: str) -> str:
    """A group, or the members that it had at another date."""
    name, at, date = group.partition("@")
    if at:
        return f"the members that {_NAMES.area(name)} had in {date}"
    label = _NAMES.area(group)
    if label == group:
        return f"the group {group}"
    return f"{label}, as the group" if "," in label else f"{label} as the group"


def say_members(areas: Sequence[str]) -> str:
    """That areas have data in one of two years only: "Syria has data in one of the years only"."""
    names = [in_sentence(area) for area in areas]
    if len(names) > _MOST_MEMBERS:
        names = [*names[: _MOST_MEMBERS - 1], f"{len(names) - _MOST_MEMBERS + 1} others"]
    verb = "has" if len(names) == 1 else "have"
    return f"{join(names)} {verb} data in one of the two years only"


def say_chance(chance: float | None) -> str:
    """How often a random figure would have matched, in words; empty where it is not known."""
    if chance is None or not math.isfinite(chance):
        return ""
    times = round(chance * 100)
    if times < 1:
        return "less than once in 100"
    if times > 99:
        return "almost always"
    return "once in 100" if times == 1 else f"{times} times in 100"


def say_difference(
    claim: Claim, bounds: Bounds, difference: float, reading: ComputedReading
) -> str:
    """How the figure lies to a value that was observed: "4.7% lower than 4.62 billion".

    From twice as much on it is told in times: nobody reads "98,876% higher".
    """
    if reading.is_inside:
        return "inside"
    value = say_observed(claim, reading.obs_value)
    times = _times(claim, bounds, reading.obs_value)
    if times >= _IN_TIMES:
        return f"{_say_times(times)} times {value}"
    amount = _amount(claim, bounds, difference, reading.obs_value)
    return f"{amount} {_side(claim, bounds, difference, reading.obs_value)} than {value}"


def _times(claim: Claim, bounds: Bounds, observed: float) -> float:
    """How many times what was observed the figure is; 0 where it is not told so."""
    return bounds.value / observed if is_relative(claim) and observed else 0.0


def _say_times(times: float) -> str:
    step = 0.1 if times < _FEW_TIMES else max(1.0, _three_digits(times))
    return _TRAILING_ZEROS.sub("", say_value(times, "number", step))


def _side(claim: Claim, bounds: Bounds, difference: float, observed: float) -> str:
    """On which side of the data a figure lies; a small rank is a high place."""
    # A part of what is below zero has the other sign.
    is_less = bounds.value < observed if is_relative(claim) else difference < 0
    if claim.measure == "threshold":
        return "earlier" if is_less else "later"
    if claim.measure in ("rank", "extreme"):
        return "higher" if is_less else "lower"
    return "lower" if is_less else "higher"


def _amount(claim: Claim, bounds: Bounds, difference: float, observed: float) -> str:
    """How far a figure is from what was observed, without the side."""
    if claim.measure in EXACT:
        count = abs(round(difference))
        noun = {"threshold": "year", "rank": "place", "extreme": "place"}.get(claim.measure, "")
        return f"{count} {noun}{'' if count == 1 else 's'}" if noun else f"{count}"
    # One digit finer than the claim prints, so that a miss by little does not read as none.
    step = quantum_of(claim, bounds) / 10
    if is_relative(claim) and _is_across_zero(bounds, observed):
        return in_money(claim, say_value(abs(bounds.value - observed), claim.figure.unit))
    if is_relative(claim):
        return say_value(abs(difference), "percent")
    unit = claim.figure.unit if claim.figure.unit in {"years", "number"} else "percentage_points"
    return say_value(abs(difference), unit, step)


def _is_across_zero(bounds: Bounds, observed: float) -> bool:
    """Whether a figure is no part of a value: zero lies between the two, or the value is zero."""
    return observed == 0 or bounds.value / observed < 0


def say_differences(claim: Claim, bounds: Bounds | None, observed: Sequence[Observed]) -> str:
    """How the figure lies to all that was observed: "is 3.7% to 4.7% lower than these values"."""
    if bounds is None or not observed:
        return ""
    outside = [one for one in observed if not one.reading.is_inside]
    if not outside:
        return "agrees"
    if len(outside) < len(observed):
        return f"agrees with {len(observed) - len(outside)} of {len(observed)}"
    if len({one.difference_text for one in outside}) == 1:
        return f"is {outside[0].difference_text}"
    values = [one.reading.obs_value for one in outside]
    sides = {_side(claim, bounds, one.difference, one.reading.obs_value) for one in outside}
    if len(sides) > 1:
        # Between the first day and the last that a date may mean, each day may be the one meant.
        is_span = claim.measure == "elapsed"
        return f"lies between these values{'' if is_span else ', and agrees with none'}"
    side = sides.pop()
    if is_relative(claim) and any(_is_across_zero(bounds, value) for value in values):
        return f"is {side} than these values"
    times = sorted(_times(claim, bounds, value) for value in values)
    if times[-1] >= _IN_TIMES:
        return f"is {_say_range(*map(_say_times, (times[0], times[-1])))} times these values"
    ordered = sorted(outside, key=lambda one: abs(one.difference))
    least, most = (
        _amount(claim, bounds, one.difference, one.reading.obs_value)
        for one in (ordered[0], ordered[-1])
    )
    noun = most.rpartition(" ")[2] if " " in most else ""
    least = least.removesuffix(f" {noun}") if noun else least
    amount = most if least == most.removesuffix(f" {noun}") else f"{least} to {most}"
    return f"is {amount} {side} than these values"


def _say_range(least: str, most: str) -> str:
    return most if least == most else f"{least} to {most}"


def quantum_of(claim: Claim, bounds: Bounds) -> float:
    """The unit of the last digit that counts, in inside units."""
    return float(printed_quantum(claim) * SCALES[claim.figure.unit])


def unit_of(claim: Claim) -> str:
    """The unit in which a claim's values are said."""
    return "number" if claim.measure in EXACT else claim.figure.unit


MOST_NAMED = 3
"""So many editions are told one by one; of more, the least and the greatest value."""


def say_all(claim: Claim, observed: Sequence[Observed]) -> str:
    """What editions give, one by one; of many the least and the greatest value."""
    if len(observed) <= MOST_NAMED:
        return join([say_reading(claim, one.reading) for one in observed])
    if claim.figure.first is not None:
        named = [say_reading(claim, one.reading) for one in observed[: MOST_NAMED - 1]]
        return f"{', '.join(named)} and so on in {len(observed)} editions"
    ordered = sorted((one.reading for one in observed), key=lambda one: one.obs_value)
    low, high = say_reading(claim, ordered[0]), say_reading(claim, ordered[-1])
    if is_one_value(claim, observed):
        return f"{low.removesuffix(')')} and {len(observed) - 1} other editions)"
    return f"from {low} to {high} in {len(observed)} editions"


def say_values(claim: Claim, observed: Sequence[Observed]) -> str:
    """The same before its verb: "the values of 7 editions, from 1 (...) to 2 (...),"."""
    said = say_all(claim, observed)
    if len(observed) <= MOST_NAMED or is_one_value(claim, observed):
        return said
    if claim.figure.first is not None:
        return f"{said},"
    return f"the values of {len(observed)} editions, {said.rpartition(' in ')[0]},"


def is_one_value(claim: Claim, observed: Sequence[Observed]) -> bool:
    """Whether many editions are told by the one value that all of them print."""
    if len(observed) <= MOST_NAMED or claim.figure.first is not None:
        return len(observed) == 1
    return len({say_observed(claim, one.reading.obs_value) for one in observed}) == 1


def say_data(claim: Claim, observed: Sequence[Observed]) -> str:
    """What the data say as a clause: "the data give 4.62 billion in 2016 (WDI 2018-05-21)"."""
    said = say_all(claim, observed)
    if claim.figure.first is not None:
        return f"the data go {said}"
    return f"the data {'range' if said.startswith('from ') else 'give'} {said}"
