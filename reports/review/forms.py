"""What a reviewer's form says: checked, and made the detail of an event. Pure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, get_args

from fastapi import Form as InForm

from reports.decisions.states import ANSWERS, has_left
from reports.records import NO_DETAIL, ClaimState, EventDetail, EventKind
from sources.tools.encoding import canonical_json

MOST_TEXT = 4000
Sent = Annotated[str, InForm()]
FORMS = ("approve", "accept", "dispute", "defer", "undo", *ANSWERS)
_NONCE = re.compile(r"[A-Za-z0-9_-]{16,64}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True)
class Form:
    """A form as it was sent; every field a text."""

    kind: str = ""
    wording: str = ""
    anyway: str = ""
    comment: str = ""
    reason: str = ""
    until: str = ""
    note: str = ""
    reference: str = ""
    expected: str = ""
    nonce: str = ""


@dataclass(frozen=True)
class Decision:
    """What a form amounts to; with `faults`, by field, it is not to be written."""

    kind: EventKind
    detail: EventDetail = NO_DETAIL
    expected: int = 0
    faults: Mapping[str, str] = field(default_factory=dict)


def read_form(form: Form, phrase: str, state: ClaimState, today: date) -> Decision | None:
    """What a form amounts to; None where it is none that our pages make.

    Args:
        form: As it was sent.
        phrase: What the paper says; an approved wording says something else.
        state: Of the claim.
        today: In UTC.
    """
    if form.kind not in FORMS or form.kind not in get_args(EventKind):
        return None
    if not _NONCE.fullmatch(form.nonce) or not re.fullmatch(r"[0-9]{1,9}", form.expected):
        return None
    said = Form(**{name: _clean(text) for name, text in vars(form).items()})
    faults = {
        name: f"This is longer than {MOST_TEXT:,} characters."
        for name, text in vars(said).items()
        if len(text) > MOST_TEXT
    }
    detail, found = _DETAILS[form.kind](said, phrase, state, today)
    kind: EventKind = form.kind
    return Decision(kind, detail, int(form.expected), {**found, **faults})


def key_of(who: str, paper_id: str, claim_id: str, form: Form) -> str:
    """The idempotency key of a form.

    The same form sent twice has the same key; one that was filled in anew after going back has
    another, so that it is not taken for the first.
    """
    said = canonical_json([who, paper_id, claim_id, vars(form)])
    return "review-" + hashlib.sha256(said).hexdigest()[:48]


_Read = tuple[EventDetail, dict[str, str]]
"""What is said with the event, and what is wrong in the form, by field."""


def _approve(said: Form, phrase: str, _state: ClaimState, _today: date) -> _Read:
    faults = {}
    if not said.wording:
        faults["wording"] = "Say how the phrase should read."
    elif said.wording == phrase:
        faults["wording"] = "This is what the paper says already."
    return EventDetail(wording=said.wording, comment=said.comment), faults


def _give_reason(said: Form, _p: str, _state: ClaimState, _today: date) -> _Read:
    faults = {} if said.reason else {"reason": "Say why: others will ask."}
    return EventDetail(reason=said.reason), faults


def _defer(said: Form, _phrase: str, _state: ClaimState, today: date) -> _Read:
    detail = EventDetail(until=said.until, reason=said.reason)
    try:
        until = date.fromisoformat(said.until if _DAY.fullmatch(said.until) else "")
    except ValueError:
        return detail, {"until": "Say a day, as 2027-01-31."}
    return detail, {} if until > today else {"until": "Say a day that is yet to come."}


def _undo(said: Form, _phrase: str, state: ClaimState, _today: date) -> _Read:
    if state.decision is None:
        return NO_DETAIL, {"kind": "There is no decision to undo."}
    return EventDetail(undoes=state.decision.number, reason=said.reason), {}


def _answer(said: Form, _phrase: str, state: ClaimState, _today: date) -> _Read:
    detail = EventDetail(note=said.note, reference=said.reference)
    if not has_left(state.state):
        return detail, {"kind": "This correction was not sent: there is nothing to answer."}
    return detail, {}


_DETAILS = {
    "approve": _approve,
    "accept": _give_reason,
    "dispute": _give_reason,
    "defer": _defer,
    "undo": _undo,
    **dict.fromkeys(ANSWERS, _answer),
}


def _clean(text: str) -> str:
    """The text with the line ends of a form made ours."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


@dataclass(frozen=True)
class Choice:
    """A form of a text’s page as it was sent; every field a text."""

    figure: str = ""
    kind: str = ""
    choice: str = ""
    measure: str = ""
    indicator: str = ""
    area: str = ""
    to: str = ""
    of: str = ""
    among: str = ""
    start: str = ""
    end: str = ""
    why: str = ""
    expected: str = ""
    group: str = ""
    seen: str = ""

    @property
    def last_seen(self) -> int:
        """After which decision the choice was made: of one that is sent again, the first time."""
        return int(self.seen or self.expected)


def choice_of(
    figure: Sent = "",
    kind: Sent = "",
    choice: Sent = "",
    measure: Sent = "",
    indicator: Sent = "",
    area: Sent = "",
    to: Sent = "",
    of: Sent = "",
    among: Sent = "",
    start: Sent = "",
    end: Sent = "",
    why: Sent = "",
    expected: Sent = "",
    group: Sent = "",
    seen: Sent = "",
) -> Choice:
    """The form of a request."""
    where = (measure, indicator, area, to, of, among, start, end)
    return Choice(figure, kind, choice, *where, why, expected, group, seen)
