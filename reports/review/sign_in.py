"""Saying who one is: by a token, or on one's own machine by a name; and signing out."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from reports.decisions.reviewer_names import read_name
from reports.review.desk import AtDesk, Desk, RefusedRequest, render
from reports.review.sessions import Session
from sources.errors import InputError

_OWN = re.compile(r"/(?:claims/|runs/|text|\?|$)[A-Za-z0-9._~/?=&%+-]*", re.ASCII)
"""Pages of ours that one may be led back to: never an address of another site."""


router = APIRouter()


@router.get("/login", response_class=HTMLResponse)
def login(request: Request, desk: AtDesk, then: Annotated[str, Query()] = "") -> Response:
    """The page that asks who it is."""
    return _ask(desk, desk.session(request) or desk.sessions.begin(), own_page(then))


@router.post("/login", response_class=HTMLResponse)
def come_in(
    request: Request,
    desk: AtDesk,
    name: Annotated[str, Form()] = "",
    token: Annotated[str, Form()] = "",
    csrf: Annotated[str, Form()] = "",
    then: Annotated[str, Form()] = "",
) -> Response:
    """Begin a session."""
    before = desk.session(request)
    desk.require_form(before, csrf)
    assert before is not None  # require_form refuses a form without a session
    target = own_page(then)
    if desk.needs_token():
        session = desk.come_in(token[:200], desk.address(request))
        if session is None:
            return _ask(desk, before, target, "This token is not known.", 403)
    else:
        try:
            session = desk.sessions.begin(read_name(name[:400]))
        except InputError as error:
            return _ask(desk, before, target, str(error), 422)
    desk.end(before)
    answer = RedirectResponse(target, 303)
    desk.sessions.set_cookie(answer, session)
    return answer


@router.post("/logout")
def leave(request: Request, desk: AtDesk, csrf: Annotated[str, Form()] = "") -> Response:
    """End the session."""
    session = desk.session(request)
    desk.require_form(session, csrf)
    if session is None:
        raise RefusedRequest(403, "You are not signed in.")
    desk.end(session)
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(desk.sessions.cookie, path="/", secure=desk.config.is_https)
    return answer


def own_page(path: str) -> str:
    """The page of ours that a path names; the queue where it is none."""
    return path if len(path) <= 1000 and _OWN.fullmatch(path) else "/"


def _ask(desk: Desk, session: Session, target: str, fault: str = "", status: int = 200) -> Response:
    page = render(
        "login.html",
        status,
        needs_token=desk.needs_token(),
        csrf=desk.sessions.form_token(session),
        then=target,
        fault=fault,
    )
    desk.sessions.set_cookie(page, session)
    return page
