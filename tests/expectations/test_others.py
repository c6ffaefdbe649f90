"""What a match is worth by exchange: how many other figures would have been matched too."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from builders import Table, claim, figure, flat, paper, snapshot
from hypothesis import given
from hypothesis import strategies as st

from expectations.assessment.assess import assess
from expectations.explaining.match_worth import MOST_FIGURES, figures_of, others_matched
from expectations.judging.tolerance import admits, is_inside
from sources.model import Axes, Claim, Period

POP, SEEN = "SP.POP.TOTL", "2018-05-21"


def percent(value: str, **fields: object) -> Claim:
    return claim(figure(value, "1", "percent"), id=f"c{value}", measure="share", **fields)


@given(
    st.lists(st.integers(1, 99), min_size=1, max_size=8),
    st.lists(st.floats(0, 1), min_size=1, max_size=20),
)
def test_it_counts_the_other_figures_that_some_value_lies_inside(
    stated: list[int], values: list[float]
) -> None:
    claims = [percent(str(one)) for one in stated]
    others = {one.figure.value: admits(one) for one in claims[1:]}
    others.pop(claims[0].figure.value, None)
    by_hand = sum(any(is_inside(value, bounds) for value in values) for bounds in others.values())
    found = others_matched(figures_of(claims), claims[0], np.array(values))
    assert found == ((by_hand, len(others)) if others else None)


def test_a_figure_stated_twice_is_one_and_ones_own_is_no_other() -> None:
    claims = [percent("63"), percent("63"), percent("29"), percent("29")]
    assert others_matched(figures_of(claims), claims[0], np.array([0.29])) == (1, 1)


def test_each_figure_keeps_its_own_tolerance() -> None:
    wide = claim(figure("30", "10", "percent", "about"), id="wide")
    claims = [percent("63"), percent("31"), wide]
    assert others_matched(figures_of(claims), claims[0], np.array([0.325])) == (1, 2)


def test_figures_in_other_units_and_currencies_are_not_exchanged() -> None:
    claims = [
        percent("63"),
        claim(figure("63", "1"), id="number"),
        claim(figure("63", "1", "percentage_points"), id="points"),
        claim(figure("63", "1", currency="EUR"), id="money"),
    ]
    for one in claims:
        assert others_matched(figures_of(claims), one, np.array([0.63, 63.0])) is None


def test_a_pair_gives_both_its_figures_to_single_ones_and_is_held_against_pairs() -> None:
    first = figure("30", "1", "percent")
    pair = claim(figure("29", "1", "percent", first=first), id="pair", measure="share")
    other = claim(figure("40", "1", "percent", first=first), id="other", measure="share")
    claims = [percent("63"), pair, other]
    figures = figures_of(claims)
    assert others_matched(figures, claims[0], np.array([0.30, 0.40])) == (2, 3)
    firsts, values = np.array([0.30, 0.50]), np.array([0.50, 0.40])
    assert others_matched(figures, pair, values, firsts) == (0, 1)
    assert others_matched(figures, pair, np.array([0.40]), np.array([0.30])) == (1, 1)


def test_a_text_with_very_many_figures_is_judged_by_some_of_them() -> None:
    claims = [
        claim(figure(str(Decimal(at) / 10), "0.1", "percent"), id=f"c{at}", measure="share")
        for at in range(1, 3 * MOST_FIGURES)
    ]
    found = others_matched(figures_of(claims), claims[-1], np.array([0.5]))
    assert found is not None
    assert found[1] == MOST_FIGURES


def test_the_readings_of_a_claim_are_held_against_the_paper_s_other_figures() -> None:
    table: Table = {
        ("wdi", SEEN, POP, "AAA"): flat(100, 200, 300, start=2014),
        ("wdi", SEEN, POP, "WLD"): flat(1000, 1000, 1000, start=2014),
    }
    claims = [percent(one, group="one", period=Period(2016, 2016)) for one in ("30", "20", "70")]
    found = assess(paper(claims, Axes(("one",), (2014, 2016))), snapshot(table))
    assert [made.explanation.others_matched for made in found.outcomes] == [(1, 2), (1, 2), (2, 2)]


@pytest.mark.parametrize("values", [[], [0.5]])
def test_without_readings_or_others_there_is_nothing_to_tell(values: list[float]) -> None:
    claims = [percent("63")] if values else [percent("63"), percent("29")]
    assert others_matched(figures_of(claims), claims[0], np.array(values)) is None
