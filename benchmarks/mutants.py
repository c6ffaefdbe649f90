"""How many faults planted in the judging its nearest tests find.

Each mutant is one module of `expectations/judging` with one operator, constant or negation changed.
It is imported in place of the module by a child of this process, which runs the test files that
name the module and stops at the first that fails. What takes long to import and does not depend on
the judging is imported once, in the parent, so that a mutant costs seconds.

Prints each survivor with its place, and how many were killed. A survivor is a missing test, or a
change that changes nothing (an equivalent mutant): a person tells which.

    python -m benchmarks.mutants [MODULE ...] [--sample 40] [--seed 1] [--seconds 60]
"""

from __future__ import annotations

import argparse
import ast
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import os
import pickle
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import CodeType, ModuleType

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = "expectations.judging"
FOLDER = ROOT / "expectations" / "judging"
TESTS = ROOT / "tests" / "expectations"
WARM = ("numpy", "pandas", "hypothesis", "pytest", "msgspec", "sources.registers.register")
WARM_TOO = ("sources.snapshots.load", "sources.snapshots.needs")
SLOW = ("test_checkpoint", "test_data_docs", "test_suites", "test_explain", "test_scale_checks")
"""Tests that import Great Expectations or judge a whole paper: too far away to be the nearest."""

_SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}


@dataclass(frozen=True)
class Mutant:
    """One change: where, what it was and what it is."""

    line: int
    before: str
    after: str
    tree: ast.Module


def find_mutants(source: str) -> Iterator[Mutant]:
    """The mutants of a module, in the order of its lines; annotations and texts stay."""
    whole = pickle.dumps(ast.parse(source))
    for at in range(sum(1 for _ in _places(pickle.loads(whole)))):
        tree = pickle.loads(whole)
        node = next(islice(_places(tree), at, None))
        before = ast.unparse(node)
        _change(node)
        yield Mutant(node.lineno, before, ast.unparse(node), ast.fix_missing_locations(tree))


def _places(tree: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    """The nodes that can be changed."""
    for name, value in ast.iter_fields(tree):
        if name in ("annotation", "returns", "decorator_list"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.expr | ast.stmt) and _is_place(child):
                yield child
            if isinstance(child, ast.AST):
                yield from _places(child)


def _is_place(node: ast.AST) -> bool:
    match node:
        case ast.Compare(ops=[one]):
            return type(one) in _SWAPS
        case ast.BoolOp(op=one) | ast.BinOp(op=one) | ast.AugAssign(op=one):
            return type(one) in _SWAPS
        case ast.UnaryOp(op=ast.Not() | ast.Invert()):
            return True
        case ast.Constant(value=value):
            return isinstance(value, int | float)
    return False


def _change(node: ast.AST) -> None:
    match node:
        case ast.Compare():
            node.ops = [_SWAPS[type(node.ops[0])]()]  # type: ignore[list-item]
        case ast.BoolOp() | ast.BinOp() | ast.AugAssign():
            node.op = _SWAPS[type(node.op)]()  # type: ignore[assignment]
        case ast.UnaryOp(op=ast.Not()):
            node.op, node.operand = ast.Not(), ast.UnaryOp(ast.Not(), node.operand)
        case ast.UnaryOp():
            node.operand = ast.UnaryOp(ast.Invert(), node.operand)
        case ast.Constant(value=bool(value)):
            node.value = not value
        case ast.Constant(value=int(value) | float(value)):
            node.value = value + 1


class _Planted(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives one module another body."""

    def __init__(self, name: str, path: Path, code: CodeType) -> None:
        self._name, self._path, self._code = name, path, code

    def find_spec(
        self, name: str, path: object = None, target: object = None
    ) -> importlib.machinery.ModuleSpec | None:
        """The module's own place, where it is that module."""
        if name != self._name:
            return None
        return importlib.util.spec_from_file_location(name, self._path, loader=self)

    def exec_module(self, module: ModuleType) -> None:
        """Run the planted body."""
        exec(self._code, module.__dict__)


def nearest_tests(module: str) -> list[Path]:
    """The test files that name a module; where none does, those of the verdicts."""
    near = [path for path in sorted(TESTS.glob("test_*.py")) if path.stem not in SLOW]
    found = [path for path in near if f"{PACKAGE}.{module} " in path.read_text(encoding="utf-8")]
    return found or [TESTS / "test_reconcile.py", TESTS / "test_verdicts.py"]


def survives(module: str, tree: ast.Module, tests: Sequence[Path], seconds: float) -> bool:
    """Whether the tests hold with a module's body in its place, within some seconds."""
    path = FOLDER / f"{module}.py"
    child = os.fork()
    if not child:
        code = 3
        try:
            code = _run(_Planted(f"{PACKAGE}.{module}", path, compile(tree, path, "exec")), tests)
        finally:
            os._exit(code)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status) == 0
        time.sleep(0.02)
    os.kill(child, 9)
    os.waitpid(child, 0)
    return False


def _run(planted: _Planted, tests: Sequence[Path]) -> int:
    """Run the tests in this process, without a word; gives pytest's code."""
    import pytest
    from hypothesis import settings

    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    sys.meta_path.insert(0, planted)
    settings.register_profile("mutants", deadline=None, derandomize=True, max_examples=30)
    settings.load_profile("mutants")
    # What was imported in the parent is not rewritten for its assertions, of which there are none.
    options = ["-x", "-q", "--noconftest", "-p", "no:cacheprovider", "-p", "no:xdist"]
    options += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]
    return int(pytest.main([*options, *map(str, tests)]))


def main() -> int:
    """Plant, run and print; gives 1 where a mutant survived."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    known = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem != "__init__")
    parser.add_argument("modules", nargs="*", metavar="MODULE", help=f"of {', '.join(known)}")
    parser.add_argument("--sample", type=int, default=40, help="mutants a module; 0: all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=120.0, help="for the tests of one mutant")
    asked = parser.parse_args()
    for name in (*WARM, *WARM_TOO):
        importlib.import_module(name)
    made = killed = 0
    for module in asked.modules or known:
        source, tests = (FOLDER / f"{module}.py").read_text(encoding="utf-8"), nearest_tests(module)
        if not survives(module, ast.parse(source), tests, asked.seconds * 5):
            print(f"{module}: its tests fail as it is", flush=True)
            return 2
        mutants = list(find_mutants(source))
        if asked.sample and len(mutants) > asked.sample:
            mutants = random.Random(asked.seed).sample(mutants, asked.sample)
        alive = [one for one in mutants if survives(module, one.tree, tests, asked.seconds)]
        made, killed = made + len(mutants), killed + len(mutants) - len(alive)
        print(f"{module}: {len(mutants) - len(alive)} of {len(mutants)} killed", flush=True)
        for one in sorted(alive, key=lambda one: one.line):
            print(f"  line {one.line}: {one.before}  ->  {one.after}", flush=True)
    print(f"{killed} of {made} killed ({killed / max(made, 1):.0%})")
    return int(killed < made)


if __name__ == "__main__":
    sys.exit(main())
