"""The bulk files of World Population Prospects: gzipped CSV that needs no token.

One is of people by sex, one by sex and age in groups of five years (of the medium variant). Each
has all areas and years, the first all variants, in UTF-8 with a byte order mark. They are unpacked
line by line, never into memory as a whole. What may surprise:

- The file by age is some twenty times as large as the other, and asked only where an age is named.
  What is wrong with one of the two loses its own series: the error names them.

- Estimates and projections stand under one variant. ``Medium`` runs from 1950 to 2100: the years
  before the revision's own are estimates, the same whatever the variant, those from it on are
  projections. The other variants begin with the revision's year and are left out.
- ``PopTotal``, ``PopMale`` and ``PopFemale`` are in thousands; here they become persons.
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
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import IO, TYPE_CHECKING, cast

from sources.errors import Inconsistent, SourceError
from sources.http.answers import Answer, Fetched
from sources.providers.united_nations.common import name_some, number_of
from sources.providers.united_nations.population_vintage import (
    INDICATOR,
    RELEASED,
    SOURCE,
    WORLD_M49,
    Persons,
    as_fetched,
    malformed,
    require_complete,
    years_covered,
)
from sources.reference.areas import AREAS, WORLD, area_of
from sources.reference.population_cells import PopulationCell, find_cell

if TYPE_CHECKING:
    from sources.http.transport import Transport

REVISION = 2024
PATH = (
    "/wpp/assets/Excel%20Files/1_Indicator%20(Standard)/CSV_FILES/"
    f"WPP{REVISION}_TotalPopulationBySex.csv.gz"
)

PATH_BY_AGE = (
    "/wpp/assets/Excel%20Files/1_Indicator%20(Standard)/CSV_FILES/"
    f"WPP{REVISION}_PopulationByAge5GroupSex_Medium.csv.gz"
)

LARGEST_UNPACKED = 1 << 28
_LONGEST_LINE = 1 << 16
_GZIP = b"\x1f\x8b"
_COLUMNS = ("LocID", "ISO3_code", "LocTypeID", "Variant", "Time")
_AGE = "AgeGrpStart"
_BY_SEX = {"": "PopTotal", "FEMALE": "PopFemale", "MALE": "PopMale"}
_COUNTRY, _WORLD = "4", "1"
_VARIANTS = ("Medium", "Estimates")


def fetch_from_file(
    transport: Transport,
    first_year: int,
    last_year: int,
    *,
    url: str,
    indicators: Sequence[str] = (INDICATOR,),
) -> Fetched:
    """As `sources.providers.united_nations.population.fetch`, from the bulk files."""
    years = years_covered(first_year, last_year)
    cells = {code: find_cell(code) for code in indicators}
    unknown = tuple(code for code, cell in cells.items() if cell is None)
    if unknown:
        raise Inconsistent(
            f"no people are called {name_some(unknown)}",
            mend=f"Write such as {INDICATOR};AGE=15-24;SEX=FEMALE, in groups of five years",
            source=SOURCE,
            code="no-such-series",
            indicators=unknown,
            is_retryable=False,
        )
    known = {code: cell for code, cell in cells.items() if cell is not None}
    found: dict[str, Persons] = {}
    answers: list[Answer] = []
    for path, is_by_age in ((PATH, False), (PATH_BY_AGE, True)):
        own = {code: cell for code, cell in known.items() if bool(cell.groups) is is_by_age}
        if not own:
            continue
        try:
            persons, answer = transport.get(url + path, {}, _reader(own, years), source=SOURCE)
        except SourceError as error:
            if not error.indicators and len(own) < len(known):
                error.indicators = tuple(own)
            raise
        found |= persons
        answers.append(answer)
    return as_fetched(
        {code: found[code] for code in indicators},
        tuple(answers),
        revision=REVISION,
        how_known=(
            f"The file's name says that it is the {REVISION} revision, which the United Nations "
            f"released on {RELEASED[REVISION]}"
        ),
        url=answers[0].url,
    )


def _reader(
    cells: Mapping[str, PopulationCell], years: range
) -> Callable[[Answer], dict[str, Persons]]:
    return lambda answer: _read_bulk(answer, cells, years)


def _read_bulk(
    answer: Answer, cells: Mapping[str, PopulationCell], years: range
) -> dict[str, Persons]:
    """The figures of a bulk file by code, checked."""
    try:
        found = _collect(csv.reader(_lines(answer.body), strict=True), cells, years)
    except (OSError, EOFError, zlib.error) as error:
        raise malformed(f"the file is cut or damaged ({error})", "cut") from None
    except UnicodeDecodeError:
        raise malformed("the file is not text in UTF-8", "not-utf8") from None
    except csv.Error as error:
        raise malformed(f"the file is not CSV ({error})", "not-csv") from None
    for code, persons in found.items():
        require_complete(persons, years, code)
    return found


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


def _collect(
    rows: Iterator[list[str]], cells: Mapping[str, PopulationCell], years: range
) -> dict[str, Persons]:
    """Persons by code, area and year; of those of an age where every group was there."""
    header = next(rows, [])
    places = _places(header, cells)
    number, iso3, kind, variant, time = (places[name] for name in _COLUMNS)
    parts = [
        (code, cell.groups, places[_BY_SEX[cell.sex]], sorted(cell.groups))
        for code, cell in cells.items()
    ]
    by_age = places.get(_AGE, -1)
    wanted = {str(year): year for year in years}
    groups: dict[tuple[str, str, int, int], Decimal] = {}
    for line, row in enumerate(rows, start=2):
        if len(row) != len(header):
            raise malformed(f"line {line} has {len(row)} fields, not {len(header)}", "cut")
        year = wanted.get(row[time])
        if row[variant] not in _VARIANTS or year is None:
            continue
        area = _area(row[kind], row[iso3], row[number], line)
        if area is None:
            continue
        age = _NO_AGE if by_age < 0 else _age(row[by_age], line)
        for code, ages, column, _ in parts:
            if age == _NO_AGE or age in ages:
                value = _persons(row[column], line)
                if groups.setdefault((code, area, year, age), value) != value:
                    raise _twice(area, year, line, code)
    return {code: _added_up(code, groups, ordered or [_NO_AGE]) for code, _, _, ordered in parts}


_NO_AGE = -1


def _added_up(
    code: str, groups: Mapping[tuple[str, str, int, int], Decimal], ages: Sequence[int]
) -> dict[tuple[str, int], float]:
    """The sums over some ages by area and year, where all of them are there."""
    keys = [(area, year) for own, area, year, age in groups if own == code and age == ages[0]]
    return {
        (area, year): float(sum(groups[code, area, year, age] for age in ages))
        for area, year in keys
        if all((code, area, year, age) in groups for age in ages)
    }


def _places(header: list[str], cells: Mapping[str, PopulationCell]) -> dict[str, int]:
    """Where the columns are that some cells are read from."""
    needed = [*_COLUMNS, *dict.fromkeys(_BY_SEX[cell.sex] for cell in cells.values())]
    if any(cell.groups for cell in cells.values()):
        needed.append(_AGE)
    missing = [name for name in needed if name not in header]
    if len(missing) == len(needed):
        raise malformed("the answer is not the file: it begins with other columns", "no-header")
    if missing:
        raise malformed(
            f"the file has no column {name_some(missing)}", "no-column", is_retryable=False
        )
    return {name: header.index(name) for name in needed}


def _twice(area: str, year: int, line: int, code: str) -> Inconsistent:
    return Inconsistent(
        f"line {line} has {AREAS[area].name} in {year} a second time, with another figure",
        source=SOURCE,
        code="twice",
        indicator=code,
    )


def _age(cell: str, line: int) -> int:
    age = number_of(cell)
    if age is None:
        raise malformed(f"line {line} has no age where its group begins: {cell!r}", "no-number")
    return age


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


def _persons(thousands: str, line: int) -> Decimal:
    try:
        value = Decimal(thousands)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or value < 0:
        raise malformed(f"line {line} has no number for its population: {thousands!r}", "no-number")
    return value * 1000
