"""The gate: what every request must be, and what every answer says about itself.

It asks before any of our code runs: is it for us (Host), is it from our own pages (Origin,
Sec-Fetch-Site), is it a form of a bearable size. Pure ASGI, so that a body is bounded while it
comes, with or without a Content-Length.

The Referrer-Policy is ``same-origin``, not ``no-referrer``: nothing leaves for other sites either
way, but with the latter browsers send ``Origin: null`` with our own forms.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BODY = 64 * 1024
"""Bytes of a form."""
BODY_SECONDS = 15.0

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
_UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_FORM = "application/x-www-form-urlencoded"

Refuse = Callable[[int, str], ASGIApp]
"""Makes the page that says no: of a status and a sentence."""


class ReviewGate:
    """Lets through what may come in, and adds the headers to what goes out."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str], refuse: Refuse) -> None:
        self._app = app
        self._hosts = frozenset(hosts)
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            return
        headers = Headers(scope=scope)
        answer = self._app
        refusal = self._refusal(scope, headers)
        body: bytes | None = b""
        if refusal is None and scope["method"] in _UNSAFE:
            body = await read_body(headers, receive, MOST_BODY)
            if body is None:
                refusal = (413, "This is too much for a form.")
        if refusal is not None:
            answer = self._refuse(*refusal)
        await answer(scope, replay(body or b"", receive), with_headers(send, HEADERS))

    def _refusal(self, scope: Scope, headers: Headers) -> tuple[int, str] | None:
        hosts = headers.getlist("host")
        if len(hosts) != 1 or host_name(hosts[0]) not in self._hosts:
            return 421, "This page goes by another name: see --allow-host."
        if scope["method"] not in _UNSAFE:
            return None
        if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
            return 403, "This form came from another site."
        origin = headers.get("origin")
        if origin is not None and urlsplit_netloc(origin) != hosts[0].lower():
            return 403, "This form came from another site."
        if headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
            return 415, "Only a form can be sent here."
        return None


def urlsplit_netloc(origin: str) -> str:
    """Host and port of an origin, in lower case; empty where it has none."""
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""


def host_name(header: str) -> str:
    """The name in a Host header, without its port."""
    try:
        return urlsplit(f"//{header}").hostname or ""
    except ValueError:
        return ""


async def read_body(headers: Headers, receive: Receive, most: int) -> bytes | None:
    """The body of a request; None where it is too large, or does not come."""
    length = headers.get("content-length", "0")
    if not length.isdecimal() or int(length[:12]) > most:
        return None
    parts: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(BODY_SECONDS):
            while True:
                message = await receive()
                if message["type"] != "http.request":
                    return None
                part = message.get("body", b"")
                size += len(part)
                if size > most:
                    return None
                parts.append(part)
                if not message.get("more_body", False):
                    return b"".join(parts)
    except TimeoutError:
        return None


def replay(body: bytes, receive: Receive) -> Receive:
    """Gives a body that was read already, then what else comes."""
    left: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> Message:
        return left.pop() if left else await receive()

    return again


def with_headers(send: Send, headers: Mapping[str, str]) -> Send:
    """Adds headers to what goes out, where it has none of the name."""

    async def add(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = MutableHeaders(scope=message)
            for name, value in headers.items():
                given.setdefault(name, value)
        await send(message)

    return add
