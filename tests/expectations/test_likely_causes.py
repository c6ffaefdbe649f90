"""What an author may have done is told beside what is off or doubtful, and changes no verdict."""

from __future__ import annotations

from typing import Any

import pytest
from builders import PAIR, Table, claim, flat, paper, snapshot

from expectations.assessment.assess import assess
from expectations.outcomes import LikelyCause, Outcome
from sources.figures.parse import parse_figure
from sources.model import Claim, Group, Period

ELECTRICITY, GROWTH = "EG.ELC.ACCS.ZS", "NY.GDP.MKTP.KD.ZG"
FIRST = Group("first", "Alphaland", ("AAA",), "made for a test")
SECOND = Group("second", "Betaland", ("BBB",), "made for a test")


def access(*parts: float, **others: float) -> Table:
    """The access to electricity in two countries from 2013 on, in per cent."""
    table: dict[tuple[str, str, str, str], dict[int, float]] = {
        ("wdi", "2017-12-21", ELECTRICITY, "AAA"): flat(*parts, start=2013)
    }
    if "second" in others:
        table["wdi", "2017-12-21", ELECTRICITY, "BBB"] = flat(
            *(others["second"] for _ in parts), start=2013
        )
    return table


def stated(phrase: str, **fields: Any) -> Claim:
    defaults: dict[str, Any] = {
        "measure": "value",
        "indicator": "electricity_access",
        "group": "first",
        "period": Period(2014, 2014),
    }
    return claim(parse_figure(phrase), phrase=phrase, **{**defaults, **fields})


def judged(data: Table, *claims: Claim, published: str = "2018-01-20") -> Outcome:
    told = paper(claims, published=published, groups=(PAIR, FIRST, SECOND))
    return assess(told, snapshot(data)).outcomes[0]


def test_per_cent_for_percentage_points_is_told() -> None:
    fields = {"measure": "growth", "period": Period(2013, 2014)}
    outcome = judged(access(48.9, 18.7), stated("a drop of 30 percent", **fields))
    assert outcome.standing == "off"
    said = (
        "In percentage points it would fit: the change is −30.2 points, "
        "and “30 percentage points” would be right."
    )
    assert said in outcome.sentence
    cause = outcome.explanation.cause
    assert cause == LikelyCause("points", said, cause.value if cause else None)
    assert cause.value == pytest.approx(-0.302)


@pytest.mark.parametrize(
    ("phrase", "wording"),
    [
        ("a drop of 30 percent", "a drop of 30 percentage points"),
        ("a 30% drop", "a 30-percentage-point drop"),
        ("fell by 30%", "fell by 30 percentage points"),
    ],
)
def test_per_cent_for_points_is_corrected_in_points(phrase: str, wording: str) -> None:
    fields = {"measure": "growth", "period": Period(2013, 2014)}
    correction = judged(access(48.9, 18.7), stated(phrase, **fields)).correction
    assert correction is not None
    assert correction.phrase == wording
    assert correction.reading.obs_value == pytest.approx(-0.302)


def test_per_cent_where_points_do_not_fit_is_corrected_in_per_cent() -> None:
    fields = {"measure": "growth", "period": Period(2013, 2014)}
    correction = judged(access(48.9, 18.7), stated("a drop of 20 percent", **fields)).correction
    assert correction is not None
    assert correction.phrase == "a drop of 62 percent"


def test_per_cent_where_points_do_not_fit_is_not_told() -> None:
    fields = {"measure": "growth", "period": Period(2013, 2014)}
    outcome = judged(access(48.9, 18.7), stated("a drop of 20 percent", **fields))
    assert "would fit" not in outcome.sentence
    assert outcome.explanation.cause is None


def test_a_share_upside_down_is_told() -> None:
    outcome = judged(access(45.0, 45.3), stated("55%"))
    said = "Upside down it would fit: what 45.3% leaves to 100% is 54.7%."
    assert (outcome.standing, said in outcome.sentence) == ("off", True)


def test_what_a_share_leaves_is_told_upside_down_too() -> None:
    outcome = judged(access(67.0, 67.6), stated("68%", measure="complement"))
    said = "Upside down it would fit: what 32.4% leaves to 100% is 67.6%."
    assert (outcome.standing, said in outcome.sentence) == ("off", True)


def test_the_other_sign_is_told() -> None:
    data = {("wdi", "2017-12-21", GROWTH, "AAA"): flat(2.0, -40.3, start=2013)}
    outcome = judged(data, stated("expanded by 40.3%", indicator="gdp_growth"))
    assert "With the other sign it would fit: it is −40.3" in outcome.sentence


@pytest.mark.parametrize(("phrase", "how"), [("7.6%", "Ten times"), ("760%", "A tenth")])
def test_the_decimal_point_is_told(phrase: str, how: str) -> None:
    outcome = judged(access(75.0, 76.0), stated(phrase))
    assert outcome.standing == "off"
    assert f"{how} as much would fit: the decimal point may have slipped." in outcome.sentence


def test_the_value_of_another_country_that_the_text_tells_is_told() -> None:
    data = access(76.0, 76.2, second=55.4)
    other = stated("55.4%", id="other", group="second")
    outcome = judged(data, stated("55.4%"), other)
    assert outcome.standing == "off"
    assert "It would fit as that of Betaland, of which “55.4%” tells: 55.40% in 2014" in (
        outcome.sentence
    )


def test_the_value_of_another_year_that_the_text_tells_is_told() -> None:
    other = stated("61.3%", id="other", period=Period(2013, 2013))
    outcome = judged(access(61.3, 76.2), stated("61.3%"), other)
    assert "It would fit as that of 2013, of which “61.3%” tells" in outcome.sentence


def test_a_span_that_the_text_tells_is_told_from_its_first_year_on() -> None:
    fields = {"measure": "growth", "period": Period(2014, 2015)}
    other = stated("a rise of 62.5%", id="other", **{**fields, "period": Period(2013, 2015)})
    outcome = judged(access(40.0, 50.0, 65.0), stated("a rise of 62.5%", **fields), other)
    assert "It would fit as that of 2013–2015, of which “a rise of 62.5%” tells" in outcome.sentence


def test_a_value_that_fits_nothing_in_the_text_has_no_neighbour() -> None:
    other = stated("55.4%", id="other", group="second")
    outcome = judged(access(76.0, 76.2, second=55.4), stated("31.4%"), other)
    assert outcome.standing == "off"
    assert "would fit" not in outcome.sentence


def test_another_reading_of_the_figure_itself_is_no_neighbour() -> None:
    data = access(76.0, 76.2, second=55.4)
    for id_, is_told in (("f1-1", False), ("f2", True)):
        other = stated("55.4%", id=id_, group="second")
        outcome = judged(data, stated("55.4%", id="f1"), other)
        assert ("It would fit as that of Betaland" in outcome.sentence) is is_told


def test_one_digit_fits_no_neighbour_since_it_fits_too_much() -> None:
    other = stated("5%", id="other", group="second")
    outcome = judged(access(76.0, 76.2, second=5.1), stated("5%"), other)
    assert "It would fit as" not in outcome.sentence


def test_what_holds_is_told_no_cause() -> None:
    other = stated("55.4%", id="other", group="second")
    outcome = judged(access(49.9, 50.0, second=50.0), stated("50.0%"), other)
    assert outcome.standing == "holds"
    assert "would fit" not in outcome.sentence


PER_HEAD, PPP = "NY.GDP.PCAP.CD", "NY.GDP.PCAP.PP.CD"


@pytest.mark.parametrize(
    ("phrase", "is_told"), [("$9,600", True), ("$9,000", False), ("$26,000", False)]
)
def test_dollars_at_purchasing_power_parity_are_told(phrase: str, is_told: bool) -> None:
    data = {
        ("wdi", "2017-12-21", PER_HEAD, "AAA"): flat(2_500.0, 2_551.0, start=2013),
        ("wdi", "2017-12-21", PPP, "AAA"): flat(9_300.0, 9_647.0, start=2013),
    }
    outcome = judged(data, stated(phrase, indicator="gdp_per_capita"))
    said = "In other dollars it would fit: the GDP per capita at purchasing power parity is $9,650"
    assert outcome.standing == "off"
    assert (said in outcome.sentence) is is_told


def test_what_is_left_open_tells_no_cause_and_proposes_nothing() -> None:
    fields = {"measure": "growth", "period": Period(2013, 2014)}
    outcome = judged(access(48.9, 18.7), stated("a drop of 30 percent", **fields))
    assert outcome.explanation.cause is not None
    assert outcome.correction is not None
    left = outcome.left_open("The two are counted otherwise.")
    assert (left.standing, left.sentence) == ("open", "The two are counted otherwise.")
    assert (left.explanation.cause, left.explanation.slip, left.correction) == (None, None, None)
