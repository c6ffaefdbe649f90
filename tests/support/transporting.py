"""Questions to a server on the loopback, with limits short enough for a test."""

from __future__ import annotations

import pytest
from fake_faults import Reply, Request

from sources.errors import SourceError
from sources.http.bodies import parse_json
from sources.http.limits import Limits
from sources.http.transport import Transport

QUICK = Limits(
    connect=5,
    read=5,
    answer=10,
    overall=60,
    attempts=3,
    backoff=0.001,
    longest_backoff=0.002,
    longest_wait=5,
    body=1 << 20,
)

CONTENT = {"fine": list(range(100))}


def answer(request: Request) -> Reply:
    return Reply(b'{"fine": [%b]}' % b", ".join(b"%d" % number for number in range(100)))


def ask(transport: Transport, url: str) -> object:
    return transport.get(f"{url}/data", {"a": "b"}, parse_json, source="wdi")[0]


def error_of(transport: Transport, url: str) -> SourceError:
    with pytest.raises(SourceError) as raised:
        ask(transport, url)
    return raised.value
