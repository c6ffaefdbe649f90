"""The Data Portal of UN DESA: the figures of World Population Prospects behind a token.

What may surprise:

- ``/locations`` and ``/indicators`` are open, ``/data`` answers 401 without a token. It is sent as
  a header, to the service's own address only: pages are asked for by number, and ``nextPage``
  merely says whether there is another.
- Locations have no type there, and regions have codes that mean something else elsewhere
  (``AFR``): countries are known by their M49 number.
- Values are persons, not thousands as in the bulk file; the world's says whether that holds.
- Rows name no revision; the indicator's ``sourceYear`` or its citation does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from sources.errors import Inconsistent, Rejected
from sources.http.answers import Answer, Fetched
from sources.http.bodies import parse_json
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
from sources.reference.areas import WORLD, area_of

if TYPE_CHECKING:
    from sources.http.transport import Transport

PATH = "/dataportalapi/api/v1"
TOTAL_POPULATION = 49
MEDIUM_VARIANT = 4
BOTH_SEXES = 3
PAGE_SIZE = 1000

_MOST_PAGES = 1000
_MOST_ROWS = 200_000
"""Of one question: 240 areas over 150 years and all their variants are far fewer."""
_REVISION = re.compile(r"World Population Prospects (\d{4})")
_PLAUSIBLE_WORLD = (2.0e9, 2.0e10)
_TOKEN = re.compile(r"[!-~]+")
_GET_A_TOKEN = (
    "Ask UN DESA for a token of the Data Portal, or leave the token out: the bulk file has the "
    "same figures and needs none"
)


def fetch_from_portal(
    transport: Transport, first_year: int, last_year: int, *, url: str, token: str
) -> Fetched:
    """As `sources.providers.united_nations.population.fetch`, from the Data Portal."""
    if not _TOKEN.fullmatch(token):  # the message of requests would show it
        raise Rejected(
            "the Data Portal's token holds blanks or other characters that no token has",
            mend=_GET_A_TOKEN,
            source=SOURCE,
            code="token",
        )
    years = years_covered(first_year, last_year)
    portal = url + PATH
    answers: list[Answer] = []
    revision = _fetch_revision(transport, portal, answers)
    locations = _fetch_locations(transport, portal, answers)
    numbers = ",".join(str(number) for number in locations)
    rows = _fetch_pages(
        transport,
        f"{portal}/data/indicators/{TOTAL_POPULATION}/locations/{numbers}"
        f"/start/{years[0]}/end/{years[-1]}",
        {
            "sexes": str(BOTH_SEXES),
            "variants": str(MEDIUM_VARIANT),
            "pagingInHeader": "false",
            "format": "json",
        },
        answers,
        token,
    )
    persons = _collect(rows, locations, years)
    require_complete(persons, years)
    _require_unit(persons, years)
    return as_fetched(
        {INDICATOR: persons},
        tuple(answers),
        revision=revision,
        how_known=(
            f"The Data Portal says that the indicator is of the {revision} revision, which the "
            f"United Nations released on {RELEASED[revision]}"
        ),
        url=portal,
    )


def _fetch_revision(transport: Transport, portal: str, answers: list[Answer]) -> int:
    indicator, answer = transport.get(
        f"{portal}/indicators/{TOTAL_POPULATION}", {}, parse_json, source=SOURCE
    )
    answers.append(answer)
    # An array of one, where the portal answers as it does for several indicators.
    about = indicator[0] if isinstance(indicator, list) and indicator else indicator
    about = about if isinstance(about, dict) else {}
    cited = _REVISION.search(str(about.get("sourceCitation") or ""))
    revision = number_of(about.get("sourceYear")) or (int(cited[1]) if cited else None)
    if revision is None or revision not in RELEASED:
        raise malformed(
            f"the portal's revision is not known: {revision}",
            "unknown-revision",
            mend="Leave the token out to read the bulk file, or add the day of the release",
            is_retryable=False,
        )
    return revision


def _fetch_locations(transport: Transport, portal: str, answers: list[Answer]) -> dict[int, str]:
    """The countries that the portal has, and the world, by M49 number."""
    rows = _fetch_pages(transport, f"{portal}/locations", {}, answers, token="")
    numbers = sorted({number for row in rows if (number := number_of(row.id))})
    known = {number: area for number in numbers if (area := area_of(number))}
    return {**known, WORLD_M49: WORLD}


def _fetch_pages(
    transport: Transport, url: str, query: dict[str, str], answers: list[Answer], token: str
) -> list[PortalRow]:
    """All rows of a question that is answered in pages.

    Raises:
        Inconsistent: The pages hold another number of rows than their total says.
    """
    rows: list[PortalRow] = []
    totals = set()
    for number in range(1, _MOST_PAGES + 1):
        paging = {"pageNumber": str(number), "pageSize": str(PAGE_SIZE)}
        page, answer = _ask(transport, url, {**query, **paging}, token)
        answers.append(answer)
        rows += page.data
        totals.add(page.total)
        # A next page is named for ever by a service that is broken: the total is the end too.
        if not page.next_page or not page.data or len(rows) >= _MOST_ROWS:
            break
    if totals != {len(rows)}:
        raise Inconsistent(
            f"{len(rows)} rows came, the pages say {name_some(sorted(map(str, totals)))}",
            source=SOURCE,
            code="rows-and-total",
            url=answers[-1].url,
            indicator=INDICATOR,
        )
    return rows


def _ask(
    transport: Transport, url: str, query: dict[str, str], token: str
) -> tuple[PortalPage, Answer]:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    try:
        return transport.get(url, query, _read_page, source=SOURCE, headers=headers)
    except Rejected as error:
        if error.code in ("status-401", "status-403"):
            error.mend = _GET_A_TOKEN
        raise


class PortalRow(msgspec.Struct, rename="camel"):
    """A row of any of the portal's answers, each value as it came."""

    id: object = None
    sex_id: object = None
    variant_id: object = None
    location_id: object = None
    time_label: object = None
    value: object = None


class PortalPage(msgspec.Struct, rename="camel"):
    """A page of rows."""

    data: list[PortalRow]
    total: object = None
    next_page: object = None


def _read_page(answer: Answer) -> PortalPage:
    try:
        return msgspec.convert(parse_json(answer), PortalPage)
    except msgspec.ValidationError:
        raise malformed("the answer has no rows under `data`", "no-rows") from None


def _collect(rows: list[PortalRow], locations: dict[int, str], years: range) -> Persons:
    persons: dict[tuple[str, int], float] = {}
    for row in rows:
        if row.sex_id != BOTH_SEXES or row.variant_id != MEDIUM_VARIANT:
            continue
        area = locations.get(number_of(row.location_id) or 0)
        year, value = number_of(row.time_label), row.value
        if area is None or year is None or year not in years:
            raise malformed("a row is about something else than was asked", "not-asked")
        if not isinstance(value, int | float) or isinstance(value, bool) or not value >= 0:
            raise malformed(f"{area} in {year} has no number: {value!r}", "no-number")
        if persons.setdefault((area, year), float(value)) != value:
            raise Inconsistent(
                f"{area} in {year} comes twice, with different figures",
                source=SOURCE,
                code="twice",
                indicator=INDICATOR,
            )
    return persons


def _require_unit(persons: Persons, years: range) -> None:
    least, most = _PLAUSIBLE_WORLD
    for year in years:
        if not least <= persons[WORLD, year] <= most:
            raise malformed(
                f"the world has {persons[WORLD, year]:,.0f} persons in {year}: "
                "the unit has changed",
                "unit",
                is_retryable=False,
            )
