"""The Prefect server of our own, as an ASGI application that answers to its own address only.

Prefect's server asks nobody by which name it was reached; a name that a stranger's page made lead
to the loopback would make that page one of the server's own.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

_Message = MutableMapping[str, Any]
_Receive = Callable[[], Awaitable[_Message]]
_Send = Callable[[_Message], Awaitable[None]]
Application = Callable[[_Message, _Receive, _Send], Awaitable[None]]

_REFUSAL = b"This server answers to its own address only.\n"


def create_app() -> Application:
    """Prefect's server, for ``uvicorn --factory``."""
    from prefect.server.api.server import create_app as create_prefect

    return answer_to(("127.0.0.1",), create_prefect(final=True))


def answer_to(hosts: tuple[str, ...], application: Application) -> Application:
    """The application, for requests that name one of the hosts, with any port, and no others.

    Args:
        hosts: What may stand in ``Host``, without a port.
        application: What answers then.
    """

    async def answer(scope: _Message, receive: _Receive, send: _Send) -> None:
        if scope["type"] == "lifespan" or _host(scope) in hosts:
            await application(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        else:
            plain = [(b"content-type", b"text/plain"), (b"connection", b"close")]
            await send({"type": "http.response.start", "status": 421, "headers": plain})
            await send({"type": "http.response.body", "body": _REFUSAL})

    return answer


def _host(scope: _Message) -> str:
    """The one host that is named, or nothing where there are none or several."""
    named = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
    if len(named) != 1:
        return ""
    host, _, port = named[0].partition(":")
    return host if not port or (port.isascii() and port.isdigit()) else ""
