"""A helper model on the loopback: it chooses as it is told, and goes wrong by name."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from fake_faults import Reply, Request
from fake_server import FakeServer

Chooser = Callable[[Mapping[str, Any]], Any]

NONSENSE: Mapping[str, bytes] = {
    "nothing": b"",
    "no JSON": b"the second one",
    "a list": b"[]",
    "no choices": b'{"choices": []}',
    "words": b'{"choices": [{"message": {"content": "I choose 2"}}]}',
    "a value": b'{"choices": [{"message": {"content": "{\\"value\\": 47000000}"}}]}',
    "a verdict": b'{"choices": [{"message": {"content": "{\\"choice\\": \\"reproduced\\"}"}}]}',
    "a code": b'{"choices": [{"message": {"content": "{\\"choice\\": \\"SP.POP.TOTL\\"}"}}]}',
    "true": b'{"choices": [{"message": {"content": "{\\"choice\\": true}"}}]}',
    "a fraction": b'{"choices": [{"message": {"content": "{\\"choice\\": 1.0}"}}]}',
    "nought": b'{"choices": [{"message": {"content": "{\\"choice\\": 0}"}}]}',
    "too many": b'{"choices": [{"message": {"content": "{\\"choice\\": 99}"}}]}',
    "below nought": b'{"choices": [{"message": {"content": "{\\"choice\\": -1}"}}]}',
    "depth": b"[" * 60_000,
    "no text": b'{"choices": [{"message": {"content": null}}]}',
    "bytes": bytes(range(256)),
}


def answer(choice: Any) -> bytes:
    """What a model says that chooses so."""
    content = json.dumps({"choice": choice})
    return json.dumps({"choices": [{"message": {"content": content}}]}).encode()


class Reader:
    """The service: keeps what it was asked."""

    def __init__(self, choose: Chooser | None = None, raw: bytes | None = None) -> None:
        self.choose = choose or (lambda asked: 1)
        self.raw = raw
        self.orders: list[dict[str, Any]] = []
        self.headers: list[Mapping[str, str]] = []

    def __call__(self, request: Request) -> Reply:
        """Choose for one figure."""
        order = json.loads(request.body)
        self.orders.append(order)
        self.headers.append(request.headers)
        asked = json.loads(order["messages"][1]["content"])
        return Reply(self.raw if self.raw is not None else answer(self.choose(asked)))


def serve(reader: Reader, *faults: str) -> FakeServer:
    """The model on a free port."""
    return FakeServer(reader, faults=faults)
