"""The form of the World Bank's answers, as far as they are read; other fields are skipped.

Reading into these types checks them too: a value that is a text or a truth value, which Python
would take for a number, is refused where it stands. What may surprise: ``per_page`` comes as a
number or a text; an answer without data has page 0 of 0, and null for rows and edition.
"""

from __future__ import annotations

from msgspec import Struct, field
from msgspec.json import Decoder

Count = int | str


class Header(Struct, frozen=True):
    """What an answer says of itself."""

    page: Count
    pages: Count
    per_page: Count
    total: Count
    lastupdated: str | None = None


class Code(Struct, frozen=True, gc=False):
    """An indicator or an area: ``{"id": "CN", "value": "China"}``."""

    id: str | None


class Row(Struct, frozen=True, gc=False):
    """A row of the indicators API v2."""

    indicator: Code
    country: Code
    date: str
    value: float | None
    countryiso3code: str | None = None


class Named(Struct, frozen=True, gc=False):
    """A dimension of a row of a database: ``{"concept": "Time", "id": "YR2015"}``."""

    concept: str
    id: str


class DatabaseRow(Struct, frozen=True, gc=False):
    """A row of a database; its dimensions come in any order."""

    variable: list[Named]
    value: float | None


class DatabaseRows(Struct, frozen=True):
    """What a database gives."""

    data: list[DatabaseRow]


class DatabasePage(Header, frozen=True, kw_only=True):
    """A page of ``/sources/57/.../data``."""

    source: DatabaseRows


class Listed(Struct, frozen=True):
    """One entry of a dimension's list."""

    id: str


class Dimension(Struct, frozen=True):
    """The entries of one dimension of a database."""

    variable: list[Listed]


class Database(Struct, frozen=True):
    """The dimensions of a database."""

    concept: list[Dimension]


class DatabaseList(Header, frozen=True, kw_only=True):
    """A list of a database's editions: ``/sources/57/version``."""

    source: list[Database]


class Region(Struct, frozen=True):
    """Of a country its region, of an aggregate the word ``Aggregates``."""

    value: str


class Country(Struct, frozen=True):
    """An entry of ``/country``."""

    id: str
    region: Region
    iso2_code: str = field(name="iso2Code")


INDICATOR_PAGE = Decoder(tuple[Header, list[Row] | None])
DATABASE_PAGE = Decoder(DatabasePage)
DATABASE_LIST = Decoder(DatabaseList)
COUNTRY_LIST = Decoder(tuple[Header, list[Country] | None])
