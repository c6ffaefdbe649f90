"""One claim of `findings.json`: what it states, what was observed, what explains the difference.

The readings of one claim in `findings.json`: the evidence, what explains it, and the grid.
"""

from __future__ import annotations

import math
from math import isfinite
from typing import Any, Literal

from expectations.judging.tolerance import SCALES
from expectations.outcomes import (
    Bounds,
    Explanation,
    Grid,
    GridRow,
    Missing,
    Observed,
    Outcome,
    Reading,
)
from expectations.wording.measures import measure_label
from expectations.wording.phrases import say_admitted, say_observed
from expectations.wording.remarks import (
    say_chance,
    say_definition,
    say_dependence,
    say_editions,
    say_firmness,
    say_left_out,
    say_role,
    say_timing,
    say_with_missing,
    say_worth,
)
from expectations.wording.values import say_period, say_value
from reports.findings.labels import WEIGHTINGS, Names
from sources.model import Claim, Figure
from sources.reference.areas import area_name


def describe_reading(claim: Claim, reading: Reading, names: Names) -> dict[str, Any]:
    """One reading and what it gives."""
    values = [
        say_observed(claim, value)
        for value in (reading.obs_first, reading.obs_value)
        if value is not None and math.isfinite(value)
    ]
    return {
        "group": reading.group,
        "group_label": names.group(reading.group),
        "indicator": reading.indicator,
        "indicator_label": names.indicator(reading.indicator),
        "start": reading.start,
        "end": reading.end,
        # A count of members has no year: 0 stands there.
        "period_text": say_period(reading.start, reading.end) if reading.end else "",
        "source": reading.source,
        "source_label": names.source(reading.source, reading.vintage),
        "vintage": reading.vintage,
        "weighting": reading.weighting,
        "weighting_label": WEIGHTINGS.get(reading.weighting, reading.weighting),
        "order": reading.order,
        "obs_value": reading.obs_value,
        "obs_first": reading.obs_first,
        "obs_text": " to ".join(values),
        "is_inside": reading.is_inside,
    }


def describe_evidence(outcome: Outcome, names: Names) -> list[dict[str, Any]]:
    """The declared reading of a claim in each edition of each source."""
    sources = list(dict.fromkeys(found.reading.source for found in outcome.observed))
    return [_describe_observed(outcome.claim, found, names, sources) for found in outcome.observed]


def _describe_observed(
    claim: Claim, found: Observed, names: Names, sources: list[str]
) -> dict[str, Any]:
    reading = found.reading
    return {
        **describe_reading(claim, reading, names),
        "role": found.role,
        "role_text": say_role(found),
        "is_hindsight": found.is_hindsight,
        "dependence_text": say_dependence(reading.source, sources),
        "licence": names.licence(reading.source, reading.vintage),
        "difference": found.difference,
        "difference_text": found.difference_text,
        "coverage": found.coverage,
        "coverage_text": say_value(found.coverage, "percent"),
        "missing": [_describe_missing(missing) for missing in found.missing],
        "with_missing": found.with_missing,
        "with_missing_text": say_with_missing(claim, found),
        "numerator": found.numerator,
        "denominator": found.denominator,
    }


def _describe_missing(missing: Missing) -> dict[str, Any]:
    return {
        "ref_area": missing.ref_area,
        "name": area_name(missing.ref_area),
        "share": missing.share,
        "share_text": "" if missing.share is None else say_value(missing.share, "percent"),
        "year": missing.year,
        "vintage": missing.vintage,
        "obs_value": missing.obs_value,
    }


def describe_explanation(claim: Claim, explanation: Explanation, names: Names) -> dict[str, Any]:
    """What explains a claim, and what that is worth."""
    reading, others = explanation.reading, explanation.others_matched
    return {
        "reading": reading and describe_reading(claim, reading, names),
        "changed": list(explanation.changed),
        "fits": list(explanation.fits),
        "distinct_fits": explanation.distinct_fits,
        "tried": explanation.tried,
        "distinct": explanation.distinct,
        "chance": explanation.chance,
        "chance_text": say_chance(explanation.chance),
        "chance_together": explanation.chance_together,
        "chance_together_text": say_chance(explanation.chance_together),
        "others_matched": others and {"matched": others[0], "of": others[1]},
        "worth_text": say_worth(explanation),
        "is_coincidence": explanation.is_coincidence,
        "slip": explanation.slip
        and {"kind": explanation.slip.kind, "figure": explanation.slip.figure},
        "text": explanation.text,
    }


def describe_grid(claim: Claim, grid: Grid, names: Names) -> dict[str, Any]:
    """The readings tried: a list of texts and values a row, and the years of the marked ones."""
    return {
        "years": list(grid.years),
        "unit": grid.unit,
        "is_of_spans": any(row.start is not None for row in grid.rows),
        "rows": [_describe_row(claim, grid, row, names) for row in grid.rows],
        "left_out": {
            "inside": grid.more_inside,
            "outside": grid.more_outside,
            "years": grid.more_years,
        },
        "left_out_text": say_left_out(grid),
    }


def _describe_row(claim: Claim, grid: Grid, row: GridRow, names: Names) -> dict[str, Any]:
    cells = list(zip(grid.years, row.cells, strict=True))
    return {
        "group": row.group,
        "group_label": names.group(row.group),
        "indicator": row.indicator,
        "weighting": row.weighting,
        "order": "reversed" if row.is_reversed else "as stated",
        "start": row.start,
        "editions": list(row.editions),
        "text": say_definition(row, claim.indicator),
        "editions_text": say_editions(row),
        "texts": [cell.text if cell else "" for _, cell in cells],
        "values": [cell.obs_value if cell else None for _, cell in cells],
        "firsts": [cell.obs_first if cell else None for _, cell in cells],
        "inside": [year for year, cell in cells if cell and cell.is_inside],
        "declared": [year for year, cell in cells if cell and cell.is_declared],
        "fitted": [year for year, cell in cells if cell and cell.is_fitted],
    }


Unit = Literal["fraction", "fraction_difference", "usd", "persons", "number", "years"]


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
            "measure_label": measure_label(claim, names.words),
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
