"""A proposed wording is judged as the figure that it replaces was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from sample_dossiers import claim_of, real_findings

from reports.decisions.lifecycle import proposed_wording
from reports.decisions.wording_check import judge_wording


@pytest.mark.parametrize(
    ("claim_id", "wording", "agreement", "said"),
    [
        ("gdp-share", "31% of the world", "some", "2 of the 5 values at hand: 30.8% in 2016 (WDI"),
        ("gdp-share", "about 31% of the world", "some", "4 of the 5"),
        ("gdp-share", "30 to 32% of the world", "all", "every value at hand"),
        ("gdp-share", "35% of the world", "none", "no value at hand: 30.8% in 2016 (WDI 2018-05-"),
        ("gdp-share", "much of the world", "unread", "no figure of the kind"),
        ("gdp-share", "31% or, by AMA, 32% of the world", "unread", "several figures"),
        ("gdp-share", "31 trillion", "unread", "no figure of the kind"),
        ("population", "population of 4.62 billion", "some", "4.619 billion in 2016 (WDI 2018"),
        ("population", "population of 4.6 million", "none", "no value at hand"),
        ("population", "population of over 4 billion", "all", "every value"),
        ("gdp-share-change", "increased from 29.9% to 30.8%", "some", "from 29.88% in 2013 to"),
        ("gdp-share-change", "decreased from 30.8% to 29.9%", "none", "no value at hand"),
        ("gdp-share-change", "increased to 30.8%", "unread", "no figure of the kind"),
        ("growth-above-world", "average of 2.5 percentage points", "some", "2.48 points over"),
        ("countries", "65 countries", "all", "65 (the list bri-65)"),
        ("trade-2017", "$2 trillion", "unread", ""),
        ("gdp-share", "", "unread", ""),
    ],
)
def test_a_wording_is_held_against_every_value(
    claim_id: str, wording: str, agreement: str, said: str
) -> None:
    held = judge_wording(claim_of(claim_id), wording)
    assert held.agreement == agreement
    assert said in held.text
    assert bool(held.text) == bool(said)


def test_what_the_paper_says_is_judged_as_the_run_judged_it() -> None:
    for claim in real_findings().claims:
        held = judge_wording(claim, claim.phrase)
        if held.agreement != "unread" and not claim.stated.override_reason:
            inside = [row.is_inside for row in claim.declared.evidence]
            assert held.agreement == ("all" if all(inside) else "some" if any(inside) else "none")


def test_what_a_run_proposes_agrees_with_what_it_rests_on() -> None:
    proposed = [one for one in real_findings().claims if proposed_wording(one)]
    assert proposed
    for claim in proposed:
        held = judge_wording(claim, proposed_wording(claim))
        assert held.agreement in ("all", "some")
        assert claim.correction is not None
        assert claim.correction.basis.split(",")[0] in held.text.split("Not for")[0]


@given(st.text(max_size=80))
def test_no_text_is_too_strange(text: str) -> None:
    assert judge_wording(claim_of("gdp-share"), text).agreement in ("all", "some", "none", "unread")


@pytest.mark.parametrize(
    ("claim_id", "phrase", "wording", "agreement"),
    [
        ("population", "4,400", "4,619", "some"),
        ("population", "4,400", "4.619 billion", "some"),
        ("population", "4,400", "4,000", "none"),
        ("gdp-share", "30.3", "30.8", "some"),
    ],
)
def test_a_bare_wording_is_in_the_unit_and_the_scale_of_its_tables_head(
    claim_id: str, phrase: str, wording: str, agreement: str
) -> None:
    below = structs.replace(claim_of(claim_id), phrase=phrase)
    assert judge_wording(below, wording).agreement == agreement


def test_a_proposal_in_points_for_per_cent_is_not_called_of_another_kind() -> None:
    claim = claim_of("gdp-share")
    assert claim.correction is not None
    fixed = structs.replace(claim.correction, phrase="a rise of 3 percentage points")
    held = judge_wording(structs.replace(claim, correction=fixed), fixed.phrase)
    assert (held.agreement, held.text) == ("unread", "")
    other = judge_wording(structs.replace(claim, correction=fixed), "a rise of 4 percentage points")
    assert "no figure of the kind" in other.text
