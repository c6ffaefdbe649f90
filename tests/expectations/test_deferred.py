"""What Great Expectations imports and nothing here uses waits until it is used."""

from __future__ import annotations

import subprocess
import sys

import pytest
from processes import ROOT

CODE = """
import sys
import expectations.checks.checkpoint
lazy = type(sys.modules["scipy.stats"]).__name__
from scipy import stats
print(lazy, round(float(stats.norm.cdf(0.0)), 3), "scipy.stats._stats_py" in sys.modules)
"""


@pytest.mark.slow
def test_scipys_statistics_are_loaded_when_they_are_used() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CODE], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert done.stdout.split() == ["_LazyModule", "0.5", "True"], done.stderr
