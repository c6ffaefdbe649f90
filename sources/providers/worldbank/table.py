"""Rows of the World Bank as columns of numbers, checked and turned into observations.

A million rows fit into memory as numbers where they would not as dictionaries: each page is
reduced to arrays (positions of indicators and areas, years, values) before the next is asked for.
Areas that no table knows get positions after the known ones, and are decided on at the end.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sources.errors import Inconsistent
from sources.model import OBSERVATION_COLUMNS
from sources.reference.areas import AREAS
from sources.reference.concepts import CONCEPTS
from sources.snapshots.rows import NORMAL

if TYPE_CHECKING:
    import pandas as pd

SOURCE = "wdi"
KNOWN = tuple(sorted(AREAS))
"""The areas by position."""

_UNITS = {
    concept.codes[SOURCE]: concept.unit for concept in CONCEPTS.values() if SOURCE in concept.codes
}


@dataclass(frozen=True)
class RowColumns:
    """Rows as arrays of one length: position of the indicator and the area, year, value or NaN."""

    indicator: NDArray[np.int64]
    area: NDArray[np.int64]
    year: NDArray[np.int64]
    value: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.value)

    @property
    def has_values(self) -> bool:
        """Whether any row has a value."""
        return not bool(np.isnan(self.value).all())

    def pick(self, rows: NDArray[np.bool_] | NDArray[np.int64]) -> RowColumns:
        """Some of the rows, or all in another order."""
        return RowColumns(self.indicator[rows], self.area[rows], self.year[rows], self.value[rows])


def join(parts: Sequence[RowColumns]) -> RowColumns:
    """All rows of all parts."""
    return RowColumns(
        np.concatenate([part.indicator for part in parts]),
        np.concatenate([part.area for part in parts]),
        np.concatenate([part.year for part in parts]),
        np.concatenate([part.value for part in parts]),
    )


class AreaCodes(dict[tuple[str | None, str | None], int]):
    """Positions of areas by the two codes of a row: ISO 3166-1 alpha-3, and the World Bank's own.

    The first is empty for the income groups and now and then for others; the second has two
    letters (``NA`` is Namibia) or three. ``unknown`` lists the codes that no table has, in the
    order of their positions after `KNOWN`.

    Args:
        former: Codes of earlier days, and what they are called now.
    """

    def __init__(self, former: Mapping[str, str] | None = None) -> None:
        super().__init__()
        self.unknown: list[str] = []
        self._former = former or {}
        self._positions = {code: at for at, code in enumerate(KNOWN)}

    def __missing__(self, codes: tuple[str | None, str | None]) -> int:
        long, short = (self._former.get(code or "", code or "") for code in codes)
        of_short = short if short in AREAS else two_letter_codes().get(short, "")
        if long in AREAS and of_short not in ("", long):
            raise Inconsistent(
                f"a row names {long} and {short}, which is {of_short}", code="contradiction"
            )
        code = long if long in AREAS else ("" if long else of_short)
        self[codes] = at = self._positions[code] if code else self._unknown_position(long or short)
        return at

    def _unknown_position(self, code: str) -> int:
        if code not in self.unknown:
            self.unknown.append(code)
        return len(KNOWN) + self.unknown.index(code)


@cache
def two_letter_codes() -> Mapping[str, str]:
    """The area of each two-letter code of the World Bank."""
    path = Path(__file__).with_name("worldbank_codes.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return {row["iso2code"]: row["ref_area"] for row in csv.DictReader(file)}


def require_unique(columns: RowColumns, indicators: Sequence[str], areas: AreaCodes) -> None:
    """Raise `Inconsistent` where an observation is there twice, whatever its values."""
    width = len(KNOWN) + len(areas.unknown)
    keys = (columns.indicator * width + columns.area) * 10_000 + columns.year
    found, first, times = np.unique(keys, return_index=True, return_counts=True)
    if len(found) == len(keys):
        return
    at = first[int(np.argmax(times > 1))]
    surplus = len(keys) - len(found)
    name = (*KNOWN, *areas.unknown)[columns.area[at]]
    indicator = indicators[columns.indicator[at]]
    raise Inconsistent(
        f"{indicator}, {name}, {columns.year[at]} is there more than once "
        f"({surplus} {'row' if surplus == 1 else 'rows'} too many in all)",
        mend="Try again: rows move between pages while the database is being updated",
        code="duplicate",
        indicator=indicator,
    )


def require_values(columns: RowColumns, indicators: Sequence[str]) -> None:
    """Raise `Inconsistent` for an indicator with no row, or with no value in any row."""
    rows = np.bincount(columns.indicator, minlength=len(indicators))
    has_value = ~np.isnan(columns.value)
    values = np.bincount(columns.indicator[has_value], minlength=len(indicators))
    for counts, code, what in (
        (rows, "absent", "has no row in the answer"),
        (values, "no-values", "has no value for any area in any of these years"),
    ):
        without = [name for name, count in zip(indicators, counts, strict=True) if not count]
        if without:
            raise Inconsistent(
                f"{', '.join(without)} {what}",
                mend="Ask for other years, or leave the indicator out",
                code=code,
                indicator=without[0],
                indicators=tuple(without),
            )


def count_gaps(columns: RowColumns) -> int:
    """How many rows of the full grid of indicators, areas and years are not there."""
    sizes = (len(np.unique(axis)) for axis in (columns.indicator, columns.area, columns.year))
    return int(np.prod(list(sizes))) - len(columns)


def to_observations(columns: RowColumns, indicators: Sequence[str], vintage: str) -> pd.DataFrame:
    """The rows with a value in long form, `OBSERVATION_COLUMNS`, in the order of a snapshot.

    Args:
        columns: Rows of known areas only.
        indicators: The codes by position.
        vintage: The day of the edition.
    """
    import pandas as pd

    kept = columns.pick(~np.isnan(columns.value))
    rank = np.argsort(np.argsort(np.array(indicators)))
    kept = kept.pick(np.lexsort((kept.year, kept.area, rank[kept.indicator])))
    units = [_UNITS.get(code, "") for code in indicators]
    content: dict[str, object] = {
        "source": _texts([SOURCE], np.zeros(len(kept), dtype=np.int64)),
        "vintage": _texts([vintage], np.zeros(len(kept), dtype=np.int64)),
        "indicator": _texts(indicators, kept.indicator),
        "ref_area": _texts(KNOWN, kept.area),
        "time_period": kept.year,
        "obs_value": kept.value,
        "unit_measure": _texts(units, kept.indicator),
        "obs_status": _texts([NORMAL], np.zeros(len(kept), dtype=np.int64)),
    }
    return pd.DataFrame(content, columns=list(OBSERVATION_COLUMNS))


def _texts(names: Iterable[str], positions: NDArray[np.int64]) -> pd.Series:
    """Texts by position, in pandas' own type for them, each text kept once."""
    import pandas as pd

    texts = pd.Series(list(names)).array
    return pd.Series(texts.take(positions))
