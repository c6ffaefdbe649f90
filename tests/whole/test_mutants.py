"""The planting of faults: each mutant differs from its module in one place."""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from types import ModuleType

import pytest

from benchmarks.mutants import FILES, Ran, covering, plant, with_notes
from benchmarks.mutated import find_mutants
from expectations.cubes import coverage, cube


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
        ("zip(a, b, strict=True)", []),
        ("field(default=1, repr=False)", ["field(default=2, repr=False)"]),
        ("_AT_ONCE = 4", []),
        ("_AT_LEAST = 4", ["_AT_LEAST = 5"]),
        ("lru_cache(maxsize=8)", []),
        ("a.reshape(-1, 2)", ["a.reshape(-1, 3)"]),
        ("a.take(-1)", ["a.take(-2)"]),
    ],
)
def test_one_operator_constant_or_negation_is_changed(source: str, mutants: list[str]) -> None:
    assert [ast.unparse(one.tree) for one in find_mutants(source)] == mutants


def test_a_sample_is_the_same_for_the_same_seed() -> None:
    every, some = ([one.after for one in find_mutants(SOURCE, count)] for count in (0, 3))
    assert (len(some), set(some) - set(every)) == (3, set())
    assert some == [one.after for one in find_mutants(SOURCE, 3, 1)]
    assert any(some != [one.after for one in find_mutants(SOURCE, 3, seed)] for seed in range(9))
    assert [one.after for one in find_mutants(SOURCE, 99)] == every


def test_faults_are_planted_in_what_is_asked_of_an_outcome_too() -> None:
    assert {"tolerance", "own_made", "other_definition", "own_means"} <= set(FILES)


def test_every_module_of_the_judging_has_mutants() -> None:
    for path in FILES.values():
        assert next(find_mutants(path.read_text(encoding="utf-8")), None) is not None, path.stem


SOURCE = """
LEAST = 1
TABLE = {"a": LEAST}

def at_least(value, least=2):
    if value < least:
        return False
    return value >= LEAST

def outer():
    return [one for one in (at_least(1), at_least(5))]
"""


def module_of(folder: Path) -> ModuleType:
    module = ModuleType("test_planted_module")
    module.__file__ = str(folder / "planted.py")
    sys.modules[module.__name__] = module
    exec(compile(SOURCE, module.__file__, "exec"), module.__dict__)
    return module


def test_a_planted_fault_is_run_by_whoever_took_the_function_before(tmp_path: Path) -> None:
    module = module_of(tmp_path)
    taken = module.at_least
    assert (taken(2), module.outer()) == (True, [False, True])
    plant(module, ast.parse(SOURCE.replace("value < least", "value <= least")))
    assert (taken(2), taken is module.at_least) == (False, True)
    plant(module, ast.parse(SOURCE.replace("least=2", "least=1")))
    assert module.outer() == [True, True]
    plant(module, ast.parse(SOURCE.replace("LEAST = 1", "LEAST = 9")))
    assert (taken(5), module.TABLE) == (False, {"a": 9})
    del sys.modules[module.__name__]


def test_a_planted_constant_is_no_other_module_s(tmp_path: Path) -> None:
    before = (coverage.COVERED, cube.SIMPLE, cube.WEIGHTED)
    module = module_of(tmp_path)
    for value in ("0", "1", "0.95", "9"):
        plant(module, ast.parse(SOURCE.replace("LEAST = 1", f"LEAST = {value}")))
    del sys.modules[module.__name__]
    assert before == (coverage.COVERED, cube.SIMPLE, cube.WEIGHTED)


def test_a_mutant_is_tried_by_the_tests_that_run_its_statement_the_quickest_first() -> None:
    constant = next(find_mutants(SOURCE))
    mutants = {one.before: one for one in find_mutants(SOURCE)}
    ran = {
        "slow": Ran({"m.py": frozenset({6, 8})}, 5.0),
        "quick": Ran({"m.py": frozenset({6, 7})}, 0.5),
        "far": Ran({"other.py": frozenset({6})}, 0.1),
    }
    assert covering(ran, "m.py", mutants["value < least"], 9.0) == ["quick", "slow"]
    assert covering(ran, "m.py", mutants["value < least"], 1.0) == ["quick"]
    assert covering(ran, "m.py", mutants["value >= LEAST"], 9.0) == ["slow"]
    # What stands outside of all functions may be looked at by any test.
    assert covering(ran, "m.py", constant, 9.0) == ["far", "quick", "slow"]
    assert covering(ran, "m.py", constant, 0.05) == ["far"]
    # Without bounds all of them are tried, those first that are put there.
    assert covering(ran, "m.py", constant) == ["far", "quick", "slow"]
    order = ["slow", "quick", "far"]
    assert covering(ran, "m.py", constant, first=order.index) == order


def test_statements_are_noted_when_they_are_come_to(tmp_path: Path) -> None:
    module, lines = module_of(tmp_path), set[int]()
    vars(module)["__note__"] = lines.add
    plant(module, with_notes(SOURCE))
    assert module.at_least(1) is False
    assert lines == {6, 7}
    del sys.modules[module.__name__]
