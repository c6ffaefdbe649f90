"""A real PostgreSQL on the loopback, with its data in a folder of the test's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from processes import free_port

_DEBIAN = Path("/usr/lib/postgresql")


def find_programs() -> Path | None:
    """The folder of ``initdb`` and ``postgres``; None where there is no server on this machine."""
    installed = sorted(_DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if installed:
        return installed[-1].parent
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


class PostgreSQL:
    """A server that the tests share; each takes a database of its own."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self.port = free_port()
        self._count = 0
        self._as_other = _as_other_user(folder)
        data = folder / "data"
        initdb = [programs / "initdb", "-D", data, "-U", "tester", "-A", "trust", "--no-sync"]
        self._run(*initdb, "-E", "UTF8", "--locale=C")
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c fsync=off"
        self._command: list[str | Path] = [
            programs / "postgres",
            "-D",
            data,
            "-k",
            folder,
            *options.split(),
        ]
        self._log = (folder / "postgres.log").open("wb")
        self._process = self._begin()
        self.up = threading.Event()

    def _begin(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [*self._as_other, *self._command],
            stdout=self._log,
            stderr=subprocess.STDOUT,
            cwd=Path(self._log.name).parent,
        )

    def stop(self, signal_number: int) -> None:
        """Stop it: by SIGINT as an administrator would, by SIGQUIT as a crash does."""
        self.up.clear()
        self._process.send_signal(signal_number)
        self._process.wait(timeout=60)

    def start(self) -> None:
        """Start it again at the same port with the same data, and wait until it answers."""
        self._process = self._begin()
        self.wait()

    def restart(self, signal_number: int) -> None:
        """Stop and start it."""
        self.stop(signal_number)
        self.start()

    def _run(self, *words: object) -> None:
        command = [*self._as_other, *map(str, words)]
        subprocess.run(command, check=True, capture_output=True, cwd="/")

    def wait(self, seconds: float = 60) -> None:
        """Wait until it answers."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and self._process.poll() is None:
            try:
                psycopg.connect(self.address("postgres"), connect_timeout=2).close()
                self.up.set()
                return
            except psycopg.OperationalError:
                time.sleep(0.1)
        raise AssertionError(f"no PostgreSQL: {Path(self._log.name).read_text()}")

    def new_database(self) -> str:
        """The address of an empty database."""
        self._count += 1
        name = f"test_{self._count}"
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return self.address(name)

    def kill(self) -> None:
        """End it at once."""
        self._process.terminate()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._log.close()

    def address(self, name: str) -> str:
        """The address of a database."""
        return f"postgresql://tester@127.0.0.1:{self.port}/{name}"


def _as_other_user(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root: where the tests do, it runs as its own user."""
    if os.geteuid() != 0:
        return []
    shutil.chown(folder, "postgres", "postgres")
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"]


@contextmanager
def running() -> Iterator[PostgreSQL]:
    """A server for as long as the block lasts; the test is skipped, aloud, where there is none.

    Its folder is not one of pytest's own: those are closed to other users again by each session
    that begins, and the server would lose its data in the middle of a test.
    """
    programs = find_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed")
    with tempfile.TemporaryDirectory(prefix="corrigenda-postgresql-") as name:
        server = PostgreSQL(Path(name), programs)
        try:
            server.wait()
            yield server
        finally:
            server.kill()
