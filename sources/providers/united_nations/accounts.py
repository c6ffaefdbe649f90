"""National Accounts Main Aggregates of the United Nations (UNSD): GDP and what is made of it.

The workbook ``/file/2`` holds GDP and its components in US$ at current prices for each country and
year since 1970, ``/file/6`` the same at constant prices; ``/file/9`` and ``/file/12`` hold GDP per
head at both, ``/file/16`` the growth of GDP at constant prices. What may surprise:

- The header is not on the first row but below a title, and has moved before: the row with
  ``CountryID``, ``Country`` and ``IndicatorName`` is searched for in every sheet, and columns are
  found by their names.
- ``CountryID`` is the M49 number. Former states stand beside their successors, Tanzania in two
  parts, Zanzibar and the mainland; there is no row for the world (see
  `sources.reference.areas`).
- Of some twenty rows a country only those of `SERIES` that are asked for are read. The workbooks
  of figures per head have one row a country and no ``IndicatorName``.
- A workbook is asked only where a series of it is. What is wrong with one loses its own series:
  the error names them, so that those of the others can be had.
- The numbers of the workbooks are in no document, so each must say above its header what it is.
- Growth may stand in per cent or as fractions of one: the middle of all values without their
  signs, some 4%, tells which.
- A workbook does not say its edition; the day on which it was last saved does, in its
  ``docProps/core.xml``. Of several workbooks it is the latest day.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeAlias

from sources.errors import Inconsistent, Malformed, SourceError
from sources.http.answers import Answer, Fetched
from sources.provider import Query
from sources.providers.united_nations.common import (
    LICENCE,
    SheetRow,
    day_of_change,
    last_saved,
    name_some,
    number_of,
    reading,
    sheets,
    to_observations,
)
from sources.reference.areas import FEWEST_FOR_A_WORLD, area_of
from sources.snapshots.manifest import is_date
from sources.snapshots.rows import NORMAL

if TYPE_CHECKING:
    from sources.http.transport import Transport

SOURCE = "ama"
INDICATOR = "AMA.GDP.CURR.USD"
GDP = "Gross Domestic Product (GDP)"


@dataclass(frozen=True)
class Workbook:
    """What a workbook must say of itself above its header.

    Attributes:
        path: Where the service has it.
        says: Words that must stand there.
        says_not: Words of which none may.
        has_names: Whether it has several rows a country, each with its ``IndicatorName``.
    """

    path: str
    says: tuple[str, ...] = ()
    says_not: tuple[str, ...] = ()
    has_names: bool = True


_MADE_OF_GDP = ("per capita", "growth", "national currency")

CURRENT = Workbook("/file/2", says_not=("constant", *_MADE_OF_GDP))
CONSTANT = Workbook("/file/6", says_not=("current prices", *_MADE_OF_GDP))
PER_HEAD = Workbook(
    "/file/9", ("per capita", "gdp"), ("constant", "growth", "national currency"), has_names=False
)
PER_HEAD_CONSTANT = Workbook(
    "/file/12",
    ("per capita", "gdp", "constant"),
    ("current prices", "growth", "national currency"),
    has_names=False,
)
GROWTH = Workbook("/file/16", ("growth",), ("per capita", "current prices"))


@dataclass(frozen=True)
class WorkbookSeries:
    """One row a country of a workbook.

    Attributes:
        workbook: Where it stands.
        row: What the row is called, where rows are.
        unit: Of its values.
        fewest: So many areas must have it in each year.
    """

    workbook: Workbook
    row: str
    unit: str
    fewest: int


_FEWEST_WITH_PARTS = 120

SERIES: Mapping[str, WorkbookSeries] = MappingProxyType(
    {
        INDICATOR: WorkbookSeries(CURRENT, GDP, "usd", FEWEST_FOR_A_WORLD),
        "AMA.EXP.CURR.USD": WorkbookSeries(
            CURRENT, "Exports of goods and services", "usd", _FEWEST_WITH_PARTS
        ),
        "AMA.IMP.CURR.USD": WorkbookSeries(
            CURRENT, "Imports of goods and services", "usd", _FEWEST_WITH_PARTS
        ),
        "AMA.GDP.CONST.USD": WorkbookSeries(CONSTANT, GDP, "usd_constant", FEWEST_FOR_A_WORLD),
        "AMA.GDP.PCAP.CURR.USD": WorkbookSeries(PER_HEAD, GDP, "usd", FEWEST_FOR_A_WORLD),
        "AMA.GDP.PCAP.CONST.USD": WorkbookSeries(
            PER_HEAD_CONSTANT, GDP, "usd_constant", FEWEST_FOR_A_WORLD
        ),
        "AMA.GDP.GROWTH": WorkbookSeries(GROWTH, GDP, "percent", FEWEST_FOR_A_WORLD),
    }
)
"""What may be asked for."""

Figures: TypeAlias = dict[tuple[str, int], float]
"""Values by area and year."""

_COUNTRY_ID, _COUNTRY, _NAME = "countryid", "country", "indicatorname"
_HEADER_WITHIN = 50
_MOST_OF_A_FRACTION, _LEAST_OF_A_PER_CENT = 0.3, 0.6
"""The middle of all growth without its sign lies near 4%; between the two nothing is sure."""
_NOTES = (
    "No row for the world; Tanzania in two parts; former states beside their successors, in some "
    "years both.",
    "Built partly on figures of the World Bank and the IMF: agreement with the World Development "
    "Indicators is not independent evidence.",
)


@dataclass(frozen=True)
class _Header:
    """Where the columns of a sheet are."""

    number: int
    country: int
    name: int | None
    """The column of what a row is called; None where each country has one row."""
    years: dict[int, int]
    """The column of each year."""


def takes(code: str) -> bool:
    """Whether a code is one of those that the workbooks are read for."""
    return code in SERIES


def fetch(query: Query, transport: Transport, _: str = "") -> Fetched:
    """What a question asks."""
    span = query.first_year, query.last_year
    return fetch_accounts(transport, *span, url=query.url, indicators=query.indicators)


def fetch_accounts(
    transport: Transport,
    first_year: int,
    last_year: int,
    *,
    url: str,
    indicators: Sequence[str] = (INDICATOR,),
) -> Fetched:
    """Figures of each country, former state and part of a country.

    Args:
        transport: What talks.
        first_year: The first year wanted.
        last_year: The last; the workbooks end one to two years before the present.
        url: The service, without a slash at the end.
        indicators: Codes of `SERIES`.

    Raises:
        SourceError: The service did not give all that was asked.
    """
    import pandas as pd

    wanted = range(first_year, last_year + 1)
    unknown = tuple(code for code in indicators if code not in SERIES)
    if unknown:
        raise Inconsistent(
            f"the workbooks are not read for {name_some(unknown)}",
            mend=f"Series are {name_some(SERIES, len(SERIES))}",
            source=SOURCE,
            code="no-such-series",
            indicators=unknown,
            is_retryable=False,
        )
    found: dict[str, Figures] = {}
    vintages: list[tuple[str, str, str]] = []
    answers: list[Answer] = []
    for workbook in dict.fromkeys(SERIES[code].workbook for code in indicators):
        codes = tuple(code for code in indicators if SERIES[code].workbook == workbook)
        try:
            (figures, saved), answer = transport.get(
                url + workbook.path, {}, _reader(workbook, codes, wanted), source=SOURCE
            )
        except SourceError as error:
            if not error.indicators and len(codes) < len(indicators):
                error.indicators = codes
            raise
        found |= figures
        vintages.append((*_vintage(saved, answer), saved))
        answers.append(answer)
    vintage, how_known, saved = max(vintages)
    tables = [
        to_observations(
            SOURCE,
            vintage,
            code,
            SERIES[code].unit,
            {key: (value, NORMAL) for key, value in found[code].items()},
        )
        for code in indicators
    ]
    return Fetched(
        source=SOURCE,
        vintage=vintage,
        label="National Accounts Main Aggregates",
        how_known=how_known,
        licence=LICENCE,
        attribution="United Nations Statistics Division, National Accounts Main Aggregates",
        url=answers[0].url,
        last_updated=saved,
        observations=pd.concat(tables, ignore_index=True) if len(tables) > 1 else tables[0],
        answers=tuple(answers),
        notes=_NOTES,
    )


def _reader(workbook: Workbook, codes: tuple[str, ...], wanted: range) -> Callable[[Answer], _Read]:
    return lambda answer: _read_workbook(answer.body, workbook, codes, wanted)


_Read: TypeAlias = tuple[dict[str, Figures], str]
"""Figures by code, and when the workbook was last saved."""


def _vintage(saved: str, answer: Answer) -> tuple[str, str]:
    """The day of the edition, and how it is known."""
    if is_date(saved[:10]):
        return saved[:10], "The day on which the workbook was last saved"
    if changed := day_of_change(answer):
        return changed, "The workbook does not say; the day on which the service last changed it"
    return answer.retrieved_at[:10], "Nothing says; the day on which it was fetched"


def _read_workbook(body: bytes, workbook: Workbook, codes: tuple[str, ...], wanted: range) -> _Read:
    """The figures of a workbook by code, area and year, checked, and when it was last saved."""
    saved = last_saved(body)
    with reading():
        found = _read_sheets(body, workbook, codes, wanted)
    for code in codes:
        _require_complete(found[code], code, wanted)
        if SERIES[code].unit == "percent":
            found[code] = _in_per_cent(found[code])
    return found, saved


def _read_sheets(
    body: bytes, workbook: Workbook, codes: tuple[str, ...], wanted: range
) -> dict[str, Figures]:
    for rows in sheets(body):
        header = _find_header(rows, workbook)
        if header:
            return _collect(rows, header, codes, wanted)
    columns = "CountryID, Country and IndicatorName" if workbook.has_names else "CountryID, Country"
    raise Malformed(
        f"no sheet has a row with {columns} among its first {_HEADER_WITHIN}",
        code="no-header",
        is_retryable=False,
    )


def _find_header(rows: Iterator[SheetRow], workbook: Workbook) -> _Header | None:
    """Where the columns are; None for a sheet without a header."""
    titles = ""
    needed = (_COUNTRY_ID, _COUNTRY, _NAME) if workbook.has_names else (_COUNTRY_ID, _COUNTRY)
    for number, row in rows:
        names = ["".join(str(cell).split()).casefold() for cell in row]
        if all(name in names for name in needed):
            _require_titles(titles, workbook)
            return _Header(
                number=names.index(_COUNTRY_ID),
                country=names.index(_COUNTRY),
                name=names.index(_NAME) if workbook.has_names else None,
                years={
                    year: column
                    for column, cell in enumerate(row)
                    if (year := number_of(cell)) and 1900 <= year <= 2100
                },
            )
        if number >= _HEADER_WITHIN:
            return None
        titles += " ".join(str(cell) for cell in row if cell is not None) + " "
    return None


def _require_titles(titles: str, workbook: Workbook) -> None:
    """Refuse a workbook that says above its header that it is another, or not that it is this."""
    said = " ".join(titles.casefold().split())
    lacks = [words for words in workbook.says if words not in said]
    if lacks or any(words in said for words in workbook.says_not):
        raise Malformed(
            f"this is another workbook: {titles.strip()[:80]!r}",
            code="other-workbook",
            is_retryable=False,
        )


def _in_per_cent(growth: Figures) -> Figures:
    """Growth in per cent, whether the workbook has it so or as fractions of one.

    Raises:
        Malformed: It cannot be told.
    """
    middle = median(abs(value) for value in growth.values())
    if _MOST_OF_A_FRACTION < middle < _LEAST_OF_A_PER_CENT:
        raise Malformed(
            f"growth of {middle:.2g} in the middle of all may be per cents or fractions of one",
            code="unit",
            is_retryable=False,
        )
    if middle >= _LEAST_OF_A_PER_CENT:
        return growth
    return {key: value * 100 for key, value in growth.items()}


def _collect(
    rows: Iterator[SheetRow], header: _Header, codes: tuple[str, ...], wanted: range
) -> dict[str, Figures]:
    columns = {year: column for year, column in header.years.items() if year in wanted}
    if not columns:
        raise Malformed(
            f"the workbook has no year from {wanted.start} to {wanted.stop - 1}",
            code="no-such-year",
            is_retryable=False,
        )
    code_of = {SERIES[code].row.casefold(): code for code in codes}
    found: dict[str, Figures] = {code: {} for code in codes}
    seen: set[tuple[str, str]] = set()
    for line, row in rows:
        code = _code(row, header, code_of)
        if code is None:
            continue
        area = _area(_cell(row, header.number), _cell(row, header.country), line)
        if (code, area) in seen:
            what = "GDP" if SERIES[code].row == GDP else SERIES[code].row
            raise Inconsistent(
                f"row {line} has the {what} of {area} a second time", source=SOURCE, code="twice"
            )
        seen.add((code, area))
        for year, column in columns.items():
            value = _number(_cell(row, column), line, year)
            if value is not None:
                found[code][area, year] = value
    return found


def _code(row: Sequence[Any], header: _Header, code_of: Mapping[str, str]) -> str | None:
    """The series of a row; None for one that is not read, such as a note below the others."""
    if header.name is not None:
        return code_of.get(str(_cell(row, header.name)).strip().casefold())
    has_figures = any(_cell(row, column) is not None for column in header.years.values())
    is_named = _cell(row, header.number) is not None and _cell(row, header.country) is not None
    return next(iter(code_of.values())) if has_figures or is_named else None


def _cell(row: Sequence[Any], column: int) -> Any:
    return row[column] if column < len(row) else None


def _area(number: Any, country: Any, line: int) -> str:
    area = area_of(number_of(number) or 0)
    if area is None:
        raise Malformed(
            f"row {line} is about a country that is not known: {country!r}, CountryID {number!r}",
            code="unknown-area",
            mend="Add it to sources/reference/areas.csv",
            is_retryable=False,
        )
    return area


def _number(cell: Any, line: int, year: int) -> float | None:
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return None
    if isinstance(cell, bool) or not isinstance(cell, int | float) or not math.isfinite(cell):
        raise Malformed(
            f"row {line} has no number for {year}: {cell!r}", code="no-number", is_retryable=False
        )
    return float(cell)


def _require_complete(figures: Figures, code: str, wanted: range) -> None:
    what = "GDP" if SERIES[code].row == GDP else SERIES[code].row
    # Without the rows of a component the others can be had.
    indicators = () if code == INDICATOR else (code,)
    years = {year for _, year in figures}
    for year in sorted(years) or [wanted.start]:
        areas = sum(1 for _, other in figures if other == year)
        if areas < SERIES[code].fewest:
            raise Inconsistent(
                f"only {areas} areas have {what} in {year}, fewer than {SERIES[code].fewest}",
                mend="Try again later; if it stays, the workbook's format has changed",
                source=SOURCE,
                code="incomplete",
                indicator=code,
                indicators=indicators,
            )
    gaps = [year for year in range(min(years), max(years)) if year not in years]
    if gaps:
        raise Inconsistent(
            f"no area has {what} in {name_some(gaps)}",
            source=SOURCE,
            code="incomplete",
            indicator=code,
            indicators=indicators,
        )
