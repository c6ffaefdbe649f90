"""A commit in a folder of its own, with the packages of its own lock."""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def check_out(commit: str, folder: Path) -> Path:
    """A clone of this repository at a commit, set up; one that is there already is taken.

    Args:
        commit: Anything that git knows here.
        folder: Where clones go, each under its commit's id.
    """
    name = _run(["git", "rev-parse", "--short=12", commit], ROOT).strip()
    place = folder / name
    if not (place / ".venv" / ".installed").is_file():
        if not place.is_dir():
            _run(["git", "clone", "--quiet", str(ROOT), str(place)], folder)
        _run(["git", "checkout", "--quiet", name], place)
        _run(["make", "setup"], place)
    return place


def _run(command: list[str], folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}: {done.stdout}{done.stderr}".strip())
    return done.stdout
