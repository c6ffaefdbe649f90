"""What all routes share: the store, the sessions, and who may ask."""

from __future__ import annotations

import hmac
from typing import Annotated, Any

from fastapi import Depends, Request
from starlette.responses import HTMLResponse

from reports.records import QueueRow
from reports.review.claim_page import Drawn
from reports.review.config import Config
from reports.review.limiter import Limiter
from reports.review.pages import render
from reports.review.sessions import Session, Sessions
from reports.review.tokens import whose_token
from reports.store import Store


class Refused(Exception):
    """A request that is answered with a page of an error."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status = status
        self.text = text


class NotKnown(Exception):
    """Who asks has not said who he is; he is sent to the login page."""


class Desk:
    """The state of a running review page."""

    def __init__(self, store: Store, config: Config, key: bytes) -> None:
        self.store = store
        self.config = config
        self.sessions = Sessions(key, is_https=config.is_https)
        self.limiter = Limiter()
        self.drawn = Drawn()

    def needs_token(self) -> bool:
        """Whether a name is not enough: others can ask, or some reviewer has a token."""
        return not self.config.is_private or bool(self.store.reviewers())

    def session(self, request: Request) -> Session | None:
        """The session of a request, with a name or without one yet."""
        return self.sessions.read(request.cookies.get(self.sessions.cookie, ""))

    def reviewer(self, request: Request) -> Session:
        """The session of a reviewer who may decide.

        Raises:
            NotKnown: There is none, or his token is no longer good.
        """
        session = self.session(request)
        if session is not None and session.name and self._is_good(session):
            return session
        if self.config.name and not self.needs_token():
            return self.sessions.begin(self.config.name)
        raise NotKnown

    def _is_good(self, session: Session) -> bool:
        if not self.needs_token():
            return not session.proof
        digest = self.store.token_hashes().get(session.name, "")
        return bool(session.proof) and hmac.compare_digest(digest[:16], session.proof)

    def check_form(self, session: Session | None, csrf: str) -> None:
        """Refuse a form that did not come from a page of this session."""
        if session is None or not self.sessions.is_form_token(session, csrf):
            raise Refused(403, "The form has expired, or is not ours. Open the page again.")

    def come_in(self, token: str, address: str) -> Session | None:
        """The session of who shows a token; None where it is nobody's.

        Raises:
            Refused: There were too many wrong tokens.
        """
        wait = self.limiter.seconds_to_wait(address)
        if wait:
            raise Refused(429, f"Too many wrong tokens. Try again in {wait} seconds.")
        hashes = self.store.token_hashes()
        name = whose_token(token, hashes)
        if not name:
            self.limiter.fail(address)
            return None
        return self.sessions.begin(name, hashes[name][:16])

    def address(self, request: Request) -> str:
        """Where a request comes from; behind a proxy, what that one says."""
        if self.config.is_https:
            return request.headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
        return request.client.host if request.client else ""

    def show(
        self, template: str, session: Session, status: int = 200, **values: Any
    ) -> HTMLResponse:
        """A page for a reviewer."""
        csrf = self.sessions.form_token(session)
        page = render(template, status, reviewer=session.name, csrf=csrf, **values)
        self.sessions.set_cookie(page, session)
        return page

    def row(self, paper_id: str, claim_id: str) -> QueueRow:
        """Where a claim stands.

        Raises:
            Refused: There is no such claim.
        """
        row = self.store.queue_row(paper_id, claim_id)
        if row is None:
            raise Refused(404, "No run has found a claim of this name.")
        return row


def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


AtDesk = Annotated[Desk, Depends(_desk)]
"""What a route asks for to have the desk."""


def _reviewer(request: Request, desk: AtDesk) -> Session:
    return desk.reviewer(request)


Signed = Annotated[Session, Depends(_reviewer)]
"""What a route asks for that only a reviewer may use."""
