"""The temporary Prefect server of one run, in the place of the one that Prefect starts by itself.

What may surprise: Prefect's own is started again and again, without end, where its database is
damaged; it stays for good where the process that began it was killed, and the next run finds the
database locked by it; a second thread takes it for started while it is not. Ours is tried twice,
ends with its parent, and says in a file what went wrong. Prefect keeps one instance of its class:
an instance of ours, made before anything asks, is what it gets.
"""

from __future__ import annotations

import atexit
import http.client
import os
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing, suppress
from pathlib import Path

from sources.errors import ServerError
from sources.tools.text_safety import printable

LOG = "temporary-server.log"
"""In Prefect's home: what the server of the newest run said."""
_RECORDS = "prefect.db"
_COMMAND = (
    *(sys.executable, "-m", "uvicorn", "--factory", "flows.schedules.server:create_tied_app"),
    *("--app-dir", str(Path(__file__).resolve().parents[2])),
    *("--log-level", "error", "--lifespan", "on"),
)
_TRIES = 2
"""Another process may have taken the port meanwhile."""
_PAUSE_SECONDS = 0.1
_STOP_SECONDS = 5.0


def provide_temporary_server(home: Path) -> None:
    """See that the temporary server is ours, if Prefect asks for one.

    Args:
        home: Prefect's home: its database, and the log of the server.
    """
    from prefect.server.api.server import SubprocessASGIServer

    class TemporaryServer(SubprocessASGIServer):
        """As Prefect uses it: started where nothing runs, and stopped."""

        _starting = threading.Lock()

        def start(self, timeout: int | None = None) -> None:
            """Start it and wait until it answers; whoever comes second waits too."""
            with self._starting:
                if self.running:
                    return
                self.port, self.server_process = _start(home, timeout or _start_seconds())
                self.running = True
                atexit.register(self.stop)

        def stop(self) -> None:
            """End it, at once where it does not end by itself."""
            child, self.server_process, self.running = self.server_process, None, False
            if child is not None:
                _end(child)
            self._instances.pop(None, None)

    if not isinstance(SubprocessASGIServer._instances.get(None), TemporaryServer):
        TemporaryServer()


def _start_seconds() -> int:
    from prefect.settings import PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS

    return int(PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS.value())


def _start(home: Path, seconds: float) -> tuple[int, subprocess.Popen[bytes]]:
    """The port of a server that answers, and its process.

    Raises:
        ServerError: None did, and why.
    """
    log = home / LOG
    for _ in range(_TRIES):
        port = free_port()
        with log.open("wb") as said:
            child = subprocess.Popen(
                [*_COMMAND, "--host", "127.0.0.1", "--port", str(port)],
                stdin=subprocess.PIPE,
                stdout=said,
                stderr=said,
                env=_environment(),
            )
        if _answers(child, port, seconds):
            return port, child
        is_slow = child.poll() is None
        _end(child)
        if is_slow:
            break
    fault = say_damage(home)
    if fault:
        raise ServerError(
            f"Prefect's records in {home / _RECORDS} are damaged ({fault}); nothing was run",
            mend="Move that file away, with those beside it that begin with its name: Prefect "
            "makes new ones. Or say --plain",
        )
    raise ServerError(
        "the temporary Prefect server did not start; nothing was run",
        mend=f"What it said is in {log}. Or say --plain",
    )


def _environment() -> dict[str, str]:
    """The environment of the server: what Prefect gives its own, and no kinds of blocks.

    Writing these at its start keeps SQLite's one writer busy, and a run's first step was told to
    come back in two seconds. Who has saved a block has its kind in the database.
    """
    from prefect.settings import get_current_settings

    told = get_current_settings().to_environment_variables(exclude_unset=True)
    own = {
        "PREFECT_UI_ENABLED": "0",
        "PREFECT__SERVER_EPHEMERAL": "1",
        "PREFECT__SERVER_FINAL": "1",
        "PREFECT_API_BLOCKS_REGISTER_ON_START": "false",
    }
    return {**os.environ, **own, **told}


def free_port() -> int:
    """A port of the loopback that nothing listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _answers(child: subprocess.Popen[bytes], port: int, seconds: float) -> bool:
    """Wait until a server says that it is well; False where it ends or takes longer."""
    end = time.monotonic() + seconds
    while child.poll() is None and time.monotonic() < end:
        # Asked past any proxy that the environment names.
        asking = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        with closing(asking), suppress(OSError, http.client.HTTPException):
            asking.request("GET", "/api/health")
            if asking.getresponse().status == http.client.OK:
                return child.poll() is None
        time.sleep(_PAUSE_SECONDS)
    return False


def _end(child: subprocess.Popen[bytes]) -> None:
    child.terminate()
    try:
        child.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
    if child.stdin is not None:
        child.stdin.close()


def say_damage(home: Path) -> str:
    """What is wrong with Prefect's own database; empty where nothing is, or where it is not."""
    file = home / _RECORDS
    if not file.is_file():
        return ""
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as database:
            (said,) = database.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        said = str(error)
    return "" if said == "ok" else printable(str(said).splitlines()[0])
