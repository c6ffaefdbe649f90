"""National Accounts Main Aggregates as UNSD serves them: one workbook a question.

The figures are those of the embedded snapshot's edition of 2026, below a title as in the real
workbook, and beside components of GDP that are not to be read.
"""

from __future__ import annotations

import functools
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from core_figures import core_snapshot
from fake_faults import Reply, Request, Spoil
from hostile_zips import overlapping
from openpyxl import Workbook

from sources.reference.areas import AREAS

PATH = "/unsd/amaapi/api/file/2"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PATH_CONSTANT = "/unsd/amaapi/api/file/6"
PATH_PER_HEAD = "/unsd/amaapi/api/file/9"
PATH_PER_HEAD_CONSTANT = "/unsd/amaapi/api/file/12"
PATH_GROWTH = "/unsd/amaapi/api/file/16"
TITLE_CONSTANT = "GDP and its breakdown at constant 2015 prices in US Dollars"
TITLE_PER_HEAD = "Per Capita GDP at current prices in US Dollars"
TITLE_PER_HEAD_CONSTANT = "Per Capita GDP at constant 2015 prices in US Dollars"
TITLE_GROWTH = "Growth Rate of GDP and its breakdown at constant 2015 prices"
TITLE = "GDP and its breakdown at current prices in US Dollars"
INDICATORS = (
    "Final consumption expenditure",
    "Gross Domestic Product (GDP)",
    "Exports of goods and services",
    "Imports of goods and services",
)
PARTS_OF_GDP = (0.5, 1.0, 0.5, 0.25)
"""What each of them is as a part of GDP, as served."""
FIRST_YEAR, LAST_YEAR = 2005, 2024
SAVED = datetime(2026, 2, 1, 9, 30)

Row = Sequence[object]


@functools.cache
def dollars() -> Mapping[tuple[str, int], float]:
    """GDP by area and year, as served: in whole dollars, since openpyxl rounds to 16 digits."""
    snapshot = core_snapshot()
    table = snapshot.observations
    known = table[(table["source"] == "ama") & (table["vintage"] == "2026-02-01")]
    rows = zip(known["ref_area"], known["time_period"], known["obs_value"], strict=True)
    return {
        (str(area), int(year)): float(round(value))
        for area, year, value in rows
        if year >= FIRST_YEAR
    }


def header() -> list[object]:
    """The row that names the columns."""
    return ["CountryID", "Country", "IndicatorName", *range(FIRST_YEAR, LAST_YEAR + 1)]


def rows() -> list[list[object]]:
    """The rows below it."""
    served = sorted({area for area, _ in dollars()}, key=lambda area: AREAS[area].name)
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    return [
        [
            AREAS[area].m49,
            AREAS[area].name,
            name,
            *(_figure(area, year, name) for year in years),
        ]
        for area in served
        for name in INDICATORS
    ]


def _figure(area: str, year: int, name: str) -> float | None:
    value = dollars().get((area, year))
    return value if value is None else value * PARTS_OF_GDP[INDICATORS.index(name)]


def workbook(*sheets: Sequence[Row], saved: datetime | None = SAVED) -> bytes:
    """A workbook of these sheets, last saved then."""
    book = Workbook(write_only=True)
    for lines in sheets:
        sheet = book.create_sheet()
        for line in lines:
            sheet.append(line)
    packed = io.BytesIO()
    book.save(packed)
    moment = b"" if saved is None else f"{saved.isoformat()}Z".encode()
    return _with_member(packed.getvalue(), "docProps/core.xml", lambda old: _dated(old, moment))


def _dated(properties: bytes, moment: bytes) -> bytes:
    """Say when it was saved: openpyxl writes the present moment, whatever it is told."""
    before, _, rest = properties.partition(b"<dcterms:modified")
    tag, _, rest = rest.partition(b">")
    after = rest.partition(b"</dcterms:modified>")[2]
    if not moment:
        return before + after
    return before + b"<dcterms:modified" + tag + b">" + moment + b"</dcterms:modified>" + after


def _with_member(packed: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same archive with one part changed."""
    anew = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(packed)) as old,
        zipfile.ZipFile(anew, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for member in old.infolist():
            content = old.read(member)
            new.writestr(member.filename, change(content) if member.filename == name else content)
    return anew.getvalue()


@functools.cache
def plain() -> bytes:
    """The workbook as it should be."""
    return workbook([[TITLE], [], header(), *rows()])


@functools.cache
def constant() -> bytes:
    """The workbook at constant prices: every figure four fifths of the other's."""
    lines = [
        [*row[:3], *(None if one is None else float(one) * 0.8 for one in row[3:])]  # type: ignore[arg-type]
        for row in _rows_of_gdp()
    ]
    return workbook([[TITLE_CONSTANT], [], header(), *lines])


def _rows_of_gdp() -> list[list[object]]:
    return [row for row in rows() if row[2] == INDICATORS[1]]


def per_head_of(area: str, year: int) -> float | None:
    """GDP by head as served: over as many people as the number of the area has, in thousands."""
    value = dollars().get((area, year))
    return value if value is None else value / ((AREAS[area].m49 or 1) * 1000)


@functools.cache
def per_head(title: str, part: float) -> bytes:
    """A workbook of GDP by head: one row a country, and a note below them."""
    numbers = {AREAS[area].m49: area for area, _ in dollars()}
    lines: list[list[object]] = []
    for number, name, *_ in _rows_of_gdp():
        served = [per_head_of(numbers[number], year) for year in header()[3:]]  # type: ignore[index, arg-type]
        lines.append([number, name, *(one if one is None else one * part for one in served)])
    note: Row = ["Figures of the last year are provisional"]
    return workbook([[title], [], [*header()[:2], *header()[3:]], *lines, [], note])


def growth_of(area: str, year: int) -> float | None:
    """Growth as served, in per cent; none of the first year."""
    before, value = dollars().get((area, year - 1)), dollars().get((area, year))
    return None if not before or value is None else (value / before - 1) * 100


@functools.cache
def growth(in_one: float = 1.0) -> bytes:
    """The workbook of growth, in per cent or, with 0.01, in fractions of one."""
    numbers = {AREAS[area].m49: area for area, _ in dollars()}
    lines: list[list[object]] = []
    for number, name, indicator, *_ in _rows_of_gdp():
        served = [growth_of(numbers[number], year) for year in header()[3:]]  # type: ignore[index, arg-type]
        figures = [one if one is None else one * in_one for one in served]
        lines.append([number, name, "Final consumption expenditure", *([99.0] * len(figures))])
        lines.append([number, name, indicator, *figures])
    return workbook([[TITLE_GROWTH], [], header(), *lines])


_OTHERS: Mapping[str, Callable[[], bytes]] = {
    PATH_CONSTANT: constant,
    PATH_PER_HEAD: lambda: per_head(TITLE_PER_HEAD, 1.0),
    PATH_PER_HEAD_CONSTANT: lambda: per_head(TITLE_PER_HEAD_CONSTANT, 0.8),
    PATH_GROWTH: growth,
}


def serve(request: Request) -> Reply | None:
    """A workbook at its address; None for any other."""
    if request.path in _OTHERS:
        return Reply(_OTHERS[request.path](), content_type=CONTENT_TYPE)
    if request.path != PATH:
        return None
    return Reply(plain(), content_type=CONTENT_TYPE)


def _as_reply(content: bytes) -> Reply:
    return Reply(content, content_type=CONTENT_TYPE)


def _header_moved(_: Request, __: Reply, ___: str) -> Reply:
    """Four rows further down, two columns further right, behind a sheet with notes."""
    notes: list[Row] = [["Notes"], ["GDP at constant prices is in another workbook."]]
    moved: list[Row] = [
        [None, None, indicator, name, number, *years]
        for number, name, indicator, *years in [header(), *rows()]
    ]
    return _as_reply(workbook(notes, [[TITLE], [], ["Source: UNSD"], [], [], [], *moved]))


def _header_gone(_: Request, __: Reply, ___: str) -> Reply:
    return _as_reply(workbook([[TITLE], [], ["Id", "Name", "Series", *header()[3:]], *rows()]))


def _other_workbook(_: Request, __: Reply, ___: str) -> Reply:
    title = "GDP and its breakdown at constant 2015 prices in US Dollars"
    return _as_reply(workbook([[title], [], header(), *rows()]))


def _unknown_country(_: Request, __: Reply, ___: str) -> Reply:
    odd = [999, "Atlantis", INDICATORS[1], *([1.0e9] * (LAST_YEAR - FIRST_YEAR + 1))]
    return _as_reply(workbook([[TITLE], [], header(), *rows(), odd]))


def _cut(_: Request, __: Reply, ___: str) -> Reply:
    """A whole workbook of half the countries."""
    whole = rows()
    return _as_reply(workbook([[TITLE], [], header(), *whole[: len(whole) // 2]]))


def _torn(_: Request, reply: Reply, kept: str) -> Reply:
    """That many bytes of the workbook."""
    return _as_reply(reply.content[: int(kept)])


def _damaged(_: Request, reply: Reply, ___: str) -> Reply:
    """A changed byte in the middle of the packed sheet."""
    content = bytearray(reply.content)
    content[len(content) // 2] ^= 0xFF
    return _as_reply(bytes(content))


def _twice(_: Request, __: Reply, ___: str) -> Reply:
    whole = rows()
    return _as_reply(workbook([[TITLE], [], header(), *whole, *whole[:3]]))


def _text_for_number(_: Request, __: Reply, ___: str) -> Reply:
    lines = rows()
    lines[1][-1] = "n/a"
    return _as_reply(workbook([[TITLE], [], header(), *lines]))


def _growth_in_one(request: Request, reply: Reply, part: str) -> Reply:
    """Growth in fractions of one, or in another part of a per cent; all else as it is."""
    return _as_reply(growth(float(part or 0.01))) if request.path == PATH_GROWTH else reply


def _growth_elsewhere(request: Request, reply: Reply, ___: str) -> Reply:
    """Under the number of the growth another workbook."""
    return _as_reply(constant()) if request.path == PATH_GROWTH else reply


def _growth_gone(request: Request, reply: Reply, ___: str) -> Reply:
    return Reply(b"", 404) if request.path == PATH_GROWTH else reply


def _undated(_: Request, __: Reply, changed: str) -> Reply:
    headers = (("Last-Modified", "Sun, 01 Feb 2026 23:30:00 GMT"),) if changed else ()
    content = workbook([[TITLE], [], header(), *rows()], saved=None)
    return Reply(content, content_type=CONTENT_TYPE, headers=headers)


def _bomb(_: Request, reply: Reply, megabytes: str) -> Reply:
    """A workbook with a part of that many megabytes of blanks."""
    packed = io.BytesIO(reply.content)
    with (
        zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("xl/media/image1.png", "w") as member,
    ):
        member.writelines([b" " * (1 << 20)] * int(megabytes or 300))
    return _as_reply(packed.getvalue())


def _far_cell(_: Request, reply: Reply, ___: str) -> Reply:
    """A header, and a cell at the far corner of what a sheet may be."""
    names = ("CountryID", "Country", "IndicatorName", "2010")
    cells = "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in names)
    content = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        f'<row r="1">{cells}</row>'
        '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData></worksheet>'
    ).encode()
    return _as_reply(_with_member(reply.content, "xl/worksheets/sheet1.xml", lambda _: content))


def _part(name: str, before: bytes, piece: bytes, times: int, after: bytes) -> Spoil:
    """A workbook with one part of many like pieces: small as it comes, large as it is read."""

    def spoil(_: Request, reply: Reply, ___: str) -> Reply:
        content = before + piece * times + after
        return _as_reply(_with_member(reply.content, name, lambda _: content))

    return spoil


_MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_LOL = b"".join(b'<!ENTITY l%d "%s">' % (at, b"&l%d;" % (at - 1) * 10) for at in range(1, 9))

FAULTS: Mapping[str, Spoil] = {
    "many-styles": _part(
        "xl/styles.xml",
        b"<styleSheet %s><cellXfs>" % _MAIN,
        b"<xf/>",
        2_000_000,
        b"</cellXfs></styleSheet>",
    ),
    "many-cells": _part(
        "xl/worksheets/sheet1.xml",
        b"<worksheet %s><sheetData><row>" % _MAIN,
        b"<c/>",
        4_000_000,
        b"</row></sheetData></worksheet>",
    ),
    "wide-row": _part(
        "xl/worksheets/sheet1.xml",
        b"<worksheet %s><sheetData>" % _MAIN,
        b'<row><c r="XFD1"><v>1</v></c></row>',
        1000,
        b"</sheetData></worksheet>",
    ),
    "entities": _part(
        "docProps/core.xml",
        b'<!DOCTYPE x [<!ENTITY l0 "lol">%s]>' % _LOL,
        b"<x>&l8;</x>",
        1,
        b"",
    ),
    "overlapping": lambda _, __, ___: _as_reply(
        overlapping([f"xl/worksheets/sheet{at}.xml" for at in range(900)], b"<c/>" * 1000)
    ),
    "header-moved": _header_moved,
    "header-gone": _header_gone,
    "other-workbook": _other_workbook,
    "ama-unknown-country": _unknown_country,
    "ama-cut": _cut,
    "ama-torn": _torn,
    "ama-damaged": _damaged,
    "ama-twice": _twice,
    "ama-text": _text_for_number,
    "ama-undated": _undated,
    "ama-growth-in-one": _growth_in_one,
    "ama-growth-elsewhere": _growth_elsewhere,
    "ama-growth-gone": _growth_gone,
    "zip-bomb": _bomb,
    "far-cell": _far_cell,
}
