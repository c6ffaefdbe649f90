"""The map of the house says what the tree has."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import get_args

import pytest

from benchmarks.first_step import COMMANDS, calls_to_first_step
from benchmarks.layout import TREE, circles, folders_of, graph_of, read_house
from expectations.outcomes import STANDINGS, Verdict
from expectations.wording.verdicts import MEANINGS
from reports.correction_states import CorrectionState
from reports.records import DecisionKind, DeliveryState, RecheckOutcome

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("sources", "expectations", "reports", "flows")
MAP = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
FOLDERS_PAGE = (ROOT / "docs" / "reference" / "folders.md").read_text(encoding="utf-8")
WHERE_ELSE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## Where else")[2]
FOLDERS = sorted(
    path.parent.relative_to(ROOT).as_posix()
    for room in ROOMS
    for path in (ROOT / room).rglob("__init__.py")
)


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_folder_of_code_is_on_the_map_with_its_own_sentence(folder: str) -> None:
    said = ast.get_docstring(ast.parse((ROOT / folder / "__init__.py").read_text(encoding="utf-8")))
    assert said, f"{folder}/__init__.py says not what the folder is for"
    first = said.splitlines()[0]
    row = f"| `{folder}` | {first} |"
    assert row in FOLDERS_PAGE, "write it anew: python docs/make_reference.py"
    if folder in ROOMS:
        assert re.search(rf"{folder} +{re.escape(first)}$", MAP, re.M), f"{folder}: {first}"
    elif folder.count("/") == 1:
        assert row in MAP, f"docs/architecture.md: {row}"


def test_no_folder_is_on_the_map_that_is_not_in_the_tree() -> None:
    assert set(re.findall(r"\| `([a-z_]+/[a-z_/]+)` \|", MAP)) <= set(FOLDERS)


def test_every_step_of_the_main_path_is_where_the_map_says() -> None:
    steps = re.findall(r"`([\w/]+\.py)` · `(\w+)`", MAP)
    assert len(steps) >= 8
    for path, name in steps:
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
        assert name in {one.name for one in tree.body if isinstance(one, ast.FunctionDef)}, path


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`((?:\w+/)+[\w.]+)`", MAP + WHERE_ELSE))))
def test_every_path_on_the_map_exists(path: str) -> None:
    assert (ROOT / path).exists()


def test_the_words_of_each_state_are_those_of_the_code() -> None:
    words_of: list[list[str]] = [
        list(dict.fromkeys(STANDINGS.values())),
        *(
            list(get_args(one))
            for one in (DecisionKind, CorrectionState, DeliveryState, RecheckOutcome)
        ),
    ]
    for words in words_of:
        assert ", ".join(f"`{word}`" for word in words) in MAP


@pytest.mark.parametrize("verdict", Verdict)
def test_each_verdict_has_a_line_of_its_own_on_the_map_as_a_report_says_it(
    verdict: Verdict,
) -> None:
    assert f"| `{verdict.value}` | {STANDINGS[verdict]} | {MEANINGS[verdict]} |\n" in MAP


def test_the_map_is_one_screen_and_little_more() -> None:
    lines = MAP.splitlines()
    assert len(lines) <= 76
    assert max(map(len, lines)) <= 210


def test_a_folder_holds_no_more_than_a_person_takes_in() -> None:
    for folder in FOLDERS:
        modules = [path for path in (ROOT / folder).glob("*.py") if path.stem != "__init__"]
        assert len(modules) <= 14, folder


def test_no_test_module_takes_from_another_what_belongs_in_the_support() -> None:
    for path in (ROOT / "tests").rglob("*.py"):
        taken = re.findall(r"^\s*(?:from|import) (test_\w+)", path.read_text("utf-8"), re.MULTILINE)
        assert not taken, f"{path.name} imports {taken[0]}"


def test_a_module_is_a_concept_and_no_longer_than_one() -> None:
    parts = (*ROOMS, "tests", "benchmarks")
    for path in [path for part in parts for path in (ROOT / part).rglob("*.py")]:
        lines = len(path.read_text(encoding="utf-8").splitlines())
        assert lines <= 450, f"{path.relative_to(ROOT)}: {lines} lines"


def test_the_names_of_test_modules_are_unique() -> None:
    names = [path.name for path in (ROOT / "tests").rglob("*.py")]
    assert len(names) == len(set(names))


DOORS = {"prefect", "click", "fastapi", "starlette", "uvicorn", "mcp"}
WITHOUT = {
    "flows/assistants/notebook.py": "what `import corrigenda` gives is a door of its own",
    "flows/cli/console/summary.py": "what the terminal prints of a run",
    "flows/cli/console/text_summary.py": "what the terminal prints of a text",
    "flows/environment/settings.py": "what the environment says",
    "flows/schedules/server_deployments.py": "asks a Prefect server without importing Prefect",
}


def test_flows_hold_when_and_in_which_order_and_all_else_is_work() -> None:
    """Outside `flows/work` a module knows the tool that begins a run or asks for one."""
    found = set()
    for path in (ROOT / "flows").rglob("*.py"):
        name = path.relative_to(ROOT).as_posix()
        if path.name == "__init__.py" or name.startswith("flows/work/"):
            continue
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        taken = {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
        taken |= {one.name for node in nodes if isinstance(node, ast.Import) for one in node.names}
        if not DOORS & {one.partition(".")[0] for one in taken}:
            found.add(name)
    assert found == set(WITHOUT)


def test_no_imports_run_in_a_circle_between_files_or_folders() -> None:
    graph = graph_of(read_house(TREE))
    assert circles(graph) == []
    assert circles(folders_of(graph)) == []


@pytest.mark.parametrize("command", COMMANDS)
def test_three_calls_lead_from_a_command_to_the_first_thing_that_it_does(command: str) -> None:
    way = calls_to_first_step(ROOT, command)
    assert 2 <= len(way) <= 4, way
