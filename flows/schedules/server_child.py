"""Runs a Prefect server for a parent, and ends it with the parent, however that ends.

Standard input is a pipe whose other end the parent holds: when it closes, the parent is gone. Run
as ``python -m flows.schedules.server_child HOST PORT``.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from pathlib import Path

_GRACE_SECONDS = 10.0
_APPLICATION = "flows.schedules.server_app:create_app"
_FLOWS = Path(__file__).resolve().parents[1]


def main(host: str, port: str) -> int:
    """Run the server until it ends by itself or the parent is gone; gives its exit code."""
    # Ctrl-C reaches the whole group: the parent decides when the server goes.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    command = [
        sys.executable,
        "-m",
        "uvicorn",
        "--factory",
        "flows.schedules.server_app:create_app",
    ]
    server = subprocess.Popen(
        [*command, "--app-dir", str(_FLOWS.parent), "--host", host, "--port", port],
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


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
