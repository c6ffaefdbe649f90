"""Values, bounds, readings and chances in words, for the sentences of `sentences`.

Observed values are said one digit finer than the figure is printed, so that a miss by little does
not read as a match.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from expectations.declared import is_span
from expectations.measure_words import WHOLE, say_whole
from expectations.measures import MEANS
from expectations.observed import quantum_of, unit_of
from expectations.outcomes import Bounds, Reading
from expectations.textual import LIST_SOURCE, PAPER_SOURCE
from expectations.tolerance import admits, admits_first, is_inside
from expectations.wording import say_period, say_value
from sources.model import Claim

_TRAILING_ZEROS = re.compile(r"(?<=\d)\.0+(?=\D|$)|(?<=\.\d)0+(?=\D|$)")

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
    bounds = admits(claim)
    step = min(quantum_of(claim, bounds) / 10, _three_digits(value))
    # Rounding must not carry a value across an end of what is admitted.
    for _ in range(_FINEST):
        if is_inside(round(value / step) * step, bounds) == is_inside(value, bounds):
            break
        step /= 10
    return say_value(value, unit, step)


def _three_digits(value: float) -> float:
    """The step that leaves three significant digits."""
    return 10.0 ** (math.floor(math.log10(abs(value))) - 2) if value else 1.0


def say_admitted(claim: Claim) -> str:
    """What the figure admits, in words: "62% to 64%", "30.25–30.35% and 29.05–29.15%"."""
    first = admits_first(claim)
    said = _say_bounds(claim, admits(claim))
    return said if first is None else f"{_say_bounds(claim, first)}, then {said}"


def _say_bounds(claim: Claim, bounds: Bounds) -> str:
    unit = unit_of(claim)
    if bounds.lower == bounds.upper:
        return f"exactly {_say_edge(claim, bounds.lower, unit)}"
    low, high = _say_edge(claim, bounds.lower, unit), _say_edge(claim, bounds.upper, unit)
    if not bounds.is_upper_closed:
        return f"{low} up to, not including, {high}"
    if not bounds.is_lower_closed:
        return f"above {low}, up to {high}"
    return f"{low} to {high}"


def _say_edge(claim: Claim, value: float, unit: str) -> str:
    # Ends lie half a unit of the last digit away at the nearest: one digit more shows them.
    said = say_value(value, unit, quantum_of(claim, admits(claim)) / 10)
    return _TRAILING_ZEROS.sub("", said)


def say_source(reading: Reading) -> str:
    """Where a reading is from: "WDI 2018-05-21"."""
    if reading.source == LIST_SOURCE:
        return f"list {reading.group}"
    if reading.source == PAPER_SOURCE:
        return "the paper's dates"
    return f"{reading.source.upper()} {reading.vintage}"


def say_reading(claim: Claim, reading: Reading) -> str:
    """A value with its year and its source: "62.1% in 2016 (WDI 2018-05-21)"."""
    if reading.source in {LIST_SOURCE, PAPER_SOURCE}:
        return f"{say_observed(claim, reading.obs_value)} ({say_source(reading)})"
    if reading.obs_first is not None:
        first = f"{say_observed(claim, reading.obs_first)} in {reading.start}"
        last = f"{say_observed(claim, reading.obs_value)} in {reading.end}"
        return f"from {first} to {last} ({say_source(reading)})"
    years = say_period(reading.start, reading.end)
    when = f"in {years}" if reading.start == reading.end else f"over {years}"
    if reading.start != reading.end and claim.measure in MEANS and not is_span(claim):
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


def say_changes(changed: Sequence[str], reading: Reading) -> str:
    """How a reading differs from the declared one, in words."""
    words = {
        "group": f"the group {reading.group}",
        "indicator": f"the indicator {reading.indicator}",
        "weighting": f"a {reading.weighting} mean",
        "order": "the two figures exchanged",
        "period": say_period(reading.start, reading.end),
        "vintage": f"the vintage {reading.vintage}",
    }
    return join(
        [f"with {words[axis]}" if at == 0 else words[axis] for at, axis in enumerate(changed)]
    )


def say_chance(chance: float) -> str:
    """A chance in words: "8% of cases"; never a false certainty at either end."""
    if chance < 0.01:
        return "fewer than 1% of cases"
    if chance > 0.99:
        return "more than 99% of cases"
    return f"{chance:.0%} of cases"
