"""The page of a claim, and the forms that decide.

The later of two contradicting decisions is answered with 409: a page that says who decided what
meanwhile, with the later reviewer's words kept and a form to decide again, knowing it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any
from urllib.parse import quote as quoted

from fastapi import APIRouter, Depends, Query
from fastapi import Form as InForm
from fastapi import Path as InPath
from starlette.responses import HTMLResponse, RedirectResponse, Response

from reports.decisions.lifecycle import fold
from reports.decisions.register_place import find_quote
from reports.decisions.wording_check import judge_wording
from reports.review.claim_page import gather
from reports.review.desk import AtDesk, Desk, Refused, Signed
from reports.review.filters import Filters, parse_filters
from reports.review.forms import Decision, Form, key_of, read_form
from reports.review.sessions import Session
from reports.store import Conflict

Id = Annotated[str, InPath(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
_Text = Annotated[str, InForm()]
_ANSWERS: dict[int | str, dict[str, Any]] = {
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
    values = gather(desk.store, desk.drawn, row, parse_filters(back))
    return desk.show("claim.html", session, **values, done=done == "1")


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
    desk.check_form(session, csrf)
    return take_form(desk, session, paper_id, claim_id, form, parse_filters(back))


def take_form(
    desk: Desk, session: Session, paper_id: str, claim_id: str, form: Form, filters: Filters
) -> Response:
    """Write what a form decides, and answer.

    Raises:
        Refused: There is no such claim, or the form is none of ours.
    """
    row = desk.row(paper_id, claim_id)
    state = fold(desk.store.events(paper_id, claim_id))
    decision = read_form(form, row.phrase, state, datetime.now(UTC).date())
    if decision is None:
        raise Refused(422, "Something in the form is missing or not known. Open the page again.")
    key = key_of(session.name, paper_id, claim_id, form)
    if any(event.key == key for event in desk.store.events(paper_id, claim_id)):
        return _go_back(paper_id, claim_id, filters)
    faults = decision.faults or _hold(desk, paper_id, claim_id, decision, form)
    if faults:
        values = gather(desk.store, desk.drawn, row, filters, form, faults)
        return desk.show("claim.html", session, 422, **values, done=False)
    try:
        _write(desk, session, paper_id, claim_id, decision, key)
    except Conflict as conflict:
        row = desk.row(paper_id, claim_id)
        values = gather(desk.store, desk.drawn, row, filters, form, meanwhile=conflict.events)
        return desk.show("claim.html", session, 409, **values, done=False)
    return _go_back(paper_id, claim_id, filters)


_UNCONFIRMED = (
    "The program read what this figure is about, and nobody has confirmed it. Write "
    "`reading: {state: confirmed, by: NAME}` in the register, and check it again."
)


def _hold(
    desk: Desk, paper_id: str, claim_id: str, decision: Decision, form: Form
) -> dict[str, str]:
    """What keeps a correction from being approved.

    A reading that only the program made, or a wording that no edition bears out, unless the
    reviewer means that one.
    """
    finding = desk.store.finding(paper_id, claim_id)
    if decision.kind != "approve" or finding is None:
        return {}
    reading = finding.data.reading
    if reading and reading.state != "confirmed":
        return {"wording": _UNCONFIRMED}
    if form.anyway == "yes":
        return {}
    held = judge_wording(finding.data, decision.detail["wording"])
    if held.agreement != "none":
        return {}
    return {"wording": f"{held.text} Write another figure, or say below that you mean this one."}


def _write(
    desk: Desk, session: Session, paper_id: str, claim_id: str, decision: Decision, key: str
) -> None:
    detail = dict(decision.detail)
    if decision.kind == "approve":
        row = desk.row(paper_id, claim_id)
        head = desk.store.head(row.run_id)
        quote = find_quote(head.run, paper_id, claim_id, desk.config.texts) if head else {}
        if quote:
            detail["quote"] = quote
    desk.store.append(
        paper_id,
        claim_id,
        decision.kind,
        session.name,
        detail,
        expected=decision.expected,
        key=key,
    )


def _go_back(paper_id: str, claim_id: str, filters: Filters) -> Response:
    back = f"&back={quoted(filters.query, safe='')}" if filters.query else ""
    return RedirectResponse(f"/claims/{paper_id}/{claim_id}?done=1{back}", 303)
