"""Whatever editions there are, a claim that is judged to hold is one that its suite bears out."""

from __future__ import annotations

import math
from typing import Any

import pytest
from builders import Table, claim, flat, paper, snapshot
from hypothesis import given
from hypothesis import strategies as st

from expectations.assessment.assess import assess
from expectations.checks.claims import ExpectClaimsOfPaperToHold, ExpectClaimToHold
from expectations.checks.frames import claims_frame
from expectations.checks.suites import expect_claims
from expectations.outcomes import Assessment
from sources.figures.parse import parse_figure

POP, WPP = "SP.POP.TOTL", "WPP.POP.TOTAL"
EDITIONS = (
    ("wdi", "2016-03-01", POP),
    ("wdi", "2017-12-21", POP),
    ("wdi", "2019-05-01", POP),
    ("wpp", "2017-06-21", WPP),
    ("wpp", "2019-06-17", WPP),
)
PHRASES = (
    "1,000 people", "about 1,200 people", "nearly 2,000 people", "more than 900 people",
    "less than 1,100 people", "at most 1,500 people", "1,234 people",
)  # fmt: skip
DATES = ("2015-01-10", "2016", "2017-08-01", "2018", "2018-01-05", "2020-02")


def bound(value: Any) -> float | None:
    """A bound of a frame as a suite has it: none where the frame has no number."""
    return None if value is None or math.isnan(value) else float(value)


def check(assessment: Assessment) -> tuple[bool, bool]:
    """Whether the claim holds by each of the two expectations; a fault of either is raised."""
    frame = claims_frame(assessment)
    rows = list(frame.itertuples(index=False))
    columns = {name: frame[name].to_numpy(dtype=None) for name in frame.columns}
    whole = expect_claims(assessment.paper, assessment.paper.id)["kwargs"]
    of_paper = ExpectClaimsOfPaperToHold(**whole)._find({assessment.paper.id: columns})
    first = rows[0]
    one = ExpectClaimToHold(
        claim_id=first.claim_id,
        phrase=first.phrase,
        lower=bound(first.lower),
        upper=bound(first.upper),
        closedness=first.closedness,
    )
    return one._find({first.claim_id: rows}).holds, of_paper.holds


@given(
    values=st.dictionaries(st.sampled_from(EDITIONS), st.floats(100, 5000), min_size=1),
    phrase=st.sampled_from(PHRASES),
    published=st.sampled_from(DATES),
)
def test_what_is_judged_is_what_both_expectations_find(
    values: dict[tuple[str, str, str], float], phrase: str, published: str
) -> None:
    table: Table = {
        (source, vintage, code, area): flat(part * value, part * value, start=2013)
        for (source, vintage, code), value in values.items()
        for area, part in (("AAA", 0.9), ("BBB", 0.1))
    }
    stated = claim(parse_figure(phrase), phrase=phrase)
    assessment = assess(paper([stated], published=published), snapshot(table))
    is_held = assessment.outcomes[0].standing == "holds"
    assert check(assessment) == (is_held, is_held)


@pytest.mark.parametrize("later", [1500.0, 1005.0])
def test_the_first_edition_after_a_text_bears_a_claim_out_whatever_others_say(later: float) -> None:
    table: Table = {
        ("wdi", vintage, POP, area): flat(part * value, part * value, start=2013)
        for vintage, value in (("2017-12-21", 1000.0), ("2019-05-01", later))
        for area, part in (("AAA", 0.9), ("BBB", 0.1))
    }
    stated = claim(parse_figure("1,000 people"), phrase="1,000 people")
    assessment = assess(paper([stated], published="2017-08-01"), snapshot(table))
    assert assessment.outcomes[0].standing == "holds"
    assert check(assessment) == (True, True)
