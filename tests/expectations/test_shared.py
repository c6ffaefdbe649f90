"""One reading that fits several figures is worth more than each being fitted by some reading."""

from __future__ import annotations

import pytest
from builders import Table, claim, figure, flat, paper, snapshot

from expectations.assessment.assess import assess
from expectations.outcomes import Outcome
from sources.model import Axes, Claim, Period

POP = "SP.POP.TOTL"
GDP = "NY.GDP.MKTP.CD"
SEEN = "2018-05-21"
WINDOW = Axes(groups=("one",), window=(2010, 2017))


def series(indicator: str, *values: float) -> Table:
    return {("wdi", SEEN, indicator, "AAA"): flat(*values, start=2010)}


def people(value: str, **fields: object) -> Claim:
    return claim(figure(value, "10"), id=f"people-{value}", group="one", **fields)


def dollars(value: str) -> Claim:
    stated = figure(value, "10", "usd")
    return claim(stated, id=f"dollars-{value}", group="one", indicator="gdp_current_usd")


RISING = (100, 200, 300, 400, 500, 600, 700, 800)
TABLE = {**series(POP, *RISING), **series(GDP, *RISING)}


def outcomes(*claims: Claim) -> tuple[Outcome, ...]:
    return assess(paper(claims, WINDOW), snapshot(TABLE)).outcomes


def test_a_figure_alone_has_no_chance_together() -> None:
    (alone,) = outcomes(people("300"))
    assert alone.explanation.chance_together is None
    # Eight readings, each reaching 10, in a range of 710.
    assert alone.explanation.chance == pytest.approx(80 / 710)


def test_two_figures_of_one_year_are_worth_more_than_each_alone() -> None:
    first, second = outcomes(people("300"), dollars("300"))
    assert first.explanation.fits == ("people-300", "dollars-300")
    # Eight squares of side 10 in a square of side 710.
    together = first.explanation.chance_together
    assert together == pytest.approx(8 * 100 / 710**2, abs=0.002)
    assert second.explanation.chance_together == together


def test_two_figures_of_different_years_share_no_reading() -> None:
    first, second = outcomes(people("300"), dollars("600"))
    assert first.explanation.fits == ("people-300",)
    assert second.explanation.fits == ("dollars-600",)
    assert first.explanation.chance_together is None


def test_the_same_figure_stated_twice_is_no_second_witness() -> None:
    twice = claim(figure("300", "10"), id="again", group="one")
    first, _ = outcomes(people("300"), twice)
    assert first.explanation.fits == ("people-300", "again")
    assert first.explanation.chance_together is None


def test_a_chance_together_is_the_same_in_every_run() -> None:
    one, two = (outcomes(people("300"), dollars("300"))[0].explanation for _ in range(2))
    assert one.chance_together == two.chance_together


def test_a_pair_the_other_way_round_is_found_with_its_order_named() -> None:
    shares: Table = {
        **series(POP, *(1000.0 * share for share in (0.291, 0.295, 0.299, 0.303))),
        ("wdi", SEEN, POP, "WLD"): flat(1000, 1000, 1000, 1000, start=2010),
    }
    first = figure("30.3", "0.1", "percent")
    swapped = figure("29.1", "0.1", "percent", first=first)
    stated = claim(swapped, measure="share", group="one", period=Period(2010, None))
    (outcome,) = assess(paper([stated], WINDOW), snapshot(shares)).outcomes
    assert outcome.explanation.reading is not None
    assert outcome.explanation.reading.order == "reversed"
    assert outcome.explanation.changed == ("order",)
    assert outcome.explanation.reading.obs_first == pytest.approx(0.303)
