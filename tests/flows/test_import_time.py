"""What `corrigenda` imports, and that Prefect can load what lies in flows/."""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys
from pathlib import Path

import pytest
from loaded_modules import modules_after
from processes import ROOT, clean_environment

FLOW_FILES = sorted((ROOT / "flows").glob("[!_]*.py"))
HEAVY = {
    "altair",
    "great_expectations",
    "jinja2",
    "msgspec",
    "numpy",
    "pandas",
    "prefect",
    "pydantic",
    "rich",
    "yaml",
}
LOAD_AS_PREFECT_DOES = """
import sys
from prefect.flows import load_flow_from_entrypoint
flow = load_flow_from_entrypoint(sys.argv[1])
print(flow.name)
"""


def test_the_version_opens_without_the_heavy_libraries() -> None:
    loaded = modules_after("from flows.cli.main import run; run(['--version'])")
    assert "click" in loaded
    assert not loaded & HEAVY


def test_help_of_every_command_needs_little_more_than_click() -> None:
    code = """
import sys
import click
from flows.cli.main import cli, run

def help_of(command, path):
    assert run([*path, "--help"]) == 0, path
    for name, one in getattr(command, "commands", {}).items():
        help_of(one, [*path, name])

help_of(cli, [])
rooms = ("flows.work.", "reports.findings.", "expectations.", "sources.reference.", "sources.model")
ours = [name for name in sys.modules if name.startswith(rooms)]
assert not ours, ours
"""
    assert not modules_after(code) & HEAVY


def test_what_judges_and_reports_needs_no_prefect() -> None:
    loaded = modules_after("import flows.work.validation, reports.pages.site")
    assert "pandas" in loaded
    assert "prefect" not in loaded


@pytest.mark.slow
def test_a_plain_run_needs_no_prefect() -> None:
    loaded = modules_after(
        "import flows.work.validation, reports.pages.site, expectations.checks.checkpoint"
    )
    assert "great_expectations" in loaded
    assert "prefect" not in loaded


def test_what_is_put_off_is_read_once_it_is_used() -> None:
    code = """
import sys
from expectations.checks.base import put_off
put_off("xml.dom.pulldom")
from xml.dom import pulldom
sys.modules.pop("xml.sax.handler", None)
print("xml.sax.handler" in sys.modules, pulldom.START_ELEMENT, "xml.sax.handler" in sys.modules)
put_off("xml.dom.pulldom")
print(sys.modules["xml.dom.pulldom"].START_ELEMENT is pulldom.START_ELEMENT)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "START_ELEMENT", "True", "True"]


def test_fields_are_copied_in_less_time_as_they_are_else() -> None:
    code = """
from copy import deepcopy
from typing import Dict, List, Optional
from pydantic.v1 import BaseModel, Field, validator
from expectations.checks.base import quick_copies_of_fields

class Kept(BaseModel):
    one: Optional[int] = Field(3, ge=1, title="One")
    many: List[str] = ["a"]
    named: Dict[str, List[int]] = Field(default_factory=dict)
    @validator("one")
    def is_odd(cls, value):
        if value % 2 == 0: raise ValueError("even")
        return value

slow = deepcopy(Kept.__fields__)
with quick_copies_of_fields():
    quick = deepcopy(Kept.__fields__)
    class Child(Kept):
        many: List[str] = Field(["b"], min_items=1)
print(repr(slow) == repr(quick), quick["many"] is not Kept.__fields__["many"])
print(quick["many"].default is not Kept.__fields__["many"].default)
print(quick["one"].class_validators is not Kept.__fields__["one"].class_validators)
print(Child.schema()["properties"]["one"] == Kept.schema()["properties"]["one"])
print(Kept().many == ["a"], Child().many == ["b"], hasattr(type(slow["one"]), "__deepcopy__"))
for wrong in ({"one": 2}, {"one": 0}, {"many": []}):
    try: print(Child(**wrong))
    except ValueError as error: print(len(error.errors()))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [*["True"] * 7, "False", *["1"] * 3]


def test_no_file_in_flows_bears_the_name_of_something_else() -> None:
    """Prefect leaves flows/ first on sys.path, where such a file would hide its namesake."""
    taken = set(sys.stdlib_module_names) | set(importlib.metadata.packages_distributions())
    names = {path.stem for path in FLOW_FILES}
    assert "validate" in names
    assert not names & taken


@pytest.mark.slow
def test_prefect_loads_the_flow_from_its_file(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOAD_AS_PREFECT_DOES, f"{ROOT / 'flows/validate.py'}:validate"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**clean_environment(tmp_path), "PREFECT_HOME": str(tmp_path)},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "validate"


@pytest.mark.slow
def test_every_file_in_flows_imports_with_flows_first_on_the_path(tmp_path: Path) -> None:
    names = ", ".join(path.stem for path in FLOW_FILES)
    code = f"import sys; sys.path.insert(0, {str(ROOT / 'flows')!r}); import {names}"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**clean_environment(tmp_path), "PREFECT_HOME": str(tmp_path)},
        check=False,
    )
    assert done.returncode == 0, done.stderr
