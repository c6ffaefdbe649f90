"""A member without data that may matter leaves an order open, and one that cannot does not."""

from __future__ import annotations

import pytest
from builders import Table, claim, flat, paper, snapshot

from expectations.assessment.assess import assess
from expectations.outcomes import Outcome
from sources.figures.parse import parse_figure
from sources.model import Axes, Claim, Group, Period

GDP, POP, GROWTH = "NY.GDP.MKTP.CD", "SP.POP.TOTL", "NY.GDP.MKTP.KD.ZG"
ALL = ("CHN", "DEU", "FRA", "MNG", "TWN")
SEEN = "2017-12-21"
BILLIONS = {"CHN": 11_000.0, "DEU": 3_500.0, "FRA": 2_500.0, "MNG": 11.0, "TWN": 530.0}


def table(code: str, *lacking: str, scale: float = 1e9) -> Table:
    return {
        ("wdi", SEEN, code, area): flat(scale * 0.9 * BILLIONS[area], scale * BILLIONS[area])
        for area in ALL
        if area not in lacking
    }


def stated(phrase: str, measure: str, **fields: object) -> Claim:
    more = {"indicator": "gdp_current_usd", "among": "five", "order": "highest", **fields}
    return claim(parse_figure(phrase), phrase=phrase, measure=measure,
                 period=Period(2015, 2015), **more)  # fmt: skip


def judged(made: Claim, data: Table) -> Outcome:
    groups = (Group("five", "Five", ALL, "made for a test"),
              *(Group(one, one, (one,), "made for a test") for one in ALL))  # fmt: skip
    text = paper([made], Axes(), published="2018-01-10", groups=groups)
    return assess(text, snapshot(data)).outcomes[0]


@pytest.mark.parametrize(
    ("phrase", "area", "order", "lacking", "standing"),
    [
        ("the largest economy", "CHN", "highest", (), "holds"),
        ("the largest economy", "CHN", "highest", ("TWN",), "holds"),
        ("the largest economy", "CHN", "highest", ("MNG", "TWN"), "holds"),
        ("the 2nd largest economy", "DEU", "highest", ("CHN",), "open"),
        ("the largest economy", "DEU", "highest", ("CHN",), "open"),
        ("the 4th largest economy", "MNG", "highest", ("TWN",), "open"),
        ("the 5th largest economy", "MNG", "highest", ("TWN",), "open"),
        ("the smallest economy", "MNG", "lowest", (), "holds"),
        ("the smallest economy", "MNG", "lowest", ("TWN",), "open"),
        ("the 4th largest economy", "CHN", "highest", (), "off"),
    ],
)
def test_a_place_is_told_where_none_that_is_lacking_may_take_it(
    phrase: str, area: str, order: str, lacking: tuple[str, ...], standing: str
) -> None:
    outcome = judged(stated(phrase, "rank", group=area, order=order), table(GDP, *lacking))
    assert outcome.standing == standing, outcome.sentence
    if standing == "open":
        assert "which may matter" in outcome.sentence


@pytest.mark.parametrize("lacking", ["TWN", "CHN", "MNG"])
@pytest.mark.parametrize("area", ["DEU", "FRA"])
def test_of_rates_any_member_that_is_lacking_may_be_the_first(lacking: str, area: str) -> None:
    fields = {"indicator": "gdp_growth", "weighting": "simple", "group": area}
    made = stated("the fastest growing", "extreme", **fields)
    assert judged(made, table(GROWTH, lacking, scale=1e-3)).standing == "open"


@pytest.mark.parametrize(
    ("phrase", "to", "lacking", "standing"),
    [
        ("3 countries", "more than $2 trillion", (), "holds"),
        ("3 countries", "more than $2 trillion", ("TWN", "MNG"), "holds"),
        ("2 countries", "more than $2 trillion", ("CHN",), "open"),
        ("3 countries", "more than $100 billion", ("TWN",), "open"),
        ("2 countries", "less than $600 billion", (), "holds"),
        ("1 country", "less than $600 billion", ("TWN",), "open"),
    ],
)
def test_a_count_is_told_where_none_that_is_lacking_may_be_one_of_them(
    phrase: str, to: str, lacking: tuple[str, ...], standing: str
) -> None:
    outcome = judged(stated(phrase, "count", group="", to=to), table(GDP, *lacking))
    assert outcome.standing == standing, outcome.sentence


@pytest.mark.parametrize("lacking", ["MNG", "TWN", "FRA"])
def test_each_of_a_group_is_none_where_one_is_lacking(lacking: str) -> None:
    fields = {"indicator": "population", "group": "five", "among": ""}
    made = stated("more than 5 million people", "each", **fields)
    assert judged(made, table(POP, lacking, scale=1e6)).standing == "open"


@pytest.mark.parametrize(
    ("phrase", "lacking", "named"),
    [
        ("$17 trillion", ("TWN", "CHN"), "China and Taiwan"),
        ("$6.5 trillion", ("CHN",), "China"),
        ("$14 trillion", ("DEU",), "Germany"),
    ],
)
def test_a_sum_that_is_not_told_names_the_members_that_no_edition_has(
    phrase: str, lacking: tuple[str, ...], named: str
) -> None:
    outcome = judged(stated(phrase, "value", group="five", among=""), table(GDP, *lacking))
    assert outcome.standing == "open"
    assert f"of {named}, and how much" in outcome.sentence, outcome.sentence


GREEN = {"CHN": 5.0, "DEU": 40.0, "FRA": 20.0, "MNG": 3.0}


@pytest.mark.parametrize(("area", "standing"), [("SHN", "holds"), ("TWN", "open")])
def test_a_place_of_hardly_anybody_that_no_edition_has_leaves_no_order_open(
    area: str, standing: str
) -> None:
    """Saint Helena once kept each rank by a rate in Western Africa open, for want of its data."""
    code = GROWTH
    data: Table = {("wdi", SEEN, code, one): flat(share, share) for one, share in GREEN.items()}
    made = claim(
        parse_figure("the largest economy"), phrase="the largest economy", measure="extreme",
        order="highest", indicator="gdp_growth", group="DEU", among="some",
        period=Period(2015, 2015),
    )  # fmt: skip
    groups = (Group("some", "Some", (*GREEN, area), "made for a test"),
              Group("DEU", "DEU", ("DEU",), "made for a test"))  # fmt: skip
    text = paper([made], Axes(), published="2018-01-10", groups=groups)
    found = assess(text, snapshot(data)).outcomes[0]
    assert found.standing == standing
    told = " ".join(found.not_established)
    assert ("Saint Helena: the order does without" in told) == (standing == "holds")
