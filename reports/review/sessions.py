"""Who asks: a session in a signed cookie, and the form tokens that are bound to it.

The cookie is SameSite=Strict: no other site's link or form carries it. A session ends with its
lifetime, at logout, when its reviewer's token is revoked or replaced, and when the key is removed.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
from collections import OrderedDict
from dataclasses import dataclass

from itsdangerous import BadData, URLSafeTimedSerializer
from starlette.responses import Response

LIFETIME_SECONDS = 12 * 3600
_MOST_ENDED = 4096


@dataclass(frozen=True)
class Session:
    """A session.

    Attributes:
        id: Random; the form tokens are made from it.
        name: The reviewer; empty before that is said.
        proof: The first digits of the SHA-256 of the token that it began with; empty without one.
        is_new: Whether the browser has yet to be given its cookie. One that it has is left as it
            is, so that a session ends with its lifetime however much it is used.
    """

    id: str
    name: str = ""
    proof: str = ""
    is_new: bool = False


class Sessions:
    """Makes sessions, reads them from cookies, and makes and checks form tokens."""

    def __init__(self, key: bytes, *, is_https: bool) -> None:
        self._key = key
        self._serializer = URLSafeTimedSerializer(
            key, salt="review-session", signer_kwargs={"digest_method": hashlib.sha256}
        )
        self._is_https = is_https
        self._lock = threading.Lock()
        self._ended: OrderedDict[str, None] = OrderedDict()
        self.cookie = "__Host-corrigenda" if is_https else "corrigenda"

    def begin(self, name: str = "", proof: str = "") -> Session:
        """A new session; after a login never the one from before it."""
        return Session(secrets.token_urlsafe(18), name, proof, is_new=True)

    def read(self, cookie: str) -> Session | None:
        """The session of a cookie; None where it is not ours, too old or has ended."""
        try:
            plain = self._serializer.loads(cookie, max_age=LIFETIME_SECONDS)
            session = Session(str(plain["id"]), str(plain["name"]), str(plain["proof"]))
        except (BadData, KeyError, TypeError):
            return None
        with self._lock:
            return None if session.id in self._ended else session

    def end(self, session: Session) -> None:
        """End a session: its cookie is worth nothing from now on."""
        with self._lock:
            self._ended[session.id] = None
            if len(self._ended) > _MOST_ENDED:
                self._ended.popitem(last=False)

    def set_cookie(self, response: Response, session: Session) -> None:
        """Give the browser the cookie of a session that it does not have yet."""
        if not session.is_new:
            return
        plain = {"id": session.id, "name": session.name, "proof": session.proof}
        response.set_cookie(
            self.cookie,
            str(self._serializer.dumps(plain)),
            max_age=LIFETIME_SECONDS,
            path="/",
            secure=self._is_https,
            httponly=True,
            samesite="strict",
        )

    def form_token(self, session: Session) -> str:
        """The token that each form of a session carries."""
        return hmac.new(self._key, b"form:" + session.id.encode(), hashlib.sha256).hexdigest()

    def is_form_token(self, session: Session, given: str) -> bool:
        """Whether a form came from a page of this session."""
        return hmac.compare_digest(
            self.form_token(session).encode(), given.encode(errors="replace")
        )
