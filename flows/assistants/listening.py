"""Serving programs on this machine: on the loopback and nowhere else, to who has the token."""

from __future__ import annotations

import ipaddress
import secrets
import socket
import threading
from collections.abc import Callable
from typing import Any

import uvicorn

from flows.work.inquiries.observations import Observations
from flows.work.inquiries.questions import Question
from flows.work.inquiries.verifying import verify
from reports.review.connections import MOST_CONNECTIONS, Connection
from sources.errors import CorrigendaError, InputError
from sources.tools.listening import open_listener

SHORTEST_TOKEN = 16


def new_token() -> str:
    """A token that nobody guesses."""
    return secrets.token_urlsafe(24)


def refuse_weak(token: str, variable: str) -> None:
    """Refuse a token that could be guessed.

    Raises:
        InputError: It is short, or no printable ASCII.
    """
    if len(token) < SHORTEST_TOKEN or not token.isascii() or not token.isprintable():
        raise InputError(
            f"the token has to be of {SHORTEST_TOKEN} printable ASCII characters or more",
            mend=f"Leave {variable} unset, and one is made",
        )


def run_server(
    app: Callable[..., Any], listener: socket.socket, path: str, say: Callable[[str], None]
) -> None:
    """Serve an application until interrupted.

    Args:
        app: Speaks ASGI.
        listener: From `listen`; closed in the end.
        path: Where the application begins.
        say: Told the address, once it can be asked.
    """
    served = uvicorn.Server(
        uvicorn.Config(
            app,
            log_level="error",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            limit_concurrency=2 * MOST_CONNECTIONS,
            http=Connection,
            ws="none",
            timeout_graceful_shutdown=3,
        )
    )
    host, port = listener.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    say(f"http://{shown}:{port}{path}")
    try:
        served.run([listener])
    except KeyboardInterrupt:
        return
    finally:
        listener.close()


def listen(host: str, port: int) -> socket.socket:
    """A socket on the loopback.

    Raises:
        InputError: The address is not of the loopback, or is taken.
    """
    try:
        is_loopback = ipaddress.ip_address(host).is_loopback
    except ValueError:
        is_loopback = False
    if not is_loopback:
        raise InputError(
            f"{host!r} is no address of this machine alone", mend="Listen on 127.0.0.1 or ::1"
        )
    return open_listener(host, port, "the server")


def warm_up(observations: Observations, today: str) -> threading.Thread:
    """Import what answers need while nobody has asked yet; a fault is told when somebody does."""

    def work() -> None:
        try:
            verify(Question("world", "population", 2015, "7 billion"), observations, today)
        except CorrigendaError:
            return

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread
