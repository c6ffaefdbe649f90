"""A World Bank on the loopback: the documented answers, with the embedded snapshot's figures.

It serves what our client and four others ask for: indicators v2 as JSON and JSON-stat, the lists of
countries, regions, income levels and lending types, and the databases 2 (World Development
Indicators) and 57 (their archives) by dimension. It does what the real one does: the newest year
first, aggregates before countries, rows with null where there is no value, names with blanks at
their end, no ``countryiso3code`` for income groups, ``per_page`` as a text in the header of lists,
errors with status 200. Indicators called ``MADE.UP.01`` and so on have a value for every year.

What may go wrong is in `fake_faults` and, for the format, in `fake_worldbank_faults`. By hand::

    python tests/support/fake_worldbank.py --port 8765 --fault 503:2 --latency 0.03
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from fake_faults import Reply, Request
from fake_server import FakeServer, run
from fake_worldbank_faults import spoils
from fake_worldbank_figures import (
    FIRST_YEAR,
    LAST_YEAR,
    NAMES,
    Figures,
    Grid,
    Place,
    cut_page,
    dump,
    message,
    shown,
    xml_message,
)
from fake_worldbank_lists import answer_database, answer_list

_UNCODED = frozenset({"XD", "XM", "XN", "XT", "XY", "NA"})
"""Two-letter codes whose rows lack the other one: income groups, and Namibia for the trap in it."""


class WorldBank:
    """The service: called with a request, gives the right reply. It renders each but once."""

    def __init__(self, figures: Figures | None = None) -> None:
        self.figures = figures or Figures()
        self._rendered: dict[str, Reply] = {}

    def __call__(self, request: Request) -> Reply:
        if request.target not in self._rendered:
            self._rendered[request.target] = self._answer(request)
        return self._rendered[request.target]

    def _answer(self, request: Request) -> Reply:
        parts = [part for part in request.path.split("/") if part]
        parts = parts[1:] if parts[:1] == ["v2"] else parts
        parts = parts[1:] if parts and parts[0] in ("en", "fr", "es", "ar", "zh") else parts
        match parts:
            case ["country" | "countries", places, "indicator" | "indicators", codes]:
                return self._indicators(request, places, codes)
            case ["country" | "countries", *_]:
                return answer_list(request, "country", self.figures)
            case ["region" | "incomelevel" | "lendingtype" as kind]:
                return answer_list(request, kind, self.figures)
            case ["sources", "2" | "57" as database, *rest]:
                return answer_database(request, database, rest, self.figures)
        return Reply(b"<html>Not found</html>", 404, "text/html")

    def _indicators(self, request: Request, places: str, joined: str) -> Reply:
        codes, chosen = joined.split(";"), self.figures.choose(places)
        years = _years(request.query.get("date", f"{FIRST_YEAR}:{LAST_YEAR}"))
        needs_source = len(codes) > 1 and "source" not in request.query
        if needs_source or not chosen or not years or not all(map(self.figures.knows, codes)):
            return Reply(message("120"))
        if request.query.get("format") == "jsonstat":
            return self._json_stat(codes, chosen, years)
        if request.query.get("format") != "json":
            return Reply(xml_message("120"), content_type="text/xml")

        header, cells = cut_page(request, Grid(codes, chosen, years))
        rows = [self._row(*cell) for cell in cells]
        edition = {"sourceid": "2", "lastupdated": self.figures.updated}
        return Reply(dump([{**header, **edition}, rows]))

    def _row(self, code: str, place: Place, year: int) -> dict[str, Any]:
        return {
            "indicator": {"id": code, "value": NAMES.get(code, code)},
            "country": {"id": place.iso2code, "value": place.name},
            "countryiso3code": "" if place.iso2code in _UNCODED else place.id,
            "date": str(year),
            "value": shown(self.figures.value(code, place.id, year)),
            "unit": "",
            "obs_status": "",
            "decimal": 0,
        }

    def _json_stat(self, codes: list[str], chosen: list[Place], years: list[int]) -> Reply:
        ascending = sorted(years)
        dimensions: dict[str, Any] = {
            "country": {place.id: place.name for place in chosen},
            "series": {code: NAMES.get(code, code) for code in codes},
            "year": {str(year): str(year) for year in ascending},
        }
        dimension: dict[str, Any] = {
            name: {
                "label": name.title(),
                "category": {"index": {key: at for at, key in enumerate(labels)}, "label": labels},
            }
            for name, labels in dimensions.items()
        }
        sizes = [len(labels) for labels in dimensions.values()]
        dimension |= {"id": list(dimensions), "size": sizes}
        values = [
            shown(self.figures.value(code, place.id, year))
            for place in chosen
            for code in codes
            for year in ascending
        ]
        content = {"label": "World Development Indicators", "updated": self.figures.updated}
        return Reply(dump({"WDI": {**content, "dimension": dimension, "value": values}}))


def _years(text: str) -> list[int]:
    """From ``2005:2025`` or ``2005``, the newest first."""
    found = re.fullmatch(r"(\d{4})(?::(\d{4}))?", text)
    if not found:
        return []
    first, last = int(found[1]), int(found[2] or found[1])
    return list(range(min(last, LAST_YEAR), max(first, FIRST_YEAR) - 1, -1))


def serve(world_bank: WorldBank | None = None, **options: Any) -> FakeServer:
    """A server of the World Bank; ``options`` are those of `FakeServer`."""
    service = world_bank or WorldBank()
    return FakeServer(service, own_faults=spoils(service), **options)


if __name__ == "__main__":
    run(serve, "A World Bank on the loopback, that may misbehave")
