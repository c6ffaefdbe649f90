"""What is new in what a refresh took is told, and kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fake_world import (
    EDITION,
    GDP,
    POPULATION,
    World,
    files_of,
)
from refreshing import take

from sources.evidence.collection import list_snapshots
from sources.evidence.verify import verify_snapshot


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


# What changed
def test_what_was_revised_is_told_in_words_and_kept(world: World, home: Path) -> None:
    first = take("wdi", "wpp")

    def revise(code: str, area: str, year: int, value: float) -> float | None:
        if (code, year) == (GDP, 2016) and area == "NGA":
            return value * 1.002
        return None if (code, area, year) == (POPULATION, "FJI", 2005) else value

    before = files_of(first.folder)
    world.alter(revise, "2026-09-01")
    second = take("wdi", "wpp")

    assert second.outcome == "stored"
    assert [folder.name for folder in list_snapshots(home)] == [
        first.folder.name,
        second.folder.name,
    ]
    changes = json.loads((second.folder / "changes.json").read_bytes())
    wdi, wpp = changes["sources"]
    assert (wdi["before"], wdi["former_snapshot"]) == (EDITION, first.folder.name)
    assert not wdi["is_unannounced"]
    by_code = {one["indicator"]: one for one in wdi["indicators"]}
    assert by_code[GDP]["revised"] == 1
    assert (by_code[POPULATION]["gone"], by_code[POPULATION]["revised"]) == (1, 0)
    assert "GDP at current prices of Nigeria 2016: $" in " ".join(wdi["text"])
    assert "(+0.20%)" in " ".join(wdi["text"])
    assert all("as before" in line for line in wpp["text"][1:])
    assert verify_snapshot(second.folder).faults == ()
    assert files_of(first.folder) == before


@pytest.mark.slow
def test_figures_that_change_under_the_same_edition_are_told(world: World) -> None:
    take("wdi")
    world.alter(lambda code, area, year, value: value * 1.01, EDITION)
    done = take("wdi")
    assert done.outcome == "stored"
    assert done.changes
    (wdi,) = done.changes.sources
    assert wdi.is_unannounced
    assert "the same edition, which was changed all the same" in wdi.text[0]


@pytest.mark.slow
def test_a_source_that_failed_once_is_held_against_the_snapshot_before(world: World) -> None:
    first = take("wdi", "wpp")
    world.nations.set_faults("503")
    world.alter(lambda code, area, year, value: value * 1.001, "2026-09-01")
    take("wdi", "wpp")
    world.nations.set_faults()
    third = take("wdi", "wpp")
    assert third.outcome == "stored"
    assert third.changes
    _, wpp = third.changes.sources
    assert wpp.former_snapshot == first.folder.name
