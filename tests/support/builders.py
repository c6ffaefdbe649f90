"""Small claims and cubes for the tests of judging, made by hand and readable at a glance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pandas as pd

from expectations.cubes.cube import Cube, build_cube
from sources.model import (
    OBSERVATION_COLUMNS,
    Axes,
    Claim,
    Figure,
    FigureUnit,
    Group,
    Hedge,
    Paper,
    Period,
    Snapshot,
    StatedRelation,
    Statement,
    Vintage,
    VintageEvidence,
)
from sources.reference.concepts import CONCEPTS

PAIR = Group("pair", "Two countries", ("AAA", "BBB"), "made for a test")
ONE = Group("one", "One country", ("AAA",), "made for a test")

LATEST = Period(None, None)


def figure(
    value: str,
    quantum: str,
    unit: FigureUnit = "number",
    hedge: Hedge = "none",
    **more: Any,
) -> Figure:
    """A figure as if parsed."""
    return Figure(f"{value}", Decimal(value), unit, Decimal(quantum), hedge, **more)


def claim(stated: Figure, **fields: Any) -> Claim:
    """A claim about the pair's population, unless said otherwise."""
    defaults: dict[str, Any] = {
        "id": "a-claim",
        "statement_id": "a-statement",
        "phrase": stated.text,
        "measure": "total",
        "indicator": "population",
        "group": "pair",
        "period": LATEST,
    }
    return Claim(figure=stated, **{**defaults, **fields})


def paper(claims: Sequence[Claim], axes: Axes | None = None, **fields: Any) -> Paper:
    """A paper of one statement, published in 2018."""
    relations: tuple[StatedRelation, ...] = fields.pop("relations", ())
    statement = Statement("a-statement", "I", tuple(claims), axes or Axes())
    defaults = {"published": "2018", "groups": (PAIR, ONE), "relations": relations}
    return Paper(
        id="a-paper",
        title="A paper",
        claimant="A. Author",
        source="",
        statements=(statement,),
        **{**defaults, **fields},
    )


Table = Mapping[tuple[str, str, str, str], Mapping[int, float]]
"""Values by year of (source, vintage, indicator, area)."""


def observations(table: Table) -> pd.DataFrame:
    """A table of series in long form."""
    rows = [
        (source, vintage, indicator, area, year, value, "", "A")
        for (source, vintage, indicator, area), series in table.items()
        for year, value in series.items()
    ]
    return pd.DataFrame(rows, columns=list(OBSERVATION_COLUMNS))


def cube(table: Table) -> Cube:
    """The cube of a table, with the two groups of these tests."""
    return build_cube(observations(table), CONCEPTS, (PAIR, ONE))


def snapshot(table: Table) -> Snapshot:
    """The snapshot of a table, with evidence that says so."""
    keys = sorted({(source, vintage) for source, vintage, _, _ in table})
    years = [year for series in table.values() for year in series]
    evidence = VintageEvidence(
        file="",
        sha256="",
        source_sha256="",
        url="",
        licence="none",
        attribution="made for a test",
        retrieved_at="",
        last_updated="",
        how_known="",
        rows=0,
    )
    vintages = tuple(
        Vintage(source, date, source, (), min(years), max(years), evidence) for source, date in keys
    )
    return Snapshot("test", vintages, observations(table))


def flat(*values: float, start: int = 2014) -> dict[int, float]:
    """A series of years from 2014 on."""
    return {start + at: value for at, value in enumerate(values)}
