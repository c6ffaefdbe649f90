"""One claim of `findings.json`: what it states, what was observed, what explains the difference."""

from __future__ import annotations

from math import isfinite
from typing import Any, Literal

from expectations.outcomes import Bounds, Outcome
from expectations.phrasing import say_admitted
from expectations.tolerance import SCALES
from expectations.wording import say_period, say_value
from reports.labels import WEIGHTINGS, Names
from reports.reading_findings import (
    describe_evidence,
    describe_explanation,
    describe_grid,
)
from reports.remarks import say_firmness, say_timing
from sources.model import Claim, Figure

Unit = Literal["fraction", "fraction_difference", "usd", "persons", "number", "years"]

_MEASURES = {
    "total": "Total",
    "share": "Share of the world",
    "growth": "Growth",
    "mean_growth": "Mean yearly growth",
    "difference": "Mean yearly growth less the world's",
    "count": "Count of members",
    "elapsed": "Time elapsed",
}


def describe_claim(outcome: Outcome, names: Names, anchor: str, section: str) -> dict[str, Any]:
    """One claim as plain data.

    Args:
        outcome: What is known of it.
        names: Labels of groups, indicators and sources.
        anchor: Its fragment identifier on the page.
        section: The section of the paper that states it.
    """
    claim = outcome.claim
    unit = _unit_of(claim, names)
    return {
        "claim_id": claim.id,
        "anchor": anchor,
        "statement_id": claim.statement_id,
        "section": section,
        "phrase": claim.phrase,
        "note": claim.note,
        "verdict": outcome.verdict.value,
        "standing": outcome.standing,
        "sentence": outcome.sentence,
        "gap": _gap(outcome),
        "stated": {
            **_describe_stated(claim, claim.figure, unit, outcome.admits),
            "admits_text": say_admitted(claim) if outcome.admits else "",
            "hedge": claim.hedge if claim.hedge is not None else claim.figure.hedge,
            "rule": outcome.admits.rule if outcome.admits else "",
            "override_reason": claim.override_reason,
            "first": claim.figure.first
            and _describe_stated(claim, claim.figure.first, unit, outcome.admits_first),
        },
        "declared": {
            "measure": claim.measure or "",
            "measure_label": _MEASURES.get(claim.measure or "", claim.measure or ""),
            "indicator": claim.indicator,
            "indicator_label": names.indicator(claim.indicator),
            "group": claim.group,
            "group_label": names.group(claim.group),
            "period": {
                "start": claim.period.start,
                "end": claim.period.end,
                "text": _say_declared_period(claim),
            },
            "weighting": claim.weighting,
            "weighting_label": WEIGHTINGS.get(claim.weighting, claim.weighting),
            "evidence": describe_evidence(outcome, names),
        },
        "explanation": describe_explanation(claim, outcome.explanation, names),
        "grid": outcome.grid and describe_grid(claim, outcome.grid, names),
        "timing": outcome.timing,
        "timing_text": say_timing(outcome),
        "firmness": {
            "noise_floor": outcome.explanation.noise_floor,
            "text": say_firmness(outcome),
        },
        "correction": outcome.correction
        and {
            "phrase": outcome.correction.phrase,
            "figure": outcome.correction.figure,
            "basis": outcome.correction.basis,
        },
        "implications": [
            {
                "relation_id": implication.relation_id,
                "claims": list(implication.claims),
                "holds": implication.holds,
                "text": implication.text,
            }
            for implication in outcome.implications
        ],
        "series": [
            {
                "source": series.source,
                "vintage": series.vintage,
                "years": list(series.years),
                "values": list(series.values),
            }
            for series in outcome.series
        ],
        "not_established": list(outcome.not_established),
        "unverifiable": claim.unverifiable
        and {
            "reason": claim.unverifiable.reason,
            "who_would_know": claim.unverifiable.who_would_know,
        },
    }


def _unit_of(claim: Claim, names: Names) -> Unit:
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


def _describe_stated(
    claim: Claim, figure: Figure, unit: Unit, bounds: Bounds | None
) -> dict[str, Any]:
    scale = SCALES[figure.unit]
    value = float(figure.value * scale)
    # A figure is shown as it was printed, whatever precision it shares with another.
    quantum = float((figure.quantum if claim.quantum is None else claim.quantum) * scale)
    return {
        "text": figure.text,
        "value": value,
        "value_text": say_value(value, figure.unit, quantum),
        "unit": unit,
        "lower": bounds.lower if bounds and isfinite(bounds.lower) else None,
        "upper": bounds.upper if bounds and isfinite(bounds.upper) else None,
        "is_lower_closed": bounds.is_lower_closed if bounds else None,
        "is_upper_closed": bounds.is_upper_closed if bounds else None,
    }


def _say_declared_period(claim: Claim) -> str:
    start, end = claim.period.start, claim.period.end
    if end is None:
        return "the newest year covered" if start is None else f"{start} to the newest year covered"
    return say_period(end if start is None else start, end)


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
    return max(gaps, default=None)


def _outside(value: float, bounds: Bounds) -> float:
    outside = max(bounds.lower - value, value - bounds.upper, 0.0)
    return outside / abs(value) if value else 0.0
