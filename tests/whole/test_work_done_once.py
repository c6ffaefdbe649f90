"""What one run does, it does once: reading, summing, parsing and judging are counted."""

from __future__ import annotations

import cProfile
import pstats
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from expectations.judging import tolerance
from flows.cli.main import run
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
)


@pytest.fixture(scope="module")
def calls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter[tuple[str, str]]]:
    """How often each function of ours was called by ``corrigenda validate --plain``."""
    tolerance._admits.cache_clear()  # what other tests asked for
    folder = tmp_path_factory.mktemp("once")
    profile = cProfile.Profile()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CORRIGENDA_HOME", str(folder / "home"))
        patch.chdir(folder)
        code = profile.runcall(run, ["validate", "--plain", "--out", str(folder / "site")])
    assert code == 0
    found: Counter[tuple[str, str]] = Counter()
    for (file, _, name), (_, times, *_) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
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


def test_what_a_claim_admits_is_worked_out_once_a_figure(
    calls: Counter[tuple[str, str]],
) -> None:
    asked = calls["expectations/judging/tolerance.py", "admits"]
    assert 0 < calls["expectations/judging/tolerance.py", "_admits"] <= 40 < asked
