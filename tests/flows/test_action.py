"""The steps of the composite action, run as a runner runs them."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from processes import PROGRAM, ROOT, clean_environment

RIGHT = "In 2016, the population of Kenya was 48 million.\n"
OFF = "In 2016, the population of Kenya was 83 million.\n"
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "docs/ci/action.yml").read_text(encoding="utf-8"))
STEPS = [step for step in ACTION["runs"]["steps"] if "corrigenda check" in step.get("run", "")]


def run_step(folder: Path, **given: str) -> subprocess.CompletedProcess[str]:
    """The step that checks, with the inputs that a workflow gives."""
    [step] = STEPS
    inputs = {name: str(one.get("default", "")) for name, one in ACTION["inputs"].items()}
    inputs |= {name.replace("_", "-"): value for name, value in given.items()}
    environment = clean_environment(folder.parent / "home")
    environment["PATH"] = f"{PROGRAM.parent}{os.pathsep}{environment['PATH']}"
    for name, value in step["env"].items():
        environment[name] = re.sub(
            r"\$\{\{ inputs\.([\w-]+) \}\}", lambda found: inputs[found[1]], value
        )
    script = folder.parent / "step.sh"
    script.write_text(step["run"], encoding="utf-8")
    # As the documentation of the runner has `shell: bash`.
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "repository"
    (folder / "texts" / "2018").mkdir(parents=True)
    (folder / "texts" / "right.md").write_text(RIGHT)
    (folder / "texts" / "2018" / "off.md").write_text(OFF)
    return folder


def results(folder: Path) -> list[tuple[str, str]]:
    [log] = json.loads((folder / "figures.sarif").read_text())["runs"]
    return [
        (one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], one["level"])
        for one in log["results"]
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    "files",
    ["texts/right.md texts/2018/off.md", "texts/right.md\ntexts/2018/off.md\n", "texts/**/*.md"],
)
def test_what_is_off_fails_the_step_and_is_left_for_the_upload(texts: Path, files: str) -> None:
    done = run_step(texts, files=files, published="2018-08")
    assert done.returncode == 1, done.stderr
    assert ("texts/2018/off.md", "error") in results(texts)


@pytest.mark.slow
def test_a_step_that_fails_on_nothing_ends_well_with_the_same_results(texts: Path) -> None:
    done = run_step(texts, files="texts/2018/off.md", published="2018-08", fail_on="")
    assert done.returncode == 0, done.stderr
    assert results(texts) == [("texts/2018/off.md", "error")]


@pytest.mark.slow
@pytest.mark.parametrize("files", ["texts/absent.md", "texts/*.docx", "texts/$(touch pwned).md"])
def test_a_text_that_is_absent_fails_the_step_and_leaves_nothing_to_upload(
    texts: Path, files: str
) -> None:
    done = run_step(texts, files=files, published="2018-08")
    assert done.returncode not in (0, 3)
    assert not list(texts.glob("*"))[1:], "texts alone"
    assert done.stderr.strip()


def test_nothing_is_uploaded_where_nothing_was_printed() -> None:
    [upload] = [step for step in ACTION["runs"]["steps"] if "upload-sarif" in step.get("uses", "")]
    assert upload["if"] == "always() && hashFiles('figures.sarif') != ''"
    assert upload["with"]["sarif_file"] == "figures.sarif"
