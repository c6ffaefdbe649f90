"""By what a paper is judged: a digest that changes when the judging does, and not when a word does.

It is made from the syntax trees of the definitions that read figures and judge, so that comments,
docstrings, imports, and where in the house a definition stands do not count. What may surprise: a
change that can make no difference to any verdict (a variable renamed) counts too. A comparison of
two runs therefore says that the method *may* have been the cause, unless nothing else differs.

A register says what its figures are about, so that what reads texts has no part in its method. A
text that is checked is read first: for it the files that read, and those that judge, are told each
by a digest of their contents (`sums_of_text`), for which nobody has to wait as for trees. Of these,
comments count, and imports and places do not.
"""

from __future__ import annotations

import ast
import hashlib
import re
import sys
from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from sources.tools.files import write_file

_ROOT = Path(__file__).resolve().parents[2]

_CODE = (
    "expectations/assessment/assess.py",
    "expectations/assessment/each_end.py",
    "expectations/assessment/either_period.py",
    "expectations/assessment/other_definition.py",
    "expectations/assessment/own_means.py",
    "expectations/outcomes.py",
    "expectations/cubes/**/*.py",
    "expectations/judging/**/*.py",
    "expectations/explaining/**/*.py",
    "sources/model.py",
    "sources/provider.py",
    "sources/figures/**/*.py",
    "sources/reference/**/*.py",
    "sources/registers/**/*.py",
    "sources/snapshots/**/*.py",
    "sources/texts/**/*.py",
)
"""The folders that bear on a verdict, a value or a correction: what a register and its figures
mean, what areas, groups and concepts are, what is read of a snapshot, and what judges. Those that
only word it, draw the grid, find the parts of an outcome or write snapshots do not
(`_TELLING`, `_WRITING`)."""

_TABLES = (
    "sources/reference/**/*.csv",
    "sources/reference/**/*.yaml",
    "sources/figures/**/*.csv",
)
"""What those folders say of areas, groups and concepts: a member more is another sum."""

_READING = (
    *(
        f"sources/{folder}/**/*.{kind}"
        for folder in ("documents", "figures", "ledger", "reading", "reference", "texts")
        for kind in ("py", "csv", "yaml")
    ),
    "sources/registers/from_text.py",
)
"""The folders that bear on what a figure of a text is read to be about: what a document holds, what
is printed, what texts call areas and what is measured, and what people settled."""

_TELLING = frozenset({"grid", "likely_causes", "outcome"})
_WRITING = frozenset({"adding", "embed", "sdg_series"})

_IMPLIED = frozenset({"ctx", "kind", "type_comment"})
"""Fields of a tree that its other fields imply, or that mean nothing when it runs."""

_IMPORTS = re.compile(
    rb"^[ \t]*(?:from [\w.]+ import (?:\([^)]*\)|[^\n]*)|import [^\n]*)\n", re.MULTILINE
)

_LENGTH = 12
METHOD_FILE = "method.txt"
"""The name of the file where the method is kept."""


@lru_cache(maxsize=4)
def method_version(kept: Path | None = None) -> str:
    """The method in twelve hexadecimal digits; read once in a process.

    Args:
        kept: A file where it stands beside the sum of what it was made from, so that trees are
            read only when that changed; written where it is not so, if it can be.
    """
    modules = [path.read_bytes() for path in judging_files()]
    tables = [path.read_bytes() for path in judging_tables()]
    whole = hashlib.sha256(sys.version.encode())
    for content in (*modules, *tables):
        whole.update(hashlib.sha256(content).digest())
    if (known := _read_kept(kept, whole.hexdigest())) is not None:
        return known
    method = digest_sources((content.decode() for content in modules), tables)
    if kept is not None:
        with suppress(OSError):
            write_file(kept, f"{whole.hexdigest()} {method}\n".encode(), is_private=True)
    return method


def _read_kept(kept: Path | None, whole: str) -> str | None:
    """The method that stands in a file, if it was made from the same; None if not."""
    with suppress(OSError, ValueError):
        made_from, method = kept.read_text("ascii").split() if kept else ("", "")
        if made_from == whole and len(method) == _LENGTH:
            return method
    return None


def judging_files() -> tuple[Path, ...]:
    """The modules that the method is made of."""
    return tuple(path for path in _find(_CODE) if path.stem not in _TELLING | _WRITING)


def judging_tables() -> tuple[Path, ...]:
    """The tables that the method is made of."""
    return _find(_TABLES)


def reading_files() -> tuple[Path, ...]:
    """The modules and tables that read a text."""
    return _find(_READING)


@lru_cache(maxsize=1)
def sums_of_text() -> tuple[str, str]:
    """What a text is read by, and what its figures are judged by, in twelve digits each."""
    judging = (*judging_files(), *judging_tables())
    reading, judged = (
        digest_contents(path.read_bytes() for path in files) for files in (reading_files(), judging)
    )
    return reading, judged


def digest_contents(contents: Iterable[bytes]) -> str:
    """The digest of files by what is in them, whatever they are called and import.

    Args:
        contents: Of each file, in any order.
    """
    sums = sorted(hashlib.sha256(_IMPORTS.sub(b"", content)).hexdigest() for content in contents)
    return hashlib.sha256("\n".join(sums).encode()).hexdigest()[:_LENGTH]


def _find(patterns: Iterable[str]) -> tuple[Path, ...]:
    return tuple(path for pattern in patterns for path in sorted(_ROOT.glob(pattern)))


def digest_sources(sources: Iterable[str], tables: Iterable[bytes] = ()) -> str:
    """The digest of what modules define, whatever their comments, docstrings, imports and places.

    It is of the definitions and of the tables' bytes, sorted: a definition that moves to another
    module, or a file to another folder, changes nothing.

    Args:
        sources: The Python text of each module.
        tables: The content of each table.
    """
    found = [hashlib.sha256(content).hexdigest() for content in tables]
    for text in sources:
        for node in ast.parse(text).body:
            if not _is_idle(node):
                parts: list[str] = []
                _write(node, parts)
                found.append(" ".join(parts))
    return hashlib.sha256("\n".join(sorted(found)).encode()).hexdigest()[:_LENGTH]


def _write(node: ast.AST, parts: list[str]) -> None:
    """A tree in words, without imports and strings that stand alone (docstrings among them)."""
    parts.append(type(node).__name__)
    for name in node._fields:
        if name in _IMPLIED:
            continue
        value = getattr(node, name, None)
        if isinstance(value, list):
            kept = [one for one in value if not _is_idle(one)]
            parts.append(str(len(kept)))
        else:
            kept = [value]
        for one in kept:
            if isinstance(one, ast.AST):
                _write(one, parts)
            else:
                parts.append(repr(one))


def _is_idle(node: object) -> bool:
    if type(node) is ast.Expr:
        return type(node.value) is ast.Constant and type(node.value.value) is str
    return type(node) is ast.Import or type(node) is ast.ImportFrom
