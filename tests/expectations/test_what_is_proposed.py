"""What is proposed: a sentence that an editor can print, and that passes our own check."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from builders import Table, claim, flat, paper, snapshot
from hypothesis import given, settings
from hypothesis import strategies as st

from expectations.assessment.assess import assess
from expectations.outcomes import Outcome
from sources.figures.parse import parse_figure
from sources.model import Axes, Period
from sources.registers.register import parse_paper
from sources.snapshots.load import load_snapshot
from sources.snapshots.needs import wanted_by

SEEN = "2017-12-21"
POP = "SP.POP.TOTL"
SPAN = Period(2014, 2015)


def people(before: float, now: float) -> Table:
    return {("wdi", SEEN, POP, "AAA"): flat(before, now)}


def judged(phrase: str, table: Table, **fields: Any) -> Outcome:
    more = {"group": "one", "period": Period(2015, 2015), "measure": "value", **fields}
    made = claim(parse_figure(phrase), phrase=phrase, **more)
    return assess(paper([made], Axes(), published="2018-01"), snapshot(table)).outcomes[0]


def proposed(phrase: str, table: Table, **fields: Any) -> str:
    """The proposed wording, which is held against the same data; empty where there is none."""
    outcome = judged(phrase, table, **fields)
    if outcome.correction is None:
        return ""
    again = judged(outcome.correction.phrase, table, **fields)
    assert again.standing == "holds", (outcome.correction.phrase, again.sentence)
    return outcome.correction.phrase


@pytest.mark.parametrize(
    ("phrase", "before", "now", "wording"),
    [
        ("decreased by 40%", 1e6, 1.37e6, "increased by 37%"),
        ("fell by 12%", 1e6, 1.08e6, "rose by 8%"),
        ("rose by 8%", 1e6, 0.92e6, "fell by 8%"),
        ("grew by 25%", 1e6, 1.37e6, "grew by 37%"),
        ("a decline of 12%", 1e6, 1.08e6, "an increase of 8%"),
        ("grew by 4%", 1e6, 1e6, ""),
        ("fell by 4%", 1e6, 1e6, ""),
        ("an increase of 12%", 1e6, 0.92e6, "a decrease of 8%"),
    ],
)
def test_a_change_is_proposed_in_the_direction_of_the_data(
    phrase: str, before: float, now: float, wording: str
) -> None:
    assert proposed(phrase, people(before, now), measure="growth", period=SPAN) == wording


@pytest.mark.parametrize(
    ("phrase", "before", "now", "wording"),
    [
        ("rose from 2.5 million to 3.5 million", 3.5e6, 2.5e6, "fell from 3.5 to 2.5"),
        ("fell from 3.5 million to 3.1 million", 2.5e6, 3.5e6, "rose from 2.5 to 3.5"),
        ("rose from 2.5 million to 3.5 million", 2.62e6, 3.33e6, "rose from 2.6 to 3.3"),
    ],
)
def test_a_pair_is_proposed_in_the_direction_of_the_data(
    phrase: str, before: float, now: float, wording: str
) -> None:
    found = proposed(f"{phrase} people", people(before, now), period=SPAN)
    assert found.replace(" million", "") == f"{wording} people"


@pytest.mark.parametrize(
    ("phrase", "now", "wording"),
    [
        ("2.2 million people", 2.842e6, "2.8 million people"),
        ("2.20 million people", 2.842e6, "2.84 million people"),
        ("2,213,000 people", 2.842e6, "2,842,000 people"),
        ("2 billion people", 3.55e9, "3.6 billion people"),
        ("about 5 million people", 8.1e6, "8 million people"),
        ("2.84 billion people", 2.842e6, "2.84 million people"),
        ("2.84 million people", 2.842e9, "2.84 billion people"),
        ("3 trillion people", 4.31e6, "4.3 million people"),
    ],
)
def test_a_figure_is_proposed_as_precisely_as_the_paper_prints(
    phrase: str, now: float, wording: str
) -> None:
    assert proposed(phrase, people(0.9 * now, now)) == wording


@pytest.mark.parametrize(
    ("phrase", "now", "wording"),
    [
        ("more than 5 million people", 3.03e6, "3 million people"),
        ("more than 5 million people", 2.97e6, "3 million people"),
        ("less than 3 million people", 4.96e6, "5 million people"),
        ("less than 3 million people", 5.04e6, "5 million people"),
        ("at least 50 million people", 31.4e6, "31 million people"),
        ("nearly 5 million people", 2.94e6, "3 million people"),
        ("more than 5 million people", 3e6, "3 million people"),
    ],
)
def test_a_bound_that_does_not_hold_is_proposed_as_the_figure_itself(
    phrase: str, now: float, wording: str
) -> None:
    assert proposed(phrase, people(0.9 * now, now)) == wording


@pytest.mark.parametrize(
    ("phrase", "now"),
    [
        ("2.2 million people", 2.21e6),
        ("about 2 million people", 2.1e6),
        ("less than 3 million people", 1e6),
    ],
)
def test_what_holds_has_no_proposal(phrase: str, now: float) -> None:
    assert judged(phrase, people(now, now)).correction is None


@settings(max_examples=15, deadline=None)
@given(
    words=st.sampled_from(["", "about ", "nearly ", "more than ", "less than ", "just over "]),
    number=st.sampled_from(["3 million", "2.5 million", "41.37 million", "5,210,000", "1 billion"]),
    now=st.floats(1e4, 1e10),
)
def test_whatever_is_proposed_passes_the_check_and_is_no_coarser(
    words: str, number: str, now: float
) -> None:
    outcome = judged(f"{words}{number} people", people(0.97 * now, now))
    if outcome.correction is None:
        assert outcome.standing != "off" or words
        return
    again = judged(outcome.correction.phrase, people(0.97 * now, now))
    assert again.verdict in {"reproduced"}, (outcome.correction.phrase, again.sentence)
    assert again.claim.figure.hedge == "none"


@settings(max_examples=15, deadline=None)
@given(
    verb=st.sampled_from(["rose", "fell", "grew", "shrank", "increased", "decreased"]),
    size=st.sampled_from(["4%", "40%", "12.5%", "more than 5%", "about 20%", "less than 3%"]),
    now=st.floats(1e5, 1e7),
)
def test_no_proposal_has_a_sign_or_the_wrong_verb(verb: str, size: str, now: float) -> None:
    fields = {"measure": "growth", "period": SPAN}
    wording = proposed(f"{verb} by {size}", people(1e6, now), **fields)
    assert "−" not in wording
    if wording:
        is_up = wording.split()[0] in {"rose", "grew", "increased"}
        assert is_up is (now > 1e6)
        assert parse_figure(wording).value > 0


def test_an_override_of_the_register_does_not_make_a_proposal_coarser() -> None:
    made = claim(parse_figure("2.2 million people"), phrase="2.2 million people", group="one")
    made = replace(made, period=Period(2015, 2015), measure="value", override_reason="a test")
    text = paper([made], Axes(), published="2018-01")
    outcome = assess(text, snapshot(people(2.7e6, 2.84e6))).outcomes[0]
    assert outcome.correction is not None
    assert outcome.correction.phrase == "2.8 million people"


@pytest.mark.parametrize(
    ("phrase", "before", "now", "wording"),
    [
        ("fell from 63 million to 60 million people", 62.27e6, 62.05e6,
         "fell from 62.3 million to 62.1 million people"),
        ("rose from 5 million to 6 million people", 3.021e6, 3.032e6, ""),
        ("an increase from 5 million to 6 million people", 3.032e6, 3.021e6, ""),
        ("from 5 million to 6 million people", 3.021e6, 3.032e6, ""),
    ],
)  # fmt: skip
def test_no_pair_is_proposed_that_goes_from_a_figure_to_itself(
    phrase: str, before: float, now: float, wording: str
) -> None:
    assert proposed(phrase, people(before, now), period=SPAN) == wording


@pytest.mark.parametrize(
    ("phrase", "wording"),
    [
        ("growth of 6.7%", "growth of −1.2%"),
        ("shrinkage by some measure of 6.7%", ""),
        ("a bonus of 6.7%", ""),
        ("a windfall of 6.7%", ""),
    ],
)
def test_a_figure_below_zero_is_proposed_only_after_words_that_bear_one(
    phrase: str, wording: str
) -> None:
    table = {("wdi", SEEN, "NY.GDP.MKTP.KD.ZG", "AAA"): flat(-1.1, -1.2)}
    fields = {"measure": "value", "indicator": "gdp_growth", "weighting": "simple"}
    assert proposed(phrase, table, **fields) == wording


@pytest.mark.parametrize(
    ("phrase", "slip"),
    [
        ("3.03 billion people", "3.03 million"),
        ("more than 5 million people", ""),
        ("between 5 and 6 million people", ""),
        ("at least 4 billion people", ""),
        ("between 3 and 4 billion people", "3 million"),
    ],
)
def test_no_slip_is_told_that_would_make_a_bound_of_anything(phrase: str, slip: str) -> None:
    outcome = judged(phrase, people(3e6, 3.03e6))
    found = outcome.explanation.slip
    assert outcome.standing == "off"
    assert ("" if found is None else found.figure).startswith(slip)
    assert bool(found) is bool(slip)


def test_what_stands_in_the_place_of_twice_has_its_times() -> None:
    register = """
paper: {id: sizes, title: Sizes, claimant: A, published: 2018-06}
claims:
  - {id: a, phrase: "twice", measure: ratio, indicator: gdp_current_usd, area: ZAF, to: EGY,
     period: 2016, sentence: "South Africa's economy is twice the size of Egypt's."}
"""
    made = parse_paper(register, "sizes.yaml")
    (outcome,) = assess(made, load_snapshot(["embedded"], wanted_by([made]))).outcomes
    assert outcome.standing == "off"
    assert outcome.correction is not None
    assert outcome.correction.phrase == "0.9 times"


@pytest.mark.parametrize(
    ("phrase", "wording"),
    [
        (
            "rose from 29 million in 2014 to 40 million",
            "rose from 29 million in 2014 to 31 million",
        ),
        (
            "from 29 million people in 2014 to 40 million",
            "from 29 million people in 2014 to 31 million",
        ),
        ("rose from 29 million to 40 million", "rose from 29 million to 31 million"),
    ],
)
def test_a_pair_is_proposed_with_the_words_between_its_figures(phrase: str, wording: str) -> None:
    assert proposed(phrase, people(29e6, 31e6), period=SPAN) == wording
