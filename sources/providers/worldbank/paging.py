"""Reads all pages of a question to the World Bank, and starts again once where they do not agree.

A database that is updated between two pages gives pages of two editions; asking for the one page
again does not mend that, asking for all of them does. A page that takes too long, as large ones do
on bad days, is a reason to start again with small ones.

What a header says of pages is bounded: a service that gives one row a page, or pages without end,
is not followed. A refusal that good questions get on bad days too is believed the second time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from sources.errors import Inconsistent, Rejected, SourceError
from sources.http.answers import Answer
from sources.http.transport import Transport
from sources.providers.worldbank.answers import PagePlace, RowsPage

PAGE = 12_000
"""Rows a page: what 2 indicators of 266 areas over 21 years need, in one question. The service
takes up to 32,500, but is slow to answer; ``benchmarks/fetch.py`` has the sizes compared."""
SMALL_PAGE = 1_000
"""Rows a page after a time-out: the size at which the live service was measured to be fastest."""

MOST_PAGES = 2_000
"""Of one question, however small they are; 60 indicators of all areas and years make 130."""
_DOUBTFUL = ("message-120", "no-data")
"""Refusals that the service also gives to good questions."""

ReadPage = Callable[[Answer, int], RowsPage]
T = TypeVar("T")


def read_pages(
    transport: Transport,
    url: str,
    params: Mapping[str, str],
    size: int,
    read: ReadPage,
    source: str,
) -> Iterator[tuple[RowsPage, Answer]]:
    """All pages in order, each checked against the first; one without any value is asked for again.

    A page without any value is believed the second time where it is small: a few countries may
    have nothing of an indicator. A large one is not: its indicators are named as not to be had.

    Args:
        transport: What asks.
        url: The address without the query.
        params: The query, without page and per_page.
        size: Rows a page.
        read: Reads one page from an answer, given its number.
        source: The id of the source, for errors.

    Raises:
        SourceError: A page could not be had, or pages do not agree.
    """
    first: RowsPage | None = None
    number = 1
    doubted: set[int] = set()
    refused: set[int] = set()

    def check(answer: Answer) -> RowsPage:
        try:
            page = read(answer, number)
        except Rejected as error:
            error.is_retryable = error.code in _DOUBTFUL and number not in refused
            refused.add(number)
            raise
        _refuse_endless(page.place, size)
        if not page.columns.has_values:
            is_first = number not in doubted
            doubted.add(number)
            _doubt(page, number, is_first=is_first)
        if first is not None and not _belong_together(page.place, first.place):
            raise Inconsistent(
                f"page {number} does not belong to page 1: {page.place.total} rows of edition "
                f"{page.place.edition or '?'} instead of {first.place.total} of "
                f"{first.place.edition or '?'}",
                mend="Try again: the database was updated in the meantime",
                code="edition",
            )
        return page

    while first is None or number <= first.place.pages:
        asked = {**params, "per_page": str(size), "page": str(number)}
        page, answer = transport.get(url, asked, check, source=source, also_retry=(400,))
        yield page, answer
        first = first or page
        number += 1


def _refuse_endless(place: PagePlace, size: int) -> None:
    if place.pages > 1 and place.per_page < size:
        raise Inconsistent(
            f"it gives {place.per_page} rows a page, and {size:,} were asked for",
            code="pages",
        )
    if place.pages > MOST_PAGES:
        raise Inconsistent(
            f"it says that there are {place.total:,} rows, more than there can be",
            code="pages",
            is_retryable=False,
        )


def _doubt(page: RowsPage, number: int, *, is_first: bool) -> None:
    """Raise for a page without a value the first time, and where it is large each time."""
    what = f"page {number} has no value in any row"
    if is_first:
        raise Inconsistent(what, code="no-values")
    if len(page.columns) > SMALL_PAGE:
        raise Inconsistent(
            f"{what}, in {len(page.columns):,} rows",
            mend="Try again later: so a database looks that is being updated",
            code="no-values",
            is_retryable=False,
        )


def _belong_together(page: PagePlace, first: PagePlace) -> bool:
    return replace(page, page=first.page) == first


def read_twice(read: Callable[[int], T], size: int = PAGE) -> T:
    """Read everything; once more where the answers do not agree, or in small pages where late.

    Args:
        read: Reads everything in pages of the given size.
        size: Of the first reading.
    """
    try:
        return read(size)
    except Inconsistent as error:
        if not error.is_retryable:
            raise
        return read(size)
    except SourceError as error:
        if error.code != "timed-out":
            raise
        return read(min(size, SMALL_PAGE))
