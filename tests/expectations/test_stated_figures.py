"""Figures of every kind held against data: bounds, round numbers, pairs, edges, words, synonyms."""

from __future__ import annotations

import pytest
from builders import Table, claim, flat, paper, snapshot
from hypothesis import given, settings
from hypothesis import strategies as st

from expectations.assess import assess
from expectations.outcomes import STANDINGS, Outcome, Verdict
from sources.figures.parse import parse_figure
from sources.model import Axes, Period

POP, GROWTH = "SP.POP.TOTL", "NY.GDP.MKTP.KD.ZG"
YEAR = Period(2015, 2015)
SPAN = Period(2014, 2015)


def people(before: float, now: float, vintage: str = "2017-12-21") -> Table:
    return {("wdi", vintage, POP, "AAA"): flat(before, now)}


def judged(phrase: str, table: Table, **fields: object) -> Outcome:
    more = {"group": "one", "period": YEAR, "measure": "value", **fields}
    made = claim(parse_figure(phrase), phrase=phrase, **more)
    return assess(paper([made], Axes(), published="2018-01"), snapshot(table)).outcomes[0]


def said(phrase: str, now: float, **fields: object) -> Outcome:
    return judged(phrase, people(0.9 * now, now), **fields)


@pytest.mark.parametrize(
    ("phrase", "value", "standing", "verdict"),
    [
        ("less than 5 million people", 3.03e6, "holds", Verdict.OVERSTATED),
        ("fewer than 75 million people", 65e6, "holds", Verdict.OVERSTATED),
        ("at most 12 million people", 3.03e6, "holds", Verdict.OVERSTATED),
        ("no more than 4 million people", 3.9e6, "holds", Verdict.REPRODUCED),
        ("under 4 million people", 3.9e6, "holds", Verdict.REPRODUCED),
        ("more than 5 million people", 9e6, "holds", Verdict.UNDERSTATED),
        ("at least 5 million people", 5e6, "holds", Verdict.REPRODUCED),
        ("exceeding 5 million people", 5e6, "off", Verdict.REFUTED),
        ("less than 5 million people", 9e6, "off", Verdict.REFUTED),
    ],
)
def test_a_bound_has_one_end(phrase: str, value: float, standing: str, verdict: Verdict) -> None:
    outcome = said(phrase, value)
    if standing == "off":
        assert outcome.standing != "holds"
    else:
        assert (outcome.standing, outcome.verdict) == (standing, verdict)


@pytest.mark.parametrize(
    ("phrase", "value"),
    [
        ("about 1 billion people", 3.03e6),
        ("about 2 million people", 5e6),
        ("nearly 10 million people", 0.006e6),
        ("roughly 1 million people", 1.9e6),
        ("almost 4 million people", 4.3e6),
    ],
)
def test_a_round_number_does_not_hold_far_from_what_it_says(phrase: str, value: float) -> None:
    assert said(phrase, value).standing == "off"


@pytest.mark.parametrize(
    ("phrase", "value"),
    [
        ("4 billion people", 3.55e9),
        ("about 1 billion people", 1.2e9),
        ("nearly 10 billion people", 7.6e9),
        ("2 million people", 1.7e6),
    ],
)
def test_what_only_rounds_to_a_round_number_is_coarse(phrase: str, value: float) -> None:
    assert said(phrase, value).verdict is Verdict.COARSE


@pytest.mark.parametrize(
    ("phrase", "before", "now", "holds"),
    [
        ("fell from 63 million to 60 million people", 62.7e6, 60.2e6, True),
        ("fell from 63 million to 60 million people", 62.7e6, 62.1e6, False),
        ("rose from 29 million to 30 million people", 30.1e6, 29.4e6, False),
        ("rose from 2.9 million to 3 million people", 2.91e6, 3.01e6, True),
        ("rose from 2.9 million to 3 million people", 2.91e6, 3.2e6, False),
        ("fell from 40 million to 35 million people", 35.2e6, 40.1e6, False),
    ],
)
def test_a_pair_has_one_precision_and_a_direction(
    phrase: str, before: float, now: float, holds: bool
) -> None:
    outcome = judged(phrase, people(before, now), period=SPAN)
    assert (outcome.standing == "holds") is holds
    if not holds:
        assert outcome.standing == "off"


@pytest.mark.parametrize(
    ("phrase", "before", "now", "holds"),
    [
        ("grew by 5.25%", 1e6, 1.0525e6, True),
        ("grew by 5.2%", 1e6, 1.0525e6, True),
        ("grew by 15%", 1e6, 1.15e6 * (1 + 2e-16), True),
        ("grew by at least 10%", 3e6, 3.3e6, True),
        ("fell by less than 5%", 1e6, 0.97e6, True),
        ("fell by less than 5%", 1e6, 0.90e6, False),
        ("fell by more than 5%", 1e6, 0.90e6, True),
        ("a loss of 3%", 1e6, 0.97e6, True),
        ("grew by 3%", 1e6, 0.97e6, False),
    ],
)
def test_a_change_has_a_sign_and_no_edge_of_noise(
    phrase: str, before: float, now: float, holds: bool
) -> None:
    outcome = judged(phrase, people(before, now), period=SPAN, measure="growth")
    assert (outcome.standing == "holds") is holds


@pytest.mark.parametrize(
    ("phrase", "value", "holds"),
    [
        ("growth slowed to 6.7%", 6.69, True),
        ("growth fell to 2.1%", 2.12, True),
        ("growth was down to 1.5%", 1.52, True),
        ("growth of 6.7%", -6.69, False),
        ("negative growth of 1.2%", -1.21, True),
        ("a recession of 3.4%", -3.38, True),
    ],
)
def test_words_name_the_level_of_a_rate_or_its_sign(phrase: str, value: float, holds: bool) -> None:
    table = {("wdi", "2017-12-21", GROWTH, "AAA"): flat(value + 1, value)}
    fields = {"measure": "mean_growth", "indicator": "gdp_growth", "weighting": "simple"}
    outcome = judged(phrase, table, **fields)
    assert (outcome.standing == "holds") is holds, outcome.sentence


SYNONYMS = (
    ("about", "around", "some", "roughly", "approximately", "circa"),
    ("more than", "over", "above", "exceeding", "in excess of"),
    ("less than", "under", "below", "fewer than"),
    ("at least", "no less than", "not less than"),
    ("at most", "no more than", "up to"),
    ("nearly", "almost", "close to", "just under"),
    ("just over", "slightly more than"),
)


@settings(max_examples=15, deadline=None)
@given(
    words=st.sampled_from(SYNONYMS),
    number=st.sampled_from(["3 million", "3.0 million", "2.5 million", "30 million"]),
    value=st.floats(1e6, 4e7),
)
def test_exchanging_words_for_synonyms_never_changes_the_verdict(
    words: tuple[str, ...], number: str, value: float
) -> None:
    verdicts = {said(f"{word} {number} people", value).verdict for word in words}
    assert len(verdicts) == 1, words


@settings(max_examples=15, deadline=None)
@given(
    digits=st.sampled_from(["3 million", "2.5 million", "2.53 million"]),
    value=st.floats(1e6, 5e6),
)
def test_a_wider_word_never_turns_what_holds_into_off(digits: str, value: float) -> None:
    if said(f"{digits} people", value).standing == "holds":
        assert said(f"about {digits} people", value).standing == "holds"


def test_every_verdict_has_a_standing() -> None:
    assert set(STANDINGS) == set(Verdict)
