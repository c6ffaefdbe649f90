"""Says of each claim which of its sources could not be had, and why.

A refresh that lost a source stores the others, so that claims are judged by fewer sources than
there are, or by none. Neither may pass in silence: what could not be checked says why, and what was
checked says what is missing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from expectations.outcomes import Assessment, Outcome, Verdict
from sources.indicators import SOURCE_LABELS
from sources.model import Concept, Failure


def tell_failures(
    assessment: Assessment, failures: Sequence[Failure], concepts: Mapping[str, Concept]
) -> Assessment:
    """The same assessment, each claim with the sources that failed it.

    Args:
        assessment: What was judged without them.
        failures: The sources that could not be had.
        concepts: By id.
    """
    if not failures:
        return assessment
    outcomes = (
        _tell(outcome, failures, concepts.get(outcome.claim.indicator))
        for outcome in assessment.outcomes
    )
    return replace(assessment, outcomes=tuple(outcomes))


def _tell(outcome: Outcome, failures: Sequence[Failure], concept: Concept | None) -> Outcome:
    if concept is None or outcome.claim.unverifiable is not None:
        return outcome
    said = [_say(failure) for failure in failures if _concerns(failure, concept)]
    if not said:
        return outcome
    if outcome.verdict is Verdict.UNRESOLVED and not outcome.observed:
        return replace(
            outcome, sentence=f"Could not be checked in this run. {' '.join(said)} Refresh again."
        )
    return replace(outcome, not_established=(*outcome.not_established, *said))


def _concerns(failure: Failure, concept: Concept) -> bool:
    """Whether a source that failed, or of which some indicators failed, has the concept."""
    code = concept.codes.get(failure.source)
    return code is not None and (not failure.indicators or code in failure.indicators)


def _say(failure: Failure) -> str:
    label = SOURCE_LABELS.get(failure.source, failure.source)
    which = f"{', '.join(failure.indicators)} of {label}" if failure.indicators else label
    return f"{which} could not be had: {failure.reason}."
