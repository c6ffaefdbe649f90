"""Groups are held against one another: the largest bloc, its place, how many pass a level."""

from __future__ import annotations

import json
from typing import Any

import pytest

from expectations.assessment.assess import assess
from expectations.outcomes import Outcome
from expectations.wording.measures import say_subject
from sources.errors import RegisterError
from sources.registers.register import parse_paper
from sources.snapshots.load import load_snapshot
from sources.snapshots.needs import wanted_by

BLOCS = ["EU", "MERCOSUR", "GCC", "ASEAN"]
PEOPLE = {"indicator": "population", "area": "ASEAN", "period": "2016"}
CLAIMS: dict[str, dict[str, Any]] = {
    "largest": {"phrase": "the largest of any bloc", "measure": "extreme", "among": BLOCS},
    "second": {"phrase": "the 2nd largest", "measure": "rank", "among": [*BLOCS, "SAARC"]},
    "wrong": {"phrase": "the 5th largest", "measure": "rank", "among": [*BLOCS, "SAARC"]},
    "smallest": {"phrase": "the smallest of them", "measure": "extreme", "among": BLOCS,
                 "order": "lowest", "area": "GCC"},
    "count": {"phrase": "2 of the blocs", "measure": "count", "among": BLOCS, "area": "",
              "to": "more than 500 million"},
}  # fmt: skip


def register(**claims: dict[str, Any]) -> str:
    head = {"id": "blocs", "title": "Blocs", "published": "2018-06"}
    listed = [{"id": name, **PEOPLE, **claim} for name, claim in claims.items()]
    return json.dumps({"paper": head, "claims": listed})


@pytest.fixture(scope="module")
def outcomes() -> dict[str, Outcome]:
    paper = parse_paper(register(**CLAIMS), "blocs.yaml")
    snapshot = load_snapshot(["embedded"], wanted_by([paper]))
    return {one.claim.id: one for one in assess(paper, snapshot).outcomes}


@pytest.mark.parametrize(
    ("name", "value"), [("largest", 1), ("second", 2), ("smallest", 1), ("count", 2)]
)
def test_a_place_among_groups_is_by_their_sums(
    outcomes: dict[str, Outcome], name: str, value: int
) -> None:
    assert {one.reading.obs_value for one in outcomes[name].observed} == {float(value)}
    assert outcomes[name].standing == "holds"


def test_a_wrong_place_among_groups_does_not_hold(outcomes: dict[str, Outcome]) -> None:
    assert outcomes["wrong"].standing == "off"


def test_the_groups_are_named(outcomes: dict[str, Outcome]) -> None:
    assert say_subject(outcomes["largest"].claim) == (
        "the rank of ASEAN (members of 2016) by population among the European Union (members of "
        "2016), Mercosur (members of 2016), the Gulf Cooperation Council (members of 2016), ASEAN "
        "(members of 2016) in 2016"
    )


LIVES = {"indicator": "life_expectancy", "period": "2016", "among": BLOCS}


def test_groups_are_held_against_one_another_by_weighted_means() -> None:
    claims: dict[str, dict[str, Any]] = {
        "longest": {**LIVES, "phrase": "the longest of any bloc", "measure": "extreme",
                    "area": "EU"},
        "third": {**LIVES, "phrase": "3rd longest", "measure": "rank", "area": "MERCOSUR"},
        "wrong": {**LIVES, "phrase": "1st", "measure": "rank", "area": "ASEAN"},
        "count": {**LIVES, "phrase": "1 of the blocs", "measure": "count", "area": "",
                  "to": "more than 79 years"},
        "above": {"indicator": "life_expectancy", "period": "2016", "area": "EU", "to": "ASEAN",
                  "phrase": "longer than in ASEAN", "measure": "comparison", "among": ""},
    }  # fmt: skip
    paper = parse_paper(register(**claims), "blocs.yaml")
    found = assess(paper, load_snapshot(["embedded"], wanted_by([paper]))).outcomes
    standings = {one.claim.id: one.standing for one in found}
    expected = {"longest": "holds", "third": "holds", "wrong": "off", "count": "holds"}
    assert standings == expected | {"above": "holds"}, [one.sentence for one in found]


def test_groups_of_what_nothing_is_known_to_weigh_are_refused() -> None:
    claim = CLAIMS["largest"] | {"indicator": "exchange_rate"}
    with pytest.raises(RegisterError, match="what would weigh a mean is not known"):
        parse_paper(register(c=claim), "blocs.yaml")
    parse_paper(register(c=claim | {"weighting": "simple"}), "blocs.yaml")
