"""Entries of findings that are filled in only where a test needs them."""

from __future__ import annotations

from reports.findings.claim_model import ClaimEntry, ExplanationEntry, FirmnessEntry
from reports.findings.model import PaperEntry
from reports.findings.reading_model import DeclaredEntry, EvidenceEntry, PeriodEntry, StatedEntry

PAPER_ENTRY = PaperEntry(
    id="paper", title="A paper", claimant="", published="", source="", statements=()
)


def evidence(source: str, role: str, value: float, first: float | None = None) -> EvidenceEntry:
    """What one edition says of a declared reading."""
    return EvidenceEntry(
        group="",
        group_label="",
        indicator="",
        indicator_label="",
        start=2016,
        end=2016,
        period_text="2016",
        source=source,
        source_label=source,
        vintage="2018-05-21",
        weighting="",
        weighting_label="",
        order="as stated",
        obs_value=value,
        obs_first=first,
        obs_text="",
        is_inside=False,
        role=role,
        role_text="",
        is_hindsight=False,
        dependence_text="",
        licence="",
        difference=None,
        difference_text="",
        coverage=None,
        coverage_text="",
        missing=(),
        with_missing=None,
        with_missing_text="",
        numerator=None,
        denominator=None,
    )


def entry(
    claim_id: str, phrase: str, *, measure: str = "", evidence: tuple[EvidenceEntry, ...] = ()
) -> ClaimEntry:
    """A claim about a share that nothing explains."""
    return ClaimEntry(
        claim_id=claim_id,
        anchor=f"claim-{claim_id}",
        statement_id="statement",
        section="",
        phrase=phrase,
        note="",
        verdict="refuted",
        standing="off",
        sentence="",
        gap=None,
        stated=StatedEntry(
            text=phrase,
            value=0.29,
            value_text="29%",
            unit="fraction",
            lower=None,
            upper=None,
            is_lower_closed=None,
            is_upper_closed=None,
            admits_text="",
            hedge="none",
            rule="",
            override_reason="",
            first=None,
        ),
        declared=DeclaredEntry(
            measure=measure,
            measure_label="",
            indicator="",
            indicator_label="",
            group="",
            group_label="",
            period=PeriodEntry(start=2016, end=2016, text="2016"),
            weighting="",
            weighting_label="",
            evidence=evidence,
        ),
        explanation=ExplanationEntry(
            reading=None,
            changed=(),
            fits=(),
            distinct_fits=0,
            tried=0,
            distinct=0,
            chance=None,
            chance_text="",
            chance_together=None,
            chance_together_text="",
            others_matched=None,
            worth_text="",
            is_coincidence=False,
            slip=None,
            cause=None,
            text="",
        ),
        grid=None,
        timing="",
        timing_text="",
        firmness=FirmnessEntry(noise_floor=None, text=""),
        correction=None,
        implications=(),
        series=(),
        not_established=(),
        unverifiable=None,
    )
