"""The units of indicators: a closed vocabulary, and how the catalogues' own words map to it.

``factor`` leads to the base unit: 3.2 megatonnes are 3.2 x 1,000,000 tonnes. What may surprise:
shares are ``percent`` as sources give them (63 for 63%); "per 100 people" is no per cent, as there
can be more subscriptions than people.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Unit:
    """A unit of measure.

    Attributes:
        id: As in `sources.model.Concept.unit`.
        label: As a sentence has it after a number.
        base: The unit it is a multiple of; itself where it is none.
        factor: How many of ``base`` it is.
    """

    id: str
    label: str
    base: str
    factor: float = 1.0


_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "persons": "people",
        "number": "",
        "percent": "%",
        "usd": "US$",
        "usd_constant": "US$ at constant prices",
        "usd_ppp": "international $",
        "usd_ppp_constant": "international $ at constant prices",
        "lcu": "units of local currency",
        "lcu_constant": "units of local currency at constant prices",
        "lcu_per_usd": "units of local currency per US$",
        "usd_per_litre": "US$ per litre",
        "usd_constant_per_m3": "US$ at constant prices per cubic metre",
        "years": "years",
        "days": "days",
        "hours": "hours",
        "months": "months",
        "per_100": "per 100 people",
        "per_1000": "per 1,000",
        "per_10000": "per 10,000",
        "per_100000": "per 100,000",
        "per_million": "per million people",
        "births_per_woman": "births per woman",
        "tonnes": "tonnes",
        "tonnes_per_head": "tonnes per head",
        "kg_per_head": "kg per head",
        "kg_per_hectare": "kg per hectare",
        "kwh": "kWh",
        "kwh_per_head": "kWh per head",
        "litres_per_head": "litres per head",
        "m3": "cubic metres",
        "m3_per_head": "cubic metres per head",
        "km": "km",
        "km2": "square kilometres",
        "persons_per_km2": "people per square kilometre",
        "micrograms_per_m3": "micrograms per cubic metre",
        "millimetres": "mm",
        "ratio": "",
        "index": "points",
        "other": "",
    }
)

_MULTIPLES: Mapping[str, tuple[str, str, float]] = MappingProxyType(
    {
        "thousands": ("thousand", "number", 1e3),
        "millions": ("million", "number", 1e6),
        "persons_thousands": ("thousand people", "persons", 1e3),
        "persons_millions": ("million people", "persons", 1e6),
        "usd_millions": ("million US$", "usd", 1e6),
        "usd_billions": ("billion US$", "usd", 1e9),
        "usd_constant_millions": ("million US$ at constant prices", "usd_constant", 1e6),
        "usd_constant_billions": ("billion US$ at constant prices", "usd_constant", 1e9),
        "kilotonnes": ("thousand tonnes", "tonnes", 1e3),
        "megatonnes": ("million tonnes", "tonnes", 1e6),
        "hectares": ("hectares", "km2", 0.01),
        "hectares_thousands": ("thousand hectares", "km2", 10.0),
        "acres": ("acres", "km2", 0.0040468564224),
        "square_miles": ("square miles", "km2", 2.589988110336),
        "m2": ("square metres", "km2", 1e-6),
        "gigatonnes": ("billion tonnes", "tonnes", 1e9),
        "kg": ("kg", "tonnes", 1e-3),
        "tonnes_per_hectare": ("tonnes per hectare", "kg_per_hectare", 1e3),
        "mwh": ("MWh", "kwh", 1e3),
        "gwh": ("GWh", "kwh", 1e6),
        "twh": ("TWh", "kwh", 1e9),
        "mwh_per_head": ("MWh per head", "kwh_per_head", 1e3),
        "km3": ("cubic kilometres", "m3", 1e9),
        "persons_per_square_mile": ("people per square mile", "persons_per_km2", 0.3861021585),
        "m3_billions": ("billion cubic metres", "m3", 1e9),
        "ton_km_millions": ("million tonne-kilometres", "number", 1e6),
    }
)

UNITS: Mapping[str, Unit] = MappingProxyType(
    {id_: Unit(id_, label, id_) for id_, label in _LABELS.items()}
    | {id_: Unit(id_, label, base, by) for id_, (label, base, by) in _MULTIPLES.items()}
)
"""All units by id."""

_DOLLARS = r"(?:us\s?\$|usd|u\.?s\.? dollars?|united states dollars?)"

_PATTERNS: tuple[tuple[str, str], ...] = (
    (r"lcu per (?:us|international) ?\$", "lcu_per_usd"),
    (r"scale|index|score|rating|1=low|=low|rank\b|estimate of governance|z-score", "index"),
    (r"us\$ per liter", "usd_per_litre"),
    (
        r"per constant .*international|per \$1,000 gdp|megajoules|kg per (?:20|ppp)|kilogram",
        "other",
    ),
    (r"us\$ gdp per cubic", "usd_constant_per_m3"),
    (r"%|percent(?:age)?\b|proportion of .*\(%", "percent"),
    (r"per 100,000", "per_100000"),
    (r"per 1,000,000|per million", "per_million"),
    (r"per 1,000\b", "per_1000"),
    (r"per 100 (?:people|inhab)", "per_100"),
    (r"per 10,000|per 1,000,000 ", "other"),
    (r"births per woman", "births_per_woman"),
    (r"kwh per capita", "kwh_per_head"),
    (r"(?:t co2e?/capita|metric tons per capita|tonnes per capita)", "tonnes_per_head"),
    (r"kg (?:of oil equivalent )?per capita|\(kg\)$", "kg_per_head"),
    (r"(?:kg|kilograms?) per hectare", "kg_per_hectare"),
    (r"cubic meters? per capita|per capita \(cubic", "m3_per_head"),
    (r"lit(?:er|re)s of pure alcohol", "litres_per_head"),
    (r"people per sq", "persons_per_km2"),
    (r"micrograms? per cubic", "micrograms_per_m3"),
    (r"millimet(?:er|re)s|mm per year|\bmm\b", "millimetres"),
    (r"mt of co2|mt co2|millions of tonnes|\bmt\b", "megatonnes"),
    (r"\bkt\b|thousand metric tons", "kilotonnes"),
    (r"million ton-km|ton-km", "ton_km_millions"),
    (r"metric tons|tonnes", "tonnes"),
    (r"billion cubic", "m3_billions"),
    (r"cubic met", "m3"),
    (r"sq\. ?km|square kilomet", "km2"),
    (r"thousands? of hectares", "hectares_thousands"),
    (r"hectares", "hectares"),
    (r"route-km|total route|\bkm\b", "km"),
    (r"constant.*international|constant.*ppp", "usd_ppp_constant"),
    (r"international \$|ppp \$|\bppp\b", "usd_ppp"),
    (r"constant lcu", "lcu_constant"),
    (r"lcu|local currency", "lcu"),
    (rf"billions? of constant.*{_DOLLARS}", "usd_constant_billions"),
    (rf"millions? of (?:constant|20\d\d).*{_DOLLARS}", "usd_constant_millions"),
    (rf"billions? of .*{_DOLLARS}", "usd_billions"),
    (rf"millions? of .*{_DOLLARS}", "usd_millions"),
    (rf"constant.*{_DOLLARS}|constant 20\d\d us", "usd_constant"),
    (_DOLLARS, "usd"),
    (r"\(years\)|\byears\b(?! (?:old|and))", "years"),
    (r"\(days\)|\bdays\b", "days"),
    (r"\(hours\)|\bhours\b", "hours"),
    (r"\bmonths\b", "months"),
    (r"thousands? of people|\(thousands\)", "persons_thousands"),
    (r"\(millions\)|millions of people", "persons_millions"),
    (r"\(ratio\)|ratio of", "ratio"),
)
_COMPILED = tuple((re.compile(pattern), unit) for pattern, unit in _PATTERNS)
_PERSONS = re.compile(
    r"population|persons|people|refugees|migra|labor force, total|teachers|number of (?:children|"
    r"people|deaths|infant|maternal|neonatal|under)|armed forces|pupils|children out|asylum|deaths"
)
_ZS = re.compile(r"\.(?:ZS|ZG)$")


def unit_of(code: str, name: str, printed: str = "") -> str:
    """The unit of a catalogue's series, from the words of the catalogue.

    Args:
        code: The series.
        name: Its name; the unit often stands there in brackets.
        printed: The catalogue's own unit; may be empty, or no unit at all ("modeled estimate").

    Returns:
        An id of `UNITS`; ``other`` where no rule fits.
    """
    bracket = name[name.rfind("(") :] if "(" in name else ""
    for text in (printed, bracket, name):
        unit = _first(text.casefold())
        if unit:
            return unit
    if _ZS.search(code):
        return "percent"
    return "persons" if _PERSONS.search(name.casefold()) else "number"


def _first(text: str) -> str:
    return next((unit for pattern, unit in _COMPILED if pattern.search(text)), "") if text else ""
