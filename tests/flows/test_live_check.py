"""A live check takes what its register needs, and judges no worse than one offline."""

from __future__ import annotations

from pathlib import Path

import pytest
from fake_world import (
    EDITION,
    World,
    quick_steps,
)
from page_reading import joined
from refreshing import TRADE, jump, take

from expectations.assessment.assess import assess
from flows.work.live import run_live
from flows.work.orders import LiveResult, Order
from flows.work.validation import begin
from sources.registers.register import load_paper
from sources.snapshots.adding import add_vintage
from sources.snapshots.load import load_snapshot
from sources.snapshots.needs import wanted_by


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def check_live(order: Order) -> LiveResult:
    with begin(order) as begun:
        return run_live(begun, "plain", quick_steps())


@pytest.mark.slow
def test_a_live_check_takes_nothing_from_an_earlier_refresh(
    world: World, home: Path, tmp_path: Path
) -> None:
    take()
    world.nations.set_faults("503")

    lived = check_live(Order("liu-jiang-2018", (), str(tmp_path / "site")))

    assert lived.finished is not None
    found = {claim.claim_id: claim for claim in lived.finished.findings.claims}
    assert [vintage.source for vintage in lived.finished.findings.vintages] == ["wdi"]
    for claim in TRADE:
        assert found[claim].verdict == "unresolved"
        assert "could not be had" in found[claim].sentence


OWN = """
paper: {id: own, title: Own, claimant: A, published: 2018-06}
claims:
  - {id: growth, phrase: "growth of 6.7%", measure: value, indicator: "wdi:NY.GDP.MKTP.KD.ZG",
     area: CHN, period: 2016}
"""

BOTH = """
paper: {id: both, title: Both, claimant: A, published: 2018-06}
claims:
  - {id: people, phrase: "1.38 billion people", measure: value, indicator: population,
     area: CHN, period: 2016}
  - {id: part, phrase: "62.1% of the world", measure: share, indicator: population,
     area: bri-65, period: 2016}
  - {id: money, phrase: "$11.2 trillion", measure: value, indicator: gdp_current_usd,
     area: CHN, period: 2016}
"""

ORDER = {"off": 0, "open": 1, "holds": 2}


def live_beside_offline(register: Path, site: Path) -> LiveResult:
    """A live check, whose claims stand no worse than those of the same register offline."""
    paper = load_paper(str(register))
    offline = assess(paper, load_snapshot(["embedded"], wanted_by([paper])))
    lived = check_live(Order(str(register), site=str(site)))
    assert lived.finished is not None
    found = lived.finished.findings
    editions = {(one.source, one.vintage) for one in found.vintages}
    assert {(one.source, one.date) for one in offline.vintages} < editions
    for then, now in zip(offline.outcomes, found.claims, strict=True):
        assert then.standing == "holds"
        assert ORDER[now.standing] >= ORDER[then.standing], now.sentence
    return lived


def test_a_live_check_asks_only_the_sources_that_its_register_needs_and_judges_no_worse(
    world: World, tmp_path: Path
) -> None:
    register = tmp_path / "own.yaml"
    register.write_text(OWN, encoding="utf-8")
    world.nations.set_faults("503")
    lived = live_beside_offline(register, tmp_path / "site")
    assert lived.refreshed.failures == ()
    assert world.nations.requests == 0
    assert world.bank.requests > 0


@pytest.mark.slow
def test_a_live_check_of_which_sources_fail_judges_no_worse_than_one_offline(
    world: World, tmp_path: Path
) -> None:
    register = tmp_path / "both.yaml"
    register.write_text(BOTH, encoding="utf-8")
    world.nations.set_faults("503")
    lived = live_beside_offline(register, tmp_path / "site")
    assert {one.source for one in lived.refreshed.failures} == {"wpp", "ama"}


@pytest.mark.slow
def test_a_live_check_reads_other_snapshots_beside_the_new_one(
    world: World, tmp_path: Path
) -> None:
    table = tmp_path / "mine.csv"
    table.write_text("iso3,indicator,year,value\nCHN,X,2010,1\n", encoding="utf-8")
    own = str(tmp_path / "own")
    add_vintage(table, "mine", "2020-01-01", "CC0", own)
    order = Order("liu-jiang-2018", (own,), str(tmp_path / "site"))

    lived = check_live(order)

    assert lived.finished is not None
    vintages = {one.source: one for one in lived.finished.findings.vintages}
    assert list(vintages) == ["ama", "comtrade", "mine", "wdi", "wpp"]
    assert vintages["mine"].answers == ()
    # Growth is from a workbook of its own.
    workbooks = ("answers/ama_2026-02-01_001.xlsx.gz", "answers/ama_2026-02-01_002.xlsx.gz")
    assert vintages["ama"].answers == workbooks
    changes = lived.finished.findings.run.changes
    assert any("for the first time" in source[0] for source in changes)
    page = joined(lived.finished.page.read_text(encoding="utf-8"))
    assert all(workbook in page for workbook in workbooks)
    assert changes[0][0] in page


@pytest.mark.slow
def test_a_live_check_of_what_is_not_plausible_is_not_made(world: World, tmp_path: Path) -> None:
    world.alter(jump, EDITION)
    order = Order("liu-jiang-2018", (), str(tmp_path / "site"))
    lived = check_live(order)
    assert lived.finished is None
    assert lived.refreshed.outcome == "quarantined"
    assert not (tmp_path / "site").exists()
