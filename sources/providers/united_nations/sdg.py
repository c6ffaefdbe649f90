"""The United Nations' SDG database, by its API (``/v1/sdg``), one series after another.

What the service does, and what is done about it:

- A list of all series says of each its release (``2025.Q2.G.03``); it is asked for first, and a
  series that it does not have is refused here, by name, before anything else is asked.
- The data come in pages that count from 1 and repeat ``totalElements`` and ``totalPages``. All
  pages must say the same, and the rows must be as many as they say.
- Numbers come as text, among them ``<2.5``, ``>95`` and ``NaN``; years as ``2024.0``; areas as M49
  numbers in text. `sources.snapshots.sdg_series` makes observations of them.
- Nothing says on which day a release came out. A vintage is the last day of the release's quarter,
  or the day of the answer where that is earlier: no author is thought to have seen it too early.
- A row of another series, or without an area or a year, is an error: rows that move between pages
  look like that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sources.errors import Inconsistent, Malformed, Rejected, SourceError
from sources.http.answers import Answer, Fetched
from sources.http.bodies import parse_json
from sources.model import OBSERVATION_COLUMNS
from sources.provider import Query
from sources.reference.concepts import CONCEPTS
from sources.snapshots.own_tables import Key
from sources.snapshots.rows import NORMAL
from sources.snapshots.sdg_series import (
    ATTRIBUTION,
    LABEL,
    LICENCE,
    SOURCE,
    SdgRow,
    SdgValues,
    dimension_name,
    dimension_value,
    values_of,
)

if TYPE_CHECKING:
    import pandas as pd

    from sources.http.transport import Transport

LIST_PATH = "/v1/sdg/Series/List"
DATA_PATH = "/v1/sdg/Series/Data"
PAGE = 5_000
MOST_ROWS = 2_000_000
"""Rows of one series; more is not what was asked for."""

_RELEASE = re.compile(r"(?P<year>20\d\d)\.Q(?P<quarter>[1-4])\.G\.\d{1,3}", re.ASCII)
_CODE = re.compile(r"[A-Z0-9_]{2,60}", re.ASCII)
_QUARTER_ENDS = ("03-31", "06-30", "09-30", "12-31")
_YEAR = re.compile(r"\d{4}(\.0+)?", re.ASCII)
_LONGEST = 200


@dataclass(frozen=True)
class _Page:
    """One page of the rows of a series."""

    number: int
    pages: int
    total: int
    rows: tuple[SdgRow, ...]


def fetch(query: Query, transport: Transport, _: str = "") -> Fetched:
    """What a question asks."""
    span = query.first_year, query.last_year
    return fetch_sdg(transport, query.indicators, *span, url=query.url)


def fetch_sdg(
    transport: Transport,
    indicators: Sequence[str],
    first_year: int,
    last_year: int,
    *,
    url: str,
    page_size: int = PAGE,
) -> Fetched:
    """Some series of the newest release, for all areas.

    Args:
        transport: What talks.
        indicators: Codes as `sdg_series` has them: a series, or one with dimensions.
        first_year: Leave out earlier years.
        last_year: Leave out later years.
        url: The service, without a slash at the end.
        page_size: Rows a page.

    Raises:
        Rejected: There is no such series, or it has no such dimensions; the error names all such.
        SourceError: The service did not give all that was asked.
    """
    codes = tuple(dict.fromkeys(indicators))
    base = url.rstrip("/")
    try:
        releases, listing = transport.get(
            f"{base}{LIST_PATH}", {"allreleases": "false"}, _read_list, source=SOURCE
        )
        _require(codes, {code for code in codes if code.partition(";")[0] in releases}, "series")
        answers = [listing]
        rows: list[SdgRow] = []
        wanted = sorted({code.partition(";")[0] for code in codes})
        for series in wanted:
            try:
                found, came = _read_series(transport, base, series, page_size)
            except SourceError as error:
                if not error.indicators and len(wanted) > 1:
                    error.indicators = _codes_of(series, codes)
                raise
            rows += found
            answers += came
    except SourceError as error:
        error.source = SOURCE
        raise
    every = values_of(rows)
    values = {
        key: value
        for key, value in every.cells.items()
        if key[0] in codes and first_year <= key[2] <= last_year
    }
    _require(codes, {code for code, _, _ in values}, "values")
    release = max(releases[series] for series in wanted)
    vintage = _vintage(release, answers)
    return Fetched(
        source=SOURCE,
        vintage=vintage,
        label=LABEL,
        how_known=(
            f"Of release {release}: the last day of its quarter, or the day of the answer where "
            "that is earlier; the service does not tell the day"
        ),
        licence=LICENCE,
        attribution=ATTRIBUTION,
        url=f"{base}{DATA_PATH}",
        last_updated=release,
        observations=_to_observations(values, vintage),
        answers=tuple(answers),
        notes=(*_say_releases(releases, wanted), *_say_left_out(every, codes)),
    )


def _codes_of(series: str, codes: Sequence[str]) -> tuple[str, ...]:
    """The codes that a series has, with and without dimensions."""
    return tuple(code for code in codes if code.partition(";")[0] == series)


def _read_series(
    transport: Transport, base: str, series: str, size: int
) -> tuple[list[SdgRow], list[Answer]]:
    """All rows of a series, read once more where the pages do not agree."""
    try:
        return _read_pages(transport, base, series, size)
    except Inconsistent:
        return _read_pages(transport, base, series, size)


def _read_pages(
    transport: Transport, base: str, series: str, size: int
) -> tuple[list[SdgRow], list[Answer]]:
    rows: list[SdgRow] = []
    answers: list[Answer] = []
    first: _Page | None = None
    number = 1
    while first is None or number <= first.pages:
        asked = {"seriesCode": series, "page": str(number), "pageSize": str(size)}
        page, answer = transport.get(
            f"{base}{DATA_PATH}", asked, _reader(series, number, size), source=SOURCE
        )
        first = first or page
        if (page.total, page.pages) != (first.total, first.pages):
            raise _inconsistent(
                f"page {number} of {series} says {page.total} rows, page 1 {first.total}",
                "edition",
                series,
            )
        rows += page.rows
        answers.append(answer)
        number += 1
    if len(rows) != first.total:
        raise _inconsistent(
            f"of {series} {len(rows)} rows came instead of {first.total}", "rows", series
        )
    return rows, answers


def _reader(series: str, number: int, size: int) -> Any:
    def read(answer: Answer) -> _Page:
        return _read_page(answer, series, number, size)

    return read


def _read_page(answer: Answer, series: str, number: int, size: int) -> _Page:
    """One page, each row of it checked."""
    match parse_json(answer):
        case {
            "totalElements": int(total),
            "totalPages": int(pages),
            "pageNumber": int(said),
            "data": list(data),
        }:
            pass
        case _:
            raise Malformed("the answer is not a page of data", code="shape")
    if said != number:
        raise _inconsistent(f"page {said} of {series} came instead of {number}", "page", series)
    if not 0 <= total <= MOST_ROWS or pages > total:
        raise Malformed(f"{total} rows in {pages} pages cannot be", code="shape")
    expected = max(0, min(size, total - (number - 1) * size))
    if len(data) != expected:
        raise _inconsistent(
            f"page {number} of {series} has {len(data)} rows instead of {expected}", "rows", series
        )
    return _Page(said, pages, total, tuple(_read_row(row, series) for row in data))


def _read_row(row: Any, series: str) -> SdgRow:
    match row:
        case {
            "series": str(code),
            "geoAreaCode": str(area),
            "timePeriodStart": int() | float() as year,
        } if area.isascii() and area.isdigit() and _YEAR.fullmatch(str(year)):
            pass
        case _:
            raise Malformed("a row is not in the documented form", code="shape")
    if code != series:
        raise _inconsistent(f"a row of {code[:80]!r} came with {series}", "series", series)
    dimensions = row.get("dimensions") or {}
    if not isinstance(dimensions, dict):
        raise Malformed("the dimensions of a row are not in the documented form", code="shape")
    value = row.get("value")
    return SdgRow(
        code,
        int(area),
        int(year),
        "" if value is None else str(value)[:_LONGEST],
        {
            dimension_name(str(name)[:_LONGEST]): dimension_value(str(said)[:_LONGEST])
            for name, said in dimensions.items()
            if said is not None
        },
    )


def _read_list(answer: Answer) -> Mapping[str, str]:
    """The release of each series."""
    found: dict[str, str] = {}
    for item in _items(answer):
        match item:
            case {"code": str(code), "release": str(release)} if _CODE.fullmatch(code):
                found[code] = max(release, found.get(code, ""))
    if not found:
        raise Malformed("the list of series is empty", code="shape")
    return found


def _items(answer: Answer) -> Iterator[Any]:
    content = parse_json(answer)
    if not isinstance(content, list):
        raise Malformed("the answer is not a list of series", code="shape")
    yield from content


def _require(codes: Sequence[str], there: set[str], what: str) -> None:
    """Raise `Rejected` for the codes that are not there, all of them named."""
    missing = tuple(code for code in codes if code not in there)
    if missing:
        said = "is no series of the database" if what == "series" else "has no value in these years"
        raise Rejected(
            f"{', '.join(missing)} {said}",
            mend="Look the code up at unstats.un.org/sdgs/dataportal; it may have a successor",
            source=SOURCE,
            code=f"no-{what}",
            indicator=missing[0],
            indicators=missing,
        )


def _vintage(release: str, answers: Sequence[Answer]) -> str:
    asked = max(answer.retrieved_at for answer in answers)[:10]
    found = _RELEASE.fullmatch(release)
    if found is None:
        return asked
    return min(asked, f"{found['year']}-{_QUARTER_ENDS[int(found['quarter']) - 1]}")


def _say_releases(releases: Mapping[str, str], wanted: Sequence[str]) -> tuple[str, ...]:
    """That the series are not all of one release."""
    of = {series: releases[series] for series in wanted}
    if len(set(of.values())) < 2:
        return ()
    return (f"Releases: {', '.join(f'{series} {of[series]}' for series in wanted)}.",)


def _say_left_out(every: SdgValues, codes: Sequence[str]) -> tuple[str, ...]:
    others = sorted({code for code, _, _ in every.cells} - set(codes))
    named = (f"Cells by sex, age and the like that were not asked for: {len(others)} kinds.",)
    return (*every.notes, *(named if others else ()))


def _to_observations(values: Mapping[Key, float], vintage: str) -> pd.DataFrame:
    import pandas as pd

    units = {
        concept.codes[SOURCE]: concept.unit
        for concept in CONCEPTS.values()
        if SOURCE in concept.codes
    }
    return pd.DataFrame(
        [
            (SOURCE, vintage, code, area, year, value, units.get(code, ""), NORMAL)
            for (code, area, year), value in sorted(values.items())
        ],
        columns=list(OBSERVATION_COLUMNS),
    )


def _inconsistent(what: str, code: str, series: str) -> Inconsistent:
    return Inconsistent(what, source=SOURCE, code=code, indicator=series)
