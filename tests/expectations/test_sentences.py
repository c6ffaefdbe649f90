"""What the sentence of a verdict may not say, whatever the claim and the editions."""

from __future__ import annotations

import re

import pytest
from builders import Table, claim, figure, flat, paper, snapshot
from hypothesis import given, settings
from hypothesis import strategies as st

from expectations.assessment.assess import assess
from expectations.judging.tolerance import admits, is_inside
from expectations.outcomes import Outcome, Verdict
from expectations.wording.remarks import say_role, say_timing
from sources.figures.parse import parse_figure
from sources.model import Axes, Figure, Period

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
        assert "the author could have seen is" not in outcome.sentence
        assert "o edition of that time is at hand" in outcome.sentence
    if has_seen:
        assert "o edition of that time" not in outcome.sentence
    if outcome.verdict is Verdict.REFUTED:
        assert re.search(
            r"none of the [\d,]+ ways of reading it|the one way of reading it", outcome.sentence
        )


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
PHRASES = (
    "1,000 people", "about 1,200 people", "nearly 2,000 people", "more than 900 people",
    "less than 1,100 people", "at most 1,500 people", "just over 700 people", "1,234 people",
    "at least 3,000 people", "about 1,000 people", "2,000 people",
)  # fmt: skip
CLAIMS = tuple(
    claim(parse_figure(phrase), phrase=phrase, id=f"c{at}") for at, phrase in enumerate(PHRASES)
)
near = st.builds(
    lambda size, part: size * part,
    st.sampled_from([700.0, 1000.0, 1200.0, 2000.0, 3000.0]),
    st.one_of(st.floats(0.9, 1.1), st.floats(0.6, 1.5), st.sampled_from([0.08, 11.0, 14.0])),
)


ADDED = "2018-10-01"


def all_judged(values: dict[str, float], published: str, source: str) -> tuple[Outcome, ...]:
    """All claims; the years are alike, so that an edition whose value is inside bears one out."""
    table: dict[tuple[str, str, str, str], dict[int, float]] = {}
    for edition, value in values.items():
        of, code = ("wpp", "WPP.POP.TOTAL") if (edition, source) == (ADDED, "wpp") else ("wdi", POP)
        for area, part in (("AAA", 0.9), ("BBB", 0.1)):
            table[of, edition, code, area] = flat(part * value, part * value)
    return assess(paper(CLAIMS, published=published), snapshot(table)).outcomes


@settings(max_examples=8)
@given(
    values=st.dictionaries(st.sampled_from(EDITIONS), near, min_size=1, max_size=3),
    published=st.sampled_from(
        ["2015-01-10", "2016", "2018", "2018-01-05", "2018-12", "2022-01-01"]
    ),
    true=near,
    source=st.sampled_from(["wdi", "wpp"]),
)
def test_an_edition_that_bears_a_figure_out_never_makes_its_verdict_worse(
    values: dict[str, float], published: str, true: float, source: str
) -> None:
    befores = all_judged(values, published, source)
    afters = all_judged({**values, ADDED: true}, published, source)
    for before, after in zip(befores, afters, strict=True):
        if is_inside(true, admits(before.claim)):
            # One that nothing confirms within a factor of ten judges nobody, and may leave open
            # what an older one bore out.
            added = [one for one in after.observed if one.reading.vintage == ADDED]
            # So it is where it confirms one of the time that judged nobody: never worse than open.
            doubted = {one.reading.vintage for one in before.observed if one.is_suspect}
            again = [one for one in after.observed if one.reading.vintage in doubted]
            is_less = any(one.is_suspect for one in added)
            least = 1 if is_less or any(not one.is_suspect for one in again) else 2
            assert ORDER[after.standing] >= min(ORDER[before.standing], least), after.sentence


@settings(max_examples=8)
@given(
    values=st.dictionaries(st.sampled_from(EDITIONS), near, min_size=1, max_size=3),
    published=dates,
    number=st.sampled_from(["1,000 people", "1,230 people", "2,000 people", "700 people"]),
)
def test_a_wider_hedge_never_turns_what_holds_into_off(
    values: dict[str, float], published: str, number: str
) -> None:
    """Of a figure that holds, "about" it holds, and what lies in a wider band is never off.

    All that a band or bound admits is also inside the wider one: "about 1,000" admits what "1,000"
    does, "at most 1,000" what "nearly 1,000" does, "at least" what "just over" and "more than" do.
    """
    wider = (("{}", "about {}"), ("nearly {}", "about {}"), ("just over {}", "about {}"),
             ("nearly {}", "at most {}"), ("just over {}", "at least {}"),
             ("more than {}", "at least {}"), ("less than {}", "at most {}"))  # fmt: skip
    words = sorted({one for pair in wider for one in pair})
    claims = [
        claim(parse_figure(one.format(number)), phrase=one.format(number), id=f"c{at}")
        for at, one in enumerate(words)
    ]
    text = paper(claims, published=published)
    found = assess(text, snapshot(table(values))).outcomes
    standing = {word: outcome.standing for word, outcome in zip(words, found, strict=True)}
    for narrow, wide in wider:
        if standing[narrow] == "holds":
            assert standing[wide] == "holds", (narrow, wide)
        assert ORDER[standing[wide]] >= ORDER[standing[narrow]], (narrow, wide)


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


def test_a_figure_of_a_later_year_depends_on_the_year_and_on_no_definition() -> None:
    table = {("wdi", "2017-12-21", POP, "AAA"): flat(2000.0, 2300.0, 2600.0, start=2014)}
    period = Period(2015, 2015)
    stated = claim(parse_figure("2,600 people"), phrase="2,600 people", group="one", period=period)
    text = paper(
        [stated], Axes(groups=("pair", "one"), window=(2014, 2016)), published="2018-01-05"
    )
    outcome = assess(text, snapshot(table)).outcomes[0]
    assert outcome.verdict is Verdict.DEFINITION_DEPENDENT
    assert outcome.sentence.startswith("Depends on the year. As read, the data give 2,300 in 2015")
    assert "it fits another year: 2,600 in 2016" in outcome.sentence
    assert "efinition" not in outcome.sentence + say_timing(outcome)


def test_of_many_editions_their_values_are_what_bears_a_figure_out() -> None:
    values = dict(zip(EDITIONS, (109.0, 110.0, 111.0, 112.0), strict=True))
    outcome = judged(parse_figure("about 100"), "about 100", values, "2015-06")
    assert "the values of 4 editions, from 98.1 in 2014 (WDI 2016-03-01) to" in outcome.sentence
    assert ", lie inside what “about 100” admits" in outcome.sentence


def test_another_source_is_no_revision_of_the_one_that_bore_a_figure_out() -> None:
    people = {
        ("wdi", "2017-12-21", POP): 3.03e9,
        ("wdi", "2021-06-01", POP): 3.20e9,
        ("wpp", "2019-06-17", "WPP.POP.TOTAL"): 3.10e9,
    }
    data: Table = {
        (*edition, area): flat(part * value, start=2015)
        for edition, value in people.items()
        for area, part in (("AAA", 0.9), ("BBB", 0.1))
    }
    made = claim(parse_figure("3.03 billion people"), phrase="3.03 billion people")
    dated = paper([made], Axes(), published="2018-06")
    (outcome,) = assess(dated, snapshot(data)).outcomes
    assert outcome.verdict is Verdict.REVISED
    since = outcome.sentence.partition("; since revised to ")[2]
    assert since.startswith("3.200 billion in 2015 (WDI 2021-06-01), outside what the figure")
    assert since.endswith("; 3.100 billion in 2015 (WPP 2019-06-17) lies outside it too.")
