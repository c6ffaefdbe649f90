"""Refreshes of the fake services, and figures that are wrong in them."""

from __future__ import annotations

from pathlib import Path

from fake_world import (
    GDP,
    quick_steps,
)

from flows.work.orders import Refreshed, RefreshOrder
from flows.work.refreshing import refresh

TRADE = ("trade-2014-2017", "trade-2017", "trade-growth")


def take(*sources: str, editions: tuple[str, ...] = (), **limits: float) -> Refreshed:
    return refresh(RefreshOrder(sources=sources, editions=editions), quick_steps(**limits))


def double(code: str, area: str, year: int, value: float) -> float:
    return value * 2


def jump(code: str, area: str, year: int, value: float) -> float:
    return value * 1.6 if code == GDP and year >= 2020 else value


OWN_REGISTER = """
paper: {{id: mine, title: Mine, claimant: Me, published: 2024, source: mine.txt}}
indicators:
{indicators}
statements:
  - id: one
    group: world
    period: 1985
    claims:
{claims}
"""


def register_of(folder: Path, *codes: str, year: int = 1985) -> str:
    """A register with a claim about each of some codes, ``source:code``, in one year."""
    indicators, claims = [], []
    for at, named in enumerate(codes):
        source, _, code = named.partition(":")
        concept = f"{{label: thing {at}, unit: usd, kind: flow, codes: {{{source}: '{code}'}}}}"
        indicators.append(f"  own{at}: {concept}")
        claims.append(
            f'      - {{id: c{at}, phrase: "${at + 2} billion", measure: total, '
            f"indicator: own{at}, unit: usd}}"
        )
    path = folder / "mine.yaml"
    text = OWN_REGISTER.format(indicators="\n".join(indicators), claims="\n".join(claims))
    path.write_text(text.replace("1985", str(year)), encoding="utf-8")
    return str(path)
