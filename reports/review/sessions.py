"""Who asks: a session in a signed cookie, and the form tokens that are bound to it.

The cookie is SameSite=Strict: no other site's link or form carries it. A session ends with its
lifetime, at logout (the store keeps that, so that no other process takes its cookie either), when
its reviewer's token is revoked or replaced, and when the key is removed.

Reviewers' tokens, and the key that signs sessions.

Slows down who guesses tokens: failures by address, in bounded memory. Failures of all together
close nothing: a token of 256 random bits is not guessed by many either, and whoever sent wrong ones
from many addresses would keep everybody out.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import re
import secrets
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec
from itsdangerous import BadData, URLSafeTimedSerializer
from starlette.responses import Response

from reports.own_keys import own_key

LIFETIME_SECONDS = 12 * 3600


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

    @property
    def digest(self) -> str:
        """The SHA-256 of its id, under which the store keeps that it has ended."""
        return hashlib.sha256(self.id.encode(errors="replace")).hexdigest()


class _Cookie(msgspec.Struct, frozen=True):
    """What the cookie of a session holds, under a signature."""

    id: str
    name: str
    proof: str


class Sessions:
    """Makes sessions, reads them from cookies, and makes and checks form tokens."""

    def __init__(self, key: bytes, *, is_https: bool) -> None:
        self._key = key
        self._serializer = URLSafeTimedSerializer(
            key, salt="review-session", signer_kwargs={"digest_method": hashlib.sha256}
        )
        self._is_https = is_https
        self.cookie = "__Host-corrigenda" if is_https else "corrigenda"

    def begin(self, name: str = "", proof: str = "") -> Session:
        """A new session; after a login never the one from before it."""
        return Session(secrets.token_urlsafe(18), name, proof, is_new=True)

    def read(self, cookie: str) -> Session | None:
        """The session of a cookie; None where it is not ours or too old."""
        try:
            plain = self._serializer.loads(cookie, max_age=LIFETIME_SECONDS)
            kept = msgspec.convert(plain, _Cookie)
        except (BadData, msgspec.ValidationError):
            return None
        return Session(kept.id, kept.name, kept.proof)

    def set_cookie(self, response: Response, session: Session) -> None:
        """Give the browser the cookie of a session that it does not have yet."""
        if not session.is_new:
            return
        kept = _Cookie(session.id, session.name, session.proof)
        response.set_cookie(
            self.cookie,
            str(self._serializer.dumps(msgspec.to_builtins(kept))),
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


_KEY_FILE = "review.key"


def new_token() -> str:
    """A token of 256 random bits."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> str:
    """The SHA-256 of a token, as the store keeps it.

    A token is random, not chosen by a person: a slow hash would add nothing.
    """
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def whose_token(token: str, hashes: Mapping[str, str]) -> str:
    """The reviewer whose token it is; empty where it is nobody's. Takes the same time for each."""
    digest = hash_token(token)
    found = ""
    for name, known in hashes.items():
        if hmac.compare_digest(digest, known):
            found = name
    return found


def load_key(home: Path) -> bytes:
    """The key that signs sessions: made at the first start, readable by its owner only.

    Raises:
        OutputError: It cannot be read or written.
    """
    return own_key(home / _KEY_FILE, "the review page")


MOST_OF_ONE = 5
WINDOW_SECONDS = 300.0
MOST_ADDRESSES = 4096


class Limiter:
    """Counts failures of the last minutes.

    Where an address has failed too often, no token from there is looked at until the oldest of
    these failures has aged: a right guess must not be told from a wrong one.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._by_address: OrderedDict[str, deque[float]] = OrderedDict()

    def seconds_to_wait(self, address: str) -> int:
        """How long this address must wait before it may try; 0 where it may now."""
        with self._lock:
            times = self._by_address.get(_network(address), deque())
            if len(times) < MOST_OF_ONE:
                return 0
            left = times[0] + WINDOW_SECONDS - self._clock()
            return max(0, int(left) + 1) if left > 0 else 0

    def fail(self, address: str) -> None:
        """Count a failure of an address."""
        network = _network(address)
        with self._lock:
            own = self._by_address.setdefault(network, deque(maxlen=MOST_OF_ONE))
            self._by_address.move_to_end(network)
            own.append(self._clock())
            if len(self._by_address) > MOST_ADDRESSES:
                self._by_address.popitem(last=False)


_WITH_PORT = re.compile(r"\[(?P<six>[^\]]*)\](?::\d{1,5})?|(?P<four>[\d.]+):\d{1,5}", re.ASCII)


def _network(address: str) -> str:
    """What counts as one address: of IPv6 the /64 that one subscriber has.

    Some proxies tell the port too, and a socket for both kinds tells IPv4 in an address of IPv6:
    all of them in one would be kept out together.
    """
    told = _WITH_PORT.fullmatch(address)
    if told:
        address = told["six"] or told["four"] or ""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    parsed = getattr(parsed, "ipv4_mapped", None) or parsed
    if parsed.version == 4:
        return str(parsed)
    return str(ipaddress.ip_network((int(parsed) >> 64 << 64, 64)))
