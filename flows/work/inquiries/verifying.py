"""One figure verified: the verdict, the sentence, and what explains a figure that is not borne out.

The figure is judged as the one claim of a register (`flows.work.inquiries.questions`). Only where
it does not hold are others tried beside it, to say what was perhaps meant: the other sign, another
scale, the same in another year, a series that it is often taken for. None of them changes the
verdict. Where nothing at hand gives it in any of these ways, that is told as such.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from expectations.wording.questions import (
    say_no_such_figure,
    say_other_series,
    say_other_year,
    say_slip,
)
from flows.work.inquiries.questions import Asked, Question, ask, register_of, scaled
from reports.findings.citations import Citation
from sources.errors import InputError

if TYPE_CHECKING:
    from expectations.outcomes import Outcome
    from flows.work.inquiries.observations import Observations
    from reports.findings.claim_model import ClaimEntry
    from reports.findings.reading_model import EvidenceEntry
    from sources.model import Concept

AnswerWord = Literal["right", "right when written", "wrong", "not settled", "cannot be checked"]
ErrorCause = Literal["", "sign", "scale", "year", "series", "definition", "none"]

_BY_THOUSANDS = tuple(Decimal(f"1E{power}") for power in (3, -3, 6, -6, 9, -9))
_BY_TENS = tuple(Decimal(f"1E{power}") for power in (1, -1, 2, -2))
_MOST_NEIGHBOURS = 4


@dataclass(frozen=True)
class Evidence:
    """What one edition gives for what was asked.

    Attributes:
        value: In inside units: shares and rates are fractions of one, money is US$.
        text: The same for people.
        is_inside: Whether it lies in what the figure admits.
        role: Whether an author could have seen it, and whether it is the newest.
        citation: Where it is from.
    """

    value: float | None
    text: str
    is_inside: bool
    role: str
    citation: Citation


@dataclass(frozen=True)
class Verified:
    """What is known of a figure.

    Attributes:
        answer: In a word: ``right``, ``right when written`` (revised since), ``wrong``,
            ``not settled`` (what is at hand does not decide), ``cannot be checked``.
        verdict: As a report has it.
        standing: holds, off, open or not checkable.
        sentence: The verdict in a sentence, for people.
        as_printed: The figure as it was judged.
        about: What it is about, in words.
        admits: The values that the figure as printed admits.
        was_right_when_written: Whether the editions of the time bear it out; None where none is
            at hand that decides.
        would_be_right: What would be right; empty where the figure holds or nobody knows.
        cause: What explains a figure that does not hold: another ``sign``, ``scale``, ``year``,
            ``series`` or ``definition``; ``none``: no edition at hand gives it in any way tried.
        explanation: The cause in a sentence.
        tried: How many readings were tried.
        not_established: What stays unknown.
        evidence: What each edition gives.
        as_register: The question as a register: `corrigenda validate --paper` judges it the same.
    """

    answer: AnswerWord
    verdict: str
    standing: str
    sentence: str
    as_printed: str
    about: str
    admits: str
    was_right_when_written: bool | None
    would_be_right: str
    cause: ErrorCause
    explanation: str
    tried: int
    not_established: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    as_register: str


def verify(question: Question, observations: Observations, today: str) -> Verified:
    """Judge one figure.

    Args:
        question: The figure, and what it is about.
        observations: What to hold it against.
        today: The day that counts as that of the writing where the question names none.

    Raises:
        InputError: The question names what is not known, with what is near.
        SnapshotError: A snapshot cannot be read.
    """
    from reports.findings.findings import describe_claims
    from reports.findings.labels import Names

    asked = ask(question, today)
    assessment = observations.assess(asked.paper)
    outcome = assessment.outcomes[0]
    entry = describe_claims(assessment, Names(asked.paper, assessment.vintages))[0]
    cause, explanation = _explain(asked, outcome, entry, observations)
    return Verified(
        answer=_answer(outcome),
        verdict=entry.verdict,
        standing=entry.standing,
        sentence=entry.sentence,
        as_printed=asked.phrase,
        about=f"{entry.declared.subject}, {entry.declared.period.text}",
        admits=entry.stated.admits_text,
        was_right_when_written=_was_right(outcome),
        would_be_right=_would_be_right(entry),
        cause=cause,
        explanation=explanation,
        tried=outcome.explanation.tried,
        not_established=entry.not_established,
        evidence=told_evidence(entry.declared.evidence),
        as_register=asked.text,
    )


def told_evidence(rows: Sequence[EvidenceEntry]) -> tuple[Evidence, ...]:
    """The observed values of a claim, each with its citation."""
    return tuple(
        Evidence(row.obs_value, row.obs_text, row.is_inside, row.role_text, row.citation)
        for row in rows
        if row.citation is not None
    )


def _answer(outcome: Outcome) -> AnswerWord:
    if outcome.verdict.value == "revised":
        return "right when written"
    if outcome.standing == "holds":
        return "right"
    if outcome.standing == "off":
        return "wrong"
    return "not settled" if outcome.is_checked else "cannot be checked"


def _was_right(outcome: Outcome) -> bool | None:
    of_the_time = [one.reading.is_inside for one in outcome.observed if not one.is_hindsight]
    if outcome.standing == "holds" or any(of_the_time):
        return True
    return False if of_the_time and outcome.standing == "off" else None


def _would_be_right(entry: ClaimEntry) -> str:
    if entry.correction is not None:
        return f"{entry.correction.phrase} ({entry.correction.basis})"
    outside = [row for row in entry.declared.evidence if not row.is_inside]
    if entry.standing == "holds" or not outside or len(outside) < len(entry.declared.evidence):
        return ""
    row = outside[-1]
    converted = f", converted {row.converted}" if row.converted else ""
    return f"{row.obs_text} ({row.source_label}, edition {row.vintage}{converted})"


def _explain(
    asked: Asked, outcome: Outcome, entry: ClaimEntry, observations: Observations
) -> tuple[ErrorCause, str]:
    """What explains a figure that nothing bears out, the nearest first."""
    observed = outcome.observed
    is_far = outcome.standing == "off" or outcome.explanation.is_doubtful
    if not is_far or not observed or any(one.reading.is_inside for one in observed):
        return "", ""
    if meant := _meant(outcome, (Decimal(-1),)):
        return "sign", say_slip("sign", meant)
    if meant := _meant(outcome, _BY_THOUSANDS):
        return "scale", say_slip("scale", meant)
    if year := _other_year(entry):
        return "year", year
    if meant := _meant(outcome, _BY_TENS):
        return "scale", say_slip("point", meant)
    if other := _other_series(asked, observations):
        return "series", other
    if entry.explanation.reading is not None or entry.explanation.slip is not None:
        return "definition", entry.explanation.text
    vintages = len({(one.reading.source, one.reading.vintage) for one in observed})
    return "none", say_no_such_figure(vintages, outcome.explanation.tried)


def _meant(outcome: Outcome, factors: Sequence[Decimal]) -> str:
    """The figure times the first factor that what was observed bears out; empty for none."""
    from expectations.judging.tolerance import admits, is_inside

    claim, figure = outcome.claim, outcome.claim.figure
    if figure.first is not None or figure.top is not None or not figure.value:
        return ""
    values = [one.reading.obs_value for one in outcome.observed if not one.is_suspect]
    values += _of_all_vintages(outcome)
    for factor in factors:
        other = replace(figure, value=figure.value * factor, quantum=figure.quantum * abs(factor))
        bounds = admits(replace(claim, figure=other))
        if any(is_inside(value, bounds) for value in values):
            return scaled(figure, factor)
    return ""


def _of_all_vintages(outcome: Outcome) -> list[float]:
    """What the declared reading gives in every edition that was tried, where it is of one year."""
    claim, grid = outcome.claim, outcome.grid
    if grid is None or claim.period.end not in grid.years:
        return []
    at = grid.years.index(claim.period.end)
    cells = (
        row.cells[at]
        for row in grid.rows
        if (row.group, row.indicator, row.start) == (claim.group, claim.indicator, None)
        and not row.is_reversed
    )
    return [cell.obs_value for cell in cells if cell is not None and cell.is_declared]


def _other_series(asked: Asked, observations: Observations) -> str:
    """The first that bears the figure out of the series that the one asked for is taken for."""
    from sources.reference.concepts import CONCEPTS
    from sources.registers.register import parse_paper

    near = [
        CONCEPTS[name]
        for name in asked.concept.neighbours[:_MOST_NEIGHBOURS]
        if name in CONCEPTS and _may_state(CONCEPTS[name], asked.figure.unit)
    ]
    claims = [(f"other-{at}", asked.phrase, one.id) for at, one in enumerate(near)]
    text = register_of(asked.question, asked.concept, asked.area, claims, asked.published)
    try:
        paper = parse_paper(text, "the question") if near else None
    except InputError:
        return ""  # what is asked of this series cannot be asked of those
    outcomes = observations.assess(paper).outcomes if paper else ()
    for concept, outcome in zip(near, outcomes, strict=True):
        if outcome.standing == "holds" and outcome.observed:
            return say_other_series(concept.label, concept.id)
    return ""


def _may_state(concept: Concept, unit: str) -> bool:
    """Whether a figure in a unit may be a level of a concept: US$ at any prices, people of any."""
    from sources.registers.units import units_of_level

    return unit in units_of_level(concept, unit)


def _other_year(entry: ClaimEntry) -> str:
    """The nearest other year that an edition gives the figure for; empty where there is none."""
    grid, end = entry.grid, entry.declared.period.end
    if grid is None or end is None or entry.declared.period.start not in (None, end):
        return ""
    years = {
        year
        for row in grid.rows
        if row.group == entry.declared.group
        and row.indicator == entry.declared.indicator
        and row.order == "as stated"
        for year in row.inside
        if year != end
    }
    if not years:
        return ""
    nearest = min(years, key=lambda year: (abs(year - end), year))
    return say_other_year(nearest, end)
