"""Small bulk files of the World Development Indicators, as real zip archives."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

TEXTS = ("Country Name", "Country Code", "Indicator Name", "Indicator Code")
Key = tuple[str, str, int]
"""Indicator, area, year."""


def wide_lines(
    rows: Mapping[Key, float | str],
    years: Sequence[int],
    more: Iterable[tuple[str, str]] = (),
    *,
    tail: bool = False,
) -> str:
    """The wide form, sorted by area and then indicator as the World Bank has it.

    ``more`` are series (area, indicator) without any value; ``tail`` writes the empty last column
    of older files.
    """
    series: dict[tuple[str, str], dict[int, float | str]] = {key: {} for key in more}
    for (indicator, area, year), value in rows.items():
        series.setdefault((area, indicator), {})[year] = value
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow((*TEXTS, *years, *([""] if tail else [])))
    for area, indicator in sorted(series):
        values = [series[area, indicator].get(year, "") for year in years]
        label = f"Name of {indicator}, rural (% of rural population)"
        writer.writerow((f"Land {area}", area, label, indicator, *values, *([""] if tail else [])))
    return text.getvalue()


def write_archive(
    file: Path,
    data: str | bytes,
    *,
    member: str = "WDICSV.csv",
    day: tuple[int, int, int] = (2025, 7, 2),
    others: Mapping[str, str] | None = None,
) -> Path:
    """A bulk file with its data and other members."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (others or {}).items():
            archive.writestr(name, content)
        info = zipfile.ZipInfo(member, (*day, 12, 0, 0))
        archive.writestr(info, data, zipfile.ZIP_DEFLATED)
    return file
