"""Country groups, each with where its list comes from.

Which countries the Belt and Road takes in is itself disputed, so a figure about "the B&R countries"
is read against several lists. Members are kept in ``groups/*.csv``, one column or file a list; the
lists and their provenance are named here. What may surprise: ``bri-65`` and ``cn-65`` both have 65
members and are different lists (one has China, the other Greece and Cyprus but not Timor-Leste).
"""

from __future__ import annotations

import csv
import difflib
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from sources.errors import InputError
from sources.model import Group

WORLD_GROUP = "world"
"""The group whose members are not listed: all countries of a source."""

_FOLDER = Path(__file__).with_name("groups")

_FUNG = (
    "Fung Business Intelligence Centre, May 2016, after the China International Trade Institute, "
    "August 2015; a second published list agrees exactly"
)
_CHINESE_MEDIA = (
    "Chinese media, 24 February 2018: without China, with Greece and Cyprus, without Timor-Leste"
)


def _column(column: str) -> tuple[str, ...]:
    """The members in one column of the membership table."""
    with (_FOLDER / "membership.csv").open(encoding="utf-8", newline="") as file:
        return tuple(row["iso3"] for row in csv.DictReader(file) if row[column] == "1")


def _listed(name: str) -> tuple[str, ...]:
    """The members in a file of their own."""
    with (_FOLDER / name).open(encoding="utf-8", newline="") as file:
        return tuple(row["iso3"] for row in csv.DictReader(file))


GROUPS: Mapping[str, Group] = MappingProxyType(
    {
        group.id: group
        for group in (
            Group(
                "bri-65",
                "65 Belt and Road countries, with China",
                _column("bri-65"),
                _FUNG,
            ),
            Group(
                "bri-64",
                "64 Belt and Road countries, without China",
                _column("bri-64"),
                f"{_FUNG}; the same list without China",
            ),
            Group(
                "cn-65",
                "65 Belt and Road countries of Chinese media, without China",
                _column("cn-65"),
                _CHINESE_MEDIA,
            ),
            Group(
                "cn-65+CHN",
                "65 Belt and Road countries of Chinese media, and China",
                _column("cn-65+CHN"),
                f"{_CHINESE_MEDIA}; China added here",
            ),
            Group(
                "wb-71",
                "71 Belt and Road economies of the World Bank",
                _column("wb-71"),
                "World Bank, Belt and Road Economics, 2019; written down from memory, only the "
                "count is verified",
                is_verified=False,
            ),
            Group(
                "signatories-2020",
                "138 signatories of Belt and Road documents",
                _listed("signatories-2020.csv"),
                "The official Belt and Road portal (yidaiyilu.gov.cn), as it stood at the end of "
                "January 2020",
            ),
            Group(
                WORLD_GROUP,
                "The world",
                (),
                "All countries: a source's own row for the world, or the sum of its countries "
                "where it has none",
            ),
        )
    }
)
"""The built-in groups by id."""


def get_group(group_id: str, extra: Sequence[Group] = ()) -> Group:
    """The group of that id.

    Args:
        group_id: Such as ``bri-65``.
        extra: A register's own groups. They may not take the id of a built-in one: the same name
            would mean two things in two reports.

    Raises:
        InputError: There is no such group, or an extra one has the id of a built-in one.
    """
    taken = [group.id for group in extra if group.id in GROUPS]
    if taken:
        raise InputError(
            f"the group {taken[0]!r} is built in and cannot be defined anew",
            mend="Give your group another id",
        )
    known = {**GROUPS, **{group.id: group for group in extra}}
    if group_id in known:
        return known[group_id]
    near = difflib.get_close_matches(group_id.lower(), known, n=1)
    meant = f"Did you mean {near[0]!r}? " if near else ""
    raise InputError(
        f"there is no group {group_id!r}", mend=f"{meant}Known groups: {', '.join(known)}"
    )
