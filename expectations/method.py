"""By what a paper is judged: a digest that changes when the judging does, and not when a word does.

It is made from the syntax trees of the definitions that read figures and judge, so that comments,
docstrings, imports, and where in the house a definition stands do not count. What may surprise: a
change that can make no difference to any verdict (a variable renamed) counts too. A comparison of
two runs therefore says that the method *may* have been the cause, unless nothing else differs.
"""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]

_JUDGING = (
    "expectations/assess.py",
    "expectations/outcomes.py",
    "expectations/judging/*.py",
    "expectations/explaining/*.py",
    "sources/model.py",
    "sources/figures/*.py",
    "sources/reference/*.py",
    "sources/registers/*.py",
)
"""The folders that bear on a verdict, a value or a correction: what a register and its figures
mean, what areas, groups and concepts are, and what judges. Those that only word it, draw the grid
or find the parts of an outcome do not (`_TELLING`)."""

_TELLING = frozenset({"grid", "outcome"})

_LENGTH = 12


@lru_cache(maxsize=1)
def method_version() -> str:
    """The method in twelve hexadecimal digits; read once in a process."""
    return digest_sources(path.read_text("utf-8") for path in judging_files())


def judging_files() -> tuple[Path, ...]:
    """The files that the method is made of."""
    found = (path for pattern in _JUDGING for path in sorted(_ROOT.glob(pattern)))
    return tuple(path for path in found if path.stem not in _TELLING)


def digest_sources(sources: Iterable[str]) -> str:
    """The digest of what modules define, whatever their comments, docstrings, imports and places.

    It is of the definitions alone, sorted: a definition that moves to another module, or a module
    to another folder, changes nothing.

    Args:
        sources: The Python text of each module.
    """
    found: list[str] = []
    for text in sources:
        tree = ast.parse(text)
        _strip(ast.walk(tree))
        found += (ast.dump(one) for one in tree.body)
    return hashlib.sha256("\n".join(sorted(found)).encode()).hexdigest()[:_LENGTH]


def _strip(nodes: Iterable[ast.AST]) -> None:
    """Take away imports, and every string that stands alone: docstrings, and those of constants."""
    for node in nodes:
        body = getattr(node, "body", None)
        if isinstance(body, list):
            node.body = [one for one in body if not _is_idle(one)]  # type: ignore[attr-defined]


def _is_idle(node: object) -> bool:
    return isinstance(node, ast.Import | ast.ImportFrom) or (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )
