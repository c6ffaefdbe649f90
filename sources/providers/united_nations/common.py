"""What the three sources of the United Nations share: M49 numbers, and values as observations.

The United Nations key areas by M49 number. `sources.areas` has that number for each country and
part of a country, for the former states of the national accounts, and 1 for the world, which each
of the three sources calls by another one (900, 0) or does not give at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC
from email.utils import parsedate_to_datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeAlias

from sources.areas import AREAS
from sources.model import OBSERVATION_COLUMNS

if TYPE_CHECKING:
    import pandas as pd

    from sources.fetched import Answer

LICENCE = "CC BY 3.0 IGO"

IMPUTED, FORECAST = "I", "F"
"""SDMX's obs_status beside `datafiles.NORMAL`: with a part that we fill in; a projection."""

Values: TypeAlias = Mapping[tuple[str, int], tuple[float, str]]
"""Value and obs_status by area and year."""

_BY_M49: Mapping[int, str] = MappingProxyType(
    {
        area.m49: code
        for code, area in AREAS.items()
        if area.m49 is not None and area.kind != "aggregate"
    }
)


def area_of(m49: int) -> str | None:
    """The code of a country, a part of one or a former state; None for any other number."""
    return _BY_M49.get(m49)


def m49_codes() -> tuple[int, ...]:
    """The M49 numbers that `area_of` knows, in order."""
    return tuple(sorted(_BY_M49))


def number_of(cell: Any) -> int | None:
    """A whole number as a table holds it: ``156``, ``156.0``, ``"156"``; None for all else."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() else None
    if isinstance(cell, str):
        text = cell.strip()
        return int(text) if text.isascii() and text.isdigit() else None
    return cell if isinstance(cell, int) else None


def to_observations(
    source: str, vintage: str, indicator: str, unit: str, values: Values
) -> pd.DataFrame:
    """Values of one indicator in long form, `OBSERVATION_COLUMNS`, sorted by area and year."""
    import pandas as pd

    return pd.DataFrame(
        [
            (source, vintage, indicator, area, year, value, unit, status)
            for (area, year), (value, status) in sorted(values.items())
        ],
        columns=list(OBSERVATION_COLUMNS),
    )


def name_some(items: Iterable[object], most: int = 5) -> str:
    """The first few of many things, for a message: ``1990, 1991 and 8 more``."""
    texts = [str(item) for item in items]
    shown = ", ".join(texts[:most])
    return shown if len(texts) <= most else f"{shown} and {len(texts) - most} more"


def day_of_change(answer: Answer) -> str | None:
    """The day of an answer's ``Last-Modified``, ISO 8601 in UTC; None where it does not say."""
    try:
        moment = parsedate_to_datetime(answer.header("last-modified"))
    except (TypeError, ValueError):
        return None
    return moment.astimezone(UTC).date().isoformat()
