"""What the events of a claim amount to, and when a decision is asked for again. Pure.

An undo takes back the last decision that stands; the one before it stands again. What was sent
cannot be unsent: its event stays, and a later approval is a new revision that has yet to be sent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reports.correction_states import CorrectionState
from reports.decisions.states import next_state
from reports.findings.claim_model import ClaimEntry
from reports.records import DECISIONS, Basis, ClaimState, Event, QueueStatus

_NOT_KEPT = frozenset({"not-made", "gone", None})
"""Outcomes of a recheck that break a promise; None where the event does not say."""


@dataclass
class _Approval:
    """An approval, and what came of it."""

    revision: int
    state: CorrectionState = "approved"
    sent: list[str] = field(default_factory=list)
    is_promise_broken: bool = False


def fold(events: Sequence[Event]) -> ClaimState:
    """The state of a claim after its events.

    Args:
        events: All of one claim, in order of number.
    """
    standing: list[tuple[Event, _Approval | None]] = []
    approvals = 0
    for event in events:
        if event.kind in DECISIONS:
            approval = None
            if event.kind == "approve":
                approvals += 1
                approval = _Approval(approvals)
            standing.append((event, approval))
        elif event.kind == "undo":
            if standing:
                standing.pop()
        else:
            _answer(event, standing[-1][1] if standing else None)
    decision, approval = standing[-1] if standing else (None, None)
    last = events[-1].number if events else 0
    if approval is None:
        return ClaimState(decision=decision, last=last)
    return ClaimState(
        decision=decision,
        state=approval.state,
        revision=approval.revision,
        sent=tuple(dict.fromkeys(approval.sent)),
        is_promise_broken=approval.is_promise_broken,
        last=last,
    )


def _answer(event: Event, approval: _Approval | None) -> None:
    """What an event that is no decision does to the approval that stands; else nothing."""
    if approval is None:
        return
    # What comes late about a former revision says nothing of the one that stands.
    if event.detail.revision not in (None, approval.revision):
        return
    if event.kind == "sent":
        approval.sent.append(event.detail.channel or "")
    elif event.kind == "rechecked":
        approval.is_promise_broken |= _breaks_promise(event)
    elif event.kind in ("corrected", "verified"):
        approval.is_promise_broken = False
    approval.state = next_state(approval.state, event.kind)


def _breaks_promise(event: Event) -> bool:
    """Whether a recheck did not find what had been said to be made."""
    return bool(event.detail.promised) and event.detail.outcome in _NOT_KEPT


def basis_of(claim: ClaimEntry, run_id: str = "", sha256: str = "") -> Basis:
    """What a decision on a claim would be made on.

    Args:
        claim: The claim's entry of `findings.json`.
        run_id: The run that found it.
        sha256: Of the finding.
    """
    values: dict[str, float] = {}
    for row in claim.declared.evidence:
        name = f"{row.source}/{row.role}"
        for key, value in ((name, row.obs_value), (f"{name}/first", row.obs_first)):
            if value is not None:
                values.setdefault(key, value)
    lower, upper = claim.stated.lower, claim.stated.upper
    if lower is not None and upper is not None:
        tolerance: float | None = (upper - lower) / 2.0
    else:  # Of a bound, which admits all on its side, a tenth of the figure.
        is_bound = lower is not None or upper is not None
        tolerance = abs(claim.stated.value) / 10.0 if is_bound else None
    return Basis(claim.verdict, claim.phrase, values, tolerance, run_id, sha256)


def reasons_to_ask_again(before: Basis, now: Basis) -> tuple[str, ...]:
    """Why a decision no longer settles a claim; empty where it does.

    ``verdict`` and ``phrase`` where they have changed; ``data`` where a value that both runs have
    moved by more than the figure's tolerance (of an exact count, by anything at all).
    """
    tolerance = now.tolerance or 0.0
    has_moved = any(
        abs(now.values[name] - value) > tolerance
        for name, value in before.values.items()
        if name in now.values
    )
    found = (
        ("verdict", before.verdict != now.verdict),
        ("phrase", before.phrase != now.phrase),
        ("data", has_moved),
    )
    return tuple(name for name, is_so in found if is_so)


def status_of(state: ClaimState, standing: str, reasons: Sequence[str]) -> QueueStatus:
    """Where a claim stands in the queue.

    Args:
        state: What its events amount to.
        standing: The standing of its newest finding (``off``, ``open``, ``holds``, ...).
        reasons: From `reasons_to_ask_again`, where there is a decision.
    """
    if state.decision is None:
        return "new" if standing in ("off", "open") else "quiet"
    if reasons:
        return "changed"
    return "deferred" if state.decision.kind == "defer" else "decided"


def correction_id(paper_id: str, claim_id: str) -> str:
    """The name of a claim's correction in every revision: ``liu-jiang-2018.gdp-share``."""
    return f"{paper_id}.{claim_id}"


def proposed_wording(claim: ClaimEntry) -> str:
    """The wording that a run proposes: the phrase with the right figure in it; empty if none."""
    return claim.correction.phrase if claim.correction else ""


def offered_wording(claim: ClaimEntry) -> str:
    """The wording that a reviewer is offered; empty where there is none.

    It is what a run proposes. Of a figure that stays open nothing is proposed; where a slip of the
    pen would explain it, and is told beside it, the phrase as it was perhaps meant is offered.
    """
    slip, told = claim.explanation.slip, claim.stated.text
    if claim.correction is not None or slip is None or claim.phrase.count(told) != 1 or not told:
        return proposed_wording(claim)
    return claim.phrase.replace(told, slip.figure)
