"""The transports: standard input and output, and streamable HTTP on this machine.

Over HTTP each request needs the token (`Authorization: Bearer ...`), asks for this machine by a
name of the loopback, and comes from no page of another site: the SDK refuses other Host and Origin
headers. It listens on the loopback and nowhere else.
"""

from __future__ import annotations

import hmac
import ipaddress
import secrets
import socket
import threading
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import uvicorn
from mcp.server.mcpserver import MCPServer
from mcp.server.transport_security import TransportSecuritySettings

from flows.assistants.observations import Observations
from flows.assistants.questions import Question
from flows.assistants.verifying import verify
from sources.errors import CorrigendaError, InputError

PATH = "/mcp"
MOST_BODY = 512 * 1024
"""Bytes of a request: the longest text in UTF-8, and what is around it."""
SHORTEST_TOKEN = 16

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


class TokenGate:
    """Lets through only who knows the token; compared in the same time whatever was sent."""

    def __init__(self, app: App, token: str) -> None:
        self._app = app
        self._expected = f"Bearer {token}".encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "http" and not self._is_known(scope):
            headers = [(b"www-authenticate", b"Bearer"), (b"content-type", b"text/plain")]
            await send({"type": "http.response.start", "status": 401, "headers": headers})
            await send({"type": "http.response.body", "body": b"A token is needed."})
            return
        await self._app(scope, receive, send)

    def _is_known(self, scope: Scope) -> bool:
        given = [value for name, value in scope["headers"] if name == b"authorization"]
        return len(given) == 1 and hmac.compare_digest(given[0], self._expected)


def new_token() -> str:
    """A token that nobody guesses."""
    return secrets.token_urlsafe(24)


def build_application(server: MCPServer[None], port: int, token: str) -> App:
    """The server as an application that speaks HTTP, behind its gate.

    Raises:
        InputError: The token is one that could be guessed.
    """
    if len(token) < SHORTEST_TOKEN or not token.isascii() or not token.isprintable():
        raise InputError(
            f"the token has to be of {SHORTEST_TOKEN} printable ASCII characters or more",
            mend="Leave CORRIGENDA_MCP_TOKEN unset, and one is made",
        )
    names = [f"{host}:{port}" for host in ("127.0.0.1", "localhost", "[::1]")]
    app = server.streamable_http_app(
        streamable_http_path=PATH,
        json_response=True,
        stateless_http=True,
        max_request_body_size=MOST_BODY,
        transport_security=TransportSecuritySettings(
            enable_dns_rebinding_protection=True,
            allowed_hosts=names,
            allowed_origins=[f"http://{name}" for name in names],
        ),
    )
    return TokenGate(app, token)


def serve_http(
    server: MCPServer[None], host: str, port: int, token: str, say: Callable[[str], None]
) -> None:
    """Serve over HTTP until interrupted.

    Args:
        server: What answers.
        host: An address of the loopback.
        port: Where to listen; 0 takes a free port.
        token: What each request has to know.
        say: Told the address, once it can be asked.

    Raises:
        InputError: The address is not of the loopback, or is taken.
    """
    listener = listen(host, port)
    app = build_application(server, listener.getsockname()[1], token)
    served = uvicorn.Server(
        uvicorn.Config(
            app,
            log_level="error",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            limit_concurrency=32,
            timeout_graceful_shutdown=3,
        )
    )
    shown = f"[{host}]" if ":" in host else host
    say(f"http://{shown}:{listener.getsockname()[1]}{PATH}")
    try:
        served.run([listener])
    except KeyboardInterrupt:
        return
    finally:
        listener.close()


def serve_stdio(server: MCPServer[None]) -> None:
    """Serve over standard input and output until the input ends."""
    server.run("stdio")


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
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family)
    except (OSError, OverflowError) as error:
        said = getattr(error, "strerror", None) or str(error)
        raise InputError(
            f"the assistants' server cannot listen on {host} port {port}: {said}",
            mend="Name another one with --port; --port 0 takes a free one",
        ) from error
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


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
