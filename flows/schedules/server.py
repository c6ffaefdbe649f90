"""The Prefect server of our own: its process, and the application that it serves.

``python -m flows.schedules.server HOST PORT`` runs it for a parent and ends it with the parent,
however that ends: standard input is a pipe whose other end the parent holds, and when it closes,
the parent is gone. Prefect's server asks nobody by which name it was reached; a name that a
stranger's page made lead to the loopback would make that page one of the server's own. Ours answers
to its own address only.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from sources.tools.foreign import AsgiApp, AsgiMessage, Receive, Send

_GRACE_SECONDS = 10.0
_APPLICATION = "flows.schedules.server:create_app"
_REFUSAL = b"This server answers to its own address only.\n"
_ROOT = Path(__file__).resolve().parents[2]


def main(host: str, port: str) -> int:
    """Run the server until it ends by itself or the parent is gone; gives its exit code."""
    # Ctrl-C reaches the whole group: the parent decides when the server goes.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    command = [sys.executable, "-m", "uvicorn", "--factory", _APPLICATION]
    server = subprocess.Popen(
        [*command, "--app-dir", str(_ROOT), "--host", host, "--port", port],
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,
        start_new_session=True,
    )

    def end(*_: object) -> None:
        server.terminate()

    def wait_for_parent() -> None:
        sys.stdin.buffer.read()
        server.terminate()
        try:
            server.wait(_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            server.kill()

    signal.signal(signal.SIGTERM, end)
    threading.Thread(target=wait_for_parent, daemon=True).start()
    return server.wait()


def create_app() -> AsgiApp:
    """Prefect's server, for ``uvicorn --factory``."""
    from prefect.server.api.server import create_app as create_prefect

    return answer_to(("127.0.0.1",), create_prefect(final=True))


def create_tied_app() -> AsgiApp:
    """The same for a process that ends with its parent: when its standard input does."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    return create_app()


def _end_with_parent() -> None:
    # Not through `sys.stdin`: a thread that waits there stops Python from ending.
    while os.read(0, 1):
        continue
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_GRACE_SECONDS)
    os._exit(1)


def answer_to(hosts: tuple[str, ...], application: AsgiApp) -> AsgiApp:
    """The application, for requests that name one of the hosts, with any port, and no others.

    Args:
        hosts: What may stand in ``Host``, without a port.
        application: What answers then.
    """

    async def answer(scope: AsgiMessage, receive: Receive, send: Send) -> None:
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


def _host(scope: AsgiMessage) -> str:
    """The one host that is named, or nothing where there are none or several."""
    named = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
    if len(named) != 1:
        return ""
    host, _, port = named[0].partition(":")
    return host if not port or (port.isascii() and port.isdigit()) else ""


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
