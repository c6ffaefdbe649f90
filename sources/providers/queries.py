"""What a refresh asks of each source, and how it asks.

What is asked follows from the registers: the indicators that their claims, readings and relations
name, and the weights that means of rates need. What may surprise:

- The window is from `FIRST_YEAR`, or from the year before the earliest that a register names, to
  the year of the edition itself. Of trade, where a year costs calls, it is the earliest that a
  register names of trade. Later years that an edition has, the projections of World Population
  Prospects, are left out.
- An indicator that a source refuses, or has empty, does not lose the others (`Had`).
- World Development Indicators may be asked for more than once: the newest edition, and any number
  of old ones from the archives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from importlib import import_module

from sources.errors import Inconsistent, InputError, SourceError
from sources.http.answers import Fetched
from sources.http.transport import Transport
from sources.model import Paper
from sources.provider import FIRST_YEAR, WDI, Provider, Query, providers
from sources.reference.concepts import CONCEPTS
from sources.snapshots.needs import asked_codes, first_named_year, first_year_of

EARLIEST_YEAR = 1960
"""Before it the World Bank has nothing."""


def asked_by(provider: Provider) -> Callable[[Query, Transport, str], Fetched]:
    """The function of a provider's own module that asks."""
    ask: Callable[[Query, Transport, str], Fetched] = import_module(provider.module).fetch
    return ask


def takes(provider: Provider, code: str) -> bool:
    """Whether a provider is asked for a code; one whose module does not say is asked for any."""
    is_taken: Callable[[str], bool] | None = getattr(import_module(provider.module), "takes", None)
    return is_taken is None or is_taken(code)


def plan(
    papers: Sequence[Paper],
    last_year: int,
    *,
    urls: Mapping[str, str] | None = None,
    sources: Sequence[str] = (),
    vintages: Sequence[str] = (),
    has_token: bool = False,
    is_core: bool = False,
) -> tuple[Query, ...]:
    """The questions that the registers of some papers need answered.

    Args:
        papers: Their registers.
        last_year: The last year wanted; each edition is cut to its own year as well.
        urls: The services; left out, where they always are.
        sources: Ask these only; none means all that are needed.
        vintages: Old editions of World Development Indicators, asked for beside the newest.
        has_token: Whether there is a token for World Population Prospects.
        is_core: Ask for all built-in concepts, of all years, beside what the registers name.

    Raises:
        InputError: A source is unknown, or no register needs it.
    """
    codes = needed_codes(papers, is_core=is_core)
    known = providers()
    named = {one.id: one.url for one in known.values()} | dict(urls or {})
    for source in sources:
        if source not in known:
            raise InputError(
                f"there is no source {source!r} to refresh", mend=f"Sources are {_in_a_row(known)}"
            )
        if source not in codes:
            raise InputError(f"no register needs {source}", mend=f"They need {_in_a_row(codes)}")
    wanted = [known[source] for source in codes if source in (sources or codes)]
    if vintages and WDI not in [one.id for one in wanted]:
        raise InputError("only wdi has old editions", mend="Ask for wdi too")
    first_year = EARLIEST_YEAR if is_core else earliest_year(papers)
    queries = [
        Query(
            one.id,
            codes[one.id],
            _own_first_year(one, papers) or first_year,
            last_year,
            named[one.id],
            has_token=has_token and one.takes_token,
        )
        for one in wanted
    ]
    archived = [replace(queries[0], edition=vintage) for vintage in dict.fromkeys(vintages)]
    return (*queries, *archived)


def _own_first_year(provider: Provider, papers: Iterable[Paper]) -> int:
    """Of a source that is asked a call a year: its own, or what registers name of it; else 0."""
    if not provider.first_year:
        return 0
    named = (first_year_of(paper, provider.id) for paper in papers)
    # Growth needs the year before.
    return min([provider.first_year, *(year - 1 for year in named if year is not None)])


def earliest_year(papers: Iterable[Paper]) -> int:
    """`FIRST_YEAR`, or the year before the earliest that registers name, as growth needs it."""
    named = (first_named_year(paper) - 1 for paper in papers)
    return max(EARLIEST_YEAR, min(FIRST_YEAR, min(named, default=FIRST_YEAR)))


def needed_codes(papers: Iterable[Paper], *, is_core: bool = False) -> dict[str, tuple[str, ...]]:
    """For each source that can be refreshed, the codes that registers need, sorted.

    Args:
        papers: The papers' registers.
        is_core: All codes of the built-in concepts too.
    """
    codes: dict[str, set[str]] = {}
    named = {pair for paper in papers for pair in asked_codes(paper)}
    if is_core:
        named |= {pair for concept in CONCEPTS.values() for pair in concept.codes.items()}
    known = providers()
    for source, code in named:
        if source in known and takes(known[source], code):
            codes.setdefault(source, set()).add(code)
    return {source: tuple(sorted(codes[source])) for source in known if source in codes}


@dataclass(frozen=True)
class Had:
    """What of a question was had.

    Attributes:
        query: The question, of what could be had only.
        fetched: The answer to it.
        refused: Why some indicators could not be had, which the error names; one for each reason.
    """

    query: Query
    fetched: Fetched
    refused: tuple[SourceError, ...] = ()


def fetch_what_there_is(query: Query, transport: Transport, token: str = "") -> Had:
    """Ask a question, and again without the indicators that the source refuses or has empty.

    One code that was archived or misspelt so costs the figures of that code alone.

    Args:
        query: What is asked.
        transport: What asks, or reads what was answered before.
        token: For World Population Prospects; kept nowhere.

    Raises:
        SourceError: The source did not give what was asked, and leaving indicators out is no mend.
    """
    refused: list[SourceError] = []
    while True:
        try:
            return Had(query, fetch(query, transport, token), tuple(refused))
        except SourceError as error:
            left = tuple(code for code in query.indicators if code not in error.indicators)
            if not left or len(left) == len(query.indicators):
                raise
            refused.append(error)
            query = replace(query, indicators=left)


def fetch(query: Query, transport: Transport, token: str = "") -> Fetched:
    """Ask a question.

    Args:
        query: What is asked.
        transport: What asks, or reads what was answered before.
        token: For World Population Prospects; kept nowhere.

    Raises:
        SourceError: The source did not give all that was asked.
    """
    return _cut(asked_by(providers()[query.source])(query, transport, token), query)


def _cut(fetched: Fetched, query: Query) -> Fetched:
    """Leave out the years after the edition's own, and refuse an edition of a day to come."""
    _refuse_future(fetched, query)
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


def _refuse_future(fetched: Fetched, query: Query) -> None:
    """An edition of the future would count as the newest for as long as it takes to come."""
    days = [date.fromisoformat(one.retrieved_at[:10]) for one in fetched.answers]
    # In some time zone it is tomorrow already.
    if days and date.fromisoformat(fetched.vintage) > max(days) + timedelta(days=1):
        raise Inconsistent(
            f"it says that its edition is of {fetched.vintage}, and it was asked on {max(days)}",
            mend="See whether the clock of this machine is right; if it is, try again later",
            source=query.source,
            code="edition",
            is_retryable=False,
        )


def _in_a_row(names: Iterable[str]) -> str:
    return ", ".join(names)
