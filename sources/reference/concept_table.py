"""``concepts.csv``: the concepts of the house, as a table that a person can edit.

A row: id, label, unit, kind, the concept that weighs means, the plausible range in that unit, the
code of each source, the words of texts and the neighbours (both separated by ``;``). Every column
but `OWN_COLUMNS` is a source and has its codes: a new source is a new column.
"""

from __future__ import annotations

import csv
from pathlib import Path

from sources.model import Concept, ConceptKind

OWN_COLUMNS = frozenset(
    {"id", "label", "unit", "kind", "weight", "low", "high", "words", "neighbours"}
)
"""The columns that say what a concept is."""

_KINDS: dict[str, ConceptKind] = {
    "stock": "stock",
    "flow": "flow",
    "rate": "rate",
    "ratio": "ratio",
    "index": "index",
}


def read_concepts() -> dict[str, Concept]:
    """All rows by id, in the order of the table; some 3 ms."""
    with Path(__file__).with_name("concepts.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: _concept(row) for row in csv.DictReader(file)}


def _concept(row: dict[str, str]) -> Concept:
    return Concept(
        row["id"],
        row["label"],
        row["unit"],
        _KINDS[row["kind"]],
        {source: code for source, code in row.items() if code and source not in OWN_COLUMNS},
        _list(row["words"]),
        row["weight"],
        float(row["low"]) if row["low"] else None,
        float(row["high"]) if row["high"] else None,
        _list(row["neighbours"]),
    )


def _list(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(";")) if cell else ()
