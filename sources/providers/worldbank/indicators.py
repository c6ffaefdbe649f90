"""The World Bank's World Development Indicators, from the indicators API v2.

What the service does, and what is done about it:

- Several indicators go into one call: 60 at the most, in 1,500 characters of the address.
- Errors come with status 200, as JSON or as XML (`sources.providers.worldbank.messages`); one bad
  code rejects the whole call without saying which, so the codes are then asked for one by one.
- Rows of aggregates stand among those of countries, and are kept: `sources.reference.areas` knows
  which are which. ``countryiso3code`` is empty in some, and is found from the two-letter code.
- A code that no table here knows is looked up in the service's own list: a new aggregate is left
  out and noted, as no sum rests on it; so are a few new countries, which are in no group here, and
  whose absence from the world shows where the countries are held against the World row. A code
  that is in no list is an error: a known country may hide behind it.
- Values that are not there are rows with null; they are dropped and counted. An indicator that has
  nothing else is an error: that is how a broken update looks.
- ``lastupdated`` is the edition; all pages and calls must have the same. Rows must be as many as
  ``total`` says, each once.
- Status 400 also comes to good questions, and is tried again like a 503.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

import numpy as np

from sources.errors import Inconsistent, Rejected, SourceError, name_codes
from sources.http.answers import Answer, Fetched
from sources.http.transport import Transport
from sources.providers.worldbank.answers import (
    RowsAsked,
    read_country_listing,
    read_indicator_page,
)
from sources.providers.worldbank.messages import is_about_codes, refuse_message
from sources.providers.worldbank.paging import PAGE, read_pages, read_twice
from sources.providers.worldbank.table import (
    KNOWN,
    SOURCE,
    AreaCodes,
    RowColumns,
    count_gaps,
    join,
    require_unique,
    require_values,
    to_observations,
)
from sources.snapshots.manifest import is_date

LABEL = "World Development Indicators"
LICENCE = "CC BY 4.0"
ATTRIBUTION = "World Bank, World Development Indicators"

_MOST_INDICATORS = 60
_LONGEST = 1_500
_CODE = re.compile(r"[A-Za-z0-9_.]{1,80}", re.ASCII)
_DATABASE = "2"
_MOST_NEW = 3
"""Countries that can be new since this version: there was one in each of the last decades."""
_ADD_THEM = (
    "Add a row that says what it is to sources/reference/areas.csv, and its two-letter code "
    "to sources/providers/worldbank/worldbank_codes.csv"
)


def fetch_newest(
    transport: Transport,
    base_url: str,
    indicators: Sequence[str],
    first_year: int,
    last_year: int,
    *,
    page_size: int = PAGE,
) -> Fetched:
    """The newest edition of some indicators, for all areas.

    Args:
        transport: What asks.
        base_url: ``https://api.worldbank.org/v2``.
        indicators: The service's codes; one named twice counts once.
        first_year: The first year.
        last_year: The last, included.
        page_size: Rows a page.

    Returns:
        The observations, the edition and the answers. Rows without a value are only counted.

    Raises:
        Rejected: The service refuses an indicator (the error names it), or has no data.
        Inconsistent: The answers contradict themselves after a second reading too, an indicator
            has no value at all, or a country is unknown here.
        Unavailable: It does not answer. Malformed: Its answers are not in the documented form.
    """
    codes = check_codes(indicators)
    if first_year > last_year:
        raise Rejected(f"{first_year} is after {last_year}", code="years", source=SOURCE)
    base = base_url.rstrip("/")
    try:
        return read_twice(
            lambda size: _fetch_once(transport, base, codes, first_year, last_year, size),
            page_size,
        )
    except SourceError as error:
        error.source = SOURCE
        if is_about_codes(error):
            name_the_refused(codes, error, lambda some: _is_refused(transport, base, some))
        raise


def check_codes(indicators: Sequence[str]) -> tuple[str, ...]:
    """The codes, each once; raises `Rejected` for what can be no code."""
    for code in indicators:
        if not _CODE.fullmatch(code):
            raise Rejected(
                f"{code!r} is no code of an indicator",
                mend="Write it like SP.POP.TOTL",
                code="indicator",
                indicator=code,
                source=SOURCE,
            )
    if not indicators:
        raise Rejected("no indicator is named", code="indicator", source=SOURCE)
    return tuple(dict.fromkeys(indicators))


def batches(codes: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The codes in groups that one call may ask for."""
    batch: list[str] = []
    for code in codes:
        if len(batch) == _MOST_INDICATORS or len(";".join([*batch, code])) > _LONGEST:
            yield tuple(batch)
            batch = []
        batch.append(code)
    yield tuple(batch)


def _fetch_once(
    transport: Transport, base: str, codes: tuple[str, ...], first: int, last: int, size: int
) -> Fetched:
    question = RowsAsked(codes, first, last, AreaCodes())
    parts: list[RowColumns] = []
    answers: list[Answer] = []
    vintages: set[str] = set()
    params = {"source": _DATABASE, "format": "json", "date": f"{first}:{last}"}
    for batch in batches(codes):
        url = f"{base}/country/all/indicator/{';'.join(batch)}"
        pages = read_pages(
            transport,
            url,
            params,
            size,
            lambda answer, number: read_indicator_page(answer, number, question),
            SOURCE,
        )
        for page, answer in pages:
            parts.append(page.columns)
            answers.append(answer)
            vintages.add(page.place.edition)
    vintage = _one_vintage(vintages)
    columns = join(parts)
    require_unique(columns, codes, question.areas)
    columns, notes = leave_out_aggregates(transport, base, columns, question.areas, answers)
    require_values(columns, codes)
    observations = to_observations(columns, codes, vintage)
    return Fetched(
        source=SOURCE,
        vintage=vintage,
        label=LABEL,
        how_known='"lastupdated" in the answer of the service',
        licence=LICENCE,
        attribution=ATTRIBUTION,
        url=f"{base}/country/all/indicator/{';'.join(codes)}",
        last_updated=vintage,
        observations=observations,
        answers=tuple(answers),
        notes=(*notes, *note_missing(columns, len(observations))),
    )


def _one_vintage(vintages: set[str]) -> str:
    if len(vintages) > 1:
        raise Inconsistent(
            f"the calls are of different editions: {', '.join(sorted(vintages))}",
            mend="Try again: the database was updated in the meantime",
            code="edition",
        )
    vintage = next(iter(vintages))
    if not is_date(vintage):
        raise Inconsistent(
            f"the answer does not say when the database was updated ({vintage!r})", code="edition"
        )
    return vintage


def leave_out_aggregates(
    transport: Transport,
    base: str,
    columns: RowColumns,
    areas: AreaCodes,
    answers: list[Answer],
    retired: Collection[str] = (),
) -> tuple[RowColumns, tuple[str, ...]]:
    """The rows of known areas, and a note about those of aggregates that are unknown here.

    The list of countries is asked for only where a code is unknown; its answer joins ``answers``.
    ``retired`` are codes of aggregates that the list no longer has.

    Raises:
        Inconsistent: An unknown code is in no list, or more of them are countries than can be new.
    """
    if not areas.unknown:
        return columns, ()
    listing, answer = transport.get(
        f"{base}/country",
        {"format": "json", "per_page": "1000"},
        read_country_listing,
        source=SOURCE,
        also_retry=(400,),
    )
    answers.append(answer)
    economies = []
    for code in areas.unknown:
        listed, is_aggregate = listing.get(code, (code, code in retired))
        if code in listing and listed not in KNOWN and not is_aggregate:
            economies.append(listed)
        if listed in KNOWN or not (is_aggregate or code in listing):
            what = f"{code!r} is an area that is not known here"
            raise Inconsistent(
                what if listed == code else f"{what} (the service calls it {listed})",
                mend=_ADD_THEM,
                code="unknown-area",
                is_retryable=False,
            )
    if len(economies) > _MOST_NEW:
        raise Inconsistent(
            f"{len(economies)} countries are not known here, such as {', '.join(economies[:3])}",
            mend=_ADD_THEM,
            code="unknown-area",
            is_retryable=False,
        )
    return columns.pick(columns.area < len(KNOWN)), _note_unknown(columns, areas, economies)


def _note_unknown(
    columns: RowColumns, areas: AreaCodes, economies: Sequence[str]
) -> tuple[str, ...]:
    """What was left out: aggregates, and countries, which a reader should know by name."""
    notes = []
    of_economies = {len(KNOWN) + at for at, code in enumerate(areas.unknown) if code in economies}
    unknown = columns.area >= len(KNOWN)
    is_economy = np.isin(columns.area, list(of_economies))
    for kind, rows, names in (
        (
            "aggregates",
            unknown & ~is_economy,
            [code for code in areas.unknown if code not in economies],
        ),
        ("countries", unknown & is_economy, economies),
    ):
        if names:
            said = ", ".join(sorted(names))
            notes.append(
                f"{int(rows.sum())} rows left out of {kind} that are not known here: {said}."
            )
    return tuple(notes)


def note_missing(columns: RowColumns, kept: int) -> tuple[str, ...]:
    """What a reader should know of rows without a value, and of rows that are not there."""
    nulls, gaps = len(columns) - kept, count_gaps(columns)
    notes = [f"{nulls} of {len(columns)} rows have no value and were left out."] if nulls else []
    if gaps:
        notes.append(f"{gaps} combinations of indicator, area and year have no row at all.")
    return tuple(notes)


def name_the_refused(
    codes: Sequence[str], error: SourceError, is_refused: Callable[[Sequence[str]], bool]
) -> None:
    """Say in the error which of the codes the service refuses.

    Args:
        codes: All that were asked for.
        error: What the service said.
        is_refused: Asks for some of the codes, as little of them as can be.
    """
    try:
        refused = [code for batch in batches(codes) for code in _find_refused(batch, is_refused)]
    except SourceError:
        return  # what the service said of all of them is still the better error
    if not refused:
        error.mend = "Each indicator alone is accepted: ask for fewer at a time"
        return
    error.indicator = refused[0]
    error.indicators = tuple(refused)
    error.what = f"{name_codes(refused)} refused: {error.what}"


def _find_refused(
    codes: Sequence[str], is_refused: Callable[[Sequence[str]], bool]
) -> Iterator[str]:
    """The refused among some codes, by halves: a few questions for each that is refused."""
    if not is_refused(codes):
        return
    if len(codes) == 1:
        yield codes[0]
        return
    middle = len(codes) // 2
    yield from _find_refused(codes[:middle], is_refused)
    yield from _find_refused(codes[middle:], is_refused)


def _is_refused(transport: Transport, base: str, codes: Sequence[str]) -> bool:
    url = f"{base}/country/all/indicator/{';'.join(codes)}"
    params = {"source": _DATABASE, "format": "json", "per_page": "1"}
    return is_refused_at(transport, url, params)


def is_refused_at(transport: Transport, url: str, params: Mapping[str, str]) -> bool:
    """Whether the service refuses a question because of the codes in it."""
    try:
        transport.get(url, params, refuse_message, source=SOURCE, also_retry=(400,))
    except Rejected as error:
        if not is_about_codes(error):
            raise
        return True
    return False
