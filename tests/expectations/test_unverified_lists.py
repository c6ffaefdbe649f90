"""A list of members that no second source confirms calls no figure off."""

from __future__ import annotations

import json
from typing import Any

import pytest

from expectations.assessment.assess import assess
from expectations.outcomes import Outcome
from expectations.wording.measures import say_subject
from sources.registers.register import parse_paper
from sources.snapshots.load import load_snapshot
from sources.snapshots.needs import wanted_by

PEOPLE = {"measure": "value", "indicator": "population", "period": "2016"}
CLAIMS: dict[str, dict[str, Any]] = {
    "own": {"phrase": "90 million people", "area": "MIDDLE-EAST"},
    "part": {"phrase": "90 million people", "area": "MIDDLE-EAST + CHN"},
    "other": {"phrase": "more than there", "measure": "comparison", "area": "DEU",
              "to": "MIDDLE-EAST"},
    "whole": {"phrase": "60% of it", "measure": "share", "area": "EGY", "of": "MIDDLE-EAST"},
    "among": {"phrase": "the 9th of them", "measure": "rank", "area": "EGY",
              "among": "MIDDLE-EAST"},
    "listed": {"phrase": "9th of the two", "measure": "rank", "area": "EU",
               "among": ["EU", "MIDDLE-EAST"]},
    "members": {"phrase": "12 countries", "measure": "count", "area": "MIDDLE-EAST",
                "indicator": ""},
    "true": {"phrase": "436 million people", "area": "MIDDLE-EAST"},
    "bloc": {"phrase": "the largest of any bloc", "measure": "extreme", "area": "ASEAN",
             "among": "blocs"},
    "verified": {"phrase": "90 million people", "area": "EU"},
    "against": {"phrase": "increased from 90 million to 80 million people", "area": "MIDDLE-EAST",
                "period": "2010-2016"},
}  # fmt: skip


@pytest.fixture(scope="module")
def outcomes() -> dict[str, Outcome]:
    head = {"id": "lists", "title": "Lists", "published": "2018-06"}
    listed = [{"id": name, **PEOPLE, **claim} for name, claim in CLAIMS.items()]
    paper = parse_paper(json.dumps({"paper": head, "claims": listed}), "lists.yaml")
    snapshot = load_snapshot(["embedded"], wanted_by([paper]))
    return {one.claim.id: one for one in assess(paper, snapshot).outcomes}


@pytest.mark.parametrize("name", ["own", "part", "other", "whole", "among", "listed", "members"])
def test_what_only_an_unconfirmed_list_refutes_stays_open(
    outcomes: dict[str, Outcome], name: str
) -> None:
    found = outcomes[name]
    assert found.standing == "open"
    assert found.sentence.startswith(
        "Not settled: no second source confirms which countries make up"
    )
    assert "the Middle East" in found.sentence
    assert found.correction is None


def test_of_a_list_that_is_confirmed_a_wrong_figure_is_off(outcomes: dict[str, Outcome]) -> None:
    assert outcomes["verified"].standing == "off"


def test_what_an_unconfirmed_list_bears_out_holds_and_tells_of_the_list(
    outcomes: dict[str, Outcome],
) -> None:
    assert outcomes["true"].standing in {"holds", "open"}
    assert any("is not verified" in one for one in outcomes["true"].not_established)


def test_what_a_text_says_against_itself_needs_no_list(outcomes: dict[str, Outcome]) -> None:
    assert outcomes["against"].verdict.value == "contradicted"


def test_of_all_blocs_no_superlative_is_called_off(outcomes: dict[str, Outcome]) -> None:
    found = outcomes["bloc"]
    assert found.standing == "open"
    assert found.sentence.startswith("Not settled: no source lists the blocs of countries.")
    assert say_subject(found.claim).startswith("the rank of ASEAN (members of 2016) by population")
    assert "among the blocs of countries" in say_subject(found.claim)
