"""What all routes of the review page share: settings, templates, the store, and who may ask.

The style sheet and the script are served under names that hold their checksums.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends, Request
from starlette.responses import HTMLResponse, Response

from reports.pages.rendering import MARKS, environment, script, style
from reports.records import QueueRow
from reports.review.claim_page import Drawn
from reports.review.filters import Filters
from reports.review.sessions import (
    LIFETIME_SECONDS,
    Limiter,
    Session,
    Sessions,
    whose_token,
)
from reports.review.text_desk import TextDesk
from reports.store import Store
from reports.unbroken import with_unbroken_dates

LOOPBACK_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})
DEFAULT_PORT = 8620


@dataclass(frozen=True)
class Config:
    """What the review page is told at its start.

    Attributes:
        home: ``CORRIGENDA_HOME``; the key that signs sessions is kept there.
        host: The address to listen on.
        port: The port; 0 takes a free one.
        allowed_hosts: Names, besides those of the loopback, by which the page may be asked for.
        name: On the loopback without tokens: the reviewer's name; empty asks for it.
        is_https: It stands behind a proxy that speaks TLS: cookies are Secure, and the client's
            address is the last one of X-Forwarded-For where the proxy says so.
        texts: A folder with the papers' texts; None where they are not at hand.
        proxies: Addresses and networks of the proxy, besides those of this machine.
    """

    home: Path
    host: str = "127.0.0.1"
    port: int = DEFAULT_PORT
    allowed_hosts: tuple[str, ...] = ()
    name: str = ""
    is_https: bool = False
    texts: Path | None = None
    proxies: tuple[str, ...] = ()

    @property
    def is_private(self) -> bool:
        """Whether only this machine can ask: no other address, name or proxy leads here."""
        return is_loopback(self.host) and not self.allowed_hosts and not self.is_https

    @property
    def host_names(self) -> frozenset[str]:
        """The names that a Host header may hold, in lower case."""
        own = {self.host} - {"0.0.0.0", "::", ""}
        return frozenset(name.lower().strip("[]") for name in {*own, *self.allowed_hosts}) | (
            LOOPBACK_NAMES
        )


def is_loopback(host: str) -> bool:
    """Whether an address to listen on can be reached from this machine only."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def is_proxy(address: str, proxies: tuple[str, ...]) -> bool:
    """Whether an address is this machine's loopback, or in one of the networks."""
    try:
        peer = ipaddress.ip_address(address)
    except ValueError:
        return False
    peer = getattr(peer, "ipv4_mapped", None) or peer
    return peer.is_loopback or any(
        peer in ipaddress.ip_network(network, strict=False) for network in proxies
    )


TITLES = {
    400: "This cannot be read",
    403: "This is not allowed",
    404: "There is no such page",
    405: "This cannot be done here",
    413: "This is too much",
    415: "Only a form can be sent here",
    421: "This page goes by another name",
    422: "This form is not one of ours",
    429: "Too many tries",
    500: "This is a fault of Corrigenda",
    503: "The store does not answer",
}


def render(
    template: str,
    status: int = 200,
    *,
    reviewer: str = "",
    csrf: str = "",
    filters: Filters | None = None,
    has_text: bool = False,
    **values: Any,
) -> HTMLResponse:
    """A page from a template in ``review/``.

    Args:
        template: Its file.
        status: Of the answer.
        reviewer: Who looks; empty where nobody has come in.
        csrf: What its forms carry.
        filters: Of the queue that it was opened from.
        has_text: Whether a text waits to be settled.
        values: What else the template takes.
    """
    page = environment().get_template(f"review/{template}")
    made = page.render(
        style_url=f"/static/review.css?v={_version('css')}",
        script_url=f"/static/review.js?v={_version('js')}",
        reviewer=reviewer,
        csrf=csrf,
        filters=filters,
        has_text=has_text,
        marks=MARKS,
        **values,
    )
    return HTMLResponse(with_unbroken_dates(made), status_code=status)


def render_error(status: int, text: str, reviewer: str = "", csrf: str = "") -> HTMLResponse:
    """A page that says what went wrong."""
    title = TITLES.get(status, "This did not work")
    return render(
        "error.html", status, title=title, text=text, code=status, reviewer=reviewer, csrf=csrf
    )


def asset(name: str) -> Response:
    """The style sheet or the script."""
    kind = {"css": "text/css", "js": "text/javascript"}[name]
    # Its address holds its checksum, so that it never changes under that address.
    headers = {"cache-control": "public, max-age=31536000, immutable"}
    return Response(_asset(name), media_type=kind, headers=headers)


@lru_cache(maxsize=2)
def _asset(name: str) -> str:
    if name == "js":
        return script("review/review.js")
    return f"{style()}\n{style('review/review.css')}\n{style('marked.css')}"


@lru_cache(maxsize=2)
def _version(name: str) -> str:
    return hashlib.sha256(_asset(name).encode()).hexdigest()[:12]


class RefusedRequest(Exception):
    """A request that is answered with a page of an error."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status = status
        self.text = text


class NotKnown(Exception):
    """Who asks has not said who he is; he is sent to the login page."""


class Desk:
    """The state of a running review page."""

    def __init__(
        self, store: Store, config: Config, key: bytes, text: TextDesk | None = None
    ) -> None:
        self.store = store
        self.text = text
        self.config = config
        self.sessions = Sessions(key, is_https=config.is_https)
        self.limiter = Limiter()
        self.drawn = Drawn()

    def needs_token(self) -> bool:
        """Whether a name is not enough: others can ask, or some reviewer has or had a token."""
        return not self.config.is_private or self.store.knew_reviewers()

    def session(self, request: Request) -> Session | None:
        """The session of a request, with a name or without one yet."""
        session = self.sessions.read(request.cookies.get(self.sessions.cookie, ""))
        if session is not None and session.name and self.store.has_ended(session.digest):
            return None
        return session

    def end(self, session: Session) -> None:
        """End a session for good: its cookie is worth nothing from now on, here and elsewhere."""
        # Without a name it may do nothing but ask to come in.
        if session.name:
            self.store.end_session(session.digest, LIFETIME_SECONDS)

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

    def require_form(self, session: Session | None, csrf: str) -> None:
        """Refuse a form that did not come from a page of this session."""
        if session is None or not self.sessions.is_form_token(session, csrf):
            raise RefusedRequest(403, "The form has expired, or is not ours. Open the page again.")

    def come_in(self, token: str, address: str) -> Session | None:
        """The session of who shows a token; None where it is nobody's.

        Raises:
            Refused: There were too many wrong tokens.
        """
        wait = self.limiter.seconds_to_wait(address)
        if wait:
            raise RefusedRequest(429, f"Too many wrong tokens. Try again in {wait} seconds.")
        hashes = self.store.token_hashes()
        name = whose_token(token, hashes)
        if not name:
            self.limiter.fail(address)
            return None
        return self.sessions.begin(name, hashes[name][:16])

    def address(self, request: Request) -> str:
        """Where a request comes from; behind a proxy, what that one says.

        A proxy appends to the header that came, or adds a second one: what it said is last.
        """
        peer = request.client.host if request.client else ""
        if not self.config.is_https or not is_proxy(peer, self.config.proxies):
            return peer
        said = ",".join(request.headers.getlist("x-forwarded-for"))
        return said.rpartition(",")[2].strip() or peer

    def show(
        self, template: str, session: Session, status: int = 200, **values: Any
    ) -> HTMLResponse:
        """A page for a reviewer."""
        csrf = self.sessions.form_token(session)
        has_text = self.text is not None
        page = render(
            template, status, reviewer=session.name, csrf=csrf, has_text=has_text, **values
        )
        self.sessions.set_cookie(page, session)
        return page

    def row(self, paper_id: str, claim_id: str) -> QueueRow:
        """Where a claim stands.

        Raises:
            Refused: There is no such claim.
        """
        row = self.store.queue_row(paper_id, claim_id)
        if row is None:
            raise RefusedRequest(404, "No run has found a claim of this name.")
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
