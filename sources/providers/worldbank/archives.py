"""World Development Indicators: the newest edition, or an old one from the WDI Database Archives.

In the archives (source 57) the World Bank keeps what it published at the time, so that a figure
can be held against what its author could have seen. What may surprise:

- An edition is a month, ``201807``, and there is not one for every month. The day within it is not
  told; a vintage here gets the last day of the month, when it was out for certain.
- The address has one part for each dimension; all years are asked for, since an edition refuses
  years that it does not have, and those outside the wanted span are left out afterwards.
- Editions until 2015 or so call seven countries by codes that the World Bank has given up since.
"""

from __future__ import annotations

import bisect
import calendar
import re
from collections.abc import Mapping, Sequence

from sources.errors import Rejected, SourceError
from sources.http.answers import Answer, Fetched
from sources.http.transport import Transport
from sources.provider import Query
from sources.providers.worldbank.answers import RowsAsked, read_database_page, read_versions
from sources.providers.worldbank.indicators import (
    ATTRIBUTION,
    LABEL,
    LICENCE,
    batches,
    check_codes,
    fetch_newest,
    is_refused_at,
    leave_out_aggregates,
    name_the_refused,
    note_missing,
)
from sources.providers.worldbank.messages import is_about_codes
from sources.providers.worldbank.paging import PAGE, read_pages, read_twice
from sources.providers.worldbank.table import (
    SOURCE,
    AreaCodes,
    RowColumns,
    join,
    require_unique,
    require_values,
    to_observations,
)

DATABASE = "57"

_FORMER_CODES: Mapping[str, str] = {
    "ADO": "AND",
    "IMY": "IMN",
    "KSV": "XKX",
    "ROM": "ROU",
    "TMP": "TLS",
    "WBG": "PSE",
    "ZAR": "COD",
}
_RETIRED_AGGREGATES = ("NOC", "OEC")
"""High-income countries outside and inside the OECD, as grouped until 2016."""


def list_archived(transport: Transport, base_url: str) -> tuple[tuple[str, ...], Answer]:
    """The editions that the archives hold, ``2018-07``, oldest first, and the answer that says so.

    Raises:
        SourceError: The list cannot be had.
    """
    codes, answer = transport.get(
        f"{base_url.rstrip('/')}/sources/{DATABASE}/version",
        {"format": "json", "per_page": "10000"},
        read_versions,
        source=SOURCE,
        also_retry=(400,),
    )
    return tuple(f"{code[:4]}-{code[4:]}" for code in codes), answer


def fetch(query: Query, transport: Transport, _: str = "") -> Fetched:
    """The newest edition, or the old one that the question names."""
    span = query.first_year, query.last_year
    if query.edition:
        return fetch_archive(transport, query.url, query.indicators, query.edition, *span)
    return fetch_newest(transport, query.url, query.indicators, *span)


def fetch_archive(
    transport: Transport,
    base_url: str,
    indicators: Sequence[str],
    vintage: str,
    first_year: int | None = None,
    last_year: int | None = None,
    *,
    page_size: int = PAGE,
) -> Fetched:
    """An old edition of some indicators, for all areas.

    Args:
        transport: What asks.
        base_url: ``https://api.worldbank.org/v2``.
        indicators: The service's codes.
        vintage: The month, ``2018-07``.
        first_year: Leave out earlier years.
        last_year: Leave out later years.
        page_size: Rows a page.

    Raises:
        Rejected: There is no such edition (the error names the nearest), or it has no such data.
        SourceError: As for `sources.providers.worldbank.indicators.fetch_newest`.
    """
    codes = check_codes(indicators)
    base = base_url.rstrip("/")
    try:
        vintages, listing = list_archived(transport, base)
        _require_vintage(vintage, vintages)
        return read_twice(
            lambda size: _fetch_once(
                transport, base, codes, vintage, (first_year, last_year), listing, size
            ),
            page_size,
        )
    except SourceError as error:
        error.source = SOURCE
        if is_about_codes(error):
            name_the_refused(codes, error, lambda some: _is_refused(transport, base, some, vintage))
        raise


def _is_refused(transport: Transport, base: str, codes: Sequence[str], vintage: str) -> bool:
    url = _address(base, codes, vintage.replace("-", ""))
    return is_refused_at(transport, url, {"format": "json", "per_page": "1"})


def _require_vintage(vintage: str, vintages: Sequence[str]) -> None:
    if vintage in vintages:
        return
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", vintage, re.ASCII):
        raise Rejected(
            f"{vintage!r} is no edition", mend="Write a month, such as 2018-07", code="edition"
        )
    at = bisect.bisect(vintages, vintage)
    near = vintages[max(0, at - 1) : at + 1]
    told = f"The nearest {'is' if len(near) == 1 else 'are'} {' and '.join(near)}"
    raise Rejected(
        f"the archives have no edition {vintage}",
        mend=told if near else "They list no edition at all",
        code="edition",
    )


def last_day(vintage: str) -> str:
    """The last day of an edition's month, ISO 8601."""
    year, month = (int(part) for part in vintage.split("-"))
    return f"{vintage}-{calendar.monthrange(year, month)[1]:02}"


def _fetch_once(
    transport: Transport,
    base: str,
    codes: tuple[str, ...],
    edition: str,
    span: tuple[int | None, int | None],
    listing: Answer,
    size: int,
) -> Fetched:
    version = edition.replace("-", "")
    question = RowsAsked(codes, None, None, AreaCodes(_FORMER_CODES), version)
    parts: list[RowColumns] = []
    answers = [listing]
    for batch in batches(codes):
        pages = read_pages(
            transport,
            _address(base, batch, version),
            {"format": "json"},
            size,
            lambda answer, number: read_database_page(answer, number, question),
            SOURCE,
        )
        for page, answer in pages:
            parts.append(page.columns)
            answers.append(answer)
    columns = join(parts)
    require_unique(columns, codes, question.areas)
    columns, notes = leave_out_aggregates(
        transport, base, _within(columns, span), question.areas, answers, _RETIRED_AGGREGATES
    )
    require_values(columns, codes)
    vintage = last_day(edition)
    observations = to_observations(columns, codes, vintage)
    return Fetched(
        source=SOURCE,
        vintage=vintage,
        label=LABEL,
        how_known=f"Edition {edition} of the WDI Database Archives; its day within the month is "
        "not told, so the last one is given",
        licence=LICENCE,
        attribution=ATTRIBUTION,
        url=_address(base, codes, version),
        last_updated=version,
        observations=observations,
        answers=tuple(answers),
        notes=(*notes, *note_missing(columns, len(observations))),
    )


def _address(base: str, codes: Sequence[str], version: str) -> str:
    return (
        f"{base}/sources/{DATABASE}/country/all/series/{';'.join(codes)}"
        f"/time/all/version/{version}/data"
    )


def _within(columns: RowColumns, span: tuple[int | None, int | None]) -> RowColumns:
    first, last = span
    years = columns.year
    return columns.pick((years >= (first or years.min())) & (years <= (last or years.max())))
