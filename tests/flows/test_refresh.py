"""A refresh against the real fakes: what is stored, what is not, and what is said."""

from __future__ import annotations

import json
from pathlib import Path
from threading import Thread

import pytest
from fake_faults import Fault
from fake_un_population import TOKEN
from fake_world import (
    EDITION,
    GDP,
    GROWTH,
    POPULATION,
    TRADE_YEARS,
    World,
    files_of,
    quick_steps,
)
from fetching import right_values, values_of
from refreshing import TRADE, double, register_of, take

from expectations.assessment.assess import assess
from expectations.outcomes import Verdict
from flows.work.orders import Refreshed, RefreshOrder
from flows.work.refreshing import refresh, say_outcome
from sources.errors import InputError, SnapshotError, SourceError
from sources.evidence.collection import current_snapshot, list_snapshots
from sources.evidence.rejected import MOST_FOLDERS
from sources.evidence.verify import verify_snapshot
from sources.model import Snapshot
from sources.providers.queries import plan
from sources.registers.register import load_paper
from sources.snapshots.load import load_snapshot

WDI = ("wdi",)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def values_found(snapshot: Snapshot) -> dict[str, list[float]]:
    """What the editions give for each claim."""
    assessment = assess(load_paper("liu-jiang-2018"), snapshot)
    return {
        outcome.claim.id: [one.reading.obs_value for one in outcome.observed]
        for outcome in assessment.outcomes
    }


# A whole refresh
def test_a_refresh_stores_what_the_services_hold_and_a_check_is_made_of_it(
    world: World, home: Path
) -> None:
    done = take()

    assert done.outcome == "stored"
    assert not done.failures
    assert current_snapshot(home) == done.folder
    assert verify_snapshot(done.folder).faults == ()
    snapshot = load_snapshot([done.folder])
    assert [vintage.source for vintage in snapshot.vintages] == ["ama", "comtrade", "wdi", "wpp"]
    own = snapshot.observations[snapshot.observations["source"] == "wdi"]
    codes = (POPULATION, GDP, GROWTH)
    assert values_of(own) == right_values(world.figures, codes, 2005, 2026)
    found = values_found(snapshot)
    assert all(found[claim] for claim in TRADE)


def test_the_second_time_nothing_is_stored(world: World, home: Path) -> None:
    first = take("wpp", "comtrade")
    before = files_of(home)

    second = take("wpp", "comtrade")

    assert second.outcome == "same"
    assert second.folder == first.folder
    assert set(second.keys) == set(first.keys)
    assert files_of(home) == before


def test_the_status_of_an_observation_outlives_the_snapshot(world: World) -> None:
    observations = load_snapshot([take("wpp", "comtrade").folder]).observations
    statuses = {source: set(rows["obs_status"]) for source, rows in observations.groupby("source")}
    assert statuses == {"wpp": {"A", "F"}, "comtrade": {"A", "I"}}
    forecasts = observations[observations["obs_status"] == "F"]
    assert set(forecasts["time_period"]) == {2024}


@pytest.mark.slow
def test_no_year_after_the_edition_is_kept(world: World) -> None:
    snapshot = load_snapshot([take("wpp", "ama").folder])
    for vintage in snapshot.vintages:
        assert vintage.first_year == 2005
        assert vintage.last_year <= int(vintage.date[:4])


@pytest.mark.slow
def test_every_vintage_leads_to_the_answers_it_was_read_from(world: World) -> None:
    folder = take("wdi", "comtrade").folder
    index = json.loads((folder / "answers/index.json").read_bytes())
    asked = {entry["file"]: entry for entry in index["answers"]}
    vintages = {vintage.source: vintage for vintage in load_snapshot([folder]).vintages}
    assert len(vintages["wdi"].evidence.answers) == 2
    assert len(vintages["comtrade"].evidence.answers) == 1 + 2 * len(TRADE_YEARS)
    first = asked[vintages["wdi"].evidence.answers[0]]
    assert first["url"] == vintages["wdi"].evidence.url
    assert dict(first["params"])["date"].startswith("2005:")
    assert (first["status"], first["last_updated"]) == (200, EDITION)
    assert {"content-type"} <= {name for name, _ in first["headers"]}
    assert first["retrieved_at"].endswith("+00:00")


@pytest.mark.slow
def test_an_old_edition_is_had_beside_the_newest(world: World) -> None:
    done = take("wdi", editions=("2018-05",))
    assert done.keys == (f"wdi@{EDITION}", "wdi@2018-05-31")
    assert verify_snapshot(done.folder).faults == ()
    again = take("wdi", editions=("2018-05",))
    assert again.outcome == "same"


def test_a_register_of_ones_own_has_its_indicators_fetched_too(
    world: World, tmp_path: Path
) -> None:
    register = tmp_path / "mine.yaml"
    register.write_text(
        """
paper: {id: mine, title: Mine, claimant: Me, published: 2024, source: mine.txt}
indicators:
  own: {label: something made up, unit: usd, kind: flow, codes: {wdi: MADE.UP.01}}
statements:
  - id: one
    group: world
    period: 2020
    claims:
      - {id: one, phrase: "$5 billion", measure: total, indicator: own, unit: usd}
""",
        encoding="utf-8",
    )
    order = RefreshOrder(papers=(str(register),), sources=WDI)
    done = refresh(order, quick_steps())
    codes = load_snapshot([done.folder]).vintages[0].indicators
    assert set(codes) == {"MADE.UP.01", POPULATION, GDP, GROWTH}
    assert take("wdi").outcome == "same", "less was asked, and all of it is there"


def test_a_code_that_is_refused_loses_its_own_claims_only(world: World, tmp_path: Path) -> None:
    # The server's figures begin in 2000: of earlier years half would be gone.
    codes = ("wdi:MADE.UP.01", "wdi:GONE.FOR.GOOD", "wdi:GONE.TOO")
    register = register_of(tmp_path, *codes, year=2012)
    done = refresh(RefreshOrder(papers=(register,), sources=WDI), quick_steps())
    assert done.outcome == "stored", done
    (failure,) = done.failures
    assert failure.indicators == ("GONE.FOR.GOOD", "GONE.TOO")
    snapshot = load_snapshot([done.folder])
    assert set(snapshot.vintages[0].indicators) == {"MADE.UP.01", POPULATION, GDP, GROWTH}
    assert snapshot.failures == done.failures
    assert verify_snapshot(done.folder).faults == ()
    first, second, third = assess(load_paper(register), snapshot).outcomes
    assert first.observed
    assert not first.not_established
    for lost, code in ((second, "GONE.FOR.GOOD"), (third, "GONE.TOO")):
        assert lost.verdict is Verdict.UNRESOLVED
        assert f"run. {code} of World Development Indicators" in lost.sentence


@pytest.mark.slow
def test_the_window_begins_before_the_earliest_year_that_a_register_names(
    world: World, tmp_path: Path
) -> None:
    register = register_of(tmp_path, "wdi:MADE.UP.01")
    done = refresh(RefreshOrder(papers=(register,), sources=WDI), quick_steps())
    index = json.loads((done.folder / "answers/index.json").read_bytes())
    assert {query["first_year"] for query in index["queries"]} == {1984}
    assert load_snapshot([done.folder]).vintages[0].first_year == 1984


def test_trade_is_asked_for_from_the_first_year_that_is_named_of_trade(tmp_path: Path) -> None:
    for codes, year, first in (
        (("comtrade:TOTAL.CHN",), 1998, 1997),
        (("wdi:MADE.UP.01",), 1985, 2005),
        (("comtrade:TOTAL.CHN",), 2015, 2005),
    ):
        paper = load_paper(register_of(tmp_path, *codes, year=year))
        asked = {query.source: query.first_year for query in plan([paper], 2026)}
        assert asked.get("comtrade", first) == first, codes
        assert asked.get("wdi", 1984) == 1984


@pytest.mark.slow
def test_an_old_edition_is_had_of_any_indicator_and_names_what_it_lacks(
    world: World, tmp_path: Path
) -> None:
    register = register_of(tmp_path, "wdi:MADE.UP.01", "wdi:GONE.TOO", year=2012)
    order = RefreshOrder(papers=(register,), sources=WDI, editions=("2018-05",))
    done = refresh(order, quick_steps())
    assert done.keys == (f"wdi@{EDITION}", "wdi@2018-05-31")
    assert [failure.indicators for failure in done.failures] == [("GONE.TOO",)] * 2
    assert "Could not be had: GONE.TOO of wdi; GONE.TOO of wdi, edition 2018-05." in (
        say_outcome(done)
    )
    for vintage in load_snapshot([done.folder]).vintages:
        assert set(vintage.indicators) == {"MADE.UP.01", POPULATION, GDP, GROWTH}


@pytest.mark.slow
def test_people_of_a_sex_and_exports_are_fetched_for_a_register(
    world: World, tmp_path: Path
) -> None:
    women, exports = "WPP.POP.TOTAL;SEX=FEMALE", "AMA.EXP.CURR.USD"
    register = register_of(tmp_path, f"wpp:{women}", f"ama:{exports}", year=2012)
    done = refresh(RefreshOrder(papers=(register,), sources=("wpp", "ama")), quick_steps())
    assert not done.failures
    found = {
        vintage.source: vintage.indicators for vintage in load_snapshot([done.folder]).vintages
    }
    assert found == {
        "ama": (exports, "AMA.GDP.CURR.USD", "AMA.GDP.GROWTH"),
        "wpp": ("WPP.POP.TOTAL", women),
    }


def test_series_of_the_sdg_database_are_fetched_for_a_register(
    world: World, tmp_path: Path
) -> None:
    register = register_of(tmp_path, "sdg:SI_POV_DAY1", "sdg:SL_TLF_UEM;AGE=15-24", "sdg:SI_GONE")
    done = refresh(RefreshOrder(papers=(register,), sources=("sdg",)), quick_steps())
    assert [failure.indicators for failure in done.failures] == [("SI_GONE",)]
    (vintage,) = load_snapshot([done.folder]).vintages
    assert vintage.indicators == ("SI_POV_DAY1", "SL_TLF_UEM;AGE=15-24")
    assert verify_snapshot(done.folder).faults == ()


@pytest.mark.parametrize(
    ("order", "said"),
    [
        (RefreshOrder(sources=("imf",)), "there is no source 'imf'"),
        (RefreshOrder(sources=("wpp",), editions=("2018-05",)), "only wdi has old editions"),
        (RefreshOrder(editions=("2018-13",)), "'2018-13' is no edition"),
        (RefreshOrder(papers=("nobody",)), "there is no paper 'nobody'"),
    ],
)
def test_bad_input_is_refused_before_anything_is_asked(
    world: World, home: Path, order: RefreshOrder, said: str
) -> None:
    with pytest.raises(InputError, match=said):
        refresh(order, quick_steps())
    assert world.bank.requests == world.nations.requests == 0
    assert not home.exists()


# Sources that fail
def test_a_source_that_fails_does_not_lose_the_others(world: World, home: Path) -> None:
    world.nations.set_faults("503")

    done = take()

    assert done.outcome == "stored"
    assert done.keys == (f"wdi@{EDITION}",)
    assert [failure.source for failure in done.failures] == ["wpp", "ama", "comtrade"]
    assert {failure.code for failure in done.failures} == {"status-503"}
    snapshot = load_snapshot([done.folder])
    assert snapshot.failures == done.failures
    assert verify_snapshot(done.folder).faults == ()
    outcomes = {
        one.claim.id: one for one in assess(load_paper("liu-jiang-2018"), snapshot).outcomes
    }
    for claim in TRADE:
        assert outcomes[claim].verdict is Verdict.UNRESOLVED
        assert "UN Comtrade (UNSD) could not be had: it answers with status 503" in (
            outcomes[claim].sentence
        )
    assert outcomes["population"].observed
    assert any("World Population Prospects" in x for x in outcomes["population"].not_established)


def test_where_nothing_can_be_had_nothing_is_stored(world: World, home: Path) -> None:
    world.nations.set_faults("503")
    world.bank.set_faults("html")
    with pytest.raises(SourceError, match=r"nothing could be had: wdi: .*; wpp: .*status 503"):
        take()
    assert list_snapshots(home) == ()
    assert current_snapshot(home) is None


@pytest.mark.slow
def test_a_failure_keeps_the_current_snapshot_where_nothing_else_is_new(
    world: World, home: Path
) -> None:
    first = take()
    before = files_of(home / "snapshots")
    world.nations.set_faults("503")

    done = take()

    assert (done.outcome, done.folder) == ("same", first.folder)
    assert len(done.failures) == 3
    assert files_of(home / "snapshots") == before


def test_what_came_of_a_failure_is_kept_apart_and_bounded(world: World, home: Path) -> None:
    world.bank.set_faults("missing-rows")
    old = [home / "rejected" / f"2026-01-{day:02}T00-00-00Z-wdi-0a" for day in range(1, 31)]
    for folder in old:
        folder.mkdir(parents=True)
    with pytest.raises(SourceError):
        take("wdi")
    kept = sorted((home / "rejected").iterdir())
    assert len(kept) == MOST_FOLDERS
    assert kept[:-1] == old[-MOST_FOLDERS + 1 :]
    reason = json.loads((kept[-1] / "reason.json").read_bytes())
    assert reason["query"]["source"] == "wdi"
    assert reason["code"]
    assert reason["answers"]
    body = (kept[-1] / reason["answers"][-1]["file"]).read_bytes()
    assert json.loads(body)[0]["lastupdated"] == EDITION
    with pytest.raises(SnapshotError, match="there is no snapshot here"):
        load_snapshot([kept[-1]])


# Secrets
def test_a_token_is_in_no_file(world: World, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CORRIGENDA_UN_POPULATION_TOKEN", TOKEN)
    done = take("wpp")
    assert done.outcome == "stored"
    assert any("dataportalapi" in entry for entry in _urls(done.folder))
    assert verify_snapshot(done.folder).faults == ()
    world.nations.set_faults(Fault("page-short", only="/data/indicators"))
    with pytest.raises(SourceError):
        take("wpp")
    assert list((home / "rejected").iterdir())
    for name, content in files_of(home).items():
        assert TOKEN.encode() not in content, name


@pytest.mark.slow
def test_a_password_in_an_address_is_in_no_file(
    world: World, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = world.environment["CORRIGENDA_WORLDBANK_URL"].replace("//", "//me:open-sesame@")
    monkeypatch.setenv("CORRIGENDA_WORLDBANK_URL", url)
    done = take("wdi")
    assert verify_snapshot(done.folder).faults == ()
    world.bank.set_faults("503")
    with pytest.raises(SourceError) as failed:
        take("wdi")
    assert "open-sesame" not in str(failed.value)
    assert not any(b"open-sesame" in content for content in files_of(home).values())


def _urls(folder: Path) -> list[str]:
    index = json.loads((folder / "answers/index.json").read_bytes())
    return [entry["asked"] for entry in index["answers"]]


# Two at once, and damage
@pytest.mark.slow
def test_two_refreshes_at_once_store_one_snapshot(world: World, home: Path) -> None:
    done: list[Refreshed] = []
    threads = [Thread(target=lambda: done.append(take("wdi"))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(one.outcome for one in done) == ["same", "stored"]
    assert len(list_snapshots(home)) == 1


@pytest.mark.slow
def test_a_damaged_snapshot_before_is_named_and_can_be_moved_away(
    world: World, home: Path, tmp_path: Path
) -> None:
    first = take("wdi")
    world.alter(double, EDITION)
    data = first.folder / f"wdi_{EDITION}.csv.gz"
    data.write_bytes(data.read_bytes()[:-1])
    with pytest.raises(SnapshotError, match=r"Move .* away") as refused:
        take("wdi")
    assert refused.value.file == str(data)
    world.reset()
    first.folder.rename(tmp_path / "damaged")
    assert take("wdi").outcome == "stored"
