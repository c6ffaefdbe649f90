"""The page of a claim, and the forms that decide.

The later of two contradicting decisions is answered with 409: a page that says who decided what
meanwhile, with the later reviewer's words kept and a form to decide again, knowing it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated
from urllib.parse import quote as quoted

import msgspec
from fastapi import APIRouter, Depends, Query
from fastapi import Form as InForm
from fastapi import Path as InPath
from starlette.responses import HTMLResponse, RedirectResponse, Response

from reports.decisions.lifecycle import fold
from reports.decisions.register_place import find_quote
from reports.decisions.wording_check import judge_wording
from reports.records import Event, QueueRow
from reports.review.claim_page import gather, why_refused
from reports.review.desk import AtDesk, Desk, RefusedRequest, Signed
from reports.review.filters import Filters, parse_filters
from reports.review.forms import Decision, Form, key_of, read_form
from reports.review.sessions import Session
from reports.store import Conflict, Store
from sources.tools.foreign import Options

Id = Annotated[str, InPath(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
_Text = Annotated[str, InForm()]
_ANSWERS: dict[int | str, Options] = {
    303: {"description": "Decided"},
    409: {"description": "Another decision came in between"},
}
router = APIRouter()


def form_of(
    kind: _Text = "",
    wording: _Text = "",
    anyway: _Text = "",
    comment: _Text = "",
    reason: _Text = "",
    until: _Text = "",
    note: _Text = "",
    reference: _Text = "",
    expected: _Text = "",
    nonce: _Text = "",
) -> Form:
    """The form of a request."""
    return Form(kind, wording, anyway, comment, reason, until, note, reference, expected, nonce)


@router.get("/claims/{paper_id}/{claim_id}", response_class=HTMLResponse)
def show_claim(
    desk: AtDesk,
    session: Signed,
    paper_id: Id,
    claim_id: Id,
    back: Annotated[str, Query()] = "",
    done: Annotated[str, Query()] = "",
) -> Response:
    """The page of a claim."""
    row = desk.row(paper_id, claim_id)
    page = gather(desk.store, desk.drawn, row, parse_filters(back))
    return desk.show("claim.html", session, **vars(page), done=done == "1")


@router.post("/claims/{paper_id}/{claim_id}", response_class=HTMLResponse, responses=_ANSWERS)
def decide(
    desk: AtDesk,
    session: Signed,
    paper_id: Id,
    claim_id: Id,
    form: Annotated[Form, Depends(form_of)],
    csrf: _Text = "",
    back: _Text = "",
) -> Response:
    """Take a decision."""
    desk.require_form(session, csrf)
    return take_form(desk, session, paper_id, claim_id, form, parse_filters(back))


def take_form(
    desk: Desk, session: Session, paper_id: str, claim_id: str, form: Form, filters: Filters
) -> Response:
    """Write what a form decides, and answer.

    Raises:
        Refused: There is no such claim, or the form is none of ours.
    """
    row = desk.row(paper_id, claim_id)
    taken = take(desk.store, desk.config.texts, session.name, row, form)
    if taken is None:
        raise RefusedRequest(
            422, "Something in the form is missing or not known. Open the page again."
        )
    if taken.faults:
        page = gather(desk.store, desk.drawn, row, filters, form, taken.faults)
        return desk.show("claim.html", session, 422, **vars(page), done=False)
    if taken.meanwhile:
        row = desk.row(paper_id, claim_id)
        page = gather(desk.store, desk.drawn, row, filters, form, meanwhile=taken.meanwhile)
        return desk.show("claim.html", session, 409, **vars(page), done=False)
    return _go_back(paper_id, claim_id, filters)


@dataclass(frozen=True)
class Taken:
    """What became of a form: written, unless there are faults or another was faster.

    Attributes:
        faults: What is wrong with it, by field.
        meanwhile: What others decided since the form was filled in.
    """

    faults: Mapping[str, str] = field(default_factory=dict)
    meanwhile: tuple[Event, ...] = ()


def take(store: Store, texts: Path | None, who: str, row: QueueRow, form: Form) -> Taken | None:
    """Write what a form decides; the same form a second time writes nothing.

    Args:
        store: Where decisions are kept.
        texts: The folder of the papers' texts.
        who: The reviewer.
        row: The claim.
        form: As it was sent.

    Returns:
        What became of it; None where it is no form that decides anything.
    """
    events = store.events(row.paper_id, row.claim_id)
    decision = read_form(form, row.phrase, fold(events), datetime.now(UTC).date())
    if decision is None:
        return None
    key = key_of(who, row.paper_id, row.claim_id, form)
    if any(event.key == key for event in events):
        return Taken()
    faults = decision.faults or _hold(store, row, decision, form)
    if faults:
        return Taken(faults)
    try:
        _write(store, texts, who, row, decision, key)
    except Conflict as conflict:
        return Taken(meanwhile=tuple(conflict.events))
    return Taken()


def _hold(store: Store, row: QueueRow, decision: Decision, form: Form) -> dict[str, str]:
    """What keeps a correction from being approved.

    A reading that only the program made, or a wording that no edition bears out, unless the
    reviewer means that one.
    """
    finding = store.finding(row.paper_id, row.claim_id)
    if decision.kind != "approve" or finding is None:
        return {}
    if refused := why_refused(finding.data):
        return {"wording": refused}
    if form.anyway == "yes":
        return {}
    held = judge_wording(finding.data, decision.detail.wording or "")
    if held.agreement != "none":
        return {}
    return {"wording": f"{held.text} Write another figure, or say below that you mean this one."}


def _write(
    store: Store, texts: Path | None, who: str, row: QueueRow, decision: Decision, key: str
) -> None:
    detail = decision.detail
    if decision.kind == "approve":
        head = store.head(row.run_id)
        quote = find_quote(head.run, row.paper_id, row.claim_id, texts) if head else {}
        if quote:
            detail = msgspec.structs.replace(detail, quote=quote)
    store.append(
        row.paper_id,
        row.claim_id,
        decision.kind,
        who,
        detail,
        expected=decision.expected,
        key=key,
    )


def _go_back(paper_id: str, claim_id: str, filters: Filters) -> Response:
    back = f"&back={quoted(filters.query, safe='')}" if filters.query else ""
    return RedirectResponse(f"/claims/{paper_id}/{claim_id}?done=1{back}", 303)
