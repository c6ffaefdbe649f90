"""Areas that observations are about: countries, aggregates, former states and parts of countries.

`AREAS` holds every code that may stand in ``ref_area``: ISO 3166-1 alpha-3, the World Bank's own
(``WLD``, ``XKX``, ``CHI`` and its aggregates), and those that the United Nations' national accounts
need beside it. What may surprise:

- Namibia's two-letter code is ``NA``; here it is ``NAM``, and nothing in these tables is ever read
  as "not available".
- National accounts list Tanzania as two parts, and each former state beside its successors.
  Sudan with South Sudan runs to 2010, Sudan and South Sudan start in 2008, so in 2008-2010 both
  are there; the Netherlands Antilles run to 2012, Curaçao and Sint Maarten start in 2005.
- "The world without former states" thus loses Sudan before 2008 (0.07% of the world's GDP in
  2005, 0.10% in 2007). `world_members` therefore takes a former state exactly while none of its
  successors has data: from 2008 on that is the sum without former states, and before it nothing
  is lost.
- National accounts have no row for the world. Nothing is invented when a snapshot is made;
  `sources.snapshots.totals` adds what can be summed, each row marked with obs_status ``E``.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, cast

if TYPE_CHECKING:
    pass

AreaKind = Literal["country", "aggregate", "former", "part"]

WORLD = "WLD"
FEWEST_FOR_A_WORLD = 190
"""How many areas must have data before their sum is called the world: a table of three countries
has no world. The United Nations have 193 members; national accounts cover 210 areas and more."""

PEOPLE_OF_A_WORLD = 0.995
"""What part of all people must live in them: no sum without one of the large countries is the
world's. National accounts lack 0.35%, most of it Taiwan."""


@dataclass(frozen=True)
class Area:
    """One code of ``ref_area``.

    Attributes:
        ref_area: The code: ISO 3166-1 alpha-3, or the source's own.
        name: A short English name.
        m49: The United Nations' numeric code, None where there is none.
        kind: ``country``, ``aggregate``, ``former`` (a state that is no more) or ``part``.
        parent: Of a part, the country it belongs to; else empty.
        successors: Of a former state, the areas that came after it; else empty.
        people: Of a country, the most people that it had in any year from 2000 to 2020, in
            thousands (World Prospects of 2019, CC BY 3.0 IGO; the World Bank's for Kosovo): a
            measure of what a sum without it may lack, and no observation. None where not known.
    """

    ref_area: str
    name: str
    m49: int | None
    kind: AreaKind
    parent: str = ""
    successors: tuple[str, ...] = ()
    people: int | None = None


def _read_areas() -> dict[str, Area]:
    path = Path(__file__).with_name("areas.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return {
            row["ref_area"]: Area(
                row["ref_area"],
                row["name"],
                int(row["m49"]) if row["m49"] else None,
                cast(AreaKind, row["kind"]),
                row["parent"],
                tuple(row["successors"].split()),
                int(row["people"]) if row["people"] else None,
            )
            for row in csv.DictReader(file)
        }


AREAS: Mapping[str, Area] = MappingProxyType(_read_areas())
"""Every code there is. Reading it costs about a millisecond, so it is read at import."""

PARTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        parent: tuple(code for code, area in AREAS.items() if area.parent == parent)
        for parent in sorted({area.parent for area in AREAS.values() if area.parent})
    }
)
"""The countries that some source gives in parts, and those parts."""


_BY_M49: Mapping[int, str] = MappingProxyType(
    {
        area.m49: code
        for code, area in AREAS.items()
        if area.m49 is not None and area.kind != "aggregate"
    }
)


def area_name(ref_area: str) -> str:
    """The short English name of a code; the code itself where it is unknown."""
    area = AREAS.get(ref_area)
    return area.name if area else ref_area


def area_of(m49: int) -> str | None:
    """The code of a country, a part of one or a former state; None for any other number."""
    return _BY_M49.get(m49)


def m49_codes() -> tuple[int, ...]:
    """The M49 numbers that `area_of` knows, in order."""
    return tuple(sorted(_BY_M49))


def world_members(areas: Iterable[str]) -> tuple[str, ...]:
    """The areas that add up to the world, each piece of land once.

    Countries count; a part counts where its country is not there itself; a former state counts
    where none of its successors is there; aggregates and unknown codes do not.

    Args:
        areas: The codes that have data. Pass those of one year to get that year's world: whether
            a former state counts depends on the year.

    Returns:
        The codes, sorted.
    """
    present = set(areas)
    return tuple(sorted(code for code in present if _counts(code, present)))


def _counts(code: str, present: Collection[str]) -> bool:
    area = AREAS.get(code)
    if area is None or area.kind == "aggregate":
        return False
    if area.kind == "part":
        return area.parent not in present
    if area.kind == "former":
        return not any(successor in present for successor in area.successors)
    return True


def is_whole_world(members: Collection[str]) -> bool:
    """Whether the sum of some areas may be called the world: many, with nearly all its people."""
    if len(members) < FEWEST_FOR_A_WORLD:
        return False
    there = {
        one
        for code in members
        for one in (code, AREAS[code].parent, *AREAS[code].successors)
        if one
    }
    everyone = {code: area.people for code, area in AREAS.items() if area.people is not None}
    part = sum(everyone.get(code, 0) for code in there)
    return part >= PEOPLE_OF_A_WORLD * sum(everyone.values())
