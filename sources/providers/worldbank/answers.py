"""The World Bank's answers, read page by page and checked one by one.

Two forms (`sources.providers.worldbank.answers`): indicators v2, the newest year first, aggregates
among the countries; and databases (``/sources/57``), whose rows name their dimensions and whose
years are ``YR2015``. Each reader raises `Malformed` for what is not in its form, `Inconsistent` for
what contradicts its own header or the question.

The form of the World Bank's answers, as far as they are read; other fields are skipped.

Reading into these types checks them too: a value that is a text or a truth value, which Python
would take for a number, is refused where it stands. What may surprise: ``per_page`` comes as a
number or a text; an answer without data has page 0 of 0, and null for rows and edition.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from msgspec import Struct, field
from msgspec.json import Decoder

from sources.errors import Inconsistent, Malformed, Rejected
from sources.http.answers import Answer
from sources.providers.worldbank.messages import read_answer
from sources.providers.worldbank.table import AreaCodes, RowColumns

HeaderNumber = int | str


class PageHeader(Struct, frozen=True):
    """What an answer says of itself."""

    page: HeaderNumber
    pages: HeaderNumber
    per_page: HeaderNumber
    total: HeaderNumber
    lastupdated: str | None = None


class CodedName(Struct, frozen=True, gc=False):
    """An indicator or an area: ``{"id": "CN", "value": "China"}``."""

    id: str | None


class IndicatorRow(Struct, frozen=True, gc=False):
    """A row of the indicators API v2."""

    indicator: CodedName
    country: CodedName
    date: str
    value: float | None
    countryiso3code: str | None = None


class DimensionValue(Struct, frozen=True, gc=False):
    """A dimension of a row of a database: ``{"concept": "Time", "id": "YR2015"}``."""

    concept: str
    id: str


class DatabaseRow(Struct, frozen=True, gc=False):
    """A row of a database; its dimensions come in any order."""

    variable: list[DimensionValue]
    value: float | None


class DatabaseRows(Struct, frozen=True):
    """What a database gives."""

    data: list[DatabaseRow]


class DatabasePage(PageHeader, frozen=True, kw_only=True):
    """A page of ``/sources/57/.../data``."""

    source: DatabaseRows


class ListedVariable(Struct, frozen=True):
    """One entry of a dimension's list."""

    id: str


class Dimension(Struct, frozen=True):
    """The entries of one dimension of a database."""

    variable: list[ListedVariable]


class Database(Struct, frozen=True):
    """The dimensions of a database."""

    concept: list[Dimension]


class DatabaseList(PageHeader, frozen=True, kw_only=True):
    """A list of a database's editions: ``/sources/57/version``."""

    source: list[Database]


class Region(Struct, frozen=True):
    """Of a country its region, of an aggregate the word ``Aggregates``."""

    value: str


class CountryEntry(Struct, frozen=True):
    """An entry of ``/country``."""

    id: str
    region: Region
    iso2_code: str = field(name="iso2Code")


INDICATOR_PAGE = Decoder(tuple[PageHeader, list[IndicatorRow] | None])
DATABASE_PAGE = Decoder(DatabasePage)
DATABASE_LIST = Decoder(DatabaseList)
COUNTRY_LIST = Decoder(tuple[PageHeader, list[CountryEntry] | None])

_YEAR = re.compile(r"(?:YR)?(\d{4})", re.ASCII)
_DIMENSIONS = frozenset({"series", "country", "time"})
_VINTAGE = re.compile(r"\d{6}", re.ASCII)


@dataclass(frozen=True)
class PagePlace:
    """Where a page stands: what its header says. ``edition`` is empty where it does not say."""

    page: int
    pages: int
    per_page: int
    total: int
    edition: str


@dataclass(frozen=True)
class RowsPage:
    """One page of rows."""

    place: PagePlace
    columns: RowColumns


@dataclass(frozen=True)
class RowsAsked:
    """What the rows of an answer must be about.

    Attributes:
        indicators: The codes; a row's indicator is kept as its position among them.
        first_year: The first year asked for; None where all were.
        last_year: The last.
        areas: Codes seen so far.
        version: The edition asked for, ``201807``; empty where the newest was.
    """

    indicators: Sequence[str]
    first_year: int | None
    last_year: int | None
    areas: AreaCodes
    version: str = ""


def read_indicator_page(answer: Answer, number: int, question: RowsAsked) -> RowsPage:
    """A page of ``/country/all/indicator/A;B``."""
    header, found = read_answer(answer, INDICATOR_PAGE)
    rows = found or []
    place = _place(header, number, len(rows))
    columns = _columns(
        question,
        [row.indicator.id for row in rows],
        [(row.countryiso3code, row.country.id) for row in rows],
        [row.date for row in rows],
        [row.value for row in rows],
    )
    return RowsPage(place, columns)


def read_database_page(answer: Answer, number: int, question: RowsAsked) -> RowsPage:
    """A page of ``/sources/57/country/all/series/A;B/time/all/version/201807/data``."""
    page = read_answer(answer, DATABASE_PAGE)
    rows = page.source.data
    place = _place(page, number, len(rows))
    named = [{part.concept.lower(): part.id for part in row.variable} for row in rows]
    lacking = next((names for names in named if not names.keys() >= _DIMENSIONS), None)
    if lacking is not None:
        raise Malformed(f"a row has no more than {', '.join(sorted(lacking))}", code="shape")
    versions = {names.get("version", "") for names in named}
    if versions != {question.version}:
        found = ", ".join(sorted(versions - {question.version}))
        raise Inconsistent(f"rows of edition {found}, which was not asked for", code="foreign")
    columns = _columns(
        question,
        [names["series"] for names in named],
        [(names["country"], "") for names in named],
        [names["time"] for names in named],
        [row.value for row in rows],
    )
    return RowsPage(place, columns)


def read_country_listing(answer: Answer) -> Mapping[str, tuple[str, bool]]:
    """Of ``/country``: by each code, of three letters or two, the first and if an aggregate."""
    header, found = read_answer(answer, COUNTRY_LIST)
    rows = found or []
    if _place(header, 1, len(rows)).pages > 1:
        raise Inconsistent("the list of countries has a second page", code="rows")
    entries = {row.id: (row.id, row.region.value.strip() == "Aggregates") for row in rows}
    return {**{row.iso2_code: entries[row.id] for row in rows}, **entries}


def read_versions(answer: Answer) -> tuple[str, ...]:
    """Of ``/sources/57/version``: the editions as the service writes them, ``201807``, sorted."""
    page = read_answer(answer, DATABASE_LIST)
    found = [
        entry.id
        for database in page.source
        for dimension in database.concept
        for entry in dimension.variable
    ]
    _place(page, 1, len(found))
    return tuple(sorted(code for code in found if _VINTAGE.fullmatch(code)))


def _place(header: PageHeader, number: int, rows: int) -> PagePlace:
    """What the header says, known to agree with the number of the page and of its rows."""
    try:
        place = PagePlace(
            int(header.page),
            int(header.pages),
            int(header.per_page),
            int(header.total),
            header.lastupdated or "",
        )
    except ValueError:
        raise Malformed("the header counts in something else than numbers", code="shape") from None
    if place.total == 0 and rows:
        raise Inconsistent(f"{rows} rows came, and its header counts none", code="rows")
    if place.total == 0:
        raise Rejected(
            "it has no data for this question",
            mend="Check the indicators and the years",
            code="no-data",
        )
    if place.page != number:
        raise Inconsistent(f"page {number} was asked for, and page {place.page} came", code="page")
    if place.per_page < 1 or place.pages != -(-place.total // place.per_page):
        raise Inconsistent(
            f"{place.total} rows do not make {place.pages} pages of {place.per_page}",
            code="pages",
        )
    here = min(place.per_page, place.total - (number - 1) * place.per_page)
    if rows != here:
        raise Inconsistent(
            f"page {number} of {place.pages} has {rows} rows instead of {here}", code="rows"
        )
    return place


def _columns(
    question: RowsAsked,
    codes: Sequence[str | None],
    areas: Sequence[tuple[str | None, str | None]],
    years: Sequence[str],
    values: Sequence[float | None],
) -> RowColumns:
    positions: dict[str | None, int] = {code: at for at, code in enumerate(question.indicators)}
    strangers = sorted({str(code) for code in set(codes) - positions.keys()})
    if strangers:
        raise Inconsistent(
            f"rows about {strangers[0]!r}, which was not asked for",
            code="foreign",
            indicator=strangers[0],
        )
    calendar = {text: _year(text, question) for text in set(years)}
    return RowColumns(
        np.array([positions[code] for code in codes], dtype=np.int64),
        np.array([question.areas[pair] for pair in areas], dtype=np.int64),
        np.array([calendar[text] for text in years], dtype=np.int64),
        np.array(values, dtype=np.float64),
    )


def _year(text: str, question: RowsAsked) -> int:
    found = _YEAR.fullmatch(text)
    if not found:
        raise Malformed(f"{text!r} is no year", code="shape")
    year = int(found[1])
    first, last = question.first_year, question.last_year
    if (first is not None and year < first) or (last is not None and year > last):
        raise Inconsistent(f"rows about {year}, which was not asked for", code="foreign")
    return year
