"""What a refresh asks of each source, and how it asks.

What is asked follows from the registers: the indicators that their claims, readings and relations
name, and the weights that means of rates need. What may surprise:

- The window is the same each time: from `FIRST_YEAR` to the year of the edition itself. Later years
  that an edition has, the projections of World Population Prospects, are left out, so that the name
  of a vintage means the same rows whenever it was fetched.
- World Development Indicators may be asked for more than once: the newest edition, and any number
  of old ones from the archives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from sources import (
    un_accounts,
    un_population,
    un_population_edition,
    un_trade,
    un_trade_calls,
    worldbank,
    worldbank_archives,
)
from sources.errors import Inconsistent, InputError
from sources.fetched import Fetched
from sources.indicators import CONCEPTS, SOURCE_LABELS, WEIGHTS
from sources.model import Concept, Paper
from sources.transport import Transport

FIRST_YEAR = 2005
"""The first year that is asked for: that of the embedded snapshot."""

WDI, WPP, AMA, COMTRADE = "wdi", "wpp", "ama", "comtrade"
SOURCES = (WDI, WPP, AMA, COMTRADE)

URLS: Mapping[str, str] = MappingProxyType(
    {
        WDI: "https://api.worldbank.org/v2",
        WPP: un_population.URL,
        AMA: un_accounts.URL,
        COMTRADE: un_trade_calls.URL,
    }
)
"""Where each source is, unless the settings say otherwise."""

_ONLY_INDICATOR = {
    WPP: un_population_edition.INDICATOR,
    AMA: un_accounts.INDICATOR,
    COMTRADE: un_trade_calls.INDICATOR,
}
"""What the sources of the United Nations are read for here; of the World Bank, any indicator."""


@dataclass(frozen=True)
class Query:
    """One question to one source. It holds no secret, and is kept as evidence.

    Attributes:
        source: The id of the source.
        indicators: The source's codes.
        first_year: The first year wanted.
        last_year: The last.
        url: The service.
        edition: Of the archives of World Development Indicators, ``2018-07``; else empty.
        has_token: Whether a token is sent, which changes how World Population Prospects is asked.
    """

    source: str
    indicators: tuple[str, ...]
    first_year: int
    last_year: int
    url: str
    edition: str = ""
    has_token: bool = False

    @property
    def label(self) -> str:
        """The source's name for people."""
        name = SOURCE_LABELS[self.source]
        return f"{name}, edition of {self.edition}" if self.edition else name


def plan(
    papers: Sequence[Paper],
    last_year: int,
    *,
    urls: Mapping[str, str] = URLS,
    sources: Sequence[str] = (),
    editions: Sequence[str] = (),
    has_token: bool = False,
) -> tuple[Query, ...]:
    """The questions that the registers of some papers need answered.

    Args:
        papers: Their registers.
        last_year: The last year wanted; each edition is cut to its own year as well.
        urls: The services.
        sources: Ask these only; none means all that are needed.
        editions: Old editions of World Development Indicators, asked for beside the newest.
        has_token: Whether there is a token for World Population Prospects.

    Raises:
        InputError: A source is unknown, or no register needs it.
    """
    codes = needed_codes(papers)
    for source in sources:
        if source not in SOURCES:
            raise InputError(
                f"there is no source {source!r} to refresh", mend=f"Sources are {_list(SOURCES)}"
            )
        if source not in codes:
            raise InputError(f"no register needs {source}", mend=f"They need {_list(codes)}")
    wanted = [source for source in SOURCES if source in codes and source in (sources or codes)]
    if editions and WDI not in wanted:
        raise InputError("only wdi has old editions", mend="Ask for wdi too")
    queries = [
        Query(
            source,
            codes[source],
            FIRST_YEAR,
            last_year,
            urls[source],
            has_token=has_token and source == WPP,
        )
        for source in wanted
    ]
    archived = [replace(queries[0], edition=edition) for edition in dict.fromkeys(editions)]
    return (*queries, *archived)


def needed_codes(papers: Iterable[Paper]) -> dict[str, tuple[str, ...]]:
    """For each source that can be refreshed, the codes that registers need, sorted."""
    codes: dict[str, set[str]] = {}
    for paper in papers:
        known = {**CONCEPTS, **{concept.id: concept for concept in paper.concepts}}
        for name in _named(paper, known):
            for source, code in known[name].codes.items():
                if source == WDI or _ONLY_INDICATOR.get(source) == code:
                    codes.setdefault(source, set()).add(code)
    return {source: tuple(sorted(codes[source])) for source in SOURCES if source in codes}


def _named(paper: Paper, known: Mapping[str, Concept]) -> set[str]:
    """The concepts that a register names, declared or possible, and the weights of its means."""
    named = {claim.indicator for claim in paper.claims}
    named |= {name for statement in paper.statements for name in statement.axes.indicators}
    operands = [operand for one in paper.relations for operand in (one.left, one.right)]
    named |= {operand.removeprefix("world:") for operand in operands}
    named &= set(known)
    return named | ({WEIGHTS} if any(not known[name].summable for name in named) else set())


def fetch(query: Query, transport: Transport, token: str = "") -> Fetched:
    """Ask a question.

    Args:
        query: What is asked.
        transport: What asks, or reads what was answered before.
        token: For World Population Prospects; kept nowhere.

    Raises:
        SourceError: The source did not give all that was asked.
    """
    return _cut(_FETCH[query.source](query, transport, token), query)


def _fetch_wdi(query: Query, transport: Transport, _: str) -> Fetched:
    span = query.first_year, query.last_year
    if query.edition:
        return worldbank_archives.fetch_archive(
            transport, query.url, query.indicators, query.edition, *span
        )
    return worldbank.fetch(transport, query.url, query.indicators, *span)


def _fetch_wpp(query: Query, transport: Transport, token: str) -> Fetched:
    return un_population.fetch_population(
        transport, query.first_year, query.last_year, url=query.url, token=token
    )


def _fetch_ama(query: Query, transport: Transport, _: str) -> Fetched:
    return un_accounts.fetch_gdp(transport, query.first_year, query.last_year, url=query.url)


def _fetch_comtrade(query: Query, transport: Transport, _: str) -> Fetched:
    return un_trade.fetch_trade(transport, query.first_year, query.last_year, url=query.url)


_FETCH: Mapping[str, Callable[[Query, Transport, str], Fetched]] = {
    WDI: _fetch_wdi,
    WPP: _fetch_wpp,
    AMA: _fetch_ama,
    COMTRADE: _fetch_comtrade,
}


def _cut(fetched: Fetched, query: Query) -> Fetched:
    """Leave out the years after the edition's own."""
    own_year = int(fetched.vintage[:4])
    frame = fetched.observations
    kept = frame[frame["time_period"] <= own_year].reset_index(drop=True)
    if kept.empty:
        raise Inconsistent(
            f"the edition of {fetched.vintage} has no year from {query.first_year} to {own_year}",
            source=query.source,
            code="no-such-year",
            is_retryable=False,
        )
    if len(kept) == len(frame):
        return fetched
    note = f"Years after {own_year}, the edition's own, were left out."
    return replace(fetched, observations=kept, notes=(*fetched.notes, note))


def _list(names: Iterable[str]) -> str:
    return ", ".join(names)
