"""Refreshes of the fake services, and figures that are wrong in them."""

from __future__ import annotations

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
