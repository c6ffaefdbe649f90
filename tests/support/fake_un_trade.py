"""UN Comtrade's preview as UNSD serves it: China's trade with each partner.

The figures are made from the embedded snapshot's GDP: exports are 2% of a partner's GDP, imports
1.5%, in whole dollars. Around them stand the traps of the real service: partners with numbers of
Comtrade's own, partners that are no country, China as its own partner, one direction only, and
parts of each figure unless only totals are asked for.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from typing import Any

from fake_faults import Reply, Request, Spoil
from fake_un_accounts import dollars

from sources.reference.areas import AREAS

BASE = "/public/v1"
PREVIEW = f"{BASE}/preview/C/A/HS"
AVAILABILITY = f"{BASE}/getDA/C/A/HS"
ROW_LIMIT = 500
FIRST_YEAR, LAST_YEAR = 2008, 2020
RELEASED = "2024-05-06T00:00:00"
CHINA, WORLD = 156, 0

OWN_NUMBERS = {"USA": 842, "IND": 699, "FRA": 251, "CHE": 757, "NOR": 579, "ITA": 381}
NO_GDP = {
    490: ("S19", "Other Asia, nes", {"X": 40_000_000_000, "M": 150_000_000_000}),
    899: ("_X ", "Areas, nes", {"X": 3_000_000, "M": 2_500_000_000}),
    156: ("CHN", "China", {"M": 130_000_000_000}),
    798: ("TUV", "Tuvalu", {"X": 12_000_000}),
}

Partners = Mapping[int, tuple[str, str, int]]
"""ISO code, name and dollars by Comtrade's number."""


@functools.cache
def partners(year: int, direction: str) -> Partners:
    """What China reports of one direction in one year, with the world."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return {}
    share = {"X": 0.02, "M": 0.015}[direction]
    found = {
        OWN_NUMBERS.get(area, AREAS[area].m49 or 0): (area, AREAS[area].name, int(value * share))
        for (area, of_year), value in dollars().items()
        if of_year == year and AREAS[area].kind == "country" and area not in ("CHN", "TUV")
    }
    found |= {
        code: (iso, name, flows[direction])
        for code, (iso, name, flows) in NO_GDP.items()
        if direction in flows
    }
    total = sum(value for _, _, value in found.values())
    return {WORLD: ("W00", "World", total), **found}


def serve(request: Request) -> Reply | None:
    """The reply to either kind of question; None for any other address."""
    if request.path == AVAILABILITY:
        return _json([_available(year) for year in range(FIRST_YEAR, LAST_YEAR + 1)])
    if request.path == PREVIEW:
        return _json(_rows(request, is_pinned=_is_pinned(request))[:ROW_LIMIT])
    return None


def _is_pinned(request: Request) -> bool:
    """Whether only totals are asked for."""
    pins = {"partner2Code": "0", "customsCode": "C00", "motCode": "0"}
    return all(request.query.get(name) == code for name, code in pins.items())


def _available(year: int) -> dict[str, Any]:
    return {
        "period": year,
        "reporterCode": CHINA,
        "classificationCode": "H4",
        "lastReleased": RELEASED if year == 2012 else "2019-01-02T00:00:00",
    }


def _rows(request: Request, *, is_pinned: bool) -> list[dict[str, Any]]:
    year, direction = int(request.query["period"]), request.query["flowCode"]
    asked = request.query.get("partnerCode", "")
    codes = {int(code) for code in asked.split(",")} if asked else None
    has_names = request.query.get("includeDesc") == "true"
    rows = []
    for code, (iso, name, value) in partners(year, direction).items():
        if codes is not None and code not in codes:
            continue
        named = (iso, name) if has_names else (None, None)
        rows.append(_row(year, direction, code, named, value))
        if not is_pinned:
            parts = (value // 3, value - value // 3)
            rows += [
                _row(year, direction, code, named, part) | {"motCode": mode}
                for mode, part in zip((2100, 3200), parts, strict=True)
            ]
    return rows


def _row(
    year: int, direction: str, code: int, named: tuple[str | None, str | None], value: int
) -> dict[str, Any]:
    is_export = direction == "X"
    return {
        "typeCode": "C",
        "freqCode": "A",
        "refYear": year,
        "period": str(year),
        "reporterCode": CHINA,
        "reporterISO": "CHN",
        "flowCode": direction,
        "partnerCode": code,
        "partnerISO": named[0],
        "partnerDesc": named[1],
        "partner2Code": 0,
        "classificationCode": "H4",
        "cmdCode": "TOTAL",
        "aggrLevel": 0,
        "customsCode": "C00",
        "mosCode": "0",
        "motCode": 0,
        "cifvalue": None if is_export else float(value),
        "fobvalue": float(value) if is_export else None,
        "primaryValue": float(value),
        "isReported": False,
        "isAggregate": True,
    }


def _json(rows: list[dict[str, Any]], **more: object) -> Reply:
    page = {"elapsedTime": "0.21 secs", "count": len(rows), "data": rows, "error": ""}
    return Reply(json.dumps(page | more).encode())


def _unpinned(request: Request, _: Reply, __: str) -> Reply:
    """Parts beside the totals, as if only these had not been asked for: more rows than it gives."""
    return _json(_rows(request, is_pinned=False)[:ROW_LIMIT])


def _full(request: Request, reply: Reply, __: str) -> Reply:
    """As many rows as it gives at most, whatever is asked."""
    rows = json.loads(reply.content)["data"]
    return _json((rows * ROW_LIMIT)[:ROW_LIMIT])


def _without(code: int) -> Spoil:
    def spoil(_: Request, reply: Reply, __: str) -> Reply:
        rows = json.loads(reply.content)["data"]
        return _json([row for row in rows if row.get("partnerCode") != code])

    return spoil


def _count_wrong(_: Request, reply: Reply, __: str) -> Reply:
    page = json.loads(reply.content)
    return _json(page["data"][:-1], count=page["count"])


def _error(_: Request, __: Reply, ___: str) -> Reply:
    return _json([], error="The period parameter is not valid")


def _error_object(_: Request, __: Reply, ___: str) -> Reply:
    about = {"errorCode": 4010, "errorMessage": "Maximum of periods exceeded"}
    return _json([], error=None, errorObject=about)


def _other_year(_: Request, reply: Reply, __: str) -> Reply:
    rows = json.loads(reply.content)["data"]
    return _json([row | {"period": "1999"} for row in rows])


def _twice(_: Request, reply: Reply, __: str) -> Reply:
    rows = json.loads(reply.content)["data"]
    return _json([*rows, rows[-1]])


def _value_lost(_: Request, reply: Reply, __: str) -> Reply:
    rows = json.loads(reply.content)["data"]
    return _json([*rows[:-1], rows[-1] | {"primaryValue": None}])


def _unknown_partner(_: Request, reply: Reply, share: str) -> Reply:
    """A partner with a code of no table, which has that share of the world's trade."""
    rows = json.loads(reply.content)["data"]
    extra = int(rows[0]["primaryValue"] * float(share or 0.005))
    rows[0] = rows[0] | {"primaryValue": rows[0]["primaryValue"] + extra}
    odd = {
        "partnerCode": 997,
        "partnerISO": "Q97",
        "partnerDesc": "Atlantis",
        "primaryValue": extra,
    }
    return _json([*rows, rows[-1] | odd])


def _nothing_reported(_: Request, __: Reply, ___: str) -> Reply:
    return _json([])


def _said(status: int, message: str) -> Spoil:
    def spoil(_: Request, __: Reply, seconds: str) -> Reply:
        body = json.dumps({"statusCode": status, "message": message}).encode()
        headers = (("Retry-After", seconds),) if seconds else ()
        return Reply(body, status, headers=headers)

    return spoil


FAULTS: Mapping[str, Spoil] = {
    "unpinned": _unpinned,
    "full": _full,
    "partner-lost": _without(842),
    "no-world": _without(WORLD),
    "count-wrong": _count_wrong,
    "comtrade-error": _error,
    "comtrade-error-object": _error_object,
    "other-year": _other_year,
    "partner-twice": _twice,
    "value-lost": _value_lost,
    "unknown-partner": _unknown_partner,
    "nothing-reported": _nothing_reported,
    "rate-limited": _said(429, "Rate limit is exceeded. Try again in 1 seconds."),
    "quota": _said(403, "Out of call volume quota. Quota will be replenished in 10:10:00."),
}
