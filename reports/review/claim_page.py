"""What the page of a claim shows, gathered from the store.

Also why a claim is asked for again: what it was decided on, and what is so now.
"""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from expectations.outcomes import Verdict
from expectations.wording.changes import SINCE_DECIDED
from expectations.wording.remarks import AS_SEEN
from expectations.wording.rewordings import STAYS_OPEN
from reports.decisions.lifecycle import basis_of, fold, offered_wording
from reports.decisions.register_place import Place, find_place
from reports.decisions.states import ANSWERS, has_left
from reports.decisions.wording_check import Rewording, judge_wording
from reports.findings.claim_model import ClaimEntry
from reports.findings.model import PaperEntry, RunInfo, VintageEntry
from reports.pages.charts import Chart, draw_charts
from reports.pages.history import Point, draw_history, points_of, say_inside
from reports.records import ClaimState, Event, QueueRow
from reports.review.filters import Filters
from reports.review.forms import Form
from reports.store import Store


@dataclass(frozen=True)
class ChangedThing:
    """One thing that has changed since the decision."""

    what: str
    before: str
    now: str
    note: str = ""


def changes_since(row: QueueRow, claim: ClaimEntry, state: ClaimState) -> tuple[ChangedThing, ...]:
    """What has changed since the decision that stands; empty where it settles the claim.

    Args:
        row: Where the claim stands.
        claim: The newest finding.
        state: What its events amount to.
    """
    if state.decision is None or not row.reasons:
        return ()
    before, now = state.decision.basis, basis_of(claim)
    if row.reasons == ("due",) or before is None:
        return (ChangedThing("Deferred until", row.until, "that day has come"),)
    found = []
    if before.verdict != now.verdict:
        found.append(ChangedThing("Verdict", before.verdict, now.verdict))
    if before.phrase != now.phrase:
        found.append(ChangedThing("Phrase", f"“{before.phrase}”", f"“{now.phrase}”"))
    unit = claim.stated.unit
    tolerance = now.tolerance or 0.0
    for name, value in before.values.items():
        if name in now.values and abs(now.values[name] - value) > tolerance:
            moved = ChangedThing(
                f"Observed, {_say_role(name)}",
                say_inside(value, unit),
                say_inside(now.values[name], unit),
                f"tolerance {say_inside(tolerance, unit)}" if tolerance else "an exact count",
            )
            found.append(moved)
    return tuple(found)


def _say_role(name: str) -> str:
    source, _, role = name.partition("/")
    words = role.replace("as_seen", AS_SEEN).replace("/first", ", first")
    return f"{source.upper()}, {words}"


MOST_HISTORY = 100
_MOST_DRAWN = 256

WORDS: Mapping[str, str] = {
    "approve": "approved a correction",
    "accept": "accepted the figure as it is",
    "dispute": "disputed the check",
    "defer": "deferred it",
    "undo": "took a decision back",
    "sent": "sent the correction",
    "acknowledged": "acknowledged",
    "corrected": "said to be corrected",
    "declined": "declined",
    "rechecked": "looked at a new version of the text",
    "verified": "found the correction made",
}


class Drawn:
    """Charts of findings, by checksum: drawing one takes a tenth of a second, once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._charts: OrderedDict[str, dict[str, Chart]] = OrderedDict()

    def __call__(self, sha256: str, claim: ClaimEntry) -> Mapping[str, Mapping[str, str]]:
        """The charts of a claim, as its template takes them."""
        with self._lock:
            if sha256 not in self._charts:
                self._charts[sha256] = draw_charts([claim])
                if len(self._charts) > _MOST_DRAWN:
                    self._charts.popitem(last=False)
            self._charts.move_to_end(sha256)
            charts = self._charts[sha256]
        return {name: chart.parts for name, chart in charts.items()}


@dataclass(frozen=True)
class ClaimPage:
    """What the template of a claim takes, each by its name there.

    Attributes:
        row: Where the claim stands.
        claim: Its newest finding.
        paper: Its paper.
        run: The run that found it.
        vintages: The editions that it was held against.
        anchors: Their places on the page, by their keys.
        ranks: Verdicts in their order.
        charts: The parts of its chart, by the claim's name.
        events: What happened to it.
        state: What that amounts to.
        words: What kinds of events are called.
        reasons: Why it is asked for again.
        changes: What has changed since it was decided.
        place: Where it stands in its register.
        points: What earlier runs found.
        history: The same, drawn.
        nonce: A name for the form, so that sending it twice decides once.
        form: What the form is filled in with.
        held: That wording, held against the data.
        stays_open: What is said of a correction of a figure that is open; empty for others.
        held_standing: The wording that was approved, held against the data.
        refused: Why no correction can be approved; empty where one can.
        open: Which kind of decision is open; empty where none is.
        faults: What is wrong in the form, by field.
        meanwhile: What others decided since it was filled in.
        answers: The answers that may be recorded.
        filters: Of the queue that it was opened from.
        tomorrow: The first day that it can be deferred to.
        previous: The claim before it in that queue.
        next: The claim after it.
    """

    row: QueueRow
    claim: ClaimEntry
    paper: PaperEntry
    run: RunInfo
    vintages: Sequence[VintageEntry]
    anchors: Mapping[str, str]
    ranks: Mapping[str, int]
    charts: Mapping[str, Mapping[str, str]]
    events: Sequence[Event]
    state: ClaimState
    words: Mapping[str, str]
    reasons: Sequence[str]
    changes: Sequence[ChangedThing]
    place: Place
    points: Sequence[Point]
    history: str
    nonce: str
    form: Form
    held: Rewording
    stays_open: str
    held_standing: Rewording
    refused: str
    open: str
    faults: Mapping[str, str]
    meanwhile: Sequence[Event]
    answers: Sequence[str]
    filters: Filters
    tomorrow: str
    previous: QueueRow | None
    next: QueueRow | None


def gather(
    store: Store,
    drawn: Drawn,
    row: QueueRow,
    filters: Filters,
    form: Form | None = None,
    faults: Mapping[str, str] | None = None,
    meanwhile: Sequence[Event] = (),
) -> ClaimPage:
    """All that the page of a claim shows.

    Args:
        store: Where all is kept.
        drawn: The charts.
        row: Where the claim stands.
        filters: Of the queue that it was opened from.
        form: What the reviewer had filled in, where it was not written.
        faults: What is wrong in it, by field.
        meanwhile: What others did between his looking and his deciding.
    """
    finding = store.finding(row.paper_id, row.claim_id)
    head = None if finding is None else store.head(finding.run_id)
    if finding is None or head is None:  # a claim in the queue has a finding
        raise LookupError(row.claim_id)
    claim = finding.data
    events = store.events(row.paper_id, row.claim_id)
    state = fold(events)
    keys = {one.edition for one in claim.declared.evidence}
    vintages = [vintage for vintage in head.vintages if vintage.key in keys]
    points = points_of(store.history(row.paper_id, row.claim_id, MOST_HISTORY))
    queue = neighbours(store, row, filters)
    form_shown = form or Form(wording=_wording(state.decision, claim))
    stands = (state.decision.detail.wording or "") if state.decision else ""
    return ClaimPage(
        row=row,
        claim=claim,
        paper=head.paper,
        run=head.run,
        vintages=vintages,
        anchors={vintage.key: vintage.anchor for vintage in vintages},
        ranks={verdict.value: at for at, verdict in enumerate(Verdict)},
        charts=drawn(finding.sha256, claim),
        events=events,
        state=state,
        words=WORDS,
        reasons=[SINCE_DECIDED[name] for name in row.reasons],
        changes=changes_since(row, claim, state),
        place=find_place(head.run, row.paper_id, row.claim_id),
        points=points,
        history=draw_history(points),
        nonce=secrets.token_urlsafe(16),
        form=form_shown,
        held=_hold(claim, form_shown.wording),
        stays_open=STAYS_OPEN if claim.standing == "open" else "",
        held_standing=_hold(claim, stands),
        refused=why_refused(claim),
        open=form.kind if form else "",
        faults=faults or {},
        meanwhile=meanwhile,
        answers=ANSWERS if has_left(state.state) else (),
        filters=filters,
        tomorrow=datetime.fromtimestamp(datetime.now(UTC).timestamp() + 86400, UTC)
        .date()
        .isoformat(),
        previous=queue.previous,
        next=queue.next,
    )


UNCONFIRMED = (
    "The program read what this figure is about, and nobody has confirmed it. Write "
    "`reading: {state: confirmed, by: NAME}` in the register, and check it again."
)


def why_refused(claim: ClaimEntry) -> str:
    """Why no correction of a claim can be approved; empty where one can."""
    return UNCONFIRMED if claim.reading and claim.reading.state != "confirmed" else ""


def _hold(claim: ClaimEntry, wording: str) -> Rewording:
    """A wording held against the data; the paper's own words were judged already."""
    return judge_wording(claim, "" if wording == claim.phrase else wording)


def _wording(decision: Event | None, claim: ClaimEntry) -> str:
    if decision is not None and decision.kind == "approve":
        return decision.detail.wording or ""
    return offered_wording(claim) or claim.phrase


class Neighbours(NamedTuple):
    """The claims before and after one in a queue."""

    previous: QueueRow | None
    next: QueueRow | None


def neighbours(store: Store, row: QueueRow, filters: Filters) -> Neighbours:
    """The claims before and after this one in the queue that it was opened from.

    One that has left that queue, since it was decided, is followed by the queue's first.
    """
    rows = filters.find(store).rows
    at = next((at for at, one in enumerate(rows) if _is_same(one, row)), None)
    if at is None:
        return Neighbours(None, rows[0] if rows else None)
    return Neighbours(
        previous=rows[at - 1] if at else None,
        next=rows[at + 1] if at + 1 < len(rows) else None,
    )


def _is_same(one: QueueRow, other: QueueRow) -> bool:
    return (one.paper_id, one.claim_id) == (other.paper_id, other.claim_id)
