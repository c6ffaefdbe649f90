"""Figures of every kind held against data: bounds, round numbers, pairs, edges, words, synonyms."""

from __future__ import annotations

import pytest
from builders import Table, claim, flat, paper, snapshot
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from expectations.assessment.assess import assess
from expectations.outcomes import STANDINGS, Outcome, Verdict
from expectations.wording.phrases import say_admitted
from sources.figures.parse import parse_figure
from sources.model import Axes, Group, Period
from sources.registers.measures import MEASURES

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
    ("phrase", "before", "now"),
    [
        ("fell from 21 million to 19.8 million people", 21.2e6, 19.8e6),
        ("rose from 9.6 million to 11 million people", 9.6e6, 11.3e6),
    ],
)
def test_the_larger_end_of_a_pair_that_is_printed_shorter_may_be_rounded_so(
    phrase: str, before: float, now: float
) -> None:
    assert judged(phrase, people(before, now), period=SPAN).verdict is Verdict.COARSE


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
    "phrase",
    [
        "rose from 29 million to 32.5 million people",
        "fell from 63 million to 60 million people",
        "rose from 2.95 million to 3 million people",
        "rose from about 20 million to 31 million people",
    ],
)
def test_the_bounds_that_are_printed_of_a_pair_are_those_that_were_used(phrase: str) -> None:
    made = claim(parse_figure(phrase), phrase=phrase)
    printed = [part.split(" to ") for part in say_admitted(made).split(", then ")]
    (low, high), (later_low, later_high) = [[1e6 * float(one.split()[0]) for one in ends]
                                            for ends in printed]  # fmt: skip
    middle, later = (low + high) / 2, (later_low + later_high) / 2
    least = 1e-4 * middle
    for before, now, holds in (
        (low, later, True), (high, later, True), (low - least, later, False),
        (high + least, later, False), (middle, later_low, True), (middle, later_high, True),
        (middle, later_low - least, False), (middle, later_high + least, False),
    ):  # fmt: skip
        outcome = judged(phrase, people(before, now), period=SPAN)
        assert (outcome.standing == "holds") is holds, (before, now, outcome.sentence)
        if not holds:
            assert say_admitted(made) in outcome.sentence


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


@pytest.mark.parametrize(
    ("phrase", "now", "standing"),
    [
        ("rose by less than 5%", 1.03e6, "holds"),
        ("rose by less than 5%", 0.80e6, "off"),
        ("fell by less than 5%", 0.97e6, "holds"),
        ("fell by less than 30%", 0.80e6, "holds"),
        ("fell by less than 5%", 1.20e6, "off"),
        ("an increase of at most 5%", 0.80e6, "off"),
        ("a contraction of up to 5%", 1.20e6, "off"),
        ("growth of less than 5%", 0.80e6, "holds"),
        ("fell by more than 5%", 0.80e6, "holds"),
    ],
)
def test_what_moved_by_less_than_a_bound_moved_that_way(
    phrase: str, now: float, standing: str
) -> None:
    outcome = judged(phrase, people(1e6, now), period=SPAN, measure="growth")
    assert outcome.standing == standing, outcome.sentence


SYNONYMS = (
    ("about", "around", "some", "roughly", "approximately", "circa"),
    ("more than", "over", "above", "exceeding", "in excess of"),
    ("less than", "under", "below", "fewer than"),
    ("at least", "no less than", "not less than"),
    ("at most", "no more than", "up to"),
    ("nearly", "almost", "close to", "just under"),
    ("just over", "slightly more than"),
)


RISES = ("rose", "grew", "increased", "climbed", "went up")
FALLS = ("fell", "declined", "dropped", "decreased", "went down")
SPELLINGS = (
    (), ((r"%", " per cent"), ("$", "US$")), ((r"%", " percent"), ("$", "USD ")),
    ((" million", "m"), (" billion", "bn")),
)  # fmt: skip
"""What is written for what: nothing, or a unit and a scale in other letters."""

WHAT: tuple[tuple[str, dict[str, str]], ...] = (
    ("{} 40 million people", {"measure": "value"}),
    ("{} 40% of the world's people", {"measure": "share"}),
    ("rose by {} 4.0 million people", {"measure": "change"}),
    ("fell by {} 4.0 million people", {"measure": "change", "group": "JPN"}),
    ("rose by {} 11%", {"measure": "growth"}),
    ("fell by {} 10%", {"measure": "growth", "group": "JPN"}),
    ("grew by {} 11% a year", {"measure": "compound_growth"}),
    ("growth of {} 6.7%", {"measure": "mean_growth", "indicator": "gdp_growth",
                           "weighting": "simple"}),
    ("growth slowed to {} 6.7%", {"measure": "value", "indicator": "gdp_growth",
                                  "weighting": "simple"}),
    ("{} 4.0 times as many", {"measure": "ratio", "to": "DEU"}),
    ("{} 300% more", {"measure": "excess", "to": "DEU"}),
    ("{} 2.7 percentage points above Germany's",
     {"measure": "difference", "indicator": "gdp_growth", "to": "DEU", "weighting": "simple"}),
    ("{} $5,000 a head", {"measure": "per_head", "indicator": "gdp_current_usd"}),
    ("the other {} 45%", {"measure": "complement", "indicator": "urban_share"}),
    ("{} 22 million people", {"measure": "product", "indicator": "urban_share",
                              "of": "population"}),
    ("{} 18 million people", {"measure": "complement_product", "indicator": "urban_share",
                              "of": "population"}),
    ("{} $400 billion in all", {"measure": "sum", "indicator": "gdp_current_usd"}),
    ("{} $200 billion on average", {"measure": "mean", "indicator": "gdp_current_usd"}),
    ("{} 3 countries", {"measure": "count", "group": "", "among": "four",
                        "to": "more than 20 million"}),
    ("{} 10 million people", {"measure": "each", "group": "both"}),
    ("{} 10 million people", {"measure": "most", "group": "both"}),
    ("for {} 4 years", {"measure": "elapsed", "indicator": "", "group": "", "since": "2013-09"}),
    ("rose from 36 million to 40 million people", {"measure": "value"}),
    ("fell from 40 million to 36 million people", {"measure": "value", "group": "JPN"}),
    ("rose from 36% to 40%", {"measure": "share"}),
    ("fell from 36% to 40%", {"measure": "share"}),
)  # fmt: skip
"""Every measure whose figure is stated in words that others may take the place of."""

OF_ONE_YEAR = frozenset({"value", "share", "ratio", "difference", "excess", "per_head",
                         "complement", "product", "complement_product", "count", "each",
                         "most"})  # fmt: skip


def alike(template: str, words: tuple[str, ...]) -> list[str]:
    """The same said in other words: of the hedge, the verb, the unit and the scale."""
    verb = template.split()[0]
    verbs = next((some for some in (RISES, FALLS) if verb in some), (verb,))
    found = []
    for at in range(max(len(words), len(verbs), len(SPELLINGS))):
        said = template.replace(verb, verbs[at % len(verbs)], 1) if len(verbs) > 1 else template
        for written, other in SPELLINGS[at % len(SPELLINGS)]:
            said = said.replace(written, other)
        found.append(said.format(words[at % len(words)]))
    return found


def many_things(factor: float) -> Table:
    """Of a few countries what `WHAT` is about; with a factor of one all of it is true."""
    values = {
        (POP, "CHN"): (36e6 * factor, 40e6 * factor), (POP, "DEU"): (10e6, 10e6),
        (POP, "JPN"): (40e6, 36e6 / factor), (POP, "FRA"): (20e6, 21e6 * factor),
        (POP, "WLD"): (100e6, 100e6),
        (GROWTH, "CHN"): (6.7 * factor, 6.7 * factor), (GROWTH, "DEU"): (4.0, 4.0),
        ("NY.GDP.MKTP.CD", "CHN"): (200e9 * factor, 200e9 * factor),
        ("SP.URB.TOTL.IN.ZS", "CHN"): (55.0, 55.0 * factor),
    }  # fmt: skip
    return {("wdi", "2017-12-21", *key): flat(*pair) for key, pair in values.items()}


@settings(max_examples=9, deadline=None, phases=[Phase.generate])
@given(
    words=st.sampled_from(SYNONYMS),
    factor=st.sampled_from([0.8, 0.96, 1.0, 1.04, 1.2]),
    part=st.integers(0, 3),
)
def test_exchanging_words_for_synonyms_never_changes_the_verdict(
    words: tuple[str, ...], factor: float, part: int
) -> None:
    members = {"both": ("CHN", "DEU"), "four": ("CHN", "DEU", "FRA", "JPN"),
               **{one: (one,) for one in ("CHN", "DEU", "JPN")}}  # fmt: skip
    groups = tuple(Group(name, name, areas, "made for a test") for name, areas in members.items())
    some = range(part, len(WHAT), 4)
    said = [(at, one) for at in some for one in alike(WHAT[at][0], words)]
    claims = []
    for number, (at, phrase) in enumerate(said):
        of = {"indicator": "population", "group": "CHN", **WHAT[at][1]}
        is_pair, is_growth = " from " in phrase, of["measure"] == "mean_growth"
        one_year = (of["measure"] in OF_ONE_YEAR or is_growth) and not is_pair
        period = YEAR if one_year else Period(None, None) if "since" in of else SPAN
        claims.append(claim(parse_figure(phrase), phrase=phrase, id=f"c{number}",
                            period=period, **of))  # fmt: skip
    text = paper(claims, Axes(), published="2018-01", groups=groups)
    verdicts: dict[int, set[Verdict]] = {}
    outcomes = assess(text, snapshot(many_things(factor))).outcomes
    for (at, _), outcome in zip(said, outcomes, strict=True):
        verdicts.setdefault(at, set()).add(outcome.verdict)
        assert outcome.verdict is not Verdict.UNVERIFIABLE
    changed = {WHAT[at][0]: found for at, found in verdicts.items() if len(found) > 1}
    assert changed == {}, words


def test_the_synonyms_are_of_every_measure_whose_figure_has_words() -> None:
    named = {fields["measure"] for _, fields in WHAT}
    without = {"comparison", "extreme", "rank", "threshold"}
    assert named | without == set(MEASURES)


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


@pytest.mark.parametrize(
    ("phrase", "now", "printed"),
    [
        ("population of 4,619,187,986", 4_619_187_986.0, "4,619,187,986 in 2015"),
        ("12,345 people", 12_345.0, "12,345 in 2015"),
        ("12,345 people", 12_346.2, "12,346 in 2015"),
        ("2 million people", 4.7423e9, "4.74 billion in 2015"),
        ("about 3 thousand people", 3.03e9, "3.03 billion in 2015"),
    ],
)
def test_a_value_has_no_digit_more_than_shows_its_side(
    phrase: str, now: float, printed: str
) -> None:
    outcome = said(phrase, now)
    assert f" {printed}" in outcome.sentence, outcome.sentence
