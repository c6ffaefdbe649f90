"""A real Prefect server behind one that spoils some of its answers."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from fake_faults import Fault, Reply, Request
from fake_server import FakeServer
from processes import PrefectServer

_PASSED_ON = ("authorization", "content-type", "prefect-csrf-token", "prefect-csrf-client")


@contextmanager
def spoiling(server: PrefectServer, *faults: Fault) -> Iterator[FakeServer]:
    """What passes requests on to a server, and spoils the answers that the faults name."""

    def ask(request: Request) -> Reply:
        if "upgrade" in request.headers:
            return Reply(b"", 404)  # events have no way through
        asked = urllib.request.Request(
            f"{server.url.removesuffix('/api')}{request.target}",
            request.body or None,
            {name: request.headers[name] for name in _PASSED_ON if name in request.headers},
            method=request.method,
        )
        try:
            with urllib.request.urlopen(asked, timeout=60) as answer:
                return Reply(answer.read(), answer.status, _kind(answer.headers))
        except urllib.error.HTTPError as error:
            with error:
                return Reply(error.read(), error.code, _kind(error.headers))

    with FakeServer(ask, faults=faults) as passing:
        yield passing


def _kind(headers: object) -> str:
    return str(dict(headers.items()).get("content-type", "application/json"))  # type: ignore[attr-defined]
