"""The mutants of a module: each differs from it in one operator, constant or negation.

What no run of a right program can show is left out (`UNSEEN`, `BOUNDS`, the length that `reshape`
finds by itself); `benchmarks.mutants` says what that is.
"""

from __future__ import annotations

import ast
import pickle
import random
from collections.abc import Iterator, Sequence
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


def find_mutants(source: str, sample: int = 0, seed: int = 1) -> Iterator[Mutant]:
    """The mutants of a module, in the order of its lines; annotations and texts stay.

    Args:
        source: The module's text.
        sample: How many of them are chosen by chance; 0: all.
        seed: Of the choice.
    """
    whole = pickle.dumps(ast.parse(source))
    chosen: Sequence[int] = range(sum(1 for _ in _places(pickle.loads(whole))))
    if sample and len(chosen) > sample:
        chosen = sorted(random.Random(seed).sample(chosen, sample))
    for at in chosen:
        tree = pickle.loads(whole)
        node, lines = next(islice(_places(tree), at, None))
        before = ast.unparse(node)
        _change(node)
        tree = ast.fix_missing_locations(tree)
        yield Mutant(node.lineno, lines, before, ast.unparse(node), tree)


def _places(
    tree: ast.AST, lines: range | None = None, *, is_inside: bool = False
) -> Iterator[tuple[ast.expr | ast.stmt, range | None]]:
    """The nodes that can be changed, each with the lines of its statement.

    That is the innermost one of a function's body; None outside of all.
    """
    if _is_unseen(tree):
        return
    for name, value in ast.iter_fields(tree):
        if name in ("annotation", "returns", "decorator_list"):
            continue
        inside = is_inside or (isinstance(tree, ast.FunctionDef) and name == "body")
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or _is_any_length(tree, child):
                continue
            own = lines
            if inside and isinstance(child, ast.stmt):
                own = range(child.lineno, (child.end_lineno or child.lineno) + 1)
            if isinstance(child, ast.expr | ast.stmt) and _is_place(child):
                yield child, own
            yield from _places(child, own, is_inside=inside)


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
