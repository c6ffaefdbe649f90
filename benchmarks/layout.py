"""How the house is built, of any commits side by side: `python -m benchmarks.layout [COMMIT ...]`.

Printed of each commit, and of the tree as it is: modules and their lines, files a folder, circles
of imports between files and between folders, imports against the arrows of the rooms, how many
calls lie between a command and the first thing that it does (`benchmarks.first_step`, by the real
stack), and how often a field of `findings.json` is looked up by its name in plain data
(``found["verdict"]``) or plain data are passed on as ``dict[str, Any]`` or ``Mapping[str, Any]``.
What others define goes by the names of `sources.tools.foreign`, and is counted for itself: an
object of JSON-LD, the options of a library. Without a commit it begins with the last one of the
layout before (e7dd7ec).
"""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import tarfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.first_step import COMMANDS, calls_to_first_step
from benchmarks.options import options_of

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("flows", "reports", "expectations", "sources")
BEFORE = "e7dd7ec"
TREE = "the tree"
FOREIGN = "sources.tools.foreign"
_UNTYPED = frozenset(f"{kind}[str, Any]" for kind in ("dict", "Mapping", "MutableMapping"))


@dataclass(frozen=True)
class House:
    """The modules of a commit by name, packages by their folder's name, and the lines of each."""

    trees: Mapping[str, ast.Module]
    lines: Mapping[str, int]
    packages: frozenset[str]


def read_house(commit: str) -> House:
    """The house at a commit, or as it is."""
    trees: dict[str, ast.Module] = {}
    lines: dict[str, int] = {}
    packages = set()
    for path, source in _sources(commit):
        name = path.removesuffix(".py").replace("/", ".")
        if name.endswith(".__init__"):
            name = name.removesuffix(".__init__")
            packages.add(name)
        trees[name] = ast.parse(source)
        lines[name] = len(source.splitlines())
    return House(trees, lines, frozenset(packages))


def _sources(commit: str) -> Iterator[tuple[str, str]]:
    if commit == TREE:
        for room in ROOMS:
            for file in sorted((ROOT / room).rglob("*.py")):
                yield file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8")
        return
    listed = _git("ls-tree", "-r", "--name-only", commit, *ROOMS).splitlines()
    for path in [one for one in listed if one.endswith(".py")]:
        yield path, _git("show", f"{commit}:{path}")


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"git {' '.join(words)}: {done.stderr.strip()}")
    return done.stdout


def imports_of(house: House, name: str) -> Iterator[tuple[str, str, str]]:
    """What a module takes from others of the house: module, name there, name here."""
    for node in ast.walk(house.trees[name]):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for one in node.names:
                inner = f"{node.module}.{one.name}"
                if inner in house.trees:
                    yield inner, "", one.asname or one.name
                elif node.module in house.trees:
                    yield node.module, one.name, one.asname or one.name
        elif isinstance(node, ast.Import):
            for one in node.names:
                if one.name in house.trees:
                    yield one.name, "", one.asname or one.name


def graph_of(house: House) -> dict[str, set[str]]:
    """Which module imports which; packages that only pass on are left out."""
    graph: dict[str, set[str]] = {}
    for name in house.trees:
        taken = {module for module, _, _ in imports_of(house, name)}
        graph[name] = taken - house.packages - {name}
    return {name: taken for name, taken in graph.items() if name not in house.packages}


def circles(graph: Mapping[str, set[str]]) -> list[list[str]]:
    """Sets of nodes that reach one another, the largest first."""
    reach = {node: _reachable(graph, node) for node in graph}
    found = {
        tuple(sorted(other for other in reach[node] if node in reach.get(other, set())))
        for node in graph
        if node in reach[node]
    }
    return sorted((list(one) for one in found), key=len, reverse=True)


def _reachable(graph: Mapping[str, set[str]], start: str) -> set[str]:
    seen: set[str] = set()
    waiting = list(graph[start])
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            waiting += graph.get(node, set())
    return seen


def folders_of(graph: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """The same graph between folders."""
    found: dict[str, set[str]] = {}
    for name, taken in graph.items():
        folder = name.rpartition(".")[0]
        others = {other.rpartition(".")[0] for other in taken}
        found.setdefault(folder, set()).update(others - {folder})
    return found


def side_by_side(graph: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """A graph of folders without the imports between a folder and those inside it."""
    return {
        name: {one for one in taken if not _is_inside(one, name) and not _is_inside(name, one)}
        for name, taken in graph.items()
    }


def _is_inside(one: str, other: str) -> bool:
    return one.startswith(f"{other}.")


def upward(graph: Mapping[str, set[str]]) -> int:
    """How many imports run against flows -> reports -> expectations -> sources."""
    level = {room: at for at, room in enumerate(ROOMS)}
    pairs = [(name, other) for name, taken in graph.items() for other in taken]
    return sum(level[a.partition(".")[0]] > level[b.partition(".")[0]] for a, b in pairs)


def look_ups(house: House) -> int:
    """How often what tells of findings looks a field of `findings.json` up by its name."""
    fields = _fields(json.loads((ROOT / "docs" / "findings.schema.json").read_text("utf-8")))
    return sum(
        _key_of(node) in fields
        for name, tree in house.trees.items()
        if name.startswith(("reports", "flows"))
        for node in ast.walk(tree)
    )


def _fields(schema: Mapping[str, Any]) -> frozenset[str]:
    parts = (schema, *schema["$defs"].values())
    return frozenset(name for part in parts for name in part["properties"])


def _key_of(node: ast.AST) -> object:
    """The text by which something is looked up: ``found["text"]`` or ``found.get("text")``."""
    key: ast.AST | None = None
    if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
        key = node.slice if ast.unparse(node.value) != "Literal" else None
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
        key = node.args[0] if node.func.attr == "get" else None
    return key.value if isinstance(key, ast.Constant) else None


def untyped(house: House) -> int:
    """How often plain data of ours are passed on, each field of which may be anything."""
    return sum(
        isinstance(node, ast.Subscript) and ast.unparse(node) in _UNTYPED
        for name, tree in house.trees.items()
        if name != FOREIGN
        for node in ast.walk(tree)
    )


def foreign(house: House) -> int:
    """How often something goes by a name for what others define."""
    if FOREIGN not in house.trees:
        return 0
    names = {
        target.id
        for node in house.trees[FOREIGN].body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    nodes = (node for tree in house.trees.values() for node in ast.walk(tree))
    used = sum(isinstance(node, ast.Name) and node.id in names for node in nodes)
    return used - len(names)


def measures(house: House) -> dict[str, str]:
    """What is printed of a house, by its name."""
    modules = [name for name in house.trees if name not in house.packages]
    sizes = sorted(house.lines[name] for name in modules)
    files = Counter(name.rpartition(".")[0] for name in modules)
    most, count = files.most_common(1)[0]
    graph = graph_of(house)
    folders, inside = folders_of(graph), circles(graph)
    return {
        "modules": f"{len(modules)}",
        "lines": f"{sum(sizes)}",
        "median lines": f"{median(sizes):.0f}",
        "most lines": f"{sizes[-1]}",
        "modules under 60 lines": f"{sum(size < 60 for size in sizes)}",
        "folders": f"{len(files)}",
        "median files a folder": f"{median(files.values()):.0f}",
        "most files a folder": f"{count} ({most.replace('.', '/')})",
        "circles of files": f"{len(inside)}" + (f" (largest {len(inside[0])})" if inside else ""),
        "circles of folders": f"{len(circles(side_by_side(folders)))}",
        "with those inside them": f"{len(circles(folders))}",
        "imports up": f"{upward(graph)}",
        "fields of findings by name": f"{look_ups(house)}",
        "of any type, ours": f"{untyped(house)}",
        "of any type, foreign": f"{foreign(house)}",
    }


def calls_of(commit: str) -> dict[str, str]:
    """How many calls lie between each command and its first step, at a commit or as it is."""
    if commit == TREE:
        ways = {command: calls_to_first_step(ROOT, command) for command in COMMANDS}
    else:
        with TemporaryDirectory() as folder:
            packed = Path(folder) / "house.tar"
            _git("archive", "--output", str(packed), commit)
            with tarfile.open(packed) as archive:
                archive.extractall(folder, filter="data")
            ways = {command: calls_to_first_step(Path(folder), command) for command in COMMANDS}
    return {
        f"calls of `{command}` to its first step": f"{len(way) - 1}" if way else "none"
        for command, way in ways.items()
    }


def main(arguments: list[str]) -> int:
    """Print the measures of each commit beside those of the tree."""
    commits = [*(arguments or [BEFORE]), TREE]
    found = [measures(read_house(commit)) | calls_of(commit) for commit in commits]
    width = max(len(name) for name in found[0])
    rows = [("", commits), *((name, [one[name] for one in found]) for name in found[0])]
    wide = [max(len(row[at]) for _, row in rows) for at in range(len(commits))]
    for name, row in rows:
        cells = [cell.rjust(size) for cell, size in zip(row, wide, strict=True)]
        print(name.ljust(width), *cells, sep="  ")
    return 0


if __name__ == "__main__":
    parser = options_of(__doc__, __file__)
    parser.add_argument("commits", nargs="*", metavar="COMMIT", help=f"one of git's; else {BEFORE}")
    sys.exit(main(parser.parse_args().commits))
