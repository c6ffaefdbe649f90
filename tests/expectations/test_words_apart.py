"""What computes does not phrase: all English about an outcome is in `expectations/wording`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMPUTING = (
    *(f"expectations/{one}" for one in ("assessment", "cubes", "explaining", "judging")),
    "expectations/plausibility",
    "reports/decisions",
    "reports/findings/since.py",
    "reports/findings/refresh_changes.py",
    "reports/findings/text_figures.py",
    "flows/work/inquiries/verifying.py",
)


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


NAMES = {"right when written", "cannot be checked"}
"""Answers in a word that programs compare (`AnswerWord`)."""


@pytest.mark.parametrize("place", COMPUTING)
def test_what_computes_does_not_phrase(place: str) -> None:
    found = ROOT / place
    for path in sorted(found.rglob("*.py")) if found.is_dir() else [found]:
        if path.name == "oddities.py":
            continue  # the names of its forms
        for text in sentences_of(ast.parse(path.read_text(encoding="utf-8"))):
            # What is in capitals alone is the name of a sign or of a constant.
            is_name = text in NAMES or text.isupper()
            words = [] if is_name else [one for one in text.split() if one.isalpha()]
            assert len(words) < 3, f"{path.relative_to(ROOT)} phrases: {text!r}"
