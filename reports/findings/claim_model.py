"""A claim as `findings.json` has it: what it states, what was observed, what explains it.

Each struct is an object of `findings.json`, its fields in that order; see `reports.findings.model`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

import msgspec

from reports.findings.citations import Citation

Standing = Literal["holds", "off", "open", "not checkable"]
Unit = Literal["fraction", "fraction_difference", "usd", "persons", "number", "years"]
Order = Literal["as stated", "reversed"]


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """An object of `findings.json`."""


class FigureEntry(Entry, frozen=True, kw_only=True):
    """A figure as stated, and what it admits; a bound has one end, an exact count none."""

    text: str
    value: float
    value_text: str
    unit: Unit
    lower: float | None
    upper: float | None
    is_lower_closed: bool | None
    is_upper_closed: bool | None


class StatedEntry(FigureEntry, frozen=True, kw_only=True):
    """The figure of a claim; of a pair the second one, and ``first`` the first.

    ``currency`` is in ISO 4217 where the figure is money.
    """

    admits_text: str
    hedge: str
    rule: str
    override_reason: str
    first: FigureEntry | None
    currency: str = ""


class ReadingEntry(Entry, frozen=True, kw_only=True):
    """One reading and what it gives; of a pair ``obs_first`` is its first value."""

    group: str
    group_label: str
    indicator: str
    indicator_label: str
    start: int
    end: int
    period_text: str
    source: str
    source_label: str
    vintage: str
    weighting: str
    weighting_label: str
    order: Order
    obs_value: float | None
    obs_first: float | None
    obs_text: str
    is_inside: bool
    citation: Citation | None = None

    @property
    def edition(self) -> str:
        """The key of its vintage: ``wdi@2018-05-21``."""
        return f"{self.source}@{self.vintage}"

    @property
    def editions(self) -> tuple[str, ...]:
        """The keys of all that it rests on: its vintage, and that of the exchange rates."""
        rates = self.citation.rates_edition if self.citation else ""
        return tuple(dict.fromkeys(filter(None, (self.edition, rates))))

    @property
    def converted(self) -> str:
        """How it was converted into another currency; empty where it was not."""
        return self.citation.converted if self.citation else ""


class MissingEntry(Entry, frozen=True, kw_only=True):
    """A member of a group of which a reading has no data, and what it would weigh."""

    ref_area: str
    name: str
    share: float | None
    share_text: str
    year: int | None
    vintage: str
    obs_value: float | None


class EvidenceEntry(ReadingEntry, frozen=True, kw_only=True):
    """The declared reading in one edition of one source."""

    role: str
    role_text: str
    is_hindsight: bool
    dependence_text: str
    licence: str
    difference: float | None
    difference_text: str
    coverage: float | None
    coverage_text: str
    missing: tuple[MissingEntry, ...]
    with_missing: float | None
    with_missing_text: str
    numerator: float | None
    denominator: float | None


class PeriodEntry(Entry, frozen=True, kw_only=True):
    """The declared years; without an end the newest that is covered."""

    start: int | None
    end: int | None
    text: str


class DeclaredEntry(Entry, frozen=True, kw_only=True):
    """The reading that the register declares, and what each edition says of it.

    ``subject`` is what is measured, as a noun phrase; ``difference_text`` how the figure lies to
    what the editions of the time give, all of them together.
    """

    measure: str
    measure_label: str
    indicator: str
    indicator_label: str
    group: str
    group_label: str
    period: PeriodEntry
    weighting: str
    weighting_label: str
    evidence: tuple[EvidenceEntry, ...]
    subject: str = ""
    difference_text: str = ""


class MatchedEntry(Entry, frozen=True, kw_only=True):
    """How many of the paper's other figures the readings would have matched, and of how many."""

    matched: int
    of: int


class SlipEntry(Entry, frozen=True, kw_only=True):
    """A slip of the pen that would put the declared reading inside."""

    kind: str
    figure: str


class ExplanationEntry(Entry, frozen=True, kw_only=True):
    """What explains a claim, and what that is worth."""

    reading: ReadingEntry | None
    changed: tuple[str, ...]
    fits: tuple[str, ...]
    distinct_fits: int
    tried: int
    distinct: int
    chance: float | None
    chance_text: str
    chance_together: float | None
    chance_together_text: str
    others_matched: MatchedEntry | None
    worth_text: str
    is_coincidence: bool
    slip: SlipEntry | None
    text: str


class GridRowEntry(Entry, frozen=True, kw_only=True):
    """A definition, and by year its text, value and first value; then the years that are marked."""

    group: str
    group_label: str
    indicator: str
    weighting: str
    order: Order
    start: int | None
    editions: tuple[str, ...]
    text: str
    editions_text: str
    texts: tuple[str, ...]
    values: tuple[float | None, ...]
    firsts: tuple[float | None, ...]
    inside: tuple[int, ...]
    declared: tuple[int, ...]
    fitted: tuple[int, ...]


class LeftOutEntry(Entry, frozen=True, kw_only=True):
    """How many rows and years of a grid are not shown."""

    inside: int
    outside: int
    years: int


class GridEntry(Entry, frozen=True, kw_only=True):
    """The readings tried: definitions down, years across."""

    years: tuple[int, ...]
    unit: str
    is_of_spans: bool
    rows: tuple[GridRowEntry, ...]
    left_out: LeftOutEntry
    left_out_text: str


class FirmnessEntry(Entry, frozen=True, kw_only=True):
    """How much the editions differ among themselves, and what that means here."""

    noise_floor: float | None
    text: str


class CorrectionEntry(Entry, frozen=True, kw_only=True):
    """What would be right: the phrase with the computed figure, and what that rests on."""

    phrase: str
    figure: str
    basis: str
    citation: Citation | None = None


class ImplicationEntry(Entry, frozen=True, kw_only=True):
    """What another figure of the paper implies for this one."""

    relation_id: str
    claims: tuple[str, ...]
    holds: bool | None
    text: str


class SeriesEntry(Entry, frozen=True, kw_only=True):
    """The measure of a claim by year in one vintage: what its chart shows."""

    source: str
    vintage: str
    years: tuple[int, ...]
    values: tuple[float, ...]


class UnverifiableEntry(Entry, frozen=True, kw_only=True):
    """Why no public statistics cover a claim, and who would know."""

    reason: str
    who_would_know: str


class HowReadEntry(Entry, frozen=True, kw_only=True):
    """Who settled a claim's reading (`sources.model.HowRead`)."""

    state: str
    by: str
    at: str
    why: str


class ClaimEntry(Entry, frozen=True, kw_only=True):
    """One claim: what it states, what was observed, what explains the difference.

    Attributes:
        gap: How far what was observed lies outside what the figure admits, relative to it; 0 where
            it is inside, None where nothing was observed.
        reading: Who settled its reading; None where a person wrote it.
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
    verdict: str
    standing: Standing
    sentence: str
    gap: float | None
    stated: StatedEntry
    declared: DeclaredEntry
    explanation: ExplanationEntry
    grid: GridEntry | None
    timing: str
    timing_text: str
    firmness: FirmnessEntry
    correction: CorrectionEntry | None
    implications: tuple[ImplicationEntry, ...]
    series: tuple[SeriesEntry, ...]
    not_established: tuple[str, ...]
    unverifiable: UnverifiableEntry | None
    source_sentence: str = ""
    page: int | None = None


def finite(value: float | None) -> float | None:
    """A number; None where it is no finite one, for JSON has no NaN."""
    return float(value) if value is not None and math.isfinite(value) else None


def finites(values: Sequence[float | None]) -> tuple[float | None, ...]:
    """Numbers, each as `finite` has it."""
    return tuple(finite(value) for value in values)
