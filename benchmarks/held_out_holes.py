"""Groups of which editions lack members: some never, some in one edition, some at one end.

Holes are made in editions that an author did not have, beside those that the sources have
themselves (no edition of the World Bank has Taiwan). A figure that was computed from the whole
group is true, and must not be called off; one that is the sum of what an edition with a hole still
has states less than the group, and must not be told as borne out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from benchmarks.held_out_figures import LEVELS, Stated, print_number
from sources.figures.parse import parse_figure
from sources.model import Claim, Group, Period
from sources.reference.areas import AREAS

WAYS = ("never", "edition", "from", "until", "year")
"""A member is lacking for all years of all editions, of one, from a year on, until one, in one."""

NEVER_THERE = (
    ("HKG", "TWN"), ("MAC", "TWN"), ("MYS", "SGP", "TWN"), ("PHL", "SGP", "TWN", "VNM"),
)  # fmt: skip
"""Groups with a member that no edition of the World Bank has."""

LARGE = 0.10
"""What part of a group a hole must be, that what is left may not stand for the whole.

The rule takes a twentieth, of what was last known.
"""


def groups_with_holes(rng: np.random.Generator, lists: Sequence[Group], count: int) -> list[Group]:
    """Some lists, groups of a few countries drawn, and groups with a member that is never there."""
    countries = [code for code, area in AREAS.items() if area.kind == "country"]
    drawn = [
        Group(f"drawn-{at}", "drawn", _some(rng, countries, int(rng.integers(3, 13))), "drawn")
        for at in range(count)
    ]
    never = [Group("-".join(areas), "drawn", areas, "drawn") for areas in NEVER_THERE]
    return [*lists, *drawn, *never]


def _some(rng: np.random.Generator, names: Sequence[str], count: int) -> tuple[str, ...]:
    return tuple(sorted(str(one) for one in rng.choice(list(names), count, replace=False)))


def with_holes(
    held: pd.DataFrame, groups: Sequence[Group], rng: np.random.Generator
) -> pd.DataFrame:
    """The observations of editions, with members of each group taken out of them."""
    lost = np.zeros(len(held), dtype=bool)
    area, year = held["ref_area"].to_numpy(), held["time_period"].to_numpy(dtype=np.int64)
    vintage = held["vintage"].to_numpy()
    is_bank = (held["source"] == "wdi").to_numpy() & held["indicator"].isin(LEVELS).to_numpy()
    for group in groups:
        for member in _some(rng, group.members, 1 + len(group.members) // 30):
            own = is_bank & (area == member)
            way, when = str(rng.choice(WAYS)), int(rng.integers(2008, 2020))
            editions = np.unique(vintage[own])
            if not len(editions):
                continue
            one = vintage == str(rng.choice(editions))
            lost |= own & {
                "never": year > 0, "edition": one, "from": year >= when, "until": year < when,
                "year": year == when,
            }[way]  # fmt: skip
    return held[~lost]


def sums_with_holes(
    whole: pd.DataFrame, held: pd.DataFrame, groups: Sequence[Group], rng: np.random.Generator
) -> list[Stated]:
    """What editions with a hole still have of a group, each stated as if it were the whole.

    Args:
        whole: The editions before holes were made.
        held: The same with holes.
        groups: Those that the holes are in.
        rng: Of the draw.
    """
    found: list[Stated] = []
    for group in groups:
        is_never = tuple(group.members) in NEVER_THERE
        for code, concept in LEVELS.items():
            sums = _sums(held, code, group)
            full = _sums(whole, code, group).reindex(sums.index)
            for ((_, year), part), all_of_it in _shuffled(sums, full, rng):
                is_short = is_never or part < (1 - LARGE) * all_of_it
                if is_short and part > 0 and year >= 2005:
                    found.append(_stated(len(found), part, concept, group.id, year))
                    break
    return found


def _sums(table: pd.DataFrame, code: str, group: Group) -> pd.Series:
    """By edition and year what the World Bank's editions have of a group."""
    is_own = (table["source"] == "wdi") & (table["indicator"] == code)
    of_group = table[is_own & table["ref_area"].isin(group.members)]
    found: pd.Series = of_group.groupby(["vintage", "time_period"])["obs_value"].sum()
    return found


def _shuffled(
    sums: pd.Series, full: pd.Series, rng: np.random.Generator
) -> list[tuple[tuple[tuple[str, int], float], float]]:
    keys = zip(sums.index.tolist(), sums.tolist(), strict=True)
    rows = list(zip(keys, full.tolist(), strict=True))
    return [rows[at] for at in rng.permutation(len(rows)).tolist()]


def _stated(at: int, value: float, concept: str, group: str, year: int) -> Stated:
    unit = "usd" if concept == "gdp_current_usd" else "persons"
    phrase = print_number(value, 4, unit) + (" people" if unit == "persons" else "")
    claim = Claim(
        f"h{at}", f"h{at}", phrase, parse_figure(phrase), "value", concept, group,
        Period(year, year),
    )  # fmt: skip
    return Stated(claim, "hole", "hole", "")


def numbered(stated: Sequence[Stated], first: int) -> list[Stated]:
    """Figures with ids of their own beside others."""
    return [
        replace(one, claim=replace(one.claim, id=f"x{first + at}", statement_id=f"x{first + at}"))
        for at, one in enumerate(stated)
    ]
