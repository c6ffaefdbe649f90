"""Each benchmark says what it measures and what its options are."""

from __future__ import annotations

import argparse
import runpy
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "benchmarks"
NAMES = [
    path.stem
    for path in sorted(FOLDER.glob("*.py"))
    if '__name__ == "__main__"' in path.read_text(encoding="utf-8")
]


def test_benchmarks_are_found() -> None:
    assert len(NAMES) > 40
    assert {"reading", "held_out", "layout"} <= set(NAMES)


@pytest.mark.filterwarnings("ignore:.*found in sys.modules:RuntimeWarning")
@pytest.mark.parametrize("name", NAMES)
def test_help_says_what_it_measures_and_what_each_option_is(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    described: list[argparse.Action] = []
    formatted = argparse.ArgumentParser.format_help

    def format_help(parser: argparse.ArgumentParser) -> str:
        described.extend(parser._actions)
        return formatted(parser)

    monkeypatch.setattr(argparse.ArgumentParser, "format_help", format_help)
    monkeypatch.setattr(sys, "argv", [f"benchmarks/{name}.py", "--help"])
    monkeypatch.setattr(sys, "path", [*sys.path])
    with pytest.raises(SystemExit) as ended:
        runpy.run_module(f"benchmarks.{name}", run_name="__main__")
    said = capsys.readouterr().out
    assert ended.value.code == 0
    assert said.startswith(f"usage: python -m benchmarks.{name} ")
    first = (FOLDER / f"{name}.py").read_text(encoding="utf-8").split('"""')[1].splitlines()[0]
    assert first in said
    assert described
    assert [one.dest for one in described if not one.help] == []


@pytest.mark.parametrize("name", ["reading", "written"])
def test_a_folder_without_labels_is_told_in_a_line(
    name: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, "argv", [f"benchmarks/{name}.py", str(tmp_path)])
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(FOLDER / f"{name}.py"), run_name="__main__")
    assert ended.value.code == 2
    assert "has no labels.jsonl" in capsys.readouterr().err
