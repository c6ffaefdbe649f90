"""Connections that ask nothing keep no program and no assistant out."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
from processes import Corrigenda

from reports.review.connections import MOST_CONNECTIONS

pytestmark = pytest.mark.slow


@pytest.fixture(params=[("serve",), ("mcp", "--http")], ids=["programs", "assistants"])
def served(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """The address of a server, and the header that lets one in."""
    process = Corrigenda(tmp_path, tmp_path).start(*request.param, "--port", "0")
    assert process.stderr is not None
    address = re.search(rb"http://127\.0\.0\.1:\d+", process.stderr.readline())
    assert address is not None
    name, _, token = process.stderr.readline().decode().strip().partition(": ")
    try:
        yield address[0].decode(), {name: token}
    finally:
        process.terminate()
        process.communicate(timeout=60)


@pytest.mark.parametrize(
    "begun", [b"", b"GET /v1/papers HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "], ids=["none", "head"]
)
def test_connections_that_ask_nothing_keep_nobody_out(
    served: tuple[str, dict[str, str]], begun: bytes
) -> None:
    address, known = served
    parts = urlsplit(address)
    with ExitStack() as held:
        for _ in range(MOST_CONNECTIONS + 50):
            one = socket.create_connection((parts.hostname, parts.port), timeout=10)
            held.enter_context(one).sendall(begun)
        for _ in range(3):
            answer = requests.get(f"{address}/v1/papers", headers=known, timeout=60)
            # Who speaks to assistants has no such page, and says so: it answers all the same.
            assert answer.status_code in (200, 404)
