"""`findings.json`: plain data that its schema describes, in inside units, without NaN."""

from __future__ import annotations

import json
import math
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from sample_assessment import (
    RUN,
    SUMMARY,
    assessment_of,
    hostile_assessment,
    sample_assessment,
    sample_outcomes,
)
from sample_claims import VINTAGES
from sample_dossiers import real_findings
from sample_runs import plain_findings

from expectations.outcomes import Assessment, Outcome, Verdict
from expectations.wording.phrases import say_chance
from reports.findings.findings import build_findings
from sources.model import Period

SCHEMA = Path(__file__).parents[2] / "docs" / "findings.schema.json"


def found(assessment: Assessment) -> dict[str, Any]:
    return plain_findings(build_findings(assessment, SUMMARY, RUN))


def claim_of(findings: dict[str, Any], claim_id: str) -> Any:
    return next(claim for claim in findings["claims"] if claim["claim_id"] == claim_id)


def faults(findings: dict[str, Any]) -> list[str]:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    as_read = json.loads(json.dumps(findings, allow_nan=False))
    errors = Draft202012Validator(schema).iter_errors(as_read)
    return [f"{error.json_path}: {error.message}" for error in errors]


@pytest.mark.parametrize(
    "assessment",
    [sample_assessment(), hostile_assessment(), assessment_of(())],
    ids=["all verdicts", "hostile text", "no claims"],
)
def test_findings_are_what_the_schema_describes(assessment: Assessment) -> None:
    assert faults(found(assessment)) == []


def test_findings_of_the_embedded_paper_are_what_the_schema_describes() -> None:
    assert faults(plain_findings(real_findings())) == []


def test_the_schema_refuses_what_it_does_not_name() -> None:
    findings = found(sample_assessment())
    findings["claims"][0]["verdict"] = "fine"
    findings["claims"][1]["more"] = 1
    assert len(faults(findings)) == 2


def test_shares_are_fractions_and_the_text_beside_them_is_in_per_cent() -> None:
    stated = claim_of(found(sample_assessment()), "population-share")["stated"]
    assert (stated["value"], stated["unit"], stated["value_text"]) == (0.63, "fraction", "63%")
    assert (stated["lower"], stated["upper"]) == (0.62, 0.64)
    assert stated["admits_text"] == "62% to 64%"


def test_a_difference_of_shares_has_a_unit_of_its_own() -> None:
    claim = claim_of(found(sample_assessment()), "growth-lead")
    assert claim["stated"]["unit"] == "fraction_difference"
    assert claim["declared"]["evidence"][0]["obs_text"] == "2.52 points"


def test_people_are_told_from_other_numbers_by_the_concept() -> None:
    findings = found(sample_assessment())
    assert claim_of(findings, "population")["stated"]["unit"] == "persons"
    assert claim_of(findings, "economies")["stated"]["unit"] == "number"


def test_an_observed_value_has_one_digit_more_than_the_claim_prints() -> None:
    findings = found(sample_assessment())
    texts = {
        claim["claim_id"]: claim["declared"]["evidence"][0]["obs_text"]
        for claim in findings["claims"]
        if claim["declared"]["evidence"]
    }
    assert texts["population"] == "4.62 billion"
    assert texts["population-share"] == "62.1%"
    assert texts["gdp"] == "$31.4 trillion"


def test_a_pair_has_both_figures_and_both_values() -> None:
    claim = claim_of(found(sample_assessment()), "gdp-trend")
    assert claim["stated"]["first"]["value_text"] == "30.3%"
    assert claim["stated"]["first"]["lower"] == 0.3025
    assert claim["declared"]["evidence"][0]["obs_text"] == "29.40% to 31.13%"


@pytest.mark.parametrize(
    ("claim_id", "text"),
    [
        ("gdp", "$20 trillion or more"),
        ("population", "4.35 billion to 4.45 billion"),
        ("growth-lead", "1.5 points to 2.5 points"),
        ("gdp-trend", "30.25% to 30.35%, then 29.05% to 29.15%"),
    ],
)
def test_what_a_figure_admits_is_written_with_the_ends_it_includes(
    claim_id: str, text: str
) -> None:
    assert claim_of(found(sample_assessment()), claim_id)["stated"]["admits_text"] == text


def test_counts_add_up_and_name_every_verdict_and_standing() -> None:
    counts = found(sample_assessment())["counts"]
    once = dict.fromkeys((verdict.value for verdict in Verdict), 1)
    assert counts["verdicts"] == once | {"overstated": 0, "coarse": 0}
    assert counts["standings"] == {"holds": 3, "off": 4, "open": 2, "not checkable": 1}
    assert (counts["claims"], counts["checkable"], counts["without_data"]) == (10, 8, 1)


def test_the_headline_says_the_counts_in_one_sentence() -> None:
    assert found(sample_assessment())["headline"] == (
        "Of 10 figures in the text, public statistics can check 8: 4 are off, 1 stays open and "
        "3 hold. Of the other 2, 1 stays open for want of data and 1 is covered by no public "
        "statistic."
    )
    one = found(assessment_of(sample_outcomes()[:1]))["headline"]
    assert one == (
        "Of 1 figure in the text, public statistics can check 1: 1 is off, 0 stay open and 0 hold."
    )


def test_the_worst_are_off_with_the_gravest_verdict_first() -> None:
    worst = found(sample_assessment())["worst"]
    assert worst == ["growth-lead", "gdp-trend", "growth", "population"]


def test_the_gap_is_nought_inside_and_relative_to_the_data_outside() -> None:
    findings = found(sample_assessment())
    assert claim_of(findings, "population-share")["gap"] == 0
    assert math.isclose(claim_of(findings, "population")["gap"], (4.71 - 4.45) / 4.71)
    assert claim_of(findings, "bank")["gap"] is None


def test_the_gap_of_a_pair_is_the_wider_of_its_two() -> None:
    gap = claim_of(found(sample_assessment()), "gdp-trend")["gap"]
    assert math.isclose(gap, (0.3113 - 0.2915) / 0.3113)


def test_missing_members_have_their_name_and_share() -> None:
    missing = claim_of(found(sample_assessment()), "population")["declared"]["evidence"][0]
    assert [member["name"] for member in missing["missing"]] == ["Syria"]
    assert missing["missing"][0]["share_text"] == "0.41%"


def test_an_unverifiable_claim_says_why_and_who_would_know() -> None:
    claim = claim_of(found(sample_assessment()), "bank")
    assert claim["standing"] == "not checkable"
    assert "development bank" in claim["unverifiable"]["reason"]
    assert "annual report" in claim["unverifiable"]["who_would_know"]


def test_a_value_that_is_not_a_number_becomes_null() -> None:
    outcome = sample_outcomes()[0]
    seen = outcome.observed[0]
    odd = replace(seen, reading=replace(seen.reading, obs_value=math.nan), difference=math.inf)
    findings = found(assessment_of((replace(outcome, observed=(odd,)),)))
    evidence = findings["claims"][0]["declared"]["evidence"][0]
    assert (evidence["obs_value"], evidence["difference"], evidence["obs_text"]) == (None, None, "")
    assert faults(findings) == []


def test_the_same_run_gives_the_same_bytes() -> None:
    assert json.dumps(found(sample_assessment())) == json.dumps(found(sample_assessment()))


def test_claims_keep_the_order_of_the_register() -> None:
    outcomes = sample_outcomes()[::-1]
    ids = [claim["claim_id"] for claim in found(assessment_of(outcomes))["claims"]]
    assert ids == [outcome.claim.id for outcome in outcomes]


def test_an_unknown_group_and_indicator_are_shown_by_their_id() -> None:
    outcome = sample_outcomes()[0]
    odd = replace(outcome.claim, group="no-such-group", indicator="no-such-indicator")
    declared = found(assessment_of((replace(outcome, claim=odd),)))["claims"][0]["declared"]
    assert declared["group_label"] == "no-such-group"
    assert declared["indicator_label"] == "no-such-indicator"


def test_the_evidence_of_each_vintage_is_there() -> None:
    vintages = found(sample_assessment())["vintages"]
    assert [vintage["key"] for vintage in vintages] == [vintage.key for vintage in VINTAGES]
    for vintage in vintages:
        assert vintage["licence"] and vintage["attribution"] and len(vintage["sha256"]) == 64


def test_the_groups_of_the_readings_tried_are_described() -> None:
    groups = [group["id"] for group in found(sample_assessment())["groups"]]
    assert groups == ["bri-65", "cn-65", "cn-65+CHN"]


def test_a_grid_has_a_text_and_a_value_for_each_year_and_names_the_years_it_marks() -> None:
    grid = claim_of(found(sample_assessment()), "population")["grid"]
    assert (grid["years"], grid["unit"]) == ([2011, 2012, 2016], "billions")
    first, second = grid["rows"]
    assert first["texts"] == ["4.34", "4.41", "4.62"]
    assert (first["inside"], first["declared"], first["fitted"]) == ([2012], [2016], [2012])
    assert (second["texts"][0], second["values"][0]) == ("", None)


def test_a_claim_that_is_off_has_what_would_be_right() -> None:
    findings = found(sample_assessment())
    correction = claim_of(findings, "population")["correction"]
    assert correction["citation"]["edition"] == "2018-05-21"
    assert {key: value for key, value in correction.items() if key != "citation"} == {
        "phrase": "population of 4.6 billion",
        "figure": "4.6 billion",
        "basis": "WDI 2018-05-21, 2016",
    }
    assert claim_of(findings, "gdp")["correction"] is None


@pytest.mark.parametrize(
    ("period", "text"),
    [
        (Period(None, None), "the newest year covered"),
        (Period(2013, None), "2013 to the newest year covered"),
        (Period(2016, 2016), "2016"),
        (Period(None, 2016), "2016"),
        (Period(2013, 2017), "2013–2017"),
    ],
)
def test_a_declared_period_is_written_for_people(period: Period, text: str) -> None:
    outcome = sample_outcomes()[0]
    claim = replace(outcome.claim, period=period)
    findings = found(assessment_of((replace(outcome, claim=claim),)))
    assert findings["claims"][0]["declared"]["period"]["text"] == text


@pytest.mark.parametrize(
    ("chance", "text"),
    [
        (None, ""),
        (math.nan, ""),
        (0.0, "less than once in 100"),
        (0.011, "once in 100"),
        (0.43, "43 times in 100"),
        (0.999, "almost always"),
    ],
)
def test_a_chance_is_told_in_words(chance: float | None, text: str) -> None:
    assert say_chance(chance) == text


@given(st.lists(st.text(max_size=30), max_size=12))
def test_anchors_are_slugs_and_each_stands_once(ids: list[str]) -> None:
    template = sample_outcomes()[-1]
    outcomes: tuple[Outcome, ...] = tuple(
        replace(template, claim=replace(template.claim, id=claim_id)) for claim_id in ids
    )
    anchors = [claim["anchor"] for claim in found(assessment_of(outcomes))["claims"]]
    assert len(set(anchors)) == len(ids)
    assert all(re.fullmatch(r"claim-[a-z0-9-]+", anchor) for anchor in anchors)
