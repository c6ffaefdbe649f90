"""What is said of a figure that may be counted by another definition than its series."""

from __future__ import annotations

from collections.abc import Sequence

from expectations.outcomes import Outcome
from expectations.wording.phrases import say_admitted, say_all, say_data


def say_by_other(outcome: Outcome, own: str, other: Outcome, words: str) -> str:
    """That another definition bears a figure out, and what the one that was read first gives.

    Args:
        outcome: By the definition that was read first.
        own: That definition in words.
        other: By the one that bears it out.
        words: That one in words.
    """
    said = f"{other.sentence} No word says which definition is meant: this is by {words}"
    if not outcome.observed:
        return f"{said}; by {own} nothing is at hand."
    return f"{said}; by {own} it is {say_all(outcome.claim, outcome.observed)}."


def say_other_definitions(
    outcome: Outcome, own: str, others: Sequence[tuple[str, Outcome]], differs: str
) -> str:
    """That a figure which one definition does not bear out may be counted by another.

    Args:
        outcome: By the definition that was read.
        own: That definition in words.
        others: The other definitions that are published, in words, and how the figure stands to
            each.
        differs: A definition that is not published, in words; empty for none.
    """
    claim = outcome.claim
    why = [
        f"by {name} it would not hold either: {say_all(claim, one.observed)}"
        if one.observed
        else f"by {name} it may be right, and nothing of that is at hand"
        for name, one in others
    ]
    data, admitted = say_data(claim, outcome.observed), say_admitted(claim)
    return (
        f"Not settled: {data}, outside what the figure admits ({admitted}). This is by {own}, and "
        f"no word says that it is meant; {'; '.join([*why, *filter(None, [differs])])}."
    )
