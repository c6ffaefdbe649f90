"""What changed between two editions of a source: values revised, rows new and gone.

Pure: tables in, values out. What may surprise:

- Only the indicators of the new edition are compared: what was not asked for is not gone.
- Values are compared as they are, to the last digit; nothing is rounded away.
- The largest revisions are those of the greatest amount, for those move totals; the steepest are
  those of the greatest factor, for a slip of the decimal point in a small country shows there.
  Rates, and values that change their sign, have no factor.
- Aggregates are counted, and told only where no country was revised.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sources.model import Vintage
from sources.reference.areas import AREAS
from sources.snapshots.rows import as_rows

if TYPE_CHECKING:
    import pandas as pd

LARGEST, STEEPEST = 5, 3
"""How many revisions of each kind are told."""


@dataclass(frozen=True)
class Succession:
    """A vintage and the one that came before it in the collection.

    Attributes:
        vintage: The new one.
        rows: Its observations.
        former: The one before; None where the source was not there before.
        former_rows: Its observations, those of the new one's indicators.
        former_snapshot: The snapshot that has it; empty where there is none.
    """

    vintage: Vintage
    rows: pd.DataFrame
    former: Vintage | None = None
    former_rows: pd.DataFrame | None = None
    former_snapshot: str = ""


@dataclass(frozen=True)
class Revision:
    """A value that another edition has otherwise."""

    indicator: str
    ref_area: str
    time_period: int
    before: float
    after: float

    @property
    def amount(self) -> float:
        """By how much it was revised."""
        return self.after - self.before

    @property
    def factor(self) -> float:
        """How many times the smaller of both the larger is; not a number where they have none."""
        if self.before * self.after <= 0:
            return math.nan
        small, large = sorted((abs(self.before), abs(self.after)))
        return large / small


@dataclass(frozen=True)
class IndicatorChanges:
    """What changed in one indicator: counts, and the revisions that are told."""

    indicator: str
    rows: int
    revised: int
    new: int
    gone: int
    largest: tuple[Revision, ...]
    steepest: tuple[Revision, ...]


@dataclass(frozen=True)
class SourceChanges:
    """What changed in one source. ``before`` is the former vintage, empty for a source's first."""

    source: str
    vintage: str
    before: str
    former_snapshot: str
    is_unannounced: bool
    """Whether values changed though the edition is the same."""
    indicators: tuple[IndicatorChanges, ...]


def compare(succession: Succession) -> SourceChanges:
    """What changed between a vintage and the one before it."""
    vintage, former = succession.vintage, succession.former
    indicators = tuple(
        _compare_indicator(code, succession.rows, succession.former_rows)
        for code in vintage.indicators
    )
    is_same_vintage = former is not None and former.date == vintage.date
    return SourceChanges(
        source=vintage.source,
        vintage=vintage.date,
        before=former.date if former else "",
        former_snapshot=succession.former_snapshot,
        is_unannounced=is_same_vintage
        and any(one.revised or one.new or one.gone for one in indicators),
        indicators=indicators,
    )


def _compare_indicator(
    code: str, rows: pd.DataFrame, former_rows: pd.DataFrame | None
) -> IndicatorChanges:
    after = _of_indicator(code, rows)
    before = {} if former_rows is None else _of_indicator(code, former_rows)
    units = set(rows.loc[rows["indicator"] == code, "unit_measure"])
    revised = [
        Revision(code, area, year, before[area, year], value)
        for (area, year), value in after.items()
        if (area, year) in before and before[area, year] != value
    ]
    return IndicatorChanges(
        indicator=code,
        rows=len(after),
        revised=len(revised),
        new=len(after.keys() - before.keys()) if former_rows is not None else 0,
        gone=len(before.keys() - after.keys()),
        largest=_first(revised, LARGEST, lambda one: abs(one.amount)),
        steepest=()
        if "percent" in units
        else _first(
            [one for one in revised if not math.isnan(one.factor)],
            STEEPEST,
            lambda one: one.factor,
        ),
    )


def _of_indicator(code: str, rows: pd.DataFrame) -> dict[tuple[str, int], float]:
    values, _ = as_rows(rows[rows["indicator"] == code])
    return {(area, year): value for (_, area, year), value in values.items()}


def _first(
    revised: Sequence[Revision], count: int, size: Callable[[Revision], float]
) -> tuple[Revision, ...]:
    countries = [one for one in revised if AREAS[one.ref_area].kind != "aggregate"]
    ordered = sorted(
        countries or revised, key=lambda one: (-size(one), one.ref_area, -one.time_period)
    )
    return tuple(ordered[:count])


def is_same(rows: pd.DataFrame, former_rows: pd.DataFrame) -> bool:
    """Whether two editions hold the same values with the same obs_status, whatever their order."""
    return as_rows(rows) == as_rows(former_rows)
