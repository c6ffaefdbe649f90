"""The transports: standard input and output, and streamable HTTP on this machine.

Over HTTP each request needs the token (`Authorization: Bearer ...`), asks for this machine by a
name of the loopback, and comes from no page of another site: the SDK refuses other Host and Origin
headers. It listens on the loopback and nowhere else.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable

from mcp.server.mcpserver import MCPServer
from mcp.server.transport_security import TransportSecuritySettings

from flows.assistants.listening import listen, refuse_weak, run_server
from sources.tools.foreign import AsgiApp, AsgiMessage, Receive, Send

PATH = "/mcp"
MOST_BODY = 512 * 1024
"""Bytes of a request: the longest text in UTF-8, and what is around it."""


class TokenGate:
    """Lets through only who knows the token; compared in the same time whatever was sent."""

    def __init__(self, app: AsgiApp, token: str) -> None:
        self._app = app
        self._expected = f"Bearer {token}".encode()

    async def __call__(self, scope: AsgiMessage, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "http" and not self._is_known(scope):
            headers = [(b"www-authenticate", b"Bearer"), (b"content-type", b"text/plain")]
            await send({"type": "http.response.start", "status": 401, "headers": headers})
            await send({"type": "http.response.body", "body": b"A token is needed."})
            return
        await self._app(scope, receive, send)

    def _is_known(self, scope: AsgiMessage) -> bool:
        given = [value for name, value in scope["headers"] if name == b"authorization"]
        return len(given) == 1 and hmac.compare_digest(given[0], self._expected)


def build_application(server: MCPServer[None], port: int, token: str) -> AsgiApp:
    """The server as an application that speaks HTTP, behind its gate.

    Raises:
        InputError: The token is one that could be guessed.
    """
    refuse_weak(token, "CORRIGENDA_MCP_TOKEN")
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
    run_server(app, listener, PATH, say)


def serve_stdio(server: MCPServer[None]) -> None:
    """Serve over standard input and output until the input ends."""
    server.run("stdio")
