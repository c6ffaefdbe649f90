"""Refreshes from services whose every fifth answer is wrong: nothing wrong is ever stored.

`test_soak` does the same for fetching. The seed is printed; ``CORRIGENDA_SOAK_SEED`` sets it.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest
from fake_world import EDITION, GDP, World, quick_steps, serve_world
from fetching import values_of
from soak_faults import CHANCE, OF_ONE_PAGE

from flows.work.orders import Refreshed, RefreshOrder
from flows.work.refreshing import refresh
from sources.errors import SourceError
from sources.evidence.collection import current_snapshot, list_snapshots
from sources.evidence.verify import verify_snapshot
from sources.snapshots.load import load_snapshot

pytestmark = pytest.mark.slow

REFRESHES = 20
OF_ANY_SERVICE = (
    *("500", "503", "404", "429=0", "reset", "reset-in-body", "cut", "truncated", "nothing"),
    *("html", "hang=1.5", "huge=4194304", "gzip-bomb=4", "gzip-cut", "encoding", "redirect"),
)
OF_THE_BANK = ("hang=1.5", *(fault for fault in OF_ONE_PAGE if not fault.startswith("hang")))
Values = Mapping[tuple[str, str, int], float]


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with serve_world() as services:
        yield services


def test_no_wrong_value_is_ever_stored(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = os.environ.get("CORRIGENDA_SOAK_SEED")
    seed = int(text) if text else random.SystemRandom().randrange(2**32)
    print(f"CORRIGENDA_SOAK_SEED={seed}")
    for name, value in world.environment.items():
        monkeypatch.setenv(name, value)
    right = _publish(world, 0)
    right |= _values(refresh(RefreshOrder(home=str(tmp_path / "right")), quick_steps()).folder)
    outcomes: Counter[str] = Counter()
    home = tmp_path / "home"
    for number in range(REFRESHES):
        right |= _publish(world, number)
        world.bank.set_faults(*OF_THE_BANK, chance=CHANCE, seed=seed + number)
        world.nations.set_faults(*OF_ANY_SERVICE, chance=CHANCE, seed=seed - number)
        before = current_snapshot(home)
        try:
            done = refresh(
                RefreshOrder(home=str(home)), quick_steps(read=1, attempts=2, body=7 << 19)
            )
        except SourceError:
            outcomes["nothing"] += 1
            assert current_snapshot(home) == before
            continue
        outcomes[done.outcome] += 1
        outcomes["failures"] += len(done.failures)
        outcomes["editions"] += any(key.startswith("wdi@") for key in done.keys)
        _look(done, home, before, right)
    print(dict(outcomes))
    assert outcomes["stored"] >= 3
    assert outcomes["editions"] >= 3
    assert outcomes["failures"]
    assert all(verify_snapshot(folder).faults == () for folder in list_snapshots(home))


def _publish(world: World, number: int) -> dict[str, Values]:
    """Let the World Bank have another edition; gives its values by the name of the vintage."""
    day = str(date.fromisoformat(EDITION) + timedelta(days=number))
    world.alter(
        lambda code, area, year, value: value * (1 + number / 1000) if code == GDP else value, day
    )
    codes = (GDP, "NY.GDP.MKTP.KD.ZG", "SP.POP.TOTL")
    values = {
        (code, place.id, year): value
        for code in codes
        for place in world.figures.places
        for year in range(2005, 2027)
        if (value := world.figures.value(code, place.id, year)) is not None
    }
    return {f"wdi@{day}": values}


def _values(folder: Path) -> dict[str, Values]:
    """What a snapshot holds, by vintage."""
    snapshot = load_snapshot([folder])
    rows = snapshot.observations
    return {
        vintage.key: values_of(
            rows[(rows["source"] == vintage.source) & (rows["vintage"] == vintage.date)]
        )
        for vintage in snapshot.vintages
    }


def _look(done: Refreshed, home: Path, before: Path | None, right: dict[str, Values]) -> None:
    assert done.outcome in ("stored", "same")
    assert current_snapshot(home) == (done.folder if done.outcome == "stored" else before)
    lost = {code for failure in done.failures for code in failure.indicators}
    for key, values in _values(done.folder).items():
        codes = {code for code, _, _ in values}
        there = {cell: value for cell, value in right[key].items() if cell[0] in codes}
        assert values == there, key
        # A workbook that failed costs its own series, and is told.
        assert {code for code, _, _ in right[key]} - codes <= lost, key
    asked = {"wdi", "wpp", "ama", "comtrade"}
    had = {key.partition("@")[0] for key in done.keys}
    assert had | {failure.source for failure in done.failures} == asked
