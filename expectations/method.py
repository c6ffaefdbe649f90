"""By what a paper is judged: a digest that changes when the judging does, and not when a word does.

It is made from the syntax trees of the modules that read figures and judge, their docstrings left
out, so that comments, docstrings and the layout of the code do not count. What may surprise: a
change that can make no difference to any verdict (a variable renamed) counts too. A comparison of
two runs therefore says that the method *may* have been the cause, unless nothing else differs.
"""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]

JUDGING = (
    "amend",
    "chance",
    "consistency",
    "cube",
    "decide",
    "declared",
    "explain",
    "failures",
    "firmness",
    "measures",
    "observed",
    "odd_one_out",
    "outcomes",
    "others",
    "readings",
    "reconcile",
    "same_members",
    "shared",
    "slips",
    "textual",
    "tolerance",
    "verdicts",
)
"""The modules of `expectations` that bear on a verdict, a value or a correction. Those that only
tell (`sentences`, `telling`, `wording`, ...) or draw the grid do not."""

READING = ("areas", "figures", "groups", "indicators")
"""The modules of `sources` that say what a figure, a group and an indicator are; with them the
grammar."""

_LENGTH = 12


@lru_cache(maxsize=1)
def method_version() -> str:
    """The method in twelve hexadecimal digits; read once in a process."""
    return digest_sources({path.stem: path.read_text("utf-8") for path in judging_files()})


def judging_files() -> tuple[Path, ...]:
    """The files that the method is made of."""
    grammar = sorted((_ROOT / "sources" / "grammar").glob("*.py"))
    return (
        *(_ROOT / "expectations" / f"{name}.py" for name in JUDGING),
        *(_ROOT / "sources" / f"{name}.py" for name in READING),
        *(path for path in grammar if path.stem != "__init__"),
    )


def digest_sources(sources: Mapping[str, str]) -> str:
    """The digest of modules by name, whatever their order, comments and docstrings.

    Args:
        sources: Python text by the name of its module.
    """
    digest = hashlib.sha256()
    for name in sorted(sources):
        tree = ast.parse(sources[name])
        _strip_docstrings(ast.walk(tree))
        digest.update(f"{name}\n{ast.dump(tree)}\n".encode())
    return digest.hexdigest()[:_LENGTH]


def _strip_docstrings(nodes: Iterable[ast.AST]) -> None:
    """Take away every string that stands alone: docstrings, and those below a constant."""
    for node in nodes:
        body = getattr(node, "body", None)
        if isinstance(body, list):
            node.body = [one for one in body if not _is_text(one)]  # type: ignore[attr-defined]


def _is_text(node: object) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )
