"""What computes does not phrase: all English about an outcome is in `expectations/wording`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOM = Path(__file__).resolve().parents[2] / "expectations"
COMPUTING = ("assessment", "cubes", "explaining", "judging", "plausibility")


def sentences_of(tree: ast.Module) -> Iterator[str]:
    """The texts of three words and more that are no docstring and no message of an error."""
    silent = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise | ast.Assert):
            silent |= {id(one) for one in ast.walk(node)}
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Oddity":
            silent.add(id(node.args[0]))  # the name of its form
    for node in ast.walk(tree):
        if id(node) in silent:
            continue
        if isinstance(node, ast.JoinedStr):
            yield "".join(
                str(one.value) if isinstance(one, ast.Constant) else " # " for one in node.values
            )
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


@pytest.mark.parametrize("folder", COMPUTING)
def test_what_computes_does_not_phrase(folder: str) -> None:
    for path in sorted((ROOM / folder).rglob("*.py")):
        if path.name == "oddities.py":
            continue  # the names of its forms
        for text in sentences_of(ast.parse(path.read_text(encoding="utf-8"))):
            words = [one for one in text.split() if one.isalpha()]
            assert len(words) < 3, f"{path.relative_to(ROOM.parent)} phrases: {text!r}"
