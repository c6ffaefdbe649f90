"""A share is held against what it was: how much it rose, grew, or how many times it is."""

from __future__ import annotations

import json
from typing import Any

import pytest

from expectations.assessment.assess import assess
from expectations.outcomes import Outcome
from expectations.wording.measures import measure_label, say_subject
from sources.errors import RegisterError
from sources.model import Claim
from sources.registers.from_text import relations_of
from sources.registers.register import parse_paper
from sources.snapshots.load import load_snapshot
from sources.snapshots.needs import wanted_by

READING = {"state": "sure"}
OF_WORLD = {"indicator": "gdp_current_usd", "area": "CHN", "of": "world", "reading": READING,
            "period": "2000-2015"}  # fmt: skip
CLAIMS: dict[str, dict[str, Any]] = {
    "doubled": {"phrase": "1.6 times its share of 2005", "measure": "ratio", "to": "2005",
                "period": "2015", "indicator": "gdp_current_usd", "area": "IND", "of": "world"},
    "tripled": {"phrase": "more than tripled", "measure": "growth", **OF_WORLD},
    "points": {"phrase": "rose by 11 points", "measure": "change", **OF_WORLD},
    "wrong": {"phrase": "rose by 41 points", "measure": "change", **OF_WORLD},
    "fell": {"phrase": "fell by 8.2 percentage points", "measure": "change", "period": "1990-2015",
             "indicator": "gdp_current_usd", "area": "JPN", "of": "G7"},
    "yearly": {"phrase": "grew by 9.9% a year", "measure": "compound_growth", **OF_WORLD},
    "urban": {"phrase": "1.2 percentage points more of its people", "measure": "change",
              "indicator": "urban_population", "area": "CHN", "of": "population",
              "period": "2016-2017"},
    "higher": {"phrase": "a larger part than before", "measure": "comparison", "to": "2000",
               **OF_WORLD, "period": "2015"},
    "pair": {"phrase": "from 3.6% to 14.8%", "measure": "share", **OF_WORLD},
}  # fmt: skip


def register(**claims: dict[str, Any]) -> str:
    head = {"id": "shares", "title": "Shares", "published": "2018-06"}
    listed = [{"id": name, **claim} for name, claim in claims.items()]
    return json.dumps({"paper": head, "claims": listed})


@pytest.fixture(scope="module")
def outcomes() -> dict[str, Outcome]:
    paper = parse_paper(register(**CLAIMS), "shares.yaml")
    snapshot = load_snapshot(["embedded"], wanted_by([paper]))
    return {one.claim.id: one for one in assess(paper, snapshot).outcomes}


@pytest.mark.parametrize("name", ["tripled", "points", "yearly", "urban", "higher", "pair"])
def test_a_share_that_moved_as_stated_holds(outcomes: dict[str, Outcome], name: str) -> None:
    assert outcomes[name].standing == "holds"


def test_a_share_that_moved_far_less_than_stated_is_off(outcomes: dict[str, Outcome]) -> None:
    assert outcomes["wrong"].standing == "off"
    assert outcomes["doubled"].standing == "holds"
    assert outcomes["fell"].standing != "off"


def test_what_a_share_gained_is_the_difference_of_its_ends(outcomes: dict[str, Outcome]) -> None:
    pairs = {one.reading.vintage: one.reading for one in outcomes["pair"].observed}
    gained = [one for one in outcomes["points"].observed if one.reading.vintage in pairs]
    assert gained
    for one in gained:
        pair = pairs[one.reading.vintage]
        assert pair.obs_first is not None
        assert one.reading.obs_value == pytest.approx(pair.obs_value - pair.obs_first)


def test_its_words_tell_of_what_it_is_a_share(outcomes: dict[str, Outcome]) -> None:
    said = {name: say_subject(one.claim) for name, one in outcomes.items()}
    share = "the share of China in the GDP at current prices of the world"
    assert said["points"] == f"the change in {share} from 2000 to 2015"
    assert said["doubled"] == (
        "the ratio of the share of India in the GDP at current prices of the world to that of 2005 "
        "in 2015"
    )
    assert measure_label(outcomes["points"].claim) == "Change of the share of the world"
    assert measure_label(outcomes["doubled"].claim) == "Ratio of the share of the world"


def test_a_pair_of_shares_and_the_change_of_the_share_belong_together(
    outcomes: dict[str, Outcome],
) -> None:
    def kinds(*names: str) -> list[str]:
        claims: list[Claim] = [outcomes[name].claim for name in names]
        return [relation.kind for relation in relations_of(claims)]

    assert kinds("pair", "points") == ["change"]
    assert kinds("pair", "tripled") == ["growth"]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"indicator": "gdp_growth"}, "of which no area has a share"),
        ({"area": "world"}, "holds an area against the world"),
        ({"phrase": "rose by $5 billion"}, "needs percentage_points"),
        ({"of": "nowhere"}, "nowhere"),
        ({"phrase": "doubled", "measure": "ratio", "to": "2000"}, "a growth of 100%"),
    ],
)
def test_what_is_no_share_is_refused(changed: dict[str, Any], words: str) -> None:
    with pytest.raises(RegisterError, match=words):
        parse_paper(register(c=CLAIMS["points"] | changed), "shares.yaml")
