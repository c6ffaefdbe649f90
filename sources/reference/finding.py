"""Finding areas by words: names, parts of names, codes."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from sources.model import Group
from sources.reference import classifications, memberships
from sources.reference.areas import AREAS
from sources.reference.former import former_codes, former_names
from sources.reference.groups import GROUPS
from sources.reference.names import area_names, fold_name
from sources.reference.resolve import last_day, resolve_area

MOST = 40


@dataclass(frozen=True)
class FoundArea:
    """An area or group that a search found.

    Attributes:
        expression: As registers write it.
        label: What it is called.
        members: How many; 0 for the world, and where they are not at hand.
        is_verified: Whether a second source confirms the list.
    """

    expression: str
    label: str
    members: int
    is_verified: bool


def find_areas(word: str, at: str = "", most: int = MOST) -> tuple[FoundArea, ...]:
    """The areas whose name, alias, adjective or code has a word, best first.

    Args:
        word: As texts have it; whole names come before beginnings, and those before parts.
        at: The date of membership of groups; empty for the newest.
        most: How many at the most.
    """
    asked = fold_name(word)
    if not asked:
        return ()
    former = {fold_name(name): code for name, code in former_names().items()}
    former |= {code.casefold(): code for code in former_codes()}
    names = {**former, **area_names()}
    codes = {code.casefold(): code for code in (*AREAS, *GROUPS, *memberships.named_groups())}
    ranks: dict[str, tuple[int, int]] = {}
    for name, meant in (*names.items(), *codes.items()):
        rank = _rank(asked, name)
        if rank is not None:
            # Of names that have the word the shortest says least beside it.
            ranks[meant] = min((rank, len(name)), ranks.get(meant, (rank, len(name))))
    if not ranks:
        near = difflib.get_close_matches(asked[:60], names, n=3, cutoff=0.75)
        ranks = {names[name]: (at_, 0) for at_, name in enumerate(near)}
    ordered = sorted(ranks, key=lambda meant: (ranks[meant], meant))
    whole = [meant for meant in ordered if ranks[meant][0] == 0]
    return _found(whole if len(whole) == 1 else ordered[:most], at)


def _rank(asked: str, name: str) -> int | None:
    if name == asked:
        return 0
    if name.startswith(asked):
        return 1
    return 2 if asked in name and len(asked) > 2 else None


def list_groups(at: str = "") -> tuple[FoundArea, ...]:
    """All named groups, those of the Belt and Road, aggregates with members, and M49's regions."""
    return _found(
        [
            *memberships.named_groups(),
            *GROUPS,
            *(code for code in classifications.aggregate_codes() if code not in _TWICE),
            *classifications.m49_regions(),
        ],
        at,
    )


_TWICE = frozenset({"LDC", "WLD"})
"""Aggregates that are named groups too."""


def _found(expressions: Iterable[str], at: str) -> tuple[FoundArea, ...]:
    found = []
    for expression in expressions:
        group = _at(expression, at)
        if group is not None:
            found.append(FoundArea(group.id, group.label, len(group.members), group.is_verified))
    return tuple(found)


def _at(expression: str, at: str) -> Group | None:
    """A group at a date; None where it had no members then."""
    if at and expression in memberships.named_groups():
        if not memberships.membership(expression, last_day(at)).members:
            return None
        return resolve_area(f"{expression}@{at}")
    if at and expression in classifications.aggregate_codes():
        return resolve_area(f"{expression}@{at}")
    return resolve_area(expression)
