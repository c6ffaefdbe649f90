"""How many faults planted in the judging its unit tests find.

Each mutant is one module of `expectations/judging` or `expectations/cubes` with one operator,
constant or negation changed. Annotations, decorators and texts stay as they are, and so does what
no run of a right program can show: `strict` of `zip`, `compare` and `repr` of a field (`UNSEEN`).
The tests are imported once, in this process. A first child runs them all and notes which lines of
the judging each of them runs, and how long it takes. Then each mutant has a child of its own, in
which the module's functions get the changed code; it runs the tests that run the changed statement,
the quickest first, until one fails. So a mutant costs what those tests cost, and nothing beside.

Prints each survivor with its place, and how many were killed. A survivor is a missing test, or a
change that changes nothing (an equivalent mutant): a person tells which.

With ``--near`` only the test modules are run that import one of the modules by its name: a minute
in place of ten, and what those alone do not find is to be tried without it.

    python -m benchmarks.mutants [MODULE ...] [--sample 40] [--seed 1] [--seconds 10] [--near]
"""

from __future__ import annotations

import argparse
import ast
import gc
import importlib
import os
import pickle
import random
import resource
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, is_dataclass
from itertools import islice
from pathlib import Path
from types import CodeType, FunctionType, MappingProxyType, ModuleType
from typing import Any, TextIO

import pytest

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = (ROOT / "expectations" / "judging", ROOT / "expectations" / "cubes")
FILES = {
    path.stem: path
    for folder in FOLDERS
    for path in sorted(folder.glob("*.py"))
    if path.stem != "__init__"
}
"""The modules that faults are planted in, by name."""


def _name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


TESTS = ROOT / "tests" / "expectations"
SLOW = ("test_checkpoint", "test_data_docs", "test_suites", "test_explain", "test_scale_checks")
"""Tests that import Great Expectations or judge a whole paper: too far away to be unit tests."""
OWNERS = ("expectations", "sources", "reports", "test_", "benchmarks")
"""Modules that may have a constant of the judging under a name of their own begin so."""

UNSEEN = frozenset({"strict", "compare", "repr"})
"""Keywords of calls that only tell what happens on a programmer's slip, or how a thing prints."""

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
    """One change: where, what it was and what it is.

    Attributes:
        line: Of the change.
        lines: Of the statement of a function that it is in; None where it stands outside of all.
        before: The expression as it is.
        after: As it is planted.
        tree: The whole module with it.
    """

    line: int
    lines: range | None
    before: str
    after: str
    tree: ast.Module


def find_mutants(source: str) -> Iterator[Mutant]:
    """The mutants of a module, in the order of its lines; annotations and texts stay."""
    whole = pickle.dumps(ast.parse(source))
    for at in range(sum(1 for _ in _places(pickle.loads(whole)))):
        tree = pickle.loads(whole)
        node = next(islice(_places(tree), at, None))
        before, lines = ast.unparse(node), _statement_of(tree, node)
        _change(node)
        tree = ast.fix_missing_locations(tree)
        yield Mutant(node.lineno, lines, before, ast.unparse(node), tree)


def _statement_of(tree: ast.Module, node: ast.AST) -> range | None:
    """The lines of the innermost statement of a function's body that holds a node."""
    found: range | None = None
    for one in ast.walk(tree):
        if isinstance(one, ast.FunctionDef):
            inner = [stmt for part in one.body for stmt in ast.walk(part)]
            for stmt in inner:
                if isinstance(stmt, ast.stmt) and any(sub is node for sub in ast.walk(stmt)):
                    lines = range(stmt.lineno, (stmt.end_lineno or stmt.lineno) + 1)
                    found = lines if found is None or len(lines) < len(found) else found
    return found


def _places(tree: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    """The nodes that can be changed."""
    if isinstance(tree, ast.keyword) and tree.arg in UNSEEN:
        return
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


@dataclass(frozen=True)
class Ran:
    """What a test ran when nothing was planted: lines by file, and its seconds."""

    lines: Mapping[str, frozenset[int]]
    seconds: float


def covering(ran: Mapping[str, Ran], path: str, mutant: Mutant, seconds: float) -> list[str]:
    """The tests that run a mutant's statement, the quickest first, that fit in some seconds."""
    found: list[str] = []
    for name, one in sorted(ran.items(), key=lambda item: item[1].seconds):
        lines = one.lines.get(path, frozenset())
        if lines if mutant.lines is None else lines.intersection(mutant.lines):
            seconds -= one.seconds
            if found and seconds < 0:
                break
            found.append(name)
    return found


def plant(module: ModuleType, tree: ast.Module) -> None:
    """Give the functions of an imported module, and its constants, what a tree says.

    Functions keep their identity and get new code, so that whoever imported them runs it too. A
    constant is set at home and where it was imported by its name.
    """
    path = str(module.__file__)
    code = compile(tree, path, "exec")
    bodies = {(one.co_qualname, one.co_firstlineno): one for one in _codes(code)}
    for function in [one for one in gc.get_objects() if isinstance(one, FunctionType)]:
        old = function.__code__
        new = bodies.get((old.co_qualname, old.co_firstlineno))
        if old.co_filename == path and new is not None:
            function.__code__ = new
    other = ModuleType(module.__name__)
    other.__file__ = path
    other.__dict__[_NOTE] = vars(module).get(_NOTE)
    exec(code, other.__dict__)
    for name, value in list(vars(other).items()):
        here = vars(module).get(name)
        if isinstance(value, FunctionType) and isinstance(here, FunctionType):
            here.__defaults__, here.__kwdefaults__ = value.__defaults__, value.__kwdefaults__
        clear = getattr(here, "cache_clear", None)
        if clear is not None:
            clear()
    for name in _constants(tree):
        _rebind(name, vars(module)[name], _at_home(vars(other)[name], module), module)


def _codes(code: CodeType) -> Iterator[CodeType]:
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield one
            yield from _codes(one)


def _constants(tree: ast.Module) -> list[str]:
    """The names that a module binds to values by itself."""
    targets: list[ast.expr] = []
    for one in tree.body:
        targets += one.targets if isinstance(one, ast.Assign) else []
        targets += [one.target] if isinstance(one, ast.AnnAssign) and one.value else []
    return [name.id for one in targets for name in ast.walk(one) if isinstance(name, ast.Name)]


def _at_home(value: Any, module: ModuleType) -> Any:
    """A value of a second body of a module, with the first one's functions and classes in it."""
    if isinstance(value, FunctionType | type):
        own = value.__module__ == module.__name__
        return vars(module).get(value.__name__, value) if own else value
    if isinstance(value, dict | MappingProxyType):
        inside = {_at_home(key, module): _at_home(one, module) for key, one in value.items()}
        return inside if isinstance(value, dict) else MappingProxyType(inside)
    if isinstance(value, tuple | frozenset) and type(value) in {tuple, frozenset}:
        return type(value)(_at_home(one, module) for one in value)
    if is_dataclass(value) and type(value).__module__ == module.__name__:
        object.__setattr__(value, "__class__", vars(module)[type(value).__name__])
    return value


def _rebind(name: str, old: object, new: object, home: ModuleType) -> None:
    """Set a constant at home and where it was imported by its name: small numbers are all one."""
    for path, module in list(sys.modules.items()):
        is_taken = path.startswith(OWNERS) and vars(module).get(name) is old
        if module is home or is_taken:
            setattr(module, name, new)


class Planting:
    """A plugin of pytest: once the tests are collected, it plants one mutant after the other."""

    def __init__(self, asked: argparse.Namespace, out: TextIO) -> None:
        self._asked, self._out = asked, out
        self.made = self.killed = 0

    def pytest_collection(self) -> None:
        """The same examples for each mutant; hypothesis may not be imported before pytest."""
        from hypothesis import settings

        settings.register_profile(
            "mutants", deadline=None, derandomize=True, max_examples=10, database=None
        )
        settings.load_profile("mutants")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Plant, run and print, in place of running the tests once."""
        items = {item.nodeid: item for item in session.items}
        ran = _run_all(list(items.values()))
        self._say(f"{len(ran)} of {len(items)} tests are run")
        for name in self._asked.modules:
            module = importlib.import_module(_name_of(FILES[name]))
            self._plant_in(module, items, ran)
        return True

    def _plant_in(
        self, module: ModuleType, items: Mapping[str, pytest.Item], ran: Mapping[str, Ran]
    ) -> None:
        asked, path = self._asked, str(module.__file__)
        source = Path(path).read_text(encoding="utf-8")
        whole = Mutant(0, None, "", "", ast.parse(source))
        tests = [items[one] for one in covering(ran, path, whole, asked.seconds)]
        if not survives(module, whole.tree, tests, asked.seconds * 9):
            raise SystemExit(f"{module.__name__}: its tests fail as it is")
        mutants = list(find_mutants(source))
        if asked.sample and len(mutants) > asked.sample:
            mutants = random.Random(asked.seed).sample(mutants, asked.sample)
        alive: list[tuple[Mutant, int]] = []
        for one in mutants:
            tests = [items[name] for name in covering(ran, path, one, asked.seconds)]
            if survives(module, one.tree, tests, asked.seconds * 9):
                alive.append((one, len(tests)))
        self.made += len(mutants)
        self.killed += len(mutants) - len(alive)
        name = Path(path).stem
        self._say(f"{name}: {len(mutants) - len(alive)} of {len(mutants)} killed")
        for one, near in sorted(alive, key=lambda pair: pair[0].line):
            self._say(f"  line {one.line}: {one.before}  ->  {one.after}  ({near} tests run it)")

    def _say(self, line: str) -> None:
        print(line, file=self._out, flush=True)


def survives(
    module: ModuleType, tree: ast.Module, tests: Sequence[pytest.Item], seconds: float
) -> bool:
    """Whether the tests hold with a module's body in its place, within some seconds of work."""
    if not tests:
        return True
    child = os.fork()
    if not child:
        code = 3
        try:
            most = int(seconds) + 1
            resource.setrlimit(resource.RLIMIT_CPU, (most, most))
            os.dup2(1, 2)
            plant(module, tree)
            code = int(not all(_holds(one, None) for one in tests))
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def _holds(item: pytest.Item, following: pytest.Item | None) -> bool:
    """Whether one test passes."""
    from _pytest.runner import runtestprotocol

    reports = runtestprotocol(item, log=False, nextitem=following)
    return all(one.outcome == "passed" for one in reports)


def _run_all(items: Sequence[pytest.Item]) -> dict[str, Ran]:
    """What each test that passes ran, found out in a child whose judging notes its statements."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        with os.fdopen(writing, "wb") as file:
            pickle.dump(_ran_by(items), file)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as file:
        ran: dict[str, Ran] = pickle.load(file)
    os.waitpid(child, 0)
    return ran


def _ran_by(items: Sequence[pytest.Item]) -> dict[str, Ran]:
    notes: dict[str, set[int]] = {}
    for path in FILES.values():
        module = sys.modules.get(_name_of(path))
        if module is not None:
            seen = notes[str(module.__file__)] = set()
            vars(module)[_NOTE] = seen.add
            plant(module, with_notes(path.read_text(encoding="utf-8")))
    ran: dict[str, Ran] = {}
    for item in items:
        for seen in notes.values():
            seen.clear()
        start = time.process_time()
        if _holds(item, None):
            lines = {path: frozenset(seen) for path, seen in notes.items()}
            ran[item.nodeid] = Ran(lines, time.process_time() - start)
    return ran


_NOTE = "__note__"


def with_notes(source: str) -> ast.Module:
    """A module whose functions note the line of each statement that they come to."""
    tree = ast.parse(source)
    for function in [one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)]:
        for node in [function, *(one for part in function.body for one in ast.walk(part))]:
            for name, value in list(ast.iter_fields(node)):
                if isinstance(value, list) and value and isinstance(value[0], ast.stmt):
                    noted = (_note(one) for one in value if not _is_note(one))
                    setattr(node, name, [one for pair in noted for one in pair])
    return ast.fix_missing_locations(tree)


def _note(statement: ast.stmt) -> tuple[ast.stmt, ast.stmt]:
    call = ast.Call(ast.Name(_NOTE, ast.Load()), [ast.Constant(statement.lineno)], [])
    return ast.copy_location(ast.Expr(call), statement), statement


def _is_note(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and _NOTE in ast.unparse(statement)


def is_near(test: str, modules: Sequence[str]) -> bool:
    """Whether the text of a test module imports one of some modules of the judging by its name."""
    return any(f"{_name_of(FILES[name])} import" in test for name in modules)


def main() -> int:
    """Plant, run and print; gives 1 where a mutant survived."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    known = sorted(FILES)
    parser.add_argument("modules", nargs="*", metavar="MODULE", help=f"of {', '.join(known)}")
    parser.add_argument("--sample", type=int, default=40, help="mutants a module; 0: all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=10.0, help="for the tests of one mutant")
    parser.add_argument("--near", action="store_true", help="only tests that import the modules")
    asked = parser.parse_args()
    asked.modules = asked.modules or known
    files = [path for path in sorted(TESTS.glob("test_*.py")) if path.stem not in SLOW]
    if asked.near:
        files = [path for path in files if is_near(path.read_text("utf-8"), asked.modules)]
    options = ["-q", "--noconftest", "-p", "no:cacheprovider", "-p", "no:xdist"]
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    planting = Planting(asked, out)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    code = pytest.main([*options, *map(str, files)], plugins=[planting])
    if not planting.made:
        print(f"nothing was planted: pytest gives {code}", file=out, flush=True)
        return 2
    made, killed = planting.made, planting.killed
    print(f"{killed} of {made} killed ({killed / made:.0%})", file=out, flush=True)
    return int(killed < made)


if __name__ == "__main__":
    sys.exit(main())
