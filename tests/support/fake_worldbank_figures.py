"""What the fake World Bank holds: places as the real one lists them, and the snapshot's figures."""

from __future__ import annotations

import csv
import json
import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, overload

from core_figures import core_snapshot
from fake_faults import Request

T = TypeVar("T")
FIRST_YEAR, LAST_YEAR = 1960, 2025
NAMES = {
    "SP.POP.TOTL": "Population, total",
    "NY.GDP.MKTP.CD": "GDP (current US$)",
    "NY.GDP.MKTP.KD": "GDP (constant 2015 US$)",
    "NY.GDP.MKTP.KD.ZG": "GDP growth (annual %)",
}
_MADE_UP = re.compile(r"MADE\.UP\.\d\d")
_MOST_ROWS = 32_500
ERRORS = {
    "105": ("Service currently unavailable", "The indicated service is currently unavailable."),
    "120": ("Invalid value", "The provided parameter value is not valid"),
    "160": ("Data not found.", "The provided parameter value is not valid or data not found."),
    "175": (
        "Invalid format",
        "The indicator was not found. It may have been deleted or archived.",
    ),
}


@dataclass(frozen=True)
class Place:
    """A country or aggregate as the service lists it; ``region`` is empty for aggregates."""

    id: str
    iso2code: str
    name: str
    region: str
    income: str


def _places() -> tuple[Place, ...]:
    path = Path(__file__).with_name("worldbank_places.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(Place(**row) for row in csv.DictReader(file))


def message(number: str) -> bytes:
    """An error as JSON."""
    key, value = ERRORS[number]
    return json.dumps([{"message": [{"id": number, "key": key, "value": value}]}]).encode()


def xml_message(number: str) -> bytes:
    """An error as XML behind a byte order mark, as it comes although JSON was asked for."""
    key, value = ERRORS[number]
    return (
        '\ufeff<?xml version="1.0" encoding="utf-8"?>\n'
        '<wb:error xmlns:wb="http://www.worldbank.org">\n'
        f'  <wb:message id="{number}" key="{key}">{value}</wb:message>\n</wb:error>'
    ).encode()


def dump(content: Any) -> bytes:
    """JSON as the service writes it: no blanks."""
    return json.dumps(content, separators=(",", ":"), ensure_ascii=False).encode()


class Figures:
    """The values of the embedded snapshot, each edition a month of the archives.

    Indicators called ``MADE.UP.01`` and so on have a value for every area and year.

    Args:
        areas: The areas that have rows; all 266 where None.
        updated: The day of the newest edition.
    """

    def __init__(self, areas: Iterable[str] | None = None, updated: str = "2026-07-13") -> None:
        frame = core_snapshot().observations
        frame = frame[frame["source"] == "wdi"].sort_values("vintage")
        self._values: dict[str, dict[tuple[str, str, int], float]] = {}
        names = ("vintage", "indicator", "ref_area", "time_period", "obs_value")
        columns = (frame[name].tolist() for name in names)
        for vintage, code, area, year, value in zip(*columns, strict=True):
            edition = vintage[:7].replace("-", "")
            self._values.setdefault(edition, {})[code, area, year] = value
        self.editions = tuple(self._values)
        self._newest = {
            code: edition for edition, values in self._values.items() for code, _, _ in values
        }
        self.updated = updated
        self.listed = _places()
        known = {area for values in self._values.values() for _, area, _ in values} | {"INX"}
        wanted = known if areas is None else set(areas)
        self.places = [place for place in self.listed if place.id in wanted]

    def knows(self, code: str) -> bool:
        """Whether there is such an indicator."""
        return code in NAMES or bool(_MADE_UP.fullmatch(code))

    def value(self, code: str, area: str, year: int, edition: str = "") -> float | None:
        """What an edition says, the newest by default; None where there is no value."""
        if _MADE_UP.fullmatch(code):
            return zlib.crc32(f"{code}{area}{year}".encode()) / 997
        values = self._values[edition or self._newest[code]]
        return values.get((code, area, year))

    def choose(self, text: str) -> list[Place]:
        """The places named in a part of an address; ``all`` is all."""
        wanted = set(text.split(";"))
        if "all" in wanted:
            return self.places
        return [place for place in self.places if wanted & {place.id, place.iso2code}]


def shown(value: float | None) -> float | int | None:
    """Whole numbers without a point, as the service writes them."""
    return int(value) if value is not None and value.is_integer() else value


Cell = tuple[str, Place, int]


@dataclass(frozen=True)
class Grid(Sequence[Cell]):
    """All cells in the order of the service, none made before it is asked for."""

    codes: Sequence[str]
    places: Sequence[Place]
    years: Sequence[int]

    def __len__(self) -> int:
        return len(self.codes) * len(self.places) * len(self.years)

    @overload
    def __getitem__(self, at: int) -> Cell: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Cell]: ...

    def __getitem__(self, at: int | slice) -> Cell | Sequence[Cell]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        block, year = divmod(at, len(self.years))
        code, place = divmod(block, len(self.places))
        return self.codes[code], self.places[place], self.years[year]


def cut_page(request: Request, items: Sequence[T]) -> tuple[dict[str, Any], Sequence[T]]:
    """The header of a page, and what is on it."""
    size = min(int(request.query.get("per_page", "50")), _MOST_ROWS)
    number = int(request.query.get("page", "1"))
    pages = -(-len(items) // size)
    header = {"page": number, "pages": pages, "per_page": size, "total": len(items)}
    return header, items[(number - 1) * size : number * size]
