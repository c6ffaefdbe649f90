"""What the search among other readings found, in words, and what that is worth."""

from __future__ import annotations

from collections.abc import Sequence

from expectations.outcomes import Explanation
from expectations.wording.phrases import join, say_chance, say_changes, say_reading
from sources.model import Claim


def say_explanation(claim: Claim, explanation: Explanation, fits: Sequence[Claim]) -> str:
    """What the search found, and what that is worth.

    Args:
        claim: What is stated.
        explanation: What was found; its text is not read.
        fits: The claims of the statement that the reading fits.
    """
    reading, chance = explanation.reading, explanation.chance
    if not explanation.tried or chance is None:
        return ""
    one = explanation.tried == 1
    ways = "one way" if one else f"{explanation.tried:,} ways"
    worth = f"the figure was read in {ways}"
    if reading is None:
        none = "that does not fit" if one else "none fits"
        return f"{upper(worth)}; {none}.{_say_slip(explanation)}"
    fit = f"The figure fits {say_reading(claim, reading)}"
    if set(explanation.changed) - {"period", "vintage"}:
        fit += f", read {say_changes(explanation.changed, reading)}"
    others = [f"“{one.phrase}”" for one in fits if one.id != claim.id]
    also = (
        f" So read, {join(others)} {'fits' if len(others) == 1 else 'fit'} too." if others else ""
    )
    odds = f"a figure made up at random would have matched one of them {say_chance(chance)}"
    if explanation.chance_together is not None:
        # What several figures are worth together is told alone: beside it each looks like nothing.
        together = say_chance(explanation.chance_together)
        odds = f"{explanation.distinct_fits} figures made up at random would all have matched one "
        odds += f"and the same {together}"
    caution = " It may be a coincidence." if explanation.is_coincidence else ""
    return f"{fit}.{also} {upper(worth)}; {odds}.{caution}{_say_slip(explanation)}"


def _say_slip(explanation: Explanation) -> str:
    if explanation.slip is None:
        return ""
    slips = {"unit": "the unit may have slipped", "digits": "two digits may be exchanged"}
    return f" With {explanation.slip.figure} it would fit: {slips[explanation.slip.kind]}."


def upper(text: str) -> str:
    """A text that begins a sentence."""
    return text[:1].upper() + text[1:]
