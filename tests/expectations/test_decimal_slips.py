"""A figure with the data's digits and the decimal point one place off is no revision."""

from __future__ import annotations

from typing import Any

import pytest
from builders import ONE, PAIR, Table, claim, flat, paper, snapshot

from expectations.assessment.assess import assess
from expectations.outcomes import Outcome
from sources.figures.parse import parse_figure
from sources.model import Period

FUELS, INFLATION, GROWTH = "EG.CFT.ACCS.ZS", "FP.CPI.TOTL.ZG", "NY.GDP.MKTP.KD.ZG"


def old(code: str, value: float, vintage: str = "2016-06-28") -> Table:
    """One edition alone, years before the text."""
    return {("wdi", vintage, code, "AAA"): flat(value, start=2014)}


def judged(phrase: str, data: Table, **fields: Any) -> Outcome:
    stated = claim(
        parse_figure(phrase), phrase=phrase, group="one", measure="value",
        period=Period(2014, 2014), **fields,
    )  # fmt: skip
    told = paper([stated], published="2018-01-20", groups=(PAIR, ONE))
    return assess(told, snapshot(data)).outcomes[0]


@pytest.mark.parametrize(("phrase", "value"), [("3%", 30.0), ("7.2%", 72.3)])
def test_a_tenth_of_what_one_old_edition_has_is_off(phrase: str, value: float) -> None:
    assert judged(phrase, old(FUELS, value), indicator="clean_cooking").standing == "off"


def test_ten_times_what_one_old_edition_has_is_off() -> None:
    outcome = judged("723%", old(INFLATION, 72.3), indicator="inflation")
    assert outcome.standing == "off"
    assert outcome.correction is not None


@pytest.mark.parametrize(("phrase", "value"), [("3.3%", 30.0), ("5%", 30.0), ("4%", 30.0)])
def test_other_digits_within_a_factor_of_ten_stay_open(phrase: str, value: float) -> None:
    assert judged(phrase, old(FUELS, value), indicator="clean_cooking").standing == "open"


def test_rates_of_growth_near_nothing_stay_open() -> None:
    outcome = judged("0.3%", old(GROWTH, 3.0), indicator="gdp_growth")
    assert outcome.standing == "open"


def test_another_edition_with_other_digits_leaves_it_open() -> None:
    data = {**old(FUELS, 30.0), **old(FUELS, 3.6, vintage="2015-06-28")}
    assert judged("3%", data, indicator="clean_cooking").standing == "open"


def test_bounds_do_not_slip() -> None:
    outcome = judged("less than 3%", old(FUELS, 30.0), indicator="clean_cooking")
    assert "decimal point" not in outcome.sentence
