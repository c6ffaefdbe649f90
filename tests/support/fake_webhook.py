"""A receiver of signed webhooks on the loopback that honours the idempotency key.

`Webhook.effects` is what it made of what came: one message a key, whatever was sent how often. A
fault spoils the answer, after the message has been taken in: ``reset`` is a receipt that got lost.
`Webhook.deaf` is for what never arrived: so many messages are answered with 503 and not taken in.
"""

from __future__ import annotations

import json
import threading
import time
from dataclasses import dataclass
from typing import Any

from fake_faults import Reply, Request
from fake_server import FakeServer

from reports.channels.webhook import KEY, SIGNATURE, TIMESTAMP, is_authentic

SECRET = "a-secret-of-the-webhook"


@dataclass(frozen=True)
class Arrival:
    """A message that came, with what it bore."""

    key: str
    timestamp: str
    signature: str
    body: bytes


class Webhook:
    """The service.

    Args:
        secret: What it verifies signatures with.
        deaf: How many messages it answers with 503 before it takes one in.
    """

    def __init__(self, secret: str = SECRET, deaf: int = 0) -> None:
        self.secret = secret
        self.deaf = deaf
        self.arrivals: list[Arrival] = []
        self.effects: dict[str, dict[str, Any]] = {}
        self._lock = threading.Lock()

    def __call__(self, request: Request) -> Reply:
        """Take a message in, once a key."""
        with self._lock:
            if self.deaf > 0:
                self.deaf -= 1
                return Reply(b"try later", 503, "text/plain")
            headers = request.headers
            arrival = Arrival(
                headers.get(KEY.lower(), ""),
                headers.get(TIMESTAMP.lower(), ""),
                headers.get(SIGNATURE.lower(), ""),
                request.body,
            )
            if not self.believes(arrival, time.time()):
                return Reply(b"the signature is wrong", 401, "text/plain")
            self.arrivals.append(arrival)
            self.effects.setdefault(arrival.key, json.loads(request.body))
            return Reply(b'{"taken": true}', 202)

    def believes(self, arrival: Arrival, now: float) -> bool:
        """Whether a receiver accepts it at that moment."""
        return is_authentic(self.secret, arrival.timestamp, arrival.body, arrival.signature, now)


def serve(webhook: Webhook, *faults: str, **options: Any) -> FakeServer:
    """The receiver on a free port."""
    return FakeServer(webhook, faults=faults, **options)
