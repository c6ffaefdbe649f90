"""The real program as a process, and a real Prefect server on the loopback."""

from __future__ import annotations

import contextlib
import io
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
import warnings
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import psutil

ROOT = Path(__file__).resolve().parents[2]
_SERVE = (sys.executable, "-m", "prefect", "server", "start", "--no-ui")
PROGRAM = Path(sys.executable).with_name("corrigenda")


def clean_environment(home: Path) -> dict[str, str]:
    """The environment without what would steer Prefect or Corrigenda, state kept in ``home``."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PREFECT_", "CORRIGENDA_"))
    }
    return {
        **kept,
        "CORRIGENDA_HOME": str(home),
        "COLUMNS": "100",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
    }


@dataclass(frozen=True)
class Corrigenda:
    """The command line, run in a folder with its state in a home.

    Called, it runs to the end: ``corrigenda("validate", "--plain")``.
    """

    folder: Path
    home: Path

    def __call__(
        self, *arguments: str, env: Mapping[str, str] | None = None, timeout: float = 900
    ) -> subprocess.CompletedProcess[str]:
        """Run it to its end."""
        return subprocess.run(
            [PROGRAM, *arguments],
            cwd=self.folder,
            env={**clean_environment(self.home), **(env or {})},
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )

    def start(
        self, *arguments: str, env: Mapping[str, str] | None = None
    ) -> subprocess.Popen[bytes]:
        """Start it, in a session of its own, and leave it to the test."""
        return subprocess.Popen(
            [PROGRAM, *arguments],
            cwd=self.folder,
            env={**clean_environment(self.home), **(env or {})},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )


@dataclass(frozen=True)
class CorrigendaHere(Corrigenda):
    """The same command line in the test's own process, which saves the start of a process.

    What can be told apart only from outside, as pipes and signals, asks for the process itself.
    """

    def __call__(
        self, *arguments: str, env: Mapping[str, str] | None = None, timeout: float = 900
    ) -> subprocess.CompletedProcess[str]:
        """Run it to its end; there is no timeout, and the warnings of libraries go nowhere."""
        from flows.cli.main import run

        named = {**clean_environment(self.home), **(env or {})}
        encoding = named.get("PYTHONIOENCODING", "utf-8")
        out, err = io.TextIOWrapper(io.BytesIO(), encoding), io.TextIOWrapper(io.BytesIO())
        with (
            mock.patch.dict(os.environ, named, clear=True),
            contextlib.chdir(self.folder),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
            warnings.catch_warnings(),
        ):
            warnings.simplefilter("ignore")
            code = run(list(arguments))
        said = [_content(stream).decode(encoding) for stream in (out, err)]
        return subprocess.CompletedProcess([PROGRAM, *arguments], code, *said)


def _content(stream: io.TextIOWrapper) -> bytes:
    stream.flush()
    written = stream.buffer
    assert isinstance(written, io.BytesIO)
    return written.getvalue()


def free_port() -> int:
    """A port of the loopback that nothing listens at."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class PrefectServer:
    """A Prefect server with its database in ``folder``."""

    def __init__(self, folder: Path) -> None:
        port = free_port()
        self.url = f"http://127.0.0.1:{port}/api"
        self._log = (folder / "server.log").open("wb")
        self._process = subprocess.Popen(
            [*_SERVE, "--host", "127.0.0.1", "--port", str(port)],
            env={**clean_environment(folder), "PREFECT_HOME": str(folder)},
            stdout=self._log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def wait(self, seconds: float = 600) -> None:
        """Wait until it answers."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and self._process.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.url}/health", timeout=2):
                    return
            except OSError:
                time.sleep(0.2)
        raise AssertionError(f"no Prefect server: {Path(self._log.name).read_text()}")

    def parameters(self) -> list[object]:
        """The parameters of all flow runs."""
        asked = urllib.request.Request(
            f"{self.url}/flow_runs/filter", b"{}", {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(asked, timeout=10) as answer:
            return [one["parameters"] for one in json.load(answer)]

    def kept(self) -> str:
        """All that it keeps on disk, as text."""
        folder = Path(self._log.name).parent
        files = [path for path in folder.rglob("*") if path.is_file()]
        return "".join(path.read_bytes().decode(errors="replace") for path in files)

    def kill(self) -> None:
        """End it at once, with the processes that it started."""
        if self._process.poll() is None:
            family = psutil.Process(self._process.pid).children(recursive=True)
            for process in family:
                process.kill()
            self._process.kill()
        self._process.wait()
        self._log.close()


def findings_of(site: Path) -> dict[str, Any]:
    """The findings of the only run in a site."""
    (file,) = (site / "runs").glob("*/findings.json")
    found: dict[str, Any] = json.loads(file.read_bytes())
    return found
