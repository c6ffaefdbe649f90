"""What one run does, it does once: reading, summing, parsing and judging are counted."""

from __future__ import annotations

import pstats
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from processes import PROGRAM, clean_environment

from sources.snapshots.load import EMBEDDED
from sources.snapshots.manifest import read_manifest

ROOT = Path(__file__).resolve().parents[2]
ONCE = (
    ("expectations/judging/reconcile.py", "reconcile"),
    ("expectations/judging/decide.py", "decide"),
    ("expectations/judging/decide.py", "definitions"),
    ("expectations/judging/decide.py", "relate"),
    ("expectations/cubes/cube.py", "build_cube"),
    ("reports/store/__init__.py", "open_store"),
    ("sources/registers/reader.py", "read_register"),
    ("sources/snapshots/load.py", "load_snapshot"),
    ("sources/snapshots/manifest.py", "read_manifest"),
    ("sources/snapshots/needs.py", "wanted_by"),
)


@pytest.fixture(
    scope="module", params=["--plain", pytest.param("", marks=pytest.mark.slow, id="with Prefect")]
)
def calls(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Counter[tuple[str, str]]]:
    """How often each function of ours was called by ``corrigenda validate``, in its two ways.

    In a process of its own: in this one other tests may have left a register parsed or a figure
    worked out, and what is kept is not done again.
    """
    folder = tmp_path_factory.mktemp("once")
    profile = folder / "profile"
    command = [sys.executable, "-m", "cProfile", "-o", str(profile), str(PROGRAM)]
    command += ["validate", *request.param.split()]
    done = subprocess.run(
        command, cwd=folder, env=clean_environment(folder / "home"), capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    found: Counter[tuple[str, str]] = Counter()
    for (file, _, name), (_, times, *_) in pstats.Stats(str(profile)).stats.items():  # type: ignore[attr-defined]
        path = Path(file)
        if path.is_relative_to(ROOT):
            found[path.relative_to(ROOT).as_posix(), name] += times
    yield found


@pytest.mark.parametrize("one", ONCE, ids=[name for _, name in ONCE])
def test_a_run_does_it_once(calls: Counter[tuple[str, str]], one: tuple[str, str]) -> None:
    assert calls[one] == 1


def test_each_data_file_is_read_and_summed_once(calls: Counter[tuple[str, str]]) -> None:
    vintages = read_manifest(ROOT / "sources" / "snapshots" / EMBEDDED).vintages
    assert 0 < calls["sources/snapshots/rows.py", "read_frame"] <= len(vintages)
    assert calls["sources/snapshots/rows.py", "verify_data"] == 0


def test_what_a_claim_admits_is_worked_out_once_a_figure(
    calls: Counter[tuple[str, str]],
) -> None:
    asked = calls["expectations/judging/tolerance.py", "admits"]
    assert 0 < calls["expectations/judging/tolerance.py", "_admits"] <= 40 < asked
