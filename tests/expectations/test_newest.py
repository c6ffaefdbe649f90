"""What a text says of its present, where the editions at hand end before that."""

from __future__ import annotations

import pytest
from builders import Table, claim, flat, paper, snapshot

from expectations.assessment.assess import assess
from expectations.outcomes import Outcome
from sources.figures.parse import parse_figure
from sources.model import Axes, Period

POP = "SP.POP.TOTL"
GROWS = (1000.0, 1100.0, 1200.0, 1300.0)


def edition(vintage: str, *values: float, start: int = 2012) -> Table:
    return {("wdi", vintage, POP, "AAA"): flat(*values, start=start)}


def judged(phrase: str, table: Table, published: str, **fields: object) -> Outcome:
    more = {"group": "one", "period": Period(None, None), "measure": "value", **fields}
    made = claim(parse_figure(phrase), phrase=phrase, **more)
    return assess(paper([made], Axes(), published=published), snapshot(table)).outcomes[0]


OLD = edition("2018-11-14", *GROWS)
LATER = edition("2023-09-19", *GROWS, 1410.0, 1510.0, 1610.0)


@pytest.mark.parametrize(
    ("phrase", "table", "published"),
    [
        ("1,600 people", OLD, "2020-05"),
        ("1,610 people", {**OLD, **LATER}, "2020-05"),
        ("1,580 people", {**OLD, **LATER}, "2020-05"),
        ("1,510 people", {**OLD, **LATER}, "2018-12"),
        ("more than 1,550 people", {**OLD, **LATER}, "2020-05"),
    ],
    ids=["it may have come so far", "a later year fits", "nearly fits", "cut", "bound"],
)
def test_what_may_be_of_a_year_that_is_not_at_hand_is_open(
    phrase: str, table: Table, published: str
) -> None:
    outcome = judged(phrase, table, published)
    assert outcome.standing == "open"
    assert "the newest year at hand in what the author could have seen is 2015" in outcome.sentence
    assert outcome.correction is None


def test_a_later_year_that_fits_is_named() -> None:
    sentence = judged("1,610 people", {**OLD, **LATER}, "2020-05").sentence
    assert sentence.endswith(
        "a later year may have been out: it fits 1,610 in 2018 (WDI 2023-09-19)."
    )


@pytest.mark.parametrize(
    ("phrase", "table", "published"),
    [
        ("5,000 people", {**OLD, **LATER}, "2020-05"),
        ("130 people", {**OLD, **LATER}, "2020-05"),
        ("1,510 people", edition("2018-11-14", *GROWS, 1410.0, 1460.0), "2018-12"),
        ("1,400 people", OLD, "2018-12"),
    ],
    ids=["too far", "far from later years too", "the last full year", "of the weeks before"],
)
def test_what_no_later_year_explains_is_off(phrase: str, table: Table, published: str) -> None:
    assert judged(phrase, table, published).standing == "off"


def test_a_figure_with_its_year_is_judged_by_that_year() -> None:
    outcome = judged("1,610 people", {**OLD, **LATER}, "2020-05", period=Period(2015, 2015))
    assert outcome.standing == "off"
