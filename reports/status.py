"""Where things stand: what ran last, what is due, open, failed and to be sent. Pure.

A run as lines of JSON, for programs that gather logs: one for the run, one for each claim. Pure.

Each line has ``at``, ``event``, ``run_id`` and ``paper_id``; a claim's also ``claim_id``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from reports.findings.model import Findings
from reports.records import APART, FAILED, LET_IN, Run
from sources.tools.encoding import canonical_json

ASKING = "fetch "
"""What the durations of a refresh begin with that are those of one source."""


@dataclass(frozen=True)
class Due:
    """A schedule.

    Attributes:
        name: Of the schedule: ``validate-weekly``.
        at: When it runs next, as its time zone has it; empty where that is not known.
        timezone: That zone.
        overdue_since: A due time that has passed and was not answered for; empty where none.
        is_running: Whether a run is under way.
    """

    name: str
    at: str
    timezone: str
    overdue_since: str = ""
    is_running: bool = False


@dataclass(frozen=True)
class Status:
    """Where things stand.

    Attributes:
        last: The newest run of each kind and paper, newest first.
        due: The schedules that are known.
        open: Claims by status, as the queue counts them.
        failed: Those of ``last`` that failed, as `list_failed` has it.
        to_send: Messages by state, but for those that were sent.
    """

    last: tuple[Run, ...]
    due: tuple[Due, ...]
    open: Mapping[str, int]
    failed: tuple[Run, ...]
    to_send: Mapping[str, int]

    @property
    def is_troubled(self) -> bool:
        """Whether a person should look: a run failed or is overdue, or a message cannot be sent."""
        return bool(
            self.failed
            or any(one.overdue_since for one in self.due)
            or self.to_send.get("failed")
            or self.to_send.get("refused")
        )


def list_failed(last: Sequence[Run]) -> tuple[Run, ...]:
    """Those of the newest runs that failed and are not settled.

    A refresh that had all, and whose observations went into quarantine, is settled once a person
    has let them out.
    """
    named = (name for run in last for name in run.changes)
    let_in = {name.removeprefix(LET_IN) for name in named if name.startswith(LET_IN)}
    return tuple(run for run in last if run.outcome == "failed" and not _is_let_in(run, let_in))


def _is_let_in(run: Run, let_in: Collection[str]) -> bool:
    apart = {name.removeprefix(APART) for name in run.changes if name.startswith(APART)}
    has_failures = any(name.startswith(FAILED) for name in run.changes)
    return bool(apart) and apart <= set(let_in) and not has_failures


def status_lines(status: Status) -> tuple[str, ...]:
    """Five lines for a terminal."""
    last = "; ".join(map(_say_run, status.last[:4])) or "nothing has run yet"
    rest = len(status.last) - 4
    due = "; ".join(map(_say_due, status.due)) or "nothing is scheduled here"
    asked = ("new", "changed", "deferred")
    opened = ", ".join(f"{status.open.get(name, 0)} {name}" for name in asked)
    failed = "; ".join(f"{_name(run)}: {run.message}" for run in status.failed) or "nothing"
    waiting = ", ".join(f"{count} {state}" for state, count in status.to_send.items() if count)
    return (
        f"last:    {last}{f'; and {rest} more' if rest > 0 else ''}",
        f"due:     {due}",
        f"open:    {opened} for a reviewer",
        f"failed:  {failed}",
        f"to send: {waiting or 'nothing'}",
    )


class StatusReport(msgspec.Struct, frozen=True):
    """What ``corrigenda status --json`` prints: the fields of `Status`, and the sum of them."""

    last: tuple[Run, ...]
    due: tuple[Due, ...]
    open: Mapping[str, int]
    failed: tuple[Run, ...]
    to_send: Mapping[str, int]
    is_troubled: bool


def status_report(status: Status) -> StatusReport:
    """The same for programs."""
    return StatusReport(
        last=status.last,
        due=status.due,
        open=status.open,
        failed=status.failed,
        to_send=status.to_send,
        is_troubled=status.is_troubled,
    )


def _say_run(run: Run) -> str:
    spent = _elapsed(run.seconds)
    took = f" in {spent:.1f} s" if spent else ""
    found = ", ".join(f"{count} {name}" for name, count in run.standings.items() if count)
    return f"{_name(run)} {run.outcome}{took}{f' ({found})' if found else ''}"


def _elapsed(seconds: Mapping[str, float]) -> float:
    """Seconds by the clock: sources are asked side by side, so the slowest counts for them all."""
    asking = [spent for step, spent in seconds.items() if step.startswith(ASKING)]
    rest = [spent for step, spent in seconds.items() if not step.startswith(ASKING)]
    return sum(rest) + max(asking, default=0.0)


def _name(run: Run) -> str:
    paper = f" {run.paper_id}" if run.paper_id else ""
    return f"{run.kind}{paper} {run.started_at[:16].replace('T', ' ')}"


def _say_due(one: Due) -> str:
    said = f"{one.name} {one.at[:16].replace('T', ' ')} {one.timezone}" if one.at else one.name
    if one.is_running:
        return f"{said} (running now)"
    if one.overdue_since:
        return f"{said} (OVERDUE since {one.overdue_since[:16].replace('T', ' ')})"
    return said


def journal_of_findings(findings: Findings, run: Run) -> Iterator[str]:
    """The lines of a validation.

    Args:
        findings: What it found.
        run: The same run as it is on record, with its durations.
    """
    yield journal_of_run(run)
    for claim in findings.claims:
        yield _line(
            run,
            "claim",
            claim_id=claim.claim_id,
            verdict=claim.verdict,
            standing=claim.standing,
            sentence=claim.sentence,
        )


def journal_of_run(run: Run) -> str:
    """The line of a run: its outcome, counts and durations in seconds."""
    return _line(
        run,
        "run",
        kind=run.kind,
        outcome=run.outcome,
        message=run.message,
        standings=dict(run.standings),
        changes=dict(run.changes),
        seconds=dict(run.seconds),
        page=run.page,
    )


def _line(run: Run, event: str, **fields: Any) -> str:
    whole = {"at": run.started_at, "event": event, "run_id": run.run_id, "paper_id": run.paper_id}
    return canonical_json({**whole, **fields}, is_sorted=False).decode()
