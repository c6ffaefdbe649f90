"""Each figure of a text as programs read it: `check TEXT --json`, and the same for `draft`.

The structs are the format: the JSON Schema in docs/text-findings.schema.json is generated from
them. Values are in inside units (shares and rates as fractions of one, money in US$, persons).
Places are characters of the text as given. What is not known is null.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version

import msgspec

from expectations.assessment.method import sums_of_text
from expectations.outcomes import (
    STANDINGS,
    Assessment,
    Observed,
    Outcome,
    Standing,
    Verdict,
)
from expectations.wording.counts import say_text_counts, say_unsure
from expectations.wording.phrases import say_observed
from expectations.wording.questions import ALIKE, NOT_JUDGED, NOT_READ, say_about
from reports.findings.citations import Citation
from reports.findings.labels import Names
from sources.errors import InputError
from sources.model import Claim, Figure
from sources.reading.sentences.model import Candidate, ReadFigure, Reading, ReadingDoubt
from sources.reference.concepts import concept_for
from sources.registers.from_text import ReadPaper
from sources.registers.other_definitions import is_by_other

SCHEMA_VERSION = "2.6"


class FigureValue(msgspec.Struct, frozen=True):
    """What is printed, in the unit that is printed: 63 with the unit ``percent``."""

    value: float
    first: float | None
    top: float | None
    unit: str
    hedge: str
    real_unit: str
    currency: str


class IndicatorRead(msgspec.Struct, frozen=True):
    """What is measured: the concept where there is one, and each source's code for it."""

    concept: str
    label: str
    codes: dict[str, str]


class PeriodRead(msgspec.Struct, frozen=True):
    """Years, both ends included; null at the end is the newest year that the data cover."""

    start: int | None
    end: int | None


class DoubtFound(msgspec.Struct, frozen=True):
    """What leaves a reading open: ``what``, ``whose`` or ``when`` it is, and words for it."""

    about: str
    words: str


class ReadingFound(msgspec.Struct, frozen=True):
    """What a figure is about; ``state`` is ``sure``, ``unsure`` or ``confirmed``.

    ``words`` says it as people do: "the share of Brazil in the population of the world in 2018";
    empty where the reading cannot be judged. ``doubt`` is that of an unsure reading; else null.
    """

    words: str
    measure: str
    indicator: IndicatorRead
    areas: list[str]
    to: str
    of: str
    among: str
    period: PeriodRead
    weighting: str
    state: str
    why: str
    doubt: DoubtFound | None = None


class CandidateFound(msgspec.Struct, frozen=True):
    """One way to read a figure that was weighed, and what it would give where that was computed."""

    reading: ReadingFound
    score: float
    why: str
    verdict: str | None
    sentence_of_verdict: str


class EvidenceFound(msgspec.Struct, frozen=True):
    """What one edition of one source gives for the reading."""

    source: str
    edition: str
    series: str
    areas: list[str]
    period: PeriodRead
    value: float
    value_text: str
    first: float | None
    is_inside: bool
    is_of_the_time: bool
    licence: str
    url: str
    citation: Citation


class FigureFound(msgspec.Struct, frozen=True):
    """One figure of a text. ``verdict`` and ``standing`` are null where it is not a claim."""

    phrase: str
    start: int
    end: int
    sentence: str
    page: int | None
    kind: str
    figure: FigureValue
    reading: ReadingFound | None
    candidates: list[CandidateFound]
    verdict: str | None
    standing: Standing | None
    sentence_of_verdict: str
    correction: str
    evidence: list[EvidenceFound]


class TextSource(msgspec.Struct, frozen=True):
    """The text, and how its date is known (``document``, ``given`` or ``unknown``).

    ``helper`` tells which helper model was asked and what it chose; empty where none was.
    ``language_note`` tells what is understood of its language; empty where that is all.
    ``licence`` is what the text may be used under; empty where nobody said.
    """

    file: str
    format: str
    title: str
    claimant: str
    published: str
    published_from: str
    doi: str
    language: str
    sha256: str
    characters: int
    helper: str = ""
    language_note: str = ""
    licence: str = ""


class MadeBy(msgspec.Struct, frozen=True):
    """What a text was read and judged by.

    ``reading`` and ``judging`` are digests of the files that do it: where one is another than
    before, the reading, or the judging, may be why something is found otherwise.
    """

    version: str
    reading: str
    judging: str


class TextFindings(msgspec.Struct, frozen=True):
    """All that was found in a text."""

    schema_version: str
    text: TextSource
    headline: str
    counts: dict[str, int]
    figures: list[FigureFound]
    made_by: MadeBy


@dataclass(frozen=True)
class JudgedText:
    """What was read of a text and what judging it gave; ``assessment`` None where only read."""

    figures: tuple[ReadFigure, ...]
    read: ReadPaper
    assessment: Assessment | None


def describe_text(text: TextSource, judged: JudgedText) -> TextFindings:
    """All that was found in a text, as structs.

    Args:
        text: What is known of it.
        judged: What was read of it, and the outcomes.
    """
    by_id: Mapping[str, Outcome] = {}
    names = Names(judged.read.paper, ())
    if judged.assessment is not None:
        by_id = {outcome.claim.id: outcome for outcome in judged.assessment.outcomes}
        names = Names(judged.read.paper, judged.assessment.vintages)
    found = [_describe(judged, at, by_id, names) for at in range(len(judged.figures))]
    counts = _count(found)
    made_by = MadeBy(version("corrigenda"), *sums_of_text())
    return TextFindings(SCHEMA_VERSION, text, say_text_counts(counts), counts, found, made_by)


def _count(figures: Sequence[FigureFound]) -> dict[str, int]:
    standings = Counter(figure.standing for figure in figures)
    counts = {name.replace(" ", "_"): standings[name] for name in dict.fromkeys(STANDINGS.values())}
    claims = [figure for figure in figures if figure.kind == "claim"]
    return {
        "figures": len(figures),
        "claims": len(claims),
        **counts,
        "unsure": _in_state(claims, "unsure"),
        "confirmed": _in_state(claims, "confirmed"),
        "not_read": sum(one.reading is None for one in claims) - counts["not_checkable"],
        "not_claims": len(figures) - len(claims),
    }


def _in_state(claims: Sequence[FigureFound], state: str) -> int:
    return sum(one.reading is not None and one.reading.state == state for one in claims)


def _describe(
    judged: JudgedText, at: int, by_id: Mapping[str, Outcome], names: Names
) -> FigureFound:
    read = judged.read
    outcome = by_id.get(read.claim_of[at])
    figure = _as_judged(judged.figures[at], outcome)
    words = _words(outcome.claim if outcome else None)
    tried = {place: by_id[name] for place, name in read.candidates_of[at].items() if name in by_id}
    verdict, standing, sentence = _judgement(figure, outcome, read.refused[at], judged)
    return FigureFound(
        phrase=figure.phrase,
        start=figure.start,
        end=figure.end,
        sentence=figure.sentence,
        page=figure.page,
        kind=figure.kind,
        figure=_value(figure.figure),
        reading=(
            describe_reading(figure.reading, figure.state, figure.why, words, figure.doubt)
            if figure.reading
            else None
        ),
        candidates=[
            _candidate(one, figure, tried.get(place)) for place, one in enumerate(figure.candidates)
        ],
        verdict=verdict,
        standing=standing,
        sentence_of_verdict=sentence,
        correction=_proposed(figure, outcome),
        evidence=[_evidence(outcome, one, names) for one in outcome.observed] if outcome else [],
    )


def _as_judged(figure: ReadFigure, outcome: Outcome | None) -> ReadFigure:
    """A figure by the definition that bears it out, and sure where two periods come out alike."""
    how = None if outcome is None else outcome.claim.how_read
    if outcome is not None and figure.reading is not None:
        judged = outcome.claim.indicator
        if is_by_other(figure.reading.indicator, judged):
            figure = replace(figure, reading=replace(figure.reading, indicator=judged))
    if figure.state != "unsure" or how is None or how.state != "sure":
        return figure
    return replace(figure, state="sure", why=f"{figure.why}; {ALIKE}", doubt=None)


def _proposed(figure: ReadFigure, outcome: Outcome | None) -> str:
    """What would be right; nothing where it is not sure what a figure is about."""
    if outcome is None or outcome.correction is None or figure.state == "unsure":
        return ""
    return outcome.correction.phrase


def _judgement(
    figure: ReadFigure, outcome: Outcome | None, refused: str, judged: JudgedText
) -> tuple[str | None, Standing | None, str]:
    if figure.kind != "claim":
        return None, None, figure.why
    if outcome is not None:
        sentence = _say_unsure(outcome) if figure.state == "unsure" else outcome.sentence
        return outcome.verdict.value, outcome.standing, sentence
    if figure.unverifiable:
        return Verdict.UNVERIFIABLE.value, STANDINGS[Verdict.UNVERIFIABLE], figure.unverifiable
    if judged.assessment is None and figure.reading is not None:
        return None, None, NOT_JUDGED
    sentence = f"{refused}." if refused else NOT_READ
    return Verdict.UNRESOLVED.value, STANDINGS[Verdict.UNRESOLVED], sentence


def _say_unsure(outcome: Outcome) -> str:
    """What the figure's likeliest reading would give: none of it is said of the figure itself."""
    if outcome.verdict is Verdict.UNVERIFIABLE:
        return outcome.sentence  # no series was read, so there is nothing that it may be
    return say_unsure(_words(outcome.claim), outcome.sentence)


def _words(claim: Claim | None) -> str:
    return "" if claim is None else say_about(claim)


def _value(figure: Figure) -> FigureValue:
    return FigureValue(
        value=float(figure.value),
        first=None if figure.first is None else float(figure.first.value),
        top=None if figure.top is None else float(figure.top),
        unit=figure.unit,
        hedge=figure.hedge,
        real_unit=figure.real_unit,
        currency=figure.currency,
    )


def describe_reading(
    reading: Reading, state: str, why: str, words: str = "", doubt: ReadingDoubt | None = None
) -> ReadingFound:
    """A reading with the codes of its indicator in every source that has it."""
    return ReadingFound(
        words=words,
        measure=reading.measure,
        indicator=describe_indicator(reading.indicator),
        areas=list(reading.areas),
        to=reading.to,
        of=reading.of,
        among=reading.among,
        period=PeriodRead(reading.period.start, reading.period.end),
        weighting=reading.weighting,
        state=state,
        why=why,
        doubt=DoubtFound(doubt.about, doubt.words) if doubt and state == "unsure" else None,
    )


def describe_indicator(indicator: str) -> IndicatorRead:
    """An indicator's concept and codes; empty ones where a reading names none."""
    if not indicator:
        return IndicatorRead("", "", {})
    try:
        concept = concept_for(indicator)
    except InputError:
        return IndicatorRead(indicator, indicator, {})
    return IndicatorRead(concept.id, concept.label, dict(concept.codes))


def _candidate(one: Candidate, figure: ReadFigure, outcome: Outcome | None) -> CandidateFound:
    return CandidateFound(
        reading=describe_reading(
            one.reading, figure.state, one.why, _words(outcome.claim if outcome else None)
        ),
        score=round(one.score, 4),
        why=one.why,
        verdict=None if outcome is None else outcome.verdict.value,
        sentence_of_verdict="" if outcome is None else outcome.sentence,
    )


def _evidence(outcome: Outcome, one: Observed, names: Names) -> EvidenceFound:
    reading = one.reading
    citation = names.cite(reading)
    return EvidenceFound(
        source=reading.source,
        edition=reading.vintage,
        series=citation.series,
        areas=[reading.group],
        period=PeriodRead(reading.start, reading.end),
        value=reading.obs_value,
        value_text=" to ".join(
            say_observed(outcome.claim, value)
            for value in (reading.obs_first, reading.obs_value)
            if value is not None
        ),
        first=reading.obs_first,
        is_inside=reading.is_inside,
        is_of_the_time=not one.is_hindsight,
        licence=citation.licence,
        url=citation.url,
        citation=citation,
    )


GRAVITY: tuple[Standing, ...] = ("off", "open", "holds", "not checkable")
_VERDICTS = tuple(verdict.value for verdict in Verdict)


def gravity(figure: FigureFound) -> tuple[int, int, int]:
    """Orders figures, the gravest first: by standing, then by what would come of the reading.

    Of those that are open the first are thus those that are off if they mean what they seem to,
    then those that are further off than their series is mostly revised, last those that would hold.
    """
    verdict = _VERDICTS.index(figure.verdict) if figure.verdict else len(_VERDICTS)
    seems = STANDINGS[Verdict(figure.verdict)] if figure.verdict else ""
    if figure.sentence_of_verdict.startswith("Doubtful"):
        urgency = 1
    else:
        urgency = {"off": 0, "holds": 3}.get(seems, 2)
    return GRAVITY.index(figure.standing or "open"), urgency, verdict
