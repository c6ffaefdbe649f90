"""Words right before a figure that tell a fall: of a rate of growth it is then below zero.

"Shrank by 0.3 percent" and "a contraction of 7%" are growths of minus 0.3 and minus 7 per cent;
"slowed to 3%" and "down from 5%" are levels.
"""

from __future__ import annotations

import re
from dataclasses import replace

from sources.figures.numbers.movement_words import (
    BEFORE_BARE,
    FALLING,
    FALLS,
    FALLS_OF_OUTPUT,
    LOWERING,
    any_of,
    bare_forms,
    inflected_forms,
)
from sources.model import Concept, Direction, Figure

_TOLD = any_of(inflected_forms(FALLING, LOWERING) | {"down"})
_WILL = "|".join(rf"(?<=\b{word} )" for word in BEFORE_BARE)
_FALLS = FALLS | {f"{one}s" for one in FALLS} | {"losses", "depression"} | FALLS_OF_OUTPUT
_NAMED = any_of(_FALLS)
_NAMED_AFTER = re.compile(rf"[\s-]*(?:annual\s+|real\s+)?{_NAMED}\b(?!\s+(?:in|of)\s+growth)")
_FALLING = re.compile(
    rf"\b(?:(?:{_TOLD}|(?:{_WILL}){any_of(bare_forms(FALLING, LOWERING))})"
    r"(?:\s+(?!to\b|from\b|below\b|under\b|than\b|of\b|in\b)[a-z]+ly)?(?:\s+by)?"
    rf"|{_NAMED}\s+of)"
    r"(?:\s+(?:about|around|some|roughly|nearly|almost|over|more|less|than|at|least|only|just|an?"
    r"|estimated|annual|close|to|approximately|well|between|somewhere|another|further))*\s*$",
    re.IGNORECASE,
)
MOVES = frozenset({"growth", "mean_growth", "compound_growth", "change", "difference", "excess"})
"""Measures whose figure has a direction: of what is told as so much lower than elsewhere, down."""
_LEVEL = re.compile(r"\b(?:to|from)\s*$", re.IGNORECASE)


def start_of_fall(before: str) -> int | None:
    """Where the words begin that tell a fall at the end of what stands before a figure, if any."""
    match = _FALLING.search(before)
    if match is None:
        return None
    is_level = _LEVEL.search(before) is not None and not before.rstrip().endswith("close to")
    return None if is_level else match.start()


DEFICITS = re.compile(
    r"\b(?:deficits?|shortfalls?|overspen(?:t|d|ds|ding)|in the red|"
    r"net (?:emigration|outflows?))\b",
    re.IGNORECASE,
)
"""Words that say of a balance that it is below zero."""
_BALANCE = re.compile(r"\bbalance\b|\bnet lending\b|\bnet migration\b", re.IGNORECASE)
FALLEN: Direction = "decrease"
"""The direction of a figure that fell."""


def as_fall(
    figure: Figure, before: str, measure: str | None, concept: Concept | None, after: str = ""
) -> Figure:
    """A rate of growth that fell, or a balance in deficit, as the number below zero that it is.

    Args:
        figure: What was read; it is given back as it is where the words tell neither.
        before: The words of the phrase before it.
        measure: Of the claim; only a ``value`` is a rate itself.
        concept: Of the claim.
        after: The words of the phrase after it ("a 3% contraction").
    """
    if measure != "value" or figure.first is not None or figure.value <= 0 or concept is None:
        return figure
    is_told = start_of_fall(before) is not None or _NAMED_AFTER.match(after) is not None
    is_fall = is_rate(concept) and figure.unit == "percent" and is_told
    is_deficit = is_balance(concept) and DEFICITS.search(before) is not None
    return _below_zero(figure) if is_fall or is_deficit else figure


def is_rate(concept: Concept) -> bool:
    """Whether a concept is a rate of growth in per cent, which is below zero where things fall."""
    return concept.kind == "rate" and concept.unit == "percent"


def is_balance(concept: Concept) -> bool:
    """Whether a concept is what comes in less what goes out: a deficit of it is below zero."""
    return _BALANCE.search(concept.label) is not None


def fallen(figure: Figure, measure: str | None) -> Figure:
    """A figure that is told as a fall, or as a deficit, as its measure states it.

    Args:
        figure: What was read; of a pair, or below zero already, it is given back as it is.
        measure: Of the claim; a ``value`` is then below zero, a growth or a change has a direction.
    """
    if figure.first is not None or figure.value <= 0:
        return figure
    if measure in MOVES:
        return replace(figure, direction=FALLEN)
    return _below_zero(figure) if measure == "value" else figure


def _below_zero(figure: Figure) -> Figure:
    if figure.top is not None:  # "by 3-4 percent" reaches from minus 4 to minus 3
        return replace(figure, value=-figure.top, top=-figure.value, direction=FALLEN)
    return replace(figure, value=-figure.value, direction=FALLEN)
