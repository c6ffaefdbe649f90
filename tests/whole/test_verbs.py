"""A verb in the name of a function means one thing in the whole house."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("sources", "expectations", "reports", "flows")
WORDS = r"(str|(list|tuple|Iterator)\[str(, \.\.\.)?\])( \| None)?"
SOMETHING = r"(?!None$).+"
GIVES = {
    "is": r"bool|Bools",
    "has": r"bool|Bools|TypeGuard\[\w+\]",
    "may": r"bool|Bools",
    "say": WORDS,
    "tell": r"(tuple\[)?Notice(, \.\.\.\])?( \| None)?",
    "render": SOMETHING,
    "write": r"(?!str$|Markup$).+",
    "read": SOMETHING,
    "parse": SOMETHING,
    "load": SOMETHING,
    "fetch": SOMETHING,
    "find": SOMETHING,
    "list": r"(list|tuple|Iterator|Sequence)\[.+",
    "describe": SOMETHING,
    "build": SOMETHING,
    "check": SOMETHING,
    "refuse": r"None",
    "require": r"None",
}
"""What a function gives whose name begins with a verb, as the type of its result is written."""
NOT_OURS = {
    ("expectations/checks/checkpoint.py", "is_fresh"),
    ("sources/snapshots/columns.py", "tell"),
    ("sources/snapshots/columns_reading.py", "tell"),
}
"""Named by others: what Great Expectations asks for, and what a file of Python has."""


@cache
def named_by_verbs() -> tuple[tuple[str, str, str, str], ...]:
    """Each function with a verb of the table: where it is, its name, the verb, what it gives.

    What is decorated is named for whoever asks from outside: a command, an address, a tool.
    """
    return tuple(_named_by_verbs())


def _named_by_verbs() -> Iterator[tuple[str, str, str, str]]:
    for path in [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]:
        place = path.relative_to(ROOT).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.FunctionDef) or (place, node.name) in NOT_OURS:
                continue
            names = {ast.unparse(one).partition("(")[0] for one in node.decorator_list}
            if names - {"cache", "lru_cache", "property", "staticmethod", "classmethod"}:
                continue
            verb = node.name.lstrip("_").partition("_")[0]
            if verb in GIVES and node.returns is not None:
                yield place, node.name, verb, ast.unparse(node.returns)


@pytest.mark.parametrize("verb", GIVES)
def test_a_verb_gives_one_kind_of_result(verb: str) -> None:
    found = [one for one in named_by_verbs() if one[2] == verb]
    assert found, f"nothing is named {verb}_ any more"
    other = [one for one in found if not re.fullmatch(GIVES[verb], one[3])]
    assert other == []


def test_every_verb_of_the_table_is_told_to_those_who_carry_on() -> None:
    told = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    listed = re.findall(r"`(\w+)_`", told.partition("**Verbs**")[2].partition("\n- **")[0])
    assert sorted(listed) == sorted(GIVES)
