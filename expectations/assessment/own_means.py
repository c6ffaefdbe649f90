"""Claims of a group of which only means that the program made itself are at hand.

The source has a row of its own for the group, and may weigh its members otherwise: what lies
outside such a mean is not off by it, but for a slip that explains the figure.
"""

from __future__ import annotations

from expectations.outcomes import STANDINGS, Outcome, Verdict
from expectations.wording.questions import say_only_own_means

_OTHERWISE = frozenset({Verdict.CONTRADICTED, Verdict.COARSE})
"""What is off whatever the data are."""


def without_own_means(outcome: Outcome) -> Outcome:
    """An outcome that is open where nothing but means of our own puts its figure off.

    Args:
        outcome: Of a claim, as its data put it.
    """
    is_off = STANDINGS[outcome.verdict] == "off" and outcome.verdict not in _OTHERWISE
    seen = [one.reading for one in outcome.observed if not one.is_suspect]
    is_ours = bool(seen) and all(one.own_made == "mean" for one in seen)
    if not is_off or not is_ours or outcome.explanation.slip is not None:
        return outcome
    return outcome.left_open(say_only_own_means(outcome))
