"""The door of answers from the network: their heads, whoever is asked and whatever stands in them.

The bodies have doors of their own (`benchmarks.doors`); here a server on the loopback answers with
the very bytes that were spoilt, status line and headers first, and each way out of the program
asks it: a source, a document, a webhook, Slack, and the issues of GitHub.
"""

from __future__ import annotations

import contextlib
import random
import socket
import threading
from collections.abc import Callable
from pathlib import Path

from benchmarks.doors_in_use import Doors
from sources.errors import CorrigendaError

_HEADS = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: 12\r\n"
    b"Last-Modified: Mon, 05 Jan 2026 10:00:00 GMT\r\nContent-Encoding: identity\r\n\r\n"
    b"{\"a\": \"1.5\"}",
    b"HTTP/1.1 503 Busy\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
    b"Date: Mon, 05 Jan 2026 10:00:00 GMT\r\nRetry-After: Mon, 05 Jan 2026 10:00:09 GMT\r\n\r\n{}",
    b"HTTP/1.1 429 Slowly\r\nContent-Type: text/plain\r\nContent-Length: 2\r\nRetry-After: 120\r\n"
    b"X-RateLimit-Remaining: 0\r\nX-RateLimit-Reset: 1767607200\r\n\r\nno",
    b"HTTP/1.1 302 Found\r\nLocation: https://[2001:db8::1]:8443/a?b=c#d\r\n"
    b"Content-Length: 0\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: application/json\r\n"
    b"Content-Encoding: gzip\r\nLast-Modified: Tue, 31 Dec 2030 23:59:59 -2359\r\n\r\n"
    b"2\r\n{}\r\n0\r\n\r\n",
)  # fmt: skip


_VALUES = (
    b"9" * 400, b"9" * 5000, b"-1", b"1e309", b"", b"\xd9\xa3", b"http://[", b"//[::1", b"\xff\xfe",
    b"Fri, 31 Dec 9999 23:59:59 -2359", b"Mon, 01 Jan 2024 00:00:00 +99999999999999999999",
    b"Mon, 01 Jan 99999999999999999999 00:00:00 GMT", b"Mon, 01 Jan 0001 00:00:00 +2359",
    b"text/html; charset=rot13", b"text/html; charset=utf-7", b"text/plain; charset=idna",
    b"text/html; charset=punycode", b"gzip, gzip", b"x-unknown", b"http://a:99999/", b"0x10",
)  # fmt: skip


def _with_a_value(data: bytes) -> bytes:
    """Two times in three one header has another value, drawn by the bytes themselves."""
    draw = random.Random(data)
    head, between, body = data.partition(b"\r\n\r\n")
    lines = head.split(b"\r\n")
    if len(lines) > 1 and draw.random() < 0.67:
        at = draw.randrange(1, len(lines))
        lines[at] = lines[at].partition(b":")[0] + b": " + draw.choice(_VALUES)
    return b"\r\n".join(lines) + between + body


class _Server:
    """Answers each connection with the same bytes, and closes it."""

    def __init__(self) -> None:
        self.bytes = b""
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with connection, contextlib.suppress(OSError):
                connection.settimeout(5)
                asked = b""
                while b"\r\n\r\n" not in asked and (piece := connection.recv(65536)):
                    asked += piece
                connection.sendall(self.bytes)
                connection.shutdown(socket.SHUT_WR)
                # What was sent is read to its end, or closing would take the answer back.
                while connection.recv(65536):
                    continue

    def close(self) -> None:
        """Listen no more."""
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join()


def doors_of_answers(keep: contextlib.ExitStack) -> Doors:
    """The door, with heads to spoil; its server is closed by `keep`."""
    server = _Server()
    keep.callback(server.close)
    ways = _ways(server.url)

    def door(data: bytes, _folder: Path) -> None:
        server.bytes = _with_a_value(data)
        faults: list[CorrigendaError] = []
        for way in ways:
            try:
                way()
            except CorrigendaError as error:
                faults.append(error)
        if len(faults) == len(ways):
            raise faults[-1]

    return {"heads of answers": (door, _HEADS)}


def _ways(url: str) -> tuple[Callable[[], object], ...]:
    """All that asks somebody."""
    from sample_messages import CORRECTION

    from flows.work.texts.fetching import fetch_document
    from reports.channels.github import GitHubChannel
    from reports.channels.http import Outgoing, Patience
    from reports.channels.settings import GitHubSettings
    from reports.channels.slack import SlackChannel
    from reports.channels.webhook import WebhookChannel
    from sources.http.answers import Answer
    from sources.http.limits import Limits
    from sources.http.transport import Transport
    from sources.providers.united_nations.common import day_of_change

    patience = Patience(connect=2.0, read=2.0, whole=4.0, body=1 << 20)
    door = Outgoing(("127.0.0.1",), patience=patience)
    settings = GitHubSettings.model_validate(
        {"url": url, "repository": "a/b", "token": {"env": "T"}, "login": "a"}
    )

    def source() -> None:
        limits = Limits(attempts=2, backoff=0.0)

        def check(answer: Answer) -> str | None:
            return day_of_change(answer)

        with Transport(limits, sleep=lambda _: None) as transport:
            transport.get(f"{url}/a", {}, check)

    return (
        source,
        lambda: WebhookChannel("w", f"{url}/in", "a-secret-of-letters", door).send(CORRECTION),
        lambda: SlackChannel("s", f"{url}/services/x", door).send(CORRECTION),
        lambda: GitHubChannel("g", settings, "a-token", door).send(CORRECTION),
        lambda: fetch_document(f"{url}/a.html", ("127.0.0.1",), patience),
    )
