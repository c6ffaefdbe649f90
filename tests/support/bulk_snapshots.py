"""Snapshots made from a small bulk file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bulk_archives import Key, wide_lines, write_archive

from sources.model import Vintage
from sources.providers.wdi_bulk.take import add_wdi_bulk

YEARS = range(2008, 2012)

ROWS: dict[Key, float] = {
    ("SP.POP.TOTL", "CHN", 2010): 1337705000,
    ("SP.POP.TOTL", "ARB", 2011): 0.1 + 0.2,
    ("NY.GDP.MKTP.CD", "NAM", 2008): 8486721916.91392,
    ("NY.GDP.MKTP.CD", "CHN", 2011): -0.0,
    ("EG.ELC.RNEW.ZS", "WLD", 2009): 5e-324,
}

HEADER = "Country Name,Country Code,Indicator Name,Indicator Code,2010,2011\n"


def add(file: Path, folder: Path, vintage: str = "", how_known: str = "") -> Vintage:
    """Add a bulk file, retrieved at the same time each time."""
    return add_wdi_bulk(
        file, folder, vintage=vintage, how_known=how_known, retrieved_at="2026-11-24"
    )


def make(folder: Path, rows: Mapping[Key, float] = ROWS) -> Path:
    """A snapshot of one bulk file in a folder below."""
    file = write_archive(folder / "WDI_CSV_2025_07_02.zip", wide_lines(rows, YEARS))
    add(file, folder / "snapshot")
    return folder / "snapshot"
