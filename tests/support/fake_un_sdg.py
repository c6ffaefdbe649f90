"""The United Nations' SDG API as UNSD serves it: a list of series, and their rows in pages.

The figures are those of the embedded snapshot's sample, with the traps of the real service around
them: regions beside countries, values as text, bounds, years as floats, dimensions by sex and age.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Mapping, Sequence
from typing import Any

from fake_faults import Reply, Request, Spoil

from sources.reference.areas import AREAS
from sources.snapshots.load import load_snapshot
from sources.snapshots.needs import Wanted

BASE = "/sdgapi"
LIST = f"{BASE}/v1/sdg/Series/List"
DATA = f"{BASE}/v1/sdg/Series/Data"
RELEASE = "2026.Q3.G.01"
SERIES = ("SI_POV_DAY1", "SL_TLF_UEM", "SN_ITK_DEFC", "VC_IHR_PSRC")
NEVER_LISTED = "SI_GONE"
EMPTY = "SI_EMPTY"
_NAMES = {"AGE": "Age", "SEX": "Sex"}
_OF_TOTAL = {"SL_TLF_UEM": {"AGE": "15+", "SEX": "BOTHSEX"}, "SI_POV_DAY1": {"SEX": "BOTHSEX"}}


@functools.cache
def figures() -> Mapping[tuple[str, str, int], float]:
    """What is served of countries and the world, by code, area and year."""
    codes = frozenset(
        {*SERIES, "SL_TLF_UEM;AGE=15-24", "VC_IHR_PSRC;SEX=FEMALE", "VC_IHR_PSRC;SEX=MALE"}
    )
    rows = load_snapshot(["embedded"], Wanted({"sdg": codes}, 2010)).observations
    names = ("indicator", "ref_area", "time_period", "obs_value")
    columns = (rows[name].tolist() for name in names)
    return {(code, area, year): value for code, area, year, value in zip(*columns, strict=True)}


@functools.cache
def rows(series: str) -> Sequence[Mapping[str, Any]]:
    """All rows of a series, as the service has them."""
    found = []
    for (code, area, year), value in figures().items():
        name, *said = code.split(";")
        if name == series:
            dimensions = {**_OF_TOTAL.get(name, {}), **dict(part.split("=") for part in said)}
            found.append(_row(series, AREAS[area].m49 or 0, year, f"{value!r}", dimensions))
    if found:
        found.append(_row(series, 202, 2015, "12.5", dict(_OF_TOTAL.get(series, {}))))
        found.append(_row(series, 4, 2014, "<2.5", dict(_OF_TOTAL.get(series, {}))))
        found.append(_row(series, 4, 2013, "NaN", dict(_OF_TOTAL.get(series, {}))))
    return found


def _row(
    series: str, area: int, year: int, value: str, dimensions: Mapping[str, str]
) -> dict[str, Any]:
    return {
        "goal": ["1"],
        "target": ["1.1"],
        "indicator": ["1.1.1"],
        "series": series,
        "seriesDescription": "A series",
        "seriesCount": "9",
        "geoAreaCode": str(area),
        "geoAreaName": "Somewhere",
        "timePeriodStart": float(year),
        "value": value,
        "valueType": "Float",
        "source": "Custodian agency",
        "attributes": {"Nature": "C", "Units": "PERCENT"},
        "dimensions": {
            "Reporting Type": "G",
            **{_NAMES[name]: said for name, said in dimensions.items()},
        },
    }


def serve(request: Request) -> Reply | None:
    """The reply to a question; None for any other address."""
    if request.path == LIST:
        return _json(
            [
                {"goal": ["1"], "target": ["1.1"], "indicator": ["1.1.1"], "release": RELEASE}
                | {"code": code, "description": "A series", "uri": f"/v1/sdg/Series/{code}"}
                for code in (*SERIES, EMPTY)
            ]
        )
    if request.path == DATA:
        return _json(_page(request))
    return None


def _page(request: Request) -> dict[str, Any]:
    size, number = int(request.query["pageSize"]), int(request.query["page"])
    every = rows(request.query["seriesCode"])
    return {
        "size": size,
        "totalElements": len(every),
        "totalPages": math.ceil(len(every) / size),
        "pageNumber": number,
        "attributes": [],
        "dimensions": [],
        "data": list(every[(number - 1) * size : number * size]),
    }


def _json(content: object) -> Reply:
    return Reply(json.dumps(content).encode())


def _altered(**changes: Any) -> Spoil:
    def spoil(_: Request, reply: Reply, __: str) -> Reply:
        page = json.loads(reply.content)
        return _json(page | changes) if isinstance(page, dict) else reply

    return spoil


def _of_rows(change: Any) -> Spoil:
    """A fault of the rows of a page; the list of series is left as it is."""

    def spoil(_: Request, reply: Reply, __: str) -> Reply:
        page = json.loads(reply.content)
        if not isinstance(page, dict) or not page["data"]:
            return reply
        return _json(page | {"data": change(page["data"])})

    return spoil


def _total_moved(_: Request, reply: Reply, __: str) -> Reply:
    page = json.loads(reply.content)
    return _json(page | {"totalElements": page["totalElements"] + 1}) if "data" in page else reply


def _of_one_series(request: Request, reply: Reply, series: str) -> Reply:
    """The pages of one series with a row lost in each; all else as it is."""
    if request.query.get("seriesCode") != series:
        return reply
    return _of_rows(lambda found: found[:-1])(request, reply, "")


FAULTS: Mapping[str, Spoil] = {
    "sdg-of": _of_one_series,
    "sdg-page": _altered(pageNumber=7),
    "sdg-total": _total_moved,
    "sdg-row-lost": _of_rows(lambda found: found[:-1]),
    "sdg-row-twice": _of_rows(lambda found: [*found, found[-1]]),
    "sdg-other-series": _of_rows(lambda found: [found[0] | {"series": "SI_OTHER"}, *found[1:]]),
    "sdg-no-area": _of_rows(lambda found: [found[0] | {"geoAreaCode": "x"}, *found[1:]]),
    "sdg-no-year": _of_rows(lambda found: [found[0] | {"timePeriodStart": None}, *found[1:]]),
    "sdg-shape": _altered(data="none"),
}
"""What may go wrong with an answer of this service, beside `fake_faults.FAULTS`."""
