"""Bicycles of the world: it counts some twice, and calls a value that it lacks nought.

A provider as `docs/adding-a-source.md` has one made; the tests of that page put it into a house.
"""

from __future__ import annotations

import json

import pandas as pd

from sources.errors import Malformed
from sources.http.answers import Answer, Fetched
from sources.http.transport import Transport
from sources.model import OBSERVATION_COLUMNS
from sources.provider import Query

SOURCE = "cycles"
CODE = "BIKES"


def takes(code: str) -> bool:
    """It counts bicycles and nothing else."""
    return code == CODE


def fetch(query: Query, transport: Transport, _: str = "") -> Fetched:
    """How many bicycles are in use, by area and year."""
    found, answer = transport.get(query.url, {}, _read, source=SOURCE)
    day = json.loads(answer.body)["edition"]
    rows = [
        (SOURCE, day, CODE, area, year, value, "number", "A")
        for (area, year), value in sorted(found.items())
    ]
    return Fetched(
        source=SOURCE,
        vintage=day,
        label="Bicycles of the world",
        how_known="The service says so",
        licence="CC0-1.0",
        attribution="The riders",
        url=answer.url,
        last_updated=day,
        observations=pd.DataFrame(rows, columns=list(OBSERVATION_COLUMNS)),
        answers=(answer,),
    )


def _read(answer: Answer) -> dict[tuple[str, int], float]:
    try:
        found = json.loads(answer.body)["bicycles"]
    except ValueError:
        raise Malformed("the answer is no JSON", code="no-json") from None
    return {(area, int(year)): value for area, by in found.items() for year, value in by.items()}
