"""National Accounts Main Aggregates of the United Nations (UNSD): GDP at current prices in US$.

One workbook, ``/file/2``, holds GDP and its components for each country and year since 1970. What
may surprise:

- The header is not on the first row but below a title, and has moved before: the row with
  ``CountryID``, ``Country`` and ``IndicatorName`` is searched for in every sheet, and columns are
  found by their names.
- ``CountryID`` is the M49 number. Former states stand beside their successors, Tanzania in two
  parts, Zanzibar and the mainland; there is no row for the world (see
  `sources.reference.areas`).
- Of some twenty rows a country only ``Gross Domestic Product (GDP)`` is read.
- The workbook does not say its edition; the day on which it was last saved does, in its
  ``docProps/core.xml``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sources.errors import Inconsistent, Malformed
from sources.http.answers import Answer, Fetched
from sources.providers.united_nations.common import (
    LICENCE,
    Row,
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
URL = "https://unstats.un.org/unsd/amaapi/api"
PATH = "/file/2"
GDP = "Gross Domestic Product (GDP)"

_HEADER = ("countryid", "country", "indicatorname")
_HEADER_WITHIN = 50
_OTHER_PRICES = ("constant", "national currency")
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
    indicator: int
    years: dict[int, int]
    """The column of each year."""


def fetch_gdp(transport: Transport, first_year: int, last_year: int, *, url: str = URL) -> Fetched:
    """GDP at current prices, US$, of each country, former state and part of a country.

    Args:
        transport: What talks.
        first_year: The first year wanted.
        last_year: The last; the workbook ends one to two years before the present.
        url: The service, without a slash at the end.

    Raises:
        SourceError: The service did not give all that was asked.
    """
    wanted = range(first_year, last_year + 1)
    (dollars, saved), answer = transport.get(
        url + PATH, {}, lambda answer: _read_workbook(answer.body, wanted), source=SOURCE
    )
    vintage, how_known = _vintage(saved, answer)
    values = {key: (value, NORMAL) for key, value in dollars.items()}
    return Fetched(
        source=SOURCE,
        vintage=vintage,
        label="National Accounts Main Aggregates",
        how_known=how_known,
        licence=LICENCE,
        attribution="United Nations Statistics Division, National Accounts Main Aggregates",
        url=answer.url,
        last_updated=saved,
        observations=to_observations(SOURCE, vintage, INDICATOR, "usd", values),
        answers=(answer,),
        notes=_NOTES,
    )


def _vintage(saved: str, answer: Answer) -> tuple[str, str]:
    """The day of the edition, and how it is known."""
    if is_date(saved[:10]):
        return saved[:10], "The day on which the workbook was last saved"
    if changed := day_of_change(answer):
        return changed, "The workbook does not say; the day on which the service last changed it"
    return answer.retrieved_at[:10], "Nothing says; the day on which it was fetched"


def _read_workbook(body: bytes, wanted: range) -> tuple[dict[tuple[str, int], float], str]:
    """GDP by area and year, checked, and when the workbook was last saved."""
    saved = last_saved(body)
    with reading():
        dollars = _read_sheets(body, wanted)
    _check_complete(dollars, wanted)
    return dollars, saved


def _read_sheets(body: bytes, wanted: range) -> dict[tuple[str, int], float]:
    for rows in sheets(body):
        header = _find_header(rows)
        if header:
            return _collect(rows, header, wanted)
    raise Malformed(
        "no sheet has a row with CountryID, Country and IndicatorName among its first "
        f"{_HEADER_WITHIN}",
        code="no-header",
        is_retryable=False,
    )


def _find_header(rows: Iterator[Row]) -> _Header | None:
    """Where the columns are; None for a sheet without a header."""
    titles = ""
    for number, row in rows:
        names = ["".join(str(cell).split()).casefold() for cell in row]
        if all(name in names for name in _HEADER):
            _check_titles(titles)
            return _Header(
                number=names.index(_HEADER[0]),
                country=names.index(_HEADER[1]),
                indicator=names.index(_HEADER[2]),
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


def _check_titles(titles: str) -> None:
    """Refuse a workbook that says above its header that its prices are others."""
    if any(words in titles.casefold() for words in _OTHER_PRICES):
        raise Malformed(
            f"this is another workbook: {titles.strip()[:80]!r}",
            code="other-workbook",
            is_retryable=False,
        )


def _collect(rows: Iterator[Row], header: _Header, wanted: range) -> dict[tuple[str, int], float]:
    columns = {year: column for year, column in header.years.items() if year in wanted}
    if not columns:
        raise Malformed(
            f"the workbook has no year from {wanted.start} to {wanted.stop - 1}",
            code="no-such-year",
            is_retryable=False,
        )
    dollars: dict[tuple[str, int], float] = {}
    seen: set[str] = set()
    for line, row in rows:
        if str(_cell(row, header.indicator)).strip() != GDP:
            continue
        area = _area(_cell(row, header.number), _cell(row, header.country), line)
        if area in seen:
            raise Inconsistent(
                f"row {line} has the GDP of {area} a second time", source=SOURCE, code="twice"
            )
        seen.add(area)
        for year, column in columns.items():
            value = _dollars(_cell(row, column), line, year)
            if value is not None:
                dollars[area, year] = value
    return dollars


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


def _dollars(cell: Any, line: int, year: int) -> float | None:
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return None
    if isinstance(cell, bool) or not isinstance(cell, int | float) or not math.isfinite(cell):
        raise Malformed(
            f"row {line} has no number for {year}: {cell!r}", code="no-number", is_retryable=False
        )
    return float(cell)


def _check_complete(dollars: dict[tuple[str, int], float], wanted: range) -> None:
    years = {year for _, year in dollars}
    for year in sorted(years) or [wanted.start]:
        areas = sum(1 for _, other in dollars if other == year)
        if areas < FEWEST_FOR_A_WORLD:
            raise Inconsistent(
                f"only {areas} areas have GDP in {year}, fewer than {FEWEST_FOR_A_WORLD}",
                mend="Try again later; if it stays, the workbook's format has changed",
                source=SOURCE,
                code="incomplete",
                indicator=INDICATOR,
            )
    gaps = [year for year in range(min(years), max(years)) if year not in years]
    if gaps:
        raise Inconsistent(
            f"no area has GDP in {name_some(gaps)}",
            source=SOURCE,
            code="incomplete",
            indicator=INDICATOR,
        )
