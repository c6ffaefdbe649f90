"""The fake World Bank's lists: countries, regions, income levels, lending types, and databases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fake_faults import Reply, Request
from fake_worldbank_figures import (
    FIRST_YEAR,
    LAST_YEAR,
    NAMES,
    Figures,
    Grid,
    Place,
    cut_page,
    dump,
    shown,
    xml_message,
)

_REGIONS = {
    "EAS": ("Z4", "East Asia & Pacific"),
    "ECS": ("Z7", "Europe & Central Asia"),
    "LCN": ("ZJ", "Latin America & Caribbean "),
    "MEA": ("ZQ", "Middle East & North Africa"),
    "NAC": ("XU", "North America"),
    "SAS": ("8S", "South Asia"),
    "SSF": ("ZG", "Sub-Saharan Africa "),
}
_INCOMES = {
    "HIC": ("XD", "High income"),
    "INX": ("XY", "Not classified"),
    "LIC": ("XM", "Low income"),
    "LMC": ("XN", "Lower middle income"),
    "UMC": ("XT", "Upper middle income"),
}
_LENDING = {
    "IBD": ("XF", "IBRD"),
    "IDB": ("XH", "Blend"),
    "IDX": ("XI", "IDA"),
    "LNX": ("XX", "Not classified"),
}
_DATABASES = {"2": "World Development Indicators", "57": "WDI Database Archives"}


def answer_list(request: Request, kind: str, figures: Figures) -> Reply:
    """A list; its header gives ``per_page`` as a text."""
    rows: list[dict[str, Any]]
    if kind == "country":
        rows = [_describe(place) for place in figures.listed]
    elif kind == "region":
        rows = [
            {"id": "", "code": code, "iso2code": short, "name": name}
            for code, (short, name) in _REGIONS.items()
        ]
    else:
        named = _INCOMES if kind == "incomelevel" else _LENDING
        rows = [{"id": code, "iso2code": c, "value": name} for code, (c, name) in named.items()]
    header, here = cut_page(request, rows)
    return Reply(dump([{**header, "per_page": str(header["per_page"])}, here]))


def _describe(place: Place) -> dict[str, Any]:
    if not place.region:
        aggregates = {"id": "NA", "iso2code": "NA", "value": "Aggregates"}
        region, income = aggregates, aggregates
        lending = {"id": "", "iso2code": "", "value": "Aggregates"}
    else:
        region, income = (
            {"id": key, "iso2code": named[key][0], "value": named[key][1]}
            for key, named in ((place.region, _REGIONS), (place.income, _INCOMES))
        )
        lending = {"id": "LNX", "iso2code": "XX", "value": "Not classified"}
    return {
        "id": place.id,
        "iso2Code": place.iso2code,
        "name": place.name,
        "region": region,
        "adminregion": {"id": "", "iso2code": "", "value": ""},
        "incomeLevel": income,
        "lendingType": lending,
        "capitalCity": "",
        "longitude": "",
        "latitude": "",
    }


def answer_database(
    request: Request, database: str, parts: Sequence[str], figures: Figures
) -> Reply:
    """Databases 2 and 57: their concepts, the variables of one, or data by dimension."""
    asked = [part.lower() for part in parts]
    if asked == ["concepts"]:
        names = ["Country", "Series", "Time", *(["Version"] if database == "57" else [])]
        described = [{"id": name, "value": name} for name in names]
        header, _ = cut_page(request, names)
        return _object(header, [{**_named(database), "concept": described}])
    if asked[:1] == ["version"] and database == "57":
        return _variables(request, database, "version", [(e, e) for e in figures.editions])
    if asked[:1] == ["time"] and len(asked) < 3:
        years = [(f"YR{year}", str(year)) for year in range(FIRST_YEAR, LAST_YEAR + 1)]
        return _variables(request, database, "Time", years)
    if asked[-1:] == ["data"]:
        parts = parts[:-1]
    wanted = dict(zip(asked[0::2], parts[1::2], strict=False))
    return _data(request, database, wanted, figures)


def _data(request: Request, database: str, wanted: Mapping[str, str], figures: Figures) -> Reply:
    edition = wanted.get("version", "") if database == "57" else ""
    codes = wanted.get("series", "").split(";")
    chosen = figures.choose(wanted.get("country", "all"))
    years = list(range(int(edition[:4] or LAST_YEAR), FIRST_YEAR - 1, -1))
    if (text := wanted.get("time", "all")) != "all":
        years = sorted((int(part.removeprefix("YR")) for part in text.split(";")), reverse=True)
    is_known = edition in figures.editions if database == "57" else True
    if not (is_known and chosen and all(map(figures.knows, codes))):
        return Reply(xml_message("160"), content_type="text/xml")
    header, cells = cut_page(request, Grid(codes, chosen, years))
    version = [{"concept": "Version", "id": edition, "value": edition}] if edition else []
    rows = [
        {
            "variable": [
                *version,
                {"concept": "Time", "id": f"YR{year}", "value": str(year)},
                {"concept": "Series", "id": code, "value": NAMES.get(code, code)},
                {"concept": "Country", "id": place.id, "value": place.name},
            ],
            "value": shown(figures.value(code, place.id, year, edition)),
        }
        for code, place, year in cells
    ]
    return _object(header, {**_named(database), "data": rows})


def _variables(
    request: Request, database: str, concept: str, entries: Sequence[tuple[str, str]]
) -> Reply:
    header, here = cut_page(request, entries)
    variables = [{"id": key, "value": value} for key, value in here]
    described = [{"id": concept, "name": concept, "variable": variables}]
    return _object(header, [{**_named(database), "concept": described}])


def _object(header: Mapping[str, Any], source: Any) -> Reply:
    return Reply(dump({**header, "source": source}))


def _named(database: str) -> dict[str, str]:
    return {"id": database, "name": _DATABASES[database]}
