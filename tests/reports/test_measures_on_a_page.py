"""What a page shows of claims of different measures: places, years, bare comparisons, changes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sample_assessment import RUN

from expectations.assessment.assess import assess
from reports.findings.claim_model import ClaimEntry
from reports.findings.findings import build_findings
from reports.pages.chart_data import chart_data
from sources.registers.register import parse_paper
from sources.snapshots.load import load_snapshot
from sources.snapshots.needs import wanted_by

GDP = {"indicator": "gdp_current_usd", "area": "CHN", "period": "2016"}


def register(claim: dict[str, Any]) -> str:
    head = {"id": "words", "title": "Words", "published": "2018-06"}
    return json.dumps({"paper": head, "claims": [{"id": "c", **claim}]})


def entry_of(claim: dict[str, Any]) -> ClaimEntry:
    paper = parse_paper(register(claim), "words.yaml")
    assessment = assess(paper, load_snapshot(["embedded"], wanted_by([paper])))
    return build_findings(assessment, None, RUN).claims[0]


HIGHEST = {"indicator": "population", "area": "IND", "period": "2016", "measure": "extreme",
           "order": "highest", "among": "countries", "phrase": "the most populous"}  # fmt: skip
PASSED = {**GDP, "measure": "threshold", "to": "JPN", "phrase": "in 2013"}
LARGER = {**GDP, "measure": "comparison", "to": "DEU", "order": "highest", "phrase": "larger"}
GREW = {"indicator": "population", "area": "KEN", "period": "2006-2016", "measure": "change",
        "phrase": "12 million people"}  # fmt: skip


@pytest.mark.parametrize(
    ("claim", "stated", "cell"),
    [(HIGHEST, "1st place", "2nd"), (PASSED, "2013", "2010"), (LARGER, "as much or more", "222.0")],
)
def test_places_and_years_are_whole_and_a_bare_comparison_states_no_per_cents(
    claim: dict[str, Any], stated: str, cell: str
) -> None:
    entry = entry_of(claim)
    assert entry.stated.value_text == stated
    assert entry.grid is not None
    assert cell in entry.grid.rows[0].texts
    assert not any(text.endswith(".00") or "," in text for text in entry.grid.rows[0].texts)


def test_where_all_readings_give_one_value_no_odds_are_told() -> None:
    entry = entry_of(HIGHEST)
    assert "the same value" in entry.explanation.worth_text
    assert "at random" not in entry.explanation.worth_text


def test_a_change_is_drawn_since_its_span_began_and_ends_where_it_is_observed() -> None:
    entry = entry_of(GREW)
    line, found = entry.series[0], entry.declared.evidence[0]
    assert (line.years[0], line.values[0]) == (2006, 0)
    assert dict(zip(line.years, line.values, strict=True))[2016] == pytest.approx(found.obs_value)
    data = chart_data(entry)
    assert data.layers.unit == "million people since 2006"
    assert data.layers.rings


def test_what_people_do_is_told_in_their_country() -> None:
    claim = {"indicator": "internet_users", "area": "KEN", "period": "2016", "measure": "value",
             "phrase": "50%"}  # fmt: skip
    assert entry_of(claim).declared.subject == "the people using the internet in Kenya"
