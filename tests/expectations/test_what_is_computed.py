"""What is computed: the same members at both ends, missing ones counted, like held against like."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import ONE, PAIR, Table, claim, flat, paper, snapshot

from expectations.assessment.assess import assess
from expectations.outcomes import Outcome, Verdict
from sources.figures.parse import parse_figure
from sources.model import Axes, Direction, Group, Period

SEEN = "2017-12-21"
POP, GDP, NET = "SP.POP.TOTL", "NY.GDP.MKTP.CD", "SM.POP.NETM"
GROWTH = "NY.GDP.MKTP.KD.ZG"
SPAN = Period(2013, 2015)
TWO_CHINAS = Group("two", "Hong Kong and Taiwan", ("HKG", "TWN"), "made for a test")
WITH_TAIWAN = Group("three", "Three areas", ("HKG", "JPN", "TWN"), "made for a test")


def series(code: str, **areas: dict[int, float]) -> Table:
    return {("wdi", SEEN, code, area): values for area, values in areas.items()}


def judged(phrase: str, table: Table, **fields: object) -> Outcome:
    more = {"group": "pair", "period": Period(2015, 2015), "measure": "value", **fields}
    made = claim(parse_figure(phrase), phrase=phrase, **more)
    groups = (PAIR, ONE, TWO_CHINAS, WITH_TAIWAN)
    text = paper([made], Axes(), published="2018-01", groups=groups)
    return assess(text, snapshot(table)).outcomes[0]


def span_of(measure: str) -> Period:
    """Growth year by year begins with the year before the span."""
    return Period(2014, 2015) if measure == "mean_growth" else SPAN


APPEARS = series(POP, AAA=flat(1e6, 1e6, 1e6, start=2013), BBB={2015: 0.04e6})
"""A member that has data in the later year only."""
LEAVES: Table = {
    **series(POP, AAA=flat(1e6, 1e6, 1e6, start=2013), BBB={2013: 0.04e6, 2014: 0.04e6}),
    ("wdi", "2016-09-01", POP, "BBB"): flat(0.04e6, 0.04e6, 0.04e6, start=2013),
}


@pytest.mark.parametrize(
    ("phrase", "measure"),
    [
        ("grew by 4%", "growth"),
        ("rose by 40,000 people", "change"),
        ("grew by 2% a year", "mean_growth"),
        ("grew by 2% a year", "compound_growth"),
        ("1.04 times as many", "ratio"),
        ("4% more", "comparison"),
    ],
)
def test_a_member_that_only_one_year_has_makes_nothing_grow(phrase: str, measure: str) -> None:
    outcome = judged(phrase, APPEARS, measure=measure, period=span_of(measure))
    assert outcome.standing == "off", outcome.sentence


@pytest.mark.parametrize(
    ("phrase", "measure"),
    [
        ("fell by 4%", "growth"),
        ("fell by 40,000 people", "change"),
        ("fell by 2% a year", "mean_growth"),
    ],
)
def test_a_member_that_only_the_first_year_has_makes_nothing_fall(
    phrase: str, measure: str
) -> None:
    assert judged(phrase, LEAVES, measure=measure, period=span_of(measure)).standing == "off"


@pytest.mark.parametrize(
    ("phrase", "measure"),
    [
        ("grew by 4%", "growth"),
        ("on average 1.013 million people", "mean"),
        ("grew by 2% a year", "mean_growth"),
        ("rose from 1.00 million to 1.04 million people", "value"),
    ],
)
def test_the_member_that_differs_over_time_is_named(phrase: str, measure: str) -> None:
    outcome = judged(phrase, APPEARS, measure=measure, period=span_of(measure))
    assert [one.ref_area for one in outcome.observed[0].missing] == ["BBB"]


def test_a_pair_whose_members_differ_says_what_the_same_members_give() -> None:
    phrase = "rose from 1.00 million to 1.04 million people"
    said = " ".join(judged(phrase, APPEARS, period=SPAN).not_established)
    assert "BBB" in said
    assert "from 1.000 million in 2013 to 1.000 million in 2015" in said
    same = series(POP, AAA=flat(1e6, 1e6, 1e6, start=2013), BBB=flat(0, 0.02e6, 0.04e6, start=2013))
    assert judged(phrase, same, period=SPAN).not_established == ()


@pytest.mark.parametrize(
    ("phrase", "code", "indicator", "group", "areas"),
    [
        ("US$321 billion", GDP, "gdp_current_usd", "two", {"HKG": 321e9}),
        ("7.3 million people", POP, "population", "two", {"HKG": 7.3e6}),
        ("134 million people", POP, "population", "three", {"HKG": 7.3e6, "JPN": 126.7e6}),
    ],
)
def test_a_member_that_no_source_has_is_missing_and_not_nothing(
    phrase: str, code: str, indicator: str, group: str, areas: dict[str, float]
) -> None:
    table = series(code, **{area: flat(value, value) for area, value in areas.items()})
    outcome = judged(phrase, table, group=group, indicator=indicator)
    assert outcome.verdict is Verdict.UNRESOLVED
    assert "no edition at hand has" in outcome.sentence
    assert "of Taiwan" in outcome.sentence


HOLED = series(POP, AAA=flat(9.6e6, 9.6e6), BBB={2014: 0.4e6})
"""A member of a twenty-fifth that has data of the year before only."""


@pytest.mark.parametrize(
    ("phrase", "standing"),
    [
        ("10.0 million people", "open"),
        ("more than 9.95 million people", "open"),
        ("9.6 million people", "holds"),
        ("11.2 million people", "off"),
        ("9.2 million people", "off"),
    ],
)
def test_a_member_that_is_lacking_may_be_what_a_figure_is_larger_by(
    phrase: str, standing: str
) -> None:
    outcome = judged(phrase, HOLED)
    assert outcome.standing == standing, outcome.sentence
    assert [one.ref_area for one in outcome.observed[0].missing] == ["BBB"]


def net(first: float, second: float) -> Table:
    return series(NET, AAA=flat(first, first), BBB=flat(second, second))


@pytest.mark.parametrize(
    ("phrase", "table", "holds"),
    [
        ("-20,000 people", net(6e4, -8e4), True),
        ("0 people", net(6e4, -6e4), True),
        ("0 people", net(0.0, 0.0), True),
        ("-120,000 people", net(-6e4, -6e4), True),
        ("20,000 people", net(6e4, -8e4), False),
        ("a net loss of 20,000 people", net(6e4, -8e4), True),
        ("a net loss of 20,000 people", net(8e4, -6e4), False),
        ("net emigration of 120,000 people", net(-6e4, -6e4), True),
    ],
)
def test_a_balance_is_checked_whatever_its_sign(phrase: str, table: Table, holds: bool) -> None:
    outcome = judged(phrase, table, indicator="net_migration")
    assert outcome.standing == ("holds" if holds else "off"), outcome.sentence


def test_a_balance_that_lacks_a_large_member_is_not_covered() -> None:
    table = series(NET, AAA=flat(6e4, 6e4), BBB={2014: -8e4})
    outcome = judged("60,000 people", table, indicator="net_migration")
    assert outcome.verdict is Verdict.UNRESOLVED


@pytest.mark.parametrize(("phrase", "way"), [("rose by 20%", 1.2), ("fell by 20%", 0.8)])
def test_what_was_below_nothing_has_no_rate_of_growth(phrase: str, way: float) -> None:
    table = series(NET, AAA=flat(-5e4, way * -5e4), BBB=flat(-5e4, way * -5e4))
    fields = {"indicator": "net_migration", "measure": "growth", "period": Period(2014, 2015)}
    outcome = judged(phrase, table, **fields)
    assert outcome.verdict is Verdict.UNRESOLVED
    assert "no rate of growth" in outcome.sentence


WORLD: Table = {**series(
    GROWTH, AAA=flat(5.0, 5.0), BBB=flat(7.0, 7.0), JPN=flat(1.0, 1.0), IND=flat(4.0, 4.0),
    WLD=flat(1.0, 1.0),
), **series(
    GDP, AAA=flat(1.0, 1.0, 1.0, start=2013), BBB=flat(3.0, 3.0, 3.0, start=2013),
    JPN=flat(6.0, 6.0, 6.0, start=2013), IND=flat(2.0, 2.0, 2.0, start=2013),
    WLD=flat(10.0, 10.0, 10.0, start=2013),
)}  # fmt: skip
"""The mean of countries (the two that are any) is 2.5, weighted 1.75; the group's 6.0 and 6.5."""


@pytest.mark.parametrize(
    ("points", "weighting", "verdict"),
    [
        ("3.50", "simple", Verdict.REPRODUCED),
        ("4.75", "weighted", Verdict.REPRODUCED),
        ("5.00", "simple", Verdict.DEFINITION_DEPENDENT),
        ("5.50", "weighted", Verdict.DEFINITION_DEPENDENT),
    ],
)
def test_a_difference_from_the_world_is_from_the_world_under_the_same_weighting(
    points: str, weighting: str, verdict: Verdict
) -> None:
    fields = {"indicator": "gdp_growth", "measure": "difference", "weighting": weighting}
    outcome = judged(f"{points} percentage points above the world", WORLD, **fields)
    assert outcome.verdict is verdict, outcome.sentence
    if verdict is Verdict.DEFINITION_DEPENDENT:
        assert "with the world's own row" in outcome.sentence


YEARS = series(
    POP, AAA=flat(2.53e6, 2.60e6, 2.71e6, 2.84e6, start=2012), BBB=flat(*[0.0] * 4, start=2012)
)


@pytest.mark.parametrize(
    ("phrase", "verdict", "end"),
    [
        ("2.60 million people", Verdict.STALE, 2013),
        ("2.53 million people", Verdict.STALE, 2012),
        ("2.71 million people", Verdict.STALE, 2014),
    ],
)
def test_other_years_are_tried_without_being_named(phrase: str, verdict: Verdict, end: int) -> None:
    outcome = judged(phrase, YEARS)
    assert outcome.verdict is verdict
    assert outcome.explanation.reading is not None
    assert outcome.explanation.reading.end == end
    assert outcome.explanation.tried >= 4


@pytest.mark.parametrize(
    "phrase", ["2.2 million people", "1.9 million people", "3.3 million people"]
)
def test_a_refutation_says_how_many_readings_were_tried(phrase: str) -> None:
    outcome = judged(phrase, YEARS)
    assert outcome.verdict is Verdict.REFUTED
    assert f"none of the {outcome.explanation.tried} ways of reading it" in outcome.sentence


@pytest.mark.parametrize(
    ("phrase", "kind", "meant"),
    [
        ("2.84 billion people", "unit", "2.84 million"),
        ("2,840 people", "unit", "2,840,000"),
        ("2.84 thousand people", "unit", "2.84 million"),
        ("2.48 million people", "digits", "2.84 million"),
        ("8.24 million people", "digits", "2.84 million"),
        ("2,480,000 people", "digits", "2,840,000"),
    ],
)
def test_a_slip_of_the_pen_is_told_without_a_window(phrase: str, kind: str, meant: str) -> None:
    outcome = judged(phrase, YEARS)
    slip = outcome.explanation.slip
    assert slip is not None
    assert (slip.kind, slip.figure) == (kind, meant)
    assert f"With {meant} it would fit" in outcome.explanation.text


RICHER = series("NY.GDP.PCAP.CD", AAA=flat(16_200.0, 16_200.0, start=2014),
                BBB=flat(10_000.0, 10_000.0, start=2014))  # fmt: skip


@pytest.mark.parametrize(
    ("phrase", "area", "other", "standing"),
    [
        ("62% higher", "AAA", "BBB", "holds"),
        ("38% lower", "BBB", "AAA", "holds"),
        ("45% lower", "BBB", "AAA", "off"),
        ("162% higher", "AAA", "BBB", "off"),
        ("62% lower", "AAA", "BBB", "off"),
        ("more than 50% higher", "AAA", "BBB", "holds"),
        ("more than 30% lower", "BBB", "AAA", "holds"),
        ("less than 30% lower", "BBB", "AAA", "off"),
        ("less than 70% higher", "AAA", "BBB", "holds"),
        ("less than 70% higher", "BBB", "AAA", "off"),
    ],
)
def test_an_excess_is_by_what_part_one_is_above_or_below_the_other(
    phrase: str, area: str, other: str, standing: str
) -> None:
    figure = parse_figure(phrase)
    way: Direction = "decrease" if "lower" in phrase else "increase"
    made = claim(
        replace(figure, direction=way), phrase=phrase, group=area, to=other, measure="excess",
        indicator="gdp_per_capita", period=Period(2015, 2015),
    )  # fmt: skip
    single = [Group(one, one, (one,), "made for a test") for one in ("AAA", "BBB")]
    text = paper([made], Axes(), published="2018-01", groups=(*single, PAIR, ONE))
    outcome = assess(text, snapshot(RICHER)).outcomes[0]
    assert outcome.standing == standing, outcome.sentence
