"""What texts call countries and groups: names, aliases, adjectives, people.

Names, common and official names of countries come from ISO 3166 as pycountry keeps it;
``area_names.csv`` has what no library keeps (World Bank names, adjectives, everyday and former
names), ``named_groups.csv`` the names of groups. What may surprise:

- Keys are casefolded. Acronyms that are also words of a sentence ("US", "AU", "CIS") are therefore
  no names: `sources.reading.mentions.areas` matches them in capitals only.
- "Korea" is South Korea, "Congo" alone is neither of the two, "Guinea" is not Papua New Guinea;
  names that a text may mean otherwise (the State of Georgia, the man Jordan) are here all the same:
  whoever reads a text judges its context.
- "Sub-Saharan Africa", "South Asia", "Latin America" are the World Bank's regions; "Africa",
  "Southeast Asia" and others that the Bank does not have are the United Nations'. "East Asia" has
  Taiwan beside the United Nations' list. "Developing countries" are those of low and middle income.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from sources.model import Group
from sources.reference import classifications, memberships
from sources.reference.areas import AREAS, WORLD, area_name
from sources.reference.groups import WORLD_GROUP

_NOT_ALONE = frozenset({"basic", "mint", "quad", "car's", "congo"})
_NO_PLURAL = re.compile(r"(?:ese|sh|ch|ss|ois|swiss)$")
"""Adjectives that do not name people by an ``s``: the Chinese, the French."""


def _rows() -> Iterator[dict[str, str]]:
    path = Path(__file__).with_name("area_names.csv")
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@cache
def area_names() -> Mapping[str, str]:
    """Casefolded name, alias, adjective or people to the area expression meant.

    Built once, when first asked for (some 10 ms).
    """
    names: dict[str, str] = {}
    for code, region in classifications.m49_regions().items():
        names[fold_name(region[0])] = code
    for code, area in AREAS.items():
        if area.kind in ("country", "aggregate"):
            names[fold_name(area.name)] = WORLD_GROUP if code == WORLD else code
    for one in memberships.named_groups().values():
        names |= {fold_name(word): one.id for word in one.words}
    for row in _rows():
        names |= {name: row["area"] for name in _names_of(row)}
    for name, code in _names_of_iso():
        names.setdefault(name, code)
    for name in _NOT_ALONE:
        names.pop(name, None)
    for name, meant in list(names.items()):
        if meant == "WLD":
            names[name] = WORLD_GROUP
        names.setdefault(_without_marks(name), names[name])
    return MappingProxyType(names)


def _names_of_iso() -> Iterator[tuple[str, str]]:
    """Names, common and official names of ISO 3166-1, with and without their article."""
    import pycountry

    for country in pycountry.countries:
        for field in ("name", "common_name", "official_name"):
            name = fold_name(getattr(country, field, "") or "").removeprefix("the ")
            if name:
                yield name, country.alpha_3
                yield f"the {name}", country.alpha_3


def _names_of(row: Mapping[str, str]) -> Iterator[str]:
    if row["world_bank_name"]:
        yield fold_name(row["world_bank_name"])
    for alias in filter(None, row["aliases"].split(";")):
        yield fold_name(alias)
    for adjective in filter(None, row["adjectives"].split(";")):
        yield fold_name(adjective)
        if not _NO_PLURAL.search(adjective) and row["area"].isupper() and len(row["area"]) == 3:
            yield fold_name(f"{adjective}s")


@cache
def codes_of_two_letters() -> Mapping[str, str]:
    """ISO 3166-1 alpha-2 to alpha-3: ``NA`` is Namibia."""
    import pycountry

    return {country.alpha_2: country.alpha_3 for country in pycountry.countries}


@cache
def area_adjectives() -> frozenset[str]:
    """Those of `area_names` that are adjectives ("chinese"), which qualify and do not name."""
    return frozenset(
        fold_name(adjective)
        for row in _rows()
        for adjective in row["adjectives"].split(";")
        if adjective
    )


@cache
def capitals() -> Mapping[str, str]:
    """Capitals, and cities that the news is dated from, to their countries ("Accra" to GHA)."""
    path = Path(__file__).with_name("capitals.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return MappingProxyType(
        {city: row["area"] for row in rows for city in row["capital"].split(";")}
    )


@cache
def cities() -> frozenset[str]:
    """The largest cities of the world that are no capitals."""
    path = Path(__file__).with_name("cities.csv")
    return frozenset(path.read_text("utf-8").splitlines()[1:])


_AGREED = frozenset({"m49-002", "m49-005", "m49-009", "m49-019", "m49-150"})
_LOOSE = frozenset(
    {"developing countries", "developing economies", "developing nations", "developing world"}
    | {"east asia and pacific", "gulf states", "latin america", "latin american", "north america"}
    | {
        "fragile states",
        "middle east",
        "middle eastern countries",
        "north american",
        "small states",
    }
)


_EITHER_OF_TWO = frozenset({"congo", "congolese", "congos", "virgin islands"})


def is_loose(name: str) -> bool:
    """Whether writers mean different countries by a name of `area_names`.

    "Western Europe" of the United Nations has nine countries, and a text may well mean others:
    what is read from such a name alone is not sure. Continents and bodies with members are not
    loose, nor is any country but "Congo", which the United Nations call one of two and the press
    the other.
    """
    folded = fold_name(name).removeprefix("the ")
    if folded in _EITHER_OF_TWO:
        return True
    meant = area_names().get(folded, "")
    if folded in _LOOSE:
        return True
    return meant.startswith(classifications.M49_PREFIX) and meant not in _AGREED


def fold_name(name: str) -> str:
    """A name as the keys of `area_names` have it: casefolded, plain apostrophes, single blanks."""
    plain = name.replace("’", "'").replace("‑", "-").replace("–", "-")
    return " ".join(unicodedata.normalize("NFC", plain).casefold().split())


def _without_marks(name: str) -> str:
    """A name without accents: "cote d'ivoire"."""
    apart = unicodedata.normalize("NFD", name)
    return "".join(char for char in apart if not unicodedata.combining(char))


_THE = frozenset(
    {"ARE", "BHS", "CAF", "COD", "COG", "COM", "DOM", "GBR", "GMB", "MDV", "MHL", "NLD", "PHL"}
    | {
        "ANT",
        "IMN",
        "UMI",
        "SLB",
        "SYC",
        "USA",
        "VAT",
        "CHI",
        "CYM",
        "FRO",
        "FLK",
        "MNP",
        "TCA",
        "VGB",
        "VIR",
        "COK",
    }
)
"""Countries whose names take the article in a sentence."""
_AGGREGATES: Mapping[str, str] = MappingProxyType(
    {
        "LIC": "low-income countries",
        "LMC": "lower-middle-income countries",
        "UMC": "upper-middle-income countries",
        "HIC": "high-income countries",
        "MIC": "middle-income countries",
        "LMY": "low- and middle-income countries",
        "WLD": "the world",
        "ARB": "the Arab world",
        "CEB": "Central Europe and the Baltics",
        "EUU": "the European Union",
        "EMU": "the euro area",
    }
)
"""Rows of the World Bank, as they are called there."""


def in_sentence(code: str) -> str:
    """What the area of a code is called in the middle of a sentence: "the Philippines"."""
    if code in _AGGREGATES:
        return _AGGREGATES[code]
    return f"the {area_name(code)}" if code in _THE else area_name(code)


def group_label(group: Group) -> str:
    """What a resolved area is called in the middle of a sentence, with the date of its members."""
    if group.aggregate == WORLD:
        return "the world"
    if group.id in _THE:
        return f"the {group.label}"
    return f"{group.label} (members of {group.basis})" if group.basis else group.label


def names_of(code: str) -> tuple[str, ...]:
    """All names by which an area is known, beside that of `AREAS`, in the order of the tables."""
    own = fold_name(AREAS[code].name) if code in AREAS else ""
    return tuple(name for name, meant in area_names().items() if meant == code and name != own)
