"""A W3C client finds each figure by its TextQuoteSelector: the one of the Apache Annotator project.

It comes from the registry of npm packages, so the test needs Node, npm and a network; what was
tried is pinned.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from flows.work.checking import CheckOrder, check_text
from flows.work.settling import render_register_of
from reports.decisions.register_place import quote_around
from sources.registers.register import parse_paper

PACKAGES = ("@apache-annotator/dom@0.2.0", "@apache-annotator/selector@0.2.0", "jsdom@26.1.0")
LABELS = Path(__file__).resolve().parents[2] / "benchmarks" / "labels" / "worked"
TEXTS = 20

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("npm") is None, reason="npm is absent"),
]


def selectors_of(file: Path) -> list[dict[str, str]]:
    """The selector of each claim of a text, as its annotation has it."""
    text = file.read_text("utf-8")
    checked = check_text(CheckOrder(str(file), "2020"), judge=False)
    paper = parse_paper(render_register_of(checked).decode(), "register.yaml")
    found: list[dict[str, str]] = []
    for claim in paper.claims:
        around = quote_around(claim, text)
        assert around, claim.phrase
        found.append({"type": "TextQuoteSelector", "exact": claim.phrase} | around)
    return found


def test_every_figure_is_found_once_and_is_what_was_quoted(tmp_path: Path) -> None:
    files = sorted(LABELS.glob("*.txt"))[:TEXTS]
    asked = [{"text": one.read_text("utf-8"), "selectors": selectors_of(one)} for one in files]
    subprocess.run(
        ["npm", "install", "--no-audit", "--no-fund", "--silent", *PACKAGES],
        cwd=tmp_path, check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    (tmp_path / "asked.json").write_text(json.dumps({"texts": asked}), encoding="utf-8")
    shutil.copy(Path(__file__).with_name("annotator.mjs"), tmp_path)
    run = subprocess.run(
        ["node", "annotator.mjs", "asked.json"],
        cwd=tmp_path, check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    found = json.loads(run.stdout)
    wanted = [selector for one in asked for selector in one["selectors"]]
    assert len(found) == len(wanted) > 10 * TEXTS
    for selector, places in zip(wanted, found, strict=True):
        assert isinstance(selector, dict)
        assert [words for _, words in places] == [selector["exact"]], selector
