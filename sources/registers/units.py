"""Whether a figure's unit can be that of a measure of a concept.

Values are compared as they are: persons with persons, tonnes with tonnes. Where a phrase names
another unit of the same kind ("5 million hectares" of an indicator in km2) the indicator is told in
it (`sources.reference.told_units`); one of another kind is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import get_args

from sources.model import Concept, Figure, FigureUnit
from sources.reference.told_units import base_unit
from sources.registers.measures import States

FIGURE_UNITS: tuple[FigureUnit, ...] = get_args(FigureUnit)

_FAMILIES = ("km2", "kg", "tonnes", "persons", "kwh")
_RATES = frozenset({"per_1000", "per_100000", "births_per_woman"})

_WORDS: Mapping[str, str] = MappingProxyType(
    {
        r"(square|sq\.?) kilomet\w+|km ?[2²]": "km2",
        r"hectares?|ha": "hectares",
        r"acres?|square miles?": "acres",
        r"kilograms?|kilos?|kg": "kg",
        r"(metric )?tons?|tonnes?|t": "tonnes",
        r"people|persons?|inhabitants?|citizens?|men|women|workers|refugees|migrants": "persons",
        r"births per woman|children per woman": "births_per_woman",
        r"per (1,?000|thousand)": "per_1000",
        r"per 100,?000": "per_100000",
        r"kwh|kilowatt.hours?": "kwh",
    }
)
_NAMED = re.compile(
    r"\W{0,2}(?:" + "|".join(f"(?P<u{at}>{words})" for at, words in enumerate(_WORDS)) + r")(?!\w)",
    re.IGNORECASE,
)
_NAMES = tuple(_WORDS.values())
_NOT_CONVERTED = frozenset({"tons"})
"""Units that the words beside a figure name, and that may be one of several."""


def unit_named(phrase: str, figure: Figure) -> str:
    """The unit that stands right behind a figure; empty where no known one does.

    Where the phrase ends with the figure, its text may tell one that no series is told in: tons.
    """
    told = figure.real_unit if figure.real_unit in _NOT_CONVERTED else ""
    found = _NAMED.match(phrase[figure.end :] or told)
    return _NAMES[int(str(found.lastgroup)[1:])] if found and found.lastgroup else ""


def units_of_level(concept: Concept, stated: str) -> tuple[str, ...]:
    """The units that a figure for a level of a concept may have.

    Args:
        concept: What is measured.
        stated: What the phrase states, to take a register's own currency for what it is.
    """
    unit = base_unit(concept)
    if concept.given_in and concept.unit == "percent":
        return ("percent",)
    if concept.currency:
        return (concept.currency.lower(),)
    if unit.startswith("usd_ppp"):
        return ("usd", "number")
    if unit.startswith("usd"):
        return ("usd",)
    if unit.startswith("lcu"):
        return ("number", stated) if stated != "usd" and len(stated) == 3 else ("number",)
    if unit == "years":
        return ("years", "number")
    if unit == "percent" or unit == stated or unit in FIGURE_UNITS:
        return (unit,)
    return ("number",)


def units_stated(states: States, concept: Concept | None, stated: str) -> tuple[str, ...]:
    """The units that a measure's figure may have; empty where any will do."""
    match states:
        case "level":
            return units_of_level(concept, stated) if concept else ()
        case "change":
            units = units_of_level(concept, stated) if concept else ()
            return tuple("percentage_points" if unit == "percent" else unit for unit in units)
        case "points":
            return ("percentage_points",)
        case "percent":
            return ("percent",)
        case "times":
            return ("number", "percent")
        case "years":
            return ("years",)
        case "nothing":
            return ()
        case _:
            return ("number",)


def clash_of_units(concept: Concept, named: str) -> bool:
    """Whether a unit that the words name cannot be that of a concept."""
    if concept.given_in:
        return False  # it was turned into the unit that is named
    unit = base_unit(concept)
    family = next((one for one in _FAMILIES if unit == one or unit.startswith(f"{one}_")), "")
    if named in _RATES:
        return unit != named and (bool(family) or unit in _RATES)
    if not named:
        return False
    if unit in _RATES or unit.startswith("usd") or unit in {"years", "percent"}:
        return unit != "percent" or named != "persons"
    return bool(family) and family != named


def is_in_per_cent(concept: Concept | None) -> bool:
    """Whether an indicator is stated in per cent."""
    return concept is not None and concept.unit == "percent"
