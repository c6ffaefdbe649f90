"""Who may ask what over HTTP, and how often.

Two roles. *read*: who knows the token of ``CORRIGENDA_API_TOKEN`` (or the one that was made) may
have figures verified, texts checked and findings read. *review*: who has a reviewer's token
(`corrigenda review token`) may also see the queue and decide, in his own name.

What may surprise: tokens are long and random, so that wrong ones only cost their sender. They are
counted by themselves, and keep nobody out who has a right one.
"""

from __future__ import annotations

import hmac
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from reports.review.gate import host_name, read_body, replay, with_headers
from reports.review.sessions import whose_token

Role = Literal["read", "review"]

MOST_BODY = 512 * 1024
"""Bytes of a request: the longest text in UTF-8, and what is around it."""
_MOST_CALLERS = 4096
_HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}


@dataclass(frozen=True)
class Caller:
    """Who asks.

    Attributes:
        name: The reviewer; empty for who may only read.
        role: What he may do.
    """

    name: str
    role: Role


class Refusal(Exception):
    """A request that is not answered; a status, why, and after how many seconds to come back."""

    def __init__(self, status: int, text: str, wait: int = 0) -> None:
        super().__init__(text)
        self.status, self.text, self.wait = status, text, wait


class Rate:
    """So many units of work a minute for each caller, and at the start a minute's worth at once.

    Args:
        per_minute: The units; 0 sets no limit.
        clock: Seconds that only grow.
    """

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_minute = per_minute
        self._clock = clock
        self._lock = threading.Lock()
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def spend(self, caller: str, units: int) -> int:
        """Take some units.

        Returns:
            0 where the caller had them, else after how many seconds he will.
        """
        if not self._per_minute:
            return 0
        now = self._clock()
        with self._lock:
            left, since = self._left.pop(caller, (float(self._per_minute), now))
            left = min(float(self._per_minute), left + (now - since) * self._per_minute / 60)
            needed = min(units, self._per_minute)
            granted = left >= needed
            self._left[caller] = (left - needed if granted else left, now)
            while len(self._left) > _MOST_CALLERS:
                self._left.popitem(last=False)
        return 0 if granted else int((needed - left) * 60 / self._per_minute) + 1


class Access:
    """Knows callers by their tokens, and counts what they ask.

    Args:
        token: Of who may read.
        reviewers: Tells the SHA-256 of each reviewer's token, as it is now.
        rate: What each caller may ask.
    """

    def __init__(self, token: str, reviewers: Callable[[], Mapping[str, str]], rate: Rate) -> None:
        self._token = token.encode()
        self._reviewers = reviewers
        self._rate = rate

    def admit(self, token: str, role: Role, units: int) -> Caller:
        """The caller who shows a token.

        Args:
            token: What was shown; empty for nothing.
            role: What the caller has to be allowed.
            units: How much the answer costs.

        Raises:
            Refusal: He is not known (401), may not (403), or has asked too much (429).
        """
        caller = self._who(token)
        known = (caller.name or "read") if caller else ""
        wait = self._rate.spend(known, units)
        if wait:
            raise Refusal(429, f"Too much at once. Ask again in {wait} seconds.", wait)
        if caller is None:
            raise Refusal(401, "A token is needed: Authorization: Bearer TOKEN.")
        if role == "review" and caller.role != "review":
            raise Refusal(403, "Only a reviewer's token may do this: corrigenda review token NAME.")
        return caller

    def _who(self, token: str) -> Caller | None:
        if not token:
            return None
        if hmac.compare_digest(token.encode(errors="replace"), self._token):
            return Caller("", "read")
        name = whose_token(token, self._reviewers())
        return Caller(name, "review") if name else None


class ApiGate:
    """Asks before our code runs: is it for this machine by name, and of a bearable size."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str]) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            return
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        answer: ASGIApp = self._app
        body: bytes | None = b""
        if len(hosts) != 1 or host_name(hosts[0]) not in self._hosts:
            answer = refusal_of(421, "This server goes by another name.")
        else:
            body = await read_body(headers, receive, MOST_BODY)
            if body is None:
                answer = refusal_of(413, f"A request has at most {MOST_BODY:,} bytes.")
        await answer(scope, replay(body or b"", receive), with_headers(send, _HEADERS))


def refusal_of(status: int, text: str, mend: str = "") -> JSONResponse:
    """An answer that says no."""
    return JSONResponse({"error": text, "mend": mend}, status)
