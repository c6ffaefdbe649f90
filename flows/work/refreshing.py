"""The work of a refresh, as plain functions that know no Prefect, in the order in which they run.

`refresh` is that order: ask all sources at once, then compare, judge and store under a lock. A
source that fails does not lose the others: it is named, and its claims stay unresolved. What may
surprise: there is no retry here and none in Prefect's tasks, since the transport has its own, and
two layers multiply.

What a refresh did, as the terminal prints it and as Prefect records it.
"""

from __future__ import annotations

import contextvars
import re
import threading
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.work.orders import Refreshed
from flows.work.progress import current, report_progress, timed
from flows.work.record import describe_fault, keep_job, new_run_id, saying_lost
from sources.errors import InputError, SourceError, Unavailable, name_codes
from sources.model import Failure
from sources.tools.instants import to_second

if TYPE_CHECKING:
    from flows.work.orders import RefreshOrder
    from sources.evidence.evidence import FetchedVintage
    from sources.model import Paper
    from sources.provider import Query


_VINTAGE = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII)
_OLD = re.compile(r"(edition \d{4}-\d{2}): ")
_TOLD_EACH = 10.0
"""Seconds between two lines that report_time how far a source is."""
_INDICATORS = 25
"""So many indicators of a source are asked for in the time that the settings give it."""


FetchAll = Callable[[Sequence["Query"], Path], list["FetchedVintage | SourceError"]]


def load_papers(order: RefreshOrder) -> tuple[Paper, ...]:
    """The built-in papers and those of the order, or the latter alone where it says so.

    Raises:
        RegisterError: A register is wrong.
    """
    from sources.registers.register import list_papers, load_paper

    built_in = () if order.is_own else list_papers()
    own = [load_paper(name) for name in order.papers]
    return (*built_in, *(paper for paper in own if paper not in built_in))


def plan_queries(order: RefreshOrder, papers: Sequence[Paper]) -> tuple[Query, ...]:
    """The questions to the sources.

    Raises:
        InputError: A source or an edition cannot be asked for.
    """
    from flows.environment.settings import Settings
    from sources.providers.queries import plan

    for vintage in order.editions:
        if not _VINTAGE.fullmatch(vintage):
            raise InputError(f"{vintage!r} is no edition", mend="Write a month, such as 2018-07")
    settings = Settings()
    return plan(
        papers,
        datetime.now(UTC).year,
        urls=settings.urls,
        sources=order.sources,
        vintages=order.editions,
        has_token=bool(settings.un_population_token.get_secret_value()),
        is_core=order.is_core,
    )


def home_of(order: RefreshOrder) -> Path:
    """Where snapshots are kept."""
    from flows.environment.settings import Settings

    return Path(order.home) if order.home else Settings().home


def fetch(query: Query, home: Path, **options: Any) -> FetchedVintage:
    """Ask one source, and keep what it answered.

    Args:
        query: What is asked.
        home: Where the answers go that cannot be used.
        options: Those of `sources.http.transport.Transport`.

    Raises:
        SourceError: The source did not give all that was asked.
    """
    from flows.environment.settings import Settings
    from sources.evidence.evidence import FetchedVintage
    from sources.http.limits import Limits
    from sources.http.recording import Recording
    from sources.providers.queries import fetch_what_there_is

    settings = Settings()
    token = settings.un_population_token.get_secret_value() if query.has_token else ""
    options.setdefault("limits", Limits(budget=_budget(query, settings.source_seconds)))
    budget = options["limits"].budget
    answers = 0

    def hear(count: int) -> None:
        nonlocal answers
        answers = count

    def report_time(seconds: float) -> None:
        report_progress(f"{query.label}: {answers} answers, {seconds:.0f} of {budget:.0f} s")

    with (
        timed(f"fetch {query.source}{query.edition}"),
        Recording(hear, **options) as transport,
        _ticking(report_time),
    ):
        report_progress(f"Asking {query.label}")
        try:
            had = fetch_what_there_is(query, transport, token)
            fetched = had.fetched
            exchanges = transport.exchanges(fetched.answers)
            _refuse_repeated(token, query, [one.answer.body for one in exchanges])
        except Exception as error:
            failure = _as_failure(query, error)
            _keep_rejected(home, query, failure, transport.recent(), token)
            report_progress(f"{query.label} failed: {failure.what}")
            raise failure from error
    report_progress(
        f"{query.label}: {len(fetched.observations):,} values, edition of {fetched.vintage}"
    )
    for refused in had.refused:
        report_progress(f"{query.label}: {refused.what}")
    return FetchedVintage(had.query, fetched, exchanges, had.refused)


def _budget(query: Query, seconds: float) -> float:
    """Seconds for a source: those of the settings, and more for very many indicators."""
    return seconds * max(1.0, len(query.indicators) / _INDICATORS)


@contextmanager
def _ticking(report_time: Callable[[float], None]) -> Iterator[None]:
    """Tell from time to time how long something takes, until the block ends."""
    begun, is_over, context = time.monotonic(), threading.Event(), contextvars.copy_context()

    def tick() -> None:
        while not is_over.wait(_TOLD_EACH):
            context.run(report_time, time.monotonic() - begun)

    ticker = threading.Thread(target=tick, daemon=True)
    ticker.start()
    try:
        yield
    finally:
        is_over.set()
        ticker.join()


def _refuse_repeated(token: str, query: Query, bodies: Sequence[bytes]) -> None:
    if token and any(token.encode() in body for body in bodies):
        raise Unavailable(
            "an answer repeats the token, so it cannot be kept as evidence",
            mend="Leave the token out: the bulk file has the same figures and needs none",
            source=query.source,
            code="token-repeated",
            is_retryable=False,
        )


def _as_failure(query: Query, error: Exception) -> SourceError:
    """The error of a source; a crash of ours is one too, so that it does not lose the others."""
    if isinstance(error, SourceError):
        return error
    return SourceError(
        f"its answers could not be read ({type(error).__name__}: {error})",
        mend="This is a fault of Corrigenda; what came is in the folder `rejected`",
        source=query.source,
        code="crashed",
        url=query.url,
    )


def _keep_rejected(home: Path, query: Query, error: SourceError, recent: Any, token: str) -> None:
    from sources.evidence.rejected import keep_rejected

    try:
        keep_rejected(home, query, error, recent, token, trace=traceback.format_exc())
    except OSError as fault:
        report_progress(f"The answers of {query.label} could not be kept: {fault.strerror}")


def fetch_in_threads(
    queries: Sequence[Query], home: Path, **options: Any
) -> list[FetchedVintage | SourceError]:
    """Ask all sources at once; in the order of the queries, what came or what went wrong.

    The threads are no hindrance to the end of the program: at Ctrl-C nobody waits for a source.
    """
    import pandas  # noqa: F401  (here, and not in all threads at once)

    from sources.provider import providers
    from sources.providers.queries import asked_by

    for query in queries:
        asked_by(providers()[query.source])

    results: dict[int, FetchedVintage | SourceError] = {}

    def run(at: int, query: Query) -> None:
        try:
            results[at] = fetch(query, home, **options)
        except SourceError as error:
            results[at] = error

    threads = []
    for numbered in enumerate(queries):
        context = contextvars.copy_context()
        thread = threading.Thread(target=context.run, args=(run, *numbered), daemon=True)
        thread.start()
        threads.append(thread)
    for thread in threads:
        thread.join()
    return [results[at] for at in range(len(queries))]


@dataclass(frozen=True)
class RefreshSteps:
    """The two steps, plain or wrapped in tasks."""

    fetch_all: FetchAll = fetch_in_threads
    store: Callable[..., Refreshed] | None = None


def refresh(order: RefreshOrder, steps: RefreshSteps | None = None) -> Refreshed:
    """Do a whole refresh.

    Args:
        order: What to ask, and where it goes.
        steps: The steps; left out, those of this package.

    Raises:
        CorrigendaError: Something that a user can mend; the current snapshot is as it was.
    """
    from flows.work.storing import store
    from sources.evidence.collection import one_writer
    from sources.evidence.rejected import describe_failure

    steps = steps or RefreshSteps()
    current().has_started = True
    papers = load_papers(order)
    queries = plan_queries(order, papers)
    home = home_of(order)
    with one_writer(home):
        pass  # a folder that cannot be written is refused before anything is asked
    results = steps.fetch_all(queries, home)
    failures = tuple(
        describe_failure(query, result)
        for query, result in zip(queries, results, strict=True)
        if isinstance(result, SourceError)
    )
    taken = [result for result in results if not isinstance(result, SourceError)]
    failures += tuple(describe_failure(one.query, error) for one in taken for error in one.refused)
    if not taken:
        raise Unavailable(
            f"nothing could be had: {'; '.join(f'{one.source}: {one.reason}' for one in failures)}",
            mend=failures[0].mend,
        )
    return (steps.store or store)(taken, failures, papers, home)


def run_refresh(order: RefreshOrder, steps: RefreshSteps | None = None) -> Refreshed:
    """Do a refresh that is a run of its own; arguments and errors as in `refresh`."""
    return keep_refresh(lambda: refresh(order, steps))


def is_whole(refreshed: Refreshed) -> bool:
    """Whether all that was asked was had, and may be used."""
    return refreshed.outcome != "quarantined" and not refreshed.failures


def say_outcome(refreshed: Refreshed) -> str:
    """One sentence: what became of what was fetched."""
    name, keys = refreshed.folder.name, ", ".join(refreshed.keys)
    match refreshed.outcome:
        case "stored":
            said = f"Stored {keys} as snapshot {name}, which is now current."
        case "same":
            said = f"Nothing new upstream: snapshot {name} has {keys}, nothing was stored."
        case "quarantined":
            said = (
                f"Not plausible: {keys} went into quarantine as {name}, and the current snapshot "
                "is as it was."
            )
    failed = "; ".join(dict.fromkeys(_failed(failure) for failure in refreshed.failures))
    return f"{said} Could not be had: {failed}." if failed else said


def _failed(failure: Failure) -> str:
    # An old edition that could not be had is no lack of the newest.
    vintage = _OLD.match(failure.reason)
    whose = f"{failure.source}, {vintage[1]}" if vintage else failure.source
    return f"{name_codes(failure.indicators)} of {whose}" if failure.indicators else whose


def say_faults(refreshed: Refreshed) -> list[str]:
    """What was not had, and what is not plausible: a sentence each."""
    return [*map(_say_failure, refreshed.failures), *refreshed.reasons]


def _say_failure(failure: Failure) -> str:
    mend = f" {failure.mend}." if failure.mend else ""
    return f"{failure.source}: {failure.reason}.{mend}"


def keep_refresh(work: Callable[[], Refreshed]) -> Refreshed:
    """Do a refresh, and put on record what became of it; a store that fails harms no refresh.

    One whose command ends with 1, since something was not had or is not plausible, is on record as
    failed, as it is with Prefect: whoever looks at `corrigenda status` sees it.
    """
    from reports.records import APART, FAILED, HAD

    began = datetime.now(UTC)
    run_id, started = new_run_id(began), to_second(began)
    try:
        refreshed = work()
    except Exception as error:
        with saying_lost():
            keep_job("refresh", "", run_id, started, "failed", describe_fault(error))
        raise
    changes = {HAD + key.partition("@")[0]: 1 for key in refreshed.keys}
    changes |= {FAILED + failure.source: 1 for failure in refreshed.failures}
    if refreshed.outcome == "quarantined":
        changes[APART + refreshed.folder.name] = 1
    with saying_lost():
        said, outcome = say_outcome(refreshed), "finished" if is_whole(refreshed) else "failed"
        keep_job("refresh", "", run_id, started, outcome, said, changes)
    return refreshed
