"""The planting of faults: each mutant differs from its module in one place."""

from __future__ import annotations

import ast

import pytest

from benchmarks.mutants import FOLDER, find_mutants, nearest_tests


@pytest.mark.parametrize(
    ("source", "mutants"),
    [
        ("a < b", ["a <= b"]),
        ("a and not b", ["a or not b", "a and (not not b)"]),
        ("c &= d", ["c |= d"]),
        ("x = 2.5", ["x = 3.5"]),
        ("x = True", ["x = False"]),
        ("def f(a: int = 1) -> 'a < b': pass", ["def f(a: int=2) -> 'a < b':\n    pass"]),
        ("a.b(c)", []),
    ],
)
def test_one_operator_constant_or_negation_is_changed(source: str, mutants: list[str]) -> None:
    assert [ast.unparse(one.tree) for one in find_mutants(source)] == mutants


def test_every_module_of_the_judging_has_mutants_and_tests_that_are_near() -> None:
    for path in FOLDER.glob("*.py"):
        if path.stem != "__init__":
            assert next(find_mutants(path.read_text(encoding="utf-8")), None) is not None, path.stem
            assert all(test.is_file() for test in nearest_tests(path.stem))
