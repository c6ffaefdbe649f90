"""The bulk file of World Population Prospects: a gzipped CSV that needs no token.

It has all areas, years and variants, in UTF-8 with a byte order mark. It is unpacked line by line,
never into memory as a whole. What may surprise:

- Estimates and projections stand under one variant. ``Medium`` runs from 1950 to 2100: the years
  before the revision's own are estimates, the same whatever the variant, those from it on are
  projections. The other variants begin with the revision's year and are left out.
- ``PopTotal`` is in thousands; here it becomes persons.
- ``LocTypeID`` is 4 for a country or area and 1 for the world (``LocID`` 900). Regions, income
  groups and the like have other types or none.
- ``ISO3_code`` may be blank; then the M49 number in ``LocID`` says which country it is.
- A file cut in the middle shows as a gzip stream without its end. One that was cut before it was
  packed does not: it lacks countries, or years of the last one.
"""

from __future__ import annotations

import csv
import gzip
import io
import zlib
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import IO, TYPE_CHECKING, cast

from sources.errors import Inconsistent
from sources.http.answers import Answer, Fetched
from sources.providers.united_nations.common import name_some, number_of
from sources.providers.united_nations.population_edition import (
    INDICATOR,
    RELEASED,
    SOURCE,
    WORLD_M49,
    Persons,
    as_fetched,
    check_complete,
    malformed,
    years_covered,
)
from sources.reference.areas import AREAS, WORLD, area_of

if TYPE_CHECKING:
    from sources.http.transport import Transport

REVISION = 2024
PATH = (
    "/wpp/assets/Excel%20Files/1_Indicator%20(Standard)/CSV_FILES/"
    f"WPP{REVISION}_TotalPopulationBySex.csv.gz"
)

LARGEST_UNPACKED = 1 << 28
_LONGEST_LINE = 1 << 16
_GZIP = b"\x1f\x8b"
_COLUMNS = ("LocID", "ISO3_code", "LocTypeID", "Variant", "Time", "PopTotal")
_COUNTRY, _WORLD = "4", "1"
_VARIANTS = ("Medium", "Estimates")


def fetch_from_file(transport: Transport, first_year: int, last_year: int, *, url: str) -> Fetched:
    """As `sources.providers.queries.fetch_population`, from the bulk file."""
    years = years_covered(first_year, last_year)
    persons, answer = transport.get(
        url + PATH, {}, lambda answer: _read_bulk(answer, years), source=SOURCE
    )
    return as_fetched(
        persons,
        (answer,),
        revision=REVISION,
        how_known=(
            f"The file's name says that it is the {REVISION} revision, which the United Nations "
            f"released on {RELEASED[REVISION]}"
        ),
        url=answer.url,
    )


def _read_bulk(answer: Answer, years: range) -> Persons:
    """The figures of the bulk file, checked."""
    try:
        persons = _collect(csv.reader(_lines(answer.body), strict=True), years)
    except (OSError, EOFError, zlib.error) as error:
        raise malformed(f"the file is cut or damaged ({error})", "cut") from None
    except UnicodeDecodeError:
        raise malformed("the file is not text in UTF-8", "not-utf8") from None
    except csv.Error as error:
        raise malformed(f"the file is not CSV ({error})", "not-csv") from None
    check_complete(persons, years)
    return persons


def _lines(body: bytes) -> Iterator[str]:
    """The lines of the file, never more than one in memory and never more than there may be."""
    packed: IO[bytes] = io.BytesIO(body)
    file = cast(IO[bytes], gzip.GzipFile(fileobj=packed)) if body[:2] == _GZIP else packed
    size = 0
    while line := file.readline(_LONGEST_LINE):
        size += len(line)
        if size > LARGEST_UNPACKED or len(line) == _LONGEST_LINE:
            raise malformed(
                f"the file is too large: a line of {_LONGEST_LINE} bytes or more, or more than "
                f"{LARGEST_UNPACKED >> 20} MB unpacked",
                "too-large",
                is_retryable=False,
            )
        yield line.decode("utf-8-sig" if size == len(line) else "utf-8")


def _collect(rows: Iterator[list[str]], years: range) -> Persons:
    header = next(rows, [])
    missing = [name for name in _COLUMNS if name not in header]
    if len(missing) == len(_COLUMNS):
        raise malformed("the answer is not the file: it begins with other columns", "no-header")
    if missing:
        raise malformed(
            f"the file has no column {name_some(missing)}", "no-column", is_retryable=False
        )
    number, iso3, kind, variant, time, total = (header.index(name) for name in _COLUMNS)
    wanted = {str(year): year for year in years}
    persons: dict[tuple[str, int], float] = {}
    for line, row in enumerate(rows, start=2):
        if len(row) != len(header):
            raise malformed(f"line {line} has {len(row)} fields, not {len(header)}", "cut")
        year = wanted.get(row[time])
        if row[variant] not in _VARIANTS or year is None:
            continue
        area = _area(row[kind], row[iso3], row[number], line)
        if area is None:
            continue
        value = _persons(row[total], line)
        if persons.setdefault((area, year), value) != value:
            raise Inconsistent(
                f"line {line} has {AREAS[area].name} in {year} a second time, with another figure",
                source=SOURCE,
                code="twice",
                indicator=INDICATOR,
            )
    return persons


def _area(kind: str, iso3: str, number: str, line: int) -> str | None:
    """The area of a row; None for an aggregate other than the world."""
    m49 = number_of(number)
    if kind == _WORLD or m49 == WORLD_M49:
        return WORLD
    if kind != _COUNTRY:
        return None
    area = iso3 if iso3 in AREAS else area_of(m49 or 0)
    if area is None:
        raise malformed(
            f"line {line} is about a country that is not known: {iso3!r}, LocID {number!r}",
            "unknown-area",
            mend="Add it to sources/reference/areas.csv",
            is_retryable=False,
        )
    return area


def _persons(thousands: str, line: int) -> float:
    try:
        value = Decimal(thousands)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or value < 0:
        raise malformed(f"line {line} has no number for its population: {thousands!r}", "no-number")
    return float(value * 1000)
