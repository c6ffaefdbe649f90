"""Named groups of countries, with who belonged to them when.

``named_groups.csv`` has the groups, ``memberships.csv`` who joined and left, each line with what
confirms it. What may surprise:

- A day counts from its first hour: a country that joined on 1 July belongs to the group of that
  day. A year or a month without a day means its last day, so that ``EU@2013`` has Croatia.
- A line without a date holds at all times.
- A list is verified where each line that it rests on, joining and leaving, is in a second source.
  What only common knowledge says is in the table with the basis ``unconfirmed``.
- A line without members is a doubt: from that day on the list is unverified.
- Suspended members are counted, as texts do, unless the group's note says otherwise.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

UNCONFIRMED = "unconfirmed"

SOURCES: Mapping[str, str] = MappingProxyType(
    {
        "coco": "country_converter 1.3.2",
        "cow": "Correlates of War, Intergovernmental Organizations v3 (to 2014)",
        "wb": "World Bank country classification, fiscal years 2024-2026 (CC BY 4.0)",
        "m49": "United Nations, standard country codes (M49)",
        "iso": "ISO 3166 as kept by pycountry",
        "pages": "public pages on the body, its own among them, read in 2026",
        UNCONFIRMED: "public knowledge that no second source at hand confirms",
    }
)
"""What the bases of ``memberships.csv`` stand for."""

NEWEST = "9999-12-31"


@dataclass(frozen=True)
class NamedGroup:
    """A group that texts name.

    Attributes:
        id: Such as ``EU``.
        label: As in the middle of a sentence.
        aggregate: The World Bank's code for a row that follows this group, else empty.
        words: What texts call it, in lower case.
        note: What a reader should know; may be empty.
        is_bloc: Whether it is a bloc of neighbours, by no definition but this table's.
    """

    id: str
    label: str
    aggregate: str
    words: tuple[str, ...]
    note: str
    is_bloc: bool


@dataclass(frozen=True)
class MembershipChange:
    """Countries that joined or left a group on a day; ``date`` is empty for "always"."""

    date: str
    is_joining: bool
    members: tuple[str, ...]
    basis: str


@dataclass(frozen=True)
class Membership:
    """Who belonged to a group.

    Attributes:
        members: Sorted.
        bases: Which of `SOURCES` the list rests on, sorted.
        is_verified: Whether none of them is `UNCONFIRMED`.
    """

    members: tuple[str, ...]
    bases: tuple[str, ...]

    @property
    def is_verified(self) -> bool:
        """Whether a second source confirms each line that the list rests on."""
        return UNCONFIRMED not in self.bases


def _rows(name: str) -> Iterator[dict[str, str]]:
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@cache
def named_groups() -> Mapping[str, NamedGroup]:
    """All of them, by id."""
    return MappingProxyType(
        {
            row["id"]: NamedGroup(
                row["id"],
                row["label"],
                row["aggregate"],
                tuple(row["words"].split(";")),
                row["note"],
                bool(row["bloc"]),
            )
            for row in _rows("named_groups.csv")
        }
    )


@cache
def changes_by_group() -> Mapping[str, tuple[MembershipChange, ...]]:
    """Who joined and left, oldest first, by group."""
    found: dict[str, list[MembershipChange]] = {}
    for row in _rows("memberships.csv"):
        members = tuple(row["members"].split())
        change = MembershipChange(row["date"], row["change"] == "joined", members, row["basis"])
        found.setdefault(row["group"], []).append(change)
    return MappingProxyType(
        {group: tuple(sorted(all_of, key=lambda one: one.date)) for group, all_of in found.items()}
    )


def founded(group_id: str) -> str:
    """The day of the first line of a named group; empty where its list holds at all times."""
    return changes_by_group()[group_id][0].date


def membership(group_id: str, day: str = NEWEST) -> Membership:
    """Who belonged to a named group on a day.

    Args:
        group_id: One of `named_groups`.
        day: In full, ``2016-12-31``.
    """
    bases: dict[str, str] = {}
    left: dict[str, str] = {}
    for change in changes_by_group()[group_id]:
        if change.date > day:
            break
        for member in change.members or ("",):
            if change.is_joining:
                bases[member] = change.basis
                left.pop(member, None)
            else:
                bases.pop(member, None)
                left[member] = change.basis
    used = {*bases.values(), *left.values()}
    return Membership(tuple(sorted(bases)), tuple(sorted(used)))


def membership_dates(group_id: str) -> tuple[str, ...]:
    """The days on which the members of a named group changed, oldest first."""
    return tuple(dict.fromkeys(one.date for one in changes_by_group()[group_id] if one.date))
