"""What is kept between runs: runs, findings, events, corrections and deliveries, as frozen values.

`reports.store` keeps and gives these; the review page, the formats and the channels read them. A
finding keeps its identity from run to run by `paper_id` and `claim_id`. Events are appended and
never changed: the state of a claim is what `reports.decisions.lifecycle.fold` makes of its events.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import msgspec

from reports.correction_states import CorrectionState
from reports.findings.claim_model import ClaimEntry
from reports.findings.model import GroupEntry, PaperEntry, RunInfo, VintageEntry

Plain = Mapping[str, object]
"""What a program is told beside a text: values that JSON knows, by name."""

DecisionKind = Literal["approve", "accept", "dispute", "defer"]
EventKind = Literal[
    "approve",
    "accept",
    "dispute",
    "defer",
    "undo",
    "sent",
    "acknowledged",
    "corrected",
    "declined",
    "rechecked",
    "verified",
]
DECISIONS: tuple[DecisionKind, ...] = ("approve", "accept", "dispute", "defer")
"""What a reviewer may decide: to approve a correction, to accept the figure as it is, to dispute
the check itself, to defer until a date."""

RecheckOutcome = Literal["made", "made-differently", "not-made", "gone"]

QueueStatus = Literal["new", "changed", "deferred", "decided", "quiet"]
"""Where a claim stands in the queue: nothing decided yet; decided, and changed since; deferred;
decided; nothing to decide (it holds, or nothing can check it)."""

DeliveryKind = Literal["correction", "notice"]
DeliveryState = Literal["pending", "sent", "refused", "failed"]


@dataclass(frozen=True)
class Basis:
    """What a decision was made on: when this has changed, it is asked for again.

    Attributes:
        verdict: The verdict of the claim.
        phrase: The phrase that states its figure.
        values: Observed values of the declared reading, by ``source/role`` (``wdi/as_seen``), in
            inside units; of a pair also its first, by ``source/role/first``.
        tolerance: Half the width of what the figure admits; None where it admits nothing. Of a pair
            that of its second figure.
        run_id: The run that showed it.
        sha256: Of the finding (`StoredFinding.sha256`).
    """

    verdict: str
    phrase: str
    values: Mapping[str, float] = field(default_factory=dict)
    tolerance: float | None = None
    run_id: str = ""
    sha256: str = ""


class EventDetail(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is said with an event; a field that its kind does not have is None, and not kept.

    Attributes:
        wording: ``approve``: how the phrase should read.
        comment: ``approve``: what the reviewer added for the recipients.
        quote: ``approve``: where the phrase stands, as `Dossier.quote`.
        until: ``defer``: "2027-01-31".
        undoes: ``undo``: the number of the decision.
        reason: ``accept``, ``dispute``, ``defer``, ``undo``.
        note: ``acknowledged``, ``corrected``, ``declined``.
        channel: ``sent``: by which; of an answer, where it was read.
        key: ``sent``: of the message.
        reference: ``sent`` and answers: where it is to be found.
        revision: Of what was sent or answered.
        outcome: ``rechecked``, ``verified``.
        found: What the new text has in its place.
        text_sha256: Of the new text.
        promised: Whether it had been said to be made.
    """

    wording: str | None = None
    comment: str | None = None
    quote: Mapping[str, str] | None = None
    until: str | None = None
    undoes: int | None = None
    reason: str | None = None
    note: str | None = None
    channel: str | None = None
    key: str | None = None
    reference: str | None = None
    revision: int | None = None
    outcome: RecheckOutcome | None = None
    found: str | None = None
    text_sha256: str | None = None
    promised: bool | None = None


NO_DETAIL = EventDetail()


@dataclass(frozen=True)
class Event:
    """One thing that happened to a claim; never changed afterwards.

    Attributes:
        paper_id: The paper.
        claim_id: The claim.
        number: Its place among the events of the claim, from 1 on.
        kind: What happened.
        who: The reviewer, or the program's part that did it ("publish", "recheck").
        at: ISO 8601, UTC, to the millisecond.
        detail: What was said with it.
        basis: What a decision was made on; None where the event is none.
        key: Makes appending it idempotent: an event with the same key is appended once.
    """

    paper_id: str
    claim_id: str
    number: int
    kind: EventKind
    who: str
    at: str
    detail: EventDetail = NO_DETAIL
    basis: Basis | None = None
    key: str = ""


@dataclass(frozen=True)
class ClaimState:
    """What the events of a claim amount to.

    Attributes:
        decision: The decision that stands; None where there is none, or it was undone.
        state: The state of the correction; ``draft`` where none is approved.
        revision: How many approvals there have been, the standing one among them; 0 where none.
        sent: The channels that have received the revision that stands.
        is_promise_broken: It was said to be made, and a recheck did not find it.
        last: The number of the last event; 0 where there is none.
    """

    decision: Event | None = None
    state: CorrectionState = "draft"
    revision: int = 0
    sent: tuple[str, ...] = ()
    is_promise_broken: bool = False
    last: int = 0


HAD, FAILED, APART, LET_IN = "had ", "failed ", "apart ", "let in "
"""In `Run.changes`, before a source's name: a refresh had it, or it failed; before a snapshot's: it
went into quarantine, or a person let it out."""


@dataclass(frozen=True)
class Run:
    """A run that is on record.

    Attributes:
        run_id: As on the site; of a refresh or a publication the same form.
        kind: ``validate``, ``validate-corpus``, ``refresh``, ``accept`` or ``publish``.
        paper_id: Of a validation; else empty.
        started_at: ISO 8601, UTC.
        outcome: ``finished`` or ``failed``.
        message: The headline, or what went wrong.
        standings: Claims by standing, of a validation.
        page: Where its report lies; empty where there is none.
        seconds: How long each step took.
        changes: Counts of what changed since the run before (``new``, ``worse``, ...).
        version: Of Corrigenda.
        method: Of the policy and the measures (`expectations.assessment.method`).
    """

    run_id: str
    kind: str
    paper_id: str
    started_at: str
    outcome: str
    message: str = ""
    standings: Mapping[str, int] = field(default_factory=dict)
    page: str = ""
    seconds: Mapping[str, float] = field(default_factory=dict)
    changes: Mapping[str, int] = field(default_factory=dict)
    version: str = ""
    method: str = ""


@dataclass(frozen=True)
class StoredFinding:
    """What one run found of one claim: the claim's entry of `findings.json`, and its checksum."""

    paper_id: str
    claim_id: str
    run_id: str
    sha256: str
    data: ClaimEntry


@dataclass(frozen=True)
class Recorded:
    """Verdict and gap of a claim as they are on record; a gap of nothing is None."""

    verdict: str
    gap: float | None


@dataclass(frozen=True)
class QueueRow:
    """A claim in the queue: what its newest run found, and what was decided of it.

    Attributes:
        reasons: Why it is asked for again: ``verdict``, ``phrase``, ``data``.
        until: Of a deferred one.
        rank: The gravest verdict first.
        gap: How far the data lie outside what the figure admits; 0 where it is not known.
    """

    paper_id: str
    claim_id: str
    phrase: str
    verdict: str
    standing: str
    sentence: str
    status: QueueStatus
    run_id: str
    sha256: str
    decision: str
    decided_by: str
    decided_at: str
    until: str
    reasons: tuple[str, ...]
    state: CorrectionState
    rank: int
    gap: float
    last: int


@dataclass(frozen=True)
class QueuePage:
    """A page of the queue.

    Attributes:
        rows: In order of status, rank, gap and name.
        total: How many rows match the filter.
        counts: How many claims have each status, whatever the filter.
        page: Which page, from 1 on.
        pages: How many there are, at least 1.
    """

    rows: tuple[QueueRow, ...]
    total: int
    counts: Mapping[str, int]
    page: int
    pages: int


@dataclass(frozen=True)
class Dossier:
    """An approved correction, with all that the formats tell of it.

    Attributes:
        correction_id: ``paper.claim``: the same in every revision, fit for a file name.
        revision: How many approvals there have been.
        state: Where it stands.
        paper: The paper as in `findings.json`, with its statements.
        claim: The claim's entry of `findings.json`.
        run: The run as in `findings.json`.
        vintages: The editions that the run read, with evidence, as in `findings.json`.
        groups: The country groups, as in `findings.json`.
        wording: The approved wording of the correction: the phrase as it should read.
        comment: What the reviewer added for the recipients; may be empty.
        approved_by: Who approved it.
        approved_at: When; ISO 8601, UTC.
        quote: Where it stands, as a TextQuoteSelector: ``exact``, ``prefix``, ``suffix``.
        permalink: The address of its page; empty where the site has no public address.
        events: Its history.
    """

    correction_id: str
    revision: int
    state: CorrectionState
    paper: PaperEntry
    claim: ClaimEntry
    run: RunInfo
    vintages: tuple[VintageEntry, ...]
    groups: tuple[GroupEntry, ...]
    wording: str
    comment: str
    approved_by: str
    approved_at: str
    quote: Mapping[str, str]
    permalink: str = ""
    events: tuple[Event, ...] = ()


@dataclass(frozen=True)
class Message:
    """What a channel is given to send.

    Attributes:
        key: The idempotency key: the same in every attempt.
        kind: A correction, or a notice of what happened in a run.
        subject_id: The correction, or the event that is told.
        revision: Of a correction; 0 for a notice.
        subject: One line.
        text: Markdown.
        html: The same as HTML; may be empty.
        data: The same for programs.
        link: Where to read more; may be empty.
    """

    key: str
    kind: DeliveryKind
    subject_id: str
    revision: int
    subject: str
    text: str
    html: str = ""
    data: Plain = field(default_factory=dict)
    link: str = ""


@dataclass(frozen=True)
class Receipt:
    """What a channel answered: where the message is now (path, address, id), and its words."""

    reference: str
    answer: str = ""


@dataclass(frozen=True)
class Delivery:
    """A row of the outbox: written before anything is sent, kept with its receipt.

    Attributes:
        id: Its number in the store.
        channel: The name of the channel.
        message: What is sent.
        state: ``pending`` until it is received; ``refused`` where the channel said no for good;
            ``failed`` where it was tried too often.
        attempts: How often it was tried.
        not_before: When it may be tried next; ISO 8601, UTC.
        receipt: Of one that was sent.
        answer: What the channel said last.
        created_at: When it was written.
        updated_at: When something last happened to it.
    """

    id: int
    channel: str
    message: Message
    state: DeliveryState
    attempts: int
    not_before: str
    receipt: Receipt | None
    answer: str
    created_at: str
    updated_at: str
