"""What one run does, it does once: reading, summing, parsing and judging are counted."""

from __future__ import annotations

import ast
import pstats
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from processes import PROGRAM, clean_environment

from benchmarks.reconcile import judge
from expectations.assessment.assess import assess, cube_for
from expectations.judging.decide import VERDICTS
from expectations.outcomes import Verdict
from sources.registers.register import load_paper
from sources.snapshots.load import EMBEDDED, load_snapshot
from sources.snapshots.manifest import read_manifest
from sources.snapshots.needs import wanted_by

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


def test_what_the_benchmark_measures_is_what_a_run_calls(calls: Counter[tuple[str, str]]) -> None:
    tree = ast.parse((ROOT / "benchmarks" / "reconcile.py").read_text(encoding="utf-8"))
    taken = {
        (f"{node.module.replace('.', '/')}.py", one.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("expectations.")
        for one in node.names
        if one.name.islower() and node.module
    }
    assert {name for _, name in taken} == {
        "build_cube",
        "decide",
        "definitions",
        "reconcile",
        "relate",
    }
    assert all(calls[one] == 1 for one in taken)


def test_the_benchmark_decides_the_built_in_paper_as_a_run_does() -> None:
    paper = load_paper("liu-jiang-2018")
    snapshot = load_snapshot([EMBEDDED], wanted_by([paper]))
    axes = [one.axes for one in paper.statements for _ in one.claims]
    decided = [VERDICTS[code] for code in judge(paper.claims, axes, cube_for(paper, snapshot))]
    for own, outcome in zip(decided, assess(paper, snapshot).outcomes, strict=True):
        claim = outcome.claim
        by_no_observation = claim.measure == "elapsed" or (
            claim.measure == "count" and not claim.indicator
        )
        blamed = outcome.verdict is Verdict.CONTRADICTED
        assert own is outcome.verdict or by_no_observation or blamed, claim.id
