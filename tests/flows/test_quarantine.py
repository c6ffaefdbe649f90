"""What a refresh took and nobody would believe goes into quarantine."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fake_world import (
    EDITION,
    GDP,
    GROWTH,
    POPULATION,
    World,
    files_of,
    quick_steps,
)
from processes import Corrigenda
from refreshing import double, jump, take

from flows.work.orders import RefreshOrder
from flows.work.record import open_kept
from flows.work.refreshing import refresh
from sources.errors import SnapshotError, SourceError
from sources.evidence.collection import (
    Acceptance,
    accept,
    current_snapshot,
    list_quarantined,
    list_snapshots,
    use,
)
from sources.evidence.verify import verify_snapshot
from sources.snapshots.adding import add_vintage
from sources.snapshots.manifest import read_manifest


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


OF_NO_CONCEPT = """
paper: {id: mine, title: Mine, claimant: Me, published: 2024}
indicators:
  own: {label: something made up, unit: usd, kind: flow, codes: {wdi: MADE.UP.01}}
claims:
  - {id: one, phrase: "$5 billion", measure: value, indicator: own, area: CHN, period: 2020}
"""


# Quarantine
def unit_slip(code: str, area: str, year: int, value: float) -> float:
    return value * 1000 if code == GDP else value


def slip_of_one_country(code: str, area: str, year: int, value: float) -> float:
    return value * 1000 if (code, area, year) == (GDP, "TUV", 2015) else value


def without_half(code: str, area: str, year: int, value: float) -> float | None:
    return None if code == POPULATION and area > "K" and area != "WLD" else value


def negative(code: str, area: str, year: int, value: float) -> float:
    return -value if (code, area) == (POPULATION, "TUV") else value


@pytest.mark.parametrize(
    ("alter", "said"),
    [
        (unit_slip, "the sum over the countries is revised by"),
        pytest.param(slip_of_one_country, "Tuvalu has", marks=pytest.mark.slow),
        pytest.param(without_half, "values 2,360 are gone", marks=pytest.mark.slow),
        pytest.param(jump, "no total changes by more than", marks=pytest.mark.slow),
        pytest.param(negative, "No total is negative", marks=pytest.mark.slow),
    ],
)
def test_what_is_not_plausible_goes_into_quarantine(
    world: World, home: Path, alter: object, said: str
) -> None:
    first = take("wdi")
    world.alter(alter, "2026-09-01")  # type: ignore[arg-type]

    done = take("wdi")

    assert done.outcome == "quarantined"
    assert current_snapshot(home) == first.folder
    assert list_snapshots(home) == (first.folder,)
    assert said in " ".join(done.reasons)
    assert done.folder.parent == home / "quarantine"
    assert (done.folder / "reason.txt").read_text(encoding="utf-8").splitlines() == list(
        done.reasons
    )
    assert (done.folder / "checks/data_docs/index.html").is_file()
    assert verify_snapshot(done.folder).faults == ()


def test_a_series_that_no_built_in_concept_has_is_no_reason_for_quarantine(
    world: World, tmp_path: Path
) -> None:
    register = tmp_path / "mine.yaml"
    register.write_text(OF_NO_CONCEPT, encoding="utf-8")
    order = RefreshOrder(papers=(str(register),), sources=("wdi",), is_own=True)
    done = refresh(order, quick_steps())
    assert (done.outcome, done.reasons) == ("stored", ())
    assert verify_snapshot(done.folder).faults == ()
    world.alter(lambda *_: None, "2026-09-01")
    with pytest.raises(SourceError, match="no value"):
        refresh(order, quick_steps())


@pytest.mark.slow
def test_the_first_refresh_is_judged_too(world: World, home: Path) -> None:
    world.alter(jump, EDITION)
    assert take("wdi").outcome == "quarantined"
    assert current_snapshot(home) is None


@pytest.mark.parametrize(
    ("alter", "said"),
    [
        (double, "the sum over the countries is revised by"),
        pytest.param(
            lambda code, area, year, value: value / 100 if code == GROWTH else value,
            "typical value",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            lambda code, area, year, value: (
                441_450.77 if (code, area, year) == (GROWTH, "TUV", 2010) else value
            ),
            "has 441,451 in 2010",
            marks=pytest.mark.slow,
        ),
    ],
)
def test_the_first_refresh_is_held_against_the_embedded_editions(
    world: World, home: Path, alter: object, said: str
) -> None:
    world.alter(alter, EDITION)  # type: ignore[arg-type]
    done = take("wdi")
    assert done.outcome == "quarantined"
    assert said in " ".join(done.reasons)
    assert "of embedded:" in " ".join(done.reasons)
    assert current_snapshot(home) is None


@pytest.mark.parametrize("value", [1e300, -1e300, 1.7976931348623157e308, 5e-324])
def test_numbers_that_no_statistic_has_are_no_fault_of_the_program(
    world: World, home: Path, value: float
) -> None:
    take("wdi")
    world.alter(
        lambda code, area, year, had: value if (area, year) == ("KEN", 2012) else had, "2026-09-01"
    )
    done = take("wdi")
    assert done.outcome == "quarantined"
    assert "Kenya has" in " ".join(done.reasons)


def test_an_edition_of_the_future_is_not_taken(world: World, home: Path) -> None:
    world.alter(lambda code, area, year, value: value, "2099-01-01")
    with pytest.raises(SourceError, match="it says that its edition is of 2099-01-01"):
        take("wdi")
    assert current_snapshot(home) is None


@pytest.mark.slow
def test_what_is_kept_is_its_owners_only_in_an_open_home_whatever_the_umask(
    world: World, home: Path
) -> None:
    former = os.umask(0)
    try:
        home.mkdir()
        take("wdi")
        world.bank.set_faults("500")
        with suppress(SourceError):
            take("wdi")
    finally:
        os.umask(former)
    # Whoever may write there could have other figures believed.
    there = {one.name: stat.S_IMODE(one.stat().st_mode) for one in home.iterdir()}
    assert {"snapshots", "quarantine", "rejected"} <= set(there)
    assert not [name for name, mode in there.items() if mode & 0o077]


def test_the_same_in_quarantine_is_not_kept_twice(world: World, home: Path) -> None:
    world.alter(jump, EDITION)
    first, second = take("wdi"), take("wdi")
    assert second.outcome == "quarantined"
    assert list_quarantined(home) == (first.folder,) == (second.folder,)


def test_a_named_person_lets_in_what_is_in_quarantine_and_it_is_on_record(
    world: World, home: Path, corrigenda: Corrigenda
) -> None:
    first = take("wdi")
    world.alter(jump, "2026-09-01")
    apart = take("wdi")
    name = apart.folder.name
    with pytest.raises(SnapshotError, match="is in quarantine"):
        use(home, name)
    assert (
        corrigenda("snapshot", "accept", name, "--by", "p\u0443blish", "--why", "x").returncode == 2
    )
    assert corrigenda("snapshot", "accept", name, "--by", "Ada", "--why", " ").returncode == 2
    assert current_snapshot(home) == first.folder

    done = corrigenda("snapshot", "accept", name, "--by", "Ada Roe", "--why", "a new base year")

    assert done.returncode == 0, done.stderr
    used = current_snapshot(home)
    assert used == home / "snapshots" / name
    assert verify_snapshot(used).faults == ()
    assert (used / "odd.csv").read_text(encoding="utf-8").count("\n") > 1
    assert "accepted by Ada Roe" in read_manifest(used).vintages[0].notes[-1]
    with open_kept() as store:
        [run] = store.list_runs(kind="accept")
    assert run.message == f"Ada Roe let {name} out of quarantine: a new base year"
    assert list_quarantined(home) == ()
    assert take("wdi").outcome == "same"
    again = corrigenda("snapshot", "accept", name, "--by", "Ada", "--why", "twice")
    assert again.returncode == 2
    assert use(home, first.folder.name) == first.folder == current_snapshot(home)


def test_what_was_let_in_is_not_odd_again(world: World, home: Path) -> None:
    world.alter(double, EDITION)
    apart = take("wdi")
    accept(home, apart.folder.name, Acceptance("Ada", "so it is", datetime.now(UTC)))
    world.alter(lambda *cell: double(*cell) * (1.01 if "CHN" in cell else 1.0), "2026-09-01")
    assert take("wdi").outcome == "stored"


@pytest.mark.slow
def test_an_indicator_without_any_value_is_refused_by_its_reader(world: World) -> None:
    take("wdi", "wpp")
    world.bank.set_faults("nulls")
    done = take("wdi", "wpp")
    assert done.outcome == "same"
    assert [(one.source, one.code) for one in done.failures] == [("wdi", "no-values")]


def test_nothing_can_be_added_to_what_a_refresh_took(world: World, tmp_path: Path) -> None:
    folder = take("wpp").folder
    before = files_of(folder)
    table = tmp_path / "mine.csv"
    table.write_text("iso3,indicator,year,value\nCHN,X,2010,1\n", encoding="utf-8")
    with pytest.raises(SnapshotError, match="takes nothing in"):
        add_vintage(table, "mine", "2020-01-01", "CC0", folder)
    assert files_of(folder) == before
