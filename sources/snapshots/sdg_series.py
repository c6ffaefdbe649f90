"""The series of the United Nations' SDG database, told apart by their dimensions.

A series of the database (``SI_POV_DAY1``) comes in one value an area and year, or in several: by
sex, by age, by location and some thirty other dimensions. Here a code stands for the total, and
each other cell of the series has a code of its own, the dimensions that are no total behind it in
the order of the alphabet: ``SL_TLF_UEM;AGE=15-24``, ``SI_POV_EMP1;AGE=15+;SEX=FEMALE``. What may
surprise:

- Which value of a dimension is the total is decided for a whole series, by the names of the values
  alone, never by the figures: the value that all rows share (under-5 mortality is of ``<5Y``), a
  missing one, one of `TOTALS`, or of age the range that holds all others (``15+`` beside ``15-24``
  and ``25+``). Where there is none, as with homicides of women and of men, every cell is named and
  the bare code has no values.
- The same cell twice with different values, from two custodians, is left out: nothing says which
  holds. Bounds such as ``<2.5`` and ``>95`` are no values and are left out too. Both are counted.
- Areas are M49 numbers; regions, which have no code of `sources.reference.areas`, are left out and
  counted.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sources.reference.areas import WORLD, area_of
from sources.snapshots.own_tables import FIRST_YEAR, LAST_YEAR, Key

SOURCE = "sdg"
LABEL = "SDG Global Database (UN)"
ATTRIBUTION = (
    "United Nations, Department of Economic and Social Affairs, Statistics Division, "
    "SDG Global Database"
)
LICENCE = "United Nations terms of use: free of charge, with citation of the source"

M49_WORLD = 1

TOTALS = ("_T", "G", "BOTHSEX", "ALLAGE", "ALLAREA", "ALL", "TOTAL", "NONE")
"""The values of dimensions that stand for all of them; ``G`` is what the custodian reports for
global monitoring, beside what a nation reports itself."""

_AGES = re.compile(r"(?P<first>\d+)(?:-(?P<last>\d+)|(?P<open>\+))", re.ASCII)
_BELOW = re.compile(r"<(\d+)(?:Y)?", re.ASCII)
_UNFIT = re.compile(r"[\s;=]+")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)


@dataclass(frozen=True)
class SdgRow:
    """One row as the database has it.

    Attributes:
        series: The code of the series.
        m49: The number of the area.
        year: The year.
        value: As text; may be a bound, or nothing.
        dimensions: Values by the names of dimensions, both in upper case (`dimension_name`,
            `dimension_value`).
    """

    series: str
    m49: int
    year: int
    value: str
    dimensions: Mapping[str, str]


@dataclass(frozen=True)
class SdgValues:
    """Rows as observations.

    Attributes:
        cells: One value a key, sorted by code, area and year.
        left_out: Why rows were left out, and how many for each reason.
    """

    cells: Mapping[Key, float]
    left_out: Mapping[str, int]

    @property
    def notes(self) -> tuple[str, ...]:
        """What was left out, in sentences."""
        return tuple(
            f"{count:,} {'row' if count == 1 else 'rows'} left out: {why}."
            for why, count in sorted(self.left_out.items())
        )


def dimension_name(text: str) -> str:
    """The name of a dimension as codes have it: ``Reporting Type`` is ``REPORTING_TYPE``."""
    return _UNFIT.sub("_", text.strip()).upper()


def dimension_value(text: str) -> str:
    """The value of a dimension as codes have it, in upper case without blanks."""
    return _UNFIT.sub("_", text.strip()).upper()


def values_of(rows: Iterable[SdgRow]) -> SdgValues:
    """Rows of any number of series as observations.

    The order of the rows makes no difference, and the cost is linear in them.
    """
    every = list(rows)
    totals = _totals(every)
    values: dict[Key, float] = {}
    twice: set[Key] = set()
    left_out: dict[str, int] = {}
    for row in every:
        area = WORLD if row.m49 == M49_WORLD else area_of(row.m49)
        value = _number(row.value)
        why = _why_not(area, row.year, value)
        if why or area is None or value is None:
            left_out[why] = left_out.get(why, 0) + 1
            continue
        key = (_code(row, totals[row.series]), area, row.year)
        if values.setdefault(key, value) != value:
            twice.add(key)
    if twice:
        left_out["the same cell has several values"] = len(twice)
    return SdgValues({key: values[key] for key in sorted(values) if key not in twice}, left_out)


def _why_not(area: str | None, year: int, value: float | None) -> str:
    if area is None:
        return "regions, which have no code here"
    if value is None:
        return "bounds and missing values"
    return "" if FIRST_YEAR <= year <= LAST_YEAR else "no year"


def _number(text: str) -> float | None:
    if not _NUMBER.fullmatch(text.strip()):
        return None
    value = float(text)
    return value if math.isfinite(value) else None


def _code(row: SdgRow, totals: Mapping[str, str | None]) -> str:
    named = (
        f";{name}={row.dimensions.get(name, '')}"
        for name, total in totals.items()
        if row.dimensions.get(name, "") != total
    )
    return "".join((row.series, *named))


def _totals(rows: Iterable[SdgRow]) -> dict[str, dict[str, str | None]]:
    """For each series and each of its dimensions, in order, the value that is the total."""
    found: dict[str, dict[str, set[str]]] = {}
    counted: dict[str, int] = {}
    having: dict[tuple[str, str], int] = {}
    for row in rows:
        counted[row.series] = counted.get(row.series, 0) + 1
        of_series = found.setdefault(row.series, {})
        for name, value in row.dimensions.items():
            of_series.setdefault(name, set()).add(value)
            having[row.series, name] = having.get((row.series, name), 0) + 1
    for series, dimensions in found.items():
        for name, values in dimensions.items():
            if having[series, name] < counted[series]:
                values.add("")
    return {
        series: {name: total_of(name, dimensions[name]) for name in sorted(dimensions)}
        for series, dimensions in found.items()
    }


def total_of(dimension: str, values: Collection[str]) -> str | None:
    """The value of a dimension that stands for all of a series; None where none does."""
    if len(values) == 1:
        return next(iter(values))
    for total in ("", *TOTALS):
        if total in values:
            return total
    return _widest(values) if dimension == "AGE" else None


def _widest(values: Collection[str]) -> str | None:
    """The range of ages that holds all the others."""
    spans = {value: _ages(value) for value in values}
    if any(span is None for span in spans.values()):
        return None
    known = {value: span for value, span in spans.items() if span is not None}
    first = min(span[0] for span in known.values())
    last = max(span[1] for span in known.values())
    return next((value for value, span in sorted(known.items()) if span == (first, last)), None)


def _ages(text: str) -> tuple[float, float] | None:
    """The first and the last age of ``15-24``, ``15+`` or ``<5Y``."""
    if found := _AGES.fullmatch(text):
        return float(found["first"]), math.inf if found["open"] else float(found["last"])
    if below := _BELOW.fullmatch(text):
        return 0.0, float(below[1]) - 1
    return None
