"""The readings of one claim in `findings.json`: the evidence, what explains it, and the grid."""

from __future__ import annotations

import math
from typing import Any

from expectations.grid_model import Grid, GridRow
from expectations.outcomes import Explanation, Missing, Observed, Outcome, Reading
from expectations.phrasing import say_observed
from expectations.wording import say_period, say_value
from reports.labels import WEIGHTINGS, Names
from reports.remarks import (
    say_chance,
    say_definition,
    say_dependence,
    say_editions,
    say_left_out,
    say_role,
    say_with_missing,
    say_worth,
)
from sources.areas import area_name
from sources.model import Claim


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
