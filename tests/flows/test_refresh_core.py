"""What a refresh asks beyond the built-in paper: all concepts, and people of an age."""

from __future__ import annotations

import json
import zlib
from dataclasses import replace
from pathlib import Path

import fake_un_population
import fake_un_sdg
import pytest
from fake_world import GDP, World, quick_steps
from fake_worldbank import WorldBank, serve
from fake_worldbank_figures import Figures
from fetching import AREAS, quick, values_of
from refreshing import register_of

from expectations.assessment.assess import assess
from flows.work.orders import RefreshOrder
from flows.work.refreshing import refresh, say_faults, say_outcome
from sources.providers.queries import Had, fetch_what_there_is, needed_codes, plan
from sources.reference.concepts import CONCEPTS
from sources.registers.register import list_papers, load_paper, parse_paper
from sources.snapshots.load import load_snapshot
from sources.snapshots.needs import wanted_by

ARCHIVED, WITHOUT_VALUES = "AG.LND.FRST.ZS", "SP.DYN.LE00.IN"
"""Of two concepts: one code that the service refuses, one that it has and has nothing of."""


class CoreFigures(Figures):
    """A value for every code of the built-in concepts, but of two of them, in a few areas."""

    def knows(self, code: str) -> bool:
        return code in core("wdi") and code != ARCHIVED

    def value(self, code: str, area: str, year: int, edition: str = "") -> float | None:
        if code == WITHOUT_VALUES:
            return None
        return zlib.crc32(f"{code}{area}{year}".encode()) / 997


def core(source: str) -> tuple[str, ...]:
    return needed_codes([], is_core=True)[source]


def ask_for_the_core(source: str, url: str) -> Had:
    """Ask a service for every concept that it has, as ``refresh --core`` does."""
    (query,) = plan([], 2026, urls={source: url}, sources=(source,), is_core=True)
    with quick() as transport:
        return fetch_what_there_is(query, transport)


def test_the_core_is_every_code_of_the_built_in_concepts() -> None:
    codes = needed_codes([], is_core=True)
    every = {code for one in CONCEPTS.values() for source, code in one.codes.items()}
    assert {code for found in codes.values() for code in found} <= every
    assert set(codes["wdi"]) == {
        one.codes["wdi"] for one in CONCEPTS.values() if "wdi" in one.codes
    }
    assert {query.first_year for query in plan([], 2026, sources=("wdi",), is_core=True)} == {1960}


@pytest.mark.slow
def test_one_archived_and_one_empty_code_of_the_core_lose_themselves_only() -> None:
    with serve(WorldBank(CoreFigures(AREAS[:2]))) as bank:
        had = ask_for_the_core("wdi", f"{bank.url}/v2")
    assert sorted(one.indicators for one in had.refused) == [(ARCHIVED,), (WITHOUT_VALUES,)]
    left = set(core("wdi")) - {ARCHIVED, WITHOUT_VALUES}
    assert len(left) > 150
    assert set(had.query.indicators) == left
    found = values_of(had.fetched.observations)
    assert {code for code, _, _ in found} == left
    assert {year for _, _, year in found} == set(range(1960, 2026))
    figures = CoreFigures(AREAS[:2])
    assert all(value == figures.value(*key) for key, value in found.items())


@pytest.mark.slow
def test_the_core_is_had_of_the_united_nations_but_for_the_series_that_are_not_there(
    world: World,
) -> None:
    world.nations.set_faults("wpp-from=1960")
    people = ask_for_the_core("wpp", world.nations.url)
    accounts = ask_for_the_core("ama", f"{world.nations.url}/unsd/amaapi/api")
    goals = ask_for_the_core("sdg", f"{world.nations.url}/sdgapi")
    assert (people.refused, people.query.indicators) == ((), core("wpp"))
    assert people.fetched.observations["time_period"].min() == 1960
    assert (accounts.refused, accounts.query.indicators) == ((), core("ama"))
    served = set(core("sdg")) & {code for code, _, _ in fake_un_sdg.figures()}
    assert set(goals.query.indicators) == served
    lost = {code for one in goals.refused for code in one.indicators}
    assert lost == set(core("sdg")) - served


def test_a_series_of_the_sdg_database_whose_pages_never_agree_loses_itself_only(
    world: World,
) -> None:
    url, codes = f"{world.nations.url}/sdgapi", ("SI_POV_DAY1", "SN_ITK_DEFC")
    world.nations.set_faults("sdg-of=SN_ITK_DEFC")
    (query,) = plan([], 2026, urls={"sdg": url}, sources=("sdg",), is_core=True)
    with quick() as transport:
        had = fetch_what_there_is(replace(query, indicators=codes), transport)
    assert [one.indicators for one in had.refused] == [("SN_ITK_DEFC",)]
    assert had.query.indicators == ("SI_POV_DAY1",)


BY_AGE = """
paper: {id: old, title: Old, claimant: Me, published: 2024-09}
claims:
  - {id: old, phrase: "more than 100 million people", measure: value,
     indicator: "wpp:WPP.POP.TOTAL;AGE=65+", area: world, period: 2019}
"""


def test_people_of_an_age_are_asked_for_only_where_a_register_names_one(
    world: World, tmp_path: Path
) -> None:
    register = tmp_path / "old.yaml"
    register.write_text(BY_AGE, encoding="utf-8")
    urls = {"wpp": world.nations.url}
    for papers, files in (
        (list_papers(), [fake_un_population.FILE]),
        ([load_paper(register)], [fake_un_population.FILE_BY_AGE]),
    ):
        world.nations.reset()
        (query,) = plan(papers, 2026, urls=urls, sources=("wpp",))
        with quick() as transport:
            had = fetch_what_there_is(replace(query, first_year=2018, last_year=2020), transport)
        assert [item.request.path for item in world.nations.log] == files
    table = had.fetched.observations.set_index(["ref_area", "time_period"])["obs_value"]
    old = (fake_un_population.of_age("WLD", 2019, age) for age in range(65, 101, 5))
    assert table["WLD", 2019] == sum(men + women for men, women in old)


@pytest.mark.slow
def test_a_register_is_judged_by_what_a_refresh_of_the_core_has_stored(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CORRIGENDA_HOME", str(tmp_path / "home"))
    figures = CoreFigures(AREAS[:2])
    with serve(WorldBank(figures)) as bank:
        monkeypatch.setenv("CORRIGENDA_WORLDBANK_URL", f"{bank.url}/v2")
        refreshed = refresh(RefreshOrder(sources=("wdi",), is_core=True), quick_steps())
    stored = load_snapshot([refreshed.folder]).vintages
    codes = {code for vintage in stored for code in vintage.indicators}
    assert set(core("wdi")) - codes == {ARCHIVED, WITHOUT_VALUES}
    claims = []
    for indicator, area in (("population", AREAS[0]), ("land_area", AREAS[1])):
        value = figures.value(CONCEPTS[indicator].codes["wdi"], area, 2020)
        name, phrase = indicator.replace("_", "-"), f"{value:.0f}"
        claim = {"id": name, "phrase": phrase, "measure": "value", "period": 2020}
        claims.append({**claim, "indicator": indicator, "area": area})
    head = {"id": "core", "title": "Core", "published": "2027"}
    paper = parse_paper(json.dumps({"paper": head, "claims": claims}), "core.yaml")
    snapshot = load_snapshot([refreshed.folder], wanted_by([paper]))
    assert [one.standing for one in assess(paper, snapshot).outcomes] == ["holds", "holds"]


def test_of_hundreds_of_refused_codes_a_few_are_named(world: World, tmp_path: Path) -> None:
    codes = [f"wdi:GONE.{at}" for at in range(60)]
    register = register_of(tmp_path, "wdi:MADE.UP.01", *codes, year=2012)
    done = refresh(RefreshOrder(papers=(register,), sources=("wdi",)), quick_steps())
    (failure,) = done.failures
    assert len(failure.indicators) == 60
    assert "GONE.0, GONE.1, GONE.10" in failure.reason
    assert "and 52 others refused" in failure.reason
    assert "and 52 others of wdi" in say_outcome(done)
    assert max(len(text) for text in (failure.reason, say_outcome(done), *say_faults(done))) < 700


def test_a_series_is_named_by_what_it_is_not_by_what_is_made_of_it(
    world: World, tmp_path: Path
) -> None:
    path = tmp_path / "money.yaml"
    path.write_text(
        "paper: {id: money, title: Money, published: 2018}\n"
        "claims:\n"
        '  - {phrase: "S$3.5 trillion", measure: value, indicator: gdp_current_usd, area: CHN, '
        "period: 2016}\n",
        encoding="utf-8",
    )
    done = refresh(RefreshOrder(papers=(str(path),), sources=("wdi",)), quick_steps())
    said = " ".join(json.loads((done.folder / "changes.json").read_text())["sources"][0]["text"])
    assert f"GDP at current prices ({GDP})" in said
