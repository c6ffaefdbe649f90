"""What would be right: the phrase with the declared reading's figure, rounded as the paper rounds.

The value is that of the first source as the author could have seen it. A proposal is no verdict:
it is what a correction would say if the register reads the claim as the paper meant it, and a
person decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from expectations.outcomes import STANDINGS, Correction, Observed, Reading, Verdict
from expectations.phrasing import say_source
from expectations.tolerance import SCALES, is_fall
from expectations.wording import say_period
from sources.figures import format_like
from sources.model import Claim, Figure
from sources.registers.measures import WITHOUT_FIGURE


def amend(claim: Claim, verdict: Verdict, observed: Sequence[Observed]) -> Correction | None:
    """The corrected phrase of a claim that is off; None where nothing is to be corrected."""
    declared = [one.reading for one in observed if one.role == "as_seen"]
    if STANDINGS[verdict] != "off" or not declared or declared[0].is_inside:
        return None
    reading = declared[0]
    figure = claim.figure
    if claim.measure in WITHOUT_FIGURE:
        # What the phrase says is no number: the words are for a person.
        return None
    # "Fell by 5%" prints the size of the fall.
    corrected = _print(figure, -reading.obs_value if is_fall(claim) else reading.obs_value)
    if figure.first is not None and reading.obs_first is not None:
        corrected = f"from {_print(figure.first, reading.obs_first)} to {corrected}"
    phrase = claim.phrase[: figure.start] + corrected + claim.phrase[figure.end :]
    if _moves_against(figure, reading):
        # "Increased from 31% to 29%" would be the next contradiction: the verb is for a person.
        phrase = corrected
    years = say_period(reading.start, reading.end)
    basis = f"{say_source(reading)}, {years}" if reading.end else say_source(reading)
    return Correction(phrase=phrase, figure=corrected, basis=basis, reading=reading)


def _moves_against(figure: Figure, reading: Reading) -> bool:
    """Whether the phrase's word of direction is not what the data do."""
    if reading.obs_first is None or not figure.direction:
        return False
    rises = reading.obs_value > reading.obs_first
    return rises is not (figure.direction == "increase")


def _print(figure: Figure, value: float) -> str:
    """A value in inside units as the figure would have printed it."""
    return format_like(Decimal(repr(value)) / SCALES[figure.unit], figure)
