"""A claim as `findings.json` has it: what it states, what was observed, what explains it.

Each struct is an object of `findings.json`, its fields in that order; see `reports.findings.model`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Annotated, get_args

from expectations.outcomes import LikelyCauseKind, Standing
from reports.findings.citations import Citation
from reports.findings.reading_model import (
    Chance,
    Count,
    DeclaredEntry,
    FindingsObject,
    Least,
    PairOrder,
    ReadingEntry,
    StatedEntry,
    VerdictName,
    WeightingName,
    told,
)


class MatchedEntry(FindingsObject, frozen=True, kw_only=True):
    """How many of the paper's other figures the readings would have matched, and of how many."""

    matched: Count
    of: Annotated[int, told(minimum=1)]


class SlipEntry(FindingsObject, frozen=True, kw_only=True):
    """A slip of the pen that would put the declared reading inside.

    Attributes:
        figure: What was perhaps meant.
    """

    kind: Annotated[str, told(enum=["unit", "digits"])]
    figure: str


class LikelyCauseEntry(FindingsObject, frozen=True, kw_only=True):
    """What the author may have done, where the figure would fit if so.

    Attributes:
        kind: Per cent told for percentage points, a decimal point slipped, what a share leaves to
            100%, the other sign, other dollars, or the value of another figure told nearby.
        text: The same in a sentence.
    """

    kind: Annotated[str, told(enum=list(get_args(LikelyCauseKind)))]
    text: str


class ExplanationEntry(FindingsObject, frozen=True, kw_only=True):
    """What explains a claim, and what that is worth.

    Attributes:
        reading: The reading that fits, if one does.
        changed: The axes on which it differs from the declared one.
        fits: Ids of the claims of the statement that it fits.
        distinct_fits: How many different figures these are: one stated twice counts once.
            chance_together is of these.
        tried: Readings tried.
        distinct: Distinct values that they gave.
        chance: How likely a random figure of the same precision would have matched at least one.
        chance_together: How likely random figures in place of all those in fits would have been
            matched by one reading; null for fewer than two.
        others_matched: How many of the paper's other figures in the same unit the readings would
            have matched; null where there are none.
        worth_text: What a match found by trying is worth, as far as text does not say it.
        is_coincidence: Whether a match as good is more likely than not, whatever is stated.
        slip: A slip of the pen that would explain the figure: a unit slipped by thousands, or two
            digits exchanged.
        cause: What the author may have done, of a figure that is off or doubtful; null where
            nothing usual fits.
    """

    reading: ReadingEntry | None
    changed: tuple[str, ...]
    fits: tuple[str, ...]
    distinct_fits: Count
    tried: Count
    distinct: Count
    chance: Chance | None
    chance_text: str
    chance_together: Chance | None
    chance_together_text: str
    others_matched: MatchedEntry | None
    worth_text: str
    is_coincidence: bool
    slip: SlipEntry | None
    cause: LikelyCauseEntry | None
    text: str


class GridRowEntry(FindingsObject, frozen=True, kw_only=True):
    """A definition, and by year its text, value and first value; then the years that are marked.

    Attributes:
        group: Id of the country group.
        indicator: Id of the concept.
        start: The first year, where the claim is about a span.
        editions: Source and edition, such as wdi@2018-05-21; several where they print the same.
        text: The definition in words, without its editions.
        texts: The values in the grid's unit, one for each of its years; empty where there is none.
        values: The same in the unit of the claim; of several editions, the first's.
        firsts: Of a pair, the values at the first year.
        inside: Years whose value lies in what the figure admits.
        declared: Years of the declared reading.
        fitted: Years of the reading that fits.
    """

    group: str
    group_label: str
    indicator: str
    weighting: WeightingName
    order: PairOrder
    start: int | None
    editions: Annotated[tuple[str, ...], told(minItems=1)]
    text: str
    editions_text: str
    texts: tuple[str, ...]
    values: tuple[float | None, ...]
    firsts: tuple[float | None, ...]
    inside: tuple[int, ...]
    declared: tuple[int, ...]
    fitted: tuple[int, ...]


class LeftOutEntry(FindingsObject, frozen=True, kw_only=True):
    """How many rows and years of a grid are not shown.

    Attributes:
        inside: Definitions with something inside.
        outside: Definitions with nothing inside.
        years: Years.
    """

    inside: Count
    outside: Count
    years: Count


class GridEntry(FindingsObject, frozen=True, kw_only=True):
    """The readings tried: definitions down, years across.

    Attributes:
        years: The columns; of spans, the last years.
        unit: What the numbers are in, such as billions; may be empty.
        rows: The declared definition first, then the one that fits, then others with something
            inside.
    """

    years: tuple[int, ...]
    unit: str
    is_of_spans: bool
    rows: tuple[GridRowEntry, ...]
    left_out: LeftOutEntry
    left_out_text: str


class FirmnessEntry(FindingsObject, frozen=True, kw_only=True):
    """How much the editions differ among themselves, and what that means here.

    Attributes:
        noise_floor: By how much editions and sources differ about it, at the most.
    """

    noise_floor: Least | None
    text: str


class CorrectionEntry(FindingsObject, frozen=True, kw_only=True):
    """What would be right: the phrase with the computed figure, and what that rests on.

    Attributes:
        phrase: The claim's phrase with the corrected figure.
        basis: Source, edition and years.
    """

    phrase: str
    figure: str
    basis: str
    citation: Citation | None = None


class ImplicationEntry(FindingsObject, frozen=True, kw_only=True):
    """What another figure of the paper implies for this one.

    Attributes:
        holds: null where the third figure is not the paper's own.
    """

    relation_id: str
    claims: tuple[str, ...]
    holds: bool | None
    text: str


class SeriesEntry(FindingsObject, frozen=True, kw_only=True):
    """The measure of a claim by year in one edition: what its chart shows."""

    source: str
    vintage: str
    years: tuple[int, ...]
    values: tuple[float, ...]


class UnverifiableEntry(FindingsObject, frozen=True, kw_only=True):
    """Why no public statistics cover a claim, and who would know."""

    reason: str
    who_would_know: str


class HowReadEntry(FindingsObject, frozen=True, kw_only=True):
    """Who settled a claim's reading (`sources.model.HowRead`).

    Attributes:
        or_period: Where only the period is open, the other that may be meant, in words: "2017",
            "the newest year covered"; else empty.
    """

    state: Annotated[str, told(enum=["sure", "unsure", "confirmed"])]
    by: str
    at: str
    why: str
    or_period: str = ""


class ClaimEntry(FindingsObject, frozen=True, kw_only=True):
    """One claim: what it states, what was observed, what explains the difference.

    Attributes:
        anchor: Fragment of the page: index.html#anchor.
        phrase: A short quote around the figure.
        reading: Who settled its reading; None where a person wrote it.
        sentence: The verdict in one sentence.
        gap: How far what was observed lies outside what the figure admits, relative to it; 0 where
            it is inside, None where nothing was observed.
        stated: The figure as printed and what it admits.
        declared: The reading that the register declares: it decides.
        grid: The readings tried, as many as can be read in seconds.
        timing: When a figure that is off or revised was true as declared: then (when it was
            written, since revised), earlier (an earlier period) or never; empty for others.
        firmness: How far the statistics themselves agree about the declared reading.
        correction: What would be right for the declared reading, printed as the paper prints; null
            for what is not off.
        implications: What the paper's figures imply of each other.
        series: The measure by year, covered years only: what the chart shows.
        unverifiable: Set where no public indicator covers the figure.
        source_sentence: The sentence of the paper that states it, where the register keeps it.
        page: Its page, where the paper has pages.
    """

    claim_id: str
    anchor: str
    statement_id: str
    section: str
    phrase: str
    note: str
    reading: HowReadEntry | None = None
    verdict: VerdictName
    standing: Standing
    sentence: str
    gap: Least | None
    stated: StatedEntry
    declared: DeclaredEntry
    explanation: ExplanationEntry
    grid: GridEntry | None
    timing: Annotated[str, told(enum=["then", "earlier", "never", ""])]
    timing_text: str
    firmness: FirmnessEntry
    correction: CorrectionEntry | None
    implications: tuple[ImplicationEntry, ...]
    series: tuple[SeriesEntry, ...]
    not_established: tuple[str, ...]
    unverifiable: UnverifiableEntry | None
    source_sentence: str = ""
    page: Annotated[int, told(minimum=1)] | None = None


def finite(value: float | None) -> float | None:
    """A number; None where it is no finite one, for JSON has no NaN."""
    return float(value) if value is not None and math.isfinite(value) else None


def finites(values: Sequence[float | None]) -> tuple[float | None, ...]:
    """Numbers, each as `finite` has it."""
    return tuple(finite(value) for value in values)
