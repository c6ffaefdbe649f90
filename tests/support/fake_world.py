"""All services that a refresh asks, on the loopback: a World Bank and the United Nations.

Trade is reported for a few years only, so that a refresh that keeps to one call a second stays
short; all else is as the fakes serve it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import fake_un
import fake_un_trade
from fake_faults import Reply, Request
from fake_server import FakeServer
from fake_worldbank import WorldBank
from fake_worldbank_faults import spoils
from fake_worldbank_figures import Figures

from flows.work.refreshing import RefreshSteps, fetch_in_threads
from sources.http.limits import Limits

TRADE_YEARS = (2014, 2015, 2016, 2017)
EDITION = "2026-07-13"
POPULATION, GDP, GROWTH = "SP.POP.TOTL", "NY.GDP.MKTP.CD", "NY.GDP.MKTP.KD.ZG"

Alter = Callable[[str, str, int, float], float | None]
"""From indicator, area, year and value to another value."""


class AlteredFigures(Figures):
    """The World Bank's figures, of another day and with other values."""

    def __init__(self, alter: Alter, updated: str) -> None:
        super().__init__(updated=updated)
        self._alter = alter

    def value(self, code: str, area: str, year: int, edition: str = "") -> float | None:
        """A value; those of old editions stay as they are."""
        value = super().value(code, area, year, edition)
        return value if value is None or edition else self._alter(code, area, year, value)


@dataclass
class World:
    """The services, and how to reach them.

    Attributes:
        bank: The World Bank's server.
        nations: The United Nations' server.
        figures: What the World Bank holds.
    """

    bank: FakeServer
    nations: FakeServer
    _service: list[Callable[[Request], Reply]]
    _first: WorldBank
    figures: Figures = field(init=False)

    def __post_init__(self) -> None:
        self.figures = self._first.figures

    @property
    def environment(self) -> Mapping[str, str]:
        """The settings that lead to these services."""
        return {
            "CORRIGENDA_WORLDBANK_URL": f"{self.bank.url}/v2",
            "CORRIGENDA_UN_POPULATION_URL": self.nations.url,
            "CORRIGENDA_UN_ACCOUNTS_URL": f"{self.nations.url}/unsd/amaapi/api",
            "CORRIGENDA_UN_TRADE_URL": f"{self.nations.url}/public/v1",
            "CORRIGENDA_UN_SDG_URL": f"{self.nations.url}/sdgapi",
        }

    def alter(self, alter: Alter, updated: str) -> None:
        """Let the World Bank publish other figures."""
        altered = WorldBank(AlteredFigures(alter, updated))
        self._service[0], self.figures = altered, altered.figures

    def reset(self) -> None:
        """All as at the start: the first figures, nothing going wrong."""
        self._service[0], self.figures = self._first, self._first.figures
        for server in (self.bank, self.nations):
            server.set_faults()
            server.reset()


@contextmanager
def serve_world() -> Iterator[World]:
    """The services, until the block ends."""
    first = WorldBank()
    service: list[Callable[[Request], Reply]] = [first]

    def of_today(request: Request) -> Reply:
        return service[0](request)

    # A fault that repeats a page repeats one of the same edition.
    bank = FakeServer(of_today, own_faults=spoils(of_today))
    nations = FakeServer(_nations, own_faults=fake_un.FAULTS)
    with bank, nations:
        yield World(bank, nations, service, first)


def _nations(request: Request) -> Reply:
    reply = fake_un.serve(request)
    if request.path != fake_un_trade.AVAILABILITY:
        return reply
    page = json.loads(reply.content)
    rows = [row for row in page["data"] if row["period"] in TRADE_YEARS]
    return replace(reply, body=json.dumps({**page, "data": rows, "count": len(rows)}).encode())


def quick_steps(**limits: float) -> RefreshSteps:
    """The steps of a refresh that waits for nobody."""
    chosen = {"connect": 10, "read": 10, "answer": 30, "overall": 120, "attempts": 3, **limits}
    chosen_limits = Limits(**chosen)  # type: ignore[arg-type]
    return RefreshSteps(
        fetch_all=partial(fetch_in_threads, limits=chosen_limits, sleep=lambda _: None)
    )


def files_of(folder: Path) -> dict[str, bytes]:
    """All files below a folder, by their path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
