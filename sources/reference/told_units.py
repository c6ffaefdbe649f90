"""Units in which texts tell what sources give in another: hectares for square kilometres.

A text says "4.6 million hectares" of what the Bank gives in square kilometres, "9.8 Gt" of tonnes,
"1.6 tonnes per hectare" of kilograms. The figure stays as it is printed; the series is turned into
its unit (`in_unit`). A unit of another kind (hectares of a sum of money) is turned into none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from sources.model import Concept
from sources.reference.units import UNITS

_RATES: Mapping[str, float] = MappingProxyType(
    {"per_100": 1e2, "per_1000": 1e3, "per_10000": 1e4, "per_100000": 1e5, "per_million": 1e6}
)

_PRINTED: Mapping[str, str] = MappingProxyType(
    {
        "hectares": "hectares",
        "acres": "acres",
        "sq_miles": "square_miles",
        "m2": "m2",
        "km2": "km2",
        "kt": "kilotonnes",
        "mt": "megatonnes",
        "gt": "gigatonnes",
        "tonnes": "tonnes",
        "kg": "kg",
        "tonnes_per_head": "tonnes_per_head",
        "kg_per_head": "kg_per_head",
        "tonnes/ha": "tonnes_per_hectare",
        "tonnes/hectare": "tonnes_per_hectare",
        "kg/ha": "kg_per_hectare",
        "kg/hectare": "kg_per_hectare",
        "kwh": "kwh",
        "mwh": "mwh",
        "gwh": "gwh",
        "twh": "twh",
        "kwh_per_head": "kwh_per_head",
        "mwh_per_head": "mwh_per_head",
        "m3": "m3",
        "km3": "km3",
        **{name: name for name in _RATES},
    }
)
"""The units that a figure's words name (`sources.figures.numbers.measures`), by their ids here."""

PRINTED_UNITS = frozenset({*_PRINTED.values(), "persons_per_square_mile"})
"""The units that a register may name for a figure, besides what its phrase says."""

_ACROSS: Mapping[str, Mapping[str, float]] = {
    "tonnes_per_head": {"kg_per_head": 1e-3},
    "kg_per_head": {"tonnes_per_head": 1e3},
    **{
        base: {
            name: of / times for name, times in (*_RATES.items(), ("percent", 1)) if name != base
        }
        for base, of in _RATES.items()
    },
}
"""The same of units that are each a base of their own; a percentage is a part of one inside."""


def _factors() -> Iterator[tuple[str, Mapping[str, float]]]:
    for base in sorted({unit.base for unit in UNITS.values()}):
        own = {
            unit.id: unit.factor
            for unit in UNITS.values()
            if unit.base == base != unit.id and unit.id in PRINTED_UNITS
        }
        if told := own | dict(_ACROSS.get(base, {})):
            yield base, told


FACTORS: Mapping[str, Mapping[str, float]] = MappingProxyType(dict(_factors()))
"""By the unit of a concept's values inside, how many of it one of another unit is."""

_MEANT: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("tonnes", "kg_per_hectare"): "tonnes_per_hectare",
        ("kg", "kg_per_hectare"): "kg_per_hectare",
        ("tonnes", "tonnes_per_head"): "tonnes_per_head",
        ("tonnes", "kg_per_head"): "tonnes_per_head",
        ("kg", "tonnes_per_head"): "kg_per_head",
        ("kg", "kg_per_head"): "kg_per_head",
        ("kwh", "kwh_per_head"): "kwh_per_head",
        ("mwh", "kwh_per_head"): "mwh_per_head",
        ("m3", "m3_per_head"): "m3_per_head",
    }
)
"""What a unit means where only a rate is measured: tonnes of a yield are tonnes per hectare."""

_SIZES = frozenset({"km2", "tonnes", "kwh", "m3"})
"""Bases whose units tell nothing that is measured otherwise."""
_BY_SQUARE_MILE = re.compile(
    r"(?:(?!\bper\s+(?:km|sq(?:uare|\.)?\s*k))[^.;\d]){0,40}\b(?:per|to the|a|each)\s+"
    r"(?:square|sq\.?)\s+mile\b",
    re.I,
)


def printed_unit(real_unit: str, behind: str = "") -> str:
    """The unit that words name, as an id of `UNITS`; empty for none that is known here.

    Args:
        real_unit: Of a figure.
        behind: The words behind it, which tell a density by the square mile.
    """
    if real_unit in {"persons", ""} and _BY_SQUARE_MILE.match(behind):
        return "persons_per_square_mile"
    return _PRINTED.get(real_unit, "")


def base_unit(concept: Concept) -> str:
    """The unit of a concept's values inside: tonnes where a source gives megatonnes."""
    unit = (concept.given_in or concept.unit).lower()
    return UNITS[unit].base if unit in UNITS else unit


def told_unit(printed: str, concept: Concept) -> str | None:
    """The unit in which a figure tells values of a concept.

    Args:
        printed: What its words name, from `printed_unit`.
        concept: What is measured.

    Returns:
        Empty where that is the unit of the values inside, or where nothing is named; None where
        no value of the concept can be told in it.
    """
    base = base_unit(concept)
    meant = _MEANT.get((printed, base), printed)
    if not meant or meant == base:
        return ""
    if meant in FACTORS.get(base, {}):
        return meant
    is_size = UNITS[meant].base in _SIZES
    return None if is_size or (meant in _RATES and base in _RATES) else ""


def in_unit(concept: Concept, unit: str) -> Concept:
    """A concept whose values are told in another unit; itself where it is told so already."""
    if not unit or concept.given_in:
        return concept
    factor = FACTORS[base_unit(concept)][unit]
    by = UNITS[concept.unit].factor / factor if concept.unit in UNITS else 1 / factor
    return replace(
        concept,
        id=f"{concept.id}@{unit}",
        label=_label(concept.label, UNITS[unit].label),
        unit=unit,
        given_in=concept.unit,
        low=None if concept.low is None else concept.low * by,
        high=None if concept.high is None else concept.high * by,
    )


_OF_SO_MANY = re.compile(r"\s+\(?per (?:100|1,000|10,000|100,000|million)(?: [a-z]+){0,3}\)?$")


def _label(label: str, unit: str) -> str:
    """A concept's label with the unit that it is told in, once."""
    if unit in label:
        return label
    if unit == UNITS["percent"].label:
        return f"{_OF_SO_MANY.sub('', label)} in per cent"
    label = _OF_SO_MANY.sub("", label) if unit.startswith("per ") else label
    return f"{label} {unit}" if unit.startswith("per ") else f"{label} in {unit}"


def scale_in(concept: Concept) -> float:
    """From a source's values to those in the unit that a concept is told in (`in_unit`)."""
    given = UNITS[concept.given_in].factor if concept.given_in in UNITS else 1.0
    return given / FACTORS[base_unit(concept)][concept.unit]
