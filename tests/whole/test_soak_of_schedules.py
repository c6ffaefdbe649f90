"""The schedules over some simulated days: each due run made once, each message sent once."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from processes import ROOT

pytestmark = pytest.mark.slow


def test_over_some_days_each_due_run_is_made_once_and_each_message_sent_once() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.soak", "--days", "9", "--seed", "7"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=900,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "wrong: 0" in done.stdout
    assert "temporary files 0" in done.stdout
