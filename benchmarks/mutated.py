"""The mutants of a module: each differs from it in one operator, constant or negation.

What no run of a right program can show is left out (`UNSEEN`, `BOUNDS`, the length that `reshape`
finds by itself); `benchmarks.mutants` says what that is.
"""

from __future__ import annotations

import ast
import pickle
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

UNSEEN = frozenset({"strict", "compare", "repr"})
"""Keywords of calls that only tell what happens on a programmer's slip, or how a thing prints."""

BOUNDS = frozenset({"_AT_ONCE", "MOST_AT_ONCE", "READINGS_AT_ONCE", "MOST_FILLED", "maxsize"})
"""Constants of a module, and keywords, that bound how much is done or kept at once."""

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
    if _is_unseen(tree):
        return
    for name, value in ast.iter_fields(tree):
        if name in ("annotation", "returns", "decorator_list"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if _is_any_length(tree, child):
                continue
            if isinstance(child, ast.expr | ast.stmt) and _is_place(child):
                yield child
            if isinstance(child, ast.AST):
                yield from _places(child)


def _is_unseen(node: ast.AST) -> bool:
    """Whether no run of a right program can show a change in a part of a module."""
    match node:
        case ast.keyword(arg=name):
            return name in UNSEEN | BOUNDS
        case ast.Assign(targets=[ast.Name(id=name)]):
            return name in BOUNDS
    return False


def _is_any_length(call: ast.AST, argument: object) -> bool:
    """Whether an argument of `reshape` is the -1 that numpy finds the length for."""
    match call, argument:
        case ast.Call(func=ast.Attribute(attr="reshape")), ast.UnaryOp(
            op=ast.USub(), operand=ast.Constant(value=1)
        ):
            return True
    return False


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
