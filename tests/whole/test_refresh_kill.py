"""A refresh that is killed at any moment leaves a collection whose every snapshot verifies."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from fake_faults import Reply, Request
from fake_server import FakeServer
from fake_world import EDITION
from fake_worldbank import WorldBank
from killed_refreshes import BY_CHANGE, BY_TIME
from processes import clean_environment

pytestmark = pytest.mark.slow

SCRIPT = Path(__file__).resolve().parents[1] / "support" / "killed_refreshes.py"


class EverNewer:
    """A World Bank with a new edition, and the same figures, each time that ``/next`` is asked."""

    def __init__(self) -> None:
        self._bank = WorldBank()
        self._day = date.fromisoformat(EDITION)

    def __call__(self, request: Request) -> Reply:
        if request.path == "/next":
            self._day += timedelta(days=1)
            return Reply(b"ok")
        reply = self._bank(request)
        old, new = f'"lastupdated":"{EDITION}"', f'"lastupdated":"{self._day}"'
        return Reply(reply.content.replace(old.encode(), new.encode()))


@pytest.fixture(scope="module")
def bank() -> Iterator[FakeServer]:
    with FakeServer(EverNewer()) as server:
        yield server


def test_killed_at_random_moments_a_refresh_leaves_snapshots_that_verify(
    bank: FakeServer, tmp_path: Path
) -> None:
    text = os.environ.get("CORRIGENDA_KILL_SEED")
    seed = int(text) if text else random.SystemRandom().randrange(2**32)
    print(f"CORRIGENDA_KILL_SEED={seed}")
    home = tmp_path / "home"
    done = subprocess.run(
        [sys.executable, SCRIPT, home, str(seed), f"{bank.url}/next"],
        env={
            **clean_environment(home),
            "CORRIGENDA_WORLDBANK_URL": f"{bank.url}/v2",
            "OPENBLAS_NUM_THREADS": "1",
        },
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    print(done.stdout)
    assert len(lines) == BY_TIME + BY_CHANGE + 1
    assert not [line for line in lines if "FAULT" in line]
    stored = int(lines[-1].split()[0])
    assert stored >= 3
    left = [path.name for path in (home / "snapshots").iterdir() if ".tmp-" in path.name]
    assert left == [], "what killed refreshes had begun is taken away by the next"
