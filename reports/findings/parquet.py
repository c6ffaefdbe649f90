"""Findings as one table, a row a claim of a run, in Parquet: for warehouses and notebooks.

Names are those of `findings.json` and of the columns of observations (SDMX's, in lower case). Every
column has one type whatever is in it, so that files of several runs are one data set.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, get_args, get_type_hints

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from reports.findings.claim_model import ClaimEntry
from reports.findings.model import Findings
from sources.errors import InputError


class FindingRow(msgspec.Struct, frozen=True):
    """A claim of a run, with the observed value that judges it: the columns, in their order.

    Values are in inside units: fractions of one, US$, persons.
    """

    run_id: str
    started_at: datetime
    paper_id: str
    published: str
    claim_id: str
    statement_id: str
    phrase: str
    verdict: str
    standing: str
    sentence: str
    measure: str
    indicator: str
    ref_area: str
    period_start: int | None
    period_end: int | None
    unit_measure: str
    stated_first: float | None
    stated_value: float
    admits_lower: float | None
    admits_upper: float | None
    source: str | None
    vintage: str | None
    obs_first: float | None
    obs_value: float | None
    gap: float | None
    would_be_right: str | None
    citation: str | None


_COLUMN_TYPES = {
    str: pa.string(),
    int: pa.int32(),
    float: pa.float64(),
    datetime: pa.timestamp("us", tz="UTC"),
}


def _column_type(hint: Any) -> pa.DataType:
    kind, *_ = get_args(hint) or (hint,)
    return _COLUMN_TYPES[kind]


SCHEMA = pa.schema(
    [(name, _column_type(hint)) for name, hint in get_type_hints(FindingRow).items()]
)
"""The columns and their types."""


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
        rows = [msgspec.structs.asdict(row) for row in _rows(findings)]
        return pa.Table.from_pylist(rows, schema=SCHEMA)
    except (ValueError, OverflowError, pa.ArrowException) as error:
        raise InputError(
            f"the findings of {findings.run.run_id} hold what no column of a table can: {error}",
            mend="Run `corrigenda validate` again",
        ) from None


def _rows(findings: Findings) -> Iterator[FindingRow]:
    started_at = datetime.fromisoformat(findings.run.started_at)
    for claim in findings.claims:
        yield _row(findings, claim, started_at)


def _row(findings: Findings, claim: ClaimEntry, started_at: datetime) -> FindingRow:
    """A claim, with the observed value that judges it: the first of its evidence."""
    stated, declared = claim.stated, claim.declared
    judge = declared.evidence[0] if declared.evidence else None
    return FindingRow(
        run_id=findings.run.run_id,
        started_at=started_at,
        paper_id=findings.paper.id,
        published=findings.paper.published,
        claim_id=claim.claim_id,
        statement_id=claim.statement_id,
        phrase=claim.phrase,
        verdict=claim.verdict,
        standing=claim.standing,
        sentence=claim.unverifiable.reason if claim.unverifiable else claim.sentence,
        measure=declared.measure,
        indicator=declared.indicator,
        ref_area=declared.group,
        period_start=declared.period.start,
        period_end=declared.period.end,
        unit_measure=stated.unit,
        stated_first=stated.first.value if stated.first else None,
        stated_value=stated.value,
        admits_lower=stated.lower,
        admits_upper=stated.upper,
        source=judge.source if judge else None,
        vintage=judge.vintage if judge else None,
        obs_first=judge.obs_first if judge else None,
        obs_value=judge.obs_value if judge else None,
        gap=claim.gap,
        would_be_right=claim.correction.phrase if claim.correction else None,
        citation=judge.citation.text if judge and judge.citation else None,
    )
