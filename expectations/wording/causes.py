"""Errors that authors make most, told beside a figure that is off or doubtful where it would fit.

Each is a fact about the data ("what 67.6% leaves to 100% is 32.4%"), and no verdict.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from expectations.judging.tolerance import admits
from expectations.outcomes import ComputedReading
from expectations.wording.phrases import quantum_of, say_observed, say_reading
from expectations.wording.values import say_value
from sources.model import Claim

Axis = Literal["group", "period", "indicator"]
Unlike = tuple[Axis, str]

SEEN_SELDOM = "The edition is of the weeks before the text."
"""Of a doubtful figure beside an edition that the author had: no nearer one is to be had."""
OUR_OWN = (
    "The source has a row of its own for the group, which may weigh its members otherwise, and it "
    "is not at hand."
)
"""Of a doubtful figure of a group beside a mean or a sum that the program made of its members."""


def say_points(claim: Claim, change: float) -> str:
    """That a change told in per cent fits in percentage points, and how it is told in them."""
    step = quantum_of(claim, admits(claim)) / 10
    said = say_value(change, "percentage_points", step)
    figure = in_points(claim)
    told = f", and “{figure}” would be right" if figure else ""
    return f"In percentage points it would fit: the change is {said}{told}."


def in_points(claim: Claim) -> str:
    """A change told in per cent as it is told in points; empty where its words have no such form.

    "47%" is "47 percentage points", and before what it describes ("a 47% rise")
    "47-percentage-point".
    """
    number = _PER_CENT.sub("", claim.figure.text)
    if not number[-1:].isdigit():
        return ""
    before, after = claim.phrase[: claim.figure.start], claim.phrase[claim.figure.end :]
    if _ARTICLE.search(before) and _NOUN.match(after):
        return f"{number}-percentage-point"
    return f"{number} percentage {'point' if number == '1' else 'points'}"


_PER_CENT = re.compile(r"\s*(?:%|per ?cent|pct)$", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(?:an?|the|its|their|this|that)\s+$", re.IGNORECASE)
_NOUN = re.compile(r"\s+[A-Za-z]")


def say_decimal(*, is_larger: bool) -> str:
    """That the figure is ten times as large as what would fit, or a tenth of it."""
    how = "A tenth" if is_larger else "Ten times"
    return f"{how} as much would fit: the decimal point may have slipped."


def say_upside_down(claim: Claim, value: float) -> str:
    """That what a share leaves to 100% fits, and it does not."""
    told, left = say_observed(claim, value), say_observed(claim, 1.0 - value)
    return f"Upside down it would fit: what {told} leaves to 100% is {left}."


def say_sign(claim: Claim, value: float) -> str:
    """That the figure fits with the other sign."""
    return f"With the other sign it would fit: it is {say_observed(claim, value)}."


def say_other_dollars(claim: Claim, label: str, value: float, source: str, vintage: str) -> str:
    """That the figure fits in other dollars: at purchasing power parity, or at market prices."""
    edition = f"{source.upper()} {vintage}"
    return (
        f"In other dollars it would fit: the {label} is {say_observed(claim, value)} ({edition})."
    )


_AXES: Mapping[Axis, str] = MappingProxyType(
    {"group": "as that of", "period": "as that of", "indicator": "as the"}
)


def say_neighbour(claim: Claim, other: Claim, reading: ComputedReading, unlike: Unlike) -> str:
    """That the figure is what the data give for another that the text tells.

    Args:
        claim: What is stated.
        other: The other claim.
        reading: What the data give for that one.
        unlike: In what the other differs, and the name of that.
    """
    how = f"{_AXES[unlike[0]]} {unlike[1]}"
    return f"It would fit {how}, of which “{other.phrase}” tells: {say_reading(claim, reading)}."
