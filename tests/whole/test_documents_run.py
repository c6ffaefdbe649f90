"""The documents are true: the reference is the code's, the tutorial runs, the site builds."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from processes import ROOT, clean_environment

DOCS = ROOT / "docs"
BLOCKS = re.findall(r"```bash\n(.*?)```", (DOCS / "tutorial.md").read_text(encoding="utf-8"), re.S)


def reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_reference", DOCS / "make_reference.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", sorted(path.name for path in (DOCS / "reference").glob("*.md")))
def test_the_reference_is_what_the_code_says(name: str) -> None:
    """`python docs/make_reference.py` writes it anew."""
    kept = (DOCS / "reference" / name).read_text(encoding="utf-8")
    assert reference().pages()[name] == kept


def test_every_page_of_the_reference_is_kept() -> None:
    assert {path.name for path in (DOCS / "reference").glob("*.md")} == set(reference().pages())


def test_the_schemas_are_written_from_the_code() -> None:
    for name, text in reference().schemas().items():
        assert (DOCS / name).read_text(encoding="utf-8") == text, name


def test_no_picture_of_the_documents_is_a_long_wait() -> None:
    """`make pictures` makes them anew."""
    pictures = sorted(DOCS.glob("*.png"))
    assert {"letter.png", "report.png", "review.png", "text.png"} <= {one.name for one in pictures}
    assert [one.name for one in pictures if one.stat().st_size > 300_000] == []


@pytest.mark.slow
def test_the_tutorial_runs_from_its_first_command_to_its_last(tmp_path: Path) -> None:
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "bin").symlink_to(Path(sys.executable).parent)
    printed = []
    for block in BLOCKS:
        done = subprocess.run(
            ["bash", "-e", "-c", block],
            cwd=tmp_path,
            env=clean_environment(tmp_path / "home"),
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert done.returncode == 0, f"{block}\n{done.stdout}\n{done.stderr}"
        printed.append(done.stdout)
    said = " ".join(" ".join(printed).split())
    assert "1 is off" in said and "nothing wrong" in said and "113 ways of reading it" in said
    assert (tmp_path / "kenya.html").exists()
    assert (tmp_path / "kenya-report" / "index.html").exists()


@pytest.mark.slow
def test_the_site_builds_without_a_network_and_loads_nothing_from_one(tmp_path: Path) -> None:
    nowhere = "http://127.0.0.1:9"
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-d", str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "http_proxy": nowhere, "https_proxy": nowhere},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    pages = list(tmp_path.rglob("*.html"))
    assert len(pages) > 40
    for page in pages:
        text = page.read_text(encoding="utf-8")
        loaded = re.findall(r'<(?:script|img|iframe)[^>]*src="(https?:[^"]*)"', text)
        loaded += re.findall(r'<link[^>]*rel="stylesheet"[^>]*href="(https?:[^"]*)"', text)
        assert not loaded, page.name
