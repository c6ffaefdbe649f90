"""What is asked of the observations that a paper is judged by, and what was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from expectations.wording.values import say_value

UNIQUE_KEYS = "Each edition has one value at most for an indicator, an area and a year."
NUMBERS = "Each value is a number."
NOT_NEGATIVE = "No total is negative; rates and balances may be."
NO_DATA_AT_ALL = "There are no data."
NOTHING_TO_COMPARE = "There was nothing to compare."
_NO_DATA = "no data"
NO_TABLE, NOT_ASKED = "There is no table of the group.", "not asked"


def say_known_areas(count: int) -> str:
    """That every area is one of so many."""
    return f"Each area is one of the {count} codes that are known."


def say_reach(label: str, edition: str, years: int) -> str:
    """That an edition reaches its own time."""
    return (
        f"{label} ({edition}): data reach to within {years} years of its date, or to "
        "the years that the paper tells of."
    )


def say_newest(years: Sequence[tuple[str, int]]) -> str:
    """The newest year of each indicator; 0 where it has no data."""
    return f"Newest year of {', '.join(f'{name}: {year or _NO_DATA}' for name, year in years)}."


def say_too_old(label: str, least: int) -> str:
    """That an indicator has no year as new as it should."""
    return f"{label} ends before {least}"


def say_adding_up(label: str, edition: str, share: float) -> str:
    """That the countries add up to the World row, within a share of it."""
    return f"{label} ({edition}): the countries add up to the World row, within {_percent(share)}."


def say_no_world(label: str) -> str:
    """That an indicator has no row of the world."""
    return f"{label} has no World row to add up to"


def say_covered(
    label: str, group: str, *, is_one: bool, years: int, share: float, members: float
) -> str:
    """That a group is to be covered.

    Args:
        label: Of the group.
        group: Its id.
        is_one: Whether it is one country.
        years: In how many of the last years.
        share: How much of the total must have data.
        members: Which share of the members must be there.
    """
    if is_one:
        return f"{label} ({group}): one series at least has data of it."
    return (
        f"{label} ({group}): in one of the last {years} years of each series, members "
        f"with {_percent(share)} of its total have data; "
        f"{_percent(members)} of the members are in the series at all."
    )


def say_members(there: int, whole: int) -> str:
    """How many members of a group a table has."""
    return f"{there} of {whole} members"


def say_left_out(tables: Mapping[str, str]) -> str:
    """Which tables are not asked, each with the members that it has; empty where all are."""
    said = "; ".join(f"{name}: {kept}" for name, kept in tables.items())
    return f"Not asked of what no edition has for half of the members: {said}." if said else ""


def say_no_data(name: str) -> str:
    """That a series has none."""
    return f"{name}: {_NO_DATA}"


def say_too_little(name: str, covered: float, year: int, there: int, whole: int) -> str:
    """How much of a group a series has at best, where that is too little."""
    return f"{name}: {say_finely(covered)} in {year}, {say_members(there, whole)}"


def say_least(covered: float) -> str:
    """How much of a group is covered at the least."""
    return f"At the least {say_finely(covered)} is covered."


def say_steady(label: str, group: str, bound: float, *, is_one: bool) -> str:
    """That the total of a group does not jump."""
    if is_one:
        return (
            f"{label} ({group}): no total changes by more than {_percent(bound)} from one year to "
            "the next, unless another edition gives the same change, or none has these years and "
            "the total stays there."
        )
    return (
        f"{label} ({group}): no total changes by more than {_percent(bound)} from one "
        "year to the next, over the areas with data in both, unless another edition gives the "
        "same change."
    )


def say_only_told(changes: Sequence[tuple[str, float, int]]) -> str:
    """Great changes that no other edition has, each with its series and year; empty without any."""
    told = "; ".join(say_change(name, change, year) for name, change, year in changes)
    if not told:
        return ""
    return f"No other edition at hand has these years, and the total stayed there: {told}."


def say_change(name: str, change: float, year: int) -> str:
    """A change of a series."""
    return f"{name}: {say_signed(change)} in {year}"


def say_greatest(name: str, change: float, year: int) -> str:
    """The greatest change of all."""
    return f"At the most {say_signed(change)}: {name}, in {year}."


def say_finely(share: float) -> str:
    """A share to a tenth of a per cent."""
    return say_value(share, "percent", 0.001)


def say_signed(share: float) -> str:
    """A change with its sign."""
    return f"{'+' if share > 0 else ''}{say_finely(share)}"


def _percent(share: float) -> str:
    return say_value(share, "percent", 0.01)
