"""A name means one thing in the whole house, in the code and in what a person reads."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("sources", "expectations", "reports", "flows")


def types_of(tree: ast.Module) -> Iterator[str]:
    """The public classes and type aliases of a module; an alias is a capitalised name assigned."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if isinstance(target, ast.Name) and target.id[0].isupper() and not target.id.isupper():
                yield target.id


def test_no_public_class_or_type_is_defined_twice() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            for name in types_of(ast.parse(path.read_text(encoding="utf-8"))):
                places[name].append(path.relative_to(ROOT).as_posix())
    twice = {name: found for name, found in places.items() if len(found) > 1}
    twice = {name: found for name, found in twice.items() if name[0] != "_"}
    assert not twice, twice


VINTAGE = re.compile(r"\bvintages?\b", re.IGNORECASE)
CODE = re.compile(
    r"```.*?```|``.*?``|`[^`]*`|\{[{%].*?[}%]\}|--vintage\b|'vintage'|\bvintages\[", re.DOTALL
)
"""What stands in a text as code: an option, a key, an expression of a template."""


def sayings_of(path: Path) -> Iterator[str]:
    """The strings of a module that are more than a key: what help says is in the reference."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    notes = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in notes:
            continue
        if isinstance(node.value, str) and not node.value.isidentifier():
            yield node.value


@pytest.mark.parametrize("room", ROOMS)
def test_what_the_program_says_is_of_editions_and_never_of_vintages(room: str) -> None:
    for path in sorted((ROOT / room).rglob("*.py")):
        for said in sayings_of(path):
            found = VINTAGE.search(CODE.sub("", said))
            assert not found, f"{path.relative_to(ROOT)}: {said!r}"


@pytest.mark.parametrize("files", ["*.md", "docs/**/*.md", "reports/templates/**/*.*"])
def test_pages_and_documents_are_of_editions_and_never_of_vintages(files: str) -> None:
    for path in sorted(ROOT.glob(files)):
        found = VINTAGE.search(CODE.sub("", path.read_text(encoding="utf-8")))
        assert not found, f"{path.relative_to(ROOT)}: {found}"


PUBLISHED = {"edition", "editions", "editions_before", "editions_text", "rates_edition"}
"""Keys of published formats that say edition since they were first published."""


@pytest.mark.parametrize("room", ROOMS)
def test_names_of_code_say_vintage_and_never_edition(room: str) -> None:
    for path in sorted((ROOT / room).rglob("*.py")):
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        named = {node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.ClassDef)}
        named |= {path.stem}
        said = {name for name in named if "edition" in name.lower()} - PUBLISHED
        assert not said, f"{path.relative_to(ROOT)}: {said}"
