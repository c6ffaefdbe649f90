"""What each verdict is called and what it means: in a report, to the authors, in an editor.

To its authors no more is said of a figure than the verdict allows.

A figure that is out of date is not called wrong, and one about which the statistics disagree is
not called anything. The rating is schema.org's (`ClaimReview.reviewRating`): a whole number where
5 is borne out and 1 is not, as Google's guidance reads it (nearer to the best is more true). A
verdict that leaves the question open has no number, so that no crawler reads one into it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from expectations.outcomes import Verdict

MEANINGS: Mapping[Verdict, str] = {
    Verdict.REPRODUCED: (
        "An edition that the author could have seen puts the figure inside what it admits, or, "
        "where none of that time is at hand, every later one."
    ),
    Verdict.UNDERSTATED: "A lower bound that is true by far.",
    Verdict.OVERSTATED: "An upper bound that is true by far.",
    Verdict.REVISED: "It held as the author could have seen it; the newest edition says otherwise.",
    Verdict.STALE: "The declared period fails; the same definition fits an earlier one.",
    Verdict.DEFINITION_DEPENDENT: (
        "As declared it fails; another definition that is named fits (group, weighting or "
        "indicator), or a later year."
    ),
    Verdict.CONTRADICTED: (
        "The text contradicts itself: arithmetic between its figures, or a direction."
    ),
    Verdict.REFUTED: "None of the ways of reading it that were tried fits.",
    Verdict.COARSE: "It rounds to what is printed, and is far from it.",
    Verdict.CONTESTED: (
        "Only what the author could not have seen bears it out, or it is off by less than the "
        "statistics differ."
    ),
    Verdict.UNRESOLVED: (
        "No data at hand, or none of the text’s own time that could settle it; this never counts "
        "as a pass."
    ),
    Verdict.UNVERIFIABLE: "No public indicator covers it.",
}
"""What a report says that a verdict means."""

HEADINGS: Mapping[str, str] = {
    "off": "Off: the statistics do not bear these out, or the text contradicts itself",
    "open": "Open: the statistics do not decide these",
    "does not hold": "Does not hold",
    "holds": "Holds",
    "not checkable": "Not checkable: no public indicator covers these",
}
"""Above the checks of one standing, or of one outcome, in Data Docs."""

RULES: Mapping[Verdict, tuple[str, str]] = {
    Verdict.REFUTED: (
        "NotBorneOut",
        "The statistics do not bear the figure out in any way of computing it that was tried.",
    ),
    Verdict.CONTRADICTED: (
        "ContradictsItself",
        "The text is at odds with itself about the figure, whatever the statistics say.",
    ),
    Verdict.DEFINITION_DEPENDENT: (
        "AnotherDefinition",
        "The figure fits another definition than the one that the text gives.",
    ),
    Verdict.STALE: (
        "OutOfDate",
        "The figure fits an earlier time than the one that the text speaks of.",
    ),
    Verdict.CONTESTED: ("NotSettled", "What is at hand does not settle the figure."),
    Verdict.COARSE: ("RoundedFar", "The figure rounds to what is printed, and is far from it."),
    Verdict.UNRESOLVED: ("NoData", "Nothing at hand decides about the figure."),
    Verdict.UNDERSTATED: ("Understated", "A bound that is true by far."),
    Verdict.OVERSTATED: ("Overstated", "A bound that is true by far."),
    Verdict.REVISED: ("Revised", "The figure was right when it was written, and revised since."),
    Verdict.REPRODUCED: ("Holds", "The statistics bear the figure out."),
    Verdict.UNVERIFIABLE: ("NotCheckable", "No public statistics cover the figure."),
}
"""What a rule of SARIF is called and says, by verdict."""

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
        "The statistics do not bear the figure out.",
        "correction",
        1,
    ),
    Verdict.CONTRADICTED.value: VerdictWords(
        "At odds with the text itself",
        "The passage is at odds with itself or with another figure of the text, whatever the "
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
        "True, and well below the bound",
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


def words_of(verdict: str, changed: Collection[str]) -> VerdictWords:
    """How a verdict is told to the authors: where only another year fits, no definition is blamed.

    Args:
        verdict: The verdict.
        changed: What the reading that fits has otherwise, as `Explanation.changed`.
    """
    if verdict == Verdict.DEFINITION_DEPENDENT and is_other_year(changed):
        return _OTHER_YEAR
    return WORDS[verdict]


def is_other_year(changed: Collection[str]) -> bool:
    """Whether what fits is of another year or period, and not of another definition."""
    return {"period"} <= set(changed) <= {"period", "vintage"}
