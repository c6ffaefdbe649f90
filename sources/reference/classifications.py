"""Aggregates of the World Bank and regions of the United Nations, with their members.

What may surprise:

- The World Bank applies the classification of a fiscal year (from 1 July of the year before) to
  all years of its series: in an edition of August 2025 the row ``SAS`` has neither Afghanistan nor
  Pakistan, in 1990 as in 2024. `aggregate_members` therefore takes the day of the *edition*, or of
  the text, not the year that a figure is about.
- Lists are at hand for the fiscal years 2024 to 2026 (``aggregates.csv``), income groups since
  1987 (``income_groups.csv``, by the year whose income was measured: two before the fiscal year).
  Rows that follow a body (``EUU``, ``EMU``, ``OED``, ``LDC``) have that body's members before.
  For all others the earliest list stands in for older ones.
- Regions of M49 have no dates here, and no Taiwan, which the United Nations' list does not name.
"""

from __future__ import annotations

import csv
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from sources.reference.memberships import NEWEST, membership, named_groups

FIRST_FISCAL_YEAR = 2024
"""The first whose lists of all aggregates are at hand."""

FIRST_INCOME_YEAR = 1987

M49_PREFIX = "m49-"
"""Regions are named ``m49-202``: their bare numbers would be taken for years."""

_INCOME_GROUPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "LIC": ("LIC",),
        "LMC": ("LMC",),
        "UMC": ("UMC",),
        "HIC": ("HIC",),
        "MIC": ("LMC", "UMC"),
        "LMY": ("LIC", "LMC", "UMC"),
    }
)


def _rows(name: str) -> Iterator[dict[str, str]]:
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def fiscal_year(day: str) -> int:
    """The World Bank's fiscal year of a day: from July on that of the next year."""
    year, month = int(day[:4]), int(day[5:7])
    return year + (month >= 7)


def day_of_lists(vintage: str) -> str:
    """The day whose lists of members an edition of the Bank goes by.

    Its own, but for the last days of June: the edition of 2024-06-28 adds up its income groups by
    the list that is in force from July on.
    """
    return f"{vintage[:4]}-07-01" if vintage[5:7] == "06" and vintage[8:] >= "24" else vintage


@cache
def _lists() -> Mapping[str, tuple[tuple[int, ...], tuple[tuple[str, ...], ...]]]:
    found: dict[str, tuple[list[int], list[tuple[str, ...]]]] = {}
    for row in _rows("aggregates.csv"):
        years, lists = found.setdefault(row["code"], ([], []))
        years.append(int(row["from_fy"]))
        lists.append(tuple(row["members"].split()))
    return MappingProxyType(
        {code: (tuple(years), tuple(lists)) for code, (years, lists) in found.items()}
    )


def aggregate_codes() -> tuple[str, ...]:
    """The aggregates whose members are at hand."""
    return tuple(_lists())


@cache
def _incomes() -> tuple[tuple[str, str, int, int], ...]:
    return tuple(
        (row["ref_area"], row["group"], int(row["from_data_year"]), int(row["to_data_year"]))
        for row in _rows("income_groups.csv")
    )


def income_members(code: str, data_year: int) -> tuple[str, ...]:
    """The economies of an income group by the income of a year (since 1987).

    Args:
        code: ``LIC``, ``LMC``, ``UMC``, ``HIC``, ``MIC`` or ``LMY``.
        data_year: The year whose income per head was measured.
    """
    groups = _INCOME_GROUPS[code]
    return tuple(
        sorted(
            area
            for area, group, first, last in _incomes()
            if group in groups and first <= data_year <= last
        )
    )


@cache
def followed() -> Mapping[str, str]:
    """Aggregate rows that follow a named body: ``EUU`` to ``EU``."""
    return MappingProxyType(
        {one.aggregate: one.id for one in named_groups().values() if one.aggregate}
    )


def aggregate_members(code: str, day: str = NEWEST) -> tuple[str, ...]:
    """The members of an aggregate by the classification in force on a day.

    Args:
        code: The World Bank's.
        day: Of the edition or the text, in full.

    Returns:
        The codes, sorted; none where the members of this aggregate are not at hand.
    """
    year = fiscal_year(day)
    if year < FIRST_FISCAL_YEAR:
        if code in _INCOME_GROUPS:
            return income_members(code, max(year - 2, FIRST_INCOME_YEAR))
        if code in followed():
            return membership(followed()[code], day).members
    years, lists = _lists().get(code, ((), ()))
    return lists[max(bisect_right(years, year) - 1, 0)] if lists else ()


@cache
def published_rows(day: str = NEWEST) -> Mapping[tuple[str, ...], str]:
    """For the members of each aggregate of an edition, its code.

    Where two aggregates have the same members the more telling code wins: ``SSF`` before ``TSS``.
    """
    found: dict[tuple[str, ...], str] = {}
    for code in sorted(aggregate_codes(), key=lambda code: (code.startswith("T"), code)):
        found.setdefault(aggregate_members(code, day), code)
    return MappingProxyType(found)


@cache
def m49_regions() -> Mapping[str, tuple[str, tuple[str, ...]]]:
    """The regions of M49 by id (``m49-202``): name and members."""
    return MappingProxyType(
        {
            M49_PREFIX + row["code"]: (row["name"], tuple(row["members"].split()))
            for row in _rows("m49_regions.csv")
        }
    )
