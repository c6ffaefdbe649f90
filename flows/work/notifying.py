"""Tells what happened in a run to the channels that are for notices.

What is to be told is written to the outbox first, which takes each event once for each channel;
then what is due is sent. A channel that does not answer harms no run: the notice stays in the
outbox, and the next run tries again. Where a Prefect server is there, each event is also one of
Prefect's (``corrigenda.*``), for automations: that way is a channel like the others
(`flows.environment.prefect_events`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from flows.environment.prefect_environment import channels_file, read_secret
from flows.environment.prefect_events import open_prefect_events
from flows.environment.settings import Settings
from flows.work.progress import report_progress
from flows.work.record import open_kept
from flows.work.sending import send_due
from reports.notices import (
    Notice,
    tell_discrepancies,
    tell_failure,
    tell_promises,
    tell_quarantine,
    tell_sources,
    to_message,
)
from sources.errors import CorrigendaError

if TYPE_CHECKING:
    from flows.work.orders import CorpusFinished, Finished, Refreshed
    from reports.channels import Channel
    from reports.store import Store

RUNS_LOOKED_AT = 30
"""How many runs of a claim are looked at for the one at which a discrepancy began."""


def notify_of_validation(finished: Finished) -> None:
    """Tell what a validation found new or worse, and which promises were not kept."""

    def gather(store: Store) -> Sequence[Notice]:
        findings = finished.findings
        paper = findings.paper.id
        histories = {
            claim.claim_id: [
                (run.run_id, found.data)
                for run, found in store.history(paper, claim.claim_id, RUNS_LOOKED_AT)
            ]
            for claim in findings.claims
            if claim.standing in ("off", "open")
        }
        link = link_to(finished.page, findings.run.run_id)
        return (
            *tell_discrepancies(findings, histories, link, RUNS_LOOKED_AT),
            *tell_promises(store.corrections(paper_id=paper)),
        )

    _send_notices(gather)


def notify_of_corpus(finished: CorpusFinished) -> None:
    """Tell what a run over many papers found new or worse, in one notice."""
    _send_notices(lambda _: _corpus_notices(finished))


def note_corpus(store: Store, finished: CorpusFinished) -> None:
    """Write the same to the outbox, unsent: the next run holds its papers against this one.

    So what a run with ``--plain`` found, or one that is killed before it tells, is told by the next
    run with Prefect, or by `corrigenda notify`.
    """
    from reports.channels.settings_file import read_sections

    with _harmless():
        messages = [to_message(notice) for notice in _corpus_notices(finished)]
        for section in read_sections(channels_file()):
            if "notice" in section.settings.kinds:
                for message in messages:
                    store.enqueue(section.name, message)


def _corpus_notices(finished: CorpusFinished) -> tuple[Notice, ...]:
    from reports.pages.corpus import summary

    run_id = finished.summary.run.run_id
    link = link_to(finished.page, run_id, "corpora")
    return summary.tell_corpus(run_id, finished.news, link)


def notify_of_refresh(refreshed: Refreshed) -> None:
    """Tell which sources failed, and what is in quarantine."""

    def gather(store: Store) -> Sequence[Notice]:
        reasons: dict[str, str] = {}
        for failure in refreshed.failures:
            reasons.setdefault(failure.source, failure.reason)
        notices = tell_sources(store.list_runs(kind="refresh", limit=200), reasons)
        if refreshed.outcome != "quarantined":
            return notices
        page = refreshed.folder / "checks" / "data_docs" / "index.html"
        apart = tell_quarantine(refreshed.folder.name, refreshed.reasons, page.absolute().as_uri())
        return (*notices, apart)

    _send_notices(gather)


def notify_of_failed_run(kind: str, paper_id: str) -> None:
    """Tell that the newest run of a kind failed, if it did."""

    def gather(store: Store) -> Sequence[Notice]:
        found = tell_failure(store.list_runs(paper_id=paper_id, kind=kind, limit=100))
        return () if found is None else (found,)

    _send_notices(gather)


def link_to(page: Path, run_id: str, folder: str = "runs") -> str:
    """Where a report may be read: at the site's public address, if there is one."""
    site = Settings().site_url.rstrip("/")
    return f"{site}/{folder}/{run_id}/index.html" if site else page.absolute().as_uri()


def _send_notices(gather: Callable[[Store], Sequence[Notice]]) -> None:
    """Write what is gathered to the outbox and send what is due."""
    with _harmless():
        channels = open_channels()
        if not channels:
            return
        with open_kept() as store:
            for notice in gather(store):
                for channel in channels:
                    store.enqueue(channel.name, to_message(notice))
            for channel in channels:
                send_due(store, channel, "notice")


@contextmanager
def _harmless() -> Iterator[None]:
    """What goes wrong in telling is said, and harms no run."""
    try:
        yield
    except Exception as error:
        is_ours = not isinstance(error, CorrigendaError | OSError)
        said = f"{type(error).__name__}: {error}" if is_ours else str(error)
        report_progress(f"warning: what happened could not be told: {said}")


def open_channels() -> tuple[Channel, ...]:
    """The channels that are for notices, and Prefect's events where a server is named.

    Raises:
        InputError: The file of channels is wrong, or a secret is not where it says.
    """
    from reports.channels import load_channels

    named = load_channels(channels_file(), "notice", read_secret)
    return (*named, *open_prefect_events())


def send_notices(
    store: Store, channels: Sequence[Channel], *, is_test: bool
) -> tuple[tuple[str, ...], bool]:
    """Send the notices that wait, and one to try each channel if that is asked.

    Returns:
        A line for each channel, and whether all were received.
    """
    lines, is_whole = [], True
    for channel in channels:
        if is_test:
            store.enqueue(channel.name, to_message(_trial(datetime.now(UTC))))
        before = store.deliveries(state="pending", kind="notice")
        waiting = [one.id for one in before if one.channel == channel.name]
        send_due(store, channel, "notice")
        after = {one.id: one for one in store.deliveries(kind="notice", limit=len(before) + 1000)}
        unsent = [after[one] for one in waiting if one in after and after[one].state != "sent"]
        is_whole = is_whole and not unsent
        said = f"; {len(unsent)} not received: {unsent[0].answer}" if unsent else ""
        lines.append(f"{channel.name} ({channel.place}): {len(waiting) - len(unsent)} sent{said}")
    return tuple(lines), is_whole


def _trial(now: datetime) -> Notice:
    return Notice(
        key=f"trial:{now.isoformat()}",
        event="trial",
        subject="Corrigenda tries this channel",
        lines=("Notices arrive here.",),
    )
