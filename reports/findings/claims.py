"""Makes the entry of one claim: what it states, what was observed, what explains the difference."""

from __future__ import annotations

import math

from msgspec import structs

from expectations.grids import Grid, GridRow
from expectations.judging.tolerance import SCALES
from expectations.outcomes import (
    STANDINGS,
    Bounds,
    ComputedReading,
    Explanation,
    Missing,
    Observed,
    Outcome,
)
from expectations.wording.counts import say_unsure
from expectations.wording.measures import measure_label, say_subject
from expectations.wording.phrases import (
    say_admitted,
    say_chance,
    say_observed,
    say_rule,
    say_stated,
)
from expectations.wording.remarks import (
    say_definition,
    say_dependence,
    say_differences,
    say_firmness,
    say_left_out,
    say_role,
    say_timing,
    say_vintages,
    say_with_missing,
    say_worth,
)
from expectations.wording.values import say_declared_period, say_period, say_value
from reports.findings.claim_model import (
    ClaimEntry,
    CorrectionEntry,
    ExplanationEntry,
    FirmnessEntry,
    GridEntry,
    GridRowEntry,
    HowReadEntry,
    ImplicationEntry,
    LeftOutEntry,
    LikelyCauseEntry,
    MatchedEntry,
    SeriesEntry,
    SlipEntry,
    UnverifiableEntry,
    finite,
    finites,
)
from reports.findings.labels import WEIGHTINGS, Names
from reports.findings.reading_model import (
    DeclaredEntry,
    EvidenceEntry,
    FigureEntry,
    InsideUnit,
    MissingEntry,
    PeriodEntry,
    ReadingEntry,
    StatedEntry,
)
from sources.model import Claim, Figure, HowRead
from sources.reference.areas import area_name


def describe_reading(claim: Claim, reading: ComputedReading, names: Names) -> ReadingEntry:
    """One reading and what it gives, tried or declared."""
    values = [
        say_observed(claim, value)
        for value in (reading.obs_first, reading.obs_value)
        if value is not None and math.isfinite(value)
    ]
    return ReadingEntry(
        group=reading.group,
        group_label=names.group(reading.group),
        indicator=reading.indicator,
        indicator_label=names.indicator(reading.indicator),
        start=reading.start,
        end=reading.end,
        # A count of members has no year: 0 stands there.
        period_text=say_period(reading.start, reading.end) if reading.end else "",
        source=reading.source,
        source_label=names.source(reading.source, reading.vintage),
        vintage=reading.vintage,
        weighting=reading.weighting,
        weighting_label=WEIGHTINGS.get(reading.weighting, reading.weighting),
        order=reading.order,
        obs_value=finite(reading.obs_value),
        obs_first=finite(reading.obs_first),
        obs_text=" to ".join(values),
        is_inside=reading.is_inside,
        citation=names.cite(reading),
    )


def describe_evidence(outcome: Outcome, names: Names) -> tuple[EvidenceEntry, ...]:
    """The declared reading of a claim in each edition of each source."""
    sources = list(dict.fromkeys(found.reading.source for found in outcome.observed))
    return tuple(
        _describe_observed(outcome.claim, found, names, sources) for found in outcome.observed
    )


def _describe_observed(
    claim: Claim, found: Observed, names: Names, sources: list[str]
) -> EvidenceEntry:
    reading = found.reading
    return EvidenceEntry(
        **structs.asdict(describe_reading(claim, reading, names)),
        role=found.role,
        role_text=say_role(found),
        is_hindsight=found.is_hindsight,
        dependence_text=say_dependence(reading.source, sources),
        licence=names.licence(reading.source, reading.vintage, reading.indicator),
        difference=finite(found.difference),
        difference_text=found.difference_text,
        coverage=finite(found.coverage),
        coverage_text=say_value(found.coverage, "percent"),
        missing=tuple(_describe_missing(missing) for missing in found.missing),
        with_missing=finite(found.with_missing),
        with_missing_text=say_with_missing(claim, found),
        numerator=finite(found.numerator),
        denominator=finite(found.denominator),
    )


def _describe_missing(missing: Missing) -> MissingEntry:
    return MissingEntry(
        ref_area=missing.ref_area,
        name=area_name(missing.ref_area),
        share=finite(missing.share),
        share_text="" if missing.share is None else say_value(missing.share, "percent"),
        year=missing.year,
        vintage=missing.vintage,
        obs_value=finite(missing.obs_value),
    )


def describe_explanation(claim: Claim, explanation: Explanation, names: Names) -> ExplanationEntry:
    """What explains a claim, and what that is worth."""
    reading, others, slip = explanation.reading, explanation.others_matched, explanation.slip
    cause = explanation.cause
    return ExplanationEntry(
        reading=describe_reading(claim, reading, names) if reading else None,
        changed=tuple(explanation.changed),
        fits=tuple(explanation.fits),
        distinct_fits=explanation.distinct_fits,
        tried=explanation.tried,
        distinct=explanation.distinct,
        chance=finite(explanation.chance),
        chance_text=say_chance(explanation.chance),
        chance_together=finite(explanation.chance_together),
        chance_together_text=say_chance(explanation.chance_together),
        others_matched=MatchedEntry(matched=others[0], of=others[1]) if others else None,
        worth_text=say_worth(explanation),
        is_coincidence=explanation.is_coincidence,
        slip=SlipEntry(kind=slip.kind, figure=slip.figure) if slip else None,
        cause=LikelyCauseEntry(kind=cause.kind, text=cause.text) if cause else None,
        text=explanation.text,
    )


def describe_grid(claim: Claim, grid: Grid, names: Names) -> GridEntry:
    """The readings tried: a list of texts and values a row, and the years of the marked ones."""
    return GridEntry(
        years=tuple(grid.years),
        unit=grid.unit,
        is_of_spans=any(row.start is not None for row in grid.rows),
        rows=tuple(_describe_row(claim, grid, row, names) for row in grid.rows),
        left_out=LeftOutEntry(
            inside=grid.more_inside, outside=grid.more_outside, years=grid.more_years
        ),
        left_out_text=say_left_out(grid),
    )


def _describe_row(claim: Claim, grid: Grid, row: GridRow, names: Names) -> GridRowEntry:
    cells = list(zip(grid.years, row.cells, strict=True))
    return GridRowEntry(
        group=row.group,
        group_label=names.group(row.group),
        indicator=row.indicator,
        weighting=row.weighting,
        order="reversed" if row.is_reversed else "as stated",
        start=row.start,
        editions=tuple(row.editions),
        text=say_definition(row, claim.indicator),
        editions_text=say_vintages(row),
        texts=tuple(cell.text if cell else "" for _, cell in cells),
        values=finites([cell.obs_value if cell else None for _, cell in cells]),
        firsts=finites([cell.obs_first if cell else None for _, cell in cells]),
        inside=tuple(year for year, cell in cells if cell and cell.is_inside),
        declared=tuple(year for year, cell in cells if cell and cell.is_declared),
        fitted=tuple(year for year, cell in cells if cell and cell.is_fitted),
    )


def _describe_how_read(how: HowRead) -> HowReadEntry:
    other = "" if how.or_period is None else say_declared_period(how.or_period)
    return HowReadEntry(state=how.state, by=how.by, at=how.at, why=how.why, or_period=other)


def _say_outcome(outcome: Outcome) -> str:
    """The sentence of a claim; where nobody is sure of its reading, what that would come to."""
    if STANDINGS[outcome.verdict] == outcome.standing:
        return outcome.sentence
    return say_unsure(say_subject(outcome.claim), outcome.sentence)


def describe_claim(outcome: Outcome, names: Names, anchor: str, section: str) -> ClaimEntry:
    """The entry of one claim.

    Args:
        outcome: What is known of it.
        names: Labels of groups, indicators and sources.
        anchor: Its fragment identifier on the page.
        section: The section of the paper that states it.
    """
    claim, correction, unverifiable = outcome.claim, outcome.correction, outcome.claim.unverifiable
    return ClaimEntry(
        claim_id=claim.id,
        anchor=anchor,
        statement_id=claim.statement_id,
        section=section,
        phrase=claim.phrase,
        note=claim.note,
        reading=_describe_how_read(claim.how_read) if claim.how_read else None,
        verdict=outcome.verdict.value,
        standing=outcome.standing,
        sentence=_say_outcome(outcome),
        gap=_gap(outcome),
        stated=_describe_stated(outcome, _unit_of(claim, names)),
        declared=_describe_declared(outcome, names),
        explanation=describe_explanation(claim, outcome.explanation, names),
        grid=describe_grid(claim, outcome.grid, names) if outcome.grid else None,
        timing=outcome.timing,
        timing_text=say_timing(outcome),
        firmness=FirmnessEntry(
            noise_floor=finite(outcome.explanation.noise_floor), text=say_firmness(outcome)
        ),
        correction=CorrectionEntry(
            phrase=correction.phrase,
            figure=correction.figure,
            basis=correction.basis,
            citation=names.cite(correction.reading),
        )
        if correction
        else None,
        implications=tuple(
            ImplicationEntry(
                relation_id=implication.relation_id,
                claims=tuple(implication.claims),
                holds=implication.holds,
                text=implication.text,
            )
            for implication in outcome.implications
        ),
        series=tuple(
            SeriesEntry(
                source=series.source,
                vintage=series.vintage,
                years=tuple(series.years),
                values=tuple(series.values),
            )
            for series in outcome.series
        ),
        not_established=tuple(outcome.not_established),
        unverifiable=UnverifiableEntry(
            reason=unverifiable.reason, who_would_know=unverifiable.who_would_know
        )
        if unverifiable
        else None,
        source_sentence=claim.sentence,
        page=claim.page,
    )


def _describe_declared(outcome: Outcome, names: Names) -> DeclaredEntry:
    claim = outcome.claim
    return DeclaredEntry(
        measure=claim.measure or "",
        measure_label=measure_label(claim, names.words),
        indicator=claim.indicator,
        indicator_label=names.indicator(claim.indicator),
        group=claim.group,
        group_label=names.group(claim.group),
        period=PeriodEntry(
            start=claim.period.start, end=claim.period.end, text=say_declared_period(claim.period)
        ),
        weighting=claim.weighting,
        weighting_label=WEIGHTINGS.get(claim.weighting, claim.weighting),
        evidence=describe_evidence(outcome, names),
        subject=say_subject(claim, names.words, with_period=False),
        difference_text=say_differences(outcome),
    )


def _unit_of(claim: Claim, names: Names) -> InsideUnit:
    match claim.figure.unit:
        case "percent":
            return "fraction"
        case "percentage_points":
            return "fraction_difference"
        case "usd":
            return "usd"
        case "years":
            return "years"
        case _:
            return "persons" if names.is_people(claim.indicator) else "number"


def _describe_stated(outcome: Outcome, unit: InsideUnit) -> StatedEntry:
    claim, admits, first = outcome.claim, outcome.admits, outcome.claim.figure.first
    return StatedEntry(
        **structs.asdict(_describe_figure(claim, claim.figure, unit, admits)),
        admits_text=say_admitted(claim) if admits else "",
        hedge=claim.hedge if claim.hedge is not None else claim.figure.hedge,
        rule=say_rule(claim, admits) if admits else "",
        override_reason=claim.override_reason,
        currency=claim.figure.currency,
        first=_describe_figure(claim, first, unit, outcome.admits_first) if first else None,
    )


def _describe_figure(
    claim: Claim, figure: Figure, unit: InsideUnit, bounds: Bounds | None
) -> FigureEntry:
    """A figure and what it admits, the only one or the first of a pair."""
    scale = SCALES[figure.unit]
    value = float(figure.value * scale)
    # A figure is shown as it was printed, whatever precision it shares with another.
    quantum = float((figure.quantum if claim.quantum is None else claim.quantum) * scale)
    return FigureEntry(
        text=figure.text,
        value=value,
        value_text=say_stated(claim, figure, quantum),
        unit=unit,
        lower=finite(bounds.lower) if bounds else None,
        upper=finite(bounds.upper) if bounds else None,
        is_lower_closed=bounds.is_lower_closed if bounds else None,
        is_upper_closed=bounds.is_upper_closed if bounds else None,
    )


def _gap(outcome: Outcome) -> float | None:
    """How far observed values lie outside what the figure admits, relative to those values.

    The widest among the vintages, and of a pair among its two figures; 0 where all are inside,
    None where nothing was observed.
    """
    gaps = [
        _outside(value, bounds)
        for found in outcome.observed
        for value, bounds in (
            (found.reading.obs_value, outcome.admits),
            (found.reading.obs_first, outcome.admits_first),
        )
        if bounds is not None and value is not None
    ]
    return finite(max(gaps, default=None))


def _outside(value: float, bounds: Bounds) -> float:
    outside = max(bounds.lower - value, value - bounds.upper, 0.0)
    return outside / abs(value) if value else 0.0
