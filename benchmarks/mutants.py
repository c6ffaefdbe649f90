"""How many faults planted in the judging its unit tests find.

Each mutant is one module of `expectations/judging`, `expectations/cubes` or
`expectations/assessment` with one operator, constant or negation changed. Annotations, decorators
and texts stay as they are, and so does what no run of a right program can show:

- `strict` of `zip`, `compare` and `repr` of a field (`mutated.UNSEEN`);
- how much is done or kept at once, which bounds memory and changes no result (`mutated.BOUNDS`):
  tests hold that what is done in parts is what is done at once;
- the -1 of `reshape`, for which numpy takes any number below nought.

All other mutants count, also those that nothing could tell from the program.

The tests are imported once, in this process. A first child runs them all and notes which lines of
the judging each of them runs, and how long it takes. Then each mutant has a child of its own, in
which the module's functions get the changed code; it runs all tests that run the changed statement
(of what stands outside of all functions all there are, since others import it) until one fails:
first those that found another mutant of the module, then those of test modules that import it, the
quickest first. The order decides how long it takes, and never what is found: the same seed gives
the same.

Prints each survivor with its place, and how many were killed. A survivor is a missing test, or a
change that changes nothing (an equivalent mutant): a person tells which.

With ``--near`` only the test modules are run that import one of the modules by its name, and with
``--seconds`` of the tests only the first that fit: quicker, and what those do not find is to be
tried without it.

    python -m benchmarks.mutants [MODULE ...] [--sample 40] [--seed 1] [--seconds 0] [--near]
"""

from __future__ import annotations

import argparse
import ast
import gc
import importlib
import os
import pickle
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, is_dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from types import CodeType, FunctionType, MappingProxyType, ModuleType
from typing import Any, TextIO

import pytest

from benchmarks.mutated import Mutant, find_mutants
from benchmarks.options import options_of

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = tuple(ROOT / "expectations" / name for name in ("judging", "cubes", "assessment"))
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
PATIENCE = 9
"""A mutant that works so many times longer than its tests do has no end, and is found."""

OWNERS = ("expectations", "sources", "reports", "test_", "benchmarks")
"""Modules that may have a constant of the judging under a name of their own begin so."""


@dataclass(frozen=True)
class Ran:
    """What a test ran when nothing was planted: lines by file, and its seconds."""

    lines: Mapping[str, frozenset[int]]
    seconds: float


def covering(
    ran: Mapping[str, Ran],
    path: str,
    mutant: Mutant,
    seconds: float = 0.0,
    first: Callable[[str], int] = lambda _: 0,
) -> list[str]:
    """The tests that run a mutant's statement, or of these as many as fit in some seconds.

    Args:
        ran: What each test ran, by its name.
        path: The file of the mutant's module.
        mutant: With the lines that are to be run.
        seconds: That the tests may take; 0: as many as they do.
        first: A number for each test: those with the lowest come first, of equals the quickest.
    """
    found: list[str] = []
    for name, one in sorted(ran.items(), key=lambda item: (first(item[0]), item[1].seconds)):
        lines = one.lines.get(path, frozenset())
        # A constant may be looked at by whoever imports it, and by no line of its module.
        if mutant.lines is None or lines.intersection(mutant.lines):
            found.append(name)
    sums = accumulate(ran[name].seconds for name in found)
    fits = [name for name, so_far in zip(found, sums, strict=True) if so_far <= seconds]
    return found if not seconds else fits or found[:1]


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
        work = sum(one.seconds for one in ran.values())
        self._say(f"{len(ran)} of {len(items)} tests are run, {work:.0f} seconds of work")
        for name in self._asked.modules:
            module = importlib.import_module(_name_of(FILES[name]))
            self._plant_in(module, items, ran)
        return True

    def _plant_in(
        self, module: ModuleType, items: Mapping[str, pytest.Item], ran: Mapping[str, Ran]
    ) -> None:
        asked, path = self._asked, str(module.__file__)
        name_of = Path(path).stem
        source = Path(path).read_text(encoding="utf-8")
        near = {name for name, item in items.items() if is_near(_text_of(item.path), [name_of])}
        kills: Counter[str] = Counter()

        def place(test: str) -> int:
            return -kills[test] if kills[test] else 1 + (test not in near)

        mutants = list(find_mutants(source, asked.sample, asked.seed))
        alive: list[tuple[Mutant, int]] = []
        for one in mutants:
            tests = covering(ran, path, one, asked.seconds, place)
            patience = PATIENCE * (1.0 + sum(ran[test].seconds for test in tests))
            killer = killed_by(module, one.tree, [items[test] for test in tests], patience)
            if killer is None:
                alive.append((one, len(tests)))
            elif killer < len(tests):
                kills[tests[killer]] += 1
        self.made += len(mutants)
        self.killed += len(mutants) - len(alive)
        self._say(f"{name_of}: {len(mutants) - len(alive)} of {len(mutants)} killed")
        for one, tried in sorted(alive, key=lambda pair: pair[0].line):
            self._say(f"  line {one.line}: {one.before}  ->  {one.after}  ({tried} tests run it)")

    def _say(self, line: str) -> None:
        print(line, file=self._out, flush=True)


def killed_by(
    module: ModuleType, tree: ast.Module, tests: Sequence[pytest.Item], seconds: float
) -> int | None:
    """Which test is the first to fail with a module's body in its place; None where all hold.

    The number of the tests where the module cannot be made so, or works longer than some seconds.
    """
    if not tests:
        return None
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            most = int(seconds) + 1
            resource.setrlimit(resource.RLIMIT_CPU, (most, most))
            os.dup2(1, 2)
            plant(module, tree)
            failed = (at for at, one in enumerate(tests) if not _holds(one, None))
            os.write(writing, str(next(failed, "none")).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as file:
        told = file.read().decode()
    os.waitpid(child, 0)
    return None if told == "none" else int(told or len(tests))


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


@cache
def _text_of(path: Path) -> str:
    return path.read_text("utf-8")


def is_near(test: str, modules: Sequence[str]) -> bool:
    """Whether the text of a test module imports one of some modules of the judging by its name."""
    return any(f"{_name_of(FILES[name])} import" in test for name in modules)


def main() -> int:
    """Plant, run and print; gives 1 where a mutant survived."""
    parser = options_of(__doc__, __file__)
    known = sorted(FILES)
    parser.add_argument("modules", nargs="*", metavar="MODULE", help=f"of {', '.join(known)}")
    parser.add_argument("--sample", type=int, default=40, help="mutants a module; 0: all")
    parser.add_argument("--seed", type=int, default=1, help="which mutants are drawn")
    parser.add_argument("--seconds", type=float, default=0.0, help="for one mutant; 0: all tests")
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
