"""World Population Prospects as UN DESA serves it: the bulk file and the Data Portal.

The figures are those of the embedded snapshot, 2005 to 2020, and each year after that one per cent
more than the one before. Around them stand the traps of the real file: other variants, regions with
codes of their own, a country without an ISO code.
"""

from __future__ import annotations

import csv
import functools
import gzip
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from core_figures import core_snapshot
from fake_faults import Reply, Request, Spoil

from sources.reference.areas import AREAS, WORLD

FILE = (
    "/wpp/assets/Excel Files/1_Indicator (Standard)/CSV_FILES/WPP2024_TotalPopulationBySex.csv.gz"
)
FILE_BY_AGE = FILE.replace("TotalPopulationBySex", "PopulationByAge5GroupSex_Medium")
AGES = range(0, 101, 5)
_AGED = sum(120 - age for age in AGES)
YEARS_BY_AGE = range(2018, 2021)
PORTAL = "/dataportalapi/api/v1"
TOKEN = "a-token-that-only-the-fake-knows"
LAST_YEAR = 2026
REVISION = 2024
LARGEST_PAGE = 500
WITHOUT_ISO3 = "CHI"

HEADER = [
    *("SortOrder", "LocID", "Notes", "ISO3_code", "ISO2_code", "SDMX_code", "LocTypeID"),
    *("LocTypeName", "ParentID", "Location", "VarID", "Variant", "Time", "MidPeriod"),
    *("PopMale", "PopFemale", "PopTotal", "PopDensity"),
]


@functools.cache
def persons() -> Mapping[tuple[str, int], int]:
    """What is served, by area and year."""
    table = core_snapshot().observations
    known = table[table["source"] == "wpp"]
    rows = zip(known["ref_area"], known["time_period"], known["obs_value"], strict=True)
    found = {(str(area), int(year)): int(value) for area, year, value in rows}
    countries = sorted({area for area, _ in found} - {WORLD})
    for year in range(max(year for _, year in found) + 1, LAST_YEAR + 1):
        found |= {(area, year): found[area, year - 1] * 101 // 100 for area in countries}
        found[WORLD, year] = sum(found[area, year] for area in countries)
    return found


@functools.cache
def areas() -> tuple[str, ...]:
    """The areas that are served, the world first."""
    return (WORLD, *sorted({area for area, _ in persons()} - {WORLD}))


@functools.cache
def years() -> tuple[int, ...]:
    """The years that are served."""
    return tuple(sorted({year for _, year in persons()}))


def number(area: str) -> int:
    """An area's LocID."""
    return 900 if area == WORLD else AREAS[area].m49 or 0


def rows() -> Iterator[list[object]]:
    """The lines of the bulk file below its header."""
    for area in areas():
        kind = (1, "World") if area == WORLD else (4, "Country/Area")
        iso3 = "" if area in (WORLD, WITHOUT_ISO3) else area
        for year in years():
            whole = persons()[area, year]
            yield _row(number(area), iso3, *kind, AREAS[area].name, "2,Medium", year, whole)
            if year >= REVISION:
                yield _row(number(area), iso3, *kind, AREAS[area].name, "3,High", year, whole * 2)
    for year in years():
        yield _row(903, "AFR", 2, "Region", "Africa", "2,Medium", year, 1_000_000)
        yield _row(5507, "", "", "", "ADB region: East, and others", "2,Medium", year, 2_000_000)


def _row(
    m49: int,
    iso3: str,
    kind: int | str,
    kind_name: str,
    name: str,
    variant: str,
    year: int,
    whole: int,
) -> list[object]:
    half = f"{whole / 2000:.3f}"
    located = ["", m49, "", iso3, "", m49, kind, kind_name, "", name]
    return [*located, *variant.split(","), year, year + 0.5, half, half, f"{whole / 1000:.3f}", ""]


def pack(lines: list[list[object]]) -> bytes:
    """The bulk file of these lines."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows([HEADER, *lines])
    return gzip.compress(text.getvalue().encode("utf-8-sig"), 1, mtime=0)


@functools.cache
def bulk_file() -> bytes:
    """The bulk file."""
    return pack(list(rows()))


@functools.cache
def of_age(area: str, year: int, start: int) -> tuple[int, int]:
    """Men and women of a group of five years: fewer the older, and more women than men."""
    if area == WORLD:
        parts = [of_age(one, year, start) for one in areas() if one != WORLD]
        return sum(men for men, _ in parts), sum(women for _, women in parts)
    people = persons()[area, year] * (120 - start) // _AGED
    men = people * 49 // 100
    return men, people - men


@functools.cache
def file_by_age() -> bytes:
    """The bulk file of people by sex and age."""
    at = HEADER.index("PopMale")
    lines: list[list[object]] = [[*HEADER[:at], "AgeGrp", "AgeGrpStart", "AgeGrpSpan"]]
    lines[0] += HEADER[at : at + 3]
    for area in areas():
        kind = (1, "World") if area == WORLD else (4, "Country/Area")
        iso3 = "" if area in (WORLD, WITHOUT_ISO3) else area
        for year in YEARS_BY_AGE:
            located = ["", number(area), "", iso3, "", number(area), *kind, "", AREAS[area].name]
            for start in AGES:
                men, women = of_age(area, year, start)
                age = ["100+", 100, -1] if start == 100 else [f"{start}-{start + 4}", start, 5]
                counts = [f"{count / 1000:.3f}" for count in (men, women, men + women)]
                lines.append([*located, 2, "Medium", year, year + 0.5, *age, *counts])
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(lines)
    return gzip.compress(text.getvalue().encode("utf-8-sig"), 1, mtime=0)


def serve(request: Request) -> Reply | None:
    """The reply to a request of either kind; None for any other address."""
    if request.path == FILE:
        return Reply(bulk_file(), content_type="application/x-gzip")
    if request.path == FILE_BY_AGE:
        return Reply(file_by_age(), content_type="application/x-gzip")
    if not request.path.startswith(PORTAL):
        return None
    steps = request.path.removeprefix(PORTAL).strip("/").split("/")
    if steps == ["indicators", "49"]:
        return _json({"id": 49, "name": "Total population by sex", "sourceYear": str(REVISION)})
    if steps == ["locations"]:
        places = [{"id": number(area), "name": AREAS[area].name} for area in areas()]
        return _page(request, [*places, {"id": 903, "name": "Africa", "iso3": "AFR"}])
    if request.headers.get("authorization") != f"Bearer {TOKEN}":
        return Reply(b"", 401)
    _, _, _, _, numbers, _, first, _, last = steps
    asked = {int(text) for text in numbers.split(",")}
    return _page(request, list(_data(asked, int(first), int(last))))


def _data(asked: set[int], first: int, last: int) -> Iterator[dict[str, Any]]:
    for (area, year), value in persons().items():
        if number(area) in asked and first <= year <= last:
            yield {
                "locationId": number(area),
                "location": AREAS[area].name,
                "iso3": area,
                "locationTypeId": 4,
                "indicatorId": 49,
                "variantId": 4,
                "variant": "Median",
                "timeLabel": str(year),
                "timeMid": year + 0.5,
                "sexId": 3,
                "sex": "Both sexes",
                "value": float(value),
            }


def _page(request: Request, items: list[dict[str, Any]]) -> Reply:
    size = min(LARGEST_PAGE, int(request.query.get("pageSize", "100")))
    at = int(request.query.get("pageNumber", "1"))
    pages = -(-len(items) // size)
    return _json(
        {
            "pageNumber": at,
            "pageSize": size,
            "pages": pages,
            "total": len(items),
            # Somebody else's address: only that it is there may be believed.
            "nextPage": f"https://elsewhere.invalid/?pageNumber={at + 1}" if at < pages else None,
            "data": items[(at - 1) * size : at * size],
        }
    )


def _json(content: object) -> Reply:
    return Reply(json.dumps(content).encode())


def _cut_before_packing(_: Request, reply: Reply, __: str) -> Reply:
    lines = list(rows())
    return Reply(pack(lines[: len(lines) // 2]), content_type=reply.content_type)


def _torn(_: Request, reply: Reply, kept: str) -> Reply:
    """That many bytes of the file, half of it where the argument does not say."""
    whole = reply.content
    return Reply(whole[: int(kept or len(whole) // 2)], content_type=reply.content_type)


def _said_to_be_packed(_: Request, reply: Reply, __: str) -> Reply:
    """As some servers give files that end in .gz: as the packed form of what is inside."""
    packed = (("Content-Encoding", "gzip"),)
    return Reply(reply.content, content_type="text/csv", headers=packed)


def _field_lost(_: Request, reply: Reply, __: str) -> Reply:
    lines = list(rows())
    del lines[100][-1]
    return Reply(pack(lines), content_type=reply.content_type)


def _no_number(_: Request, reply: Reply, __: str) -> Reply:
    lines = list(rows())
    lines[0][HEADER.index("PopTotal")] = "..."
    return Reply(pack(lines), content_type=reply.content_type)


def _year_lost(_: Request, reply: Reply, year: str) -> Reply:
    """One country without one year."""
    lines = [line for line in rows() if (line[3], line[12]) != ("ISL", int(year or 2012))]
    return Reply(pack(lines), content_type=reply.content_type)


def _contradiction(_: Request, reply: Reply, __: str) -> Reply:
    again = _row(352, "ISL", 4, "Country/Area", "Iceland", "2,Medium", 2012, 5)
    return Reply(pack([*rows(), again]), content_type=reply.content_type)


def _one_figure_changed(_: Request, reply: Reply, __: str) -> Reply:
    lines = list(rows())
    china = next(line for line in lines if line[3] == "CHN")
    china[HEADER.index("PopTotal")] = "1.000"
    return Reply(pack(lines), content_type=reply.content_type)


def _column_gone(_: Request, reply: Reply, __: str) -> Reply:
    text = gzip.decompress(reply.content).replace(b"PopTotal", b"Population", 1)
    return Reply(gzip.compress(text, 1), content_type=reply.content_type)


def _unknown_country(_: Request, reply: Reply, __: str) -> Reply:
    odd = _row(999, "QQQ", 4, "Country/Area", "Nowhere", "2,Medium", 2010, 5)
    return Reply(pack([*rows(), odd]), content_type=reply.content_type)


def _long_line(_: Request, reply: Reply, __: str) -> Reply:
    """One line without an end."""
    return Reply(gzip.compress(b"x" * (64 << 20), 9), content_type=reply.content_type)


def _bomb(_: Request, reply: Reply, megabytes: str) -> Reply:
    """Lines in the right form, that many megabytes of them, packed into a thousandth."""
    line = b",1,,AFG,,1,4,,,%b,3,High,2010,2010.5,1,1,1,1\r\n" % (b"x" * 65_000)
    block = gzip.compress(line * 160, 9)  # some 10 MB
    blocks = [block] * (int(megabytes) // 10)
    return Reply(b"".join([reply.content, *blocks]), content_type=reply.content_type)


def _from_year(request: Request, reply: Reply, first: str) -> Reply:
    """The file from an earlier year on, with the people of the first; all else as it is."""
    if request.path != FILE:
        return reply
    earlier = []
    for area in areas():
        kind = (1, "World") if area == WORLD else (4, "Country/Area")
        iso3, whole = "" if area in (WORLD, WITHOUT_ISO3) else area, persons()[area, years()[0]]
        located = (number(area), iso3, *kind, AREAS[area].name, "2,Medium")
        earlier += [_row(*located, year, whole) for year in range(int(first), years()[0])]
    return Reply(pack([*rows(), *earlier]), content_type=reply.content_type)


def _ages_gone(request: Request, reply: Reply, __: str) -> Reply:
    return Reply(b"", 404) if request.path == FILE_BY_AGE else reply


def _token_missing(_: Request, __: Reply, ___: str) -> Reply:
    return Reply(b"", 401)


def _page_short(_: Request, reply: Reply, __: str) -> Reply:
    page = json.loads(reply.content)
    del page["data"][-1]
    return _json(page)


def _in_thousands(_: Request, reply: Reply, __: str) -> Reply:
    page = json.loads(reply.content)
    for row in page["data"]:
        if "value" in row:
            row["value"] /= 1000
    return _json(page)


FAULTS: Mapping[str, Spoil] = {
    "wpp-cut": _cut_before_packing,
    "wpp-torn": _torn,
    "wpp-encoded": _said_to_be_packed,
    "wpp-field-lost": _field_lost,
    "wpp-no-number": _no_number,
    "wpp-year-lost": _year_lost,
    "wpp-contradiction": _contradiction,
    "wpp-changed": _one_figure_changed,
    "wpp-no-column": _column_gone,
    "wpp-unknown-country": _unknown_country,
    "wpp-long-line": _long_line,
    "wpp-bomb": _bomb,
    "wpp-from": _from_year,
    "wpp-ages-gone": _ages_gone,
    "token-missing": _token_missing,
    "page-short": _page_short,
    "in-thousands": _in_thousands,
}
