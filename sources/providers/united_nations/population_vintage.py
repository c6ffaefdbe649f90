"""What the bulk file and the Data Portal of World Population Prospects share: revisions, checks.

Both give persons by area and year, of one revision. Whichever was asked, each country must have
each year, and the countries must add up to the world.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from sources.errors import Inconsistent, Malformed
from sources.http.answers import Answer, Fetched
from sources.providers.united_nations.common import (
    FORECAST,
    LICENCE,
    name_some,
    to_observations,
)
from sources.reference.areas import AREAS, WORLD, world_members
from sources.reference.population_cells import EVERYBODY
from sources.snapshots.rows import NORMAL

SOURCE = "wpp"
INDICATOR = EVERYBODY

RELEASED: Mapping[int, str] = {2019: "2019-06-17", 2022: "2022-07-11", 2024: "2024-07-11"}
"""The day on which each revision was released, as the United Nations announced it."""

FIRST_YEAR, LAST_YEAR = 1950, 2100
WORLD_M49 = 900
FEWEST_COUNTRIES = 200
"""The revisions of 2019 to 2024 have 235 to 237 countries and areas."""

_APART = 0.001
"""How far the countries may be from the world: in the revision of 2019 they add up exactly."""

Persons: TypeAlias = Mapping[tuple[str, int], float]
"""Persons by area and year."""


def years_covered(first_year: int, last_year: int) -> range:
    """The years wanted that World Population Prospects has.

    Raises:
        Inconsistent: It has none of them.
    """
    years = range(max(first_year, FIRST_YEAR), min(last_year, LAST_YEAR) + 1)
    if not years:
        raise Inconsistent(
            f"there are no figures for {first_year} to {last_year}",
            mend=f"Ask for years from {FIRST_YEAR} to {LAST_YEAR}",
            source=SOURCE,
            code="no-such-year",
            is_retryable=False,
        )
    return years


def as_fetched(
    cells: Mapping[str, Persons],
    answers: tuple[Answer, ...],
    *,
    revision: int,
    how_known: str,
    url: str,
) -> Fetched:
    """Persons by code that passed every check, as a vintage of the revision they belong to."""
    import pandas as pd

    vintage = RELEASED[revision]
    tables = [
        to_observations(
            SOURCE,
            vintage,
            code,
            "persons",
            {
                (area, year): (value, NORMAL if year < revision else FORECAST)
                for (area, year), value in persons.items()
            },
        )
        for code, persons in cells.items()
    ]
    years = {year for persons in cells.values() for _, year in persons}
    projected = sorted(year for year in years if year >= revision)
    notes = ["Population on 1 July of each year; of the aggregates only the world is kept."]
    if projected:
        notes.append(
            f"From {projected[0]} on these are projections (medium variant), not estimates."
        )
    return Fetched(
        source=SOURCE,
        vintage=vintage,
        label=f"World Population Prospects {revision}",
        how_known=how_known,
        licence=LICENCE,
        attribution=(
            "United Nations, Department of Economic and Social Affairs, Population Division, "
            f"World Population Prospects {revision}"
        ),
        url=url,
        last_updated=vintage,
        observations=pd.concat(tables, ignore_index=True) if len(tables) > 1 else tables[0],
        answers=answers,
        notes=tuple(notes),
    )


def require_complete(persons: Persons, years: range, code: str = INDICATOR) -> None:
    """Whether each country has each year, and the countries add up to the world.

    Raises:
        Inconsistent: They do not; a file cut in the middle looks like this.
    """
    countries = sorted({area for area, _ in persons} - {WORLD})
    if len(countries) < FEWEST_COUNTRIES:
        raise _incomplete(
            f"only {len(countries)} countries have data, fewer than {FEWEST_COUNTRIES}",
            code,
        )
    for area in (WORLD, *countries):
        missing = [year for year in years if (area, year) not in persons]
        if missing:
            raise _incomplete(f"{AREAS[area].name} has no figure for {name_some(missing)}", code)
    members = world_members(countries)
    for year in years:
        world = persons[WORLD, year]
        total = sum(persons[area, year] for area in members)
        if abs(total - world) > _APART * world:
            raise _incomplete(
                f"in {year} the countries have {total:,.0f} persons and the world {world:,.0f}",
                code,
            )


def _incomplete(what: str, code: str) -> Inconsistent:
    return Inconsistent(
        what,
        mend="Try again later; if it stays, the file's format has changed",
        source=SOURCE,
        code="incomplete",
        indicator=code,
    )


def malformed(
    what: str, code: str, *, mend: str = "", is_retryable: bool | None = None
) -> Malformed:
    """The error for an answer that is not in the documented format."""
    return Malformed(
        what,
        mend=mend,
        source=SOURCE,
        code=code,
        indicator=INDICATOR,
        is_retryable=is_retryable,
    )
