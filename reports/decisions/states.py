"""The states of a correction and of its deliveries, and the steps between them: two tables. Pure.

Whatever asks whether a step may be taken asks here: what events amount to, the review page, the
command line, GitHub's issues, what is published, and the outbox.
"""

from __future__ import annotations

from collections.abc import Mapping

from reports.correction_states import CorrectionState
from reports.records import DeliveryState, EventKind

ANSWERS: tuple[EventKind, ...] = ("acknowledged", "corrected", "declined")
"""What the authors or the editor may answer to a correction."""

_SAID: Mapping[EventKind, CorrectionState] = {
    "corrected": "corrected",
    "declined": "declined",
    "verified": "verified",
}
STEPS: Mapping[CorrectionState, Mapping[EventKind, CorrectionState]] = {
    "draft": {},
    "approved": {"sent": "sent", "acknowledged": "acknowledged", **_SAID},
    "sent": {"acknowledged": "acknowledged", **_SAID},
    "acknowledged": _SAID,
    "corrected": _SAID,
    "declined": _SAID,
    "verified": {},
}
"""For each state the events that lead on, and where to; no other event changes it. What was found
in the text is more than what is said: only a new revision goes back behind `verified`."""

DELIVERY_STEPS: Mapping[DeliveryState, frozenset[DeliveryState]] = {
    "pending": frozenset({"pending", "sent", "refused", "failed"}),
    "refused": frozenset({"pending", "sent", "refused", "failed"}),
    "failed": frozenset({"pending", "sent", "refused", "failed"}),
    "sent": frozenset(),
}
"""What may become of a delivery. Another process may have it when a lease ends, so that a receipt
comes behind a failure; once there is one, nothing is taken back."""

STOPPED: frozenset[DeliveryState] = frozenset({"refused", "failed"})
"""Deliveries that are tried again only where somebody asks for it."""

TO_SEND: frozenset[CorrectionState] = frozenset({"approved", "sent", "acknowledged"})
"""A correction in these states is sent to a channel that has not had it."""


def next_state(state: CorrectionState, event: EventKind) -> CorrectionState:
    """The state of a correction after an event; the same where the event leads nowhere."""
    return STEPS[state].get(event, state)


def has_left(state: CorrectionState) -> bool:
    """Whether a correction was sent, so that there is something to answer."""
    return state not in ("draft", "approved")


def leads_on(state: CorrectionState, answer: EventKind) -> bool:
    """Whether an answer to a correction that was sent makes its state another one."""
    return has_left(state) and next_state(state, answer) != state


def is_to_be_sent(state: DeliveryState, *, again: bool) -> bool:
    """Whether a delivery is tried: what waits, and what had stopped where it is asked for."""
    return state == "pending" or (again and state in STOPPED)
