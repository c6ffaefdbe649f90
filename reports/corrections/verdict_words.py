"""What may be said of a figure to its authors, by verdict: never more than the verdict allows.

A figure that is out of date is not called wrong, and one about which the statistics disagree is
not called anything. The rating is schema.org's (`ClaimReview.reviewRating`): a whole number where
5 is borne out and 1 is not, as Google's guidance reads it (nearer to the best is more true). A
verdict that leaves the question open has no number, so that no crawler reads one into it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from expectations.outcomes import Verdict
from reports.findings.claim_model import ClaimEntry

WORST_RATING, BEST_RATING = 1, 5


@dataclass(frozen=True)
class VerdictWords:
    """How a verdict is told outside.

    Attributes:
        name: The rating in words (`alternateName`).
        meaning: One sentence for the authors.
        request: What we ask for: ``correction`` or ``clarification``.
        rating: From `WORST_RATING` to `BEST_RATING`; None where the question is open.
    """

    name: str
    meaning: str
    request: str
    rating: int | None


WORDS: Mapping[str, VerdictWords] = {
    Verdict.REFUTED.value: VerdictWords(
        "Not borne out by the statistics",
        "The statistics do not bear the figure out in any of the ways of computing it that we "
        "tried.",
        "correction",
        1,
    ),
    Verdict.CONTRADICTED.value: VerdictWords(
        "At odds with the paper itself",
        "The passage is at odds with itself or with another figure of the paper, whatever the "
        "statistics say.",
        "correction",
        2,
    ),
    Verdict.STALE.value: VerdictWords(
        "Out of date",
        "The figure is out of date: it agrees with the statistics of an earlier time, and no "
        "longer with those of the time that the text speaks of.",
        "correction",
        3,
    ),
    Verdict.DEFINITION_DEPENDENT.value: VerdictWords(
        "Depends on a definition",
        "The figure depends on a definition: it agrees with the statistics under another "
        "definition than the one that the text suggests.",
        "clarification",
        3,
    ),
    Verdict.UNDERSTATED.value: VerdictWords(
        "True, and understated",
        "The figure is true as a lower bound; the statistics lie well above it.",
        "clarification",
        4,
    ),
    Verdict.OVERSTATED.value: VerdictWords(
        "True, and overstated",
        "The figure is true as an upper bound; the statistics lie well below it.",
        "clarification",
        4,
    ),
    Verdict.REVISED.value: VerdictWords(
        "True when written, revised since",
        "The figure was right as the authors could have seen it; the statistics have been revised "
        "since.",
        "clarification",
        4,
    ),
    Verdict.REPRODUCED.value: VerdictWords(
        "Borne out by the statistics", "The statistics bear the figure out.", "clarification", 5
    ),
    Verdict.COARSE.value: VerdictWords(
        "Open: a round figure, far from the statistics",
        "The statistics round to the figure as printed, and are far from it. We do not say that "
        "it is wrong.",
        "clarification",
        None,
    ),
    Verdict.CONTESTED.value: VerdictWords(
        "Open: the statistics do not settle it",
        "The statistics do not settle this figure: they disagree, or differ by more than the "
        "figure’s own precision. We do not say that it is wrong.",
        "clarification",
        None,
    ),
    Verdict.UNRESOLVED.value: VerdictWords(
        "Open: not checked for want of data",
        "We could not have the data that would settle this figure. We do not say that it is wrong.",
        "clarification",
        None,
    ),
    Verdict.UNVERIFIABLE.value: VerdictWords(
        "Not checkable with public statistics",
        "No public statistics that we know of cover this figure. We do not say that it is wrong.",
        "clarification",
        None,
    ),
}


_OTHER_YEAR = VerdictWords(
    "Depends on the year",
    "The figure depends on the year: it agrees with the statistics of another year than the one "
    "that the text suggests.",
    "clarification",
    3,
)


def words_of(claim: ClaimEntry) -> VerdictWords:
    """How the verdict of a claim is told: where only another year fits, no definition is blamed."""
    is_year = {"period"} <= set(claim.explanation.changed) <= {"period", "vintage"}
    if claim.verdict == Verdict.DEFINITION_DEPENDENT and is_year:
        return _OTHER_YEAR
    return WORDS[claim.verdict]
