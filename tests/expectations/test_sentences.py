"""What the sentence of a verdict may not say, whatever the claim and the editions."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from builders import Table, claim, figure, flat, paper, snapshot
from hypothesis import given
from hypothesis import strategies as st

from expectations.assess import assess
from expectations.outcomes import STANDINGS, Outcome, Verdict
from expectations.wording.remarks import say_role, say_timing
from sources.figures.parse import parse_figure
from sources.model import Axes, Figure

POP = "SP.POP.TOTL"
EDITIONS = ("2016-03-01", "2017-12-21", "2019-05-01", "2021-06-01")
NEVER = ("today", "just outside", "nothing tried", "inf", "nan", "−0 ", "e+", "None")
NOISE = re.compile(r"\d\.\d*0{6,}|\d\.\d*9{7,}|\d,\d{3}\.\d+ people")


def table(values: dict[str, float]) -> Table:
    """The pair's population of 2014 and 2015 by edition; a tenth less the year before."""
    return {
        ("wdi", edition, POP, area): flat(*(part * v for v in (0.9 * value, value)))
        for edition, value in values.items()
        for area, part in (("AAA", 0.9), ("BBB", 0.1))
    }


def judged(stated: Figure, phrase: str, values: dict[str, float], published: str) -> Outcome:
    made = claim(stated, phrase=phrase)
    return assess(paper([made], Axes(), published=published), snapshot(table(values))).outcomes[0]


def check(outcome: Outcome) -> None:
    told = [outcome.sentence, say_timing(outcome), outcome.explanation.text]
    told += [*outcome.not_established, *(say_role(one) for one in outcome.observed)]
    for text in told:
        assert not any(word in text for word in NEVER), text
        assert not NOISE.search(text), text
    for one in outcome.observed:
        assert one.is_hindsight is (one.role != "as_seen")
        assert ("could have seen" in say_role(one)) is (one.role == "as_seen")
    has_seen = any(one.role == "as_seen" for one in outcome.observed)
    if not has_seen and outcome.observed:
        assert "when it was written" not in outcome.sentence
        assert "the paper's own time" not in outcome.sentence
        assert "of the time is" not in outcome.sentence
        assert "o edition of that time is at hand" in outcome.sentence
    if has_seen:
        assert "o edition of that time" not in outcome.sentence
    if outcome.verdict is Verdict.REFUTED:
        assert re.search(r"none of [\d,]+ readings tried|the one reading tried", outcome.sentence)


values = st.dictionaries(st.sampled_from(EDITIONS), st.floats(100, 5000), min_size=1)
phrases = st.sampled_from(
    [
        "1,000 people", "about 1,200 people", "nearly 2,000 people", "more than 900 people",
        "less than 1,100 people", "at most 1,500 people", "just over 700 people", "1,234 people",
        "at least 3,000 people",
    ]
)  # fmt: skip
dates = st.sampled_from(["2015-01-10", "2016", "2018", "2018-01-05", "2020-02", "2022-01-01"])


@given(values=values, phrase=phrases, published=dates)
def test_no_sentence_says_what_is_not_true_of_its_claim(
    values: dict[str, float], phrase: str, published: str
) -> None:
    check(judged(parse_figure(phrase), phrase, values, published))


ORDER = {"off": 0, "open": 1, "holds": 2}


@given(values=values, phrase=phrases, published=dates, added=st.sampled_from(EDITIONS))
def test_an_edition_that_bears_a_figure_out_never_makes_its_verdict_worse(
    values: dict[str, float], phrase: str, published: str, added: str
) -> None:
    stated = parse_figure(phrase)
    true = float(stated.value) * {"nearly": 0.99, "upper": 0.99}.get(stated.hedge, 1.01)
    true = float(stated.value) if stated.hedge == "none" else true
    if "nearly" in phrase:
        true = float(stated.value) * 0.99
    if added in values:
        return
    before = judged(stated, phrase, values, published)
    after = judged(stated, phrase, {**values, added: true}, published)
    assert ORDER[STANDINGS[after.verdict]] >= min(ORDER[STANDINGS[before.verdict]], 1)


@given(
    values=values,
    published=dates,
    value=st.sampled_from(["1000", "1200", "950"]),
    narrow=st.sampled_from(["none"]),
    wide=st.sampled_from(["about", "none"]),
)
def test_a_wider_hedge_never_turns_what_holds_into_off(
    values: dict[str, float], published: str, value: str, narrow: str, wide: str
) -> None:
    quantum = Decimal(10) if value == "950" else Decimal(100)
    plain = judged(Figure("", Decimal(value), "number", quantum), "p", values, published)
    hedged = judged(
        Figure("", Decimal(value), "number", quantum, wide),  # type: ignore[arg-type]
        "p", values, published,
    )  # fmt: skip
    if STANDINGS[plain.verdict] == "holds":
        assert STANDINGS[hedged.verdict] == "holds"


@pytest.mark.parametrize(
    ("stated", "data", "said"),
    [
        (figure("30.3", "0.1", "percent"), 30.3504, "30.3504%"),
        (figure("0.75", "0.01", "percent"), 0.76, "0.760%"),
    ],
)
def test_a_value_shows_as_many_digits_as_tell_its_side_and_no_more(
    stated: Figure, data: float, said: str
) -> None:
    shares: Table = {
        ("wdi", "2017-12-21", POP, "AAA"): flat(data),
        ("wdi", "2017-12-21", POP, "BBB"): flat(0.0),
        ("wdi", "2017-12-21", POP, "WLD"): flat(100.0),
    }
    made = claim(stated, measure="share", phrase="a share")
    outcome = assess(paper([made]), snapshot(shares)).outcomes[0]
    assert said in outcome.sentence
