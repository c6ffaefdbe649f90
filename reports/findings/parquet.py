"""Findings as one table, a row a claim of a run, in Parquet: for warehouses and notebooks.

Names are those of `findings.json` and of the columns of observations (SDMX's, in lower case). Every
column has one type whatever is in it, so that files of several runs are one data set.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from reports.findings.claim_model import ClaimEntry
from reports.findings.model import Findings
from sources.errors import InputError

SCHEMA = pa.schema(
    [
        ("run_id", pa.string()),
        ("started_at", pa.timestamp("us", tz="UTC")),
        ("paper_id", pa.string()),
        ("published", pa.string()),
        ("claim_id", pa.string()),
        ("statement_id", pa.string()),
        ("phrase", pa.string()),
        ("verdict", pa.string()),
        ("standing", pa.string()),
        ("sentence", pa.string()),
        ("measure", pa.string()),
        ("indicator", pa.string()),
        ("ref_area", pa.string()),
        ("period_start", pa.int32()),
        ("period_end", pa.int32()),
        ("unit_measure", pa.string()),
        ("stated_first", pa.float64()),
        ("stated_value", pa.float64()),
        ("admits_lower", pa.float64()),
        ("admits_upper", pa.float64()),
        ("source", pa.string()),
        ("vintage", pa.string()),
        ("obs_first", pa.float64()),
        ("obs_value", pa.float64()),
        ("gap", pa.float64()),
        ("would_be_right", pa.string()),
        ("citation", pa.string()),
    ]
)
"""The columns and their types; values are in inside units: fractions of one, US$, persons."""


def findings_parquet(found: Iterable[Findings]) -> bytes:
    """The claims of some runs as a Parquet file.

    Args:
        found: The findings of each run.

    Returns:
        The file's content; what nothing is known of is null.

    Raises:
        InputError: A run holds what no column can, as one that was changed by hand may.
    """
    tables = [SCHEMA.empty_table(), *map(_table, found)]
    file = io.BytesIO()
    pq.write_table(pa.concat_tables(tables), file, compression="zstd")
    return file.getvalue()


def _table(findings: Findings) -> pa.Table:
    try:
        return pa.Table.from_pylist(list(_rows(findings)), schema=SCHEMA)
    except (ValueError, OverflowError, pa.ArrowException) as error:
        raise InputError(
            f"the findings of {findings.run.run_id} hold what no column of a table can: {error}",
            mend="Run `corrigenda validate` again",
        ) from None


def _rows(findings: Findings) -> Iterator[dict[str, Any]]:
    run = {
        "run_id": findings.run.run_id,
        "started_at": datetime.fromisoformat(findings.run.started_at),
        "paper_id": findings.paper.id,
        "published": findings.paper.published,
    }
    for claim in findings.claims:
        yield {**run, **_row(claim)}


def _row(claim: ClaimEntry) -> dict[str, Any]:
    """A claim, with the observed value that judges it: the first of its evidence."""
    stated, declared = claim.stated, claim.declared
    judge = declared.evidence[0] if declared.evidence else None
    return {
        "claim_id": claim.claim_id,
        "statement_id": claim.statement_id,
        "phrase": claim.phrase,
        "verdict": claim.verdict,
        "standing": claim.standing,
        "sentence": claim.unverifiable.reason if claim.unverifiable else claim.sentence,
        "measure": declared.measure,
        "indicator": declared.indicator,
        "ref_area": declared.group,
        "period_start": declared.period.start,
        "period_end": declared.period.end,
        "unit_measure": stated.unit,
        "stated_first": stated.first.value if stated.first else None,
        "stated_value": stated.value,
        "admits_lower": stated.lower,
        "admits_upper": stated.upper,
        "source": judge.source if judge else None,
        "vintage": judge.vintage if judge else None,
        "obs_first": judge.obs_first if judge else None,
        "obs_value": judge.obs_value if judge else None,
        "gap": claim.gap,
        "would_be_right": claim.correction.phrase if claim.correction else None,
        "citation": judge.citation.text if judge and judge.citation else None,
    }
